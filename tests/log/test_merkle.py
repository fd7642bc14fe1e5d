"""RFC 6962: vectors, and the laws of trees and proofs."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.log.merkle import (
    EMPTY_ROOT,
    CompactRange,
    Node,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    tree_root,
    verify_consistency,
    verify_inclusion,
)
from gate.model.errors import IntegrityError
from tests import vectors
from tests.log.trees import Tree

SIZES = st.integers(1, 300)
TREE = Tree(leaf_hash(str(i).encode()) for i in range(300))


def plain_root(leaves: list[bytes]) -> bytes:
    """MTH as RFC 6962 §2.1 defines it, by recursion."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY_ROOT
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return node_hash(plain_root(leaves[:split]), plain_root(leaves[split:]))


def decode(text: str | None) -> bytes:
    return base64.b64decode(text or "")


@vectors.needs_vectors
def test_published_hashes_and_roots() -> None:
    known = vectors.load("rfc6962/tree-constants.json")
    inputs = [bytes.fromhex(text) for text in known["leaf_inputs_hex"]]
    tree = CompactRange()
    for data, root in zip([*inputs, b""], known["root_hashes_hex_by_size"], strict=True):
        assert tree.root().hex() == root
        tree.append(leaf_hash(data))
    for case in known["hasher"]:
        if case["op"] == "leaf":
            assert leaf_hash(case["data_utf8"].encode()).hex() == case["want"]
        elif case["op"] == "node":
            assert node_hash(case["left_utf8"].encode(), case["right_utf8"].encode()).hex() == case["want"]
        else:
            assert EMPTY_ROOT.hex() == case["want"]


@vectors.needs_vectors
def test_there_are_proof_vectors() -> None:
    assert len(vectors.files("rfc6962/testdata/inclusion", "**/*.json")) == 98
    assert len(vectors.files("rfc6962/testdata/consistency", "**/*.json")) == 98


@pytest.mark.parametrize("file", vectors.files("rfc6962/testdata/inclusion", "**/*.json"), ids=lambda f: f.stem)
def test_inclusion_vectors(file: Path) -> None:
    case = json.loads(file.read_bytes())
    proof = [decode(part) for part in case["proof"] or ()]
    arguments = (decode(case["leafHash"]), case["leafIdx"], case["treeSize"], proof, decode(case["root"]))
    if case["wantErr"]:
        with pytest.raises(IntegrityError, match=r"^proof\."):
            verify_inclusion(*arguments)
    else:
        verify_inclusion(*arguments)


@pytest.mark.parametrize("file", vectors.files("rfc6962/testdata/consistency", "**/*.json"), ids=lambda f: f.stem)
def test_consistency_vectors(file: Path) -> None:
    case = json.loads(file.read_bytes())
    proof = [decode(part) for part in case["proof"] or ()]
    arguments = (case["size1"], case["size2"], decode(case["root1"]), decode(case["root2"]), proof)
    if case["wantErr"]:
        with pytest.raises(IntegrityError, match=r"^proof\."):
            verify_consistency(*arguments)
    else:
        verify_consistency(*arguments)


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=80))
def test_appending_gives_the_batch_root(leaves: list[bytes]) -> None:
    tree = CompactRange()
    for leaf in leaves:
        tree.append(leaf)
    assert tree.size == len(leaves)
    assert tree.root() == plain_root(leaves)


def test_every_node_is_stored_once_and_only_when_finished() -> None:
    tree, seen = CompactRange(), {}
    for i in range(100):
        finished = tree.append(leaf_hash(bytes([i])))
        assert finished[0] == Node(0, i, leaf_hash(bytes([i])))
        for node in finished:
            assert (node.level, node.position) not in seen
            assert (node.position + 1) << node.level == i + 1
            seen[node.level, node.position] = node.hash
    assert len(seen) == sum(100 >> level for level in range(7))


@given(SIZES)
def test_a_restart_needs_only_the_range(size: int) -> None:
    tree = CompactRange.load(size, TREE.node)
    assert tree.root() == TREE.roots[size] == tree_root(size, TREE.node)
    assert CompactRange.from_bytes(tree.to_bytes()).hashes == tree.hashes
    assert len(tree.hashes) == size.bit_count()


