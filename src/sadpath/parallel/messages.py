"""What travels through a pipe between the caller and a worker: pickled data, with its length before it."""

from __future__ import annotations

import pickle

READ = 1 << 16
"""Bytes that are read at once."""
_HEAD = 8
"""Bytes of the length."""


def pack(data: object) -> bytes:
    """The message that carries the data."""
    body = pickle.dumps(data, pickle.HIGHEST_PROTOCOL)
    return len(body).to_bytes(_HEAD, "little") + body


def unpack(inbox: bytearray) -> bytes | None:
    """What the first message carries, still pickled; it is taken out. None while it has not come as a whole."""
    if len(inbox) < _HEAD:
        return None
    end = _HEAD + int.from_bytes(inbox[:_HEAD], "little")
    if len(inbox) < end:
        return None
    body = bytes(inbox[_HEAD:end])
    del inbox[:end]
    return body


def portable(error: BaseException) -> tuple[str, BaseException]:
    """The traceback in words, as it does not travel itself, and the error, or another one where it does not travel either."""
    import traceback

    told = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        error = RuntimeError(f"{type(error).__name__}: {error}")
    return told, error


class InWorker(Exception):
    """The cause of an error that `work` raised: where it was raised."""

    def __str__(self) -> str:
        return f"in a worker process:\n{self.args[0]}"
