"""Rarer forms in which errors are told apart: tables of rules and policies, methods found by name, patterns over the body."""

from __future__ import annotations

from merchant.branches import SENTINELS, Names, Where, action, branch, cases, condition, give, log_line, sentinel
from merchant.draw import CLASS, TABLE, indent
from merchant.world import World


def rare_form(w: World, names: Names, where: Where) -> list[str]:
    """One of them."""
    by_code = 1 if names.code else 0
    kind = w.draw.weighted({
        "lambdas": by_code, "rules": by_code, "policy": by_code, "by name": 0.7 * by_code, "ternary": 1, "body": 1.5 if names.body else 0, "flags": 1, "raised": 0.7,
        "chain": by_code, "walrus": 0.7 * by_code, "while": 0.4, "dispatcher": 0.7 * by_code,
    })  # fmt: skip
    form = {"lambdas": lambdas, "rules": rules, "policy": policy, "by name": by_name, "ternary": ternary, "body": match_body, "flags": flags, "raised": raised_and_caught,
            "chain": chain, "walrus": walrus, "while": switch_loop, "dispatcher": registry}[kind]  # fmt: skip
    return form(w, names, where)


def result_of(where: Where) -> str:
    """The kind of result, tuples aside (they are no single expression)."""
    return where.result if where.result != "tuple" else "str"


def lambdas(w: World, names: Names, where: Where) -> list[str]:
    """A dict from codes to lambdas."""
    draw = w.draw
    name = w.unique("REACTIONS")
    inner = Names(code="code")
    entries = [f'    "{c}": lambda code: {sentinel(w, inner, result_of(where))},' for c in w.subject.some_codes(2, 3)]
    w.add(where.part, TABLE, [f"{name} = {{", *entries, "}"], name)
    if draw.chance(0.5):
        return [f"return {name}.get({names.code}, lambda code: {sentinel(w, inner, 'str')})({names.code})"]
    return [
        f"reaction = {name}.get({names.code})",
        "if not reaction:",
        *indent(action(w, names, where, True)),
        f"return reaction({names.code})",
    ]


def rules(w: World, names: Names, where: Where) -> list[str]:
    """A list of rules, the first that fits counts."""
    draw = w.draw
    name = w.unique("RULES")
    entries = []
    for _ in range(draw.number(2, 3)):
        codes = ", ".join(f'"{c}"' for c in w.subject.some_codes(1, 2))
        entries.append(f'    ({{{codes}}}, "{draw.pick(*SENTINELS)}"),')
    w.add(where.part, 0, [f"{name} = [", *entries, "]"], name)
    kind = draw.pick("for", "next", "else")
    if kind == "next":
        return [
            f"return next((told for codes, told in {name} if {names.code} in codes), {sentinel(w, Names(), result_of(where))})"
        ]
    if kind == "for":
        return [
            f"for codes, told in {name}:",
            f"    if {names.code} in codes:",
            "        return told",
            *action(w, names, where, True),
        ]
    return [
        f"for codes, told in {name}:",
        f"    if {names.code} in codes:",
        "        break",
        "else:",
        *indent(action(w, names, where, True)),
        "return told",
    ]


def policy(w: World, names: Names, where: Where) -> list[str]:
    """A dict from codes to what is to be done."""
    draw = w.draw
    name = w.unique("POLICY")
    kind = draw.pick("tuple", "dict", "words")
    entries = []
    for code in w.subject.some_codes(2, 4):
        loud, told = draw.pick(True, False), draw.pick(*SENTINELS)
        value = {
            "tuple": f'({loud}, "{told}")',
            "dict": f'{{"loud": {loud}, "told": "{told}"}}',
            "words": f'"{draw.pick("raise", "skip", "tell")}"',
        }[kind]
        entries.append(f'    "{code}": {value},')
    w.add(where.part, 0, [f"{name} = {{", *entries, "}"], name)
    if kind == "tuple":
        return [
            f'loud, told = {name}.get({names.code}, (True, "manual"))',
            "if loud:",
            f'    log.error("{w.subject.verb}: %s", told)',
            "return told",
        ]
    if kind == "dict":
        return [
            f"entry = {name}.get({names.code}) or {{}}",
            'if entry.get("loud"):',
            *indent(action(w, names, where)),
            'return entry.get("told")',
        ]
    return [
        f'what = {name}.get({names.code}, "raise")',
        'if what == "skip":',
        f"    {give(w, names, where)}",
        'if what == "tell":',
        *indent(action(w, names, where)),
        f'raise RuntimeError("{w.subject.verb}")',
    ]


def by_name(w: World, names: Names, where: Where) -> list[str]:
    """Methods found by the code's name."""
    name = w.unique("Reactions")
    there = Where(where.part, where.result, where.own)
    lines = [f"class {name}:"]
    for code in dict.fromkeys(c.lower() for c in w.subject.some_codes(1, 3)):
        lines += [f"    def on_{code}(self, code):", *indent(action(w, Names(code="code"), there, True), 2), ""]
    lines += ["    def on_other(self, code):", *indent(action(w, Names(code="code"), there, True), 2)]
    w.add(where.part, CLASS, lines, name)
    return [
        f"reactions = {name}()",
        f'method = getattr(reactions, "on_" + str({names.code}).lower(), reactions.on_other)',
        f"return method({names.code})",
    ]


