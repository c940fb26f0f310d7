"""Rarer ways to send again: iterators, classes and callers of one's own, several policies around each other."""

from __future__ import annotations

from merchant.draw import indent
from merchant.retries import Thrown, pause, predicate, tenacity_options, worth_it
from merchant.world import World


def rare_call(w: World, function: str, arguments: str, thrown: Thrown) -> tuple[list[str], list[str]]:
    """Lines that call `function` again and again and return what it gives; and the classes that come out besides what was thrown."""
    a = w.aw
    kinds = {
        "attempts": 2,
        "manager": 1.5,
        "retrying": 2,
        "caller": 1 if not w.is_async else 0,
        "closure": 1,
        "two loops": 1,
        "pop": 1,
        "helper": 1.5,
        "budget": 1,
    }
    kind = w.draw.weighted(kinds)
    call = f"{a}{function}({arguments})"
    if kind == "retrying":
        return called_by_tenacity(w, function, arguments, thrown)
    if kind == "caller":
        on = w.draw.pick(thrown.kind, predicate(w, thrown))
        return [
            f"caller = stamina.RetryingCaller(attempts={w.draw.number(2, 3)}).on({on})",
            f"return caller({function}, {arguments})",
        ], []
    form = {
        "attempts": own_attempts,
        "manager": own_manager,
        "closure": closure,
        "two loops": two_loops,
        "pop": pauses_left,
        "helper": call_helper,
        "budget": budget,
    }[kind]
    return form(w, call, thrown), []


def called_by_tenacity(w: World, function: str, arguments: str, thrown: Thrown) -> tuple[list[str], list[str]]:
    """`Retrying(...)(function, ...)`, or a function that is decorated where it is called."""
    draw = w.draw
    options, reraise = tenacity_options(w, thrown)
    more = [] if reraise else ["RetryError"]
    cls = "AsyncRetrying" if w.is_async else "Retrying"
    if draw.chance(0.5):
        return [f"retrying = {cls}({', '.join(options)})", f"return {w.aw}retrying({function}, {arguments})"], more
    w.module("client").imports.add("from tenacity import retry")
    return [f"patient = retry({', '.join(options)})({function})", f"return {w.aw}patient({arguments})"], more


def own_attempts(w: World, call: str, thrown: Thrown) -> list[str]:
    """A generator that gives the numbers of the tries and waits between them."""
    draw = w.draw
    name = w.unique("tries")
    body = ["for number in range(times):", "    if number:", "        time.sleep(number)", "    yield number"]
    w.function(name, ["times"], body, part="retry", helper=True, sync=True)
    test = worth_it(w, thrown, "exc")
    handler = ["last = exc", *([] if test == "True" else [f"if not ({test}):", "    break"])]
    return [
        "last = None",
        f"for number in {name}({draw.number(2, 4)}):",
        *indent(["try:", f"    return {call}", f"except {thrown.kind} as exc:", *indent(handler)]),
        "raise last",
    ]


def own_manager(w: World, call: str, thrown: Thrown) -> list[str]:
    """A context manager that swallows what is worth another try."""
    draw = w.draw
    name = w.unique("Attempt")
    keep = predicate(w, thrown)
    d = "async def" if w.is_async and draw.chance(0.5) else "def"
    enter, leave, opened = (
        ("__aenter__", "__aexit__", "async with") if d == "async def" else ("__enter__", "__exit__", "with")
    )
    body = [
        f"class {name}:", "    def __init__(self, when):", "        self.when, self.failed = when, None", "",
        f"    {d} {enter}(self):", "        self.failed = None", "        return self", "",
        f"    {d} {leave}(self, kind, exc, trace):", "        if exc is None:", "            return False", "        self.failed = exc", "        return bool(self.when(exc))",
    ]  # fmt: skip
    w.add("retry", 1, body, name)
    return [
        f"attempt = {name}({keep})", f"for number in range({draw.number(2, 3)}):", f"    {opened} attempt:", f"        return {call}", *indent(pause(w, "number")), "raise attempt.failed",
    ]  # fmt: skip


