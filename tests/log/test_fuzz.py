"""Every parser of the log meets a hundred thousand hostile inputs and answers with one error type."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from gate.log.checkpoint import Trust, open_checkpoint
from gate.log.entry import read_entry
from gate.log.export import Export
from gate.log.keys import Signer, VerifierKey
from gate.log.merkle import CompactRange, inclusion_proof
from gate.log.note import open_note, parse_note, sign_note
from gate.log.proof import LogProof
from gate.log.tiles import export_tiles, format_bundle, parse_bundle, parse_tile
from gate.log.verify import verify_export
from gate.model.errors import IntegrityError
from tests.log.mutate import attack, mutations
from tests.log.test_checkpoint import cosign, witness_key
from tests.log.test_entry import made
from tests.log.test_verify import ENTRIES, HEAD, TREE, TRUST, jsonl
from tests.log.trees import ORIGIN, SIGNER

pytestmark = pytest.mark.slow

WITNESS = Signer("w.example", b"w" * 32)
COSIGNED = cosign(HEAD, WITNESS)
NOTE = sign_note("One text\n\nof two parts\n", SIGNER, WITNESS)


def test_notes() -> None:
    attack(parse_note, [NOTE, HEAD, COSIGNED], prefixes=("note.",), seed=1)


def test_a_note_that_opens_has_the_signed_text() -> None:
    def parse(data: bytes) -> None:
        assert open_note(data, [SIGNER.verifier]).text == "One text\n\nof two parts\n"

    attack(parse, [NOTE], prefixes=("note.",), seed=2)


def test_checkpoints() -> None:
    trust = Trust(ORIGIN, (SIGNER.verifier,), (witness_key(WITNESS),), required=1)

    def parse(data: bytes) -> None:
        assert open_checkpoint(data, trust).checkpoint.root == TREE.roots[40]

    attack(parse, [COSIGNED], prefixes=("note.", "checkpoint."), seed=3)


def test_proofs() -> None:
    seeds = [LogProof(i, inclusion_proof(i, 40, TREE.node), HEAD, b"x" * i or None).to_bytes() for i in (0, 7, 39)]

    def parse(data: bytes) -> None:
        proof = LogProof.parse(data)
        for index in (0, 7, 39):
            if proof.index == index:
                proof.verify(TREE.node(0, index), TRUST)

    attack(parse, seeds, prefixes=("note.", "checkpoint.", "proof."), seed=4)


def test_entries() -> None:
    seeds = [made(kind).to_bytes() for kind in ("verdict", "check", "run-end", "key")]

    def parse(data: bytes) -> None:
        assert read_entry(data).to_bytes() == data

    attack(parse, seeds, prefixes=("entry.",), seed=5)


def test_entry_bundles_and_tiles() -> None:
    seed = format_bundle(ENTRIES[:4])

    def parse(data: bytes) -> None:
        assert format_bundle(parse_bundle(data, 4)) == data

    attack(parse, [seed], prefixes=("tile.",), seed=6)
    attack(lambda data: parse_tile(data, 2), [b"x" * 64], prefixes=("tile.",), seed=7)


def test_keys_and_ranges() -> None:
    def text(read: Callable[[str], object]) -> Callable[[bytes], object]:
        return lambda data: read(data.decode("utf-8", "surrogateescape"))

    attack(text(VerifierKey.parse), [str(SIGNER.verifier).encode()], prefixes=("note.",), seed=8)
    attack(text(Signer.parse), [SIGNER.to_secret_text().encode()], prefixes=("note.",), seed=9)
    ranges = [CompactRange.load(size, TREE.node).to_bytes() for size in (1, 7, 40)]
    attack(CompactRange.from_bytes, ranges, prefixes=("merkle.",), seed=10)


def test_exports(tmp_path: Path) -> None:
    """Damage becomes a finding, never an exception; what has no finding holds the true entries."""
    path = jsonl(tmp_path / "log.jsonl", ENTRIES[:5], (TREE.checkpoint(size=5),))
    good = path.read_bytes()
    for data in mutations([good], 10_000, 11):
        path.write_bytes(data)
        report = verify_export(path, TRUST)
        # The header only says what follows; everything after it is signed.
        assert report.finding is not None or data.partition(b"\n")[2] == good.partition(b"\n")[2]


def test_tile_folders(tmp_path: Path) -> None:
    """One damaged file of a folder is a finding."""
    export_tiles(tmp_path, ENTRIES, HEAD)
    files = [path for path in sorted(tmp_path.rglob("*")) if path.is_file()]
    source = random.Random(12)
    for data in mutations([b"".join(ENTRIES)[:500], *(path.read_bytes() for path in files)], 5_000, 12):
        path = source.choice(files)
        good = path.read_bytes()
        path.write_bytes(data)
        try:
            report = verify_export(tmp_path, TRUST)
            assert report.finding is not None or data == good or path.name == "checkpoint"
        finally:
            path.write_bytes(good)


def test_rows_of_an_export_raise_one_error(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "log.jsonl", ENTRIES[:5], (TREE.checkpoint(size=5),))
    for data in mutations([path.read_bytes()], 10_000, 13):
        path.write_bytes(data)
        try:
            for _ in Export(path).rows():
                pass
        except IntegrityError as error:
            assert error.code.startswith("export.")  # noqa: PT017 - most inputs raise, a few do not
