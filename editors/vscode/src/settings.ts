/** The settings, as the user wrote them in the section `sadpath`, made ready for use. */
import { homedir } from "node:os";
import * as vscode from "vscode";
import { expandPath, type Surroundings } from "./variables";

export const SECTION = "sadpath";

/** What the server reads of the settings; its names and ours are the same. */
export interface ServerSettings {
    readonly enable: boolean;
    readonly select: readonly string[];
    readonly ignore: readonly string[];
    readonly configuration?: string;
    readonly run: "onType" | "onSave";
    readonly workspace: boolean;
    readonly inlayHints: boolean;
    readonly codeLens: boolean;
}

export function serverSettings(scope?: vscode.ConfigurationScope): ServerSettings {
    const section = vscode.workspace.getConfiguration(SECTION, scope);
    const written = section.get<string>("configuration", "").trim();
    const configuration = written === "" ? undefined : expandPath(written, surroundings(scope));
    return {
        enable: section.get("enable", true),
        select: section.get("select", []),
        ignore: section.get("ignore", []),
        ...(configuration === undefined ? {} : { configuration }),
        run: section.get("run", "onType"),
        workspace: section.get("workspace", true),
        inlayHints: section.get("inlayHints", false),
        codeLens: section.get("codeLens", true),
    };
}

/** Paths of `sadpath.path`, absolute. In a workspace that isn't trusted, VS Code itself leaves out what the workspace says. */
export function programPaths(): string[] {
    const paths = vscode.workspace.getConfiguration(SECTION).get<string[]>("path", []);
    return paths.flatMap((path) => expandPath(path, surroundings()) ?? []);
}

/** The folder that decides where there is need for one: there is a single server for the window. */
export function mainFolder(): vscode.WorkspaceFolder | undefined {
    return vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file");
}

function surroundings(scope?: vscode.ConfigurationScope): Surroundings {
    const uri = scope instanceof vscode.Uri ? scope : undefined;
    const folder = (uri && vscode.workspace.getWorkspaceFolder(uri)) ?? mainFolder();
    return { folder: folder?.uri.fsPath, home: homedir(), env: process.env };
}
