"""Declaring a block of inductive types: check it, generate what it gets, compare that with what the export claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from gate.kernel.environment import Constant, Constructor, Inductive, Recursor, Rule
from gate.kernel.errors import KernelError
from gate.kernel.inductive.block import Block, Declared, Signature, mentions, open_block
from gate.kernel.inductive.constructors import CheckedConstructor, check_constructor
from gate.kernel.inductive.nested import Unnested, unnest
from gate.kernel.inductive.recursor import Names, Recursors, eliminates_into_all, is_k
from gate.kernel.names import Name
from gate.kernel.show import show
from gate.kernel.substitution import lam_over, pi_over, replace
from gate.kernel.term import PI, Term
from gate.kernel.theory import Theory


@dataclass(frozen=True, slots=True)
class BlockClaim:
    """What an export says about a block.

    ``nested`` and ``reflexive`` are what each type says about the number of copies (`gate.kernel.inductive.nested`) and
    about fields that are functions into the block. What a recursor says that it eliminates is not looked at.
    """

    types: tuple[Inductive, ...]
    constructors: tuple[Constructor, ...]
    recursors: tuple[Recursor, ...]
    nested: tuple[int, ...]
    reflexive: tuple[bool, ...]


def declare_block(theory: Theory, claim: BlockClaim) -> None:
    """Check a block and declare its types, constructors and recursors. Raises KernelError and LimitError."""
    types = _declared(theory, claim)
    count = claim.types[0].parameters
    block = open_block(theory, types, count)
    originals = [Declared(declared.constant, declared.type, declared.constructors) for declared in types]
    _declare_types(theory, claim, block, originals)
    for declared in originals:
        for signature in declared.constructors:
            theory.sort(signature.type)
    unnested = unnest(theory, types, block.parameters)
    whole = block if len(unnested.types) == len(types) else open_block(theory, unnested.types, count)
    copies = _declare_copies(theory, whole, unnested)
    constructors = [
        check_constructor(theory, whole, family, signature)
        for family in whole.families
        for signature in family.constructors
    ]
    theory.environment.remove(copies)
    _declare_constructors(theory, claim, constructors, unnested)
    _compare_flags(claim, unnested)
    _declare_recursors(theory, claim, whole, constructors, unnested)


def _declared(theory: Theory, claim: BlockClaim) -> list[Declared]:
    """The types with their constructors, in the order in which each type lists them."""
    params = claim.types[0].params
    levels = tuple(theory.levels.param(name) for name in params)
    claimed = {constructor.name: constructor for constructor in claim.constructors}
    listed = [name for type_ in claim.types for name in type_.constructors]
    if len(claimed) != len(claim.constructors) or sorted(map(id, listed)) != sorted(map(id, claimed)):
        raise KernelError("inductive-claim", "the types' constructors are not those that are given")
    types = []
    for type_ in claim.types:
        if type_.params != params:
            raise KernelError("inductive-levels", f"{type_.name} has other universe parameters than the block's first")
        signatures = tuple(Signature(name, claimed[name].type) for name in type_.constructors)
        types.append(Declared(theory.terms.const(type_.name, levels), type_.type, signatures))
    return types


def _declare_types(theory: Theory, claim: BlockClaim, block: Block, types: Sequence[Declared]) -> None:
    names = tuple(type_.name for type_ in claim.types)
    recursive = any(_fields_mention(declared, set(names), len(block.parameters)) for declared in types)
    for claimed, family in zip(claim.types, block.families, strict=True):
        constructors = tuple(signature.name for signature in family.constructors)
        shape = (len(block.parameters), len(family.indices), names, constructors, recursive)
        generated = Inductive(claimed.name, claimed.params, claimed.type, *shape)
        _compare("inductive-claim", claimed, generated)
        theory.environment.add(claimed)


def _fields_mention(declared: Declared, names: set[Name], parameters: int, *, functions: bool = False) -> bool:
    """Whether the type of a field mentions the block's types; with ``functions``, only types of functions count."""
    for signature in declared.constructors:
        rest, place = signature.type, 0
        while rest.kind == PI:
            candidate = rest.domain.kind == PI or not functions
            if place >= parameters and candidate and mentions(rest.domain, names):
                return True
            rest, place = rest.body, place + 1
    return False


def _declare_copies(theory: Theory, block: Block, unnested: Unnested) -> list[Name]:
    """Declare the copies, to be removed again; their names."""
    copies = [family for family in block.families if family.name in unnested.names]
    names = tuple(family.name for family in copies)
    for family in copies:
        declared = next(declared for declared in unnested.types if declared.constant is family.constant)
        constructors = tuple(signature.name for signature in family.constructors)
        shape = (len(block.parameters), len(family.indices), names, constructors, True)
        params = tuple(level.name for level in block.levels if level.name is not None)
        theory.environment.add(Inductive(family.name, params, declared.type, *shape))
    return list(names)


