"""A toolchain's image is read once, and after that its library file by file from the cache."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from gate.lean.compile.toolchain import Toolchains
from gate.lean.core.names import Name
from gate.lean.olean.cache import OleanCache
from gate.model.digest import Digest
from gate.model.errors import Fault, InfrastructureError, InputError
from gate.sandbox.interface import RunResult, RunSpec
from tests.lean.mini import TWO, Mini
from tests.lean.sides import BASE, compiled

DESCRIPTION = {"lean": "4.35.0", "library_sha256": "2" * 64, "lean_path": ["/gate/first", "/gate/second"]}
OLEAN = compiled(Mini(), Mini().constants.values()).olean


@dataclass
class Image:
    """A sandbox that only knows files of images: folder or file → contents by relative path."""

    files: Mapping[str, Mapping[str, bytes]]
    reads: list[str] = field(default_factory=list)

    def image_id(self, name: str) -> str:
        return f"sha256:{Digest.of(name.encode()).hex}"

    def image_files(self, image: str, folder: str) -> Mapping[str, bytes]:
        self.reads.append(folder)
        if folder not in self.files:
            raise InfrastructureError("image.no-folder", f"{folder} is not there")
        return self.files[folder]

    def run(self, spec: RunSpec) -> RunResult:
        raise AssertionError("nothing runs")

    def self_test(self, image: str) -> Digest:
        raise AssertionError("nothing runs")


def image(description: object = DESCRIPTION) -> Image:
    return Image(
        {
            "/gate/toolchain.json": {"toolchain.json": json.dumps(description).encode()},
            "/gate/first": {"Base.olean": OLEAN, "README": b"not compiled"},
            "/gate/second": {"Base.olean": b"hidden by the first", "Other.olean": b"never read"},
        }
    )


def test_the_description_and_the_library_are_read(tmp_path: Path) -> None:
    toolchain, library = Toolchains(OleanCache(tmp_path)).load(image(), "lean-core")
    assert (toolchain.name, toolchain.description.lean) == ("lean-core", "4.35.0")
    assert library.listing == {
        "Base.olean": str(Digest.of(OLEAN)),
        "Other.olean": str(Digest.of(b"never read")),
    }
    assert library.scope([BASE]).owner[TWO] == BASE
    assert library.compiled(BASE).olean == OLEAN
    with pytest.raises(KeyError):
        library.compiled(Name.of("Nowhere"))


def test_an_image_is_read_once(tmp_path: Path) -> None:
    sandbox = image()
    toolchains = Toolchains(OleanCache(tmp_path))
    assert toolchains.load(sandbox, "lean-core") is toolchains.load(sandbox, "lean-core")
    first = len(sandbox.reads)
    _, library = Toolchains(OleanCache(tmp_path)).load(sandbox, "lean-core")
    assert library.compiled(BASE).olean == OLEAN
    assert len(sandbox.reads) == first


def test_a_library_file_that_the_cache_has_damaged_is_taken_from_the_image(tmp_path: Path) -> None:
    sandbox, cache = image(), OleanCache(tmp_path)
    listing = Toolchains(cache).load(sandbox, "lean-core")[1].listing
    _, library = Toolchains(cache).load(sandbox, "lean-core")
    for file in tmp_path.rglob(Digest.of(OLEAN).hex):
        file.write_bytes(b"damaged")
    assert library.compiled(BASE).olean == OLEAN
    _, again = Toolchains(cache).load(sandbox, "lean-core")
    first = len(sandbox.reads)
    assert again.compiled(BASE).olean == OLEAN  # and the cache has been mended
    assert (len(sandbox.reads), again.listing) == (first, listing)


def test_without_a_usable_cache_everything_comes_from_the_image(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    _, library = Toolchains(OleanCache(tmp_path / "file" / "below")).load(image(), "lean-core")
    assert library.compiled(BASE).olean == OLEAN
    assert set(library.listing) == {"Base.olean", "Other.olean"}


def test_an_image_without_toolchain_is_the_claims_fault(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Toolchains(OleanCache(tmp_path)).load(Image({}), "python")
    assert (caught.value.code, caught.value.fault) == ("claim.no-toolchain", Fault.CLAIM)


@pytest.mark.parametrize("description", [{}, [], {**DESCRIPTION, "lean": ""}, {**DESCRIPTION, "lean_path": []}])
def test_an_image_that_describes_itself_wrongly_is_the_machines_fault(tmp_path: Path, description: object) -> None:
    with pytest.raises(InfrastructureError) as caught:
        Toolchains(OleanCache(tmp_path)).load(image(description), "lean-core")
    assert "gate sandbox build lean-core" in (caught.value.hint or "")
