import io
import tarfile

import pytest

from gate.model.errors import InfrastructureError
from gate.sandbox.images.image_files import regular_files


def archive(*members: tuple[str, bytes, bytes]) -> bytes:
    """A tar of (name, type, content)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, kind, content in members:
            member = tarfile.TarInfo(name)
            member.type = kind
            member.size = len(content)
            member.linkname = "target" if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE) else ""
            tar.addfile(member, io.BytesIO(content))
    return out.getvalue()


def test_names_are_relative_to_the_folder() -> None:
    data = archive(("lib", tarfile.DIRTYPE, b""), ("lib/a", b"0", b"1"), ("lib/b/c", b"0", b""))
    assert regular_files(data, "/opt/lib/") == {"a": b"1", "b/c": b""}


def test_links_and_devices_are_left_out() -> None:
    data = archive(("lib/s", tarfile.SYMTYPE, b""), ("lib/d", tarfile.CHRTYPE, b""), ("lib/f", tarfile.FIFOTYPE, b""))
    assert regular_files(data, "/lib") == {}


@pytest.mark.parametrize("data", [b"", b"no tar at all" * 100, archive(("lib/a", b"0", b"x" * 5000))[:2000]])
def test_a_broken_archive_is_the_engines_fault(data: bytes) -> None:
    with pytest.raises(InfrastructureError) as caught:
        regular_files(data, "/lib")
    assert caught.value.code == "image.archive"


@pytest.mark.parametrize("names", [("lib/a", "lib/a"), ("lib/../../etc/passwd",)])
def test_unexpected_members_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(InfrastructureError):
        regular_files(archive(*((name, b"0", b"x") for name in names)), "/lib")
