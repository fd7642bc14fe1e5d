"""Full and read-only disks, and a server that is gone: every trouble has its error, and the store stays whole."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from gate.documents.error import ErrorReport
from gate.log.kinds import PolicyBody
from gate.model.digest import Digest
from gate.model.errors import InfrastructureError
from gate.store.connect import DATABASE_URL
from gate.store.ledger import Ledger
from gate.store.trouble import disk_trouble

# What a subprocess does before and after trouble begins; it prints the codes of the errors that it met.
_SCRIPT = """
    import json, os, resource, signal, subprocess, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from gate.log.kinds import PolicyBody
    from gate.log.merkle import CompactRange, leaf_hash
    from gate.model.digest import Digest
    from gate.model.errors import GateError
    from gate.store.blobs import BlobStore
    from gate.store.ledger import Ledger

    home = Path(sys.argv[1])
    clock = lambda: datetime.now(UTC)
    codes = []

    def attempt(work):
        try:
            work()
        except GateError as error:
            assert error.hint and error.where, error
            codes.append(error.code)

    def append(ledger, count):
        with ledger.transaction() as tx:
            for number in range(count):
                tx.append(PolicyBody(digest=Digest.of(b""), version=str(number)))

    def check(ledger):
        tree = CompactRange()
        for position, data in ledger.raw_entries():
            assert position == tree.size
            tree.append(leaf_hash(data))
        assert (ledger.size(), ledger.root()) == (tree.size, tree.root())
        return ledger.size()

    {before}
    ledger = Ledger.create(home, origin="gate.example/log", clock=clock)
    blobs = BlobStore(home / "blobs")
    kept = blobs.put(b"kept")
    append(ledger, 10)
    {trouble}
    assert blobs.get(kept) == b"kept"
    sizes = [check(ledger)]
    {after}
    append(ledger, 1)
    sizes.append(check(ledger))
    assert BlobStore(home / "blobs").put(os.urandom(1 << 16)) in blobs
    assert list((home / "blobs" / "partial").iterdir()) == []
    print(json.dumps([codes, sizes]))
"""

_SMALL_DISK = 'subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", home], check=True)'


def run(home: Path, *, before: str = "", trouble: str, after: str) -> tuple[list[str], list[int]]:
    """Run the script in a mount namespace of its own, where it may mount what it likes."""
    home.mkdir()
    parts = {"before": before, "trouble": trouble, "after": after}
    script = textwrap.dedent(_SCRIPT).format(**{name: textwrap.dedent(part).strip() for name, part in parts.items()})
    command = [sys.executable, "-c", script, str(home)]
    if "mount" in before:
        command = ["unshare", "--map-root-user", "--mount", *command]
    env = {name: value for name, value in os.environ.items() if name != DATABASE_URL}
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 0, done.stderr
    codes, sizes = json.loads(done.stdout)
    return codes, sizes


def test_a_full_disk(home: Path) -> None:
    codes, sizes = run(
        home,
        before=_SMALL_DISK,
        trouble="""
def fill():
    try:
        with open(home / "filler", "ab", buffering=0) as filler:
            while True:
                filler.write(bytes(4096))
    except OSError:
        pass

fill()
attempt(lambda: append(ledger, 5000))
attempt(lambda: blobs.put(os.urandom(1 << 16)))
attempt(lambda: Ledger.create(home / "second", origin="gate.example/log", clock=clock))
check(ledger)
ledger.close()
fill()
attempt(lambda: append(Ledger.open(home, clock=clock), 1))
(home / "filler").unlink()
""",
        after="",
    )
    assert codes == ["store.disk-full"] * 4
    assert sizes == [11, 12]


def test_a_file_size_limit_is_a_full_disk(home: Path) -> None:
    codes, sizes = run(
        home,
        trouble="""
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 15, hard))
attempt(lambda: append(ledger, 5000))
attempt(lambda: blobs.put(os.urandom(1 << 16)))
""",
        after="resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))",
    )
    assert codes == ["store.disk-full"] * 2
    assert sizes == [11, 12]


@pytest.mark.parametrize("closed", [True, False])
def test_a_read_only_disk_can_be_read_but_not_written(home: Path, closed: bool) -> None:
    codes, sizes = run(
        home,
        before=_SMALL_DISK,
        trouble=f"""
if {closed}:
    ledger.close()
    subprocess.run(["mount", "-o", "remount,ro", home], check=True)
else:
    # A copy of the files of a store in use, as a crash leaves them.
    copy = home.with_name("copy")
    subprocess.run(["cp", "-a", f"{{home}}/.", copy], check=True)
    ledger.close()
    subprocess.run(["umount", home], check=True)
    {_SMALL_DISK}
    subprocess.run(["cp", "-a", f"{{copy}}/.", home], check=True)
    subprocess.run(["mount", "-o", "remount,ro", home], check=True)
ledger = Ledger.open(home, clock=clock)
blobs = BlobStore(home / "blobs")
attempt(lambda: append(ledger, 1))
attempt(lambda: blobs.put(b"new"))
attempt(lambda: Ledger.create(home / "second", origin="gate.example/log", clock=clock))
""",
        after="""
ledger.close()
subprocess.run(["mount", "-o", "remount,rw", home], check=True)
ledger = Ledger.open(home, clock=clock)
""",
    )
    assert codes == ["store.read-only"] * 3
    assert sizes == [11, 12]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "store.disk-full"),
        (errno.EDQUOT, "store.disk-full"),
        (errno.EROFS, "store.read-only"),
        (errno.EACCES, "store.read-only"),
        (errno.EIO, "store.io"),
    ],
)
def test_every_disk_error_has_its_code(number: int, code: str) -> None:
    with pytest.raises(InfrastructureError) as caught, disk_trouble("somewhere"):
        raise OSError(number, os.strerror(number))
    assert (caught.value.code, caught.value.where) == (code, "somewhere")
    assert caught.value.hint


def test_a_writer_that_waits_too_long_says_so(
    monkeypatch: pytest.MonkeyPatch, choose_database: Callable[[], None], home: Path, clock: Callable
) -> None:
    monkeypatch.setattr("gate.store.connect.BUSY_MS", 100)
    choose_database()
    first = Ledger.create(home, origin="gate.example/log", clock=clock)
    second = Ledger.open(home, clock=clock)
    with first.transaction(), pytest.raises(InfrastructureError, match=r"store\.busy"), second.transaction():
        pass
    with second.transaction() as tx:
        tx.append(PolicyBody(digest=Digest("0" * 64), version="1"))
    assert first.size() == 2
    first.close()
    second.close()


def test_a_server_that_does_not_answer(
    monkeypatch: pytest.MonkeyPatch, home: Path, clock: Callable, tmp_path: Path
) -> None:
    monkeypatch.setenv(DATABASE_URL, f"postgresql://user:secret@/db?host={tmp_path}")
    with pytest.raises(InfrastructureError, match=r"store\.unreachable") as caught:
        Ledger.open(home, clock=clock)
    assert "secret" not in ErrorReport.of(caught.value).to_text()
