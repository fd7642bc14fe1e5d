#!/usr/bin/env python3
"""Write GateCore's syntax tables from the Lean shared library.

    python3 tools/syntax_table.py libleanshared.so GateCore/Syntax

Lean's parser for `simp`, `rw`, `∃ x, p x` and most other notation is not built into the parser's C or Lean code:
a core library declares it. The *values* of those declarations (parser descriptions, macros and unexpanders) are
compiled into the shared library, and the interpreter finds a value through the mangled name of the constant that
it belongs to. So a core library only has to declare constants with the right names and types, and to tell the
front end, by an attribute, which syntax category each of them extends. This script

1. loads the library, initialises it, and decodes every global that holds a `Lean.ParserDescr`;
2. finds the macros and unexpanders by the pattern of their compiler-made names;
3. writes `Parsers.lean`, `Macros.lean` and `Unexpanders.lean`, ordered and grouped.

The tables belong to one version of the library and are committed; run the script again when the pinned wheel
changes, and read the difference. It needs `nm` (binutils) and nothing else.
"""

from __future__ import annotations

import bisect
import ctypes
import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# ---------------------------------------------------------------- names


def mangle(components: list[str]) -> str:
    """The C symbol that the Lean compiler gives to a constant."""

    def one(text: str) -> str:
        out = []
        for ch in text:
            if ch.isalnum() and ord(ch) < 128:
                out.append(ch)
            elif ch == "_":
                out.append("__")
            elif ord(ch) < 0x100:
                out.append(f"_x{ord(ch):02x}")
            elif ord(ch) < 0x10000:
                out.append(f"_u{ord(ch):04x}")
            else:
                out.append(f"_U{ord(ch):08x}")
        return "".join(out)

    return "l_" + "_".join(one(c) for c in components)


def demangle_component(text: str) -> str:
    """Inverse of `mangle` for a single component; ValueError where the text has a component boundary."""
    out = []
    i = 0
    while i < len(text):
        if text[i] != "_":
            out.append(text[i])
            i += 1
        elif text.startswith("__", i):
            out.append("_")
            i += 2
        elif m := re.match(r"_x([0-9a-f]{2})|_u([0-9a-f]{4})|_U([0-9a-f]{8})", text[i:]):
            out.append(chr(int(m[1] or m[2] or m[3], 16)))
            i += m.end()
        else:
            raise ValueError(text)
    return "".join(out)


def quote(component: str) -> str:
    return component if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_'!?]*", component) else f"«{component}»"


def show(components: list[str]) -> str:
    return ".".join(quote(c) for c in components)


# ---------------------------------------------------------------- reading Lean objects


class Memory:
    """Reads Lean objects of this process without ever touching an unmapped page."""

    def __init__(self) -> None:
        self.ranges: list[tuple[int, int]] = []
        for line in Path("/proc/self/maps").read_text().splitlines():
            span, mode = line.split()[:2]
            if "r" in mode:
                low, high = (int(x, 16) for x in span.split("-"))
                self.ranges.append((low, high))
        self.ranges.sort()
        self.starts = [low for low, _ in self.ranges]

    def bytes(self, address: int, count: int) -> bytes:
        i = bisect.bisect_right(self.starts, address) - 1
        if i < 0 or address + count > self.ranges[i][1]:
            raise ValueError("not mapped")
        return ctypes.string_at(address, count)

    def word(self, address: int) -> int:
        return int(struct.unpack("<Q", self.bytes(address, 8))[0])

    def constructor(self, pointer: int) -> tuple[int, list[int]]:
        """Tag and fields of a constructor object."""
        if pointer & 7 or pointer == 0:
            raise ValueError("scalar")
        _, _, count, tag = struct.unpack("<iHBB", self.bytes(pointer, 8))
        if tag > 12 or count > 4:
            raise ValueError("not a small constructor")
        return tag, [self.word(pointer + 8 + 8 * i) for i in range(count)]

    def string(self, pointer: int) -> str:
        if pointer & 7 or struct.unpack("<iHBB", self.bytes(pointer, 8))[3] != 249:
            raise ValueError("not a string")
        return self.bytes(pointer + 32, self.word(pointer + 8) - 1).decode()

    def name(self, pointer: int) -> list[str]:
        if pointer == 1:
            return []
        tag, fields = self.constructor(pointer)
        if tag != 1 or len(fields) != 2:
            raise ValueError("not a name of strings")
        return [*self.name(fields[0]), self.string(fields[1])]


