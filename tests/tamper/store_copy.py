"""One real store with verdicts of every kind, made once in a test run, and a copy of it for each manipulation."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from gate.engine.attempt.run import run_attempt
from gate.engine.history.amend import correct, revoke
from gate.engine.history.find import find_attempt
from gate.engine.inputs.intake import load, load_record
from gate.engine.publish.bundle import make_bundle
from gate.engine.publish.export import export_log
from gate.engine.workspace import Workspace, utc_now
from gate.log.checkpoint import Checkpoint, sign_checkpoint
from gate.log.entry import Entry, read_entry
from gate.log.keys import Signer
from gate.log.kind import Body
from gate.log.kinds import SelfTestBody
from gate.log.merkle import CompactRange, leaf_hash
from gate.log.record_index import bucket_of
from gate.model.archive import archive_of
from gate.model.check import Check, failed, inconclusive, passed
from gate.model.digest import Digest
from gate.model.progress import Silent
from tests.attest.bundles import placed
from tests.cli.runner import Gate
from tests.engine.conftest import FakeJudge, all_passed
from tests.samples import CHALLENGE, record_document, write_artifact

ORIGIN = "tamper.example/log"
STRANGER = Signer(ORIGIN, bytes(range(32)))
"""Somebody else's key under the log's name."""

RECORDS = ("proven", "rejected", "undecided", "revoked", "retracted", "superseded")
"""Records by what became of their one claim."""

REJECTED = [failed("lean.axioms", "axiom-not-permitted", "it uses sorryAx")]
UNDECIDED = [inconclusive("lean.kernel", "time-limit", "60 s were not enough")]


def build(folder: Path) -> None:
    """The store with its records, artifact, exports, bundles, an early checkpoint and an early copy of itself."""
    home = folder / "store"
    workspace = Workspace.create(home, origin=ORIGIN)
    artifact = write_artifact(folder)
    for name in RECORDS:
        path = folder / "records" / name / "record.json"
        path.parent.mkdir(parents=True)
        (path.parent / "Challenge.lean").write_bytes(CHALLENGE)
        path.write_text(json.dumps(record_document(id=name), indent=1))

    def submit(name: str, answer: list[Check] | None = None) -> None:
        intake = load(folder / "records" / name / "record.json", artifact, None)
        checks = all_passed(intake.claim) if answer is None else answer
        if answer is None:
            evidence = {"log": workspace.blobs.put(b"what the kernel said")}
            checks = [*checks[:-1], passed(checks[-1].id, "accepted", evidence=evidence)]
        run_attempt(workspace, intake, lambda: None, Silent(), judge=FakeJudge(checks))

    for name in ("proven", "revoked", "retracted", "superseded"):
        submit(name)
    (folder / "early-checkpoint").write_text(workspace.ledger.checkpoint())
    (folder / "early-size").write_text(str(workspace.ledger.size()))
    bundle(workspace, "revoked", folder / "early-revoked.bundle")
    export_log(workspace, folder / "early.jsonl")
    workspace.ledger.close()
    shutil.copytree(home, folder / "early-store")
    submit("rejected", REJECTED)
    submit("undecided", UNDECIDED)
    submit("proven", UNDECIDED)
    workspace.ledger.rotate_key("second")
    submit("superseded", REJECTED)
    revoke(workspace, lambda view: view.record == "revoked", code="operator", reason="a mistake")
    for name, kind in (("proven", "erratum"), ("retracted", "retraction")):
        record = load_record(folder / "records" / name / "record.json")
        correct(workspace, record, kind=kind, text=f"an {kind}", claim=None, clock=utc_now)
    for name in RECORDS:
        bundle(workspace, name, folder / f"{name}.bundle")
    export_log(workspace, folder / "log.jsonl")
    (folder / "late-checkpoint").write_text(workspace.ledger.checkpoint())
    export_log(workspace, folder / "tiles")
    large(folder)
    (folder / "stranger.pub").write_text(f"{STRANGER.verifier}\n")
    (folder / "artifact.tar").write_bytes(archive_of(read(artifact)) or b"")
    workspace.ledger.close()


def large(folder: Path) -> None:
    """An export with tiles above level 0, of a log of its own."""
    workspace = Workspace.create(folder / "large-store", origin="large.example/log", remember=False)
    with workspace.ledger.transaction() as tx:
        for number in range(600):
            tx.append(SelfTestBody(image=Digest.of(b""), digest=Digest.of(str(number).encode())))
    export_log(workspace, folder / "large")
    (folder / "large.pub").write_text(f"{workspace.ledger.vkey}\n")
    workspace.ledger.close()
    shutil.rmtree(folder / "large-store")


def bundle(workspace: Workspace, name: str, path: Path) -> None:
    path.write_bytes(make_bundle(workspace, find_attempt(workspace, name, attempt="1")))


def read(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@dataclass(frozen=True)
class StoreCopy:
    """A copy of all that `build` made, for one manipulation."""

    folder: Path

    @classmethod
    def copy(cls, source: Path, folder: Path) -> StoreCopy:
        shutil.copytree(source, folder, dirs_exist_ok=True)
        return cls(folder)

    @property
    def home(self) -> Path:
        return self.folder / "store"

    @property
    def state(self) -> Path:
        """Where the last head that was seen is kept."""
        return Path(os.environ["GATE_STATE"])

    @cached_property
    def gate(self) -> Gate:
        return Gate(self.home)

    def words(self, command: str) -> list[str]:
        """The words of a command line, in which ``@name`` is a file here and ``@key`` the log's first public key."""
        places = {"@key": self.home / "keys" / "log.pub"}
        return [
            str(places.get(word, self.folder / word[1:])) if word.startswith("@") else word for word in command.split()
        ]

    # The store's tables.

    @contextmanager
    def database(self) -> Iterator[sqlite3.Connection]:
        """The database without its triggers, which are there again afterwards: whoever owns the file can do that."""
        with closing(sqlite3.connect(self.home / "gate.db")) as connection:
            triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            yield connection
            for _, sql in triggers:
                connection.execute(sql)
            connection.commit()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def sql(self, *statements: str) -> None:
        with self.database() as connection:
            for statement in statements:
                assert connection.execute(statement).rowcount != 0, statement

    def entries(self) -> list[Entry[Body]]:
        with closing(sqlite3.connect(self.home / "gate.db")) as connection:
            rows = connection.execute("SELECT body FROM entries ORDER BY position").fetchall()
        return [read_entry(data) for (data,) in rows]

    def position(self, kind: str, record: str | None = None) -> int:
        """Where the first entry of this kind is."""
        return next(
            at for at, entry in enumerate(self.entries()) if entry.kind == kind and record in (None, entry.record)
        )

    def rewrite(self, change: Callable[[list[Entry[Body]]], list[Entry[Body]]]) -> None:
        """What only the owner of the log's key can do: other entries, with tree, index and checkpoint that fit."""
        data, index = placed([replace(entry, previous=None, record_index=None) for entry in change(self.entries())])
        tree, nodes, roots = CompactRange(), [], [b""]
        for item in data:
            nodes += tree.append(leaf_hash(item))
            roots.append(tree.root())
        notes = [(size, self._signed(size, roots[size])) for size in self._sizes(tree.size)]
        with self.database() as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            for table in ("entries", "nodes", "checkpoints", "record_heads", "index_nodes"):
                connection.execute(f"DELETE FROM {table}")
            parsed = [(at, read_entry(item), item) for at, item in enumerate(data)]
            connection.executemany(
                "INSERT INTO entries (position, kind, attempt, record, claim, body) VALUES (?, ?, ?, ?, ?, ?)",
                [(at, entry.kind, entry.attempt, entry.record, entry.claim, item) for at, entry, item in parsed],
            )
            connection.executemany("INSERT INTO nodes VALUES (?, ?, ?)", [tuple(node) for node in nodes])
            connection.executemany("INSERT INTO checkpoints VALUES (?, ?)", notes)
            heads = [(head.record, bucket_of(head.record), head.entries, head.newest) for head in index.heads()]
            connection.executemany("INSERT INTO record_heads VALUES (?, ?, ?, ?)", heads)
            connection.executemany("INSERT INTO index_nodes VALUES (?, ?, ?)", list(index.nodes()))

    def _sizes(self, last: int) -> list[int]:
        """The sizes that were signed, as far as there are still so many entries."""
        with closing(sqlite3.connect(self.home / "gate.db")) as connection:
            sizes = [size for (size,) in connection.execute("SELECT size FROM checkpoints ORDER BY size")]
        return sorted({last, *(size for size in sizes if size < last)})

    def _signed(self, size: int, root: bytes) -> str:
        """The checkpoint by the key that was in charge at this size."""
        name = "second" if size > self.position("key") else "log"
        signer = Signer.parse((self.home / "keys" / f"{name}.key").read_text())
        return sign_checkpoint(Checkpoint(ORIGIN, size, root), signer).decode()

    def edit(self, kind: str, record: str | None = None, **changes: Any) -> None:
        """Rewrite the log with other values in the body of the first entry of this kind."""
        at = self.position(kind, record)

        def change(entries: list[Entry[Body]]) -> list[Entry[Body]]:
            entries[at] = replace(entries[at], body=replace(entries[at].body, **changes))
            return entries

        self.rewrite(change)

    # Blobs and other files.

    def blob(self, digest: object) -> Path:
        name = str(digest).removeprefix("sha256:")
        return self.home / "blobs" / "sha256" / name[:2] / name[2:]

    def damage(self, path: Path) -> None:
        """Flip a bit in the middle of a file, whatever its mode."""
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.chmod(0o644)
        path.write_bytes(data)

    def text(self, name: str, old: str, new: str, count: int = 1) -> None:
        """Change a text in one of the files here."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new, count), encoding="utf-8")

    def document(self, name: str, change: Callable[[Any], Any]) -> None:
        """Change one of the JSON files here, in place or by what ``change`` returns."""
        path = self.folder / name
        value = json.loads(path.read_text())
        changed = change(value)
        path.write_text(json.dumps(value if changed is None else changed, indent=1))


def decoded(text: str) -> bytes:
    return base64.b64decode(text)


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
