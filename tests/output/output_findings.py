"""Findings and sources that have everything that is hard to print."""

from sadpath.findings import Edit, Finding, Fix, OutcomeRef, OutcomeRow, Place, Report, WalkRow
from sadpath.output import renderer
from sadpath.output.sources import Sources

# columns of pay(): 13 in code points, 15 in UTF-16 units (two astral letters), 21 in UTF-8 bytes
SOURCE = "def capture():\n    '𝒳日👍' ; pay()\n    return x\n    return x\n"
PATH = "shop/pay, 50%;x]:y.py"
FIX = Fix("raise", True, (Edit(PATH, 2, 13, 2, 18, "raise Error\n"),))
BROAD = Fix("two places", False, (Edit(PATH, 3, 5, 3, 11, "a"), Edit("shop/other.py", 1, 1, 1, 1, "b")))
HARD = Finding(
    "SP101", "unnoticed-error", "error", PATH, 2, 13, 2, 18,
    "100% [of] a|b, <c>\nunder `d`\x00\x1b", help="check; it\r\nnow", url="https://example.org/errors?a=1&b=2",
    provider="acme", operation="captureOrder", entry="shop.pay:capture",
    outcomes=(OutcomeRef(403, "NOT_ALLOWED", "unnoticed"), OutcomeRef(500, "OTHER", "crashed")),
    related=(Place(PATH, 3, 5, 3, 11, "is [handed] back"), Place("gone.py", 17, 1, 18, 2)),
    fixes=(FIX, BROAD),
)  # fmt: skip
LINES = Finding("SP301", "message-match", "warning", PATH, 2, 1, 4, 5, "over lines")
REMARK = Finding("SP104", "dropped-code", "info", "shop/other.py", 0, 0, 0, 0, "no line")
ROW = OutcomeRow(403, "NOT_ALLOWED", "handled")
WALK = WalkRow(
    "acme", "captureOrder", "shop.pay:capture", PATH, 2, (ROW, OutcomeRow(409, "CONFLICT", "unnoticed"), OutcomeRow(500, "X", "unknown"))
)  # fmt: skip
SOURCES = Sources(given={PATH: SOURCE.encode()})


def render(name, *findings, walks=(), errors=()):
    report = Report(findings=findings, walks=walks, internal_errors=errors)
    return renderer(name)(report, color=False, sources=SOURCES)
