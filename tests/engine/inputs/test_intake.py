"""What somebody else wrote is read once, never followed, and refused with code, place and fault."""

import json
import os
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from gate.engine.inputs.files import LEFT_OUT
from gate.engine.inputs.intake import load, preflight
from gate.model.errors import Fault, InputError
from tests.samples import record_document

MANIFEST = 'contract = "gate-artifact-v1"\n[body]\nkind = "lean-proof"\nfiles = ["Solution.lean"]\n'


def refused(record_file, artifact_folder, claim=None) -> InputError:
    with pytest.raises(InputError) as caught:
        load(record_file, artifact_folder, claim)
    assert caught.value.exit_code == 2
    return caught.value


def test_a_good_submission_is_read(record_file, artifact_folder):
    intake = load(record_file, artifact_folder, "c1")
    assert preflight(intake).passed
    assert set(intake.artifact_files) == {"artifact.toml", "Solution.lean"}


def symlink(folder):
    (folder / "Solution.lean").unlink()
    (folder / "Solution.lean").symlink_to("/etc/passwd")


def linked_folder(folder):
    (folder / "more").symlink_to("/etc")


def fifo(folder):
    os.mkfifo(folder / "pipe")


def device(folder):
    os.mknod(folder / "null", 0o600 | 0o020000, os.makedev(1, 3))


def sparse_gibibyte(folder):
    with open(folder / "big", "wb") as file:
        file.truncate(1 << 30)


def dotfile(folder):
    (folder / ".hidden").write_bytes(b"")


def newline_name(folder):
    (folder / "a\nb").write_bytes(b"")


def undecodable_name(folder):
    with open(os.fsencode(folder) + b"/\xff", "wb"):
        pass


def many_files(folder):
    for number in range(1001):
        (folder / f"f{number}").write_bytes(b"")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (symlink, "artifact.not-a-file"),
        (linked_folder, "artifact.not-a-file"),
        (fifo, "artifact.not-a-file"),
        (device, "artifact.not-a-file"),
        (sparse_gibibyte, "artifact.too-large"),
        (dotfile, "artifact.bad-name"),
        (newline_name, "artifact.bad-name"),
        (undecodable_name, "artifact.bad-name"),
        (many_files, "artifact.too-many-files"),
    ],
)
def test_hostile_folders_are_refused(record_file, artifact_folder, spoil, code):
    spoil(artifact_folder)
    error = refused(record_file, artifact_folder)
    assert (error.code, error.fault) == (code, Fault.ARTIFACT)
    assert error.where


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"\xff", "artifact.not-utf8"),
        (b"contract = ", "artifact.malformed"),
        (b'contract = "a"\ncontract = "b"\n', "artifact.malformed"),
        (b'contract = "gate-artifact-v9"\n', "artifact.unknown-contract"),
        (b'contract = "gate-artifact-v1"\n', "artifact.missing-field"),
        (MANIFEST.encode() + b"extra = 1\n", "artifact.unknown-field"),
        (MANIFEST.replace('"lean-proof"', '"magic"').encode(), "artifact.wrong-value"),
        (MANIFEST.replace('"Solution.lean"', '"../Solution.lean"').encode(), "artifact.wrong-value"),
        (MANIFEST.replace('["Solution.lean"]', "5").encode(), "artifact.wrong-value"),
    ],
)
def test_a_wrong_manifest_is_refused(record_file, artifact_folder, text, code):
    (artifact_folder / "artifact.toml").write_bytes(text)
    assert refused(record_file, artifact_folder).code == code


def test_an_artifact_of_the_wrong_kind_is_refused(record_file, artifact_folder):
    manifest = MANIFEST.replace("lean-proof", "script") + 'argv = ["python3", "/in/artifact/Solution.lean"]\n'
    (artifact_folder / "artifact.toml").write_text(manifest)
    assert refused(record_file, artifact_folder).code == "artifact.wrong-kind"


def test_a_missing_folder_and_a_missing_manifest_are_told_apart(record_file, artifact_folder, tmp_path):
    assert refused(record_file, tmp_path / "nowhere").code == "artifact.not-a-folder"
    (artifact_folder / "artifact.toml").unlink()
    assert refused(record_file, artifact_folder).code == "artifact.no-manifest"


