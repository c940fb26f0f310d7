"""The formats of CI systems, each read back by the rules of its documentation."""

import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import jsonschema
import pytest
from output_findings import FIX, HARD, LINES, PATH, REMARK, SOURCE, WALK, render

from sadpath.output import FINDING_FORMATS
from sadpath.output.places import repository_path


@pytest.mark.parametrize("name", FINDING_FORMATS)
def test_every_format_takes_everything_and_nothing(name):
    for findings in ((), (HARD, LINES, REMARK)):
        text = render(name, *findings, walks=(WALK,) if findings else ())
        assert text == "" or text.endswith("\n")
        assert "\x00" not in text and "\x1b" not in text


def workflow_command(line):
    """As @actions/core's counterpart in the runner reads it: (command, properties, message)."""
    found = re.fullmatch(r"::(\w+) ([^\n]*?)::(.*)", line)
    properties = dict(pair.split("=", 1) for pair in found[2].split(","))
    for escape, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        properties = {key: value.replace(escape, char) for key, value in properties.items()}
    message = found[3].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    return found[1], properties, message


def test_github():
    commands = [workflow_command(line) for line in render("github", HARD, LINES, REMARK).splitlines()]
    assert [command for command, _, _ in commands] == ["error", "warning", "notice"]
    assert commands[0][1] == {
        "title": "SP101 unnoticed-error", "file": PATH, "line": "2", "col": "15", "endLine": "2", "endColumn": "20",
    }  # fmt: skip
    lines = commands[0][2].split("\n")
    assert lines[0].startswith(f"{PATH}:2:15: SP101 100% [of] a|b, <c> under `d`")
    assert lines[0].endswith("[403 NOT_ALLOWED, 500 any other code]")
    assert lines[1] == "help: check; it␍" and lines[-1] == "see: https://example.org/errors?a=1&b=2"
    assert commands[1][1] == {"title": "SP301 message-match", "file": PATH, "line": "2", "endLine": "4"}


def test_github_says_what_it_will_not_show():
    many = [replace(LINES, message=f"number {n}") for n in range(12)]
    assert "::notice" not in render("github", *many[:10], HARD)
    first = workflow_command(render("github", *many, HARD).splitlines()[0])
    assert first == (
        "notice",
        {"title": "sadpath"},
        "GitHub shows 10 of 12 warnings as annotations. All 13 findings are in this step's log.",
    )
    remarks = [replace(REMARK, message=f"number {n}") for n in range(11)]
    assert "10 of 12 notices" in render("github", *remarks).splitlines()[0]  # this one counts too


def test_paths_are_those_of_the_repository(monkeypatch, tmp_path):
    (tmp_path / "services").mkdir()
    monkeypatch.chdir(tmp_path / "services")
    assert repository_path("a.py") == "a.py"
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    assert repository_path("a.py") == "services/a.py"
    assert repository_path("../b.py") == "b.py"
    assert repository_path("../../c.py") == "../../c.py"


GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}


def test_gitlab():
    issues = json.loads(render("gitlab", HARD, LINES, replace(LINES, message="again"), REMARK))
    jsonschema.validate(issues, GITLAB)
    assert [issue["severity"] for issue in issues] == ["major", "minor", "minor", "info"]
    assert len({issue["fingerprint"] for issue in issues}) == 4
    assert issues[0]["location"] == {"path": PATH, "lines": {"begin": 2, "end": 2}}
    assert "\n" not in issues[0]["description"]


def test_azure():
    first, second, third = render("azure", HARD, LINES, REMARK).splitlines()
    found = re.fullmatch(r"##vso\[task\.logissue ((?:[^;\]]+=[^;\]]*;)+)\](.*)", first)
    properties = dict(pair.split("=", 1) for pair in found[1].rstrip(";").split(";"))
    path = properties["sourcepath"].replace("%3B", ";").replace("%5D", "]").replace("%AZP25", "%")
    assert (path, properties["type"], properties["linenumber"], properties["code"]) == (PATH, "error", "2", "SP101")
    assert found[2].startswith("100%AZP25 [of] a|b")
    assert "type=warning;" in second
    assert third == "shop/other.py:0:0: SP104 no line"


