"""Planting integrations into ordinary modules: the same seed, the same plants.

Two kinds, in turn by chance. *Inside*: the imports and the code of a program of one module go into an ordinary module of 80 to
1,200 lines, as merchants have it, after its imports and between two of its definitions. *Beside*: the modules of a program
become a subpackage, whose imports of each other are made absolute, and an ordinary module beside it gets a function that
calls it. Relevant are the lines of all files that hold evidence of a provider: of the ordinary modules planted into, too.
"""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from benchmarks.peers.sources import Program, programs

from sadpath.catalogue import load_providers
from sadpath.program.evidence import Evidence
from sadpath.source.discover import is_test

SHORTEST, LONGEST = 80, 1_200
"""Lines of the modules that something is planted into."""
BESIDE = 0.4
"""The share of plants that are subpackages."""


@dataclass
class Plan:
    """Files to write in place of the ordinary ones or beside them; `planted` counts the lines that are integrations' own."""

    files: dict[str, str] = field(default_factory=dict)
    planted: int = 0
    relevant: int = 0
    added: int = 0
    hosts: tuple[str, ...] = ()


def plan(texts: Mapping[str, bytes], share: float, seed: int, places: Collection[str] | None = None) -> Plan:
    """What to plant into these files, so that `share` of all lines is relevant; only into `places`, where these are given."""
    made = Plan()
    if not share:
        return made
    rng = random.Random(seed)
    evidence = Evidence(load_providers())
    total = sum(data.count(b"\n") for data in texts.values())
    modules = [host for host in hosts(texts, rng) if places is None or host[0] in places]
    supply = programs(seed)
    while (left := share * (total + made.added) - made.relevant) > SHORTEST and modules:
        program = next(supply)
        host = pick(modules, left)
        if rng.random() < BESIDE and program.call is not None:
            files = beside(program, host, texts)
        else:
            files = inside(program, host, texts, rng)
        if files is None:
            continue
        for name, text in files.items():
            lines = text.count("\n")
            before = texts[name].count(b"\n") if name in texts else 0
            made.added += lines - before
            made.planted += lines - before
            if evidence.hits(text.encode()):
                made.relevant += lines
                if name in texts:
                    made.hosts += (name,)
        made.files.update(files)
    return made


def hosts(texts: Mapping[str, bytes], rng: random.Random) -> Iterator[tuple[str, int]]:
    """(path, lines) of the modules that something may be planted into, in an order by chance."""
    names = [n for n in texts if not is_test(n) and not n.endswith("__init__.py") and "migrations" not in n.split("/")]
    rng.shuffle(names)
    for name in names:
        lines = texts[name].count(b"\n")
        if (
            SHORTEST <= lines <= LONGEST
            and b"import" in texts[name]
            and texts[name].isascii()
            and b"\r" not in texts[name]
        ):
            yield name, lines


def pick(modules: list[tuple[str, int]], left: float) -> tuple[str, int]:
    """The next module; near the end the one that fits best among a few."""
    if left > 2 * LONGEST:
        return modules.pop()
    few = modules[-400:]
    best = min(few, key=lambda module: abs(module[1] + 70 - left))
    modules.remove(best)
    return best


def inside(
    program: Program, host: tuple[str, int], texts: Mapping[str, bytes], rng: random.Random
) -> dict[str, str] | None:
    """The host with the program's module in it; None where one of the two is not such a module."""
    if program.single is None:
        return None
    try:
        tree = ast.parse(texts[host[0]])
        own = ast.parse(program.single)
    except (SyntaxError, ValueError):
        return None
    lines = texts[host[0]].decode().split("\n")
    body, starts = program.single.split("\n"), [first_line(node) for node in tree.body]
    imports = [node for node in own.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    own_imports = [n for n in imports if getattr(n, "module", "") != "__future__"]
    head = [line for node in own_imports for line in body[node.lineno - 1 : node.end_lineno]]
    taken = {number for node in imports for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    if own.body and isinstance(own.body[0], ast.Expr) and isinstance(own.body[0].value, ast.Constant):
        taken |= set(range(own.body[0].lineno, (own.body[0].end_lineno or 0) + 1))
    rest = "\n".join(line for number, line in enumerate(body, 1) if number not in taken).strip("\n").split("\n")
    after = [i for i, node in enumerate(tree.body) if isinstance(node, (ast.Import, ast.ImportFrom))]
    places = [
        starts[i]
        for i, node in enumerate(tree.body)
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and i > max(after, default=0)
    ]
    if not after or not places:
        return None
    last = tree.body[after[-1]]
    if len(set(starts)) != len(starts):  # two statements on one line
        return None
    at = rng.choice(places) - 1
    text = [*lines[: last.end_lineno], *head, *lines[last.end_lineno : at], *rest, "", "", *lines[at:]]
    made = "\n".join(text)
    return {host[0]: made} if parses(made) else None


def beside(program: Program, host: tuple[str, int], texts: Mapping[str, bytes]) -> dict[str, str] | None:
    """The program as a subpackage next to the host, which calls it."""
    folder = PurePosixPath(host[0]).parent
    if f"{folder}/__init__.py" not in texts or program.call is None:
        return None
    name = "partner_" + program.name.rpartition("-")[2]
    dotted = f"{package(folder, texts)}.{name}"
    tops = {re.split(r"[/.]", path)[0] for path in program.files}
    files = {}
    for path, text in program.files.items():
        moved = absolute(text, tops, dotted)
        if moved is None:
            return None
        files[f"{folder}/{name}/{path}"] = moved
        for parent in PurePosixPath(path).parents:
            files.setdefault((folder / name / parent / "__init__.py").as_posix(), "")
    module, function, args = program.call
    caller = texts[host[0]].decode().rstrip("\n") + (
        f"\n\n\ndef with_{name}():\n"
        f'    """What {name} has to say."""\n'
        f"    from {dotted}.{module} import {function}\n\n"
        f"    return {function}({', '.join(args)})\n"
    )
    files[host[0]] = caller
    return files if all(map(parses, files.values())) else None


def package(folder: PurePosixPath, texts: Mapping[str, bytes]) -> str:
    """The dotted name of a package's folder."""
    parts: list[str] = []
    while f"{folder}/__init__.py" in texts:
        parts.append(folder.name)
        folder = folder.parent
    return ".".join(reversed(parts))


def absolute(text: str, tops: set[str], dotted: str) -> str | None:
    """The module's imports of the program's other modules, with the package's name in front; None where that is not so easy."""
    if "import_module" in text or "__import__" in text:
        return None
    lines = text.split("\n")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").partition(".")[0] in tops:
            lines[node.lineno - 1] = re.sub(r"\bfrom\s+", f"from {dotted}.", lines[node.lineno - 1], count=1)
        elif isinstance(node, ast.Import) and any(alias.name.partition(".")[0] in tops for alias in node.names):
            if len(node.names) > 1 or ("." in node.names[0].name and not node.names[0].asname):
                return None
            above, _, last = node.names[0].name.rpartition(".")
            known = f" as {node.names[0].asname}" if node.names[0].asname else ""
            source = f"{dotted}.{above}" if above else dotted
            lines[node.lineno - 1] = re.sub(
                r"\bimport\b.*", f"from {source} import {last}{known}", lines[node.lineno - 1]
            )
    return "\n".join(lines)


def first_line(node: ast.stmt) -> int:
    """The line of a statement's first decorator, or its own."""
    return min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])


def parses(text: str) -> bool:
    """Whether the text is Python."""
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True


def write(planned: Plan, folder: Path) -> None:
    """Write the planned files."""
    for name, text in planned.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
