"""The sift loses nothing: what it leaves out changes neither a finding nor a row of the matrix."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from unsifted import differences, sifted

from sadpath.catalogue import load_providers
from sadpath.source.discover import discover

ROOT = Path(__file__).resolve().parents[2]
REPLAY = Path(os.environ.get("SADPATH_REPLAY", ROOT.parent / "shared" / "replay"))
CASES = sorted(case.parent for folder in (ROOT / "tests", REPLAY) for case in folder.glob("cases/*/case.toml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_written_cases(case, monkeypatch):
    monkeypatch.chdir(case)
    assert differences() == []


def test_the_shop(monkeypatch):
    monkeypatch.chdir(ROOT / "examples")
    assert differences() == []


SEND = """
def refund(order_id):
    response = requests.post({url}, json={{"refunded_amount": 1}}, timeout=10)
    return "refunded"
"""
HOST = "https://api.klarna.com"
ORDERS = f"{HOST}/ordermanagement/v1/orders"
BITPAY = "https://bitpay.com"
CLIENT = """
import requests

class Client:
    def __init__(self, root):
        self.root = root

    def post(self, path, body):
        return requests.post(self.root + path, json=body)
"""

PROJECTS = {
    "the host stands in a settings module": {
        "shop/__init__.py": "",
        "shop/settings.py": f"API = {HOST!r}\n",
        "shop/client.py": "import requests\nfrom shop import settings\n"
        + SEND.format(url='f"{settings.API}/ordermanagement/v1/orders/{order_id}/refunds"'),
    },
    "the host stands in a settings module that a wrapper's caller hands over": {
        "settings.py": f"API = {HOST!r}\n",
        "client.py": "import requests\n\nclass Client:\n    def __init__(self, root):\n        self.root = root\n"
        "    def post(self, path, body):\n        return requests.post(self.root + path, json=body)\n",
        "refunds.py": "import settings\nfrom client import Client\n\ndef refund(order_id):\n"
        '    Client(settings.API).post(f"/ordermanagement/v1/orders/{order_id}/refunds", {})\n    return "done"\n',
    },
    "the caller is two imports away": {
        "client.py": "import requests\n" + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"'),
        "service.py": "import client\n\ndef give_back(order):\n    return client.refund(order)\n",
        "views.py": "from service import give_back\n\ndef view(request):\n    give_back(request)\n    return 200\n",
    },
    "relative imports": {
        "shop/__init__.py": "",
        "shop/api/__init__.py": "from .root import ROOT\n",
        "shop/api/root.py": f"ROOT = {ORDERS!r}\n",
        "shop/pay/__init__.py": "",
        "shop/pay/refunds.py": "import requests\nfrom ..api import ROOT\n"
        + SEND.format(url='f"{ROOT}/{order_id}/refunds"'),
        "shop/views.py": "from .pay import refunds\n\ndef view(order):\n    refunds.refund(order)\n    return 200\n",
    },
    "an import in a function": {
        "client.py": "import requests\n" + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"'),
        "views.py": "def view(order):\n    from client import refund\n    refund(order)\n    return 200\n",
    },
    "importlib.import_module": {
        "client.py": "import requests\n" + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"'),
        "views.py": "import importlib\n\ndef view(order):\n"
        '    importlib.import_module("client").refund(order)\n    return 200\n',
    },
    "only a module that is imported when it is needed holds the evidence": {
        "shop/__init__.py": "def __getattr__(name):\n    import importlib\n"
        '    return getattr(importlib.import_module("shop.lazy"), name)\n',
        "shop/lazy.py": f"ROOT = {ORDERS!r}\n",
        "refunds.py": "import requests\nimport shop\n" + SEND.format(url='f"{shop.ROOT}/{order_id}/refunds"'),
    },
    "a relative name for importlib.import_module": {
        "shop/__init__.py": "",
        "shop/lazy.py": f"ROOT = {ORDERS!r}\n",
        "shop/refunds.py": "import requests\nfrom importlib import import_module\n"
        'ROOT = import_module(".lazy", package="shop").ROOT\n'
        + SEND.format(url='f"{ROOT}/{order_id}/refunds"'),
    },
    "a star import": {
        "constants.py": f"ROOT = {ORDERS!r}\n",
        "refunds.py": "import requests\nfrom constants import *\n" + SEND.format(url='f"{ROOT}/{order_id}/refunds"'),
    },
    "pieces of an f-string": {
        "refunds.py": 'import requests\nBRAND = "klarna"\nHOST = f"https://api.{BRAND}.com"\n'
        + SEND.format(url='f"{HOST}/ordermanagement/v1/orders/{order_id}/refunds"'),
    },
    "a region put before the domain": {
        "tokens.py": 'import requests\n\nREGION = "europe-west1.gcp"\n'
        'HOST = f"https://checkout.{REGION}.commercetools.com"\n\ndef cancel(key):\n'
        '    requests.post(f"{HOST}/shop/payment-intents/{key}", json={"actions": [{"action": "cancelPayment"}]})\n',
    },
    "the default of an environment variable": {
        "refunds.py": f'import os\nimport requests\nHOST = os.environ.get("ORDERS_API", {HOST!r})\n'
        + SEND.format(url='f"{HOST}/ordermanagement/v1/orders/{order_id}/refunds"'),
    },
    "a byte order mark": {
        "refunds.py": b"\xef\xbb\xbf" + ("import requests\n" + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"')).encode(),
        "views.py": b"\xef\xbb\xbf" + b"import refunds\n\ndef view(order):\n    refunds.refund(order)\n    return 200\n",
    },
    "Latin-1, and a module whose name has an umlaut": {
        "rückgabe.py": ("# coding: latin-1\n# für alle\nimport requests\n" + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"')).encode("latin-1"),
        "ansicht.py": "# coding: latin-1\nimport rückgabe\n\ndef view(order):\n    rückgabe.refund(order)\n    return 200\n".encode("latin-1"),
    },
    "carriage returns end the lines": {
        "client.py": ("import requests\n" + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"')).replace("\n", "\r"),
        "views.py": "import os\rimport client\r\rdef view(order):\r    client.refund(order)\r    return 200\r",
    },
    "a host in capitals": {
        "refunds.py": "import requests\n" + SEND.format(url='f"HTTPS://API.KLARNA.COM/ordermanagement/v1/orders/{order_id}/refunds"'),
    },
    "a host split over joined strings": {
        "refunds.py": 'import requests\nHOST = "https://api.kla" "rna.com"\n'
        + SEND.format(url='HOST + "/ordermanagement/v1/orders/" + order_id + "/refunds"'),
    },
    "a host with letters written as escapes": {
        "refunds.py": "import requests\n"
        + SEND.format(url='f"https://api.klarna\\x2ecom/ordermanagement/v1/orders/{order_id}/refunds"'),
    },
    "a host put together from a list": {
        "refunds.py": 'import requests\nHOST = ".".join(["api", "klarna", "com"])\n'
        + SEND.format(url='f"https://{HOST}/ordermanagement/v1/orders/{order_id}/refunds"'),
    },
    "an import whose parts stand on several lines": {
        "shop/__init__.py": "",
        "shop/client.py": "import requests\n" + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"'),
        "views.py": "from shop \\\n    import \\\n    client as api\n\ndef view(order):\n    api.refund(order)\n    return 200\n",
    },
    "a subclass in a file that names nothing": {
        "base.py": "import requests\n\nclass Api:\n    root = ''\n    def post(self, path):\n"
        "        requests.post(self.root + path)\n        return True\n",
        "orders.py": f"from base import Api\n\nclass Orders(Api):\n    root = {ORDERS!r}\n",
        "special.py": "import orders\n\nclass Special(orders.Orders):\n    def refund(self, order_id):\n"
        '        return self.post(f"/{order_id}/refunds")\n',
    },
    "a registry that a third module fills": {
        "registry.py": "HANDLERS = {}\n\ndef run(name, order):\n    return HANDLERS[name](order)\n",
        "refunds.py": "import requests\nimport registry\n"
        + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"')
        + '\nregistry.HANDLERS["refund"] = refund\n',
        "views.py": 'import registry\n\ndef view(order):\n    registry.run("refund", order)\n    return 200\n',
    },
    "names of modules and functions in a table": {
        "loading.py": "import importlib\n\nPARTNERS = {'klarna': 'partners.klarna:refund'}\n\ndef partner(name):\n"
        '    module, _, function = PARTNERS[name].partition(":")\n'
        "    return getattr(importlib.import_module(module), function)\n",
        "partners/__init__.py": "",
        "partners/klarna.py": "import requests\n" + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"'),
        "views.py": 'from loading import partner\n\ndef view(order):\n    partner("klarna")(order)\n    return 200\n',
    },
    "a table of names that another module loads": {
        "loading.py": "import importlib\n\ndef load(name):\n    module, _, function = name.rpartition('.')\n"
        "    return getattr(importlib.import_module(module), function)\n",
        "conf.py": "PARTNERS = {'klarna': 'partners.klarna.refund'}\n",
        "partners/__init__.py": "",
        "partners/klarna.py": "import requests\n" + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"'),
        "views.py": "import conf\nfrom loading import load\n\ndef view(order):\n"
        '    load(conf.PARTNERS["klarna"])(order)\n    return 200\n',
    },
    "a name for who loads it": {
        "loading.py": "import importlib\n\ndef load(name):\n    return importlib.import_module(name)\n",
        "partners/__init__.py": "",
        "partners/klarna.py": "import requests\n" + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"'),
        "views.py": 'from loading import load\n\ndef view(order):\n    load("partners.klarna").refund(order)\n    return 200\n',
    },
    "a module's name that is kept for who loads it": {
        "loading.py": "import importlib\n\ndef load(name):\n    return importlib.import_module(name)\n",
        "conf.py": "class Conf:\n    MODULE = 'partners.klarna'\n",
        "partners/__init__.py": "",
        "partners/klarna.py": "import requests\n" + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"'),
        "views.py": "from conf import Conf\nfrom loading import load\n\ndef view(order):\n"
        "    load(Conf.MODULE).refund(order)\n    return 200\n",
    },
    "a host that a function gives a class": {
        "client.py": CLIENT + "\n    def cancel(self, order):\n        self.post(f'/orders/{order}/cancel', {})\n",
        "making.py": f"from client import Client\n\ndef make():\n    return Client('{HOST}/ordermanagement/v1')\n",
    },
    "names of modules put together": {
        "loading.py": "from importlib import import_module\n\ndef partner(name):\n"
        '    return import_module(f"partners.{name}.client")\n',
        "partners/__init__.py": "",
        "partners/klarna/__init__.py": "",
        "partners/klarna/client.py": "import requests\n" + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"'),
        "views.py": 'from loading import partner\n\ndef view(order):\n    partner("klarna").refund(order)\n    return 200\n',
    },
    "names of modules beside the one that loads them": {
        "partners/__init__.py": "import importlib\n\ndef load(name):\n"
        '    return importlib.import_module("." + name, __name__)\n',
        "partners/klarna.py": "import requests\n" + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"'),
        "views.py": 'import partners\n\ndef view(order):\n    partners.load("klarna").refund(order)\n    return 200\n',
    },
    "a host that one module writes into another": {
        "conf.py": f"import client\nclient.BASE = {BITPAY!r}\n",
        "client.py": "import requests\nBASE = None\n" + SEND.format(url='f"{BASE}/invoices"'),
        "views.py": "import client\n\ndef view(order):\n    client.refund(order)\n    return 200\n",
    },
    "a client that one module puts into another": {
        "wiring.py": f"if True:\n    import shop.container as box\n    from client import Client\n    box.invoices = Client({BITPAY!r})\n",
        "client.py": CLIENT,
        "shop/__init__.py": "",
        "shop/container.py": "invoices = None\n",
        "views.py": "from shop import container\n\ndef view(order):\n"
        '    container.invoices.post("/invoices", {})\n    return 200\n',
    },
    "a client that one module hands to an object of another": {
        "wiring.py": f"from container import box\nfrom client import Client\nbox.use(Client({BITPAY!r}))\n",
        "client.py": CLIENT,
        "container.py": "class Box:\n    def use(self, client):\n        self.client = client\n\nbox = Box()\n",
        "views.py": 'from container import box\n\ndef view(order):\n    box.client.post("/invoices", {})\n    return 200\n',
    },
    "a client that is asked for by its abstract base": {
        "ports.py": "from abc import ABC, abstractmethod\n\nclass Refunds(ABC):\n    @abstractmethod\n    def refund(self, order_id): ...\n",
        "client.py": "import requests\nfrom ports import Refunds\n\nclass Klarna(Refunds):\n    def refund(self, order_id):\n"
        f'        return requests.post(f"{ORDERS}/{{order_id}}/refunds", json={{}})\n',
        "views.py": "import client\nfrom ports import Refunds\n\ndef view(refunds: Refunds, order):\n    refunds.refund(order)\n    return 200\n",
    },
    "a client that is asked for by a protocol": {
        "client.py": "import requests\n\nclass Klarna:\n    def refund(self, order_id):\n"
        f'        return requests.post(f"{ORDERS}/{{order_id}}/refunds", json={{}})\n',
        "views.py": "import client\nfrom typing import Protocol\n\nclass Refunds(Protocol):\n    def refund(self, order_id): ...\n\n"
        "def view(refunds: Refunds, order):\n    refunds.refund(order)\n    return 200\n",
    },
    "a method that hands its object to a helper": {
        "client.py": "import requests\n\ndef send(owner, order_id):\n    return owner.post(order_id)\n\nclass Klarna:\n"
        "    def post(self, order_id):\n"
        f'        return requests.post(f"{ORDERS}/{{order_id}}/refunds", json={{}})\n'
        "    def refund(self, order_id):\n        send(self, order_id)\n        return True\n",
    },
    "a method that comes to the client by an attribute alone": {
        "client.py": CLIENT,
        "service.py": f"from client import Client\n\nclass Service:\n    def __init__(self, client: Client = Client({BITPAY!r})):\n"
        "        self.client = client\n    def invoice(self):\n        self.client.post('/invoices', {})\n        return True\n"
        "    def name(self):\n        return 'service'\n",
    },
    "a package whose submodule another one imports": {
        "shop/__init__.py": "",
        "shop/pay/__init__.py": "from shop.pay import client\n",
        "shop/pay/client.py": "import requests\n" + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"'),
        "views.py": "import shop.pay\n\ndef view(order):\n    shop.pay.client.refund(order)\n    return 200\n",
    },
    "a name that is handed on by two modules": {
        "client.py": "import requests\n" + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"'),
        "api.py": "from client import refund as give_back\n",
        "facade.py": "from api import *\n",
        "views.py": "from facade import give_back as undo\n\ndef view(order):\n    undo(order)\n    return 200\n",
    },
    "a variable that a function fills": {
        "client.py": CLIENT,
        "state.py": "from client import Client\n\ninvoices = None\n\ndef start():\n    global invoices\n"
        f"    invoices = Client({BITPAY!r})\n\nstart()\n",
        "views.py": "import state\n\ndef view(order):\n    state.invoices.post('/invoices', {})\n    return 200\n",
    },
    "a flag that another module sets": {
        "worker.py": "import requests\n\nclass Worker:\n    def __init__(self):\n        self.running = True\n"
        "    def refund(self, order_id):\n        while self.running:\n"
        f'            if requests.post(f"{ORDERS}/{{order_id}}/refunds", json={{}}).ok:\n                return True\n',
        "main.py": "import signal\nimport worker\n\nthe_worker = worker.Worker()\n\ndef stop(*_):\n    the_worker.running = False\n\n"
        "def run():\n    signal.signal(signal.SIGTERM, stop)\n",
    },
    "a client that one module puts on a class of another": {
        "wiring.py": f"from client import Client\nfrom box import Box\n\nBox.invoices = Client({BITPAY!r})\n",
        "client.py": CLIENT,
        "box.py": "class Box:\n    invoices = None\n",
        "views.py": "import wiring\nfrom box import Box\n\ndef view(order):\n    Box.invoices.post('/invoices', {})\n    return 200\n",
    },
    "subclasses that a class finds by itself": {
        "base.py": "class Gateway:\n    kinds = {}\n    def __init_subclass__(cls, kind):\n        Gateway.kinds[kind] = cls\n",
        "klarna.py": "import requests\nfrom base import Gateway\n\nclass Klarna(Gateway, kind='klarna'):\n    def refund(self, order_id):\n"
        f'        return requests.post(f"{ORDERS}/{{order_id}}/refunds", json={{}})\n',
        "views.py": "import klarna\nfrom base import Gateway\n\ndef view(order):\n    Gateway.kinds['klarna']().refund(order)\n    return 200\n",
    },
    "a handler that a decorator of the project keeps": {
        "registry.py": "HANDLERS = {}\n\ndef handles(kind):\n    def keep(function):\n        HANDLERS[kind] = function\n        return function\n"
        "    return keep\n\ndef run(kind, order):\n    return HANDLERS[kind](order)\n",
        "refunds.py": "import requests\nfrom registry import handles\n\n@handles('refund')"
        + SEND.format(url=f'f"{ORDERS}/{{order_id}}/refunds"'),
        "views.py": "import refunds\nfrom registry import run\n\ndef view(order):\n    run('refund', order)\n    return 200\n",
    },
    "a table that one module fills and another one looks into": {
        "wiring.py": f"import tables\nfrom client import Client\ntables.CLIENTS['invoices'] = Client({BITPAY!r})\n",
        "client.py": CLIENT,
        "tables.py": "CLIENTS = {}\n",
        "views.py": 'from tables import CLIENTS\n\ndef view(order):\n    CLIENTS["invoices"].post("/invoices", {})\n    return 200\n',
    },
}  # fmt: skip


@pytest.mark.parametrize("project", PROJECTS.values(), ids=list(PROJECTS))
def test_what_an_integration_may_look_like(tree, project):
    tree(project)
    assert differences() == []
    files = discover(["."]).files
    assert sifted(files, load_providers()).walks, "nothing is walked, so that nothing could be lost"
