/** What the user is told, and offered to do, when there is no server to start. */
import * as vscode from "vscode";
import { hasPythonExtension } from "./interpreter";
import type { Located } from "./locate";
import { MINIMUM_VERSION } from "./version";

type Unavailable = Exclude<Located, { kind: "found" }>;

/** The message in full, and in a few words for the status item. */
export function unavailableMessage(located: Unavailable): { text: string; short: string } {
    if (located.kind === "old") {
        return {
            text: `sadpath ${located.version} (${located.launch.command}) is too old for this extension, which needs ${MINIMUM_VERSION} or newer.`,
            short: `${located.version} is too old`,
        };
    }
    return {
        text: vscode.workspace.isTrusted
            ? "sadpath isn't installed: it is neither in the selected Python environment nor on PATH."
            : "sadpath isn't on PATH. This workspace isn't trusted, so its Python environment isn't looked at.",
        short: "not installed",
    };
}

/** Shows the message with what can be done about it, and does what is chosen. */
export async function offerAdvice(located: Unavailable, interpreter: string | undefined): Promise<void> {
    const command = installCommand(located, interpreter);
    const actions = new Map<string, () => Thenable<unknown>>();
    actions.set("Copy Install Command", async () => {
        await vscode.env.clipboard.writeText(command);
        void vscode.window
            .showInformationMessage(`Copied: ${command}. Run it in a terminal, then restart sadpath.`, "Restart")
            .then((answer) => (answer === undefined ? undefined : vscode.commands.executeCommand("sadpath.restart")));
    });
    if (!vscode.workspace.isTrusted) {
        actions.set("Manage Trust", () => vscode.commands.executeCommand("workbench.trust.manage"));
    } else if (hasPythonExtension()) {
        actions.set("Choose Interpreter", () => vscode.commands.executeCommand("python.setInterpreter"));
    }
    actions.set("Open Settings", () => vscode.commands.executeCommand("workbench.action.openSettings", "sadpath.path"));
    const answer = await vscode.window.showWarningMessage(unavailableMessage(located).text, ...actions.keys());
    await actions.get(answer ?? "")?.();
}

/** For the environment that is looked at first, so that the command's result is what the next start finds. */
export function installCommand(located: Unavailable, interpreter: string | undefined): string {
    const wanted = located.kind === "old" ? "--upgrade sadpath" : "sadpath";
    if (interpreter === undefined) {
        return `pip install ${wanted}`;
    }
    const quoted = /\s/.test(interpreter) ? `"${interpreter}"` : interpreter;
    return `${quoted} -m pip install ${wanted}`;
}
