"""Mutation fuzzing of the decoder: whatever the bytes, it answers or raises its one error, soon."""

import random
import struct
from collections import Counter

import pytest

from gate.lean.core.declaration import expressions
from gate.lean.core.limits import OleanError
from gate.lean.core.term import Terms
from gate.lean.kernel.closure import closure
from gate.lean.olean.file import OleanFile
from tests.lean.mini import Mini
from tests.lean.olean_writer import BASE, write

MUTANTS = 20_000
HEADERS = [
    bytes((0, 0, 0, 0)),
    bytes((1, 0, 0, 246)),
    bytes((1, 0, 0, 249)),
    bytes((32, 0, 2, 5)),
    bytes((24, 0, 2, 1)),
]


def mutant(data: bytes, pointers: list[int], rng: random.Random) -> bytes:
    """One to sixteen changes: bytes, words, swapped or shifted pointers, object headers, truncation."""
    found = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        word = 8 * rng.randrange(10, len(found) // 8)
        pointer = rng.choice(pointers)
        match rng.randrange(6):
            case 0:
                found[rng.randrange(80, len(found))] = rng.randrange(256)
            case 1:
                special = (0, 1, 3, 2**63, 2**64 - 1, rng.getrandbits(64), rng.getrandbits(16))
                struct.pack_into("<Q", found, word, rng.choice(special))
            case 2 if pointer + 8 <= len(found):
                other = rng.choice(pointers)
                found[pointer : pointer + 8] = data[other : other + 8]
            case 3 if pointer + 8 <= len(found):
                (value,) = struct.unpack_from("<Q", found, pointer)
                struct.pack_into("<Q", found, pointer, (value + rng.choice((8, -8, 1, 16, 4))) % 2**64)
            case 4:
                found[word + 4 : word + 8] = rng.choice(HEADERS)
            case 5 if rng.random() < 0.2:
                del found[max(word, 200) :]
                if len(found) < 200:
                    return bytes(found)
            case _:
                pass
    return bytes(found)


def decode(data: bytes) -> Counter[str]:
    """What became of the file and of each of its constants."""
    terms = Terms()
    seen: Counter[str] = Counter()
    try:
        file = OleanFile.open(data, terms)
    except OleanError as error:
        return Counter([error.code])
    for name in file.names:
        try:
            constant = file.constant(name)
            assert not any(terms.loose[expr] for expr in expressions(constant))
            closure(terms, lambda needed: file.constant(needed) if needed in file else None, [name])
        except OleanError as error:
            seen[error.code] += 1
        else:
            seen["decoded"] += 1
    return seen


@pytest.mark.slow
def test_mutants_are_decoded_or_refused() -> None:
    mini = Mini()
    data = write(mini.terms, [*mini.constants.values()])
    assert decode(data) == {"decoded": len(mini.constants)}
    words = struct.unpack(f"<{len(data) // 8}Q", data)
    pointers = [8 * index for index in range(12, len(words)) if 0 <= words[index] - BASE < len(data)]
    rng = random.Random(20261122)
    seen: Counter[str] = Counter()
    for _ in range(MUTANTS):
        seen += decode(mutant(data, pointers, rng))
    assert sum(seen.values()) >= MUTANTS
    assert seen["decoded"] > 1000
    # the mutations reach all corners of the decoder
    assert len(seen) > 20, seen
