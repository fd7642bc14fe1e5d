"""``gate verify``: the standing is printed, the exit status is its own, and what is too old is named."""

import json

import pytest

from gate.engine.attempt.run import run_attempt
from gate.engine.inputs.intake import load
from gate.engine.workspace import Workspace
from gate.model.archive import archive_of
from gate.model.check import failed, inconclusive
from gate.model.progress import Silent
from tests.engine.conftest import FakeJudge, all_passed

ANSWERS = {
    "VERIFIED": None,
    "REJECTED": [failed("lean.axioms", "axiom-not-permitted", "it uses sorryAx")],
    "INCONCLUSIVE": [inconclusive("lean.kernel", "time-limit", "60 s were not enough")],
}


@pytest.fixture
def submit(gate, home, record_file, artifact_folder):
    """Judge the sample artifact; the attempt's id comes back."""
    gate("init")

    def judge(verdict="VERIFIED"):
        workspace = Workspace.open(home)
        intake = load(record_file, artifact_folder, None)
        answer = ANSWERS[verdict] or all_passed(intake.claim)
        try:
            done = run_attempt(workspace, intake, lambda: None, Silent(), judge=FakeJudge(answer))
        finally:
            workspace.ledger.close()
        assert done.decision.verdict == verdict
        return done.attempt.id

    return judge


@pytest.fixture
def verify(gate, home, tmp_path):
    """Make a bundle of an attempt and verify it with the log's key."""

    def bundled(attempt, *options):
        assert gate("bundle", attempt, "-o", tmp_path / "v", "--force").code == 0
        return again(*options)

    def again(*options):
        return gate("verify", tmp_path / "v", "--key", home / "keys" / "log.pub", *options)

    bundled.again = again
    return bundled


@pytest.mark.parametrize(("verdict", "code"), [("VERIFIED", 0), ("REJECTED", 1), ("INCONCLUSIVE", 4)])
def test_the_exit_status_is_the_verdicts(submit, verify, verdict, code):
    done = verify(submit(verdict))
    assert done.code == code
    assert done.out.startswith(f"{verdict}  sample-1 claim c1\n")
    assert ("Standing: VERIFIED: all" in done.out) == (code == 0)
    assert "newest entry 20" in done.out
    assert "by the log's own clock" in done.out


def test_a_revoked_verdict_exits_with_one_and_says_so(gate, submit, verify):
    attempt = submit()
    assert gate("revoke", "--attempt", attempt, "--reason", "kernel bug").code == 0
    done = verify("sample-1")
    assert done.code == 1
    assert "Standing: Unverified: the verdict was revoked: kernel bug" in done.out
    assert done.out.startswith("Unverified  ")
    assert "Reason: the verdict was revoked: kernel bug\nVerdict when it was judged: VERIFIED: " in done.out
    assert "revocation: entry" in done.out
    assert verify.again("--json").json["standing"]["status"] == "Unverified"


def test_a_retracted_claim_exits_with_one_and_says_so(gate, record_file, submit, verify):
    attempt = submit()
    gate("correct", record_file, "--kind", "erratum", "--text", "a typo")
    done = verify(attempt)
    assert (done.code, "correction: erratum: a typo" in done.out) == (0, True)
    gate("correct", record_file, "--kind", "retraction", "--text", "wrong data")
    done = verify(attempt)
    assert done.code == 1
    assert "Standing: Unverified: retracted: wrong data" in done.out


def test_every_bundle_has_its_envelopes_beside_it(gate, submit, verify, tmp_path):
    verify(submit())
    lines = (tmp_path / "v.intoto.jsonl").read_text().splitlines()
    assert [json.loads(line)["payloadType"] for line in lines] == ["application/vnd.in-toto+json"] * 2
    assert json.loads(lines[0]) in json.loads((tmp_path / "v").read_text())["envelopes"]
    (tmp_path / "v").unlink()
    done = gate("bundle", "sample-1", "-o", tmp_path / "v")
    assert (done.code, "v.intoto.jsonl" in done.err) == (2, True)


