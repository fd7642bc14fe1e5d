"""Whole exports: what is accepted, what is counted, and where an error is said to be."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gate.kernel.budget import Limits
from gate.kernel.check import check
from gate.kernel.errors import KernelError, LimitError
from tests.kernel import prelude
from tests.kernel.language import Nat, prop
from tests.kernel.prelude import EQ, NAT, eq, export, nat, refl, successor, zero

ROOT = Path(__file__).resolve().parents[2]
EVERYTHING = [block for block in vars(prelude).values() if isinstance(block, prelude.Block)]


def test_the_usual_types_are_accepted_with_recursors_made_by_the_tests() -> None:
    accepted = check(io.BytesIO(export(*EVERYTHING).data))
    assert accepted.declarations == len(EVERYTHING)
    families = [family for block in EVERYTHING for family in block.families]
    assert accepted.constants == sum(2 + len(family.makers) for family in families)


def test_an_error_names_rule_declaration_line_and_term() -> None:
    made = export(NAT, EQ)
    made.theorem("wrong", eq(nat, Nat(2), successor(zero)), refl(nat, Nat(2)))
    with pytest.raises(KernelError) as caught:
        check(io.BytesIO(made.data))
    assert caught.value.rule == "declaration-type"
    assert caught.value.declaration == "wrong"
    assert caught.value.line == len(made.rows)
    assert "Eq.{1} Nat 2 (Nat.succ Nat.zero)" in caught.value.message


def test_axioms_must_be_permitted() -> None:
    made = export().axiom("choice", prop)
    with pytest.raises(KernelError, match="axiom-permitted"):
        check(io.BytesIO(made.data))
    assert check(io.BytesIO(made.data), axioms=["choice"]).constants == 1


def test_a_limit_is_no_rejection() -> None:
    made = export(NAT)
    made.names([f"name{number}" for number in range(5000)])
    with pytest.raises(LimitError, match="steps"):
        check(io.BytesIO(made.data), limits=Limits(steps=1000))
    with pytest.raises(LimitError, match="memory"):
        check(io.BytesIO(made.data), limits=Limits(terms=1000))
    with pytest.raises(LimitError, match="time"):
        check(io.BytesIO(made.data), limits=Limits(seconds=0))


def test_runs_alone_from_an_archive_of_its_sources(tmp_path: Path) -> None:
    """Nothing but the standard library is imported, and no package of gate but the kernel."""
    archive, file = tmp_path / "kernel.zip", tmp_path / "x.ndjson"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("gate/__init__.py", "")
        for path in sorted((ROOT / "gate" / "kernel").rglob("*.py")):
            made.write(path, path.relative_to(ROOT))
    file.write_bytes(export(NAT).data)
    script = "import sys; from gate.kernel.__main__ import main; status = main(sys.argv[1:]); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(archive)!r}); {script}", str(file)],
        capture_output=True,
        text=True,
        check=True,
    )
    verdict, modules = done.stdout.splitlines()
    assert verdict == "accepted: 1 declarations, 4 constants"
    roots = {name.split(".")[0] for name in modules.split()} - set(sys.stdlib_module_names)
    assert {root for root in roots if not root.startswith("_")} == {"gate"}
    assert all(name.split(".")[1:2] == ["kernel"] for name in modules.split() if name.startswith("gate."))
