/** What the extension and the matrix view's page say to each other. */
import type { Matrix } from "./matrix";

export type ViewState =
    | { readonly kind: "empty"; readonly text: string }
    | { readonly kind: "matrix"; readonly matrix: Matrix; readonly pinned: boolean };

export interface ToPage {
    readonly type: "state";
    readonly state: ViewState;
}

export type FromPage =
    /** The page is there and shows nothing yet. */
    | { readonly type: "ready" }
    /** Show these lines (0-based) of a document. */
    | { readonly type: "reveal"; readonly uri: string; readonly lines: readonly number[] };
