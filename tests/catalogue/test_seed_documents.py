"""Every code that the providers' own error pages document is known, with the status that they state."""

from __future__ import annotations

import re

from sadpath.catalogue import Provider

Pairs = set[tuple[int | None, str]]  # (status where the page states one, code)


def order_management(text: str) -> Pairs:
    pairs: Pairs = set()
    for statuses, code in re.findall(r"^\| ([\d/]+)\s*\| (\w+)\s*\|$", text, re.M):
        pairs |= {(int(status), code) for status in statuses.split("/")}
    for status, codes in re.findall(r"^### (\d{3}) - (.+)$", text, re.M):
        pairs |= {(int(status), code) for code in codes.split(" / ")}
    pairs |= {(None, code) for code in re.findall(r"`([A-Z]+(?:_[A-Z]+)+)`", text)}
    return {(status, code) for status, code in pairs if "XXX" not in code}  # XXX stands for what the headings spell out


def network(text: str) -> Pairs:
    sentence = re.search(r"Different error types are (.+)\.$", text, re.M)
    assert sentence
    types = re.findall(r"[A-Z_]{2,}", sentence[1])
    table = re.findall(r"^([A-Z_]+)(\d{3})[A-Z]", text, re.M)  # the cells of a row stand glued together
    return {(int(status), re.sub(f"^(?:{'|'.join(types)})", "", code)) for code, status in table}


def checkout(text: str) -> Pairs:
    pairs: Pairs = set()
    status = None
    for line in text.splitlines():
        if heading := re.match(r"(\d{3}) [A-Z]", line):
            status = int(heading[1])
        pairs |= {(status, code) for code in re.findall(r'codeString \| "(\w+)"', line)}
    return pairs


def six_digits(text: str) -> Pairs:
    pairs: Pairs = {(int(s), code) for s, code in re.findall(r"^\| (\d{3}) \([^|]+\| (\w+)\s*\|", text, re.M)}
    pairs |= {(None, code) for code in re.findall(r'"code": "(\d{6})"', text)}
    for ending in re.findall(r"`xx(\d{4})`", text):
        pairs |= {(None, method + ending) for method in re.findall(r"`(\d\d)xxxx`", text)}
    return pairs


def kinds(text: str) -> Pairs:
    pairs: Pairs = {(None, kind) for kind in re.findall(r"^(?:- )?`([A-Z]\w+)`", text, re.M)}
    return pairs | {(int(status), kind) for kind, status in re.findall(r'"kind": "(\w+)",\s+"status": (\d+)', text)}


DOCUMENTS = {
    "000": ("klarna-order-management", order_management, 15),
    "001": ("klarna-network", network, 12),
    "002": ("commercetools-checkout", checkout, 16),
    "003": ("lemanpay", six_digits, 5 + 5 * 26),
    "004": ("kinguin", kinds, 19),
}


def test_every_documented_code_is_known(providers: dict[str, Provider], seed_text: dict[str, str]) -> None:
    for number, (name, extract, count) in DOCUMENTS.items():
        pairs = extract(seed_text[number])
        assert len({code for _, code in pairs}) == count, (name, sorted(code for _, code in pairs))
        assert [code for _, code in pairs if not providers[name].knows(code)] == []


def test_every_documented_status_is_known(providers: dict[str, Provider], seed_text: dict[str, str]) -> None:
    for number, (name, extract, _) in DOCUMENTS.items():
        for status, code in extract(seed_text[number]):
            if status and (name, code, status) != ("klarna-order-management", "TEMPORARILY_UNAVAILABLE", 503):
                assert status in providers[name].code_statuses(code), (name, code, status)


def test_placeholders_are_no_codes(providers: dict[str, Provider]) -> None:
    for placeholder in ("XXX_NOT_ALLOWED", "NO_SUCH_XXX", "xx01xx", "01xxxx", "xx0110"):
        for provider in providers.values():
            assert not provider.knows(placeholder)
            assert provider.sibling_of(placeholder) is None


def test_error_bodies_of_the_documents_have_documented_fields(
    providers: dict[str, Provider], seed_text: dict[str, str]
) -> None:
    for number, (name, _, _) in DOCUMENTS.items():
        for body in re.findall(r'^ *"(\w+)":', seed_text[number], re.M):
            assert body in providers[name].field_names(), (name, body)
    entries = re.findall(r"^(\w+?)(?:String|Any|Array|Float|Int) ?", seed_text["002"], re.M)
    assert set(entries) <= providers["commercetools-checkout"].field_names()
