"""What the design promises about the source: facts about providers and libraries stand in `rules/`, not in `src/`."""

from __future__ import annotations

import builtins
import decimal
import http
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import sadpath
from sadpath.catalogue import load_providers
from sadpath.rules import rules_directory

SOURCE = Path(sadpath.__file__).parent
PLAIN_WORD = re.compile(r"[a-z]+|[A-Z][a-z]+|[A-Z]+")
"""A single word in any writing, as `kind`, `Error` and `TIMEOUT`: too common to say anything about a provider."""

NOT_ONLY_THEIRS = {*dir(builtins), *dir(decimal), *http.HTTPStatus.__members__, "statusCode"}
"""Names that the standard library has too, whatever a provider means by them."""

LIBRARIES = {
    "aiohttp", "aiohttp_retry", "botocore", "celery", "django", "dramatiq", "flask", "httpx", "httpx2", "httpx_retries",
    "huey", "niquests", "pydantic", "requests_toolbelt", "sqlalchemy", "stamina", "stripe", "tenacity", "urllib3",
}  # fmt: skip
ENGLISH = {"requests", "backoff", "retrying", "retry", "redo", "google"}
"""Libraries whose name is a word that comments need: only their use in code counts."""
ORDINARY = {"attr", "attrs"}
"""Libraries whose name is what everybody calls a variable."""

MODELS = {"models.py"}
"""Modules of `walk/` that speak of libraries, as it is they that find the models."""


def provider_words() -> set[str]:
    """Everything in the catalogues that names a provider, or is peculiar to one."""
    words: set[str] = set()
    for provider in load_providers(()):
        words |= {provider.id, provider.name.split()[0]}
        words |= {host.replace("{region}.", "") for host in provider.hosts}
        words |= {host.rsplit(".", 2)[-2] for host in provider.hosts}
        words |= {path for path in provider.distinctive_paths if path.count("/") > 2}
        words |= {name for name in (provider.idempotency_header, provider.idempotency_field) if name}
        words |= {error.code for error in provider.errors}
        words |= {operation.id for operation in provider.operations}
        fields = provider.fields
        for field in (*fields.code, *fields.message, *fields.status, *fields.documented):
            words |= set(re.findall(r"\w+", field))
    names = {provider.name.split()[0].lower() for provider in load_providers(())}
    return {w for w in words if w.lower() in names or not (PLAIN_WORD.fullmatch(w) or w in NOT_ONLY_THEIRS)}


def places(pattern: re.Pattern[str], folder: Path, leave_out: set[str] = frozenset()) -> Iterator[str]:
    """`file:line: word | the line` for each hit in the Python files of a folder."""
    for file in sorted(folder.rglob("*.py")):
        if file.name in leave_out or "_rules" in file.parts:
            continue
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            for match in pattern.finditer(line):
                yield f"{file.relative_to(SOURCE.parent)}:{number}: {match[0]} | {line.strip()[:90]}"


def whole_word(words: set[str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})(?!\w)", re.IGNORECASE
    )


def test_word_list_is_worth_something():
    words = provider_words()
    assert len(words) > 150
    for provider in load_providers(()):
        assert provider.id in words
        assert any(error.code in words for error in provider.errors)


def test_no_provider_is_named_in_the_source():
    found = list(places(whole_word(provider_words()), SOURCE))
    assert not found, "facts about providers belong into rules/providers:\n" + "\n".join(found)


def test_no_library_is_named_in_the_walk():
    known = {path.name.split(".")[0] for path in (rules_directory() / "libraries").iterdir()}
    standard = {"asyncio", *sys.stdlib_module_names}
    plain = (
        {name for name in (*LIBRARIES, *known) if name not in standard and not name.startswith("_")}
        - ENGLISH
        - ORDINARY
    )
    found = list(places(whole_word(plain), SOURCE / "walk", MODELS))
    english = "|".join(sorted(ENGLISH))
    used = re.compile(rf"\b(?:import|from) (?:{english})\b|[\"'](?:{english})\.\w|\b(?:{english})\.[a-z]\w+[(.\]]")
    found += places(used, SOURCE / "walk", MODELS)
    assert not found, "what a library does belongs into rules/libraries:\n" + "\n".join(found)


def test_renderers_know_nothing_of_the_walk():
    """Findings and the matrix are plain data, and their renderers read nothing else; `explain` shows the walk."""
    wrong = re.compile(r"^\s*(?:from|import) sadpath\.(?:walk|program|checks)\b", re.MULTILINE)
    files = [SOURCE / "findings.py", *(f for f in sorted((SOURCE / "output").glob("*.py")) if f.name != "explain.py")]
    found = [f"{file.name}: {match}" for file in files for match in wrong.findall(file.read_text("utf-8"))]
    assert not found, found


def test_importing_the_command_line_loads_nothing_heavy():
    """The command starts fast: the parser of the command line needs neither syntax trees nor a terminal library."""
    import subprocess

    heavy = ["libcst", "rich", "pathspec", "asyncio", "greenlet", "sadpath.walk", "sadpath.analyse"]
    code = f"import sys, sadpath.__main__, sadpath.cli; print([n for n in {heavy!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
