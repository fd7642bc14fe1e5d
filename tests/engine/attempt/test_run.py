"""Whatever a judge does, the attempt ends in a logged verdict, and the log alone gives the status."""

import base64
import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace

import pytest

from gate.documents.attempt import CheckReport
from gate.engine.attempt.recovery import recover
from gate.engine.attempt.run import run_attempt
from gate.engine.history.audit import audit_store
from gate.engine.history.explain import explain_attempt
from gate.engine.history.find import find_attempt
from gate.engine.history.page import find_record, page
from gate.engine.inputs.files import read_folder
from gate.engine.inputs.intake import load
from gate.engine.inputs.stored import stored_intake
from gate.engine.workspace import Workspace
from gate.log.keys import Signer
from gate.log.kinds import CheckBody, IntakeBody, VerdictBody
from gate.log.status import claim_standing, fold_log
from gate.model.archive import archive_of
from gate.model.artifact import artifact_listing
from gate.model.check import failed, inconclusive
from gate.model.digest import Digest
from gate.model.errors import Fault, InfrastructureError, InputError, InterruptedRun
from gate.model.progress import Silent
from gate.model.verdict import Status, Verdict
from gate.model.version import VERSION


def kinds(workspace):
    return [entry.kind for _, entry in workspace.ledger.entries()]


def standing(workspace):
    return claim_standing(fold_log(workspace.ledger.entries()), "sample-1", "c1")


def test_all_checks_passed_is_verified_and_every_step_is_logged(workspace, attempt):
    outcome = attempt()
    assert outcome.decision.verdict is Verdict.VERIFIED
    assert standing(workspace).status is Status.VERIFIED
    written = kinds(workspace)
    assert written[:4] == ["store", "policy", "intake", "preflight"]
    assert written[4:] == ["check"] * len(outcome.checks) + ["decision", "verdict"]
    assert workspace.ledger.entry(outcome.index).body.verdict == "VERIFIED"


def test_the_check_behind_every_logged_digest_is_kept(workspace, attempt):
    attempt()
    for _, entry in workspace.ledger.entries(kind=CheckBody):
        digest = entry.body.digest
        assert entry.body.id.encode() in workspace.blobs.get(digest)


def test_a_failed_check_rejects(workspace, attempt):
    assert attempt([failed("lean.axioms", "sorry", "uses sorryAx")]).decision.verdict is Verdict.REJECTED
    assert standing(workspace).status is Status.UNVERIFIED


@pytest.mark.parametrize(
    "problem",
    [
        InfrastructureError("docker.died", "the daemon went away"),
        InputError("claim.wrong", "the challenge has no target", fault=Fault.CLAIM),
        InputError("policy.wrong", "no such kernel", fault=Fault.OPERATOR),
    ],
)
def test_what_is_not_the_artifacts_doing_is_inconclusive(workspace, attempt, problem):
    outcome = attempt(problem)
    assert outcome.decision.verdict is Verdict.INCONCLUSIVE
    assert outcome.decision.code == problem.code
    assert standing(workspace).status is Status.UNVERIFIED


def test_an_artifact_that_cannot_be_judged_is_rejected(attempt):
    problem = InputError("artifact.olean", "compiled files are refused", fault=Fault.ARTIFACT)
    outcome = attempt(problem)
    assert (outcome.decision.verdict, outcome.decision.code) == (Verdict.REJECTED, "artifact.olean")


def test_an_undeclared_file_is_rejected_without_any_sandbox(workspace, record_file, artifact_folder):
    """Submissions are refused before; early versions judged them, and such attempts can be run again."""
    intake = load(record_file, artifact_folder, None)
    files = {**intake.artifact_files, "Solution.olean": b"x"}
    intake = replace(intake, artifact_files=files, artifact_listing=artifact_listing(files))

    def never():
        raise AssertionError("no sandbox is needed")

    outcome = run_attempt(workspace, intake, never, Silent())
    assert (outcome.decision.verdict, outcome.decision.code) == (Verdict.REJECTED, "file-undeclared")


def test_no_docker_is_inconclusive_and_logged(workspace, attempt):
    def no_docker():
        raise InfrastructureError("docker.unreachable", "no daemon answers", hint="start dockerd")

    assert attempt(sandbox=no_docker).decision.code == "docker.unreachable"
    assert kinds(workspace)[-1] == "verdict"


@pytest.mark.parametrize("interruption", [KeyboardInterrupt(), InterruptedRun("run.terminated", "SIGTERM")])
def test_an_interrupted_attempt_is_closed_before_the_program_ends(workspace, attempt, interruption):
    with pytest.raises(InterruptedRun):
        attempt(interruption)
    assert kinds(workspace)[-1] == "verdict"
    assert workspace.ledger.open_attempts() == []
    assert "interrupted" in standing(workspace).reason


def test_attempts_are_counted(attempt):
    numbers = [attempt([inconclusive("lean.compile", "time-limit", "too slow")]).attempt.number for _ in range(3)]
    assert numbers == [1, 2, 3]


def test_a_judge_may_log_and_keep_evidence(workspace, attempt):
    def during(case, journal, sandbox):
        digest = journal.keep(b"evidence")
        journal.event("self-test", {"image": str(digest), "digest": str(digest)})

    attempt(during=during)
    assert "self-test" in kinds(workspace)


