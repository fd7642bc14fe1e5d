"""The body of add-checkpoint, as C2SP tlog-witness has it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.log.witness.request import MAX_PROOF, AddCheckpoint
from gate.model.errors import IntegrityError

HASHES = st.lists(st.binary(min_size=32, max_size=32), max_size=MAX_PROOF).map(tuple)

EXAMPLE = b"""old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

\xe2\x80\x94 example.com/behind-the-sofa \
Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
"""
"""From the specification."""


def test_the_example_of_the_specification() -> None:
    request = AddCheckpoint.parse(EXAMPLE)
    assert (request.old, len(request.proof)) == (20852014, 4)
    assert request.checkpoint.startswith(b"example.com/behind-the-sofa\n20852163\n")
    assert request.to_bytes() == EXAMPLE


@given(st.integers(0, 2**63 - 1), HASHES, st.binary(max_size=300))
def test_what_is_written_is_read(old: int, proof: tuple[bytes, ...], checkpoint: bytes) -> None:
    request = AddCheckpoint(old, proof, checkpoint)
    assert AddCheckpoint.parse(request.to_bytes()) == request


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(IntegrityError):
        assert AddCheckpoint.parse(data).to_bytes() == data


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"old",
        b"old 01",
        b"old -1",
        b"old +1",
        b"old 9223372036854775808",
        b"new 1",
        b"old 1\nAAAA",
        b"old 1\n" + b"PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkax=",
        b"old 1" + b"\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=" * (MAX_PROOF + 1),
        b"old 1\r",
    ],
)
def test_other_forms_are_refused(head: bytes) -> None:
    with pytest.raises(IntegrityError, match=r"witness\.malformed"):
        AddCheckpoint.parse(head + b"\n\ncheckpoint")
