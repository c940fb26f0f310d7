"""The fates: their letters, and in words for those who don't know the matrix yet."""

from __future__ import annotations

MEANINGS = {
    "handled": ("H", "a way of its own; a log line in a branch is enough"),
    "raised": ("R", "an exception leaves the entry on purpose"),
    "passed": ("P", "the way of success, but another value: only the caller can tell"),
    "unnoticed": ("U", "the way of success, and its value: nobody can tell"),
    "crashed": ("C", "a KeyError, TypeError or the like that nobody meant"),
    "endless": ("E", "nothing bounds how often the request is sent"),
    "unknown": ("?", "it depends on something that can't be known without running the code"),
}
"""For each fate, in the order from good to bad, its letter and when it is given."""
AGAIN = ("↻", "sent again", "the request is sent once more than after a success")
APART = ("_", "told apart", "the code treats this error otherwise than one that nobody knows")
RETRY = {
    "never": "never to be sent again",
    "backoff": "may be sent again after a pause",
    "after_refresh": "may be sent again once the resource was read anew",
    "verify_first": "may be sent again once it is known what became of the first try",
    "after_release": "may be sent again once the hold is released",
    "poll": "to be asked for until it is there",
}
"""A provider's terms for sending again, in words."""
