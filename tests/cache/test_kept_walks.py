"""After an edit only what it can change is walked, in the command too; what other processes read counts as read."""

import re

import pytest
from cached_project import CALLER, CLIENT, QUIET

from sadpath.parallel import can_fork

WALKED = re.compile(r"^ +[\d.]+ s  (\S+): ", re.MULTILINE)
MANY = "".join(f"\n\ndef stop_{n}(order):\n    return refund(order.id)\n" for n in range(12))


def walked(told):
    """The entries that a run with --verbose tells the times of; it tells the longest, at most 17 of them."""
    return set(WALKED.findall(told))


def test_the_findings_are_those_of_a_fresh_run(project):
    project.run()
    project.write({"client.py": QUIET})
    assert project.anew() == project.fresh()
    project.write({"client.py": CLIENT, "caller.py": CALLER.replace("pass", "raise")})
    assert project.anew() == project.fresh()
    project.write({"caller.py": "def (:\n" + CALLER})
    assert project.anew() == project.fresh()
    project.write({"caller.py": CALLER + MANY, "third.py": CALLER.replace("stop", "halt")})
    assert project.anew() == project.fresh()
    (project.root / "third.py").unlink()
    project.rest()
    assert project.anew() == project.fresh()


def test_only_what_the_edit_can_change_is_walked(project):
    project.write({"caller.py": CALLER + MANY})
    project.run()
    project.write(
        {"caller.py": (CALLER + MANY).replace("def stop_3(order):\n", "def stop_3(order):\n    attempt = 1\n")}
    )
    _, _, told = project.anew("check", "--verbose")
    assert "caller:stop_3" in told
    assert not [line for line in told.splitlines() if re.search(r"caller:stop_(0|1|2|4|5)\b", line)], told


@pytest.mark.skipif(not can_fork(), reason="processes can't be forked here")
def test_what_only_other_processes_read_is_noticed_when_it_changes(project, monkeypatch):
    """A module that no import statement names: the walk finds it, in a process of its own."""
    picked = 'import importlib\n\n\ndef limit(name):\n    return importlib.import_module(f"plans.{name}").QUIET\n'
    loud = CALLER.replace("import PartnerError", "import PartnerError").replace(
        "def stop(order):\n",
        'def stop(order):\n    from pick import limit\n    if limit("gold"):\n        return None\n',
    )
    project.write(
        {"pick.py": picked, "plans/__init__.py": "", "plans/gold.py": "QUIET = False\n", "caller.py": loud + MANY}
    )
    slow = {"SADPATH_TEST": "1"}
    first = project.run("check", "--output-format", "concise", "--jobs", "2", env=slow)
    assert "SP106" in first[1]
    assert project.again("check", "--output-format", "concise", "--jobs", "2", env=slow) == first
    project.write({"plans/gold.py": "QUIET = True\n"})
    second = project.anew("check", "--output-format", "concise", "--jobs", "2", env=slow)
    assert second == project.fresh()


def test_damaged_walks_are_walked_again(project):
    first = project.run()
    for section in project.sections("walks"):
        data = section.read_bytes()
        section.write_bytes(data[: len(data) // 2])
    project.write({"other.py": "x = 2\n"})
    assert project.anew() == first


def test_other_bindings_make_other_walks(project):
    project.write(
        {
            "client.py": CLIENT.replace("https://api.klarna.com", "{HOST}").replace(
                "import requests", "import requests\nfrom settings import HOST"
            )
        }
    )
    project.write({"settings.py": "import os\n\nHOST = os.environ['HOST']\n", "sadpath.toml": ""})
    project.run()
    project.write({"sadpath.toml": '[providers]\n"client.py" = "klarna-order-management"\n'})
    assert project.anew() == project.fresh()
    project.write({"sadpath.toml": ""})
    assert project.anew() == project.fresh()


def test_a_module_is_edited_that_others_import_by_another_name(project):
    """In a directory without `__init__.py`: it is a program's own module `core`, and `shop.core` to who imports it."""
    project.write({"shop/core.py": QUIET, "caller.py": CALLER.replace("from client", "from shop.core")})
    (project.root / "client.py").unlink()
    project.run()
    project.write({"shop/core.py": CLIENT})
    assert project.anew() == project.fresh()
    assert project.again() == project.fresh()


def test_a_module_that_gets_a_program_of_its_own_is_named_as_a_fresh_run_does(project):
    """`told/post.py` has no evidence at first, so that only `told.post` is known of it."""
    sends = "import requests\n\n\ndef send(url):\n    return requests.post(url, json={}).json()\n"
    refund = 'send("https://api.klarna.com/ordermanagement/v1/orders/o/refunds")\n'
    project.write({"told/post.py": sends, "client.py": f"from told.post import send\n\n\ndef refund():\n    {refund}"})
    (project.root / "caller.py").unlink()
    project.run("matrix", "--output-format", "json")
    project.write({"told/post.py": f"{sends}\n\ndef cancel():\n    {refund}"})
    assert project.anew("matrix", "--output-format", "json") == project.fresh("matrix", "--output-format", "json")


def test_what_nobody_imports_any_more_is_not_missed(project):
    helped = "from helper import LIMIT\n" + CALLER.replace("order.id", "order.id + LIMIT")
    project.write({"helper.py": "LIMIT = '5'\n", "caller.py": helped})
    project.run()
    (project.root / "helper.py").rename(project.root / "limits.py")
    project.write({"caller.py": helped.replace("helper", "limits")})
    assert project.anew() == project.fresh()
    assert project.again() == project.fresh()


def test_what_can_not_be_read_is_told_as_long_as_somebody_imports_it(project):
    limited = CALLER.replace("order.id", "order.id + LIMIT")
    project.write({"helper.py": "LIMIT = '5'\n\0", "caller.py": "from helper import LIMIT\n" + limited})
    assert "helper.py" in project.run()[1]
    project.write({"client.py": QUIET})
    code, told, _ = project.anew()
    assert (code, told) == project.fresh()[:2]
    assert "helper.py" in told
    project.write({"caller.py": CALLER})
    assert project.anew() == project.fresh()
