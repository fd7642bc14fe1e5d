"""Rules about the expected results and data of an empirical claim: can they be judged, and would they show anything?"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from gate.checks.finding import Hit, Path
from gate.checks.rules.tables import RECORD
from gate.checks.subject import ExpectedProblem, RecordSubject
from gate.model.claim import EmpiricalClaim
from gate.model.expected import Expected

_PLACEHOLDER = re.compile(r"\s*(?:\?+|-+|n/?a|none|unknown|tbd|to ?do|xxx|fixme|see paper)\.?\s*", re.IGNORECASE)
_OVER_POLICY = {"claim.tolerance-over-policy"}
_IMPOSSIBLE_FORM = {"claim.rule-impossible", "claim.not-a-number", "claim.wrong-shape"}


def expected_results(subject: RecordSubject) -> Iterator[tuple[Path, EmpiricalClaim, Expected]]:
    """The expected results of each claim that has any, with their place."""
    for number, claim in enumerate(subject.record.claims):
        if isinstance(claim, EmpiricalClaim) and claim.expected is not None:
            yield ("claims", number, "expected"), claim, claim.expected


def _hit(problem: ExpectedProblem) -> Hit:
    return Hit(problem.at, problem.message, problem.hint)


@RECORD("CLM030")
def rule_cannot_apply(subject: RecordSubject) -> Iterator[Hit]:
    yield from (_hit(one) for one in subject.expected_problems if one.code in _IMPOSSIBLE_FORM)


@RECORD("CLM031")
def tolerance_over_policy(subject: RecordSubject) -> Iterator[Hit]:
    yield from (_hit(one) for one in subject.expected_problems if one.code in _OVER_POLICY)


@RECORD("CLM032")
def cannot_be_judged(subject: RecordSubject) -> Iterator[Hit]:
    others = _OVER_POLICY | _IMPOSSIBLE_FORM | {None}
    yield from (_hit(one) for one in subject.expected_problems if one.code not in others)


@RECORD("CLM020")
def blunt_value(subject: RecordSubject) -> Iterator[Hit]:
    yield from (_hit(one) for one in subject.expected_problems if one.code is None)


@RECORD("CLM021")
def constant_would_do(subject: RecordSubject) -> Iterator[Hit]:
    for path, claim, expected in expected_results(subject):
        if not expected.data:
            message = f"claim {claim.id!r} declares no data: a script that prints the published values meets it"
            yield Hit(path, message)


@RECORD("CLM022")
def no_outcome(subject: RecordSubject) -> Iterator[Hit]:
    for path, claim, expected in expected_results(subject):
        columns = [column for file in expected.data for column in file.columns]
        if expected.data and not any(column.role == "outcome" for column in columns):
            message = f"no column of claim {claim.id!r} has the role 'outcome': the gate knows nothing to permute"
            yield Hit((*path, "data", 0), message)


@RECORD("CLM023")
def column_missing(subject: RecordSubject) -> Iterator[Hit]:
    for path, _, expected in expected_results(subject):
        for number, file in enumerate(expected.data):
            if file.format not in ("csv", "tsv"):
                continue
            data = subject.folder.read(file.path)
            if data is None:
                continue
            first = data[: data.find(b"\n") if b"\n" in data else len(data)].decode("utf-8", "replace")
            delimiter = "\t" if file.format == "tsv" else ","
            header = next(csv.reader(io.StringIO(first.rstrip("\r")), delimiter=delimiter), [])
            for index, column in enumerate(file.columns):
                if column.name not in header:
                    at = (*path, "data", number, "columns", index, "name")
                    yield Hit(at, f"{file.path} has no column {column.name!r}", f"it has {', '.join(header)[:200]}")


@RECORD("CLM024")
def source_unknown(subject: RecordSubject) -> Iterator[Hit]:
    for path, _, expected in expected_results(subject):
        for number, file in enumerate(expected.data):
            for key, text in (("source", file.source), ("licence", file.licence)):
                if _PLACEHOLDER.fullmatch(text):
                    yield Hit((*path, "data", number, key), f"the {key} of {file.path} is {text!r}")


@RECORD("CLM025")
def no_method(subject: RecordSubject) -> Iterator[Hit]:
    for path, _, expected in expected_results(subject):
        for number, quantity in enumerate(expected.quantities):
            if quantity.method is None and not expected.varies:
                message = f"{quantity.name} has no method: the gate cannot compute it itself"
                yield Hit((*path, "quantities", number), message)
