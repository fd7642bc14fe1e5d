# ruff: noqa: E501 - a row of the table is one line
"""Manipulations of a store's database and blobs, by somebody who may write its files but has no key."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from gate.log.kinds import IntakeBody
from gate.model.digest import Digest
from tests.samples import CHALLENGE
from tests.tamper.row import CORRECT, VERIFY, Row
from tests.tamper.store_copy import StoreCopy

Change = Callable[[StoreCopy], object]


def sql(*statements: str) -> Change:
    return lambda place: place.sql(*statements)


def at(template: str, kind: str, record: str | None = None) -> Change:
    """A statement about the first entry of a kind, whose position stands for ``{at}``."""
    return lambda place: place.sql(template.format(at=place.position(kind, record)))


def flip(kind: str, record: str | None = None) -> Change:
    """Change one digit of an entry's time: it stays a readable entry of its kind."""

    def do(place: StoreCopy) -> None:
        position = place.position(kind, record)
        with place.database() as connection:
            ((body,),) = connection.execute("SELECT body FROM entries WHERE position = ?", (position,)).fetchall()
            start = body.index(b'"time":"') + len(b'"time":"')
            changed = body[:start] + b"1999" + body[start + 4 :]
            connection.execute("UPDATE entries SET body = ? WHERE position = ?", (changed, position))

    return do


def relink(place: StoreCopy) -> None:
    """Give an attempt of another record to this one, with all columns that say so."""
    place.sql(
        "UPDATE entries SET record = 'rejected' WHERE record = 'proven'",
        "UPDATE attempts SET record_id = 'other' WHERE record_id = 'rejected'",
        "UPDATE attempts SET record_id = 'rejected' WHERE record_id = 'proven'",
    )


def swap(place: StoreCopy) -> None:
    first, second = place.position("check"), place.position("check") + 1
    with place.database() as connection:
        bodies = dict(connection.execute("SELECT position, body FROM entries").fetchall())
        for position, other in ((first, second), (second, first)):
            connection.execute("UPDATE entries SET body = ? WHERE position = ?", (bodies[other], position))


def append(place: StoreCopy) -> None:
    """One more entry, without tree or checkpoint."""
    place.sql(
        "INSERT INTO entries SELECT (SELECT max(position) + 1 FROM entries), kind, attempt, record, claim, body "
        "FROM entries WHERE kind = 'verdict' AND record = 'proven' LIMIT 1"
    )


def cut(place: StoreCopy) -> None:
    """The last three entries gone, with everything that belongs to them, and the checkpoint of before put last."""
    place.sql(
        "DELETE FROM checkpoints WHERE size > (SELECT max(position) - 2 FROM entries)",
        "DELETE FROM entries WHERE position > (SELECT max(position) - 3 FROM entries)",
    )


def stray_attempt(**changes: str) -> Change:
    def insert(place: StoreCopy) -> None:
        with place.database() as connection:
            connection.execute("CREATE TEMP TABLE copy AS SELECT * FROM attempts WHERE record_id = 'proven' LIMIT 1")
            for name, value in ({"id": "'20260101-0000000000000000'", "number": "9"} | changes).items():
                connection.execute(f"UPDATE copy SET {name} = {value}")
            connection.execute("INSERT INTO attempts SELECT * FROM copy")
            connection.execute("DROP TABLE copy")

    return insert


def blob_of(kind: str, name: str, record: str = "proven", *, gone: bool = False) -> Change:
    """Damage or remove the blob that the first entry of a kind names."""

    def do(place: StoreCopy) -> None:
        body = next(
            entry.body
            for entry in place.entries()
            if entry.kind == kind and entry.record == record and getattr(entry.body, name, None)
        )
        path = place.blob(getattr(body, name))
        if gone:
            path.unlink()
        else:
            place.damage(path)

    return do


def content(data: bytes, *, gone: bool) -> Change:
    """Damage or remove the blob that holds this."""

    def do(place: StoreCopy) -> None:
        path = place.blob(Digest.of(data))
        if gone:
            path.unlink()
        else:
            place.damage(path)

    return do


