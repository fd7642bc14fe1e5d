"""Wheels for images, from a folder instead of a package index."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from gate.model.digest import Digest
from gate.model.errors import InfrastructureError
from gate.sandbox.images.wheels import wheels
from gate.system.cache import cache_folder


@pytest.fixture(autouse=True)
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only wheels in ``tmp_path/index`` can be had."""
    monkeypatch.setenv("GATE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    (tmp_path / "index").mkdir()


def wheel(folder: Path, tags: str) -> Digest:
    """A wheel of the distribution ``probe`` in ``folder``; its digest."""
    info = "probe-1.0.dist-info"
    path = folder / f"probe-1.0-{tags}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: probe\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tags}\n")
        archive.writestr(f"{info}/RECORD", "")
    return Digest.of(path.read_bytes())


def requirements(folder: Path, digest: Digest) -> Path:
    path = folder / "requirements.txt"
    path.write_text(f"probe==1.0 --hash={digest}\n")
    return path


@pytest.mark.parametrize(
    "tags", ["py3-none-any", "cp311-cp311-manylinux_2_35_x86_64", "cp311-abi3-manylinux2014_x86_64"]
)
def test_what_the_images_python_can_use_is_taken(tmp_path: Path, tags: str) -> None:
    digest = wheel(tmp_path / "index", tags)
    (found,) = wheels([requirements(tmp_path, digest)], "x86_64")
    assert found.is_relative_to(cache_folder())
    assert Digest.of(found.read_bytes()) == digest


@pytest.mark.parametrize(
    "tags", ["cp312-cp312-manylinux_2_17_x86_64", "py3-none-manylinux_2_39_x86_64", "py3-none-win_amd64"]
)
def test_what_it_cannot_use_is_not(tmp_path: Path, tags: str) -> None:
    digest = wheel(tmp_path / "index", tags)
    with pytest.raises(InfrastructureError) as caught:
        wheels([requirements(tmp_path, digest)], "x86_64")
    assert caught.value.code == "image.wheels-failed"


def test_another_digest_is_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    wheel(tmp_path / "index", "py3-none-any")
    with pytest.raises(InfrastructureError, match=r"(?i)hash") as caught:
        wheels([requirements(tmp_path, Digest.of(b"other"))], "x86_64")
    assert caught.value.code == "image.wheels-failed"
    assert not list(cache_folder().rglob("*.whl"))


def test_the_second_time_nothing_is_downloaded(tmp_path: Path) -> None:
    locked = requirements(tmp_path, wheel(tmp_path / "index", "py3-none-any"))
    first = wheels([locked], "x86_64")
    (tmp_path / "index" / "probe-1.0-py3-none-any.whl").unlink()
    assert wheels([locked], "x86_64") == first
