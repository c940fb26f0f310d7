"""From the leaves of a walk to the ways of its outcomes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sadpath.source.positions import column
from sadpath.ways import Course, Passage, Way, WayStep

if TYPE_CHECKING:
    from sadpath.walk.leaves import Leaf, Walked
    from sadpath.walk.outcomes import WalkFacts
    from sadpath.walk.program import Module
    from sadpath.walk.run import Step

MOST_COURSES = 4
MOST_STEPS = 40
_LINE_END = re.compile(r"\r\n?|\n")


class Follower:
    """Makes ways; what it learns about a module (its lines, its functions) it keeps for the next one."""

    def __init__(self) -> None:
        self._lines: dict[int, list[str]] = {}
        self._functions: dict[int, list[tuple[int, int, str]]] = {}
        self._courses: dict[int, Course] = {}
        self._texts: dict[int, str] = {}

    def ways(self, facts: WalkFacts) -> list[Way]:
        """A way for each lane of the facts, in their order. Lanes that end alike share their courses."""
        self._courses.clear()  # by the identity of leaves, which live as long as their walk
        found = []
        for lane in facts.lanes:
            courses = alike([self._course(facts.walked, leaf) for leaf in lane.leaves])
            found.append(Way(tuple(courses[:MOST_COURSES]), max(len(courses) - MOST_COURSES, 0)))
        return found

    def _course(self, walked: Walked, leaf: Leaf) -> Course:
        known = self._courses.get(id(leaf))
        if known is None:
            steps = self._steps(leaf.trace)
            cut = max(len(steps) - MOST_STEPS, 0)
            steps = [*steps[: MOST_STEPS - 1], steps[-1]] if cut else steps
            detail = leaf.why if leaf.end == "unknown" else leaf.type
            passages = self._passages([walked.places[place] for place in leaf.path])
            known = self._courses[id(leaf)] = Course(tuple(passages), tuple(steps), leaf.end, detail, cut)
        return known

    def _steps(self, trace: Sequence[Step]) -> list[WayStep]:
        """The steps; a row of them that a loop repeats is told once, with how often."""
        from sadpath.output.explain import tell

        steps: list[WayStep] = []
        for step in trace:
            line, start, end = self._place(step.module, step.node)
            text = self._condition(step.node) if step.what in ("parted", "assumed", "inside") else tell(step)
            yes = bool(step.detail) if step.what in ("parted", "assumed") and step.detail is not None else None
            steps.append(WayStep(step.what, text, step.module.path, line, start, end, yes))
        return fold(steps)

    def _condition(self, node: ast.AST) -> str:
        """The node's source on one line; writing a loop out takes as long as it is, and it comes up in each turn."""
        from sadpath.output.explain import condition

        if id(node) not in self._texts:
            self._texts[id(node)] = condition(node)
        return self._texts[id(node)]

    def _passages(self, places: Iterable[tuple[Module, ast.AST]]) -> list[Passage]:
        found: dict[tuple[str, int], tuple[str, set[int]]] = {}
        for module, node in places:
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                continue  # a docstring does nothing
            line, name = self._function(module, node)
            _, lines = found.setdefault((module.path, line), (name, set()))
            first, last = head(node)
            lines.update(range(first, last + 1))
        return [Passage(path, name, line, tuple(sorted(lines))) for (path, line), (name, lines) in found.items()]

    def _function(self, module: Module, node: ast.AST) -> tuple[int, str]:
        """(line, qualified name) of the innermost function around a node."""
        functions = self._functions.get(id(module))
        if functions is None:
            functions = self._functions[id(module)] = list(functions_of(module.tree))
        line, _ = head(node)
        around = [function for function in functions if function[0] <= line <= function[1]]
        start, _, name = max(around, default=(1, 0, ""))
        return start, name

    def _place(self, module: Module, node: ast.AST) -> tuple[int, int, int]:
        """Line, column and end column; the end is 0 where the node goes on below."""
        lines = self._lines.get(id(module))
        if lines is None:
            lines = self._lines[id(module)] = _LINE_END.split(module.text.removeprefix("\ufeff"))
        line: int = getattr(node, "lineno", 1)
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        start = column(text, getattr(node, "col_offset", 0))
        body = getattr(node, "body", None)
        one_line = getattr(node, "end_lineno", line) == line and not isinstance(body, list)
        return line, start, column(text, getattr(node, "end_col_offset", 0)) if one_line else 0


def alike(courses: Iterable[Course]) -> list[Course]:
    """The courses, but those that differ only in what was assumed on the way told once, without these assumptions."""
    groups: dict[tuple[object, ...], list[Course]] = {}
    for course in courses:
        certain = tuple(step for step in course.steps if step.what != "assumed")
        groups.setdefault((course.passages, certain, course.end, course.detail, course.cut), []).append(course)
    return [
        replace(group[0], steps=tuple(step for step in group[0].steps if all(step in other.steps for other in group)))
        for group in groups.values()
    ]


def head(node: ast.AST) -> tuple[int, int]:
    """The first and the last line (1-based) of a statement, of a compound one only those before its body."""
    start: int = getattr(node, "lineno", 1)
    end: int = getattr(node, "end_lineno", start) or start
    body = getattr(node, "body", None) or getattr(node, "cases", None)
    if isinstance(body, list) and body:
        first = body[0].pattern if isinstance(body[0], ast.match_case) else body[0]
        end = max(start, min(end, getattr(first, "lineno", start + 1) - 1))
    return start, end


def functions_of(tree: ast.AST, prefix: str = "") -> Iterable[tuple[int, int, str]]:
    """(first line, last line, qualified name) of all functions, nested ones too."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            name = f"{prefix}{node.name}"
            if not isinstance(node, ast.ClassDef):
                yield node.lineno, node.end_lineno or node.lineno, name
            yield from functions_of(node, f"{name}.")
        else:
            yield from functions_of(node, prefix)


def fold(steps: Sequence[WayStep], longest: int = 6) -> list[WayStep]:
    """Steps in which a row of up to `longest` that comes again at once is told once, with how often it came."""
    folded: list[WayStep] = []
    at = 0
    while at < len(steps):
        for size in range(1, longest + 1):
            row = steps[at : at + size]
            times = 1
            while len(row) == size and steps[at + times * size : at + (times + 1) * size] == row:
                times += 1
            if times > 1:
                folded += [replace(step, times=times) for step in row]
                at += times * size
                break
        else:
            folded.append(steps[at])
            at += 1
    return folded
