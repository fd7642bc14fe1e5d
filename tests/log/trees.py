"""A whole tree in memory, and a small log of real entries, for tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from gate.log.checkpoint import Checkpoint, sign_checkpoint
from gate.log.entry import Entry
from gate.log.fields import timestamp
from gate.log.keys import Signer
from gate.log.kinds import CheckBody
from gate.log.merkle import CompactRange, leaf_hash
from gate.log.rotation import store_body
from gate.model.check import Outcome
from gate.model.digest import Digest

ORIGIN = "gate.example/log"
SIGNER = Signer(ORIGIN, bytes(range(32)))
START = datetime(2026, 6, 10, tzinfo=UTC)


class Tree:
    """Every node and every root of a tree over leaf hashes."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        self.nodes: dict[tuple[int, int], bytes] = {}
        tree = CompactRange()
        self.roots = [tree.root()]
        for leaf in leaves:
            for node in tree.append(leaf):
                self.nodes[node.level, node.position] = node.hash
            self.roots.append(tree.root())

    @property
    def size(self) -> int:
        return len(self.roots) - 1

    def node(self, level: int, position: int) -> bytes:
        return self.nodes[level, position]

    def checkpoint(self, signer: Signer = SIGNER, size: int | None = None) -> bytes:
        """A signed checkpoint of the first ``size`` leaves."""
        size = self.size if size is None else size
        return sign_checkpoint(Checkpoint(signer.name, size, self.roots[size]), signer)


def entry(number: int) -> Entry:
    """Entry ``number`` of a plain log; entry 0 is the store's."""
    time = timestamp(START + timedelta(seconds=number))
    if number == 0:
        return Entry(time, store_body(ORIGIN, SIGNER.verifier))
    body = CheckBody(id="lean.axioms", outcome=Outcome.PASS, digest=Digest.of(str(number).encode()))
    return Entry(time, body, attempt=f"attempt-{number}")


def log(size: int) -> list[bytes]:
    """The canonical bytes of a log with ``size`` entries."""
    return [entry(number).to_bytes() for number in range(size)]


def tree_of(entries: Iterable[bytes]) -> Tree:
    return Tree(map(leaf_hash, entries))
