"""Which findings are hidden by which suppressions, and what is wrong with the suppressions themselves."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sadpath.findings import Edit, Finding, Fix
from sadpath.suppression.comments import Code, Suppression, rule_of
from sadpath.suppression.edits import complete, removal, without

UNUSED, UNKNOWN, INVALID = "SP901", "SP903", "SP904"
ABOUT_SUPPRESSIONS = frozenset([UNUSED, UNKNOWN, INVALID])


@dataclass
class Applied:
    """What became of one file's findings. `used` has (index of the suppression, rule) of those that hid something."""

    shown: list[Finding] = field(default_factory=list)
    hidden: list[Finding] = field(default_factory=list)
    used: set[tuple[int, str]] = field(default_factory=set)


def apply(findings: Iterable[Finding], suppressions: Sequence[Suppression]) -> Applied:
    """Hide what the suppressions of a file cover. All `findings` are of that file.

    Where several cover a finding, the one that covers least counts as used.
    """
    result = Applied()
    narrow_first = sorted(range(len(suppressions)), key=lambda i: (_extent(suppressions[i]), i))
    for finding in findings:
        for index in narrow_first:
            suppression = suppressions[index]
            if finding.rule in suppression.known and _covers(suppression, finding):
                result.used.add((index, finding.rule))
                result.hidden.append(finding)
                break
        else:
            result.shown.append(finding)
    return result


def _extent(suppression: Suppression) -> float:
    return float("inf") if suppression.scope == "file" else suppression.last - suppression.first


def _covers(suppression: Suppression, finding: Finding) -> bool:
    # what is wrong with a suppression is told at its own line, which may be the one above what it covers
    return suppression.covers(finding) or (finding.rule in ABOUT_SUPPRESSIONS and finding.line == suppression.line)


def review(
    path: str,
    lines: Sequence[str],
    suppressions: Sequence[Suppression],
    applied: Applied,
    *,
    judged: Callable[[str], bool],
    require_reason: bool = False,
) -> list[Finding]:
    """The findings about a file's suppressions (SP901, SP903, SP904), with their fixes.

    `judged` tells for a rule whether this run would have reported all of its findings in the file: only then can a
    suppression of it be called unused.
    """
    found: list[Finding] = []
    for index, suppression in enumerate(suppressions):
        if suppression.problem:
            found.append(_invalid(path, lines, suppression, applied.shown))
            continue
        if require_reason and not suppression.reason:
            message = "this suppression gives no reason"
            help = "say behind the brackets why the rule doesn't hold here"
            found.append(_finding(INVALID, path, suppression, message, help))
        unknown = [code for code in suppression.codes if code.code is None]
        found += [_unknown(path, lines, suppression, code, applied.shown) for code in unknown]
        unused = _unused(index, suppression, applied.used, judged)
        if unused:
            found.append(_never_used(path, lines, suppression, unused))
    return found


def _unused(
    index: int, suppression: Suppression, used: set[tuple[int, str]], judged: Callable[[str], bool]
) -> list[int]:
    """The indexes of the rules in a suppression that hide nothing; a rule that is named twice counts once."""
    result, seen = [], set()
    for position, code in enumerate(suppression.codes):
        rule = code.code
        if rule is None:
            continue
        if rule in seen or (rule not in ABOUT_SUPPRESSIONS and (index, rule) not in used and judged(rule)):
            result.append(position)
        seen.add(rule)
    return result


def _never_used(path: str, lines: Sequence[str], suppression: Suppression, unused: Sequence[int]) -> Finding:
    names = list(dict.fromkeys(suppression.codes[i].text for i in unused))
    spelt = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    where = {"file": "in this file", "block": "in this block", "statement": "here", "line": "here"}[suppression.scope]
    twice = any(suppression.codes[i].code in {c.code for c in suppression.codes[:i]} for i in unused)
    message = (
        f"{spelt} {'is' if len(names) == 1 else 'are'} named twice"
        if twice and len(unused) == 1
        else f"{spelt} {'is' if len(names) == 1 else 'are'} not reported {where}: there is nothing to ignore"
    )
    whole = len(unused) == len(suppression.codes)
    title = "take the suppression out" if whole else f"take {spelt} out of the suppression"
    fix = Fix(title, True, (without(lines, suppression, unused, path),))
    first, last = suppression.codes[unused[0]], suppression.codes[unused[-1]]
    columns = (first.column, last.end_column) if not whole else None
    return _finding(UNUSED, path, suppression, message, title, (fix,), columns)


