/** Finds the `sadpath` to start: the setting, the selected interpreter's environment, PATH; the first that works. */
import * as path from "node:path";
import { isAtLeast, MINIMUM_VERSION, parseVersion } from "./version";

/** A program and the arguments that make it sadpath, to be followed by `server` or `--version`. */
export interface Launch {
    readonly command: string;
    readonly args: readonly string[];
}

/** What the search needs of the computer. */
export interface Machine {
    readonly windows: boolean;
    readonly pathVariable: string;
    isFile(path: string): Promise<boolean>;
    /** Standard output of a program; rejects when it can't be started, fails or takes too long. */
    run(command: string, args: readonly string[]): Promise<string>;
}

export interface Wishes {
    /** The setting `sadpath.path`, made absolute. */
    readonly paths: readonly string[];
    readonly interpreter: string | undefined;
    readonly trusted: boolean;
    readonly folders: readonly string[];
}

export interface Attempt extends Launch {
    readonly origin: "setting" | "interpreter" | "PATH";
    /** Why this one isn't taken; undefined for the one that is. */
    readonly refusal?: string;
    readonly version?: string;
}

export type Located =
    | {
          readonly kind: "found";
          readonly launch: Launch;
          readonly version: string;
          readonly attempts: readonly Attempt[];
      }
    | { readonly kind: "old"; readonly launch: Launch; readonly version: string; readonly attempts: readonly Attempt[] }
    | { readonly kind: "missing"; readonly attempts: readonly Attempt[] };

type Origin = Attempt["origin"];

/**
 * The first candidate whose version is known and new enough. Where all that work are too old, the first of those.
 * In a workspace that isn't trusted nothing is taken that could come from it: neither its interpreter nor a program
 * below one of its folders.
 */
export async function locate(wishes: Wishes, machine: Machine): Promise<Located> {
    const attempts: Attempt[] = [];
    let old: { launch: Launch; version: string } | undefined;
    for await (const [origin, launch] of candidates(wishes, machine)) {
        if (!wishes.trusted && wishes.folders.some((folder) => isInside(launch.command, folder))) {
            attempts.push({ origin, ...launch, refusal: "it lies in a workspace that isn't trusted" });
            continue;
        }
        const answer = await askVersion(launch, machine);
        if ("refusal" in answer) {
            attempts.push({ origin, ...launch, refusal: answer.refusal });
        } else if (!isAtLeast(answer.version, MINIMUM_VERSION)) {
            const refusal = `version ${answer.version} is older than ${MINIMUM_VERSION}`;
            attempts.push({ origin, ...launch, version: answer.version, refusal });
            old ??= { launch, version: answer.version };
        } else {
            attempts.push({ origin, ...launch, version: answer.version });
            return { kind: "found", launch, version: answer.version, attempts };
        }
    }
    return old ? { kind: "old", ...old, attempts } : { kind: "missing", attempts };
}

async function* candidates(wishes: Wishes, machine: Machine): AsyncGenerator<[Origin, Launch]> {
    for (const command of wishes.paths) {
        yield ["setting", { command, args: [] }];
    }
    if (wishes.trusted && wishes.interpreter !== undefined) {
        for (const folder of await scriptFolders(wishes.interpreter, machine)) {
            const command = path.join(folder, programName(machine));
            if (await machine.isFile(command)) {
                yield ["interpreter", { command, args: [] }];
            }
        }
        yield ["interpreter", { command: wishes.interpreter, args: ["-m", "sadpath"] }];
    }
    for (const folder of machine.pathVariable.split(machine.windows ? ";" : ":")) {
        // A relative entry would be taken from whatever the current directory is.
        const command = path.join(folder, programName(machine));
        if (path.isAbsolute(folder) && (await machine.isFile(command))) {
            yield ["PATH", { command, args: [] }];
        }
    }
}

const SCRIPT_FOLDERS = `
import os, sysconfig
print(sysconfig.get_path("scripts"))
scheme = getattr(sysconfig, "get_preferred_scheme", lambda kind: os.name + "_user")("user")
print(sysconfig.get_path("scripts", scheme))
`;

/** Where pip puts programs for that interpreter: in its environment, and for the user. */
async function scriptFolders(interpreter: string, machine: Machine): Promise<string[]> {
    try {
        // -I: neither the current directory nor PYTHON* variables decide what is imported.
        const output = await machine.run(interpreter, ["-I", "-c", SCRIPT_FOLDERS]);
        return output.split(/\r?\n/).filter((line) => path.isAbsolute(line));
    } catch {
        return []; // `-m sadpath` is tried with it all the same, and its failure is reported
    }
}

async function askVersion(launch: Launch, machine: Machine): Promise<{ version: string } | { refusal: string }> {
    if (!(await machine.isFile(launch.command))) {
        return { refusal: "there is no such file" };
    }
    try {
        const version = parseVersion(await machine.run(launch.command, [...launch.args, "--version"]));
        return version === undefined ? { refusal: "it doesn't answer --version as sadpath does" } : { version };
    } catch (error) {
        return { refusal: error instanceof Error ? error.message : String(error) };
    }
}

function programName(machine: Machine): string {
    return machine.windows ? "sadpath.exe" : "sadpath";
}

function isInside(file: string, folder: string): boolean {
    const relative = path.relative(folder, file);
    return relative === "" || (!relative.startsWith("..") && !path.isAbsolute(relative));
}
