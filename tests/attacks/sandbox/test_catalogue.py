"""The threat model and the attacks agree: every entry is there once, and names the attacks that try it."""

import re
from pathlib import Path

from tests.attacks.sandbox.catalogue import attacks

PAGE = Path(__file__).parents[3] / "docs" / "threat-model.md"
ENTRIES = 68
AT_LEAST = 45


def rows() -> dict[int, tuple[str, set[str]]]:
    found = {}
    for line in PAGE.read_text("utf-8").splitlines():
        if match := re.fullmatch(r"\| (\d+) \| .+ \| (.+) \| (.+) \|", line):
            number, stops, tried = match.groups()
            assert int(number) not in found
            found[int(number)] = (stops, set(re.findall(r"`([^`]+)`", tried)))
    return found


def test_every_entry_says_what_stops_it() -> None:
    assert sorted(rows()) == list(range(1, ENTRIES + 1))
    assert all(stops.strip() for stops, _ in rows().values())


def test_the_page_names_exactly_the_attacks_that_there_are() -> None:
    tried: dict[int, set[str]] = {number: set() for number in range(1, ENTRIES + 1)}
    for attack in attacks():
        for number in attack.catalogue:
            tried[number].add(attack.name)
    assert {number: names for number, (_, names) in rows().items()} == tried


def test_enough_entries_are_tried_for_real() -> None:
    assert len({number for attack in attacks() for number in attack.catalogue}) >= AT_LEAST


def test_every_attack_says_what_it_is() -> None:
    for attack in attacks():
        assert attack.title
        assert attack.stopped_by
