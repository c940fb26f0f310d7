"""The rule on its page's examples, and on what the page doesn't show."""

import house_rules
from sadpath.testing import assert_findings, assert_page

PLUGINS = {"house-rules": house_rules}
SOURCE = """
    import requests

    ORDERS = "https://api.klarna.com/ordermanagement/v1/orders"


    def cancel(order_id, auth):
        response = requests.post(f"{ORDERS}/{order_id}/cancel", auth=auth)%s
        if response.status_code == 500:
            return "later"
        response.raise_for_status()
"""


def test_the_page():
    assert_page("HOUSE001", plugin=("house-rules", house_rules))


def test_nothing_is_said_of_a_wrapper_that_raises():
    assert_findings(SOURCE % "", plugins=PLUGINS, select=["HOUSE"])


def test_more_codes():
    options = {"HOUSE001": {"more-codes": ["INTERNAL_SERVER_ERROR"]}}
    wanted = '  # want: HOUSE001 "INTERNAL_SERVER_ERROR of cancelOrder ends quietly"'
    assert_findings(SOURCE % wanted, plugins=PLUGINS, select=["HOUSE"], options=options)
