"""A page becomes a record that holds all of it, and nothing that is not in it."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gate.model.errors import InputError
from gate.model.record import parse_record
from gate.records.importer.coverage import prove_coverage
from gate.records.importer.draft import read_draft
from gate.records.importer.html import html_source
from gate.records.importer.page import read_page
from gate.records.importer.read import read_record
from gate.records.importer.source import text_source
from tests.records.pages import DRAFT, PAGE, as_html, noise, pages

TAGS = [
    *("<p>", "</p>", "<tr>", "<td>", "</td>", "<h2>", "<", ">", "&lt;", "&nbsp;", "<!--", "-->", "<script>", "\n"),
    *("</script>", "Provenance", "| a |", "text", "<br/>", '<a href="<p>">', "&#0;", "<div", "Abstract"),
]
CODES = ["import.no-known-block", "import.no-title"]
HEADS = ["A title\n", "NAME: why?\nAbstract\n", "NAME: why?\nk\nAbstract\n1 Introduction\n", DRAFT, PAGE]


def read(text: str):
    return read_record(text, where="page.txt")


def test_a_page_fills_every_field():
    reading = read(PAGE)
    record = reading.record
    assert (reading.layout, reading.findings, record.unmapped) == ("page", (), ())
    assert (record.verification_level.code, record.counted_claims, record.claims) == ("L2", 4, ())
    assert (record.published_at, record.gate_verdict, record.review) == (None, None, None)
    assert record.stated.evaluated == "2026-06-10T06:30:49+00:00"
    assert record.stated.disclaimer.startswith("This record has not completed Gate 2")
    assert (record.quality_tier.tier, record.quality_dimensions.uncertainty_disclosure) == ("DOI grade", "HIGH")
    assert (record.correction_record.status, record.correction_record.count) == ("CURRENT", 0)
    assert (record.provenance.level.code, record.provenance.external_record) == ("L3", "Not registered")
    assert record.truncated == ("title", "abstract")
    assert parse_record(json.dumps(record.document()).encode(), where="again") == record


def test_a_page_says_nothing_of_what_it_does_not_have():
    record = read("A title\nResearch Question\nIs it so?\nProvenance\n| Note | None. |\n").record
    assert (record.abstract, record.quality_tier, record.stated, record.verification_level) == (None,) * 4
    assert (record.provenance.publisher, record.provenance.level, record.provenance.note) == (None, None, "None.")
    assert record.truncated == ()


def test_a_draft_gives_textual_claims_and_what_it_says_of_itself():
    reading = read(DRAFT)
    record, draft = reading.record, reading.record.draft
    assert (reading.layout, reading.findings, record.state, record.published_at) == ("draft", (), "draft", None)
    assert record.title == "Does training on more data lower the error?"
    assert (draft.product, draft.date, draft.note) == (
        "NAME",
        "May 28, 2026",
        "Owner review required before publication",
    )
    assert [(claim.kind, claim.statement, claim.stated.mark, claim.stated.confidence) for claim in record.claims] == [
        ("textual", "More data lowers the error.", "×", "0.10"),
        ("textual", "The error falls to 3.1 %.", "✓", "0.85"),
    ]
    assert (draft.subject, draft.research_goal) == (
        "Data and error, a study",
        "Does training on more data lower the error?.",
    )
    assert record.research_question == "Does training on more data lower the error?"
    method = draft.methodology
    assert (method.search.queries, method.search.sort) == (4, "Relevance")
    assert (method.grounding.method, method.grounding.ngrams, method.grounding.threshold) == (
        "TF-IDF cosine",
        "bigrams",
        "0.15",
    )
    assert (method.embedding.model, method.embedding.dimension) == ("NIM nv-embedqa-e5-v5", 1024)
    counts = method.counts
    assert (counts.papers_retrieved, counts.claims_extracted, counts.claims_verified) == (9, 7, 0)
    review = record.review
    assert (review.version, review.score, review.scale, review.decision) == ("v2", 3.3, 10, "REJECT")
    assert (review.revision_round, review.revision_below, review.outcome_policy) == (0, 6.5, "ESCALATE_TO_OWNER")
    assert review.roles == ("methodologist", "statistician", "sceptic")
    assert len(draft.uncertainties) == 2
    first, second = draft.references
    assert (first.arxiv, first.arxiv_version, first.url) == ("2301.01234", 2, "https://arxiv.org/abs/2301.01234v2")
    assert (second.text, second.url) == ("A book, 1999", None)
    assert [section.heading for section in draft.sections] == [
        *("Introduction", "Method", "Review", "Uncertainties", "Extracted Claims", "References")
    ]


def test_a_section_without_text_is_no_invention():
    draft = read(DRAFT.replace("Claim\tVerified\tConfidence\n", "").replace("2 Method\n", "2 Method\n3 More\n")).record
    assert [section.text for section in draft.draft.sections if section.heading in ("Method", "Extracted Claims")] == [
        ""
    ] * 2
    assert len(draft.claims) == 2


@pytest.mark.parametrize(
    "line", ["| a | b |", "scored 1/0", "dim 0", "https://arxiv.org/abs/2301.01234v0", "arXiv:MATH/1234567", "| |"]
)
def test_odd_lines_of_a_draft_never_keep_it_out(line):
    for place in ("Kernel 4.2", "2 Method\n", "References\n", "Abstract\n"):
        before, _, after = DRAFT.partition(place)
        for text in (f"{before}{place}\n{line}\n{after}", as_html(f"{before}{place}\n{line}\n{after}")):
            assert read(text).record.title == "Does training on more data lower the error?"


def test_html_and_text_of_one_page_are_one_record():
    text, html = read(PAGE), read(as_html(PAGE))
    assert html.record.id == text.record.id
    assert html.record.unmapped == ()
    ignored = {"imported"}
    assert html.record.model_dump(exclude=ignored) == text.record.model_dump(exclude=ignored)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(pages())
def test_every_line_of_a_generated_page_has_a_field(page):
    reading = read(page)
    assert reading.record.unmapped == ()
    assert reading.findings == () or {finding.code for finding in reading.findings} == {"import.future-date"}
    assert parse_record(json.dumps(reading.record.document()).encode(), where="again") == reading.record


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100)
@given(noise, st.sampled_from(HEADS), st.booleans())
def test_of_any_page_and_draft_as_html_every_character_is_accounted_for(text, head, is_html):
    try:
        read(as_html(head + text) if is_html else head + text)
    except InputError as error:
        assert error.code in CODES  # never import.not-covered, nor a value that the contract refuses  # noqa: PT017


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100)
@given(noise, st.booleans())
def test_of_any_text_every_character_is_in_a_field_or_unmapped_or_it_is_refused_by_name(text, as_page):
    try:
        record = read(f"A title\n{text}" if as_page else f"NAME: why?\nAbstract\n{text}").record
    except InputError as error:
        assert error.code in CODES  # never import.not-covered  # noqa: PT017
        return
    said = json.dumps(record.document(), ensure_ascii=False)
    for line in text.splitlines():
        for part in line.replace("|", "\t").split("\t"):
            word = part.strip().strip("\ufeff").strip()
            whole = json.dumps(word, ensure_ascii=False)[1:-1]
            pieces = [whole] if whole in said else whole.replace(", ", " ").split(" ")
            assert all(piece in said for piece in pieces)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<tr>",
                "<td>",
                "</td>",
                "<h2>",
                "<",
                ">",
                "&lt;",
                "&nbsp;",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "Provenance",
                "| a |",
                "text",
                "<br/>",
                '<a href="<p>">',
                "&#0;",
                "<div",
                "Abstract",
                "\n",
            ]
        ),
        max_size=40,
    )
)
def test_of_any_html_every_character_is_accounted_for(parts):
    text = "<html><p>A title</p><h2>Provenance</h2>" + "".join(parts)
    try:
        read(text)
    except InputError as error:
        assert error.code in CODES  # noqa: PT017


@pytest.mark.parametrize("spoil", ["drop", "double", "change", "invent", "glue"])
def test_the_proof_finds_what_is_lost_and_what_is_made_up(spoil):
    source = text_source(PAGE)
    mapped = read_page(source)
    mapped.document["id"] = "x"
    prove_coverage(source, mapped)
    match spoil:
        case "drop":
            mapped.assigned.pop(3)
        case "double":
            mapped.assigned.append(mapped.assigned[3])
        case "change":
            mapped.document["quality_tier"]["basis"] += "."
        case "invent":
            mapped.document["provenance"]["disclaimer"] = "All is well."
        case "glue":
            piece, _ = mapped.assigned[1]
            mapped.assigned[1] = (piece, (piece.text,))
    with pytest.raises(InputError, match=r"import\.not-covered"):
        prove_coverage(source, mapped)


def test_a_typed_reading_must_stand_in_the_text():
    source = text_source(DRAFT)
    mapped = read_draft(source)
    mapped.document["id"] = "x"
    prove_coverage(source, mapped)
    mapped.document["review"]["score"] = 9.9
    with pytest.raises(InputError, match=r"review\.score is no text of the source"):
        prove_coverage(source, mapped)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (PAGE + "Provenance\n| Note | again |\n", "import.repeated-block", 43),
        (PAGE.replace("| Tier | DOI grade | |", "| Tier | a | b | c | d |"), "import.unmapped-row", 18),
        (PAGE.replace("DOI grade", "Gold"), "import.unmapped-row", 18),
        (PAGE.replace("| 4 | |", "| four | |"), "import.unmapped-row", 8),
        (PAGE.replace("| Gate |", "| Door |"), "import.unmapped-row", 13),
        (PAGE.replace("Quality Tier", "Quality Teer"), "import.unknown-block", 17),
        (PAGE.replace("2026-06-10T06:30:49", "2999-06-10T06:30:49"), "import.future-date", 15),
        (DRAFT.replace("May 28, 2026", "May 28, 2999"), "import.future-date", 6),
        (DRAFT.replace("0.10", "low"), "import.no-confidence", 26),
        (DRAFT.replace("Kernel 4.2 of the generator", "One\nTwo"), "import.stray-line", 5),
    ],
)
def test_what_is_wrong_is_one_finding_with_its_line_and_the_rest_is_imported(text, code, line):
    reading = read(text)
    assert [(finding.code, finding.where) for finding in reading.findings] == [(code, f"page.txt:{line}")]
    assert reading.findings[0].hint
    assert bool(reading.record.unmapped) != (code == "import.future-date")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Un titre\nRésumé\nRien.\n", "import.no-known-block"),
        ("Provenance\n| Note | no title |\n", "import.no-title"),
        ("Only one line", "import.no-known-block"),
    ],
)
def test_what_is_no_page_is_refused(text, code):
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.code == code


def test_a_draft_with_ten_thousand_claims_keeps_a_thousand_and_the_rest_unmapped():
    rows = "".join(f"Claim number {n} holds.\t×\t0.10\n" for n in range(10_000))
    reading = read(DRAFT.replace("More data lowers the error.\t×\t0.10\n", rows))
    assert [finding.code for finding in reading.findings] == ["import.too-many-claims"]
    assert len(reading.record.claims) == 1000
    assert len(reading.record.unmapped) == 9001


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 100_000,
        "<table><tr><td>" * 20_000,
        "&lt;" * 50_000,
        "<script>alert(1)</script>" * 1000,
        "<!--" + "x" * 100_000,
        "<" * 50_000,
        "<a " + "x='" * 30_000,
    ],
    ids=["nested", "tables", "entities", "scripts", "comment", "angles", "attributes"],
)
def test_hostile_html_is_read_in_one_pass(hostile):
    record = read(as_html(PAGE).replace("</body>", hostile + "</body>")).record
    assert record.title == PAGE.splitlines()[0]
    assert "alert" not in json.dumps(record.document())


def test_an_id_follows_from_title_and_question_alone():
    first = read(PAGE).record.id
    assert first.startswith("does-training-on-more-data-lower-the-error-of-")
    assert read(PAGE.replace("DOI grade", "Watchlist")).record.id == first
    assert read(PAGE.replace("we looked at?", "you looked at?")).record.id != first
    assert read_record("問い\nProvenance\n", where="x").record.id.startswith("record-")
    assert read_record(PAGE, where="x", record_id="mine").record.id == "mine"


def test_typographic_characters_are_kept():
    page = PAGE.replace("Example Press", "Ex\u00a0ample — “Press” × ✓").replace("Quality Tier", "Quality\u00a0Tier")
    record = read(page).record
    assert record.provenance.publisher == "Ex\u00a0ample — “Press” × ✓"
    assert record.quality_tier.tier == "DOI grade"
    assert record.imported.blocks[4].heading == "Quality\u00a0Tier"


def test_a_source_of_html_says_what_a_reader_sees():
    source = html_source("<p>a <b>b</b>\n c</p><table><tr><td>k</td><td>v<i>w</i></td></tr></table>tail")
    assert [[cell and cell.text for cell in line.cells] for line in source.lines] == [["a b c"], ["k", "vw"], ["tail"]]
