"""Bundles of gate 0.1: they verify as they did, every lie in them is found out, and they state no standing."""

from __future__ import annotations

import base64
import json
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from gate.attest.bundle import read_bundle
from gate.attest.bundle_v1 import CONTRACT, BundleV1
from gate.attest.dsse import IN_TOTO, sign_envelope
from gate.attest.statement import LoggedVerdict, statements
from gate.attest.verify import verify_bundle
from gate.log.checkpoint import Trust
from gate.log.entry import Entry, read_entry
from gate.log.keys import Signer
from gate.model.check import passed
from gate.model.digest import Digest, canonical_json
from gate.model.errors import IntegrityError
from gate.model.verdict import Verdict
from tests.attest.bundles import CHANGES, POLICY, SECOND, THIRD, TIME, TRUST
from tests.attest.bundles_v1 import BAD, CASES, GOOD, OPEN, SUBJECTS, Story, proved, story, verdict_entry
from tests.log.test_checkpoint import cosign, witness_key
from tests.log.trees import ORIGIN, SIGNER, tree_of


@pytest.mark.parametrize("verdict", Verdict)
def test_a_true_bundle_verifies_with_the_public_key_alone(verdict: Verdict) -> None:
    data = story(verdict).bundle()
    report = verify_bundle(data, SIGNER.verifier)
    assert report.verdict is verdict
    assert report.index == 10
    assert [check.id for check in report.checks] == [check.id for check in CASES[verdict]]
    assert report.entry.record == "r-123"
    assert len(read_bundle(data).envelopes) == (1 if verdict is Verdict.INCONCLUSIVE else 2)
    assert report.standing is None


def test_it_says_what_is_shown_and_what_is_not() -> None:
    data = story(Verdict.VERIFIED).bundle()
    report = verify_bundle(data, SIGNER.verifier, subjects={"record": SUBJECTS["record"]})
    assert any("the record that you gave" in line for line in report.shown)
    assert not any("the record with the digest" in line for line in report.not_shown)
    assert any("the artifact with the digest" in line for line in report.not_shown)
    assert any("revoked" in line for line in report.not_shown)
    assert any("no witness" in line for line in report.not_shown)


def test_another_subject_is_noticed() -> None:
    data = story(Verdict.VERIFIED).bundle()
    for subjects in ({"artifact": SUBJECTS["record"]}, {"paper": SUBJECTS["record"]}):
        with pytest.raises(IntegrityError, match=r"bundle\.subject"):
            verify_bundle(data, SIGNER.verifier, subjects=subjects)


def test_another_key_or_log_is_not_believed() -> None:
    data = story(Verdict.VERIFIED).bundle()
    with pytest.raises(IntegrityError, match=r"note\.unverified"):
        verify_bundle(data, SECOND.verifier)
    with pytest.raises(IntegrityError, match=r"checkpoint\.origin"):
        verify_bundle(data, Trust("elsewhere.example", (SIGNER.verifier,)))


def test_witnesses_are_required_when_asked_for() -> None:
    witness = Signer("w.example", b"w" * 32)
    trust = Trust(ORIGIN, (SIGNER.verifier,), (witness_key(witness),), required=1)
    parts = story(Verdict.VERIFIED).parts()
    with pytest.raises(IntegrityError, match=r"checkpoint\.cosigners"):
        verify_bundle(story(Verdict.VERIFIED).bundle(), trust)
    report = verify_bundle(story(Verdict.VERIFIED).bundle(checkpoint=cosign(parts["checkpoint"], witness)), trust)
    assert f"cosigned by {witness_key(witness).id}" in report.shown
    assert not any("no witness" in line for line in report.not_shown)


# Key rotation.


@pytest.mark.parametrize("key", [SIGNER, SECOND, THIRD])
def test_after_rotations_any_key_of_the_chain_verifies(key: Signer) -> None:
    data = story(Verdict.VERIFIED, rotations=CHANGES, signer=THIRD).bundle()
    assert verify_bundle(data, key.verifier).checkpoint.key == THIRD.verifier
    everybody = Trust(ORIGIN, (SIGNER.verifier, SECOND.verifier, THIRD.verifier))
    assert verify_bundle(data, everybody).verdict is Verdict.VERIFIED


def test_a_replaced_key_and_a_broken_chain_are_not_believed() -> None:
    old = story(Verdict.VERIFIED, rotations=CHANGES, signer=SECOND)
    with pytest.raises(IntegrityError, match=r"note\.unverified"):
        verify_bundle(old.bundle(), SIGNER.verifier)
    good = story(Verdict.VERIFIED, rotations=CHANGES, signer=THIRD)
    with pytest.raises(IntegrityError, match=r"key\.wrong-old"):
        verify_bundle(good.bundle(rotations=good.parts()["rotations"][1:]), SIGNER.verifier)
    with pytest.raises(IntegrityError, match=r"bundle\.rotation"):
        verify_bundle(good.bundle(rotations=[good.parts()["verdict"].data]), SIGNER.verifier)


