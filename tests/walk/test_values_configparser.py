"""Settings in texts and dicts, held against Python."""

from __future__ import annotations

import textwrap

import pytest
from helpers import same
from values import differences, is_told

HEAD = '''
import configparser, textwrap
cfg = configparser.ConfigParser()
cfg.read_string(textwrap.dedent("""
    ; what may be sent again
    [DEFAULT]
    host = api.klarna.com
    [retry]
    Kinds = ResourceLock HttpClient
    tries: 2
    # seconds
    wait = 0.5
    url = https://%(host)s/v1
    share = 5%%
    on = yes
    codes =
        CONFLICT

        LOCKED
    [ other ]
    empty =
"""))

def refused(make):
    try:
        return make()
    except (configparser.Error, LookupError, ValueError) as error:
        return type(error).__name__
'''


@pytest.mark.parametrize(
    "code",
    [
        "r = cfg['retry']['kinds'].split(), cfg.getint('retry', 'tries'), cfg.getfloat('retry', 'WAIT'), cfg['retry'].getboolean('on')",
        "r = cfg.get('retry', 'url'), cfg.get('retry', 'url', raw=True), cfg['retry']['share'], cfg['retry']['host'], cfg['DEFAULT']['host']",
        "r = cfg['retry']['codes'].split(), cfg['retry']['codes'], cfg[' other ']['empty'], cfg.sections(), list(cfg), len(cfg), 'retry' in cfg",
        "r = cfg.options('retry'), cfg.has_option('retry', 'Tries'), cfg.has_option('x', 'y'), cfg.has_section('x'), 'on' in cfg['retry']",
        "r = cfg.get('retry', 'x', fallback=5), cfg.getint('x', 'y', fallback=1), cfg['retry'].get('x'), cfg['retry'].getint('x', 7)",
        "r = [refused(f) for f in (lambda: cfg['x'], lambda: cfg['retry']['x'], lambda: cfg.get('x', 'y'), lambda: cfg.get('retry', 'y'))]",
        "r = [refused(f) for f in (lambda: cfg.getint('retry', 'kinds'), lambda: cfg.getboolean('retry', 'url'), lambda: cfg.add_section('retry'))]",
        "r = [refused(lambda t=t: cfg.read_string(t)) for t in ('a = 1', '[a]\\nb', '[a]\\n[a]', '[a]\\nb = 1\\nB = 2', '[a]\\nb = %(c)s')]\n"
        "s = refused(lambda: cfg['a']['b'])",
        """
        cfg.read_dict({"more": {"Tries": 3, "codes": "A,B"}, "retry": {"tries": 9}})
        cfg.set("more", "late", "%(tries)s!")
        cfg["made"] = {"x": "1"}
        r = dict(cfg["more"]), cfg.items("more"), cfg["retry"]["tries"], cfg["made"].getint("x"), {name: dict(cfg[name]) for name in cfg}
        s = cfg.remove_option("more", "late"), cfg.remove_section("made"), cfg.remove_section("made"), cfg.sections()
        """,
        """
        raw = configparser.RawConfigParser({"a": "%b"}, interpolation=None)
        raw.optionxform = str
        raw.read_string("[s]\\nKey = 5%")
        r = raw["s"]["Key"], raw["s"]["a"], list(raw["s"]), raw.has_option("s", "key")
        """,
    ],
)
def test_settings(code: str) -> None:
    assert differences(HEAD + textwrap.dedent(code)) == {}


@pytest.mark.parametrize(
    "code",
    [
        "cfg.read('shop.ini')\nr = cfg['retry']['tries']",
        "cfg.read_string(given)\nr = cfg.getint('retry', 'tries')",
        "cfg.read('shop.ini')\nr = cfg.sections()",
        "cfg.read_file(given)\nr = cfg['retry']['tries']",
        "cfg.read_dict(given)\nr = cfg['retry']['tries']",
        "cfg.read('shop.ini')\nr = cfg.has_option('retry', 'tries')",
        "cfg.read('shop.ini')\nr = cfg['retry'].getboolean('on', True)",
        "cfg = configparser.ConfigParser(delimiters='~')\ncfg.read_string('[retry]\\ntries = 1 ~ 2')\nr = cfg.options('retry')",
    ],
)
def test_what_a_file_says_is_not_known(code: str) -> None:
    assert not is_told("from nowhere import given\n" + HEAD + code, "r")


@pytest.mark.parametrize(
    "read", ["cfg['api']['url']", "cfg.get('api', 'url')", "cfg.get('api', 'x', fallback='https://api.klarna.com')"]
)
@pytest.mark.parametrize("file", ["", "cfg.read('shop.ini')"])
def test_a_host_among_the_settings(read: str, file: str) -> None:
    """What a file says in its place nobody knows; the path tells the provider too."""
    code = f"""
import configparser, requests
cfg = configparser.ConfigParser()
cfg.read_dict({{"api": {{"url": "https://api.klarna.com"}}}})
{file}
def f(order_id):
    url = {read}
    requests.post(url + "/ordermanagement/v1/orders/%s/captures" % order_id).raise_for_status()
"""
    assert same(code) == "raised"