# ParserDescr constructors: 3 node [kind, prec, p], 4 trailingNode [kind, prec, lhsPrec, p]; 7 cat [name, rbp];
# 9 nodeWithAntiquot [name, kind, p]: a part of other syntax with a name of its own
NODE, TRAILING, CATEGORY, PART = 3, 4, 7, 9
CHILDREN = {1: [1], 2: [1, 2], NODE: [2], TRAILING: [3], 9: [2], 10: [0, 2], 11: [0, 2]}


def categories_used(memory: Memory, pointer: int, depth: int = 0) -> Iterator[str]:
    """The syntax categories that a parser description refers to."""
    if depth > 80:
        raise ValueError("too deep")
    tag, fields = memory.constructor(pointer)
    if tag == CATEGORY:
        yield ".".join(memory.name(fields[0]))
    for i in CHILDREN.get(tag, []):
        yield from categories_used(memory, fields[i], depth + 1)


# ---------------------------------------------------------------- what is wanted

DECLARED_CATEGORIES = {
    "term", "tactic", "command", "level", "attr", "doElem", "prec", "prio", "stx",
    "conv", "rcasesPat", "rintroPat", "binderPred", "rawStx", "grind", "grind_filter", "grind_ref", "grind_mod",
}  # fmt: skip

TACTIC = "Lean.Parser.Tactic."
# Families of tactics that GateCore does not have: programs with effects, and what `Unsupported.lean` reads itself.
LEFT_OUT = re.compile(
    r"^(vcAlt|frameAlt|m?vcgen|tacticMvcgen|m(cases|intro|have|spec|exact|frame|dup|clear|pure|refine|rename|replace|revert"
    r"|start|stop|left|right|leave|exists|exfalso|constructor|assumption|trivial|emp)|cbv|decide_cbv|[Ss]ym(?!m)"
    r"|try|declareSimpLikeTactic|invariant"
    r"|(grind|grindTrace|lia|cutsat|grobner|grind_linarith|grind_order|bvDecide|bvTrace|bvCheck|bvNormalize)$)"
)
# `x <= y` is the ASCII form of the parser for `x ≤ y`; the library still holds older parsers of their own: with both,
# every such term is ambiguous.
SUPERSEDED = {"«term_<=_»", "«term_>=_»"}
ELSEWHERE = {
    "Lean.calc": "term", "Lean.calcTactic": "tactic", "Lean.cdot": "tactic", "Lean.solveTactic": "tactic",
    "Lean.convCalc_": "conv", "Lean.modCast": "term", "Lean.byElab": "term", "Lean.runCmd": "command",
    "Lean.runElab": "command", "Lean.runMeta": "command", "Lean.guardMsgsCmd": "command",
    "Lean.Parser.Command.guardCmd": "command",
    "Lean.Parser.Command.guardExprCmd": "command", "Bool.«term_^^_»": "term", "Lean.reduceCmd": "command",
    "Lean.includeStr": "term", "Lean.«term_Matches_|»": "term", "Lean.«term∀__,_»": "term",
    "Lean.«term∃__,_»": "term", "Lean.«termSatisfies_binder_pred%__»": "term", "Lean.termEval_prec_": "term",
    "Lean.termEval_prio_": "term", "Lean.withAnnotateTerm": "term", "Lean.deprecated": "attr",
    "Lean.Parser.Syntax.addPrec": "prec", "Lean.Parser.Syntax.subPrec": "prec",
    "Lean.Parser.Syntax.addPrio": "prio", "Lean.Parser.Syntax.subPrio": "prio",
    "Lean.Parser.Command.classAbbrev": "command", "Lean.Parser.Term.InternalSyntax.doSkip": "doElem",
    "Lean.Parser.commandSeal__": "command", "Lean.Parser.commandUnseal__": "command",
    "Lean.Elab.Tactic.Ext.ext": "tactic", "Lean.Elab.Tactic.Ext.applyExtTheorem": "tactic",
    "Lean.Elab.Tactic.Ext.tacticExt1___": "tactic",
    "List.tacticSizeOf_list_dec": "tactic", "Std.Legacy.Range.«term[:_]»": "term",
    "Std.Legacy.Range.«term[_:_]»": "term", "Std.Legacy.Range.«term[:_:_]»": "term",
    "Std.Legacy.Range.«term[_:_:_]»": "term", "boolIfThenElse": "term", "coeFunNotation": "term",
    "Lean.Parser.Tactic.by?": "term", "Lean.Parser.Tactic.showTermElab": "term",
    "Lean.Parser.Tactic.guardExprConv": "conv", "Lean.Parser.Tactic.guardHypConv": "conv",
    "Lean.Parser.Tactic.guardTargetConv": "conv", "coeNotation": "term", "coeSortNotation": "term", "rawNatLit": "term",
}  # fmt: skip


