"""What names lead to evidence, and what they don't: there nothing is parsed, loaded or walked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sadpath.catalogue import load_providers
from sadpath.config import Config
from sadpath.program import reach
from sadpath.source.discover import discover
from sadpath.workspace import Workspace

CLIENT = """
import requests

class Client:
    def save(self, order):
        return requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{order}/captures", json={})

    def name(self):
        return "a client"
"""


@pytest.fixture
def planned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], Workspace]:
    """Gives the workspace of files, planned as that of a large program."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reach, "FEW", 0)

    def plan(files: dict[str, str]) -> Workspace:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        workspace = Workspace(discover(["."]).files, config=Config(), providers=load_providers())
        workspace.planned()
        return workspace

    return plan


def functions(workspace: Workspace) -> set[str]:
    plans = [session.planned for session in workspace.sessions.values()]
    return {entry.label for plan in plans if plan is not None for entry in plan.functions}


def parsed(workspace: Workspace) -> set[str]:
    assert workspace.loader is not None
    return {Path(path).name for path in workspace.loader.parsed}


def test_an_attribute_of_the_same_name_leads_nowhere(planned):
    views = "from client import Client\n\ndef ship(order):\n    Client().save(order)\n\ndef note(order):\n    order.save()\n"
    workspace = planned({"client.py": CLIENT, "views.py": views})
    assert functions(workspace) == {"client:Client.save", "views:ship"}


def test_a_file_that_has_no_word_of_it_is_not_parsed(planned):
    other = "import views\n\ndef page(request):\n    return views.title(request)\n"
    views = "from client import Client\n\ndef ship(order):\n    Client().save(order)\n\ndef title(order):\n    return str(order)\n"
    workspace = planned({"client.py": CLIENT, "views.py": views, "pages.py": other})
    assert parsed(workspace) == {"client.py", "views.py"}


def test_another_module_s_name_is_another_name(planned):
    other = "import client\n\nclass Client:\n    def save(self):\n        return 1\n\ndef keep(order):\n    Client().save()\n"
    workspace = planned({"client.py": CLIENT, "store.py": "class Client: pass\n", "other.py": other})
    assert functions(workspace) == {"client:Client.save"}


def test_a_parameter_is_no_module_s_name(planned):
    views = "from client import Client\n\ndef note(Client):\n    Client.save()\n\ndef ship(order):\n    Client().save(order)\n"
    workspace = planned({"client.py": CLIENT, "views.py": views})
    assert functions(workspace) == {"client:Client.save", "views:ship"}


def test_methods_lead_by_the_attributes_that_do(planned):
    service = (
        "from client import Client\n\nclass Service:\n    def __init__(self, client: Client):\n        self.client = client\n"
        "    def ship(self, order):\n        self.client.save(order)\n    def again(self, order):\n        self.ship(order)\n"
        "    def label(self):\n        return self.title\n"
    )
    workspace = planned({"client.py": CLIENT, "service.py": service})
    assert functions(workspace) == {"client:Client.save", "service:Service.ship", "service:Service.again"}


def test_what_a_library_s_decorator_is_given_keeps_nothing(planned):
    tests = (
        "import pytest\nfrom client import Client\n\nCASES = [1, 2]\n\n@pytest.mark.parametrize('case', CASES)\n"
        "def check(case):\n    Client().save(case)\n\ndef count():\n    return len(CASES)\n"
    )
    workspace = planned({"client.py": CLIENT, "checks.py": tests})
    assert functions(workspace) == {"client:Client.save", "checks:check"}


