"""The harness for tests of checks: it passes what is right, and says what is wrong where it is wrong."""

import pytest

from sadpath.testing import Wanted, assert_findings, assert_page, check_source, wanted_in

SOURCE = """
    import requests


    def cancel(order_id, auth):
        requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{order_id}/cancel", auth=auth)%s
        return True%s
"""


def test_wanted_findings_are_found():
    assert_findings(SOURCE % ('  # want: SP101 "of cancelOrder go unnoticed"', ""), select=["SP101"])
    assert_findings(SOURCE % ("", ""), select=["SP2"])


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        (("", ""), "     ^ found, not wanted: SP101 '"),
        (("  # want: SP102", ""), "     ^ wanted, not found: SP102\n"),
        (('  # want: SP101 "of captureOrder"', ""), "     ^ wanted, not found: SP101 'of captureOrder'\n"),
        (("", "  # want: SP101"), "    return True  # want: SP101\n     ^ wanted, not found: SP101"),
        (("  # want: SP101, SP101", ""), "     ^ wanted, not found: SP101\n"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(marks, told):
    with pytest.raises(AssertionError) as error:
        assert_findings(SOURCE % marks, select=["SP1"])
    assert told in str(error.value) + "\n"


def test_several_wanted_findings_on_a_line():
    text = "a = 1  # want: SP101 \"x, y\", SP201 'z'  \nb = '# want: SP1'\nc = 2  # what I want: SP101\n"
    assert wanted_in(text) == [Wanted(1, "SP101", "x, y"), Wanted(1, "SP201", "z")]
    for wrong in ("x = 1  # want: nothing\n", "x = 1  # want:\n"):
        with pytest.raises(ValueError, match="line 1"):
            wanted_in(wrong)


def test_other_files_of_the_project():
    client = """
        import requests

        def post(path, auth):
            return requests.post("https://api.klarna.com/ordermanagement/v1" + path, auth=auth)
    """
    caller = """
        from client import post

        def cancel(order_id, auth):
            response = post(f"/orders/{order_id}/cancel", auth)
            if response.json().get("error_code") == "CANCEL_NOT_ALOWED":  # want: SP401 "did you mean"
                return "too late"
            response.raise_for_status()
    """
    assert_findings(caller, files={"client.py": client}, select=["SP401"])
    assert not check_source(
        caller, files={"client.py": client}, select=["SP401"], options={"SP401": {"known-codes": ["CANCEL_NOT_ALOWED"]}}
    )


def test_broken_source_is_no_clean_source():
    with pytest.raises(AssertionError, match=r"example\.py:1: "):
        check_source("def (:  # https://api.klarna.com/\n")


def test_a_page_is_held_against_its_check():
    assert_page("SP401")
