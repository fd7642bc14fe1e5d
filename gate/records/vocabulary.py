"""The blocks of a public page in their order: heading, rows, and where in a record each value stands.

The importer reads pages by this table and the renderer writes them by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from gate.model.blocks import CORRECTION_CONTRACT, EXTERNAL_RECORD, PROVENANCE_CONTRACT, CorrectionStatus, Level, Tier
from gate.model.digest import Json

Path = tuple[str | int, ...]
"""Names and indices that lead to a value of a record's document."""

ABSTRACT = "Abstract"
QUESTION = "Research Question"
REFERENCES = "References"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a block's table: its label, and the fields that its value fills.

    ``kind``: ``text`` as written, one that ``pattern`` fits if there is one; ``count``, a whole number; ``choice``, one
    of ``choices``; ``level``, a code that ``pattern`` fits and a name, joined by a comma.
    """

    label: str
    fields: tuple[str, ...]
    kind: Literal["text", "count", "choice", "level"] = "text"
    choices: tuple[str, ...] = ()
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its heading, the member of a record that holds it, its rows, and what an empty one is."""

    heading: str
    member: str
    rows: tuple[Row, ...]
    wide: bool
    """Whether all rows but the last have an empty third cell."""

    @property
    def empty(self) -> dict[str, Json]:
        """The block when nothing is said in it."""
        return dict.fromkeys(name.partition(".")[0] for row in self.rows for name in row.fields)

    def row(self, label: str) -> Row | None:
        """The row with this label, however it is written."""
        wanted = plain(label)
        return next((row for row in self.rows if plain(row.label) == wanted), None)


def _choices(literal: object) -> tuple[str, ...]:
    return tuple(str(value) for value in get_args(literal))


BLOCKS: tuple[Block, ...] = (
    Block(
        "Verification Level",
        "verification_level",
        (
            Row("Paper level", ("code", "name"), "level", pattern=r"L[0-9]"),
            Row("Source-grounded claims", ("source_grounded_claims",), "count"),
            Row("Claim record source", ("claim_record_source",)),
        ),
        wide=True,
    ),
    Block(
        "Truth-Engine Gate Verdict",
        "stated",
        (
            Row("Status", ("status",)),
            Row("Gate", ("gate",)),
            Row("Reason", ("reason",)),
            Row("Evaluated", ("evaluated",)),
        ),
        wide=True,
    ),
    Block(
        "Quality Tier",
        "quality_tier",
        (Row("Tier", ("tier",), "choice", _choices(Tier)), Row("Basis", ("basis",))),
        wide=True,
    ),
    Block(
        "Quality Dimensions",
        "quality_dimensions",
        (
            Row("Evidence strength", ("evidence_strength",), "choice", _choices(Level)),
            Row("Citation grounding", ("citation_grounding",), "choice", _choices(Level)),
            Row("Uncertainty disclosure", ("uncertainty_disclosure",), "choice", _choices(Level)),
            Row("Reproducibility status", ("reproducibility_status",), "choice", _choices(Level)),
        ),
        wide=True,
    ),
    Block(
        "Correction Record",
        "correction_record",
        (
            Row("Status", ("status",), "choice", _choices(CorrectionStatus)[:-1]),
            Row("Correction count", ("count",), "count"),
            Row("Manifest contract", ("manifest_contract",)),
            Row("Correction contract", ("contract",), "choice", (CORRECTION_CONTRACT,)),
        ),
        wide=False,
    ),
    Block(
        "Provenance",
        "provenance",
        (
            Row("Publisher", ("publisher",)),
            Row("Public provenance", ("level.code", "level.name"), "level", pattern=r"[A-Z][0-9]"),
            Row("Report artifact", ("report_artifact",)),
            Row("External record", ("external_record",), pattern=EXTERNAL_RECORD),
            Row("Claim lineage", ("claim_lineage",)),
            Row("Review method", ("review_method",)),
            Row("Quality guide", ("quality_guide",)),
            Row("Provenance contract", ("contract",), "choice", (PROVENANCE_CONTRACT,)),
            Row("Note", ("note",)),
        ),
        wide=False,
    ),
)

_DASHES = str.maketrans("‐‑‒–—−", "------")


def plain(text: str) -> str:
    """Text as headings and labels are compared: small letters, single spaces, one kind of dash."""
    return " ".join(text.translate(_DASHES).split()).casefold()


BY_HEADING: Mapping[str, Block] = {plain(block.heading): block for block in BLOCKS}
BY_MEMBER: Mapping[str, Block] = {block.member: block for block in BLOCKS}
HEADINGS = frozenset({*BY_HEADING, plain(ABSTRACT), plain(QUESTION)})
"""Every heading of a page, as `plain` has it."""

LEVEL = re.compile(r"([A-Z][0-9])(, )(\S.*)", re.ASCII)
"""A level as pages write it: code, comma, name."""
