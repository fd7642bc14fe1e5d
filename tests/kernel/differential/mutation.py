"""Mutants of the declarations of an export: one small thing is changed, and the result has a name of its own."""

from __future__ import annotations

import copy
import json
import random
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
MUTANT_POSITIONS, EACH = 10_000_000, 200_000
"""Positions of what mutants add: far above those of the export, so many for each; the format ends at 2^32."""

_CHILDREN = {
    "app": ("fn", "arg"),
    "lam": ("type", "body"),
    "forallE": ("type", "body"),
    "letE": ("type", "value", "body"),
    "proj": ("struct",),
}


@dataclass(frozen=True)
class Mutant:
    """``of`` is the declaration that was changed; ``what`` says how, empty for one that was only renamed."""

    of: str
    what: str
    lines: bytes


class Mutator:
    """Makes mutants of one export."""

    def __init__(self, export: bytes, seed: int) -> None:
        self.rng = random.Random(seed)
        self.names: dict[int, tuple[str | int, ...]] = {0: ()}
        self.exprs: dict[int, Row] = {}
        self.declarations: list[Row] = []
        """All but quotient constants and axioms, which are permitted by name."""
        self._levels = [0]
        self._made = 0
        self._quotients = self._axioms = 0
        for line in export.splitlines():
            row: Row = json.loads(line)
            if "ie" in row:
                position = row.pop("ie")
                self.exprs[position] = row
            elif "in" in row:
                ((kind, parts),) = [(k, v) for k, v in row.items() if k != "in"]
                self.names[row["in"]] = (*self.names[parts["pre"]], parts["str" if kind == "str" else "i"])
            elif "il" in row:
                self._add_level(row)
            elif "quot" in row:
                self._quotients = 1
            elif "meta" not in row and "axiom" not in row:
                self.declarations.append(row)
            else:
                self._axioms += "axiom" in row
        self.constants = [row["const"] for row in self.exprs.values() if "const" in row]

    def _add_level(self, row: Row) -> None:
        """Levels with imax are left out: the official kernel does not see all that are equal."""
        parts = row["max"] if "max" in row else [row["succ"]] if "succ" in row else []
        if "imax" not in row and all(part in self._levels for part in parts):
            self._levels.append(row["il"])

    @property
    def units(self) -> int:
        """How many declarations there are for the official kernel, which takes the quotient constants as one."""
        return len(self.declarations) + self._axioms + self._quotients

    def mutant(self, declaration: Row | None = None, *, change: bool = True) -> Mutant:
        """A mutant of this or of any declaration; with ``change`` false it is only renamed."""
        row = copy.deepcopy(declaration or self.rng.choice(self.declarations))
        self._made += 1
        work = _Work(self, self._made)
        ((kind, fields),) = row.items()
        blocks = [fields] if kind != "inductive" else [*fields["types"], *fields["ctors"], *fields["recs"]]
        of = ".".join(map(str, self.names[blocks[0]["name"]]))
        work.rename(blocks)
        what = self._change(work, kind, fields, blocks) if change else ""
        work.lines.append(json.dumps(row))
        return Mutant(of, what, "\n".join(work.lines).encode() + b"\n")

    def _change(self, work: _Work, kind: str, fields: Row, blocks: list[Row]) -> str:
        rng = self.rng
        if kind == "inductive" and rng.random() < 0.5:
            return self._claim(fields)
        places: list[tuple[Row, str]] = [(block, "type") for block in blocks]
        places += [(block, "value") for block in blocks if "value" in block for _ in range(4)]
        places += [(rule, "rhs") for block in blocks for rule in block.get("rules", ())]
        block, key = rng.choice(places)
        block[key] = work.rebuilt(block[key], *self._replacement(work, block[key]))
        return key

    def _claim(self, fields: Row) -> str:
        """Another number, flag or list in what is stated about a block."""
        rng = self.rng
        part = rng.choice([part for part in ("types", "ctors", "recs") if fields[part]])
        block = rng.choice(fields[part])
        key = rng.choice([key for key in block if key not in ("name", "type", "isUnsafe", "levelParams")])
        value = block[key]
        if isinstance(value, bool):
            block[key] = not value
        elif isinstance(value, int):
            block[key] = max(0, value + rng.choice((-1, 1, 2))) if key != "induct" else 1
        elif not value:
            return ""
        elif key == "rules" and rng.random() < 0.5:
            rule = rng.choice(value)
            rule["nfields"] += 1
        else:
            block[key] = rng.choice([value[:-1], value + value[-1:], value[::-1]])
        return f"{part}.{key}" if block[key] != value else ""

    def _replacement(self, work: _Work, root: int) -> tuple[int, Row]:
        """A part, and what stands for it."""
        rng = self.rng
        inside = work.reachable(root)
        victim, other = rng.choice(inside), rng.choice(inside)
        row = work.expr(victim)
        ((kind, parts),) = row.items()
        choices: list[Row] = [work.expr(other), {"sort": 0}, {"const": rng.choice(self.constants)}]
        if kind == "bvar":
            choices += [{"bvar": parts + 1}, {"bvar": max(0, parts - 1)}] * 2
        elif kind == "app":
            swapped = {"fn": parts["arg"], "arg": parts["fn"]}
            choices += [work.expr(parts["fn"]), work.expr(parts["arg"]), {"app": swapped}]
        elif kind in ("lam", "forallE"):
            choices += [{"forallE" if kind == "lam" else "lam": parts}, work.expr(parts["body"])]
        elif kind == "natVal":
            choices += [{"natVal": str(int(parts) + 1)}] * 3
        elif kind == "strVal":
            choices += [{"strVal": parts + "x"}] * 3
        elif kind == "proj":
            choices += [{"proj": {**parts, "idx": parts["idx"] + 1}}, work.expr(parts["struct"])] * 2
        elif kind == "const" and parts["us"]:
            levels = [rng.choice(self._levels) for _ in parts["us"]]
            choices += [{"const": {**parts, "us": levels}}, {"const": {**parts, "us": parts["us"][1:]}}] * 2
        elif kind == "sort":
            choices += [{"sort": rng.choice(self._levels)}] * 3
        return victim, rng.choice(choices)


