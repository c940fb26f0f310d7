"""Random edits of Python text, as somebody types and pastes: most leave it valid, some don't."""

from __future__ import annotations

import random
import re

COMMENTS = ("# later", "# é 🙂", "# noqa")


def edited(text: str, rng: random.Random) -> str:
    """The text after one edit."""
    lines = text.split("\n")
    kind = rng.choice(
        (
            change_number,
            change_string,
            blank,
            comment,
            spaces,
            move_blank,
            remove_line,
            double_line,
            move_block,
            new_function,
            new_constant,
            change_constant,
            use_name,
            take_out_function,
            document,
            rename,
            break_line,
        )
    )
    kind(lines, rng)
    return "\n".join(lines)


def some_line(lines: list[str], rng: random.Random, pattern: str) -> int | None:
    found = [n for n, line in enumerate(lines) if re.search(pattern, line)]
    return rng.choice(found) if found else None


def change_number(lines: list[str], rng: random.Random) -> None:
    n = some_line(lines, rng, r"\b\d{1,3}\b")
    if n is not None:
        lines[n] = re.sub(
            r"\b\d{1,3}\b", str(rng.choice((0, 1, 2, 3, 400, 404, 409, 422, 429, 500, 503))), lines[n], count=1
        )


def change_string(lines: list[str], rng: random.Random) -> None:
    n = some_line(lines, rng, r"\"[A-Za-z_]{3,}\"")
    if n is not None:
        lines[n] = re.sub(r"\"([A-Za-z_]{3,})\"", lambda m: f'"{m[1][:-1]}"', lines[n], count=1)


def blank(lines: list[str], rng: random.Random) -> None:
    lines.insert(rng.randrange(len(lines) + 1), "")


def comment(lines: list[str], rng: random.Random) -> None:
    n = rng.randrange(len(lines))
    indent = lines[n][: len(lines[n]) - len(lines[n].lstrip())]
    lines.insert(n, indent + rng.choice(COMMENTS))


def spaces(lines: list[str], rng: random.Random) -> None:
    n = some_line(lines, rng, r"\S (=|==|in|if) \S")
    if n is not None:
        lines[n] = re.sub(r" (=|==|in|if) ", lambda m: f"  {m[1]} ", lines[n], count=1)


def move_blank(lines: list[str], rng: random.Random) -> None:
    """What stands between two blank lines moves, and nothing else."""
    blanks = [n for n, line in enumerate(lines) if not line.strip()]
    if blanks:
        del lines[rng.choice(blanks)]
        blank(lines, rng)


def remove_line(lines: list[str], rng: random.Random) -> None:
    if len(lines) > 3:
        del lines[rng.randrange(len(lines))]


def double_line(lines: list[str], rng: random.Random) -> None:
    n = rng.randrange(len(lines))
    lines.insert(n, lines[n])


def move_block(lines: list[str], rng: random.Random) -> None:
    starts = [n for n, line in enumerate(lines) if re.match(r"(def|class|async def) ", line)]
    if len(starts) > 1:
        a, b = sorted(rng.sample(range(len(starts)), 2))
        first = lines[starts[a] : starts[a + 1]]
        rest = lines[starts[a + 1] : starts[b]] if starts[a + 1] < starts[b] else []
        end = starts[b + 1] if b + 1 < len(starts) else len(lines)
        lines[starts[a] : end] = [*rest, *lines[starts[b] : end], *first]


def new_function(lines: list[str], rng: random.Random) -> None:
    name = f"added_{rng.randrange(1000)}"
    starts = [n for n, line in enumerate(lines) if re.match(r"(def|class|async def|@)", line)] + [len(lines)]
    n = rng.choice(starts)
    if n and lines[n - 1].startswith("@"):
        return
    lines[n:n] = [f"def {name}(order):", "    return order", ""]


def new_constant(lines: list[str], rng: random.Random) -> None:
    """A plain value, at the end or before a definition."""
    starts = [n for n, line in enumerate(lines) if re.match(r"(def|class|async def) ", line)] + [len(lines)]
    n = rng.choice(starts)
    if n and lines[n - 1].startswith("@"):
        return
    lines[n:n] = [f"ADDED_{rng.randrange(5)} = {rng.choice((1, 400, '(404, 429)', repr('retry')))}", ""]


def change_constant(lines: list[str], rng: random.Random) -> None:
    n = some_line(lines, rng, r"^[A-Za-z_]\w* = [\d\"']")
    if n is not None:
        lines[n] = re.sub(r" = .*", f" = {rng.choice((0, 1, 404, 429, 500, repr('x')))}", lines[n])


def use_name(lines: list[str], rng: random.Random) -> None:
    """A body asks for a name of the module: it calls a function, or compares with a value."""
    names = re.findall(r"^(?:(?:async )?def (\w+)\(|(\w+) = )", "\n".join(lines), re.MULTILINE)
    n = some_line(lines, rng, r"^\s+(return|raise|if)\b")
    if names and n is not None:
        function, value = rng.choice(names)
        indent = lines[n][: len(lines[n]) - len(lines[n].lstrip())]
        lines.insert(n, f"{indent}{function}(None)" if function else f"{indent}print({value} == 404)")


def take_out_function(lines: list[str], rng: random.Random) -> None:
    """A definition goes with its body; who calls it may stay."""
    starts = [n for n, line in enumerate(lines) if re.match(r"(def|async def) ", line)]
    if starts:
        start = end = rng.choice(starts)
        while end + 1 < len(lines) and (not lines[end + 1].strip() or lines[end + 1][0].isspace()):
            end += 1
        del lines[start : end + 1]


def document(lines: list[str], rng: random.Random) -> None:
    n = some_line(lines, rng, r'^\s*"""\w')
    if n is not None:
        lines[n] = lines[n].replace('"""', f'"""Number {rng.randrange(9)}. ', 1)


def rename(lines: list[str], rng: random.Random) -> None:
    n = some_line(lines, rng, r"^\s*(async )?def \w+\(")
    if n is not None:
        lines[n] = re.sub(r"def (\w+)\(", lambda m: f"def {m[1]}_{rng.randrange(9)}(", lines[n])


def break_line(lines: list[str], rng: random.Random) -> None:
    n = rng.randrange(len(lines))
    lines[n] = lines[n] + rng.choice(("(", ")", " =", ":", '"', " if"))
