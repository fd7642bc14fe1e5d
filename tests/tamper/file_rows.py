# ruff: noqa: E501 - a row of the table is one line
"""Manipulations of what has left the store: exports, bundles, and the files of records and artifacts."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.tamper.row import Row, nothing
from tests.tamper.store_copy import StoreCopy, decoded, encoded

Change = Callable[[StoreCopy], object]
Lines = Callable[[list[str]], object]


# Exports.

JSONL = "log verify --from @log.jsonl --key @key"
TILES = "log verify --from @tiles --key @key"


def lines(change: Lines) -> Change:
    """Change the lines of the JSON Lines export, in place."""

    def do(place: StoreCopy) -> None:
        path = place.folder / "log.jsonl"
        rows = path.read_text().splitlines(keepends=True)
        change(rows)
        path.write_text("".join(rows))

    return do


def put(rows: list[str], number: int, line: str) -> None:
    rows[number] = line


def text(name: str, old: str, new: str) -> Change:
    return lambda place: place.text(name, old, new)


def tile(pattern: str, change: Callable[[StoreCopy, Path], object]) -> Change:
    def do(place: StoreCopy) -> None:
        paths = sorted((place.folder / "tiles").glob(pattern), key=lambda path: int(path.name))
        change(place, paths[-1])

    return do


def damage(place: StoreCopy, path: Path) -> None:
    place.damage(path)


def remove(place: StoreCopy, path: Path) -> None:
    path.unlink()


def cut_short(place: StoreCopy, path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-32])


def too_long(place: StoreCopy, path: Path) -> None:
    path.write_bytes(path.read_bytes() + bytes(32))


def exchange(place: StoreCopy, path: Path) -> None:
    """The tile beside it on its level, or where there is none its own second half first."""
    beside = path.with_name("000")
    data = path.read_bytes()
    path.write_bytes(beside.read_bytes() if beside.exists() else data[32:] + data[:32])


def pipe(place: StoreCopy, path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def large_tile(pattern: str, change: Callable[[StoreCopy, Path], object]) -> Change:
    def do(place: StoreCopy) -> None:
        (path,) = (place.folder / "large").glob(pattern)
        change(place, path)

    return do


LARGE = "log verify --from @large --key @large.pub"

EXPORTS = [
    Row("a line says another time", lines(lambda rows: put(rows, 9, rows[9].replace('"time":"2', '"time":"1'))), JSONL, "log.edit"),
    Row("a line has another leaf hash", lines(lambda rows: put(rows, 9, rows[9].replace('"leaf":"', '"leaf":"0')[:-4] + '"}\n')), JSONL, "log.edit"),
    Row("a line has another index", lines(lambda rows: put(rows, 9, rows[9].replace('"index":8', '"index":7'))), JSONL, "log.duplicate"),
    Row("a line is missing", lines(lambda rows: rows.pop(9)), JSONL, "log.gap"),
    Row("a line comes twice", lines(lambda rows: rows.insert(9, rows[9])), JSONL, "log.duplicate"),
    Row("two lines change places", lines(lambda rows: rows.insert(9, rows.pop(10))), JSONL, "log.reorder"),
    Row("the first line names another log", lines(lambda rows: put(rows, 0, rows[0].replace("tamper.", "other."))), JSONL, "log."),
    Row("the first line says another size", lines(lambda rows: put(rows, 0, rows[0].replace('"size":', '"size":9'))), JSONL, "log."),
    Row("the first line is missing", lines(lambda rows: rows.pop(0)), JSONL, "log."),
    Row("the export is cut in a line", lines(lambda rows: put(rows, -1, rows[-1][:40])), JSONL, "log."),
    Row("the export is cut after an entry", lines(lambda rows: rows.__delitem__(slice(30, None))), JSONL, "log.truncation"),
    Row("a checkpoint in the middle is missing", lines(lambda rows: rows.pop(-5)), JSONL, "log.gap"),
    *(
        Row(f"what only a store can be asked: {option}", nothing, f"{JSONL} {option}", "log.export-alone", 2)
        for option in ("--quick", "--record @records/proven/record.json")
    ),
    Row("the checkpoints are missing", lines(lambda rows: rows.__delitem__(slice(-25, None))), JSONL, "log.truncation"),
    Row("the last entry and the last checkpoint are missing", lines(lambda rows: (rows.pop(-1), rows.pop(next(n for n, row in enumerate(rows) if '"checkpoint"' in row) - 1))), JSONL + " --checkpoint @late-checkpoint", "log."),
    Row("a checkpoint's signature is changed", lines(lambda rows: put(rows, -1, rows[-1].replace("\\n\"}", "x\\n\"}"))), JSONL, "log.wrong-signature"),
    Row("a checkpoint's size is changed", lines(lambda rows: put(rows, -1, rows[-1].replace("log\\n", "log\\n1"))), JSONL, "log."),
    Row("a line is no JSON", lines(lambda rows: put(rows, 9, "nothing\n")), JSONL, "log.edit"),
    Row("a line has one member more", lines(lambda rows: put(rows, 9, rows[9].replace('"index"', '"extra":1,"index"'))), JSONL, "log.edit"),
    Row("the export is empty", lines(lambda rows: rows.clear()), JSONL, "log."),
    Row("the export is of an earlier log: a checkpoint seen later", nothing, "log verify --from @early.jsonl --key @key --checkpoint @late-checkpoint", "log.truncation"),
    Row("another key is trusted", nothing, "log verify --from @log.jsonl --key @stranger.pub", "log.wrong-signature"),
    Row("a tile of entries is damaged", tile("tile/entries/**/*.p/*", damage), TILES, "log."),
    Row("a tile of entries is missing", tile("tile/entries/**/*.p/*", remove), TILES, "log.truncation"),
    Row("a tile of entries is cut short", tile("tile/entries/**/*.p/*", cut_short), TILES, "log."),
    Row("a tile of hashes is damaged", tile("tile/0/*.p/*", damage), TILES, "log.edit"),
    Row("a tile of hashes is missing", tile("tile/0/*.p/*", remove), TILES, "log."),
    Row("a tile of hashes is cut short", tile("tile/0/*.p/*", cut_short), TILES, "log."),
    *(
        Row(f"a tile of {what} is {state}", large_tile(pattern, change), LARGE, "log.")
        for what, pattern in (("level 1", "tile/1/*.p/*"), ("level 0 that is full", "tile/0/001"), ("entries that is full", "tile/entries/001"))
        for state, change in (("damaged", damage), ("missing", remove), ("cut short", cut_short), ("too long", too_long), ("another one", exchange), ("a pipe", pipe))
    ),
    *(
        Row(f"where a tile is to be exported there is {what}", tile("tile/entries/**/*.p/*", lambda place, path, put=put: (path.unlink(), put(path))), "log export @tiles", "tile.conflict")
        for what, put in (("a pipe", os.mkfifo), ("a folder", os.mkdir), ("a device", lambda path: path.symlink_to("/dev/zero")))
    ),
    Row("where the log is to be exported is an artifact", nothing, "log export @artifact", "export.exists", 2),
    Row("where a proof is to be written is a file", nothing, "log prove 3 -o @stranger.pub", "proof.exists", 2),
    Row("the checkpoint of the tiles is missing", lambda place: (place.folder / "tiles" / "checkpoint").unlink(), TILES, "log."),
    Row("the checkpoint of the tiles is of another log", text("tiles/checkpoint", "tamper.example", "other.example"), TILES, "log.wrong-signature"),
    Row("the checkpoint of the tiles is an earlier one", lambda place: shutil.copy(place.folder / "early-checkpoint", place.folder / "tiles" / "checkpoint"), TILES, "log."),
]  # fmt: skip


# Bundles.

VERIFY = "verify @proven.bundle --key @key"
REVOKED = "verify @revoked.bundle --key @key"


def bundle(change: Callable[[Any], Any], name: str = "proven") -> Change:
    return lambda place: place.document(f"{name}.bundle", change)


def member(name: str, change: Callable[[Any], Any]) -> Change:
    """Replace a member of the bundle by what ``change`` makes of it."""
    return bundle(lambda value: {**value, name: change(value[name])})


def flipped(data: str) -> str:
    raw = bytearray(decoded(data))
    raw[len(raw) // 2] ^= 1
    return encoded(bytes(raw))


def without_revocation(value: Any) -> Any:
    kept = [item for item in value["entries"] if b'"kind":"revocation"' not in decoded(item["entry"])]
    assert len(kept) < len(value["entries"])
    return value | {"entries": kept}


def of_early(*names: str) -> Change:
    """Put members of the bundle that was made before the revocation into the one that was made after it."""

    def do(place: StoreCopy) -> None:
        early = json.loads((place.folder / "early-revoked.bundle").read_text())
        place.document("revoked.bundle", lambda value: value | {name: early[name] for name in names})

    return do


def other_members(*names: str) -> Change:
    """Put members of another record's bundle into this one."""

    def do(place: StoreCopy) -> None:
        other = json.loads((place.folder / "rejected.bundle").read_text())
        place.document("proven.bundle", lambda value: value | {name: other[name] for name in names})

    return do


