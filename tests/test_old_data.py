"""What earlier versions wrote stays readable: stores, exports, proofs and bundles under tests/data."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gate.attest.verify import verify_bundle
from gate.engine.attempt.recovery import recover
from gate.engine.attempt.rerun import plan_rerun
from gate.engine.history.audit import audit_export, audit_store
from gate.engine.history.explain import explain_attempt
from gate.engine.history.find import find_attempt
from gate.engine.history.page import page
from gate.engine.inputs.intake import load_record
from gate.engine.inputs.policy import load_policy, parse_policy
from gate.engine.publish.bundle import make_bundle
from gate.engine.publish.export import export_log
from gate.engine.workspace import Workspace
from gate.log.checkpoint import Trust, read_checkpoint
from gate.log.entry import read_entry
from gate.log.keys import VerifierKey
from gate.log.kinds import PolicyBody, RecordIndexBody
from gate.log.merkle import leaf_hash
from gate.log.proof import LogProof
from gate.log.record_proof import verify_record_entries
from gate.log.status import claim_standing, fold_log
from gate.model.digest import Digest
from gate.model.errors import IntegrityError, UsageError
from gate.model.verdict import Verdict

DATA = Path(__file__).parent / "data" / "store-0.1"
RECORDS = ("logic", "masses")
BUNDLES = {
    "proof": Verdict.VERIFIED,
    "sorry": Verdict.REJECTED,
    "undecided": Verdict.INCONCLUSIVE,
    "mean": Verdict.VERIFIED,
    "endless": Verdict.INCONCLUSIVE,
}


def report(name: str) -> dict[str, Any]:
    """What the old version said."""
    found: dict[str, Any] = json.loads((DATA / "reports" / f"{name}.json").read_bytes())
    return found


def key(name: str) -> VerifierKey:
    return VerifierKey.parse((DATA / "store" / "keys" / f"{name}.pub").read_text().strip())


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    home = tmp_path / "store"
    shutil.copytree(DATA / "store", home)
    for path in (home / "keys").glob("*.key"):
        path.chmod(0o600)
    opened = Workspace.open(home)
    yield opened
    opened.ledger.close()


def test_the_audit_finds_an_old_store_intact(workspace: Workspace) -> None:
    stated = report("verify")
    audit = audit_store(workspace, known=[(DATA / "checkpoint").read_bytes()])
    assert audit.problem is None
    assert audit.log.head is not None
    assert audit.log.head.root.hex() == stated["root"]
    assert (audit.log.entries, audit.log.checkpoints) == (stated["entries"], stated["checkpoints"] + 1)
    assert list(audit.log.keys) == stated["keys"]
    assert (audit.attempts, audit.statuses) == (stated["attempts"], stated["statuses"])
    assert stated["evidence"] == 87
    assert audit.evidence == 122  # what listings and checks name is looked at as well


def test_every_old_entry_is_written_again_to_the_byte(workspace: Workspace) -> None:
    kinds = set()
    for _, data in workspace.ledger.raw_entries():
        entry = read_entry(data)
        kinds.add(entry.kind)
        assert entry.to_bytes() == data
    assert kinds == {  # a run-fault needs a broken machine
        *("store", "key", "policy", "intake", "preflight", "image", "self-test", "run-start", "run-end", "control"),
        *("check", "decision", "verdict", "correction", "approval", "revocation", "export", "reverify", "recovery"),
    }


@pytest.mark.parametrize("name", RECORDS)
def test_the_fold_gives_the_old_statuses(workspace: Workspace, name: str) -> None:
    stated = report(f"show-{name}")
    record = load_record(DATA / "inputs" / "records" / f"{name}.json")
    assert str(record.digest) == stated["record_digest"]
    found = page(workspace, record)
    named = ("status", "reason", "evaluated", "level", "attempts")
    assert {part: getattr(found.standing, part) for part in named} == {part: stated[part] for part in named}
    assert [
        {"claim": claim.id, **{part: getattr(standing, part) for part in named}} for claim, standing in found.claims
    ] == (stated["claims"])


@pytest.mark.parametrize("name", RECORDS)
def test_the_fold_tells_the_old_history(workspace: Workspace, name: str) -> None:
    attempts = list(fold_log(workspace.ledger.entries(record=name)).attempts.values())
    stated = report(f"history-{name}")["attempts"]
    named = ("claim", "number", "opened", "evaluated", "verdict", "level", "reason", "revoked", "artifact_digest")
    assert [[view.id, view.index, *(getattr(view, part) for part in named)] for view in attempts] == [
        [row["attempt"], row["log_index"], *(row[part] for part in named)] for row in stated
    ]
    assert [[(check, outcome.value) for check, outcome in view.checks] for view in attempts] == [
        [(check["id"], check["outcome"]) for check in row["checks"]] for row in stated
    ]


def test_old_attempts_are_explained_and_can_be_run_again(workspace: Workspace) -> None:
    plans = 0
    for attempt in workspace.ledger.attempts():
        found = explain_attempt(workspace, find_attempt(workspace, attempt.id))
        assert found.checks
        assert any(attempt.reason in line for line in found.lines())
        rerun = plan_rerun(workspace, find_attempt(workspace, attempt.id))
        assert rerun.intake.artifact_digest == attempt.artifact_digest
        assert rerun.intake.claim.digest == attempt.claim_digest
        assert rerun.workspace.policy.digest == attempt.policy_digest
        plans += rerun.replay.plan is not None
    assert plans == 4


def test_an_old_policy_keeps_its_field_names_and_its_digest(workspace: Workspace) -> None:
    policy = load_policy(DATA / "inputs" / "policy-short.json")
    digests = {attempt.policy_digest for attempt in workspace.ledger.attempts()}
    assert policy.digest in digests
    assert workspace.policy.digest in digests
    for digest in digests:
        data = workspace.blobs.get(digest)
        assert b'"cosigners":[' in data
        assert b'"required_cosigners":0' in data
        assert parse_policy(data, where="policy").digest == digest == Digest.of(data)


@pytest.mark.parametrize("name", ["export.jsonl", "tiles"])
@pytest.mark.parametrize("trusted", ["log", "second"])
def test_old_exports_verify_alone(name: str, trusted: str) -> None:
    audit, history = audit_export(DATA / name, Trust.of(key(trusted)))
    assert audit.problem is None
    assert audit.log.entries == report("verify")["entries"] - (1 if name == "export.jsonl" else 0)
    for record in RECORDS:
        for stated in report(f"show-{record}")["claims"]:
            found = claim_standing(history, record, stated["claim"])
            assert (found.status, found.reason, found.evaluated) == (
                stated["status"],
                stated["reason"],
                stated["evaluated"],
            )


@pytest.mark.parametrize("name", BUNDLES)
def test_old_bundles_verify(name: str) -> None:
    found = verify_bundle((DATA / "bundles" / f"{name}.json").read_bytes(), key("log"))
    assert found.verdict is BUNDLES[name]
    assert found.standing is None
    assert any("states no standing" in line for line in found.not_shown)
    assert found.index in {
        row["log_index"] for record in RECORDS for row in report(f"history-{record}")["attempts"] if row["log_index"]
    }


def test_an_old_proof_verifies(workspace: Workspace) -> None:
    proof = LogProof.parse((DATA / "entry-5.tlog-proof").read_bytes())
    assert proof.index == 5
    proof.verify(leaf_hash(workspace.ledger.raw_entry(5)), Trust.of(key("second")))


def test_an_old_store_makes_no_bundle_before_it_has_an_index(workspace: Workspace) -> None:
    attempt = workspace.ledger.attempts()[0]
    with pytest.raises(UsageError) as caught:
        make_bundle(workspace, find_attempt(workspace, attempt.id))
    assert (caught.value.code, "gate recover" in (caught.value.hint or "")) == ("bundle.older-store", True)
    recover(workspace)
    assert make_bundle(workspace, find_attempt(workspace, attempt.id))


def test_an_old_store_is_written_on(workspace: Workspace, tmp_path: Path) -> None:
    recover(workspace)
    for attempt in workspace.ledger.attempts():
        assert (
            verify_bundle(make_bundle(workspace, find_attempt(workspace, attempt.id)), key("log")).verdict
            is attempt.verdict
        )
    workspace.ledger.rotate_key("third")
    size, root = export_log(workspace, tmp_path / "tiles")
    assert size == report("verify")["entries"] + 3  # the record index, the key, the export
    audit = audit_store(workspace, known=[(DATA / "checkpoint").read_bytes()])
    assert audit.problem is None
    assert audit.log.head is not None
    assert audit.log.head.root == root
    assert audit_export(tmp_path / "tiles", Trust.of(key("log")))[0].problem is None


def test_the_first_write_on_an_old_store_commits_to_the_index_of_what_was_there(workspace: Workspace) -> None:
    ledger, size = workspace.ledger, report("verify")["entries"]
    with pytest.raises(IntegrityError) as caught:
        ledger.record_proof("logic")
    assert caught.value.code == "index.missing"
    with ledger.transaction() as tx:
        tx.append(PolicyBody(digest=Digest.of(b""), version="next"))
    entries = list(ledger.entries())
    assert [entry.record_index is None for _, entry in entries] == [True] * size + [False] * 2
    assert entries[size][1].body == RecordIndexBody(entries=size)
    head = read_checkpoint(ledger.checkpoint().encode())[0]
    for record in RECORDS:
        assert list(verify_record_entries(ledger.record_proof(record), head)) == list(ledger.entries(record=record))
    assert audit_store(workspace).problem is None
