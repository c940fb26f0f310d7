"""Which names lead to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def cycles(leads_to: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The names in groups of which each leads to all others of its group; a group comes before those that it leads to."""
    order: list[str] = []
    seen: set[str] = set()
    for name in leads_to:
        order += through(leads_to, name, seen)
    back: dict[str, list[str]] = {name: [] for name in leads_to}
    for name, others in leads_to.items():
        for other in others:
            back[other].append(name)
    seen.clear()
    return [group for name in reversed(order) if (group := list(through(back, name, seen)))]


def through(leads_to: Mapping[str, Iterable[str]], first: str, seen: set[str]) -> Iterator[str]:
    """What `first` leads to and was not seen yet, each name after those that it leads to."""
    if first in seen:
        return
    seen.add(first)
    stack = [(first, iter(leads_to[first]))]
    while stack:
        name, others = stack[-1]
        for other in others:
            if other not in seen:
                seen.add(other)
                stack.append((other, iter(leads_to[other])))
                break
        else:
            stack.pop()
            yield name
