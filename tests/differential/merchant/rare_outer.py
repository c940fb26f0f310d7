"""Rarer callers: tasks, managers, partials, injected functions, objects made lazily.

No thread pools: the replay's clock lets a thread be joined before it has started.
"""

from __future__ import annotations

from merchant.branches import SENTINELS
from merchant.draw import CLASS, TABLE, indent
from merchant.world import World


def rare_caller(w: World, function: str, told: str) -> list[str]:
    """The body of an entry that calls `function` with the parameters' values. `told` stands for an error."""
    draw = w.draw
    passed = w.passed
    call = f"{w.aw}{function}({passed})"
    kinds = {"manager": 2, "stack": 1, "partial": 1 if passed else 0, "service": 2, "lazy": 1, "notes": 1, "finally return": 0.5, "cached": 0 if w.is_async or not passed else 1, "table": 1,
             "translator": 2, "generator": 1 if not w.is_async else 0}  # fmt: skip
    if w.is_async:
        kinds |= {"wait_for": 1, "gather": 1.5, "group": 1.5, "timeout": 1, "gate": 1}
    kind = draw.weighted(kinds)
    caught = draw.pick("Exception", "RuntimeError", "(LookupError, ValueError)")
    if kind == "manager":
        name = w.unique("Guard")
        end = draw.pick(
            ["return isinstance(exc, self.kinds)"],
            ["if exc is not None:", '    log.error("job failed: %s", exc)', "return False"],
            ["if isinstance(exc, self.kinds):", '    raise RuntimeError("job failed") from exc'],
        )
        body = [
            f"class {name}:",
            "    def __init__(self, *kinds):",
            "        self.kinds = kinds",
            "",
            "    def __enter__(self):",
            "        return self",
            "",
            "    def __exit__(self, kind, exc, trace):",
            *indent(end, 2),
        ]
        w.add("entry", CLASS, body, name)
        return [
            f"with {name}({draw.pick('ValueError, LookupError', 'Exception', 'RuntimeError')}):",
            f"    return {call}",
            *draw.pick([], [f"return {told}"]),
        ]
    if kind == "stack":
        return [
            "with ExitStack() as stack:",
            '    stack.callback(log.info, "done")',
            f"    stack.enter_context(suppress({draw.pick('ValueError', 'RuntimeError, LookupError')}))",
            f"    return {call}",
            f"return {told}",
        ]
    if kind == "partial":
        first, *rest = w.parameters
        return [f"bound = partial({function}, {first})", f"return {w.aw}bound({', '.join(rest)})"]
    if kind == "service":
        name = w.unique("Service")
        attempt = [
            "try:",
            f"    return {w.aw}self.ask(*args)",
            f"except {caught} as exc:",
            "    self.failures.append(exc)",
            "    self.last = str(exc)",
            f"    return {told}",
        ]
        body = [
            f"class {name}:",
            "    def __init__(self, ask):",
            "        self.ask = ask",
            "        self.failures = []",
            "        self.last = None",
            "",
            f"    {w.defn} run(self, *args):",
            *indent(attempt, 2),
        ]
        w.add("entry", CLASS, body, name)
        if draw.chance(0.5):
            return [f"return {w.aw}{name}({function}).run({passed})"]
        return [
            f"service = {name}({function})",
            f"result = {w.aw}service.run({passed})",
            "if service.failures:",
            f"    return {draw.pick('service.last', told, 'len(service.failures)')}",
            "return result",
        ]
    if kind == "lazy":
        name = w.unique("Lazy")
        body = [
            f"class {name}:",
            "    @cached_property",
            "    def ask(self):",
            f"        return {function}",
            "",
            f"    {w.defn} __call__(self, *args):",
            f"        return {w.aw}self.ask(*args)",
        ]
        w.add("entry", TABLE, body, name)
        return [f"return {w.aw}{name}()({passed})"]
    if kind == "notes":
        return [
            "try:",
            f"    return {call}",
            f"except {caught} as exc:",
            f'    exc.add_note("{w.subject.verb}")'
            if draw.chance(0.5)
            else '    log.error("%s: %s", type(exc).__name__, exc)',
            "    raise",
        ]
    if kind == "finally return":
        return ["result = None", "try:", f"    result = {call}", "finally:", "    return result"]
    if kind == "cached":
        name = w.unique("_once")
        w.function(
            name,
            w.parameters,
            [f"return {function}({passed})"],
            part="entry",
            helper=True,
            sync=True,
            decorators=["@functools.lru_cache(maxsize=None)"],
        )
        return [f"return {name}({passed})"]
    if kind == "table":
        name = w.unique("JOBS")
        w.add(
            "entry",
            TABLE,
            [
                f'{name} = {{"{w.subject.verb}": {function}}}'
                if "(" not in function
                else f'{name} = {{"{w.subject.verb}": lambda *args: {function}(*args)}}'
            ],
            name,
        )
        return [f'job = {name}["{w.subject.verb}"]', f"return {w.aw}job({passed})"]
    if kind == "translator":
        return translated(w, function, told)
    if kind == "generator":
        name = w.unique("_results")
        w.function(
            name,
            w.parameters,
            ["try:", f"    yield {call}", f"except {caught}:", f"    yield {told}"],
            part="entry",
            helper=True,
            sync=True,
        )
        return [
            draw.pick(
                f"return next({name}({passed}))",
                f"return list({name}({passed}))[0]",
                f"return [r for r in {name}({passed}) if r is not None]",
            )
        ]
    plain = call.removeprefix("await ")
    if kind == "wait_for":
        return [
            "try:",
            f"    return await asyncio.wait_for({plain}, timeout=60)",
            f"except {draw.pick('asyncio.TimeoutError', 'Exception')}:",
            f"    return {told}",
        ]
    if kind == "gather":
        return [
            f"results = await asyncio.gather({plain}, return_exceptions={draw.pick(True, True, False)})",
            "failed = [r for r in results if isinstance(r, Exception)]",
            "if failed:",
            f"    return {draw.pick(told, 'len(failed)', 'str(failed[0])')}",
            "return results[0]",
        ]
    if kind == "group":
        star = draw.pick("except* Exception as group:", "except* (ValueError, RuntimeError) as group:")
        body = ["async with asyncio.TaskGroup() as group_of_tasks:", f"    task = group_of_tasks.create_task({plain})"]
        if draw.chance(0.4):
            return [*body, "return task.result()"]
        return [
            "result = None",
            "try:",
            *indent([*body, "result = task.result()"]),
            star,
            '    log.error("%d failed", len(group.exceptions))',
            f"    result = {told}",
            "return result",
        ]
    if kind == "timeout":
        return ["async with asyncio.timeout(60):", f"    return {call}"]
    return ["gate = asyncio.Semaphore(5)", "async with gate:", f"    return {call}"]


