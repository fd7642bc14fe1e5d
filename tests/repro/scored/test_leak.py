"""Labels among the files of an artifact are seen in the usual forms; code that only works with them is let be."""

import base64
import json

import pytest

from gate.repro.scored.leak import leaked
from tests.repro.scored.samples import LABEL_FILE, LABELS

BITS = {f"r{n}": str(bit) for n, bit in enumerate(map(int, f"{0x5A3C96E71B4D28F05A3C96E7:096b}"))}
HONEST = b"""import csv, json
LEVELS = ["cat", "dog", "owl"]
weights = {"cat": 0.2, "dog": 0.3, "owl": 0.5}
for row in csv.DictReader(open("/in/data/train.csv")):
    guess = "cat" if float(row["x"]) < 0.5 else "dog"
    print(row["id"], guess)
"""


@pytest.mark.parametrize(
    "content",
    [
        LABEL_FILE,
        b"answers = " + json.dumps(LABELS).encode(),
        b"answers = " + json.dumps(list(LABELS.items())).encode(),
        "\n".join(json.dumps({"id": key, "label": label}) for key, label in LABELS.items()).encode(),
        "".join(f"{label}\t{key}\n" for key, label in LABELS.items()).encode(),
        b"order = " + json.dumps(list(LABELS.values())).encode(),
        "\n".join(LABELS.values()).encode(),
        "; ".join(f"{key}={label}" for key, label in list(LABELS.items())[:60]).encode(),
    ],
)
def test_labels_that_stand_in_a_file(content):
    assert leaked(HONEST + content, LABELS)


@pytest.mark.parametrize(
    "content",
    [HONEST, b"", b"\xff\x00" * 50, "\n".join(LABELS).encode(), "\n".join(sorted(LABELS.values())).encode(),
     "".join(f"{key},owl\n" for key in LABELS).encode(), b"0 1 " * 40],
)  # fmt: skip
def test_files_without_the_labels(content):
    assert leaked(content, LABELS) == ""


def test_labels_of_one_character_may_stand_close_together():
    assert leaked(("x = '" + "".join(BITS.values()) + "'").encode(), BITS)
    assert leaked(("x = [" + ", ".join(BITS.values()) + "]").encode(), BITS)
    assert leaked(b"x = '" + b"01" * 48 + b"'", BITS) == ""


def test_what_is_hidden_well_is_not_seen_and_the_documentation_says_so():
    assert leaked(base64.b64encode(LABEL_FILE), LABELS) == ""


def test_few_labels_are_seen_beside_their_ids_only():
    few = {"a1": "yes", "a2": "no", "a3": "yes", "a4": "no"}
    assert leaked(b"a1 yes a2 no a3 yes a4 no", few)
    assert leaked(b"yes no yes no", few) == ""
