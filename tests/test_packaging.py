"""What `pip install` gives: a working `gate` that carries its data."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from gate.sandbox.images.definition import catalogue, lock, tree
from gate.system.resources import resource

ROOT = Path(__file__).resolve().parents[1]
DATA = ("sandboxes", "lean", "examples")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
OFFLINE = ("--no-index", "--no-deps", "--no-build-isolation", "--quiet")


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)], cwd=ROOT, check=True)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / archive.name.removesuffix(".tar.gz")


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from the source distribution, as pip would from an index."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([*PIP, "wheel", *OFFLINE, "--wheel-dir", str(folder), str(sdist)], check=True)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with gate installed from the wheel."""
    folder = tmp_path_factory.mktemp("site")
    subprocess.run([*PIP, "install", *OFFLINE, "--target", str(folder), str(wheel)], check=True)
    return folder


def installed(site: Path, code: str, *argv: str) -> str:
    """What ``code`` prints in a Python that sees the installed gate and, for the rest, this environment."""
    start = f"import sys; sys.path.insert(0, {str(site)!r})\n"
    done = subprocess.run(
        [sys.executable, "-c", start + code, *argv], cwd=site, check=True, capture_output=True, text=True
    )
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


def test_the_installed_gate_uses_its_own_data(site: Path) -> None:
    code = (
        "import json; from gate.system.resources import resource\n"
        f"print(json.dumps([str(resource(name)) for name in {DATA!r}]))"
    )
    assert json.loads(installed(site, code)) == [str(site / "gate" / "_data" / name) for name in DATA]


def test_an_image_has_the_same_lock_from_a_wheel_and_from_a_checkout(site: Path) -> None:
    code = (
        "import json; from gate.sandbox.images.definition import catalogue, lock\n"
        "print(json.dumps({name: lock(name).hex for name in catalogue()}))"
    )
    assert json.loads(installed(site, code)) == {name: lock(name).hex for name in catalogue()}


def test_the_console_script_answers(site: Path) -> None:
    code = "sys.argv[0] = 'gate'\nfrom gate.cli.main import run\nrun()"
    assert "submit" in installed(site, code, "--help")
    assert (site / "bin" / "gate").exists()
