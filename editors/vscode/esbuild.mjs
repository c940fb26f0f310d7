// Bundles the extension (for Node, CommonJS) and the matrix view's script (for the webview, an IIFE); with --tests the unit tests.
import { readdirSync, rmSync } from "node:fs";
import { build } from "esbuild";

const production = process.argv.includes("--production");
const common = {
    bundle: true,
    target: "es2022",
    logLevel: "warning",
    minify: production,
    sourcemap: production ? false : "linked",
};

if (process.argv.includes("--tests")) {
    rmSync("dist-test", { recursive: true, force: true });
    const entryPoints = readdirSync("test")
        .filter((name) => name.endsWith(".test.ts"))
        .map((name) => `test/${name}`);
    await build({ ...common, entryPoints, outdir: "dist-test", platform: "node", format: "cjs", target: "node20" });
} else {
    rmSync("dist", { recursive: true, force: true });
    await build({
        ...common,
        entryPoints: ["src/extension.ts"],
        outdir: "dist",
        platform: "node",
        format: "cjs",
        target: "node20",
        external: ["vscode"],
    });
    await build({ ...common, entryPoints: ["media/matrix.ts", "media/matrix.css"], outdir: "dist", format: "iife" });
}
