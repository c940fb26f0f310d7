"""Importing: the project's modules, library models, and modules about which nothing is known."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sadpath.walk.machine import Machine
from sadpath.walk.run import Frame, Stop
from sadpath.walk.values import ABSENT, ModuleV, Raised, Value

if TYPE_CHECKING:
    from sadpath.walk.program import Module


def resolve_relative(module: ModuleV, level: int, name: str) -> str:
    """The absolute dotted name of `from <level dots><name> import ...` in `module`."""
    if not level:
        return name
    parts = module.name.split(".")
    is_package = module.module is not None and module.module.is_package
    drop = level - 1 if is_package else level
    base = parts[: len(parts) - drop] if drop else parts
    return ".".join([*base, *([name] if name else [])])


def import_module(m: Machine, name: str) -> ModuleV:
    """The module object of that dotted name, loaded. Modules that nobody knows are opaque: their attributes are symbols."""
    found = m.modules.get(name)
    if found is not None:
        return found
    if "." in name:
        import_module(m, name.rpartition(".")[0])
        found = m.modules.get(name)
        if found is not None:
            return found
    source = project_module(m, name)
    model = m.answers.models.module(name) if source is None or not source.project else None
    if model is not None:
        made = load(m, model, ModuleV(name, {}, model))
    elif source is not None:
        made = load(m, source, ModuleV(name, {}, source))
    else:
        from sadpath.walk.deferred import of_module

        package, _, last = name.rpartition(".")
        alias = of_module(m, m.modules[package], last) if package else None
        if (
            isinstance(alias, ModuleV) and name not in m.answers.natives
        ):  # a package that imports another module under a name of its own
            m.modules[name] = alias
            return alias
        made = ModuleV(name, {}, None, opaque=True)
        m.modules[name] = made
    native = m.answers.natives.get(name)
    if native is not None:
        for key, value in native.items():
            made.attrs.setdefault(key, value)
    if "." in name:
        parent = m.modules.get(name.rpartition(".")[0])
        if parent is not None:
            parent.attrs.setdefault(name.rpartition(".")[2], made)
    return made


def project_module(m: Machine, name: str) -> Module | None:
    """The project's module of that name. What a library imports of itself is its own."""
    running = m.frames[-1].module if m.frames else None
    if running is not None and not running.project and running.module is not None:
        if running.name.partition(".")[0] == name.partition(".")[0]:
            return None
    return m.program.module(name)


def load(m: Machine, source: Module, made: ModuleV) -> ModuleV:
    """Run a module's top level once, outside the lanes: where a condition is unknown, one way is taken."""
    m.modules[source.name] = made
    m.modules.setdefault(made.name, made)
    made.project = source.project
    made.opaque = not source.project
    native = m.answers.natives.get(made.name)
    if native is not None:
        made.attrs.update(native)
    made.attrs["__name__"] = made.name
    made.attrs["__package__"] = made.name if source.is_package else made.name.rpartition(".")[0]
    made.attrs["__doc__"] = ast.get_docstring(source.tree, clean=False)
    made.attrs["__file__"] = m.unknown("module", made.name, "__file__", kind="str")
    frame = Frame(made, None, None)
    with loading(m, frame):
        run_top_level(m, source, frame)
    return made


@contextmanager
def loading(m: Machine, frame: Frame) -> Iterator[None]:
    """What runs in it belongs to the loading of modules: it is no part of the run that came to it."""
    run = m.run
    active, depth, frames, steps, path_length = run.active, run.depth, m.frames, run.steps, len(run.path)
    ways, m.ways = m.ways, None
    m.loading += 1
    m.frames = [frame]
    try:
        yield
    finally:
        m.loading -= 1
        m.ways = ways
        m.loads += 1
        m.frames = frames
        run.active, run.depth, run.steps = active, depth, steps
        del run.path[path_length:]


def run_top_level(m: Machine, source: Module, frame: Frame) -> None:
    """Run the statements one by one: one that fails does not keep the others from defining their names."""
    from sadpath.walk.deferred import defer

    for statement in source.tree.body:
        if is_main_guard(statement):
            continue
        try:
            if source.project and defer(m, statement, frame):
                continue
            m.body([statement], frame)
        except Raised as error:
            m.caches.setdefault("load errors", []).append((source.name, statement.lineno, error.exc.cls.name))
            unloaded_names(m, source.name).update(bound_names(statement))
        except Stop:
            m.caches.setdefault("load errors", []).append((source.name, statement.lineno, "budget"))
            return


def unloaded_names(m: Machine, module: str) -> set[str]:
    """The names of a module whose statements could not be run."""
    names: set[str] = m.caches.setdefault("unloaded", {}).setdefault(module, set())
    return names


def bound_names(statement: ast.stmt) -> set[str]:
    """The names that a top-level statement binds, in its branches too."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    names = {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    for inner in ast.walk(statement):
        if isinstance(inner, (ast.Import, ast.ImportFrom)):
            names.update((alias.asname or alias.name).split(".")[0] for alias in inner.names)
        elif isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(inner.name)
    return names


def is_main_guard(statement: ast.stmt) -> bool:
    """`if __name__ == "__main__":`, whose block is no caller."""
    return isinstance(statement, ast.If) and any(
        isinstance(n, ast.Name) and n.id == "__name__" for n in ast.walk(statement.test)
    )


def find_submodule(m: Machine, module: ModuleV, name: str) -> ModuleV | None:
    """`package.name`, where that is a module."""
    dotted = f"{module.name}.{name}"
    if dotted in m.modules:
        return m.modules[dotted]
    if (
        project_module(m, dotted) is not None
        or m.answers.models.module(dotted) is not None
        or dotted in m.answers.natives
    ):
        return import_module(m, dotted)
    return None


def import_name(m: Machine, module: ModuleV, name: str) -> Value:
    """`from module import name`."""
    from sadpath.walk.deferred import of_module

    if name in module.attrs and (found := of_module(m, module, name)) is not ABSENT:
        return found
    submodule = find_submodule(m, module, name)
    if submodule is not None:
        return submodule
    getter = module.attrs.get("__getattr__", ABSENT)
    if getter is not ABSENT:
        from sadpath.walk.calls import call

        return call(m, getter, [name], {})
    if module.opaque:
        return m.unknown("module", module.name, name)
    if module.project:
        if name in m.caches.get("unloaded", {}).get(module.name, ()):
            m.run.flags.add("unsure")
        return m.unknown("module", module.name, name)  # a circular import, or something that did not load
    raise m.error("ImportError", f"cannot import name {name!r}")
