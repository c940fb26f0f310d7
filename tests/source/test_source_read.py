"""Reading files as Python does."""

import tokenize

import pytest

from sadpath.source.read import Unreadable, as_utf8, read_source


def source(data):
    return read_source("x.py", data)


def test_plain_text(tmp_path):
    (tmp_path / "x.py").write_bytes("a = 'ö'\n".encode())
    read = read_source(str(tmp_path / "x.py"))
    assert (read.text, read.encoding, read.newline, read.bom) == ("a = 'ö'\n", "utf-8", "\n", False)
    assert read.data == "a = 'ö'\n".encode()


def test_byte_order_mark():
    read = source(b"\xef\xbb\xbfa = 1\n")
    assert (read.text, read.bom) == ("a = 1\n", True)
    assert source(b"\xef\xbb\xbf# coding: utf-8-sig\n").bom


@pytest.mark.parametrize(
    ("data", "text", "newline"),
    [
        (b"a\r\nb\r\n", "a\nb\n", "\r\n"),
        (b"a\rb\r", "a\nb\n", "\r"),
        (b"a\n\r\nb\rc", "a\n\nb\nc", "\n"),
        (b"", "", "\n"),
    ],
)
def test_line_ends(data, text, newline):
    assert (source(data).text, source(data).newline) == (text, newline)


def test_only_line_ends_end_lines():
    lines = source("a\x0cb\x0bc\u2028d\x85e\x1cf\n\x0cg".encode()).lines
    assert lines == ["a\x0cb\x0bc\u2028d\x85e\x1cf", "\x0cg"]


@pytest.mark.parametrize(
    "head",
    [
        b"# coding: latin-1\n", b"# -*- coding: ISO_8859-1 -*-\n", b"#!/usr/bin/py\n# vim: set fileencoding=latin1 :\n",
        b"\n# coding=latin-1-unix\n", b" \t# coding: cp1252\r\n", b"\x0c# coding: latin-1\r",
    ],
)  # fmt: skip
def test_declared_encodings(head):
    assert source(head + b"x = '\xe9'\n").text.endswith("x = 'é'\n")


@pytest.mark.parametrize("head", [b"x = 1\n# coding: latin-1\n", b"\n\n# coding: latin-1\n", b"'# coding: latin-1'\n"])
def test_what_declares_nothing(head):
    with pytest.raises(Unreadable):
        source(head + b"x = '\xe9'\n")


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"# coding: klingon\n", 1, "unknown encoding declared: klingon"),
        (b"#!x\n# coding: base64\n", 2, "the declared encoding base64 is not one for text"),
        (b"\xef\xbb\xbf# coding: latin-1\n", 1, "starts with a UTF-8 byte order mark but declares latin-1"),
        (b"a\r\nb\r\xff\n", 3, "byte 0xff is no utf-8 text (the encoding assumed"),
        (b"# coding: ascii\n\xe9\n", 2, "byte 0xe9 is no ascii text (the encoding declared)"),
        (b"a\n\nb\0c\n", 3, "binary"),
        ("x".encode("utf-16"), 1, "UTF-16"),
    ],
)
def test_reasons(data, line, words):
    with pytest.raises(Unreadable) as caught:
        source(data)
    assert caught.value.line == line and words in caught.value.reason


def test_reasons_of_the_disk(tmp_path):
    for path, reason in ((tmp_path / "no.py", "no such file"), (tmp_path, "a directory, not a file")):
        with pytest.raises(Unreadable, match=reason):
            read_source(str(path))


def test_a_long_file(tmp_path):
    (tmp_path / "x.py").write_bytes(b"x = 1\n" * 200_000)
    assert len(read_source(str(tmp_path / "x.py")).lines) == 200_001


@pytest.mark.parametrize(
    "data", [b"a\nb", b"# coding: latin-1\n\xe9\r\n", b"\xef\xbb\xbfx\n", b"\n# coding: koi8-r\n\xe9"]
)
def test_agrees_with_the_tokenizer(tmp_path, data):
    (tmp_path / "x.py").write_bytes(data)
    with tokenize.open(str(tmp_path / "x.py")) as handle:
        assert handle.read() == source(data).text


@pytest.mark.parametrize(
    ("data", "plain"),
    [
        (b"\xef\xbb\xbfimport a", b"import a"),
        (b"# coding: latin-1\nimport \xfc", b"# coding: latin-1\nimport \xc3\xbc"),
        (b"a\rb\r\nc", b"a\nb\nc"),
        (b"a\r\nb", b"a\r\nb"),
        (b"# coding: nonsense\n\xfc", b"# coding: nonsense\n\xfc"),
        (b"# coding: cp1252\n\x81", b"# coding: cp1252\n\x81"),
    ],
)
def test_bytes_as_utf_8(data, plain):
    assert as_utf8(data) == plain
