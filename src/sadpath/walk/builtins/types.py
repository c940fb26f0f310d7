"""The builtin classes: the exceptions with their real hierarchy, and the types."""

from __future__ import annotations

from sadpath.walk.values import ClassV

# The exception hierarchy of the language reference ("Concrete exceptions"), Python 3.13.
EXCEPTIONS = {
    "BaseException": "object", "BaseExceptionGroup": "BaseException", "GeneratorExit": "BaseException", "KeyboardInterrupt": "BaseException",
    "SystemExit": "BaseException", "Exception": "BaseException", "ArithmeticError": "Exception", "FloatingPointError": "ArithmeticError",
    "OverflowError": "ArithmeticError", "ZeroDivisionError": "ArithmeticError", "AssertionError": "Exception", "AttributeError": "Exception",
    "BufferError": "Exception", "EOFError": "Exception", "ImportError": "Exception", "ModuleNotFoundError": "ImportError",
    "LookupError": "Exception", "IndexError": "LookupError", "KeyError": "LookupError", "MemoryError": "Exception", "NameError": "Exception",
    "UnboundLocalError": "NameError", "OSError": "Exception", "BlockingIOError": "OSError", "ChildProcessError": "OSError",
    "ConnectionError": "OSError", "BrokenPipeError": "ConnectionError", "ConnectionAbortedError": "ConnectionError",
    "ConnectionRefusedError": "ConnectionError", "ConnectionResetError": "ConnectionError", "FileExistsError": "OSError",
    "FileNotFoundError": "OSError", "InterruptedError": "OSError", "IsADirectoryError": "OSError", "NotADirectoryError": "OSError",
    "PermissionError": "OSError", "ProcessLookupError": "OSError", "TimeoutError": "OSError", "ReferenceError": "Exception",
    "RuntimeError": "Exception", "NotImplementedError": "RuntimeError", "RecursionError": "RuntimeError", "StopAsyncIteration": "Exception",
    "StopIteration": "Exception", "SyntaxError": "Exception", "SystemError": "Exception", "TypeError": "Exception", "ValueError": "Exception",
    "UnicodeError": "ValueError", "UnicodeDecodeError": "UnicodeError", "UnicodeEncodeError": "UnicodeError", "Warning": "Exception",
    "DeprecationWarning": "Warning", "RuntimeWarning": "Warning", "UserWarning": "Warning", "ResourceWarning": "Warning", "FutureWarning": "Warning",
    "PendingDeprecationWarning": "Warning", "SyntaxWarning": "Warning", "ImportWarning": "Warning", "BytesWarning": "Warning", "UnicodeWarning": "Warning",
}  # fmt: skip


ACCIDENTS = ("KeyError", "IndexError", "TypeError", "AttributeError", "UnboundLocalError", "NameError", "ValueError")
"""Exceptions that, where no `raise` of the project raised them, are accidents."""


TYPES = (
    "str",
    "int",
    "float",
    "complex",
    "bool",
    "bytes",
    "bytearray",
    "list",
    "dict",
    "set",
    "frozenset",
    "tuple",
    "range",
    "type",
    "slice",
    "memoryview",
    "NoneType",
)


def builtin_classes() -> dict[str, ClassV]:
    """All builtin classes by name, `object` first."""
    made: dict[str, ClassV] = {"object": ClassV("object", [], {})}
    made["object"].flavour = "object"
    for name, base in EXCEPTIONS.items():
        cls = ClassV(name, [made[base]], {})
        cls.mro = [cls, *made[base].mro]
        made[name] = cls
    group = ClassV("ExceptionGroup", [made["BaseExceptionGroup"], made["Exception"]], {})
    group.mro = [group, made["BaseExceptionGroup"], made["Exception"], made["BaseException"], made["object"]]
    made["ExceptionGroup"] = group
    made["IOError"] = made["EnvironmentError"] = made["OSError"]
    for name in TYPES:
        cls = ClassV(name, [made["object"]], {})
        cls.flavour = "builtin"
        cls.mro = [cls, made["object"]]
        made[name] = cls
    made["bool"].mro.insert(1, made["int"])
    return made
