"""Reduction to weak head normal form (thesis §2.4, §2.6.3, §2.7).

    β   (λ α. e) e' ↝ e[e']
    ζ   let α := e' in e ↝ e[e']
    δ   c.{ℓ…} ↝ e[ℓ…]  where c := e is a definition or theorem
    ι   rec params motives minors indices (constructor …) ↝ the minor premise of the constructor, applied
    π   s.i (mk params fields) ↝ fields[i]
    q   Quot.lift f h (Quot.mk r a) ↝ f a;  Quot.ind p (Quot.mk r a) ↝ p a
    ν   op n m ↝ the number, for the operations of `gate.kernel.literal`

`head` uses all rules but δ and ν at the head, `whnf` all.
"""

from __future__ import annotations

from gate.kernel.depth import Deep
from gate.kernel.environment import Constructor, Definition, Inductive, Quotient, Recursor
from gate.kernel.judgements import MAX_DEPTH, Judgements, spine
from gate.kernel.level import is_zero
from gate.kernel.literal import spell
from gate.kernel.names import Name
from gate.kernel.substitution import instantiate
from gate.kernel.term import APP, BVAR, CONST, FVAR, LAM, LET, NAT, PROJ, STR, Const, Proj, Term

_QUOTIENT_ARGUMENTS = {"lift": (5, 3), "ind": (4, 3)}
"""Positions of the quotient and of the function in the arguments of the two eliminators."""


