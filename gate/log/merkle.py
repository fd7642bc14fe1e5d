"""The Merkle tree of RFC 6962 §2.1: hashes, an appendable range, proofs and their verifiers.

Nodes are addressed by ``(level, position)``: level 0 holds the leaf hashes, and the node ``(level, p)`` is the root of
the perfect subtree over the leaves ``[p·2^level, (p+1)·2^level)``. Whoever keeps the log stores every node that
`CompactRange.append` returns; all proofs are then answered from O(log n) stored nodes and nothing is ever rebuilt.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from gate.model.errors import IntegrityError

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The root of a tree without leaves."""

MAX_SIZE = 1 << 63
"""Trees have fewer leaves than this; it is what an SQL integer and a C2SP checkpoint can hold."""

Nodes = Callable[[int, int], bytes]
"""``nodes(level, position)`` gives the 32-byte root of a perfect subtree; it raises IntegrityError when it has none."""


class Node(NamedTuple):
    """A finished perfect subtree: it never changes again."""

    level: int
    position: int
    hash: bytes


def leaf_hash(data: bytes) -> bytes:
    """The hash of an entry's bytes: SHA-256(0x00 ‖ data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class CompactRange:
    """The right edge of a growing tree: the roots of its perfect subtrees, largest first (at most 63 hashes).

    Appending costs O(1) hashes on average and O(log n) at worst.
    """

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        """Take up a range where it was left. Raises IntegrityError (``merkle.range``) unless it fits the size."""
        self.size = size
        self._hashes = list(hashes)
        if not 0 <= size < MAX_SIZE or len(self._hashes) != size.bit_count():
            raise IntegrityError("merkle.range", f"{len(self._hashes)} hashes do not make a tree of {size} leaves")
        if any(len(part) != HASH_BYTES for part in self._hashes):
            raise IntegrityError("merkle.range", f"every hash of a range has {HASH_BYTES} bytes")

    @classmethod
    def load(cls, size: int, nodes: Nodes) -> CompactRange:
        """The range of the first ``size`` leaves, from stored nodes."""
        return cls(size, (nodes(*place) for place in _perfect_subtrees(0, size)))

    @property
    def hashes(self) -> tuple[bytes, ...]:
        """What must be kept, with the size, to go on appending later."""
        return tuple(self._hashes)

    def append(self, leaf: bytes) -> list[Node]:
        """Add a leaf hash. Returns the nodes that this finished, from level 0 upwards; store them all."""
        finished = [Node(0, self.size, leaf)]
        node, index, level = leaf, self.size, 0
        while index & 1:
            node = node_hash(self._hashes.pop(), node)
            index >>= 1
            level += 1
            finished.append(Node(level, index, node))
        self._hashes.append(node)
        self.size += 1
        return finished

    def root(self) -> bytes:
        """The Merkle tree hash over all leaves so far."""
        return _fold(self._hashes) if self._hashes else EMPTY_ROOT

    def to_bytes(self) -> bytes:
        """Eight bytes of size (big-endian), then the hashes."""
        return self.size.to_bytes(8, "big") + b"".join(self._hashes)

    @classmethod
    def from_bytes(cls, data: bytes) -> CompactRange:
        """The inverse of `to_bytes`. Raises IntegrityError (``merkle.range``)."""
        body = data[8:]
        if len(data) < 8 or len(body) % HASH_BYTES:
            raise IntegrityError("merkle.range", f"{len(data)} bytes are not a stored range")
        parts = [body[at : at + HASH_BYTES] for at in range(0, len(body), HASH_BYTES)]
        return cls(int.from_bytes(data[:8], "big"), parts)


def tree_root(size: int, nodes: Nodes) -> bytes:
    """The root over the first ``size`` leaves, from stored nodes."""
    return _subtree_root(0, size, nodes) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, nodes: Nodes) -> tuple[bytes, ...]:
    """The audit path of leaf ``index`` in the tree of ``size`` leaves (RFC 6962 §2.1.1), leaf's sibling first.

    Raises IntegrityError (``proof.range``) unless 0 <= index < size.
    """
    if not 0 <= index < size:
        raise IntegrityError("proof.range", f"a tree of {size} leaves has no leaf {index}")
    path = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_subtree_root(middle, end, nodes))
            end = middle
        else:
            path.append(_subtree_root(start, middle, nodes))
            start = middle
    return tuple(reversed(path))


def consistency_proof(old: int, new: int, nodes: Nodes) -> tuple[bytes, ...]:
    """Proof that the tree of ``old`` leaves is a prefix of the tree of ``new`` leaves (RFC 6962 §2.1.2).

    Raises IntegrityError (``proof.range``) unless 0 < old <= new: an empty tree is a prefix of everything, so a proof
    about it would say nothing.
    """
    if not 0 < old <= new:
        raise IntegrityError("proof.range", f"there is no consistency proof from size {old} to size {new}")
    path = []
    start, end = 0, new
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_subtree_root(middle, end, nodes))
            end = middle
        else:
            path.append(_subtree_root(start, middle, nodes))
            start = middle
    if start:
        path.append(_subtree_root(start, end, nodes))
    return tuple(reversed(path))


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Check that ``leaf`` is leaf ``index`` of the tree with this size and root (RFC 9162 §2.1.3.2).

    Raises IntegrityError: ``proof.range``, ``proof.length`` or ``proof.root``.
    """
    if not 0 <= index < size < MAX_SIZE:
        raise IntegrityError("proof.range", f"a tree of {size} leaves has no leaf {index}")
    if len(leaf) != HASH_BYTES:
        raise IntegrityError("proof.length", f"a leaf hash has {HASH_BYTES} bytes, not {len(leaf)}")
    inner = (index ^ (size - 1)).bit_length()
    _check_length(proof, inner + (index >> inner).bit_count())
    node = leaf
    for level, part in enumerate(proof):
        node = node_hash(part, node) if level >= inner or index >> level & 1 else node_hash(node, part)
    if node != root:
        raise IntegrityError("proof.root", f"the proof of leaf {index} leads to another root")


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Check that the tree (old, old_root) is a prefix of the tree (new, new_root) (RFC 9162 §2.1.4.2).

    Raises IntegrityError: ``proof.range`` (also for size 0), ``proof.length`` or ``proof.root``.
    """
    if not 0 < old <= new < MAX_SIZE:
        raise IntegrityError("proof.range", f"there is no consistency proof from size {old} to size {new}")
    if old == new:
        _check_length(proof, 0)
        if old_root != new_root:
            raise IntegrityError("proof.root", f"two different roots for size {old}")
        return
    # The proof starts at the largest perfect subtree that ends at `old`; when that is the whole old tree, its root is
    # the old root itself and is left out of the proof.
    shift = (old & -old).bit_length() - 1
    inner = ((old - 1) ^ (new - 1)).bit_length() - shift
    border = ((old - 1) >> (inner + shift)).bit_count()
    whole = old == 1 << shift
    _check_length(proof, inner + border + (0 if whole else 1))
    seed, *path = (old_root, *proof) if whole else proof
    old_node = new_node = seed
    position = (old - 1) >> shift
    for level, part in enumerate(path):
        if level >= inner or position >> level & 1:
            old_node, new_node = node_hash(part, old_node), node_hash(part, new_node)
        else:
            new_node = node_hash(new_node, part)
    if old_node != old_root:
        raise IntegrityError("proof.root", f"the proof leads to another root for size {old}")
    if new_node != new_root:
        raise IntegrityError("proof.root", f"the proof leads to another root for size {new}")


def _check_length(proof: Sequence[bytes], expected: int) -> None:
    if len(proof) != expected:
        raise IntegrityError("proof.length", f"the proof has {len(proof)} hashes; {expected} are needed")
    if any(len(part) != HASH_BYTES for part in proof):
        raise IntegrityError("proof.length", f"every hash of a proof has {HASH_BYTES} bytes")


def _split(count: int) -> int:
    """The largest power of two below ``count`` (count > 1)."""
    return 1 << ((count - 1).bit_length() - 1)


def _perfect_subtrees(start: int, end: int) -> Iterable[tuple[int, int]]:
    """The (level, position) of the perfect subtrees that tile ``[start, end)``; ``start`` is aligned for all."""
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def _subtree_root(start: int, end: int, nodes: Nodes) -> bytes:
    return _fold([nodes(*place) for place in _perfect_subtrees(start, end)])


def _fold(hashes: Sequence[bytes]) -> bytes:
    """The root over perfect subtrees, largest first."""
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root
