"""Sending again: decorators and loops around a call, of libraries and of the program's own."""

from __future__ import annotations

from dataclasses import dataclass

from merchant.branches import Names, condition, log_line
from merchant.draw import indent
from merchant.world import World


@dataclass
class Thrown:
    """What a call raises: the class (an expression) and what a caught one tells."""

    kind: str
    seen: object  # Callable[[str], Names]
    flag: str | None = None
    part: str = "client"

    def names(self, variable: str) -> Names:
        return self.seen(variable)  # type: ignore[operator,no-any-return]


def pause(w: World, count: str = "attempt") -> list[str]:
    """A wait between two tries; sometimes none."""
    draw = w.draw
    return draw.pick(
        [
            w.sleep(
                draw.pick(
                    "1",
                    "0.5",
                    f"2 ** {count}",
                    f"min(30, 2 ** {count})",
                    f"1.5 * ({count} + 1)",
                    "random.uniform(0.1, 1.0)",
                )
            )
        ],
        [w.sleep("2")],
        [],
    )


def worth_it(w: World, thrown: Thrown, variable: str) -> str:
    """A condition on a caught error: whether to send again."""
    names = thrown.names(variable)
    if thrown.flag and w.draw.chance(0.7):
        return f"{variable}.{thrown.flag}"
    if not (names.code or names.status or names.text):
        return "True"
    return condition(w, names, thrown.part)


def predicate(w: World, thrown: Thrown) -> str:
    """A function of an exception that says whether to send again; gives its name."""
    draw = w.draw
    if thrown.flag and draw.chance(0.5):
        return f"lambda exc: isinstance(exc, {thrown.kind}) and exc.{thrown.flag}"
    name = w.unique(draw.pick("_is_retryable", "_should_retry", "_try_again"))
    test = worth_it(w, thrown, "exc")
    body = draw.pick(
        [f"return isinstance(exc, {thrown.kind}) and ({test})"],
        [f"if not isinstance(exc, {thrown.kind}):", "    return False", f"return {test}"],
    )
    w.function(name, ["exc"], body, part=thrown.part, helper=True, sync=True)
    return name


# ---------------------------------------------------------------- loops


def loop(w: World, call: str, thrown: Thrown, keep: str | None = None) -> list[str]:
    """Lines that run `call` until it gives something, and return that (or bind it to `keep` and go on)."""
    draw = w.draw
    done = [f"return {call}"] if keep is None else [f"{keep} = {call}", "break"]
    if keep is None and draw.chance(0.3):
        done = [f"result = {call}", "return result"]
    kind = draw.weighted(
        {
            "for": 5,
            "last": 2,
            "while": 2,
            "while true": 1.5,
            "pauses": 2,
            "deadline": 0.6,
            "endless": 0.5,
            "else": 1.2,
            "flag": 0.8,
        }
    )
    limit = draw.pick("3", "3", "4", "5", w.constant(f"MAX_TRIES = {draw.number(2, 4)}", "MAX_TRIES", thrown.part))
    test = worth_it(w, thrown, "exc")
    caught = thrown.kind
    names = thrown.names("exc")
    note = [log_line(w, names)] if draw.chance(0.3) else []
    guard = [] if test == "True" or draw.chance(0.12) else [f"if not ({test}):", "    raise"]
    fail = (
        draw.pick(['raise RuntimeError("no more tries")'], ["return None"], ['raise TimeoutError("gave up")'])
        if keep is None
        else ['raise RuntimeError("no more tries")']
    )
    if kind == "for":
        end = draw.pick([f"if attempt == {limit} - 1:", "    raise"], [])
        return [f"for attempt in range({limit}):", *indent(["try:", *indent(done), f"except {caught} as exc:", *indent([*guard, *end, *note, *pause(w)] or ["continue"])]),
                *([] if keep is None and draw.chance(0.3) else fail if keep is None else ["else:", *indent(fail)])]  # fmt: skip
    if kind == "last":
        lines = [
            "last = None",
            f"for attempt in range(1, {limit} + 1):",
            *indent(
                ["try:", *indent(done), f"except {caught} as exc:", *indent([*guard, "last = exc", *note, *pause(w)])]
            ),
        ]
        return [*lines, "raise last"] if keep is None else [*lines, "else:", "    raise last"]
    if kind == "while":
        return [
            "attempt = 0",
            f"while attempt < {limit}:",
            *indent(
                ["try:", *indent(done), f"except {caught} as exc:", *indent([*guard, "attempt += 1", *note, *pause(w)])]
            ),
            *(fail if keep is None else ["else:", *indent(fail)]),
        ]
    if kind == "while true":
        return [
            "attempt = 0",
            "while True:",
            *indent(
                [
                    "try:",
                    *indent(done),
                    f"except {caught} as exc:",
                    *indent([*guard, "attempt += 1", f"if attempt >= {limit}:", "    raise", *note, *pause(w)]),
                ]
            ),
        ]
    if kind == "pauses":
        pauses = draw.pick("(1, 2, 5)", "[0.5, 1.0]", w.constant("PAUSES = (1, 3, 9)", "PAUSES", thrown.part))
        return [
            f"for pause in {pauses}:",
            *indent(["try:", *indent(done), f"except {caught} as exc:", *indent([*guard, *note, w.sleep("pause")])]),
            *(fail if keep is None else ["else:", *indent(fail)]),
        ]
    if kind == "deadline":
        return [
            "deadline = time.monotonic() + 60",
            "while time.monotonic() < deadline:",
            *indent(["try:", *indent(done), f"except {caught} as exc:", *indent([*guard, *note, w.sleep("20")])]),
            *(fail if keep is None else ["else:", *indent(fail)]),
        ]
    if kind == "endless":
        return [
            "while True:",
            *indent(["try:", *indent(done), f"except {caught} as exc:", *indent([*guard, *note, w.sleep("5")])]),
        ]
    if kind == "flag":
        return ["tries, done = 0, False", f"while not done and tries < {limit}:", *indent(["tries += 1", "try:", f"    outcome = {call}", "    done = True", f"except {caught} as exc:", *indent([*guard, *note, *pause(w, "tries")] or ["pass"])]),
                "if not done:", *indent(fail), *([f"{keep} = outcome"] if keep else ["return outcome"])]  # fmt: skip
    value = keep or "result"
    lines = [
        f"for attempt in range({limit}):",
        *indent(
            [
                "try:",
                f"    {value} = {call}",
                f"except {caught} as exc:",
                *indent([*guard, *note, *pause(w)] or ["pass"]),
                "else:",
                "    break",
            ]
        ),
        "else:",
        *indent(fail),
    ]
    return lines if keep else [*lines, f"return {value}"]


