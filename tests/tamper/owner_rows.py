# ruff: noqa: E501 - a row of the table is one line
"""Manipulations by whoever has more than the files: the log's key, an older copy, a policy, the clock."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace as replace_value
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from gate.engine.attempt.run import run_attempt
from gate.engine.inputs.intake import load
from gate.engine.workspace import Workspace
from gate.log.checkpoint import Checkpoint, sign_checkpoint
from gate.log.entry import Entry
from gate.log.keys import Signer
from gate.log.kind import Body
from gate.log.kinds import (
    ApprovalBody,
    CheckBody,
    DecisionBody,
    DrawsBody,
    IntakeBody,
    RequirementBody,
    RevocationBody,
    VerdictBody,
)
from gate.log.people import APPROVAL, SUBMISSION, PersonKey, to_be_signed
from gate.log.signed import Approval, Submission
from gate.log.strict import encode_base64
from gate.model.check import Check, Outcome, passed
from gate.model.digest import Digest, canonical_json
from gate.model.policy import LeanPolicy, Policy
from gate.model.progress import Silent
from gate.model.verdict import Verdict
from tests.engine.conftest import FakeJudge, all_passed
from tests.log.test_checkpoint import witness_key
from tests.tamper.row import CORRECT, VERIFY, Row, nothing
from tests.tamper.store_copy import ORIGIN, REJECTED, STRANGER, UNDECIDED, StoreCopy

Change = Callable[[StoreCopy], object]
Entries = list[Entry[Body]]


# The log's owner writes what no attempt can lead to, and signs it.


def edit(kind: str, record: str, **changes: Any) -> Change:
    return lambda place: place.edit(kind, record, **changes)


def rewrite(change: Callable[[Entries], Entries]) -> Change:
    return lambda place: place.rewrite(change)


def with_table(change: Change) -> Change:
    """The table of attempts is brought into line with it."""

    def do(place: StoreCopy) -> None:
        change(place)
        place.sql("UPDATE attempts SET verdict = 'VERIFIED' WHERE record_id = 'rejected'")

    return do


def where(entries: Entries, kind: str, record: str) -> int:
    return next(at for at, entry in enumerate(entries) if (entry.kind, entry.record) == (kind, record))


def verified_from_thin_air(entries: Entries) -> Entries:
    """The rejected attempt's failed check, decision and verdict all say otherwise."""
    for at, entry in enumerate(entries):
        if entry.record == "rejected":
            body = entry.body
            if isinstance(body, CheckBody):
                body = replace(body, outcome=Outcome.PASS, code=None)
            elif isinstance(body, DecisionBody | VerdictBody):
                body = replace(body, verdict=Verdict.VERIFIED)
            entries[at] = replace(entry, body=body)
    return entries


def only_preflight(entries: Entries) -> Entries:
    """A decision that required nothing but the form of the artifact."""
    at = where(entries, "decision", "rejected")
    body = entries[at].body
    assert isinstance(body, DecisionBody)
    entries[at] = replace(entries[at], body=replace(body, required=("artifact.preflight",), verdict=Verdict.VERIFIED))
    at = where(entries, "verdict", "rejected")
    entries[at] = replace(entries[at], body=replace(entries[at].body, verdict=Verdict.VERIFIED))
    return entries


def without(kind: str, record: str) -> Change:
    """An entry makes room for a harmless one, so that every position stays what it was."""

    def change(entries: Entries) -> Entries:
        at, harmless = where(entries, kind, record), where(entries, "preflight", record)
        entries[at] = replace(entries[harmless], record=entries[at].record)
        return entries

    return rewrite(change)


def moved(kind: str, record: str, offset: int) -> Change:
    def change(entries: Entries) -> Entries:
        at = where(entries, kind, record)
        entries.insert(at + offset, entries.pop(at))
        return entries

    return rewrite(change)


def revokes(index: int) -> Change:
    return edit("revocation", "revoked", verdict=index)


def check_blob(place: StoreCopy) -> None:
    """The document of a failed check is exchanged for one that passed, and the log names that one."""
    document = canonical_json(Check("lean.axioms", Outcome.PASS, "fine").to_json())
    path = place.blob(Digest.of(document))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(document)
    at = next(
        at
        for at, entry in enumerate(place.entries())
        if entry.record == "rejected" and isinstance(entry.body, CheckBody) and entry.body.id == "lean.axioms"
    )

    def change(entries: Entries) -> Entries:
        entries[at] = replace(entries[at], body=replace(entries[at].body, digest=Digest.of(document)))
        return entries

    place.rewrite(change)