def test_a_module_that_leads_nowhere_is_loaded_when_a_walk_asks_for_it(planned):
    views = (
        "from client import Client\nfrom limits import MOST\nfrom words import HELLO\n\ndef ship(order):\n"
        "    if order.count > MOST:\n        return None\n    return Client().save(order)\n\ndef greet():\n    return HELLO\n"
    )
    files = {"client.py": CLIENT, "views.py": views, "limits.py": "MOST = 3\n", "words.py": "HELLO = 'hello'\n"}
    workspace = planned(files)
    results = workspace.walk()
    assert {facts.walked.entry.label for facts in results.walks} == {"views:ship"}
    assert parsed(workspace) == {"client.py", "views.py", "limits.py"}


def test_a_class_that_is_made_from_one_of_its_own_name(planned):
    views = (
        "from client import Client\nfrom typing import Protocol\n\nclass Client(Client):\n    def ship(self, order):\n"
        "        return self.save(order)\n\nclass Ships(Protocol):\n    def ship(self, order): ...\n\n"
        "def send(ships: Ships, order):\n    return ships.ship(order)\n"
    )
    workspace = planned({"client.py": CLIENT, "views.py": views})
    assert functions(workspace) == {"client:Client.save", "views:Client.ship", "views:send"}


def test_modules_that_import_a_name_from_each_other(planned):
    views = "from client import Client\nfrom one import LIMIT\n\ndef ship(order):\n    return Client().save(order + LIMIT)\n"
    files = {
        "client.py": CLIENT,
        "views.py": views,
        "one.py": "from two import LIMIT\n",
        "two.py": "from one import LIMIT\n",
    }
    results = planned(files).walk()
    assert {facts.walked.entry.label for facts in results.walks} == {"views:ship"}
    assert results.internal == []


def test_names_of_functions_within_functions_are_their_own(planned):
    hooks = (
        "from client import Client\n\ndef install(bus):\n    def hook(event, order):\n        event.order = order\n"
        "        Client().save(order)\n    return hook\n\ndef greet():\n    return event.name\n\n"
        "def ship(order):\n    return [Client for Client in order]\n"
    )
    workspace = planned({"client.py": CLIENT, "hooks.py": hooks})
    assert functions(workspace) == {"client:Client.save", "hooks:install"}


def test_what_a_class_in_a_function_assigns_is_no_name_of_its_methods(planned):
    views = (
        "from client import Client\n\ndef made():\n    class Local:\n        Client = None\n"
        "        def ship(self, order):\n            return Client().save(order)\n    return Local()\n"
    )
    assert "views:made" in functions(planned({"client.py": CLIENT, "views.py": views}))


def test_a_name_that_gives_access_in_two_ways_still_has_to_be_asked_for_it(planned):
    files = {
        "shop/__init__.py": "from shop.parts import pay as paying\nfrom shop.parts import pay as billing\n",
        "shop/parts/__init__.py": "",
        "shop/parts/pay.py": CLIENT + "\ndef save(order):\n    return Client().save(order)\n",
        "views.py": (
            "import shop\n\ndef ship(order):\n    shop.billing.save(order)\n\ndef again(order):\n    shop.paying.save(order)\n\n"
            "def note(order):\n    shop.log(order).save(order)\n"
        ),
    }
    assert {"views:ship", "views:again"} <= functions(workspace := planned(files))
    assert "views:note" not in functions(workspace)


def test_an_empty_protocol_is_met_by_nothing(planned):
    views = "from typing import Protocol\n\nclass Named(Protocol):\n    name: str\n\ndef greet(one: Named):\n    return one.name\n"
    assert functions(planned({"client.py": CLIENT, "views.py": views})) == {"client:Client.save"}


def test_what_all_of_a_project_knows_leads_nowhere(planned, monkeypatch):
    """The nearest walks are planned all the same."""
    views = {
        f"views{n}.py": (
            f"from base import Base\n\nclass View{n}(Base):\n    def show(self, order):\n        self.save(order)\n\n"
            f"def more{n}():\n    return View{n}()\n"
        )
        for n in range(40)
    }
    files = {
        "client.py": CLIENT,
        "middle.py": "from client import Client\n\nclass Middle(Client):\n    pass\n",
        "base.py": "from middle import Middle\n\nclass Base(Middle):\n    pass\n",
        "near.py": "from client import Client\n\ndef ship(order):\n    Client().save(order)\n",
        **views,
    }
    everything = functions(planned(files))
    assert {"near:ship", "views7:View7.show"} <= everything
    monkeypatch.setattr(reach, "LEAST", 20)
    assert functions(planned(files)) == {"client:Client.save", "near:ship"}