def statement(*words: str) -> Change:
    """Statements on the database as it is, triggers included."""

    def do(place: StoreCopy) -> None:
        with closing(sqlite3.connect(place.home / "gate.db")) as connection:
            for one in words:
                connection.execute(one)
            connection.commit()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    return do


def instead(find: Callable[[StoreCopy], Path], put: Callable[[Path], object]) -> Change:
    """Something else takes the place of a file."""

    def do(place: StoreCopy) -> None:
        path = find(place)
        path.unlink(missing_ok=True)
        put(path)

    return do


def of_the_store(name: str) -> Callable[[StoreCopy], Path]:
    return lambda place: place.home / name


def proven_record(place: StoreCopy) -> Path:
    (body,) = (entry.of_kind(IntakeBody) for entry in place.entries()[:10] if entry.of_kind(IntakeBody))
    assert body is not None
    return place.blob(body.body.record_digest)


def zeros(path: Path) -> None:
    path.symlink_to("/dev/zero")


def huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 40)


def drop_triggers(place: StoreCopy) -> None:
    with closing(sqlite3.connect(place.home / "gate.db")) as connection:
        (name,) = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name").fetchone()
        connection.execute(f"DROP TRIGGER {name}")
        connection.commit()


def replace_database(place: StoreCopy) -> None:
    shutil.copy(place.folder / "early-store" / "gate.db", place.home / "gate.db")
    for name in ("gate.db-wal", "gate.db-shm"):
        (place.home / name).unlink(missing_ok=True)


_KINDS = ("store", "policy", "intake", "preflight", "check", "decision", "verdict", "correction", "revocation", "key")
_READERS = (
    ("show rejected", "rejected"), ("history rejected", "rejected"), ("explain undecided", "undecided"),
    ("bundle rejected -o @new.bundle", "rejected"), ("rerun rejected --dry-run", "rejected"),
)  # fmt: skip
"""Commands that read what the log says about a record, and the record."""

ENTRIES = [
    *(Row(f"a {kind} entry says another time", flip(kind), VERIFY, "log.edit") for kind in _KINDS),
    *(
        Row(f"a {kind} entry is deleted", at("DELETE FROM entries WHERE position = {at}", kind), VERIFY, "log.gap")
        for kind in ("policy", "intake", "check", "decision", "verdict", "revocation", "correction", "key")
    ),
    *(
        Row(f"the {name} beside an entry is changed", sql(f"UPDATE entries SET {name} = 'x' WHERE kind = 'revocation'"), VERIFY, "log.edit")
        for name in ("record", "claim", "attempt", "kind")
    ),
    Row("the first entry is deleted", sql("DELETE FROM entries WHERE position = 0"), VERIFY, "log.gap"),
    Row("two entries change places", swap, VERIFY, "log.reorder"),
    Row("an entry is added without a signature", append, VERIFY, "log."),
    Row("the newest entries are cut off", cut, VERIFY, "log."),
    Row("an entry is no entry", at("UPDATE entries SET body = x'7b7d' WHERE position = {at}", "check"), VERIFY, "log.edit"),
    Row("an entry is text, not bytes", at("UPDATE entries SET body = 'x' WHERE position = {at}", "check"), VERIFY, "log.edit"),
    *(
        Row(f"a verdict entry about the record is changed: {command}", flip("verdict", record), command, "proof.root")
        for command, record in _READERS
    ),
    *(
        Row(f"an entry of an attempt is changed: {command}", flip("decision", record), command, "index.incomplete")
        for command, record in _READERS
    ),
    *(
        Row(f"a check entry is deleted: {command}", at("DELETE FROM entries WHERE position = {at}", "check", record), command, "index.incomplete")
        for command, record in _READERS
    ),
    *(
        Row(f"a revocation is filed elsewhere: {command}", sql("UPDATE entries SET record = 'zzz' WHERE kind = 'revocation'"), command, "index.incomplete")
        for command in ("show revoked", "history revoked", "rerun revoked --dry-run", "bundle revoked -o @new.bundle")
    ),
    Row("a revocation is deleted: show", sql("DELETE FROM entries WHERE kind = 'revocation'"), "show revoked", "index.incomplete"),
    Row("a retraction is filed elsewhere", sql("UPDATE entries SET record = 'zzz' WHERE kind = 'correction'"), "show retracted", "index.incomplete"),
    Row("a rejection is filed at another claim and record", sql("UPDATE entries SET record = 'zzz' WHERE record = 'superseded' AND position > 60"), "show superseded", "index.incomplete"),
    Row("another record's attempt is filed at this one", relink, "show rejected", "index.incomplete"),
]  # fmt: skip

