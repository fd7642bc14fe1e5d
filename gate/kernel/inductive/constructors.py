"""What a constructor may be (thesis §2.6.1), and its fields.

    c : Π params fields. I params indices

The type of a field is in a universe that is not above the block's, unless the block's types are propositions. It does
not mention the block's types, or it is *recursive*: ``Π xs. I params indices``, where the types of ``xs`` do not
mention them. So they occur strictly positively.
"""

from __future__ import annotations

from dataclasses import dataclass

from gate.kernel.errors import KernelError
from gate.kernel.inductive.block import Block, Family, Signature, bare
from gate.kernel.level import Level, is_at_most
from gate.kernel.show import show
from gate.kernel.substitution import instantiate
from gate.kernel.term import PI, FVar, Term
from gate.kernel.theory import Theory


@dataclass(frozen=True, slots=True)
class Recursion:
    """That the type of a field is ``Π arguments. family indices``; the arguments are variables."""

    arguments: tuple[FVar, ...]
    family: Family
    indices: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field as a variable; its type is in the universe ``level``."""

    variable: FVar
    level: Level
    recursion: Recursion | None


@dataclass(frozen=True, slots=True)
class CheckedConstructor:
    """A checked constructor of ``family``, which it makes at these ``indices``."""

    signature: Signature
    family: Family
    fields: tuple[Field, ...]
    indices: tuple[Term, ...]


def check_constructor(theory: Theory, block: Block, family: Family, signature: Signature) -> CheckedConstructor:
    """The constructor, checked; the block's types are declared.

    Raises KernelError: ``constructor-parameters``, ``constructor-universe``, ``constructor-positivity``,
    ``constructor-result``, and what inference raises.
    """
    name = signature.name
    theory.sort(signature.type)
    rest = signature.type
    for parameter in block.parameters:
        if rest.kind != PI or not theory.equal(rest.domain, parameter.type):
            raise KernelError("constructor-parameters", f"{name} does not take the block's parameters first")
        rest = instantiate(theory.terms, rest.body, [parameter])
    fields: list[Field] = []
    count = _arity(rest)
    while rest.kind == PI:
        variable = theory.terms.fvar(block.rank + len(fields), bare(theory, rest.domain))
        where = f"field {len(fields)} of {name}"
        level = theory.sort(rest.domain)
        if not block.propositions and not is_at_most(level, block.level):
            wrong = f"{where}, {show(rest.domain)}, is in Sort {level}, the type in Sort {block.level}"
            raise KernelError("constructor-universe", wrong)
        # Above the fields there is room for one induction hypothesis each.
        recursion = _recursion(theory, block, rest.domain, block.rank + 2 * count, where)
        fields.append(Field(variable, level, recursion))
        rest = instantiate(theory.terms, rest.body, [variable])
    made = block.application(rest)
    if made is None or made[0] is not family:
        raise KernelError("constructor-result", f"{name} makes {show(rest)}, no value of {family.name}")
    return CheckedConstructor(signature, family, tuple(fields), tuple(made[1]))


def _arity(type_: Term) -> int:
    count = 0
    while type_.kind == PI:
        type_, count = type_.body, count + 1
    return count


def _recursion(theory: Theory, block: Block, type_: Term, rank: int, where: str) -> Recursion | None:
    """How a field of this type is recursive, with variables from ``rank`` on."""
    arguments: list[FVar] = []
    rest = theory.whnf(type_)
    while block.occurs(rest):
        if rest.kind != PI or block.occurs(rest.domain):
            made = block.application(rest)
            if made is None:
                wrong = f"{where} does not use the type strictly positively: {show(rest)}"
                raise KernelError("constructor-positivity", wrong)
            return Recursion(tuple(arguments), made[0], tuple(made[1]))
        arguments.append(theory.terms.fvar(rank + len(arguments), bare(theory, rest.domain)))
        rest = theory.whnf(instantiate(theory.terms, rest.body, [arguments[-1]]))
    return None
