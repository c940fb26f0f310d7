"""Programs drawn at random from a grammar of merchant idioms: the same seed, the same program.

python tests/differential/generate.py SEED      prints a program, its modules and its `case.toml`
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from merchant.draw import Draw  # noqa: E402
from merchant.outer import finish, policies  # noqa: E402
from merchant.plans import PLANS, Plan  # noqa: E402
from merchant.subject import HOSTS, Subject  # noqa: E402
from merchant.templates import general, hooked, layered  # noqa: E402
from merchant.transports import choose_library  # noqa: E402
from merchant.world import World  # noqa: E402

from sadpath.catalogue import Provider, load_providers  # noqa: E402


@dataclass
class Program:
    """A program and what the replay must know to run it."""

    seed: int
    files: dict[str, str]
    provider: str
    operation: str
    entry: str
    instance: str | None
    args: list[str]
    status: int
    body: object
    text: str = ""  # of `case.toml`, where it is written and not drawn

    @property
    def case(self) -> str:
        """The text of `case.toml`."""
        if self.text:
            return self.text
        lines = [f'provider = "{self.provider}"', f'operation = "{self.operation}"', f'entry = "{self.entry}"']
        if self.instance:
            lines.append(f'instance = "{self.instance}"')
        lines += [
            f"args = {json.dumps(self.args)}",
            "expect = []",
            "[success]",
            f"status = {self.status}",
            f"body = {toml(self.body)}",
        ]
        if not self.body:
            lines.append('headers = { Location = "/things/17" }')
        return "\n".join(lines) + "\n"

    def write(self, folder: Path) -> Path:
        """Write the modules and `case.toml`; gives the folder."""
        for name, text in self.files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        (folder / "case.toml").write_text(self.case, encoding="utf-8")
        return folder

    def __str__(self) -> str:
        return "\n".join(f"# ---- {name}\n{text}" for name, text in {"case.toml": self.case, **self.files}.items())


def toml(value: object) -> str:
    """A value as TOML on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(v) for v in value) + "]"
    return json.dumps(value)


@lru_cache(maxsize=1)
def providers() -> tuple[Provider, ...]:
    """The six providers that programs are about."""
    return tuple(p for p in load_providers(()) if p.id in HOSTS)


def generate(seed: int) -> Program:
    """The program of a seed."""
    draw = Draw(seed)
    provider = draw.pick(*providers())
    operation = draw.pick(*provider.operations)
    if operation.method == "HEAD" and draw.chance(0.7):
        operation = draw.pick(*(o for o in provider.operations if o.method != "HEAD"))
    library = choose_library(draw)
    if operation.method == "HEAD" and library.name == "aiohttp":
        # the replay answers HEAD with a body, which no server does, and which aiohttp takes for a second, broken answer
        operation = draw.pick(*(o for o in provider.operations if o.method != "HEAD"))
    world = World(draw, Subject(draw, provider, operation), library.is_async, draw.chance(0.3))
    plan = Plan(world, library, status_only=operation.method == "HEAD" or draw.chance(0.04))
    if library.name in ("requests", "httpx", "aiohttp") and draw.chance(0.12):
        plan.resend = policies(plan)
    kinds = dict(PLANS)
    if library.raises_itself:
        kinds = {Plan.library_error: 1.0}
    else:
        kinds[layered] = 1.5
        if not library.error:
            kinds.pop(Plan.library_error)
        elif not plan.resend:
            kinds |= {general: 2.0, hooked: 1.5}
    built = draw.weighted(kinds)(plan)
    entry, instance, args = finish(plan, built)
    modules = [m for m in world.modules.values() if any(b.names for b in m.blocks)]
    files = {m.name.replace(".", "/") + ".py": m.text(modules) for m in modules}
    for name in list(files):
        if "/" in name:
            files.setdefault(name.split("/")[0] + "/__init__.py", "")
    return Program(
        seed, files, provider.id, operation.id, entry, instance, args, world.subject.status, world.subject.body
    )


if __name__ == "__main__":
    for number in sys.argv[1:] or ["1"]:
        print(generate(int(number)))
