"""Verdict bundles: the whole way from log to stranger, the standing they prove, and every lie on it."""

from __future__ import annotations

import base64
import json
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from gate.attest.bundle import BUNDLE_CONTRACT, read_bundle
from gate.attest.dsse import IN_TOTO, sign_envelope
from gate.attest.verify import VerifiedBundle, verify_bundle
from gate.log.checkpoint import Trust
from gate.log.entry import Entry
from gate.log.keys import Signer
from gate.log.kind import Body
from gate.log.kinds import ApprovalBody
from gate.log.people import APPROVAL, PersonKey
from gate.log.signed import Approval
from gate.model.check import passed
from gate.model.digest import Digest, canonical_json
from gate.model.errors import IntegrityError
from gate.model.verdict import Status, Verdict
from gate.store.people import PersonSigner
from tests.attest.bundles import (
    ABOUT,
    BAD,
    CASES,
    CHANGES,
    CLAIM,
    GOOD,
    OPEN,
    PLAIN,
    POLICY,
    REQUIRED,
    SECOND,
    SUBJECTS,
    THIRD,
    TRUST,
    Attempt,
    Story,
    about,
    correction,
    placed,
    proof_of,
    revocation,
    story,
)
from tests.log.test_checkpoint import cosign, witness_key
from tests.log.trees import ORIGIN, SIGNER, tree_of

STORY = story(Verdict.VERIFIED)


def verified(data: bytes) -> VerifiedBundle:
    return verify_bundle(data, SIGNER.verifier)


@pytest.mark.parametrize("verdict", Verdict)
def test_a_true_bundle_verifies_with_the_public_key_alone(verdict: Verdict) -> None:
    told = story(verdict)
    data = told.bundle()
    report = verified(data)
    assert (report.verdict, report.index) == (verdict, told.index)
    assert [check.id for check in report.checks] == [check.id for check in CASES[verdict]]
    assert report.entry.record == "r-123"
    assert report.standing is not None
    assert (report.standing.verdict.status is Status.VERIFIED) == (verdict is Verdict.VERIFIED)
    assert len(read_bundle(data).envelopes) == (1 if verdict is Verdict.INCONCLUSIVE else 2)


def test_it_says_what_is_shown_and_what_is_not() -> None:
    report = verify_bundle(STORY.bundle(), SIGNER.verifier, subjects={"record": SUBJECTS["record"]})
    assert any("the record that you gave" in line for line in report.shown)
    assert any("these are all entries about record r-123" in line for line in report.shown)
    assert not any("the record with the digest" in line for line in report.not_shown)
    assert any("the artifact with the digest" in line for line in report.not_shown)
    assert any("revoked or corrected after size" in line for line in report.not_shown)
    assert any("no witness" in line for line in report.not_shown)


def test_subjects_are_compared_by_name() -> None:
    data = STORY.bundle()
    assert verify_bundle(data, SIGNER.verifier, subjects={"archive": PLAIN["archive"]}).verdict is Verdict.VERIFIED
    for subjects in (
        {"artifact": SUBJECTS["record"]},
        {"paper": SUBJECTS["record"]},
        {"archive": SUBJECTS["artifact"]},
    ):
        with pytest.raises(IntegrityError, match=r"bundle\.subject"):
            verify_bundle(data, SIGNER.verifier, subjects=subjects)


def test_another_key_or_log_is_not_believed() -> None:
    with pytest.raises(IntegrityError, match=r"note\.unverified"):
        verify_bundle(STORY.bundle(), SECOND.verifier)
    with pytest.raises(IntegrityError, match=r"checkpoint\.origin"):
        verify_bundle(STORY.bundle(), Trust("elsewhere.example", (SIGNER.verifier,)))


