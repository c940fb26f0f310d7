"""Which files are worth parsing."""

import os

import pytest

from sadpath.source.discover import SourcePath, discover
from sadpath.source.imports import Import, imports_of
from sadpath.source.modules import ModuleIndex
from sadpath.source.search import Search
from sadpath.source.sift import Sift


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import a", [Import(0, "a", ())]),
        ("import a.b as c, d  # e", [Import(0, "a.b", ()), Import(0, "d", ())]),
        ("from a.b import c as d, e", [Import(0, "a.b", ("c", "e"))]),
        ("from . import x", [Import(1, "", ("x",))]),
        ("from .. a import x", [Import(2, "a", ("x",))]),
        ("from ...pkg.mod import *", [Import(3, "pkg.mod", ("*",))]),
        ("from a import (  # not (b)\n    c,\n    d as e,  # f\n)", [Import(0, "a", ("c", "d"))]),
        ("from a import(b)", [Import(0, "a", ("b",))]),
        ("from a \\\n  import b, \\\n  c\nx = 1", [Import(0, "a", ("b", "c"))]),
        ("import a; import b", [Import(0, "a", ()), Import(0, "b", ())]),
        ("try: import a\nexcept ImportError: from b import c", [Import(0, "a", ()), Import(0, "b", ("c",))]),
        ("def f():\n    from a import b\n\timport c", [Import(0, "a", ("b",)), Import(0, "c", ())]),
        ("from a import b\r\nfrom c import (\r\n  d,\r\n)\r\n", [Import(0, "a", ("b",)), Import(0, "c", ("d",))]),
        ("m = importlib.import_module('a.b')", [Import(0, "a.b", ())]),
        ("from größe import maß", [Import(0, "größe", ("maß",))]),
        ("x.import_(a)\nimportant = 1\nraise ImportError\nyield from a\n'from a'", []),
        ("# import a", []),
    ],
)
def test_imports(text, expected):
    assert imports_of(text.encode()) == expected


def relevant(files, overlay=None):
    """What is relevant for the token HIT."""
    return Search(files, Sift(["HIT"]), ModuleIndex([f.path for f in files]), overlay).relevant()


def run(paths=(".",), overlay=None):
    found = relevant(discover(list(paths)).files, overlay)
    return tuple([f.display for f in group] for group in (found.hits, found.importers, found.imported))


def test_nothing_hits(tree):
    tree({"a.py": "import b", "b.py": ""})
    assert run() == ([], [], [])


def test_importers_and_imported(tree):
    tree(
        {
            "shop/__init__.py": "from .client import Client",
            "shop/client.py": "URL = 'HIT'\nfrom .errors import Bad\n",
            "shop/errors.py": "from . import codes",
            "shop/codes.py": "",
            "shop/unrelated.py": "import os",
            "views.py": "from shop import (\n    Client,\n)\nimport helpers",
            "urls.py": "import views",
            "helpers.py": "",
            "mentions.py": "client = 'shop client views'",
            "lone.py": "import os",
        }
    )
    assert run() == (
        ["shop/client.py"],
        ["shop/__init__.py", "urls.py", "views.py"],
        ["shop/errors.py", "helpers.py", "shop/codes.py"],
    )


def test_who_imports_a_package_by_a_dot_alone(tree):
    tree(
        {"shop/__init__.py": "HIT = X = 1", "shop/a.py": "from . import X", "shop/sub/__init__.py": "from .. import X"}
    )
    assert run()[1] == ["shop/a.py", "shop/sub/__init__.py"]


def test_what_a_named_file_imports_is_searched_too(tree):
    tree(
        {
            "client.py": "HIT = URL = 1",
            "pay.py": "import middle",
            "middle.py": "from client import URL",
            "other.py": "import client",
        }
    )
    assert run(["pay.py"]) == (["client.py"], ["middle.py", "pay.py"], [])


def test_modules_named_by_strings(tree):
    tree(
        {
            "loads.py": "T = {'a': 'shop.b:C', 'd': 'b'}\nimport importlib as i\ni.import_module(T[0])",
            "begins.py": "from importlib import import_module\nimport_module(f'shop.{x}')",
            "near/__init__.py": "import importlib\nimportlib.import_module('.' + x, __name__)",
            "near/c.py": "HIT",
            "other.py": "X = 'shop.b'",
            "shop/__init__.py": "",
            "shop/b.py": "HIT",
        }
    )
    assert run() == (
        ["near/c.py", "shop/b.py"],
        ["begins.py", "loads.py", "near/__init__.py", "other.py"],
        ["shop/__init__.py"],
    )


def test_a_name_of_a_module_that_somebody_else_imports(tree):
    """It has to be one to its end, and dotted; and somebody has to import by names that are data."""
    files = {
        "conf.py": "BACKEND = 'shop.b.Backend'",
        "main.py": "import conf",
        "words.py": "X = ['b', 'shop b', 'shop.b is', 'shop.bb', 'other.b']",
        "shop/__init__.py": "",
        "shop/b.py": "HIT",
    }
    tree(files)
    assert run() == (["shop/b.py"], [], [])
    tree({**files, "loads.py": "from importlib import import_module\ndef get(name): return import_module(name)"})
    assert run() == (["shop/b.py"], ["conf.py", "main.py"], [])


def test_what_a_hit_stores_in_another_module_counts_for_who_reads_it_there(tree):
    tree(
        {
            "wiring.py": "import box as b\nfrom pots import pot, lid\nb.url = 'http://HIT'\npot.keep('/HIT')\nprint(lid.size)\n",
            "box.py": "url = None",
            "pots/__init__.py": "",
            "pots/pot.py": "",
            "pots/lid.py": "",
            "views.py": "import box",
            "kitchen.py": "from pots import pot",
            "lids.py": "from pots import lid",
        }
    )
    assert run() == (["wiring.py"], ["box.py", "kitchen.py", "pots/pot.py", "views.py"], ["pots/lid.py"])


def test_an_edit_that_stores_something_elsewhere_changes_what_matters(tree):
    root = tree({"a.py": "import box\nHIT = 1\n", "box.py": "", "user.py": "import box"})
    files = discover(["."]).files
    overlay = {}
    search = Search(files, Sift(["HIT"]), ModuleIndex([f.path for f in files]), overlay)
    assert [f.display for f in search.relevant().importers] == []
    overlay[str(root / "a.py")] = b"import box\nHIT = 1\nbox.url = HIT\n"
    assert search.changed(str(root / "a.py"))
    assert [f.display for f in search.relevant().importers] == ["box.py", "user.py"]


def test_import_cycles_end(tree):
    tree({"a.py": "import b", "b.py": "import a\nHIT = 1", "c.py": "import c, a"})
    assert run() == (["b.py"], ["a.py", "c.py"], [])


def test_overlay(tree):
    root = tree({"a.py": "x = 1", "b.py": "import a"})
    assert run(overlay={str(root / "a.py"): b"HIT"}) == (["a.py"], ["b.py"], [])
    path = os.path.abspath("new.py")
    found = relevant([SourcePath("new.py", path, True)], {path: b"import a\nHIT"})
    assert [f.display for f in found.files] == ["new.py", "a.py"]


def test_what_can_t_be_read_is_told_only_where_it_was_named(tree):
    tree({"a.py": "HIT", "b.py": b"\xff", "gone.py": "HIT"})
    files = discover(["."]).files
    os.unlink("gone.py")
    found = relevant(files)
    assert [(p.path, p.message) for p in found.unreadable] == [("gone.py", "no such file")]
    found = relevant(discover(["b.py"]).files)
    assert [p.path for p in found.unreadable] == ["b.py"]
