"""A page that was imported and is rendered again is the page; its verdict is the log's."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gate.documents.status import ClaimStatus, StatusReport
from gate.log.record_status import PUBLISHED_BEFORE
from gate.model.record import Record
from gate.model.verdict import Status
from gate.records.importer.read import read_record
from gate.records.render.forms import FORMS, as_html, as_json, as_markdown, as_text
from gate.records.render.page import NOT_COMPLETED, page_of
from tests.records.pages import DRAFT, PAGE, noise, pages
from tests.records.pages import as_html as page_as_html
from tests.samples import record_document

ENTRY = "2026-11-26T01:00:00.000000Z"
OLD = PUBLISHED_BEFORE.format(activated="2026-06-10")


def status_of(record: Record, **changes) -> StatusReport:
    """How a record stands that was assessed and never tried."""
    standing = {"status": Status.UNVERIFIED, "reason": OLD, "evaluated": ENTRY, "level": "", "attempts": 0}
    standing |= {"rejected": 0, "inconclusive": 0} | changes
    claims = tuple(
        ClaimStatus(
            claim=claim.id,
            form="",
            level_meaning="the claim's method" if standing["level"] else "",
            leaves_open="whether the data are right" if standing["level"] else "",
            methods=(),
            judged=None,
            **standing,
        )
        for claim in record.claims
    )
    return StatusReport(record=record.id, record_digest=record.digest, changed=False, claims=claims, **standing)


def rendered(text: str, **changes) -> str:
    record = read_record(text, where="page").record
    return as_text(page_of(record, status_of(record, **changes)))


def words(text: str) -> list[str]:
    """The text, white space aside."""
    return text.split()


def without_verdict(text: str) -> str:
    """A page's text without its verdict block."""
    from gate.records.vocabulary import HEADINGS, plain

    kept, inside = [], False
    for line in text.splitlines():
        if plain(line) in HEADINGS:
            inside = plain(line) == "truth-engine gate verdict"
        if not inside:
            kept.append(line)
    return "\n".join(kept)


def test_an_untouched_page_from_before_the_gate_is_shown_again_letter_for_letter():
    assert rendered(PAGE) == PAGE
    report = page_of(record := read_record(PAGE, where="page").record, status_of(record))
    assert (report.verdict.evaluated, report.verdict.evaluated_origin) == ("2026-06-10T06:30:49+00:00", "stated")
    row = next(row for block in report.blocks for row in block.rows if row.label == "Evaluated")
    assert row.origin == "stated"
    assert json.loads(as_json(report))["verdict"]["evaluated_origin"] == "stated"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=80)
@given(pages())
def test_a_generated_page_is_shown_again_white_space_aside(page):
    assert words(without_verdict(rendered(page))) == words(without_verdict(page))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(pages())
def test_what_is_shown_is_read_again_as_the_same_record(page):
    again = read_record(rendered(page), where="again").record
    ignored = {"imported", "stated"}
    assert again.model_dump(exclude=ignored) == read_record(page, where="page").record.model_dump(exclude=ignored)


def test_a_draft_is_shown_again():
    assert words(rendered(DRAFT).partition("Truth-Engine Gate Verdict")[0]) == words(DRAFT)


def test_html_that_was_imported_is_shown_as_text_with_every_block():
    assert words(rendered(page_as_html(PAGE)).replace("| |", "|")) == words(PAGE.replace("| |", "|"))


@pytest.mark.parametrize(
    ("changes", "expected", "origin"),
    [
        ({"reason": "no artifact has been submitted"}, ENTRY, "log"),
        ({"reason": "no artifact has been submitted", "evaluated": None}, "never", "never"),
        ({"attempts": 1, "reason": "REJECTED: no"}, ENTRY, "log"),
        ({"status": Status.VERIFIED, "attempts": 1, "reason": "all checks passed", "level": "R4"}, ENTRY, "log"),
    ],
)
def test_once_the_log_says_something_else_nothing_stated_is_shown(changes, expected, origin):
    record = read_record(PAGE, where="page").record
    verdict = page_of(record, status_of(record, **changes)).verdict
    assert (verdict.evaluated, verdict.evaluated_origin) == (expected, origin)
    assert verdict.reason == changes["reason"]
    text = rendered(PAGE, **changes)
    assert "2026-06-10T06:30:49" not in text
    assert f"| Status | {changes.get('status', 'Unverified')} | |" in text


def test_a_page_that_states_verified_is_shown_unverified():
    page = PAGE.replace("| Status | Unverified | |", "| Status | VERIFIED | |")
    text = rendered(page)
    assert "VERIFIED | |" not in text
    assert "2026-06-10T06:30:49" not in text
    assert NOT_COMPLETED in text


def test_a_verified_record_says_what_was_established_and_what_was_not():
    record = Record.model_validate_json(json.dumps(record_document()))
    report = page_of(record, status_of(record, status=Status.VERIFIED, level="R4", attempts=1, reason="passed"))
    assert "claim c1 at level R4, the claim's method" in report.verdict.sentence
    assert "Open: whether the data are right (claim c1)." in report.verdict.sentence
    assert "did not establish that the specification of a claim says what its prose says" in report.verdict.sentence
    headings = [block.heading for block in report.blocks]
    assert headings[:5] == [
        "Abstract",
        "Research Question",
        "Verification Level",
        "Truth-Engine Gate Verdict",
        "Claims",
    ]


def test_unmapped_lines_are_shown():
    text = rendered(PAGE.replace("| Tier | DOI grade | |", "| Tier | a | b | c |"))
    assert text.endswith("Unmapped\n| Tier | a | b | c |\n")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(noise, st.sampled_from(sorted(FORMS)))
def test_nothing_in_a_record_becomes_markup(text, form):
    hostile = "<script>alert(1)</script> [x](javascript:y) | a | `b` "
    page = f"A title\nAbstract\n{hostile}\n{text}\nProvenance\n| Publisher | <b>&amp;</b> |\n"
    record = read_record(page, where="page").record
    shown = FORMS[form](page_of(record, status_of(record)))
    if form == "html":
        assert set(re.findall(r"<(/?[a-z0-9]+)", shown)) <= {
            *("html", "head", "meta", "title", "style", "body", "h1", "h2", "section", "table", "tr", "th", "td", "p"),
            *(
                "/html",
                "/head",
                "/title",
                "/style",
                "/body",
                "/h1",
                "/h2",
                "/section",
                "/table",
                "/tr",
                "/th",
                "/td",
                "/p",
            ),
        }
    if form == "markdown":
        assert "<script>" not in shown
        assert "](javascript" not in shown.replace("\\]\\(javascript", "")


def test_html_and_markdown_say_what_was_cut_off_and_what_is_stated():
    record = read_record(PAGE, where="page").record
    report = page_of(record, status_of(record))
    for shown in (as_html(report), as_markdown(report).replace("\\", "")):
        assert shown.count("(cut off in its source)") == 2
        assert "2026-06-10T06:30:49+00:00 (stated by its source)" in shown