def _declare_constructors(
    theory: Theory, claim: BlockClaim, constructors: Sequence[CheckedConstructor], unnested: Unnested
) -> None:
    checked = {constructor.signature.name: constructor for constructor in constructors}
    for type_ in claim.types:
        for index, name in enumerate(type_.constructors):
            claimed = next(constructor for constructor in claim.constructors if constructor.name is name)
            shape = (type_.name, index, type_.parameters, len(checked[name].fields))
            _compare("constructor-claim", claimed, Constructor(name, type_.params, claimed.type, *shape))
            theory.environment.add(claimed)


def _compare_flags(claim: BlockClaim, unnested: Unnested) -> None:
    names = {declared.constant.name for declared in unnested.types}
    parameters = claim.types[0].parameters
    reflexive = any(_fields_mention(declared, names, parameters, functions=True) for declared in unnested.types)
    if set(claim.reflexive) != {reflexive}:
        raise KernelError("inductive-claim", f"{claim.types[0].name}: reflexive is {reflexive}, not as claimed")
    nested = len(unnested.types) - len(claim.types)
    if set(claim.nested) != {nested}:
        raise KernelError("inductive-claim", f"{claim.types[0].name}: nested is {nested}, not as claimed")


def _declare_recursors(
    theory: Theory, claim: BlockClaim, block: Block, constructors: list[CheckedConstructor], unnested: Unnested
) -> None:
    terms, make = theory.terms, theory.names.make
    first = claim.types[0]
    copies = [family.name for family in block.families if family.name in unnested.names]
    named = {type_.name: make(type_.name, "rec") for type_ in claim.types}
    named |= {name: make(first.name, f"rec_{number}") for number, name in enumerate(copies, 1)}
    claimed = {recursor.name: recursor for recursor in claim.recursors}
    if len(claimed) != len(claim.recursors) or set(claimed) != set(named.values()):
        raise KernelError("recursor-claim", f"the recursors of {first.name} are not those that are given")
    params, level = first.params, theory.levels.zero
    if eliminates_into_all(block, constructors):
        motive = _motive_level(theory, params)
        params, level = (motive, *params), theory.levels.param(motive)
    names = tuple(type_.name for type_ in claim.types)
    recursors = Recursors(theory, block, constructors, Names(named, params, names), level)

    def finish(term: Term) -> Term:
        return replace(terms, term, unnested.applied) if unnested.applied else term

    for family in block.families:
        rules = tuple(
            Rule(
                unnested.names.get(constructor.signature.name, constructor.signature.name),
                len(constructor.fields),
                lam_over(terms, block.parameters, finish(recursors.value(constructor))),
            )
            for constructor in constructors
            if constructor.family is family
        )
        generated = Recursor(
            name=named[family.name],
            params=params,
            type=pi_over(terms, block.parameters, finish(recursors.type(family))),
            inductive=unnested.names.get(family.name, family.name),
            block=names,
            parameters=len(block.parameters),
            indices=len(family.indices),
            motives=len(block.families),
            minors=len(constructors),
            rules=rules,
            k=is_k(block, constructors),
        )
        theory.environment.add(generated)
    for name in named.values():
        _compare_recursor(theory, claimed[name])


def _motive_level(theory: Theory, params: tuple[Name, ...]) -> Name:
    """The universe parameter of the motives, as Lean names it: the first of ``u``, ``u_1``, ``u_2`` … that is free."""
    made = theory.names.of("u")
    number = 0
    while made in params:
        number += 1
        made = theory.names.of(f"u_{number}")
    return made


def _compare_recursor(theory: Theory, claimed: Recursor) -> None:
    """Compare a claim with what was declared: it must be the same, term by term."""
    generated = theory.environment.constants[claimed.name]
    assert isinstance(generated, Recursor)
    theory.infer(generated.type)
    for rule in generated.rules:
        theory.infer(rule.value)
    _compare("recursor-claim", claimed, generated, but=("type", "inductive", "rules"))
    _compare_terms(claimed.name, claimed.type, generated.type)
    if len(claimed.rules) != len(generated.rules):
        raise KernelError("recursor-claim", f"{claimed.name} has {len(generated.rules)} rules")
    for theirs, mine in zip(claimed.rules, generated.rules, strict=True):
        if (theirs.constructor, theirs.fields) != (mine.constructor, mine.fields):
            raise KernelError("recursor-claim", f"{claimed.name}: not the rule for {mine.constructor}")
        _compare_terms(claimed.name, theirs.value, mine.value)


def _compare_terms(name: Name, claimed: Term, generated: Term) -> None:
    if claimed is not generated:
        raise KernelError("recursor-claim", f"{name}: {show(claimed)} is stated, {show(generated)} follows")


def _compare(rule: str, claimed: Constant, generated: Constant, *, but: tuple[str, ...] = ()) -> None:
    for field in fields(generated):
        if field.name not in but and getattr(claimed, field.name) != getattr(generated, field.name):
            raise KernelError(rule, f"{generated.name}: {field.name} is not what follows from the declaration")
