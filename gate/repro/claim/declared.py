"""Can every rule, tolerance and relation of a claim apply to its published values, under this policy?

What cannot is refused with an InputError that names the quantity and charges the claim. What a single rule demands of
its value is in that rule's class (`gate.repro.rules`); here is what the claim as a whole must keep to.
"""

from __future__ import annotations

from gate.model.errors import Fault, InputError
from gate.model.expected import NONCE_KEY, Expected, Relation
from gate.model.policy import ReproPolicy
from gate.repro.claim.parts import Part, all_parts, place
from gate.repro.data.control import CHANGES


def _refusal(code: str, message: str, *, where: str, hint: str | None = None) -> InputError:
    return InputError(code, message, where=where, hint=hint, fault=Fault.CLAIM)


def check_expected(expected: Expected, policy: ReproPolicy) -> tuple[Part, ...]:
    """The claim's parts, if every rule can apply to its value. Raises InputError (fault: claim)."""
    _check_names(expected)
    parts = all_parts(expected)
    for part in parts:
        if part.random and "seed" not in expected.varies:
            raise _refusal(
                "claim.rule-impossible",
                f"the rule {part.rule.kind!r} judges random results, but nothing may vary",
                where=part.rule.where,
                hint='add "varies": ["seed"] to the expected results, or choose a rule for one value',
            )
        part.rule.check_declared(policy)
    if expected.data and all(part.fixed for part in parts):
        message = "data are declared, but every quantity is marked 'fixed'"
        raise _refusal("claim.nothing-depends", message, where=place(expected.quantities[0].name))
    _check_data(expected)
    for number, relation in enumerate(expected.relations):
        _check_relation(expected, relation, where=f"expected.relations.{number}")
    return parts


def _check_names(expected: Expected) -> None:
    names = [quantity.name for quantity in expected.quantities]
    for name in names:
        if name == NONCE_KEY:
            message = f"{NONCE_KEY!r} is the gate's own key of the result file"
            raise _refusal("claim.reserved-name", message, where=place(name))
        if names.count(name) > 1:
            raise _refusal("claim.duplicate-quantity", f"two quantities are called {name!r}", where=place(name))


def _check_data(expected: Expected) -> None:
    paths = [file.path for file in expected.data]
    if len(set(paths)) != len(paths):
        raise _refusal("claim.duplicate-data", "a data file is listed twice", where="expected.data")
    outcomes = any(column.role == "outcome" for file in expected.data for column in file.columns)
    for quantity in expected.quantities:
        if quantity.statistic is not None and not outcomes:
            raise _refusal(
                "claim.statistic-impossible",
                f"the statistic {quantity.statistic!r} says how outcomes are followed, but no column is an outcome",
                where=place(quantity.name),
                hint="give a column the role 'outcome'",
            )


def _check_relation(expected: Expected, relation: Relation, *, where: str) -> None:
    def impossible(message: str) -> InputError:
        return _refusal("claim.relation-impossible", message, where=where)

    if relation.data not in {file.path for file in expected.data}:
        raise impossible(f"{relation.data} is not a data file of this claim")
    if CHANGES[relation.kind].needs_columns and not relation.columns:
        raise impossible(f"the relation {relation.kind!r} needs columns")
    if (relation.kind == "add") != (relation.other is not None):
        raise impossible("the relation 'add', and no other, names the column 'other' that is added")
    for effect in relation.effects:
        if effect.quantity not in {quantity.name for quantity in expected.quantities}:
            raise impossible(f"{effect.quantity} is not a quantity of this claim")
