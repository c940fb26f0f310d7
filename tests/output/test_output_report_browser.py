"""The report in a real Chromium: nothing in its console, and a cell opens its way by mouse and by keyboard."""

import pytest
from output_browser import CHROMIUM, Browser
from test_output_report import page, shop

pytestmark = [pytest.mark.editors, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")]
assert page and shop  # fixtures


@pytest.fixture
def browser(page, tmp_path):
    file = tmp_path / "report.html"
    file.write_text(page, "utf-8")
    with Browser() as opened:
        opened.url = file.as_uri()
        opened.open(opened.url)
        yield opened
        assert opened.complaints == []


def way(browser):
    return browser.evaluate("document.getElementById('way').hidden ? '' : document.getElementById('way').innerText")


def focused(browser):
    return browser.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.id")


def test_a_click_shows_the_way(browser):
    assert way(browser) == ""
    browser.click("td.handled")
    text = way(browser)
    assert "CAPTURE_NOT_ALLOWED" in text and "H · handled" in text and "What the provider says" in text
    assert "yes — answer.json()['error_code'] == 'CAPTURE_NOT_ALLOWED'" in text.replace("\n", "")
    assert 'if answer.json()["error_code"] == "CAPTURE_NOT_ALLOWED":' in text
    assert browser.evaluate("document.querySelectorAll('#way mark').length") == 3
    browser.click(".story button")
    assert browser.evaluate("document.querySelector('#way .at .no').textContent") == "9"
    browser.click("#way .close")
    assert way(browser) == ""


def test_by_keyboard(browser):
    browser.evaluate("document.getElementById('reset').disabled = false; document.getElementById('reset').focus()")
    browser.press("Tab")
    first = focused(browser)
    assert "from shop:cancel" in first
    browser.press("ArrowDown", "ArrowDown")
    assert focused(browser) not in ("", first)
    browser.press("Home", "PageDown")
    assert "from shop:capture" in focused(browser)
    browser.press("Enter")
    assert focused(browser) == "The way of the chosen outcome" and "captureOrder" in way(browser)
    browser.press("Escape")
    assert way(browser) == "" and "from shop:capture" in focused(browser)
    assert browser.evaluate("document.querySelectorAll('td[tabindex=\"0\"]').length") == 1


def test_filters(browser):
    def shown():
        return browser.evaluate(
            "[...document.querySelectorAll('tbody tr')].filter((r) => !r.closest('[hidden]')).length"
        )

    everything = shown()
    browser.click('.chip[data-filter="handled"]')
    assert shown() == 1
    assert browser.evaluate("document.getElementById('hits').textContent").startswith("1 of ")
    browser.click('.chip[data-filter="handled"]')
    browser.evaluate(
        "const t = document.getElementById('text'); t.value = 'CONFLICT cancel'; t.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    assert shown() == 1
    browser.evaluate(
        "document.getElementById('text').value = 'nothing such'; document.querySelector('form').dispatchEvent(new Event('input'))"
    )
    assert shown() == 0 and not browser.evaluate("document.getElementById('empty').hidden")
    browser.click("#reset")
    browser.evaluate("new Promise((done) => setTimeout(() => done(1), 20))")
    assert shown() == everything


def test_a_link_leads_to_an_outcome(browser):
    browser.click("td.endless")
    place = browser.evaluate("location.hash")
    browser.open(f"{browser.url}?again{place}")
    assert "never ends" in way(browser)
    assert "again and again" in way(browser)


def test_light_and_dark(browser):
    def background():
        return browser.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    light = background()
    browser.evaluate(
        "const s = document.getElementById('theme'); s.value = 'dark'; s.dispatchEvent(new Event('change'))"
    )
    dark = background()
    assert light != dark
    browser.evaluate(
        "document.getElementById('theme').value = ''; document.getElementById('theme').dispatchEvent(new Event('change'))"
    )
    browser.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    assert background() == dark
