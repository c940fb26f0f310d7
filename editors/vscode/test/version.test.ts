import assert from "node:assert/strict";
import { test } from "node:test";
import { isAtLeast, parseVersion } from "../src/version";

test("the version is read from what sadpath prints", () => {
    assert.equal(parseVersion("sadpath 0.1.0\n"), "0.1.0");
    assert.equal(parseVersion("sadpath 1.2.0rc1\r\n"), "1.2.0rc1");
});

test("another program's answer has no version", () => {
    assert.equal(parseVersion("ruff 0.14.0\n"), undefined);
    assert.equal(parseVersion("usage: sadpath [-h]\n"), undefined);
    assert.equal(parseVersion(""), undefined);
});

test("numbers are compared, not their text", () => {
    assert.equal(isAtLeast("0.10.0", "0.9.0"), true);
    assert.equal(isAtLeast("0.9.9", "0.10"), false);
    assert.equal(isAtLeast("1", "1.0.0"), true);
    assert.equal(isAtLeast("0.1.0", "0.1.0"), true);
});

test("a pre-release of the minimum is accepted, an earlier release isn't", () => {
    assert.equal(isAtLeast("0.2.0rc1", "0.2.0"), true);
    assert.equal(isAtLeast("0.2.0.dev3", "0.2.0"), true);
    assert.equal(isAtLeast("0.1.9", "0.2.0"), false);
});
