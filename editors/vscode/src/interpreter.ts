/** The interpreter that is selected in the Python extension, where there is one. Nothing here depends on it. */
import { PythonExtension } from "@vscode/python-extension";
import * as vscode from "vscode";

const TIMEOUT_MS = 20_000;

export function hasPythonExtension(): boolean {
    return vscode.extensions.getExtension("ms-python.python") !== undefined;
}

/** Path of the interpreter selected for `folder`; undefined without the Python extension, or when it has found none. */
export async function selectedInterpreter(
    folder: vscode.Uri | undefined,
    log: vscode.LogOutputChannel,
): Promise<string | undefined> {
    if (!hasPythonExtension()) {
        return undefined;
    }
    const lookup = async (): Promise<string | undefined> => {
        const { environments } = await PythonExtension.api();
        const environment = await environments.resolveEnvironment(environments.getActiveEnvironmentPath(folder));
        return environment?.executable.uri?.fsPath;
    };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
            reject(new Error(`no answer within ${TIMEOUT_MS / 1000} s`));
        }, TIMEOUT_MS);
    });
    try {
        return await Promise.race([lookup(), late]);
    } catch (error) {
        log.warn(`The Python extension doesn't tell its interpreter: ${String(error)}`);
        return undefined;
    } finally {
        clearTimeout(timer);
    }
}

/** Calls `changed` when another interpreter is selected, or when the Python extension is installed or enabled. */
export function watchInterpreter(changed: () => void, log: vscode.LogOutputChannel): vscode.Disposable {
    let watched: vscode.Disposable | undefined;
    let gone = false;
    const watch = async (): Promise<void> => {
        const { environments } = await PythonExtension.api();
        if (!gone) {
            watched ??= environments.onDidChangeActiveEnvironmentPath(changed);
        }
    };
    const complain = (error: unknown): void => {
        log.warn(`The Python extension can't be watched: ${String(error)}`);
    };
    let present = hasPythonExtension();
    if (present) {
        watch().catch(complain);
    }
    const arrivals = vscode.extensions.onDidChange(() => {
        if (!present && hasPythonExtension()) {
            present = true;
            watch().then(changed, complain);
        }
    });
    return new vscode.Disposable(() => {
        gone = true;
        arrivals.dispose();
        watched?.dispose();
    });
}