def translated(w: World, function: str, told: str) -> list[str]:
    """A decorator that makes other errors of errors."""
    draw = w.draw
    name = w.unique("translate")
    error = w.unique("JobError")
    w.add("entry", CLASS, [f"class {error}(Exception):", '    """The job failed."""'], error)
    a, d = ("await ", "async def") if w.is_async else ("", "def")
    caught = draw.pick("Exception", "(ValueError, LookupError, RuntimeError)")
    end = draw.pick(
        [f"raise {error}(str(exc)) from exc"],
        ['log.error("%s", exc)', f"return {told}"],
        ["if isinstance(exc, (KeyError, TypeError)):", "    raise", f"raise {error}(type(exc).__name__) from None"],
    )
    wrapper = [
        "@wraps(function)",
        f"{d} inner(*args, **kwargs):",
        *indent(["try:", f"    return {a}function(*args, **kwargs)", f"except {caught} as exc:", *indent(end)]),
    ]
    w.function(name, ["function"], [*wrapper, "return inner"], part="entry", helper=True, sync=True)
    job = w.unique("_job")
    w.function(
        job, w.parameters, [f"return {a}{function}({w.passed})"], part="entry", entry=True, decorators=[f"@{name}"]
    )
    if draw.chance(0.5):
        return [f"return {a}{job}({w.passed})"]
    return [
        "try:",
        f"    return {a}{job}({w.passed})",
        f"except {error} as exc:",
        f"    return {draw.pick(chr(34) + draw.pick(*SENTINELS) + chr(34), 'str(exc)', 'None')}",
    ]
