"""What files tell of one another is read once, and again where a file has changed."""

import marshal

import pytest
from cached_project import CALLER, CLIENT

from sadpath.cache.imports import SECTION, Imports
from sadpath.cache.store import Store
from sadpath.source import told
from sadpath.source.effects import tree_of

BETWEEN = "from client import PartnerError, refund\n\n\ndef pay(order):\n    return refund(order.id)\n"
FAR = "from between import pay\n\n\ndef stop(order):\n    try:\n        return pay(order)\n    except Exception:\n        pass\n"


def names(project):
    """The files that the memory knows."""
    known = Imports(Store(str(project.root / ".sadpath_cache"))).known
    return {path.rpartition("/")[2] for path in known}


def test_what_is_imported_is_read_again_where_it_changed(project):
    project.write({"between.py": "x = 1\n", "far.py": FAR})
    first = project.run()
    assert "far.py" not in first[1]
    project.write({"between.py": BETWEEN})
    assert project.anew() == project.fresh()
    assert "far.py" in project.run()[1]
    project.write({"between.py": BETWEEN.replace("from client", "from others")})
    assert project.anew() == project.fresh()
    assert "far.py" not in project.run()[1]


def test_what_is_stored_elsewhere_is_read_again_where_it_changed(project):
    stores = "import other\nfrom client import refund\n\nother.{name} = refund\n"
    uses = "import other\n\n\ndef stop(order):\n    try:\n        return other.pay(order.id)\n    except Exception:\n        pass\n"
    project.write({"other.py": "pay = None\n", "stores.py": stores.format(name="pay"), "uses.py": uses})
    first = project.run()
    assert first == project.fresh() and "uses.py" in first[1]
    project.write({"stores.py": stores.format(name="nothing")})
    assert project.anew() == project.fresh()
    project.write({"stores.py": stores.format(name="pay")})
    assert project.anew() == project.fresh()


@pytest.mark.parametrize(
    "store", ["if other: other.pay = refund", "other.name = 1; other.pay = refund", "other.x = other.pay = refund"]
)
def test_stores_that_stand_beside_others(project, store):
    uses = "import other\n\n\ndef stop(order):\n    try:\n        return other.pay(order.id)\n    except Exception:\n        pass\n"
    text = f"import other\nimport app\nfrom client import refund\n\napp.name = 1\n{store}\n"
    project.write({"other.py": "pay = None\n", "app.py": "name = 0\n", "stores.py": text, "uses.py": uses})
    assert "uses.py" in project.run()[1]


def test_a_package_whose_directory_is_named(project):
    project.write(
        {
            "src/__init__.py": CLIENT,
            "src/main.py": "import src\n\n\ndef pay():\n    src.refund(1)\n",
            "client.py": "x = 1\n",
        }
    )
    first = project.run()
    project.write({"other.py": "x = 2\n"})
    assert project.anew() == project.fresh() == first


def test_it_is_kept_with_the_files_that_were_read(project):
    project.run()
    assert {"client.py", "caller.py"} <= names(project)
    project.write({"third.py": CALLER})
    project.anew()
    assert "third.py" in names(project)


def test_a_damaged_memory_is_not_believed(project):
    project.run()
    store = Store(str(project.root / ".sadpath_cache"))
    stamp, paths, states, kept = marshal.loads(store.load(SECTION))
    for data in (
        b"nothing",
        marshal.dumps((stamp, paths, states, [None] * len(kept))),
        marshal.dumps((b"", "", [], [])),
    ):
        store.save(SECTION, data)
        project.write({"client.py": CLIENT + "\n"})
        assert project.anew() == project.fresh()


def test_plain_data_says_the_same():
    data = b"import a.b\nimport d.e as f\nfrom . import c, g as h\nimport_module('i.j')\nc.x = a\n\n@c.keep\ndef f():\n    return a\n"
    one = told.read(data)
    assert told.of_plain(marshal.loads(marshal.dumps(told.plain(one)))) == one
    effects = one.effects_in(data)
    effects.tree = tree_of(data, {name for name, _ in one.bindings()})
    assert effects.tree.stored
    assert told.of_plain(marshal.loads(marshal.dumps(told.plain(one)))) == one
    assert told.of_plain([1, 2]) is None
