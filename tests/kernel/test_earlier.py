"""Declarations that were accepted before: what is recognised, and above all what is not."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from gate.kernel.__main__ import main
from gate.kernel.check import Accepted, check
from gate.kernel.errors import KernelError
from tests.kernel.cases.equality import base
from tests.kernel.cases.quotient import quotients
from tests.kernel.language import Export, Nat, Sort, arrow, const, lam, pi
from tests.kernel.prelude import EQ, FALSE, NAT, eq, export, nat, refl, successor, zero


def run(made: Export, accepted: Collection[bytes] = (), axioms: Collection[str] = ()) -> Accepted:
    return check(io.BytesIO(made.data), accepted=accepted, axioms=axioms)


def digests(found: Accepted) -> frozenset[bytes]:
    return frozenset(digest for _, digest in found.new)


def library() -> Export:
    made = export(NAT, EQ, FALSE)
    made.definition("two", nat, successor(successor(zero)))
    made.theorem("two_is_2", eq(nat, const("two"), Nat(2)), refl(nat, Nat(2)))
    return made.opaque("hidden", nat, const("two"))


KNOWN = digests(run(library()))


def test_what_was_accepted_is_recognised_wherever_it_stands() -> None:
    """Positions, order and other declarations around it make no difference; what is new is checked and named."""
    assert len(KNOWN) == 3
    again = run(library(), KNOWN)
    assert (again.reused, again.new) == (3, ())
    made = export(EQ, FALSE, NAT)
    made.names(["unused"])
    made.definition("one", nat, successor(zero))
    made.definition("two", nat, successor(successor(zero)))
    made.opaque("hidden", nat, const("two"))
    found = run(made, KNOWN)
    assert (found.reused, [number for number, _ in found.new]) == (2, [3])
    assert found.declarations == 6


def test_nothing_is_named_unless_asked() -> None:
    found = check(io.BytesIO(library().data))
    assert (found.reused, found.new) == (0, ())


def test_the_whole_small_library_is_recognised() -> None:
    made = quotients(made=base())
    first = run(made)
    second = run(made, digests(first))
    assert (second.reused, second.new) == (len(first.new), ())
    assert second.declarations == first.declarations


def other_body() -> Export:
    """``two`` is 3: the theorem about it has the same text as before, and is false."""
    made = export(NAT, EQ, FALSE)
    made.definition("two", nat, Nat(3))
    return made.theorem("two_is_2", eq(nat, const("two"), Nat(2)), refl(nat, Nat(2)))


def axiom_instead() -> Export:
    made = export(NAT, EQ, FALSE).axiom("two", nat)
    return made.theorem("two_is_2", eq(nat, const("two"), Nat(2)), refl(nat, Nat(2)))


def opaque_instead() -> Export:
    made = export(NAT, EQ, FALSE).opaque("two", nat, successor(successor(zero)))
    return made.theorem("two_is_2", eq(nat, const("two"), Nat(2)), refl(nat, Nat(2)))


def other_statement() -> Export:
    made = export(NAT, EQ, FALSE)
    made.definition("two", nat, successor(successor(zero)))
    return made.theorem("two_is_2", const("False"), refl(nat, Nat(2)))


def other_proof() -> Export:
    made = export(NAT, EQ, FALSE)
    made.definition("two", nat, successor(successor(zero)))
    return made.theorem("two_is_2", eq(nat, const("two"), Nat(2)), refl(nat, Nat(3)))


def only_the_claim() -> Export:
    """The theorem without the definition that it mentions."""
    return export(NAT, EQ, FALSE).theorem("two_is_2", eq(nat, const("two"), Nat(2)), refl(nat, Nat(2)))


def itself() -> Export:
    return export(NAT, EQ, FALSE).theorem("two_is_2", const("False"), const("two_is_2"))


def twice() -> Export:
    return library().theorem("two_is_2", eq(nat, const("two"), Nat(2)), refl(nat, Nat(2)))


def reordered() -> Export:
    """A theorem before what it mentions."""
    made = only_the_claim()
    return made.definition("two", nat, successor(successor(zero)))


@pytest.mark.parametrize(
    "attack",
    [other_body, axiom_instead, opaque_instead, other_statement, other_proof, only_the_claim, itself, twice, reordered],
    ids=lambda attack: attack.__name__,
)
def test_what_differs_in_its_closure_is_checked(attack: Callable[[], Export]) -> None:
    """Each is refused as it is without any digests."""
    with pytest.raises(KernelError) as plain:
        check(io.BytesIO(attack().data), axioms=["two"])
    with pytest.raises(KernelError) as caught:
        run(attack(), KNOWN, axioms=["two"])
    assert (caught.value.rule, caught.value.declaration) == (plain.value.rule, plain.value.declaration)


def literal(of: Export) -> Export:
    return of.definition("five", nat, Nat(5))


def test_a_literal_rests_on_the_numbers() -> None:
    """``five`` mentions no constant but ``Nat``, whose other constructors make its literal meaningless."""
    known = digests(run(literal(export(NAT))))
    made = literal(export().axiom("Nat", Sort(1)))
    with pytest.raises(KernelError, match="literal-number"):
        run(made, known, axioms=["Nat"])


def test_axioms_are_permitted_anew_every_time() -> None:
    made = export(NAT).axiom("choice", nat).definition("chosen", nat, const("choice"))
    known = digests(run(made, axioms=["choice"]))
    assert len(known) == 1
    assert run(made, known, axioms=["choice"]).reused == 1
    with pytest.raises(KernelError, match="axiom-permitted"):
        run(made, known)


def different(change: Callable[[Export], Export]) -> frozenset[bytes]:
    return digests(run(change(export(NAT, EQ))))


def identity(params: list[str], level: object) -> Callable[[Export], Export]:
    return lambda made: made.definition(
        "id", pi(Sort(level), lambda a: arrow(a, a)), lam(Sort(level), lambda a: lam(a, lambda x: x)), params
    )


def test_every_part_of_a_declaration_counts() -> None:
    """Names, parameters, levels, heights and kinds make other digests, so that none stands for another."""
    plain = lambda name="x", value=zero, **more: lambda made: made.definition(name, nat, value, **more)  # noqa: E731
    changes = [
        plain(),
        plain("y"),
        plain(("x", 1)),
        plain("x.1"),
        plain(value=successor(zero)),
        plain(value=Nat(0)),
        plain(value=Nat(1)),
        plain(hints="opaque"),
        plain(hints={"regular": 3}),
        plain(params=["u"]),
        plain(params=["u", "v"]),
        lambda made: made.opaque("x", nat, zero),
        identity(["u"], "u"),
        identity(["v"], "v"),
        identity(["u"], ("succ", "u")),
        identity(["u"], ("max", "u", 1)),
        identity(["u"], ("imax", "u", 1)),
        identity(["u"], 1),
        identity([], 1),
    ]
    found = [digest for change in changes for digest in different(change)]
    assert len(found) == len(changes) == len(set(found))


def test_deep_terms_have_digests() -> None:
    made = export(NAT)
    row = made.expr(zero)
    fn = made.expr(const("Nat.succ"))
    for position in range(10**6, 10**6 + 20_000):
        made.rows.append({"ie": position, "app": {"fn": fn, "arg": row}})
        row = position
    type_, name = made.expr(nat), made.name("deep")
    fields = {"name": name, "levelParams": [], "type": type_, "value": row, "all": [name]}
    made.rows.append({"def": {**fields, "hints": "abbrev", "safety": "safe"}})
    assert run(made, digests(run(made))).reused == 1


def test_the_program_reads_digests_and_prints_new_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, accepted = tmp_path / "x.ndjson", tmp_path / "accepted"
    file.write_bytes(library().data)
    accepted.write_bytes(b"")
    arguments = [str(file), "--json", f"--accepted={accepted}"]
    assert main(arguments) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["reused"], len(said["new"])) == (0, 3)
    assert {bytes.fromhex(digest) for _, digest in said["new"]} == KNOWN
    accepted.write_bytes(b"".join(KNOWN))
    assert main(arguments) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["reused"], said["new"]) == (3, [])
    accepted.write_bytes(b"short")
    with pytest.raises(SystemExit):
        main(arguments)
