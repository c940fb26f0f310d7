// Runs in_host/index.js inside of the extension host; what it reports is what is seen.
import { drive } from "./workbench.mjs";

await drive(async (workbench, { folder, tests }) => {
    const { page, seen } = workbench;
    const ended = new Promise((resolve) => {
        page.exposeFunction("codeAutomationExit", resolve);
    });
    await page.exposeFunction("codeAutomationLog", (_kind, args) => {
        for (const text of args) {
            const report = /^RESULTS (.*)$/s.exec(String(text));
            if (report) {
                seen.results = JSON.parse(report[1]);
            }
        }
    });
    const remote = `vscode-remote://${workbench.wishes.address}${tests}`;
    await workbench.open({
        folder,
        payload: [
            ["extensionDevelopmentPath", remote],
            ["extensionTestsPath", `${remote}/index.js`],
        ],
    });
    seen.exit = await ended;
});
