"""Blocks of inductive types for exports, with recursors made here: a second opinion on those that the kernel makes.

No nesting: nested types come from compiled Lean files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.kernel.language import Const, Export, Level, Sort, Term, const, lams, pi, pis

Domain = Callable[..., Term]
"""A type that may depend on the variables before it, of which it is given all."""


@dataclass(frozen=True)
class Field:
    """A constructor's field of some type; with ``family``, a recursive one: ``Π arguments. family params indices``.

    ``type`` and ``indices`` get the parameters and the fields before; ``arguments`` and ``indices`` of a recursive
    field get its arguments as well.
    """

    type: Domain | None = None
    family: int | None = None
    arguments: Sequence[Domain] = ()
    indices: Callable[..., Sequence[Term]] = lambda *_: ()


@dataclass(frozen=True)
class Maker:
    """A constructor; ``indices`` gets the parameters and the fields."""

    name: str
    fields: Sequence[Field] = ()
    indices: Callable[..., Sequence[Term]] = lambda *_: ()


@dataclass(frozen=True)
class Family:
    """A type of a block; ``indices`` get the parameters and the indices before."""

    name: str
    makers: Sequence[Maker]
    indices: Sequence[Domain] = ()


@dataclass(frozen=True)
class Block:
    """``large``: whether its recursors have motives in all universes."""

    families: Sequence[Family]
    level: Level = 1
    params: Sequence[str] = ()
    parameters: Sequence[Domain] = ()
    large: bool = True
    k: bool = False

    # What is declared

    def family(self, number: int) -> Const:
        return const(self.families[number].name, *self.params)

    def family_type(self, number: int) -> Term:
        return pis([*self.parameters, *self.families[number].indices], lambda *_: Sort(self.level))

    def field_type(self, item: Field, given: tuple[Term, ...]) -> Term:
        if item.family is None:
            assert item.type
            return item.type(*given)
        parameters = given[: len(self.parameters)]
        former = self.family(item.family)(*parameters)
        return _over(item.arguments, given, lambda *xs: former(*item.indices(*given, *xs)))

    def fields(self, maker: Maker) -> list[Domain]:
        return [lambda *given, item=item: self.field_type(item, given) for item in maker.fields]

    def maker_type(self, number: int, maker: Maker) -> Term:
        count = len(self.parameters)
        return pis(
            [*self.parameters, *self.fields(maker)],
            lambda *given: self.family(number)(*given[:count], *maker.indices(*given)),
        )

    # What follows

    def makers(self) -> list[tuple[int, Maker]]:
        return [(number, maker) for number, family in enumerate(self.families) for maker in family.makers]

    @property
    def motive_param(self) -> str:
        """As Lean names it: the first of ``u``, ``u_1`` … that is free."""
        names = ["u", *(f"u_{number}" for number in range(1, 9))]
        return next(name for name in names if name not in self.params)

    @property
    def motive_params(self) -> tuple[str, ...]:
        return (self.motive_param, *self.params) if self.large else tuple(self.params)

    def recursor(self, number: int) -> Const:
        return const(f"{self.families[number].name}.rec", *self.motive_params)

    def motive(self, number: int) -> Domain:
        sort = Sort(self.motive_param if self.large else 0)

        def type_(*given: Term) -> Term:
            parameters = given[: len(self.parameters)]
            indices = self.families[number].indices
            return _over(indices, parameters, lambda *at: pi(self.family(number)(*parameters, *at), lambda _: sort))

        return type_

    def minor(self, number: int, maker: Maker) -> Domain:
        def type_(*given: Term) -> Term:
            parameters, motives = self._split(given)
            recursive = [place for place, item in enumerate(maker.fields) if item.family is not None]

            def result(*fields: Term) -> Term:
                everything = (*parameters, *fields)
                made = const(f"{self.families[number].name}.{maker.name}", *self.params)(*everything)
                conclusion = motives[number](*maker.indices(*everything), made)
                hypotheses = [self._hypothesis(maker.fields[at], parameters, fields, at, motives) for at in recursive]
                return pis([lambda *_, one=one: one for one in hypotheses], lambda *_: conclusion)

            return _over(self.fields(maker), parameters, result)

        return type_

    def _hypothesis(
        self, item: Field, parameters: tuple[Term, ...], fields: tuple[Term, ...], at: int, motives: tuple[Term, ...]
    ) -> Term:
        assert item.family is not None
        given = (*parameters, *fields[:at])
        return _over(
            item.arguments, given, lambda *xs: motives[item.family](*item.indices(*given, *xs), fields[at](*xs))
        )

    def _split(self, given: tuple[Term, ...]) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
        count = len(self.parameters)
        return given[:count], given[count : count + len(self.families)]

    def shared(self) -> list[Domain]:
        """Parameters, motives, minor premises."""
        motives = [self.motive(number) for number in range(len(self.families))]
        return [*self.parameters, *motives, *(self.minor(number, maker) for number, maker in self.makers())]

    def recursor_type(self, number: int) -> Term:
        count, shared = len(self.parameters), len(self.shared())

        def rest(*given: Term) -> Term:
            parameters, motives = self._split(given)
            return _over(
                self.families[number].indices,
                parameters,
                lambda *at: pi(self.family(number)(*parameters, *at), lambda t: motives[number](*at, t)),
            )

        assert shared >= count
        return pis(self.shared(), rest)

    def rule(self, place: int) -> Term:
        _, maker = self.makers()[place]
        shared = len(self.shared())

        def body(*given: Term) -> Term:
            parameters, _ = self._split(given)
            minors = given[shared - len(self.makers()) : shared]

            def value(*fields: Term) -> Term:
                calls = [
                    self._call(item, given[:shared], parameters, fields, at)
                    for at, item in enumerate(maker.fields)
                    if item.family is not None
                ]
                return minors[place](*fields, *calls)

            return _over(self.fields(maker), parameters, value, lams)

        return lams(self.shared(), body)

    def _call(
        self, item: Field, shared: tuple[Term, ...], parameters: tuple[Term, ...], fields: tuple[Term, ...], at: int
    ) -> Term:
        assert item.family is not None
        given, recursor = (*parameters, *fields[:at]), self.recursor(item.family)
        return _over(
            item.arguments,
            given,
            lambda *xs: recursor(*shared, *item.indices(*given, *xs), fields[at](*xs)),
            lams,
        )

    # As a line of an export

    def add_to(self, export: Export) -> Export:
        export.rows.append({"inductive": self.row(export)})
        return export

    def row(self, export: Export) -> dict[str, list[dict[str, object]]]:
        names = [family.name for family in self.families]
        recursive = any(item.family is not None for _, maker in self.makers() for item in maker.fields)
        reflexive = any(
            item.family is not None and item.arguments for _, maker in self.makers() for item in maker.fields
        )
        counts = {"numParams": len(self.parameters)}
        types, makers, recursors = [], [], []
        for number, family in enumerate(self.families):
            types.append(
                {
                    "name": export.name(family.name),
                    "levelParams": export.names(self.params),
                    "type": export.expr(self.family_type(number)),
                    **counts,
                    "numIndices": len(family.indices),
                    "all": export.names(names),
                    "ctors": export.names([f"{family.name}.{maker.name}" for maker in family.makers]),
                    "numNested": 0,
                    "isRec": recursive,
                    "isReflexive": reflexive,
                    "isUnsafe": False,
                }
            )
            for place, maker in enumerate(family.makers):
                makers.append(
                    {
                        "name": export.name(f"{family.name}.{maker.name}"),
                        "levelParams": export.names(self.params),
                        "type": export.expr(self.maker_type(number, maker)),
                        "induct": export.name(family.name),
                        "cidx": place,
                        **counts,
                        "numFields": len(maker.fields),
                        "isUnsafe": False,
                    }
                )
            rules = [
                {
                    "ctor": export.name(f"{family.name}.{maker.name}"),
                    "nfields": len(maker.fields),
                    "rhs": export.expr(self.rule(place)),
                }
                for place, (owner, maker) in enumerate(self.makers())
                if owner == number
            ]
            recursors.append(
                {
                    "name": export.name(f"{family.name}.rec"),
                    "levelParams": export.names(self.motive_params),
                    "type": export.expr(self.recursor_type(number)),
                    "all": export.names(names),
                    **counts,
                    "numIndices": len(family.indices),
                    "numMotives": len(self.families),
                    "numMinors": len(self.makers()),
                    "rules": rules,
                    "k": self.k,
                    "isUnsafe": False,
                }
            )
        return {"types": types, "ctors": makers, "recs": recursors}


def _over(
    domains: Sequence[Domain],
    given: tuple[Term, ...],
    body: Callable[..., Term],
    telescope: Callable[..., Term] = pis,
) -> Term:
    """A telescope whose domains see ``given`` as well, and whose body does not."""
    return telescope(domains, lambda *everything: body(*everything[len(given) :]), *given)
