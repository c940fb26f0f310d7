"""A helper that many endpoints share is judged once where the words are the same."""

from pathlib import Path

import pytest

from sadpath.analyse import analyse
from sadpath.catalogue import load_providers
from sadpath.config import Config
from sadpath.findings import Finding
from sadpath.source.discover import discover

CLIENT = """
import requests

class Client:
    def call(self, method, path):
        answer = requests.request(method, "https://gateway.kinguin.net/esa/api" + path, timeout=5)
        if answer.status_code >= 400:
            raise RuntimeError(answer.json()["message"], answer.json()["kind"])
        return answer.json()
    def genres(self):
        return self.call("GET", "/v1/genres")
    def regions(self):
        return self.call("GET", "/v1/regions")
    def again(self):
        return self.call("GET", "/v1/regions")
"""


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "client.py").write_text(CLIENT)
    report = analyse(discover(["."]).files, config=Config(), providers=load_providers())
    assert len(report.walks) == 3
    return [*report.findings]


def test_a_wrong_field_is_told_once(found: list[Finding]) -> None:
    wrong = [finding for finding in found if finding.rule == "SP404"]
    assert [(finding.line, finding.operation, finding.entry) for finding in wrong] == [(8, None, None)]
    assert wrong[0].provider == "kinguin"
