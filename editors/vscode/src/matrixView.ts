/** The view "Documented Errors": a page that shows what becomes of each outcome of the function at the cursor. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { FromPage, ToPage, ViewState } from "./messages";

export const VIEW = "sadpath.matrix";

export class MatrixView implements vscode.WebviewViewProvider {
    private readonly revealed = new vscode.EventEmitter<{ uri: vscode.Uri; lines: readonly number[] }>();
    /** An outcome was chosen in the page. */
    readonly onReveal = this.revealed.event;

    private readonly shown = new vscode.EventEmitter<void>();
    /** The view has come into sight. */
    readonly onShown = this.shown.event;

    private view: vscode.WebviewView | undefined;
    private state: ViewState = { kind: "empty", text: "Put the cursor in a function that calls a documented API." };

    constructor(private readonly extensionUri: vscode.Uri) {}

    get visible(): boolean {
        return this.view?.visible ?? false;
    }

    show(state: ViewState): void {
        this.state = state;
        if (this.view !== undefined) {
            this.view.description = state.kind === "matrix" ? state.matrix.title : "";
        }
        this.post();
    }

    resolveWebviewView(view: vscode.WebviewView): void {
        this.view = view;
        const dist = vscode.Uri.joinPath(this.extensionUri, "dist");
        view.webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [dist] };
        view.webview.onDidReceiveMessage((message: FromPage) => {
            if (message.type === "ready") {
                this.post();
            } else {
                this.revealed.fire({ uri: vscode.Uri.parse(message.uri), lines: message.lines });
            }
        });
        view.onDidChangeVisibility(() => {
            if (view.visible) {
                this.shown.fire();
            }
        });
        view.onDidDispose(() => {
            this.view = undefined;
        });
        view.webview.html = pageHtml(view.webview, dist);
        this.show(this.state);
        this.shown.fire();
    }

    private post(): void {
        const message: ToPage = { type: "state", state: this.state };
        void this.view?.webview.postMessage(message);
    }
}

function pageHtml(webview: vscode.Webview, dist: vscode.Uri): string {
    const nonce = randomBytes(16).toString("base64url");
    const file = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
    return `<!DOCTYPE html>
<html lang="en">
<head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Documented errors</title>
    <link rel="stylesheet" href="${file("matrix.css")}">
</head>
<body>
    <main id="matrix"></main>
    <script nonce="${nonce}" src="${file("matrix.js")}"></script>
</body>
</html>`;
}