JUNIT = {
    "testsuites": {"name", "tests", "failures", "errors", "time"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time"},
    "testcase": {"name", "classname", "time", "file", "line"},
    "failure": {"type", "message"},
}
"""Elements and attributes that Jenkins's and GitLab's readers know."""


def junit(*findings):
    root = ElementTree.fromstring(render("junit", *findings).encode())
    for element in root.iter():
        assert set(element.attrib) <= JUNIT[element.tag]
    for suite in [root, *root.iter("testsuite")]:
        assert int(suite.get("tests")) == len(list(suite.iter("testcase")))
        assert int(suite.get("failures")) == len(list(suite.iter("failure")))
    return root


def test_junit():
    root = junit(HARD, LINES, REMARK)
    assert [suite.get("name") for suite in root] == ["shop/other.py", PATH]
    case = next(case for case in root.iter("testcase") if case.get("name").startswith("SP101"))
    assert case.find("failure").get("message") == "100% [of] a|b, <c> under `d`\ufffd\ufffd"
    assert "-->" in case.find("failure").text
    names = [case.get("name") for case in root.iter("testcase")]
    assert len(set(names)) == 3


def test_junit_of_nothing_is_a_passed_case():
    root = junit()
    assert (root.get("tests"), root.get("failures")) == ("1", "0")


POSITION = {"properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}}}
RANGE = {"required": ["start"], "properties": {"start": POSITION, "end": POSITION}}
LOCATION = {"required": ["path"], "properties": {"path": {"type": "string"}, "range": RANGE}}
RDJSON = {
    "required": ["diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": {"properties": {"name": {"type": "string"}, "url": {"type": "string"}}},
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "diagnostics": {
            "items": {
                "required": ["message", "location"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string"},
                    "location": LOCATION,
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"required": ["value"], "properties": {"value": {"type": "string"}}},
                    "suggestions": {
                        "items": {"required": ["range", "text"], "properties": {"range": RANGE, "text": {"type": "string"}}}
                    },
                    "related_locations": {"items": {"properties": {"message": {"type": "string"}, "location": LOCATION}}},
                },
            }
        },
    },
}  # fmt: skip
"""reviewdog's DiagnosticResult, as far as it is used."""


def test_rdjson():
    result = json.loads(render("rdjson", HARD, LINES, REMARK))
    jsonschema.validate(result, RDJSON)
    first = result["diagnostics"][0]
    at = first["location"]["range"]
    assert at == {"start": {"line": 2, "column": 21}, "end": {"line": 2, "column": 26}}
    line = SOURCE.split("\n")[1].encode()
    assert line[at["start"]["column"] - 1 : at["end"]["column"] - 1] == b"pay()"
    assert first["suggestions"] == [{"range": at, "text": FIX.edits[0].text}]  # the fix of two files is none
    assert result["severity"] == "ERROR"
    jsonschema.validate(json.loads(render("rdjson")), RDJSON)


def test_json_lines():
    lines = render("json-lines", HARD, LINES).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(render("json", HARD, LINES))


def markdown(*findings, **more):
    from markdown_it import MarkdownIt

    text = render("markdown", *findings, **more)
    return text, MarkdownIt("gfm-like", {"linkify": False}).render(text)


def test_statistics_count_what_can_be_fixed():
    from sadpath.findings import Report
    from sadpath.output.statistics import render as statistics

    report = Report(findings=(HARD, LINES, LINES, REMARK))
    assert statistics(report, as_json=False, color=False) == (
        "2  SP301  [ ]  message-match\n1  SP101  [*]  unnoticed-error\n1  SP104  [ ]  dropped-code\n"
        "[*] can be fixed with --fix\n"
    )
    assert [row["fixable"] for row in json.loads(statistics(report, as_json=True, color=False))] == [0, 1, 0]
    assert statistics(Report(), as_json=False, color=False) == ""


def test_markdown():
    text, html = markdown(HARD, LINES, REMARK, walks=(WALK,))
    assert text.startswith(
        "## sadpath\n\n**1** error, **1** warning, **1** remark. 50 % of documented errors are noticed"
    )
    cells = [re.findall(r"<td>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)]
    rows = [row for row in cells if row]
    assert [len(row) for row in rows] == [3, 3, 3, 6]
    assert "100% [of] a|b, &lt;c&gt; under `d`␀␛" in rows[0][2]
    assert rows[3] == ["acme", "captureOrder", "1", "1", "1", "1"]


def test_markdown_links_to_the_code_host(monkeypatch):
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.example")
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/shop")
    monkeypatch.setenv("GITHUB_SHA", "abc")
    _, html = markdown(HARD)
    assert 'href="https://github.example/acme/shop/blob/abc/shop/pay%2C%2050%25%3Bx%5D%3Ay.py#L2"' in html


def test_markdown_has_a_limit(monkeypatch):
    from sadpath.output import markdown as module

    monkeypatch.setattr(module, "LIMIT", 600)
    text = render("markdown", *(replace(LINES, message=f"number {n} " + "x" * 100) for n in range(20)))
    shown = text.count("number ")
    assert 0 < shown < 20 and f"and {20 - shown} more" in text


def test_markdown_of_nothing():
    assert render("markdown").startswith("## sadpath\n\nNo problems found.")
