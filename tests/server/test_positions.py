"""Columns between the client's units and code points."""

import pytest
from lsprotocol.types import PositionEncodingKind

from sadpath.server.positions import code_points, units

LINE = "é = '𝒳' + a"


@pytest.mark.parametrize(
    ("encoding", "column"),
    [
        (PositionEncodingKind.Utf8, len("é = '𝒳' + ".encode())),
        (PositionEncodingKind.Utf16, 11),  # one more for the pair, one less for counting from 0
        (PositionEncodingKind.Utf32, 10),
    ],
)
def test_columns_of_a_client(encoding, column):
    assert units(LINE, 11, encoding) == column
    assert code_points(LINE, column, encoding) == 11
    assert (units("abc", 3, encoding), code_points("abc", 2, encoding)) == (2, 3)