def empty_tree(place: StoreCopy) -> None:
    """A signed checkpoint over nothing, with a root that is not that of nothing."""
    signer = Signer.parse((place.home / "keys" / "log.key").read_text())
    note = sign_checkpoint(Checkpoint(ORIGIN, 0, bytes(32)), signer).decode()
    with place.database() as connection:
        connection.execute("INSERT INTO checkpoints VALUES (0, ?)", (note,))


def approval(by: str = "alice", namespace: str = APPROVAL, **said: Any) -> Change:
    """Whoever has the log's key adds an approval; ``by`` is whose key signs it, ``said`` what the entry says instead."""

    def do(place: StoreCopy) -> None:
        logs = Signer.parse((place.home / "keys" / "log.key").read_text())
        signer = logs if by == "log" else Signer("alice", bytes(range(1, 33)))
        about = Approval("proven", "c1", FAR, "challenge", "alice@example.org", "I read it")
        proof = encode_base64(signer.sign(to_be_signed(about.text(), namespace)))
        body = ApprovalBody(
            subject=FAR,
            what="challenge",
            approver="alice@example.org",
            note="I read it",
            person_key=str(PersonKey(signer.verifier.public)),
            proof=proof,
        )
        entry = Entry("2026-12-01T00:00:00.000000Z", replace(body, **said), None, "proven", "c1")
        place.rewrite(lambda entries: [*entries, entry])

    return do


def submission_by_the_log(place: StoreCopy) -> None:
    """The first intake of the record is signed as if the machine were a person."""
    logs = Signer.parse((place.home / "keys" / "log.key").read_text())
    (entry,) = (entry for entry in place.entries()[:8] if isinstance(entry.body, IntakeBody))
    intake = entry.of_kind(IntakeBody)
    assert intake is not None
    proof = encode_base64(logs.sign(to_be_signed(Submission.of(intake).text(), SUBMISSION)))
    place.edit("intake", "proven", submitter_key=str(PersonKey(logs.verifier.public)), submitter_proof=proof)


def approved_by_nobody(place: StoreCopy) -> None:
    """An attempt under a policy that asks for approvals, with a check that says that there was one."""
    policy = Policy(lean=LeanPolicy(require_approval=True))
    workspace = replace_value(Workspace.open(place.home), policy=policy)
    intake = load(place.folder / "records" / "rejected" / "record.json", place.folder / "artifact", None)
    checks = [*all_passed(intake.claim), passed("lean.approval", "a human approved that")]
    run_attempt(workspace, intake, lambda: None, Silent(), judge=FakeJudge(checks))
    workspace.ledger.close()


def in_place_of_preflight(record: str, body: Callable[[IntakeBody], Body]) -> Change:
    """An entry of the record's last attempt, which no status needs, makes room for another one about it."""

    def change(entries: Entries) -> Entries:
        at = max(at for at, entry in enumerate(entries) if (entry.kind, entry.record) == ("preflight", record))
        intake = entries[at - 1].body
        assert isinstance(intake, IntakeBody)
        entries[at] = replace(entries[at], body=body(intake))
        return entries

    return rewrite(change)


def requirement(*required: str, **said: Any) -> Change:
    """The owner adopts a policy, and an entry says what it needs of the claim of record proven."""

    def body(intake: IntakeBody) -> Body:
        about = {"policy_digest": intake.policy_digest, "claim_digest": intake.claim_digest, **said}
        return RequirementBody(required=required, **about)

    return in_place_of_preflight("proven", body)


CHOSEN = in_place_of_preflight(
    "superseded", lambda intake: DrawsBody(seed=encode_base64(STRANGER.sign(b"a good one")), moving=12)
)
"""The draws of an attempt came from a seed that somebody chose."""
FAR = Digest.of(b"something else")
_SHOW = "show rejected"
_BUNDLE = "bundle rejected -o @new.bundle"

