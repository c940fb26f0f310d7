/** The server's explanation of a place, as a rendered page beside the code. */
import * as vscode from "vscode";
import type { Explanation } from "./protocol";

const SCHEME = "sadpath-explain";

export class Explanations implements vscode.TextDocumentContentProvider, vscode.Disposable {
    private readonly changed = new vscode.EventEmitter<vscode.Uri>();
    readonly onDidChange = this.changed.event;

    private readonly texts = new Map<string, string>();
    private readonly disposables: { dispose(): void }[];

    constructor() {
        this.disposables = [
            this.changed,
            vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
            vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
        ];
    }

    provideTextDocumentContent(uri: vscode.Uri): string {
        return this.texts.get(uri.toString()) ?? "";
    }

    async show({ title, markdown }: Explanation): Promise<void> {
        // The path is what the tab is called.
        const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title.replaceAll("/", "∕")}.md` });
        this.texts.set(uri.toString(), markdown);
        this.changed.fire(uri);
        const document = await vscode.workspace.openTextDocument(uri);
        try {
            await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
        } catch {
            // The built-in Markdown extension is switched off.
            await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
        }
    }

    dispose(): void {
        vscode.Disposable.from(...this.disposables).dispose();
    }
}
