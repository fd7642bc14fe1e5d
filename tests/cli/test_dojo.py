"""``gate dojo``: what it writes is judged like any other submission."""

import json
import subprocess
from pathlib import Path
from unittest.mock import Mock

import pytest

from tests.samples import record_document

SOURCE = "namespace Sums\ntheorem swap (a b : Nat) : a + b = b + a := by\n  exact Nat.add_comm a b\nend Sums\n"


@pytest.fixture
def clone(tmp_path):
    folder = tmp_path / "clone"
    (folder / "Lib").mkdir(parents=True)
    (folder / "Lib" / "Sums.lean").write_text(SOURCE)
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "--quiet"], ["add", "."], [*identity, "commit", "--quiet", "-m", "one"]):
        subprocess.run(["git", "-C", str(folder), *command], check=True)
    shown = subprocess.run(["git", "-C", str(folder), "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    return folder, shown.stdout.strip()


@pytest.mark.docker
@pytest.mark.parametrize(("proof", "code"), [("by omega", 0), ("by\n  exact @sorryAx _ false", 1)])
def test_a_spliced_proof_is_judged(gate, clone, tmp_path, proof, code):
    folder, commit = clone
    out = tmp_path / "out"
    assert gate("dojo", folder, commit, "Lib/Sums.lean", "Sums.swap", "--proof", proof, "-o", out).code == 0
    record = record_document(claims=[json.loads((out / "claim.json").read_text())])
    (out / "record.json").write_text(json.dumps(record))
    gate("init")
    assert gate("submit", out / "record.json", out / "artifact").code == code


def test_what_cannot_be_spliced_is_a_usage_error(gate, clone, tmp_path):
    folder, commit = clone
    done = gate("dojo", folder, commit, "Lib/Sums.lean", "Sums.none", "--proof", "rfl", "-o", tmp_path / "out")
    assert done.code == 2
    assert "error[dojo." in done.err
    assert not (tmp_path / "out").exists()
    done = gate("dojo", folder, "HEAD", "Lib/Sums.lean", "Sums.swap", "--proof", "rfl", "-o", tmp_path / "out")
    assert (done.code, "error[dojo.commit]" in done.err) == (2, True)


def test_a_folder_is_written_whole_or_not_at_all(gate, clone, tmp_path, monkeypatch):
    folder, commit = clone
    words = ("dojo", folder, commit, "Lib/Sums.lean", "Sums.swap", "--proof", "by omega", "-o", tmp_path / "out")
    monkeypatch.setattr(Path, "rename", Mock(side_effect=OSError(28, "No space left on device")))
    done = gate(*words)
    assert (done.code, "error[dojo.write]" in done.err) == (4, True)
    assert [path.name for path in tmp_path.iterdir() if path.name != "clone"] == []
    monkeypatch.undo()
    assert gate(*words).code == 0
    assert sorted(path.name for path in (tmp_path / "out").rglob("*") if path.is_file()) == [
        "Challenge.lean",
        "Solution.lean",
        "artifact.toml",
        "claim.json",
    ]
    done = gate(*words)
    assert (done.code, "error[dojo.exists]" in done.err) == (2, True)
