"""docs/verify-by-hand.md: its commands are run as they stand, on true bundles and on changed ones."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from gate.attest.bundle import proof_to_json
from gate.attest.dsse import IN_TOTO, sign_envelope
from gate.attest.verify import verify_bundle
from gate.engine.inputs.intake import load_record
from gate.log.keys import Signer
from gate.log.kinds import RequirementBody
from gate.model.check import passed
from gate.model.claim import Claim, EmpiricalClaim, MathematicalClaim
from gate.model.digest import Digest, canonical_json
from gate.model.errors import IntegrityError
from gate.model.policy import ExternalKernel, GateKernel, LeanPolicy, Policy, ReproPolicy
from gate.model.required import required_checks
from gate.model.verdict import Status, Verdict
from tests import vectors
from tests.attest.bundles import ABOUT, BAD, CHANGES, CLAIM, GOOD, POLICY, THIRD, Story, about, story
from tests.attest.test_bundle import REVOKED, STANDING, STORY, again, with_envelopes, without
from tests.log.trees import SIGNER

PAGE = Path(__file__).resolve().parents[2] / "docs" / "verify-by-hand.md"
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)

FILES = re.findall(r"^```sh files\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
TIMESTAMP = re.findall(r"^```sh timestamp\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)

STRICTER = canonical_json(Policy(lean=LeanPolicy(require_approval=True)).model_dump(mode="json"))

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")


def by_hand(folder: Path, bundle: bytes, signer: Signer = SIGNER) -> subprocess.CompletedProcess[str]:
    folder.mkdir(exist_ok=True)
    (folder / "bundle.json").write_bytes(bundle)
    (folder / "log.pub").write_text(f"{signer.verifier}\n")
    return run(folder, BLOCKS)


def run(folder: Path, blocks: list[str]) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    command = ["sh", "-c", "\n".join(blocks)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment, check=False)


@pytest.mark.parametrize("verdict", Verdict)
def test_a_true_bundle_holds(tmp_path: Path, verdict: Verdict) -> None:
    done = by_hand(tmp_path, story(verdict).bundle())
    assert done.returncode == 0, done.stderr
    result = "PASSED" if verdict is Verdict.VERIFIED else "FAILED"
    assert done.stdout.splitlines()[-1].startswith(f"all of it holds: {verdict}, {result} at size ")


@pytest.mark.parametrize(("told", "counts", "claim", "reason"), STANDING)
def test_the_standing(tmp_path: Path, told: Story, counts: bool, claim: bool, reason: str) -> None:
    done = by_hand(tmp_path, told.bundle())
    assert done.returncode == 0, done.stderr
    assert f"VERIFIED, {'PASSED' if counts else 'FAILED'} at size" in done.stdout.splitlines()[-1]


@pytest.mark.parametrize("before", [0, 1, 6, 15])
@pytest.mark.parametrize("after", [0, 5])
def test_trees_of_many_shapes(tmp_path: Path, before: int, after: int) -> None:
    done = by_hand(tmp_path, Story(before=before, after=after).bundle())
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("signer", [SIGNER, CHANGES[0][1], THIRD])
def test_keys_that_were_changed(tmp_path: Path, signer: Signer) -> None:
    done = by_hand(tmp_path, story(Verdict.VERIFIED, rotations=CHANGES, signer=THIRD).bundle(), signer)
    assert done.returncode == 0, done.stderr
    assert f"key in charge: {THIRD.verifier.id}" in done.stdout


def test_a_check_inside_anothers_data_is_no_check(tmp_path: Path) -> None:
    inner = passed("lean.kernel", "look").to_json()
    decoy = passed("lean.other", "a decoy", data={"a": {"b": {}, "c": inner}, "z": [{}, inner]})
    done = by_hand(tmp_path, story(Verdict.INCONCLUSIVE).lying(checks=(*GOOD[:-1], decoy)).bundle())
    assert done.returncode == 0, done.stdout
    assert "the verdict is INCONCLUSIVE" in done.stdout
    assert by_hand(tmp_path / "lie", STORY.lying(checks=(*GOOD[:-1], decoy)).raw()).returncode != 0


def changed_challenge(**changes: object) -> MathematicalClaim:
    assert ABOUT.challenge is not None
    return ABOUT.model_copy(update={"challenge": ABOUT.challenge.model_copy(update=changes)})


KERNELS = tuple(ExternalKernel(name=name, image="other", argv=("check",)) for name in ("nanoda", "lean4lean"))
EMPIRICAL = load_record(PAGE.parents[1] / "examples" / "records" / "norris.json").claims[0]
assert isinstance(EMPIRICAL, EmpiricalClaim)
assert EMPIRICAL.expected is not None


@pytest.mark.parametrize(
    "claim",
    [
        ABOUT,
        changed_challenge(toolchain="lean-core"),
        changed_challenge(holes=("answer",)),
        EMPIRICAL,
        EMPIRICAL.model_copy(update={"expected": EMPIRICAL.expected.model_copy(update={"relations": ()})}),
        EMPIRICAL.model_copy(update={"expected": EMPIRICAL.expected.model_copy(update={"relations": (), "data": ()})}),
    ],
)
def test_what_was_needed_is_recomputed(tmp_path: Path, claim: Claim) -> None:
    (block,) = [block for block in BLOCKS if "> due" in block]
    definitions = BLOCKS[0].rpartition("grep")[0]
    for policy in (
        Policy(),
        Policy(lean=LeanPolicy(kernels=KERNELS, require_approval=True)),
        Policy(lean=LeanPolicy(gate_kernel=GateKernel())),
        Policy(repro=ReproPolicy(require_relations=False, require_independent=True, allow_without_data=False)),
        Policy(repro=ReproPolicy(allow_without_data=True)),
    ):
        (tmp_path / "claim.json").write_bytes(canonical_json(claim.model_dump(mode="json")))
        (tmp_path / "policy.json").write_bytes(canonical_json(policy.model_dump(mode="json")))
        needed = required_checks(claim, policy)
        assert needed is not None
        (tmp_path / "required").write_text("".join(f"{name}\n" for name in needed))
        done = run(tmp_path, [definitions, block])
        assert done.returncode == 0, (done.stderr, (tmp_path / "due").read_text(), needed)
        (tmp_path / "required").write_text("".join(f"{name}\n" for name in needed[:-1]))
        assert run(tmp_path, [definitions, block]).returncode != 0


def changed(bundle: bytes, **members: object) -> bytes:
    return json.dumps(json.loads(bundle) | members, indent=1).encode()


PASSED = [
    sign_envelope(IN_TOTO, base64.b64decode(envelope["payload"]).replace(b'"FAILED"', b'"PASSED"'), SIGNER)
    for envelope in json.loads(REVOKED.bundle())["envelopes"]
]
EARLIER = replace(REVOKED, later=()).parts()["proof"]

LIES = {
    "another key": (STORY.bundle(), THIRD),
    "checks that failed": (STORY.lying(checks=BAD).raw(), SIGNER),
    "a required check is missing": (STORY.lying(required=("lean.other",)).raw(), SIGNER),
    "too little is required": (STORY.lying(required=("artifact.preflight",)).raw(), SIGNER),
    "nothing is required": (STORY.lying(required=()).raw(), SIGNER),
    "decision and verdict differ": (STORY.lying(decided=Verdict.REJECTED).raw(), SIGNER),
    "another policy": (replace(STORY, documents=[b"{}", CLAIM]).raw(), SIGNER),
    "another claim": (replace(STORY, documents=[POLICY, b"{}"]).raw(), SIGNER),
    "other checks": (STORY.bundle(checks=STORY.parts()["checks"][:2]), SIGNER),
    "another checkpoint": (changed(replace(STORY, after=3).bundle(), last=json.loads(STORY.bundle())["last"]), SIGNER),
    "a replaced key": (story(Verdict.VERIFIED, rotations=CHANGES, signer=CHANGES[0][1]).bundle(), SIGNER),
    "no summary": (with_envelopes(lambda items: items[:1]), SIGNER),
    "a stranger's envelope": (
        with_envelopes(lambda items: [items[0], sign_envelope(IN_TOTO, b"{}", THIRD)]),
        SIGNER,
    ),
    "another summary": (with_envelopes(lambda items: [items[0], items[0]]), SIGNER),
    "a revoked verdict that passed": (changed(REVOKED.bundle(), envelopes=PASSED), SIGNER),
    "another record": (changed(STORY.bundle(), record="r-124"), SIGNER),
    "an entry that is no verdict": (changed(STORY.bundle(), verdict=STORY.index - 1), SIGNER),
    "the index of before the revocation": (changed(REVOKED.bundle(), **proof_to_json(EARLIER)), SIGNER),
}


@pytest.mark.parametrize("lie", LIES)
def test_what_does_not_hold_stops_with_an_error(tmp_path: Path, lie: str) -> None:
    bundle, signer = LIES[lie]
    done = by_hand(tmp_path, bundle, signer)
    assert done.returncode != 0
    assert "all of it holds" not in done.stdout


@pytest.mark.parametrize("number", [0, 3, 10, 11])
def test_an_entry_that_is_left_out_stops_with_an_error(tmp_path: Path, number: int) -> None:
    value = json.loads(REVOKED.bundle())
    done = by_hand(tmp_path, changed(REVOKED.bundle(), **without(REVOKED, number)(value)))
    assert done.returncode != 0


def test_a_changed_entry_stops_with_an_error(tmp_path: Path) -> None:
    _, entry = STORY.parts()["proof"].entries[-1]
    for number, at in enumerate((5, 100, len(entry) - 5)):
        text = STORY.bundle().decode()
        forged = entry[:at] + bytes([entry[at] ^ 1]) + entry[at + 1 :]
        text = text.replace(base64.b64encode(entry).decode(), base64.b64encode(forged).decode())
        done = by_hand(tmp_path / str(number), text.encode())
        assert done.returncode != 0


@vectors.needs_vectors
@pytest.mark.parametrize(
    ("token", "message", "time"),
    [
        ("sigstage/response-sha256.tsr", b"hello", "May  9 11:58:55 2025 GMT"),
        ("sigstage/response-sha384.tsr", b"hello", "May  9 11:58:55 2025 GMT"),
        ("sigstage/response-sha512.tsr", b"hello", "May  9 11:58:56 2025 GMT"),
        ("test_tsa/response.tsr", b"hello", "Oct  8 15:40:32 2024 GMT"),
        ("sigstage/response-sha256.tsr", b"other", None),
        ("sigstage/response-invalid-signature.tsr", b"hello", None),
        ("test_tsa/other_response.tsr", b"hello", None),
    ],
)
def test_a_timestamp(tmp_path: Path, token: str, message: bytes, time: str | None) -> None:
    source = vectors.VECTORS / "rfc3161" / "test" / "fixtures" / token
    (tmp_path / "token.tsr").write_bytes(source.read_bytes())
    (tmp_path / "authority.pem").write_bytes((source.parent / "ts_chain.pem").read_bytes())
    (tmp_path / "checkpoint").write_bytes(message)
    done = run(tmp_path, TIMESTAMP)
    assert (done.returncode == 0) == (time is not None), done.stderr
    assert (f"the checkpoint existed at {time}" in done.stdout) == (time is not None)


@pytest.mark.parametrize(("changes", "result"), [({}, "FAILED"), ({"gate": "0.3.0"}, "PASSED")])
def test_a_pass_after_a_rejection(tmp_path: Path, changes: dict[str, str], result: str) -> None:
    """The bundle is of the pass; the rejection of the same artifact comes before it."""
    told = Story(attempt=again(changes=changes), earlier=[again(Verdict.REJECTED, number=1)])
    done = by_hand(tmp_path, told.bundle())
    assert done.returncode == 0, done.stderr
    assert f"VERIFIED, {result} at size" in done.stdout.splitlines()[-1]
    report = verify_bundle(told.bundle(), SIGNER.verifier)
    assert report.standing is not None
    assert (report.standing.verdict.status is Status.VERIFIED) == (result == "PASSED")


@pytest.mark.parametrize(("policy", "result"), [(POLICY, "PASSED"), (STRICTER, "FAILED")], ids=["met", "raised"])
def test_a_policy_that_was_adopted_since(tmp_path: Path, policy: bytes, result: str) -> None:
    required = required_checks(ABOUT, Policy.model_validate_json(policy))
    assert required is not None
    body = RequirementBody(policy_digest=Digest.of(policy), claim_digest=Digest.of(CLAIM), required=required)
    bundle = replace(STORY, later=[about(body)], documents=tuple({POLICY, CLAIM, policy})).bundle()
    done = by_hand(tmp_path, bundle)
    assert done.returncode == 0, done.stderr
    assert f"VERIFIED, {result} at size" in done.stdout.splitlines()[-1]
    report = verify_bundle(bundle, SIGNER.verifier)
    assert report.standing is not None
    assert ("policy-raised" in report.standing.verdict.reason) == (result == "FAILED")


def test_a_requirement_that_the_policy_does_not_make_is_refused(tmp_path: Path) -> None:
    body = RequirementBody(policy_digest=Digest.of(STRICTER), claim_digest=Digest.of(CLAIM), required=("lean.kernel",))
    with pytest.raises(IntegrityError, match=r"log\.impossible-history"):
        replace(STORY, later=[about(body)], documents=(POLICY, CLAIM, STRICTER)).bundle()
    with pytest.raises(IntegrityError, match=r"bundle\.policy"):
        replace(STORY, later=[about(body)]).bundle()