# ---------------------------------------------------------------- decorators


def decorator(w: World, thrown: Thrown) -> tuple[list[str], list[str]]:
    """Decorator lines that send again, and the classes that come out at the end besides what was thrown."""
    kind = w.draw.weighted({"own": 3, "tenacity": 4, "backoff": 2.5, "stamina": 2})
    return {
        "own": own_decorator,
        "tenacity": tenacity_decorator,
        "backoff": backoff_decorator,
        "stamina": stamina_decorator,
    }[kind](w, thrown)


def own_decorator(w: World, thrown: Thrown) -> tuple[list[str], list[str]]:
    draw = w.draw
    name = w.unique(draw.pick("retried", "with_retry", "try_again"))
    a, d = ("await ", "async def") if w.is_async else ("", "def")
    wait = [w.sleep(draw.pick("delay", "delay * number", "2 ** number"))] if draw.chance(0.7) else []
    with_test = draw.chance(0.6)
    guard = ["if when is not None and not when(exc):", "    raise"] if with_test else []
    inner = draw.pick(
        ["for number in range(times):", "    try:", f"        return {a}function(*args, **kwargs)", "    except on as exc:", *indent([*guard, "if number == times - 1:", "    raise", *wait], 2)],
        ["number = 1", "while True:", "    try:", f"        return {a}function(*args, **kwargs)", "    except on as exc:", *indent([*guard, "if number >= times:", "    raise", *wait, "number += 1"], 2)],
        ["last = None", "for number in range(1, times + 1):", "    try:", f"        return {a}function(*args, **kwargs)", "    except on as exc:", *indent([*guard, "last = exc", *wait], 2), "raise last"],
    )  # fmt: skip
    wrapper = [
        draw.pick("@functools.wraps(function)", "@wraps(function)"),
        f"{d} wrapper(*args, **kwargs):",
        *indent(inner),
    ]
    w.function(name, ["times=3", "on=Exception", "delay=1.0", *(["when=None"] if with_test else [])],
               ["def decorate(function):", *indent([*wrapper, "return wrapper"]), "return decorate"], part="retry", helper=True, sync=True)  # fmt: skip
    options = [draw.pick("times=3", "times=2", "4"), f"on={draw.pick(thrown.kind, f'({thrown.kind}, TimeoutError)')}"]
    if with_test and draw.chance(0.8):
        options.append(f"when={predicate(w, thrown)}")
    return [f"@{name}({', '.join(options)})"], []


def tenacity_options(w: World, thrown: Thrown) -> tuple[list[str], bool]:
    """Arguments of tenacity's retry, and whether it raises the error itself at the end."""
    draw = w.draw
    kind = draw.weighted({"type": 4, "if": 4, "not type": 0.7, "any": 0.7, "both": 1, "plain": 1})
    options = []
    if kind == "type":
        options.append(f"retry=retry_if_exception_type({draw.pick(thrown.kind, f'({thrown.kind}, TimeoutError)')})")
    elif kind == "if":
        options.append(f"retry=retry_if_exception({predicate(w, thrown)})")
    elif kind == "not type":
        options.append("retry=retry_if_not_exception_type((KeyError, TypeError))")
    elif kind == "any":
        options.append(f"retry=retry_if_exception_type(TimeoutError) | retry_if_exception({predicate(w, thrown)})")
    elif kind == "both":
        options.append(f"retry=retry_if_exception_type({thrown.kind}) & retry_if_exception({predicate(w, thrown)})")
    options.append(
        draw.pick(
            "stop=stop_after_attempt(3)",
            "stop=stop_after_attempt(4)",
            "stop=stop_after_attempt(2) | stop_after_delay(60)",
        )
    )
    wait = draw.pick(
        "wait=wait_fixed(1)",
        "wait=wait_exponential(multiplier=1, max=10)",
        "wait=wait_random_exponential(max=5)",
        "wait=wait_none()",
        "",
    )
    reraise = draw.chance(0.6)
    options += ([wait] if wait else []) + (["reraise=True"] if reraise else [])
    if draw.chance(0.15):
        options.append("before_sleep=before_sleep_log(log, logging.WARNING)")
    draw.random.shuffle(options)
    return options, reraise


