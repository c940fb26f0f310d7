import assert from "node:assert/strict";
import * as path from "node:path";
import { test } from "node:test";
import { expandPath } from "../src/variables";

const root = path.resolve("/");
const surroundings = {
    folder: path.join(root, "work", "shop"),
    home: path.join(root, "home", "ann"),
    env: { VENV: path.join(root, "venv") },
};

test("variables are filled in", () => {
    assert.equal(expandPath("~/bin/sadpath", surroundings), path.join(root, "home", "ann", "bin", "sadpath"));
    assert.equal(expandPath("${userHome}/sadpath", surroundings), path.join(root, "home", "ann", "sadpath"));
    assert.equal(expandPath("${env:VENV}/bin/sadpath", surroundings), path.join(root, "venv", "bin", "sadpath"));
    assert.equal(expandPath("${workspaceFolder}/x.toml", surroundings), path.join(root, "work", "shop", "x.toml"));
});

test("a relative path is taken from the folder", () => {
    assert.equal(
        expandPath(".venv/bin/sadpath", surroundings),
        path.join(root, "work", "shop", ".venv", "bin", "sadpath"),
    );
});

test("a tilde inside of a name is kept", () => {
    assert.equal(expandPath("backup~/x", surroundings), path.join(root, "work", "shop", "backup~", "x"));
});

test("without a folder, what needs one is left out", () => {
    const bare = { ...surroundings, folder: undefined };
    assert.equal(expandPath("${workspaceFolder}/x", bare), undefined);
    assert.equal(expandPath("x", bare), undefined);
    assert.equal(expandPath(path.join(root, "x"), bare), path.join(root, "x"));
});
