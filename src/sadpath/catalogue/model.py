"""What a catalogue says, as plain immutable values: a provider, its operations, its errors and their retry terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from sadpath.catalogue.answers import Answer

Retry = Literal["never", "backoff", "after_refresh", "verify_first", "after_release", "poll"]
RETRY_TERMS: tuple[Retry, ...] = ("never", "backoff", "after_refresh", "verify_first", "after_release", "poll")

# Codes of six digits begin with two that tell the request's method; a catalogue writes `xx` for these.
METHOD_DIGITS: Mapping[str, str] = {"POST": "01", "GET": "02", "PUT": "03", "DELETE": "04"}
NO_METHOD = "00"  # any other method, and errors that the provider ties to no method
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

# How like a code a literal must be to be called a misspelling of it; lower takes one whole word for another.
CLOSE = 0.82


@dataclass(frozen=True, slots=True)
class Operation:
    """One call of an API. `path` is a template: `{order_id}` stands for (a part of) one segment of the path."""

    id: str
    method: str
    path: str
    success: tuple[int, ...] = ()  # documented statuses of success; empty where no document states them
    assumed_path: bool = False  # no public document states the path
    bodiless: bool = False  # a success has no body, whatever its status

    @property
    def empty_success(self) -> bool:
        """Whether a success has no body: it is documented so, or it can only be a 204."""
        return self.bodiless or self.success == (204,)

    @property
    def safe(self) -> bool:
        """Whether the method only reads."""
        return self.method in SAFE_METHODS

    @property
    def digits(self) -> str:
        """The two digits that stand for this operation's method in codes of six digits."""
        return METHOD_DIGITS.get(self.method, NO_METHOD)


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One documented error: a code, the statuses it comes with, the operations that answer it, and its retry terms."""

    code: str  # as the catalogue writes it: `xx` and four digits where `by_method`
    statuses: tuple[int, ...]
    operations: frozenset[str] | None  # ids; None means all of the provider
    retry: Retry
    retry_by_context: Mapping[str, Retry] = field(default_factory=dict, hash=False)
    assumed_status: bool = False  # no document states the status
    by_method: bool = False  # the code is one of six digits, see METHOD_DIGITS
    type: str = ""
    retryable: bool = False  # the body itself says so
    meaning: str = ""
    handling: str = ""
    link: str = ""
    message: str | None = None  # the human text, where the provider's document quotes it

    def applies_to(self, operation: Operation) -> bool:
        """Whether `operation` may answer with this error."""
        return self.operations is None or operation.id in self.operations

    def wire_code(self, operation: Operation) -> str:
        """The code as `operation` answers it: with 01 in place of `xx` for a POST."""
        return operation.digits + self.code[2:] if self.by_method else self.code

    def terms(self, method: str, keyed: bool) -> Retry:
        """The provider's terms for sending `method` again, under one idempotency key (`keyed`) or not."""
        by_context = self.retry_by_context
        if method in by_context:
            return by_context[method]
        context = "GET" if method in ("GET", "HEAD") else "keyed" if keyed else "unkeyed"
        return by_context.get(context, self.retry)

    def conditional(self, method: str, keyed: bool) -> bool:
        """Whether the terms would be others under an idempotency key."""
        return self.terms(method, keyed) != self.terms(method, True)


@dataclass(frozen=True, slots=True)
class Row:
    """One documented outcome of an operation: the wire's status and code, and the error that they belong to."""

    status: int
    code: str
    error: ErrorRow


@dataclass(frozen=True, slots=True)
class Fields:
    """Where an error body keeps what, as dotted paths; `errors[].code` is `code` in each item of the list `errors`."""

    code: tuple[str, ...]
    message: tuple[str, ...]
    status: tuple[str, ...] = ()
    correlation: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    marker: Mapping[str, str] = field(default_factory=dict, hash=False)  # what only an error body says
    documented: tuple[str, ...] = ()  # every other documented field, optional ones too


