"""C2SP tlog-tiles: paths, the published log, export and reading back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.log.checkpoint import Checkpoint, Trust, open_checkpoint, sign_checkpoint
from gate.log.keys import Signer
from gate.log.merkle import CompactRange, consistency_proof, inclusion_proof, leaf_hash, tree_root
from gate.log.tiles import (
    TileReader,
    export_tiles,
    format_bundle,
    parse_bundle,
    parse_tile,
    read_folder_checkpoint,
    tile_path,
)
from gate.model.errors import InfrastructureError, IntegrityError
from tests import vectors
from tests.log.trees import ORIGIN, SIGNER, log, tree_of

ENTRIES = log(600)
TREE = tree_of(ENTRIES)


def test_paths_as_the_specification_gives_them() -> None:
    assert tile_path(0, 1234067) == "tile/0/x001/x234/067"
    assert tile_path("entries", 0, 15) == "tile/entries/000.p/15"
    assert tile_path(63, 999) == "tile/63/999"
    assert tile_path(1, 1000, 255) == "tile/1/x001/000.p/255"
    for bad in [(0, -1, 256), (64, 0, 256), (-1, 0, 256), ("other", 0, 256), (0, 0, 0), (0, 0, 257)]:
        with pytest.raises(IntegrityError, match=r"tile\.range"):
            tile_path(*bad)


@vectors.needs_vectors
def test_the_published_log_is_rebuilt_byte_for_byte(tmp_path: Path) -> None:
    known = vectors.load("checkpoint/checkpoints.json")["tessera_log"]
    published = vectors.VECTORS / "tlog-tiles" / "testdata" / "log"
    signer = Signer.parse(known["test_only_skey"])
    entries = [text.encode() for text in known["entries_utf8"]]
    tree = CompactRange()
    for size in range(1, 16):
        tree.append(leaf_hash(entries[size - 1]))
        checkpoint = sign_checkpoint(Checkpoint(signer.name, size, tree.root()), signer)
        assert checkpoint == (published / f"checkpoint.{size}").read_bytes()
        export_tiles(tmp_path, entries, checkpoint)
    mine = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    theirs = {file.relative_to(published): file.read_bytes() for file in published.rglob("*") if file.is_file()}
    assert mine == {path: data for path, data in theirs.items() if not path.name.startswith("checkpoint.")}
    assert len([path for path in mine if path.parts[0] == "tile"]) == 30


@pytest.mark.parametrize("size", [1, 255, 256, 257, 512, 600])
def test_an_export_is_read_back_with_all_its_proofs(tmp_path: Path, size: int) -> None:
    export_tiles(tmp_path, ENTRIES, TREE.checkpoint(size=size))
    head = open_checkpoint(read_folder_checkpoint(tmp_path), Trust.of(SIGNER.verifier)).checkpoint
    reader = TileReader(tmp_path, head.size)
    assert [data for data, _ in reader.entries()] == ENTRIES[:size]
    assert [leaf for _, leaf in reader.entries()] == [TREE.node(0, i) for i in range(size)]
    assert tree_root(size, reader.node) == head.root
    for index in {0, size // 2, size - 1}:
        assert inclusion_proof(index, size, reader.node) == inclusion_proof(index, size, TREE.node)
    assert consistency_proof(1, size, reader.node) == consistency_proof(1, size, TREE.node)


def test_a_tree_of_70000_has_the_tiles_that_the_specification_counts(tmp_path: Path) -> None:
    tree = CompactRange()
    leaf = leaf_hash(b"x")
    for _ in range(70_000):
        tree.append(leaf)
    checkpoint = sign_checkpoint(Checkpoint(ORIGIN, 70_000, tree.root()), SIGNER)
    export_tiles(tmp_path, (b"x" for _ in range(70_000)), checkpoint)
    names = {str(file.relative_to(tmp_path / "tile")) for file in (tmp_path / "tile").rglob("*") if file.is_file()}
    assert len([name for name in names if name.startswith("0/") and ".p/" not in name]) == 273
    assert {name for name in names if ".p/" in name} == {"0/273.p/112", "1/001.p/17", "2/000.p/1", "entries/273.p/112"}
    assert len([name for name in names if name.startswith("1/")]) == 2


def test_exporting_again_adds_and_an_earlier_state_stays_readable(tmp_path: Path) -> None:
    for size in (100, 300, 600, 600):
        export_tiles(tmp_path, ENTRIES, TREE.checkpoint(size=size))
    assert len(list(TileReader(tmp_path, 100).entries())) == 100
    assert tree_root(300, TileReader(tmp_path, 300).node) == TREE.roots[300]


def test_another_log_does_not_overwrite_an_export(tmp_path: Path) -> None:
    export_tiles(tmp_path, ENTRIES, TREE.checkpoint(size=300))
    other = [*ENTRIES[:5], b"changed", *ENTRIES[6:]]
    with pytest.raises(IntegrityError, match=r"tile\.conflict"):
        export_tiles(tmp_path, other, tree_of(other).checkpoint())
    assert read_folder_checkpoint(tmp_path) == TREE.checkpoint(size=300)


def test_entries_that_do_not_lead_to_the_checkpoint_are_not_published(tmp_path: Path) -> None:
    for entries in (ENTRIES[:299], [*ENTRIES[:299], b"other"]):
        with pytest.raises(IntegrityError, match=r"tile\.checkpoint"):
            export_tiles(tmp_path / str(len(entries)), entries, TREE.checkpoint(size=300))
        assert not (tmp_path / str(len(entries)) / "checkpoint").exists()


def test_a_place_that_cannot_be_written_is_the_machines_fault(tmp_path: Path) -> None:
    (tmp_path / "tile").write_text("a file where a folder must be")
    with pytest.raises(InfrastructureError, match=r"tile\.write"):
        export_tiles(tmp_path, ENTRIES, TREE.checkpoint(size=3))


def test_nodes_outside_the_tree_are_refused(tmp_path: Path) -> None:
    export_tiles(tmp_path, ENTRIES, TREE.checkpoint(size=300))
    reader = TileReader(tmp_path, 300)
    for place in [(0, 300), (9, 0), (8, 1), (40, 0), (0, 10**6)]:
        with pytest.raises(IntegrityError, match=r"^tile\."):
            reader.node(*place)


@given(st.lists(st.binary(max_size=300), max_size=10))
def test_bundles_round_trip(entries: list[bytes]) -> None:
    assert parse_bundle(format_bundle(entries), len(entries)) == tuple(entries)


@pytest.mark.parametrize(
    ("data", "width"), [(b"", 1), (b"\0", 1), (b"\0\1", 1), (b"\0\0", 2), (b"\0\0\0\0", 1), (b"\0\1ab", 1), (b"x", 0)]
)
def test_malformed_bundles(data: bytes, width: int) -> None:
    with pytest.raises(IntegrityError, match=r"tile\.malformed"):
        parse_bundle(data, width)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(IntegrityError, match=r"tile\.malformed"):
        format_bundle([b"x" * 65_536])
    for data in (b"", b"x" * 31, b"x" * 33, b"x" * 64):
        with pytest.raises(IntegrityError, match=r"tile\.malformed"):
            parse_tile(data, 1)
    assert parse_tile(b"x" * 32, 1) == (b"x" * 32,)


def test_huge_files_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "checkpoint").write_bytes(b"x" * 1_000_001)
    with pytest.raises(IntegrityError, match=r"tile\.too-large"):
        read_folder_checkpoint(tmp_path)
    with pytest.raises(IntegrityError, match=r"tile\.missing"):
        read_folder_checkpoint(tmp_path / "nowhere")


def test_a_folder_that_cannot_be_read_is_the_machines_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export_tiles(tmp_path, ENTRIES, TREE.checkpoint(size=3))

    def broken(path: Path, flags: int) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "open", broken)
    with pytest.raises(InfrastructureError, match=r"tile\.read"):
        read_folder_checkpoint(tmp_path)
