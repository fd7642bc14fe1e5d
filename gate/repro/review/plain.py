"""A plain look at a script in any language: patterns, line by line, with no knowledge of its grammar."""

from __future__ import annotations

import re

from gate.repro.review.look import Source

NUMBER = re.compile(r"(?<![\w.])(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?(?![\w.])", re.ASCII)
_EQUALITY = re.compile(
    r"===?|!==?|\b(?:identical|all\.equal|isequal|strcmp|equals)\b|%in%|-eq\b|-ne\b|\.EQ\.", re.ASCII
)
_IMPORT = re.compile(
    r"^\s*(?:library|require|source|using|import|include|from|use|load|attach|#include|@import|\.)\b\s*\(?\s*(\S{1,80})"
)
_OPAQUE = re.compile(
    r"\b(eval|parse|system|system2|exec|popen|base64\w*|unserialize|readRDS|dyn\.load|ccall|curl|wget)\b"
)
_PLACE = re.compile(r"""["']((?:\.{0,2}/|~/)[^"'\s]{1,200}|[\w./-]{1,200}\.[A-Za-z]\w{1,7})["']""", re.ASCII)


def look_at_numbers(source: Source) -> None:
    """Only numbers that look like published ones: for files that are no programs."""
    for number, line in enumerate(source.lines, start=1):
        for match in NUMBER.finditer(line):
            source.number(match.group(), number, literal=False)


def look_at_lines(source: Source) -> None:
    """Every pattern, in every line; comments are looked at as well."""
    for number, line in enumerate(source.lines, start=1):
        for match in NUMBER.finditer(line):
            source.number(match.group(), number)
        for equality in _EQUALITY.findall(line)[:1]:
            source.add("equality", number, f"compares with {equality}")
        if brought := _IMPORT.match(line):
            source.add("import", number, f"brings in {brought.group(1).strip('()')}")
        for hidden in _OPAQUE.findall(line):
            source.add("opaque", number, f"{hidden} can do what the text does not show")
        for place in _PLACE.findall(line):
            source.read(place, number)
