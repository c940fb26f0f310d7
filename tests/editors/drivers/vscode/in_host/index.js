// Tests over VS Code's own API, in a real extension host, against the installed .vsix. Reports each with its outcome.
"use strict";

const assert = require("node:assert/strict");
const { readFileSync, readdirSync } = require("node:fs");
const vscode = require("vscode");

const PATIENCE_MS = 120_000;

const tests = {
    "findings come with rule, link and range": async ({ uri }) => {
        const found = await findings(uri, 2);
        assert.deepEqual(
            found.map(({ code, source, severity, range }) => [code.value, source, severity, range.start.line]),
            [
                ["SP204", "sadpath", vscode.DiagnosticSeverity.Error, 10],
                ["SP402", "sadpath", vscode.DiagnosticSeverity.Warning, 15],
            ],
        );
        assert.ok(found.every(({ code }) => code.target.scheme === "https" || code.target.scheme === "file"));
    },

    "hover says what the provider documents": async ({ uri, document }) => {
        const [hover] = await until("hover", () =>
            vscode.commands.executeCommand("vscode.executeHoverProvider", uri, inside(document, "CAPTURE_NOT_ALLOWED", 2)),
        );
        assert.match(hover.contents.map(({ value }) => value).join("\n"), /CAPTURE_NOT_ALLOWED/);
    },

    "completion knows the operation's codes": async ({ uri, document }) => {
        const list = await until("completion", async () => {
            const list = await vscode.commands.executeCommand(
                "vscode.executeCompletionItemProvider",
                uri,
                inside(document, "CAPTURE_NOT_ALLOWED", 2),
            );
            return list.items.some(({ label }) => labelText(label).includes("REFUND_NOT_ALLOWED")) && list;
        });
        const ours = list.items.filter(({ label }) => /^"?[A-Z_]{6,}"?$/.test(labelText(label)));
        assert.ok(ours.every(({ documentation, detail }) => documentation || detail));
    },

    "code lenses open our view at their function": async ({ uri }) => {
        const lenses = await until("code lenses", () => vscode.commands.executeCommand("vscode.executeCodeLensProvider", uri, 10));
        assert.deepEqual(
            lenses.map(({ command }) => [command.command, command.arguments[0].line]),
            [
                ["sadpath.showMatrix", 7],
                ["sadpath.showMatrix", 20],
            ],
        );
        assert.match(lenses[0].command.title, /^refundOrder: 12 errors/);
    },

    "a quick fix is resolved, applied and undone": async ({ uri, document, editor }) => {
        const [finding] = await findings(uri, 2);
        const actions = await until("code actions", () =>
            vscode.commands.executeCommand("vscode.executeCodeActionProvider", uri, finding.range, "quickfix", 20),
        );
        const suppress = actions.find(({ title }) => title.startsWith("Suppress SP204"));
        assert.ok(suppress, actions.map(({ title }) => title).join("; "));
        assert.ok(await vscode.workspace.applyEdit(suppress.edit));
        assert.match(document.lineAt(10).text, /# sadpath: ignore\[SP204/);
        const left = await findings(uri, 1);
        assert.equal(left[0].code.value, "SP402");
        await vscode.window.showTextDocument(editor.document);
        await vscode.commands.executeCommand("undo");
        await findings(uri, 2);
    },

    "an edit changes the findings": async ({ uri, document }) => {
        const line = document.lineAt(15);
        const start = line.text.indexOf("CAPTURE_NOT_ALLOWED");
        await edit(uri, new vscode.Range(15, start, 15, start + "CAPTURE_NOT_ALLOWED".length), "REFUND_NOT_ALLOWED");
        assert.equal((await findings(uri, 1))[0].code.value, "SP204");
        await edit(uri, document.lineAt(15).range, line.text);
        await findings(uri, 2);
    },

    "settings take effect at once": async ({ uri }) => {
        const settings = vscode.workspace.getConfiguration("sadpath");
        await settings.update("select", ["SP4"], vscode.ConfigurationTarget.Workspace);
        assert.equal((await findings(uri, 1))[0].code.value, "SP402");
        await settings.update("select", undefined, vscode.ConfigurationTarget.Workspace);
        await findings(uri, 2);
    },

    "the explanation of a place opens as a page": async ({ editor }) => {
        editor.selection = new vscode.Selection(10, 30, 10, 30);
        await vscode.commands.executeCommand("sadpath.explainHere");
        const tab = await until("the page", () =>
            vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ input }) => /markdown\.preview/.test(input?.viewType ?? "")),
        );
        await vscode.window.tabGroups.close(tab);
    },

    "a server that dies is started again": async ({ uri, document }) => {
        const before = serverProcess();
        process.kill(before, "SIGKILL");
        const after = await until("another server", () => {
            const now = serverProcess();
            return now !== before && now;
        });
        assert.notEqual(after, before);
        await findingsAfterEdit(uri, document);
    },

    "the server is restarted on request": async ({ uri, document }) => {
        const before = serverProcess();
        await vscode.commands.executeCommand("sadpath.restart");
        assert.notEqual(serverProcess(), before);
        await findingsAfterEdit(uri, document);
    },

    "THIS ONE FAILS ON PURPOSE": async ({ uri }) => {
        assert.equal((await findings(uri, 2)).length, 3);
    },
};

exports.run = async function () {
    const results = {};
    for (const [name, test] of Object.entries(tests)) {
        try {
            const [uri] = await vscode.workspace.findFiles("payments.py");
            const document = await vscode.workspace.openTextDocument(uri);
            const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
            await test({ uri, document, editor });
            results[name] = "passed";
        } catch (error) {
            results[name] = String(error.message ?? error);
        }
    }
    console.log(`RESULTS ${JSON.stringify(results)}`);
};

/** The findings of a document, when there are so many. */
function findings(uri, count) {
    return until(`${count} findings`, () => {
        const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "sadpath");
        return found.length === count && found.sort((one, other) => one.range.start.compareTo(other.range.start));
    });
}

/** An edit that only a server that runs can answer. */
async function findingsAfterEdit(uri, document) {
    const text = document.lineAt(15).text;
    await edit(uri, document.lineAt(15).range, text.replace("CAPTURE_NOT_ALLOWED", "REFUND_NOT_ALLOWED"));
    await findings(uri, 1);
    await edit(uri, document.lineAt(15).range, text);
    await findings(uri, 2);
}

async function edit(uri, range, text) {
    const change = new vscode.WorkspaceEdit();
    change.replace(uri, range, text);
    assert.ok(await vscode.workspace.applyEdit(change));
}

/** A position within the first occurrence of a text. */
function inside(document, text, offset) {
    return document.positionAt(document.getText().indexOf(text) + offset);
}

function labelText(label) {
    return typeof label === "string" ? label : label.label;
}

/** Process id of the child that runs `sadpath server`; undefined while there is none. */
function serverProcess() {
    for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
        try {
            const parent = /\) \S (\d+) /.exec(readFileSync(`/proc/${name}/stat`, "utf8"))[1];
            const words = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0");
            if (Number(parent) === process.pid && words.includes("server") && words.some((word) => word.endsWith("sadpath"))) {
                return Number(name);
            }
        } catch {
            // It has ended meanwhile.
        }
    }
    return undefined;
}

async function until(what, look) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
        const seen = await look();
        if (Array.isArray(seen) ? seen.length > 0 : seen) {
            return seen;
        }
        if (Date.now() > end) {
            const found = vscode.languages.getDiagnostics().flatMap(([, each]) => each.map(({ message }) => message));
            throw new Error(`not seen: ${what}; findings now: ${found.join(" | ")}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
