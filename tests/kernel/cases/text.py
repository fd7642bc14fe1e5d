"""Exports that are no exports: the lines themselves are wrong."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial

from tests.kernel.cases.case import Case, bad, good
from tests.kernel.prelude import LIST, NAT, export


@dataclass(frozen=True)
class Text:
    """An export as it stands."""

    data: bytes


def line(value: object) -> bytes:
    return json.dumps(value).encode() + b"\n"


META = line({"meta": {"format": {"version": "3.1.0"}}})
NAME = line({"in": 1, "str": {"pre": 0, "str": "a"}})
PROP = line({"ie": 0, "sort": 0})


def after_meta(*lines: bytes) -> Text:
    return Text(META + b"".join(lines))


def _meta(**changes: object) -> Text:
    return Text(line({"meta": {"format": {"version": "3.1.0"}, **changes}}))


def _cut(length: int) -> Text:
    data = export(NAT).data
    return Text(data[: len(data) - length])


def _swapped() -> Text:
    first, *rows = export(NAT, LIST).data.splitlines(keepends=True)
    return Text(first + b"".join(reversed(rows)))


def _repeated(place: int) -> Text:
    rows = export(NAT).data.splitlines(keepends=True)
    return Text(b"".join([*rows[: place + 1], *rows[place:]]))


SYNTAX: dict[str, Text] = {
    "cut off": _cut(1),
    "cut off in the middle": _cut(40),
    "not UTF-8": after_meta(b"\xff\n"),
    "half of a UTF-8 sequence": after_meta(b'{"in": 1, "str": {"pre": 0, "str": "\xc3"}}\n'),
    "too deep": after_meta(b"[" * 100_000 + b"\n"),
    "objects too deep": after_meta(b'{"a":' * 100_000 + b"\n"),
    "a key twice": after_meta(b'{"in": 1, "in": 1}\n'),
    "half of a surrogate pair": after_meta(b'{"in": 1, "str": {"pre": 0, "str": "\\ud800"}}\n'),
    "half of a pair in a text": after_meta(b'{"ie": 0, "strVal": "\\udfff"}\n'),
    "no JSON": after_meta(b"level 1\n"),
    "an empty line": after_meta(b"\n"),
    "a line of spaces": after_meta(b"   \n"),
    "a list": after_meta(line([])),
    "a number": after_meta(line(1)),
    "null": after_meta(line(None)),
    "an empty object": after_meta(line({})),
    "two objects": after_meta(b'{"ie": 0, "sort": 0} {"ie": 1, "sort": 0}\n'),
    "NaN": after_meta(b'{"il": 1, "succ": NaN}\n'),
    "an infinite number": after_meta(b'{"il": 1, "succ": 1e999}\n'),
    "a fraction": after_meta(line({"il": 1, "succ": 0.0})),
    "a truth value as a number": after_meta(line({"il": 1, "succ": False})),
    "a text as a number": after_meta(line({"il": 1, "succ": "0"})),
    "null as a number": after_meta(line({"il": 1, "succ": None})),
    "a number of 5000 digits": after_meta(b'{"il": 1, "succ": ' + b"9" * 5000 + b"}\n"),
    "a negative literal": after_meta(line({"ie": 0, "natVal": "-1"})),
    "a literal with a sign": after_meta(line({"ie": 0, "natVal": "+1"})),
    "a literal with a space": after_meta(line({"ie": 0, "natVal": " 1"})),
    "a literal in hexadecimal": after_meta(line({"ie": 0, "natVal": "0x1"})),
    "a literal with an exponent": after_meta(line({"ie": 0, "natVal": "1e5"})),
    "a literal in other digits": after_meta(line({"ie": 0, "natVal": "\u0661"})),
    "an empty literal": after_meta(line({"ie": 0, "natVal": ""})),
    "a literal as a number": after_meta(line({"ie": 0, "natVal": 1})),
    "a literal with underscores": after_meta(line({"ie": 0, "natVal": "1_0"})),
    "two kinds of name": after_meta(line({"in": 1, "str": {"pre": 0, "str": "a"}, "num": {"pre": 0, "i": 1}})),
    "no kind of name": after_meta(line({"in": 1})),
    "an unknown kind of name": after_meta(line({"in": 1, "list": {"pre": 0, "str": "a"}})),
    "an unknown kind of level": after_meta(line({"il": 1, "plus": [0, 0]})),
    "an unknown kind of term": after_meta(line({"ie": 0, "fvar": 0})),
    "a metavariable": after_meta(line({"ie": 0, "mvar": 0})),
    "an unknown kind of declaration": after_meta(line({"lemma": {}})),
    "a declaration beside another": after_meta(line({"axiom": {}, "thm": {}})),
    "max of one": after_meta(line({"il": 1, "max": [0]})),
    "max of three": after_meta(line({"il": 1, "imax": [0, 0, 0]})),
    "max of no list": after_meta(line({"il": 1, "max": 0})),
    "a key too many": after_meta(PROP, line({"ie": 1, "app": {"fn": 0, "arg": 0, "more": 0}})),
    "a key too few": after_meta(PROP, line({"ie": 1, "app": {"fn": 0}})),
    "a key of another name": after_meta(PROP, line({"ie": 1, "app": {"fn": 0, "argument": 0}})),
    "an unknown binder": after_meta(
        PROP, line({"ie": 1, "lam": {"name": 0, "type": 0, "body": 0, "binderInfo": "strict"}})
    ),
    "a binder that is a number": after_meta(
        PROP, line({"ie": 1, "lam": {"name": 0, "type": 0, "body": 0, "binderInfo": 0}})
    ),
    "a flag that is a number": after_meta(
        NAME, PROP, line({"axiom": {"name": 1, "levelParams": [], "type": 0, "isUnsafe": 0}})
    ),
    "levels that are no list": after_meta(
        NAME, PROP, line({"axiom": {"name": 1, "levelParams": 0, "type": 0, "isUnsafe": False}})
    ),
    "an axiom without a flag": after_meta(NAME, PROP, line({"axiom": {"name": 1, "levelParams": [], "type": 0}})),
    "hints of another word": after_meta(
        NAME,
        PROP,
        line(
            {
                "def": {
                    "name": 1,
                    "levelParams": [],
                    "type": 0,
                    "value": 0,
                    "hints": "reducible",
                    "safety": "safe",
                    "all": [],
                }
            }
        ),
    ),
    "a block without types": after_meta(line({"inductive": {"types": [], "ctors": [], "recs": []}})),
    "a block without recursors": after_meta(line({"inductive": {"types": [], "ctors": []}})),
    "metadata that is no object": after_meta(PROP, line({"ie": 1, "mdata": {"expr": 0, "data": 1}})),
    "metadata twice": Text(META + META),
}
INDEX: dict[str, Text] = {
    "a level of itself": after_meta(line({"il": 1, "succ": 1})),
    "level 0 again": after_meta(line({"il": 0, "succ": 0})),
    "name 0 again": after_meta(line({"in": 0, "str": {"pre": 0, "str": "a"}})),
    "a term of itself": after_meta(line({"ie": 0, "app": {"fn": 0, "arg": 0}})),
    "two terms of each other": after_meta(
        line({"ie": 0, "app": {"fn": 1, "arg": 1}}), line({"ie": 1, "app": {"fn": 0, "arg": 0}})
    ),
    "a term twice": after_meta(PROP, PROP),
    "a name twice": after_meta(NAME, NAME),
    "an unknown name": after_meta(line({"ie": 0, "const": {"name": 1, "us": []}})),
    "an unknown level": after_meta(NAME, line({"ie": 0, "const": {"name": 1, "us": [1]}})),
    "an unknown prefix": after_meta(line({"in": 1, "str": {"pre": 2, "str": "a"}})),
    "an unknown binder name": after_meta(
        PROP, line({"ie": 1, "lam": {"name": 5, "type": 0, "body": 0, "binderInfo": "default"}})
    ),
    "the lines in reverse": _swapped(),
    "a line repeated": _repeated(5),
}
NUMBER: dict[str, Text] = {
    "a negative position": after_meta(line({"ie": -1, "bvar": 0})),
    "a negative reference": after_meta(line({"il": 1, "succ": -1})),
    "a variable too large": after_meta(line({"ie": 0, "bvar": 1 << 32})),
    "a negative variable": after_meta(line({"ie": 0, "bvar": -1})),
    "a name too large": after_meta(line({"in": 1, "num": {"pre": 0, "i": 1 << 64}})),
    "a negative name": after_meta(line({"in": 1, "num": {"pre": 0, "i": -1}})),
    "a position too large": after_meta(line({"ie": 1 << 40, "bvar": 0})),
    "a projection too large": after_meta(
        NAME, PROP, line({"ie": 1, "proj": {"typeName": 1, "idx": 1 << 40, "struct": 0}})
    ),
}
VERSION: dict[str, Text] = {
    "nothing": Text(b""),
    "no first line": Text(NAME),
    "another version": Text(line({"meta": {"format": {"version": "3.0.0"}}})),
    "a later version": Text(line({"meta": {"format": {"version": "3.1.1"}}})),
    "no declaration is the first line": Text(export(NAT).data.split(b"\n", 1)[1]),
}


def _given(text: Text) -> Text:
    return text


CASES: list[Case] = [
    good("nothing but the first line", partial(_given, Text(META))),
    good("sparse positions", partial(_given, after_meta(line({"ie": 4_000_000_000, "sort": 0})))),
    good(
        "who exported it", partial(_meta, exporter={"name": "x", "version": "1"}, lean={"version": "4", "githash": ""})
    ),
    good(
        "metadata of a term",
        partial(_given, after_meta(PROP, line({"ie": 1, "mdata": {"expr": 0, "data": {"a": [1]}}}))),
    ),
    good("a text of many bytes", partial(_given, after_meta(line({"ie": 0, "strVal": "\0\n\U0001f600" * 1000})))),
    *(bad("export-syntax", name, partial(_given, text)) for name, text in SYNTAX.items()),
    bad("export-syntax", "an unknown key beside the format", partial(_meta, more=1)),
    *(bad("export-index", name, partial(_given, text)) for name, text in INDEX.items()),
    *(bad("export-number", name, partial(_given, text)) for name, text in NUMBER.items()),
    *(bad("export-version", name, partial(_given, text)) for name, text in VERSION.items()),
]
