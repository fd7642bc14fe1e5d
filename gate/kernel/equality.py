"""Definitional equality (thesis §2.3, §4.3): an algorithm that only says yes when the rules allow it.

Two terms are equal if, tried in this order,

- they are the same term, or sorts of equal levels, or functions or function types with equal parts;
- they are proofs of equal propositions (proof irrelevance);
- they become equal by unfolding definitions, the taller first; equal heads are first compared argument by argument;
- in weak head normal form they have equal heads and equal arguments;
- one of them is a function and the other one's η-expansion equals it;
- one of them is ``mk a b …`` of a structure and the other's projections equal ``a``, ``b``, …;
- both are in the same structure type without fields.
"""

from __future__ import annotations

from gate.kernel.depth import Deep
from gate.kernel.environment import Constructor, Inductive
from gate.kernel.judgements import MAX_DEPTH, spine
from gate.kernel.level import all_equal, are_equal, is_zero
from gate.kernel.reduction import Reduction
from gate.kernel.substitution import instantiate
from gate.kernel.term import APP, CONST, LAM, NAT, PI, PROJ, SORT, STR, Lam, Pi, Term


class Equality(Reduction):
    """`equal`."""

    def forget(self) -> None:
        super().forget()
        self._equal: dict[tuple[Term, Term], bool] = {}
        self._failed: set[tuple[Term, Term]] = set()

    def equal(self, left: Term, right: Term) -> bool:
        if left is right:
            return True
        key = (left, right)
        found = self._equal.get(key)
        if found is None:
            self.tick()
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise Deep(self.equal, left, right)
            found = self._compare(left, right)
            self.depth -= 1
            self._equal[key] = self._equal[right, left] = found
        return found

    def _compare(self, left: Term, right: Term) -> bool:
        known = self._by_form(left, right)
        if known is not None:
            return known
        if right.kind == CONST and right.name is self.known.true and not left.fresh and self.whnf(left) is right:
            return True
        left_head, right_head = self.head(left), self.head(right)
        if left_head is not left or right_head is not right:
            left, right = left_head, right_head
            known = self._by_form(left, right)
            if known is not None:
                return known
        known = self._as_proofs(left, right)
        if known is not None:
            return known
        return self._unfolding(left, right)

    def _by_form(self, left: Term, right: Term) -> bool | None:
        """The answer that follows from the outermost form alone, if any."""
        if left is right:
            return True
        if left.kind == SORT and right.kind == SORT:
            return are_equal(left.level, right.level)
        if left.kind == LAM and right.kind == LAM:
            return self._binders(left, right)
        if left.kind == PI and right.kind == PI:
            return self._binders(left, right)
        if (left.kind == NAT and right.kind == NAT) or (left.kind == STR and right.kind == STR):
            return False
        return None

    def _binders(self, left: Term, right: Term) -> bool:
        """λ with λ, or Π with Π: equal domains, and equal bodies for a variable of that type."""
        terms, kind = self.terms, left.kind
        rank = max(left.fresh, right.fresh)
        variables: list[Term] = []
        while (isinstance(left, Lam) and isinstance(right, Lam)) or (isinstance(left, Pi) and isinstance(right, Pi)):
            if left is right:
                return True
            domain = instantiate(terms, left.domain, variables)
            if left.domain is not right.domain and not self.equal(domain, instantiate(terms, right.domain, variables)):
                return False
            variables.append(terms.fvar(rank, domain))
            rank += 1
            left, right = left.body, right.body
            if left.kind != kind:
                break
        return self.equal(instantiate(terms, left, variables), instantiate(terms, right, variables))

    def _as_proofs(self, left: Term, right: Term) -> bool | None:
        """Proof irrelevance: proofs of equal propositions are equal."""
        type_ = self.type_of(left)
        if not is_zero(self.sort_of(type_)):
            return None
        return self.equal(type_, self.type_of(right))

    # δ

    def _unfolding(self, left: Term, right: Term) -> bool:
        while True:
            known = self._as_numbers(left, right)
            if known is not None:
                return known
            a, b = self.definition(left), self.definition(right)
            if a is None and b is None:
                return self._in_normal_form(left, right)
            if a is not None and b is not None and a is b and self._same_head(left, right):
                return True
            unfold_left = b is None or (a is not None and a.height >= b.height)
            unfold_right = a is None or (b is not None and b.height >= a.height)
            if unfold_left:
                left = self._step(left)
            if unfold_right:
                right = self._step(right)
            known = self._by_form(left, right)
            if known is not None:
                return known

    def _step(self, term: Term) -> Term:
        unfolded = self.unfold(term)
        assert unfolded is not None
        return self.head(unfolded)

    def _same_head(self, left: Term, right: Term) -> bool:
        """``c.{ℓ…} a… ≡ c.{ℓ'…} b…`` argument by argument, before unfolding ``c``."""
        if left.kind != APP or right.kind != APP:
            return False
        key = (left, right)
        if key in self._failed:
            return False
        (f, a), (g, b) = spine(left), spine(right)
        if f.kind == CONST and g.kind == CONST and all_equal(f.levels, g.levels) and self._all_equal(a, b):
            return True
        self._failed.add(key)
        return False

    def _all_equal(self, left: list[Term], right: list[Term]) -> bool:
        return len(left) == len(right) and all(map(self.equal, left, right))

    # Numbers

    def _as_numbers(self, left: Term, right: Term) -> bool | None:
        """The answer for two numbers or successors; one step of ν if there is one."""
        n, m = self.number(left), self.number(right)
        if n is not None and m is not None:
            return n == m
        p = self._predecessor(left)
        if p is not None:
            q = self._predecessor(right)
            if q is not None:
                return self.equal(p, q)
        reduced = self.arithmetic(left)
        if reduced is not None:
            return self.equal(reduced, right)
        reduced = self.arithmetic(right)
        return None if reduced is None else self.equal(left, reduced)

    def _predecessor(self, term: Term) -> Term | None:
        if term.kind == NAT:
            return self.terms.nat(term.value - 1) if term.value else None
        if term.kind == APP and term.fn.kind == CONST and term.fn.name is self.known.succ and self.numbers:
            return term.arg
        return None

    # Weak head normal forms

    def _in_normal_form(self, left: Term, right: Term) -> bool:
        if left.kind == CONST and right.kind == CONST and left.name is right.name:
            if all_equal(left.levels, right.levels):
                return True
        elif left.kind == PROJ and right.kind == PROJ:
            same = left.structure is right.structure and left.index == right.index
            if same and self.equal(left.subject, right.subject):
                return True
        if left.kind == APP and right.kind == APP:
            (f, a), (g, b) = spine(left), spine(right)
            if len(a) == len(b) and self.equal(f, g) and self._all_equal(a, b):
                return True
        return (
            self._eta(left, right)
            or self._eta(right, left)
            or self._structure_eta(left, right)
            or self._structure_eta(right, left)
            or self._spelled(left, right)
            or self._spelled(right, left)
            or self._unit(left, right)
        )

    def _eta(self, function: Term, term: Term) -> bool:
        """``λ α. e ≡ e'`` if ``λ α. e ≡ λ α. e' #0``."""
        if function.kind != LAM or term.kind == LAM:
            return False
        type_ = self.whnf(self.type_of(term))
        if type_.kind != PI:
            return False
        terms = self.terms
        return self.equal(function, terms.lam(type_.domain, terms.app(term, terms.bvar(0))))

    def _structure_eta(self, term: Term, made: Term) -> bool:
        """``e ≡ mk p… a…`` of a structure ``s`` if their types are equal and ``s.i e ≡ a_i`` for all fields."""
        head, args = spine(made)
        if head.kind != CONST:
            return False
        constructor = self.environment.find(head.name)
        if not isinstance(constructor, Constructor) or len(args) != constructor.parameters + constructor.fields:
            return False
        inductive = self.environment.find(constructor.inductive)
        if not isinstance(inductive, Inductive) or not inductive.structural:
            return False
        if not self.equal(self.type_of(term), self.type_of(made)):
            return False
        project = self.terms.proj
        return all(
            self.equal(project(inductive.name, index, term), field)
            for index, field in enumerate(args[constructor.parameters :])
        )

    def _spelled(self, text: Term, term: Term) -> bool:
        """A text literal equals what it stands for."""
        if text.kind != STR or term.kind != APP or term.fn.kind != CONST:
            return False
        return term.fn.name is self.known.string_of_list and self.equal(self.spell(text.value), term)

    def _unit(self, left: Term, right: Term) -> bool:
        """Any two values of a structure without fields are equal."""
        type_ = self.whnf(self.type_of(left))
        head, _ = spine(type_)
        if head.kind != CONST:
            return False
        inductive = self.environment.find(head.name)
        if not isinstance(inductive, Inductive) or not inductive.structural:
            return False
        constructor = self.environment.find(inductive.constructors[0])
        if not isinstance(constructor, Constructor) or constructor.fields:
            return False
        return self.equal(type_, self.type_of(right))
