"""A member is set without touching how the rest of a JSON text is written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.engine.inputs.json_text import edited, text_objects, with_member

KEYS = st.text(max_size=4)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
SPACED = ((None, (",", ":")), (None, (", ", ": ")), (2, None), ("\t", (" ,", " : ")))


def at(value, path):
    for part in path:
        value = value[part]
    return value


@given(VALUES, st.sampled_from(SPACED), st.booleans())
def test_every_object_is_found_where_it_stands(value, spaced, ascii_only):
    indent, separators = spaced
    text = json.dumps(value, indent=indent, separators=separators, ensure_ascii=ascii_only)
    found = list(text_objects(text))
    for item in found:
        members = {
            json.loads(text[m.name.start : m.name.end]): json.loads(text[m.value.start : m.value.end])
            for m in item.members.values()
        }
        assert members == at(value, item.path)
    assert len({item.path for item in found}) == len(found) == text_objects_expected(value)


def text_objects_expected(value):
    if isinstance(value, dict):
        return 1 + sum(map(text_objects_expected, value.values()))
    return sum(map(text_objects_expected, value)) if isinstance(value, list) else 0


@given(VALUES, st.sampled_from(SPACED), st.text(max_size=8))
def test_setting_a_member_changes_nothing_else(value, spaced, new):
    indent, separators = spaced
    text = json.dumps({"deep": [{"path": "x", "more": value}]}, indent=indent, separators=separators)
    (found,) = [item for item in text_objects(text) if item.path == ("deep", 0)]
    after = json.loads(edited(text, [with_member(text, found, "sha256", new, after="path")]))
    assert after == {"deep": [{"path": "x", "more": value, "sha256": new}]}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"path": "x"}', '{"path": "x", "sha256": "new"}'),
        ('{"path":"x","b":1}', '{"path":"x", "sha256":"new","b":1}'),
        ('{\n  "path": "x"\n}', '{\n  "path": "x",\n  "sha256": "new"\n}'),
        ('{\r\n\t"path" : "x"\r\n}', '{\r\n\t"path" : "x",\r\n\t"sha256" : "new"\r\n}'),
        ('{"sha256": null,  "path": "x"}', '{"sha256": "new",  "path": "x"}'),
    ],
)
def test_a_new_member_is_written_like_its_neighbour(before, after):
    (found,) = text_objects(before)
    assert edited(before, [with_member(before, found, "sha256", "new", after="path")]) == after
