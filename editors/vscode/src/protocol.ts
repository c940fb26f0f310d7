/** The server's own requests and notifications. Lines and characters are 0-based, as everywhere in the protocol. */
import { NotificationType, RequestType } from "vscode-languageclient/node";
import type { Matrix } from "./matrix";

export interface Explanation {
    readonly title: string;
    readonly markdown: string;
}

export interface PlaceParams {
    readonly textDocument: { readonly uri: string };
    readonly position: { readonly line: number; readonly character: number };
}

/** The argument of a code lens. */
export interface LensPlace {
    readonly uri: string;
    readonly line: number;
    readonly character: number;
    readonly entry?: string;
}

export interface StatusParams {
    readonly state: "busy" | "ready" | "error";
    readonly message?: string;
}

export const matrixRequest = new RequestType<PlaceParams, Matrix | null, void>("sadpath/matrix");
export const explainRequest = new RequestType<PlaceParams, Explanation | null, void>("sadpath/explain");
export const statusNotification = new NotificationType<StatusParams>("sadpath/status");
