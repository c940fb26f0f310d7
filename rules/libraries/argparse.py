# argparse of Python 3.12: options have their defaults, what the caller must give is unknown. Source: Lib/argparse.py.
from _sadpath import is_unknown, unknown

SUPPRESS = "==SUPPRESS=="
REMAINDER = "..."
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"


class ArgumentError(Exception):
    pass


class ArgumentTypeError(Exception):
    pass


class Namespace:
    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __contains__(self, name):
        return hasattr(self, name)

    def __getattr__(self, name):
        return unknown("argument", name)


class HelpFormatter:
    pass


class RawDescriptionHelpFormatter(HelpFormatter):
    pass


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    pass


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    pass


class MetavarTypeHelpFormatter(HelpFormatter):
    pass


class Action:
    def __init__(self, *args, **kwargs):
        pass


class BooleanOptionalAction(Action):
    pass


class FileType:
    def __init__(self, *args, **kwargs):
        pass


def _dest(names, dest):
    if dest is not None:
        return dest
    for name in names:
        if name.startswith("--"):
            return name[2:].replace("-", "_")
    return names[0].lstrip("-").replace("-", "_") if names else "argument"


class ArgumentParser:
    def __init__(self, prog=None, **kwargs):
        self.prog = prog
        self.description = kwargs.get("description")
        self._values = {}
        self._subparsers = None

    def add_argument(self, *names, dest=None, default=None, action=None, type=None, nargs=None, required=False, const=None, choices=None, **kwargs):
        name = _dest(names, dest)
        if action in ("help", "version"):
            return Action()
        optional = not names or names[0].startswith("-")
        if (is_unknown(default) or default is not None) and not required:
            value = default
        elif action == "store_true":
            value = False
        elif action == "store_false":
            value = True
        elif nargs in ("*", "+") or action in ("append", "extend") or isinstance(nargs, int):
            value = unknown("argument", name, kind="list")
        elif type is int or type is float or action == "count":
            value = unknown("argument", name, kind="number")
        elif optional and not required or type is not None:
            value = unknown("argument", name)
        else:
            value = unknown("argument", name, kind="str")
        self._values[name] = value
        return Action()

    def add_argument_group(self, *args, **kwargs):
        return self

    def add_mutually_exclusive_group(self, *args, **kwargs):
        return self

    def add_subparsers(self, **kwargs):
        self._subparsers = _Subparsers(kwargs.get("dest"))
        return self._subparsers

    def set_defaults(self, **kwargs):
        self._values.update(kwargs)

    def get_default(self, dest):
        return self._values.get(dest)

    def parse_args(self, args=None, namespace=None):
        made = namespace if namespace is not None else Namespace()
        self._fill(made)
        return made

    parse_intermixed_args = parse_args

    def parse_known_args(self, args=None, namespace=None):
        return self.parse_args(args, namespace), []

    def _fill(self, made):
        for name, value in self._values.items():
            setattr(made, name, value)
        if self._subparsers is not None:
            self._subparsers.fill(made)

    def error(self, message):
        raise SystemExit(2)

    def exit(self, status=0, message=None):
        raise SystemExit(status)

    def print_help(self, file=None):
        pass

    def print_usage(self, file=None):
        pass

    def format_help(self):
        return unknown("help", kind="str")

    def format_usage(self):
        return unknown("usage", kind="str")

    def register(self, *args):
        pass


class _Subparsers:
    def __init__(self, dest):
        self._dest = dest
        self._parsers = {}

    def add_parser(self, name, **kwargs):
        made = ArgumentParser(name)
        self._parsers[name] = made
        return made

    def fill(self, made):
        # one of the commands: which one nobody knows
        chosen = None
        for name in self._parsers:
            chosen = name
            if unknown("command", name, kind="bool"):
                break
        if chosen is None:
            return
        if self._dest is not None:
            setattr(made, self._dest, chosen)
        self._parsers[chosen]._fill(made)