TREE = [
    Row("a leaf's hash is changed", sql("UPDATE nodes SET hash = randomblob(32) WHERE level = 0 AND number = 3"), VERIFY, "log.edit"),
    Row("an inner node is changed", sql("UPDATE nodes SET hash = randomblob(32) WHERE level = 2 AND number = 1"), VERIFY, "log.edit"),
    Row("a node is deleted", sql("DELETE FROM nodes WHERE level = 1 AND number = 1"), VERIFY, "log.gap"),
    Row("a node is added", sql("INSERT INTO nodes VALUES (9, 0, randomblob(32))"), VERIFY, "log.edit"),
    Row("a node that no tree has", sql("INSERT INTO nodes VALUES (-1, 0, randomblob(32))"), VERIFY, "log.edit"),
    Row("a hash is too short", sql("UPDATE nodes SET hash = x'00' WHERE level = 0 AND number = 3"), VERIFY, "log.edit"),
    Row("inner nodes are changed: show", sql("UPDATE nodes SET hash = randomblob(32) WHERE level > 0"), "show proven", "proof.root"),
    Row("a node is deleted: show", sql("DELETE FROM nodes WHERE level = 1"), "show proven", "store.node-missing"),
    Row("a checkpoint in the middle is deleted", sql("DELETE FROM checkpoints WHERE size = (SELECT max(size) FROM checkpoints WHERE size < 40)"), VERIFY, "log.gap"),
    Row("a trigger is dropped", drop_triggers, VERIFY, "log."),
    Row("a trigger is added that swallows revocations", statement("CREATE TRIGGER t BEFORE INSERT ON entries WHEN NEW.kind = 'revocation' BEGIN SELECT RAISE(IGNORE); END"), VERIFY, "log.edit"),
    *(
        Row(f"the checkpoints are bytes, not text: {command}", sql("UPDATE checkpoints SET note = CAST(note AS BLOB)"), command, code)
        for command, code in ((VERIFY, "log.edit"), ("log checkpoint", "store.malformed-row"), ("show proven", "store.malformed-row"), ("log export @new.jsonl", "store.malformed-row"))
    ),
    *(
        Row(f"the table {table} is dropped: {command}", statement("PRAGMA foreign_keys = OFF", f"DROP TABLE {table}"), command, "store.corrupt")
        for table, commands in (("statuses", (VERIFY, CORRECT)), ("attempts", (VERIFY, CORRECT)), ("index_nodes", (VERIFY, "show proven", CORRECT)))
        for command in commands
    ),
    Row("the tables are said to be those of gate 0.1", sql("UPDATE alembic_version SET version_num = '0001'"), VERIFY, "log.edit"),
    Row("the tables are said to be those of gate 0.1: writing", sql("UPDATE alembic_version SET version_num = '0001'"), CORRECT, "store.corrupt"),
    Row("the newest checkpoint is deleted", sql("DELETE FROM checkpoints WHERE size = (SELECT max(size) FROM checkpoints)"), VERIFY, "log.wrong-signature"),
    Row("all checkpoints are deleted", sql("DELETE FROM checkpoints"), VERIFY, "log."),
    Row("a checkpoint's signature is changed", sql("UPDATE checkpoints SET note = replace(note, '— ', '— x') WHERE size = (SELECT min(size) FROM checkpoints)"), VERIFY, "log.wrong-signature"),
    Row("a checkpoint names another log", sql("UPDATE checkpoints SET note = replace(note, 'tamper.example', 'other.example') WHERE size > 60"), VERIFY, "log.wrong-signature"),
    Row("a checkpoint names another size", sql("UPDATE checkpoints SET size = size + 1 WHERE size = (SELECT max(size) FROM checkpoints)"), VERIFY, "log."),
    Row("the newest checkpoint's text is changed: show", sql("UPDATE checkpoints SET note = replace(note, 'tamper.example', 'other.example')"), "show proven", "note."),
    Row("a bogus checkpoint is added", sql("INSERT INTO checkpoints VALUES (100000, 'x')"), VERIFY, "log.wrong-signature"),
    Row("a bogus checkpoint is added: show", sql("INSERT INTO checkpoints VALUES (100000, 'x')"), "show proven", "note.malformed"),
    Row("the log's key is exchanged in the table", sql("UPDATE log SET vkey = replace(vkey, '+', '+0')"), VERIFY, ""),
    Row("the log's name is exchanged in the table", sql("UPDATE log SET origin = 'other.example/log'"), VERIFY, "log.wrong-signature"),
]  # fmt: skip