# Lies of the log's owner: everything is signed rightly, but the parts do not belong together.


@pytest.mark.parametrize(
    ("lie", "code"),
    [
        (Story(checks=BAD), "bundle.verdict"),
        (Story(checks=OPEN), "bundle.verdict"),
        (Story(checks=GOOD[:2]), "bundle.verdict"),
        (Story(required=()), "bundle.verdict"),
        (Story(verdict=Verdict.REJECTED, level=None), "bundle.verdict"),
        (Story(verdict=Verdict.INCONCLUSIVE, level=None), "bundle.verdict"),
        (Story(decided=Verdict.REJECTED), "bundle.verdict"),
        (Story(changes={"policy_digest": Digest.of(b"other")}), "bundle.policy"),
        (Story(changes={"checks": Digest.of(b"other")}), "bundle.checks"),
    ],
)
def test_a_verdict_that_does_not_follow_is_found_out(lie: Story, code: str) -> None:
    with pytest.raises(IntegrityError) as caught:
        verify_bundle(lie.bundle(), SIGNER.verifier)
    assert caught.value.code == code


def test_other_checks_than_the_logged_ones_are_found_out() -> None:
    better = [canonical_json(check.to_json()) for check in (*GOOD, passed("lean.extra", "fine"))]
    with pytest.raises(IntegrityError, match=r"bundle\.checks"):
        verify_bundle(Story().bundle(checks=better), SIGNER.verifier)


def test_parts_at_other_places_are_found_out() -> None:
    parts = Story().parts()
    moved = replace(parts["verdict"], index=parts["verdict"].index - 1)
    with pytest.raises(IntegrityError, match=r"proof\."):
        verify_bundle(Story().bundle(verdict=moved), SIGNER.verifier)
    with pytest.raises(IntegrityError, match=r"bundle\.entry"):
        verify_bundle(Story().bundle(decision=parts["verdict"]), SIGNER.verifier)
    shorter = Story(after=0).parts()["checkpoint"]
    with pytest.raises(IntegrityError, match=r"proof\."):
        verify_bundle(Story().bundle(checkpoint=shorter), SIGNER.verifier)


def test_the_decision_of_another_attempt_is_found_out() -> None:
    first = Story(after=0)
    entries = first.entries()
    body = read_entry(entries[-2]).body
    entries[-2] = Entry(TIME, body, attempt="attempt-8").to_bytes()
    tree = tree_of(entries)
    last = len(entries) - 1
    data = first.bundle(
        checkpoint=tree.checkpoint(), verdict=proved(entries, tree, last), decision=proved(entries, tree, last - 1)
    )
    with pytest.raises(IntegrityError, match=r"bundle\.decision"):
        verify_bundle(data, SIGNER.verifier)


def test_a_decision_that_was_written_after_its_verdict_is_found_out() -> None:
    story_ = Story(after=0)
    entries = story_.entries()
    entries[-2:] = [entries[-1], entries[-2]]
    tree = tree_of(entries)
    last = len(entries) - 1
    data = story_.bundle(
        checkpoint=tree.checkpoint(), verdict=proved(entries, tree, last - 1), decision=proved(entries, tree, last)
    )
    with pytest.raises(IntegrityError, match=r"bundle\.decision"):
        verify_bundle(data, SIGNER.verifier)


# Lies in the envelopes.


def with_envelopes(change: Callable[[list[Any]], list[Any]], verdict: Verdict = Verdict.VERIFIED) -> bytes:
    value = json.loads(story(verdict).bundle())
    value["envelopes"] = change(value["envelopes"])
    return json.dumps(value).encode()


def other_statement(signer: Signer = SIGNER, **changes: Any) -> list[Any]:
    part = Story().parts()["verdict"]
    logged = LoggedVerdict(ORIGIN, part.index, verdict_entry(part), GOOD, {"gate": "0.1.0"})
    return [sign_envelope(IN_TOTO, data, signer) for data in statements(replace(logged, **changes))]


SIGNED_GARBAGE = [b"{}", b"[]", b"null", b"", b'{"predicate":{"verifier":{"version":{"a":1}}}}']


