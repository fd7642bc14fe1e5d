"""Who handed an artifact in stands in the intake entry, with their signature where they gave one."""

import os
import pwd

import pytest

from gate import Gate
from gate.engine.inputs.submitter import system_user
from gate.log.fields import ID
from gate.log.kinds import IntakeBody
from gate.log.people import APPROVAL, SUBMISSION, PersonKey
from gate.log.signed import Submission, submitter_key
from gate.log.status import fold_log
from gate.model.digest import Digest
from gate.model.errors import InfrastructureError, IntegrityError, UsageError
from tests.people import new_key, person


class NoDocker:
    def __getattr__(self, name):
        raise InfrastructureError("docker.unreachable", "no daemon answers")


@pytest.fixture
def gate(tmp_path):
    with Gate.init(tmp_path / "store", origin="example.org/gate", sandbox=NoDocker()) as made:
        yield made


def intake(gate):
    return [entry for _, entry in gate._workspace.ledger.entries(kind=IntakeBody)][-1]


def test_the_system_user_is_named(gate, record_file, artifact_folder):
    gate.submit(record_file, artifact_folder)
    assert intake(gate).body.submitter == pwd.getpwuid(os.getuid()).pw_name
    assert submitter_key(intake(gate)) is None
    (attempt,) = gate.history("sample-1").attempts
    assert (attempt.submitter, attempt.submitter_key) == (system_user(), "")


@pytest.mark.parametrize("name", ["Ada Lovelace", "dömain\\ada", "", "-", "x" * 300, "host$", None])
def test_every_name_fits_the_log(monkeypatch, name):
    class Entry:
        pw_name = name

    def getpwuid(uid):
        if name is None:
            raise KeyError(uid)
        return Entry

    monkeypatch.setattr(pwd, "getpwuid", getpwuid)
    assert ID.fits(system_user())


def test_a_submission_is_signed_over_its_digests(gate, record_file, artifact_folder, tmp_path):
    ada = new_key(tmp_path, "ada")
    gate.submit(record_file, artifact_folder, identity=ada)
    entry = intake(gate)
    key = PersonKey.parse(ada.with_suffix(".pub").read_text())
    assert submitter_key(entry) == key
    assert key.verifies(entry.body.submitter_proof, Submission.of(entry).text(), SUBMISSION)
    assert gate.history("sample-1").attempts[0].submitter_key == str(key)
    assert gate.audit().problem is None


def test_a_key_that_cannot_sign_writes_nothing(gate, record_file, artifact_folder, tmp_path, monkeypatch):
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    public = new_key(tmp_path, "ada").with_suffix(".pub")
    with pytest.raises(UsageError, match=r"agent\.unreachable"):
        gate.submit(record_file, artifact_folder, identity=public)
    assert len(gate.entries().entries) == 1


@pytest.mark.parametrize("change", ["artifact_digest", "record_digest", "claim_digest", "submitter_proof", "namespace"])
def test_a_signature_that_does_not_belong_to_the_submission_is_damage(
    gate, record_file, artifact_folder, tmp_path, change
):
    """Entries that somebody with the log's key wrote."""
    workspace = gate._workspace
    ada = person(tmp_path, "ada")
    digests = {name: Digest.of(name.encode()) for name in ("record_digest", "claim_digest", "artifact_digest")}
    text = Submission("sample-1", "c1", **digests).text()
    body = IntakeBody(
        **digests,
        policy_digest=Digest.of(b"p"),
        number=1,
        submitter="ada",
        submitter_key=str(ada.key),
        submitter_proof=ada.sign(text, APPROVAL if change == "namespace" else SUBMISSION),
    )
    values = {field: getattr(body, field) for field in body.__struct_fields__}
    if change == "submitter_proof":
        values[change] = None
    elif change != "namespace":
        values[change] = Digest.of(b"another")
    with workspace.ledger.transaction() as tx:
        tx.append(IntakeBody(**values), attempt="a-1", record="sample-1", claim="c1")
    with pytest.raises(IntegrityError, match=r"submission\.signature"):
        fold_log(workspace.ledger.entries())
