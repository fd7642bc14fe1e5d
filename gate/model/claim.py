"""A claim: one statement of a record. It owns the specification of success."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Literal, cast, get_args

from pydantic import Field

from gate.model.base import Contract, union_of
from gate.model.challenge import Challenge
from gate.model.derivation import Derivation
from gate.model.digest import Digest
from gate.model.expected import Expected
from gate.model.numbers import DecimalText
from gate.model.quotation import Quotation
from gate.model.scored import Scored, Trained

ClaimId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]


class Claim(Contract):
    """What every claim has. Each ``kind`` is a contract of its own, and most are a judge's (`gate.model.judging`)."""

    form: ClassVar[str] = ""
    """What a claim of this kind can come to, in a sentence for the verdict block; empty where a level says it all."""
    takes_artifact: ClassVar[bool] = True
    """Whether an artifact can show it."""
    levels: ClassVar[Mapping[str, str]] = {}
    """Levels of claims that no judge serves, in words."""

    id: ClaimId
    kind: str
    statement: str = Field(min_length=1, max_length=20_000)
    """The claim in prose. Nobody checks that the specification below says the same; `gate approve` records who did."""
    sources: tuple[str, ...] = ()

    @classmethod
    def kind_name(cls) -> str:
        """The one ``kind`` that claims of this contract have."""
        (name,) = get_args(cls.model_fields["kind"].annotation)
        return str(name)

    @property
    def digest(self) -> Digest:
        """The identity of the claim: the sha256 of its canonical JSON."""
        return Digest.of_json(self.model_dump(mode="json"))


class MathematicalClaim(Claim):
    """A claim whose truth a Lean proof can show."""

    kind: Literal["mathematical"]
    challenge: Challenge | None = None


class EmpiricalClaim(Claim):
    """A claim whose numbers a script can recompute."""

    kind: Literal["empirical"]
    expected: Expected | None = None


class ScoredClaim(Claim):
    """A claim that predictions score a number. The gate scores them itself; how they were made is not looked at."""

    form: ClassVar[str] = (
        "scored, predictions that were handed in score this by the claim's own labels and metric: it says nothing of "
        "what made them"
    )

    kind: Literal["scored"]
    scored: Scored


class TrainedClaim(Claim):
    """A claim that training a model gives a score. The training is run again, and the gate scores its predictions."""

    form: ClassVar[str] = (
        "trained, a training script is run again here and the gate scores its predictions by the claim's own labels, "
        "which no script sees: that it learns and does not remember is what its reviewer vouches for"
    )

    kind: Literal["trained"]
    trained: Trained


class QuotedClaim(Claim):
    """A claim that numbers stand in a source: Gate 1's affair. There is nothing that Gate 2 could run."""

    form: ClassVar[str] = (
        "quoted, a number that stands in a named source: whether it stands there is Gate 1's affair, whether it is "
        "right nobody has recomputed, and Gate 2 never verifies it"
    )
    takes_artifact: ClassVar[bool] = False

    kind: Literal["quoted"]
    quoted: Quotation


class DerivedClaim(Claim):
    """A claim that numbers follow by arithmetic from the values of other claims. The gate computes it itself."""

    form: ClassVar[str] = (
        "derived, arithmetic on the published values of other claims, VERIFIED only while each of these claims is: it "
        "says what follows from them, and nothing about them"
    )
    takes_artifact: ClassVar[bool] = False
    levels: ClassVar[Mapping[str, str]] = {"derived": "follows from claims that are VERIFIED, by exact arithmetic"}

    kind: Literal["derived"]
    derived: Derivation


class StatedGrounding(Contract):
    """How a draft marks one of its claims, as found; `gate ground` looks for itself."""

    mark: Literal["×", "✓"] | None = None
    confidence: DecimalText | None = None
    """As printed."""


class TextualClaim(Claim):
    """A statement that only sources can ground: no artifact can show it, so it is never VERIFIED."""

    form: ClassVar[str] = "textual: only its sources can ground it, and Gate 2 never verifies it"
    takes_artifact: ClassVar[bool] = False

    kind: Literal["textual"]
    stated: StatedGrounding | None = None


def claim_type(claims: Sequence[type[Claim]]) -> type[Claim]:
    """What any claim of these kinds is, as pydantic takes it for a field's type: told apart by ``kind``."""
    return cast(type[Claim], Annotated[union_of(claims), Field(discriminator="kind")])


_AnyClaim = MathematicalClaim | EmpiricalClaim | ScoredClaim | TrainedClaim | QuotedClaim | DerivedClaim | TextualClaim
KNOWN_CLAIMS: tuple[type[Claim], ...] = get_args(_AnyClaim)
KnownClaim = Annotated[_AnyClaim, Field(discriminator="kind")]
"""The claims that come with gate: those of its judges, and those that no artifact can show."""