def _unknown(
    path: str, lines: Sequence[str], suppression: Suppression, code: Code, shown: Iterable[Finding]
) -> Finding:
    columns = (code.column, code.end_column)
    here = sorted({f.rule for f in shown if suppression.covers(f)} - ABOUT_SUPPRESSIONS)
    if _is_group(code.text):
        message = f"{code.text} is a group of rules; a suppression names whole rules"
        near = ", ".join(rule for rule in here if rule.startswith(code.text.upper())) or None
    else:
        near = _near(code.text, here)
        message = f"there is no rule {code.text}" + (f"; did you mean {near}?" if near else "")
    if near:
        edit = Edit(path, suppression.line, code.column, suppression.line, code.end_column, near)
        # nothing but the one rule that is reported here can be meant
        fix = Fix(f"write {near}", here == [near] and not _is_group(code.text), (edit,))
        return _finding(UNKNOWN, path, suppression, message, f"write {near}", (fix,), columns)
    position = suppression.codes.index(code)
    fix = Fix(f"take {code.text} out", False, (without(lines, suppression, [position], path),))
    return _finding(UNKNOWN, path, suppression, message, "`sadpath rule` lists all rules", (fix,), columns)


def _invalid(path: str, lines: Sequence[str], suppression: Suppression, shown: Iterable[Finding]) -> Finding:
    """A suppression that holds for nothing. Its fix writes what was meant where that is plain, else takes it out."""
    here = sorted({f.rule for f in shown if suppression.covers(f) and f.rule not in ABOUT_SUPPRESSIONS})
    edit = Edit(
        path, suppression.line, suppression.column, suppression.line, suppression.end_column, suppression.mended
    )
    if suppression.mended:
        # what hides only what is reported was plainly meant to
        safe = {code.code for code in suppression.codes} <= set(here)
        fix = Fix(f"write `{suppression.mended}`", safe, (edit,))
    elif here and not suppression.codes and suppression.scope != "file":
        fix = Fix(f"name what it hides: {', '.join(here)}", False, (complete(suppression, here, path),))
    else:
        fix = Fix("take the suppression out", not suppression.codes, (removal(lines, suppression, path),))
    message = f"this suppression holds for nothing: {suppression.problem}"
    return _finding(INVALID, path, suppression, message, fix.title, (fix,))


def _is_group(text: str) -> bool:
    from sadpath.rulepages import rule_codes

    return text.upper() == "ALL" or any(code.startswith(text.upper()) for code in rule_codes())


def _near(text: str, here: Sequence[str]) -> str | None:
    """The rule whose code or name is likeliest to be meant; one that is reported `here` before any other."""
    from sadpath.rulepages import load_pages, rule_codes

    names = [page.name for page in load_pages().values()]
    close = difflib.get_close_matches(text.upper(), here, n=1)
    close = (
        close
        or difflib.get_close_matches(text.upper(), rule_codes(), n=1)
        or difflib.get_close_matches(text.lower(), names, n=1)
    )
    return rule_of(close[0]) if close else None


def _finding(
    rule: str,
    path: str,
    suppression: Suppression,
    message: str,
    help: str,
    fixes: tuple[Fix, ...] = (),
    columns: tuple[int, int] | None = None,
) -> Finding:
    from sadpath.rulepages import load_pages

    page = load_pages().get(rule)
    start, end = columns or (suppression.column, suppression.end_column)
    return Finding(
        rule,
        page.name if page else "",
        page.severity if page else "warning",
        path,
        suppression.line,
        start,
        suppression.line,
        end,
        message,
        help=help,
        fixes=fixes,
    )
