"""Integrations to plant: the written cases, the example shop, drawn programs, and the generated client of `server.py`."""

from __future__ import annotations

import ast
import itertools
import os
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import libcst
import tomli

ROOT = Path(__file__).resolve().parents[2]
REPLAY = Path(os.environ.get("SADPATH_REPLAY", ROOT.parent / "shared" / "replay"))
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "differential")]

WORDS = (
    "acme",
    "berlin",
    "delta",
    "express",
    "gross",
    "harbour",
    "kiosk",
    "market",
    "north",
    "orbit",
    "sales",
    "trade",
)


@dataclass(frozen=True)
class Program:
    """Modules that talk to a provider: their texts by path, and a call of the entry, as (module, function, arguments)."""

    name: str
    files: dict[str, str]
    call: tuple[str, str, list[str]] | None

    @property
    def single(self) -> str | None:
        """The text of its only module."""
        texts = [text for text in self.files.values() if text.strip()]
        return texts[0] if len(texts) == 1 else None


def programs(seed: int) -> Iterator[Program]:
    """Programs without end, the same for the same seed; no module of more than three lines comes twice.

    A program that looks its own names up (`getattr`) can't have them changed, so it comes once.
    """
    written = [*cases(), *generated()]
    seen: set[str] = set()
    rng = random.Random(seed)
    drawn = (draw(number) for number in itertools.count(seed * 100_000))
    for number in itertools.count():
        program = next(drawn) if rng.random() < 0.6 else rng.choice(written)
        made = renamed(program, f"{rng.choice(WORDS)}_{number}")
        texts = [text for text in made.files.values() if text.count("\n") > 3]
        if seen.isdisjoint(texts):
            seen.update(texts)
            yield made


def cases() -> list[Program]:
    """The written programs, in the order of their names."""
    found = []
    for file in sorted([*(ROOT / "tests" / "cases").glob("*/case.toml"), *(REPLAY / "cases").glob("*/case.toml")]):
        told = tomli.loads(file.read_text(encoding="utf-8"))
        texts = {
            path.relative_to(file.parent).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(file.parent.rglob("*.py"))
        }
        found.append(
            Program(file.parent.name, texts, called(told["entry"], told.get("instance"), told.get("args", [])))
        )
    shop = ROOT / "examples" / "shop"
    texts = {f"shop/{path.name}": path.read_text(encoding="utf-8") for path in sorted(shop.glob("*.py"))}
    return [*found, Program("shop", texts, ("shop.fulfilment", "ship", ["'o-1'"]))]


def called(entry: str, instance: str | None, args: list[str]) -> tuple[str, str, list[str]] | None:
    """A call of an entry, where it is a plain function."""
    module, _, name = entry.partition(":")
    return None if instance or "." in name or name == "<module>" else (module, name, args)


def draw(seed: int) -> Program:
    """A program of the grammar in `tests/differential`."""
    from generate import generate

    made = generate(seed)
    return Program(f"drawn-{seed}", made.files, called(made.entry, made.instance, made.args))


def generated() -> list[Program]:
    """The client of `server.py`, with its callers."""
    from benchmarks.server import CALLERS, CALLS, client_module

    found = []
    for lines, (first, second) in zip((150, 200, 300, 450), CALLS, strict=True):
        texts = {
            "payments/__init__.py": "",
            "payments/client.py": client_module(lines),
            "service.py": CALLERS.format(name="settling", title="Settling", first=first, second=second),
        }
        if lines < 400:  # the shorter ones have no operations but the first five
            texts["service.py"] = (
                texts["service.py"]
                .replace("refund(order_id, amount, key=order_id)", "get_order(order_id)")
                .replace("release(", "cancel(")
            )
        found.append(Program(f"client-{lines}", texts, None))
    return found


# ---------------------------------------------------------------------- names of its own


def renamed(program: Program, suffix: str) -> Program:
    """The program with what its modules define called otherwise; what strings name stays, so such programs stay whole."""
    texts = [text for text in program.files.values() if text.strip()]
    everything = "\n".join(texts)
    modules = {part for path in program.files for part in re.split(r"[/.]", path)}
    names = {name for text in texts for name in defined(text)} - modules
    spelt = {
        node.value
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    attributes = {
        node.attr for text in texts for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.Attribute,))
    }
    keywords = {node.arg for text in texts for node in ast.walk(ast.parse(text)) if isinstance(node, ast.keyword)}
    dynamic = "getattr(" in everything or "globals(" in everything
    taken = (
        set()
        if dynamic
        else {
            n for n in names if n not in spelt and n not in attributes and n not in keywords and not n.startswith("__")
        }
    )
    change = Rename({name: with_suffix(name, suffix) for name in taken})
    files = {
        path: libcst.parse_module(text).visit(change).code if text.strip() else text
        for path, text in program.files.items()
    }
    call = program.call and (program.call[0], change.names.get(program.call[1], program.call[1]), program.call[2])
    return replace(program, name=f"{program.name}-{suffix}", files=files, call=call)


def with_suffix(name: str, suffix: str) -> str:
    """`BASE` as `BASE_NORTH_1`, `Client` as `ClientNorth1`, `refund` as `refund_north_1`."""
    if name.isupper():
        return f"{name}_{suffix.upper()}"
    return name + suffix.title().replace("_", "") if name[:1].isupper() else f"{name}_{suffix}"


def defined(text: str) -> set[str]:
    """The names that a module defines by `def`, `class` and `=` at its top level."""
    found: set[str] = set()
    for node in ast.parse(text).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found.update(target.id for target in node.targets if isinstance(target, ast.Name))
    return found


class Rename(libcst.CSTTransformer):
    """Changes names, but no attributes and no keywords of calls."""

    def __init__(self, names: dict[str, str]) -> None:
        super().__init__()
        self.names = names

    def visit_Attribute_attr(self, node: libcst.Attribute) -> None:
        self.kept = node.attr

    kept: libcst.CSTNode | None = None

    def leave_Name(self, original_node: libcst.Name, updated_node: libcst.Name) -> libcst.Name:
        if original_node is self.kept or original_node.value not in self.names:
            return updated_node
        return updated_node.with_changes(value=self.names[original_node.value])