class _Work:
    """The lines of one mutant."""

    def __init__(self, source: Mutator, number: int) -> None:
        self.lines: list[str] = []
        self._source = source
        self._next = MUTANT_POSITIONS + EACH * number
        self._number = number
        self._names: dict[tuple[str | int, ...], int] = {}
        self._new: dict[int, Row] = {}

    def expr(self, position: int) -> Row:
        """The row of a term, without its position."""
        return self._new.get(position) or self._source.exprs[position]

    def _place(self) -> int:
        self._next += 1
        return self._next

    def _name(self, parts: tuple[str | int, ...]) -> int:
        if not parts:
            return 0
        if parts not in self._names:
            prefix, last = self._name(parts[:-1]), parts[-1]
            row = (
                {"str": {"pre": prefix, "str": last}} if isinstance(last, str) else {"num": {"pre": prefix, "i": last}}
            )
            self._names[parts] = self._place()
            self.lines.append(json.dumps({"in": self._names[parts], **row}))
        return self._names[parts]

    def rename(self, blocks: list[Row]) -> None:
        """Names of its own for everything that is declared, wherever it is mentioned."""
        new = {
            block["name"]: self._name((f"mutant{self._number}", *self._source.names[block["name"]])) for block in blocks
        }
        for block in blocks:
            block["name"] = new[block["name"]]
            for key in ("all", "ctors"):
                if key in block:
                    block[key] = [new.get(name, name) for name in block[key]]
            if "induct" in block:
                block["induct"] = new.get(block["induct"], block["induct"])
        if len(blocks) > 1:
            for block in blocks:
                block["type"] = self._renamed(block["type"], new)
                for rule in block.get("rules", ()):
                    rule["ctor"] = new.get(rule["ctor"], rule["ctor"])
                    rule["rhs"] = self._renamed(rule["rhs"], new)

    def _renamed(self, root: int, new: dict[int, int]) -> int:
        def change(row: Row) -> Row | None:
            if "const" in row and row["const"]["name"] in new:
                return {"const": {**row["const"], "name": new[row["const"]["name"]]}}
            if "proj" in row and row["proj"]["typeName"] in new:
                return {"proj": {**row["proj"], "typeName": new[row["proj"]["typeName"]]}}
            return None

        changed = {place: row for place in self.reachable(root) if (row := change(self.expr(place)))}
        return self._rebuild(root, changed)

    def rebuilt(self, root: int, victim: int, replacement: Row) -> int:
        """The term with one part replaced, wherever it occurs."""
        return self._rebuild(root, {victim: replacement})

    def reachable(self, root: int) -> list[int]:
        """The positions of all parts, each after its own parts."""
        order: list[int] = []
        seen: set[int] = set()
        stack = [(root, False)]
        while stack:
            place, done = stack.pop()
            if done:
                order.append(place)
            elif place not in seen:
                seen.add(place)
                stack.append((place, True))
                stack += [(child, False) for child in self._children(place)]
        return order

    def _children(self, place: int) -> list[int]:
        ((kind, parts),) = self.expr(place).items()
        return [parts[key] for key in _CHILDREN.get(kind, ())]

    def _rebuild(self, root: int, changed: dict[int, Row]) -> int:
        moved: dict[int, int] = {}
        for place in self.reachable(root):
            row = changed.get(place) or self.expr(place)
            ((kind, parts),) = row.items()
            keys = _CHILDREN.get(kind, ())
            if place in changed or any(parts[key] in moved for key in keys):
                if place not in changed or kind == "proj":
                    row = {kind: {**parts, **{key: moved.get(parts[key], parts[key]) for key in keys}}} if keys else row
                moved[place] = self._place()
                self._new[moved[place]] = row
                self.lines.append(json.dumps({"ie": moved[place], **row}))
        return moved.get(root, root)
