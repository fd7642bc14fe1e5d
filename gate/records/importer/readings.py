"""What a draft's prose says in forms that are understood, read out and typed; the prose itself is kept.

Nothing is inferred: a value is there when the words stand there, and each value is a stretch of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from gate.model.digest import Json
from gate.records.importer.mapping import Mapped
from gate.records.vocabulary import Path, plain

_WORDS: tuple[tuple[Path, Callable[[str], Json], str], ...] = (
    (("draft", "subject"), str, r"^Analysis of: (\S.*?)\s*$"),
    (("draft", "research_goal"), str, r"^Research goal: (\S.*?)\s*$"),
    (("draft", "methodology", "search", "queries"), int, r"\b(\d{1,6}) parallel\b[^.\n]{0,40}\bquer"),
    (("draft", "methodology", "search", "sort"), str, r"\b(\w{1,40})-sorted\b|\bsorted by (\w{1,40})"),
    (("draft", "methodology", "grounding", "method"), str, r"\b(TF-IDF(?: cosine)?(?: similarity)?)"),
    (
        ("draft", "methodology", "grounding", "ngrams"),
        str,
        r"\b((?:uni-? ?(?:grams)? ?and )?bi-?grams|n-?grams)\b",
    ),
    (("draft", "methodology", "grounding", "threshold"), str, r"\bthreshold\b[^0-9\n]{0,20}([01]\.\d{1,6})"),
    (("draft", "methodology", "embedding", "model"), str, r"\b((?:NIM )?[\w.-]{0,40}embed[\w.-]{0,40})"),
    (
        ("draft", "methodology", "embedding", "dimension"),
        int,
        r"\bdim(?:ensions?)?\b[^0-9\n]{0,4}([1-9]\d{0,5})|\b([1-9]\d{0,5})[- ]dim",
    ),
    (("draft", "methodology", "counts", "papers_retrieved"), int, r"\b(\d{1,6}) (?:papers? )?(?:were )?retrieved"),
    (("draft", "methodology", "counts", "claims_extracted"), int, r"\b(\d{1,6}) (?:claims? )?(?:were )?extracted"),
    (("draft", "methodology", "counts", "claims_verified"), int, r"\b(\d{1,6}) (?:claims? )?(?:were )?verified"),
    (("review", "version"), str, r"\bTribunal (v\d{1,4}(?:\.\d{1,4})?)\b"),
    (("review", "score"), float, r"\b(\d{1,3}\.\d{1,3})/\d{1,3}\b"),
    (("review", "scale"), float, r"\b\d{1,3}(?:\.\d{1,3})?/([1-9]\d{0,2})\b"),
    (("review", "decision"), str, r"/\d{1,3}[^A-Za-z\n]{1,6}([A-Z][A-Z_]{2,40})\b"),
    (("review", "revision_round"), int, r"\brevision_round ?= ?(\d{1,4})\b"),
    (("review", "revision_below"), float, r"(?:<|\bbelow) ?(\d{1,3}\.\d{1,3})\b"),
    (("review", "outcome_policy"), str, r"\b(ESCALATE_TO_[A-Z_]{1,40}|AUTO_[A-Z_]{1,40}|PUBLISH_[A-Z_]{1,40})\b"),
)
_ROLES = re.compile(r"\b[Rr]oles?(?: are)?[:(] ?([^.;)\n]{1,200})")
_URL = re.compile(r"https?://[^\s<>\"')\]]{1,500}")
_ARXIV = re.compile(
    r"\b(?i:arxiv\.org)/(?:abs|pdf)/((?:[0-9]{4}\.[0-9]{4,5}|[a-z.-]{1,20}/[0-9]{7}))(?:v([1-9][0-9]{0,2}))?"
)
_ARXIV_NAME = re.compile(r"\b(?i:arxiv):((?:[0-9]{4}\.[0-9]{4,5}|[a-z.-]{1,20}/[0-9]{7}))(?:v([1-9][0-9]{0,2}))?")


def read_typed(mapped: Mapped) -> None:
    """Fill the typed fields of a draft from the text of its abstract and sections."""
    text = "\n".join(_prose(mapped))
    for path, typed, pattern in _WORDS:
        match = re.search(pattern, text, re.MULTILINE | re.ASCII)
        if match is None:
            continue
        said = next(group for group in match.groups() if group)
        value = typed(said)
        if path[0] == "review" or str(value) == said:
            mapped.reading(path, _shown(value, said))
    if roles := _ROLES.search(text):
        for number, role in enumerate(filter(None, re.split(r",\s*(?:and\s+)?|\s+and\s+", roles[1].strip()))):
            mapped.document.setdefault("review", {}).setdefault("roles", []).append(None)
            mapped.reading(("review", "roles", number), role.strip())
    goal = mapped.get(("draft", "research_goal"))
    if isinstance(goal, str):
        mapped.reading(("research_question",), goal[:-1] if goal.endswith("?.") else goal)
    for number, line in enumerate(_uncertainties(mapped)):
        mapped.document["draft"].setdefault("uncertainties", []).append(None)
        mapped.reading(("draft", "uncertainties", number), line)


def _shown(value: Json, said: str) -> Json:
    """A number as the text has it: 10 and not 10.0, so that it is a stretch of the text."""
    return int(said) if isinstance(value, float) and said.isdigit() else value


def _prose(mapped: Mapped) -> Iterator[str]:
    yield mapped.document["abstract"] or ""
    for section in mapped.document["draft"]["sections"]:
        yield section["text"] or ""


def _uncertainties(mapped: Mapped) -> list[str]:
    sections: list[dict[str, Any]] = mapped.document["draft"]["sections"]
    lines = (
        line.strip().lstrip("•*- ").strip()
        for section in sections
        if "uncertaint" in plain(section["heading"])
        for line in (section["text"] or "").split("\n")
    )
    return [line for line in lines if line]


def read_reference(text: str) -> dict[str, Json]:
    """A reference: its text, and of a link its address, arXiv identifier and version."""
    found: dict[str, Json] = {"text": text}
    if url := _URL.search(text):
        found["url"] = url[0].rstrip(".,;")
    if arxiv := _ARXIV.search(text) or _ARXIV_NAME.search(text):
        found["arxiv"] = arxiv[1]
        if arxiv[2]:
            found["arxiv_version"] = int(arxiv[2])
    return found
