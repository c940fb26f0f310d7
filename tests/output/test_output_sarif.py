"""SARIF, against the official schema and against what viewers do with it."""

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
from output_findings import HARD, LINES, PATH, REMARK, SOURCE, render

from sadpath.output import renderer
from sadpath.output.sources import Sources
from sadpath.rulepages import load_pages

SCHEMA = json.loads((Path(__file__).parents[1] / "data/sarif-schema-2.1.0.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def run(*findings, errors=()):
    log = json.loads(render("sarif", *findings, errors=errors))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    (one,) = log["runs"]
    return one


def test_the_schema_would_refuse():
    assert list(VALIDATOR.iter_errors({"version": "2.1.0", "runs": [{"results": []}]}))


def test_no_findings():
    assert run()["results"] == []


def test_rules_have_their_pages():
    rules = {rule["id"]: rule for rule in run()["tool"]["driver"]["rules"]}
    assert list(rules) == sorted(load_pages())
    assert rules["SP204"]["name"] == "UnsafeResend"
    assert "## Bad" in rules["SP204"]["help"]["markdown"] and "```" not in rules["SP204"]["help"]["text"]
    assert rules["SP206"]["defaultConfiguration"] == {"enabled": False, "level": "note"}
    assert all(rule["helpUri"].startswith("https://") for rule in rules.values())


def test_results_name_their_rule():
    one = run(HARD, LINES, REMARK)
    rules = one["tool"]["driver"]["rules"]
    for result in one["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in one["results"]] == ["error", "warning", "note"]


def test_columns_are_utf16_units():
    one = run(HARD, LINES, REMARK)
    assert one["columnKind"] == "utf16CodeUnits"
    first, second, third = (r["locations"][0]["physicalLocation"]["region"] for r in one["results"])
    assert first == {"startLine": 2, "startColumn": 15, "endLine": 2, "endColumn": 20}
    line = SOURCE.split("\n")[1].encode("utf-16-le")
    assert line[(first["startColumn"] - 1) * 2 : (first["endColumn"] - 1) * 2].decode("utf-16-le") == "pay()"
    assert second == {"startLine": 2, "startColumn": 1, "endLine": 4, "endColumn": 5}
    assert third == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}


def test_a_message_links_to_every_related_place():
    (result,) = run(HARD)["results"]
    text = result["message"]["text"]
    assert text.startswith(r"100% \[of\] a|b, <c> under")
    links = [int(number) for number in re.findall(r"(?<!\\)\]\((\d+)\)", text)]
    assert links == [place["id"] for place in result["relatedLocations"]] == [1, 2]
    assert f"unnoticed: 403 NOT_ALLOWED\ncrashed: 500 any other code\n[{PATH.replace(']', chr(92) + ']')}:3](1)" in text
    assert "(https://example.org/errors?a=1&b=2)" in text


def test_paths_are_uris_below_the_root(monkeypatch, tmp_path):
    (result,) = run(HARD)["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": "shop/pay%2C%2050%25%3Bx%5D%3Ay.py", "uriBaseId": "%SRCROOT%"}
    (tmp_path / "services/pay").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "services/pay")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    (result,) = run(replace(HARD, path="shop/a.py"))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "services/pay/shop/a.py"
    (result,) = run(replace(HARD, path="/etc/a b.py"))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///etc/a%20b.py"}


def test_fixes():
    (result,) = run(HARD)["results"]
    safe, broad = result["fixes"]
    assert safe["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 15, "endLine": 2, "endColumn": 20},
            "insertedContent": {"text": "raise Error\n"},
        }
    ]
    assert len(broad["artifactChanges"]) == 2 and "may change" in broad["description"]["text"]


def test_fingerprints_stay_while_lines_move_and_differ_between_findings():
    def names(source, *findings):
        report = renderer("sarif")
        from sadpath.findings import Report

        log = json.loads(report(Report(findings=findings), color=False, sources=Sources(given={PATH: source.encode()})))
        return [result["partialFingerprints"]["sadpath/v1"] for result in log["runs"][0]["results"]]

    third, fourth = (replace(LINES, line=n, end_line=n) for n in (3, 4))  # the same text on both lines
    before = names(SOURCE, HARD, third, fourth)
    assert len(set(before)) == 3
    moved = [replace(f, line=f.line + 2, end_line=f.end_line + 2) for f in (HARD, third, fourth)]
    assert names("\n# more\n" + SOURCE.replace("    ", "  "), *moved) == before
    assert names(SOURCE, replace(HARD, message="and one code more"), third, fourth) == before
    assert names(SOURCE.replace("pay()", "refund()"), HARD, third, fourth)[0] != before[0]


def test_a_mistake_of_the_tool_is_told():
    (invocation,) = run(errors=("Traceback\nValueError: x\n",))["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "ValueError: x"
