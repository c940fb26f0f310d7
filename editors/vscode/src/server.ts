/** The one language server of the window: found, started, watched, restarted. */
import * as vscode from "vscode";
import {
    CloseAction,
    DiagnosticPullMode,
    ErrorAction,
    LanguageClient,
    RevealOutputChannelOn,
    State,
    type LanguageClientOptions,
    type RequestType,
} from "vscode-languageclient/node";
import { offerAdvice, unavailableMessage } from "./advice";
import { selectedInterpreter } from "./interpreter";
import { locate, type Located } from "./locate";
import { serverEnvironment, thisMachine } from "./machine";
import { statusNotification } from "./protocol";
import { RestartBudget } from "./restarts";
import { mainFolder, programPaths, SECTION, serverSettings } from "./settings";
import { PYTHON, type ServerState } from "./status";

/** How long a server may take to end by itself. */
const STOP_MS = 5_000;

type Unavailable = Exclude<Located, { kind: "found" }>;

export class Server implements vscode.Disposable {
    private readonly stateChanged = new vscode.EventEmitter<ServerState>();
    readonly onState = this.stateChanged.event;

    private client: LanguageClient | undefined;
    /** Starts and stops happen one after the other. */
    private queue: Promise<void> = Promise.resolve();
    private unavailable: { located: Unavailable; interpreter: string | undefined } | undefined;
    private advised: string | undefined;

    constructor(
        private readonly log: vscode.LogOutputChannel,
        /** Where programs are run: a directory of the extension's own. */
        private readonly directory: string,
    ) {}

    /** Stops what runs and starts anew, with whatever is found now. */
    restart(): Promise<void> {
        return this.enqueue(async () => {
            await this.stopClient();
            this.stateChanged.fire({ kind: "starting" });
            await this.startClient();
        });
    }

    stop(): Promise<void> {
        return this.enqueue(() => this.stopClient());
    }

    get running(): boolean {
        return this.client?.state === State.Running;
    }

    /** The answer of the server; undefined when none runs, the request was cancelled or failed (then the log says why). */
    async request<P, R>(
        type: RequestType<P, R, void>,
        params: P,
        token?: vscode.CancellationToken,
    ): Promise<R | undefined> {
        if (this.client?.state !== State.Running) {
            return undefined;
        }
        try {
            // An undefined token would count as a second parameter.
            return await (token === undefined
                ? this.client.sendRequest<R>(type.method, params)
                : this.client.sendRequest<R>(type.method, params, token));
        } catch (error) {
            if (!token?.isCancellationRequested) {
                this.log.error(`${type.method}: ${String(error)}`);
            }
            return undefined;
        }
    }

    /** A document's URI and a place in it, as the server wants them. */
    place(uri: vscode.Uri, position: vscode.Position): { textDocument: { uri: string }; position: vscode.Position } {
        return { textDocument: { uri: uri.toString() }, position };
    }

    /** Says again what to do when there is no program to start. */
    async help(): Promise<void> {
        if (this.unavailable !== undefined) {
            await offerAdvice(this.unavailable.located, this.unavailable.interpreter);
        }
    }

    /** Tells the server that settings have changed; it asks for them as it needs them. */
    async settingsChanged(): Promise<void> {
        if (this.client?.state === State.Running) {
            const settings = { [SECTION]: serverSettings() };
            await this.client.sendNotification("workspace/didChangeConfiguration", { settings });
        }
    }

    dispose(): void {
        this.stateChanged.dispose();
    }

    private enqueue(work: () => Promise<void>): Promise<void> {
        const done = this.queue.then(work);
        this.queue = done.catch((error: unknown) => {
            this.log.error(String(error));
        });
        return done;
    }

    private async stopClient(): Promise<void> {
        const client = this.client;
        this.client = undefined;
        if (client === undefined) {
            return;
        }
        try {
            if (client.needsStop()) {
                await client.stop(STOP_MS);
            }
            await client.dispose();
        } catch (error) {
            this.log.warn(`The server didn't stop by itself: ${String(error)}`);
        }
    }

