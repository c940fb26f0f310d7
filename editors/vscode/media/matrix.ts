/** The page of the matrix view: draws what the extension sends, and tells it which outcome was chosen. */
import type { Fate, MatrixEntry, Outcome } from "../src/matrix";
import type { FromPage, ToPage, ViewState } from "../src/messages";

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void };

const FATES: Record<Fate, { letter: string; text: string; hint: string }> = {
    unnoticed: { letter: "U", text: "unnoticed", hint: "the code goes on as after a success" },
    passed: { letter: "P", text: "passed", hint: "the way of success, but with another value: the caller can tell" },
    handled: { letter: "H", text: "handled", hint: "a way of its own" },
    raised: { letter: "R", text: "raised", hint: "an exception leaves the function on purpose" },
    crashed: { letter: "C", text: "crashed", hint: "a KeyError, TypeError or the like that nobody meant" },
    endless: { letter: "E", text: "endless", hint: "nothing bounds how often the request is sent" },
    unknown: { letter: "?", text: "unknown", hint: "can't be known without running the code" },
};

const RETRIES: Record<string, string> = {
    never: "never",
    backoff: "after a wait",
    after_refresh: "after reading anew",
    verify_first: "after checking",
    after_release: "once released",
    poll: "ask for the result",
};

const vscode = acquireVsCodeApi();
const main = document.getElementById("matrix") ?? document.body;

/** Key of the outcome whose details are open. */
let open: string | undefined;
let shown: ViewState | undefined;

window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => {
    shown = data.state;
    draw();
});

main.addEventListener("keydown", (event) => {
    const buttons = [...main.querySelectorAll<HTMLButtonElement>("button.code")];
    const index = buttons.indexOf(event.target as HTMLButtonElement);
    const targets: Record<string, number> = {
        ArrowDown: index + 1,
        ArrowUp: index - 1,
        Home: 0,
        End: buttons.length - 1,
    };
    const target = index < 0 ? undefined : targets[event.key];
    const button = target === undefined ? undefined : buttons[target];
    if (button !== undefined) {
        event.preventDefault();
        button.focus();
    } else if (event.key === "Escape" && open !== undefined) {
        open = undefined;
        draw();
    }
});

// One outcome at a time can be reached with Tab; the arrows go to the others.
main.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLButtonElement && target.classList.contains("code")) {
        for (const button of main.querySelectorAll<HTMLButtonElement>("button.code")) {
            button.tabIndex = button === target ? 0 : -1;
        }
    }
});

vscode.postMessage({ type: "ready" });

function draw(): void {
    if (shown === undefined) {
        return;
    }
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
    if (shown.kind === "empty") {
        main.replaceChildren(element("p", { class: "empty" }, shown.text));
        return;
    }
    const sections = shown.matrix.entries.map((entry, index) => drawEntry(entry, index));
    const note = shown.pinned
        ? [element("p", { class: "note" }, "This function is kept. The cursor isn't followed.")]
        : [];
    main.replaceChildren(...note, ...sections);
    const buttons = [...main.querySelectorAll<HTMLButtonElement>("button.code")];
    const again = buttons.find((button) => button.dataset.key === (focused ?? open));
    const first = again ?? buttons[0];
    if (first !== undefined) {
        first.tabIndex = 0;
    }
    if (focused !== undefined) {
        again?.focus();
    }
}

function drawEntry(entry: MatrixEntry, index: number): HTMLElement {
    const place = element(
        "button",
        { class: "link", type: "button", title: "Show where the request is sent" },
        `${entry.path}:${entry.line + 1}`,
    );
    place.addEventListener("click", () => {
        vscode.postMessage({ type: "reveal", uri: entry.uri, lines: [entry.line] });
    });
    const heading = `entry-${index}`;
    const head = ["status", "code", "what happens", "send again?"].map((title) =>
        element("th", { scope: "col" }, title),
    );
    const rows = entry.outcomes.flatMap((outcome, row) => drawOutcome(entry, outcome, `details-${index}-${row}`));
    return element(
        "section",
        { "aria-labelledby": heading },
        element(
            "h2",
            { id: heading },
            element("span", { class: "operation" }, entry.operation),
            " ",
            element("span", { class: "provider" }, entry.providerName),
        ),
        element("p", { class: "where" }, `from ${entry.entry}, sent at `, place),
        element("p", { class: "summary" }, entry.summary),
        element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows)),
    );
}

function drawOutcome(entry: MatrixEntry, outcome: Outcome, id: string): HTMLElement[] {
    const key = JSON.stringify([entry.provider, entry.operation, entry.entry, outcome.status, outcome.code]);
    const isOpen = key === open;
    const button = element(
        "button",
        {
            class: "code",
            type: "button",
            tabindex: "-1",
            "data-key": key,
            "aria-expanded": String(isOpen),
            "aria-controls": id,
        },
        outcome.code ?? "(any other)",
    );
    const fate = FATES[outcome.fate];
    const marks = [
        ...(outcome.resent
            ? [element("span", { class: "badge" }, outcome.waited ? "sent again after a wait" : "sent again")]
            : []),
        ...(outcome.specific
            ? [element("span", { class: "badge quiet", title: "not treated like an unknown code" }, "told apart")]
            : []),
    ];
    const row = element(
        "tr",
        { class: `outcome ${outcome.fate}${isOpen ? " open" : ""}` },
        element("td", { class: "status" }, outcome.status === null ? "" : String(outcome.status)),
        element("td", {}, button),
        element(
            "td",
            { class: "fate", title: fate.hint },
            element("span", { class: "letter", "aria-hidden": "true" }, fate.letter),
            fate.text,
            ...marks,
        ),
        element("td", {}, outcome.retry === null ? "" : (RETRIES[outcome.retry] ?? outcome.retry.replaceAll("_", " "))),
    );
    row.addEventListener("click", () => {
        open = isOpen ? undefined : key;
        draw();
        if (!isOpen && outcome.lines.length > 0) {
            vscode.postMessage({ type: "reveal", uri: entry.uri, lines: outcome.lines });
        }
    });
    const details = element(
        "tr",
        { id, class: "details" },
        element("td", { colspan: "4" }, ...drawDetails(entry, outcome)),
    );
    details.hidden = !isOpen;
    return [row, details];
}

function drawDetails(entry: MatrixEntry, outcome: Outcome): HTMLElement[] {
    const facts: [string, ...(string | Node)[]][] = [];
    if (outcome.meaning) {
        facts.push(["Meaning", outcome.meaning]);
    }
    if (outcome.handling) {
        facts.push(["To do", outcome.handling]);
    }
    facts.push(["Here", FATES[outcome.fate].hint]);
    if (outcome.lines.length > 0) {
        const links = outcome.lines.map((line) => {
            const link = element("button", { class: "link", type: "button" }, `line ${line + 1}`);
            link.addEventListener("click", () => {
                vscode.postMessage({ type: "reveal", uri: entry.uri, lines: [line] });
            });
            return link;
        });
        facts.push(["Decided at", ...links.flatMap((link, index) => (index === 0 ? [link] : [", ", link]))]);
    }
    return facts.map(([name, ...content]) => element("p", {}, element("b", {}, name), " ", ...content));
}

/** Text only ever becomes text nodes: what the server sends can't be markup. */
function element<K extends keyof HTMLElementTagNameMap>(
    name: K,
    attributes: Record<string, string>,
    ...children: (string | Node)[]
): HTMLElementTagNameMap[K] {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) {
        made.setAttribute(attribute, value);
    }
    made.append(...children);
    return made;
}
