"""Readers of ``gate.db`` write nothing, follow writers, and read what a crash left."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gate.model.digest import Digest
from gate.model.errors import InfrastructureError
from gate.store.ledger import Ledger
from tests.store.helpers import note

pytestmark = pytest.mark.usefixtures("sqlite_only")

_WRITER = """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    from gate.log.kinds import PolicyBody
    from gate.model.digest import Digest
    from gate.store.ledger import Ledger

    ledger = Ledger.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC))
    for line in sys.stdin:
        if line == "close\\n":
            ledger.close()
        else:
            with ledger.transaction() as tx:
                for _ in range(int(line)):
                    tx.append(PolicyBody(digest=Digest.of(b""), version="1"))
        print("done", flush=True)
"""


class Writer:
    """Another process that writes entries."""

    def __init__(self, home: Path) -> None:
        command = [sys.executable, "-c", textwrap.dedent(_WRITER), str(home)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, line: object) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(line, file=self.process.stdin, flush=True)
        assert self.process.stdout.readline() == "done\n"

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def store(home: Path, clock: Callable) -> Path:
    Ledger.create(home, origin="gate.example/log", clock=clock).close()
    return home


@pytest.fixture
def writer(store: Path) -> Iterator[Writer]:
    started = Writer(store)
    yield started
    started.kill()


def files(home: Path) -> dict[str, tuple[int, int, Digest]]:
    """Every file below the home: size, time of its last change, content."""
    return {
        str(path.relative_to(home)): (path.stat().st_size, path.stat().st_mtime_ns, Digest.of(path.read_bytes()))
        for path in sorted(home.rglob("*"))
        if path.is_file()
    }


def reader(home: Path, clock: Callable) -> Ledger:
    return Ledger.open(home, clock=clock, read_only=True)


def test_a_writer_leaves_what_readers_need(store: Path, clock: Callable) -> None:
    assert (store / "gate.db-wal").stat().st_size == 0
    assert (store / "gate.db-shm").stat().st_size > 0
    before = files(store)
    assert reader(store, clock).size() == 1
    assert files(store) == before


def test_without_its_companions_a_quiet_database_is_read_alone(store: Path, clock: Callable) -> None:
    (store / "gate.db-wal").unlink()
    (store / "gate.db-shm").unlink()
    before = files(store)
    assert reader(store, clock).size() == 1
    assert files(store) == before


def test_a_reader_sees_one_moment_and_then_the_next(store: Path, clock: Callable, writer: Writer) -> None:
    found = reader(store, clock)
    with found.snapshot() as snapshot:
        assert snapshot.size() == 1
        writer(3)
        writer(2000)  # beyond the size at which SQLite folds its log by itself
        writer("close")
        assert snapshot.size() == 1
        assert len(list(snapshot.entries())) == 1
    assert found.size() == 2004
    writer(1)
    assert found.size() == 2005


def test_what_a_crash_left_is_read_and_stays(store: Path, clock: Callable, writer: Writer) -> None:
    writer(3)
    writer.kill()
    assert (store / "gate.db-wal").stat().st_size > 0
    before = files(store)
    assert reader(store, clock).size() == 4
    assert files(store) == before
    (store / "gate.db-shm").unlink()
    with pytest.raises(InfrastructureError, match=r"store\.needs-recovery"):
        reader(store, clock)
    with Ledger.open(store, clock=clock).snapshot() as snapshot:
        assert snapshot.size() == 4


def test_a_reader_that_is_alone_notices_a_writer(store: Path, clock: Callable) -> None:
    (store / "gate.db-wal").unlink()
    (store / "gate.db-shm").unlink()
    found = reader(store, clock)

    def read_while_another_writes() -> None:
        with found.snapshot() as snapshot:
            assert snapshot.size() == 1
            other = Writer(store)
            other(5)
            other("close")
            other.kill()
            snapshot.root()

    with pytest.raises(InfrastructureError, match=r"store\.changed"):
        read_while_another_writes()
    assert found.size() == 6


def test_a_reader_cannot_write(store: Path, clock: Callable) -> None:
    found = reader(store, clock)
    with pytest.raises(InfrastructureError, match=r"store\.read-only"), found.transaction() as tx:
        note(tx)
    assert found.size() == 1


def test_one_process_may_read_and_write(store: Path, clock: Callable) -> None:
    found = reader(store, clock)
    assert found.size() == 1
    ledger = Ledger.open(store, clock=clock)
    with ledger.transaction() as tx:
        note(tx)
    assert found.size() == 2
    ledger.close()
    assert found.size() == 2


def test_a_plain_sqlite_client_does_no_harm(store: Path, clock: Callable) -> None:
    connection = sqlite3.connect(store / "gate.db")
    assert connection.execute("SELECT count(*) FROM entries").fetchone() == (1,)
    connection.close()  # which removes the write-ahead log
    assert not (store / "gate.db-wal").exists()
    assert reader(store, clock).size() == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes another user")
def test_a_store_that_may_not_be_read_says_so(store: Path) -> None:
    script = """
        import sys
        from datetime import UTC, datetime
        from pathlib import Path
        from gate.model.errors import GateError
        from gate.store.ledger import Ledger

        try:
            Ledger.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC), read_only=True)
        except GateError as error:
            print(error.code, error.exit_code)
    """
    for path in store.parents:
        if path.stat().st_uid == 0 and path.is_relative_to("/tmp"):
            path.chmod(path.stat().st_mode | 0o055)
    command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable, "-c"]
    done = subprocess.run([*command, textwrap.dedent(script), str(store)], capture_output=True, text=True, check=True)
    assert done.stdout == "store.unreadable 4\n"
