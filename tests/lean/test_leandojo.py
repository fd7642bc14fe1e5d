"""LeanDojo's theorems become challenge and solution; what LeanDojo believes is no verdict."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path, PurePosixPath
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.engine.judges import JUDGES
from gate.lean.compile.compiler import compile_modules
from gate.lean.compile.sources import Source
from gate.lean.compile.toolchain import Toolchains
from gate.lean.core.names import Name
from gate.lean.leandojo import DojoTheorem, splice, tokens
from gate.lean.olean.cache import OleanCache
from gate.model.artifact import Artifact, LeanProof, parse_artifact
from gate.model.decide import decide
from gate.model.errors import Fault, InputError
from gate.model.policy import RunLimits
from gate.model.verdict import Verdict
from gate.sandbox.docker_sandbox import DockerSandbox
from tests.lean.bound import BoundJudge
from tests.lean.corpus import PREFLIGHT, Notes, deciding, make_case

COMMIT = "0123456789abcdef0123456789abcdef01234567"
FILE = """/-! theorem Sums.swap : False := by decide -/
namespace Sums
/- theorem swap /- nested -/ := -/
def name := "theorem swap := " -- theorem swap :=
theorem first (a : Nat) : a + 0 = a := rfl

section
variable (a b : Nat)
@[simp] theorem swap (k : Nat := 0) : a + b = b + a :=
  Nat.add_comm a b
end

theorem _root_.outside : 1 = 1 := rfl
end Sums

theorem after : 2 = 2 := by
  decide
"""
BAD_PROOF = "by\n  have hidden := @sorryAx\n  exact hidden _ false"
"""The compiler warns of `sorryAx`, not of `sorry`, and ends with status 0."""


def theorem(full_name: str, **more: str) -> DojoTheorem:
    return DojoTheorem(
        **{"url": "https://example.org/r", "commit": COMMIT, "file_path": "Lib/Sums.lean", **more}, full_name=full_name
    )


def halves(full_name: str, proof: str = "by simp") -> tuple[str, str]:
    made = splice(theorem(full_name), FILE.encode(), proof)
    return made.challenge.decode(), made.solution.decode()


@pytest.mark.parametrize(
    ("full_name", "end"),
    [
        ("Sums.first", "theorem first (a : Nat) : a + 0 = a "),
        ("Sums.swap", "@[simp] theorem swap (k : Nat := 0) : a + b = b + a "),
        ("outside", "theorem _root_.outside : 1 = 1 "),
        ("after", "theorem after : 2 = 2 "),
    ],
)
def test_the_file_is_cut_after_the_statement(full_name: str, end: str) -> None:
    challenge, solution = halves(full_name, "by simp")
    assert challenge.endswith(end + ":= sorry\n")
    assert solution == challenge.removesuffix("sorry\n") + "by simp\n"
    assert FILE.startswith(challenge.removesuffix(":= sorry\n"))


@pytest.mark.parametrize("full_name", ["swap", "first", "Sums.outside", "Sums.after", "Sums.name", "nothing"])
def test_a_theorem_that_is_not_there_is_the_claims_fault(full_name: str) -> None:
    with pytest.raises(InputError) as caught:
        halves(full_name)
    assert (caught.value.code, caught.value.fault) == ("dojo.no-theorem", Fault.CLAIM)


@pytest.mark.parametrize("text", ["theorem t : A\n  | x => y\n", "theorem t : A where\n  x := y\n", "theorem t : A\n"])
def test_other_forms_of_theorems_are_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        splice(theorem("t"), text.encode(), "rfl")
    assert caught.value.code == "dojo.form"


@pytest.mark.parametrize(
    "wrong", [{"commit": "main"}, {"commit": COMMIT.upper()}, {"file_path": "../x.lean"}, {"file_path": "x.py"}]
)
def test_places_that_are_none_are_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(InputError):
        theorem("t", **wrong)


def test_a_leandojo_theorem_is_known_by_its_attributes() -> None:
    repo = SimpleNamespace(url="https://example.org/r", commit=COMMIT, lean_version="x")
    like = SimpleNamespace(repo=repo, file_path=PurePosixPath("Lib/Sums.lean"), full_name="Sums.swap", uid="…")
    assert DojoTheorem.of(like) == theorem("Sums.swap")


def test_the_source_comes_from_the_commit_and_not_from_the_working_tree(tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        identity = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
        done = subprocess.run(["git", "-C", str(tmp_path), *identity, *arguments], capture_output=True, check=True)
        return done.stdout.decode().strip()

    git("init", "-q")
    (tmp_path / "A.lean").write_text("theorem a : True := trivial\n")
    git("add", "A.lean")
    git("commit", "-qm", "one")
    commit = git("rev-parse", "HEAD")
    (tmp_path / "A.lean").write_text("changed")
    assert theorem("a", commit=commit, file_path="A.lean").read(tmp_path) == b"theorem a : True := trivial\n"
    with pytest.raises(InputError) as caught:
        theorem("a", commit=COMMIT, file_path="A.lean").read(tmp_path)
    assert caught.value.code == "dojo.not-found"


def test_the_artifact_is_one_that_gate_reads() -> None:
    made = splice(theorem("Sums.swap", url='https://example.org/"\n'), FILE.encode(), "by simp")
    files = made.artifact_files()
    artifact = parse_artifact(files["artifact.toml"])
    assert isinstance(artifact, Artifact)
    assert isinstance(artifact.body, LeanProof)
    assert artifact.body.files == ("Solution.lean",)
    assert made.specification("c/Challenge.lean").targets == ("Sums.swap",)


@given(st.text(alphabet=st.sampled_from("ab «».:=-/\"'\\\n({[⟨|theorem")))
def test_the_lexer_takes_any_text(text: str) -> None:
    found = list(tokens(text))
    assert all(text.startswith(token.text, token.start) for token in found)
    assert [token.start for token in found] == sorted({token.start for token in found})


@pytest.mark.docker
@pytest.mark.parametrize(
    ("proof", "verdict", "check"),
    [
        ("by\n  rw [Nat.add_comm]", Verdict.VERIFIED, None),
        (BAD_PROOF, Verdict.REJECTED, "lean.axioms"),
        ("oracle a b\naxiom oracle (a b : Nat) : a + b = b + a", Verdict.REJECTED, "lean.compile"),
        ("by exact (sorry)\n#exit\nrubbish", Verdict.REJECTED, "lean.axioms"),
    ],
)
def test_a_spliced_proof_is_judged_like_any_other(
    proof: str, verdict: Verdict, check: str | None, judge: BoundJudge
) -> None:
    challenge, solution = halves("Sums.swap", proof)
    case = make_case({"Challenge.lean": challenge}, {"Solution.lean": solution}, ["Sums.swap"])
    checks = judge.judge(case, Notes())
    assert decide(JUDGES.required(case.claim, case.policy), (PREFLIGHT, *checks)).verdict is verdict
    assert deciding(checks) == check


# LeanDojo itself: its real `check_proof`, with a repository that did not have to be traced (tracing needs the network)
# and a `lake` that runs Lean in the same image. It is imported in a process of its own, without network and token.
ASK = """
import sys
from pathlib import Path
from types import SimpleNamespace
from lean_dojo import LeanGitRepo, Theorem
from lean_dojo.data_extraction.lean import LeanFile
from lean_dojo.interaction import dojo

