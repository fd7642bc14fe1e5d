"""The ledger: opening it, and the transactions that write it."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from gate.log.checkpoint import Checkpoint, Trust, open_checkpoint, read_checkpoint
from gate.log.entry import read_entry
from gate.log.fields import ORIGIN
from gate.log.keys import NoteSigner, VerifierKey
from gate.log.kinds import RecordIndexBody
from gate.log.merkle import HASH_BYTES, CompactRange, leaf_hash, verify_inclusion
from gate.log.note import NoteSignature, add_signatures
from gate.log.record_index import EMPTY_NODES
from gate.log.rotation import store_body
from gate.model.errors import IntegrityError, UsageError
from gate.store import schema
from gate.store.attempts import Attempt, CachedStatus
from gate.store.connect import SQLITE_FILE, Database, database, is_elsewhere, no_tables, place_of, remains
from gate.store.keys import create_key, ensure_signer, load_signer
from gate.store.reading import LedgerReader
from gate.store.reading.reader import raw_bytes
from gate.store.reading.tree import stored_nodes
from gate.store.record_index import StoredIndex, index_of_entries, replace_index
from gate.store.transaction import Clock, SignedHead, Transaction
from gate.store.trouble import disk_trouble
from gate.system.files import flush_folder, make_folder
from gate.system.locks import exclusive

__all__ = ["Attempt", "CachedStatus", "Clock", "Ledger", "Snapshot", "Transaction"]


class Snapshot(LedgerReader):
    """The ledger as it was at one moment."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def key_in_charge(self) -> VerifierKey:
        """The public key that signs, as the database names it. Raises IntegrityError (``note.…``)."""
        return VerifierKey.parse(str(self._one(select(schema.log.c.vkey))))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        yield self.connection


