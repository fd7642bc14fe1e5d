"""Can every rule, tolerance and relation of a claim apply to its published values, under this policy?

What cannot is refused with an InputError that names the quantity and charges the claim.
"""

from __future__ import annotations

from decimal import Decimal

from gate.model.errors import Fault, InputError
from gate.model.expected import NONCE_KEY, Expected, Relation
from gate.model.policy import ReproPolicy
from gate.model.rules import (
    AbsoluteRule,
    EquivalenceRule,
    IntegerRule,
    IntervalRule,
    PrintedRule,
    PValueRule,
    RelativeRule,
    SignificantRule,
    StatisticalRule,
)
from gate.repro.claim.compare import last_place, printed_number, short
from gate.repro.claim.outputs import MAX_EXPONENT
from gate.repro.claim.parts import Part, all_parts, wrong

_NEEDS_COLUMNS = frozenset({"scale", "negate", "shift", "add", "relabel", "swap", "permute"})


def check_expected(expected: Expected, policy: ReproPolicy) -> tuple[Part, ...]:
    """The claim's parts, if every rule can apply to its value. Raises InputError (fault: claim)."""
    names = [quantity.name for quantity in expected.quantities]
    for name in names:
        if name == NONCE_KEY:
            raise wrong(name, "reserved-name", f"{NONCE_KEY!r} is the gate's own key of the result file")
        if names.count(name) > 1:
            raise wrong(name, "duplicate-quantity", f"two quantities are called {name!r}")
    parts = all_parts(expected)
    for part in parts:
        _check_part(part, policy, random_result="seed" in expected.varies)
    if expected.data and all(part.fixed for part in parts):
        raise wrong(names[0], "nothing-depends", "data are declared, but every quantity is marked 'fixed'")
    paths = [file.path for file in expected.data]
    if len(set(paths)) != len(paths):
        raise InputError(
            "claim.duplicate-data", "a data file is listed twice", where="expected.data", fault=Fault.CLAIM
        )
    outcomes = any(column.role == "outcome" for file in expected.data for column in file.columns)
    for quantity in expected.quantities:
        if quantity.statistic is not None and not outcomes:
            message = (
                f"the statistic {quantity.statistic!r} says how outcomes are followed, but no column is an outcome"
            )
            raise wrong(quantity.name, "statistic-impossible", message, "give a column the role 'outcome'")
    for number, relation in enumerate(expected.relations):
        _check_relation(f"expected.relations.{number}", relation, paths, names)
    return parts


def _number(part: Part, text: str) -> Decimal:
    try:
        number = printed_number(text)
    except ArithmeticError:
        number = Decimal("NaN")
    if not number.is_finite() or (number and abs(number.adjusted()) > MAX_EXPONENT):
        hint = "write the digits as printed, without %, thousands separators or words; the unit has its own field"
        raise wrong(part.name, "not-a-number", f"the published value {text[:60]!r} is not a plain number", hint)
    return number


def _check_part(part: Part, policy: ReproPolicy, *, random_result: bool) -> None:
    if not part.numeric or not isinstance(part.published, str):
        return
    if part.random and not random_result:
        raise wrong(
            part.name,
            "rule-impossible",
            f"the rule {part.rule.kind!r} judges random results, but nothing may vary",
            'add "varies": ["seed"] to the expected results, or choose a rule for one value',
        )
    rule = part.rule
    if isinstance(rule, PValueRule):
        _check_p(part, rule, policy)
        return
    centre = _number(part, part.published)
    if isinstance(rule, IntegerRule) and centre != centre.to_integral_value():
        raise wrong(part.name, "rule-impossible", f"{part.published} is not a whole number")
    if isinstance(rule, IntervalRule) and not Decimal(rule.low) <= centre <= Decimal(rule.high):
        raise wrong(part.name, "rule-impossible", f"{part.published} is not inside {rule.low} … {rule.high}")
    if isinstance(rule, IntegerRule | PrintedRule):
        return
    tolerance = _declared_tolerance(part, centre)
    half_unit = last_place(part.published) / 2
    if tolerance < half_unit:
        raise wrong(
            part.name,
            "rule-impossible",
            f"the rule asks for ±{short(tolerance)}, but {part.published} is printed only to ±{short(half_unit)}",
            "use the rule 'printed', or give the published value with more digits",
        )
    if isinstance(rule, StatisticalRule) and Decimal(rule.widest) < Decimal(rule.floor):
        raise wrong(part.name, "rule-impossible", "'widest' is below 'floor'")
    relative = policy.max_random_width if part.random else policy.max_relative_tolerance
    cap = abs(centre) * Decimal(str(relative)) if centre else Decimal(str(policy.max_zero_tolerance))
    if max(tolerance, Decimal(getattr(rule, "widest", "0"))) > cap:
        raise wrong(
            part.name,
            "tolerance-over-policy",
            f"the rule accepts more than ±{short(cap)} around {part.published}, which the policy does not allow",
            "declare a smaller tolerance",
        )


def _declared_tolerance(part: Part, centre: Decimal) -> Decimal:
    match part.rule:
        case SignificantRule(digits=digits):
            if not centre:
                raise wrong(part.name, "rule-impossible", "zero has no significant digits", "use the rule 'absolute'")
            return abs(centre).scaleb(-digits)
        case AbsoluteRule(tolerance=tolerance):
            return Decimal(tolerance)
        case RelativeRule(tolerance=tolerance, absolute=absolute):
            return max(Decimal(tolerance) * abs(centre), Decimal(absolute))
        case IntervalRule(low=low, high=high):
            return max(Decimal(high) - centre, centre - Decimal(low))
        case StatisticalRule(floor=floor):
            return Decimal(floor)
        case EquivalenceRule(margin=margin):
            return Decimal(margin)
        case _:
            return Decimal(0)


def _check_p(part: Part, rule: PValueRule, policy: ReproPolicy) -> None:
    text = str(part.published).removeprefix("<").strip()
    if not 0 <= _number(part, text) <= 1:
        raise wrong(part.name, "rule-impossible", f"{part.published} is not a probability")
    if not Decimal(rule.floor):
        raise wrong(part.name, "rule-impossible", "the floor of p-values must be above zero: it has a logarithm")
    if Decimal(rule.decades) > Decimal(str(policy.max_decades)):
        raise wrong(part.name, "tolerance-over-policy", f"the policy allows {policy.max_decades} decades for p-values")


def _check_relation(where: str, relation: Relation, paths: list[str], names: list[str]) -> None:
    def bad(message: str) -> InputError:
        return InputError("claim.relation-impossible", message, where=where, fault=Fault.CLAIM)

    if relation.data not in paths:
        raise bad(f"{relation.data} is not a data file of this claim")
    if relation.kind in _NEEDS_COLUMNS and not relation.columns:
        raise bad(f"the relation {relation.kind!r} needs columns")
    if (relation.kind == "add") != (relation.other is not None):
        raise bad("the relation 'add', and no other, names the column 'other' that is added")
    for effect in relation.effects:
        if effect.quantity not in names:
            raise bad(f"{effect.quantity} is not a quantity of this claim")
