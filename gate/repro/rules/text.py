"""Rules for texts: exact, set, ranking."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from decimal import Decimal

from gate.model.digest import Json
from gate.model.rules import ExactRule, RankingRule, SetRule
from gate.repro.rules.base import Comparison, Declared, FormError, Rule, Value


class Exact(Rule[ExactRule]):
    """The same text, code point for code point."""

    def check_published(self) -> None:
        self.one_text()

    def read(self, raw: Json, *, from_text: bool) -> Value:
        if not isinstance(raw, str):
            raise FormError("wrong-type", "must be a text")
        return raw

    def compare(self, value: Value, runs: Sequence[Decimal] = ()) -> Comparison:
        return self._same(value, self.published)

    def agree(self, value: Value, centre: Value, *, scale: Decimal, runs: Sequence[Decimal]) -> Comparison:
        return self._same(value, centre)

    def _same(self, value: Value, centre: Value) -> Comparison:
        same = isinstance(value, str) and value == centre
        return Comparison(same, "same" if same else "different", self.words())

    def words(self, runs: Sequence[Decimal] = ()) -> str:
        return "same text"


class MembersRule(Rule[Declared]):
    """What rules for lists of texts share."""

    def check_published(self) -> None:
        members = self.published
        if not isinstance(members, tuple) or not members:
            raise self.claim_error("claim.wrong-shape", f"the rule {self.kind!r} needs a list of texts")
        if len(set(members)) != len(members):
            raise self.claim_error("claim.wrong-shape", "a member is listed twice")

    def read(self, raw: Json, *, from_text: bool) -> Value:
        if not isinstance(raw, list) or not all(isinstance(member, str) for member in raw):
            raise FormError("wrong-type", "must be a list of texts")
        return tuple(raw)

    def compare(self, value: Value, runs: Sequence[Decimal] = ()) -> Comparison:
        return self._held(value, self.published)

    def agree(self, value: Value, centre: Value, *, scale: Decimal, runs: Sequence[Decimal]) -> Comparison:
        return self._held(value, centre)

    def _held(self, value: Value, centre: Value) -> Comparison:
        if not isinstance(value, tuple) or not isinstance(centre, tuple):
            return Comparison(False, "no list", self.words())
        return self.compare_members(value, centre)

    @abstractmethod
    def compare_members(self, members: tuple[str, ...], centre: tuple[str, ...]) -> Comparison:
        """Hold one list against another."""


class SameSet(MembersRule[SetRule]):
    """The same members, each once, in any order."""

    def compare_members(self, members: tuple[str, ...], centre: tuple[str, ...]) -> Comparison:
        missing, extra = set(centre) - set(members), set(members) - set(centre)
        same = sorted(members) == sorted(centre)
        return Comparison(same, f"{len(missing)} missing, {len(extra)} extra", self.words())

    def words(self, runs: Sequence[Decimal] = ()) -> str:
        return "same members"


class SameRanking(MembersRule[RankingRule]):
    """The same members in the same order."""

    def compare_members(self, members: tuple[str, ...], centre: tuple[str, ...]) -> Comparison:
        wrong = sum(1 for a, b in zip(centre, members, strict=False) if a != b) + abs(len(centre) - len(members))
        return Comparison(members == centre, f"{wrong} places differ", self.words())

    def words(self, runs: Sequence[Decimal] = ()) -> str:
        return "same order"
