"""What a contract takes as a word, name or time, the log can hold: else an attempt could be opened and never closed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from gate.log.fields import ID, WORD, WORDS
from gate.model.artifact import Script
from gate.model.challenge import Challenge, ChallengeFile
from gate.model.check import Check, Outcome
from gate.model.policy import ExternalKernel, Policy
from gate.model.words import Name, Timestamp, Word

NEAR_WORDS = st.from_regex(r"[a-zA-Z0-9._-]{0,70}", fullmatch=True) | st.text(max_size=5)


def accepts(kind, value) -> bool:
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


def makes(make) -> bool:
    try:
        make()
    except ValueError:
        return False
    return True


@given(NEAR_WORDS)
def test_words_and_names_are_those_of_the_log(text):
    assert accepts(Word, text) == WORD.fits(text)
    assert accepts(Name, text) == ID.fits(text)


@given(NEAR_WORDS)
def test_what_contracts_call_things_can_be_logged(text):
    file = ChallengeFile(path="C.lean")
    if makes(lambda: Challenge(files=(file,), targets=("t",), toolchain=text)):
        assert WORD.fits(text)
    if makes(lambda: Script(kind="script", files=("a.py",), argv=("a.py",), image=text)):
        assert WORD.fits(text)
    if makes(lambda: ExternalKernel(name=text, image="python", argv=("x",))):
        check = ExternalKernel(name=text, image="python", argv=("x",)).check_id
        assert WORDS.fits([check])
        assert makes(lambda: Check(check, Outcome.PASS, ""))
    if makes(lambda: Policy(version=text)):
        assert ID.fits(text)
    if makes(lambda: Check(text, Outcome.PASS, "")):
        assert WORD.fits(text)
    if text and makes(lambda: Check("a.b", Outcome.PASS, "", text)):
        assert WORD.fits(text)


@pytest.mark.parametrize("text", ["2026-06-10", "yesterday", "2026-06-10T00:00:00"])
def test_a_time_has_an_offset(text):
    assert not accepts(Timestamp, text)
    assert not makes(lambda: Policy(activated_at=text))