def closure(w: World, call: str, thrown: Thrown) -> list[str]:
    """A count in an enclosing function."""
    test = worth_it(w, thrown, "exc")
    stop = f"used >= {w.draw.number(2, 3)}" + ("" if test == "True" else f" or not ({test})")
    inner = [
        "nonlocal used",
        "used += 1",
        "try:",
        f"    return {call}",
        f"except {thrown.kind} as exc:",
        f"    if {stop}:",
        "        raise",
        *indent(pause(w, "used")),
        f"return {w.aw}once()",
    ]
    return ["used = 0", "", f"{w.defn} once():", *indent(inner), "", f"return {w.aw}once()"]


def two_loops(w: World, call: str, thrown: Thrown) -> list[str]:
    """A loop around a loop."""
    draw = w.draw
    test = worth_it(w, thrown, "exc")
    guard = [] if test == "True" else [f"if not ({test}):", "    raise"]
    inner = [
        "for number in range(2):",
        *indent(["try:", f"    return {call}", f"except {thrown.kind} as exc:", *indent([*guard, "failed = exc"])]),
    ]
    return [
        "failed = None",
        f"for turn in range({draw.number(1, 2)}):",
        *indent([*inner, *pause(w, "turn")]),
        "raise failed",
    ]


def pauses_left(w: World, call: str, thrown: Thrown) -> list[str]:
    """Pauses that are used up."""
    test = worth_it(w, thrown, "exc")
    guard = "not left" if test == "True" else f"not left or not ({test})"
    return [
        "left = [1, 2, 4]" if w.draw.chance(0.5) else "left = [1]",
        "while True:",
        *indent(
            [
                "try:",
                f"    return {call}",
                f"except {thrown.kind} as exc:",
                *indent([f"if {guard}:", "    raise", w.sleep("left.pop(0)")]),
            ]
        ),
    ]


def budget(w: World, call: str, thrown: Thrown) -> list[str]:
    """An object that counts."""
    name = w.unique("Budget")
    body = [
        f"class {name}:",
        "    def __init__(self, size):",
        "        self.size = size",
        "",
        "    def __bool__(self):",
        "        return self.size > 0",
        "",
        "    def spend(self):",
        "        self.size -= 1",
        "        return self.size",
    ]
    w.add("retry", 1, body, name)
    test = worth_it(w, thrown, "exc")
    guard = [] if test == "True" else [f"if not ({test}):", "    raise"]
    return [
        f"budget = {name}({w.draw.number(2, 3)})",
        "while budget:",
        *indent(
            [
                "try:",
                f"    return {call}",
                f"except {thrown.kind} as exc:",
                *indent([*guard, "if not budget.spend():", "    raise", *pause(w, "budget.size")]),
            ]
        ),
        "return None",
    ]


def call_helper(w: World, call: str, thrown: Thrown) -> list[str]:
    """A function that is given what to call."""
    draw = w.draw
    name = w.unique("again")
    a = w.aw
    keep = predicate(w, thrown)
    body = [
        "for number in range(times):",
        "    try:",
        f"        return {a}action()",
        "    except Exception as exc:",
        "        if number + 1 == times or not when(exc):",
        "            raise",
        f"        {w.sleep('number + 1')}",
    ]
    w.function(name, ["action", "times=3", "when=None"], body, part="retry", helper=True)
    if w.is_async:
        return ["async def action():", f"    return {call}", "", f"return await {name}(action, when={keep})"]
    if "(" in call and draw.chance(0.5):
        function, _, arguments = call.partition("(")
        return [
            f"return {name}(partial({function}, {arguments.removesuffix(')')}), times={draw.number(2, 3)}, when={keep})"
        ]
    return [f"return {name}(lambda: {call}, when={keep})"]
