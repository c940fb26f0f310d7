/** The oldest server whose requests this extension knows. */
export const MINIMUM_VERSION = "0.1.0";

/** The version in what `sadpath --version` prints, such as `sadpath 0.1.0rc1`; undefined for the output of another program. */
export function parseVersion(output: string): string | undefined {
    return /^sadpath (\d+(?:\.\d+)*\S*)\s*$/m.exec(output)?.[1];
}

/** Whether `version` is `minimum` or later. Only the release numbers count: a pre-release of the minimum is accepted. */
export function isAtLeast(version: string, minimum: string): boolean {
    const [have, want] = [release(version), release(minimum)];
    for (let index = 0; index < Math.max(have.length, want.length); index++) {
        const difference = (have[index] ?? 0) - (want[index] ?? 0);
        if (difference !== 0) {
            return difference > 0;
        }
    }
    return true;
}

function release(version: string): number[] {
    return (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? "0").split(".").map(Number);
}