def category_of(name: str) -> str | None:
    """The category that a parser extends; None if GateCore does not declare it."""
    if name in SUPERSEDED:
        return None
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    last = name.split(".")[-1].strip("«»")
    if name.startswith("Lean.Parser.Tactic.Grind."):
        inner = next((c for c in ("grind_filter", "grind_ref") if last.startswith(c)), "grind")
        return None if last.startswith(("sym", "vcgen", "bv")) else inner
    if (last == "quot" or last.endswith("Seq")) and last not in ("rwSeq", "rewriteSeq", "convConvSeq"):
        return None
    if name.startswith(TACTIC):
        rest = name.removeprefix(TACTIC)
        if rest == "introMatch" or LEFT_OUT.match(rest.removeprefix("Conv.").strip("«»")):
            return None
        if rest == "Conv.conv":
            return "tactic"
        for prefix in ("Conv", "rcasesPat", "rintroPat"):
            if rest.startswith(prefix + "."):
                return "conv" if prefix == "Conv" else prefix
        return None if "." in rest.split("«")[0] else "tactic"
    if name.startswith("Lean.Parser.Attr.") and last in (
        "simp",
        "ext",
        "norm_cast",
        "spec",
        "wf_preprocess",
        "grind",
        "grind?",
        "grind!",
        "grind!?",
        "lia",
    ):
        return "attr"
    if name.startswith("Lean.«binderPred"):
        return "binderPred"
    for category in ("term", "tactic", "prec", "prio", "stx"):
        if name.startswith((category, "«" + category)):
            return category
    return None


def part_of(name: str) -> str | None:
    """The pseudo-category of named parts of syntax; None for the parts of what is left out."""
    if name.startswith("Lean.Parser.Attr.grind"):
        return "part" if name.endswith("grindMod") else "grind_mod"
    rest = name.removeprefix(TACTIC)
    return "part" if rest != name and not LEFT_OUT.match(rest) and "Do." not in rest else None


# Macros of one syntax are tried from the last declared one; this is the order in which the modules declare them.
MACRO_MODULES = [
    "Init_Notation", "Init_Conv", "Init_Ext", "Init_Tactics", "Init_Core", "Init_Meta", "Init_Control_Basic",
    "Init_NotationExtra", "Init_BinderPredicates", "Init_Data_List_Notation", "Init_Data_List_Basic",
    "Init_TacticsExtra", "Init_ByCases", "Init_WFTactics", "Init_Data_List_BasicAux", "Init_Data_Bool",
    "Init_GetElem", "Init_Data_Array_Basic", "Init_Simproc", "Init_Data_ToString_Macro",
    "Init_Data_Range_Basic", "Init_LawfulBEqTactics", "Init_System_IO",
]  # fmt: skip
UNEXPANDER_MODULES = ["Init_Notation", "Init_Core", "Init_Control_Basic", "Init_Data_List_Basic", "Init_Data_Bool"]
NAMED_UNEXPANDERS = {
    "unexpandExists": "Exists", "unexpandListNil": "List.nil", "unexpandListCons": "List.cons", "unexpandIte": "ite",
    "unexpandProdMk": "Prod.mk", "unexpandSubtype": "Subtype", "unexpandUnit": "PUnit.unit",
    "unexpandEqNDRec": "Eq.ndrec", "unexpandEqRec": "Eq.rec", "unexpandSigma": "Sigma", "unexpandPSigma": "PSigma",
}  # fmt: skip


