"""The object with which a walk begins in a method: made as the project makes it."""

from __future__ import annotations

import textwrap

import pytest
from helpers import same, walk

CLIENT = """
import requests

class Http:
    def __init__(self, base, key=None):
        self.base = base
        self.key = key

    def post(self, path, body):
        r = requests.post(self.base + path, json=body, auth=self.key)
        r.raise_for_status()
        return r

class Captures:
    def __init__(self, http):
        self.http = http

    def capture(self, order_id):
        return self.http.post("/orders/" + order_id + "/captures", {}).headers["Capture-Id"]
"""
URL = '"https://api.klarna.com/ordermanagement/v1"'
ENTRY = "m:Captures.capture"


def made(code: str) -> str:
    return CLIENT + textwrap.dedent(code).replace("URL", URL)


def is_lost(code: str | dict[str, str]) -> bool:
    """Whether nothing is known to be sent from the method."""
    try:
        walk(code, ENTRY)
    except AssertionError:
        return True
    return False


MAKERS = {
    "a function": "def make():\n    return Captures(Http(URL))",
    "one that keeps what it makes": """
        _client = None

        def get_client():
            global _client
            if _client is None:
                _client = Captures(Http(URL))
            return _client
        """,
    "names of its own, and parameters": """
        def make(key, base=None, *, old=False):
            http = Http(base or URL, key)
            return Captures(http)
        """,
    "an annotated parameter": """
        class Settings:
            base = URL

        def make(settings: Settings):
            return Captures(Http(settings.base))
        """,
    "what is done to a name": """
        def make(key):
            http = Http("http://localhost")
            http.base = URL
            return Captures(http)
        """,
    "an import in the function": """
        def make():
            from m import Captures as Made
            return Made(Http(URL))
        """,
    "another object": """
        class Container:
            def __init__(self, key):
                self.base = URL
                self.captures = Captures(Http(self.base, key))
        """,
    "a property": """
        class Container:
            base = URL

            @property
            def captures(self):
                return Captures(Http(self.base))
        """,
    "a main guard": "if __name__ == '__main__':\n    http = Http(URL)\n    print(Captures(http))",
    "a lambda": "MADE = {'captures': lambda: Captures(Http(URL))}",
    "a coroutine": "async def make():\n    return Captures(Http(URL))",
    "one that asks for a key first": """
        def make():
            key = requests.get("https://keys.example.com").json()
            return Captures(Http(URL, key))
        """,
    "two that give the same": "def make():\n    return Captures(Http(URL))\ndef again():\n    return Captures(Http(URL))",
    "one of which nobody knows with what": """
        def make():
            return Captures(Http(URL))

        def wrap(http):
            return Captures(http)
        """,
    "one beside a double": """
        def make():
            return Captures(Http(URL))

        def fake_captures():
            return Captures(Http("http://localhost"))
        """,
    "a table": "def make(base):\n    return Captures(Http(base))\n\nCLIENTS = {'live': make(URL)}",
    "a list": "def make(base):\n    return Captures(Http(base))\n\nCLIENTS = [make(URL)]",
    "an object that is kept": """
        class App:
            def __init__(self, base):
                self.captures = Captures(Http(base))

        app = App(URL)
        """,
    "a class that keeps one": "class View:\n    captures = Captures(Http(URL))",
}


@pytest.mark.parametrize("code", MAKERS.values(), ids=MAKERS)
def test_an_object_is_made_as_the_project_makes_it(code: str) -> None:
    assert same(made(code), ENTRY) == "raised"


OTHERS = {
    "two hosts": "def make():\n    return Captures(Http(URL))\ndef local():\n    return Captures(Http('http://localhost'))",
    "two hosts in a table": "CLIENTS = {'live': Captures(Http(URL)), 'local': Captures(Http('http://localhost'))}",
    "a double": "def fake_captures():\n    return Captures(Http(URL))",
    "another class of that name": "def make():\n    class Captures:\n        pass\n    return Captures(Http(URL))",
    "a host that a condition tells": """
        def make(live):
            base = "http://localhost"
            if live:
                base = URL
            return Captures(Http(base))
        """,
}


@pytest.mark.parametrize("code", OTHERS.values(), ids=OTHERS)
def test_where_the_project_says_nothing_or_two_things(code: str) -> None:
    assert is_lost(made(code))


@pytest.mark.parametrize(("module", "lost"), [("making", False), ("test_making", True), ("tests.making", True)])
def test_a_module_that_makes_it(module: str, lost: bool) -> None:
    making = f"import m\n\ndef make():\n    return m.Captures(m.Http({URL}))\n"
    code = {"m": f"{CLIENT}\nimport {module}\n", "tests": "", module: making}
    assert is_lost(code) is lost


def test_a_classmethod_that_needs_arguments() -> None:
    method = f"""
    @classmethod
    def live(cls, key):
        return cls(Http({URL}, key))
"""
    assert same(CLIENT + method, ENTRY) == "raised"
    more = """
    @classmethod
    def local(cls):
        return cls(Http("http://localhost"))

    def copy(self):
        return Captures(Http("http://localhost"))
"""
    copies = more[more.index("    def copy") :]
    assert same(CLIENT + method + copies, ENTRY) == "raised"
    both = CLIENT + method + more
    with pytest.raises(AssertionError, match="reached"):
        walk(both, ENTRY)


def test_what_an_argument_raises_is_not_known() -> None:
    code = """
    def make():
        return Captures(Http(URL, {}["key"]))
    """
    assert is_lost(made(code))
    named = """
    def make():
        key = {}["key"]
        return Captures(Http(URL, key))
    """
    assert same(made(named), ENTRY) == "raised"


def test_only_what_tells_the_host_is_taken_over() -> None:
    """A number of tries that has a default is what the class says."""
    code = """
    class Tries(Captures):
        def __init__(self, base, tries=1):
            self.http, self.tries = Http(base), tries

        def again(self, order_id):
            for _ in range(self.tries):
                try:
                    return self.capture(order_id)
                except requests.HTTPError:
                    pass
            return None

    def make():
        return Tries(URL, tries=0)
    """
    assert same(made(code), "m:Tries.again") == "handled"
