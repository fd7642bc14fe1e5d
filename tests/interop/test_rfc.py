"""Values that the RFCs print, typed in as facts, so that a clone needs nothing else to test against them."""

from __future__ import annotations

import hashlib
import json
import struct

import pytest

from gate.log.keys import Signer
from gate.log.merkle import (
    EMPTY_ROOT,
    CompactRange,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    tree_root,
    verify_consistency,
    verify_inclusion,
)
from gate.model.digest import canonical_json
from gate.model.errors import InputError

# ---- RFC 6962 section 2.1 and RFC 9162 section 2.1: the tree --------------------------------------------------------


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def merkle_tree_hash(entries: list[bytes]) -> bytes:
    """MTH exactly as RFC 9162 section 2.1.1 defines it: by recursion, and with nothing of ours."""
    if not entries:
        return sha256()
    if len(entries) == 1:
        return sha256(b"\x00", entries[0])
    split = 1
    while split * 2 < len(entries):
        split *= 2
    return sha256(b"\x01", merkle_tree_hash(entries[:split]), merkle_tree_hash(entries[split:]))


ENTRIES = [f"d{number}".encode() for number in range(7)]


class SevenLeaves:
    """The tree of RFC 9162 section 2.1.5 over seven entries; the RFC calls its nodes a to l."""

    def __init__(self) -> None:
        a, b, c, d, e, f, j = (sha256(b"\x00", entry) for entry in ENTRIES)
        g, h, i = (sha256(b"\x01", *pair) for pair in ((a, b), (c, d), (e, f)))
        k, l = sha256(b"\x01", g, h), sha256(b"\x01", i, j)  # noqa: E741 - the RFC's letters
        self.named = {"a": a, "b": b, "c": c, "d": d, "e": e, "f": f, "g": g, "h": h, "i": i, "j": j, "k": k, "l": l}
        self.root = sha256(b"\x01", k, l)
        self.stored = {}
        tree = CompactRange()
        for entry in ENTRIES:
            self.stored.update({(node.level, node.position): node.hash for node in tree.append(leaf_hash(entry))})

    def node(self, level: int, position: int) -> bytes:
        return self.stored[level, position]

    def path(self, letters: str) -> tuple[bytes, ...]:
        return tuple(self.named[letter] for letter in letters)


SEVEN = SevenLeaves()


def test_the_empty_tree_and_every_small_tree_have_the_roots_of_the_definition() -> None:
    assert sha256() == EMPTY_ROOT
    tree = CompactRange()
    entries: list[bytes] = []
    for number in range(70):
        assert tree.root() == merkle_tree_hash(entries)
        entries.append(bytes([number]) * (number % 5))
        tree.append(leaf_hash(entries[-1]))


def test_the_example_tree_has_the_drawn_root() -> None:
    assert tree_root(7, SEVEN.node) == SEVEN.root == merkle_tree_hash(ENTRIES)


@pytest.mark.parametrize(("index", "letters"), [(0, "bhl"), (3, "cgl"), (4, "fjk"), (6, "ik")])
def test_the_inclusion_proofs_of_the_example(index: int, letters: str) -> None:
    assert inclusion_proof(index, 7, SEVEN.node) == SEVEN.path(letters)
    verify_inclusion(leaf_hash(ENTRIES[index]), index, 7, SEVEN.path(letters), SEVEN.root)


@pytest.mark.parametrize(("size", "letters"), [(3, "cdgl"), (4, "l"), (6, "ijk")])
def test_the_consistency_proofs_of_the_example(size: int, letters: str) -> None:
    assert consistency_proof(size, 7, SEVEN.node) == SEVEN.path(letters)
    verify_consistency(size, 7, merkle_tree_hash(ENTRIES[:size]), SEVEN.root, SEVEN.path(letters))


# ---- RFC 8032 section 7.1: Ed25519 ----------------------------------------------------------------------------------

ED25519 = {
    "TEST 1": (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        b"",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
        "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    "TEST 2": (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        b"\x72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    "TEST 3": (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        b"\xaf\x82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    "TEST SHA(abc)": (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").digest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
}


@pytest.mark.parametrize("name", ED25519)
def test_ed25519(name: str) -> None:
    secret, public, message, signature = ED25519[name]
    signer = Signer("rfc8032", bytes.fromhex(secret))
    assert signer.verifier.public.hex() == public
    assert signer.sign(message).hex() == signature
    assert signer.verifier.verifies(bytes.fromhex(signature), message)
    assert not signer.verifier.verifies(bytes.fromhex(signature), message + b"\x00")


# ---- RFC 8785: canonical JSON ---------------------------------------------------------------------------------------

SAMPLE = r"""
{
  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
  "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
  "literals": [null, true, false]
}
"""
SAMPLE_CANONICAL = (
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
    r'"string":"€$\u000f\nA' + "'" + r'B\"\\\\\"/"}'
)

SORTED = r"""
{
  "\u20ac": "Euro Sign",
  "\r": "Carriage Return",
  "\ufb33": "Hebrew Letter Dalet With Dagesh",
  "1": "One",
  "\ud83d\ude00": "Emoji: Grinning Face",
  "\u0080": "Control",
  "\u00f6": "Latin Small Letter O With Diaeresis"
}
"""
SORTED_VALUES = [
    "Carriage Return",
    "One",
    "Control",
    "Latin Small Letter O With Diaeresis",
    "Euro Sign",
    "Emoji: Grinning Face",
    "Hebrew Letter Dalet With Dagesh",
]

NUMBERS = {
    "0000000000000000": "0",
    "8000000000000000": "0",
    "0000000000000001": "5e-324",
    "8000000000000001": "-5e-324",
    "7fefffffffffffff": "1.7976931348623157e+308",
    "ffefffffffffffff": "-1.7976931348623157e+308",
    "4340000000000000": "9007199254740992",
    "c340000000000000": "-9007199254740992",
    "4430000000000000": "295147905179352830000",
    "44b52d02c7e14af5": "9.999999999999997e+22",
    "44b52d02c7e14af6": "1e+23",
    "44b52d02c7e14af7": "1.0000000000000001e+23",
    "444b1ae4d6e2ef4e": "999999999999999700000",
    "444b1ae4d6e2ef4f": "999999999999999900000",
    "444b1ae4d6e2ef50": "1e+21",
    "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d": "0.000001",
    "41b3de4355555553": "333333333.3333332",
    "41b3de4355555554": "333333333.33333325",
    "41b3de4355555555": "333333333.3333333",
    "41b3de4355555556": "333333333.3333334",
    "41b3de4355555557": "333333333.33333343",
    "becbf647612f3696": "-0.0000033333333333333333",
    "43143ff3c1cb0959": "1424953923781206.2",
}
"""Appendix B: the bits of an IEEE 754 double, and its text."""


def test_the_sample_of_section_3_2_2() -> None:
    assert canonical_json(json.loads(SAMPLE)) == SAMPLE_CANONICAL.encode("utf-8")


def test_members_are_sorted_by_utf16_units_as_in_section_3_2_3() -> None:
    assert [*json.loads(canonical_json(json.loads(SORTED))).values()] == SORTED_VALUES


@pytest.mark.parametrize(("bits", "text"), NUMBERS.items())
def test_the_numbers_of_appendix_b(bits: str, text: str) -> None:
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    assert canonical_json(number) == text.encode("ascii")


@pytest.mark.parametrize("bits", ["7fffffffffffffff", "7ff0000000000000"])
def test_what_appendix_b_calls_an_error_is_one(bits: str) -> None:
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    with pytest.raises(InputError, match=r"json\.not-canonical"):
        canonical_json(number)
