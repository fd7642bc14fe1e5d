"""A strict reader of lean4export's NDJSON format 3.1.0: the units of `builder` from the lines of an export.

Positions may be sparse and in any order, but each is given once and before it is used; unknown keys, repeated keys and
wrong types are refused. Metadata nodes are dropped.
"""

import json

from builder import MalformedInput

FORMAT_VERSION = "3.1.0"
BINDER_INFOS = {"default": 0, "implicit": 1, "strictImplicit": 2, "instImplicit": 3}
QUOT_KINDS = {"type": 0, "ctor": 1, "lift": 2, "ind": 3}
HINTS = {"opaque": -1, "abbrev": -2}


class Unsupported(Exception):  # noqa: N818 - the arena's word is "declined"
    """The export holds something that this kernel does not judge."""


def units(lines):
    """``[kind, name rows, level rows, expression rows, declaration row]`` per declaration.

    Raises MalformedInput and Unsupported.
    """
    reader = _Reader()
    first = True
    for line in lines:
        if not line.strip():
            continue
        try:
            value = json.loads(line, object_pairs_hook=_unique)
            if first and "meta" in value:
                _check_meta(value["meta"])
            else:
                yield from reader.line(value)
        except (KeyError, TypeError, ValueError) as error:
            raise MalformedInput(f"{type(error).__name__}: {error}") from None
        first = False
    reader.finish()


