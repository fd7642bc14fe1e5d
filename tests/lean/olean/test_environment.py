"""What a module sees: its own constants and those of everything that it imports."""

from __future__ import annotations

import pytest

from gate.lean.core.limits import OleanError
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.environment import Environment
from gate.lean.olean.library import Library, LibraryView
from gate.lean.olean.module import CompiledModule, Module, Origin, open_modules
from gate.model.errors import InfrastructureError
from tests.lean.mini import SELF, TWO, Mini, N
from tests.lean.sides import BASE, MAIN, compiled

OTHER = Name.of("Other")


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
