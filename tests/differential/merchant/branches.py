"""What code does with an error that it has in its hands: conditions on status and code, and what stands under them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from merchant.draw import CLASS, TABLE, indent
from merchant.odd_tests import odd_code_test, odd_pair_test, odd_status_test
from merchant.world import World

NAMES = {400: "BAD_REQUEST", 401: "UNAUTHORIZED", 403: "FORBIDDEN", 404: "NOT_FOUND", 409: "CONFLICT", 412: "PRECONDITION_FAILED", 422: "UNPROCESSABLE_ENTITY",
         429: "TOO_MANY_REQUESTS", 500: "INTERNAL_SERVER_ERROR", 502: "BAD_GATEWAY", 503: "SERVICE_UNAVAILABLE", 504: "GATEWAY_TIMEOUT"}  # fmt: skip
SENTINELS = ("failed", "later", "manual", "rejected", "gone", "ask_customer", "open", "stopped")


@dataclass
class Names:
    """Expressions that are in scope: of the answer, or of an exception that stands for it."""

    status: str | None = None
    code: str | None = None
    message: str | None = None
    body: str | None = None
    text: str | None = None  # raw text, or `str(exc)`, in which a code stands


@dataclass
class Where:
    """What may be done at this place. `own` makes the program's exception from what is known of the answer."""

    part: str
    result: str
    own: Callable[[Names], str] | None = None
    reraise: bool = False
    cause: str | None = None
    again: list[str] = field(default_factory=list)


# ---------------------------------------------------------------- conditions


def condition(w: World, names: Names, part: str) -> str:
    """A condition on what is known of the error."""
    draw = w.draw
    if names.code and names.status and draw.chance(0.08):
        return odd_pair_test(w, names.status, names.code)
    kinds = {"code": 6 if names.code else 0, "status": 4 if names.status else 0, "both": 2 if names.code and names.status else 0,
             "text": 4 if names.text else 0, "message": 0.15 if names.message else 0, "helper": 1.5 if names.code or names.status else 0}  # fmt: skip
    kind = draw.weighted(kinds)
    if kind == "code":
        return code_test(w, names.code or "", part)
    if kind == "status":
        return status_test(w, names.status or "")
    if kind == "both":
        joined = draw.pick(" and ", " and ", " or ")
        return f"{status_test(w, names.status or '')}{joined}{code_test(w, names.code or '', part)}"
    if kind == "text":
        return f'"{draw.pick(*w.subject.codes)}" in {names.text}'
    if kind == "message":
        return f'"{draw.pick("try again", "not allowed", "locked")}" in str({names.message}).lower()'
    return helper_test(w, names, part)


def code_test(w: World, code: str, part: str) -> str:
    """A condition on the code alone."""
    draw, subject = w.draw, w.subject
    digits = {"slice": 3, "int": 0.5} if subject.six_digits else {}
    kind = draw.weighted(
        {
            "eq": 5,
            "ne": 0.5,
            "tuple": 3,
            "set": 4,
            "start": 0.8,
            "end": 0.5,
            "lower": 0.3,
            "any": 0.3,
            "odd": 2.5,
            **digits,
        }
    )
    codes = subject.some_codes(1, 3)
    listed = ", ".join(f'"{c}"' for c in codes)
    if kind == "odd":
        return odd_code_test(w, code, codes, part)
    if kind == "eq":
        return f'{code} == "{codes[0]}"' if draw.chance(0.9) else f'"{codes[0]}" == {code}'
    if kind == "ne":
        return f'{code} != "{codes[0]}"'
    if kind == "tuple":
        return f"{code} in {draw.pick('(%s,)', '{%s}', '[%s]') % listed}"
    if kind == "set":
        name = w.unique(draw.pick("TRANSIENT", "PERMANENT", "TEMPORARY", "GONE", "RETRYABLE"))
        form = draw.pick(
            f"{name} = {{{listed}}}",
            f"{name} = frozenset({{{listed}}})",
            f"{name} = ({listed},)",
            f"{name} = [{listed}]",
        )
        w.constant(form, name, part)
        return f"{code} {draw.pick('in', 'in', 'in', 'not in')} {name}"
    if kind == "start":
        return f'({code} or "").startswith("{codes[0][: max(3, len(codes[0]) // 2)]}")'
    if kind == "end":
        return f'str({code}).endswith("{codes[0][-4:]}")'
    if kind == "lower":
        return f'str({code}).lower() == "{codes[0].lower()}"'
    if kind == "any":
        return f"any({code} == c for c in ({listed},))"
    if kind == "int":
        return f"str({code}).isdigit() and int({code}) == {int(codes[0]) if codes[0].isdigit() else 10101}"
    return f"str({code})[2:] {draw.pick('==', 'in')} " + (
        f'"{codes[0][2:]}"' if draw.chance(0.5) else f'("{codes[0][2:]}", "{codes[-1][2:]}")'
    )


