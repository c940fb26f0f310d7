// There is no sadpath: what the user is told and offered.
import { drive, until } from "./workbench.mjs";

await drive(async (workbench, { folder, file }) => {
    const { page, seen } = workbench;
    await workbench.open({ folder, file });
    const notice = page.locator(".notification-toast", { hasText: "sadpath" });
    await notice.first().waitFor();
    seen.notice = await notice.first().innerText();
    seen.buttons = await notice.first().locator(".monaco-button").allInnerTexts();
    await notice.first().locator(".monaco-button", { hasText: "Copy Install Command" }).click();
    const copied = page.locator(".notification-toast", { hasText: "Copied" });
    await copied.first().waitFor();
    seen.copied = await copied.first().innerText();
    seen.clipboard = await until("the clipboard", () => page.evaluate(() => navigator.clipboard.readText()));
    await page.locator('#status\\.languageStatus').click();
    const status = page.locator(".hover-language-status", { hasText: "sadpath" });
    await status.first().waitFor();
    seen.status = await status.first().innerText();
});
