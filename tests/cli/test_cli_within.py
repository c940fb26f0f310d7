"""`--within`: a few named files get the findings that concern them in a run over the whole project."""

import json

import pytest

FILES = {
    "shop/__init__.py": "",
    "shop/client.py": """\
import requests

BASE = "https://api.klarna.com/ordermanagement/v1"


class Client:
    def post(self, path):
        return requests.post(BASE + path, auth=("user", "password"))
""",
    "shop/capture.py": """\
from shop.client import Client


def capture(order_id):
    Client().post(f"/orders/{order_id}/captures")
    return "captured"


def cancel(order_id):
    response = Client().post(f"/orders/{order_id}/cancel")
    if response.status_code == 403 and response.json()["error_code"] == "CANCEL_NOT_ALOWED":
        return "too late"
    response.raise_for_status()
    return "cancelled"
""",
    "shop/broken.py": "def (\n",
}


@pytest.fixture
def shop(tmp_path, sadpath):
    (tmp_path / "shop").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)

    def findings(*arguments, **more):
        code, out, err = sadpath("check", *arguments, "--output-format", "json", **more)
        return code, {(f["path"], f["rule"], f["line"], f["entry"]) for f in json.loads(out or "[]")}, err

    return findings


@pytest.mark.parametrize("name", ["shop/client.py", "shop/capture.py", "shop/__init__.py", "shop/broken.py"])
def test_a_file_has_the_findings_of_a_run_over_everything(shop, name):
    """Those that stand in it, and those of the requests that it begins."""
    module = name.removesuffix(".py").replace("/", ".")
    everything = shop(".")[1]
    assert {path for path, *_ in everything} == {"shop/client.py", "shop/capture.py"}
    code, found, told = shop(name, "--within", ".")
    assert found == {f for f in everything if f[0] == name or f[3].startswith(f"{module}:")}
    assert code == (1 if found else 0)
    assert "shop/broken.py" not in told


def test_without_it_the_callers_are_unknown(shop):
    assert not shop("shop/client.py")[1]
    assert ("shop/client.py", "SP101", 8, "shop.capture:capture") in shop("shop/client.py", "--within", ".")[1]


def test_standard_input_within_a_project(shop):
    better = FILES["shop/client.py"].replace("        return requests.post(", "        answer = requests.post(")
    better += "        answer.raise_for_status()\n        return answer\n"
    arguments = ("-", "--stdin-filename", "shop/client.py", "--within", ".")
    assert shop(*arguments, stdin=FILES["shop/client.py"].encode())[1]
    assert not shop(*arguments, stdin=better.encode())[1]


def test_standard_input_that_is_left_out(shop, tmp_path):
    (tmp_path / "sadpath.toml").write_text('exclude = ["shop/cl*.py"]\n')
    arguments = ("-", "--stdin-filename", "shop/client.py", "--within", ".")
    assert shop(*arguments, stdin=FILES["shop/client.py"].encode())[1]
    code, found, _ = shop(*arguments, "--force-exclude", stdin=FILES["shop/client.py"].encode())
    assert (code, found) == (0, set())


def test_a_directory_that_is_not_there(shop):
    code, _, told = shop("shop/client.py", "--within", "nowhere")
    assert code == 2 and told == "error: --within: no such directory: nowhere\n"
