"""What a module sees: its own constants and those of everything that it imports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gate.lean.core.declaration import Theorem
from gate.lean.core.limits import OleanError
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.environment import Environment
from gate.lean.olean.library import Library, LibraryView
from gate.lean.olean.module import CompiledModule, Module, Origin, open_modules
from gate.model.errors import InfrastructureError
from tests.lean.mini import SELF, TWO, Mini, N
from tests.lean.sides import BASE, MAIN, compiled

OTHER, MORE, LEMMA = map(Name.of, ("Other", "More", "lemma"))


def library(**imports: tuple[str, ...]) -> LibraryView:
    """Modules without constants except ``Base``, which has those of the mini library."""
    mini = Mini()
    files = {"Base.olean": compiled(mini, mini.constants.values()).olean}
    for module, imported in imports.items():
        files[f"{module}.olean"] = compiled(mini, [], *map(Name.of, imported)).olean
    return LibraryView(Library(files), Terms())


def environment(view: LibraryView, *own: CompiledModule) -> Environment:
    return Environment(view, open_modules(own, view.terms, Origin.SOLUTION), MAIN)


def test_a_library_constant_is_found_through_imports_of_imports() -> None:
    view = library(Init=("Middle",), Middle=("Base",))
    near = environment(view, compiled(Mini(), [], Name.of("Init")))
    assert near.find(TWO) is not None
    module = near.module_of(TWO)
    assert module is not None
    assert (module.name, module.origin) == (BASE, Origin.LIBRARY)
    far = environment(view, compiled(Mini(), []))
    assert far.find(TWO) is None


def test_own_modules_count_only_if_the_main_one_imports_them() -> None:
    mini = Mini()
    other = compiled(mini, [mini.constants[SELF]], module=OTHER)
    view = library()
    assert environment(view, other, compiled(mini, [], OTHER)).find(SELF) is not None
    assert environment(view, other, compiled(mini, [])).find(SELF) is None


def test_imports_that_lead_nowhere_and_in_circles_are_listed() -> None:
    mini = Mini()
    circle = compiled(mini, [], MAIN, Name.of("Nowhere"), module=OTHER)
    found = environment(library(), circle, compiled(mini, [], OTHER, MAIN))
    assert found.missing == [("Other.lean", Name.of("Nowhere"))]
    assert {module.name for module in found.own} == {MAIN, OTHER}


def test_a_name_that_two_modules_declare_is_a_clash() -> None:
    mini = Mini()
    n = mini.constants[N]
    both = environment(library(), compiled(mini, [n], module=OTHER), compiled(mini, [n], OTHER))
    assert both.clashes == [(N, "Main.lean", "Other.lean")]
    with_library = environment(library(), compiled(mini, [n], BASE))
    assert with_library.clashes == [(N, "the toolchain's Base", "Main.lean")]
    without = environment(library(), compiled(mini, [n]))
    assert without.clashes == []


def theorem(mini: Mini, proof: Name, type_: Name = SELF) -> Theorem:
    return Theorem(LEMMA, (), mini.constants[type_].type, mini.terms.const(proof), (LEMMA,))


def test_equal_theorems_may_stand_in_several_modules_and_each_is_kept() -> None:
    mini = Mini()
    own = [mini.constants[SELF], mini.constants[Name.of("alias")]]
    parts = [compiled(mini, [theorem(mini, one.name)], MORE, module=OTHER.child(i)) for i, one in enumerate(own)]
    shared = compiled(mini, own, module=MORE)
    both = environment(library(), shared, *parts, compiled(mini, [], OTHER.child(0), OTHER.child(1)))
    assert both.clashes == []
    labels = [module.label for module in both.repeated[LEMMA]]
    assert sorted(labels) == ["Other.0.lean", "Other.1.lean"]
    ((unused, copy),) = both.copies.items()
    chosen = both.find(LEMMA)
    assert isinstance(chosen, Theorem)
    assert (both.find(unused), copy.name, copy.type) == (copy, unused, chosen.type)
    assert copy.value != chosen.value


def test_a_theorem_of_the_library_may_be_repeated_and_the_librarys_counts() -> None:
    mini = Mini()
    again = replace(mini.constants[SELF], value=mini.terms.nat(1))  # type: ignore[call-arg]
    found = environment(library(), compiled(mini, [again], BASE))
    assert found.clashes == []
    assert [module.origin for module in found.repeated[SELF]] == [Origin.LIBRARY, Origin.SOLUTION]
    one = mini.terms.exprs[again.value]  # type: ignore[attr-defined]
    assert [found.terms.exprs[copy.value] for copy in found.copies.values()] == [one]
    chosen = found.find(SELF)
    assert isinstance(chosen, Theorem)
    assert found.terms.exprs[chosen.value] != one


def test_the_name_of_a_copy_is_one_that_nobody_uses() -> None:
    mini = Mini()
    taken = replace(theorem(mini, SELF), name=LEMMA.child("copy 1"))
    parts = [compiled(mini, [theorem(mini, SELF)], module=OTHER.child(i)) for i in range(2)]
    found = environment(library(), *parts, compiled(mini, [taken], OTHER.child(0), OTHER.child(1)))
    assert list(found.copies) == [LEMMA.child("copy 1").child(0)]
    module = found.module_of(LEMMA.child("copy 1"))
    assert module is not None
    assert module.name == MAIN


def test_theorems_of_other_types_or_universes_clash() -> None:
    mini = Mini()
    one = compiled(mini, [theorem(mini, SELF)], module=OTHER)
    for other in (theorem(mini, SELF, N), replace(theorem(mini, SELF), levels=(Name.of("u"),))):
        assert environment(library(), one, compiled(mini, [other], OTHER)).clashes == [
            (LEMMA, "Main.lean", "Other.lean")
        ]


def test_a_broken_own_module_is_the_artifacts_fault_and_a_broken_library_the_machines() -> None:
    with pytest.raises(OleanError):
        environment(library(), CompiledModule(MAIN, "Main.lean", b"nothing"))
    with pytest.raises(InfrastructureError):
        Library({"Base.olean": b"nothing"}).scope([BASE])
    with pytest.raises(InfrastructureError) as caught:
        library(Init=("Gone",)).library.scope([Name.of("Init")])
    assert "Gone" in caught.value.message


def test_a_library_reads_only_what_is_imported() -> None:
    mini = Mini()
    files = {"Base.olean": compiled(mini, mini.constants.values()).olean, "Huge.olean": b"never read"}
    found = Library(files).scope([BASE])
    assert found.modules == {BASE}
    assert found.owner == dict.fromkeys(mini.constants, BASE)


def test_the_same_file_gives_the_same_module() -> None:
    view = library()
    one, two = (environment(view, compiled(Mini(), [], BASE)) for _ in range(2))
    assert one.same_module(two, TWO)
    assert not one.same_module(two, Name.of("nothing"))
    assert isinstance(view.module(BASE), Module)
