"""No image holds a published value of an example claim: planted ones are found, and the real image has none."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import zipfile
from pathlib import Path

import pytest

from gate.model.errors import InfrastructureError
from gate.model.policy import RunLimits
from gate.model.published import PublishedValues
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.images.answers import check_without_answers, published_examples
from gate.sandbox.images.build import build
from gate.sandbox.images.layer import Layer, pack
from gate.sandbox.interface import RunSpec
from tests.sandbox.catalogues import Catalogue, engine

NORRIS = "-0.262323073774029"
VALUES = PublishedValues([NORRIS])
TEXT = b"certified -0.262323073774029 end\n" * 20


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "docker" not in request.keywords:
        monkeypatch.setenv("GATE_CACHE", str(tmp_path / "cache"))


def layer(folder: Path, content: bytes) -> Layer:
    with (folder / "layer.tar").open("wb") as sink:
        pack({"usr/lib/a.txt": b"nothing", "usr/lib/data.bin": content}, sink)
    return Layer.open(folder / "layer.tar")


def zipped(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner", content)
    return buffer.getvalue()


PLANTED = {
    "text": (TEXT, "text", "usr/lib/data.bin"),
    "little": (b"x" + struct.pack("<d", float(NORRIS)), "little-endian double", "usr/lib/data.bin"),
    "big": (struct.pack(">d", float(NORRIS)), "big-endian double", "usr/lib/data.bin"),
    "gzip": (gzip.compress(TEXT), "text", "usr/lib/data.bin!"),
    "bz2": (bz2.compress(TEXT), "text", "usr/lib/data.bin!"),
    "xz": (lzma.compress(TEXT), "text", "usr/lib/data.bin!"),
    "zip": (zipped(TEXT), "text", "usr/lib/data.bin!inner"),
    "gzip in zip": (zipped(gzip.compress(TEXT)), "text", "usr/lib/data.bin!inner!"),
}


@pytest.mark.parametrize(("content", "form", "inside"), PLANTED.values(), ids=PLANTED)
def test_a_planted_value_is_named_with_its_file(tmp_path: Path, content: bytes, form: str, inside: str) -> None:
    for _ in range(2):  # what was refused once is not taken for looked through
        with pytest.raises(InfrastructureError) as caught:
            check_without_answers("python", layer(tmp_path, content), VALUES)
        assert (caught.value.code, caught.value.where) == ("image.holds-answer", "usr/lib/data.bin")
        assert f"{NORRIS} ({form}) in {inside}" in caught.value.message


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\x1f\x8bbroken", b"BZh9broken", b"\xfd7zXZ\x00broken"])
def test_what_cannot_be_unpacked_is_looked_at_as_it_is(tmp_path: Path, content: bytes) -> None:
    check_without_answers("python", layer(tmp_path, content), VALUES)
    with pytest.raises(InfrastructureError):
        check_without_answers("python", layer(tmp_path, content + TEXT), VALUES)


def test_the_same_bytes_are_looked_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clean = layer(tmp_path, b"clean")
    check_without_answers("python", clean, VALUES)
    monkeypatch.setattr(Layer, "files", lambda self: pytest.fail("looked again"))
    check_without_answers("python", clean, VALUES)
    with pytest.raises(pytest.fail.Exception):
        check_without_answers("python", clean, PublishedValues(["1.00211681802045"]))


def test_the_examples_values_are_known() -> None:
    values = published_examples()
    for text in ("1.00211681802045", NORRIS, "-3482258.63459582", "-39.9197", "0.226073200069370"):
        assert values.find(text.encode())


PLANTING = """mkdir -p /layer/opt
python3 -c 'import gzip; open("/layer/opt/r", "wb").write(gzip.compress(b"slope 1.00211681802045 " * 9))'
"""


@pytest.mark.docker
def test_an_image_with_an_answer_is_not_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extra = Catalogue(tmp_path / "project", PLANTING)
    extra.use(monkeypatch)
    with engine(extra.name) as client:
        with pytest.raises(InfrastructureError) as caught:
            build([extra.name])
        assert (caught.value.code, caught.value.where) == ("image.holds-answer", "opt/r")
        assert "1.00211681802045" in caught.value.message
        assert not client.images(filters={"label": f"gate.name={extra.name}"})


LOADERS = """
import glob, sys
import statsmodels.datasets as s, sklearn.datasets as k
for load in (s.longley.load, s.nile.load, s.engel.load, s.stackloss.load, s.spector.load, s.grunfeld.load, k.load_iris):
    try:
        load()
    except FileNotFoundError:
        continue
    sys.exit(f"{load} found its data")
site = s.__file__.partition("statsmodels/")[0]
left = [n for p in ("test", "tests") for n in glob.glob(f"{site}**/{p}", recursive=True)]
left += glob.glob(f"{site}**/*.dat", recursive=True) + glob.glob(f"{site}**/*.csv*", recursive=True)
sys.exit(str(left[:5]) if left else 0)
"""


@pytest.mark.docker
def test_the_libraries_hold_no_tests_and_no_data_sets(sandbox: DockerSandbox) -> None:
    spec = RunSpec(
        image=sandbox.image_id("python"),
        argv=("python3", "-I", "-c", LOADERS),
        limits=RunLimits(wall_s=300, cpu_s=300, memory_bytes=2 << 30),
    )
    result = sandbox.run(spec)
    assert result.clean, result.stderr.kept.decode()
