"""Branches for the outcomes that no branch tells: where they go, how they are written, that nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixing import CANCEL, KINGUIN, after, providers

from sadpath.config import Config
from sadpath.findings import Fix
from sadpath.fixes.branches import missing_branches
from sadpath.source.discover import discover
from sadpath.workspace import Workspace

START = CANCEL + '    code = response.json()["error_code"]\n'


def walks():
    return Workspace(discover(["."]).files, config=Config(), providers=providers()).walk().walks


def facts():
    return {
        (walk.walked.bound.key, lane.answer.status, lane.answer.code): (lane.fate, lane.resent, lane.waited)
        for walk in walks()
        for lane in walk.lanes
    }


def offered(text: str | bytes, marked: str) -> list[Fix]:
    """The fixes at the first line that holds `marked`."""
    data = text if isinstance(text, bytes) else text.encode()
    Path("shop.py").write_bytes(data)
    lines = data.decode().splitlines()
    line = next(number for number, held in enumerate(lines, start=1) if marked in held)
    return missing_branches(walks(), "shop.py", line, lines[line - 1].index(marked) + 1)


def added(text: str | bytes, marked: str, title: str) -> str:
    """What the fix of that title adds to the text; what becomes of each answer must stay the same."""
    (fix,) = [fix for fix in offered(text, marked) if fix.title == title]
    before = facts()
    new = after(fix)
    (edit,) = fix.edits
    Path("shop.py").write_bytes(new.encode())
    assert facts() == before
    assert fix.safe
    assert (edit.line, edit.column) == (edit.end_line, edit.end_column)
    return edit.text


def one(text: str | bytes, marked: str, code: str) -> str:
    return added(text, marked, f"Add a branch for {code}")


def test_elif_before_what_follows():
    text = START + '    if code == "CONFLICT":\n        return 1\n    # nothing else\n    response.raise_for_status()\n'
    assert one(text, "CONFLICT", "CANCEL_NOT_ALLOWED") == (
        '    elif code == "CANCEL_NOT_ALLOWED":\n'
        "        # Refund what was captured and release the rest of the authorisation.\n"
        "        pass\n"
    )


def test_where_it_goes():
    text = (
        START
        + '    if code == "CONFLICT":\n        return 1\n        # so\n\n    # nothing else\n    raise OSError(code)\n'
    )
    (fix,) = [fix for fix in offered(text, "CONFLICT") if "CANCEL" in fix.title]
    assert after(fix).endswith(
        '    if code == "CONFLICT":\n        return 1\n        # so\n'
        '    elif code == "CANCEL_NOT_ALLOWED":\n'
        "        # Refund what was captured and release the rest of the authorisation.\n"
        "        pass\n\n    # nothing else\n    raise OSError(code)\n"
    )


def test_a_default_is_repeated():
    text = (
        START
        + "    if code == 'CONFLICT':\n        return 1\n    else:\n        print(code)\n        raise OSError(code)\n"
    )
    assert one(text, "CONFLICT", "CANCEL_NOT_ALLOWED") == (
        "    elif code == 'CANCEL_NOT_ALLOWED':\n"
        "        # Refund what was captured and release the rest of the authorisation.\n"
        "        print(code)\n        raise OSError(code)\n"
    )


def test_a_default_behind_its_colon():
    text = START + '    if code == "CONFLICT": return 1\n    else: raise OSError(code)\n'
    assert one(text, "CONFLICT", "CANCEL_NOT_ALLOWED").endswith("\n        raise OSError(code)\n")


def test_all_at_once():
    text = START + '    if code == "CONFLICT":\n        return 1\n    else:\n        raise OSError(code)\n'
    titles = [fix.title for fix in offered(text, "CONFLICT")]
    count = len(titles) - 1
    assert titles[0] == f"Add branches for {count} documented codes"
    assert "Add a branch for CONFLICT" not in titles
    whole = added(text, "CONFLICT", titles[0])
    assert whole.count("elif code ==") == whole.count("raise OSError(code)") == count
    assert offered(Path("shop.py").read_text(), "CONFLICT") == []


def test_a_long_default_is_shared():
    body = "".join(f"        print({n}, code)\n" for n in range(5))
    text = START + f'    if code == "CONFLICT":\n        return 1\n    else:\n{body}        raise OSError(code)\n'
    title = offered(text, "CONFLICT")[0].title
    whole = added(text, "CONFLICT", title)
    assert whole.count("elif") == whole.count("raise OSError(code)") == 1
    assert whole.startswith('    elif code in (\n            "CANCEL_NOT_ALLOWED",\n            "REQUEST_TOO_LARGE",\n')
    assert (
        "        # CANCEL_NOT_ALLOWED: Refund what was captured and release the rest of the authorisation.\n" in whole
    )


def test_codes_that_are_asked_elsewhere_are_told():
    text = (
        START
        + """\
    if code in ("NOT_FOUND", "CANCEL_NOT_ALLOWED"):
        return 0
    if code == "CONFLICT":
        return 1
    raise OSError(code)
