"""The Lean core library builds without a word, claims no axioms beyond Lean's own, and compiles what its tests say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gate.lean.core.declaration import Axiom, is_unsafe
from gate.lean.core.dependencies import references
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.file import OleanFile
from tests.lean_library.toolchain import LEAN, Lean, modules, shared_library
from tests.once import once

TESTS = sorted((LEAN / "tests").glob("*.lean"))
THEOREMS = sorted(path for path in (LEAN / "tests" / "theorems").iterdir() if path.is_dir())
TEMPLATE = LEAN / "challenge-template"

# `sorryAx` must exist because the elaborator names it; the others that are no axioms of Lean are `unsafe`, so the
# kernel lets no safe definition or theorem use them.
LOGICAL = {"propext", "Classical.choice", "Quot.sound"}
DECLARED = LOGICAL | {"sorryAx"}


@pytest.fixture(scope="session")
def lean(tmp_path_factory: pytest.TempPathFactory) -> Lean:
    cache = Path.home() / ".cache" / "gate" / "leanshared"
    cache.mkdir(parents=True, exist_ok=True)
    library = shared_library(cache)

    def build(folder: Path) -> None:
        assert Lean(library, folder).build(modules()) == ""

    return Lean(library, once(tmp_path_factory, "gatecore", build))


def sources() -> dict[str, str]:
    """Each module's text without comments."""
    texts = {}
    for module in modules():
        text = (LEAN / f"{module}.lean").read_text(encoding="utf-8")
        texts[module] = re.sub(r"--.*", "", re.sub(r"/-.*?-/", "", text, flags=re.DOTALL))
    return texts


def test_every_source_file_is_listed() -> None:
    paths = [*LEAN.glob("GateCore/**/*.lean"), *LEAN.glob("Lean/**/*.lean"), *LEAN.glob("*.lean")]
    assert {str(path.relative_to(LEAN).with_suffix("")) for path in paths} == set(modules())


def test_axioms_are_the_usual_three() -> None:
    axioms: set[str] = set()
    unsafe: set[str] = set()
    for text in sources().values():
        for match in re.finditer(r"(unsafe\s+)?\baxiom\s+([\w.]+)", text):
            (unsafe if match[1] else axioms).add(match[2])
    assert axioms == DECLARED
    assert all(name.split(".")[-1].startswith("lc") for name in unsafe)


def test_compiled_library_rests_on_its_axioms_only(lean: Lean) -> None:
    """No axiom but those above; nothing refers to `sorryAx`; every name that is referred to is declared."""
    declared: set[Name] = set()
    referred: dict[Name, Name] = {}
    axioms: set[str] = set()
    for module in modules():
        terms = Terms()
        file = OleanFile.open((lean.path / f"{module}.olean").read_bytes(), terms, where=module)
        declared.update(file.names)
        for constant in file:
            if isinstance(constant, Axiom) and not is_unsafe(constant):
                axioms.add(str(constant.name))
            if not is_unsafe(constant):
                referred.update(dict.fromkeys(references(terms, constant), constant.name))
    assert axioms == DECLARED
    assert Name.of("sorryAx") not in referred
    assert {name: user for name, user in referred.items() if name not in declared} == {}


def test_no_proof_is_skipped() -> None:
    for module, text in sources().items():
        words = set(re.findall(r"[\w.]+", text))
        allowed = {"sorryAx"} if module == "GateCore/Prelude/Logic" else set()
        assert not (words & {"sorry", "admit", "native_decide", "sorryAx", "debug.skipKernelTC"}) - allowed, module


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_feature_compiles(lean: Lean, path: Path) -> None:
    done = lean.run(path)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "error" not in said
    assert "sorry" not in said


def test_axioms_of_a_theorem_are_reported(lean: Lean, tmp_path: Path) -> None:
    source = tmp_path / "Axioms.lean"
    source.write_text("#print axioms Classical.em\n#print axioms Nat.add_comm\n", encoding="utf-8")
    done = lean.run(source)
    assert done.stdout.splitlines() == [
        "'Classical.em' depends on axioms: [propext, Classical.choice, Quot.sound]",
        "'Nat.add_comm' does not depend on any axioms",
    ]


def test_sorry_is_reported(lean: Lean, tmp_path: Path) -> None:
    source = tmp_path / "Sorry.lean"
    source.write_text("theorem t : 1 = 2 := sorry\n#print axioms t\n", encoding="utf-8")
    done = lean.run(source)
    assert "declaration uses `sorry`" in done.stdout
    assert "'t' depends on axioms: [sorryAx]" in done.stdout


def test_template_compiles(lean: Lean) -> None:
    challenge = lean.run(TEMPLATE / "Challenge.lean")
    assert challenge.returncode == 0
    assert "error" not in challenge.stdout
    assert "sorry" in challenge.stdout
    solution = lean.run(TEMPLATE / "Solution.lean")
    assert (solution.returncode, solution.stdout) == (0, "")


@pytest.mark.parametrize("folder", THEOREMS, ids=lambda path: path.name)
def test_textbook_theorem(lean: Lean, folder: Path, tmp_path: Path) -> None:
    """The challenge compiles with holes; the solution compiles silently, and its targets use only the usual axioms."""
    challenge = lean.run(folder / "Challenge.lean")
    assert challenge.returncode == 0, challenge.stdout
    assert "error" not in challenge.stdout
    solution = (folder / "Solution.lean").read_text(encoding="utf-8")
    targets = (folder / "targets.txt").read_text(encoding="utf-8").split()
    assert targets
    source = tmp_path / "Solution.lean"
    source.write_text(solution + "".join(f"\n#print axioms {name}" for name in targets) + "\n", encoding="utf-8")
    done = lean.run(source)
    assert done.returncode == 0, done.stdout
    lines = done.stdout.splitlines()
    assert len(lines) == len(targets), done.stdout
    for name, line in zip(targets, lines, strict=True):
        if line != f"'{name}' does not depend on any axioms":
            used = re.fullmatch(rf"'{re.escape(name)}' depends on axioms: \[(.*)\]", line)
            assert used, line
            assert set(used[1].split(", ")) <= LOGICAL


def test_there_are_thirty_theorems() -> None:
    assert len(THEOREMS) >= 30
