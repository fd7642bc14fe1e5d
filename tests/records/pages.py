"""Pages as the publisher has them, generated: any blocks and rows in any order, any text in them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from gate.records.vocabulary import BLOCKS, HEADINGS, Block, Row, plain

PAGE = """\
Does training on more data lower the error of
Abstract
Abstract: Models are trained on more and more data. We measure what that does, and find that it contribu
Research Question
Does training on more data lower the error of the models that we looked at?
Verification Level
| Paper level | L2, Source-grounded claims | |
| Source-grounded claims | 4 | |
| Claim record source | not publicly specified |
Descriptive public verification status only.
Truth-Engine Gate Verdict
| Status | Unverified | |
| Gate | Gate 2 — Verification (formal proof or sandbox reproduction) | |
| Reason | Published before the Gate 2 verification pipeline was activated (2026-06-10). No formal proof or sandbox \
reproduction has been attempted for this record. | |
| Evaluated | 2026-06-10T06:30:49+00:00 |
This record has not completed Gate 2 of the verification pipeline.
Quality Tier
| Tier | DOI grade | |
| Basis | Review score and verified-claim count meet the thresholds. |
Descriptive public triage only.
Quality Dimensions
| Evidence strength | MEDIUM | |
| Citation grounding | MEDIUM | |
| Uncertainty disclosure | HIGH | |
| Reproducibility status | LOW |
Automated triage signals.
Correction Record
| Status | CURRENT |
| Correction count | 0 |
| Manifest contract | paper-manifest-v1.1 |
| Correction contract | correction-record-v1 |
Public corrections are additive records.
Provenance
| Publisher | Example Press |
| Public provenance | L3, Claim aggregate record |
| Report artifact | Available |
| External record | Not registered |
| Claim lineage | 4 aggregate source-grounded claims |
| Review method | Automated multi-reviewer assessment |
| Quality guide | How to read scores |
| Provenance contract | source-provenance-v1 |
| Note | Machine-generated synthesis. |
"""

DRAFT = """\


NAME: Does training on more data lower the error?
Kernel 4.2 of the generator
Owner review required before publication
May 28, 2026

Abstract
Analysis of: Data and error, a study
We look at nine papers.

1 Introduction
Research goal: Does training on more data lower the error?.
2 Method
Four searches: 4 parallel arXiv queries, Relevance-sorted.
Grounding by TF-IDF cosine over bigrams, threshold 0.15; index NIM nv-embedqa-e5-v5, dim 1024.
9 papers retrieved, 7 claims extracted, 0 verified.
3 Review
Tribunal v2, roles: methodologist, statistician, sceptic. Revision when the score is below 6.5.
Score 3.3/10 REJECT, revision_round=0, ESCALATE_TO_OWNER
4 Uncertainties
Only two of the papers report a test set.
The scores of the others may be too high.
5 Extracted Claims
Claim\tVerified\tConfidence
More data lowers the error.\t×\t0.10
The error falls to 3.1 %.\t✓\t0.85

References
Data and error. https://arxiv.org/abs/2301.01234v2
A book, 1999
"""

_WORDS = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="|<>&"), min_size=1, max_size=8)
_JOINED = st.lists(_WORDS, min_size=1, max_size=8).flatmap(
    lambda words: st.sampled_from((" ", "  ", "\u00a0")).map(lambda space: space.join(words))
)
texts = _JOINED.map(str.strip).filter(lambda text: text and plain(text) not in HEADINGS)
"""One line of prose that is no heading."""


def values(row: Row) -> st.SearchStrategy[str]:
    """What can stand in a row."""
    if row.kind == "count":
        return st.integers(0, 10_000).map(str)
    if row.kind == "choice":
        return st.sampled_from(row.choices)
    if row.kind == "level":
        letters = "L" if row.pattern.startswith("L") else "LPQ"
        return st.tuples(st.sampled_from(letters), st.integers(0, 9), texts).map(
            lambda part: f"{part[0]}{part[1]}, {part[2]}"
        )
    if row.label == "External record":
        return st.sampled_from(("Not registered", "10.5281/zenodo.1234567"))
    return texts


@st.composite
def _block(draw: Any, block: Block) -> list[str]:
    rows = draw(st.lists(st.sampled_from(block.rows), unique=True))
    lines = [draw(st.sampled_from((block.heading, block.heading.upper(), block.heading.lower())))]
    for row in rows:
        lines.append(f"| {row.label} | {draw(values(row))} |{draw(st.sampled_from(('', ' |')))}")
    return lines + draw(st.lists(texts, max_size=2))


@st.composite
def pages(draw: Any) -> str:
    """A page, every line of which has a place."""
    lines = [draw(texts)]
    parts = [["Abstract", *draw(st.lists(texts, min_size=1, max_size=3))], ["Research Question", draw(texts)]]
    chosen = draw(st.lists(st.sampled_from(BLOCKS), unique=True, min_size=1))
    for part in draw(st.permutations([*parts, *(draw(_block(block)) for block in chosen)])):
        lines += part
    gap = draw(st.sampled_from(("\n", "\r\n", "\n\n", " \n\t")))
    return gap.join(lines) + draw(st.sampled_from(("", "\n")))


noise = st.lists(
    st.one_of(
        texts,
        st.sampled_from(PAGE.splitlines()),
        st.sampled_from(DRAFT.splitlines()),
        st.lists(texts, min_size=1, max_size=5).map(lambda cells: f"| {' | '.join(cells)} |"),
        st.sampled_from(("", "|", "||", "| |", "| --- | --- |", "\ufeff", "Ünïcode × ✓ —", "\t\t")),
    ),
    max_size=40,
).map("\n".join)
"""Lines of pages, drafts and neither, in any order."""


def as_html(page: str) -> str:
    """The same page as HTML: headings, two-column tables and paragraphs."""
    import html

    parts: list[str] = []
    in_table = False
    for line in page.splitlines():
        is_row = line.startswith("|")
        if is_row != in_table:
            parts.append("<table>" if is_row else "</table>")
            in_table = is_row
        cells = [html.escape(cell.strip()) for cell in line.strip().strip("|").split("|")]
        if is_row:
            parts.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells if cell) + "</tr>")
        elif plain(line) in HEADINGS:
            parts.append(f"<h2>{cells[0]}</h2>")
        else:
            parts.append(f"<p>{cells[0]}</p>")
    if in_table:
        parts.append("</table>")
    body = "\n".join(parts)
    return (
        f"<!DOCTYPE html>\n<html><head><title>x</title><style>p {{}}</style></head>\n<body>\n{body}\n</body></html>\n"
    )