def status_test(w: World, status: str) -> str:
    """A condition on the status alone."""
    draw, known = w.draw, w.subject.statuses
    kind = draw.weighted(
        {"eq": 4, "ne": 0.4, "in": 3, "ge": 2, "range": 1, "class": 1, "enum": 1, "set": 0.7, "odd": 1}
    )
    one = draw.pick(*known)
    if kind == "odd":
        return odd_status_test(w, status, one)
    if kind == "eq":
        return f"{status} == {one}"
    if kind == "ne":
        return f"{status} != {one}"
    if kind == "in":
        listed = ", ".join(map(str, draw.some([*known, 418, 502, 503], 2, 3)))
        return f"{status} in {draw.pick('(%s)', '{%s}', '[%s]') % listed}"
    if kind == "ge":
        return f"{status} >= 500"
    if kind == "range":
        return draw.pick(
            f"500 <= {status} < 600", f"400 <= {status} < 500", f"{status} in range(500, 600)", f"{status} < 500"
        )
    if kind == "class":
        return draw.pick(f"{status} // 100 == 5", f"{status} // 100 == 4", f'str({status}).startswith("5")')
    if kind == "enum":
        return f"{status} == HTTPStatus.{NAMES.get(one, 'CONFLICT')}"
    name = w.unique("STATUSES")
    w.constant(f"{name} = {{{', '.join(map(str, draw.some(known, 1, 3)))}}}", name)
    return f"{status} in {name}" if w.layout["client"] == w.layout["errors"] else f"{status} == {one}"


def helper_test(w: World, names: Names, part: str) -> str:
    """A predicate of the program's own."""
    draw = w.draw
    name = w.unique(draw.pick("is_temporary", "is_final", "worth_another_try"))
    known = {k: v for k, v in (("status", names.status), ("code", names.code)) if v}
    inner = Names(status="status" if names.status else None, code="code" if names.code else None)
    first, second = simple_test(w, inner, part), simple_test(w, inner, part)
    body = draw.pick(
        [f"return {first}"],
        [f"if {first}:", "    return True", f"return {second}"],
        [f"return {first} or {second}"],
        [f"if {first}:", "    return False", f"return not ({second})"],
    )
    w.function(name, list(known), body, part=part, helper=True, sync=True)
    return f"{draw.pick('', '', 'not ')}{name}({', '.join(known.values())})"


def simple_test(w: World, names: Names, part: str) -> str:
    """A condition without further helpers."""
    if names.code and (not names.status or w.draw.chance(0.6)):
        return code_test(w, names.code, part)
    return status_test(w, names.status or "")


# ---------------------------------------------------------------- what is done


def sentinel(w: World, names: Names, result: str) -> str:
    """A value that stands for an error, where the function gives back a `result`."""
    draw = w.draw
    told = names.code or names.status or "None"
    if result == "bool":
        return draw.pick("False", "False", "False", "None", "True")
    if result == "str":
        return draw.pick(
            f'"{draw.pick(*SENTINELS)}"',
            f'"{draw.pick(*SENTINELS)}"',
            '""',
            f'f"failed: {{{told}}}"' if '"' not in told and told != "None" else '"?"',
        )
    if result == "dict":
        return draw.pick(
            '{"ok": False}', f'{{"ok": False, "error": {told}}}', f'{{"ok": False, "next": "{draw.pick(*SENTINELS)}"}}'
        )
    if result == "tuple":
        return draw.pick("False, None", f"False, {told}")
    return draw.pick("None", "None", "{}", "[]") if result == "body" else "None"


