"""Catalogues for people (`sadpath providers`) and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from sadpath.catalogue.model import ErrorRow, Operation, Provider

WIDTH = 100
CONTEXT_WORDS = {"keyed": "writes under an idempotency key", "unkeyed": "writes without an idempotency key"}


def render_list(providers: Iterable[Provider]) -> str:
    """One line for each provider: id, name, and how much the catalogue holds."""
    rows = [("ID", "NAME", "OPERATIONS", "ERRORS")]
    rows += [(p.id, p.name, str(len(p.operations)), str(len(p.errors))) for p in providers]
    return "\n".join(columns(rows))


def render_provider(provider: Provider) -> str:
    """All that the catalogue says of `provider`, in at most 100 columns (but for links)."""
    lines = [f"{provider.name} ({provider.id})", provider.link, ""]
    lines += listed("hosts", provider.hosts)
    lines += listed("paths", provider.path_prefixes)
    lines += listed("told by path alone", provider.distinctive_paths)
    if provider.idempotency_header:
        lines += listed("idempotency key", [f"header {provider.idempotency_header}"])
    if provider.idempotency_field:
        lines += listed("idempotency key", [f"field {provider.idempotency_field} of the body"])
    lines += listed("code in", provider.fields.code)
    lines += listed("text in", provider.fields.message)
    lines += listed("sources", provider.sources, "; ")
    lines += ["", "Operations"]
    for operation in provider.operations:
        lines += operation_lines(operation)
    lines += ["", "Errors"]
    for error in provider.errors:
        lines += error_lines(error, provider)
    for sibling in provider.siblings:
        lines += ["", f"Codes of another API: {sibling.api}"]
        lines += wrapped(", ".join(sorted(sibling.codes, key=str.lower)) or "(no table of them is published)", "  ")
    return "\n".join(lines)


def operation_lines(operation: Operation) -> list[str]:
    """The lines of one operation: id, method and documented statuses of success, then its path."""
    success = f" -> {'/'.join(map(str, operation.success))}" if operation.success else ""
    assumed = ", path assumed" if operation.assumed_path else ""
    return [f"  {operation.id}: {operation.method}{success}{assumed}", f"      {operation.path}"]


def error_lines(error: ErrorRow, provider: Provider) -> list[str]:
    """The lines of one error: statuses, code and type, then terms, meaning, handling, operations and link."""
    statuses = "/".join(map(str, error.statuses)) + (" (assumed)" if error.assumed_status else "")
    lines = [f"  {statuses} {error.code}" + (f" [{error.type}]" if error.type else "")]
    lines += wrapped(f"retry: {terms_in_words(error)}", "      ")
    if error.message:
        lines += wrapped(f'says: "{error.message}"', "      ")
    lines += wrapped(f"{error.meaning} {error.handling}".strip(), "      ")
    if error.operations is not None:
        lines += wrapped("only: " + ", ".join(o.id for o in provider.operations if error.applies_to(o)), "      ")
    if error.link != provider.link:
        lines.append(f"      {error.link}")
    return lines


def terms_in_words(error: ErrorRow) -> str:
    """The retry terms: `backoff`, or `backoff (writes without an idempotency key: never)`."""
    others = [
        f"{CONTEXT_WORDS.get(context, context)}: {term}"
        for context, term in error.retry_by_context.items()
        if term != error.retry
    ]
    return error.retry + (f" ({', '.join(others)})" if others else "")


def to_json(provider: Provider) -> dict[str, Any]:
    """The catalogue as plain JSON data. `operations` of an error is a list of ids, or "all"."""
    return {
        "id": provider.id,
        "name": provider.name,
        "link": provider.link,
        "hosts": list(provider.hosts),
        "path_prefixes": list(provider.path_prefixes),
        "distinctive_paths": list(provider.distinctive_paths),
        "idempotency_header": provider.idempotency_header,
        "idempotency_field": provider.idempotency_field,
        "sources": list(provider.sources),
        "fields": {
            "code": list(provider.fields.code),
            "message": list(provider.fields.message),
            "status": list(provider.fields.status),
            "correlation": list(provider.fields.correlation),
            "type": list(provider.fields.type),
            "all": sorted(provider.field_paths()),
        },
        "operations": [
            {
                "id": o.id,
                "method": o.method,
                "path": o.path,
                "success": list(o.success),
                "assumed_path": o.assumed_path,
            }
            for o in provider.operations
        ],
        "errors": [error_json(error, provider) for error in provider.errors],
        "siblings": [
            {"api": s.api, "codes": sorted(s.codes), "hosts": list(s.hosts), "path_prefixes": list(s.path_prefixes)}
            for s in provider.siblings
        ],
    }


def error_json(error: ErrorRow, provider: Provider) -> dict[str, Any]:
    """One error of `to_json`."""
    every = error.operations is None
    return {
        "code": error.code,
        "status": list(error.statuses),
        "assumed_status": error.assumed_status,
        "by_method": error.by_method,
        "type": error.type or None,
        "operations": "all" if every else [o.id for o in provider.operations if error.applies_to(o)],
        "retry": error.retry,
        "retry_by_context": dict(error.retry_by_context),
        "meaning": error.meaning,
        "handling": error.handling,
        "message": error.message,
        "link": error.link,
    }


def columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """The rows with their cells under one another."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def listed(name: str, values: Sequence[str], between: str = ", ") -> list[str]:
    """`name: values`, wrapped; nothing where there are no values."""
    return wrapped(f"{name}: {between.join(values)}", "", "  ") if values else []


def wrapped(text: str, indent: str, more: str | None = None) -> list[str]:
    """`text` in lines of at most WIDTH columns, words left whole."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if more is None else more,
        break_long_words=False,
        break_on_hyphens=False,
    )
