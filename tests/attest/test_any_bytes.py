"""Any bytes whatever: each parser of log and attestations answers, or raises its one error."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.attest.bundle import read_bundle, read_check
from gate.attest.dsse import Envelope
from gate.attest.statement import read_statement
from gate.attest.verify import verify_bundle
from gate.log.checkpoint import open_checkpoint, read_checkpoint
from gate.log.entry import read_entry
from gate.log.merkle import CompactRange
from gate.log.newer import NewerCheckpoint
from gate.log.note import open_note, parse_note
from gate.log.proof import LogProof
from gate.log.tiles import parse_bundle, parse_tile
from gate.model.errors import IntegrityError
from tests.attest.bundles import TRUST
from tests.log.trees import SIGNER

PARSERS: dict[str, Callable[[bytes], object]] = {
    "note": parse_note,
    "signed note": lambda data: open_note(data, [SIGNER.verifier]),
    "checkpoint": read_checkpoint,
    "signed checkpoint": lambda data: open_checkpoint(data, TRUST),
    "proof": LogProof.parse,
    "newer checkpoint": lambda data: open_checkpoint(NewerCheckpoint.parse(data).checkpoint, TRUST),
    "tile": lambda data: parse_tile(data, 2),
    "entry bundle": lambda data: parse_bundle(data, 2),
    "range": CompactRange.from_bytes,
    "entry": read_entry,
    "envelope": Envelope.from_bytes,
    "statement": read_statement,
    "check": read_check,
    "verdict bundle": read_bundle,
    "verified bundle": lambda data: verify_bundle(data, TRUST),
}

TEXT = st.text(st.characters(codec="utf-8")).map(str.encode)
JSON = st.recursive(
    st.sampled_from(['""', "0", "-1", "1e400", "null", "true", '"A"', '"AAAA"', '"\\ud800"']),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{','.join(items)}]")
        | st.dictionaries(
            st.sampled_from(["contract", "payload", "signatures", "id", "body", "kind", "_type", "subject"]), inner
        ).map(lambda items: "{" + ",".join(f'"{name}":{value}' for name, value in items.items()) + "}")
    ),
    max_leaves=8,
).map(str.encode)


@pytest.mark.parametrize("name", PARSERS)
@given(data=st.binary(max_size=300) | TEXT | JSON)
def test_one_error_type_for_any_bytes(name: str, data: bytes) -> None:
    with suppress(IntegrityError):  # anything else fails the test
        PARSERS[name](data)


@pytest.mark.parametrize("name", PARSERS)
@pytest.mark.parametrize(
    "data", [b"", b"\0" * 10_000, b"[" * 50_000, b'{"a":' * 50_000, b"9" * 50_000, b"\n" * 50_000, b"\xff" * 20_000_000]
)
def test_hostile_shapes_and_sizes(name: str, data: bytes) -> None:
    with pytest.raises(IntegrityError):
        PARSERS[name](data)