def test_witnesses_are_required_when_asked_for_and_say_when() -> None:
    witness = Signer("w.example", b"w" * 32)
    trust = Trust(ORIGIN, (SIGNER.verifier,), (witness_key(witness),), required=1)
    with pytest.raises(IntegrityError, match=r"checkpoint\.cosigners"):
        verify_bundle(STORY.bundle(), trust)
    report = verify_bundle(STORY.bundle(checkpoint=cosign(STORY.parts()["checkpoint"], witness)), trust)
    assert f"cosigned by {witness_key(witness).id}" in report.shown
    assert list(report.checkpoint.witnessed) == [witness_key(witness).id]
    assert not any("no witness" in line for line in report.not_shown)


# The standing.

OTHER = {"artifact": Digest.of(b"other"), "record": SUBJECTS["record"], "claim": SUBJECTS["claim"]}
OTHER_CLAIM = canonical_json(ABOUT.model_copy(update={"statement": "Another version."}).model_dump(mode="json"))
CHANGED = {**SUBJECTS, "claim": Digest.of(OTHER_CLAIM)}
AT = STORY.index


def later(*parts: Entry[Body] | Attempt) -> Story:
    entries: list[Entry[Body]] = []
    for part in parts:
        entries += part.entries() if isinstance(part, Attempt) else [part]
    changed = any(part.subjects == CHANGED for part in parts if isinstance(part, Attempt))
    return replace(STORY, later=entries, documents=(POLICY, CLAIM, *((OTHER_CLAIM,) if changed else ())))


def again(verdict: Verdict = Verdict.VERIFIED, number: int = 2, **changes: Any) -> Attempt:
    level = "proof" if verdict is Verdict.VERIFIED else None
    return Attempt(
        **{"id": f"attempt-{number}b", "number": number, "verdict": verdict, "checks": CASES[verdict], "level": level}
        | changes
    )


STANDING = [
    (later(), True, True, "all 7 required"),
    (later(revocation(AT)), False, False, "revoked: kernel bug"),
    (later(correction("retraction", "wrong data")), False, False, "retracted: wrong data"),
    (later(correction("retraction", "wrong data", "c1")), False, False, "retracted: wrong data"),
    (later(correction("retraction", "elsewhere", "c2")), True, True, "all 7 required"),
    (later(correction("erratum", "a typo")), True, True, "all 7 required"),
    (later(again(Verdict.INCONCLUSIVE)), True, True, "all 7 required"),
    (later(again(Verdict.REJECTED)), False, False, "superseded by attempt attempt-2b"),
    (later(again(Verdict.REJECTED), again(number=3)), False, False, "superseded by attempt attempt-2b"),
    (later(again(Verdict.REJECTED), again(number=3, changes={"gate": "0.3.0"})), True, True, "all 7 required"),
    (later(again(Verdict.REJECTED), again(number=3, changes={"images": ()})), True, True, "all 7 required"),
    (later(again(Verdict.REJECTED, subjects=OTHER)), True, True, "all 7 required"),
    (later(revocation(AT), again(subjects=OTHER)), False, True, "revoked"),
    (later(again(Verdict.REJECTED, subjects=CHANGED)), False, False, "the claim was changed"),
    (later(again(subjects=CHANGED)), False, True, "the claim was changed"),
    (later(again(), revocation(AT + len(STORY.attempt.entries()))), False, False, "superseded by attempt attempt-2b"),
]
"""What happens after the verdict; whether it counts then, whether the claim is VERIFIED, and why."""


@pytest.mark.parametrize(("told", "counts", "claim", "reason"), STANDING)
def test_the_standing_is_folded_from_all_entries_about_the_record(
    told: Story, counts: bool, claim: bool, reason: str
) -> None:
    report = verified(told.bundle())
    assert report.verdict is Verdict.VERIFIED
    assert report.standing is not None
    assert (report.standing.verdict.status is Status.VERIFIED) == counts
    assert (report.standing.claim.status is Status.VERIFIED) == claim
    assert reason in report.standing.verdict.reason
    result, summary = (json.loads(envelope.payload)["predicate"] for envelope in read_bundle(told.bundle()).envelopes)
    assert summary["verificationResult"] == result["result"] == ("PASSED" if counts else "FAILED")