def without_verifier() -> bytes:
    logged = LoggedVerdict(ORIGIN, 10, verdict_entry(Story().parts()["verdict"]), GOOD)
    value = json.loads(statements(logged)[1])
    return canonical_json(value | {"predicate": {"verifier": []}})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (with_envelopes(lambda items: items[:1]), "bundle.statement"),
        (with_envelopes(lambda items: []), "bundle.statement"),
        (with_envelopes(lambda items: items[::-1]), "bundle.statement"),
        (with_envelopes(lambda items: items * 2), "bundle.statement"),
        (with_envelopes(lambda items: items * 2, Verdict.INCONCLUSIVE), "bundle.statement"),
        (with_envelopes(lambda items: other_statement(index=3)), "bundle.statement"),
        (with_envelopes(lambda items: other_statement(checks=BAD)), "bundle.statement"),
        (with_envelopes(lambda items: other_statement(SECOND)), "envelope.unverified"),
        (with_envelopes(lambda items: [items[0] | {"payloadType": "text/plain"}, items[1]]), "envelope.unverified"),
        *[
            (
                with_envelopes(lambda items, raw=raw: [items[0], sign_envelope(IN_TOTO, raw, SIGNER)]),
                "statement.malformed",
            )
            for raw in SIGNED_GARBAGE
        ],
        (
            with_envelopes(lambda items: [items[0], sign_envelope(IN_TOTO, without_verifier(), SIGNER)]),
            "bundle.statement",
        ),
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
        verify_bundle(data, SIGNER.verifier)
    assert caught.value.code == code


def test_the_versions_may_be_any_that_the_log_signs() -> None:
    report = verify_bundle(Story().bundle(versions={"é": "any"}), SIGNER.verifier)
    assert report.verdict is Verdict.VERIFIED


# Malformed files.

VALUE = json.loads(Story().bundle())


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
        {"verdict": []},
        {"verdict": VALUE["verdict"] | {"index": -1}},
        {"verdict": VALUE["verdict"] | {"index": 1 << 63}},
        {"verdict": VALUE["verdict"] | {"index": True}},
        {"verdict": VALUE["verdict"] | {"index": 1.0}},
        {"verdict": VALUE["verdict"] | {"proof": ["AAAA"]}},
        {"verdict": VALUE["verdict"] | {"proof": VALUE["verdict"]["proof"][1:]}},
        {"verdict": VALUE["verdict"] | {"proof": VALUE["verdict"]["proof"] * 40}},
        {"verdict": VALUE["verdict"] | {"entry": "e30="}},
        {"verdict": VALUE["verdict"] | {"more": 1}},
        {"rotations": "x"},
        {"rotations": [1]},
        {"rotations": ["e30="]},
        {"policy": ""},
        {"checks": []},
        {"checks": ["e30="] * 5000},
        {"envelopes": [1]},
        {"envelopes": [{}]},
    ],
)
def test_malformed_bundles(change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError) as caught:
        verify_bundle(json.dumps(VALUE | change).encode(), SIGNER.verifier)
    assert caught.value.code.split(".")[0] in ("bundle", "proof", "entry", "envelope")


@pytest.mark.parametrize(
    "check", [b"{}", b"[]", b'{"id":1}', b'{"id": "lean.axioms"}', canonical_json(GOOD[0].to_json()) + b" "]
)
def test_malformed_checks(check: bytes) -> None:
    with pytest.raises(IntegrityError, match=r"bundle\.check"):
        Story().bundle(checks=[check])


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("verdict", {"index": -1}),
        ("verdict", {"index": 1 << 63}),
        ("decision", {"proof": ["AAAA"]}),
        ("decision", {"proof": [VALUE["verdict"]["proof"][0]] * 4097}),
    ],
)
def test_the_form_is_refused_before_anything_is_computed(part: str, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=r"bundle\.malformed"):
        read_bundle(json.dumps(VALUE | {part: VALUE[part] | change}).encode())


def test_the_forms_limits_are_inclusive() -> None:
    hashes = [VALUE["verdict"]["proof"][0]] * 4096
    part = VALUE["verdict"] | {"index": (1 << 63) - 1, "proof": hashes}
    bundle = read_bundle(json.dumps(VALUE | {"verdict": part}).encode())
    assert isinstance(bundle, BundleV1)
    assert len(bundle.verdict.proof) == 4096


def test_every_missing_member_is_named() -> None:
    for name in VALUE:
        value = {key: item for key, item in VALUE.items() if key != name}
        with pytest.raises(IntegrityError, match=r"^bundle\."):
            verify_bundle(json.dumps(value).encode(), SIGNER.verifier)


def test_no_changed_character_goes_unnoticed() -> None:
    """One changed character anywhere is refused, but for spaces between members and the unauthenticated key ids."""
    data = Story().bundle()
    assert verify_bundle(data, TRUST).verdict is Verdict.VERIFIED
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
        assert report.verdict is Verdict.VERIFIED


def test_the_file_is_one_member_a_line_and_names_its_contract() -> None:
    lines = Story().bundle().decode("ascii").splitlines()
    assert lines[1] == f' "contract": "{CONTRACT}",'
    policy = base64.b64encode(POLICY).decode()
    assert f' "policy": "{policy}",' in lines


def test_verification_needs_no_database_no_docker_and_no_command_line() -> None:
    heavy = ("docker", "sqlalchemy", "alembic", "typer", "rich")
    code = f"import sys, gate.attest.verify; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