class Ledger(LedgerReader):
    """Entries, attempts and statuses of one store, in SQLite (``gate.db``) or PostgreSQL (GATE_DATABASE_URL).

    Usable from several threads and processes at once; writers take turns.
    """

    def __init__(self, home: Path, db: Database, origin: str, vkey: str, clock: Clock, revision: str) -> None:
        """Use `create` or `open`. ``origin`` is the log's name, ``vkey`` the public key in charge.

        ``revision`` is the migration that the tables are at.
        """
        self.home = home
        self.place = place_of(home)
        self.origin = origin
        self.vkey = vkey
        self._db = db
        self._signer: NoteSigner | None = None
        self._clock = clock
        self._revision = revision
        self._head: SignedHead | None = None
        self.on_commit: Callable[[bytes, NoteSigner], None] = lambda note, signer: None
        """Called with each new checkpoint and the key that signed it, once both are durable."""
        # Whoever forgets `close` leaves no connection open behind a ledger that is gone.
        self._closer = weakref.finalize(self, db.close)

    @classmethod
    def create(cls, home: Path, *, origin: str, clock: Clock, used: VerifierKey | None = None) -> Ledger:
        """Make the tables and, where there is none, the signing key; entry 0 says so. ``used`` is a key that no log may
        begin with, since another one was seen that it signed.

        What an interrupted `create` left is taken up. Raises UsageError ``store.origin``,
        ``store.already-initialised``, ``store.not-empty``, ``store.url``, ``store.driver``; IntegrityError
        ``store.database-missing``; InfrastructureError when the disk or the database cannot be used.
        """
        if not ORIGIN.fits(origin):
            raise UsageError("store.origin", f"{origin[:80]!r} cannot name a log", hint=ORIGIN.says)
        with disk_trouble(str(home)):
            make_folder(home, mode=0o700)
            with ExitStack() as undo:
                undo.enter_context(exclusive(home))
                interrupted = is_elsewhere() or (home / SQLITE_FILE).exists()
                if not interrupted:
                    _require_new(home, interrupted=False)
                db = undo.enter_context(closing(database(home, mode="create")))
                connection = undo.enter_context(db.write())
                db.wait_to_create(connection)
                if db.revision(connection) is not None:
                    raise UsageError(
                        "store.already-initialised",
                        "there is a store here already",
                        where=db.place,
                        hint="use it as it is, or set GATE_HOME to another folder",
                    )
                _require_new(home, interrupted=interrupted)
                signer = ensure_signer(home, origin)
                if signer.verifier == used:
                    raise no_tables(home, db.place)
                db.migrate(connection)
                connection.execute(insert(schema.log), {"id": 1, "origin": origin, "vkey": str(signer.verifier)})
                index = StoredIndex(connection, EMPTY_NODES[-1])
                tx = Transaction(connection, CompactRange(), index, signer, clock)
                tx.append(store_body(origin, signer.verifier))
                tx.finish()
            flush_folder(home)
        return cls.open(home, clock=clock)

    @classmethod
    def open(cls, home: Path, *, clock: Clock, read_only: bool = False) -> Ledger:
        """Open a store that `create` made. Reading needs no private key, and ``read_only`` writes nothing at all: no
        row, and no file beside the database.

        Raises UsageError ``store.not-initialised``, ``store.version``; InfrastructureError when the disk or the
        database cannot be used; IntegrityError when the file is no database.
        """
        with ExitStack() as undo:
            db = database(home, mode="read" if read_only else "write")
            undo.callback(db.close)
            with db.read() as connection:
                revision = db.revision(connection)
                if revision is None:
                    raise no_tables(home, db.place)
                if revision not in {schema.REVISION, *schema.OLDER_REVISIONS}:
                    raise UsageError(
                        "store.version",
                        f"the store has tables of version {revision}, this gate uses version {schema.REVISION}",
                        where=db.place,
                        hint="use the version of gate that wrote it",
                    )
                log = connection.execute(select(schema.log)).one()
            undo.pop_all()
            return cls(home, db, str(log.origin), str(log.vkey), clock, revision)

    @property
    def is_older(self) -> bool:
        """Whether an older version wrote it and no command of this one has written to it yet."""
        return self._revision != schema.REVISION

    @property
    def signer(self) -> NoteSigner:
        """The private key in charge when this process last looked. Raises as `gate.store.keys.load_signer` does."""
        if self._signer is None:
            self._signer = load_signer(self.home, self.vkey)
        return self._signer

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Write: all of the block or, when it raises, nothing of it.

        Waits for its turn. Raises InfrastructureError ``store.busy``, ``store.disk-full``, ``store.read-only`` …, and
        IntegrityError ``store.head`` when the stored tree is not the one that was signed last.
        """
        with self._db.write() as connection:
            tx = self._begin(connection)
            yield tx
            head = tx.finish()
        self._revision = schema.REVISION
        self._use(tx.signer)
        if head is not None:
            self._head = head
            self.on_commit(head.note, tx.signer)

    def mend_index(self) -> bool:
        """Write the tables of the record index anew when they are damaged; returns whether they were.

        Raises as `transaction` and `Transaction.rebuild_index` do.
        """
        with self.transaction() as tx:
            return tx.mend_index()

    def rebuild_index(self) -> None:
        """Write the tables of the record index anew from the entries; an older store is brought to this version.

        Raises as `transaction` and `Transaction.rebuild_index` do.
        """
        with self.transaction() as tx:
            tx.rebuild_index()

    def rotate_key(self, name: str) -> NoteSigner:
        """Make a new key and put it in charge. Raises as `create_key` and `transaction` do."""
        new = create_key(self.home, name, self.origin)
        self.put_in_charge(new)
        return new

    def put_in_charge(self, new: NoteSigner) -> None:
        """Let another key sign from here on; its files are here already. Raises as `transaction` does."""
        with self.transaction() as tx:
            tx.rotate_key(new)

    def add_cosignatures(self, size: int, found: Sequence[NoteSignature]) -> None:
        """Keep what witnesses signed with the checkpoint of this size. Raises UsageError ``log.no-checkpoint``."""
        here = schema.checkpoints.c.size == size
        with self._db.write() as connection:
            self._take_turn(connection)
            note = add_signatures(Snapshot(connection).checkpoint(size).encode("utf-8"), found)
            connection.execute(update(schema.checkpoints).where(here).values(note=note.decode("utf-8")))

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Several readings of one and the same moment."""
        with self._db.read() as connection:
            yield Snapshot(connection)

    def close(self) -> None:
        """Give the database back. A closed ledger can be used again; it connects anew."""
        self._db.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._db.read() as connection:
            yield connection

    def _key_in_charge(self, connection: Connection) -> NoteSigner:
        """The key that signs now."""
        vkey = self._take_turn(connection)
        if vkey != self.vkey:
            self._use(load_signer(self.home, vkey))
        return self.signer

    def _take_turn(self, connection: Connection) -> str:
        """The public key that signs now; on PostgreSQL, reading it is also how writers take turns."""
        query = select(schema.log.c.vkey)
        return str(connection.execute(query.with_for_update() if self._db.is_postgres else query).scalar_one())

    def _use(self, signer: NoteSigner) -> None:
        if signer is not self._signer:
            self._signer, self.vkey = signer, str(signer.verifier)

    def _begin(self, connection: Connection) -> Transaction:
        """A transaction on what was signed last; on an older store its first entry is the one about the index."""
        signer = self._key_in_charge(connection)
        head = self._signed_head(connection, signer)
        size = read_checkpoint(head.note)[0].size
        tree = CompactRange(size, head.edge)
        if self.is_older and self._db.revision(connection) != schema.REVISION:
            self._db.migrate(connection)
        if head.index_root is not None:
            return Transaction(connection, tree, StoredIndex(connection, head.index_root), signer, self._clock)
        index = index_of_entries(connection, size, tree.root())
        replace_index(connection, index)
        tx = Transaction(connection, tree, StoredIndex(connection, index.root()), signer, self._clock)
        tx.append(RecordIndexBody(entries=size))
        return tx

    def _signed_head(self, connection: Connection, signer: NoteSigner) -> SignedHead:
        """What was signed last, compared with what is stored before anything is added to it."""
        newest = select(schema.checkpoints).order_by(schema.checkpoints.c.size.desc()).limit(1)
        size, text = connection.execute(newest).one()
        note = raw_bytes(text)
        if self._head is not None and self._head.note == note:
            return self._head
        checkpoint = open_checkpoint(note, Trust(self.origin, (signer.verifier,))).checkpoint
        edge: list[tuple[int, int]] = []

        def note_down(level: int, number: int) -> bytes:
            edge.append((level, number))
            return bytes(HASH_BYTES)

        CompactRange.load(size, note_down)
        found = stored_nodes(connection, edge)
        tree = CompactRange(size, [found[node] for node in edge if node in found])
        snapshot, last = Snapshot(connection), size - 1
        data = snapshot.raw_entry(last)
        try:
            verify_inclusion(leaf_hash(data), last, size, snapshot.inclusion(last, size), tree.root())
            sound = checkpoint == Checkpoint(self.origin, size, tree.root())
        except IntegrityError:
            sound = False
        if not sound:
            raise IntegrityError(
                "store.head",
                "the stored tree is not the one that was signed last; nothing is added to it",
                where=self._db.place,
                hint="`gate log verify` finds what was changed",
            )
        root = read_entry(data).record_index
        return SignedHead(note, tree.hashes, None if root is None else root.raw)


_EXPECTED = frozenset((SQLITE_FILE, f"{SQLITE_FILE}-wal", f"{SQLITE_FILE}-shm", "policy.json"))
"""What may be in a folder that becomes a store: an empty database, and the policy that the operator wants."""


def _require_new(home: Path, *, interrupted: bool) -> None:
    """The folder must be empty, but for what an interrupted `create` may leave: an empty database, then keys."""
    names = {path.name for path in home.iterdir()} - _EXPECTED - ({"keys"} if interrupted else set())
    if names.intersection(remains(home)):
        raise no_tables(home, str(home))
    if names:
        raise UsageError(
            "store.not-empty",
            f"the folder is not empty: it holds {', '.join(sorted(names)[:4])}",
            where=str(home),
            hint="make the store in an empty folder: set GATE_HOME, or --home",
        )
