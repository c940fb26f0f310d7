"""`csv`: readers of known lines, and writers into objects of the code; of files nothing is known."""

from __future__ import annotations

from typing import Any

from sadpath.walk.containers.iteration import next_value, to_list
from sadpath.walk.containers.methods import walk_iterator
from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import library_class, library_error, plain_class, unknown_call
from sadpath.walk.operators.concrete import NotConcrete, abstract, concrete
from sadpath.walk.operators.keys import is_unknown
from sadpath.walk.values import ABSENT, Instance, ListV, Native, Value

FORMAT = (
    *("dialect", "delimiter", "quotechar", "escapechar", "doublequote"),
    *("skipinitialspace", "lineterminator", "quoting", "strict"),
)
CONSTANTS = {"QUOTE_MINIMAL": 0, "QUOTE_ALL": 1, "QUOTE_NONNUMERIC": 2, "QUOTE_NONE": 3}


def csv_module(m: Machine) -> dict[str, Value]:
    """`csv`."""
    import csv

    return {
        "reader": Native("reader", reader),
        "DictReader": dict_reader(m),
        "writer": writer(m),
        "DictWriter": dict_writer(m),
        "Error": library_class(m, csv.Error),
        **CONSTANTS,
    }


def rows_of(m: Machine, lines: Value, kw: dict[str, Value]) -> list[list[str]] | None:
    """The rows in these lines; None where they are not all known."""
    import csv

    lines = m.single(lines)
    if not isinstance(lines, (ListV, tuple)) and not (isinstance(lines, Instance) and not lines.cls.opaque):
        return None
    found, partly = to_list(m, lines)
    if partly or not all(isinstance(line, str) for line in found):
        return None
    try:
        return list(csv.reader(found, **formats(kw)))
    except NotConcrete:
        return None
    except Exception as error:
        raise library_error(m, error) from None


def formats(kw: dict[str, Value]) -> dict[str, Any]:
    """The options of the format among keywords; raises `NotConcrete` where they are not known."""
    return {name: concrete(value) for name, value in kw.items() if name in FORMAT}


def reader(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`csv.reader(lines, ...)`."""
    rows = rows_of(m, args[0], kw) if len(args) == 1 else None
    if rows is None:
        return unknown_call(m, "csv", "reader", args, kw)
    return walk_iterator(m, [abstract(m, row) for row in rows])


def dict_reader(m: Machine) -> Native:
    """`csv.DictReader`."""
    cls = plain_class(m, "DictReader")
    cls.opaque = True

    def make(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        names = m.single(args[1] if len(args) > 1 else kw.get("fieldnames"))
        plain = names is None and len(args) < 3 and not {"restkey", "restval"} & {*kw}
        rows = rows_of(m, args[0], kw) if args and plain else None
        if rows is None:
            return unknown_call(m, "csv", "DictReader", args, kw)
        head, *rest = [row for row in rows if row] or [[]]
        made: list[Value] = [
            m.new_dict({name: row[place] if place < len(row) else None for place, name in enumerate(head)})
            for row in rest
        ]
        for row, one in zip(rest, made, strict=True):
            if len(row) > len(head):
                one.items[None] = abstract(m, row[len(head) :])
        attrs = {"fieldnames": abstract(m, head) if rows else None, "_rows": walk_iterator(m, made)}
        return Instance(cls, attrs, m.now)

    cls.attrs["__iter__"] = Native("__iter__", lambda m, args, kw: args[0].attrs["_rows"])
    cls.attrs["__next__"] = Native("__next__", lambda m, args, kw: next_row(m, args[0].attrs["_rows"]))
    return Native("DictReader", make)


def next_row(m: Machine, rows: Value) -> Value:
    """The next row; raises `Raised(StopIteration)` after the last one."""
    from sadpath.walk.values import StopWalkIteration

    try:
        return next_value(m, rows)
    except StopWalkIteration:
        raise m.error("StopIteration", accident=False) from None


def line(m: Machine, row: Value, options: dict[str, Any]) -> Value:
    """The line that a writer makes of a row."""
    import csv
    import io

    try:
        cells = concrete(row)
    except NotConcrete:
        return m.unknown("csv line", row, kind="str")
    buffer = io.StringIO()
    try:
        csv.writer(buffer, **options).writerow(cells)
    except Exception as error:
        raise library_error(m, error) from None
    return buffer.getvalue()


def writes_into(m: Machine, file: Value) -> bool:
    """Whether it is known what becomes of what is written."""
    return isinstance(file, Instance) and not file.cls.opaque and file.cls.find("write") is not ABSENT


def writer(m: Machine) -> Native:
    """`csv.writer`."""
    from sadpath.walk.calls import call_method

    cls = plain_class(m, "writer")

    def make(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        file = m.single(args[0])
        try:
            options = formats(kw)
        except NotConcrete:
            options = None
        if options is None or len(args) > 1 or not writes_into(m, file):
            return unknown_call(m, "csv", "writer", args, kw)
        return Instance(cls, {"_file": file}, m.now, payload=options)

    def row(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        return call_method(m, args[0].attrs["_file"], "write", [line(m, args[1], args[0].payload)])

    def several(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        for one in to_list(m, args[1])[0]:
            row(m, [args[0], one], {})
        return None

    cls.attrs.update({"writerow": Native("writerow", row), "writerows": Native("writerows", several)})
    return Native("writer", make)


def dict_writer(m: Machine) -> Native:
    """`csv.DictWriter`."""
    from sadpath.walk.calls import call_method
    from sadpath.walk.values import DictV

    cls = plain_class(m, "DictWriter")

    def make(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        file, names = m.single(args[0]), m.single(args[1] if len(args) > 1 else kw.get("fieldnames"))
        try:
            options, plain = formats(kw), concrete(names)
        except NotConcrete:
            options, plain = None, None
        known = isinstance(plain, (list, tuple)) and not {"restval", "extrasaction"} & {*kw} and len(args) < 3
        if not known or options is None or not writes_into(m, file):
            return unknown_call(m, "csv", "DictWriter", args, kw)
        return Instance(cls, {"_file": file, "fieldnames": names}, m.now, payload=options)

    def put(m: Machine, value: Instance, row: Value) -> Value:
        return call_method(m, value.attrs["_file"], "write", [line(m, row, value.payload)])

    def row(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        given, names = m.single(args[1]), concrete(args[0].attrs["fieldnames"])
        if not isinstance(given, DictV):
            return put(m, args[0], given)
        if given.base is None and any(key not in names for key in given.items if not is_unknown(key)):
            raise m.error("ValueError", "dict contains fields not in fieldnames")
        rest = m.unknown("csv cell", given) if given.base is not None else ""
        return put(m, args[0], tuple(given.items.get(name, rest) for name in names))

    def several(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        for one in to_list(m, args[1])[0]:
            row(m, [args[0], one], {})
        return None

    def header(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        return put(m, args[0], args[0].attrs["fieldnames"])

    cls.attrs.update({"writerow": Native("writerow", row), "writerows": Native("writerows", several)})
    cls.attrs["writeheader"] = Native("writeheader", header)
    return Native("DictWriter", make)
