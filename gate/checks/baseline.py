"""The baseline: findings that were there before the check was, each with how often. It can only shrink.

A file with one JSON document. A finding is known by its fingerprint; one more of the same is new, and an entry that
matches nothing any more is itself a finding, so that what was mended stays mended.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from gate.checks.finding import Finding, Spot, fingerprint
from gate.checks.rule import explain, is_protected
from gate.model.errors import InfrastructureError, InputError
from gate.system.files import write_whole

FORMAT = "gate-check-baseline-v1"


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding that is known: ``count`` times."""

    rule: str
    file: str
    fingerprint: str
    count: int


class BaselineFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's document."""

    format: str
    findings: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known, and where it was read."""

    where: str
    known: tuple[Known, ...] = ()

    def apply(self, findings: Sequence[Finding]) -> tuple[list[Finding], int]:
        """The findings that are new, and how many are known."""
        left = Counter({known.fingerprint: known.count for known in self.known if not is_protected(known.rule)})
        new: list[Finding] = []
        for finding in findings:
            if not is_protected(finding.rule) and left[finding.fingerprint] > 0:
                left[finding.fingerprint] -= 1
            else:
                new.append(finding)
        return new, len(findings) - len(new)

    def stale(self, findings: Sequence[Finding], checked: Collection[str]) -> Iterator[Finding]:
        """Findings about entries that match less than they count: of files that were checked, or are gone."""
        counts = Counter(finding.fingerprint for finding in findings)
        for number, known in enumerate(self.known):
            if known.file not in checked and Path(known.file).exists():
                continue
            if is_protected(known.rule):
                yield self._finding(number, f"{known.rule} in {known.file} cannot be put into a baseline")
            elif (count := counts[known.fingerprint]) < known.count:
                yield self._finding(number, f"{known.rule} is counted {known.count} times, found {count} times")

    def _finding(self, number: int, message: str) -> Finding:
        known = self.known[number]
        own = fingerprint("REC025", self.where, (known.fingerprint,))
        note = f"in {known.file}"
        severity = explain("REC025").severity
        place = Spot(1, 1, 1, 1)
        return Finding("REC025", severity, self.where, f"/findings/{number}", message, note, place, "", "", own)


def parse_baseline(data: bytes, where: str) -> Baseline:
    """Raises InputError ``check.baseline``."""
    try:
        document = msgspec.json.decode(data, type=BaselineFile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError("check.baseline", f"this is no baseline: {error}", where=where) from None
    if document.format != FORMAT:
        raise InputError("check.baseline", f"the format {document.format[:60]!r} is not known", where=where)
    return Baseline(where, document.findings)


def write_baseline(path: Path, findings: Sequence[Finding], kept: Sequence[Known] = ()) -> int:
    """Write what was found as known, with the entries of files that were not checked; returns how many entries.

    Raises InfrastructureError ``check.write``.
    """
    counts = Counter(finding.fingerprint for finding in findings if not is_protected(finding.rule))
    first = {finding.fingerprint: finding for finding in reversed(findings)}
    new = [Known(first[one].rule, first[one].file, one, count) for one, count in counts.items()]
    known = sorted((*new, *kept), key=lambda one: (one.file, one.rule, one.fingerprint))
    text = json.dumps({"format": FORMAT, "findings": [msgspec.to_builtins(one) for one in known]}, indent=1)
    try:
        write_whole(path, text.encode("utf-8") + b"\n")
    except OSError as error:
        raise InfrastructureError("check.write", f"cannot be written: {error.strerror}", where=str(path)) from None
    return len(known)
