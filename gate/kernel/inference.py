"""Inference (thesis §2.3): which type a term has, by checking or by trusting that it has one.

    Γ ⊢ x : α            the type that x carries
    Γ ⊢ Sort ℓ : Sort (S ℓ)
    Γ ⊢ c.{ℓ…} : α[ℓ…]    where c : α was declared
    Γ ⊢ f a : β[a]        if f : Π α. β and a : α
    Γ ⊢ λ α. e : Π α. β    if α : Sort ℓ and e : β for a variable of type α
    Γ ⊢ Π α. β : Sort (imax ℓ ℓ')    if α : Sort ℓ and β : Sort ℓ'
    Γ ⊢ let α := v in e : β[v]       if α : Sort ℓ, v : α and e[v] : β[v]
    Γ ⊢ s.i e : α          the type of field i of the structure's constructor
    Γ ⊢ n : Nat, Γ ⊢ "text" : String
    Γ ⊢ e : α'             if e : α and α ≡ α'

The term stays as it is: what its loose bound variables stand for is a `Scope` beside it. Types are closed.
"""

from __future__ import annotations

from gate.kernel.depth import Deep
from gate.kernel.environment import Constructor, Inductive
from gate.kernel.equality import Equality
from gate.kernel.errors import KernelError
from gate.kernel.judgements import MAX_DEPTH, spine
from gate.kernel.level import is_zero
from gate.kernel.show import show
from gate.kernel.substitution import instantiate, pi_over
from gate.kernel.term import (
    APP,
    BVAR,
    CONST,
    FVAR,
    LAM,
    LET,
    NAT,
    PI,
    PROJ,
    SORT,
    App,
    FVar,
    Lam,
    Let,
    Pi,
    Proj,
    Term,
    Terms,
)


class Scope:
    """What loose bound variables stand for: closed ``values``, the last one for ``#0``.

    It remembers the types of terms with exactly these values; equal scopes are one object.
    """

    __slots__ = ("_inner", "_terms", "checked", "fresh", "trusted", "values")

    def __init__(self, values: tuple[Term, ...], fresh: int) -> None:
        self.values = values
        self.fresh = fresh
        self.checked: dict[Term, Term] = {}
        self.trusted: dict[Term, Term] = {}
        self._inner: dict[tuple[Term, ...], Scope] = {}

    def inside(self, values: tuple[Term, ...]) -> Scope:
        """The scope with further binders passed."""
        scope = self._inner.get(values)
        if scope is None:
            fresh = max(self.fresh, *(value.fresh for value in values))
            scope = self._inner[values] = Scope(self.values + values, fresh)
        return scope

    def close(self, terms: Terms, term: Term) -> Term:
        """The term with its loose variables replaced."""
        return instantiate(terms, term, self.values) if term.loose else term