def test_a_killed_attempt_is_closed_by_the_next_start(workspace, record_file, artifact_folder):
    program = textwrap.dedent(
        f"""
        import os, signal, sys
        from pathlib import Path
        sys.path.insert(0, {os.getcwd()!r})
        from gate.engine.attempt.run import run_attempt
        from gate.engine.inputs.intake import load
        from gate.model.progress import Silent
        from gate.engine.workspace import Workspace
        from tests.engine.conftest import FakeJudge
        workspace = Workspace.open(Path({str(workspace.home)!r}))
        die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        intake = load(Path({str(record_file)!r}), Path({str(artifact_folder)!r}), None)
        run_attempt(workspace, intake, lambda: None, Silent(), judge=FakeJudge([], die))
        """
    )
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(workspace.ledger.open_attempts()) == 1
    again = Workspace.open(workspace.home)
    assert len(recover(again)) == 1
    assert recover(again) == []
    assert again.ledger.open_attempts() == []
    assert "recovery" in kinds(again)
    assert standing(again).reason.startswith("INCONCLUSIVE: engine.attempt: the attempt was interrupted")
    again.ledger.close()


def test_the_inputs_of_an_attempt_can_be_read_back_byte_for_byte(workspace, attempt, record_file, artifact_folder):
    outcome = attempt()
    submitted = load(record_file, artifact_folder, None)
    stored = stored_intake(workspace, find_attempt(workspace, outcome.attempt.id))
    assert stored.artifact_files == submitted.artifact_files
    assert stored.claim_files == submitted.claim_files
    assert (stored.record.digest, stored.claim.digest) == (submitted.record.digest, submitted.claim.digest)
    assert stored.artifact_digest == submitted.artifact_digest


def test_the_intake_names_what_sha256sum_gives(workspace, attempt, record_file, artifact_folder):
    done = attempt()
    ((_, entry),) = workspace.ledger.entries(kind=IntakeBody)
    assert entry.body.record_file == Digest.of(record_file.read_bytes())
    assert entry.body.archive == Digest.of(archive_of(read_folder(artifact_folder)))
    assert workspace.blobs.get(entry.body.record_file) == record_file.read_bytes()
    assert workspace.blobs.has(entry.body.archive)
    stored = stored_intake(workspace, find_attempt(workspace, done.attempt.id))
    assert stored.record_file == record_file.read_bytes()


def test_an_artifact_that_fits_no_archive_has_none(workspace, attempt, artifact_folder):
    long = "x" * 120
    (artifact_folder / f"{long}.lean").write_text("def a := 1\n")
    manifest = artifact_folder / "artifact.toml"
    manifest.write_text(manifest.read_text().replace('["Solution', f'["{long}.lean", "Solution'))
    attempt()
    ((_, entry),) = workspace.ledger.entries(kind=IntakeBody)
    assert entry.body.archive is None


def test_an_explanation_reads_the_checks_back(workspace, attempt):
    evidence = {"messages": workspace.blobs.put(b"[]")}
    outcome = attempt([failed("lean.axioms", "sorry", "uses sorryAx", evidence=evidence)])
    found = explain_attempt(workspace, find_attempt(workspace, "sample-1"))
    assert found.attempt == outcome.attempt.id
    assert found.checks == tuple(map(CheckReport.of, outcome.checks))
    text = list(found.lines())
    assert "fail         lean.axioms [sorry]: uses sorryAx" in text
    assert f"  {evidence['messages']}  messages" in text
    assert "Not established" in text


def test_an_artifact_that_is_submitted_four_times_gets_the_same_draws_and_is_not_verified_by_luck(workspace, attempt):
    """REJECTED, REJECTED, VERIFIED, VERIFIED: the same draws each time, and a pass after a rejection is none."""
    seen = []
    bad = [failed("lean.axioms", "sorry", "uses sorryAx")]
    outcomes = [attempt(answer, lambda case, *_: seen.append((case.seed, case.number))) for answer in (bad, bad)]
    outcomes += [attempt(during=lambda case, *_: seen.append((case.seed, case.number))) for _ in range(2)]
    assert [outcome.decision.verdict.value for outcome in outcomes] == ["REJECTED"] * 2 + ["VERIFIED"] * 2
    assert {seed for seed, _ in seen} == {seen[0][0]}
    assert [number for _, number in seen] == [1, 2, 3, 4]
    found = standing(workspace)
    assert (found.status, found.attempts) == (Status.UNVERIFIED, 4)
    assert found.reason.startswith("attempt 1 REJECTED this artifact")
    shown = page(workspace, find_record(workspace, "sample-1"))
    assert [view.verdict.value for view in shown.attempts] == ["REJECTED"] * 2 + ["VERIFIED"] * 2
    assert shown.standing.status is Status.UNVERIFIED


def test_the_draws_of_an_attempt_are_the_logs_own_and_an_audit_says_so(workspace, attempt):
    attempt(during=lambda case, journal, _: journal.event("draws", {"seed": case.seed, "moving": 12}))
    assert audit_store(workspace).problem is None


def test_a_judge_that_draws_from_elsewhere_is_found_by_the_audit(workspace, attempt):
    stranger = Signer.generate("example.org/gate")
    seed = base64.b64encode(stranger.sign(b"anything")).decode()
    attempt(during=lambda _, journal, __: journal.event("draws", {"seed": seed, "moving": 12}))
    assert audit_store(workspace).problem.code == "draws.signature"


def test_a_reverification_that_fails_ends_verified_until_the_judging_version_is_another(workspace, attempt):
    attempt()
    assert standing(workspace).status is Status.VERIFIED
    attempt([failed("lean.axioms", "sorry", "uses sorryAx")])
    attempt()
    assert standing(workspace).status is Status.UNVERIFIED
    verdicts = [entry.body for _, entry in workspace.ledger.entries(kind=VerdictBody)]
    assert {body.gate for body in verdicts} == {VERSION}
