"""A witness cosigns what only grew: statuses as C2SP tlog-witness has them, and what is kept."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gate.log.checkpoint import Trust, open_checkpoint, read_checkpoint
from gate.log.keys import Signer
from gate.log.merkle import consistency_proof
from gate.log.note import add_signatures, parse_signatures
from gate.log.witness.cosigner import Cosigner
from gate.log.witness.request import SIZE_TYPE, AddCheckpoint
from gate.log.witness.service import Witness
from tests.log.trees import ORIGIN, SIGNER, Tree, log, tree_of
from tests.log.witness.conftest import NOW

TREE = tree_of(log(40))
IMPOSTOR = Signer(ORIGIN, b"i" * 32)
FORK = Tree([bytes([n]) * 32 for n in range(40)])


def body(old: int, new: int, tree: Tree = TREE, signer: Signer = SIGNER) -> bytes:
    proof = consistency_proof(old, new, tree.node) if 0 < old < new else ()
    return AddCheckpoint(old, tuple(proof), tree.checkpoint(signer, new)).to_bytes()


def test_a_growing_log_is_cosigned(witness: Witness) -> None:
    for old, new in ((0, 7), (7, 7), (7, 8), (8, 40)):
        answer = witness.add_checkpoint(body(old, new))
        assert answer.status == 200, answer
        note = add_signatures(TREE.checkpoint(size=new), parse_signatures(answer.data.decode()))
        trust = Trust(ORIGIN, (SIGNER.verifier,), (witness.cosigner.verifier,), required=1)
        assert open_checkpoint(note, trust, newest=None).witnesses == (witness.cosigner.verifier,)
        assert read_checkpoint(note)[1].signatures[-1].cosigned_at == NOW


def test_what_is_cosigned_survives_a_restart(witness: Witness) -> None:
    assert witness.add_checkpoint(body(0, 9)).status == 200
    again = replace(witness)
    assert again.add_checkpoint(body(0, 12)).data == b"9\n"
    assert again.add_checkpoint(body(9, 12)).status == 200


@pytest.mark.parametrize(
    ("request_body", "status", "data"),
    [
        (b"nonsense", 400, None),
        (b"old 1\n\nno checkpoint", 400, None),
        (body(0, 9).replace(b"old 0", b"old 10"), 400, None),
        (body(0, 9, signer=IMPOSTOR), 403, None),
        (body(0, 9, signer=Signer("other.example/log", b"x" * 32)), 404, None),
        (body(0, 12), 409, b"9\n"),
        (body(8, 12), 409, b"9\n"),
        (body(9, 9, FORK), 409, b"9\n"),
        (body(9, 12, FORK), 422, None),
        (body(9, 12).replace(b"old 9\n", b"old 9\n" + b"AAAA" * 10 + b"AAA=\n"), 422, None),
        (body(7, 7), 409, b"9\n"),
    ],
)  # fmt: skip
def test_what_is_refused_and_how(witness: Witness, request_body: bytes, status: int, data: bytes | None) -> None:
    assert witness.add_checkpoint(body(0, 9)).status == 200
    answer = witness.add_checkpoint(request_body)
    assert answer.status == status, answer
    if data is not None:
        assert (answer.data, answer.media_type) == (data, SIZE_TYPE)
    assert witness.add_checkpoint(body(9, 10)).status == 200, "a refused request changes nothing"


def test_the_first_request_proves_nothing(witness: Witness) -> None:
    request = AddCheckpoint(0, (bytes(32),), TREE.checkpoint(size=5))
    assert witness.add_checkpoint(request.to_bytes()).status == 422


def test_a_log_may_have_several_keys(witness: Witness) -> None:
    second = Signer(ORIGIN, b"2" * 32)
    both = replace(witness, logs=(SIGNER.verifier, second.verifier))
    assert both.add_checkpoint(body(0, 9)).status == 200
    assert both.add_checkpoint(body(9, 12, signer=second)).status == 200


def test_of_requests_at_the_same_time_none_takes_a_leaf_back(witness: Witness) -> None:
    """The race that the specification describes: size and checkpoint are compared and kept in one step."""
    assert witness.add_checkpoint(body(0, 5)).status == 200
    start = threading.Barrier(8)
    statuses: list[int] = []

    def ask(size: int) -> None:
        start.wait()
        statuses.append(witness.add_checkpoint(body(5, size)).status)

    threads = [threading.Thread(target=ask, args=(size,)) for size in range(20, 28)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(statuses) == {200: 1, 409: 7}


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from([TREE, FORK])), max_size=12))
def test_whatever_is_asked_only_one_growing_history_is_cosigned(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int, Tree]]
) -> None:
    folder: Path = tmp_path_factory.mktemp("witness")
    witness = Witness(Cosigner(Signer("w.example", b"w" * 32)), (SIGNER.verifier,), folder)
    size, history = 0, None
    for old, new, tree in steps:
        answer = witness.add_checkpoint(body(old, new, tree))
        if answer.status == 200:
            assert new >= size
            assert history in (None, tree) or tree.roots[size] == history.roots[size]
            size, history = new, tree