OWNER = [
    *(
        Row(f"a decision requires only the artifact's form: {command}", with_table(rewrite(only_preflight)), command, "log.impossible-history")
        for command in (VERIFY, _SHOW, "history rejected", "explain rejected --attempt 1", _BUNDLE)
    ),
    Row("a decision requires nothing", edit("decision", "rejected", required=(), verdict=Verdict.INCONCLUSIVE), VERIFY, "log.impossible-history"),
    Row("a decision requires a check more", edit("decision", "proven", required=("artifact.preflight", "lean.extra")), VERIFY, "log.impossible-history"),
    Row("a decision says VERIFIED over a failed check", edit("decision", "rejected", verdict=Verdict.VERIFIED), VERIFY, "log.impossible-history"),
    Row("a verdict says VERIFIED over a rejecting decision", with_table(edit("verdict", "rejected", verdict=Verdict.VERIFIED)), VERIFY, "log.impossible-history"),
    Row("a verdict says VERIFIED over a rejecting decision: show", edit("verdict", "rejected", verdict=Verdict.VERIFIED), _SHOW, "log.impossible-history"),
    Row("a verdict says VERIFIED over an undecided decision", edit("verdict", "undecided", verdict=Verdict.VERIFIED), "show undecided", "log.impossible-history"),
    *(
        Row(f"a verdict has another {name} than its intake", edit("verdict", "proven", **{name: FAR}), "show proven", "log.impossible-history")
        for name in ("artifact_digest", "claim_digest", "record_digest", "policy_digest")
    ),
    *(
        Row(f"an attempt without its {kind}", without(kind, "proven"), "show proven", "log.impossible-history")
        for kind in ("intake", "decision")
    ),
    Row("an attempt without a check", without("check", "proven"), "show proven", "log.impossible-history"),
    Row("a check after its decision", moved("check", "rejected", 3), _SHOW, "log.impossible-history"),
    Row("a verdict before its decision", moved("verdict", "rejected", -1), _SHOW, "log.impossible-history"),
    Row("an attempt has the number of another", edit("intake", "proven", number=2), "show proven", "log.impossible-history"),
    Row("a revocation of an entry that is no verdict", revokes(3), "show revoked", "log.impossible-history"),
    Row("a revocation of an entry that is not there", revokes(100_000), "show revoked", "log.impossible-history"),
    Row("everything says VERIFIED and the checks' documents do not", rewrite(verified_from_thin_air), _BUNDLE, ""),
    Row("a failed check's document is exchanged", check_blob, _BUNDLE, "log.impossible-history"),
    *(
        Row(f"a check says that a person approved, and nobody did: {command}", approved_by_nobody, command, "approval.missing")
        for command in (VERIFY, "show rejected", "history rejected", "explain rejected --latest", "bundle rejected --latest -o @new.bundle")
    ),
    Row("an approval with a key of its own is none of our business", approval(), VERIFY, "intact", 0),
    *(
        Row(f"an approval {what}: {command}", change, command, code)
        for what, change, code in (
            ("is signed for another approver", approval(approver="bob@example.org"), "approval.signature"),
            ("is signed for another subject", approval(subject=Digest.of(b"x")), "approval.signature"),
            ("is signed for another note", approval(note="never mind"), "approval.signature"),
            ("is signed for another purpose", approval(namespace="git"), "approval.signature"),
            ("has a key and no signature", approval(proof=None), "approval.signature"),
            ("has a signature and no key", approval(person_key=None), "approval.signature"),
        )
        for command in (VERIFY, "show proven")
    ),
    *(
        Row(f"a submission is signed with the log's key: {command}", submission_by_the_log, command, "submission.store-key")
        for command in (VERIFY, "show proven", "bundle proven -o @new.bundle")
    ),
    Row("a submission is to be signed with the log's key", nothing, "submit @records/proven/record.json @artifact --identity @store/keys/log.key", "submission.store-key", 2),
    *(
        Row(f"an approval is signed with the log's key: {command}", approval("log"), command, "approval.store-key")
        for command in (VERIFY, "show proven", "bundle proven -o @new.bundle")
    ),
    Row("a submission has a key and no signature", edit("intake", "proven", submitter_key=str(PersonKey(STRANGER.verifier.public))), "show proven", "submission.signature"),
    Row("a submission has somebody's signature and key", edit("intake", "proven", submitter_key=str(PersonKey(STRANGER.verifier.public)), submitter_proof=encode_base64(STRANGER.sign(b"x"))), VERIFY, "submission.signature"),
    *(
        Row(f"an adopted policy needs less than it does: {command}", requirement("artifact.preflight"), command, "log.impossible-history")
        for command in (VERIFY, "show proven", "explain proven --attempt 1", "bundle proven -o @new.bundle")
    ),
    Row("an adopted policy needs a check more", requirement("artifact.preflight", "lean.extra"), VERIFY, "log.impossible-history"),
    Row("a requirement of a claim that nobody tried", requirement("lean.kernel", claim_digest=FAR), "show proven", "log.impossible-history"),
    Row("somebody chose the draws", CHOSEN, VERIFY, "draws.signature"),
    Row("a checkpoint over nothing has another root than the empty tree", empty_tree, VERIFY, "log."),
    Row("a revocation is taken back: a checkpoint seen later", without("revocation", "revoked"), "log verify --checkpoint @late-checkpoint", "log.edit"),
    Row("a rejection is taken back: a checkpoint seen later", edit("verdict", "superseded", reason="all is well"), "log verify --checkpoint @late-checkpoint", "log.edit"),
    Row("the revoked bundle of before against a log without the revocation", without("revocation", "revoked"), "bundle revoked -o @new.bundle", "", 0),
]  # fmt: skip