def test_the_log_approves_nothing_with_its_own_key() -> None:
    approval = Approval("r-123", "c1", Digest.of(b"challenge"), "challenge", "alice", "I read it")

    def by(signer: Signer) -> bytes:
        person = PersonSigner(PersonKey(signer.verifier.public), signer.sign)
        body = ApprovalBody(
            subject=approval.subject,
            what=approval.what,
            approver=approval.approver,
            note=approval.note,
            person_key=str(person.key),
            proof=person.sign(approval.text(), APPROVAL),
        )
        return later(about(body)).raw()

    with pytest.raises(IntegrityError, match=r"approval\.store-key"):
        verified(by(SIGNER))
    with pytest.raises(IntegrityError, match=r"bundle\.statement"):  # the fold takes it; the statements are another's
        verified(by(SECOND))


def test_what_bears_on_the_claim_is_listed_with_its_entries() -> None:
    told = later(
        correction("erratum", "a typo"),
        correction("clarification", "of another claim", "c2"),
        again(Verdict.REJECTED, subjects=OTHER),
        revocation(AT),
    )
    standing = verified(told.bundle()).standing
    assert standing is not None
    assert [(event.index - AT, event.kind) for event in standing.events] == [
        (1, "correction"),
        (2 + len(STORY.attempt.entries()), "verdict"),
        (3 + len(STORY.attempt.entries()), "revocation"),
    ]
    assert [event.text for event in standing.events] == [
        "erratum: a typo",
        "attempt attempt-2b is REJECTED: all 7 required checks passed",
        f"entry {AT} was revoked: kernel bug",
    ]
    assert standing.time == "2026-06-10T00:01:43.000000Z"


def test_a_passed_summary_over_a_revoked_verdict_is_refused() -> None:
    """The log's owner signs the statements that were true before the revocation."""
    told = later(revocation(AT))
    value = json.loads(told.bundle())
    head, standing = json.loads(STORY.bundle()), "terms/standing"
    assert standing in base64.b64decode(head["envelopes"][1]["payload"]).decode()
    forged = []
    for envelope in value["envelopes"]:
        payload = base64.b64decode(envelope["payload"]).decode()
        payload = payload.replace('"FAILED"', '"PASSED"').replace("Unverified", "VERIFIED")
        forged.append(sign_envelope(IN_TOTO, payload.encode(), SIGNER))
    with pytest.raises(IntegrityError, match=r"bundle\.statement"):
        verified(json.dumps(value | {"envelopes": forged}).encode())


def without(told: Story, number: int) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda value: {"entries": value["entries"][:number] + value["entries"][number + 1 :]}


REVOKED = later(revocation(AT), correction("erratum", "a typo"))


@pytest.mark.parametrize("number", range(12))
def test_no_entry_about_the_record_can_be_left_out(number: int) -> None:
    value = json.loads(REVOKED.bundle())
    assert len(value["entries"]) == 12
    with pytest.raises(IntegrityError, match=r"index\.incomplete|proof\."):
        verified(json.dumps(value | without(REVOKED, number)(value)).encode())


def test_neither_an_earlier_index_nor_an_earlier_last_entry_hides_a_revocation() -> None:
    now, before = REVOKED.parts()["proof"], replace(REVOKED, later=()).parts()["proof"]
    for change in (
        {"entries": before.entries, "index": before.index, "paths": before.paths},
        {"last": before.last},
        {"entries": before.entries, "index": before.index, "paths": before.paths, "last": before.last},
    ):
        with pytest.raises(IntegrityError, match=r"index\.|proof\."):
            REVOKED.bundle(proof=replace(now, **change))


def test_a_bundle_over_the_checkpoint_before_the_revocation_says_its_size() -> None:
    """It is honest evidence of how things stood then; only a newer checkpoint shows that it is old."""
    entries, _ = placed(REVOKED.plain())
    early = AT + 1
    _, then = placed(REVOKED.plain()[:early])
    tree = tree_of(entries[:early])
    proof = proof_of(entries[:early], tree, then, "r-123")
    report = verified(REVOKED.bundle(proof=proof, checkpoint=tree.checkpoint()))
    assert report.standing is not None
    assert report.standing.verdict.status is Status.VERIFIED
    assert report.checkpoint.checkpoint.size == early


