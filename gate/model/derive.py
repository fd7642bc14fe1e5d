"""Does a derived number follow from the values of other claims? Exact interval arithmetic, and no run of anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from gate.model.claim import Claim, DerivedClaim, EmpiricalClaim, QuotedClaim, ScoredClaim, TrainedClaim
from gate.model.derivation import ConstantTerm, DerivedValue, InputTerm, InputValue, Term, in_words, terms
from gate.model.errors import Fault, InputError
from gate.model.expected import Expected
from gate.model.interval import OPERATIONS, Interval, last_unit
from gate.model.rules import ArrayRule, IntegerRule, TableRule
from gate.model.scored import Scored

Published = str | tuple[str, ...] | tuple[tuple[str, ...], ...]

SHARPEST = Fraction(1, 20)
"""How much of a value the rounding of its inputs may leave open: the cap that policies have for a claim's tolerance."""

MAX_DEPTH = 32
"""Claims in a chain of which each is derived from the next."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What one derived value came to: the formula, all that the inputs' rounding leaves possible, and a finding."""

    name: str
    formula: str
    published: str
    possible: str
    follows: bool
    reason: str


def derive(value: DerivedValue, inputs: Mapping[str, tuple[Interval, Interval]]) -> Derived:
    """Hold a published value against its formula.

    ``inputs`` gives for each name the printed number itself and the interval that it stands for. It follows where the
    printed numbers give it, or where their rounding permits it and leaves no more open than `SHARPEST`; and never where
    rounding leaves more open than the published precision shows.
    """
    formula = f"{value.name} = {in_words(value.value)}"

    def found(possible: str, follows: bool, reason: str) -> Derived:
        return Derived(value.name, formula, value.published, possible, follows, reason)

    try:
        nominal = _evaluate(value.value, {name: number for name, (number, _) in inputs.items()})
        possible = _evaluate(value.value, {name: interval for name, (_, interval) in inputs.items()})
    except ZeroDivisionError:
        return found("", False, f"{formula} divides by what may be zero")
    except ValueError as error:
        return found("", False, f"{formula} cannot be computed: {error}")
    published, span = Interval.printed(value.published), _span(possible)
    gives = f"{formula} gives {_shown(nominal.low)} (by the rounding of its inputs {span}), published {value.published}"
    if not possible.meets(published):
        return found(span, False, f"it does not follow: {gives}")
    share = SHARPEST * abs(Fraction(Decimal(value.published)))
    used = {term.input for term in terms(value.value) if isinstance(term, InputTerm)}
    rounding = last_unit(value.published) * len(used) / 2
    if possible.half_width > max(share, rounding):
        return found(span, False, f"the inputs are too coarse to tell: {gives}")
    if not nominal.meets(published) and possible.half_width > share:
        return found(span, False, f"the printed inputs give another number: {gives}")
    return found(span, True, gives)


def _evaluate(term: Term, inputs: Mapping[str, Interval]) -> Interval:
    match term:
        case InputTerm(input=name):
            return inputs[name]
        case ConstantTerm(number=number):
            return Interval.exactly(number)
        case _:
            return OPERATIONS[term.op]([_evaluate(operand, inputs) for operand in term.of])


def _span(interval: Interval) -> str:
    low, high = _shown(interval.low), _shown(interval.high)
    return low if low == high else f"{low} to {high}"


def _shown(number: Fraction) -> str:
    """A fraction with eight significant digits, for people."""
    context = Context(prec=8)
    text = f"{context.divide(Decimal(number.numerator), Decimal(number.denominator)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def value_of(claim: Claim, value: InputValue, *, where: str) -> tuple[str, Interval, Interval]:
    """An input's printed text, the number itself, and the interval that it stands for; counts are exact.

    Raises InputError ``derived.no-value`` where the claim has no such number (fault: claim).
    """
    try:
        text, is_exact = _printed(claim, value)
        number = Interval.exactly(text)
        return text, number, number if is_exact else Interval.printed(text)
    except (LookupError, ValueError) as error:
        message = f"claim {claim.id} has no number {value}: {error}"
        raise InputError("derived.no-value", message, where=where, fault=Fault.CLAIM) from None


def _printed(claim: Claim, value: InputValue) -> tuple[str, bool]:
    """The text, and whether it is a count. Raises LookupError, ValueError."""
    match claim:
        case (
            EmpiricalClaim(expected=Expected(quantities=stated))
            | ScoredClaim(scored=Scored(quantities=stated))
            | TrainedClaim(trained=Scored(quantities=stated))
        ):
            quantities = {quantity.name: quantity for quantity in stated}
            found, rule = quantities[value.quantity].published, quantities[value.quantity].rule
            each = rule.each if isinstance(rule, ArrayRule) else rule
            if isinstance(rule, TableRule):
                each = rule.columns[value.at[-1]].rule
            return _at(found, value.at), isinstance(each, IntegerRule)
        case QuotedClaim(quoted=quoted):
            return {one.name: one.published for one in quoted.values}[value.quantity], False
        case DerivedClaim(derived=derived):
            return {one.name: one.published for one in derived.values}[value.quantity], False
    raise ValueError(f"a {claim.kind} claim publishes no numbers")


def _at(published: Published, indices: Sequence[int]) -> str:
    """The one element or cell that the indices lead to. Raises LookupError."""
    match published, indices:
        case str(text), ():
            return text
        case tuple(members), (first, *others):
            return _at(members[first], others)
    raise LookupError("'at' must lead to one element or cell")


def check_derivations(claims: Sequence[Claim], *, where: str) -> None:
    """Whether each derived claim of a record names values that are there, and none goes in a circle.

    Raises InputError ``derived.unknown-input``, ``.no-value``, ``.cycle``, ``.too-deep`` (fault: claim).
    """
    known = {claim.id: claim for claim in claims}
    open_claims: list[str] = []
    done: set[str] = set()

    def follow(claim: DerivedClaim) -> None:
        place = f"{where}#claims.{claim.id}.derived"
        if claim.id in open_claims:
            circle = " → ".join([*open_claims[open_claims.index(claim.id) :], claim.id])
            message = f"a claim cannot be derived from itself: {circle}"
            raise InputError("derived.cycle", message, where=place, fault=Fault.CLAIM)
        if claim.id in done:
            return
        if len(open_claims) == MAX_DEPTH:
            message = f"more than {MAX_DEPTH} claims are derived one from the other"
            raise InputError("derived.too-deep", message, where=place, fault=Fault.CLAIM)
        open_claims.append(claim.id)
        for name, value in claim.derived.inputs.items():
            if value.record is not None:
                continue
            if value.claim not in known:
                message = f"the record has no claim {value.claim!r}, from which {claim.id} is derived"
                raise InputError("derived.unknown-input", message, where=f"{place}.inputs.{name}", fault=Fault.CLAIM)
            source = known[value.claim]
            value_of(source, value, where=f"{place}.inputs.{name}")
            if isinstance(source, DerivedClaim):
                follow(source)
        done.add(open_claims.pop())

    for claim in derived_claims(claims):
        follow(claim)


def derived_claims(claims: Sequence[Claim]) -> Iterator[DerivedClaim]:
    """Those of the claims that are derived."""
    return (claim for claim in claims if isinstance(claim, DerivedClaim))