INDEX = [
    Row("the index counts an entry less", sql("UPDATE record_heads SET entries = entries - 1 WHERE record = 'revoked'"), VERIFY, "log.edit"),
    Row("the index counts an entry less: show", sql("UPDATE record_heads SET entries = entries - 1 WHERE record = 'revoked'"), "show revoked", "index.proof"),
    Row("the index names an earlier entry as the newest", sql("UPDATE record_heads SET newest = newest - 1 WHERE record = 'revoked'"), "show revoked", "index.proof"),
    Row("a record is gone from the index", sql("DELETE FROM record_heads WHERE record = 'revoked'"), "show revoked", "index.proof"),
    Row("a record is gone from the index: log verify", sql("DELETE FROM record_heads WHERE record = 'revoked'"), VERIFY, "log."),
    Row("a record is added to the index", sql("INSERT INTO record_heads VALUES ('ghost', 1, 5, 3)"), VERIFY, "log."),
    Row("a node of the index is changed", sql("UPDATE index_nodes SET hash = randomblob(32) WHERE level = 15"), VERIFY, "log."),
    Row("a node of the index is changed: show", sql("UPDATE index_nodes SET hash = randomblob(32) WHERE level = 15"), "show proven", "index.proof"),
    Row("the nodes of the index are deleted", sql("DELETE FROM index_nodes"), "show proven", "index.proof"),
]  # fmt: skip

ATTEMPTS = [
    *(
        Row(f"an attempt's {name} is changed", sql(f"UPDATE attempts SET {name} = {value} WHERE record_id = 'rejected'"), VERIFY, "log.")
        for name, value in (
            ("verdict", "'VERIFIED'"), ("reason", "'all passed'"), ("claim_id", "'c2'"), ("record_id", "'proven-2'"),
            ("artifact_digest", "'sha256:' || hex(zeroblob(32))"), ("policy_digest", "'sha256:' || hex(zeroblob(32))"),
            ("claim_digest", "'sha256:' || hex(zeroblob(32))"), ("record_digest", "'sha256:' || hex(zeroblob(32))"),
            ("number", "7"), ("opened_at", "'2020-01-01T00:00:00.000000Z'"), ("closed_at", "'2020-01-01T00:00:00.000000Z'"),
            ("verdict_index", "verdict_index - 1"), ("id", "'20260101-aaaaaaaaaaaaaaaa'"),
        )
    ),
    Row("an attempt is open again", sql("UPDATE attempts SET closed_at = NULL, verdict = NULL, verdict_index = NULL WHERE record_id = 'rejected'"), VERIFY, "log."),
    Row("an attempt is deleted", sql("DELETE FROM attempts WHERE record_id = 'rejected'"), VERIFY, "log."),
    Row("an attempt that no entry opened is added", stray_attempt(), VERIFY, "log."),
    Row("an attempt that no entry opened is added: explain", stray_attempt(), "explain 20260101-0000000000000000", "index.incomplete"),
    Row("an open attempt that no entry opened stops no other record", stray_attempt(closed_at="NULL", verdict="NULL", verdict_index="NULL", pid="1", boot="'x'"), "show rejected", "Unverified", 0),
]  # fmt: skip

