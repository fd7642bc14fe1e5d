"""Verification of a whole log: every damage is found, placed and named."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gate.log.checkpoint import Checkpoint, Trust, sign_checkpoint
from gate.log.damage import Damage
from gate.log.entry import Entry
from gate.log.export import Export, Row, export_jsonl
from gate.log.fields import timestamp
from gate.log.keys import Signer
from gate.log.merkle import Node, leaf_hash
from gate.log.rotation import rotation_body
from gate.log.tiles import export_tiles
from gate.log.verify import LogReport, verify_export, verify_log
from gate.model.errors import InfrastructureError, IntegrityError
from tests.log.test_checkpoint import cosign, witness_key
from tests.log.trees import ORIGIN, SIGNER, START, entry, log, tree_of

ENTRIES = log(40)
TREE = tree_of(ENTRIES)
TRUST = Trust.of(SIGNER.verifier)
HEAD = TREE.checkpoint()
OTHER = entry(99).to_bytes()


def rows_of(entries: list[bytes]) -> list[Row]:
    return [(index, data, leaf_hash(data)) for index, data in enumerate(entries)]


ROWS = rows_of(ENTRIES)


def damage_of(report: LogReport) -> tuple[Damage, int | None]:
    assert report.finding is not None
    return report.finding.damage, report.finding.index


def test_a_sound_log_is_sound() -> None:
    report = verify_log(ROWS, [TREE.checkpoint(size=17), HEAD], TRUST, nodes=stored_nodes())
    assert report.finding is None
    assert (report.entries, report.checkpoints, report.unsigned) == (40, 2, 0)
    assert report.head == Checkpoint(ORIGIN, 40, TREE.roots[40])
    assert report.keys == (SIGNER.verifier.id,)


def test_the_form_of_entries_and_checkpoints_never_changes() -> None:
    """Logs are kept for years: these are the bytes of version 1."""
    assert TREE.roots[40].hex() == "9edf4b95b3641acb156f90d4eacc389087d585cd900b45ff34932db4636ded28"
    assert leaf_hash(HEAD).hex() == "0508c9fbde399ff05d947ee5cd2c43088566c44b05cd2c69ed54602ec54b0f0a"
    assert leaf_hash(rotated()[5]).hex() == "97fcbdf49ba55a7e8842f0384eea639aaf274955204f8b4f28d1fd752a828283"


def stored_nodes() -> list[Node]:
    return [Node(level, position, value) for (level, position), value in sorted(TREE.nodes.items())]


def with_data(entries: list[bytes]) -> list[Row]:
    """Other entries beside the recorded hashes: what happens when only the entries are touched."""
    return [(index, data, ROWS[index][2]) for index, data in enumerate(entries)]


def moved(source: int, target: int) -> list[bytes]:
    entries = list(ENTRIES)
    entries.insert(target, entries.pop(source))
    return entries


@pytest.mark.parametrize(
    ("rows", "damage", "index"),
    [
        (with_data([*ENTRIES[:7], OTHER, *ENTRIES[8:]]), Damage.EDIT, 7),
        ([*ROWS[:7], (7, ENTRIES[7] + b" ", ROWS[7][2]), *ROWS[8:]], Damage.EDIT, 7),
        ([*ROWS[:7], (7, ENTRIES[7], leaf_hash(b"")), *ROWS[8:]], Damage.EDIT, 7),
        ([*ROWS[:7], *ROWS[8:]], Damage.GAP, 7),
        ([*ROWS[:7], *ROWS[12:]], Damage.GAP, 7),
        (ROWS[1:], Damage.GAP, 0),
        (with_data([*ENTRIES[:7], *ENTRIES[8:]]), Damage.GAP, 7),
        ([*ROWS[:7], ROWS[8], ROWS[7], *ROWS[9:]], Damage.REORDER, 7),
        (with_data(moved(20, 7)), Damage.REORDER, 7),
        (with_data([*ENTRIES[:7], ENTRIES[8], ENTRIES[7], *ENTRIES[9:]]), Damage.REORDER, 7),
        ([*ROWS[:7], ROWS[6], *ROWS[7:]], Damage.DUPLICATE, 7),
        (with_data([*ENTRIES[:7], ENTRIES[3], *ENTRIES[8:]]), Damage.DUPLICATE, 7),
        (with_data([*ENTRIES[:7], ENTRIES[30], *ENTRIES[8:]]), Damage.DUPLICATE, 7),
        (ROWS[:33], Damage.TRUNCATION, 33),
        ([], Damage.TRUNCATION, 0),
    ],
)
def test_damage_is_placed_and_named(rows: list[Row], damage: Damage, index: int) -> None:
    report = verify_log(rows, [HEAD], TRUST, nodes=stored_nodes())
    if not rows:  # without entry 0 there is no key to compare either, but the missing entries are named first
        assert report.entries == 0
    assert damage_of(report) == (damage, index)
    assert str(index) in str(report.finding)
    assert report.checkpoints == 0


def test_a_well_hashed_entry_that_is_no_entry_is_an_edit() -> None:
    rows = rows_of([*ENTRIES[:7], b'{"anything":1}', *ENTRIES[8:]])
    assert damage_of(verify_log(rows, [HEAD], TRUST)) == (Damage.EDIT, 7)


def test_whoever_rewrites_all_hashes_is_found_between_two_checkpoints() -> None:
    entries = [*ENTRIES[:27], OTHER, *ENTRIES[28:]]
    heads = [TREE.checkpoint(size=size) for size in (40, 10, 20, 30)]
    finding = verify_log(rows_of(entries), heads, TRUST).finding
    assert finding is not None
    assert (finding.damage, finding.index, finding.last) == (Damage.EDIT, 20, 29)
    forged = Signer(ORIGIN, b"f" * 32)
    report = verify_log(rows_of(entries), [tree_of(entries).checkpoint(forged)], TRUST)
    assert damage_of(report) == (Damage.WRONG_SIGNATURE, None)


def test_an_old_checkpoint_shows_a_truncation_and_a_rewrite_that_the_newest_hides() -> None:
    shorter = ENTRIES[:30]
    assert damage_of(verify_log(rows_of(shorter), [tree_of(shorter).checkpoint(), HEAD], TRUST)) == (
        Damage.TRUNCATION,
        30,
    )
    rewritten = [*ENTRIES[:27], OTHER, *ENTRIES[28:]]
    heads = [tree_of(rewritten).checkpoint(), TREE.checkpoint(size=28)]
    assert damage_of(verify_log(rows_of(rewritten), heads, TRUST)) == (Damage.EDIT, 0)


def test_a_damaged_tree_node_is_found() -> None:
    nodes = [
        node._replace(hash=b"x" * 32) if (node.level, node.position) == (2, 3) else node for node in stored_nodes()
    ]
    finding = verify_log(ROWS, [HEAD], TRUST, nodes=nodes).finding
    assert finding is not None
    assert (finding.damage, finding.index, finding.last) == (Damage.EDIT, 12, 15)
    for level in (6, 7, 60):
        assert damage_of(verify_log(ROWS, [HEAD], TRUST, nodes=[Node(level, 0, b"x" * 32)])) == (Damage.EDIT, 0)


def test_entries_after_the_newest_checkpoint() -> None:
    heads = [TREE.checkpoint(size=35)]
    report = verify_log(ROWS, heads, TRUST)
    assert report.unsigned == 5
    assert damage_of(report) == (Damage.WRONG_SIGNATURE, 35)
    # What is wrong inside the signed part is said first.
    bad = [Node(0, 3, b"x" * 32)]
    assert damage_of(verify_log(ROWS, heads, TRUST, nodes=bad)) == (Damage.EDIT, 3)


def test_signatures() -> None:
    stranger = Signer(ORIGIN, b"s" * 32)
    assert damage_of(verify_log(ROWS, [HEAD], Trust.of(stranger.verifier))) == (Damage.WRONG_SIGNATURE, 0)
    assert damage_of(verify_log(ROWS, [HEAD], Trust("other.example", (SIGNER.verifier,)))) == (
        Damage.WRONG_SIGNATURE,
        0,
    )
    assert damage_of(verify_log(ROWS, [], TRUST)) == (Damage.WRONG_SIGNATURE, 0)
    assert damage_of(verify_log(ROWS, [HEAD, b"garbage"], TRUST)) == (Damage.WRONG_SIGNATURE, None)
    assert damage_of(verify_log(ROWS, [HEAD, TREE.checkpoint(stranger)], TRUST)) == (Damage.WRONG_SIGNATURE, None)


def test_required_witnesses_must_have_signed_the_newest_checkpoint() -> None:
    witness = Signer("w.example", b"w" * 32)
    trust = Trust(ORIGIN, (SIGNER.verifier,), (witness_key(witness),), required=1)
    assert damage_of(verify_log(ROWS, [HEAD], trust)) == (Damage.WRONG_SIGNATURE, None)
    later = int(START.timestamp()) + 3600
    old = cosign(TREE.checkpoint(size=7), witness, time=later)
    assert damage_of(verify_log(ROWS, [HEAD, old], trust)) == (Damage.WRONG_SIGNATURE, None)
    assert verify_log(ROWS, [cosign(HEAD, witness, time=later), TREE.checkpoint(size=7)], trust).finding is None


@pytest.mark.parametrize(("signed_at", "counts"), [(-601, False), (-500, True), (10**12, False)])
def test_a_witness_signs_after_the_entries_and_not_in_the_future(signed_at: int, counts: bool) -> None:
    witness = Signer("w.example", b"w" * 32)
    trust = Trust(ORIGIN, (SIGNER.verifier,), (witness_key(witness),), required=1)
    newest = int((START + timedelta(seconds=39)).timestamp())
    report = verify_log(ROWS, [cosign(HEAD, witness, time=newest + signed_at)], trust)
    assert (report.finding is None) is counts


def test_a_log_without_a_store_entry_is_judged_by_the_trusted_key() -> None:
    entries = ENTRIES[1:]
    report = verify_log(rows_of(entries), [tree_of(entries).checkpoint()], TRUST)
    assert report.finding is None


# Key rotation.

NEW = Signer(ORIGIN, b"n" * 32)


def rotated(old: Signer = SIGNER, new: Signer = NEW, at: int = 5) -> list[bytes]:
    body = rotation_body(ORIGIN, old, new.verifier)
    return [*ENTRIES[:at], Entry(timestamp(START), body).to_bytes(), *ENTRIES[at:]]


def test_rotation_is_verified_from_either_key() -> None:
    entries = rotated()
    tree = tree_of(entries)
    heads = [tree.checkpoint(SIGNER, 5), tree.checkpoint(NEW, 6), tree.checkpoint(NEW)]
    for signer in (SIGNER, NEW):
        report = verify_log(rows_of(entries), heads, Trust.of(signer.verifier))
        assert report.finding is None
        assert report.keys == (SIGNER.verifier.id, NEW.verifier.id)


def test_a_replaced_key_cannot_sign_later_heads_nor_a_new_one_earlier_ones() -> None:
    entries = rotated()
    tree = tree_of(entries)
    for bad in (tree.checkpoint(SIGNER), tree.checkpoint(SIGNER, 6), tree.checkpoint(NEW, 5)):
        report = verify_log(rows_of(entries), [tree.checkpoint(NEW), bad], TRUST)
        assert damage_of(report)[0] is Damage.WRONG_SIGNATURE


def test_a_rotation_that_the_old_key_did_not_sign_is_named() -> None:
    thief = Signer(ORIGIN, b"t" * 32)
    entries = rotated(old=thief)
    assert damage_of(verify_log(rows_of(entries), [tree_of(entries).checkpoint(NEW)], TRUST)) == (
        Damage.WRONG_SIGNATURE,
        5,
    )
    assert "key.wrong-old" in str(verify_log(rows_of(entries), [HEAD], TRUST).finding)
    body = replace(rotation_body(ORIGIN, thief, NEW.verifier), old=SIGNER.verifier.id)
    entries = [*ENTRIES[:5], Entry(timestamp(START), body).to_bytes()]
    assert damage_of(verify_log(rows_of(entries), [HEAD], TRUST)) == (Damage.WRONG_SIGNATURE, 5)
    again = [*rotated(), Entry(timestamp(START), rotation_body(ORIGIN, NEW, SIGNER.verifier)).to_bytes()]
    assert damage_of(verify_log(rows_of(again), [HEAD], TRUST)) == (Damage.WRONG_SIGNATURE, 41)


def test_a_key_under_another_id_and_a_second_beginning_are_refused() -> None:
    body = replace(rotation_body(ORIGIN, SIGNER, NEW.verifier), key=SIGNER.verifier.id)
    entries = [*ENTRIES[:5], Entry(timestamp(START), body).to_bytes()]
    assert damage_of(verify_log(rows_of(entries), [HEAD], TRUST)) == (Damage.WRONG_SIGNATURE, 5)
    for entries in ([*ENTRIES, ENTRIES[0]], [rotated()[5]]):
        report = verify_log(rows_of(entries), [tree_of(entries).checkpoint()], TRUST)
        assert damage_of(report) == (Damage.WRONG_SIGNATURE, len(entries) - 1)
        assert "key.wrong-place" in str(report.finding)


# Exports alone.


def jsonl(path: Path, entries: list[bytes] = ENTRIES, heads: tuple[bytes, ...] = (HEAD,)) -> Path:
    with path.open("wb") as out:
        export_jsonl(out, entries, heads)
    return path


def test_a_json_lines_export_is_verified_alone(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "log.jsonl", heads=(TREE.checkpoint(size=9), HEAD))
    report = verify_export(path, TRUST)
    assert report.finding is None
    assert report.checkpoints == 2
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert lines[0] == {"contract": "gate-log-export-v1", "origin": ORIGIN, "size": 40}
    assert lines[6] == {"entry": json.loads(ENTRIES[5]), "index": 5, "leaf": leaf_hash(ENTRIES[5]).hex()}
    assert lines[-1] == {"checkpoint": HEAD.decode()}


Change = Callable[[list[bytes]], list[bytes]]


@pytest.mark.parametrize(
    ("change", "damage", "index"),
    [
        (lambda lines: [*lines[:8], lines[8].replace(b"pass", b"fail"), *lines[9:]], Damage.EDIT, 7),
        (lambda lines: [*lines[:8], b"{}\n", *lines[9:]], Damage.EDIT, 7),
        (lambda lines: [*lines[:8], b"\xff\n", *lines[9:]], Damage.EDIT, 7),
        (lambda lines: [*lines[:8], *lines[9:]], Damage.GAP, 7),
        (lambda lines: [*lines[:8], lines[9], lines[8], *lines[10:]], Damage.REORDER, 7),
        (lambda lines: [*lines[:8], lines[7], *lines[8:]], Damage.DUPLICATE, 7),
        (lambda lines: lines[:20], Damage.TRUNCATION, 19),
        (lambda lines: [*lines[:20], lines[-1]], Damage.TRUNCATION, 19),
        (lambda lines: [*lines[:20], lines[20][:50]], Damage.TRUNCATION, 19),
        (lambda lines: lines[:-1], Damage.TRUNCATION, 40),
        (lambda lines: lines[1:], Damage.EDIT, 0),
        (lambda lines: [], Damage.EDIT, 0),
        (lambda lines: [*lines, lines[5]], Damage.EDIT, 40),
        (lambda lines: [*lines[:-1], lines[-1].replace(b"\\n40\\n", b"\\n39\\n")], Damage.WRONG_SIGNATURE, None),
        (lambda lines: [*lines[:-1], b'{"checkpoint":"\\ud800"}\n'], Damage.EDIT, 40),
        (lambda lines: [*lines[:-1], b'{"checkpoint":[]}\n'], Damage.EDIT, 40),
    ],
)
def test_damage_to_a_json_lines_export(tmp_path: Path, change: Change, damage: Damage, index: int | None) -> None:
    path = jsonl(tmp_path / "log.jsonl")
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))
    found, place = damage_of(verify_export(path, TRUST))
    if damage is Damage.WRONG_SIGNATURE:
        assert found in (Damage.WRONG_SIGNATURE, Damage.EDIT)
    else:
        assert (found, place) == (damage, index)


def test_an_export_shows_nothing_that_an_old_checkpoint_denies(tmp_path: Path) -> None:
    short = jsonl(tmp_path / "short.jsonl", ENTRIES[:30], (TREE.checkpoint(size=30),))
    assert verify_export(short, TRUST).finding is None
    assert damage_of(verify_export(short, TRUST, known=[HEAD])) == (Damage.TRUNCATION, 30)
    assert verify_export(jsonl(tmp_path / "long.jsonl"), TRUST, known=[TREE.checkpoint(size=30)]).finding is None


BIG = log(600)
BIG_TREE = tree_of(BIG)


def test_a_tile_folder_is_verified_alone(tmp_path: Path) -> None:
    export_tiles(tmp_path, BIG, BIG_TREE.checkpoint())
    report = verify_export(tmp_path, TRUST, known=[BIG_TREE.checkpoint(size=255)])
    assert report.finding is None
    assert report.entries == 600


@pytest.mark.parametrize(
    ("damage", "index", "name", "change"),
    [
        (Damage.EDIT, 300, "tile/entries/001", lambda data: data.replace(BIG[300], BIG[300].replace(b"pass", b"fail"))),
        (Damage.EDIT, 256, "tile/entries/001", lambda data: data[:-1]),
        (Damage.GAP, 256, "tile/entries/001", None),
        (Damage.TRUNCATION, 512, "tile/entries/002.p/88", None),
        (Damage.TRUNCATION, 512, "tile/0/002.p/88", None),
        (Damage.EDIT, 0, "tile/0/000", lambda data: b"x" + data[1:]),
        (Damage.REORDER, 1, "tile/entries/000", lambda data: swap(data, BIG[1], BIG[2])),
        (Damage.TRUNCATION, None, "checkpoint", None),
        (Damage.WRONG_SIGNATURE, None, "checkpoint", lambda data: b"garbage"),
    ],
)
def test_damage_to_a_tile_folder(
    tmp_path: Path, damage: Damage, index: int | None, name: str, change: Callable[[bytes], bytes] | None
) -> None:
    export_tiles(tmp_path, BIG, BIG_TREE.checkpoint())
    file = tmp_path / name
    if change:
        file.write_bytes(change(file.read_bytes()))
    else:
        file.unlink()
    assert damage_of(verify_export(tmp_path, TRUST)) == (damage, index)


def swap(data: bytes, first: bytes, second: bytes) -> bytes:
    assert len(first) == len(second)
    return data.replace(first, b"@").replace(second, first).replace(b"@", second)


def test_a_huge_stated_size_ends_at_the_first_missing_file(tmp_path: Path) -> None:
    export_tiles(tmp_path, BIG, BIG_TREE.checkpoint())
    huge = sign_checkpoint(Checkpoint(ORIGIN, (1 << 63) - 1, b"r" * 32), SIGNER)
    (tmp_path / "checkpoint").write_bytes(huge)
    assert damage_of(verify_export(tmp_path, TRUST)) == (Damage.TRUNCATION, 512)


def test_unreadable_files_are_the_machines_fault(tmp_path: Path) -> None:
    with pytest.raises(InfrastructureError, match=r"export\.read"):
        verify_export(tmp_path / "nowhere.jsonl", TRUST)


def test_an_export_needs_a_checkpoint() -> None:
    with pytest.raises(IntegrityError, match=r"export\.no-checkpoint"):
        export_jsonl(io.BytesIO(), ENTRIES, [])


def test_the_rows_of_an_export_can_be_read_by_others(tmp_path: Path) -> None:
    export = Export(jsonl(tmp_path / "log.jsonl"))
    assert list(export.rows()) == ROWS
    assert export.checkpoints == [HEAD]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_flipped_bit_of_an_export_is_noticed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    out = io.BytesIO()
    export_jsonl(out, ENTRIES[:6], [TREE.checkpoint(size=6)])
    blob = bytearray(out.getvalue())
    header = blob.index(b"\n")
    bit = data.draw(st.integers(header * 8, len(blob) * 8 - 1))
    blob[bit // 8] ^= 1 << bit % 8
    path = tmp_path_factory.getbasetemp() / "flipped.jsonl"
    path.write_bytes(blob)
    assert verify_export(path, TRUST).finding is not None
