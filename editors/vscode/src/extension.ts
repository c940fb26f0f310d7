import * as vscode from "vscode";
import { registerCommands } from "./commands";
import { Explanations } from "./explain";
import { Follower } from "./follow";
import { watchInterpreter } from "./interpreter";
import { MatrixView, VIEW } from "./matrixView";
import { Revealer } from "./reveal";
import { Server } from "./server";
import { SECTION } from "./settings";
import { Status } from "./status";

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
    const log = vscode.window.createOutputChannel("sadpath", { log: true });
    const status = new Status();
    const running = (server = new Server(log, context.extensionPath));
    const view = new MatrixView(context.extensionUri);
    const follower = new Follower(running, view);
    const revealer = new Revealer();
    const explanations = new Explanations();
    const restart = (): void => {
        running.restart().catch((error: unknown) => {
            log.error(String(error));
        });
    };
    context.subscriptions.push(
        log,
        status,
        running,
        follower,
        revealer,
        explanations,
        running.onState((state) => {
            status.show(state);
            void vscode.commands.executeCommand("setContext", "sadpath.serverRunning", running.running);
        }),
        view.onReveal(({ uri, lines }) => {
            follower.stayDuring(revealer.reveal(uri, lines)).catch((error: unknown) => {
                log.error(`${uri.toString()} can't be shown: ${String(error)}`);
            });
        }),
        vscode.window.registerWebviewViewProvider(VIEW, view),
        registerCommands(running, follower, explanations, log),
        watchInterpreter(restart, log),
        vscode.workspace.onDidGrantWorkspaceTrust(restart),
        vscode.workspace.onDidChangeConfiguration(async (change) => {
            if (change.affectsConfiguration(`${SECTION}.path`)) {
                restart();
            } else if (change.affectsConfiguration(SECTION)) {
                await running.settingsChanged();
            }
        }),
    );
    restart(); // not awaited: the Python extension may need long, and commands wait for activate()
}

export async function deactivate(): Promise<void> {
    await server?.stop();
}