root, proof = Path(sys.argv[1]), sys.argv[2]
file = LeanFile(root, Path("Traced.lean"))
theorem = object.__new__(Theorem)
place = {"repo": SimpleNamespace(url="u", commit="c"), "file_path": Path("Traced.lean"), "full_name": "t"}
for name, value in place.items():
    object.__setattr__(theorem, name, value)
lines = file.code
start = file.start_pos
end = file.offset(start, lines[0].index(":="))
traced = SimpleNamespace(
    abs_path=root / "Traced.lean", lean_file=file, comments=[],
    get_traced_theorem=lambda thm: SimpleNamespace(start=start, locate_proof=lambda: (end, file.end_pos)),
)
dojo.get_traced_repo_path = lambda repo: root
dojo.to_json_path = lambda *rest: root
dojo.TracedFile.from_traced_file = staticmethod(lambda *rest: traced)
print("believed" if dojo.check_proof(theorem, proof) else "refused")
"""


def dojo_python() -> str:
    """An interpreter that has the extra ``leandojo``: this one, or the one that GATE_DOJO_PYTHON names."""
    if importlib.util.find_spec("lean_dojo") is not None:
        return sys.executable
    named = os.environ.get("GATE_DOJO_PYTHON")
    if named is None:
        pytest.fail("LeanDojo is missing: run `make test`, or let GATE_DOJO_PYTHON name an interpreter that has it")
    return named


@pytest.mark.docker
def test_leandojo_believes_what_gate_rejects(
    sandbox: DockerSandbox, judge: BoundJudge, cache: OleanCache, tmp_path: Path
) -> None:
    statement = "theorem t (n : Nat) : n = 0 "
    repl = compile_modules(
        sandbox, Toolchains(cache).load(sandbox, "lean-core")[0], [Source(Name.of("Lean4Repl"), "r", b"")], RunLimits()
    )
    (tmp_path / "Lean4Repl.olean").write_bytes(repl.compiled[0].olean)
    (tmp_path / "Lean4Repl.lean").write_text("")
    (tmp_path / "Traced.lean").write_text(statement + ":= sorry\n")
    lake = tmp_path / "bin" / "lake"
    lake.parent.mkdir()
    lake.write_text(
        '#!/bin/sh\nshift 2\nexec docker run --rm --user 0 --network none -v "$PWD":/repo:ro -w /repo '
        f'-e LEAN_PATH=/gate/lean-lib:/repo {sandbox.image_id("lean-core")} /gate/lean --threads=1 "${{3:-$1}}"\n'
    )
    lake.chmod(0o755)
    environment = {
        "PATH": f"{lake.parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "CACHE_DIR": str(tmp_path / "cache"),
        "DISABLE_REMOTE_CACHE": "1",
    }

    def leandojo(proof: str) -> str:
        command = [dojo_python(), "-c", ASK, str(tmp_path), proof]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
        return done.stdout.strip() or done.stderr

    assert leandojo("by decide") == "refused"
    assert leandojo(BAD_PROOF) == "believed"

    made = splice(theorem("t"), f"{statement}:= sorry\n".encode(), BAD_PROOF)
    case = make_case({"Challenge.lean": made.challenge}, {"Solution.lean": made.solution}, ["t"])
    checks = judge.judge(case, Notes())
    assert decide(JUDGES.required(case.claim, case.policy), (PREFLIGHT, *checks)).verdict is Verdict.REJECTED
    assert deciding(checks) == "lean.axioms"
