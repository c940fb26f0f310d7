"""Names as data: `globals()`, `locals()`, `vars()`, `sys.modules`, held against Python."""

from __future__ import annotations

import textwrap

import pytest
from helpers import fates, program, providers, walk
from values import REFUSED, differences, is_told

from sadpath.analyse import on_large_stack
from sadpath.walk.explore import Explorer

HEAD = (
    REFUSED
    + """
import sys

def on_lock():
    return "lock"

def on_order():
    return "order"

LIMIT = 5
"""
)


@pytest.mark.parametrize(
    "code",
    [
        "r = globals()['on_lock'](), globals().get('on_' + 'order')(), globals().get('on_x'), globals().get('on_x', 3)",
        "r = 'on_lock' in globals(), 'on_x' in globals(), 'len' in globals(), refused(lambda: globals()['on_x']), '__name__' in globals()",
        """
        held = globals()
        late = 7
        r = held["late"], held is globals(), bool(held), isinstance(held, dict), vars() is held, locals() is held
        held["made"] = 8
        s = made
        globals().update(more=9)
        t = more, globals().setdefault("LIMIT", 1), globals().setdefault("least", 1), least
        del globals()["made"]
        u = refused(lambda: made), globals().pop("more"), "more" in held
        """,
        "r = sorted(name for name in globals() if name.startswith('on_'))",
        "handlers = {name[3:]: made for name, made in list(globals().items()) if name.startswith('on_')}\nr = handlers['lock'](), len(handlers)",
        """
        for kind in ("Lock", "Order"):
            globals()[kind + "Error"] = type(kind + "Error", (Exception,), {"kind": kind})
        r = LockError.kind, OrderError.__name__, issubclass(LockError, Exception)
        """,
        """
        def f(a, b=2):
            c = a + b
            for name in ("x", "y"):
                pass
            told = locals()
            told["c"] = 100
            d = 1
            return sorted(told), told["a"], c, "d" in told, "d" in locals(), locals().get("z"), vars()["c"]
        r = f(1)
        def g(code, text):
            return "{code}: {text}".format(**locals()), "%(code)s" % locals()
        s = g("E1", "broken")
        def h():
            try:
                raise KeyError
            except KeyError as error:
                inside = "error" in locals()
            return inside, "error" in locals()
        t = h()
        """,
        """
        class Errors:
            for _name in ("A", "B"):
                locals()[_name] = type(_name, (Exception,), {"kind": _name})
                vars()[_name.lower()] = _name
            seen = "A" in locals(), "on_lock" in locals()
            del _name
        r = Errors.A.kind, Errors.b, Errors.seen, hasattr(Errors, "_name")
        """,
        """
        def f():
            global counted
            globals()["counted"] = 5
            return counted
        r = f(), counted
        class C:
            r = globals()["LIMIT"]
            def m(self):
                return globals()["on_lock"]()
        s = C.r, C().m(), [globals()["LIMIT"] for _ in range(2)]
        """,
        """
        def locals():
            return "own"
        r = locals()
        """,
        "r = list(map(globals().get, ('LIMIT', 'nothing'))), {**globals()}['LIMIT'], dict(globals())['LIMIT'], globals().copy()['LIMIT']",
        """
        import json
        r = vars(json) is json.__dict__, vars(json)["loads"]("[1]"), sys.modules["json"] is json, "json" in sys.modules
        """,
    ],
)
def test_names_as_data(code: str) -> None:
    assert differences(HEAD + textwrap.dedent(code)) == {}


def test_the_module_itself() -> None:
    """Held against Python in a module that is imported: `exec` makes none."""
    code = """
    import sys
    def on_lock():
        return 1
    me = sys.modules[__name__]
    r = me.on_lock() + getattr(me, "on_" + "lock")() + getattr(sys.modules.get(__name__), "on_x", 3)
    setattr(me, "late", 4)
    s = late + vars(me)["late"] + me.__dict__["late"] + globals()["late"]
    t = __name__ in sys.modules and hasattr(me, "on_lock") and not hasattr(me, "on_x")
    """
    assert values(code, "r", "s", "t") == [5, 16, True]


