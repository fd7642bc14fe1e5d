"""Mending changes only the value that follows from the rest; a second pass changes nothing."""

from __future__ import annotations

import json

import yaml
from hypothesis import given
from hypothesis import strategies as st

from gate.checks.file import Input
from gate.checks.fix import difference, fixed
from gate.checks.reading.document import Format, read_document
from gate.checks.selection import Selection
from tests.checks.repository import base

ITEM = {"date": "2026-08-01T00:00:00Z", "kind": "erratum", "text": "A word was wrong."}


def corrected(items: int, count: object) -> dict[str, object]:
    block = {"contract": "correction-record-v1", "status": "CORRECTED", "items": [ITEM] * items, "count": count}
    return base() | {"correction_record": block}


def mended(text: str | bytes, format: Format = "json", selection: Selection | None = None) -> bytes:
    data = text.encode() if isinstance(text, str) else text
    return fixed(Input(f"r.{format}", format, data, "."), selection or Selection())


@given(st.integers(0, 3), st.integers(0, 5), st.sampled_from([None, 0, 1, 3]), st.sampled_from(["", "\n", "  \n\n"]))
def test_only_the_value_changes_and_once_is_enough(items, count, indent, end):
    text = json.dumps(corrected(items, count), indent=indent) + end
    after = mended(text)
    assert after.decode() == text.replace(f'"count": {count}', f'"count": {items}')
    assert mended(after) == after


@given(st.integers(0, 2), st.integers(0, 2))
def test_comments_and_formatting_of_yaml_stay(items, count):
    plain = yaml.safe_dump(json.loads(json.dumps(corrected(items, count))))
    text = "# a comment\n" + plain.replace(f"count: {count}", f"count:   {count} # why")
    after = mended(text, "yaml")
    assert after.decode() == text.replace(f"count:   {count} # why", f"count:   {items} # why")
    assert mended(after, "yaml") == after
    assert read_document(after, "yaml").value == corrected(items, items)


@given(st.binary(max_size=60), st.sampled_from(["json", "yaml", "toml"]))
def test_what_is_no_record_stays_as_it_is_but_for_a_mark(data, format):
    assert mended(data, format) in (data, data.removeprefix(b"\xef\xbb\xbf"))


def test_a_byte_order_mark_goes_if_nothing_else_is_wrong_with_the_text():
    text = json.dumps(base()).encode()
    assert mended(b"\xef\xbb\xbf" + text) == text
    assert mended(b"\xef\xbb\xbf{") == b"\xef\xbb\xbf{"


def test_a_rule_that_is_ignored_mends_nothing():
    text = json.dumps(corrected(0, 2))
    assert mended(text, selection=Selection(ignore=("COR001",))) == text.encode()


def test_the_difference_is_a_diff_of_these_lines():
    text = json.dumps(corrected(0, 2), indent=1)
    shown = difference(Input("r.json", "json", text.encode(), "."), mended(text))
    assert '-  "count": 2' in shown
    assert '+  "count": 0' in shown
