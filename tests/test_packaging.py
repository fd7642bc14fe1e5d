"""What `pip install` gives: a working `gate` that carries its data."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
import yaml

from gate.sandbox.images.definition import catalogue, lock, tree
from gate.system.resources import resource
from tests.once import once

ROOT = Path(__file__).resolve().parents[1]
PROJECT = ROOT / "pyproject.toml"
DATA = ("sandboxes", "lean", "examples")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
OFFLINE = ("--no-index", "--no-deps", "--no-build-isolation", "--quiet")


def filled(folder: Path, suffix: str) -> Path:
    (found,) = folder.glob(f"*{suffix}")
    return found


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked source distribution."""

    def build(folder: Path) -> None:
        command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)]
        subprocess.run(command, cwd=ROOT, check=True)
        with tarfile.open(filled(folder, ".tar.gz")) as tar:
            tar.extractall(folder, filter="data")

    archive = filled(once(tmp_path_factory, "sdist", build), ".tar.gz")
    return archive.with_name(archive.name.removesuffix(".tar.gz"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from the source distribution, as pip would from an index."""

    def build(folder: Path) -> None:
        subprocess.run([*PIP, "wheel", *OFFLINE, "--wheel-dir", str(folder), str(sdist)], check=True)

    return filled(once(tmp_path_factory, "wheel", build), ".whl")


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new virtual environment with the wheel, which finds what gate depends on in the tests' environment."""

    def build(folder: Path) -> None:
        venv.create(folder, symlinks=True, with_pip=False)
        subprocess.run([*PIP, "--python", str(folder / "bin/python"), "install", *OFFLINE, str(wheel)], check=True)
        (site,) = folder.glob("lib/python3.*/site-packages")
        (site / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n")

    return once(tmp_path_factory, "environment", build)


@pytest.fixture(scope="module")
def site(environment: Path) -> Path:
    """Where gate was installed from the wheel."""
    (folder,) = environment.glob("lib/python3.*/site-packages")
    return folder


def installed(environment: Path, *arguments: str) -> str:
    """What the environment's Python prints, started in another folder than the checkout."""
    python = environment / "bin" / "python"
    done = subprocess.run([python, *arguments], cwd=environment, check=True, capture_output=True, text=True)
    return done.stdout


def test_data_files_are_all_there_and_unchanged(site: Path) -> None:
    for name in DATA:
        assert tree(site / "gate" / "_data" / name) == tree(resource(name))


def test_nothing_else_travels(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert all(name.startswith(("gate/", "verification_gate-")) for name in names)
    assert not [name for name in names if name.endswith((".pyc", ".olean", ".db")) or "__pycache__" in name]
    assert "gate/py.typed" in names


def test_the_installed_gate_uses_its_own_data(environment: Path, site: Path) -> None:
    code = (
        "import json; from gate.system.resources import resource\n"
        f"print(json.dumps([str(resource(name)) for name in {DATA!r}]))"
    )
    assert json.loads(installed(environment, "-c", code)) == [str(site / "gate" / "_data" / name) for name in DATA]


def test_an_image_has_the_same_lock_from_a_wheel_and_from_a_checkout(environment: Path) -> None:
    code = (
        "import json; from gate.sandbox.images.definition import catalogue, lock\n"
        "print(json.dumps({name: lock(name).hex for name in catalogue()}))"
    )
    assert json.loads(installed(environment, "-c", code)) == {name: lock(name).hex for name in catalogue()}


def gate(environment: Path, *arguments: str) -> str:
    done = subprocess.run(
        [environment / "bin" / "gate", *arguments], cwd=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def test_the_console_script_answers(environment: Path) -> None:
    assert "submit" in gate(environment, "--help")
    assert tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"] in gate(environment, "--version")
    schema = json.loads(gate(environment, "schema", "policy"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


LISTING = """
import json
from gate.engine.demo import load_demo
from gate.engine.inputs.files import read_folder
from gate.model.artifact import artifact_listing
from gate.model.digest import Digest
from gate.system.resources import resource

folder = resource("examples")
folders = [folder / case.artifact for case in load_demo(folder)]
print(json.dumps({path.name: str(Digest.of_json(artifact_listing(read_folder(path)))) for path in folders}))
"""
"""Prints the identity of each artifact of the demo."""


def listing_of(*before: str, python: Path | str = sys.executable, cwd: Path = ROOT) -> dict[str, str]:
    done = subprocess.run([*before, python, "-c", LISTING], cwd=cwd, check=True, capture_output=True, text=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_the_demos_artifacts_are_the_same_from_a_wheel(environment: Path, site: Path) -> None:
    """What pip compiles beside them, and what an import leaves there, is no part of them."""
    expected, python = listing_of(), environment / "bin" / "python"
    assert listing_of(python=python, cwd=environment) == expected
    examples = site / "gate" / "_data" / "examples"
    code = f"import compileall; compileall.compile_dir({str(examples)!r}, quiet=2)"
    subprocess.run([python, "-c", code], check=True)
    assert list(examples.rglob("__pycache__"))
    assert listing_of(python=python, cwd=environment) == expected


def test_the_demo_needs_no_writable_installation(environment: Path, site: Path) -> None:
    mount = f"mount --bind {site} {site}; mount -o remount,bind,ro {site}; ! touch {site}/x 2>/dev/null"
    inside = ("unshare", "--map-root-user", "--mount", "sh", "-ec", f'{mount}\nexec "$@"', "sh")
    assert listing_of(*inside, python=environment / "bin" / "python", cwd=environment) == listing_of()


@pytest.mark.docker
def test_the_demo_runs_from_a_wheel(environment: Path, tmp_path: Path) -> None:
    report = json.loads(gate(environment, "demo", "--quiet", "--json", "--keep", str(tmp_path / "store")))
    assert report["met"], report
    assert len(report["cases"]) >= 6


def test_the_source_distribution_has_what_a_packager_and_a_reader_need(sdist: Path) -> None:
    for name in (
        "docs/design.md",
        "CHANGELOG.md",
        "CITATION.cff",
        "SECURITY.md",
        "LICENSE",
        "Makefile",
        "scripts/check",
    ):
        assert (sdist / name).read_bytes() == (ROOT / name).read_bytes()
    pages = {str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md")}
    assert pages == {str(path.relative_to(sdist)) for path in (sdist / "docs").rglob("*.md")}
    assert (sdist / "tests" / "interop" / "npm" / "recorded.json").is_file()
    assert not [path for path in sdist.rglob("*") if path.name in ("node_modules", ".venv", "__pycache__")]


def test_the_citation_is_of_this_version() -> None:
    """The members that the Citation File Format 1.2.0 requires, of the types that it gives them."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    version = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"]
    assert (citation["cff-version"], citation["type"], citation["version"]) == ("1.2.0", "software", version)
    assert all(isinstance(citation[name], str) for name in ("message", "title", "abstract", "license"))
    assert all(author.keys() <= {"name", "website"} for author in citation["authors"])
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