def values(code: str | dict[str, str], *names: str) -> list[object]:
    """What a module `m` binds to these names."""
    found: list[object] = []

    def work() -> None:
        explorer = Explorer(program(textwrap.dedent(code) if isinstance(code, str) else code), providers())
        explorer.load(["m"])
        attrs = explorer.machine.modules["m"].attrs
        found.extend(attrs.get(name) for name in names)

    on_large_stack(work)
    return found


@pytest.mark.parametrize(
    "code",
    [
        "r = globals()[given]",
        "r = given in globals()",
        "r = 'pytest' in sys.modules",
        "globals()[given] = 5\nr = given_name",
        "globals().update(given)\nr = given_name",
    ],
)
def test_what_nobody_knows_stays_unknown(code: str) -> None:
    assert not is_told("import sys\nfrom nowhere import given\nr = None\n" + code, "r")


POST = """
import requests, sys

def post(order_id):
    return requests.post("https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id)

def on_no_such_order(r):
    return None

def on_conflict(r):
    raise LookupError("conflict")
"""


@pytest.mark.parametrize(
    "found",
    [
        "globals().get('on_' + code)",
        "globals()['on_' + code] if 'on_' + code in globals() else None",
        "vars(sys.modules[__name__]).get(f'on_{code}')",
        "getattr(sys.modules[__name__], 'on_' + code, None)",
        "sys.modules[__name__].__dict__.get('on_' + code)",
        "next((made for name, made in list(globals().items()) if name == 'on_' + code), None)",
    ],
)
def test_lanes_part_by_the_function_that_is_found(found: str) -> None:
    code = f"""
def f(order_id):
    r = post(order_id)
    if r.ok:
        return True
    code = r.json()["error_code"].lower()
    handler = {found}
    if handler is None:
        raise RuntimeError(code)
    return handler(r)
"""
    facts = walk(POST + code)
    by_code = {one.answer.code: one.fate for one in facts.lanes}
    assert by_code.pop("NO_SUCH_ORDER", "handled") == "handled"
    found_fates = fates(facts)
    assert "handled" in found_fates[404]
    assert {fate for status, fate in found_fates.items() if status != 404} == {"raised"}


@pytest.mark.parametrize(
    "found",
    [
        "globals().get(f'on_{event}')",
        "getattr(sys.modules[__name__], f'on_{event}', None)",
        "vars(sys.modules[__name__]).get('on_' + event)",
    ],
)
def test_an_event_that_nobody_knows_chooses_among_the_names_that_it_may_be(found: str) -> None:
    """Only the handlers are tried, and nothing is sent where the name is none of them."""
    code = f"""
def on_send(order_id):
    post(order_id).raise_for_status()
    return "sent"

def f(order_id, event):
    handler = {found}
    if handler is not None:
        return handler(order_id)
    return "nothing"
"""
    facts = walk(POST + code)
    assert set(fates(facts).values()) == {"raised"}
    assert facts.walked.steps < 5_000


def test_an_import_that_waits_is_run_for_the_name_that_is_asked_for() -> None:
    modules = {
        "m": "from other import on_lock\nimport third\n"
        "r = globals()['on_lock']()\ns = 'third' in globals(), vars()['third'].LIMIT, 'x' in globals()",
        "other": "def on_lock():\n    return 'lock'\n",
        "third": "LIMIT = 5\n",
    }
    assert values(modules, "r", "s") == ["lock", (True, 5, False)]


def test_what_a_run_puts_among_the_names_is_gone_after_it() -> None:
    code = """
seen = globals()

def f(order_id, again):
    if "done" in globals() or "held" in seen:
        return "again"
    r = post(order_id)
    globals()["done"] = True
    seen["held"] = True
    if again:
        r.raise_for_status()
    r.raise_for_status()
"""
    assert set(fates(walk(POST + code)).values()) == {"raised"}
