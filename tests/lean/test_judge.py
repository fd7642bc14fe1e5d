"""The judge on whole cases: bad input and whose fault it is, holes and approvals, further kernels, the cache."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from gate.engine.judges import JUDGES
from gate.lean.explain.sentences import established
from gate.lean.judge import LeanJudge
from gate.lean.olean.cache import OleanCache
from gate.model.challenge import challenge_digest
from gate.model.check import Check, Outcome
from gate.model.claim import MathematicalClaim
from gate.model.decide import decide
from gate.model.digest import Digest
from gate.model.errors import Fault, InfrastructureError, InputError
from gate.model.judging import Case
from gate.model.policy import ExternalKernel, LeanPolicy, Policy
from gate.model.verdict import Verdict
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.interface import RunResult, RunSpec
from tests.lean.bound import BoundJudge
from tests.lean.corpus import PREFLIGHT, SHORT, Notes, deciding, make_case

pytestmark = pytest.mark.docker

CHALLENGE = {"Challenge.lean": "theorem target (n : Nat) : 0 + n = n := sorry\n"}
SOLUTION = {"Solution.lean": "theorem target (n : Nat) : 0 + n = n := Nat.zero_add n\n"}
HOLE = {"Challenge.lean": "def answer : Nat := sorry\ntheorem target : answer * answer = 49 := sorry\n"}
FILLED = "def seven : Nat := 7\ndef answer : Nat := seven\ntheorem target : answer * answer = 49 := rfl\n"


def verdict_of(case: Case, checks: tuple[Check, ...]) -> Verdict:
    return decide(JUDGES.required(case.claim, case.policy), (PREFLIGHT, *checks)).verdict


def last(checks: tuple[Check, ...]) -> Check:
    return checks[-1]


# --- bad input: the artifact's fault is a check that fails -----------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "code", "place"),
    [
        ({"Solution.lean": "theorem target (n : Nat) : 0 + n = n := by\n  exact nothing\n"}, "compile-error", ":2:8:"),
        ({"Solution.lean": "theorem target (n : Nat) : 0 + n = n :=\n"}, "compile-error", ":2:0:"),
        ({"Solution.lean": b"-- \xff\ntheorem t : True := trivial\n"}, "lean.not-utf8", ":1:3:"),
        ({"Solution.lean": b"\n\n  \0"}, "lean.nul-byte", ":3:2:"),
        ({"Solution.lean": b"-- " + b"x" * 10_000_000}, "lean.source-too-large", ": 10000003 bytes"),
        ({"Init.lean": "", "Solution.lean": ""}, "lean.module-name", "Init.lean"),
        ({"Challenge.lean": "", "Solution.lean": ""}, "lean.module-name", "Challenge.lean"),
        ({"Solution.lean": "import Init\nimport Nowhere\n"}, "compile-error", ":1:0:"),
    ],
)
def test_a_bad_solution_fails_with_its_place(
    files: Mapping[str, str | bytes], code: str, place: str, judge: BoundJudge
) -> None:
    case = make_case(CHALLENGE, files, ["target"])
    checks = judge.judge(case, Notes())
    assert verdict_of(case, checks) is Verdict.REJECTED
    assert (last(checks).id, last(checks).code) == ("lean.compile", code)
    assert place in last(checks).reason


def test_a_theorem_under_another_name_is_named(judge: BoundJudge) -> None:
    case = make_case(CHALLENGE, {"Solution.lean": "theorem goal (n : Nat) : 0 + n = n := Nat.zero_add n\n"}, ["target"])
    checks = judge.judge(case, Notes())
    assert deciding(checks) == "lean.statement"
    failure = next(check for check in checks if check.id == "lean.statement")
    assert failure.reason == "the solution has no theorem target"


# --- bad input: the claim's fault is never charged to the artifact ---------------------------------------------------


@pytest.mark.parametrize(
    ("challenge", "targets", "more", "code", "words"),
    [
        ("theorem target : 1 = := sorry\n", ["target"], {}, "challenge.does-not-compile", "Challenge.lean:1:20"),
        ("theorem target : 1 = 1 := nothing\n", ["target"], {}, "challenge.does-not-compile", "Challenge.lean:1:26"),
        ("theorem other : 1 = 1 := sorry\n", ["target"], {}, "challenge.target", "target"),
        ("def target : Nat := 1\n", ["target"], {}, "challenge.target", "not a theorem"),
        ("-- nothing\n", ["Nat.add_comm"], {}, "challenge.target", "not by the challenge"),
        ("theorem target : 1 = 1 := sorry\n", ["target"], {"holes": ["n"]}, "challenge.target", "n"),
        ("theorem target : 1 = 1 := sorry\n", ["a..b"], {}, "name.malformed", "a..b"),
        (
            "theorem target : 1 = 1 := sorry\n",
            ["target"],
            {"permitted_axioms": ["magic"]},
            "claim.axiom-not-allowed",
            "magic",
        ),
        ("theorem target : 1 = 1 := sorry\n", ["target"], {"toolchain": "lean-9"}, "claim.unknown-toolchain", "lean-9"),
        (b"theorem target : 1 = 1 := sorry -- \xff\n", ["target"], {}, "lean.not-utf8", "Challenge.lean:1:35"),
    ],
)
def test_a_bad_claim_is_the_claims_fault(
    challenge: str | bytes, targets: list[str], more: dict[str, object], code: str, words: str, judge: BoundJudge
) -> None:
    case = make_case({"Challenge.lean": challenge}, SOLUTION, targets, **more)
    with pytest.raises(InputError) as caught:
        judge.judge(case, Notes())
    assert (caught.value.code, caught.value.fault) == (code, Fault.CLAIM)
    assert words in f"{caught.value.where} {caught.value.message}"


def test_an_image_that_is_no_toolchain_is_the_claims_fault(sandbox: DockerSandbox, cache: OleanCache) -> None:
    case = make_case(CHALLENGE, SOLUTION, ["target"], toolchain="python")
    with pytest.raises(InputError) as caught:
        LeanJudge(cache=cache).judge(case, Notes(), sandbox)
    assert (caught.value.code, caught.value.fault) == ("claim.no-toolchain", Fault.CLAIM)


def test_a_challenge_that_takes_too_long_leaves_the_claim_open(judge: BoundJudge) -> None:
    slow = "set_option maxRecDepth 100000000\nset_option maxHeartbeats 0\n"
    slow += "theorem target : 1 = 2 := by repeat (have : True := trivial)\n"
    policy = Policy(lean=LeanPolicy(compile=SHORT))
    case = make_case({"Challenge.lean": slow}, SOLUTION, ["target"], policy=policy)
    (check,) = judge.judge(case, Notes())
    assert (check.id, check.outcome, check.code) == ("lean.challenge", Outcome.INCONCLUSIVE, "time-limit")
    assert verdict_of(case, (check,)) is Verdict.INCONCLUSIVE


# --- holes and approvals ---------------------------------------------------------------------------------------------


def test_a_hole_waits_for_a_human_and_then_counts(judge: BoundJudge) -> None:
    case = make_case(HOLE, {"Solution.lean": FILLED}, ["target"], holes=["answer"])
    checks = judge.judge(case, Notes())
    assert verdict_of(case, checks) is Verdict.INCONCLUSIVE
    assert (last(checks).id, last(checks).code) == ("lean.holes", "needs-approval")
    (hole,) = last(checks).data["holes"]
    assert (hole["name"], hole["value"], hole["approved"]) == ("answer", "seven", False)

    digest = Digest.parse(hole["digest"])
    approved = make_case(HOLE, {"Solution.lean": FILLED}, ["target"], holes=["answer"], approved=frozenset({digest}))
    checks = judge.judge(approved, Notes())
    assert verdict_of(approved, checks) is Verdict.VERIFIED
    assert any(line == "A human approved the value seven of answer." for line in established(checks).established)


def test_an_approval_covers_what_the_value_rests_on(judge: BoundJudge) -> None:
    """The same text of the hole with another helper is another value."""
    digests = set()
    for helper in ("def seven : Nat := 7\n", "def seven : Nat := 3 + 4\n", "\n\ndef seven : Nat := 7\n"):
        solution = FILLED.replace("def seven : Nat := 7\n", helper)
        checks = judge.judge(make_case(HOLE, {"Solution.lean": solution}, ["target"], holes=["answer"]), Notes())
        digests.add(last(checks).data["holes"][0]["digest"])
    assert len(digests) == 2


def test_policy_may_require_that_a_human_approved_the_challenge(judge: BoundJudge) -> None:
    policy = Policy(lean=LeanPolicy(require_approval=True))
    case = make_case(CHALLENGE, SOLUTION, ["target"], policy=policy)
    assert isinstance(case.claim, MathematicalClaim)
    assert case.claim.challenge is not None
    checks = judge.judge(case, Notes())
    assert verdict_of(case, checks) is Verdict.INCONCLUSIVE
    assert [check.code for check in checks if not check.passed] == ["needs-approval"]

    digest = challenge_digest(case.claim.challenge, case.claim_files)
    approved = make_case(CHALLENGE, SOLUTION, ["target"], policy=policy, approved=frozenset({digest}))
    assert verdict_of(approved, judge.judge(approved, Notes())) is Verdict.VERIFIED


# --- what a verdict says ---------------------------------------------------------------------------------------------


def test_a_verdict_says_what_it_established(judge: BoundJudge) -> None:
    challenge = {
        "Challenge.lean": "def Even (n : Nat) : Prop := ∃ k, n = 2 * k\ntheorem target : Even 4 ∨ ¬Even 4 := sorry\n"
    }
    solution = {
        "Solution.lean": "def Even (n : Nat) : Prop := ∃ k, n = 2 * k\n"
        "theorem target : Even 4 ∨ ¬Even 4 := Classical.em _\n"
    }
    case = make_case(challenge, solution, ["target"])
    notes = Notes()
    checks = judge.judge(case, notes)
    assert verdict_of(case, checks) is Verdict.VERIFIED
    text = "\n".join(established(checks).established)
    assert "target : Even 4 ∨ ¬Even 4" in text
    assert "Even : Nat → Prop := fun (n : Nat) => ∃ (k : Nat), n = 2 * k" in text
    assert "the axioms Classical.choice, Quot.sound, propext." in text
    assert "Lean 4.35.0" in text
    (open_question,) = established(checks).not_established
    assert "prose" in open_question
    kept = {digest for check in checks for digest in check.evidence.values()}
    assert kept <= set(notes.blobs)


# --- kernels and cache -----------------------------------------------------------------------------------------------

IMPORT_KERNEL = ("python3", "-I", "-B", "/gate/checker/import_kernel.py", "/in/export.ndjson")


def test_every_further_kernel_must_accept(judge: BoundJudge) -> None:
    kernels = (
        ExternalKernel(name="import", image="lean-core", argv=IMPORT_KERNEL),
        ExternalKernel(name="refusing", image="lean-core", argv=("python3", "-c", "raise SystemExit(1)")),
    )
    one = make_case(CHALLENGE, SOLUTION, ["target"], policy=Policy(lean=LeanPolicy(kernels=kernels[:1])))
    checks = judge.judge(one, Notes())
    assert verdict_of(one, checks) is Verdict.VERIFIED
    assert "lean.kernel-import" in {check.id for check in checks}
    assert any("lean.kernel-import" in line for line in established(checks).established)

    both = make_case(CHALLENGE, SOLUTION, ["target"], policy=Policy(lean=LeanPolicy(kernels=kernels)))
    checks = judge.judge(both, Notes())
    assert verdict_of(both, checks) is Verdict.REJECTED
    assert deciding(checks) == "lean.kernel-refusing"


class Counting:
    """A sandbox that counts what runs for which purpose."""

    def __init__(self, inner: DockerSandbox) -> None:
        self.purposes: list[str] = []
        self.image_id, self.image_files, self.self_test = inner.image_id, inner.image_files, inner.self_test
        self._inner = inner

    def run(self, spec: RunSpec) -> RunResult:
        self.purposes.append(spec.purpose)
        return self._inner.run(spec)


def test_a_challenge_is_compiled_once(sandbox: DockerSandbox, tmp_path: Path) -> None:
    counting = Counting(sandbox)
    cache = OleanCache(tmp_path)
    for _ in range(2):
        LeanJudge(cache=cache).judge(make_case(CHALLENGE, SOLUTION, ["target"]), Notes(), counting)
    assert counting.purposes.count("challenge") == 1
    assert counting.purposes.count("compile") == 2

    for file in tmp_path.rglob("*"):  # a damaged cache is made again, never believed
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-1] + b"?")
    case = make_case(CHALLENGE, SOLUTION, ["target"])
    assert verdict_of(case, LeanJudge(cache=cache).judge(case, Notes(), counting)) is Verdict.VERIFIED
    assert counting.purposes.count("challenge") == 2


def test_a_machine_that_fails_is_nobodys_fault(sandbox: DockerSandbox, cache: OleanCache) -> None:
    class Broken(Counting):
        def run(self, spec: RunSpec) -> RunResult:
            if spec.purpose == "kernel":
                raise InfrastructureError("docker.gone", "the daemon died")
            return super().run(spec)

    with pytest.raises(InfrastructureError):
        LeanJudge(cache=cache).judge(make_case(CHALLENGE, SOLUTION, ["target"]), Notes(), Broken(sandbox))