def registry(w: World, names: Names, where: Where) -> list[str]:
    """Functions that a decorator puts into a table."""
    table, decorator = w.unique("KNOWN"), w.unique("reacts_to")
    w.add(where.part, 0, [f"{table} = {{}}"], table)
    body = [
        "def register(function):",
        "    for code in codes:",
        f"        {table}[code] = function",
        "    return function",
        "return register",
    ]
    w.function(decorator, ["*codes"], body, part=where.part, helper=True, sync=True)
    there = Where(where.part, where.result, where.own)
    for _ in range(w.draw.number(1, 2)):
        codes = ", ".join(f'"{c}"' for c in w.subject.some_codes(1, 2))
        w.function(
            w.unique("_react"),
            ["code"],
            action(w, Names(code="code"), there, True),
            part=where.part,
            helper=True,
            sync=True,
            decorators=[f"@{decorator}({codes})"],
        )
    return [
        f"if {names.code} in {table}:",
        f"    return {table}[{names.code}]({names.code})",
        *action(w, names, where, True),
    ]


def ternary(w: World, names: Names, where: Where) -> list[str]:
    """A value that depends on the error, in one expression."""
    draw = w.draw
    test = condition(w, names, where.part)
    one, two = (sentinel(w, names, result_of(where)) for _ in range(2))
    if draw.chance(0.5):
        return [f"return {one} if {test} else {two}"]
    return [f"told = {one} if {test} else {two}", *([log_line(w, names)] if draw.chance(0.5) else []), "return told"]


def match_body(w: World, names: Names, where: Where) -> list[str]:
    """Patterns over the parsed body."""
    fields = {
        "klarna-order-management": "error_code",
        "klarna-network": "error_code",
        "kinguin": "kind",
        "bitpay": "code",
        "lemanpay": "reason",
    }
    key = fields.get(w.subject.provider.id)
    patterns = [
        f'{{"{key}": "{code}"}}' if key else f'{{"errors": [{{"code": "{code}"}}, *_]}}'
        for code in w.subject.some_codes(1, 3)
    ]
    if key and w.draw.chance(0.5):
        patterns.append(f'{{"{key}": str(found)}} if found.endswith("{w.subject.codes[0][-3:]}")')
    return [f"match {names.body}:", *indent(cases(w, names, where, patterns)), *action(w, names, where, True)]


def flags(w: World, names: Names, where: Where) -> list[str]:
    """Conditions that are kept in names first."""
    lines = [f"first = {condition(w, names, where.part)}", f"second = {condition(w, names, where.part)}"]
    test = w.draw.pick(
        "first and not second", "first or second", "not (first or second)", "bool(first) != bool(second)"
    )
    return [*lines, f"if {test}:", *indent(action(w, names, where)), *action(w, names, where, True)]


def raised_and_caught(w: World, names: Names, where: Where) -> list[str]:
    """An exception that is caught in the same place."""
    draw = w.draw
    kind = draw.pick("LookupError", "ValueError", "KeyError", "PermissionError")
    caught = draw.pick(kind, "Exception", "(LookupError, ValueError, OSError)")
    there = Where(where.part, where.result, where.own, cause="problem")
    test = condition(w, names, where.part)
    return [
        "try:",
        f"    if {test}:",
        f'        raise {kind}("{w.subject.verb}")',
        f"except {caught} as problem:",
        '    log.warning("%s", problem)',
        *indent(action(w, names, there, True)),
        *action(w, names, where, True),
    ]


def chain(w: World, names: Names, where: Where) -> list[str]:
    """Classes that look at the error one after the other."""
    draw = w.draw
    base = w.unique("Step")
    lines = [
        f"class {base}:",
        "    codes = frozenset()",
        '    told = "manual"',
        "",
        "    def takes(self, code):",
        "        return code in self.codes",
        "",
        "    def run(self, code):",
        "        return self.told",
    ]
    w.add(where.part, CLASS, lines, base)
    made = []
    for index in range(draw.number(1, 2)):
        name = f"{base}Of{index}"
        codes = ", ".join(f'"{c}"' for c in w.subject.some_codes(1, 2))
        body = [f"    codes = frozenset({{{codes}}})", f'    told = "{draw.pick(*SENTINELS)}"']
        if draw.chance(0.4):
            body += [
                "",
                "    def run(self, code):",
                *indent(action(w, Names(code="code"), Where(where.part, where.result, where.own), True), 2),
            ]
        w.add(where.part, CLASS, [f"class {name}({base}):", *body], name)
        made.append(f"{name}()")
    steps = f"({', '.join(made)},)"
    if draw.chance(0.5):
        return [
            f"for step in {steps}:",
            f"    if step.takes({names.code}):",
            f"        return step.run({names.code})",
            *action(w, names, where, True),
        ]
    return [
        f"step = next((s for s in {steps} if s.takes({names.code})), None)",
        "if step is None:",
        *indent(action(w, names, where, True)),
        f"return step.run({names.code})",
    ]


def walrus(w: World, names: Names, where: Where) -> list[str]:
    """An assignment inside the condition."""
    name = w.unique("WORDS")
    entries = [f'    "{code}": "{w.draw.pick(*SENTINELS)}",' for code in w.subject.some_codes(2, 3)]
    w.add(where.part, 0, [f"{name} = {{", *entries, "}"], name)
    return [f"if (word := {name}.get({names.code})) is not None:", "    return word", *action(w, names, where, True)]


def switch_loop(w: World, names: Names, where: Where) -> list[str]:
    """A loop that is no loop."""
    return [
        "while True:",
        f"    if {condition(w, names, where.part)}:",
        *indent(action(w, names, Where(where.part, where.result, where.own), True), 2),
        "    break",
        *branch(w, names, where),
    ]