# ---------------------------------------------------------------- main


def symbols(library: str) -> dict[str, str]:
    """Dynamic symbols that may be Lean constants, with their type letter."""
    text = subprocess.run(["nm", "-D", "--defined-only", library], capture_output=True, text=True, check=True).stdout
    table = {}
    for line in text.splitlines():
        parts = line.split()
        if len(parts) == 3 and parts[2].startswith("l_"):
            table[parts[2]] = parts[1]
    return table


def read_parsers(library: str, table: dict[str, str]) -> list[tuple[list[str], str, str]]:
    """(name, type, category) of each parser description that GateCore declares."""
    handle = ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
    handle.lean_initialize.restype = None
    handle.lean_initialize()
    memory = Memory()
    found = []
    for symbol, letter in sorted(table.items()):
        if letter not in "DBR" or "closed" in symbol:
            continue
        try:
            pointer = memory.word(ctypes.addressof(ctypes.c_char.in_dll(handle, symbol)))
            tag, fields = memory.constructor(pointer)
            if (tag, len(fields)) not in ((NODE, 3), (TRAILING, 4), (PART, 3)):
                continue
            components = memory.name(fields[1 if tag == PART else 0])
            if mangle(components) != symbol:
                continue
            used = set(categories_used(memory, pointer))
        except (ValueError, UnicodeDecodeError, struct.error):
            continue
        category = part_of(show(components)) if tag == PART else category_of(show(components))
        if category is None:
            continue
        if not used <= DECLARED_CATEGORIES:
            sys.stderr.write(f"left out: {show(components)} uses {sorted(used - DECLARED_CATEGORIES)}\n")
            continue
        found.append((components, "TrailingParserDescr" if tag == TRAILING else "ParserDescr", category))
    return found


def read_auxiliary(table: dict[str, str], what: str) -> list[tuple[str, int, list[str], str]]:
    """(module, number, constant, flattened target) of the compiler-named macros or unexpanders."""
    found = []
    for symbol in sorted(table):
        at = symbol.find("__aux__")
        if at < 0 or re.search(r"closed|lam__|___boxed|spec__|redArg", symbol):
            continue
        prefix = symbol[2:at].rstrip("_")
        try:
            last = demangle_component(symbol[at:])
            components = [demangle_component(x) for x in prefix.split("_")] if prefix else []
        except ValueError:
            continue
        m = re.fullmatch(rf"_aux_(.*?)___{what}_(.*)_(\d+)", last)
        if m and mangle([*components, last]) == symbol:
            found.append((m[1], int(m[3]), [*components, last], m[2]))
    return found


HEADER = """prelude
import {imports}

/-!
# {title}

{text}

This file is written by `tools/syntax_table.py`; change the script, not the table.
-/

set_option autoImplicit false
"""

PARSERS = """\
Notation, tactics and commands whose parsers the Lean library holds in compiled form. Each declaration binds
one of them by name; the attribute adds it to its syntax category."""
MACROS = """\
What the notation of `Parsers` stands for. The front end tries the macros of one syntax from the last declared
to the first, so the order inside this file matters."""
UNEXPANDERS = "The way back from terms to notation when goals and messages are printed."

ORDER = [
    "part", "prec", "prio", "stx", "attr", "term", "binderPred", "rcasesPat", "rintroPat", "tactic", "conv", "doElem",
    "command", "grind_filter", "grind_ref", "grind_mod", "grind",
]  # fmt: skip