class Reduction(Judgements):
    """`whnf`."""

    def forget(self) -> None:
        super().forget()
        self._heads: dict[Term, Term] = {}
        self._whnfs: dict[Term, Term] = {}
        self._values: dict[Const, Term] = {}
        self._rules: dict[tuple[Const, Name], Term] = {}

    def whnf(self, term: Term) -> Term:
        if term.kind >= FVAR:
            return term
        found = self._whnfs.get(term)
        if found is not None:
            return found
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Deep(self.whnf, term)
        current = term
        while True:
            current = self.head(current)
            number = self.arithmetic(current)
            if number is not None:
                current = number
                break
            unfolded = self.unfold(current)
            if unfolded is None:
                break
            current = unfolded
        self.depth -= 1
        self._whnfs[term] = current
        return current

    def head(self, term: Term) -> Term:
        """The weak head normal form without δ and ν at the head."""
        if term.kind >= CONST:
            return term
        found = self._heads.get(term)
        if found is None:
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise Deep(self.head, term)
            found = self._heads[term] = self._head(term)
            self.depth -= 1
        return found

    def _head(self, term: Term) -> Term:
        """A machine: ``current`` with ``values`` for its loose variables, applied to ``args``, the last one first."""
        terms = self.terms
        args: list[Term] = []
        values: list[Term] = []
        current = term
        while True:
            kind = current.kind
            if current.kind == APP:
                arg = current.arg
                args.append(instantiate(terms, arg, values) if arg.loose else arg)
                current = current.fn
            elif current.kind == LAM and args:
                self.tick()
                values.append(args.pop())
                current = current.body
            elif current.kind == BVAR:
                current = values[-1 - current.index]
                values = []
            elif current.kind == LET:
                self.tick()
                values.append(instantiate(terms, current.value, values))
                current = current.body
            else:
                if current.loose:
                    current = instantiate(terms, current, values)
                values = []
                if current.kind == PROJ:
                    reduced = self._project(current)
                elif current.kind == CONST and args:
                    reduced = self._eliminate(current, args)
                else:
                    reduced = None
                if reduced is None:
                    break
                self.tick()
                current = reduced
        if not args:
            return current
        if kind == CONST and len(args) == 0:
            return current
        for arg in reversed(args):
            current = terms.app(current, arg)
        return current

    # δ

    def definition(self, term: Term) -> Definition | None:
        """The definition that δ would unfold at the head, if the head is one."""
        while term.kind == APP:
            term = term.fn
        if term.kind != CONST:
            return None
        constant = self.environment.find(term.name)
        if isinstance(constant, Definition) and len(constant.params) == len(term.levels):
            return constant
        return None

    def unfold(self, term: Term) -> Term | None:
        """One step of δ, and β for the arguments."""
        constant = self.definition(term)
        if constant is None:
            return None
        self.tick()
        args: list[Term] = []
        while term.kind == APP:
            args.append(term.arg)
            term = term.fn
        assert term.kind == CONST
        value = self._values.get(term)
        if value is None:
            value = self._values[term] = self.at_levels(constant.value, constant, term)
        return self.beta(value, args)

    def beta(self, fn: Term, args: list[Term]) -> Term:
        """``fn`` applied to the arguments, of which the last one comes first, and β as far as ``fn`` has λ."""
        values: list[Term] = []
        while args and fn.kind == LAM:
            values.append(args.pop())
            fn = fn.body
        fn = instantiate(self.terms, fn, values)
        for arg in reversed(args):
            fn = self.terms.app(fn, arg)
        return fn

    # ι

    def _eliminate(self, head: Const, args: list[Term]) -> Term | None:
        """One step of ι or q on ``head args``, the last argument first; ``args`` becomes those of the result."""
        constant = self.environment.find(head.name)
        if isinstance(constant, Recursor):
            return self._iota(constant, head, args)
        if isinstance(constant, Quotient):
            return self._quotient(constant, args)
        return None

    def _iota(self, recursor: Recursor, head: Const, args: list[Term]) -> Term | None:
        place = len(args) - 1 - recursor.major
        if place < 0 or len(head.levels) != len(recursor.params):
            return None
        made = self._construct(recursor, args[place])
        if made is None:
            return None
        constructor, fields = made
        rule = recursor.rule(constructor)
        if rule is None or len(fields) < rule.fields:
            return None
        key = (head, constructor)
        value = self._rules.get(key)
        if value is None:
            value = self._rules[key] = self.at_levels(rule.value, recursor, head)
        shared = args[place + 1 + recursor.indices :]
        del args[place:]
        args += reversed(fields[len(fields) - rule.fields :])
        args += shared
        return value

    def _construct(self, recursor: Recursor, major: Term) -> tuple[Name, list[Term]] | None:
        """The argument of a recursor as an application of a constructor, if it is one up to ≡."""
        if recursor.k:
            nullary = self._nullary(recursor, major)
            if nullary is not None:
                return nullary
        major = self.whnf(major)
        if major.kind == NAT:
            if major.value:
                return self.known.succ, [self.terms.nat(major.value - 1)]
            return self.known.zero, []
        if major.kind == STR:
            major = self.whnf(self.spell(major.value))
        head, args = spine(major)
        if head.kind == CONST and isinstance(self.environment.find(head.name), Constructor):
            return head.name, args
        return self._expand(recursor, major)

    def _nullary(self, recursor: Recursor, major: Term) -> tuple[Name, list[Term]] | None:
        """K: a value of a proposition with one constructor without fields is that constructor, if its indices are."""
        type_ = self.whnf(self.type_of(major))
        head, args = spine(type_)
        if head.kind != CONST or head.name is not recursor.inductive:
            return None
        (rule,) = recursor.rules
        value = self.terms.apply(self.terms.const(rule.constructor, head.levels), *args[: recursor.parameters])
        return (rule.constructor, []) if self.equal(type_, self.type_of(value)) else None

    def _expand(self, recursor: Recursor, major: Term) -> tuple[Name, list[Term]] | None:
        """η for structures: ``e`` is ``mk (s.0 e) (s.1 e) …`` unless its type is a proposition."""
        inductive = self.environment.find(recursor.inductive)
        if not isinstance(inductive, Inductive) or not inductive.structural:
            return None
        type_ = self.whnf(self.type_of(major))
        head, _ = spine(type_)
        if head.kind != CONST or head.name is not inductive.name or is_zero(self.sort_of(type_)):
            return None
        (rule,) = recursor.rules
        return rule.constructor, [self.terms.proj(inductive.name, index, major) for index in range(rule.fields)]

    # q

    def _quotient(self, constant: Quotient, args: list[Term]) -> Term | None:
        if constant.kind not in _QUOTIENT_ARGUMENTS:
            return None
        position, function = _QUOTIENT_ARGUMENTS[constant.kind]
        place = len(args) - 1 - position
        if place < 0:
            return None
        head, mk = spine(self.whnf(args[place]))
        if head.kind != CONST or head.name is not self.known.quot_mk or len(mk) != 3:
            return None
        result = args[len(args) - 1 - function]
        del args[place:]
        args.append(mk[2])
        return result

    # π

    def _project(self, term: Proj) -> Term | None:
        subject = self.whnf(term.subject)
        if subject.kind == STR:
            subject = self.whnf(self.spell(subject.value))
        head, args = spine(subject)
        if head.kind != CONST:
            return None
        constructor = self.environment.find(head.name)
        if not isinstance(constructor, Constructor) or constructor.inductive is not term.structure:
            return None
        place = constructor.parameters + term.index
        return args[place] if place < len(args) else None

    # Literals

    def number(self, term: Term) -> int | None:
        """The value of a literal or of ``Nat.zero``."""
        if term.kind == NAT:
            return term.value
        return 0 if term.kind == CONST and term.name is self.known.zero and self.numbers else None

    def spell(self, text: str) -> Term:
        """The term that a text stands for."""
        return spell(self.terms, self.levels, self.known, text)

    def arithmetic(self, term: Term) -> Term | None:
        """One step of ν: the number or truth value that an operation on numbers yields."""
        if term.kind != APP or term.fresh or not self.numbers:
            return None
        if term.fn.kind == CONST:
            if term.fn.name is not self.known.succ:
                return None
            number = self.number(self.whnf(term.arg))
            return None if number is None else self.terms.nat(number + 1)
        if term.fn.kind != APP or term.fn.fn.kind != CONST:
            return None
        operation = self.operations.get(term.fn.fn.name)
        if operation is None:
            return None
        left = self.number(self.whnf(term.fn.arg))
        if left is None:
            return None
        right = self.number(self.whnf(term.arg))
        if right is None:
            return None
        self.tick()
        result = operation(left, right)
        if isinstance(result, bool):
            return self.terms.const(self.known.true if result else self.known.false, ())
        return None if result is None else self.terms.nat(result)
