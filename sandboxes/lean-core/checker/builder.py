"""Tables of names, levels and expressions as the input lists them, turned into kernel objects one row at a time.

A row refers to earlier rows by their position; position 0 of the names is the anonymous name and position 0 of the
levels is universe level 0. Rows:

    name   [prefix, "text" | number]
    level  [1, l] successor · [2, a, b] max · [3, a, b] imax · [4, name] parameter
    expr   [0, i] bound variable · [3, level] sort · [4, name, [level…]] constant · [5, f, a] application
           [6 | 7, name, type, body, info] lambda, pi · [8, name, type, value, body, flag] let
           [9, "hexadecimal"] number · [10, "text"] string · [11, name, field, e] projection

A declaration is a kind and a row; the first three elements of a constant's row are always name, universe parameters
and type:

    axiom   […]
    def     […, value, hint, all]       hint: -1 opaque, -2 abbreviation, else the height
    thm     […, value, all]
    opaque  […, value, all]
    quot    four times […, kind]
    ind     [types, constructors, recursors]
            type         […, parameters, indices, all, constructors, nested, recursive, reflexive]
            constructor  […, type, index, parameters, fields]
            recursor     […, all, parameters, indices, motives, minors, [[constructor, fields, rhs]…], k]

Unsafe and partial constants do not occur: they have no meaning as mathematics.
"""

from bridge import ANONYMOUS, LEVEL_ZERO, box

AXIOM, DEFINITION, THEOREM, OPAQUE, QUOTIENT, INDUCTIVE, CONSTRUCTOR, RECURSOR = range(8)
"""The constructors of Lean's ``ConstantInfo``, by their number; the first four are those of ``Declaration`` too."""
_QUOT_DECLARATION = box(4)
_SAFE = 1
MAX_BVAR = (1 << 20) - 3
"""The library aborts the process two above this index."""
_BOXED_HINTS = {-1: box(0), -2: box(1)}
_KINDS = {"axiom": AXIOM, "def": DEFINITION, "thm": THEOREM, "opaque": OPAQUE}


class MalformedInput(Exception):  # noqa: N818
    """The input is not what the gate writes."""


class Table(list):
    """Objects by position; a position is a natural number and never counts from the end."""

    def at(self, position):
        if type(position) is not int or not 0 <= position < len(self):
            raise MalformedInput(f"no row {position!r}")
        return self[position]

    def many(self, positions):
        return [self.at(position) for position in positions]


class Builder:
    """Kernel objects from rows. Raises MalformedInput."""

    def __init__(self, kernel):
        self.kernel = kernel
        self.names = Table([ANONYMOUS])
        self.levels = Table([LEVEL_ZERO])
        self.exprs = Table()

    def extend(self, names, levels, exprs):
        """Append rows to the three tables."""
        try:
            for row in names:
                self.names.append(self.kernel.kept(self._name(*row)))
            for row in levels:
                self.levels.append(self.kernel.kept(self._level(*row)))
            keep, make, table = self.kernel.keep, self._expr, self.exprs
            for row in exprs:
                obj = make(row)
                keep(obj)
                table.append(obj)
        except (TypeError, ValueError) as error:
            raise MalformedInput(str(error)) from None

    def _name(self, prefix, last):
        parent = self.names.at(prefix)
        if isinstance(last, str):
            return self.kernel.name_str(parent, self.kernel.string(last))
        return self.kernel.name_num(parent, box(_small(last, 63)))

    def _level(self, tag, *parts):
        kernel = self.kernel
        if tag == 1 and len(parts) == 1:
            return kernel.level_succ(self.levels.at(parts[0]))
        if tag == 2 and len(parts) == 2:
            return kernel.level_max(*self.levels.many(parts))
        if tag == 3 and len(parts) == 2:
            return kernel.level_imax(*self.levels.many(parts))
        if tag == 4 and len(parts) == 1:
            return kernel.level_param(self.names.at(parts[0]))
        raise MalformedInput(f"no level {tag!r}")

    def _expr(self, row):
        kernel, at = self.kernel, self.exprs.at
        tag = row[0]
        if tag == 5:
            _, function, argument = row
            return kernel.app(at(function), at(argument))
        if tag in (6, 7):
            _, name, domain, body, info = row
            make = kernel.lam if tag == 6 else kernel.pi
            return make(self.names.at(name), at(domain), at(body), _small(info, 2))
        if tag == 4:
            _, name, levels = row
            return kernel.const(self.names.at(name), kernel.list(self.levels.many(levels)))
        if tag == 0:
            _, index = row
            if _small(index, 20) > MAX_BVAR:
                raise MalformedInput("a bound variable's index is too large")
            return kernel.bvar(box(index))
        if tag == 3:
            _, level = row
            return kernel.sort(self.levels.at(level))
        if tag == 8:
            _, name, domain, value, body, flag = row
            return kernel.let(self.names.at(name), at(domain), at(value), at(body), _small(flag, 1))
        if tag == 9:
            _, digits = row
            return kernel.lit(kernel.record(0, kernel.nat(int(digits, 16))))
        if tag == 10:
            _, text = row
            return kernel.lit(kernel.record(1, kernel.string(text)))
        if tag == 11:
            _, name, field, value = row
            return kernel.proj(self.names.at(name), box(_small(field, 32)), at(value))
        raise MalformedInput(f"no expression {tag!r}")

    # Declarations

    def name_list(self, positions):
        return self.kernel.list(self.names.many(positions))

    def declaration(self, kind, row):
        """The kernel's ``Declaration`` object for a unit."""
        if kind == "quot":
            return _QUOT_DECLARATION
        if kind == "ind":
            return self._inductive(*row)
        if kind not in _KINDS:
            raise MalformedInput(f"no declaration {kind!r}")
        return self.kernel.record(_KINDS[kind], self.kernel.kept(self._value(kind, *row)))

    def _value(self, kind, name, params, type_, *rest):
        kernel, at = self.kernel, self.exprs.at
        common = (self.names.at(name), self.name_list(params), at(type_))
        if kind == "axiom":
            return kernel.axiom_val(*common, *rest, 0)
        if kind == "def":
            value, hint, all_ = rest
            hints = _BOXED_HINTS.get(hint) or kernel.kept(kernel.regular_hint(_small(hint, 32)))
            return kernel.definition_val(*common, at(value), hints, _SAFE, self.name_list(all_))
        value, all_ = rest
        if kind == "thm":
            return kernel.theorem_val(*common, at(value), self.name_list(all_))
        return kernel.opaque_val(*common, at(value), 0, self.name_list(all_))

    def _inductive(self, types, constructors, _recursors):
        kernel = self.kernel
        head = types[0]
        made = {row[0]: kernel.record(0, self.names.at(row[0]), self.exprs.at(row[2])) for row in constructors}
        if any(name not in made for row in types for name in row[6]):
            raise MalformedInput("a constructor is missing")
        blocks = [
            kernel.record(0, self.names.at(row[0]), self.exprs.at(row[2]), kernel.list(made[name] for name in row[6]))
            for row in types
        ]
        parameters = box(_small(head[3], 32))
        return kernel.kept(kernel.inductive_declaration(self.name_list(head[1]), parameters, kernel.list(blocks), 0))


def _small(number, bits):
    if type(number) is not int or not 0 <= number < 1 << bits:
        raise MalformedInput(f"{number!r} is no number below 2^{bits}")
    return number