STATUSES = [
    Row("a status is VERIFIED", sql("UPDATE statuses SET status = 'VERIFIED' WHERE record_id = 'rejected'"), VERIFY, "status.differs"),
    Row("a revoked verdict's status is VERIFIED", sql("UPDATE statuses SET status = 'VERIFIED' WHERE record_id = 'revoked'"), VERIFY, "status.differs"),
    Row("a status has another reason", sql("UPDATE statuses SET reason = 'trust me' WHERE record_id = 'proven'"), VERIFY, "status.differs"),
    Row("a status has another time", sql("UPDATE statuses SET evaluated = '2020-01-01T00:00:00Z' WHERE record_id = 'proven'"), VERIFY, "status.differs"),
    Row("a status names no entry", sql("UPDATE statuses SET verdict_index = NULL WHERE record_id = 'proven'"), VERIFY, "status.differs"),
    Row("a status is deleted", sql("DELETE FROM statuses WHERE record_id = 'proven'"), VERIFY, "status.missing"),
    Row("a status of no record is added", sql("INSERT INTO statuses (record_id, claim_id, status, reason) VALUES ('ghost', 'c1', 'VERIFIED', 'x')"), VERIFY, "status.differs"),
    Row("a status is VERIFIED and is not shown", sql("UPDATE statuses SET status = 'VERIFIED' WHERE record_id = 'rejected'"), "show rejected", "Status     Unverified", 0),
]  # fmt: skip

BLOBS = [
    *(
        Row(f"the {name} blob that the {kind} names is {state}", blob_of(kind, name, gone=state == "gone"), VERIFY, f"blob.{code}")
        for kind, name in (
            ("check", "digest"),
            *(("intake", f"{name}_digest") for name in ("record", "claim", "artifact", "policy")),
            *(("intake", name) for name in ("inputs", "record_file", "archive")),
            ("correction", "item"),
        )
        for state, code in (("damaged", "corrupt"), ("gone", "missing"))
    ),
    *(
        Row(f"the {name} is damaged: {command}", blob_of(kind, name, "undecided" if "undecided" in command else "proven"), command, "blob.corrupt")
        for kind, name, command in (
            ("check", "digest", "explain undecided"),
            ("check", "digest", "bundle proven -o @new.bundle"),
            ("intake", "policy_digest", "bundle proven -o @new.bundle"),
            ("intake", "claim_digest", "bundle proven -o @new.bundle"),
            ("intake", "record_digest", "show proven"),
            ("intake", "artifact_digest", "rerun proven --dry-run"),
            ("intake", "inputs", "rerun proven --dry-run"),
        )
    ),
    *(
        Row(f"{what} is {state}", content(data, gone=state == "gone"), VERIFY, f"blob.{code}")
        for what, data in (
            ("the challenge file", CHALLENGE), ("what the kernel said", b"what the kernel said"),
            ("a file of the artifact", b"theorem add_comm' (a b : Nat) : a + b = b + a := Nat.add_comm a b\n"),
        )
        for state, code in (("damaged", "corrupt"), ("gone", "missing"))
    ),
    Row("the database is an earlier copy: a checkpoint seen later", replace_database, "log verify --checkpoint @late-checkpoint", "log.truncation"),
    Row("the database is no database", lambda place: (place.home / "gate.db").write_bytes(b"x" * 8192), "show proven", "store."),
    Row("the database is cut in the middle", lambda place: (place.home / "gate.db").write_bytes((place.home / "gate.db").read_bytes()[:20000]), VERIFY, "store."),
    *(
        Row(f"a blob is {what}: {command}", instead(proven_record, put), command, "blob.corrupt")
        for what, put in (("a pipe", os.mkfifo), ("a folder", os.mkdir), ("a device", zeros), ("a terabyte", huge))
        for command in (VERIFY, "show proven")
    ),
    *(
        Row(f"there is a pipe for {name}: {command}", instead(of_the_store(name), os.mkfifo), command, "store.corrupt")
        for name in ("gate.db-wal", "gate.db-shm", "gate.db-journal")
        for command in ("show proven", CORRECT)
    ),
    Row("the database is gone", lambda place: (place.home / "gate.db").unlink(), "show proven", "store."),
]  # fmt: skip

STORE = [*ENTRIES, *TREE, *INDEX, *ATTEMPTS, *STATUSES, *BLOBS]
