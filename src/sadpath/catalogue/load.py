"""Catalogue files into providers. Every mistake is a CatalogueError, so that the rest of the tool trusts the data."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

from sadpath.catalogue.model import (
    METHOD_DIGITS,
    RETRY_TERMS,
    BodyTemplate,
    ErrorRow,
    Fields,
    Operation,
    Provider,
    Retry,
    Sibling,
)
from sadpath.catalogue.schema import CatalogueError, Table, read_toml
from sadpath.rules import rules_directory

PROVIDER_KEYS = frozenset(
    {
        "id",
        "name",
        "link",
        "hosts",
        "path_prefixes",
        "distinctive_paths",
        "idempotency_header",
        "idempotency_field",
        "sources",
        "fields",
        "bodies",
        "operations",
        "groups",
        "errors",
        "siblings",
        "imports",
    }
)
FIELD_KEYS = frozenset({"code", "message", "status", "correlation", "type", "marker", "documented"})
BODY_KEYS = frozenset({"when", "body", "when_retryable"})
OPERATION_KEYS = frozenset({"id", "method", "path", "success", "assumed_path", "bodiless"})
ERROR_KEYS = frozenset(
    {
        "code",
        "status",
        "operations",
        "retry",
        "retry_by_context",
        "assumed_status",
        "by_method",
        "type",
        "retryable",
        "meaning",
        "handling",
        "link",
        "message",
    }
)
SIBLING_KEYS = frozenset({"api", "codes", "path_prefixes", "hosts", "by_method"})
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
CONTEXTS = (*METHODS, "keyed", "unkeyed")
PLACEHOLDERS = frozenset({"{code}", "{status}", "{type}", "{message}", "{text}"})

PATH = re.compile(r"/(?:[^{}\s]|\{[A-Za-z_]\w*\})*")
HOST = re.compile(r"(?:[a-z0-9-]+|\{[A-Za-z_]\w*\})(?:\.(?:[a-z0-9-]+|\{[A-Za-z_]\w*\}))+(?::\d+)?")
FIELD_PATH = re.compile(r"[^\s.\[\]]+(?:\[\])?(?:\.[^\s.\[\]]+(?:\[\])?)*")
PACKAGE = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
SIX_DIGITS = re.compile(r"xx\d{4}")


def load_providers(extra: Sequence[Path] = ()) -> tuple[Provider, ...]:
    """The catalogues that come with sadpath, by id, then those in the files `extra`. Read once for each `extra`.

    Raises CatalogueError for a mistake in any of them, an id that two files share included.
    """
    return _load_all(tuple(extra))


@lru_cache(maxsize=8)
def _load_all(extra: tuple[Path, ...]) -> tuple[Provider, ...]:
    files: dict[str, Path] = {}
    providers: list[Provider] = []
    for path in (*sorted((rules_directory() / "providers").glob("*.toml")), *extra):
        provider = load_provider(path)
        if provider.id in files:
            other = files[provider.id]
            raise CatalogueError(f"{path}: `id`: expected an id of its own, but {other} is {provider.id!r} too")
        files[provider.id] = path
        providers.append(provider)
    return tuple(providers)


def load_provider(path: Path) -> Provider:
    """The provider that one catalogue file describes. Raises CatalogueError."""
    top = Table(read_toml(path), f"{path}", PROVIDER_KEYS)
    operations = read_operations(top, path)
    provider = Provider(
        id=top.text("id"),
        name=top.text("name"),
        link=top.text("link"),
        hosts=patterns(top, "hosts", HOST, "host names in lower case, `{x}` for any labels", required=True),
        path_prefixes=patterns(top, "path_prefixes", PATH, "paths that begin with /"),
        distinctive_paths=patterns(top, "distinctive_paths", PATH, "paths that begin with /"),
        idempotency_header=top.text("idempotency_header", "") or None,
        idempotency_field=top.text("idempotency_field", "") or None,
        imports=patterns(top, "imports", PACKAGE, "names of Python packages"),
        sources=top.texts("sources"),
        fields=read_fields(top.table("fields", path, FIELD_KEYS)),
        bodies=tuple(read_body(t) for t in top.tables("bodies", path, BODY_KEYS)),
        operations=operations,
        errors=read_errors(top, path, operations),
        siblings=tuple(read_sibling(t) for t in top.tables("siblings", path, SIBLING_KEYS)),
    )
    for six_digits in {error.by_method for error in provider.errors}:
        if not any(body.fits(six_digits) for body in provider.bodies):
            top.fail("bodies", f"a body for codes that are {'of six digits' if six_digits else 'named'}")
    return provider


def patterns(
    table: Table, key: str, pattern: re.Pattern[str], expected: str, required: bool = False
) -> tuple[str, ...]:
    """A list of strings that all match `pattern`."""
    values = table.texts(key, required)
    if not all(pattern.fullmatch(value) for value in values):
        table.fail(key, expected)
    return values


def read_operations(top: Table, path: Path) -> tuple[Operation, ...]:
    """The `[[operations]]`, each id and each pair of method and path once."""
    operations: dict[str, Operation] = {}
    calls: set[tuple[str, str]] = set()
    for table in top.tables("operations", path, OPERATION_KEYS):
        operation = Operation(
            id=table.text("id"),
            method=table.choice("method", METHODS),
            path=table.text("path"),
            success=table.numbers("success", 200, 399),
            assumed_path=table.flag("assumed_path"),
            bodiless=table.flag("bodiless"),
        )
        if not PATH.fullmatch(operation.path):
            table.fail("path", "a template that begins with / and names each part left open, like {order_id}")
        if operation.id in operations:
            table.fail("id", "an id that no other operation has")
        call = (operation.method, re.sub(r"\{\w+\}", "{}", operation.path))
        if call in calls:
            table.fail("path", f"a path that no other {operation.method} operation has")
        calls.add(call)
        operations[operation.id] = operation
    if not operations:
        top.fail("operations", "one table [[operations]] or more")
    return tuple(operations.values())


def read_fields(table: Table) -> Fields:
    """The table `[fields]`."""
    paths = {
        key: patterns(table, key, FIELD_PATH, "dotted paths such as `errors[].code`", required=key == "code")
        for key in ("code", "message", "status", "correlation", "type", "documented")
    }
    marker = table.mapping("marker")
    if not all(isinstance(value, str) for value in marker.values()):
        table.fail("marker", "a table of strings")
    return Fields(marker=marker, **paths)


def read_body(table: Table) -> BodyTemplate:
    """One of the `[[bodies]]`."""
    when: Literal["always", "six_digits", "named"] = table.choice("when", ("always", "six_digits", "named"))
    more = read_json(table, "when_retryable") if "when_retryable" in table.data else {}
    return BodyTemplate(when, read_json(table, "body"), more)


def read_json(table: Table, key: str) -> dict[str, Any]:
    """A string that holds a JSON object, its placeholders among the known ones."""
    try:
        value = json.loads(table.text(key))
    except ValueError as error:
        table.fail(key, f"JSON ({error})")
    if not isinstance(value, dict):
        table.fail(key, "a JSON object")
    unknown = {s for s in strings_in(value) if s.startswith("{") and s.endswith("}")} - PLACEHOLDERS
    if unknown:
        table.fail(key, f"placeholders among {', '.join(sorted(PLACEHOLDERS))}, not {', '.join(sorted(unknown))}")
    return value


def strings_in(value: Any) -> set[str]:
    """Every string value inside JSON data."""
    if isinstance(value, (dict, list)):
        inner = value.values() if isinstance(value, dict) else value
        return {s for v in inner for s in strings_in(v)}
    return {value} if isinstance(value, str) else set()


def read_errors(top: Table, path: Path, operations: tuple[Operation, ...]) -> tuple[ErrorRow, ...]:
    """The `[[errors]]`; no operation may have a status and code twice."""
    ids = frozenset(operation.id for operation in operations)
    groups = read_groups(top, path, ids)
    provider_link = top.text("link")
    taken: dict[tuple[int, str], list[frozenset[str]]] = {}
    errors = []
    for table in top.tables("errors", path, ERROR_KEYS):
        error = read_error(table, ids, groups, provider_link)
        own = ids if error.operations is None else error.operations
        for status in error.statuses:
            for others in taken.setdefault((status, error.code), []):
                if twice := sorted(own & others):
                    table.fail("code", f"one row only for {status} {error.code} of {twice[0]}")
            taken[status, error.code].append(own)
        errors.append(error)
    if not errors:
        top.fail("errors", "one table [[errors]] or more")
    return tuple(errors)


def read_groups(top: Table, path: Path, ids: frozenset[str]) -> dict[str, frozenset[str]]:
    """The table `[groups]`: names for sets of operations."""
    table = Table(top.mapping("groups"), f"{path}: [groups]", frozenset(top.mapping("groups")))
    return {name: known_ids(table, name, ids) for name in table.data}


def known_ids(table: Table, key: str, ids: frozenset[str]) -> frozenset[str]:
    """A list of ids of operations that exist."""
    wanted = table.texts(key, required=True)
    if unknown := [id_ for id_ in wanted if id_ not in ids]:
        table.fail(key, f"ids of [[operations]] ({unknown[0]!r} is none)")
    return frozenset(wanted)


def read_error(table: Table, ids: frozenset[str], groups: dict[str, frozenset[str]], provider_link: str) -> ErrorRow:
    """One of the `[[errors]]`."""
    code, by_method = table.text("code"), table.flag("by_method")
    if by_method and not SIX_DIGITS.fullmatch(code):
        table.fail("code", "`xx` and four digits, since `by_method` is true")
    operations: frozenset[str] | None
    if isinstance(named := table.data.get("operations"), str):
        if named != "all" and named not in groups:
            table.fail("operations", '"all", a name of [groups], or a list of ids')
        operations = groups.get(named)
    else:
        operations = known_ids(table, "operations", ids)
    return ErrorRow(
        code=code,
        statuses=table.numbers("status", 200, 599, required=True),
        operations=operations,
        retry=table.choice("retry", RETRY_TERMS),
        retry_by_context=read_contexts(table),
        assumed_status=table.flag("assumed_status"),
        by_method=by_method,
        type=table.text("type", ""),
        retryable=table.flag("retryable"),
        meaning=table.text("meaning", ""),
        handling=table.text("handling", ""),
        link=table.text("link", provider_link),
        message=table.text("message", "") or None,
    )


def read_contexts(table: Table) -> dict[str, Retry]:
    """The table `retry_by_context`: terms by method, or for writes with (`keyed`) and without an idempotency key."""
    value = table.mapping("retry_by_context")
    for context, term in value.items():
        if context not in CONTEXTS:
            table.fail("retry_by_context", f"keys among {', '.join(CONTEXTS)}, not {context!r}")
        if term not in RETRY_TERMS:
            table.fail("retry_by_context", f"terms among {', '.join(RETRY_TERMS)}, not {term!r}")
    return cast("dict[str, Retry]", value)


def read_sibling(table: Table) -> Sibling:
    """One of the `[[siblings]]`."""
    sibling = Sibling(
        api=table.text("api"),
        codes=frozenset(table.texts("codes")),
        path_prefixes=patterns(table, "path_prefixes", PATH, "paths that begin with /"),
        hosts=patterns(table, "hosts", HOST, "host names in lower case, `{x}` for any labels"),
        by_method=table.flag("by_method"),
    )
    if sibling.by_method and not all(SIX_DIGITS.fullmatch(code) for code in sibling.codes):
        table.fail("codes", f"`xx` and four digits each ({', '.join(METHOD_DIGITS)} differ in the first two)")
    return sibling


@dataclass(frozen=True, slots=True)
class FieldVocabulary:
    """Names under which merchant code looks for an error's code or text, whatever the provider."""

    code_like: frozenset[str]
    message_like: frozenset[str]
    ambiguous: frozenset[str]  # successful bodies have them for something else


@lru_cache(maxsize=1)
def field_vocabulary() -> FieldVocabulary:
    """The vocabulary of `rules/fields.toml`. Raises CatalogueError."""
    path = rules_directory() / "fields.toml"
    table = Table(read_toml(path), f"{path}", frozenset({"code_like", "message_like", "ambiguous"}))
    return FieldVocabulary(
        code_like=frozenset(table.texts("code_like", required=True)),
        message_like=frozenset(table.texts("message_like", required=True)),
        ambiguous=frozenset(table.texts("ambiguous")),
    )
