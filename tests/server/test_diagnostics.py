"""Findings as diagnostics, pulled and pushed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .client import PUSH, Client

CLIENT = '''\
"""A client."""

import requests

HOST = "https://gateway.kinguin.net"


def place(key, order):
    answer = requests.post(f"{HOST}/esa/api/v1/order", json=order, headers={"X-Api-Key": key})
    return answer.json()
'''
CALLER = """\
from client import place


def buy(key, order):
    return place(key, order)["orderId"]
"""


def test_a_modern_client_pulls(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT})
    found = client.diagnostics(client.open("client.py"))
    assert [(d["code"], d["range"]["start"]) for d in found] == [("SP101", {"line": 8, "character": 13})]
    assert found[0]["codeDescription"]["href"].endswith("/SP101.md")
    assert client.notifications.empty() or all(
        m["method"] != "textDocument/publishDiagnostics" for m in list(client.notifications.queue)
    )


def test_what_the_client_has_is_not_sent_again(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT})
    uri = client.open("client.py")
    first = client.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    document = {"textDocument": {"uri": uri}, "previousResultId": first["resultId"]}
    assert client.request("textDocument/diagnostic", document) == {"kind": "unchanged", "resultId": first["resultId"]}
    client.change(uri, {"text": CLIENT.replace("return answer", "answer.raise_for_status()\n    return answer")})
    assert client.request("textDocument/diagnostic", document)["kind"] == "full"


def test_an_old_client_is_told(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT}, PUSH)
    uri = client.open("client.py")
    told = client.wait("textDocument/publishDiagnostics", lambda p: p["uri"] == uri and p["diagnostics"])
    assert [d["code"] for d in told["diagnostics"]] == ["SP101"]
    client.change(uri, {"text": CLIENT.replace("return answer", "answer.raise_for_status()\n    return answer")})
    client.wait("textDocument/publishDiagnostics", lambda p: p["uri"] == uri and not p["diagnostics"])


def test_an_edit_in_the_wrapper_refreshes_its_callers(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT, "caller.py": CALLER})
    wrapper, caller = client.open("client.py"), client.open("caller.py")
    assert [d["code"] for d in client.diagnostics(wrapper)] == ["SP102"]
    assert client.diagnostics(caller) == []
    client.change(wrapper, {"text": CLIENT.replace("return answer", "answer.raise_for_status()\n    return answer")})
    assert client.diagnostics(wrapper) == []
    client.change(caller, {"text": CALLER.replace('["orderId"]', "")})
    assert client.diagnostics(wrapper) == []


def test_findings_stay_while_a_file_does_not_parse(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT})
    uri = client.open("client.py")
    assert [d["code"] for d in client.diagnostics(uri)] == ["SP101"]
    client.change(uri, {"text": "x = (\n" + CLIENT})
    found = {d["code"]: d["range"]["start"]["line"] for d in client.diagnostics(uri)}
    assert found["SP101"] == 9 and "SP902" in found
    client.change(uri, {"text": CLIENT.replace("answer = requests", "answer = = requests")})
    assert {d["code"] for d in client.diagnostics(uri)} == {"SP902"}
    client.change(uri, {"text": CLIENT})
    assert [d["code"] for d in client.diagnostics(uri)] == ["SP101"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_columns_follow_the_negotiated_encoding(start: Callable[..., Client], encoding: str) -> None:
    text = CLIENT.replace("    answer = requests", '    mark = "é🙂"; answer = requests').replace(
        '"""A client."""', "\x0c"
    )
    client = start(
        {"client.py": text.replace("\n", "\r\n")},
        {"general": {"positionEncodings": [encoding]}, "textDocument": {"diagnostic": {}}},
    )
    uri = client.open("client.py")
    (found,) = client.diagnostics(uri)
    before = '    mark = "é🙂"; answer = '
    width = {"utf-8": len(before.encode()), "utf-16": len(before.encode("utf-16-le")) // 2, "utf-32": len(before)}
    assert found["range"]["start"] == {"line": 8, "character": width[encoding]}
    line = {"line": 8, "character": width[encoding]}
    client.change(uri, {"range": {"start": line, "end": line}, "text": "requests.get and "})
    (found,) = client.diagnostics(uri)
    assert found["range"]["start"]["character"] == width[encoding] + len("requests.get and ")


def test_the_whole_workspace_in_parts(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT, "sub/other.py": CLIENT})
    full = client.request("workspace/diagnostic", {"previousResultIds": []})["items"]
    assert {item["uri"] for item in full} == {client.uri("client.py"), client.uri("sub/other.py")}
    known = [{"uri": item["uri"], "value": item["resultId"]} for item in full]
    again = client.request("workspace/diagnostic", {"previousResultIds": known, "partialResultToken": "p"})
    parts = client.wait("$/progress", lambda p: p["token"] == "p")["value"]["items"]
    assert again["items"] == [] and {item["kind"] for item in parts} == {"unchanged"}
