/** What the server answers about a function. Lines are 0-based. */
export type Fate = "handled" | "raised" | "unnoticed" | "passed" | "crashed" | "endless" | "unknown";

export interface Outcome {
    readonly status: number | string | null;
    readonly code: string | null;
    readonly fate: Fate;
    readonly resent: boolean;
    readonly waited: boolean;
    readonly specific: boolean;
    /** What the provider says of sending again, a word of the catalogue such as `backoff`. */
    readonly retry: string | null;
    readonly meaning: string | null;
    readonly handling: string | null;
    /** Where the entry's document tests or meets this outcome. */
    readonly lines: readonly number[];
}

/** What becomes of one operation's outcomes from one function. */
export interface MatrixEntry {
    readonly provider: string;
    readonly providerName: string;
    readonly operation: string;
    readonly entry: string;
    readonly path: string;
    readonly uri: string;
    /** Where the request is sent. */
    readonly line: number;
    readonly summary: string;
    readonly outcomes: readonly Outcome[];
}

export interface Matrix {
    readonly title: string;
    readonly entries: readonly MatrixEntry[];
}
