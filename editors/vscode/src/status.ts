/** The language status item, behind `{}` in the status bar of a Python file. */
import * as vscode from "vscode";

export type ServerState =
    | { readonly kind: "starting" }
    | { readonly kind: "busy" | "ready"; readonly version: string; readonly command: string; readonly message?: string }
    | { readonly kind: "error"; readonly message: string }
    /** No usable program; `message` says so in a few words. */
    | { readonly kind: "unavailable"; readonly message: string };

export const PYTHON: { readonly language: string; readonly scheme: string }[] = [
    { language: "python", scheme: "file" },
    { language: "python", scheme: "untitled" },
    { language: "python", scheme: "vscode-notebook-cell" },
];

const RESTART: vscode.Command = { command: "sadpath.restart", title: "Restart" };
const LOGS: vscode.Command = { command: "sadpath.showLogs", title: "Show Logs" };
const HELP: vscode.Command = { command: "sadpath.help", title: "What to Do" };

export class Status implements vscode.Disposable {
    private readonly item = vscode.languages.createLanguageStatusItem("sadpath.status", PYTHON);

    constructor() {
        this.item.name = "sadpath";
        this.show({ kind: "starting" });
    }

    show(state: ServerState): void {
        this.item.busy = state.kind === "starting" || state.kind === "busy";
        switch (state.kind) {
            case "starting":
                this.set("sadpath", "starting", vscode.LanguageStatusSeverity.Information, RESTART);
                break;
            case "busy":
            case "ready":
                this.set(
                    `sadpath ${state.version}`,
                    state.message || (state.kind === "busy" ? "at work" : state.command),
                    vscode.LanguageStatusSeverity.Information,
                    RESTART,
                );
                break;
            case "error":
                this.set("$(error) sadpath", state.message, vscode.LanguageStatusSeverity.Error, LOGS);
                break;
            case "unavailable":
                this.set("$(warning) sadpath", state.message, vscode.LanguageStatusSeverity.Warning, HELP);
                break;
        }
    }

    dispose(): void {
        this.item.dispose();
    }

    private set(text: string, detail: string, severity: vscode.LanguageStatusSeverity, command: vscode.Command): void {
        this.item.text = text;
        this.item.detail = detail;
        this.item.severity = severity;
        this.item.command = command;
    }
}
