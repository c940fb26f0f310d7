import * as path from "node:path";

export interface Surroundings {
    /** The first workspace folder, or the one that the setting is for. */
    readonly folder: string | undefined;
    readonly home: string;
    readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * A path from the settings with `~`, `${workspaceFolder}`, `${userHome}` and `${env:NAME}` filled in and made absolute.
 * Undefined where it needs a workspace folder and there is none.
 */
export function expandPath(value: string, { folder, home, env }: Surroundings): string | undefined {
    if (folder === undefined && value.includes("${workspaceFolder}")) {
        return undefined;
    }
    const filled = value
        .replace(/^~(?=$|[/\\])/, () => home)
        .replace(/\$\{([^}]*)\}/g, (whole, name: string) => {
            if (name.startsWith("env:")) {
                return env[name.slice("env:".length)] ?? "";
            }
            return { workspaceFolder: folder, userHome: home }[name] ?? whole;
        });
    if (path.isAbsolute(filled)) {
        return path.normalize(filled);
    }
    return folder === undefined ? undefined : path.resolve(folder, filled);
}
