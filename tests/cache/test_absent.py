"""Names that are in no directory, asked of many at once."""

import os

import pytest

from sadpath.cache.absent import MANY, listing, still, together


@pytest.fixture
def names(tmp_path):
    return [str(tmp_path / f"Module{number}") for number in range(MANY)]


def test_many_names_of_a_directory_are_asked_together(names, tmp_path):
    absent, alone = together([*names, str(tmp_path / "below" / "one"), str(tmp_path / "z\u00e9ro")])
    assert [directory for directory, _ in absent] == [str(tmp_path)]
    assert alone == [str(tmp_path / "z\u00e9ro"), str(tmp_path / "below" / "one")]
    assert still(absent)


@pytest.mark.parametrize("name", ["Module3", "MODULE3", "module3"])
def test_what_comes_into_being_is_seen_in_any_letters(names, tmp_path, name):
    absent, _ = together(names)
    (tmp_path / name).write_text("")
    assert not still(absent)


def test_other_names_change_nothing(names, tmp_path):
    absent, _ = together(names)
    for name in ("Module", "Module33", "odule3", "Module3.py"):
        (tmp_path / name).write_text("")
    assert still(absent)


def test_a_name_that_is_there_in_other_letters_is_left(names, tmp_path):
    (tmp_path / "MODULE3").write_text("")
    absent, alone = together(names)
    assert alone == [names[3]] and still(absent)


def test_a_directory_that_is_not_there_may_come(tmp_path):
    absent, alone = together([str(tmp_path / "later" / f"m{number}") for number in range(MANY)])
    assert not alone and still(absent)
    (tmp_path / "later").mkdir()
    assert still(absent)
    (tmp_path / "later" / "m1").mkdir()
    assert not still(absent)


def test_a_directory_that_cannot_be_listed_is_asked_name_by_name(names, tmp_path, monkeypatch):
    absent, _ = together(names)

    def refuse(directory):
        raise PermissionError(directory)

    monkeypatch.setattr(os, "listdir", refuse)
    assert listing(str(tmp_path)) is None
    assert together(names) == ([], names) and not still(absent)
