import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.published import PublishedValues, Sighting

NORRIS = "-0.262323073774029"


@pytest.mark.parametrize(
    ("printed", "content"),
    [
        (NORRIS, b"intercept = -0.262323073774029"),
        (NORRIS, b"-.262323073774029"),
        (NORRIS, b"-2.62323073774029E-01"),
        (NORRIS, b"262323073774029e-15"),
        ("\u2212" + NORRIS[1:], NORRIS.encode()),
        ("1.234567e-999", b"1.234567" + bytes(8)),
        (NORRIS, b"0.262_323_073_774_029"),
        (NORRIS, b"0.2623230737740290001"),
        ("0.226073200069370", b"[0.22607320006937]"),
        ("1.5e-7", b""),
        ("12.3456e8", b"12.3456"),
        ("-39.9197", b"x=-39.91970;"),
        ("-39.9197", b"039.9197"),
        ("1250000", b""),
        ("1250010", b"1250010"),
    ],
)
def test_written_out(printed: str, content: bytes) -> None:
    assert PublishedValues([printed]).find(content) == ([Sighting(printed, "text")] if content else [])


@pytest.mark.parametrize(
    ("printed", "content"),
    [
        ("0.5", b"0.5 0.500000"),
        ("00012.50", b"12.50"),
        ("1000000", b"1000000"),
        ("-39.9197", b"39919.7 3.99197 39.91975 139.9197"),
        (NORRIS, b"0.26232307377402"),
        ("setosa", b"setosa"),
        ("", b""),
        (".", b"."),
        ("inf", struct.pack("<d", float("inf"))),
    ],
)
def test_not_found(printed: str, content: bytes) -> None:
    assert PublishedValues([printed]).find(content) == []


@given(
    st.floats(allow_nan=False, allow_infinity=False).filter(lambda x: len(repr(x).strip("-0.")) > 9),
    st.binary(max_size=50),
    st.binary(max_size=50),
    st.booleans(),
    st.booleans(),
)
def test_as_doubles_at_any_place_and_of_either_sign(
    number: float, before: bytes, after: bytes, little: bool, negative: bool
) -> None:
    stored = struct.pack("<d" if little else ">d", -number if negative else number)
    form = "little-endian double" if little else "big-endian double"
    assert Sighting(repr(number), form) in PublishedValues([repr(number)]).find(before + stored + after)


@given(st.binary(max_size=200))
def test_nothing_is_found_in_bytes_without_it(content: bytes) -> None:
    for sighting in PublishedValues([NORRIS]).find(content):
        assert sighting.form == "text"
        assert b"262323073774029" in content.replace(b".", b"").replace(b"_", b"")


def test_the_digest_names_the_values() -> None:
    assert PublishedValues([NORRIS, "0.5"]).digest == PublishedValues([NORRIS]).digest
    assert PublishedValues([NORRIS]).digest != PublishedValues([]).digest