def test_all_who_call_a_client_are_near(planned, monkeypatch):
    monkeypatch.setattr(reach, "LEAST", 20)
    views = {
        f"views{n}.py": f"from client import Client\n\ndef ship{n}():\n    Client().save({n})\n" for n in range(80)
    }
    assert len(functions(planned({"client.py": CLIENT, **views}))) == 81


TASK = """
class Task:
    def run(self):
        raise NotImplementedError

    def start(self):
        return self.run()
"""
SYNC = """
from client import Client
from task import Task

class Sync(Task):
    def run(self):
        return Client().save(1)
"""
CLEAN = """
from task import Task

class Clean(Task):
    def run(self):
        return 0

    def twice(self):
        return self.start() or self.start()
"""


def test_who_asks_for_an_abstract_class_gets_what_leads_and_its_other_children_do_not(planned):
    runner = "import sync\nfrom task import Task\n\ndef go(task: Task):\n    return task.run()\n\ndef stop():\n    return 0\n"
    every = "import sync\nfrom task import Task\n\ndef every():\n    return [cls().run() for cls in Task.__subclasses__()]\n"
    files = {"client.py": CLIENT, "task.py": TASK, "sync.py": SYNC, "clean.py": CLEAN, "runner.py": runner}
    workspace = planned({**files, "every.py": every})
    assert functions(workspace) - {"task:Task.run", "task:Task.start"} == {
        "client:Client.save", "sync:Sync.run", "runner:go", "every:every",
    }  # fmt: skip
    assert "task:Task.start" in functions(workspace)


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_child_of_an_abstract_class_leads_where_that_does_itself(planned, steps):
    task = TASK.replace("return self.run()", f"return step_{steps}()")
    ways = "from client import Client\n\ndef step_1():\n    return Client().save(1)\n"
    ways += "".join(f"\ndef step_{n}():\n    return step_{n - 1}()\n" for n in range(2, steps + 1))
    files = {"client.py": CLIENT, "sync.py": SYNC, "clean.py": CLEAN, "ways.py": ways}
    workspace = planned({**files, "task.py": f"from ways import step_{steps}\n{task}"})
    assert {"clean:Clean.twice", "task:Task.start"} <= functions(workspace)


@pytest.mark.parametrize(
    ("shell", "leads"),
    [
        ("def run(options):\n    return vars(options)['order'], options.__dict__\n", False),
        ("def run(code):\n    exec(code, {**globals(), 'order': 1})\n", False),
        ("def run(code):\n    exec(code, globals={**globals(), 'pay': pay})\n", True),
        ("def run(name):\n    return globals()[name](1)\n", True),
        ("import sys\n\ndef run(name):\n    return vars(sys.modules[__name__])[name](1)\n", True),
    ],
)
def test_who_may_mean_anything_of_its_own_module(planned, shell, leads):
    pay = "from client import Client\n\ndef pay(order):\n    return Client().save(order)\n"
    workspace = planned({"client.py": CLIENT, "shell.py": pay + shell})
    assert ("shell:run" in functions(workspace)) is leads


def test_a_method_that_is_inherited_from_a_file_that_imports_nothing_of_it(planned):
    patient = (
        "return self.run()",
        "while True:\n            try:\n                return self.run()\n            except Exception:\n                pass",
    )
    files = {"client.py": CLIENT.replace("json={})", "json={}).raise_for_status()"), "sync.py": SYNC}
    workspace = planned({**files, "task.py": TASK.replace(*patient)})
    assert "task:Task.start" in functions(workspace)
    assert "SP203" in {finding.rule for finding in workspace.walk().findings}