@dataclass(frozen=True, slots=True)
class BodyTemplate:
    """The shape of an error body: JSON data whose strings may be placeholders such as `{code}`."""

    when: Literal["always", "six_digits", "named"]
    template: Mapping[str, Any] = field(hash=False)
    when_retryable: Mapping[str, Any] = field(default_factory=dict, hash=False)  # more keys, where the row is retryable

    def fits(self, six_digits: bool) -> bool:
        """Whether a code of six digits, or a named one, comes in this body."""
        return self.when == "always" or (self.when == "six_digits") == six_digits


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another API of the same company. Its codes are real ones, yet no answers of the provider they stand under."""

    api: str
    codes: frozenset[str]
    path_prefixes: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    by_method: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Provider:
    """One API with all that its catalogue says. Two providers are the same only if they are one object."""

    id: str
    name: str
    link: str
    hosts: tuple[str, ...]  # `{x}` stands for one or more labels
    path_prefixes: tuple[str, ...]
    distinctive_paths: tuple[str, ...]  # beginnings of paths that identify the provider without a host
    idempotency_header: str | None
    idempotency_field: str | None  # the same in the request's body
    sources: tuple[str, ...]
    fields: Fields
    bodies: tuple[BodyTemplate, ...]
    operations: tuple[Operation, ...]
    errors: tuple[ErrorRow, ...]
    siblings: tuple[Sibling, ...]
    imports: tuple[str, ...] = ()  # Python packages (SDKs with a model) whose import is evidence
    _memo: dict[Any, Any] = field(default_factory=dict, repr=False)

    def operation(self, operation_id: str) -> Operation:
        """The operation of that id. Raises KeyError."""
        by_id: dict[str, Operation] = self._memo.get("operations") or self._memo.setdefault(
            "operations", {o.id: o for o in self.operations}
        )
        return by_id[operation_id]

    def rows(self, operation: Operation) -> tuple[Row, ...]:
        """The documented errors of `operation`, one for each status and wire code, in the catalogue's order."""
        key = ("rows", operation.id)
        if key not in self._memo:
            self._memo[key] = tuple(
                Row(status, error.wire_code(operation), error)
                for error in self.errors
                if error.applies_to(operation)
                for status in error.statuses
            )
        rows: tuple[Row, ...] = self._memo[key]
        return rows

    def answers(self, operation: Operation) -> tuple[Answer, ...]:
        """Every answer to walk `operation` with: success, its documented errors, undocumented codes (see `answers`)."""
        from sadpath.catalogue.answers import build_answers

        key = ("answers", operation.id)
        if key not in self._memo:
            self._memo[key] = build_answers(self, operation)
        answers: tuple[Answer, ...] = self._memo[key]
        return answers

    def errors_of(self, code: str) -> tuple[ErrorRow, ...]:
        """The errors whose wire code `code` is, for whatever operation."""
        if "by_code" not in self._memo:
            self._memo["by_code"] = index_by_code(self.errors)
        by_code: dict[str, tuple[ErrorRow, ...]] = self._memo["by_code"]
        return by_code.get(code, ())

    def knows(self, code: str) -> bool:
        """Whether `code` is documented for any operation (or, one of six digits, for any method)."""
        return bool(self.errors_of(code))

    def holds(self, text: str) -> bool:
        """Whether `text` stands in some documented code."""
        self.errors_of("")
        return any(text in code for code in self._memo["by_code"])

    def has_part(self, text: str, start: int | None, stop: int | None) -> bool:
        """Whether a documented code has `text` in the place `[start:stop]`."""
        self.errors_of("")
        return any(code[start:stop] == text for code in self._memo["by_code"])

    def code_operations(self, code: str) -> set[str]:
        """Ids of the operations that may answer `code`. Six digits must fit the method, or begin with 00 for any."""
        return {
            operation.id
            for error in self.errors_of(code)
            for operation in self.operations
            if error.applies_to(operation) and (not error.by_method or code[:2] in (operation.digits, NO_METHOD))
        }

    def code_statuses(self, code: str) -> frozenset[int]:
        """The statuses that `code` is documented with."""
        return frozenset(status for error in self.errors_of(code) for status in error.statuses)

    def sibling_of(self, code: str) -> str | None:
        """The name of another API of the company that documents `code`, or None."""
        for sibling in self.siblings:
            if code in sibling.codes or (sibling.by_method and has_digits(code) and "xx" + code[2:] in sibling.codes):
                return sibling.api
        return None

    def closest(self, code: str) -> str | None:
        """The documented code that `code` is probably a misspelling of, or None."""
        if code.isdigit():  # one digit off is another error; a lost leading zero is a misspelling
            padded = code.zfill(6)
            return padded if padded != code and self.knows(padded) else None
        own = {error.code: bare(error.code) for error in self.errors if not error.by_method}
        wanted = bare(code)
        for candidate, letters in own.items():
            if letters == wanted and candidate != code:
                return candidate
        import difflib

        near = difflib.get_close_matches(wanted, own.values(), n=1, cutoff=CLOSE)
        return next((c for c, letters in own.items() if near and letters == near[0] and c != code), None)

    def near(self, code: str, among: Iterable[str]) -> tuple[str, ...]:
        """The codes among these documented ones that `code` can be a misspelling of, the likeliest first."""
        candidates = list(dict.fromkeys(among))
        if code.isdigit():
            closest = self.closest(code)
            return (closest,) if closest in candidates else ()
        wanted = bare(code)
        alike = tuple(c for c in candidates if bare(c) == wanted)
        if alike:
            return alike
        import difflib

        likeness = {c: difflib.SequenceMatcher(None, bare(c), wanted).ratio() for c in candidates if not c.isdigit()}
        return tuple(sorted((c for c, told in likeness.items() if told >= CLOSE), key=lambda c: (-likeness[c], c)))

    def field_paths(self) -> frozenset[str]:
        """Every documented field of an error body as a dotted path, containers included (`errors`, `errors[].code`)."""
        if "paths" not in self._memo:
            self._memo["paths"] = frozenset(field_paths(self.fields, self.bodies))
        paths: frozenset[str] = self._memo["paths"]
        return paths

    def field_names(self) -> frozenset[str]:
        """Every documented key of an error body, at whatever depth."""
        return frozenset(part.removesuffix("[]") for path in self.field_paths() for part in path.split("."))


