import assert from "node:assert/strict";
import { test } from "node:test";
import { locate, type Launch, type Located, type Machine, type Wishes } from "../src/locate";

/** A computer with these programs, each with what it answers to --version or the reason why it fails. */
function machine(programs: Record<string, string | Error>, scripts: string[] = [], pathVariable = "/usr/bin"): Machine {
    return {
        windows: false,
        pathVariable,
        isFile: (path) => Promise.resolve(path in programs),
        run(command, args) {
            const answer = args.includes("-c")
                ? scripts.join("\n")
                : programs[[command, ...args.slice(0, -1)].join(" ")];
            if (answer === undefined) {
                return Promise.reject(new Error("No module named sadpath"));
            }
            return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
        },
    };
}

const wishes: Wishes = { paths: [], interpreter: undefined, trusted: true, folders: ["/work"] };
function launchOf(located: Located): Launch | undefined {
    return located.kind === "found" ? located.launch : undefined;
}

const good = "sadpath 0.1.0\n";

test("the setting comes first", async () => {
    const found = await locate(
        { ...wishes, paths: ["/mine/sadpath"], interpreter: "/venv/bin/python" },
        machine(
            { "/mine/sadpath": good, "/venv/bin/sadpath": good, "/venv/bin/python": "", "/usr/bin/sadpath": good },
            ["/venv/bin"],
        ),
    );
    assert.deepEqual(launchOf(found), { command: "/mine/sadpath", args: [] });
    assert.equal(found.attempts.length, 1);
});

test("then the program in the interpreter's environment", async () => {
    const found = await locate(
        { ...wishes, paths: ["/gone/sadpath"], interpreter: "/venv/bin/python" },
        machine({ "/venv/bin/sadpath": good, "/venv/bin/python": "", "/usr/bin/sadpath": good }, ["/venv/bin"]),
    );
    assert.deepEqual(launchOf(found), { command: "/venv/bin/sadpath", args: [] });
    assert.deepEqual(found.attempts[0], {
        origin: "setting",
        command: "/gone/sadpath",
        args: [],
        refusal: "there is no such file",
    });
});

test("then the interpreter's module, where no program lies beside it", async () => {
    const found = await locate(
        { ...wishes, interpreter: "/venv/bin/python" },
        machine({ "/venv/bin/python": "", "/venv/bin/python -m sadpath": good }, ["/venv/bin"]),
    );
    assert.deepEqual(launchOf(found), { command: "/venv/bin/python", args: ["-m", "sadpath"] });
});

test("then PATH, from whose relative entries nothing is taken", async () => {
    const found = await locate(wishes, machine({ "bin/sadpath": good, "/usr/bin/sadpath": good }, [], "bin::/usr/bin"));
    assert.deepEqual(launchOf(found), { command: "/usr/bin/sadpath", args: [] });
});

test("one that is too old is passed over, and named where there is no other", async () => {
    const old = "sadpath 0.0.9\n";
    const both = await locate(
        { ...wishes, paths: ["/mine/sadpath"] },
        machine({ "/mine/sadpath": old, "/usr/bin/sadpath": good }),
    );
    assert.deepEqual(launchOf(both)?.command, "/usr/bin/sadpath");
    const one = await locate({ ...wishes, paths: ["/mine/sadpath"] }, machine({ "/mine/sadpath": old }));
    assert.equal(one.kind === "old" ? one.version : one.kind, "0.0.9");
});

test("a program that isn't sadpath, or that fails, is passed over with the reason", async () => {
    const missing = await locate(
        { ...wishes, paths: ["/a/sadpath", "/b/sadpath"] },
        machine({ "/a/sadpath": "hello\n", "/b/sadpath": new Error("bad interpreter") }),
    );
    assert.equal(missing.kind, "missing");
    assert.deepEqual(
        missing.attempts.map(({ refusal }) => refusal),
        ["it doesn't answer --version as sadpath does", "bad interpreter"],
    );
});

test("in a workspace that isn't trusted, nothing of the workspace is run", async () => {
    const runs: string[] = [];
    const plain = machine({ "/work/bin/sadpath": good, "/work/.venv/bin/python": good, "/usr/bin/sadpath": good }, [
        "/work/.venv/bin",
    ]);
    const watched: Machine = {
        ...plain,
        pathVariable: "/work/bin:/usr/bin",
        run(command, args) {
            runs.push(command);
            return plain.run(command, args);
        },
    };
    const found = await locate({ ...wishes, trusted: false, interpreter: "/work/.venv/bin/python" }, watched);
    assert.deepEqual(launchOf(found)?.command, "/usr/bin/sadpath");
    assert.deepEqual(runs, ["/usr/bin/sadpath"]);
});

test("on Windows the program has its ending and PATH its semicolons", async () => {
    const asked: string[] = [];
    const windows: Machine = {
        ...machine({}),
        windows: true,
        pathVariable: "/one;/two",
        isFile(path) {
            asked.push(path);
            return Promise.resolve(false);
        },
    };
    await locate(wishes, windows);
    assert.deepEqual(asked, ["/one/sadpath.exe", "/two/sadpath.exe"]);
});
