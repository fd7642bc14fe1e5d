"""What the kernel generated, field by field, against what the file claimed.

Constructors, recursors with their rules and the K flag, counts, and the quotient constants are made by the kernel
itself. A file can claim anything about them, and a checker that believes one such field can be made to accept False.
"""

from bridge import box, byte, tag_of, word
from builder import CONSTRUCTOR, INDUCTIVE, QUOTIENT, RECURSOR


def differences(builder, kind, row):
    """``(name position, fields that differ)`` for every constant of a unit that the kernel generates."""
    if kind == "quot":
        claims = [(QUOTIENT, constant) for constant in row]
    elif kind == "ind":
        types, constructors, recursors = row
        claims = [(INDUCTIVE, constant) for constant in types]
        claims += [(CONSTRUCTOR, constant) for constant in constructors]
        claims += [(RECURSOR, constant) for constant in recursors]
    else:
        claims = []
    found = ((constant[0], _Comparison(builder).fields(tag, constant)) for tag, constant in claims)
    return [(name, fields) for name, fields in found if fields]


class _Comparison:
    def __init__(self, builder):
        self.builder = builder
        self.kernel = builder.kernel
        self.bad = []

    def fields(self, tag, row):
        """The names of the fields in which the kernel's constant differs from the claimed one."""
        info = self.kernel.find(self.builder.names.at(row[0]))
        if info is None:
            return ["the kernel has no such constant"]
        if tag_of(info) != tag:
            return ["kind"]
        value = word(info + 8)
        common = word(value + 8)
        self._name("name", word(common + 8), row[0])
        self._names("levelParams", word(common + 16), row[1])
        self._expr("type", word(common + 24), row[2])
        compare = {
            INDUCTIVE: self._inductive,
            CONSTRUCTOR: self._constructor,
            RECURSOR: self._recursor,
            QUOTIENT: self._quotient,
        }[tag]
        compare(value, *row[3:])
        return self.bad

    def _inductive(self, value, params, indices, all_, constructors, nested, recursive, reflexive):
        self._count("numParams", word(value + 16), params)
        self._count("numIndices", word(value + 24), indices)
        self._names("all", word(value + 32), all_)
        self._names("ctors", word(value + 40), constructors)
        self._count("numNested", word(value + 48), nested)
        self._flag("isRec", value + 56, recursive)
        self._flag("isUnsafe", value + 57, 0)
        self._flag("isReflexive", value + 58, reflexive)

    def _constructor(self, value, inductive, index, params, fields):
        self._name("induct", word(value + 16), inductive)
        self._count("cidx", word(value + 24), index)
        self._count("numParams", word(value + 32), params)
        self._count("numFields", word(value + 40), fields)
        self._flag("isUnsafe", value + 48, 0)

    def _recursor(self, value, all_, params, indices, motives, minors, rules, k):
        self._names("all", word(value + 16), all_)
        self._count("numParams", word(value + 24), params)
        self._count("numIndices", word(value + 32), indices)
        self._count("numMotives", word(value + 40), motives)
        self._count("numMinors", word(value + 48), minors)
        made = self.kernel.read_list(word(value + 56))
        if len(made) != len(rules):
            self.bad.append("rules")
        else:
            for rule, (constructor, fields, rhs) in zip(made, rules, strict=True):
                self._name("rules.ctor", word(rule + 8), constructor)
                self._count("rules.nfields", word(rule + 16), fields)
                self._expr("rules.rhs", word(rule + 24), rhs)
        self._flag("k", value + 64, k)
        self._flag("isUnsafe", value + 65, 0)

    def _quotient(self, value, kind):
        self._flag("kind", value + 16, kind)

    def _name(self, field, made, claimed):
        if not self.kernel.same_name(made, self.builder.names.at(claimed)):
            self.bad.append(field)

    def _names(self, field, made, claimed):
        names = self.kernel.read_list(made)
        mine = self.builder.names.many(claimed)
        if len(names) != len(mine) or not all(map(self.kernel.same_name, names, mine)):
            self.bad.append(field)

    def _expr(self, field, made, claimed):
        if not self.kernel.same_expr(made, self.builder.exprs.at(claimed)):
            self.bad.append(field)

    def _count(self, field, made, claimed):
        if made != box(claimed):
            self.bad.append(field)

    def _flag(self, field, address, claimed):
        if byte(address) != int(claimed):
            self.bad.append(field)