    private async startClient(): Promise<void> {
        const folders = vscode.workspace.workspaceFolders ?? [];
        const trusted = vscode.workspace.isTrusted;
        const interpreter = trusted ? await selectedInterpreter(mainFolder()?.uri, this.log) : undefined;
        const wishes = { paths: programPaths(), interpreter, trusted, folders: folders.map(({ uri }) => uri.fsPath) };
        const located = await locate(wishes, thisMachine(this.directory));
        for (const { origin, command, args, refusal, version } of located.attempts) {
            const shown = [command, ...args].join(" ");
            this.log.info(`${origin}: ${shown}: ${refusal ?? `version ${version ?? "unknown"}, taken`}`);
        }
        if (located.kind !== "found") {
            this.reportUnavailable(located, interpreter);
            return;
        }
        this.unavailable = undefined;
        this.advised = undefined;
        const { command, args } = located.launch;
        // The server writes paths as seen from where it runs. A program doesn't import what lies there, `-m` does before
        // Python 3.11, and of a workspace that isn't trusted nothing is run.
        const cwd = (trusted && args.length === 0 ? mainFolder()?.uri.fsPath : undefined) ?? this.directory;
        const life = { hasRun: false };
        const client = new LanguageClient(
            SECTION,
            "sadpath",
            { command, args: [...args, "server"], options: { cwd, env: serverEnvironment() } },
            this.clientOptions(life),
        );
        this.client = client;
        const ready: ServerState = { kind: "ready", version: located.version, command };
        client.onDidChangeState(({ newState }) => {
            life.hasRun ||= newState === State.Running;
            if (this.client === client && newState === State.Running) {
                this.stateChanged.fire(ready);
            } else if (this.client === client && newState === State.Starting) {
                this.stateChanged.fire({ kind: "starting" });
            }
        });
        client.onNotification(statusNotification, ({ state, message }) => {
            if (this.client !== client) {
                return;
            }
            if (state === "error") {
                this.stateChanged.fire({ kind: "error", message: message || "The server reports a mistake." });
            } else {
                this.stateChanged.fire({ ...ready, kind: state, ...(message ? { message } : {}) });
            }
        });
        try {
            await client.start();
        } catch (error) {
            this.reportFailure(`sadpath didn't start (${[command, ...args, "server"].join(" ")}): ${errorText(error)}`);
        }
    }

    private clientOptions(life: { readonly hasRun: boolean }): LanguageClientOptions {
        const restarts = new RestartBudget();
        return {
            documentSelector: PYTHON,
            diagnosticCollectionName: SECTION,
            outputChannel: this.log,
            traceOutputChannel: this.log,
            revealOutputChannelOn: RevealOutputChannelOn.Never,
            initializationOptions: () => ({ settings: serverSettings(), matrixCommand: "sadpath.showMatrix" }),
            diagnosticPullOptions: {
                onChange: true,
                onSave: true,
                filter: (document, mode) =>
                    mode === DiagnosticPullMode.onType && serverSettings(document.uri).run === "onSave",
            },
            middleware: {
                workspace: {
                    // settingsChanged() tells what has changed, with the variables in the paths filled in.
                    didChangeConfiguration: () => Promise.resolve(),
                    configuration: async (params, token, next) => {
                        const answers = await next(params, token);
                        if (!Array.isArray(answers)) {
                            return answers;
                        }
                        return params.items.map(({ section, scopeUri }, index): unknown =>
                            section === SECTION
                                ? serverSettings(scopeUri === undefined ? undefined : vscode.Uri.parse(scopeUri))
                                : answers[index],
                        );
                    },
                },
            },
            initializationFailedHandler: () => false, // start() rejects, and reportFailure tells
            errorHandler: {
                error: (error, _message, count) => {
                    this.log.error(`Connection to the server: ${String(error)}`);
                    return { action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
                },
                closed: () => {
                    // One that ends before it has answered would do so again: start() rejects, and that is reported.
                    if (life.hasRun && restarts.take()) {
                        return {
                            action: CloseAction.Restart,
                            message: "The server has ended. Starting it again.",
                            handled: true,
                        };
                    }
                    if (life.hasRun) {
                        this.reportFailure(
                            "sadpath's server has ended several times within a few minutes and is left alone now.",
                        );
                    }
                    return { action: CloseAction.DoNotRestart, message: "The server has ended.", handled: true };
                },
            },
        };
    }

    private reportUnavailable(located: Unavailable, interpreter: string | undefined): void {
        this.unavailable = { located, interpreter };
        const { text, short } = unavailableMessage(located);
        this.log.warn(text);
        this.stateChanged.fire({ kind: "unavailable", message: short });
        // Once for each situation, not at every restart that a change of settings or interpreter brings.
        if (this.advised !== text) {
            this.advised = text;
            offerAdvice(located, interpreter).then(undefined, (error: unknown) => {
                this.log.error(String(error));
            });
        }
    }

    private reportFailure(text: string): void {
        this.log.error(text);
        this.stateChanged.fire({ kind: "error", message: "The server doesn't run." });
        void vscode.window.showErrorMessage(text, "Restart", "Show Logs").then((answer) => {
            if (answer !== undefined) {
                void vscode.commands.executeCommand(answer === "Restart" ? "sadpath.restart" : "sadpath.showLogs");
            }
        });
    }
}

function errorText(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}