# Key rotation.


@pytest.mark.parametrize("key", [SIGNER, SECOND, THIRD])
def test_after_rotations_any_key_of_the_chain_verifies(key: Signer) -> None:
    data = story(Verdict.VERIFIED, rotations=CHANGES, signer=THIRD).bundle()
    assert verify_bundle(data, key.verifier).checkpoint.key == THIRD.verifier
    everybody = Trust(ORIGIN, (SIGNER.verifier, SECOND.verifier, THIRD.verifier))
    assert verify_bundle(data, everybody).verdict is Verdict.VERIFIED


def test_a_replaced_key_and_a_broken_chain_are_not_believed() -> None:
    with pytest.raises(IntegrityError, match=r"note\.unverified"):
        verified(story(Verdict.VERIFIED, rotations=CHANGES, signer=SECOND).bundle())
    good = story(Verdict.VERIFIED, rotations=CHANGES, signer=THIRD)
    with pytest.raises(IntegrityError, match=r"key\.wrong-old"):
        verified(good.bundle(rotations=good.parts()["rotations"][1:]))
    with pytest.raises(IntegrityError, match=r"bundle\.rotation"):
        verified(good.bundle(rotations=[good.parts()["proof"].last]))


# Lies of the log's owner: everything is signed rightly, but the parts do not belong together.


@pytest.mark.parametrize(
    ("lie", "code"),
    [
        ({"checks": BAD}, "log.impossible-history"),
        ({"checks": OPEN}, "log.impossible-history"),
        ({"checks": GOOD[:2]}, "log.impossible-history"),
        ({"required": ()}, "log.impossible-history"),
        ({"verdict": Verdict.REJECTED, "level": None}, "log.impossible-history"),
        ({"verdict": Verdict.INCONCLUSIVE, "level": None}, "log.impossible-history"),
        ({"decided": Verdict.REJECTED}, "log.impossible-history"),
        ({"required": REQUIRED[:1]}, "log.impossible-history"),
        ({"required": (*REQUIRED, "lean.extra")}, "log.impossible-history"),
        ({"changes": {"policy_digest": Digest.of(b"other")}}, "log.impossible-history"),
        ({"changes": {"checks": Digest.of(b"other")}}, "log.impossible-history"),
    ],
)
def test_a_verdict_that_does_not_follow_is_found_out(lie: dict[str, Any], code: str) -> None:
    with pytest.raises(IntegrityError) as caught:
        verified(STORY.lying(**lie).raw())
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("documents", "code"),
    [
        ([CLAIM], "bundle.policy"),
        ([POLICY], "bundle.claim"),
        ([POLICY + b" ", CLAIM], "bundle.policy"),
        ([POLICY, CLAIM, b"{}"], "bundle.document"),
        ([], "bundle.policy"),
    ],
)
def test_other_documents_than_the_attempts_name_are_found_out(documents: list[bytes], code: str) -> None:
    with pytest.raises(IntegrityError) as caught:
        verified(replace(STORY, documents=documents).raw())
    assert caught.value.code == code


def test_a_document_that_is_none_is_found_out() -> None:
    broken = b'{"kind":"mathematical"}'
    told = replace(STORY.lying(subjects=SUBJECTS | {"claim": Digest.of(broken)}), documents=[POLICY, broken])
    with pytest.raises(IntegrityError, match=r"bundle\.document"):
        verified(told.raw())


def test_a_claim_of_a_kind_that_does_not_come_with_gate_is_believed_about_its_checks() -> None:
    claim = b'{"id":"c1","kind":"counting"}'
    told = replace(STORY.lying(subjects=SUBJECTS | {"claim": Digest.of(claim)}), documents=[POLICY, claim])
    report = verified(told.bundle())
    assert report.verdict is Verdict.VERIFIED
    assert any("the log's decision is believed" in line for line in report.not_shown)
    assert any("are recomputed" in line for line in verified(STORY.bundle()).shown)