def statement(number: int, old: bytes, new: bytes) -> Change:
    """Change a signed statement, and leave its signature."""

    def change(value: Any) -> None:
        envelope = value["envelopes"][number]
        payload = decoded(envelope["payload"])
        assert old in payload
        envelope["payload"] = encoded(payload.replace(old, new))

    return bundle(change, "revoked")


BUNDLES = [
    Row("the revocation is left out", bundle(without_revocation, "revoked"), REVOKED, "index.incomplete"),
    Row("the index is that of before the revocation", of_early("record_index"), REVOKED, "index."),
    Row("entries and index are those of before the revocation", of_early("record_index", "entries"), REVOKED, "index."),
    Row("all but the checkpoint is that of before the revocation", of_early("record_index", "entries", "last", "envelopes"), REVOKED, "proof."),
    Row("only the statements are those of before the revocation", of_early("envelopes"), REVOKED, "bundle.statement"),
    Row("the summary says PASSED again", statement(1, b'"FAILED"', b'"PASSED"'), REVOKED, "envelope.unverified"),
    Row("the test result says PASSED again", statement(0, b'"FAILED"', b'"PASSED"'), REVOKED, "envelope.unverified"),
    Row("nothing is changed and the verdict is revoked", nothing, REVOKED, "Standing: Unverified: the verdict was revoked: a mistake", 1),
    Row("nothing is changed and the claim is retracted", nothing, "verify @retracted.bundle --key @key", "Standing: Unverified: retracted", 1),
    Row("nothing is changed and the artifact was rejected later", nothing, "verify @superseded.bundle --key @key", "Standing: Unverified: superseded", 1),
    Row("the bundle of before the revocation, with the published log", nothing, "verify @early-revoked.bundle --key @key --log @log.jsonl", "Standing: Unverified: the verdict was revoked", 1),
    Row("the bundle of before the revocation, with a newer checkpoint", nothing, "verify @early-revoked.bundle --key @key --checkpoint @late-checkpoint", "note.unverified"),
    Row("the bundle of before the rotation, with a newer checkpoint: what to do", nothing, "verify @early-revoked.bundle --key @key --checkpoint @late-checkpoint", "compare with --log"),
    Row("an entry is changed", bundle(lambda value: value["entries"][2].update(entry=flipped(value["entries"][2]["entry"]))), VERIFY, ""),
    Row("an entry is missing", member("entries", lambda items: items[1:]), VERIFY, "index.incomplete"),
    Row("an entry comes twice", member("entries", lambda items: [items[0], *items]), VERIFY, "index.incomplete"),
    Row("two entries change places", member("entries", lambda items: [items[1], items[0], *items[2:]]), VERIFY, "index.incomplete"),
    Row("an entry has another index", bundle(lambda value: value["entries"][2].update(index=value["entries"][2]["index"] + 100)), VERIFY, "index.incomplete"),
    Row("an entry has no proof", bundle(lambda value: value["entries"][-1].pop("proof") and None), VERIFY, "proof."),
    Row("the verdict is another entry", member("verdict", lambda index: index - 1), VERIFY, "bundle.entry"),
    Row("the record is another one", member("record", lambda name: "rejected"), VERIFY, "index."),
    Row("the entries are another record's", other_members("entries"), VERIFY, "index."),
    Row("entries and index are another record's", other_members("entries", "record_index"), VERIFY, "index."),
    Row("the last entry is changed", bundle(lambda value: value["last"].update(entry=flipped(value["last"]["entry"]))), VERIFY, "proof."),
    Row("the proof of the last entry is changed", bundle(lambda value: value["last"].update(proof=[flipped(value["last"]["proof"][0]), *value["last"]["proof"][1:]])), VERIFY, "proof.root"),
    Row("a count in the index is changed", bundle(lambda value: value["record_index"].update(bucket=["proven 1 5"])), VERIFY, "index.proof"),
    Row("a hash of the index is changed", bundle(lambda value: value["record_index"].update(siblings=[flipped(value["record_index"]["siblings"][0]), *value["record_index"]["siblings"][1:]])), VERIFY, "index.proof"),
    Row("the checkpoint is changed", member("checkpoint", flipped), VERIFY, ""),
    Row("the checkpoint is an earlier one", of_early("checkpoint"), REVOKED, "note.unverified"),
    Row("the origin is another one", member("origin", lambda name: "other.example/log"), VERIFY, "bundle.origin"),
    Row("the key changes are missing", member("rotations", lambda items: []), VERIFY, "note.unverified"),
    Row("a key change is changed", member("rotations", lambda items: [flipped(items[0])]), VERIFY, ""),
    Row("a check is changed", member("checks", lambda items: [flipped(items[0]), *items[1:]]), VERIFY, "bundle.checks"),
    Row("a check is missing", member("checks", lambda items: items[1:]), VERIFY, "bundle.checks"),
    Row("the checks are another verdict's", other_members("checks"), VERIFY, "bundle.checks"),
    Row("a document is changed", member("documents", lambda items: [flipped(items[0]), *items[1:]]), VERIFY, "bundle."),
    Row("the policy is missing", member("documents", lambda items: items[1:]), VERIFY, "bundle."),
    Row("the claim is missing", member("documents", lambda items: items[:1]), VERIFY, "bundle."),
    Row("a document is added", member("documents", lambda items: [*items, encoded(b"{}")]), VERIFY, "bundle.document"),
    Row("the statements are another verdict's", other_members("envelopes"), VERIFY, "bundle.statement"),
    Row("the summary is missing", member("envelopes", lambda items: items[:1]), VERIFY, "bundle.statement"),
    Row("a signature is changed", bundle(lambda value: value["envelopes"][0]["signatures"][0].update(sig=flipped(value["envelopes"][0]["signatures"][0]["sig"]))), VERIFY, "envelope.unverified"),
    Row("the contract is another one", member("contract", lambda name: "gate-verdict-bundle-v9"), VERIFY, "bundle.unknown-contract"),
    Row("the contract is that of gate 0.1", member("contract", lambda name: "gate-verdict-bundle-v1"), VERIFY, "bundle.malformed"),
    Row("a member is added", bundle(lambda value: value | {"note": "trust me"}), VERIFY, "bundle.malformed"),
    Row("a member is missing", bundle(lambda value: value.pop("last") and None), VERIFY, "bundle.malformed"),
    Row("a member comes twice", text("proven.bundle", ' "origin"', ' "record": "proven",\n "origin"'), VERIFY, "bundle.malformed"),
    Row("the bundle is cut", lambda place: (place.folder / "proven.bundle").write_bytes((place.folder / "proven.bundle").read_bytes()[:-50]), VERIFY, "bundle.malformed"),
    Row("the bundle is empty", lambda place: (place.folder / "proven.bundle").write_bytes(b""), VERIFY, "bundle.malformed"),
    Row("another key is trusted", nothing, "verify @proven.bundle --key @stranger.pub", ""),
]  # fmt: skip


