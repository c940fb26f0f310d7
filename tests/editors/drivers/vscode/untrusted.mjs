// A workspace that isn't trusted, and whose settings name a program of its own.
import { drive, until } from "./workbench.mjs";

await drive(async (workbench, { folder, file, line }) => {
    const { page, seen } = workbench;
    await workbench.open({ folder, file });
    seen.restricted = await until("restricted mode", () => page.locator(".statusbar-item", { hasText: "Restricted Mode" }).count());
    await page.locator(".view-line").first().waitFor();
    await workbench.focusEditor();
    await workbench.goTo(line);
    await page.locator(".squiggly-error").first().waitFor();
    seen.squiggles = await page.locator(".squiggly-error").count();
});