def test_other_checks_than_the_logged_ones_are_found_out() -> None:
    better = [canonical_json(check.to_json()) for check in (*GOOD, passed("lean.extra", "fine"))]
    with pytest.raises(IntegrityError, match=r"bundle\.checks"):
        verified(STORY.bundle(checks=better))


@pytest.mark.parametrize("index", [0, AT - 1, AT + 1])
def test_an_entry_that_is_no_verdict_about_the_record_is_found_out(index: int) -> None:
    value = json.loads(STORY.bundle()) | {"verdict": index}
    with pytest.raises(IntegrityError, match=r"bundle\.entry"):
        verified(json.dumps(value).encode())


def test_another_checkpoint_is_found_out() -> None:
    with pytest.raises(IntegrityError, match=r"proof\."):
        STORY.bundle(checkpoint=replace(STORY, after=3).parts()["checkpoint"])


# Lies in the envelopes.


def with_envelopes(change: Callable[[list[Any]], list[Any]], verdict: Verdict = Verdict.VERIFIED) -> bytes:
    value = json.loads(story(verdict).bundle())
    value["envelopes"] = change(value["envelopes"])
    return json.dumps(value).encode()


def resigned(items: Sequence[Any], old: str = "", new: str = "", signer: Signer = SIGNER) -> list[Any]:
    payloads = [base64.b64decode(item["payload"]).decode() for item in items]
    assert any(old in payload for payload in payloads)
    return [sign_envelope(IN_TOTO, payload.replace(old, new).encode(), signer) for payload in payloads]


SIGNED_GARBAGE = [b"{}", b"[]", b"null", b"", b'{"predicate":{"verifier":{"version":{"a":1}}}}']


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (with_envelopes(lambda items: items[:1]), "bundle.statement"),
        (with_envelopes(lambda items: []), "bundle.statement"),
        (with_envelopes(lambda items: items[::-1]), "bundle.statement"),
        (with_envelopes(lambda items: items * 2), "bundle.statement"),
        (with_envelopes(lambda items: items * 2, Verdict.INCONCLUSIVE), "bundle.statement"),
        (with_envelopes(lambda items: resigned(items, f'"index":{AT}', '"index":3')), "bundle.statement"),
        (with_envelopes(lambda items: resigned(items, '"size":19', '"size":99')), "bundle.statement"),
        (with_envelopes(lambda items: resigned(items, PLAIN["archive"].hex, "0" * 64)), "bundle.statement"),
        (with_envelopes(lambda items: resigned(items, signer=SECOND)), "envelope.unverified"),
        (with_envelopes(lambda items: [items[0] | {"payloadType": "text/plain"}, items[1]]), "envelope.unverified"),
        *[
            (
                with_envelopes(lambda items, raw=raw: [items[0], sign_envelope(IN_TOTO, raw, SIGNER)]),
                "statement.malformed",
            )
            for raw in SIGNED_GARBAGE
        ],
        (
            with_envelopes(
                lambda items: [sign_envelope("text/plain", base64.b64decode(i["payload"]), SIGNER) for i in items]
            ),
            "bundle.statement",
        ),
    ],
)
def test_lies_in_the_envelopes(data: bytes, code: str) -> None:
    with pytest.raises(IntegrityError) as caught:
        verified(data)
    assert caught.value.code == code


def test_the_versions_may_be_any_that_the_log_signs() -> None:
    assert verified(STORY.bundle(versions={"é": "any"})).verdict is Verdict.VERIFIED


# Malformed files.

VALUE = json.loads(STORY.bundle())
FIRST = VALUE["entries"][0]
INDEX = VALUE["record_index"]