def test_an_unknown_claim_lists_the_known_ones(record_file, artifact_folder):
    error = refused(record_file, artifact_folder, "c7")
    assert error.code == "claim.unknown"
    assert "c1" in error.hint


def test_a_claim_without_specification_is_the_claims_fault(record_file, artifact_folder):
    document = record_document()
    del document["claims"][0]["challenge"]
    record_file.write_text(json.dumps(document))
    error = refused(record_file, artifact_folder)
    assert (error.code, error.fault) == ("claim.no-specification", Fault.CLAIM)


def test_a_claim_file_that_differs_from_its_pin_is_refused(record_file, artifact_folder):
    document = record_document()
    document["claims"][0]["challenge"]["files"][0]["sha256"] = "0" * 64
    record_file.write_text(json.dumps(document))
    error = refused(record_file, artifact_folder)
    assert (error.code, error.fault) == ("claim.digest-differs", Fault.CLAIM)


def test_a_missing_claim_file_and_a_linked_record_are_refused(record_file, artifact_folder):
    challenge = record_file.parent / "Challenge.lean"
    challenge.unlink()
    assert refused(record_file, artifact_folder).code == "claim.missing-file"
    challenge.write_text("")
    link = record_file.parent / "link.json"
    link.symlink_to(record_file)
    assert refused(link, artifact_folder).code == "record.not-a-file"


@pytest.mark.parametrize("name", ["x.txt", "notes/todo.md", "Solution.olean", "Thumbs.dbx", "cache__pycache__"])
def test_an_undeclared_file_is_a_slip_and_no_cheat(record_file, artifact_folder, name):
    path = artifact_folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    error = refused(record_file, artifact_folder)
    assert (error.code, error.fault, error.where) == ("artifact.undeclared-file", Fault.ARTIFACT, str(path))
    assert error.hint == "remove it"


def test_the_line_to_add_is_said_where_one_can_be_added(record_file, artifact_folder):
    for name in ("More.lean", "Part.lean"):
        (artifact_folder / name).write_text("\n")
    error = refused(record_file, artifact_folder)
    assert "'More.lean' and 1 more" in error.message
    line = 'files = ["Solution.lean", "More.lean", "Part.lean"]'
    assert error.hint == f"remove it, or write in artifact.toml: {line}"
    manifest = artifact_folder / "artifact.toml"
    manifest.write_text(manifest.read_text().replace('files = ["Solution.lean"]', line))
    assert preflight(load(record_file, artifact_folder, None)).passed


LEFT_BEHIND = (
    *("__pycache__/main.cpython-311.pyc", ".DS_Store", "._Solution.lean", "Thumbs.db", "desktop.ini", ".directory"),
    *("Solution.lean~", ".Solution.lean.swp", ".Solution.lean.swo", ".#Solution.lean", "#Solution.lean#"),
    *(".git/HEAD", ".gitignore", ".gitattributes", ".hg/store", ".svn/entries", ".idea/x.xml", ".vscode/settings.json"),
    *(".mypy_cache/x", ".pytest_cache/x", ".ruff_cache/x", ".ipynb_checkpoints/x.ipynb", ".lake/build/x.olean"),
)


def test_what_tools_leave_behind_is_no_part_of_an_artifact(record_file, artifact_folder):
    before = load(record_file, artifact_folder, None)
    for name in LEFT_BEHIND:
        path = artifact_folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    os.symlink("/etc", artifact_folder / "notes~")
    after = load(record_file, artifact_folder, None)
    assert (after.artifact_files, after.artifact_digest) == (before.artifact_files, before.artifact_digest)
    assert preflight(after).passed


def test_every_name_that_is_left_out_is_tried_and_on_the_page():
    parts = {part for name in LEFT_BEHIND for part in name.split("/")}
    page = (Path(__file__).parents[3] / "docs" / "architecture.md").read_text("utf-8")
    for pattern in LEFT_OUT:
        assert any(fnmatchcase(part, pattern) for part in parts), pattern
        assert f"`{pattern}`" in page, pattern


def test_a_missing_declared_file_fails_the_preflight(record_file, artifact_folder):
    (artifact_folder / "Solution.lean").unlink()
    check = preflight(load(record_file, artifact_folder, None))
    assert (check.passed, check.code) == (False, "file-missing")