def log_line(w: World, names: Names) -> str:
    """A log line about the error."""
    told = names.code or names.status
    level = w.draw.pick("warning", "error", "info")
    if told and w.draw.chance(0.7):
        return f'log.{level}("{w.subject.verb}: %s", {told})'
    return f'log.{level}("{w.subject.verb} failed")'


def action(w: World, names: Names, where: Where, last: bool = False) -> list[str]:
    """What stands under a condition; all but the rarest end the function."""
    draw = w.draw
    cause = f" from {where.cause}" if where.cause and draw.chance(0.7) else ""
    kind = draw.weighted({
        "return": 5, "log": 3, "own": 4 if where.own else 0, "builtin": 0.6, "reraise": 2.5 if where.reraise else 0,
        "again": 4 if where.again and not last else 0, "only log": 0 if last else 0.6, "pass": 0 if last else 0.2, "two": 0.4,
    })  # fmt: skip
    if kind == "return":
        return [give(w, names, where)]
    if kind == "log":
        return [log_line(w, names), give(w, names, where)]
    if kind == "own" and where.own:
        return [*([log_line(w, names)] if draw.chance(0.3) else []), f"raise {where.own(names)}{cause}"]
    if kind == "builtin":
        text = (
            f'f"{w.subject.verb}: {{{names.code}}}"'
            if names.code and '"' not in names.code
            else f'"{w.subject.verb} failed"'
        )
        return [f"raise {draw.pick('ValueError', 'RuntimeError', 'LookupError', 'PermissionError')}({text}){cause}"]
    if kind == "reraise":
        return [*([log_line(w, names)] if draw.chance(0.5) else []), "raise"]
    if kind == "again":
        return list(where.again)
    if kind == "only log":
        return [log_line(w, names)]
    if kind == "two":
        test = simple_test(w, names, where.part) if names.code or names.status else "True"
        return [f"if {test}:", *indent([give(w, names, where)]), *action(w, names, where, True)]
    return ["pass"]


def give(w: World, names: Names, where: Where) -> str:
    """`return` with a value that stands for an error."""
    value = sentinel(w, names, where.result)
    return "return" if value == "None" and where.result == "none" else f"return {value}"


# ---------------------------------------------------------------- forms


def branch(w: World, names: Names, where: Where) -> list[str]:
    """Tell errors apart in one of the forms that people use."""
    draw = w.draw
    code, status = names.code, names.status
    if not (code or status or names.text):
        return action(w, names, where, True)
    kind = draw.weighted({
        "one": 3, "ladder": 5, "ifs": 2.5, "match code": 2 if code else 0, "match status": 1 if status else 0, "match both": 1 if code and status else 0,
        "table": 1.2 if code else 0, "dispatch": 1.2 if code else 0, "enum": 1.3 if code else 0, "errors": 1 if code and where.own else 0, "nested": 1 if code and status else 0,
        "none": 1.5, "rare": 5,
    })  # fmt: skip
    if kind == "none":
        return action(w, names, where, True)
    if kind == "rare":
        from merchant.rare_forms import rare_form

        return rare_form(w, names, where)
    form = {"one": one, "ladder": ladder, "ifs": ifs, "match code": match_code, "match status": match_status, "match both": match_both, "table": table,
            "dispatch": dispatch, "enum": by_enum, "errors": error_table, "nested": nested}[kind]  # fmt: skip
    return form(w, names, where)


def one(w: World, names: Names, where: Where) -> list[str]:
    lines = [f"if {condition(w, names, where.part)}:", *indent(action(w, names, where))]
    if w.draw.chance(0.3):
        return [*lines, "else:", *indent(action(w, names, where, True))]
    return [*lines, *action(w, names, where, True)]


