"""The gate's own kernel beside the official one: what its answers become, and what happens when the two disagree."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gate.lean.core.declaration import Theorem
from gate.lean.kernel.closure import closure
from gate.lean.kernel.ndjson import export
from gate.lean.kernel.own import CHECK, PROGRAM, program
from gate.lean.kernel.run import kernel_checks
from gate.log.kinds import read_body
from gate.model.challenge import Challenge, ChallengeFile
from gate.model.check import Check, Outcome
from gate.model.digest import Digest, canonical_json
from gate.model.errors import InfrastructureError
from gate.model.policy import (
    ExternalKernel,
    GateKernel,
    LeanPolicy,
    Policy,
    RunLimits,
    default_policy,
)
from gate.model.required import lean_checks
from gate.sandbox.interface import ExitReason, RunResult, RunSpec
from tests.lean.corpus import Notes
from tests.lean.fake_sandbox import FakeSandbox, result
from tests.lean.kernel.test_official import TOOLCHAIN, answer
from tests.lean.mini import HIDDEN, SELF, Mini

ACCEPTS = {"result": "accepted"}
REJECTS = {"result": "rejected", "units": 0, "declaration": ["hidden"], "tag": "declTypeMismatch"}


class LocalSandbox(FakeSandbox):
    """Runs the gate's kernel on this machine's Python, from its archive; the official one says what a test wants.

    ``change`` makes another answer of the kernel's own; a test may also put another result in its place.
    """

    def __init__(self, folder: Path, official: dict[str, object], changed: dict[str, object] | RunResult | None = None):
        super().__init__(self._run)
        self._folder, self._official, self._changed = folder, official, changed

    def _run(self, spec: RunSpec) -> RunResult:
        if spec.purpose == "kernel":
            return answer(spec, **self._official)
        if spec.purpose != "kernel-gate":
            return result()
        if isinstance(self._changed, RunResult):
            return self._changed
        for name, content in spec.inputs.items():
            (self._folder / name).write_bytes(content)
        argv = [sys.executable, *(word.replace("/in/", f"{self._folder}/") for word in spec.argv[1:])]
        done = subprocess.run(argv, capture_output=True, check=False)
        if self._changed:
            said = {**json.loads(done.stdout), **self._changed}
            return result(json.dumps(said).encode(), exit_code=done.returncode)
        return result(done.stdout, exit_code=done.returncode, stderr=done.stderr)


def judge(
    folder: Path,
    official: dict[str, object] = ACCEPTS,
    changed: dict[str, object] | RunResult | None = None,
    *,
    mini: Mini | None = None,
    policy: LeanPolicy | None = None,
) -> tuple[list[Check], LocalSandbox, Notes]:
    mini, journal, sandbox = mini or Mini(), Notes(), LocalSandbox(folder, official, changed)
    found = closure(mini.terms, mini.lookup, (HIDDEN, SELF))
    policy = policy or LeanPolicy(gate_kernel=GateKernel())
    return list(kernel_checks(sandbox, TOOLCHAIN, found, policy, journal)), sandbox, journal


def wrong() -> Mini:
    """A theorem whose proof proves something else."""
    mini = Mini()
    theorem = mini.lookup(SELF)
    assert isinstance(theorem, Theorem)
    mini.change(SELF, value=mini.terms.sort(0))
    return mini


def test_two_kernels_accept(tmp_path: Path) -> None:
    (first, second), sandbox, journal = judge(tmp_path)
    assert (first.passed, second.passed, second.id) == (True, True, CHECK), second
    spec = sandbox.specs[1]
    assert (spec.image, spec.limits) == (sandbox.image_id("base"), GateKernel().run)
    identity = second.data["identity"]
    assert identity["program"] == str(Digest.of(program()))
    assert identity["image"] == spec.image
    assert identity["limits"] == {**GateKernel().run.model_dump(), "steps": 100_000_000, "terms": 5_000_000}
    assert second.data["declarations"] == 4
    assert journal.blobs[second.evidence["program"]] == spec.inputs[PROGRAM]
    assert journal.blobs[second.evidence["export"]] == spec.inputs["export.ndjson"]
    assert json.loads(journal.blobs[second.evidence["answer"]])["result"] == "accepted"
    assert journal.events == []


def test_the_program_is_the_kernel_and_nothing_else() -> None:
    names = zipfile.ZipFile(io.BytesIO(program())).namelist()
    assert "gate/kernel/checker.py" in names
    assert "gate/kernel/inductive/recursor.py" in names
    assert {name for name in names if not name.startswith("gate/kernel/")} == {"__main__.py", "gate/__init__.py"}
    program.cache_clear()
    assert Digest.of(program()) == Digest.of(program())


def test_two_kernels_reject(tmp_path: Path) -> None:
    (first, second), _, journal = judge(tmp_path, REJECTS, mini=wrong())
    assert (first.outcome, second.outcome, second.code) == (Outcome.FAIL, Outcome.FAIL, "kernel-rejected")
    assert second.reason.startswith("the gate's own kernel rejects self: declaration-type: Sort 0 has type")
    assert second.data["rule"] == "declaration-type"
    assert journal.events == []


def test_only_ours_rejects(tmp_path: Path) -> None:
    (first, second), _, journal = judge(tmp_path, mini=wrong())
    assert first.passed
    assert (second.outcome, second.code) == (Outcome.INCONCLUSIVE, "kernels-disagree")
    assert second.reason.startswith("the kernels disagree: official accepts, but the gate's own kernel rejects self")
    assert second.data["official"] == first.reason
    ((kind, body),) = journal.events
    assert read_body(kind, body)
    assert (body["accepts"], body["rejects"]) == ("official", "gate")
    assert json.loads(journal.blobs[Digest.parse(body["rejected"])])["rule"] == "declaration-type"
    assert json.loads(journal.blobs[Digest.parse(body["accepted"])])["format"] == "gate-replay-1"
    assert Digest.parse(body["export"]) in journal.blobs


def test_only_the_official_one_rejects(tmp_path: Path) -> None:
    """Its own check fails, so the verdict is a rejection; the disagreement is kept all the same."""
    (first, second), _, journal = judge(tmp_path, REJECTS)
    assert (first.outcome, second.outcome, second.code) == (Outcome.FAIL, Outcome.INCONCLUSIVE, "kernels-disagree")
    ((_, body),) = journal.events
    assert (body["accepts"], body["rejects"]) == ("gate", "official")


def test_it_is_asked_about_no_more_than_the_official_kernel_decided(tmp_path: Path) -> None:
    checks, sandbox, _ = judge(tmp_path, {"result": "undecided", "declaration": ["x"], "tag": "deepRecursion"})
    assert ([check.id for check in checks], len(sandbox.specs)) == (["lean.kernel"], 1)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (result(exit_code=None, ending=ExitReason.WALL_LIMIT), "time-limit"),
        (result(exit_code=None, ending=ExitReason.OUT_OF_MEMORY), "memory-limit"),
        (result(exit_code=None, ending=ExitReason.SIGNALED), "kernel-crashed"),
        (result(exit_code=1, stderr=b"Traceback (most recent call last):"), "kernel-crashed"),
        (result(b"accepted"), "kernel-crashed"),
    ],
)
def test_no_answer_decides_nothing(tmp_path: Path, reply: RunResult, code: str) -> None:
    (first, second), _, journal = judge(tmp_path, changed=reply)
    assert (first.passed, second.outcome, second.code) == (True, Outcome.INCONCLUSIVE, code)
    assert journal.events == []


def test_a_bound_of_its_own_decides_nothing(tmp_path: Path) -> None:
    policy = LeanPolicy(gate_kernel=GateKernel(steps=1, terms=1))
    (_, second), sandbox, _ = judge(tmp_path, policy=policy)
    assert {"--steps=1", "--terms=1"} <= set(sandbox.specs[1].argv)
    assert second.passed  # too little work to look at the bounds once
    (_, second), _, _ = judge(tmp_path, changed=_gave_up(sandbox.specs[1], tmp_path))
    assert (second.outcome, second.code) == (Outcome.INCONCLUSIVE, "kernel-limit")
    assert second.reason == "the gate's own kernel gave up on line 7: more than 1 steps"


def _gave_up(spec: RunSpec, folder: Path) -> RunResult:
    accepted = LocalSandbox(folder, ACCEPTS).run(spec)
    said = json.loads(accepted.stdout.kept)
    said |= {"result": "inconclusive", "rule": "steps", "message": "more than 1 steps", "line": 7}
    return result(json.dumps(said).encode(), exit_code=4)


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"declarations": 3}, "kernel.units"), ({"sha256": "0" * 64}, "kernel.input"), ({"bytes": 1}, "kernel.input")],
)
def test_what_was_accepted_must_be_all_that_was_sent(tmp_path: Path, changed: dict[str, object], code: str) -> None:
    with pytest.raises(InfrastructureError) as caught:
        judge(tmp_path, changed=changed)
    assert caught.value.code == code


def test_an_answer_that_does_not_fit_its_status_is_none(tmp_path: Path) -> None:
    (_, second), _, _ = judge(tmp_path, changed={"result": "rejected"})
    assert (second.outcome, second.code) == (Outcome.INCONCLUSIVE, "kernel-crashed")


def test_declarations_are_counted_as_they_are_exported() -> None:
    mini = Mini()
    found = closure(mini.terms, mini.lookup, (HIDDEN, SELF))
    lines = b"".join(export(found, lean="", githash="")).splitlines()
    said = [line for line in map(json.loads, lines) if not {"meta", "in", "il", "ie"} & set(line)]
    assert len(found.declarations()) == len(said) == 4


def test_only_permitted_axioms_are_given(tmp_path: Path) -> None:
    policy = LeanPolicy(gate_kernel=GateKernel(), permitted_axioms=("propext",))
    assert "--axioms=propext" in judge(tmp_path, policy=policy)[1].specs[1].argv


# The policy


def _challenge(toolchain: str) -> Challenge:
    return Challenge(files=(ChallengeFile(path="C.lean"),), targets=("a",), toolchain=toolchain)


def test_a_new_store_asks_for_both_kernels_on_the_embedded_library() -> None:
    policy = default_policy().lean
    assert CHECK in lean_checks(_challenge("lean-core"), policy)
    assert CHECK not in lean_checks(_challenge("lean-elan"), policy)
    assert Policy.model_validate_json(default_policy().model_dump_json()) == default_policy()


def test_earlier_policies_ask_for_the_official_kernel_alone_and_keep_their_digests() -> None:
    assert CHECK not in lean_checks(_challenge("lean-core"), LeanPolicy())
    assert "gate_kernel" not in Policy().model_dump(mode="json")["lean"]
    store = Path(__file__).resolve().parents[2] / "data" / "store-0.1" / "store"
    policies = [path for path in (store / "blobs").rglob("*") if path.is_file() and b"gate-policy" in path.read_bytes()]
    assert policies
    for path in policies:
        policy = Policy.model_validate_json(path.read_bytes())
        assert canonical_json(policy.model_dump(mode="json")) == path.read_bytes()
        assert policy.digest.hex == path.parent.name + path.name
        assert policy.lean.gate_kernel is None


def test_a_policy_may_ask_for_it_with_an_empty_object() -> None:
    policy = Policy.model_validate_json('{"contract": "gate-policy-v1", "lean": {"gate_kernel": {}}}')
    assert policy.lean == default_policy().lean


def test_no_other_kernel_takes_its_name() -> None:
    named = ExternalKernel(name="gate", image="x", argv=("x",))
    assert lean_checks(None, LeanPolicy(kernels=(named,)))[-1] == CHECK
    with pytest.raises(ValueError, match="the gate's own"):
        LeanPolicy(kernels=(named,), gate_kernel=GateKernel(run=RunLimits()))