def test_a_method_that_is_inherited_and_asks_for_nothing_that_leads(planned):
    named = (
        TASK
        + "\n    def title(self):\n        return register(self)\n\n    def twice(self):\n        return self.title()\n"
    )
    workspace = planned({"client.py": CLIENT, "sync.py": SYNC, "task.py": named})
    assert {f for f in functions(workspace) if f.startswith("task:")} == {"task:Task.start"}


def test_a_module_that_makes_its_attributes(planned):
    lazy = "import sys\nfrom client import Client\n\nLIMIT = 3\n\ndef __getattr__(name):\n    return Client()\n"
    views = "from lazy import LIMIT, gateway, sys\n\ndef ship(order):\n    return gateway.save(order)\n"
    views += "\ndef many(orders):\n    return len(orders) > LIMIT\n\ndef out():\n    return sys.stdout\n"
    other = (
        "import lazy\n\ndef pay(order):\n    return lazy.gateway.save(order)\n\ndef most():\n    return lazy.LIMIT\n"
    )
    workspace = planned({"client.py": CLIENT, "lazy.py": lazy, "views.py": views, "other.py": other})
    assert functions(workspace) == {"client:Client.save", "views:ship", "other:pay"}


@pytest.mark.parametrize("many", [0, 300])
def test_a_module_is_had_by_all_the_attributes_on_the_way_to_it(planned, monkeypatch, many):
    monkeypatch.setattr(reach, "MANY", many)
    views = (
        "import shop\n\ndef ship(order):\n    return shop.parts.pay.save(order)\n\ndef note(order):\n"
        "    return shop.title, order.pay.save(1)\n"
    )
    files = {
        "shop/__init__.py": "from shop import parts\n\ntitle = 'a shop'\n",
        "shop/parts/__init__.py": "from shop.parts import pay\n",
        "shop/parts/pay.py": CLIENT + "\ndef save(order):\n    return Client().save(order)\n",
        "views.py": views,
    }
    found = functions(planned(files))
    assert "views:ship" in found
    assert "views:note" not in found


def test_a_module_that_another_one_has_by_a_third_one(planned):
    files = {
        "pay.py": CLIENT + "\ndef save(order):\n    return Client().save(order)\n",
        "services.py": "import pay as paying\n\nNAME = 'services'\n",
        "web.py": "import services\n",
        "views.py": (
            "import web\n\ndef ship(order):\n    return web.services.paying.save(order)\n\ndef note(order):\n"
            "    return web.services.NAME, order.save()\n"
        ),
    }
    found = functions(planned(files))
    assert "views:ship" in found
    assert "views:note" not in found


@pytest.mark.parametrize(
    ("asks", "leads"),
    [
        ("def run(what):\n    return getattr(pay, what)(1)\n\nACTIONS = ['save', 'note']\n", True),
        ("def run(what):\n    return getattr(pay, what)(1)\n\nACTIONS = 'save note'.split()\n", True),
        (
            "import enum\n\nclass A(enum.Enum):\n    save = 1\n\ndef run(a: A):\n    return getattr(pay, a.name)(1)\n",
            True,
        ),
        ("def run(what):\n    return [one for name, one in vars(pay).items() if name != what]\n\nsave = 1\n", True),
        ("def run(what):\n    return getattr(pay, what, 'none')\n\nsave = 1\n", False),
        ("def run(fn):\n    return getattr(pay, fn.__name__)(1)\n\ndef save():\n    return run(save)\n", True),
        ("def run(**these):\n    return [getattr(pay, one)(1) for one in these]\n\nrun(save=1)\n", True),
        ('def run(what):\n    """Give what can save."""\n    return getattr(pay, what)\n', False),
        ("def run(what):\n    return getattr(pay, what)\n\ndef other() -> 'pay.save': ...\n", False),
    ],
)
def test_a_name_that_is_made_up_is_spelt_by_some_text(planned, asks, leads):
    pay = CLIENT + "\ndef save(order):\n    return Client().save(order)\n\ndef title():\n    return ''\n"
    workspace = planned({"pay.py": pay, "shell.py": f"import pay\n\n{asks}"})
    assert ("shell:run" in functions(workspace)) is leads