# Keys.


def other_private_key(place: StoreCopy) -> None:
    path = place.home / "keys" / "second.key"
    path.write_text(STRANGER.to_secret_text())
    path.chmod(0o600)


def other_public_key(place: StoreCopy) -> None:
    for path in (place.home / "keys").glob("*.pub"):
        path.write_text(f"{STRANGER.verifier}\n")


def other_keys_everywhere(place: StoreCopy) -> None:
    """The keys and the table name somebody else; what is signed stays."""
    other_private_key(place)
    other_public_key(place)
    place.sql(f"UPDATE log SET vkey = '{STRANGER.verifier}'")


KEYS = [
    Row("the public keys are somebody else's", other_public_key, VERIFY, "log.wrong-signature"),
    Row("the public keys are somebody else's: show", other_public_key, "show proven", "log.wrong-signature"),
    Row("the public keys are gone", lambda place: [path.unlink() for path in (place.home / "keys").glob("*.pub")], VERIFY, "keys.missing", 4),
    Row("a public key is no key", lambda place: (place.home / "keys" / "log.pub").write_text("x\n"), VERIFY, "keys.malformed"),
    Row("all keys are somebody else's: log verify", other_keys_everywhere, VERIFY, "log.wrong-signature"),
    Row("all keys are somebody else's: show", other_keys_everywhere, "show proven", "log.wrong-signature"),
    Row("all keys are somebody else's: writing", other_keys_everywhere, CORRECT, "note.unverified"),
    Row("the private key is somebody else's: writing", other_private_key, CORRECT, "keys.missing", 4),
    Row("the private key is gone: writing", lambda place: (place.home / "keys" / "second.key").unlink(), CORRECT, "keys.missing", 4),
    Row("the private key may be read by others: writing", lambda place: (place.home / "keys" / "second.key").chmod(0o644), CORRECT, "keys.permissions", 4),
    Row("the key that the caller gives is somebody else's", nothing, "log verify --key @stranger.pub", "log.wrong-signature"),
    Row("the key that the caller gives is none", nothing, "log verify --key nonsense", "verify.key", 2),
    Row("the tree is another one: writing", lambda place: place.sql("UPDATE nodes SET hash = randomblob(32) WHERE level > 0"), CORRECT, "proof.root"),
    Row("an entry is appended without a signature: writing", lambda place: place.sql("DELETE FROM entries WHERE position = (SELECT max(position) FROM entries)"), CORRECT, ""),
    Row("there is a folder with keys and no database: init", lambda place: (place.home / "gate.db").unlink(), "init", "store."),
]  # fmt: skip


# An older copy of the store, and the head that was seen last.


def see(place: StoreCopy) -> None:
    """A command that writes: this user has now seen a head of the store that is here."""
    done = place.gate("correct", "proven", "--kind", "erratum", "--text", "seen")
    assert done.code == 0, done.err


def restore(place: StoreCopy, source: Path) -> None:
    shutil.rmtree(place.home)
    shutil.copytree(source, place.home)


def rolled_back(place: StoreCopy) -> None:
    see(place)
    restore(place, place.folder / "early-store")


