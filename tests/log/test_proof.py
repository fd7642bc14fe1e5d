"""C2SP tlog-proof: one entry proved by one file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.log.checkpoint import Trust
from gate.log.keys import Signer
from gate.log.merkle import inclusion_proof
from gate.log.proof import HEADER, LogProof
from gate.model.errors import IntegrityError
from tests.log.trees import ORIGIN, SIGNER, log, tree_of

ENTRIES = log(13)
TREE = tree_of(ENTRIES)
TRUST = Trust.of(SIGNER.verifier)


def proof_of(index: int, extra: bytes | None = None) -> LogProof:
    return LogProof(index, inclusion_proof(index, TREE.size, TREE.node), TREE.checkpoint(), extra)


@given(st.integers(0, 12), st.none() | st.binary(max_size=40))
def test_a_proof_survives_its_file_and_verifies(index: int, extra: bytes | None) -> None:
    proof = LogProof.parse(proof_of(index, extra).to_bytes())
    assert proof == proof_of(index, extra)
    assert proof.verify(TREE.node(0, index), TRUST).checkpoint.size == 13


def test_the_file_has_the_published_form() -> None:
    lines = proof_of(3, b"hi").to_bytes().decode().split("\n")
    assert lines[:3] == [HEADER, "extra aGk=", "index 3"]
    assert lines[7:10] == ["", ORIGIN, "13"]


def test_another_entry_is_not_proved() -> None:
    with pytest.raises(IntegrityError, match=r"proof\.root"):
        proof_of(3).verify(TREE.node(0, 4), TRUST)


def test_another_key_is_not_believed() -> None:
    with pytest.raises(IntegrityError, match=r"note\.unverified"):
        proof_of(3).verify(TREE.node(0, 3), Trust.of(Signer(ORIGIN, b"x" * 32).verifier))


GOOD = proof_of(3, b"hi").to_bytes()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        GOOD.replace(b"@v1", b"@v2"),
        GOOD.replace(b"index 3", b"index 03"),
        GOOD.replace(b"index 3", b"index -3"),
        GOOD.replace(b"index 3", b"index " + str(1 << 63).encode()),
        GOOD.replace(b"index 3\n", b""),
        GOOD.replace(b"extra aGk=", b"extra aGl="),
        GOOD.replace(b"extra aGk=", "extra é".encode()),
        GOOD.replace(b"index 3\n", b"index 3\nAAAA\n"),
        GOOD.replace(b"index 3\n", b"index 3\n" + (b"A" * 43 + b"=\n") * 64),
        GOOD + b"x" * 3_000_000,
        HEADER.encode() + b"\n\n",
    ],
)
def test_malformed_files(data: bytes) -> None:
    with pytest.raises(IntegrityError, match=r"^proof\.malformed"):
        LogProof.parse(data)


def test_as_many_hashes_as_the_largest_tree_needs() -> None:
    proof = LogProof(0, (b"h" * 32,) * 63, TREE.checkpoint())
    assert LogProof.parse(proof.to_bytes()) == proof
    with pytest.raises(IntegrityError, match=r"proof\.malformed"):
        LogProof.parse(LogProof(0, (b"h" * 32,) * 64, TREE.checkpoint()).to_bytes())