def ladder(w: World, names: Names, where: Where) -> list[str]:
    lines: list[str] = []
    for index in range(w.draw.number(2, 3)):
        lines += [f"{'el' if index else ''}if {condition(w, names, where.part)}:", *indent(action(w, names, where))]
    if w.draw.chance(0.5):
        lines += ["else:", *indent(action(w, names, where, True))]
    return [*lines, *action(w, names, where, True)] if w.draw.chance(0.6) or "else:" not in lines else lines


def ifs(w: World, names: Names, where: Where) -> list[str]:
    lines: list[str] = []
    for _ in range(w.draw.number(2, 3)):
        lines += [f"if {condition(w, names, where.part)}:", *indent(action(w, names, where))]
    return [*lines, *action(w, names, where, True)]


def nested(w: World, names: Names, where: Where) -> list[str]:
    inner = [
        f"if {code_test(w, names.code or '', where.part)}:",
        *indent(action(w, names, where)),
        *action(w, names, where, True),
    ]
    return [f"if {status_test(w, names.status or '')}:", *indent(inner), *action(w, names, where, True)]


def cases(w: World, names: Names, where: Where, patterns: list[str]) -> list[str]:
    lines: list[str] = []
    for pattern in patterns:
        lines += [f"case {pattern}:", *indent(action(w, names, where))]
    if w.draw.chance(0.7):
        lines += [w.draw.pick("case _:", "case _:", "case other:"), *indent(action(w, names, where, True))]
    return lines


def match_code(w: World, names: Names, where: Where) -> list[str]:
    draw = w.draw
    groups = [w.subject.some_codes(1, 2) for _ in range(draw.number(1, 3))]
    patterns = [" | ".join(f'"{c}"' for c in group) for group in groups]
    if draw.chance(0.25):
        patterns.append(f'str(text) if text.endswith("{draw.pick(*w.subject.codes)[-4:]}")')
    lines = cases(w, names, where, patterns)
    return [f"match {names.code}:", *indent(lines), *action(w, names, where, True)]


def match_status(w: World, names: Names, where: Where) -> list[str]:
    draw = w.draw
    known = w.subject.statuses
    patterns = [
        draw.pick(
            str(draw.pick(*known)),
            " | ".join(map(str, draw.some(known, 2, 2))),
            "number if number >= 500",
            "500 | 502 | 503 | 504",
        )
        for _ in range(draw.number(1, 2))
    ]
    return [f"match {names.status}:", *indent(cases(w, names, where, patterns)), *action(w, names, where, True)]


def match_both(w: World, names: Names, where: Where) -> list[str]:
    draw, subject = w.draw, w.subject
    rows = subject.provider.rows(subject.operation)
    patterns = []
    for row in draw.some(rows, 1, 3):
        patterns.append(
            draw.pick(
                f'({row.status}, "{row.code}")',
                f'(_, "{row.code}")',
                f"({row.status}, _)",
                f'({row.status} | 503, "{row.code}" | "{draw.pick(*subject.codes)}")',
            )
        )
    return [
        f"match ({names.status}, {names.code}):",
        *indent(cases(w, names, where, patterns)),
        *action(w, names, where, True),
    ]


def table(w: World, names: Names, where: Where) -> list[str]:
    """A dict from codes to values."""
    draw = w.draw
    name = w.unique("ANSWERS")
    codes = w.subject.some_codes(2, 4)
    values = [
        f'"{draw.pick(*SENTINELS)}"' if where.result in ("str", "dict") else draw.pick("False", "None") for _ in codes
    ]
    lines = [f"{name} = {{", *(f'    "{code}": {value},' for code, value in zip(codes, values, strict=True)), "}"]
    w.add(where.part, 0, lines, name)
    kind = draw.pick("get", "get", "in", "index", "missing")
    if kind == "get":
        return [f"return {name}.get({names.code}, {values[0]})"]
    if kind == "in":
        return [f"if {names.code} in {name}:", f"    return {name}[{names.code}]", *action(w, names, where, True)]
    if kind == "missing":
        return ["try:", f"    return {name}[{names.code}]", "except KeyError:", *indent(action(w, names, where, True))]
    return [f"return {name}[{names.code}]"]


