"""When it pays that one more process learns of something."""

from sadpath.parallel.learning import Learning


def noted(first, *rest):
    """What takes that many seconds the first time, and then these."""
    learning = Learning()
    learning.note("program", first, first=True)
    for seconds in rest:
        learning.note("program", seconds, first=False)
    return learning


def test_it_pays_where_more_is_left_than_learning_takes():
    learning = noted(1.0, 0.1, 0.1)
    assert not learning.pays("program", 10)
    assert learning.pays("program", 30)


def test_what_needs_no_learning_is_shared():
    assert noted(0.1, 0.1).pays("program", 1)


def test_nobody_knows_before_two_are_done():
    assert not Learning().pays("program", 1000)
    assert not noted(1.0).pays("program", 1000)
    assert not noted(0.0, 0.1).pays("another", 1000)


def test_the_slowest_to_learn_counts():
    learning = noted(0.1, 0.1)
    learning.note("program", 5.0, first=True)
    assert not learning.pays("program", 10)
