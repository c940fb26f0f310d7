/** The commands that the user sees, and those that the code lenses and the status item carry. */
import * as vscode from "vscode";
import type { Explanations } from "./explain";
import type { Follower } from "./follow";
import { explainRequest, type LensPlace } from "./protocol";
import type { Server } from "./server";

export function registerCommands(
    server: Server,
    follower: Follower,
    explanations: Explanations,
    log: vscode.LogOutputChannel,
): vscode.Disposable {
    const commands: Record<string, (argument?: LensPlace) => unknown> = {
        "sadpath.restart": () => server.restart(),
        "sadpath.showLogs": () => {
            log.show(true);
        },
        "sadpath.help": () => server.help(),
        "sadpath.showMatrix": async (lens) => {
            const place = lens === undefined ? cursor() : lensPlace(lens);
            if (place !== undefined) {
                await follower.show(place);
            }
        },
        "sadpath.explainHere": async () => {
            const place = cursor();
            if (place === undefined) {
                return;
            }
            if (!server.running) {
                await vscode.commands.executeCommand("sadpath.help");
                return;
            }
            const answer = await server.request(explainRequest, server.place(place.uri, place.position));
            if (answer) {
                await explanations.show(answer);
            } else {
                void vscode.window.showInformationMessage(
                    "There is nothing to explain here: put the cursor on a request or on a condition that an answer decides.",
                );
            }
        },
        "sadpath.matrix.pin": () => {
            follower.setPinned(true);
        },
        "sadpath.matrix.unpin": () => {
            follower.setPinned(false);
        },
    };
    return vscode.Disposable.from(
        ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
    );
}

interface Place {
    readonly uri: vscode.Uri;
    readonly position: vscode.Position;
}

function cursor(): Place | undefined {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.languageId === "python"
        ? { uri: editor.document.uri, position: editor.selection.active }
        : undefined;
}

function lensPlace({ uri, line, character }: LensPlace): Place {
    return { uri: vscode.Uri.parse(uri), position: new vscode.Position(line, character) };
}
