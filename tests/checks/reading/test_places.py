"""Position maps agree with the readers: the text at each place is the value that the reader gives."""

from __future__ import annotations

import json
import tomllib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gate.checks.reading import json_file, toml_file, yaml_file
from gate.checks.reading.document import ReadingError, read_document
from gate.checks.reading.places import Lines, Span, place_of

KEYS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=4)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False) | KEYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


def paths(value, path=()):
    yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from paths(inner, (*path, key))


@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_json_values_stand_where_the_map_says(value, indent, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    members = json_file.members(text)
    assert json_file.read(text) == value
    assert members.keys() == dict(paths(value)).keys()
    for path, inner in paths(value):
        span = members[path].value
        assert json.loads(text[span.start : span.end]) == inner
        if path and isinstance(path[-1], str):
            name = members[path].name
            assert json.loads(text[name.start : name.end]) == path[-1]


@given(VALUES)
def test_yaml_values_stand_where_the_map_says(value):
    text = json.dumps(value, indent=1)
    if yaml.safe_load(text) != value:  # YAML 1.1 reads 1e3 as a text
        return
    members = yaml_file.members(text)
    assert yaml_file.read(text) == value
    for path, inner in paths(value):
        span = members[path].value
        assert yaml.safe_load(text[span.start : span.end]) == inner


TOML = """\
title = "a # b"  # a comment
"quoted key" = 'literal'
when = 2026-07-01 12:00:00
a.b.c = [1, 2, # inside
  [3]]
long = \"\"\"x
"y\"\"\"\"
inline = { x = 1, y = { z = "q" } }
[table]
k = -1.5
[table.sub]
flag = true
[[items]]
n = 1
[[items]]
n = 2
[[items.inner]]
deep = 'x'
[items.other]
p = 0x1F
"""


def test_toml_values_stand_where_the_map_says():
    value = tomllib.loads(TOML)
    members = toml_file.members(TOML)
    found = 0
    for path, inner in paths(value):
        assert path in members, path
        if not isinstance(inner, dict | list) or path in (("inline",), ("a", "b", "c")):
            span = members[path].value
            assert tomllib.loads(f"v = {TOML[span.start : span.end]}")["v"] == inner
            found += 1
    assert found == 17
    assert TOML[members[("items", 1)].value.start :].startswith("[[items]]\nn = 2")


@given(st.dictionaries(KEYS, st.lists(st.integers() | KEYS, max_size=3), max_size=4))
def test_generated_toml_is_read_by_the_map(table):
    text = "".join(f"{_quoted(key)} = [{', '.join(map(_item, items))}]\n" for key, items in table.items())
    value = tomllib.loads(text)
    members = toml_file.members(text)
    for path, _ in paths(value):
        assert path in members


def _quoted(text):
    return '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'


def _item(item):
    return str(item) if isinstance(item, int) else _quoted(item)


def test_what_is_not_there_is_shown_by_the_name_around_it():
    text = '{"body": {"kind": 1}}'
    span = place_of(("body", "files"), json_file.members(text))
    assert text[span.start : span.end] == '"body"'


def test_lines_and_columns_count_characters_from_one():
    lines = Lines("a\nüb\r\nc")
    assert lines.spot(Span(3, 4)).line == 2
    assert lines.spot(Span(3, 4)).column == 2
    assert lines.excerpt(2) == "üb"


@pytest.mark.parametrize(
    ("data", "format", "rule", "place"),
    [
        (b'{"a": 1,}', "json", "REC003", (1, 9)),
        (b'{"a": NaN}', "json", "REC003", (1, 1)),
        (b'{"a": 1e999}', "json", "REC003", (1, 1)),
        (b'{\n "a": {"b": 1, "b": 2}}', "json", "REC004", (2, 16)),
        (b'{"\\u0061": 1, "a": 2}', "json", "REC004", (1, 15)),
        (b"[" * 100_000, "json", "REC005", (1, 1)),
        (b"a: [1\n", "yaml", "REC003", (2, 1)),
        (b"a: &x 1\nb: *x\n", "yaml", "REC003", (1, 4)),
        (b"a: !!python/object:os.system x\n", "yaml", "REC003", (1, 4)),
        (b"a: 1\na: 2\n", "yaml", "REC004", (2, 1)),
        (b"? [1]\n: 2\n", "yaml", "REC003", (1, 3)),
        (b"a: .inf\n", "yaml", "REC003", (1, 4)),
        (b"a: [" * 3000, "yaml", "REC005", (1, 1)),
        (b"a: \x07\n", "yaml", "REC003", (1, 1)),
        (b"a = \n", "toml", "REC003", (1, 5)),
        (b"a = 1\na = 2\n", "toml", "REC003", (2, 6)),
        (b"a = inf\n", "toml", "REC003", (1, 1)),
        (b"a = [", "toml", "REC003", (1, 6)),
        (b"a = " + b"[" * 5000, "toml", "REC005", (1, 1)),
        (b"\xff{}", "json", "REC002", (1, 1)),
        (b'{"a":\n "\xe4"}', "json", "REC002", (2, 3)),
        (b"\xef\xbb\xbf{}", "json", "REC002", (1, 1)),
        (b"\0", "json", "REC002", (1, 1)),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(data, format, rule, place):
    with pytest.raises(ReadingError) as caught:
        read_document(data, format)
    spot = caught.value.lines.spot(caught.value.span)
    assert (caught.value.rule, (spot.line, spot.column)) == (rule, place)


@given(st.binary(max_size=40), st.sampled_from(["json", "yaml", "toml"]))
def test_any_bytes_are_a_document_or_one_error(data, format):
    try:
        line = read_document(data, format).spot(()).line
    except ReadingError as error:
        line = error.lines.spot(error.span).line
    assert line >= 1
