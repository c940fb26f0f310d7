"""Rarer ways to ask for a code or a status."""

from __future__ import annotations

from merchant.draw import CLASS, CONSTANT
from merchant.world import World


def quoted(codes: list[str]) -> str:
    """The codes as the inside of a list."""
    return ", ".join(f'"{c}"' for c in codes)


def odd_code_test(w: World, code: str, codes: list[str], part: str) -> str:
    """A condition on the code alone that needs more of the language than `==` and `in`."""
    draw = w.draw
    listed, first, other = quoted(codes), codes[0], draw.pick(*w.subject.codes)
    kind = draw.pick("split", "flags", "holder", "lambda", "constant", "plain", "plain", "plain")
    if kind == "split":
        name = w.unique("CODES")
        w.constant(f'{name} = "{",".join(codes)}".split(",")', name, part)
        return f"{code} in {name}"
    if kind == "flags":
        name = w.unique("FLAGS")
        w.constant(
            f"{name} = {{{', '.join(f'{quoted([c])}: {draw.pick(True, True, False)}' for c in codes)}}}", name, part
        )
        return f"{name}.get({code}{draw.pick(', False', '')})"
    if kind == "holder":
        name = w.unique("Codes")
        members = [f"    C{i} = {quoted([c])}" for i, c in enumerate(codes)]
        members.append(f"    ALL = ({', '.join(f'C{i}' for i in range(len(codes)))},)")
        w.add(part, CLASS, [f"class {name}:", *members], name)
        return draw.pick(f"{code} == {name}.C0", f"{code} in {name}.ALL")
    if kind == "lambda":
        name = w.unique("wanted")
        w.add(part, CONSTANT, [f"{name} = lambda c: c in ({listed},)"], name)
        return f"{name}({code})"
    if kind == "constant":
        name = w.unique("LISTED")
        w.constant(f'{name} = ({listed},) + ("{other}",)', name, part)
        return f"{code} in {name}"
    return draw.pick(
        f're.fullmatch(r"{"|".join(codes)}", {code} or "")',
        f'bool(re.search(r"{first[2:]}$", {code} or ""))',
        f"not {{{listed}}}.isdisjoint({{{code}}})",
        f"{{{code}}} & {{{listed}}}",
        f"any(str({code}).startswith(p) for p in ({', '.join(quoted([c[:5]]) for c in codes)},))",
        f'str({code}).split("_")[0] == "{first.split("_")[0]}"',
        f'str({code}).split("_")[-1] == "{first.split("_")[-1]}"',
        f'str({code}).replace("_", "").upper() == "{first.replace("_", "").upper()}"',
        f'len({code} or "") > {len(first)}',
        f'{code} in frozenset(({listed},)) | {{"{other}"}}',
        f"next((c for c in ({listed},) if c == {code}), None) is not None",
        f"not all(c != {code} for c in [{listed}])",
        f"[{listed}].count({code}) > 0",
        f'str({code})[-4:] == "{first[-4:]}"',
        f'str({code}).find("{first[1:-1]}") >= 0',
        f"sum(c == {code} for c in ({listed},)) == 1",
        f'"{first}".lower() in str({code}).lower()',
        f'({code} or "none") > "{other}"',
        f"len(set([{code}, {listed}])) == {len(set(codes))}",
    )


def odd_status_test(w: World, status: str, one: int) -> str:
    """A condition on the status alone."""
    return w.draw.pick(
        f"divmod({status}, 100)[0] == 5",
        f'str({status})[0] == "5"',
        f"not {status} < 500",
        f"int(str({status})) == {one}",
        f"{status} in {{*range(500, 505), {one}}}",
        f"HTTPStatus({status}).value == {one}",
        f"HTTPStatus({status}) is HTTPStatus.CONFLICT",
        f"{status} in (HTTPStatus.CONFLICT, HTTPStatus.BAD_REQUEST)",
        f"{status} % 100 == {one % 100}",
        f"{status} - 400 < 5",
        f'f"{{{status}}}".endswith("{one % 100:02}")',
        f"min({status}, 500) == 500",
        f"round({status} / 100) == 5",
        f"{status} | 1 == {one | 1}",
        f"{{{one}: True}}.get({status}, False)",
    )


def odd_pair_test(w: World, status: str, code: str) -> str:
    """A condition on both."""
    row = w.draw.pick(*w.subject.provider.rows(w.subject.operation))
    other = w.draw.pick(*w.subject.codes)
    pairs = f'{{({row.status}, "{row.code}"), (409, "{other}")}}'
    options = [
        f"({status}, {code}) in {pairs}",
        f'{code} in {{{row.status}: ("{row.code}",), 500: ()}}.get({status}, ())',
        f'[{status}, {code}] == [{row.status}, "{row.code}"]',
    ]
    if '"' not in code + status:
        options.append(f'f"{{{status}}}:{{{code}}}" == "{row.status}:{row.code}"')
    return w.draw.pick(*options)