@pytest.mark.parametrize(
    ("parameters", "leads"),
    [
        ("order", True),
        ("__order", True),
        ("order, /", True),
        ("order, *, urgent", True),
        ("order, **more", True),
        ("job", False),
        ("order, urgent, now", False),
        ("order, *, now", False),
    ],
)
def test_what_asks_for_something_that_can_be_called(planned, parameters, leads):
    sender = (
        "from client import Client\n\nclass Sender:\n    def __call__(self, order, urgent=False):\n"
        "        Client().save(order)\n"
    )
    views = (
        "from typing import Protocol\nimport sender\n\nclass Send(Protocol):\n"
        f"    def __call__(self, {parameters}): ...\n\ndef ship(send: Send, order):\n    return send(order)\n"
    )
    workspace = planned({"client.py": CLIENT, "sender.py": sender, "views.py": views})
    assert ("views:ship" in functions(workspace)) is leads


def test_a_small_program_far_from_evidence_is_walked_from_where_names_lead(planned, monkeypatch):
    monkeypatch.setattr(reach, "FEW", 20)
    run = "import {0}\n\ndef ship(order):\n    {0}.Client().save(order)\n\ndef note(order):\n    return 1\n"
    files = {
        "lib/client/__init__.py": CLIENT,
        "lib/shop/__init__.py": "from client import Client\n",
        "lib/pyproject.toml": "[project]\nname = 'lib'\n",
        "jobs/run.py": run.format("shop"),
        "tasks/near.py": run.format("client"),
    }
    found = functions(planned(files))
    assert {"run:ship", "client:Client.name", "near:ship", "near:note"} <= found
    assert "run:note" not in found


def test_a_package_s_own_parts_by_other_names(planned):
    files = {
        "shop/__init__.py": "from . import api\n",
        "shop/api/__init__.py": "from . import v1\n",
        "shop/api/v1/__init__.py": "from . import payments as pay_api\n",
        "shop/api/v1/payments.py": CLIENT + "\ndef save(order):\n    return Client().save(order)\n",
        "views.py": "import shop\n\ndef ship(order):\n    return shop.api.v1.pay_api.save(order)\n",
        "more.py": (
            "import shop\n\nPART = 'payments'\n\ndef ship(order):\n    return getattr(shop.api.v1, PART).save(order)\n"
        ),
    }
    assert {"views:ship", "more:ship"} <= functions(planned(files))


def test_what_is_asked_first_is_answered_as_later(planned, monkeypatch):
    monkeypatch.setattr(reach, "MANY", 0)
    made = []
    asked = reach.Reading.may_be_said

    def twice(self, names, path):
        made.append((asked(self, names, path), asked(self, names, path)))
        return made[-1][1]

    monkeypatch.setattr(reach.Reading, "may_be_said", twice)
    pay = CLIENT + "\ndef save(order):\n    return Client().save(order)\n"
    planned({"shop/__init__.py": "", "shop/pay.py": pay, "zoo.py": "import shop.pay\n"})
    assert made and all(first == second for first, second in made)