def main() -> None:
    library, folder = sys.argv[1], Path(sys.argv[2])
    table = symbols(library)
    parsers = read_parsers(library, table)

    out = [HEADER.format(imports="GateCore.Syntax.Categories", title="Parsers", text=PARSERS)]
    for category in ORDER:
        title = "Named parts of tactics" if category == "part" else f"Category `{category}`"
        attribute = "run_parser_attribute_hooks" if category == "part" else f"{category}_parser"
        out.append(f"\n/-! ## {title} -/\n")
        for components, type_, where in sorted(parsers):
            if where == category:
                out.append(f'@[extern "compiled", {attribute}] opaque {show(components)} : Lean.{type_}\n')
    (folder / "Parsers.lean").write_text("".join(out), encoding="utf-8")

    kinds = {"_".join(c): c for c, _, _ in parsers}
    auxiliary = [m for m in read_auxiliary(table, "macroRules") if m[0] in MACRO_MODULES]
    macros = [m for m in auxiliary if m[3] in kinds]
    macros.sort(key=lambda m: (MACRO_MODULES.index(m[0]), m[3], m[1]))
    out = [HEADER.format(imports="GateCore.Syntax.Parsers", title="Macros", text=MACROS)]
    module = None
    for m in macros:
        if m[0] != module:
            module = m[0]
            out.append(f"\n/-! ## {module.replace('_', ' › ')} -/\n")
        out.append(f'@[extern "compiled", macro {show(kinds[m[3]])}] opaque {show(m[2])} : Lean.Macro\n')
    (folder / "Macros.lean").write_text("".join(out), encoding="utf-8")

    declared = declared_constants(folder.parent)
    lines = []
    for mod, number, components, target in read_auxiliary(table, "unexpand"):
        if mod in UNEXPANDER_MODULES:
            # the flattened name of the constant has lost the difference between `.` and `_`
            constant = target if target in ("andM", "orM", "bne") else target.replace("_", ".")
            lines.append((UNEXPANDER_MODULES.index(mod), constant, number, show(components)))
    for name, constant in NAMED_UNEXPANDERS.items():
        if mangle([name]) in table:
            lines.append((len(UNEXPANDER_MODULES), constant, 1, name))
    out = [HEADER.format(imports="GateCore.Syntax.Macros", title="Unexpanders", text=UNEXPANDERS), "\n"]
    for _, constant, _, name in sorted(lines):
        if constant in declared:
            attribute = f"app_unexpander {constant}"
            out.append(f'@[extern "compiled", {attribute}] opaque {name} : Lean.PrettyPrinter.Unexpander\n')
    (folder / "Unexpanders.lean").write_text("".join(out), encoding="utf-8")

    sys.stderr.write(f"{len(parsers)} parsers, {len(macros)} macros, {len(out) - 2} unexpanders\n")
    unused = sorted({m[3] for m in auxiliary if m[3] not in kinds})
    sys.stderr.write("macros of syntax that is not declared: " + " ".join(unused) + "\n")


DECLARATION = re.compile(
    r"(?:@\[.*?\]\s*)*(?:protected |noncomputable |abbrev |unsafe )*"
    r"(?:structure|class inductive|class|inductive|def|abbrev|theorem)\s+([\w.]+)"
)


def declared_constants(root: Path) -> set[str]:
    """Constants that modules before the tables declare (an unexpander can only be attached to a known constant)."""
    names: set[str] = set()
    for path in [*root.glob("Prelude/*.lean"), root / "Syntax" / "Types.lean", root / "Syntax" / "Monads.lean"]:
        current = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if m := DECLARATION.match(line):
                current = m[1].split(".{")[0].rstrip(".")
                names.add(current)
            elif m := re.match(r"\s+\|?\s*(\w+)\b.*:", line):
                names.add(f"{current}.{m[1]}")
    return names | {"List.nil", "List.cons", "Eq.rec", "PUnit.unit", "Prod.mk"}


if __name__ == "__main__":
    main()
