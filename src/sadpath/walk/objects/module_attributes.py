"""Attributes of modules and functions."""

from __future__ import annotations

from sadpath.walk.machine import Machine
from sadpath.walk.values import ABSENT, BoundMethod, FunctionV, ModuleV, Native, Value


def module_attribute(m: Machine, module: ModuleV, name: str) -> Value:
    """`module.name`, a submodule included."""
    from sadpath.walk.deferred import of_module

    if name in module.attrs and (found := of_module(m, module, name)) is not ABSENT:
        return found
    if name == "__name__":
        return module.name
    if name in ("__file__", "__doc__", "__package__"):
        return m.unknown("module", module.name, name, kind="str")
    if name == "__dict__":
        from sadpath.walk.objects.namespaces import namespace

        return namespace(m, module)
    from sadpath.walk.imports import find_submodule

    submodule = find_submodule(m, module, name)
    if submodule is not None:
        return submodule
    getter = module.attrs.get("__getattr__")
    if getter is not None:
        from sadpath.walk.calls import call

        return call(m, getter, [name], {})
    if module.opaque:
        # a model that names all of its library's public names: `requests.SSLError` is none
        names = module.attrs.get("_NAMES")
        if isinstance(names, tuple) and name not in names and not name.startswith("_"):
            return ABSENT
        return m.unknown("module", module.name, name)
    return unloaded(m, module, name)


def unloaded(m: Machine, module: ModuleV, name: str) -> Value:
    """A symbol for a name whose statement the walk could not run when the module was loaded; `ABSENT` for other names."""
    if name not in m.caches.get("unloaded", {}).get(module.name, ()):
        return ABSENT
    m.run.flags.add("unsure")
    return m.unknown("module", module.name, name)


def function_attribute(m: Machine, function: FunctionV, name: str) -> Value:
    """`function.name`."""
    if name in function.attrs:
        return function.attrs[name]
    if name == "__name__":
        return function.name
    if name == "__qualname__":
        return function.qualname
    if name == "__module__":
        return function.module.name
    if name == "__dict__":
        return m.new_dict(dict(function.attrs))
    if name == "__call__":
        return function
    if name in (
        "__doc__",
        "__annotations__",
        "__defaults__",
        "__kwdefaults__",
        "__code__",
        "__closure__",
        "__globals__",
    ):
        return m.unknown("attribute", function, name)
    if name == "__get__":
        return Native(
            name, lambda m, args, kw: BoundMethod(function, args[0]) if args and args[0] is not None else function
        )
    return ABSENT