@pytest.mark.parametrize(
    "bound",
    [
        "send = lambda self, order: self.save(order)",
        "state = property(lambda self: self.save(1))",
        "for kind in 'ab':\n        def send(self, order):\n            return self.save(order)",
        "send = partialmethod(Client.save, 1)",
    ],
)
def test_what_a_class_s_body_binds_to_what_asks_for_a_method(planned, bound):
    asked = "state" if bound.startswith("state") else "send"
    heirs = (
        "from functools import partialmethod\nfrom client import Client\n\nclass Desk(Client):\n    "
        f"{bound}\n    def go(self, order):\n        return self.{asked}\n    def stay(self):\n        return 1\n"
    )
    assert functions(planned({"client.py": CLIENT, "desk.py": heirs})) >= {"client:Client.save", "desk:Desk.go"}
    assert "desk:Desk.stay" not in functions(planned({"client.py": CLIENT, "desk.py": heirs}))


WRAPPER = """
import requests

class Http:
    def __init__(self, base):
        self.base = base

    def post(self, path, body):
        return requests.post(self.base + path, json=body)

class Orders:
    def __init__(self, http):
        self.http = http

    def capture(self, order):
        return self.http.post(f"/orders/{order}/captures", {})

    def title(self):
        return "some"
"""


@pytest.mark.parametrize(
    "made",
    [
        "def make():\n    return Orders(Http('https://api.klarna.com/ordermanagement/v1'))\n",
        "def make():\n    http = Http('https://api.klarna.com/ordermanagement/v1')\n    return Orders(http)\n",
        "import settings\n\ndef make():\n    return Orders(http=Http(settings.URL))\n",
        "class Made:\n    def __init__(self):\n        self.http = Http('https://api.klarna.com/ordermanagement/v1')\n"
        "    def orders(self):\n        return Orders(self.http)\n",
    ],
)
def test_a_class_that_is_given_its_host_elsewhere_leads(planned, made):
    """Where its methods come to what it was given."""
    settings = "URL = 'https://api.klarna.com/ordermanagement/v1'\n"
    files = {"wrapper.py": WRAPPER, "making.py": f"from wrapper import Http, Orders\n{made}", "settings.py": settings}
    workspace = planned(files)
    leading = {label for label in functions(workspace) if label.startswith("wrapper:")}
    assert leading == {"wrapper:Http.post", "wrapper:Orders.capture"}
    walks = workspace.walk().walks
    assert "wrapper:Orders.capture" in {facts.walked.entry.label for facts in walks}


def test_a_class_that_is_given_something_else_leads_nowhere(planned):
    made = "from wrapper import Http, Orders\n\nURL = 'https://api.klarna.com/ordermanagement/v1'\n\ndef make():\n    return Orders(Http('http://localhost'))\n"
    assert functions(planned({"wrapper.py": WRAPPER, "making.py": made})) <= {"making:make"}


LOADING = (
    "from importlib import import_module\n\ndef get(path):\n    module, _, name = path.rpartition('.')\n"
    "    return getattr(import_module(module), name)()\n"
)


@pytest.mark.parametrize(
    ("conf", "asks"),
    [
        ("BACKEND = 'shop.client.Client'\nOTHER = 'shop.other.Client'", "get(conf.BACKEND).save(order)"),
        ("BACKENDS = {'a': {'BACKEND': 'shop.client.Client'}}", "get(conf.BACKENDS['a']['BACKEND']).save(order)"),
        ("BACKEND = 'shop.client'", "get(conf.BACKEND + '.Client').save(order)"),
        ("OTHER = 1", "get('shop.client.Client').save(order)"),
    ],
)
def test_a_class_by_its_name_that_another_file_imports(planned, conf, asks):
    main = f"import conf\nfrom loading import get\n\ndef ship(order):\n    {asks}\n\ndef note(order):\n    return conf.OTHER\n"
    files = {"shop/__init__.py": "", "shop/client.py": CLIENT, "conf.py": conf + "\n", "main.py": main}
    assert functions(planned(files)) == {"shop.client:Client.save"}
    workspace = planned(files | {"loading.py": LOADING})
    assert functions(workspace) - {"loading:get"} == {"shop.client:Client.save", "main:ship"}
    assert {facts.walked.entry.label for facts in workspace.walk().walks} == {"main:ship"}