"""
    )
    titles = [fix.title for fix in offered(text, '"CONFLICT"')]
    assert "Add a branch for CANCEL_NOT_ALLOWED" not in titles
    assert "Add a branch for UNPROCESSABLE_ENTITY" in titles


def test_what_a_status_caught_is_not_missing():
    text = (
        START
        + '    if response.status_code >= 429:\n        return 0\n    elif code == "CONFLICT":\n        return 1\n    raise OSError(code)\n'
    )
    titles = [fix.title for fix in offered(text, "CONFLICT")]
    assert "Add a branch for TOO_MANY_REQUESTS" not in titles
    assert "Add a branch for CANCEL_NOT_ALLOWED" in titles


def test_guards_are_kept():
    text = (
        START
        + """\
    if response.status_code == 403 and response.json()["error_code"] == "NOT_FOUND":
        return 1
    raise OSError(code)
"""
    )
    titles = [fix.title for fix in offered(text, '"NOT_FOUND"')]
    assert titles == ["Add a branch for CANCEL_NOT_ALLOWED"]
    assert one(text, '"NOT_FOUND"', "CANCEL_NOT_ALLOWED").startswith(
        '    elif response.status_code == 403 and response.json()["error_code"] == "CANCEL_NOT_ALLOWED":\n'
    )


def test_members_of_an_enum():
    text = START.replace("import requests\n", "from enum import Enum\n\nimport requests\n").replace(
        "\n\ndef", "\n\nclass Code(str, Enum):\n    BUSY = 'CONFLICT'\n    DONE = 'CANCEL_NOT_ALLOWED'\n\n\ndef", 1
    )
    text += "    if code == Code.BUSY:\n        return 1\n    raise OSError(code)\n"
    assert [fix.title for fix in offered(text, "Code.BUSY")] == ["Add a branch for CANCEL_NOT_ALLOWED"]
    assert one(text, "Code.BUSY", "CANCEL_NOT_ALLOWED").startswith("    elif code == Code.DONE:\n")


MATCH = (
    START
    + """\
    match code:
        case "CONFLICT" | "NOT_FOUND":
            return 1
        # all the rest
        case %s:
            raise OSError(%s)
"""
)


def test_arms_go_before_the_wildcard():
    text = MATCH % ("_", "code")
    (fix,) = [fix for fix in offered(text, "CONFLICT") if "CANCEL" in fix.title]
    assert after(fix).endswith(
        "            return 1\n"
        '        case "CANCEL_NOT_ALLOWED":\n'
        "            # Refund what was captured and release the rest of the authorisation.\n"
        "            raise OSError(code)\n"
        "        # all the rest\n        case _:\n            raise OSError(code)\n"
    )
    one(text, "CONFLICT", "CANCEL_NOT_ALLOWED")


def test_a_name_that_the_wildcard_binds():
    text = MATCH % ("other", "other")
    assert one(text, "CONFLICT", "CANCEL_NOT_ALLOWED").startswith('        case "CANCEL_NOT_ALLOWED" as other:\n')


def test_match_without_a_wildcard_at_the_end_of_the_file():
    text = (START + '    match code:\n        case "CONFLICT":\n            return 1').encode()
    assert one(text, "CONFLICT", "CANCEL_NOT_ALLOWED") == (
        '\n        case "CANCEL_NOT_ALLOWED":\n'
        "            # Refund what was captured and release the rest of the authorisation.\n            pass"
    )


def test_pattern_with_a_status():
    text = (
        START
        + """\
    match response.status_code, code:
        case 409, "CONFLICT":
            return 1
        case _:
            raise OSError(code)
"""
    )
    arms = one(text, '"CONFLICT"', "TEMPORARILY_UNAVAILABLE").splitlines()
    assert [arm for arm in arms if "case" in arm] == [
        '        case 502, "TEMPORARILY_UNAVAILABLE":',
        '        case 503, "TEMPORARILY_UNAVAILABLE":',
        '        case 504, "TEMPORARILY_UNAVAILABLE":',
    ]


def test_pattern_of_the_body():
    text = (
        START
        + '    match response.json():\n        case {"error_code": "CONFLICT", **rest}:\n            return 1\n    raise OSError(code)\n'
    )
    assert one(text, '"CONFLICT"', "CANCEL_NOT_ALLOWED").startswith(
        '        case {"error_code": "CANCEL_NOT_ALLOWED", **rest}:\n'
    )


def test_line_ends_of_the_file():
    text = (
        (START + '    if code == "CONFLICT":\n        return 1\n    raise OSError(code)\n')
        .replace("\n", "\r\n")
        .encode()
    )
    assert one(text, "CONFLICT", "CANCEL_NOT_ALLOWED").count("\r\n") == 3


def test_tabs():
    text = (START + '    if code == "CONFLICT":\n        return 1\n    raise OSError(code)\n').replace("    ", "\t")
    assert one(text, "CONFLICT", "CANCEL_NOT_ALLOWED").endswith("\n\t\tpass\n")


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ('    if any(e == "CONFLICT" for e in [code]):', "CONFLICT"),
        ('    if code != "CONFLICT":', "CONFLICT"),
        ("    if response.status_code == 409:", "409"),
        ('    if code.lower() == "conflict":', "conflict"),
    ],
)
def test_what_can_not_be_continued(line, marked):
    assert offered(START + f"{line}\n        return 1\n    raise OSError(code)\n", marked) == []


def test_all_places_of_another_provider():
    text = f'''\
import requests


def keys(order_id):
    response = requests.get(f"{KINGUIN}/v2/order/{{order_id}}/keys")
    problem = response.json()
    if response.ok:
        return problem
    if problem["kind"] == "OrderNotFound":
        return []
    raise OSError(problem["detail"])
'''
    assert one(text, "OrderNotFound", "OrderHold").startswith('    elif problem["kind"] == "OrderHold":\n')
