"""The JSON schema of the settings, for editors and for the schema of `pyproject.toml` in SchemaStore."""

from __future__ import annotations

import json
from typing import Any

from sadpath.config.model import KEYS
from sadpath.config.show import example, plain

DRAFT = "http://json-schema.org/draft-07/schema#"


def schema() -> dict[str, Any]:
    """The schema of a `sadpath.toml`, which is that of the table `[tool.sadpath]` too. Plugins' rules are allowed."""
    from sadpath.rulepages import load_pages

    pages = load_pages()
    groups = sorted({code[:length] for code in pages for length in (3, 4)})
    rules = [{"const": code, "description": f"{page.name}: {page.summary}"} for code, page in pages.items()]
    properties: dict[str, Any] = {}
    for name, (_, head) in KEYS.items():
        described = {"title": head.name, "description": head.doc}
        default = plain(head, head.default)
        properties[name] = {
            **described,
            **({} if default is None else {"default": default}),
            "examples": [example(head)],
            **head.kind.schema(),
        }
    return {
        "$schema": DRAFT,
        "title": "sadpath",
        "description": "Settings of sadpath: a sadpath.toml, or the table [tool.sadpath] of a pyproject.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "definitions": {
            "rule": {"anyOf": [*rules, {"description": "a plugin's rule", "pattern": "^(?!SP[0-9])[A-Z]{2,}[0-9]+$"}]},
            "selector": {
                "anyOf": [
                    {"enum": ["ALL", "SP", *groups]},
                    *rules,
                    {"description": "a plugin's rule or group", "pattern": "^(?!SP[0-9]|ALL$)[A-Z]{2,}[0-9]*$"},
                ]
            },
        },
    }


def schema_text() -> str:
    """The schema as it is checked in."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
