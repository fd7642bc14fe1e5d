"""Definitions of images and their lock digests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gate.model.errors import InfrastructureError, UsageError
from gate.sandbox.images.definition import BASE, build_inputs, catalogue, load, lock, overlay
from tests.sandbox.catalogues import Catalogue


@pytest.fixture
def extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    found = Catalogue(tmp_path, "true\n")
    found.use(monkeypatch)
    return found


def test_the_projects_catalogue() -> None:
    assert set(catalogue()) >= {"base", "python", "lean-core", "lean-elan"}
    assert [name for name in catalogue() if load(name).network] == ["lean-elan"]
    assert b"localhost" in overlay()["etc/hosts"]
    assert b"gate:x:20000:20000:" in overlay()["etc/passwd"]


@pytest.mark.parametrize("name", ["python", "lean-core"])
def test_requirements_are_pinned_by_digest(name: str) -> None:
    lines = [line for line in build_inputs(name)["requirements.txt"].decode().splitlines() if "==" in line]
    assert lines
    assert build_inputs(name)["requirements.txt"].count(b"--hash=sha256:") >= len(lines)


def test_an_unknown_image_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no image 'pyhton'") as caught:
        load("pyhton")
    assert "python" in str(caught.value.hint)


def test_a_lock_repeats(extra: Catalogue) -> None:
    assert lock(extra.name) == lock(extra.name)
    assert len({lock(name) for name in catalogue()}) == len(catalogue())


CHANGES: dict[str, Callable[[Catalogue], Path]] = {
    "build script": lambda extra: extra.folder / "build.sh",
    "definition": lambda extra: extra.folder / "image.toml",
    "source in a folder": lambda extra: extra.root / "extra" / "note.txt",
    "supervisor": lambda extra: extra.root / "sandboxes" / "supervisor" / "supervisor.py",
    "installer": lambda extra: extra.root / "sandboxes" / "installer.txt",
    "base": lambda extra: extra.root / "sandboxes" / "base" / "image.toml",
    "file of the base": lambda extra: extra.root / "sandboxes" / "base" / "files" / "etc" / "hosts",
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_anything_that_goes_in_changes_the_lock(extra: Catalogue, what: str) -> None:
    before = lock(extra.name)
    path = CHANGES[what](extra)
    old = path.read_text()
    path.write_text(
        old.replace('description = "', 'description = "changed: ') if path.suffix == ".toml" else f"{old}#\n"
    )
    assert lock(extra.name) != before
    path.write_text(old)
    assert lock(extra.name) == before


def test_a_new_file_changes_the_lock_and_caches_do_not(extra: Catalogue) -> None:
    before = lock(extra.name)
    (extra.root / "extra" / "__pycache__").mkdir()
    (extra.root / "extra" / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert lock(extra.name) == before
    (extra.root / "extra" / "new").write_bytes(b"")
    assert lock(extra.name) != before


def test_other_images_keep_their_lock(extra: Catalogue) -> None:
    before = lock("python"), lock(BASE)
    (extra.folder / "build.sh").write_text("false\n")
    assert (lock("python"), lock(BASE)) == before


def test_a_missing_source_and_a_malformed_definition_say_so(extra: Catalogue) -> None:
    (extra.folder / "image.toml").write_text('description = "x"\nsources = ["extra/gone"]\n')
    with pytest.raises(InfrastructureError, match="extra/gone") as caught:
        lock(extra.name)
    assert caught.value.code == "image.definition"
    (extra.folder / "image.toml").write_text('description = "x"\nnetwrok = true\n')
    with pytest.raises(InfrastructureError, match="netwrok"):
        load(extra.name)
    (extra.folder / "image.toml").write_text("description = \n")
    with pytest.raises(InfrastructureError, match=r"image\.toml"):
        load(extra.name)
