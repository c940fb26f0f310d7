"""The answers that an operation is walked with, built from a provider's catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from sadpath.catalogue.model import BodyTemplate, ErrorRow, Operation, Provider

OTHER = "OTHER"
# Two undocumented codes, named ones and the ends of six digits: values that differ between them only follow the text.
UNDOCUMENTED: tuple[tuple[Literal["other", "second"], str, str], ...] = (
    ("other", "OTHER", "9999"),
    ("second", "Unheard_Of", "9898"),
)
RETRY_AFTER = frozenset({429, 503})  # statuses that come with a Retry-After header


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A text in a body that nobody knows: the human `message`, or another `text` (an id, a time)."""

    kind: Literal["message", "text"]
    quoted: str | None = field(default=None, compare=False)  # what the provider's document quotes, if anything


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """One answer of an operation. Success has status 0 and no body, since nobody knows them."""

    kind: Literal["success", "error", "other", "second"]
    status: int
    code: str | None  # what the matrix prints: None for success, a documented code, OTHER for both undocumented ones
    wire: str  # the code that the body carries; empty for success
    six_digits: bool
    body: Any  # plain JSON data with `Placeholder`s
    headers: dict[str, str]
    error: ErrorRow | None  # the documented error; None for success and undocumented codes


def build_answers(provider: Provider, operation: Operation) -> tuple[Answer, ...]:
    """Success, every documented error in the catalogue's order, then for each status two undocumented codes.

    A status whose codes are both named and of six digits has two undocumented codes of each form.
    """
    success = Answer("success", 0, None, "", False, None, headers_of(0), None)
    documented: list[Answer] = []
    shapes: dict[tuple[int, bool], str] = {}
    for row in provider.rows(operation):
        error, six = row.error, row.error.by_method
        body = fill_body(provider.bodies, row.code, row.status, six, error.type, error.message, error.retryable)
        documented.append(Answer("error", row.status, row.code, row.code, six, body, headers_of(row.status), error))
        shapes.setdefault((row.status, six), error.type)
    undocumented: list[Answer] = []
    for (status, six), type_name in shapes.items():
        for kind, name, ending in UNDOCUMENTED:
            wire = operation.digits + ending if six else name
            body = fill_body(provider.bodies, wire, status, six, type_name)
            undocumented.append(Answer(kind, status, OTHER, wire, six, body, headers_of(status), None))
    return (success, *documented, *undocumented)


def headers_of(status: int) -> dict[str, str]:
    """The headers that every answer of `status` has."""
    retry_after = {"Retry-After": "1"} if status in RETRY_AFTER else {}
    return {"Content-Type": "application/json", **retry_after}


def fill_body(
    bodies: tuple[BodyTemplate, ...],
    code: str,
    status: int,
    six_digits: bool,
    type_name: str = "",
    message: str | None = None,
    retryable: bool = False,
) -> dict[str, Any]:
    """The first of `bodies` that fits, its placeholders filled."""
    known: dict[str, Any] = {
        "{code}": code,
        "{status}": status,
        "{type}": type_name,
        "{message}": Placeholder("message", message),
        "{text}": Placeholder("text"),
    }

    def fill(value: Any) -> Any:
        if isinstance(value, str):
            return known.get(value, value)
        if isinstance(value, dict):
            return {key: fill(inner) for key, inner in value.items()}
        return [fill(inner) for inner in value] if isinstance(value, list) else value

    for body in bodies:
        if body.fits(six_digits):
            more = body.when_retryable if retryable else {}
            return {key: fill(value) for key, value in (*body.template.items(), *more.items())}
    raise LookupError(f"no body for {code!r}")  # the loader has made sure that there is one