def forked(place: StoreCopy) -> None:
    """Two copies grow in different ways; this user saw one of them, and the other one is put in its place."""
    copy = place.folder / "copy"
    shutil.copytree(place.home, copy)
    see(place)
    see(place)
    seen = place.folder / "seen"
    place.home.rename(seen)
    copy.rename(place.home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GATE_STATE", str(place.folder / "another user"))
        for number in range(3):
            assert place.gate("correct", "proven", "--kind", "erratum", "--text", f"other {number}").code == 0


def replaced(place: StoreCopy) -> None:
    see(place)
    shutil.rmtree(place.home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GATE_STATE", str(place.folder / "another user"))
        assert place.gate("init").code == 0


def seen_file(put: Callable[[Path], object]) -> Change:
    """Something else takes the place of the file that keeps the last head."""

    def do(place: StoreCopy) -> None:
        see(place)
        (path,) = place.state.glob("heads/*.json")
        path.unlink()
        put(path)

    return do


SEEN = [
    *(
        Row(f"the file of the last head is {what}: {command}", seen_file(put), command, "head.malformed")
        for what, put in (("a pipe", os.mkfifo), ("a folder", os.mkdir), ("a link", lambda path: path.symlink_to("/etc/passwd")), ("empty", lambda path: path.touch()))
        for command in ("show proven", CORRECT)
    ),
    *(
        Row(f"{what}: {command.split()[0]} {command.split()[1]}", change, command, "head.")
        for what, change in (("the store is set back", rolled_back), ("the store is another history", forked))
        for command in ("show proven", VERIFY, "bundle proven -o @new.bundle", CORRECT, "submit @records/proven/record.json @artifact")
    ),
    *(
        Row(f"the store is another log: {command.split()[0]}", replaced, command, "head.")
        for command in ("log verify", "log checkpoint")
    ),
]  # fmt: skip


# Policies.


def policy(value: object) -> Change:
    return lambda place: (place.home / "policy.json").write_text(
        value if isinstance(value, str) else json.dumps(Policy().model_dump(mode="json") | dict(value))  # type: ignore[call-overload]
    )


WITNESS = {"cosigners": [str(witness_key(Signer("w.example", b"w" * 32)))], "required_cosigners": 1}

POLICIES = [
    Row("the policy is no policy", policy("{}x"), "show proven", "policy.malformed", 2),
    Row("the policy has a setting that nobody knows", policy({"trust": True}), "show proven", "policy.unknown-field", 2),
    Row("the policy requires a witness that nobody asked", policy({"log": WITNESS}), VERIFY, "witness"),
    Row("the policy is gone", lambda place: (place.home / "policy.json").unlink(), "show proven", "policy.missing-file", 2),
    Row("the policy of the store is another one: earlier verdicts stand under theirs", policy({"version": "lax"}), "show proven", "Status     VERIFIED", 0),
]  # fmt: skip


# The clock.


def submit_at(verdict: str, when: timedelta) -> Change:
    """Another attempt, by a clock that is off."""

    def do(place: StoreCopy) -> None:
        workspace = Workspace.open(place.home, clock=lambda: datetime.now(UTC) + when)
        try:
            intake = load(place.folder / "records" / "proven" / "record.json", place.folder / "artifact", None)
            answers = {"REJECTED": REJECTED, "INCONCLUSIVE": UNDECIDED, "VERIFIED": all_passed(intake.claim)}
            run_attempt(workspace, intake, lambda: None, Silent(), judge=FakeJudge(answers[verdict]))
        finally:
            workspace.ledger.close()

    return do


DAY = timedelta(days=1)

CLOCK = [
    *(
        Row(f"a rejection by a clock that is {name}: {command.split()[0]}", submit_at("REJECTED", when), command, shown, status)
        for name, when in (("a day slow", -DAY), ("a day fast", DAY))
        for command, shown, status in (
            ("show proven", "Status     Unverified", 0),
            ("history proven", "REJECTED", 0),
            (VERIFY, "intact", 0),
        )
    ),
    Row("a bundle by a clock that is a day fast", lambda place: (submit_at("INCONCLUSIVE", DAY)(place), place.gate("bundle", "proven", "-o", place.folder / "proven.bundle", "--force")), "verify @proven.bundle --key @key --max-age 1h", "in the future", 4),
    Row("a bundle by a clock that is a day slow", lambda place: (submit_at("INCONCLUSIVE", -DAY)(place), place.gate("bundle", "proven", "-o", place.folder / "proven.bundle", "--force")), "verify @proven.bundle --key @key --max-age 1h", "STALE", 4),
    Row("a revocation that says a time before its verdict", rewrite(lambda entries: [replace(entry, time="2020-01-01T00:00:00.000000Z") if isinstance(entry.body, RevocationBody) else entry for entry in entries]), "show revoked", "Status     Unverified", 0),
]  # fmt: skip

OTHERS = [*OWNER, *KEYS, *SEEN, *POLICIES, *CLOCK]