@pytest.mark.parametrize(
    "change",
    [
        {"contract": None},
        {"contract": "gate-verdict-bundle-v3"},
        {"extra": 1},
        {"origin": 1},
        {"origin": "elsewhere.example"},
        {"checkpoint": "!"},
        {"checkpoint": None},
        {"record": 1},
        {"record": "r-124"},
        {"verdict": -1},
        {"verdict": 1 << 63},
        {"verdict": True},
        {"verdict": 1.0},
        {"entries": {}},
        {"entries": [1]},
        {"entries": []},
        {"entries": VALUE["entries"][::-1]},
        {"entries": [*VALUE["entries"], FIRST]},
        {"entries": [FIRST | {"index": -1}, *VALUE["entries"][1:]]},
        {"entries": [FIRST | {"entry": "e30="}, *VALUE["entries"][1:]]},
        {"entries": [FIRST | {"more": 1}, *VALUE["entries"][1:]]},
        {"entries": [*VALUE["entries"][:-1], VALUE["entries"][-1] | {"proof": []}]},
        {"entries": [*VALUE["entries"][:-1], VALUE["entries"][-1] | {"proof": ["AAAA"]}]},
        {"last": VALUE["last"] | {"entry": "e30="}},
        {"last": VALUE["last"] | {"proof": []}},
        {"last": VALUE["last"] | {"index": 3}},
        {"last": []},
        {"record_index": INDEX | {"bucket": []}},
        {"record_index": INDEX | {"bucket": [INDEX["bucket"][0] + " "]}},
        {"record_index": INDEX | {"bucket": ["r-123 05 9"]}},
        {"record_index": INDEX | {"bucket": ["r-123 5 9"]}},
        {"record_index": INDEX | {"bucket": INDEX["bucket"] * 2}},
        {"record_index": INDEX | {"siblings": INDEX["siblings"][1:]}},
        {"record_index": INDEX | {"siblings": [*INDEX["siblings"][1:], "AAAA"]}},
        {"rotations": "x"},
        {"rotations": [1]},
        {"rotations": ["e30="]},
        {"documents": []},
        {"documents": ["e30="] * 5000},
        {"checks": []},
        {"checks": ["e30="] * 5000},
        {"envelopes": [1]},
        {"envelopes": [{}]},
    ],
)
def test_malformed_bundles(change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError) as caught:
        verified(json.dumps(VALUE | change).encode())
    assert caught.value.code.split(".")[0] in ("bundle", "proof", "entry", "envelope", "index")


def test_every_missing_member_is_named() -> None:
    for name in VALUE:
        value = {key: item for key, item in VALUE.items() if key != name}
        with pytest.raises(IntegrityError, match=r"^bundle\."):
            verified(json.dumps(value).encode())


def test_no_changed_character_goes_unnoticed() -> None:
    """One changed character anywhere is refused, but for spaces between members and the unauthenticated key ids."""
    data = REVOKED.bundle()
    source = random.Random(6)
    places = [at for at in range(len(data)) if not data[at : at + 1].isspace()]
    for at in source.sample(places, 400):
        changed = bytearray(data)
        changed[at] = source.choice([code for code in b'ABCxyz0189+/="{}[],:' if code != data[at]])
        try:
            report = verify_bundle(bytes(changed), TRUST)
        except IntegrityError:
            continue
        line = data[data.rfind(b"\n", 0, at) + 1 : data.find(b"\n", at)]
        assert b'"keyid"' in line, (at, line)
        assert report.standing is not None
        assert report.standing.verdict.status is Status.UNVERIFIED


def test_the_file_is_one_member_a_line_and_names_its_contract() -> None:
    lines = STORY.bundle().decode("ascii").splitlines()
    assert lines[1] == f' "contract": "{BUNDLE_CONTRACT}",'
    policy = base64.b64encode(POLICY).decode()
    assert f'  "{policy}",' in lines


def test_verification_needs_no_database_no_docker_and_no_command_line() -> None:
    heavy = ("docker", "sqlalchemy", "alembic", "typer", "rich")
    code = f"import sys, gate.attest.verify; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
