from __future__ import annotations

import fcntl
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gate.model.digest import Digest
from gate.model.errors import InfrastructureError, IntegrityError
from gate.store.blobs import BlobStore


@pytest.fixture
def blobs(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "blobs")


def path_of(root: Path, digest: Digest) -> Path:
    return root / "blobs" / "sha256" / digest.hex[:2] / digest.hex[2:]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=st.lists(st.binary(max_size=300), max_size=5))
def test_what_was_put_comes_back(tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]) -> None:
    blobs = BlobStore(tmp_path_factory.mktemp("blobs"))
    digests = [blobs.put(data) for data in contents]
    assert digests == [Digest.of(data) for data in contents]
    assert [blobs.get(digest) for digest in digests] == contents
    assert list(blobs) == sorted(set(digests))
    assert all(map(blobs.has, digests))
    assert list(map(blobs.size, digests)) == list(map(len, contents))


def test_a_blob_is_written_once_and_read_only(blobs: BlobStore, tmp_path: Path) -> None:
    digest = blobs.put(b"data")
    path = path_of(tmp_path, digest)
    first = path.stat()
    assert stat.S_IMODE(first.st_mode) == 0o444
    assert blobs.put(b"data") == digest
    assert path.stat().st_ino == first.st_ino


def test_a_changed_blob_is_never_returned(blobs: BlobStore, tmp_path: Path) -> None:
    digest = blobs.put(b"data")
    path = path_of(tmp_path, digest)
    path.chmod(0o644)
    for damage in (b"Data", b"dat", b"data ", b""):
        path.write_bytes(damage)
        with pytest.raises(IntegrityError, match=r"blob\.corrupt"):
            blobs.get(digest)


def test_a_missing_blob_is_named(blobs: BlobStore) -> None:
    digest = Digest.of(b"never put")
    assert not blobs.has(digest)
    for look in (blobs.get, blobs.size):
        with pytest.raises(IntegrityError, match=r"blob\.missing") as caught:
            look(digest)
        assert digest.hex[2:] in (caught.value.where or "")


def test_the_next_start_sweeps_what_dead_writers_left(blobs: BlobStore, tmp_path: Path) -> None:
    blobs.put(b"data")
    partial = tmp_path / "blobs" / "partial"
    dead, living = partial / "dead", partial / "living"
    dead.write_bytes(b"half")
    living.write_bytes(b"half")
    with living.open("rb") as writer:
        fcntl.flock(writer, fcntl.LOCK_EX)
        BlobStore(tmp_path / "blobs")
        assert list(partial.iterdir()) == [living]
    BlobStore(tmp_path / "blobs")
    assert list(partial.iterdir()) == []


def test_a_failed_write_leaves_nothing(blobs: BlobStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    blobs.put(b"first")
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(InfrastructureError, match=r"store\.io"):
        blobs.put(b"second")
    assert not blobs.has(Digest.of(b"second"))
    assert list((tmp_path / "blobs" / "partial").iterdir()) == []


@settings(max_examples=20, deadline=None)
@given(st.lists(st.binary(max_size=20), max_size=12))
def test_many_are_kept_as_one_by_one(tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]) -> None:
    blobs = BlobStore(tmp_path_factory.mktemp("many"))
    kept = [blobs.put(data) for data in contents[::3]]
    digests = blobs.put_all(contents)
    assert digests == [Digest.of(data) for data in contents]
    assert [blobs.get(digest) for digest in digests] == contents
    assert set(blobs) == set(digests) | set(kept)


def test_a_failed_write_of_many_leaves_nothing(
    blobs: BlobStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.sync", full)
    with pytest.raises(InfrastructureError):
        blobs.put_all([b"one", b"two"])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