def tenacity_decorator(w: World, thrown: Thrown) -> tuple[list[str], list[str]]:
    options, reraise = tenacity_options(w, thrown)
    if w.draw.chance(0.12):
        options = [o for o in options if "reraise" not in o] + ["retry_error_callback=lambda state: None"]
        reraise = True
    name = w.draw.pick("@retry({})", "@tenacity.retry({})")
    if name.startswith("@retry"):
        w.module("client").imports.add("from tenacity import retry")
    return [name.format(", ".join(options))], [] if reraise else ["RetryError"]


def backoff_decorator(w: World, thrown: Thrown) -> tuple[list[str], list[str]]:
    draw = w.draw
    options = [
        draw.pick("backoff.expo", "backoff.constant", "backoff.fibo"),
        draw.pick(thrown.kind, f"({thrown.kind}, TimeoutError)"),
        f"max_tries={draw.number(2, 4)}",
    ]
    if draw.chance(0.6):
        name = w.unique(draw.pick("_give_up", "_is_final"))
        w.function(
            name,
            ["exc"],
            [f"return not ({worth_it(w, thrown, 'exc')})"]
            if draw.chance(0.5)
            else [f"return {worth_it(w, thrown, 'exc')}"],
            part=thrown.part,
            helper=True,
            sync=True,
        )
        options.append(f"giveup={name}")
    if draw.chance(0.3):
        options.append("jitter=None")
    if draw.chance(0.12):
        options.append("raise_on_giveup=False")
    return [f"@backoff.on_exception({', '.join(options)})"], []


def stamina_decorator(w: World, thrown: Thrown) -> tuple[list[str], list[str]]:
    on = w.draw.pick(thrown.kind, f"({thrown.kind}, TimeoutError)", predicate(w, thrown))
    return [
        f"@stamina.retry(on={on}, attempts={w.draw.number(2, 4)}{w.draw.pick('', ', wait_initial=0.5', ', timeout=None')})"
    ], []


# ---------------------------------------------------------------- objects that send again


def iterated(w: World, call: str, thrown: Thrown, keep: str | None = None) -> tuple[list[str], list[str]]:
    """`for attempt in Retrying(...): with attempt: ...`, of tenacity or stamina."""
    draw = w.draw
    done = [f"return {call}"] if keep is None else [f"{keep} = {call}"]
    if draw.chance(0.4):
        on = draw.pick(thrown.kind, predicate(w, thrown))
        return [
            f"{'async ' if w.is_async else ''}for attempt in stamina.retry_context(on={on}, attempts={draw.number(2, 3)}):",
            *indent(["with attempt:", *indent(done)]),
        ], []
    options, reraise = tenacity_options(w, thrown)
    head = (
        f"async for attempt in AsyncRetrying({', '.join(options)}):"
        if w.is_async
        else f"for attempt in Retrying({', '.join(options)}):"
    )
    return [head, *indent(["with attempt:", *indent(done)])], [] if reraise else ["RetryError"]


def policy_object(w: World, function: str, arguments: str, thrown: Thrown) -> list[str]:
    """A class of the program's own whose `run` calls again."""
    draw = w.draw
    a, d = ("await ", "async def") if w.is_async else ("", "def")
    name = w.unique("RetryPolicy")
    body = [
        f"class {name}:", "    def __init__(self, attempts=3, on=(Exception,), when=None):", "        self.attempts = attempts", "        self.on = on", "        self.when = when", "",
        f"    {d} run(self, function, *args):", "        number = 0", "        while True:", "            try:", f"                return {a}function(*args)", "            except self.on as exc:",
        "                number += 1", "                if number >= self.attempts or (self.when and not self.when(exc)):", "                    raise", f"                {w.sleep('number')}",
    ]  # fmt: skip
    w.add("retry", 1, body, name)
    when = f", when={predicate(w, thrown)}" if draw.chance(0.6) else ""
    made = f"{name}({draw.pick('3', 'attempts=2', 'attempts=4')}, on=({thrown.kind},){when})"
    if draw.chance(0.5):
        return [f"policy = {made}", f"return {w.aw}policy.run({function}, {arguments})"]
    if w.is_async:
        return [f"return await {made}.run({function}, {arguments})"]
    return [f"return {made}.run(lambda: {function}({arguments}))"]
