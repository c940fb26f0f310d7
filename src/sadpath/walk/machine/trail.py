"""The trail of a run: the objects that it changed, the path that it took, the steps of its explanation."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from sadpath.walk.machine.state import State
from sadpath.walk.run import MOST_TRACE, Frame, Step
from sadpath.walk.values import Heap

if TYPE_CHECKING:
    from sadpath.walk.program import Module


class Trail(State):
    """Changes that are taken back after the run, the path through the project, and what is told of it."""

    def touch(self, thing: Heap) -> None:
        """Call this before changing an object, so that what is older than the run is restored after it."""
        run = self.run
        if self.ways is not None:
            self.ways.changed()
        if thing.born != run.number and not self.loading and id(thing) not in run.saved:
            run.saved[id(thing)] = (thing, thing.snapshot())

    def rollback(self) -> None:
        """Restore the objects that the run changed and that are older than it."""
        for thing, saved in self.run.saved.values():
            thing.restore(saved)
        self.run.saved.clear()
        for variables, name, value in reversed(self.run.before):
            variables[name] = value
        self.run.before.clear()
        classes = self.caches.get("classes", ())
        if len(classes) != self.loaded_classes:  # those that functions define are gone with the run
            self.caches["classes"] = [cls for cls in classes if not cls.born]
            self.loaded_classes = len(self.caches["classes"])

    def end_generators(self) -> None:
        """Drop all generators that stopped in the middle: a run has ended, or modules are loaded."""
        for generator in self.generators:
            if not generator.finished:
                try:
                    generator.kill()
                except Exception:
                    pass
        self.generators.clear()

    def mark(self, node: ast.AST, frame: Frame) -> None:
        """Note that the path runs through the statement, handler or case `node` of the project."""
        place = self.places.get(id(node))
        if place is None:
            place = len(self.place_nodes)
            self.places[id(node)] = place
            assert frame.module.module is not None
            self.place_nodes.append((frame.module.module, node))
        path = self.run.path
        if not path or path[-1] != place:
            path.append(place)

    def returned_to(self, frame: Frame) -> None:
        """The path is back in `frame` after a call."""
        if frame.module.project and frame.statement is not None:
            self.mark(frame.statement, frame)

    def note(self, what: str, detail: Any = None, node: ast.AST | None = None) -> None:
        """Add a step to the explanation of this run, at the innermost place of the project."""
        for frame in reversed(self.frames):
            if frame.module.project and frame.module.module is not None:
                inner = frame is self.frames[-1]
                if what == "caught" and not inner:
                    return  # a model's own handler is no place of the project
                place = (node if inner else None) or frame.call or frame.statement
                if place is not None:
                    self.run.trace.append(Step(what, frame.module.module, place, detail, self.run.active))
                return

    def note_condition(self, what: str, detail: Any = None) -> None:
        """Add a step at the condition that is being decided: lanes part there, or something unknown is assumed."""
        if self.loading or len(self.run.trace) > MOST_TRACE:
            return
        for module, node, _ in reversed(self.events.conditions):
            if module is not None:
                self.run.trace.append(Step(what, module, node, detail, self.run.active))
                return
            break
        self.note(what if what == "assumed" else "inside", detail)

    def project_frame(self) -> Frame | None:
        """The innermost frame of the project that is running."""
        return next((frame for frame in reversed(self.frames) if frame.module.project and frame.module.module), None)

    def project_place(self) -> tuple[Module, ast.AST] | None:
        """The innermost place of the project that is running: (module, call or statement)."""
        for frame in reversed(self.frames):
            if frame.module.project and frame.module.module is not None:
                node = frame.call or frame.statement
                if node is not None:
                    return frame.module.module, node
        return None