def test_the_archive_of_an_artifact_is_compared_too(submit, verify, artifact_folder, tmp_path):
    attempt = submit()
    archive = tmp_path / "artifact.tar"
    files = {path.name: path.read_bytes() for path in artifact_folder.iterdir()}
    archive.write_bytes(archive_of(files))
    for artifact in (archive, artifact_folder):
        done = verify(attempt, "--artifact", artifact)
        assert (done.code, "that you gave is the one that was judged" in done.out) == (0, True)
    archive.write_bytes(archive_of(files | {"more": b""}))
    done = verify.again("--artifact", archive)
    assert (done.code, "error[bundle.subject]" in done.err) == (5, True)


# Freshness.


def test_max_age_is_measured_by_the_newest_entry(submit, verify):
    assert verify(submit(), "--max-age", "1h").code == 0
    done = verify.again("--max-age", "0s")
    assert (done.code, "STALE: the standing is of 20" in done.out) == (4, True)
    for wrong in ("soon", "-1h", "1w", "", "1.5h"):
        assert verify.again("--max-age", wrong).code == 2


def test_a_newer_checkpoint_shows_that_the_bundle_is_older(gate, submit, verify, tmp_path):
    done = verify(submit(), "--json")
    size = done.json["size"]
    newer = tmp_path / "checkpoint"
    newer.write_text(gate("log", "checkpoint").out)
    done = verify.again("--checkpoint", newer)
    assert (done.code, "the bundle's own" in done.out) == (0, True)
    gate("correct", "sample-1", "--kind", "retraction", "--text", "wrong data")
    newer.write_text(gate("log", "checkpoint").out)
    done = verify.again("--checkpoint", newer)
    assert (done.code, "is not proven" in done.out, "STALE: 1 entry came" in done.out) == (4, True, True)
    newer.write_text(gate("log", "checkpoint", "--since", size).out)
    done = verify.again("--checkpoint", newer)
    assert (done.code, "the log only grew since" in done.out) == (4, True)
    newer.write_text(gate("log", "checkpoint", "--since", size - 1).out)
    done = verify.again("--checkpoint", newer)
    assert (done.code, "error[newer.other-size]" in done.err) == (5, True)


def test_a_checkpoint_of_another_history_is_an_integrity_failure(gate, submit, verify, home, tmp_path):
    import shutil

    attempt = submit()
    shutil.copytree(home, tmp_path / "copy")
    size = verify(attempt, "--json").json["size"]
    for place, text in ((home, "one"), (tmp_path / "copy", "another")):
        assert gate("correct", "sample-1", "--kind", "erratum", "--text", text, env={"GATE_HOME": str(place)}).code == 0
    verify(attempt)
    fork = tmp_path / "fork"
    fork.write_text(gate("log", "checkpoint", env={"GATE_HOME": str(tmp_path / "copy")}).out)
    done = verify.again("--checkpoint", fork)
    assert (done.code, "error[proof.root]" in done.err) == (5, True)
    gate("correct", "sample-1", "--kind", "erratum", "--text", "more", env={"GATE_HOME": str(tmp_path / "copy")})
    since = gate("log", "checkpoint", "--since", size + 1, env={"GATE_HOME": str(tmp_path / "copy")})
    fork.write_text(since.out)
    done = verify.again("--checkpoint", fork)
    assert (done.code, "error[proof.root]" in done.err) == (5, True)


@pytest.mark.parametrize("name", ["log.jsonl", "tiles"])
def test_the_published_log_tells_the_standing_of_today(gate, submit, verify, tmp_path, name):
    attempt = submit()
    gate("log", "export", tmp_path / name)
    done = verify(attempt, "--log", tmp_path / name)
    assert (done.code, "in the published log" in done.out) == (0, True)
    gate("revoke", "--attempt", attempt, "--reason", "kernel bug")
    later = tmp_path / f"later-{name}"
    gate("log", "export", later)
    done = verify.again("--log", later, "--json")
    assert done.code == 1
    assert (done.json["standing"]["status"], done.json["now"]["status"]) == ("VERIFIED", "Unverified")
    assert done.json["now"]["reason"] == "the verdict was revoked: kernel bug"


def test_a_published_log_that_is_not_the_bundles_is_an_integrity_failure(gate, submit, verify, tmp_path):
    gate("init")
    attempt = submit()
    gate("log", "export", tmp_path / "early.jsonl")
    submit()
    done = verify(attempt, "--log", tmp_path / "early.jsonl")
    assert (done.code, "error[log.truncation]" in done.err) == (5, True)
    done = verify.again("--log", tmp_path / "nowhere.jsonl")
    assert done.code in (2, 4)