def _unique(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise MalformedInput("a key appears twice")
    return found


def _check_meta(meta):
    version = meta["format"]["version"]
    if version != FORMAT_VERSION:
        raise Unsupported(f"format {version}")


def _take(value, *keys):
    """The values of exactly these keys."""
    if set(value) != set(keys):
        raise MalformedInput(f"expected the keys {', '.join(keys)}; found {', '.join(value)}")
    return [value[key] for key in keys]


def _natural(value):
    if type(value) is not int or value < 0:
        raise MalformedInput(f"{value!r} is not a natural number")
    return value


def _flag(value):
    if type(value) is not bool:
        raise MalformedInput(f"{value!r} is not true or false")
    return int(value)


def _text(value):
    if type(value) is not str:
        raise MalformedInput(f"{value!r} is not a text")
    return value


class _Positions(dict):
    """Positions of the file → positions of the builder's table, which are dense."""

    def new(self, position, target):
        if _natural(position) in self:
            raise MalformedInput(f"position {position} is given twice")
        self[position] = target

    def many(self, positions):
        return [self[_natural(position)] for position in positions]

    def __missing__(self, position):
        raise MalformedInput(f"position {position!r} is used before it is given")


class _Reader:
    def __init__(self):
        self.names = _Positions({0: 0})
        self.levels = _Positions({0: 0})
        self.exprs = _Positions()
        self.counts = [1, 1, 0]
        self.rows = ([], [], [])
        self.quotients = []

    def line(self, value):
        """The unit that this line completes, if it does."""
        if not isinstance(value, dict):
            raise MalformedInput("a line is not an object")
        if "in" in value:
            self._row(0, self.names, value.pop("in"), self._name(value))
        elif "il" in value:
            self._row(1, self.levels, value.pop("il"), self._level(value))
        elif "ie" in value:
            position = value.pop("ie")
            if "mdata" in value:
                ((inner, _data),) = [_take(value["mdata"], "expr", "data")]
                self.exprs.new(position, self.exprs[inner])
            else:
                self._row(2, self.exprs, position, self._expr(value))
        else:
            ((kind, fields),) = value.items()
            unit = self._declaration(kind, fields)
            if unit is not None:
                yield [unit[0], *self.rows, unit[1]]
                self.rows = ([], [], [])

    def finish(self):
        if self.quotients:
            raise MalformedInput("the quotient constants are not complete")

    def _row(self, table, positions, position, row):
        positions.new(position, self.counts[table])
        self.counts[table] += 1
        self.rows[table].append(row)

    def _name(self, value):
        ((kind, fields),) = value.items()
        if kind == "str":
            prefix, text = _take(fields, "pre", "str")
            return [self.names[prefix], _text(text)]
        if kind == "num":
            prefix, number = _take(fields, "pre", "i")
            return [self.names[prefix], _natural(number)]
        raise MalformedInput(f"no name {kind!r}")

    def _level(self, value):
        ((kind, parts),) = value.items()
        if kind == "succ":
            return [1, self.levels[parts]]
        if kind in ("max", "imax"):
            left, right = self.levels.many(parts)
            return [2 if kind == "max" else 3, left, right]
        if kind == "param":
            return [4, self.names[parts]]
        raise MalformedInput(f"no level {kind!r}")

    def _expr(self, value):
        ((kind, parts),) = value.items()
        exprs, names = self.exprs, self.names
        if kind == "app":
            function, argument = _take(parts, "fn", "arg")
            return [5, exprs[function], exprs[argument]]
        if kind in ("lam", "forallE"):
            name, domain, body, info = _take(parts, "name", "type", "body", "binderInfo")
            return [6 if kind == "lam" else 7, names[name], exprs[domain], exprs[body], BINDER_INFOS[info]]
        if kind == "const":
            name, levels = _take(parts, "name", "us")
            return [4, names[name], self.levels.many(levels)]
        if kind == "bvar":
            return [0, _natural(parts)]
        if kind == "sort":
            return [3, self.levels[parts]]
        if kind == "letE":
            name, domain, bound, body, nondep = _take(parts, "name", "type", "value", "body", "nondep")
            return [8, names[name], exprs[domain], exprs[bound], exprs[body], _flag(nondep)]
        if kind == "proj":
            name, field, inner = _take(parts, "typeName", "idx", "struct")
            return [11, names[name], _natural(field), exprs[inner]]
        if kind == "natVal":
            if not (_text(parts).isascii() and parts.isdigit()):
                raise MalformedInput("a number is not written in decimal")
            return [9, f"{int(parts):x}"]
        if kind == "strVal":
            return [10, _text(parts)]
        raise MalformedInput(f"no expression {kind!r}")

    def _declaration(self, kind, fields):
        if kind == "quot":
            *common, word = self._fields(fields, "kind")
            self.quotients.append([*common, QUOT_KINDS[word]])
            if len(self.quotients) < 4:
                return None
            row, self.quotients = self.quotients, []
            return "quot", row
        if self.quotients:
            raise MalformedInput("the quotient constants are not together")
        if kind == "inductive":
            types, constructors, recursors = _take(fields, "types", "ctors", "recs")
            return "ind", [
                [self._inductive(item) for item in types],
                [self._constructor(item) for item in constructors],
                [self._recursor(item) for item in recursors],
            ]
        return kind, self._plain(kind, fields)

    def _fields(self, fields, *more):
        """Name, universe parameters and type, then the values of ``more``."""
        name, params, type_, *rest = _take(fields, "name", "levelParams", "type", *more)
        return [self.names[name], self.names.many(params), self.exprs[type_], *rest]

    def _plain(self, kind, fields):
        if kind == "axiom":
            *common, unsafe = self._fields(fields, "isUnsafe")
            _refuse_unsafe(unsafe)
            return common
        if kind == "def":
            *common, value, hints, safety, all_ = self._fields(fields, "value", "hints", "safety", "all")
            if safety != "safe":
                raise Unsupported(f"a definition that is {safety}")
            hint = HINTS[hints] if isinstance(hints, str) else _natural(_take(hints, "regular")[0])
            return [*common, self.exprs[value], hint, self.names.many(all_)]
        if kind == "thm":
            *common, value, all_ = self._fields(fields, "value", "all")
            return [*common, self.exprs[value], self.names.many(all_)]
        if kind == "opaque":
            *common, value, unsafe, all_ = self._fields(fields, "value", "isUnsafe", "all")
            _refuse_unsafe(unsafe)
            return [*common, self.exprs[value], self.names.many(all_)]
        raise MalformedInput(f"no declaration {kind!r}")

    def _inductive(self, fields):
        counts = ("numParams", "numIndices", "numNested")
        flags = ("isRec", "isReflexive", "isUnsafe")
        *row, params, indices, nested, rec, reflexive, unsafe, all_, ctors = self._fields(
            fields, *counts, *flags, "all", "ctors"
        )
        _refuse_unsafe(unsafe)
        params, indices, nested = map(_natural, (params, indices, nested))
        all_, ctors = self.names.many(all_), self.names.many(ctors)
        return [*row, params, indices, all_, ctors, nested, _flag(rec), _flag(reflexive)]

    def _constructor(self, fields):
        *row, inductive, index, params, count, unsafe = self._fields(
            fields, "induct", "cidx", "numParams", "numFields", "isUnsafe"
        )
        _refuse_unsafe(unsafe)
        return [*row, self.names[inductive], *map(_natural, (index, params, count))]

    def _recursor(self, fields):
        counts = ("numParams", "numIndices", "numMotives", "numMinors")
        *row, params, indices, motives, minors, all_, rules, k, unsafe = self._fields(
            fields, *counts, "all", "rules", "k", "isUnsafe"
        )
        _refuse_unsafe(unsafe)
        made = []
        for rule in rules:
            constructor, count, rhs = _take(rule, "ctor", "nfields", "rhs")
            made.append([self.names[constructor], _natural(count), self.exprs[rhs]])
        counted = map(_natural, (params, indices, motives, minors))
        return [*row, self.names.many(all_), *counted, made, _flag(k)]


def _refuse_unsafe(value):
    if _flag(value):
        raise Unsupported("an unsafe declaration")
