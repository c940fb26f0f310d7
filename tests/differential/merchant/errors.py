"""The program's own exceptions, and how the error body is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from merchant.branches import Names, Where, code_test, status_test
from merchant.draw import CLASS, HELPER
from merchant.transports import View
from merchant.world import World


@dataclass
class Own:
    """An exception class of the program. `raises` gives an expression to raise, `seen` what a caught one tells."""

    name: str
    raises: Callable[[Names], str]
    seen: Callable[[str], Names]
    flag: str | None = None  # a property that says whether to try again
    kinds: list[str] = field(default_factory=list)  # subclasses


def own_error(w: World) -> Own:
    """Define an exception (or a family of them)."""
    draw = w.draw
    name = draw.pick("ApiError", "GatewayError", "PaymentError", "CheckoutProblem")
    kind = draw.weighted(
        {"bare": 2, "attributes": 5, "dataclass": 1.5, "table": 2, "ladder": 1.5, "registry": 1, "code only": 1.5}
    )
    status, code = draw.pick("status", "status_code", "http_status"), draw.pick("code", "error_code", "reason")
    if kind == "bare":
        w.add("errors", CLASS, [f"class {name}(Exception):", '    """Something went wrong at the gateway."""'], name)
        form = draw.pick("both", "code", "text")

        def raises(n: Names) -> str:
            told = [v for v in (n.status, n.code) if v and '"' not in v]
            if form == "code" and told:
                return f"{name}({told[-1]})"
            return (
                f'{name}(f"{" ".join("{" + v + "}" for v in told)}: failed")'
                if form == "both" and told
                else f'{name}("{w.subject.verb} failed")'
            )

        return Own(name, raises, lambda e: Names(text=f"str({e})") if form != "text" else Names())
    if kind == "code only":
        w.add(
            "errors",
            CLASS,
            [
                f"class {name}(Exception):",
                f"    def __init__(self, {code}, message=None):",
                f'        super().__init__(f"{{{code}}}: {{message}}")',
                f"        self.{code} = {code}",
            ],
            name,
        )
        return Own(
            name,
            lambda n: f"{name}({n.code or n.status}{', ' + n.message if n.message else ''})",
            lambda e: Names(code=f"{e}.{code}", text=f"str({e})"),
        )
    flag = draw.pick("retryable", "temporary") if draw.chance(0.35) else None
    body = class_body(w, kind, name, status, code)
    if flag:
        inner = Names(status=f"self.{status}", code=f"self.{code}")
        test = draw.pick(code_test(w, inner.code or "", "errors"), status_test(w, inner.status or ""))
        body += ["", "    @property", f"    def {flag}(self):", f"        return {test}"]
    w.add("errors", CLASS, [*(["@dataclass"] if kind == "dataclass" else []), f"class {name}(Exception):", *body], name)

    def seen(e: str) -> Names:
        return Names(f"{e}.{status}", f"{e}.{code}", f"{e}.message")

    def arguments(n: Names) -> str:
        return f"{n.status or 0}, {n.code or 'None'}{', ' + n.message if n.message else ''}"

    own = Own(name, lambda n: f"{name}({arguments(n)})", seen, flag)
    if kind == "dataclass" or kind == "attributes":
        return own
    own.kinds = draw.some(["Rejected", "Temporary", "NotThere", "Locked", "Denied"], 2, 3)
    if kind == "registry":
        for index, sub in enumerate(own.kinds):
            w.add(
                "errors",
                CLASS,
                [
                    f"class {sub}({name}):",
                    f'    wire = "{w.subject.some_codes(1, 1)[0] if index or not w.subject.codes else w.subject.codes[0]}"',
                ],
                sub,
            )
        own.raises = lambda n: f"{name}.known.get({n.code or 'None'}, {name})({arguments(n)})"
        return own
    for sub in own.kinds:
        w.add("errors", CLASS, [f"class {sub}({name}):", f'    """{sub}."""'], sub)
    if kind == "table":
        by_status = draw.chance(0.4)
        keys: list[object] = (
            list(draw.some(w.subject.statuses, 2, 4)) if by_status else [f'"{c}"' for c in w.subject.some_codes(2, 4)]
        )
        w.add("errors", HELPER, ["KINDS = {", *(f"    {key}: {draw.pick(*own.kinds)}," for key in keys), "}"], "KINDS")
        own.raises = lambda n: f"KINDS.get({(n.status if by_status else n.code) or 'None'}, {name})({arguments(n)})"
        return own
    factory = w.unique("make_error")
    inner = Names("status", "code", "message")
    lines: list[str] = []
    for sub in own.kinds:
        test = draw.pick(status_test(w, "status"), code_test(w, "code", "errors"))
        lines += [f"if {test}:", f"    return {sub}({arguments(inner)})"]
    w.function(
        factory,
        ["status", "code", "message=None"],
        [*lines, f"return {name}({arguments(inner)})"],
        part="errors",
        helper=True,
        sync=True,
    )
    own.raises = lambda n: f"{factory}({arguments(n)})"
    return own


def class_body(w: World, kind: str, name: str, status: str, code: str) -> list[str]:
    """The body of an exception class with a status and a code."""
    if kind == "dataclass":
        return [f"    {status}: int", f"    {code}: Any", "    message: Any = None"]
    shown = w.draw.pick(
        f'f"{{{status}}} {{{code}}}"',
        f'f"{{{code}}}: {{message}}"',
        code,
        '"%s %s" % ' + f"({status}, {code})",
        f"{status}, {code}",
    )
    lines = [
        f"    def __init__(self, {status}, {code}, message=None):",
        f"        super().__init__({shown})",
        f"        self.{status} = {status}",
        f"        self.{code} = {code}",
        "        self.message = message",
    ]
    if kind == "registry":
        return [
            "    known = {}",
            "    wire = None",
            "",
            "    def __init_subclass__(cls, **kwargs):",
            "        super().__init_subclass__(**kwargs)",
            f"        {name}.known[cls.wire] = cls",
            "",
            *lines,
        ]
    return lines


# ---------------------------------------------------------------- reading the body


def read_error(w: World, view: View, status_only: bool = False, part: str = "client") -> tuple[list[str], Names]:
    """Lines that read the error from the answer, and the names that they give."""
    draw, subject = w.draw, w.subject
    status = view.status
    if status_only or not view.parsed or draw.chance(0.12):
        return [], Names(status=status)
    parsed = draw.pick(*view.parsed)
    kind = draw.weighted({"body": 6, "inline": 2, "safe": 2, "helper": 2, "problem": 1.5, "text": 0.6, "typed": 1})
    data = draw.pick("error", "body", "data", "problem")
    if kind == "text" and view.text:
        return [f"text = {view.text[0]}"], Names(status=status, text="text")
    if kind == "inline" and data not in parsed:
        reading = subject.code_from(f"({parsed})" if parsed.startswith("await ") else parsed)
        return [f"code = {reading}"], Names(status, "code")
    if kind == "helper":
        name = w.unique("_code_of")
        inner = [
            "try:",
            f"    data = json.loads({'raw' if 'raw' in parsed else 'text'})",
            *draw.pick(["except ValueError:", "    return None"], ["except (ValueError, TypeError):", '    return ""']),
        ]
        reading = subject.code_from("data")
        inner += draw.pick(
            [f"return {reading}"],
            ["if not isinstance(data, dict):", "    return None", f"return {reading}"],
            ["try:", f"    return {reading}", "except (KeyError, IndexError, TypeError):", "    return None"],
        )
        argument = "raw" if "raw" in parsed else view.text[0]
        w.function(name, ["raw" if "raw" in parsed else "text"], inner, part=part, helper=True, sync=True)
        argument = f"({argument})" if argument.startswith("await ") else argument
        return [f"code = {name}({argument})"], Names(status, "code")
    if kind == "problem":
        return problem_object(w, view, parsed, part)
    lines = [f"{data} = {parsed}"]
    if kind == "safe":
        lines = ["try:", f"    {data} = {parsed}", "except ValueError:", f"    {data} = {{}}"]
    names = Names(status, "code", subject.message_from(data) if draw.chance(0.4) else None, data)
    if names.message and draw.chance(0.5):
        return [*lines, f"code, message = {subject.code_from(data)}, {names.message}"], Names(
            status, "code", "message", data
        )
    return [*lines, f"code = {subject.code_from(data)}"], names


def problem_object(w: World, view: View, parsed: str, part: str) -> tuple[list[str], Names]:
    """A dataclass or NamedTuple made from the body."""
    draw, subject = w.draw, w.subject
    name = w.unique("Problem")
    reading = subject.code_from("data")
    kind = draw.pick("dataclass", "namedtuple", "class")
    fields = ["    status: int", "    code: Any", "    message: Any = None"]
    parse = [
        "",
        "    @classmethod",
        "    def parse(cls, status, data):",
        f"        return cls(status, {reading}, {subject.message_from('data')})",
    ]
    if kind == "class":
        lines = [
            f"class {name}:",
            "    def __init__(self, status, data):",
            "        self.status = status",
            f"        self.code = {reading}",
            f"        self.message = {subject.message_from('data')}",
        ]
        made = f"{name}({view.status}, {parsed})"
    else:
        lines = [
            *([draw.pick("@dataclass", "@dataclass(frozen=True)")] if kind == "dataclass" else []),
            f"class {name}{'(NamedTuple)' if kind == 'namedtuple' else ''}:",
            *fields,
            *parse,
        ]
        made = f"{name}.parse({view.status}, {parsed})"
    w.add(part, CLASS, lines, name)
    return [f"problem = {made}"], Names("problem.status", "problem.code", "problem.message")


# ---------------------------------------------------------------- is it one?


def failed(w: World, view: View) -> str:
    """A condition that is true for errors."""
    draw, status, success = w.draw, view.status, w.subject.status
    tests = [
        f"{status} >= 400",
        f"{status} != {success}",
        f"{status} not in (200, 201, 204)",
        f"{status} // 100 != 2",
        f"{status} > 299",
        f"not (200 <= {status} < 300)",
    ]
    named = [f"not {good}" if " " not in good else f"not ({good})" for good in view.good[:2]]
    return draw.pick(*tests, *named, *named, *named)


def fine(w: World, view: View) -> str:
    """A condition that is true for success."""
    draw, status, success = w.draw, view.status, w.subject.status
    tests = [
        f"{status} == {success}",
        f"{status} == {success}",
        f"{status} in (200, 201, 204)",
        f"{status} < 400",
        f"200 <= {status} < 300",
        f"{status} // 100 == 2",
    ]
    return draw.pick(*tests, *view.good, *view.good)


def good_end(w: World, view: View, result: str, parsed: str | None = None) -> list[str]:
    """What is done with a success, in a function that gives back a `result`. `parsed` is a name that holds the body already."""
    draw, subject = w.draw, w.subject
    before = [f'log.info("{subject.verb} done")'] if draw.chance(0.3) else []
    if not subject.body or not (parsed or view.parsed):
        value = {
            "bool": "True",
            "str": '"done"',
            "dict": '{"ok": True}',
            "tuple": "True, None",
            "body": draw.pick("None", '"done"', "True"),
            "none": "None",
        }[result]
        if view.headers and result in ("str", "body") and draw.chance(0.3):
            value = f'{view.headers}.get("Location")'
        return before if value == "None" and before and draw.chance(0.5) else [*before, f"return {value}"]
    data = parsed or draw.pick(*view.parsed)
    if not parsed and draw.chance(0.6):
        before.append(f"data = {data}")
        data = "data"
    data = f"({data})" if data.startswith("await ") or " if " in data else data
    value = subject.good_value(data)
    whole = {
        "bool": "True",
        "str": value,
        "dict": f'{{"ok": True, "data": {value}}}',
        "tuple": f"True, {value}",
        "body": value,
        "none": "None",
    }[result]
    if result == "none":
        return [*before, f'log.info("{subject.verb}: %s", {value})', *draw.pick([], ["return None"])]
    return [*before, f"return {whole}"]


def where_of(w: World, part: str, result: str, own: Own | None, **more: object) -> Where:
    """A place in a function of `part` that gives back a `result`."""
    return Where(part, result, own.raises if own else None, **more)  # type: ignore[arg-type]
