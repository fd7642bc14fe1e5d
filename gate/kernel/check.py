"""A whole export, checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from gate.kernel.budget import PERIOD, Budget, Limits
from gate.kernel.checker import Checker, constants
from gate.kernel.errors import KernelError, LimitError
from gate.kernel.export.declarations import Declarations
from gate.kernel.export.lines import Json, Source, lines, malformed, record, take, text
from gate.kernel.export.tables import Tables
from gate.kernel.level import Levels
from gate.kernel.names import Names, visible
from gate.kernel.term import Terms

VERSION = "3.1.0"
AXIOMS = ("propext", "Classical.choice", "Quot.sound")
"""The axioms that are permitted if nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """How much was checked."""

    declarations: int
    constants: int
    terms: int
    steps: int
    reused: int = 0
    """Declarations whose values had been accepted before."""
    new: tuple[tuple[int, bytes], ...] = ()
    """Number (from 0) and digest of the other ones that have values, if digests were made."""


def check(
    file: Source,
    *,
    axioms: Iterable[str] = AXIOMS,
    limits: Limits | None = None,
    accepted: Collection[bytes] | None = None,
) -> Accepted:
    """Check all declarations of an export, from nothing.

    ``accepted`` are digests of declarations that this kernel accepted before (`gate.kernel.earlier`); their values are
    not checked again. With None everything is checked and no digest is made.

    ``axioms`` are names with components separated by dots. Raises KernelError at the first violation of a rule, and
    LimitError when a limit is met before everything is decided.
    """
    names, levels, terms, budget = Names(), Levels(), Terms(), Budget(limits or Limits())
    tables = Tables(names, levels, terms)
    declarations = Declarations(tables)
    checker = Checker(names, levels, terms, [names.of(*axiom.split(".")) for axiom in axioms], budget, accepted)
    declared = made = number = 0
    for number, line in lines(file):
        try:
            if number == 1:
                _check_version(line)
            elif not tables.add(line):
                declaration = declarations.read(line)
                checker.add(declaration)
                declared += 1
                made += len(constants(declaration))
                checker.release(tables.terms.entries())
            if number % PERIOD == 0:
                budget.period(len(tables))
        except (KernelError, LimitError) as error:
            error.line = number
            raise
    if not number:
        raise KernelError("export-version", "the export is empty")
    earlier = checker.earlier
    if earlier is None:
        return Accepted(declared, made, len(terms), budget.steps)
    return Accepted(declared, made, len(terms), budget.steps, earlier.reused, tuple(earlier.new))


def _check_version(line: dict[str, Json]) -> None:
    if set(line) != {"meta"}:
        raise KernelError("export-version", "the first line does not name the format")
    meta = record(line["meta"])
    if not {"format"} <= set(meta) <= {"format", "exporter", "lean"}:
        malformed("format, exporter and lean are expected")
    (version,) = take(meta["format"], "version")
    if text(version) != VERSION:
        raise KernelError("export-version", f"the format is version {visible(text(version))}, not {VERSION}")
