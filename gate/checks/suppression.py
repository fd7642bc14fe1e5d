"""Findings that somebody let pass on purpose, next to the item and with a reason.

In YAML and TOML a comment at the end of the line, or alone on the line above it::

    abstract: Computed in /home/alice  # gate: ignore[REC021] the path is what the paper is about

JSON has no comments: beside ``record.json`` lies ``record.ignore.toml`` (it serves YAML and TOML, too)::

    [[ignore]]
    rule = "REC021"
    at = "/abstract"
    reason = "the path is what the paper is about"
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from gate.checks.finding import Finding, Hit
from gate.checks.reading.document import Document, ReadingError, decode
from gate.checks.rule import is_protected, rule_ids

_COMMENT = re.compile(r"#[ \t]*gate:[ \t]*ignore\[([^\]\n]*)\][ \t]*([^\n]*)")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One rule at one place: a ``line`` of the file, or a JSON ``pointer`` with all that is inside.

    ``place`` is where the suppression itself stands: in the file, or beside it (None).
    """

    rule: str
    reason: str
    line: int | None = None
    pointer: str = ""
    place: int | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is meant."""
        if finding.rule != self.rule:
            return False
        if self.line is not None:
            return finding.spot.line == self.line
        return (finding.pointer + "/").startswith(self.pointer + "/")

    @property
    def is_valid(self) -> bool:
        """Whether it may let anything pass."""
        return bool(self.reason) and self.rule in rule_ids() and not is_protected(self.rule)


class _Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: str
    reason: str = ""
    at: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ignore: tuple[_Item, ...] = ()


def beside(file: str) -> str:
    """The name of the file beside a record that holds its suppressions."""
    return os.path.splitext(os.path.basename(file))[0] + ".ignore.toml"


def read_suppressions(document: Document, sidecar: bytes | None) -> tuple[Suppression, ...]:
    """Those in a document's comments and in the file beside it. Raises ValueError where that is not readable."""
    found = list(_in_comments(document))
    if sidecar is not None:
        try:
            listed = msgspec.convert(tomllib.loads(decode(sidecar)), _File)
        except (ValueError, ReadingError, RecursionError) as error:
            raise ValueError(str(error)) from None
        found += (Suppression(item.rule, item.reason.strip(), pointer=item.at) for item in listed.ignore)
    return tuple(found)


def _in_comments(document: Document) -> Iterator[Suppression]:
    if document.format == "json":
        return
    matches = list(_COMMENT.finditer(document.text))
    if not matches:
        return
    inner = {path[:-1] for path in document.members}
    values = [member.value for path, member in document.members.items() if path not in inner]
    for match in matches:
        if any(value.start <= match.start() < value.end for value in values):
            continue  # text that looks like a comment
        number = document.lines.spot_at(match.start()).line
        start = document.lines.starts[number - 1]
        alone = not document.text[start : match.start()].strip()
        for rule in match[1].split(","):
            yield Suppression(rule.strip(), match[2].strip(), line=number + alone, place=number)


def apply(
    findings: Sequence[Finding], suppressions: Sequence[Suppression]
) -> tuple[list[Finding], int, list[tuple[str, Hit, int | None]]]:
    """The findings that remain, how many were suppressed, and what is wrong with the suppressions.

    That is a rule, a hit, and the line of the suppression where it stands in the file.
    """
    valid = [suppression for suppression in suppressions if suppression.is_valid]
    used: set[Suppression] = set()
    kept: list[Finding] = []
    for finding in findings:
        covering = [suppression for suppression in valid if suppression.covers(finding)]
        used.update(covering)
        if not covering:
            kept.append(finding)
    problems = [_problem(one) for one in suppressions if not one.is_valid]
    for one in valid:
        if one not in used:
            message = f"nothing is found here by {one.rule}, which is suppressed"
            problems.append(("REC024", Hit((), message, f"reason given: {one.reason}"), one.place))
    return kept, len(findings) - len(kept), problems


def _problem(one: Suppression) -> tuple[str, Hit, int | None]:
    if one.rule not in rule_ids():
        message = f"no rule has the id {one.rule!r}"
    elif is_protected(one.rule):
        message = f"{one.rule} cannot be suppressed"
    else:
        message = f"{one.rule} is suppressed without a reason"
    return "REC023", Hit((), message), one.place