class Inference(Equality):
    """`type_of`, which trusts, and `infer` and `check`, which do not."""

    def forget(self) -> None:
        super().forget()
        self.root = Scope((), 0)

    def type_of(self, term: Term) -> Term:
        if term.kind == FVAR:
            return term.type
        return self._infer(term, self.root, False)

    def infer(self, term: Term) -> Term:
        """The type of a closed term. Raises KernelError if it has none."""
        return self._infer(term, self.root, True)

    def check(self, term: Term, type_: Term, rule: str) -> None:
        """Check that a closed term has this type. Raises KernelError (``rule`` and others)."""
        self._check(term, self.root, type_, rule)

    def _infer(self, term: Term, scope: Scope, check: bool) -> Term:
        if term.kind == BVAR:
            term = scope.values[-1 - term.index]
            if term.kind == FVAR:
                return term.type
        if term.kind == FVAR:
            return term.type
        if not term.loose:
            scope = self.root
        found = scope.checked.get(term)
        if found is not None:
            return found
        if not check:
            found = scope.trusted.get(term)
            if found is not None:
                return found
        self.tick()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Deep(self._infer, term, scope, check)
        if term.kind == APP:
            found = self._application(term, scope, check)
        elif term.kind == CONST:
            found = self.constant_type(term)
        elif term.kind == LAM:
            found = self._function(term, scope, check)
        elif term.kind == PI:
            found = self._function_type(term, scope, check)
        elif term.kind == SORT:
            found = self.terms.sort(self.levels.succ(term.level))
        elif term.kind == LET:
            found = self._let(term, scope, check)
        elif term.kind == PROJ:
            found = self._projection(term, scope, check)
        elif term.kind == NAT:
            found = self._number()
        else:
            found = self._text()
        self.depth -= 1
        (scope.checked if check else scope.trusted)[term] = found
        return found

    def _check(self, term: Term, scope: Scope, type_: Term, rule: str) -> None:
        """Check that ``term`` has the closed type, without computing its own where both are functions."""
        terms = self.terms
        rank = max(scope.fresh, term.fresh, type_.fresh)
        values = list(scope.values)
        outer = len(values)
        expected = type_
        passed: list[Term] = []
        while term.kind == LAM:
            if expected.kind != PI:
                expected = self.whnf(instantiate(terms, expected, passed))
                passed = []
                if expected.kind != PI:
                    break
            domain = self._type_in(term.domain, values)
            if not self.equal(domain, instantiate(terms, expected.domain, passed)):
                break
            variable = terms.fvar(rank, domain)
            rank += 1
            values.append(variable)
            passed.append(variable)
            term, expected = term.body, expected.body
        expected = instantiate(terms, expected, passed)
        if len(values) > outer:
            scope = scope.inside(tuple(values[outer:]))
        actual = self._infer(term, scope, True)
        if actual is not expected and not self.equal(actual, expected):
            raise KernelError(rule, f"{show(scope.close(terms, term))} has type {show(actual)}, not {show(expected)}")

    def _type_in(self, term: Term, values: list[Term]) -> Term:
        """A term with its loose variables replaced, checked to be a type."""
        closed = instantiate(self.terms, term, values)
        if closed.kind != FVAR:
            self.as_sort(self._infer(closed, self.root, True), closed)
        return closed

    def _application(self, term: App, scope: Scope, check: bool) -> Term:
        terms = self.terms
        args: list[Term] = []
        head: Term = term
        while head.kind == APP:
            args.append(head.arg)
            head = head.fn
        type_ = self._infer(head, scope, check)
        values: list[Term] = []
        while args:
            if type_.kind != PI:
                type_ = self.whnf(instantiate(terms, type_, values))
                values = []
                if type_.kind != PI:
                    fn = terms.apply(head, *reversed(args))
                    raise KernelError("function-expected", f"{show(fn)} applies a term of type {show(type_)}")
            arg = args.pop()
            closed = scope.close(terms, arg)
            if check:
                self._argument(arg, closed, scope, instantiate(terms, type_.domain, values))
            values.append(closed)
            type_ = type_.body
        return instantiate(terms, type_, values)

    def _argument(self, arg: Term, closed: Term, scope: Scope, domain: Term) -> None:
        if arg.kind == LAM:
            self._check(arg, scope, domain, "argument-type")
            return
        actual = self._infer(closed, self.root, True)
        if actual is not domain and not self.equal(actual, domain):
            raise KernelError("argument-type", f"{show(closed)} has type {show(actual)}, not {show(domain)}")

    def _function(self, term: Lam, scope: Scope, check: bool) -> Term:
        terms = self.terms
        rank = max(scope.fresh, term.fresh)
        values = list(scope.values)
        variables: list[FVar] = []
        body: Term = term
        while body.kind == LAM:
            domain = self._type_in(body.domain, values) if check else instantiate(terms, body.domain, values)
            variables.append(terms.fvar(rank, domain))
            values.append(variables[-1])
            rank += 1
            body = body.body
        return pi_over(terms, variables, self._infer(body, scope.inside(tuple(variables)), check))

    def _function_type(self, term: Pi, scope: Scope, check: bool) -> Term:
        terms, levels = self.terms, self.levels
        rank = max(scope.fresh, term.fresh)
        values = list(scope.values)
        outer = len(values)
        sorts = []
        body: Term = term
        while body.kind == PI:
            domain = instantiate(terms, body.domain, values)
            sorts.append(self.as_sort(self._infer(domain, self.root, check), domain))
            values.append(terms.fvar(rank, domain))
            rank += 1
            body = body.body
        inner = scope.inside(tuple(values[outer:]))
        level = self.as_sort(self._infer(body, inner, check), body)
        for sort in reversed(sorts):
            level = levels.pi(sort, level)
        return terms.sort(level)

    def _let(self, term: Let, scope: Scope, check: bool) -> Term:
        values = list(scope.values)
        outer = len(values)
        body: Term = term
        while body.kind == LET:
            value = instantiate(self.terms, body.value, values)
            if check:
                type_ = self._type_in(body.type, values)
                self._check(value, self.root, type_, "let-type")
            values.append(value)
            body = body.body
        return self._infer(body, scope.inside(tuple(values[outer:])), check)

    def _projection(self, term: Proj, scope: Scope, check: bool) -> Term:
        """The type of field ``i`` with the parameters and the earlier projections put in.

        Of a proposition's fields only those can be projected that are proofs; so must be all earlier ones that the
        field's type depends on.
        """
        subject = scope.close(self.terms, term.subject)
        type_ = self.whnf(self._infer(subject, self.root, check))
        head, args = spine(type_)
        if head.kind != CONST or head.name is not term.structure:
            raise KernelError("projection-structure", f"{show(term)} projects from {show(type_)}")
        inductive = self.environment.find(head.name)
        if not isinstance(inductive, Inductive) or len(inductive.constructors) != 1:
            raise KernelError("projection-structure", f"{head.name} is no type with one constructor")
        constructor = self.environment.find(inductive.constructors[0])
        if not isinstance(constructor, Constructor):  # the type of a constructor projects from the type being declared
            raise KernelError("projection-structure", f"{head.name} has no constructor yet")
        if len(args) != inductive.parameters + inductive.indices:
            raise KernelError("projection-structure", f"{show(type_)} is no type")
        if term.index >= constructor.fields:
            raise KernelError("projection-index", f"{constructor.name} has {constructor.fields} fields: {show(term)}")
        values = args[: inductive.parameters] + [
            self.terms.proj(head.name, index, subject) for index in range(term.index)
        ]
        proposition = is_zero(self.sort_of(type_))
        rest = self.constant_type(self.terms.const(constructor.name, head.levels))
        for place, value in enumerate(values):
            rest = self._function_of(rest)
            if proposition and place >= inductive.parameters and rest.body.loose:
                self._proof_field(rest.domain, term)
            rest = instantiate(self.terms, rest.body, [value])
        rest = self._function_of(rest)
        if proposition:
            self._proof_field(rest.domain, term)
        return rest.domain

    def _function_of(self, type_: Term) -> Pi:
        """The type of a constructor with some arguments put in, of which there are more."""
        reduced = self.whnf(type_)
        assert reduced.kind == PI
        return reduced

    def _proof_field(self, type_: Term, term: Proj) -> None:
        if not is_zero(self.sort_of(type_)):
            raise KernelError("projection-proposition", f"{show(term)} takes data out of a proof")

    # Literals

    def _number(self) -> Term:
        if not self.numbers:
            raise KernelError("literal-number", "Nat is not declared, or not in the usual way")
        return self.terms.const(self.known.nat, ())

    def _text(self) -> Term:
        """The type of a text literal, if what a text of one character stands for has it."""
        string = self.terms.const(self.known.string, ())
        try:
            type_ = self._infer(self.spell("a"), self.root, True)
        except KernelError as error:
            raise KernelError("literal-text", f"text literals stand for nothing: {error}") from None
        if type_ is not string:
            raise KernelError("literal-text", f"text literals are in {show(type_)}")
        return string
