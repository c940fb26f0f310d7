/** Shows the lines of an outcome in the code, without moving the cursor. */
import * as vscode from "vscode";

export class Revealer implements vscode.Disposable {
    private readonly decoration = vscode.window.createTextEditorDecorationType({
        isWholeLine: true,
        backgroundColor: new vscode.ThemeColor("editor.rangeHighlightBackground"),
        // High contrast themes have borders in place of backgrounds.
        outlineColor: new vscode.ThemeColor("editor.rangeHighlightBorder"),
        overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.rangeHighlightForeground"),
        overviewRulerLane: vscode.OverviewRulerLane.Full,
    });
    private readonly disposables: { dispose(): void }[] = [this.decoration];
    private marked: vscode.TextEditor | undefined;

    constructor() {
        this.disposables.push(
            vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
                if (textEditor === this.marked) {
                    this.clear();
                }
            }),
            vscode.workspace.onDidChangeTextDocument(({ document }) => {
                if (document === this.marked?.document) {
                    this.clear();
                }
            }),
        );
    }

    async reveal(uri: vscode.Uri, lines: readonly number[]): Promise<void> {
        this.clear();
        const document = await vscode.workspace.openTextDocument(uri);
        const column = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
        const editor = await vscode.window.showTextDocument(document, {
            preserveFocus: true,
            ...(column === undefined ? {} : { viewColumn: column }),
        });
        const ranges = lines.filter((line) => line < document.lineCount).map((line) => document.lineAt(line).range);
        const [first] = ranges;
        if (first !== undefined) {
            editor.setDecorations(this.decoration, ranges);
            const all = ranges.reduce((whole, range) => whole.union(range), first);
            editor.revealRange(all, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
            this.marked = editor;
        }
    }

    dispose(): void {
        vscode.Disposable.from(...this.disposables).dispose();
    }

    private clear(): void {
        this.marked?.setDecorations(this.decoration, []);
        this.marked = undefined;
    }
}
