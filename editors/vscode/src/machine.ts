import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import type { Machine } from "./locate";

const TIMEOUT_MS = 20_000;

/** This computer. Programs run in `directory`: never in the workspace, whose files Python would import and Windows would run. */
export function thisMachine(directory: string): Machine {
    return {
        windows: process.platform === "win32",
        pathVariable: process.env.PATH ?? process.env.Path ?? "",
        async isFile(path) {
            try {
                return (await stat(path)).isFile();
            } catch {
                return false;
            }
        },
        run(command, args) {
            return new Promise((resolve, reject) => {
                const options = { cwd: directory, env: serverEnvironment(), timeout: TIMEOUT_MS, windowsHide: true };
                execFile(command, [...args], options, (error, stdout, stderr) => {
                    if (error === null) {
                        resolve(stdout);
                    } else {
                        const reason = stderr.trim().split("\n").at(-1);
                        reject(
                            new Error(
                                error.killed ? `no answer within ${TIMEOUT_MS / 1000} s` : reason || error.message,
                            ),
                        );
                    }
                });
            });
        },
    };
}

/** The environment that the server starts in. */
export function serverEnvironment(): NodeJS.ProcessEnv {
    // With `-m`, Python would put the current directory in front of its own modules.
    return { ...process.env, PYTHONSAFEPATH: "1", PYTHONUTF8: "1" };
}
