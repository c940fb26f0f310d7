import assert from "node:assert/strict";
import { test } from "node:test";
import { RestartBudget } from "../src/restarts";

test("so many restarts within the window, and no more", () => {
    let now = 0;
    const budget = new RestartBudget(2, 1000, () => now);
    assert.deepEqual([budget.take(), budget.take(), budget.take()], [true, true, false]);
    now = 1001;
    assert.equal(budget.take(), true);
});

test("a refused restart isn't counted", () => {
    let now = 0;
    const budget = new RestartBudget(1, 1000, () => now);
    budget.take();
    now = 900;
    assert.equal(budget.take(), false);
    now = 1001;
    assert.equal(budget.take(), true);
});
