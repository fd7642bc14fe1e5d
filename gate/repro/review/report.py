"""The whole look at one artifact for one claim."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Literal

from gate.documents.review import ReviewedFile, ReviewFinding, ReviewReport
from gate.model.artifact import MANIFEST, Artifact, PredictionFile, Script, artifact_listing
from gate.model.claim import Claim, EmpiricalClaim, ScoredClaim, TrainedClaim
from gate.model.digest import Digest
from gate.model.errors import Fault, InputError
from gate.model.expected import DataFile, Expected
from gate.model.numbers import is_number, parse_number
from gate.model.text import one_line
from gate.repro.claim.doubts import doubts
from gate.repro.claim.review import review_subject
from gate.repro.data.tables import Table, read_table
from gate.repro.methods.words import in_words
from gate.repro.review.look import Declared, Source
from gate.repro.review.plain import look_at_lines, look_at_numbers
from gate.repro.review.published import published_numbers
from gate.repro.review.python import look_at_python

MAX_FILE_BYTES = 512 << 10
"""A larger file of the artifact is named and not looked at."""
MAX_DATA_BYTES = 64 << 20
"""Numbers in a larger data file are not compared with literals."""
MAX_FINDINGS = 200
"""Findings of one kind that are listed."""
ORDER = ("published", "opaque", "undeclared-read", "unread-data", "unread", "equality", "literal", "import")
PROGRAMS = frozenset(
    ".r .rmd .jl .sh .bash .pl .lua .js .ts .c .h .cc .cpp .f .f90 .m .do .sas .sql .stan .java .go .rs".split()  # noqa: SIM905
)
_LOOKS = "No look at a text shows what it does: read the whole script; that nothing is listed here says nothing for it."
_PLAIN = "{} is no Python: it was looked at by patterns, line by line, without its grammar."
_PREDICTIONS = (
    "Predictions are no program: nothing in the file shows what made them. Have the model make them again, and compare."
)
_PYTHON = re.compile(r"python[0-9.]*")


def review(
    record: str, claim: Claim, data: Mapping[str, bytes], artifact: Artifact, files: Mapping[str, bytes]
) -> ReviewReport:
    """What a reviewer must look at. ``data`` are the claim's files, ``files`` the artifact's. Nothing is run.

    Raises InputError ``review.no-script`` where the artifact is neither a script nor predictions for such a claim.
    """
    body, expected = artifact.body, _expected(claim)
    if isinstance(body, PredictionFile) and expected is not None:
        return _of_predictions(record, claim, expected, files)
    if not isinstance(body, Script) or expected is None:
        message = f"claim {claim.id!r} is not shown by a script with expected results, so there is no method to review"
        raise InputError("review.no-script", message, where=claim.id, fault=Fault.OPERATOR)
    limits = [_LOOKS]
    tables = _tables(expected.data, data, limits)
    numbers = _numbers_in(tables.values())
    named = sorted({*body.files, *files} - {MANIFEST})
    declared = Declared.of(published_numbers(expected), numbers, [file.path for file in expected.data], named)
    findings: list[ReviewFinding] = []
    looked: list[ReviewedFile] = []
    sources = {name: files[name] for name in named if name in files}
    for name, content in sources.items():
        kind, found = _look(name, content, declared, python=_runs_python(name, body))
        looked.append(ReviewedFile(name=name, sha256=Digest.of(content), size=len(content), looked_at=kind))
        findings += found
        if kind == "plain":
            limits.append(_PLAIN.format(name))
    if MANIFEST in files:  # another manifest's argv is the gate's own
        findings += _arguments(body, declared)
    findings += _unread(expected.data, (*sources.values(), "\n".join(body.argv).encode()))
    kept, left_out = _bounded(findings)
    return ReviewReport(
        record=record,
        claim=claim.id,
        artifact=Digest.of_json(artifact_listing(files)),
        subject=review_subject(claim, files),
        argv=body.argv,
        methods={one.name: in_words(one.method) for one in expected.quantities if one.method is not None},
        doubts=doubts(expected, tables),
        files=tuple(looked),
        findings=kept,
        left_out=left_out,
        limits=tuple(limits),
    )


def _expected(claim: Claim) -> Expected | None:
    """The values that the claim publishes, with the data that a script for it sees; None for other claims."""
    match claim:
        case EmpiricalClaim(expected=expected):
            return expected
        case TrainedClaim(trained=trained):
            return Expected(quantities=trained.quantities, data=trained.training)
        case ScoredClaim(scored=scored):
            return Expected(quantities=scored.quantities)
        case _:
            return None


def _of_predictions(record: str, claim: Claim, expected: Expected, files: Mapping[str, bytes]) -> ReviewReport:
    """There is no code to look at: only how the predictions are scored, and the digest that a review signs."""
    return ReviewReport(
        record=record,
        claim=claim.id,
        artifact=Digest.of_json(artifact_listing(files)),
        subject=review_subject(claim, files),
        argv=(),
        methods={one.name: in_words(one.method) for one in expected.quantities if one.method is not None},
        doubts=doubts(expected, {}),
        files=tuple(
            ReviewedFile(name=name, sha256=Digest.of(content), size=len(content), looked_at="unread")
            for name, content in sorted(files.items())
            if name != MANIFEST
        ),
        findings=(),
        left_out={},
        limits=(_PREDICTIONS,),
    )


def _tables(declared: Iterable[DataFile], data: Mapping[str, bytes], limits: list[str]) -> dict[str, Table]:
    """The data files by path, without those that are not read here."""
    tables: dict[str, Table] = {}
    for file in declared:
        content = data[file.path]
        if file.format in ("parquet", "npz") or len(content) > MAX_DATA_BYTES:
            limits.append(f"The numbers in {file.path} were not compared with literals: it is binary or very large.")
            continue
        tables[file.path] = read_table(file, content)[0]
    return tables


def _numbers_in(tables: Iterable[Table]) -> frozenset[Decimal]:
    numbers: set[Decimal] = set()
    for table in tables:
        for cell in {cell for row in table.rows for cell in row}:
            if is_number(cell):
                try:
                    numbers.add(parse_number(cell))
                except ValueError:
                    continue  # no literal can be it
    return frozenset(numbers)


def _runs_python(name: str, body: Script) -> bool:
    """Whether the file is Python by its name, or because argv gives it to Python."""
    if name.endswith((".py", ".pyw")):
        return True
    return name in body.argv and _PYTHON.fullmatch(PurePosixPath(body.argv[0]).name) is not None


_Looked = tuple[Literal["python", "plain", "side", "unread"], Iterable[ReviewFinding]]


def _look(name: str, content: bytes, declared: Declared, *, python: bool) -> _Looked:
    """How the file was looked at, and what was found in it."""
    source = Source(name, content.decode("utf-8", "replace") if len(content) <= MAX_FILE_BYTES else "", declared)
    if len(content) > MAX_FILE_BYTES:
        source.add("unread", 0, f"{len(content)} bytes: larger than what is looked at")
        return "unread", source.findings.values()
    if b"\0" in content:
        source.add("unread", 0, "binary: its contents were not looked at")
        return "unread", source.findings.values()
    if python:
        return _look_at_python(source, content)
    if PurePosixPath(name).suffix.lower() in PROGRAMS or content.startswith(b"#!"):
        look_at_lines(source)
        return "plain", source.findings.values()
    look_at_numbers(source)
    return "side", source.findings.values()


def _look_at_python(source: Source, content: bytes | str) -> _Looked:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a script's doubtful escapes are not the reviewer's console's
            tree = ast.parse(content)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as problem:
        reason = str(problem) or type(problem).__name__
        source.add(
            "unread", 0, f"not readable as Python of this version ({one_line(reason, 120)}): looked at by patterns"
        )
        look_at_lines(source)
        return "plain", source.findings.values()
    look_at_python(source, tree)
    return "python", source.findings.values()


def _arguments(body: Script, declared: Declared) -> Iterator[ReviewFinding]:
    """Programs and numbers that stand in argv itself."""
    runs_python = _PYTHON.fullmatch(PurePosixPath(body.argv[0]).name) is not None
    for number, argument in enumerate(body.argv):
        source = Source(f"argv[{number}]", argument, declared)
        if runs_python and body.argv[number - 1] == "-c" and number:
            _look_at_python(source, argument)
        elif "\n" in argument or " " in argument:
            look_at_lines(source)
        else:
            look_at_numbers(source)
        yield from source.findings.values()


def _unread(declared: Iterable[DataFile], texts: Iterable[bytes]) -> Iterator[ReviewFinding]:
    """Data files whose name stands nowhere in the artifact."""
    together = b"\n".join(texts)
    for file in declared:
        if PurePosixPath(file.path).name.encode() not in together:
            why = "the claim's data file is named nowhere in the artifact"
            yield ReviewFinding(kind="unread-data", file=file.path, line=0, text="", why=why)


def _bounded(findings: Iterable[ReviewFinding]) -> tuple[tuple[ReviewFinding, ...], dict[str, int]]:
    """The findings in the order of their weight, at most `MAX_FINDINGS` of a kind, and how many more there were."""
    kept: list[ReviewFinding] = []
    left_out: dict[str, int] = {}
    everything = list(findings)
    for kind in ORDER:
        of_kind = [finding for finding in everything if finding.kind == kind]
        kept += of_kind[:MAX_FINDINGS]
        if len(of_kind) > MAX_FINDINGS:
            left_out[kind] = len(of_kind) - MAX_FINDINGS
    return tuple(kept), left_out
