"""What the npm packages are asked about: our checkpoints and proofs, and the same with something wrong."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from gate.log.checkpoint import Checkpoint, sign_checkpoint
from gate.log.merkle import inclusion_proof
from tests.interop.test_openssl import SPKI
from tests.log.trees import ORIGIN, SIGNER, tree_of

SIZES = (1, 2, 3, 7, 8, 70)
ENTRIES = [f"entry {number}".encode() for number in range(max(SIZES))]
TREE = tree_of(ENTRIES)


def text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def checkpoints() -> Iterator[str]:
    for size in (0, *SIZES):
        note = sign_checkpoint(Checkpoint(ORIGIN, size, TREE.roots[size]), SIGNER).decode()
        yield note
        yield note.replace(f"\n{size}\n", f"\n{size + 1}\n", 1)
        yield note.replace(f"— {ORIGIN} ", "— other.example ")


def proofs() -> Iterator[dict[str, Any]]:
    for size in SIZES:
        for index in sorted({0, 1, size // 2, size - 1} & set(range(size))):
            hashes = inclusion_proof(index, size, TREE.node)
            right = {
                "entry": text(ENTRIES[index]),
                "index": index,
                "size": size,
                "root": text(TREE.roots[size]),
                "hashes": [text(part) for part in hashes],
            }
            yield right
            yield right | {"entry": text(ENTRIES[index] + b" ")}
            yield right | {"index": index + 1}
            yield right | {"root": text(TREE.roots[size - 1])}
            yield right | {"hashes": [*right["hashes"], right["root"]]}


def ours() -> dict[str, Any]:
    key = SIGNER.verifier
    return {
        "log": {"name": ORIGIN, "keyHash": text(key.key_hash.to_bytes(4, "big")), "spki": text(SPKI + key.public)},
        "envelopes": [["application/vnd.in-toto+json", text(b"{}")], ["é", text(b"\xff\x00")], ["", ""]],
        "checkpoints": list(checkpoints()),
        "proofs": list(proofs()),
    }


if __name__ == "__main__":
    print(json.dumps(ours()))
