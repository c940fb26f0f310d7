"""The modules of one program: those that are walked, and what their code asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sadpath.program.load import Loader
from sadpath.program.reach import Reach
from sadpath.walk.program import Module, Program


class Held:
    """The modules under one import root, and those of the project that they import."""

    def __init__(self, loader: Loader, root: str) -> None:
        self.loader, self.root = loader, root
        self.modules: list[Module] = []
        self.program: Program | None = None
        self.reach: Reach | None = None
        self.asked: dict[str, str | None] = {}
        """By dotted name, the file of each module that the program's code asked for; None where there is none."""
        self.paths: dict[str, str | None] = {}
        self.mentioning: Callable[[str], Sequence[str]] = lambda word: ()
        """Gives the modules under analysis in which a word stands."""

    def uses(self, program: Program, module: Module) -> bool:
        """Whether the program has that module, walked or imported: by whatever name, as it may have another in its own program."""
        return module in self.modules or any(one is module for one in program.modules.values())

    def project_modules(self) -> list[Module]:
        """The project's modules that the program has, walked or imported."""
        imported = self.program.modules.values() if self.program is not None else ()
        return list({id(module): module for module in (*self.modules, *imported)}.values())

    def find(self, dotted: str) -> Module | None:
        """The project's module of that name; what was asked for is noted."""
        path = self.asked[dotted] = self.path_of(dotted)
        return self.loader.module(path, dotted=dotted) if path is not None else None

    def open(self, asked: Mapping[str, str | None]) -> None:
        """Have the program as it was when its code had asked for these modules: files by dotted name."""
        self.program = self.program or self.opened()
        for name, path in asked.items():
            if path is not None and (module := self.loader.parsed.get(path)) is not None:
                self.program.modules.setdefault(name, module)

    def opened(self) -> Program:
        """The program, with the modules that are walked."""
        eager = frozenset(module.name for module in self.modules)
        return Program(
            self.find,
            {module.name: module for module in reversed(self.modules)},
            mentioning=lambda word: self.mentioning(word),
            has=lambda name: self.path_of(name) is not None,
            defers=lambda name: name not in eager and self.is_aside(name),
        )

    def is_aside(self, dotted: str) -> bool:
        """Whether a module of the project leads to no evidence."""
        path = self.path_of(dotted)
        return path is not None and (self.reach is None or path not in self.reach.files)

    def path_of(self, dotted: str) -> str | None:
        """The file of the project's module of that name; None where there is none."""
        if dotted not in self.paths:
            self.paths[dotted] = self.loader.resolve(self.root, dotted)
        return self.paths[dotted]
