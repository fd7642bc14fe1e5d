"""``gate record pin``: what it prints and how it ends."""

import json

import pytest

from tests.samples import record_document


@pytest.fixture
def unpinned(record_file):
    document = record_document()
    del document["claims"][0]["challenge"]["files"][0]["sha256"]
    record_file.write_text(json.dumps(document))
    return record_file


def test_a_refused_submission_names_the_command_that_mends_it(gate, unpinned, artifact_folder):
    gate("init")
    done = gate("submit", unpinned, artifact_folder)
    assert (done.code, "error[claim.unpinned-file]" in done.err) == (2, True)
    assert len(gate("log", "tail", "--json").json["entries"]) == 1
    command = done.err.partition("hint: ")[2].splitlines()[0]
    assert command == f"gate record pin {unpinned}"
    assert gate("record", "pin", "--check", unpinned).code == 1
    pinned = gate(*command.split()[1:])
    assert (pinned.code, pinned.out.splitlines()[-1]) == (0, f"Wrote {unpinned}: 1 file")
    looked = gate("record", "pin", "--check", unpinned)
    assert (looked.code, looked.out.splitlines()[-1]) == (0, f"Looked at {unpinned}: 1 file")
    assert gate("submit", unpinned, artifact_folder, env={"DOCKER_HOST": "unix:///nowhere/docker.sock"}).code == 4


def test_a_file_that_was_exchanged_or_is_gone_is_an_integrity_failure(gate, record_file):
    gate("init")
    challenge = record_file.parent / "Challenge.lean"
    challenge.write_text("theorem add_comm' (a b : Nat) : True := sorry\n")
    for words in (("record", "pin"), ("record", "pin", "--check"), ("show",), ("history",)):
        assert gate(*words, record_file).code == 5, words
    assert gate("log", "verify", "--record", record_file).code == 5
    assert gate("record", "pin", "--replace", record_file).out.startswith("differs   claim c1  Challenge.lean  sha256:")
    assert gate("show", record_file).code == 0
    challenge.unlink()
    assert gate("record", "pin", record_file).code == 2
    assert gate("record", "pin", "--check", record_file).code == 5
    assert gate("show", record_file).code == 5
