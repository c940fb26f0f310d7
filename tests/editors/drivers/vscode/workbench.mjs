// A VS Code window in headless Chromium, and how to do things in it as a user does.
const { chromium } = await import(process.env.PLAYWRIGHT_CORE);

const FLAGS = [
    "--no-sandbox", // as root there is none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/** Opens `folder` (and `file` in it), lets `work` look at the window, prints what `work` has put into its `seen` as JSON. */
export async function drive(work) {
    const wishes = JSON.parse(process.argv[2]);
    const context = await chromium.launchPersistentContext(wishes.profile, {
        executablePath: wishes.chromium,
        headless: true,
        args: FLAGS,
        viewport: { width: 1280, height: 860 },
        permissions: ["clipboard-read", "clipboard-write"],
    });
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(wishes.patience ?? 40_000);
    const workbench = new Workbench(page, wishes);
    try {
        await work(workbench, wishes);
        console.log(JSON.stringify(workbench.seen));
    } catch (error) {
        console.log("Seen so far:", JSON.stringify(workbench.seen, null, 1));
        if (wishes.failureScreenshot) {
            await page.screenshot({ path: wishes.failureScreenshot });
        }
        throw error;
    } finally {
        await context.close();
    }
}

export class Workbench {
    constructor(page, wishes) {
        this.page = page;
        this.wishes = wishes;
        this.seen = {};
    }

    async open({ folder, file, payload = [] }) {
        const entries = [...payload];
        if (file !== undefined) {
            entries.push(["openFile", `vscode-remote://${this.wishes.address}${folder}/${file}`]);
        }
        const query = new URLSearchParams({ folder, payload: JSON.stringify(entries) });
        await this.page.goto(`http://${this.wishes.address}/?${query}`);
        await this.page.locator(".monaco-workbench").waitFor();
    }

    /** Runs a command by its title in the palette. */
    async command(title) {
        await this.page.keyboard.press("F1");
        await this.choose(`>${title}`, title);
    }

    async chooseTheme(label) {
        await this.command("Preferences: Color Theme");
        await this.choose(label, label);
    }

    /** Types into the quick input, and takes what begins with `label` from its list: more may match, in any order. */
    async choose(typed, label) {
        const input = this.page.locator(".quick-input-widget:visible input[type=text]");
        await input.waitFor();
        await input.fill(typed);
        await this.page.locator(".quick-input-list .monaco-list-row", { hasText: new RegExp(`^\\s*${label}`) }).first().click();
        await this.page.waitForTimeout(300);
    }

    async focusEditor() {
        await this.page.keyboard.press("Control+1");
        await this.page.waitForTimeout(300);
    }

    /** Puts the cursor on a line, from 1, and gives the editor the keyboard. */
    async goTo(line, column = 1) {
        await this.page.keyboard.press("Control+g");
        const input = this.page.locator(".quick-input-widget input[type=text]");
        await input.waitFor();
        await input.fill(`:${line}:${column}`);
        await this.page.keyboard.press("Enter");
        await input.waitFor({ state: "hidden" });
    }

    /** The page inside of our view, which lies two frames deep. */
    matrix() {
        return this.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
    }

    async texts(selector) {
        const all = await this.page.locator(selector).allInnerTexts();
        return all.map((text) => text.replaceAll("\u00a0", " ").trim());
    }
}

/** Waits until `look` returns something that isn't undefined, null, false or empty. */
export async function until(what, look, seconds = 40) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
        const seen = await look();
        if (Array.isArray(seen) ? seen.length > 0 : seen) {
            return seen;
        }
        if (Date.now() > end) {
            throw new Error(`not seen within ${seconds} s: ${what}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}
