"""The bundle that the engine makes of a real attempt, verified by the program and by hand."""

import base64
import json
import shutil

import pytest

from gate.attest.verify import verify_bundle
from gate.engine.history.amend import correct, revoke
from gate.engine.history.find import find_attempt
from gate.engine.inputs.intake import load_record
from gate.engine.publish.bundle import envelopes_of, make_bundle
from gate.engine.workspace import utc_now
from gate.log.keys import VerifierKey
from gate.model.check import failed, inconclusive
from gate.model.verdict import Status, Verdict
from tests.attest.test_by_hand import BLOCKS, FILES, run

ANSWERS = {
    Verdict.VERIFIED: None,
    Verdict.REJECTED: [failed("lean.axioms", "axiom-not-permitted", "it uses sorryAx — “really”")],
    Verdict.INCONCLUSIVE: [inconclusive("lean.kernel", "time-limit", "60 s were not enough")],
}


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_bundle_that_verifies(workspace, attempt, tmp_path, verdict):
    first = VerifierKey.parse(workspace.ledger.vkey)
    done = attempt(ANSWERS[verdict])
    workspace.ledger.rotate_key("second")
    data = make_bundle(workspace, find_attempt(workspace, done.attempt.id))
    for key in (first, VerifierKey.parse(workspace.ledger.vkey)):
        report = verify_bundle(data, key)
        assert (report.verdict, report.index) == (verdict, done.index)
        folder = tmp_path / f"{key.key_hash:08x}"
        folder.mkdir()
        (folder / "bundle.json").write_bytes(data)
        (folder / "log.pub").write_text(f"{key}\n")
        by_hand = run(folder, BLOCKS)
        assert by_hand.returncode == 0, by_hand.stderr
        assert f"all of it holds: {verdict}" in by_hand.stdout


def test_a_stranger_finds_the_record_and_the_artifact_that_he_has(
    workspace, attempt, record_file, artifact_folder, tmp_path
):
    folder = tmp_path / "by-hand"
    folder.mkdir()
    (folder / "bundle.json").write_bytes(make_bundle(workspace, find_attempt(workspace, attempt().attempt.id)))
    (folder / "log.pub").write_text(f"{workspace.ledger.vkey}\n")
    shutil.copy(record_file, folder / "record.json")
    shutil.copytree(artifact_folder, folder / "artifact")
    done = run(folder, [*BLOCKS, *FILES])
    assert done.returncode == 0, done.stderr
    assert "that you have are those that were judged" in done.stdout
    for name in ("record.json", "artifact/Solution.lean"):
        kept = (folder / name).read_bytes()
        (folder / name).write_bytes(kept + b"\n")
        assert run(folder, [*BLOCKS, *FILES]).returncode != 0
        (folder / name).write_bytes(kept)


def standing_of(workspace, view):
    return verify_bundle(make_bundle(workspace, view), VerifierKey.parse(workspace.ledger.vkey)).standing


def test_what_takes_a_verdict_away_is_in_its_bundle(workspace, attempt, record_file):
    done = attempt()
    view = find_attempt(workspace, done.attempt.id)
    assert standing_of(workspace, view).verdict.status is Status.VERIFIED
    attempt(ANSWERS[Verdict.INCONCLUSIVE])
    assert standing_of(workspace, view).verdict.status is Status.VERIFIED
    record = load_record(record_file)
    correct(workspace, record, kind="erratum", text="a typo", claim=None, clock=utc_now)
    assert standing_of(workspace, view).verdict.status is Status.VERIFIED
    correct(workspace, record, kind="retraction", text="wrong data", claim=None, clock=utc_now)
    assert standing_of(workspace, view).verdict.reason == "retracted: wrong data"
    revoke(workspace, lambda view: True, code="operator", reason="a mistake")
    stated = standing_of(workspace, view)
    assert stated.verdict.reason == "the verdict was revoked: a mistake"
    assert [event.kind for event in stated.events] == ["verdict", "correction", "correction", "revocation"]
    envelopes = [json.loads(line) for line in envelopes_of(make_bundle(workspace, view)).splitlines()]
    assert len(envelopes) == 2
    for envelope in envelopes:
        assert b"PASSED" not in base64.b64decode(envelope["payload"])


def test_a_later_rejection_of_the_same_artifact_supersedes_the_verdict(workspace, attempt):
    view = find_attempt(workspace, attempt().attempt.id)
    attempt(ANSWERS[Verdict.REJECTED])
    assert "superseded" in standing_of(workspace, view).verdict.reason