@given(SIZES, st.data())
def test_inclusion_proofs_verify_and_any_flipped_bit_fails(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaf, root = TREE.node(0, index), TREE.roots[size]
    proof = inclusion_proof(index, size, TREE.node)
    verify_inclusion(leaf, index, size, proof, root)
    blob = b"".join([leaf, root, *proof])
    bit = data.draw(st.integers(0, len(blob) * 8 - 1))
    blob = flip(blob, bit)
    parts = [blob[at : at + 32] for at in range(0, len(blob), 32)]
    with pytest.raises(IntegrityError):
        verify_inclusion(parts[0], index, size, parts[2:], parts[1])
    with pytest.raises(IntegrityError):
        verify_inclusion(leaf, index, size, [*proof, root], root)
    other = data.draw(st.integers(0, size).filter(lambda i: i != index))
    with pytest.raises(IntegrityError):
        verify_inclusion(leaf, other, size, proof, root)


@given(SIZES, st.data())
def test_consistency_proofs_verify_and_any_flipped_bit_fails(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new))
    old_root, new_root = TREE.roots[old], TREE.roots[new]
    proof = consistency_proof(old, new, TREE.node)
    verify_consistency(old, new, old_root, new_root, proof)
    blob = b"".join([old_root, new_root, *proof])
    blob = flip(blob, data.draw(st.integers(0, len(blob) * 8 - 1)))
    parts = [blob[at : at + 32] for at in range(0, len(blob), 32)]
    with pytest.raises(IntegrityError):
        verify_consistency(old, new, parts[0], parts[1], parts[2:])


def flip(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_all_proofs_of_all_small_trees() -> None:
    for size in range(1, 40):
        for index in range(size):
            proof = inclusion_proof(index, size, TREE.node)
            verify_inclusion(TREE.node(0, index), index, size, proof, TREE.roots[size])
        for old in range(1, size + 1):
            proof = consistency_proof(old, size, TREE.node)
            verify_consistency(old, size, TREE.roots[old], TREE.roots[size], proof)


@pytest.mark.parametrize(("old", "new"), [(0, 0), (0, 5), (6, 5), (-1, 5), (1, 1 << 63), (1, 1 << 200)])
def test_impossible_consistency_is_refused(old: int, new: int) -> None:
    with pytest.raises(IntegrityError, match=r"proof\.range"):
        verify_consistency(old, new, EMPTY_ROOT, EMPTY_ROOT, [])
    if new < 1 << 63:
        with pytest.raises(IntegrityError, match=r"proof\.range"):
            consistency_proof(old, new, TREE.node)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (5, 5), (-1, 5), (0, -1), (0, 1 << 63), (1 << 99, 1 << 100)])
def test_impossible_inclusion_is_refused(index: int, size: int) -> None:
    with pytest.raises(IntegrityError, match=r"proof\.range"):
        verify_inclusion(EMPTY_ROOT, index, size, [], EMPTY_ROOT)
    if size < 1 << 63:
        with pytest.raises(IntegrityError, match=r"proof\.range"):
            inclusion_proof(index, size, TREE.node)


def test_hashes_of_another_length_are_refused() -> None:
    proof = inclusion_proof(3, 5, TREE.node)
    for bad in (b"", proof[0][:31], proof[0] + b"x"):
        with pytest.raises(IntegrityError, match=r"proof\.length"):
            verify_inclusion(TREE.node(0, 3), 3, 5, [bad, *proof[1:]], TREE.roots[5])
        with pytest.raises(IntegrityError, match=r"proof\.length"):
            verify_inclusion(bad, 3, 5, proof, TREE.roots[5])


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 7, b"\0" * 7 + b"\1", b"\0" * 40, b"\0" * 7 + b"\1" + b"x" * 31, b"\xff" * 8 + b"x" * 2048]
)
def test_a_damaged_range_is_refused(data: bytes) -> None:
    with pytest.raises(IntegrityError, match=r"merkle\.range"):
        CompactRange.from_bytes(data)


def test_a_range_larger_than_any_log_is_refused() -> None:
    assert CompactRange((1 << 63) - 1, [b"h" * 32] * 63).size == (1 << 63) - 1
    for size, count in ((1 << 63, 1), (-1, 1)):
        with pytest.raises(IntegrityError, match=r"merkle\.range"):
            CompactRange(size, [b"h" * 32] * count)


def test_a_range_with_a_short_hash_is_refused() -> None:
    with pytest.raises(IntegrityError, match=r"merkle\.range"):
        CompactRange(1, [b"short"])