def dispatch(w: World, names: Names, where: Where) -> list[str]:
    """A dict from codes to functions."""
    draw = w.draw
    inner = Names(status="status" if names.status else None, code="code")
    there = Where(where.part, where.result, where.own)
    functions = []
    for _ in range(draw.number(2, 3)):
        name = w.unique(draw.pick("_give_up", "_ask", "_escalate", "_note"))
        w.function(
            name,
            ["code", *(["status"] if names.status else [])],
            action(w, inner, there, True),
            part=where.part,
            helper=True,
            sync=True,
        )
        functions.append(name)
    codes = w.subject.some_codes(2, 4)
    name = w.unique("HANDLERS")
    entries = [f'    "{code}": {draw.pick(*functions)},' for code in codes]
    w.add(where.part, TABLE, [f"{name} = {{", *entries, "}"], name)
    args = f"({names.code}{', ' + names.status if names.status else ''})"
    kind = draw.pick("get", "get", "none", "in")
    if kind == "get":
        return [f"return {name}.get({names.code}, {functions[-1]}){args}"]
    if kind == "none":
        return [
            f"handler = {name}.get({names.code})",
            "if handler is None:",
            *indent(action(w, names, where, True)),
            f"return handler{args}",
        ]
    return [f"if {names.code} in {name}:", f"    return {name}[{names.code}]{args}", *action(w, names, where, True)]


def by_enum(w: World, names: Names, where: Where) -> list[str]:
    """An Enum of codes."""
    draw = w.draw
    name = w.unique("Reason")
    codes = w.subject.some_codes(2, 4)
    members = [f"CASE_{index}" for index in range(len(codes))]
    missing = draw.pick(True, False)
    base = draw.pick("Enum", "str, Enum")
    w.add(
        where.part,
        CLASS,
        [f"class {name}({base}):", *(f'    {m} = "{c}"' for m, c in zip(members, codes, strict=True))],
        name,
    )
    kind = draw.pick("try", "try", "plain", "value")
    first, rest = f"{name}.{members[0]}", ", ".join(f"{name}.{m}" for m in members[1:])
    if kind == "value":
        lines = [f"if {names.code} == {first}.value:", *indent(action(w, names, where))]
        return [*lines, *action(w, names, where, True)]
    head = [f"reason = {name}({names.code})"]
    if kind == "try":
        head = [
            "try:",
            f"    reason = {name}({names.code})",
            "except ValueError:",
            *indent(["reason = None"] if missing else action(w, names, where, True)),
        ]
    if draw.chance(0.3):
        return [
            *head,
            "match reason:",
            *indent(
                [
                    f"case {first}:",
                    *indent(action(w, names, where)),
                    *([f"case {rest.split(', ')[0]}:", *indent(action(w, names, where))]),
                ]
            ),
            *action(w, names, where, True),
        ]
    return [
        *head,
        f"if reason {draw.pick('is', '==')} {first}:",
        *indent(action(w, names, where)),
        f"if reason in ({rest},):",
        *indent(action(w, names, where)),
        *action(w, names, where, True),
    ]


def error_table(w: World, names: Names, where: Where) -> list[str]:
    """A dict from codes to exception classes, the rest raises the program's own."""
    draw = w.draw
    name = w.unique("ERRORS")
    codes = w.subject.some_codes(2, 4)
    kinds = [draw.pick("ValueError", "LookupError", "PermissionError", "RuntimeError", "TimeoutError") for _ in codes]
    w.add(where.part, 0, [f"{name} = {{", *(f'    "{c}": {k},' for c, k in zip(codes, kinds, strict=True)), "}"], name)
    if draw.chance(0.5):
        return [f"raise {name}.get({names.code}, RuntimeError)({names.code})"]
    assert where.own is not None
    return [
        f"kind = {name}.get({names.code})",
        "if kind is not None:",
        f"    raise kind({names.code})",
        f"raise {where.own(names)}",
    ]