# Records and artifacts.

RECORD = "@records/proven/record.json"


def record(change: Callable[[Any], Any]) -> Change:
    return lambda place: place.document("records/proven/record.json", change)


def claim(**changes: Any) -> Change:
    return record(lambda value: value["claims"][0].update(changes))


def challenge(new: str) -> Change:
    return lambda place: (place.folder / "records" / "proven" / "Challenge.lean").write_text(new)


def stated(value: Any) -> Any:
    return value | {"gate_verdict": {"status": "VERIFIED", "reason": "trust me", "evaluated": "2026-07-02T00:00:00Z"}}


TRIVIAL = "theorem add_comm' (a b : Nat) : True := sorry\n"
_JUDGED = f"verify @proven.bundle --key @key --record {RECORD}"
_ARTIFACT = "verify @proven.bundle --key @key --artifact @artifact"
_ARCHIVE = "verify @proven.bundle --key @key --artifact @artifact.tar"

RECORDS = [
    *(
        Row(f"the challenge file is another one: {command.split()[0]}", challenge(TRIVIAL), command, "record.file-differs")
        for command in (f"show {RECORD}", f"history {RECORD}", f"log verify --record {RECORD}", _JUDGED)
    ),
    Row("the challenge file is another one: submit", challenge(TRIVIAL), f"submit {RECORD} @artifact", "claim.digest-differs", 2),
    Row("the challenge file is gone", lambda place: (place.folder / "records" / "proven" / "Challenge.lean").unlink(), f"show {RECORD}", "record.file-missing"),
    Row("the claim pins no file", claim(challenge={"files": [{"path": "Challenge.lean"}], "targets": ["add_comm'"]}), f"submit {RECORD} @artifact", "claim.unpinned-file", 2),
    Row("the claim says something else", claim(statement="Addition is trivial."), f"show {RECORD}", "Status     Unverified", 0),
    *(
        Row(f"the record's {name} is another one: verify", record(lambda value, name=name: value | {name: "2026-01-01T00:00:00Z"}), _JUDGED, "bundle.subject")
        for name in ("title", "abstract", "research_question", "published_at")
    ),
    Row("the record's title is another one: show", record(lambda value: value | {"title": "Another"}), f"show {RECORD}", "title", 0),
    Row("the record has another publisher: verify", record(lambda value: value["provenance"].update(publisher="Another")), _JUDGED, "bundle.subject"),
    Row("the record has another id", record(lambda value: value | {"id": "another"}), f"show {RECORD}", "Status     Unverified", 0),
    *(
        Row(f"the record states a verdict: {command.split()[0]}", lambda place: place.document("records/rejected/record.json", stated), command, "record.stated-verdict")
        for command in (
            "show @records/rejected/record.json",
            "log verify --record @records/rejected/record.json",
            "submit @records/rejected/record.json @artifact",
        )
    ),
    Row("the record has a field that nobody knows", record(lambda value: value | {"verified": True}), f"show {RECORD}", "record.unknown-field", 2),
    Row("the record has a name twice", text("records/proven/record.json", '"title"', '"title": "x", "title"'), f"show {RECORD}", "record.duplicate-key", 2),
    Row("the artifact is another one", text("artifact/Solution.lean", "Nat.add_comm a b", "sorry"), _ARTIFACT, "bundle.subject"),
    Row("the artifact has a file more", lambda place: (place.folder / "artifact" / "more.lean").write_text(""), _ARTIFACT, "bundle.subject"),
    Row("the artifact's archive is another one", lambda place: place.damage(place.folder / "artifact.tar"), _ARCHIVE, "bundle.subject"),
]  # fmt: skip

FILES = [*EXPORTS, *BUNDLES, *RECORDS]
