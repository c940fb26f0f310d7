"""How a program is built: in one function, a helper that hands back the answer, a client that raises, a result object ..."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from merchant.branches import Names, Where, action, branch, code_test, condition, log_line, sentinel, status_test
from merchant.draw import CLASS, indent
from merchant.errors import Own, failed, fine, good_end, own_error, read_error, where_of
from merchant.rare_retries import rare_call
from merchant.retries import Thrown, decorator, iterated, loop, pause, policy_object
from merchant.transports import Inside, Library, View
from merchant.world import World

RESULTS = {"bool": 3, "str": 4, "dict": 2, "body": 3, "tuple": 1, "none": 1}


@dataclass
class Built:
    """The outermost function so far: its name, its parameters, and the module that it stands in."""

    name: str
    parameters: list[str]
    part: str
    result: str


@dataclass
class Plan:
    """One program being built with one library."""

    w: World
    library: Library
    resend: str = ""  # how the transport itself sends again
    status_only: bool = False

    def send(self, inside: Inside) -> list[str]:
        """Lines that send, with the transport's own policy if there is one."""
        if self.resend:
            return self.library.send(self.w, inside, self.resend)  # type: ignore[call-arg]
        return self.library.send(self.w, inside)

    def call(self, name: str, arguments: str | None = None) -> str:
        w = self.w
        return f"{w.aw}{w.me}{name}({w.passed if arguments is None else arguments})"

    # ------------------------------------------------------------------ pieces

    def checked(
        self,
        view: View,
        result: str,
        own: Own | None,
        again: Sequence[str] = (),
        part: str = "client",
        reraise: bool = False,
    ) -> list[str]:
        """Look at the answer here: give back a result, or tell the errors apart."""
        w, draw = self.w, self.w.draw
        if view.raising and draw.chance(0.15) and not again and (self.library.seen("e").parsed or not self.status_only):
            return self.raised_here(view, result, own, part)
        parse_first = bool(w.subject.body) and not self.status_only and draw.chance(0.12)
        before: list[str] = []
        parsed = None
        if parse_first:
            before, parsed = [f"answer = {draw.pick(*view.parsed)}"], "answer"
            view = View(
                view.status, view.good, ["answer"], view.text, view.whole, view.raising, view.headers, view.empty
            )
        if draw.chance(0.15):
            before.append(f'log.info("{w.subject.verb}: HTTP %s", {view.status})')
        lines, names = read_error(w, view, self.status_only)
        bad = [*lines, *branch(w, names, where_of(w, part, result, own, again=list(again), reraise=reraise))]
        good = good_end(w, view, result, parsed)
        if draw.chance(0.5):
            return [*before, f"if {failed(w, view)}:", *indent(bad), *good]
        if result == "none" and not any(line.startswith("return") for line in good):
            good.append("return")
        if draw.chance(0.2):
            return [*before, f"if {fine(w, view)}:", *indent(good), "else:", *indent(bad)]
        return [*before, f"if {fine(w, view)}:", *indent(good), *bad]

    def raised_here(self, view: View, result: str, own: Own | None, part: str) -> list[str]:
        """`raise_for_status` and its `except` in one place."""
        w, draw = self.w, self.w.draw
        seen = self.library.seen("exc")
        lines, names = read_error(w, seen, self.status_only)
        handler = [*lines, *branch(w, names, where_of(w, part, result, own, reraise=True, cause="exc"))]
        good = good_end(w, view, result)
        kind = draw.pick("around", "before", "else")
        caught = f"except {draw.pick(*self.library.error)} as exc:"
        if kind == "around":
            return ["try:", *indent([str(view.raising), *good]), caught, *indent(handler)]
        if kind == "else":
            return ["try:", f"    {view.raising}", caught, *indent(handler), "else:", *indent(good or ["pass"])]
        return ["try:", f"    {view.raising}", caught, *indent(handler), *good]

    def again_in_loop(self, names: Names | None = None) -> list[str]:
        return [*pause(self.w), "continue"]

    def library_thrown(self) -> Thrown:
        """What the library raises for an error status."""
        draw = self.w.draw
        library = self.library

        def seen(e: str) -> Names:
            view = library.seen(e)
            if self.status_only or not view.parsed:
                return Names(view.status)
            reading = self.w.subject.code_from(draw.pick(*view.parsed[:3]))
            return draw.pick(Names(view.status), Names(view.status, f"({reading})"))

        return Thrown(draw.pick(*library.error), seen)

    # ------------------------------------------------------------------ plans: each gives the outermost function of the client

    def inline(self) -> Built:
        """Everything in one function; it may send again by a loop or by calling itself."""
        w, draw = self.w, self.w.draw
        result = draw.weighted(RESULTS)
        own = own_error(w) if draw.chance(0.6) else None
        name = w.subject.verb
        resend = draw.weighted({"none": 5, "loop": 3, "recursion": 2})
        if resend == "loop":
            limit = draw.number(2, 4)
            body = self.send(lambda view: self.checked(view, result, own, self.again_in_loop()))
            end = draw.pick(
                *([f"raise {own.raises(Names('0', repr('NO_MORE')))}"] if own else []),
                'raise RuntimeError("no more tries")',
                f"return {sentinel(w, Names(), result)}",
            )
            head = draw.pick(
                f"for attempt in range({limit}):",
                f"for attempt in range(1, {limit} + 1):",
                "while True:" if draw.chance(0.15) else f"for attempt in range({limit}):",
            )
            before = ["attempt = 0"] if head == "while True:" else []
            w.function(name, w.parameters, [*before, head, *indent(body), *([] if head == "while True:" else [end])])
        elif resend == "recursion":
            limit = draw.number(2, 4)
            guard = draw.pick(f"attempt < {limit}", f"attempt <= {limit}", f"attempt + 1 < {limit}")
            again = [
                f"if {guard}:",
                *indent(
                    [
                        *pause(w),
                        f"return {self.call(name, w.passed + (', ' if w.passed else '') + draw.pick('attempt + 1', 'attempt=attempt + 1'))}",
                    ]
                ),
            ]
            body = self.send(
                lambda view: self.checked(
                    view,
                    result,
                    own,
                    [
                        *again,
                        draw.pick(f"return {sentinel(w, Names(), result)}", 'raise RuntimeError("no more tries")'),
                    ],
                )
            )
            w.function(name, [*w.parameters, "attempt=0"], body)
        else:
            body = self.send(lambda view: self.checked(view, result, own))
            w.function(name, w.parameters, body)
        return Built(name, w.parameters, "client", result)

    def helper(self) -> Built:
        """A helper hands back the answer (or status and body); the caller looks at it."""
        w, draw, subject = self.w, self.w.draw, self.w.subject
        own = own_error(w) if draw.chance(0.5) else None
        result = draw.weighted(RESULTS)
        probe: list[View] = []
        form: list[str] = []
        handed = draw.pick("whole", "whole", "pair")

        def inside(view: View) -> list[str]:
            probe.append(view)
            if handed == "whole" and view.whole:
                form.append("whole")
                return [f"return {view.whole}"]
            if self.status_only:
                return [f"return {view.status}, None"]
            parsed = draw.pick(*view.parsed)
            if not subject.body or draw.chance(0.3):
                form.append("raw")
                return [f"return {view.status}, {view.text[0]}"]
            return [f"return {view.status}, {parsed}"]

        lines = self.send(inside)
        name = "_send"
        if "whole" in form:
            view = next(v for v in probe if v.whole)
            handle = draw.pick("resp", "reply")
            text = repr(view)
            view = eval(
                text.replace(f"{view.whole}.", f"{handle}.").replace(f"'{view.whole}'", f"'{handle}'"), {"View": View}
            )
            bind = handle
        else:
            raw = "raw" in form
            bind = "status, text" if raw else "status, data"
            parsed = ["json.loads(text)", "json.loads(text) if text else {}"] if raw else ["data"]
            view = View(
                "status",
                ["status < 400", "status < 300"],
                parsed,
                ["text"] if raw else ["str(data)"],
                None,
                None,
                None,
                None,
            )
            if self.status_only:
                view = View("status", ["status < 400", "status < 300"], [], [], None, None, None, None)
        again = draw.weighted({"none": 4, "loop": 3, "predicate": 2, "recursion": 1})
        decorators: list[str] = []
        if again == "predicate":
            decorators = self.result_decorator(bind, view)
        w.function(name, w.parameters, lines, decorators=decorators)
        call = self.call(name)
        if again == "loop":
            body = self.result_loop(bind, view, call)
        elif again == "recursion":
            outer = subject.verb
            retry = [
                f"if attempt < 2 and ({self.status_condition(view)}):",
                *indent(
                    [*pause(w), f"return {self.call(outer, w.passed + (', ' if w.passed else '') + 'attempt + 1')}"]
                ),
            ]
            w.function(
                outer, [*w.parameters, "attempt=0"], [f"{bind} = {call}", *retry, *self.checked(view, result, own)]
            )
            return Built(outer, w.parameters, "client", result)
        else:
            body = [f"{bind} = {call}"]
        body += self.checked(view, result, own)
        w.function(subject.verb, w.parameters, body)
        return Built(subject.verb, w.parameters, "client", result)

    def status_condition(self, view: View) -> str:
        return status_test(self.w, view.status)

    def result_loop(self, bind: str, view: View, call: str) -> list[str]:
        """Send until the answer is not one of those that get another try."""
        w, draw = self.w, self.w.draw
        limit = draw.number(2, 4)
        test = status_test(w, view.status)
        kind = draw.pick("break", "continue", "while", "else", "walrus")
        if kind == "break":
            return [
                f"for attempt in range({limit}):",
                *indent([f"{bind} = {call}", f"if not ({test}):", "    break", *pause(w)]),
            ]
        if kind == "continue":
            return [
                f"for attempt in range({limit}):",
                *indent([f"{bind} = {call}", f"if {test}:", *indent([*pause(w), "continue"]), "break"]),
            ]
        if kind == "while":
            return [
                f"{bind} = {call}",
                "tries = 1",
                f"while ({test}) and tries < {limit}:",
                *indent([*pause(w, "tries"), f"{bind} = {call}", "tries += 1"]),
            ]
        if kind == "walrus" and ", " not in bind:
            tested = test.replace(view.status, f"({bind} := {call}).{view.status.split('.')[-1]}", 1)
            return ["tries = 0", f"while tries < {limit} and ({tested}):", *indent(["tries += 1", *pause(w, "tries")])]
        return [
            f"for attempt in range({limit}):",
            *indent(
                [f"{bind} = {call}", f"if {fine(w, view)}:", "    break", f"if not ({test}):", "    break", *pause(w)]
            ),
            "else:",
            f'    log.warning("{w.subject.verb}: no more tries")',
        ]

    def result_decorator(self, bind: str, view: View) -> list[str]:
        """A decorator that looks at what is returned."""
        w, draw = self.w, self.w.draw
        name = w.unique("_wants_retry")
        variable = bind if ", " not in bind else "answer"
        status = view.status if ", " not in bind else "answer[0]"
        w.function(name, [variable], [f"return {status_test(w, status)}"], helper=True, sync=True)
        if draw.chance(0.35):
            return [
                f"@backoff.on_predicate({draw.pick('backoff.expo', 'backoff.constant')}, {name}, max_tries={draw.number(2, 4)}{draw.pick('', ', jitter=None')})"
            ]
        end = draw.pick(
            "",
            ", retry_error_callback=lambda state: state.outcome.result()",
            ", retry_error_callback=lambda state: state.outcome.result()",
        )
        w.module("client").imports.add("from tenacity import retry")
        return [
            f"@retry(retry=retry_if_result({name}), stop=stop_after_attempt({draw.number(2, 4)}), wait={draw.pick('wait_fixed(1)', 'wait_none()', 'wait_exponential()')}{end})"
        ]

    def raising(self) -> Built:
        """A client function raises the program's own error; something around it sends again; the caller catches."""
        w, draw = self.w, self.w.draw
        own = own_error(w)
        inner = "_call"
        result = draw.pick("body", "body", "none", "bool")

        def inside(view: View) -> list[str]:
            lines, names = read_error(w, view, self.status_only)
            thrown = f"raise {own.raises(names)}"
            good = good_end(w, view, result)
            if view.raising and draw.chance(0.2):
                seen = self.library.seen("exc")
                lines, names = read_error(w, seen, self.status_only)
                return [
                    "try:",
                    f"    {view.raising}",
                    f"except {draw.pick(*self.library.error)} as exc:",
                    *indent([*lines, f"raise {own.raises(names)} from exc"]),
                    *good,
                ]
            if draw.chance(0.25):
                checker = "_check" if view.whole else None
                if checker and not any("await" in line for line in lines):
                    w.function(
                        checker,
                        [view.whole or ""],
                        [f"if {failed(w, view)}:", *indent([*lines, thrown])],
                        helper=True,
                        sync=True,
                    )
                    return [f"{checker}({view.whole})", *good]
            if draw.chance(0.5):
                return [f"if {failed(w, view)}:", *indent([*lines, thrown]), *good]
            return [
                f"if {fine(w, view)}:",
                *indent(good if any(line.startswith("return") for line in good) else [*good, "return"]),
                *lines,
                thrown,
            ]

        thrown = Thrown(draw.pick(own.name, own.name, own.name, *own.kinds), own.seen, own.flag)
        return self.around(inner, self.send(inside), thrown, own, result)

    def library_error(self) -> Built:
        """`raise_for_status` (or a library that raises by itself); the caller catches the library's error."""
        w, draw = self.w, self.w.draw
        own = own_error(w) if draw.chance(0.4) else None
        result = draw.pick("body", "body", "none", "bool")

        def inside(view: View) -> list[str]:
            return [*([str(view.raising)] if view.raising else []), *good_end(w, view, result)]

        return self.around("_call", self.send(inside), self.library_thrown(), own, result)

    def around(self, inner: str, lines: list[str], thrown: Thrown, own: Own | None, result: str) -> Built:
        """What sends `inner` again, and what catches its error."""
        w, draw = self.w, self.w.draw
        resend = (
            draw.weighted(
                {"none": 4, "decorator": 4, "loop": 3, "iterated": 1.5, "policy": 1, "recursion": 1.2, "rare": 3}
            )
            if not self.resend
            else "none"
        )
        more: list[str] = []
        decorators: list[str] = []
        if resend == "decorator":
            decorators, more = decorator(w, thrown)
        w.function(inner, w.parameters, lines, decorators=decorators)
        call = self.call(inner)
        outer = w.subject.verb
        if resend in ("loop", "iterated", "policy", "rare"):
            middle = "_patiently"
            if resend == "loop" or not w.passed:
                body = loop(w, call, thrown)
            elif resend == "rare":
                body, more = rare_call(w, f"{w.me}{inner}", w.passed, thrown)
            elif resend == "policy":
                body = policy_object(w, f"{w.me}{inner}", w.passed, thrown)
            else:
                body, more = iterated(w, call, thrown)
            if draw.chance(0.25):
                w.function(outer, w.parameters, body)
                return Built(outer, w.parameters, "client", result)
            w.function(middle, w.parameters, body)
            call = self.call(middle)
        catching = self.catching(call, thrown, own, more, result, resend == "recursion", outer)
        w.function(outer, [*w.parameters, *(["attempt=0"] if resend == "recursion" else [])], catching)
        return Built(outer, w.parameters, "client", "any")

    def catching(
        self,
        call: str,
        thrown: Thrown,
        own: Own | None,
        more: Sequence[str],
        inner_result: str,
        recursion: bool,
        name: str,
    ) -> list[str]:
        """`try: call`, and handlers."""
        w, draw = self.w, self.w.draw
        result = draw.weighted(RESULTS)
        names = thrown.names("exc")
        if not recursion and draw.chance(0.1):
            return [f"return {call}"]
        again: list[str] = []
        if recursion:
            arguments = w.passed + (", " if w.passed else "") + "attempt + 1"
            again = [
                f"if attempt < {draw.number(1, 3)}:",
                *indent([*pause(w), f"return {self.call(name, arguments)}"]),
                "raise",
            ]
        part = "client"
        where = Where(
            part,
            result,
            own.raises
            if own and names.code is not None and names.status is not None and thrown.kind != own.name
            else None,
            True,
            "exc",
            again,
        )
        value = {
            "bool": "True",
            "str": '"done"',
            "dict": '{"ok": True, "data": result}',
            "tuple": "True, result",
            "body": "result",
            "none": "None",
        }[result]
        handlers: list[str] = []
        if own is not None and own.kinds and draw.chance(0.6):
            for kind in draw.some(own.kinds, 1, 2):
                handlers += [f"except {kind} as exc:", *indent(action(w, names, where))]
        handlers += [f"except {thrown.kind} as exc:", *indent(branch(w, names, where))]
        if recursion and not any(f"{name}(" in line for line in handlers):
            handlers = [
                f"except {thrown.kind} as exc:",
                *indent(
                    [
                        f"if {condition(w, names, part)}:" if names.code or names.status or names.text else "if True:",
                        *indent(again),
                        *action(w, names, where, True),
                    ]
                ),
            ]
        for kind in more:
            if draw.chance(0.6):
                handlers = [
                    f"except {kind} as exc:",
                    *indent(action(w, Names(), Where(part, result, None, True), True)),
                    *handlers,
                ]
        if draw.chance(0.12):
            handlers += [
                "except Exception:",
                *indent(['log.exception("unexpected")', draw.pick("raise", f"return {sentinel(w, Names(), result)}")]),
            ]
        kind = draw.pick("return", "after", "else", "finally", "suppress")
        if kind == "suppress" and not recursion and draw.chance(0.4):
            return [
                f"with suppress({thrown.kind}):",
                *indent([f"return {call}"]),
                *draw.pick([], [f"return {sentinel(w, Names(), result)}"]),
            ]
        bind = "result = " if "result" in value else ""
        if kind == "after":
            return ["try:", f"    {bind}{call}", *handlers, f"return {value}"]
        if kind == "else":
            return [
                "try:",
                f"    {bind}{call}",
                *handlers,
                "else:",
                *indent([*([log_line(w, Names())] if draw.chance(0.3) else []), f"return {value}"]),
            ]
        if kind == "finally":
            return [
                "try:",
                *indent([f"{bind}{call}", f"return {value}"]),
                *handlers,
                "finally:",
                f'    log.debug("{w.subject.verb}: end")',
            ]
        return [
            "try:",
            *indent([f"return {call}"] if result == "body" else [f"{bind}{call}", f"return {value}"]),
            *handlers,
        ]

    def result_object(self) -> Built:
        """The client tells what happened in an object, a dict or a tuple; the caller looks into it."""
        w, draw = self.w, self.w.draw
        own = own_error(w) if draw.chance(0.4) else None
        form = draw.pick("dataclass", "namedtuple", "dict", "tuple", "class")
        made: Callable[[str, str, str, str], str]
        if form in ("dataclass", "namedtuple"):
            fields = ["    ok: bool", "    status: int", "    code: Any = None", "    data: Any = None"]
            head = (
                ["class Outcome(NamedTuple):"]
                if form == "namedtuple"
                else [draw.pick("@dataclass", "@dataclass(frozen=True)"), "class Outcome:"]
            )
            w.add("errors", CLASS, [*head, *fields], "Outcome")
            made = lambda ok, status, code, data: f"Outcome({ok}, {status}, {code}, {data})"  # noqa: E731
        elif form == "class":
            lines = [
                "class Outcome:",
                "    def __init__(self, ok, status, code=None, data=None):",
                "        self.ok, self.status, self.code, self.data = ok, status, code, data",
                "",
                "    def __bool__(self):",
                "        return self.ok",
            ]
            w.add("errors", CLASS, lines, "Outcome")
            made = lambda ok, status, code, data: f"Outcome({ok}, {status}, {code}, data={data})"  # noqa: E731
        elif form == "dict":
            made = lambda ok, status, code, data: f'{{"ok": {ok}, "status": {status}, "code": {code}, "data": {data}}}'  # noqa: E731
        else:
            made = lambda ok, status, code, data: f"({ok}, {status}, {code}, {data})"  # noqa: E731

        def inside(view: View) -> list[str]:
            lines, names = read_error(w, view, self.status_only)
            body = draw.pick(*view.parsed) if w.subject.body and not self.status_only else "None"
            good = f"return {made('True', view.status, 'None', body)}"
            bad = [*lines, f"return {made('False', view.status, names.code or 'None', names.body or 'None')}"]
            if draw.chance(0.5):
                return [f"if {fine(w, view)}:", f"    {good}", *bad]
            return [f"if {failed(w, view)}:", *indent(bad), good]

        w.function("_ask", w.parameters, self.send(inside))
        result = draw.weighted(RESULTS)
        seen = {
            "dict": ('got["ok"]', 'got["status"]', 'got["code"]', 'got["data"]'),
            "tuple": ("ok", "status", "code", "data"),
        }.get(form, ("got.ok", "got.status", "got.code", "got.data"))
        bind = "ok, status, code, data" if form == "tuple" else "got"
        ok, status, code, data = seen
        body = [] if self.status_only else [data]
        view = View(status, [ok, ok] if form != "class" else [ok, "got"], body, [], None, None, None, None)
        names = Names(status, code)
        call = self.call("_ask")
        lines = self.result_loop(bind, view, call) if draw.chance(0.35) else [f"{bind} = {call}"]
        bad = branch(w, names, where_of(w, "client", result, own))
        good = good_end(w, view, result, None if self.status_only else data)
        if result == "none":
            good.append("return")
        lines += [f"if not {ok}:", *indent(bad), *good] if draw.chance(0.5) else [f"if {ok}:", *indent(good), *bad]
        w.function(w.subject.verb, w.parameters, lines)
        return Built(w.subject.verb, w.parameters, "client", result)

    def careless(self) -> Built:
        """Hardly any look at the answer."""
        w, draw, subject = self.w, self.w.draw, self.w.subject
        result = draw.pick("body", "bool", "str", "none")
        kind = draw.pick("nothing", "log", "compare", "shape")

        def inside(view: View) -> list[str]:
            if kind == "log":
                return [f'log.info("{subject.verb}: %s", {view.status})', *good_end(w, view, result)]
            if kind == "compare":
                return [f"return {fine(w, view)}"]
            if kind == "shape" and subject.body and isinstance(subject.body, dict) and not self.status_only:
                key = draw.pick(*subject.body)
                return [
                    f"data = {draw.pick(*view.parsed)}",
                    f'if "{key}" not in data:',
                    *indent(action(w, Names(body="data"), Where("client", result, None), True)),
                    f'return data["{key}"]',
                ]
            return good_end(w, view, result)

        w.function(subject.verb, w.parameters, self.send(inside))
        return Built(subject.verb, w.parameters, "client", result)


PLANS: dict[Callable[[Plan], Built], float] = {
    Plan.inline: 4, Plan.helper: 3, Plan.raising: 5, Plan.library_error: 3.5, Plan.result_object: 2, Plan.careless: 1,
}  # fmt: skip

__all__ = ["PLANS", "Built", "Plan", "code_test"]
