"""Values that name rules, their options, or the plugins that bring more of them (see `kinds`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sadpath import plugins
from sadpath.config.errors import ConfigError, UsageError, did_you_mean
from sadpath.config.kinds import AddedTexts, At, Boolean, Kind, Number, Schema, Text, Texts


class Plugins(AddedTexts):
    """Plugins, which are loaded as they are read."""

    words = "a list of plugins"

    def read(self, value: Any, at: At) -> Any:
        names = AddedTexts.read(self, value, at)
        for name in names:
            try:
                plugins.load(name)
            except plugins.UnknownPlugin as error:
                installed = f"installed: {', '.join(error.known)}" if error.known else "none is installed"
                hint = did_you_mean(name, error.known) or f" ({installed})"
                raise at.mistake(f"`{at.name}`: no installed package has a plugin {name!r}{hint}") from None
        return names


class Selectors(Texts):
    """A list of rules and groups of rules."""

    words = "a list of rules"

    def read(self, value: Any, at: At) -> tuple[str, ...]:
        try:
            return check_selectors(Texts.read(self, value, at), f"`{at.name}`")
        except ConfigError:
            raise
        except UsageError as error:
            raise at.mistake(str(error)) from None

    def schema(self) -> Schema:
        return {"type": "array", "items": {"$ref": "#/definitions/selector"}}


@dataclass(frozen=True)
class RuleTable(Kind):
    """A table whose keys are rules."""

    value: Kind
    adds = True

    @property
    def words(self) -> str:
        return f"a table of rules, each with {self.value.words}"

    def read(self, value: Any, at: At) -> Any:
        if not isinstance(value, dict):
            raise at.wrong("a table", value)
        for code in value:
            check_rule(code, at)
        return {code: self.value.read(item, at.sub(code)) for code, item in value.items()}

    def schema(self) -> Schema:
        return {
            "type": "object",
            "propertyNames": {"$ref": "#/definitions/rule"},
            "additionalProperties": self.value.schema(),
        }


class RuleOptions(Kind):
    """For each rule a table of the options that its page declares."""

    words = "a table for each rule"
    adds = True

    def merge(self, above: Any, own: Any) -> Any:
        return {code: {**above.get(code, {}), **own.get(code, {})} for code in (*above, *own)}

    def read(self, value: Any, at: At) -> Any:
        from sadpath.rulepages import load_pages

        pages = load_pages()
        if not isinstance(value, dict):
            raise at.wrong("a table", value)
        read: dict[str, dict[str, Any]] = {}
        for code, table in value.items():
            below = at.sub(code)
            check_rule(code, at)
            known = {option.name: OPTION_KINDS[option.kind] for option in pages[code].options}
            if not isinstance(table, dict):
                raise below.wrong("a table", table)
            for name in table:
                if name not in known:
                    has = did_you_mean(name, known) if known else f"; {code} has no options"
                    raise below.sub(name).mistake(f"`{below.name}`: unknown option `{name}`{has}")
            read[code] = {name: known[name].read(item, below.sub(name)) for name, item in table.items()}
        return read

    def schema(self) -> Schema:
        from sadpath.rulepages import load_pages

        tables: dict[str, Schema] = {}
        for code, page in load_pages().items():
            if page.options:
                options = {
                    o.name: {"description": o.doc, "default": o.default, **OPTION_KINDS[o.kind].schema()}
                    for o in page.options
                }
                tables[code] = {"type": "object", "additionalProperties": False, "properties": options}
        # only a plugin's rules, which the schema can't know, are free
        return {
            "type": "object",
            "properties": tables,
            "patternProperties": {"^(?!SP[0-9])[A-Z]": {"type": "object"}},
            "additionalProperties": False,
        }


OPTION_KINDS: dict[str, Kind] = {"boolean": Boolean(), "number": Number(), "text": Text(), "texts": Texts()}
"""What an option of a rule can be, by the word for it on the rule's page."""

CODE = re.compile(r"[A-Z]{2,}[0-9]*")


def check_selectors(selectors: Sequence[str], where: str) -> tuple[str, ...]:
    """The selectors in capitals. Raises UsageError, saying `where`, for one that is no known code, prefix or ALL."""
    from sadpath.rulepages import rule_codes

    codes = rule_codes()
    result = []
    for selector in selectors:
        wanted = selector.strip().upper()
        if (
            any(plugin.problem for plugin in plugins.loaded())
            and CODE.fullmatch(wanted)
            and not wanted.startswith("SP")
        ):
            continue  # a rule of a plugin that could not be loaded, which is told elsewhere
        if wanted != "ALL" and not (CODE.fullmatch(wanted) and any(code.startswith(wanted) for code in codes)):
            raise UsageError(f"{where}: unknown rule {selector!r}{did_you_mean(wanted, codes)}")
        result.append(wanted)
    return tuple(result)


def check_rule(code: str, at: At) -> None:
    """Raises ConfigError for a key of the table at `at` that is no rule."""
    from sadpath.rulepages import rule_codes

    if code not in rule_codes():
        hint = did_you_mean(code.upper(), rule_codes())
        raise at.sub(code).mistake(f"`{at.name}`: unknown rule {code!r}{hint}")
