"""What was walked as bytes, for another process or a later run, and back.

Facts point into syntax trees. As bytes such a pointer is a file's name, relative to a base directory, and the node's number in
the file's tree. So digests of the files and the versions of Python and of the tool go with them, and bytes that don't fit are
refused. What stands in catalogues is named by its id. Only the few classes of facts are made when bytes are thawed: bytes
from elsewhere run nothing.
"""

from __future__ import annotations

from sadpath.program.frozen.freezing import CannotFreeze, freeze
from sadpath.program.frozen.names import Numbers, absolute, relative
from sadpath.program.frozen.thawing import CannotThaw, thaw

__all__ = ["CannotFreeze", "CannotThaw", "Numbers", "absolute", "freeze", "relative", "thaw"]
