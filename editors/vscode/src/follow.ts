/** Keeps the matrix view on the function at the cursor. */
import * as vscode from "vscode";
import type { MatrixView } from "./matrixView";
import { matrixRequest } from "./protocol";
import type { Server } from "./server";
import { PYTHON } from "./status";

/** The cursor has to rest this long; after an edit longer, because each answer costs the server an analysis. */
const CURSOR_MS = 150;
const EDIT_MS = 400;

interface Place {
    readonly uri: vscode.Uri;
    readonly position: vscode.Position;
}

export class Follower implements vscode.Disposable {
    private readonly disposables: vscode.Disposable[] = [];
    private timer: NodeJS.Timeout | undefined;
    private asked: vscode.CancellationTokenSource | undefined;
    private place: Place | undefined;
    private pinned = false;
    private staying = 0;

    constructor(
        private readonly server: Server,
        private readonly view: MatrixView,
    ) {
        this.disposables.push(
            vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
                this.follow(textEditor, CURSOR_MS);
            }),
            vscode.window.onDidChangeActiveTextEditor((editor) => {
                this.follow(editor, CURSOR_MS);
            }),
            vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
                if (contentChanges.length > 0 && vscode.languages.match(PYTHON, document) > 0) {
                    this.schedule(EDIT_MS);
                }
            }),
            view.onShown(() => {
                if (this.place === undefined) {
                    this.follow(vscode.window.activeTextEditor, 0);
                } else {
                    this.schedule(0);
                }
            }),
            server.onState(({ kind }) => {
                if (kind === "ready" || kind === "error" || kind === "unavailable") {
                    this.schedule(CURSOR_MS);
                }
            }),
        );
        this.setPinned(false);
    }

    /** Shows the function at a place, whatever the cursor does until it moves. */
    async show(place: Place): Promise<void> {
        this.setPinned(false);
        this.place = place;
        await vscode.commands.executeCommand("sadpath.matrix.focus", { preserveFocus: true });
        await this.update();
    }

    /** Stays with the function that is shown, or goes with the cursor again. */
    setPinned(pinned: boolean): void {
        this.pinned = pinned;
        void vscode.commands.executeCommand("setContext", "sadpath.matrixPinned", pinned);
        if (!pinned) {
            this.follow(vscode.window.activeTextEditor, 0);
        } else {
            this.schedule(0);
        }
    }

    /** Doesn't follow to the editor that `work` brings forward. */
    async stayDuring(work: Promise<void>): Promise<void> {
        this.staying++;
        try {
            await work;
        } finally {
            this.staying--;
        }
    }

    dispose(): void {
        clearTimeout(this.timer);
        this.asked?.cancel();
        vscode.Disposable.from(...this.disposables).dispose();
    }

    private follow(editor: vscode.TextEditor | undefined, delay: number): void {
        // An editor of another language, or none at all, leaves the view as it is: so it can be read beside a log or a page.
        if (
            !this.pinned &&
            this.staying === 0 &&
            editor !== undefined &&
            vscode.languages.match(PYTHON, editor.document) > 0
        ) {
            this.place = { uri: editor.document.uri, position: editor.selection.active };
            this.schedule(delay);
        }
    }

    private schedule(delay: number): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => {
            void this.update();
        }, delay);
    }

    private async update(): Promise<void> {
        clearTimeout(this.timer);
        this.asked?.cancel();
        if (!this.view.visible || this.place === undefined) {
            return;
        }
        if (!this.server.running) {
            this.display({ kind: "empty", text: "sadpath's server doesn't run." });
            return;
        }
        const asked = (this.asked = new vscode.CancellationTokenSource());
        const { uri, position } = this.place;
        const matrix = await this.server.request(matrixRequest, this.server.place(uri, position), asked.token);
        if (asked.token.isCancellationRequested || matrix === undefined) {
            return; // another request is on its way, or this one failed: what is shown stays
        }
        if (matrix === null || matrix.entries.length === 0) {
            this.display({ kind: "empty", text: "No documented API is reached from the function at the cursor." });
        } else {
            // The server's paths are relative to where it runs; here they are to the workspace's folders.
            const entries = matrix.entries.map((entry) => ({
                ...entry,
                path: vscode.workspace.asRelativePath(vscode.Uri.parse(entry.uri)),
            }));
            this.display({ kind: "matrix", matrix: { ...matrix, entries }, pinned: this.pinned });
        }
    }

    private display(state: Parameters<MatrixView["show"]>[0]): void {
        void vscode.commands.executeCommand("setContext", "sadpath.matrixShown", state.kind === "matrix");
        this.view.show(state);
    }
}
