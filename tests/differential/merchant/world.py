"""A program on the way: its modules, functions and settings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from merchant.draw import CLASS, CONSTANT, ENTRY, FUNCTION, HELPER, Block, Draw, Module, indent
from merchant.subject import AUTH, KEY_FIELDS, KEY_HEADERS, Subject

LAYOUTS: tuple[dict[str, str], ...] = (
    {"errors": "shop", "retry": "shop", "client": "shop", "entry": "shop"},
    {"errors": "gateway", "retry": "gateway", "client": "gateway", "entry": "jobs"},
    {"errors": "errors", "retry": "errors", "client": "client", "entry": "client"},
    {
        "errors": "payments.errors",
        "retry": "payments.resilience",
        "client": "payments.client",
        "entry": "payments.service",
    },
    {"errors": "payments.errors", "retry": "payments.client", "client": "payments.client", "entry": "worker"},
)


@dataclass
class World:
    """See the module's text. `part` names are those of LAYOUTS."""

    draw: Draw
    subject: Subject
    is_async: bool = False
    in_class: bool = False
    modules: dict[str, Module] = field(default_factory=dict)
    layout: dict[str, str] = field(default_factory=dict)
    methods: list[list[str]] = field(default_factory=list)
    init: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.layout = self.draw.weighted({0: 4, 1: 2, 2: 1, 3: 1, 4: 1})  # type: ignore[assignment]
        self.layout = LAYOUTS[self.layout]  # type: ignore[index]
        for name in dict.fromkeys(self.layout.values()):
            self.modules[name] = Module(name, f"{self.subject.provider.name}: {self.subject.operation.id}.")
        self.constant("log = logging.getLogger(__name__)", "log", "client")
        if self.layout["entry"] != self.layout["client"]:
            self.constant("log = logging.getLogger(__name__)", "log", "entry")
        if self.layout["retry"] != self.layout["client"]:
            self.constant("log = logging.getLogger(__name__)", "log", "retry")
        self.constant('TOKEN = os.environ.get("API_TOKEN", "token")', "TOKEN", "client")
        if "{PROJECT_KEY}" in self.subject.path:
            self.constant(
                self.draw.pick('PROJECT_KEY = "my-shop"', 'PROJECT_KEY = os.environ.get("PROJECT_KEY", "my-shop")'),
                "PROJECT_KEY",
                "client",
            )

    # ------------------------------------------------------------------ words

    @property
    def aw(self) -> str:
        return "await " if self.is_async else ""

    @property
    def defn(self) -> str:
        return "async def" if self.is_async else "def"

    @property
    def me(self) -> str:
        """What calls a function of the client: `self.` in its class."""
        return "self." if self.in_class else ""

    @property
    def parameters(self) -> list[str]:
        """The parameters of a function that sends the operation."""
        return [*self.subject.parameters, *(["amount"] if self.subject.writes else [])]

    @property
    def passed(self) -> str:
        """These as arguments."""
        return ", ".join(self.parameters)

    def unique(self, word: str) -> str:
        """`word`, the second time `word_2`."""
        self.numbers[word] = self.numbers.get(word, 0) + 1
        return word if self.numbers[word] == 1 else f"{word}_{self.numbers[word]}"

    def sleep(self, seconds: str) -> str:
        """A statement that waits."""
        return f"await asyncio.sleep({seconds})" if self.is_async else f"time.sleep({seconds})"

    # ------------------------------------------------------------------ definitions

    def module(self, part: str) -> Module:
        return self.modules[self.layout[part]]

    def add(self, part: str, rank: int, lines: Sequence[str], *names: str) -> None:
        """Define `names` in the module of `part`."""
        self.module(part).blocks.append(Block(rank, list(lines), names))

    def constant(self, line: str, name: str, part: str = "client") -> str:
        """A constant of a module, once; gives its name."""
        module = self.module(part)
        if not any(name in block.names for block in module.blocks):
            module.blocks.append(Block(CONSTANT, [line], (name,) if name != "log" else ()))
        return name

    def function(self, name: str, parameters: Sequence[str], body: Sequence[str], *, part: str = "client", entry: bool = False, decorators: Sequence[str] = (),
                 helper: bool = False, sync: bool = False) -> None:  # fmt: skip
        """A function, or a method of the client's class where there is one and this is no entry or helper."""
        defn = "def" if sync else self.defn
        method = self.in_class and not entry and not helper
        inner = ["self", *parameters] if method else parameters
        lines = [*decorators, f"{defn} {name}({', '.join(inner)}):", *indent(body or ["pass"])]
        if method:
            self.methods.append(lines)
        else:
            self.add(part, HELPER if helper else ENTRY if entry else FUNCTION, lines, name)

    def finish_class(self, name: str, parameters: Sequence[str]) -> None:
        """Put the methods together."""
        lines = [f"class {name}:", f'    """Talks to {self.subject.provider.name}."""', ""]
        head = f"    def __init__(self{''.join(', ' + p for p in parameters)}):"
        lines += [head, *indent(self.init or ["pass"], 2)]
        for method in self.methods:
            lines += ["", *indent(method)]
        self.add("client", FUNCTION, lines, name)

    # ------------------------------------------------------------------ the request

    def base(self) -> str:
        """An expression that is the host's URL."""
        draw, host = self.draw, self.subject.host
        kind = draw.weighted(
            {"constant": 3, "env": 4, "table": 2, "settings": 2, "dataclass": 1, "self": 4 if self.in_class else 0}
        )
        if kind == "constant":
            return self.constant(f'BASE_URL = "{host}"', "BASE_URL")
        if kind == "env":
            return self.constant(
                f'BASE_URL = os.environ.get("API_URL", "{host}"){draw.pick("", "", ".rstrip(" + chr(34) + "/" + chr(34) + ")")}',
                "BASE_URL",
            )
        if kind == "table":
            self.constant(
                f'HOSTS = {{"live": "{host}", "test": "{host.replace("https://", "https://test-")}"}}', "HOSTS"
            )
            return self.constant(
                draw.pick(
                    'BASE_URL = HOSTS["live"]',
                    'BASE_URL = HOSTS[os.environ.get("API_ENV", "live")]',
                    'BASE_URL = HOSTS.get("live")',
                ),
                "BASE_URL",
            )
        if kind == "settings":
            self.add("errors", CLASS, ["class Settings:", f'    base_url = "{host}"', "    timeout = 20"], "Settings")
            return "Settings.base_url"
        if kind == "dataclass":
            self.add(
                "errors", CLASS,
                ["@dataclass(frozen=True)", "class Settings:", f'    base_url: str = os.environ.get("API_URL", "{host}")', "    timeout: float = 20.0", "", "", "settings = Settings()"],
                "Settings", "settings",
            )  # fmt: skip
            return "settings.base_url"
        self.init.append(
            f'self.base_url = os.environ.get("API_URL", "{host}")' if draw.chance(0.5) else f'self.base_url = "{host}"'
        )
        return "self.base_url"

    def url(self, relative: bool = False) -> tuple[list[str], str]:
        """Lines to run before, and an expression that is the URL (from the host on, or `relative` to it)."""
        draw, path = self.draw, self.subject.path
        base = "" if relative else self.base()
        names = re.findall(r"\{(\w+)\}", path)
        flat = "%s".join(re.split(r"\{\w+\}", path))
        values = f"({', '.join(names)})" if len(names) != 1 else names[0]
        forms = {
            "f": 6,
            "plus": 2,
            "percent": 1,
            "format": 1,
            "helper": 1,
            "join": 1,
            "urljoin": 0.7 if base else 0,
            "template": 1,
        }
        kind = draw.weighted(forms) if names else draw.weighted({"f": 3, "plus": 2, "urljoin": 0.7 if base else 0})
        if kind == "f":
            url = f'f"{{{base}}}{path}"' if base else f'f"{path}"' if names else f'"{path}"'
        elif kind == "plus":
            pieces = [piece for piece in re.split(r"(\{\w+\})", path) if piece]
            url = " + ".join(
                ([base] if base else []) + [piece[1:-1] if piece[0] == "{" else f'"{piece}"' for piece in pieces]
            )
        elif kind == "percent":
            url = f'"%s{flat}" % ({", ".join([base, *names])})' if base else f'"{flat}" % {values}'
        elif kind == "format":
            braces = flat.replace("%s", "{}")
            url = (
                f'"{{}}{braces}".format({", ".join([base, *names])})'
                if base
                else f'"{braces}".format({", ".join(names)})'
            )
        elif kind == "helper":
            free = [name for name in names if name != "PROJECT_KEY"]
            if base == "self.base_url":
                self.methods.append(
                    [
                        f"def _url(self{''.join(', ' + name for name in free)}):",
                        f'    return f"{{self.base_url}}{path}"',
                    ]
                )
                return [], f"self._url({', '.join(free)})"
            self.function(
                "_url", free, [f'return f"{{{base}}}{path}"' if base else f'return f"{path}"'], helper=True, sync=True
            )
            return [], f"_url({', '.join(free)})"
        elif kind == "join":
            pieces = [piece for piece in path.split("/") if piece]
            url = f'"/".join([{base or chr(34) * 2}, {", ".join(f"f{chr(34)}{p}{chr(34)}" if "{" in p else f"{chr(34)}{p}{chr(34)}" for p in pieces)}])'
        elif kind == "urljoin":
            url = f'urljoin({base}, f"{path}")'
        else:
            name = self.constant(f'PATH = "{path}"', "PATH")
            url = f"{base}{' + ' if base else ''}{name}.format({', '.join(f'{n}={n}' for n in names)})"
        if draw.chance(0.3):
            return [f"url = {url}"], "url"
        return [], url

    def headers(self) -> tuple[list[str], str]:
        """Lines to run before, and an expression that is the headers, with an idempotency key or without."""
        draw, subject = self.draw, self.subject
        auth = AUTH[subject.provider.id]
        key = KEY_HEADERS.get(subject.provider.id)
        if subject.writes and key and draw.chance(0.5):
            value = draw.pick(
                "str(uuid.uuid4())",
                f'f"{subject.verb}-{{{subject.parameters[0]}}}"' if subject.parameters else 'f"new-{amount}"',
            )
            if draw.chance(0.5):
                return [f"headers = {auth}", f'headers["{key}"] = {value}'], "headers"
            return [f"key = {value}"], f'{{**{auth}, "{key}": key}}'
        if draw.chance(0.5):
            return [], self.constant(f"HEADERS = {auth}", "HEADERS")
        return [], auth

    def payload(self) -> tuple[list[str], str]:
        """Lines to run before, and an expression that is the request's body."""
        draw, subject = self.draw, self.subject
        items = {"amount": "amount"} | (
            {"reference": subject.parameters[0]} if subject.parameters and draw.chance(0.5) else {}
        )
        field_name = KEY_FIELDS.get(subject.provider.id)
        if field_name and draw.chance(0.4):
            items[field_name] = draw.pick("str(uuid.uuid4())", 'f"shop-{amount}"')
        text = "{" + ", ".join(f'"{k}": {v}' for k, v in items.items()) + "}"
        return ([f"payload = {text}"], "payload") if draw.chance(0.5) else ([], text)
