"""Layers have one normal form."""

from __future__ import annotations

import tarfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.digest import Digest
from gate.sandbox.images.layer import EPOCH, Layer, normalise, pack, stream

FILES = {"etc/hosts": b"127.0.0.1 localhost\n", "usr/bin/tool": b"#!/bin/sh\n", "usr/share/doc/a/b": b"text"}


def member(
    name: str, kind: bytes = tarfile.REGTYPE, *, mode: int = 0o644, link: str = "", **more: object
) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.mode, entry.linkname = kind, mode, link
    for field, value in more.items():
        setattr(entry, field, value)
    return entry


def archive(path: Path, entries: list[tuple[tarfile.TarInfo, bytes]]) -> Path:
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as tar:
        for entry, data in entries:
            entry.size = len(data)
            tar.addfile(entry, BytesIO(data))
    return path


def normal(source: Path, **how: object) -> bytes:
    sink = BytesIO()
    normalise(source, sink, **how)  # type: ignore[arg-type]
    return sink.getvalue()


def members(data: bytes) -> dict[str, tarfile.TarInfo]:
    with tarfile.open(fileobj=BytesIO(data)) as tar:
        return {entry.name: entry for entry in tar}


@given(order=st.permutations(sorted(FILES)), time=st.integers(0, 2**31), owner=st.integers(0, 2**20))
def test_order_times_and_owners_do_not_show(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], time: int, owner: int
) -> None:
    folder = tmp_path_factory.mktemp("layer")
    packed = [(member(f"./{name}", mtime=time, uid=owner, uname="me", gid=owner), FILES[name]) for name in order]
    plain = [(member(name), FILES[name]) for name in sorted(FILES)]
    assert normal(archive(folder / "a", packed)) == normal(archive(folder / "b", plain))


def test_everything_is_roots_of_one_time_and_without_set_user_id(tmp_path: Path) -> None:
    entries = [(member("su", mode=0o6755, uid=7, mtime=5), b"x"), (member("tmp", b"5", mode=0o1777), b"")]
    source = archive(tmp_path / "a", entries)
    found = members(normal(source))
    assert [(entry.uid, entry.gid, entry.uname, entry.mtime) for entry in found.values()] == [(0, 0, "", EPOCH)] * 2
    assert (found["su"].mode, found["tmp"].mode) == (0o755, 0o1777)


def test_devices_and_pipes_are_left_out(tmp_path: Path) -> None:
    entries = [(member("dev/sda", tarfile.BLKTYPE), b""), (member("p", tarfile.FIFOTYPE), b""), (member("f"), b"")]
    source = archive(tmp_path / "a", entries)
    assert list(members(normal(source))) == ["f"]


def test_dropped_patterns_take_what_lies_under_them(tmp_path: Path) -> None:
    source = archive(tmp_path / "a", [(member(name), data) for name, data in FILES.items()])
    assert list(members(normal(source, drop=("usr/share/d*",)))) == ["etc/hosts", "usr/bin/tool"]


def test_given_files_replace_and_add(tmp_path: Path) -> None:
    source = archive(tmp_path / "a", [(member("etc/hosts"), b"old"), (member("etc", tarfile.DIRTYPE, mode=0o755), b"")])
    (tmp_path / "b").write_bytes(normal(source, files={"etc/hosts": b"new", "etc/more": b"1"}))
    layer = Layer.open(tmp_path / "b")
    assert layer.names() == ["etc", "etc/hosts", "etc/more"]
    assert (layer.read("etc/hosts"), layer.read("etc/more"), layer.read("etc/none")) == (b"new", b"1", None)


def test_hard_links_follow_their_targets_and_are_stripped_alike(tmp_path: Path) -> None:
    entries = [(member("layer/z"), b"data"), (member("layer/a", tarfile.LNKTYPE, link="layer/z"), b"")]
    entries.append((member("layer/s", tarfile.SYMTYPE, link="layer/z"), b""))
    found = members(normal(archive(tmp_path / "a", entries), strip=1))
    assert list(found) == ["s", "z", "a"]
    assert (found["a"].linkname, found["s"].linkname) == ("z", "layer/z")


def test_a_packed_layer_has_its_folders_and_its_digest(tmp_path: Path) -> None:
    with (tmp_path / "layer.tar").open("wb") as sink:
        pack({"gate/a/b": b"1", "gate/c": b"2"}, sink)
    layer = Layer.open(tmp_path / "layer.tar")
    assert layer.names() == ["gate", "gate/a", "gate/a/b", "gate/c"]
    assert layer.digest == Digest.of((tmp_path / "layer.tar").read_bytes())


NAMES = st.text("abc/", min_size=1, max_size=150).map(lambda name: f"d/{name.strip('/')}x")


@given(st.dictionaries(NAMES, st.binary(max_size=1500)))
def test_a_streamed_archive_reads_back(parts: dict[str, bytes]) -> None:
    with tarfile.open(fileobj=BytesIO(b"".join(stream(parts)))) as tar:
        found = [(entry.name, tar.extractfile(entry)) for entry in tar]
    assert [name for name, _ in found] == list(parts)


def test_a_streamed_archive_takes_content_from_files(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(bytes(range(256)) * 9000)
    with tarfile.open(fileobj=BytesIO(b"".join(stream({"big": tmp_path / "big", "small": b"s"})))) as tar:
        contents = {entry.name: file.read() for entry in tar if (file := tar.extractfile(entry))}
    assert contents == {"big": bytes(range(256)) * 9000, "small": b"s"}
