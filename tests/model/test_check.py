"""Checks: ids and codes that the log can hold, reasons of bounded length, JSON and back."""

import re

import pytest

from gate.log.fields import WORD
from gate.model.check import MAX_REASON, Check, Outcome, failed, passed
from gate.model.digest import Digest
from gate.model.errors import IntegrityError
from gate.system.resources import resource


@pytest.mark.parametrize("code", ["", "sorry", "olean.forward-pointer", "artifact.unknown-contract"])
def test_codes_are_words_of_the_log(code):
    check = failed("lean.axioms", code, "because")
    assert not check.code or WORD.fits(check.code)


@pytest.mark.parametrize("code", ["Sorry", "a_b", "with space", "x" * 25, ".", "a..b"])
def test_other_codes_are_refused(code):
    with pytest.raises(ValueError, match="malformed code"):
        failed("lean.axioms", code, "because")


def test_every_error_code_in_the_source_fits_a_check():
    raised = re.compile(r'(?:Error|InterruptedRun)\(\s*"([^"{]+)"')
    sources = resource("sandboxes").parent / "gate"
    codes = {code for path in sources.rglob("*.py") for code in raised.findall(path.read_text(encoding="utf-8"))}
    coded = {code for code in codes if re.fullmatch(r"[a-z]\S*", code)}
    assert len(coded) > 100
    assert [code for code in sorted(coded) if not WORD.fits(code)] == []


def test_a_malformed_id_is_refused():
    with pytest.raises(ValueError, match="malformed check id"):
        passed("lean", "one word is not an id")


def test_a_long_reason_is_cut_with_a_mark():
    check = failed("lean.compile", "error", "x" * 5000)
    assert (len(check.reason), check.reason[-1]) == (MAX_REASON, "…")


@pytest.mark.parametrize(
    "change",
    [
        {"id": "one-word"},
        {"id": 1},
        {"outcome": "maybe"},
        {"code": "Not A Word"},
        {"reason": None},
        {"evidence": []},
        {"evidence": {"olean": "sha256:00"}},
        {"evidence": {"olean": 7}},
        {"more": 1},
    ],
    ids=repr,
)
def test_what_is_no_check_is_an_integrity_failure(change):
    body = passed("lean.axioms", "fine").to_json()
    assert Check.from_json(body) == passed("lean.axioms", "fine")
    for value in ({**body, **change}, {k: v for k, v in body.items() if k not in change}, [body], None):
        if value != body:
            with pytest.raises(IntegrityError, match=r"check\.malformed"):
                Check.from_json(value)


def test_json_and_back():
    check = Check("lean.axioms", Outcome.FAIL, "uses sorryAx", "sorry", {"olean": Digest.of(b"x")}, {"path": ["a"]})
    assert Check.from_json(check.to_json()) == check
