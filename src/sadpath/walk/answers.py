"""What the network answers in each lane.

`Answers` belongs to one `Machine`. `target` is the operation whose answers the lanes are; while there is none (discovery), every
operation that is reached is noted in `reached` and answered with success.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sadpath.catalogue import Placeholder, Provider
from sadpath.walk import observe
from sadpath.walk.answer_headers import AnswerHeaders
from sadpath.walk.answer_parts import (
    VERBS,
    absent_in_success,
    field_origin,
    idempotency_key,
    observes,
    phrase,
    raw_text,
    shape,
)
from sadpath.walk.answer_values import BodyPart, SuccessOf, SuccessStatus, Traced, hands_over
from sadpath.walk.binding import Binder, Bound, fold
from sadpath.walk.machine import Machine
from sadpath.walk.run import NO_SENDS, Endless, SentTooEarly
from sadpath.walk.values import ABSENT, ClassV, Instance, Native, Origin, Text, Unknown, Value

if TYPE_CHECKING:
    from sadpath.walk.models import Models
    from sadpath.walk.program import Module


SEND_LIMIT = 40


PATIENCE = 4
"""How much further than the limit a run goes on, to see whether a count or a deadline ends it after all."""


OTHER_LIMIT = 80


@dataclass
class Sent:
    """A place of the project that sends an operation."""

    bound: Bound
    module: Module
    node: ast.AST


@dataclass
class Answers(AnswerHeaders):
    """See the module's text."""

    binder: Binder
    models: Models
    natives: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    strict_success: bool = True
    reached: dict[tuple[str, str], Sent] = field(default_factory=dict)
    place: Sent | None = None

    def begin(self, target: Bound | None, strict: bool = True) -> None:
        """A walk of `target` begins, or a discovery; `strict` holds success to the documented statuses."""
        self.target, self.strict_success = target, strict
        self.lanes = target.provider.answers(target.operation) if target is not None else ()
        self.reached, self.place = {}, None
        self.by_lanes.clear()

    # ------------------------------------------------------------------ what the provider knows

    def is_code(self, text: str) -> bool:
        """Whether `text` is a code that the target's provider documents."""
        return self.target is not None and self.target.provider.knows(text)

    def is_piece_of_code(self, text: str) -> bool:
        """Whether `text` stands in some code that the target's provider documents, and is written as no word of prose is."""
        is_word = len(text) < 4 or sum(map(str.isupper, text)) < 2 or not text.isidentifier()
        return self.target is not None and not is_word and self.target.provider.holds(text)

    # ------------------------------------------------------------------ sending

    def send(self, m: Machine, method: Value, url: Value, headers: Value, extra: Value = None) -> Value:
        """Send a request: an object with `status`, `reason`, `headers`, `text`, `json()`, `url` and `method`."""
        method = m.single(method)
        url = m.single(url)
        name = method.upper() if isinstance(method, str) else "?"
        place = m.project_place()
        if NO_SENDS in m.run.cache:
            raise SentTooEarly
        bound = self.binder.match(name, url, place[0].path if place else "")
        ours = bound is not None and self.target is not None and bound.key == self.target.key
        if bound is not None and place is not None and bound.key not in self.reached:
            self.reached[bound.key] = Sent(bound, *place)
        run = m.run
        if ours:
            assert bound is not None
            run.sends += 1
            run.keys.append(idempotency_key(m, headers))
            run.send_log.append((run.waits, run.others))
            m.note("sent", bound.operation.id)
            if self.place is None and place is not None:
                self.place = Sent(bound, *place)
            if run.sends > SEND_LIMIT * PATIENCE:
                raise Endless
            return self.answer(m, bound, name, url)
        run.others += 1
        if run.others > OTHER_LIMIT:
            raise Endless
        return self.other(m, bound, name, url)

    def answer(self, m: Machine, bound: Bound, method: str, url: Value) -> Instance:
        """The target's answer: the lanes'."""
        key = ("success status", bound.key)
        status_of_success = m.run_cache().get(key)
        if status_of_success is None:
            status_of_success = SuccessStatus.of(bound.operation.success if self.strict_success else ())
            m.run_cache()[key] = status_of_success
        lanes = self.lanes
        status = Origin(("status",), exact=True)

        def status_in(lane: int) -> Value:
            return status_of_success if lanes[lane].kind == "success" else lanes[lane].status

        def reason_in(lane: int) -> Value:
            return m.unknown("reason", kind="str") if lanes[lane].kind == "success" else phrase(lanes[lane].status)

        def statuses() -> Value:
            return m.lanes(status_in, status)

        succeeds = any(lanes[lane].kind == "success" for lane in m.active)
        bodiless = method.upper() == "HEAD"  # whatever its status says (RFC 9110, 9.3.2)
        return self.make(
            m,
            status=statuses() if succeeds else self.once(m, statuses, "status"),
            reason=self.once(m, lambda: m.lanes(reason_in, Origin(("status",))), "reason"),
            headers=self.headers(m, bound),
            text=""
            if bodiless
            else self.once(
                m, lambda: m.lanes(lambda lane: self.text(m, bound, lane), Origin(("text",), exact=True)), "text"
            ),
            body=lambda: self.no_body(m) if bodiless else self.body(m, bound),
            url=url,
            method=method,
            ours=True,
        )

    def no_body(self, m: Machine) -> Value:
        """The document of an answer without a body: an error, as it is no JSON."""
        from sadpath.walk.natives.json_text import loads

        return loads(m, "")

    def make(
        self,
        m: Machine,
        *,
        status: Value,
        reason: Value,
        headers: Value,
        text: Value,
        body: Any,
        url: Value,
        method: str,
        ours: bool,
    ) -> Instance:
        """The object that models read."""
        cls = m.caches.get("answer class")
        if cls is None:
            cls = ClassV("_Answer", [m.builtins["object"]], {}, None, 0)
            cls.mro = [cls, m.builtins["object"]]
            m.caches["answer class"] = cls
        attrs = {
            "status": status,
            "reason": reason,
            "headers": headers,
            "text": text,
            "url": url,
            "method": method,
            "json": Native("json", lambda m, args, kw: body()),
        }
        return Instance(cls, attrs, m.now, payload="target" if ours else "other")

    def other(self, m: Machine, bound: Bound | None, method: str, url: Value) -> Instance:
        """The answer of a request that is not the target's: a success of which nobody knows the body."""
        where = fold(url) or "?"
        headers = m.new_dict({}, m.unknown("headers", method, where))
        headers.fold_case = True
        text = m.unknown("text", method, where, kind="str")
        body = m.unknown("body", method, where)
        if bound is not None:
            body.answer = text.answer = SuccessOf(bound.provider)
            body.members = absent_in_success(bound.provider)
        status = SuccessStatus.of(())
        return self.make(
            m,
            status=status,
            reason=m.unknown("reason", kind="str"),
            headers=headers,
            text=text,
            body=lambda: body,
            url=url,
            method=method,
            ours=False,
        )

    # ------------------------------------------------------------------ the parts of an answer

    def text(self, m: Machine, bound: Bound, lane: int) -> Value:
        """The raw body in one lane."""
        answer = self.lanes[lane]
        if answer.kind == "success" and self.strict_success and bound.operation.empty_success:
            return ""
        if answer.kind == "success":
            made = m.unknown("text", bound.operation.id, kind="str")
            made.answer = SuccessOf(bound.provider)
            return made
        key = ("raw text", id(answer))
        if key not in m.caches:
            m.caches[key] = (raw_text(m, answer), answer)
        return m.caches[key][0]

    def body(self, m: Machine, bound: Bound) -> Value:
        """The parsed body. Lanes part by its shape; the values inside differ by lane."""
        options = self.once(m, lambda: self.by_shape(m), "shapes")
        chosen = options[m.decide(options)]
        if self.lanes[chosen[0]].kind == "success":
            if self.strict_success and bound.operation.empty_success:
                from sadpath.walk.natives.json_text import decode_error

                raise decode_error(m)
            made = m.unknown("body", bound.operation.id)
            made.answer = SuccessOf(bound.provider)
            made.members = absent_in_success(bound.provider)
            return made
        return self.build(m, bound.provider, self.lanes[chosen[0]].body, (), "")

    def by_shape(self, m: Machine) -> list[tuple[int, ...]]:
        """The active lanes, those together whose bodies have the same shape."""
        shapes: dict[Any, list[int]] = {}
        for lane in m.active:
            answer = self.lanes[lane]
            shapes.setdefault("success" if answer.kind == "success" else shape(answer.body), []).append(lane)
        return [tuple(group) for group in shapes.values()]

    def build(self, m: Machine, provider: Provider, first: Any, way: tuple[Any, ...], path: str) -> Value:
        """One value of the same part of the body in the active lanes, which have bodies of the same shape.

        `first` is the part in the first lane, `way` the keys and indices that lead to it, `path` the name of the field.
        """
        if isinstance(first, dict):
            made = m.new_dict()
            made.schema = BodyPart(provider, path)
            for key, part in first.items():
                made.items[key] = self.build(m, provider, part, (*way, key), f"{path}.{key}" if path else key)
            return made
        if isinstance(first, list):
            items = [self.build(m, provider, part, (*way, i), f"{path}[]") for i, part in enumerate(first)]
            made_list = m.new_list(items, origin=field_origin(provider, path).derived())
            made_list.schema = BodyPart(provider, path)
            return made_list
        return self.once(m, lambda: self.leaf(m, provider, first, way, path), "body", way)

    def leaf(self, m: Machine, provider: Provider, first: Any, way: tuple[Any, ...], path: str) -> Value:
        """A field of the body; see `build`."""
        origin = field_origin(provider, path)
        if isinstance(first, Placeholder):
            return m.unknown(first.kind, path, kind="str", origin=origin)
        parts: dict[int, Any] = {}
        for lane in m.active:
            parts[lane] = self.lanes[lane].body
            for step in way:
                parts[lane] = parts[lane][step]

        if "body" in origin and all(
            type(value) is int and value == self.lanes[lane].status for lane, value in parts.items()
        ):
            origin = Origin(("status",), exact=True)

        def value_in(lane: int) -> Value:
            value = parts[lane]
            return Traced.of(value, origin) if isinstance(value, str) else value

        return m.lanes(value_in, origin)

    # ------------------------------------------------------------------ what is noted

    def lookup(self, m: Machine, value: Value, keys: Sequence[Value]) -> None:
        """A value of the answer is looked up among `keys` (the members of an Enum)."""
        observe.looked_up(m.events, m, value, keys)

    def guess_send(self, m: Machine, callee: Unknown, args: list[Value], kw: dict[str, Value]) -> Value:
        """A call of an unknown client's `post(url)` whose URL is a provider's: a request all the same. `ABSENT` for other calls."""
        key = callee.key
        if key[0] != "attribute" or len(key) < 3 or not isinstance(key[2], str) or key[2] not in VERBS:
            return ABSENT
        verb = key[2]
        rest = list(args)
        method: Value = verb.upper()
        if verb == "request":
            method = kw.get("method", rest.pop(0) if rest else None)
        url = kw.get("url", rest[0] if rest else None)
        url, method = m.single(url), m.single(method)
        if not isinstance(method, str) or not isinstance(url, (str, Text)):
            return ABSENT
        place = m.project_place()
        if self.binder.match(method.upper(), url, place[0].path if place else "") is None:
            return ABSENT
        return self.models.generic_response(m, method, url, kw.get("headers"))

    def escapes(self, m: Machine, callee: Unknown, args: Sequence[Value]) -> None:
        """An unknown function is given the answer: what it does with it nobody knows. Loggers and the like do nothing."""
        if not observes(callee) and any(map(hands_over, args)):
            m.run.flags.add("escaped")
