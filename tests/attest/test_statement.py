"""Statements: the published schemas accept them, and INCONCLUSIVE has no summary."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from gate.attest.bundle import read_bundle
from gate.attest.statement import SUMMARY, TEST_RESULT, LoggedVerdict, read_statement, statements, summary
from gate.attest.statement import test_result as result_of
from gate.attest.verify import verify_bundle
from gate.log.checkpoint import read_checkpoint
from gate.model.check import Check, failed, passed
from gate.model.digest import Digest
from gate.model.errors import IntegrityError
from gate.model.verdict import Verdict
from tests import vectors
from tests.attest import bundles_v1
from tests.attest.bundles import CASES, IMAGE, PLAIN, POLICY, REQUIRED, SUBJECTS, TRUST, correction, revocation, story
from tests.log.trees import ORIGIN


def logged(verdict: Verdict, **changes: Any) -> LoggedVerdict:
    made = story(verdict, **changes)
    bundle = read_bundle(made.bundle())
    proven = bundle.prove(read_checkpoint(bundle.checkpoint)[0], [])
    return LoggedVerdict.of(ORIGIN, proven, tuple(CASES[verdict]), {"gate": "0.1.0"})


@vectors.needs_vectors
@pytest.mark.parametrize("verdict", Verdict)
def test_the_schemas_accept_what_is_written(verdict: Verdict) -> None:
    written = [json.loads(data) for data in statements(logged(verdict))]
    names = {TEST_RESULT: "in-toto/test-result-v0.1.schema.json", SUMMARY: "in-toto/vsa-v1.schema.json"}
    for value in written:
        schema = vectors.load(names[value["predicateType"]])
        jsonschema.Draft202012Validator(schema).validate(value)
    assert [value["predicateType"] for value in written] == [TEST_RESULT, SUMMARY][: len(written)]


@vectors.needs_vectors
def test_the_worked_examples_and_ours_have_the_same_members() -> None:
    ours = json.loads(statements(logged(Verdict.VERIFIED))[1])
    example = vectors.load("in-toto/gate-verdict.vsa.example.json")
    plain = {name for name in ours["predicate"] if not name.startswith("https:")}
    assert plain - {"slsaVersion"} == {name for name in example["predicate"] if not name.startswith("https:")}


def test_inconclusive_has_no_summary() -> None:
    assert len(statements(logged(Verdict.INCONCLUSIVE))) == 1
    with pytest.raises(IntegrityError, match=r"statement\.inconclusive"):
        summary(logged(Verdict.INCONCLUSIVE), Digest.of(b"x"))


@pytest.mark.parametrize(
    ("verdict", "passed", "failed", "undecided"),
    [
        (Verdict.VERIFIED, [*REQUIRED], [], []),
        (Verdict.REJECTED, [*REQUIRED[:-2], "lean.kernel"], ["lean.axioms"], []),
        (Verdict.INCONCLUSIVE, [*REQUIRED[:-1]], [], ["lean.kernel", "engine.attempt"]),
    ],
)
def test_the_checks_are_listed_by_outcome(
    verdict: Verdict, passed: list[str], failed: list[str], undecided: list[str]
) -> None:
    predicate = result_of(logged(verdict))["predicate"]
    assert predicate["result"] == ("PASSED" if verdict is Verdict.VERIFIED else "FAILED")
    assert predicate["passedTests"] == passed
    assert predicate["failedTests"] == failed
    assert predicate["warnedTests"] == []
    assert predicate[f"https://{ORIGIN}/terms/undecidedTests"] == undecided


def test_a_check_made_twice_counts_by_its_worst_outcome() -> None:
    twice = LoggedVerdict(
        ORIGIN, 1, logged(Verdict.REJECTED).entry, (*CASES[Verdict.VERIFIED], *CASES[Verdict.REJECTED])
    )
    predicate = result_of(twice)["predicate"]
    assert predicate["failedTests"] == ["lean.axioms"]
    assert "lean.axioms" not in predicate["passedTests"]


def test_subjects_are_the_identities_and_what_sha256sum_gives() -> None:
    for data in statements(logged(Verdict.VERIFIED)):
        subjects = {item["name"]: item["digest"] for item in json.loads(data)["subject"]}
        assert subjects == {
            "artifact": {"sha256": SUBJECTS["artifact"].hex},
            "claim:c1": {"sha256": SUBJECTS["claim"].hex},
            "record:r-123": {"sha256": SUBJECTS["record"].hex},
            "artifact.tar": {"sha256": PLAIN["archive"].hex},
            "record.json": {"sha256": PLAIN["record_file"].hex},
        }


def test_statements_of_older_bundles_and_intakes_name_the_identities_alone() -> None:
    old = replace(logged(Verdict.VERIFIED), standing=None)
    for data in statements(old):
        value = json.loads(data)
        assert [item["name"] for item in value["subject"]] == ["artifact", "claim:c1", "record:r-123"]
        assert not any("standing" in name for name in value["predicate"])


@pytest.mark.parametrize(
    ("later", "reason"),
    [
        ([revocation(story(Verdict.VERIFIED).index)], "the verdict was revoked: kernel bug"),
        ([correction("retraction", "wrong data")], "retracted: wrong data"),
        ([correction("retraction", "wrong data", "c1")], "retracted: wrong data"),
    ],
)
def test_a_verdict_that_does_not_count_any_more_has_not_passed(later: list[Any], reason: str) -> None:
    result, verified = (json.loads(data)["predicate"] for data in statements(logged(Verdict.VERIFIED, later=later)))
    assert (result["result"], verified["verificationResult"]) == ("FAILED", "FAILED")
    assert verified["verifiedLevels"] == []
    for predicate in (result, verified):
        stated = predicate[f"https://{ORIGIN}/terms/standing"]
        assert (stated["status"], stated["reason"]) == ("Unverified", reason)


def test_an_erratum_and_another_claims_retraction_change_nothing() -> None:
    later = [correction("erratum", "a typo"), correction("retraction", "another claim", "c2")]
    for data in statements(logged(Verdict.VERIFIED, later=later)):
        assert "PASSED" in data.decode()
        stated = json.loads(data)["predicate"][f"https://{ORIGIN}/terms/standing"]
        assert stated["status"] == "VERIFIED"
        assert stated["checkpoint"]["newestEntry"].startswith("2026-06-10T")


def test_the_summary_names_the_result_the_policy_and_the_place_in_the_log() -> None:
    first, second = statements(logged(Verdict.VERIFIED))
    predicate = json.loads(second)["predicate"]
    assert predicate["inputAttestations"][0]["digest"] == {"sha256": Digest.of(first).hex}
    assert predicate["policy"]["digest"] == {"sha256": Digest.of(POLICY).hex}
    assert predicate["resourceUri"] == f"https://{ORIGIN}/records/r-123#c1"
    assert predicate[f"https://{ORIGIN}/terms/log"] == {"origin": ORIGIN, "index": story(Verdict.VERIFIED).index}
    assert predicate["verifier"]["version"] == {"gate": "0.1.0"}
    images = json.loads(first)["predicate"]["configuration"][1:]
    assert images == [{"name": "sandbox-image", "digest": {"sha256": IMAGE.hex}}]


@pytest.mark.parametrize(
    ("verdict", "level", "levels"),
    [
        (Verdict.VERIFIED, "proof", ["GATE2_FORMAL_PROOF"]),
        (Verdict.VERIFIED, "R3", ["GATE2_REPRODUCED", "GATE2_REPRODUCED_R3"]),
        (Verdict.VERIFIED, None, []),
        (Verdict.REJECTED, "R2", []),
    ],
)
def test_levels_are_claimed_only_for_what_is_verified(verdict: Verdict, level: str | None, levels: list[str]) -> None:
    value = json.loads(statements(logged(verdict, level=level))[1])
    assert value["predicate"]["verifiedLevels"] == levels
    assert value["predicate"]["verificationResult"] == ("PASSED" if verdict is Verdict.VERIFIED else "FAILED")


ESTABLISHES, LEAVES_OPEN = WORDS = "the gate itself computes slope", "whether the data are right"
MOOT, REVIEWED = ({"reviewed": reviewed} for reviewed in (False, True))


@pytest.mark.parametrize(
    ("checks", "carriers"),
    [
        ([passed("repro.method", "ok")], ["GATE2_METHOD_RECOMPUTED"]),
        ([passed("repro.relations", "ok")], ["GATE2_RELATIONS_HOLD"]),
        ([failed("repro.method", "x", "no"), passed("repro.relations", "ok")], ["GATE2_RELATIONS_HOLD"]),
        ([passed("repro.method-review", "ok", data=MOOT)], []),
        ([passed("repro.method-review", "ok", data=REVIEWED)], ["GATE2_METHOD_REVIEWED"]),
    ],
)
def test_the_summary_says_the_level_in_words_and_what_carried_it(checks: list[Check], carriers: list[str]) -> None:
    made = logged(Verdict.VERIFIED, level="R4", words=WORDS)
    predicate = json.loads(statements(replace(made, checks=tuple(checks)))[1])["predicate"]
    assert predicate["verifiedLevels"] == ["GATE2_REPRODUCED", "GATE2_REPRODUCED_R4", *carriers]
    words = {"level": "R4", "establishes": ESTABLISHES, "leavesOpen": LEAVES_OPEN}
    assert predicate[f"https://{ORIGIN}/terms/level"] == words


def test_entries_without_words_keep_the_summaries_that_were_signed_for_them() -> None:
    made = logged(Verdict.VERIFIED, level="R4")
    predicate = json.loads(statements(replace(made, checks=(passed("repro.relations", "ok"),)))[1])["predicate"]
    assert predicate["verifiedLevels"] == ["GATE2_REPRODUCED", "GATE2_REPRODUCED_R4"]
    assert f"https://{ORIGIN}/terms/level" not in predicate


def test_a_verified_bundle_says_what_its_level_establishes_and_leaves_open() -> None:
    made = story(Verdict.VERIFIED, level="R4", words=WORDS)
    found = verify_bundle(made.bundle(), TRUST)
    assert f"level R4, as the log has it: {ESTABLISHES}" in found.shown
    assert LEAVES_OPEN in found.not_shown


@vectors.needs_vectors
def test_published_statements() -> None:
    cases = vectors.load("in-toto/statements.json")["cases"]
    assert len(cases) == 8
    for case in cases:
        if case["valid"]:
            assert read_statement(case["json"].encode()) == json.loads(case["json"])
        else:
            with pytest.raises(IntegrityError, match=r"statement\.malformed"):
                read_statement(case["json"].encode())
    for examples in vectors.load("in-toto/predicate-examples.json").values():
        for example in examples:
            assert read_statement(json.dumps(example).encode()) == example


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"\xff", b'{"_type":1}', b'{"_type":"https://in-toto.io/Statement/v1","subject":{}}']
)
def test_malformed_statements(data: bytes) -> None:
    with pytest.raises(IntegrityError, match=r"statement\.malformed"):
        read_statement(data)


def test_our_own_statements_are_read() -> None:
    for data in statements(logged(Verdict.VERIFIED)):
        assert read_statement(data)["_type"] == "https://in-toto.io/Statement/v1"


def test_the_form_of_version_1_never_changes() -> None:
    """Old bundles verify only as long as the same entry gives the same statements."""

    def old(verdict: Verdict) -> LoggedVerdict:
        part = bundles_v1.story(verdict, changes={"policy_digest": Digest.of(b"a policy")}).parts()["verdict"]
        entry = bundles_v1.verdict_entry(part)
        return LoggedVerdict(ORIGIN, part.index, entry, tuple(bundles_v1.CASES[verdict]), {"gate": "0.1.0"})

    digests = {verdict: [Digest.of(data).short for data in statements(old(verdict))] for verdict in Verdict}
    assert digests == {
        Verdict.VERIFIED: ["392b90b3295b", "8169bbc89330"],
        Verdict.REJECTED: ["5d60d5a0c453", "9847c3a4016e"],
        Verdict.INCONCLUSIVE: ["602a75a95808"],
    }


@pytest.mark.parametrize(
    "subject", [1, None, [], {}, {"digest": 1}, {"digest": []}, {"digest": {}}, {"digest": {"sha256": 1}}]
)
def test_malformed_subjects(subject: Any) -> None:
    value = json.loads(statements(logged(Verdict.VERIFIED))[0])
    value["subject"].append(subject)
    with pytest.raises(IntegrityError, match=r"statement\.malformed"):
        read_statement(json.dumps(value).encode())
