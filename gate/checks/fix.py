"""What can be mended without a decision: a value that follows from the rest of the record, and a byte order mark.

Only the value itself is written anew, so that formatting and comments stay; a second pass finds nothing to do.
"""

from __future__ import annotations

import codecs
import difflib
import json
from collections.abc import Callable, Iterator

from gate.checks.contract import ContractError, validated
from gate.checks.file import Input
from gate.checks.finding import Path
from gate.checks.reading.document import ReadingError, read_document
from gate.checks.selection import Selection
from gate.model.artifact import Artifact
from gate.model.digest import Json
from gate.model.record import Record
from gate.model.text import printable

Change = tuple[Path, Json]
"""A place that is there, and the value that belongs to it."""


def _count_of_corrections(record: Record) -> Iterator[Change]:
    block = record.correction_record
    if block is not None and block.count is not None and block.count != len(block.items):
        yield ("correction_record", "count"), len(block.items)


FIXES: dict[str, Callable[[Record], Iterator[Change]]] = {"COR001": _count_of_corrections}
"""Rule to what mends its findings. Besides these, REC002 is mended where the file begins with a byte order mark."""


def fixed(given: Input, selection: Selection) -> bytes:
    """The bytes of a file with everything mended that can be; those that were given if there is nothing."""
    data = given.data.removeprefix(codecs.BOM_UTF8)
    try:
        document = read_document(data, given.format)
        record: Record | Artifact = validated(document, given.name)
    except ReadingError:
        return given.data  # a mark is not all that is wrong
    except ContractError:
        return data
    if not isinstance(record, Record):
        return data
    changes = [change for rule, fix in FIXES.items() if selection.selects(rule, given.name) for change in fix(record)]
    text = document.text
    spans = sorted(((document.members[path].value, value) for path, value in changes), key=lambda one: -one[0].start)
    for span, value in spans:
        text = text[: span.start] + json.dumps(value) + text[span.end :]
    return text.encode("utf-8")


def difference(given: Input, after: bytes) -> str:
    """What mending would change, as a unified diff."""
    old, new = (data.decode("utf-8", "replace").splitlines(keepends=True) for data in (given.data, after))
    found = difflib.unified_diff(old, new, fromfile=f"a/{given.name}", tofile=f"b/{given.name}")
    return printable("".join(line if line.endswith("\n") else f"{line}\n" for line in found))
