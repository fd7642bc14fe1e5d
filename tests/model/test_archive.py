"""The artifact's archive: GNU tar makes the same bytes, the standard library reads them."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gate.model.archive import archive_of
from gate.model.paths import is_safe_path

SEGMENTS = st.text(alphabet="abcXYZ019._-", min_size=1, max_size=40)
PATHS = st.lists(SEGMENTS, min_size=1, max_size=8).map("/".join).filter(is_safe_path)
FILES = st.dictionaries(PATHS, st.binary(max_size=1200), max_size=6)

DEEP = {
    "z.txt": b"z",
    "a.txt": b"",
    "A/b-1.txt": b"x" * 512,
    "A.b": b"y" * 513,
    f"{'d' * 60}/{'e' * 39}": b"100 characters",
    f"{'d' * 60}/{'e' * 40}": b"101 characters",
    f"{'p' * 90}/{'q' * 64}/{'r' * 40}": b"a prefix of 155",
}


@settings(max_examples=50)
@given(FILES)
def test_the_standard_library_reads_what_was_archived(files: dict[str, bytes]) -> None:
    archive = archive_of(files)
    assert archive is not None
    assert len(archive) % 10240 == 0
    with tarfile.open(fileobj=io.BytesIO(archive)) as found:
        members = found.getmembers()
        assert [member.name for member in members] == sorted(files)
        for member in members:
            content = found.extractfile(member)
            assert content is not None
            assert content.read() == files[member.name]
            assert (member.mode, member.uid, member.gid, member.mtime) == (0o644, 0, 0, 0)


def test_a_path_that_the_format_cannot_hold_has_no_archive() -> None:
    assert archive_of({"x" * 100: b""}) is not None
    assert archive_of({"x" * 101: b""}) is None
    assert archive_of({f"a/{'x' * 101}": b""}) is None
    assert archive_of({f"{'p' * 99}/{'q' * 60}": b""}) is not None
    assert archive_of({f"{'p' * 156}/{'q' * 40}": b""}) is None


@pytest.mark.skipif(shutil.which("tar") is None, reason="tar is not installed")
def test_gnu_tar_makes_the_same_bytes(tmp_path: Path) -> None:
    for path, data in DEEP.items():
        place = tmp_path / "artifact" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        place.chmod(0o600)
    command = (
        "find . -type f -printf '%P\\n' | LC_ALL=C sort | tar --create --format=ustar --no-recursion --mtime=@0 "
        "--owner=0 --group=0 --numeric-owner --mode=0644 --files-from=-"
    )
    made = subprocess.run(["sh", "-c", command], cwd=tmp_path / "artifact", check=True, capture_output=True)
    assert made.stdout == archive_of(DEEP)
