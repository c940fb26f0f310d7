// A user at work: squiggles, hover, a quick fix, a code lens, the matrix view. Prints what is seen.
import { drive, until } from "./workbench.mjs";

await drive(async (workbench, { folder, file, hoverOn, lensText, fixLine, fixTitle, otherLine, screenshot }) => {
    const { page } = workbench;
    const seen = workbench.seen;
    await workbench.open({ folder, file });

    await page.locator(".view-line").first().waitFor();
    await workbench.focusEditor();
    await workbench.goTo(fixLine.line); // what isn't in sight isn't drawn
    await page.locator(".squiggly-error, .squiggly-warning").first().waitFor();
    await workbench.command("Problems: Focus on Problems View");
    seen.problems = await until("problems", () => workbench.texts(".markers-panel .monaco-list-row .marker-message, .markers-panel .monaco-list-row"));
    await workbench.command("View: Toggle Panel Visibility");

    seen.lenses = await until("code lenses", () => workbench.texts(".codelens-decoration a"));

    // Hover: over the text of a token.
    const token = page.locator(".view-line span span", { hasText: hoverOn }).last();
    await token.hover();
    const hover = page.locator(".monaco-hover:not(.hidden) .hover-contents");
    await hover.first().waitFor();
    seen.hover = (await hover.allInnerTexts()).join("\n");
    await page.keyboard.press("Escape");

    // The code lens opens the view.
    await page.locator(".codelens-decoration a", { hasText: lensText }).first().click();
    const matrix = workbench.matrix();
    await matrix.locator("tbody tr.outcome").first().waitFor();
    seen.matrix = {
        headings: await matrix.locator("h2").allInnerTexts(),
        codes: await matrix.locator("button.code").allInnerTexts(),
        fates: await matrix.locator(".fate").allInnerTexts(),
        tabStops: await matrix.locator('button.code[tabindex="0"]').count(),
    };

    // With the keyboard: down to the next outcome, open it; its lines are marked in the code.
    await matrix.locator("button.code").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const details = matrix.locator("tr.details:not([hidden])");
    await details.waitFor();
    seen.matrix.details = await details.innerText();
    seen.matrix.expanded = await matrix.locator('button.code[aria-expanded="true"]').allInnerTexts();
    seen.marked = await until("marked lines", () => page.locator('.view-overlays [class*="TextEditorDecorationType"]').count());
    if (screenshot) {
        await page.screenshot({ path: screenshot });
    }
    await page.keyboard.press("Escape");
    await details.waitFor({ state: "hidden" });

    // The view goes with the cursor.
    await workbench.focusEditor();
    await workbench.goTo(otherLine);
    seen.matrix.followed = await until("another function in the view", async () => {
        const headings = await matrix.locator("h2").allInnerTexts();
        return JSON.stringify(headings) === JSON.stringify(seen.matrix.headings) ? undefined : headings;
    });

    // The page has the theme's colours.
    const colours = async (theme) => {
        await workbench.chooseTheme(theme);
        const body = matrix.locator("body");
        return until(theme, async () => {
            const [found, colour] = await body.evaluate((it) => [it.className, getComputedStyle(it).color]);
            return /high-contrast/.test(found) === /high contrast/i.test(theme) && /dark|high-contrast/.test(found) && [found, colour];
        });
    };
    const [, dark] = await colours("Dark 2026");
    const [highContrastClass, highContrast] = await colours("Dark High Contrast");
    seen.themes = { dark, highContrast, highContrastClass };
    await workbench.focusEditor();

    // The quick fix, chosen in the menu of Ctrl+. and saved.
    await workbench.goTo(fixLine.line, fixLine.column);
    const menu = page.locator(".action-widget .monaco-list-row.action");
    await until("the menu of fixes", async () => {
        // a window that is still busy with the theme closes it again, and a user would press again
        await page.keyboard.press("Control+.");
        return menu.first().waitFor({ timeout: 10_000 }).then(() => true, () => false);
    }, 120);
    seen.actions = await menu.allInnerTexts();
    await menu.filter({ hasText: fixTitle }).first().click();
    await until("the edit", async () => (await page.locator(".tab.active.dirty").count()) > 0);
    await page.keyboard.press("Control+s");
    await until("the saved file", async () => (await page.locator(".tab.active.dirty").count()) === 0);

    // The status item, in the hover of the {} in the status bar.
    await page.locator('#status\\.languageStatus').click();
    await page.locator(".hover-language-status").first().waitFor();
    seen.status = await workbench.texts(".hover-language-status");
    return seen;
});
