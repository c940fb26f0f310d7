"""Names for findings that stay the same while code moves, so that a code host can tell a new one from an old one."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from sadpath.findings import Finding
from sadpath.output.places import repository_path
from sadpath.output.sources import Sources


def fingerprints(findings: Sequence[Finding], sources: Sources) -> list[str]:
    """A name of 64 hexadecimal digits for each finding, no two alike.

    It hangs on the rule, the file, the walk and the text of the line, not on line numbers nor on the message (a
    catalogue that learns one more code must not make all findings new). Of those that have all this in common, the
    order in the file decides.
    """
    seen: Counter[str] = Counter()
    names = []
    for finding in findings:
        text = sources.line(finding.path, finding.line) or ""
        parts = (
            finding.rule,
            repository_path(finding.path),
            finding.provider or "",
            finding.operation or "",
            finding.entry or "",
            " ".join(text.split()),
        )
        key = "\0".join(parts)
        number = seen[key]
        seen[key] += 1
        names.append(hashlib.sha256(f"{key}\0{number}".encode("utf-8", "surrogatepass")).hexdigest())
    return names