def index_by_code(errors: Iterable[ErrorRow]) -> dict[str, tuple[ErrorRow, ...]]:
    """The errors by their wire codes, six digits spelt out for every method."""
    by_code: dict[str, tuple[ErrorRow, ...]] = {}
    for error in errors:
        prefixes = (NO_METHOD, *METHOD_DIGITS.values())
        for code in [p + error.code[2:] for p in prefixes] if error.by_method else [error.code]:
            by_code[code] = (*by_code.get(code, ()), error)
    return by_code


def has_digits(code: str) -> bool:
    """Whether `code` is one of six digits that begins with those of a method."""
    return len(code) == 6 and code.isdigit() and (code[:2] == NO_METHOD or code[:2] in METHOD_DIGITS.values())


def bare(code: str) -> str:
    """`code` without what spelling habits change: case, separators, an `Error` at the end."""
    letters = re.sub(r"[\W_]+", "", code).lower()
    for ending in ("error", "exception"):
        if letters.endswith(ending) and letters != ending:
            return letters.removesuffix(ending)
    return letters


def field_paths(fields: Fields, bodies: Iterable[BodyTemplate]) -> Iterable[str]:
    """The paths that `fields` and `bodies` name, and those of the containers on the way."""
    for path in (
        *fields.code,
        *fields.message,
        *fields.status,
        *fields.correlation,
        *fields.type,
        *fields.marker,
        *fields.documented,
    ):
        parts = path.split(".")
        for end in range(1, len(parts) + 1):
            yield ".".join(parts[:end]).removesuffix("[]") if end < len(parts) else path
    for body in bodies:
        yield from keys_in(body.template, "")
        yield from keys_in(body.when_retryable, "")


def keys_in(value: object, path: str) -> Iterable[str]:
    """The paths of every key inside JSON data."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            here = f"{path}.{key}" if path else key
            yield here
            yield from keys_in(inner, here)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_in(inner, path + "[]")
