"""C2SP signed-note: vectors, keys, and refusals."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from gate.documents.error import ErrorReport
from gate.log.keys import COSIGNATURE, ED25519, Signer, VerifierKey
from gate.log.note import MAX_NOTE_BYTES, NoteSignature, open_note, parse_note, sign_note
from gate.log.strict import decode_base64, decode_decimal, encode_base64
from gate.model.errors import IntegrityError
from tests import vectors
from tests.log.trees import SIGNER

TEXT = "gate.example/log\n3\nabc\n"
CODES = {"malformed": "note.malformed", "unverified": "note.unverified", "invalid": "note.invalid"}


@vectors.needs_vectors
def test_published_notes() -> None:
    cases = vectors.load("signed-note/notes.json")["cases"]
    assert len(cases) == 12
    for case in cases:
        keys = [VerifierKey.parse(text) for text in case["vkeys"]]
        data = case["note"].encode()
        if case["want"] == "ok":
            assert [key.name for key in open_note(data, keys).verified] == case["verified"]
            continue
        with pytest.raises(IntegrityError) as caught:
            open_note(data, keys)
        assert caught.value.code == CODES[case["want"]], case["name"]


@vectors.needs_vectors
def test_published_bad_keys() -> None:
    bad = vectors.load("signed-note/notes.json")["vkeys_bad"]
    assert len(bad) == 2
    for case in bad:
        with pytest.raises(IntegrityError, match=r"^note\.(key|unknown-algorithm)"):
            VerifierKey.parse(case["vkey"])


@vectors.needs_vectors
def test_published_signer_gives_the_published_signature() -> None:
    case = vectors.load("signed-note/notes.json")["signer"]
    signer = Signer.parse(case["skey"])
    assert sign_note(case["text"], signer).decode() == case["text"] + "\n" + case["want_signature_line"]


@vectors.needs_vectors
def test_published_cosignatures() -> None:
    known = vectors.load("checkpoint/cosignatures.json")
    for case in known["vkeys"]:
        if case["ok"]:
            assert str(VerifierKey.parse(case["vkey"])) == case["vkey"]
        else:
            with pytest.raises(IntegrityError, match=r"^note\."):
                VerifierKey.parse(case["vkey"])
    for case in known["timestamp"]:
        if "want_unix" in case:
            assert NoteSignature.parse("w", case["sig_b64"]).cosigned_at == case["want_unix"]
        else:
            with pytest.raises(IntegrityError, match=r"^note\."):
                _ = NoteSignature.parse("w", case["sig_b64"]).cosigned_at


def test_a_signer_survives_its_key_file_and_hides_its_secret() -> None:
    signer = Signer.generate("gate.example/log")
    assert Signer.parse(signer.to_secret_text()) == signer
    assert signer.seed.hex() not in repr(signer)
    assert repr(signer.seed) not in repr(signer)
    assert VerifierKey.parse(str(signer.verifier)) == signer.verifier


def test_no_message_about_a_bad_key_file_shows_the_key() -> None:
    good = SIGNER.to_secret_text()
    secret = good.rstrip("\n").rpartition("+")[2]
    name, hashed = "gate.example/log", SIGNER.verifier.id.rpartition("+")[2]
    bad = [secret, good.replace("PRIVATE", "PRIVAT"), f"PRIVATE+KEY+{name}+00000000+{secret}"]
    bad += [f"PRIVATE+KEY+{name}+{hashed}+{secret[:-4]}", f"PRIVATE+KEY+{name}+{hashed}+{secret}=="]
    for text in bad:
        with pytest.raises(IntegrityError) as caught:
            Signer.parse(text)
        shown = ErrorReport.of(caught.value).to_text()
        assert secret[:16] not in shown


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.just("\n")))
def test_what_is_signed_opens_again(body: str) -> None:
    text = body + "\n"
    note = open_note(sign_note(text, SIGNER), [SIGNER.verifier])
    assert note.text == text
    assert note.verified == (SIGNER.verifier,)


@given(st.integers(0, len(TEXT.encode()) * 8 - 1))
def test_any_flipped_bit_of_the_text_is_noticed(bit: int) -> None:
    data = bytearray(sign_note(TEXT, SIGNER))
    data[bit // 8] ^= 1 << bit % 8
    with pytest.raises(IntegrityError):
        open_note(bytes(data), [SIGNER.verifier])


def test_a_wrong_signature_of_a_known_key_spoils_the_note_even_beside_a_good_one() -> None:
    good = sign_note(TEXT, SIGNER)
    other = sign_note("other\n", SIGNER).decode().rpartition("\n\n")[2]
    with pytest.raises(IntegrityError, match=r"note\.invalid"):
        open_note(good + other.encode(), [SIGNER.verifier])


def test_a_line_of_the_same_name_or_the_same_hash_alone_is_ignored() -> None:
    """C2SP: unknown keys are ignored even if they share name or id, but not both, with a known key."""
    good = sign_note(TEXT, SIGNER)
    namesake = Signer(SIGNER.name, b"n" * 32).verifier
    hashed = SIGNER.verifier.key_hash.to_bytes(4, "big")
    lines = [
        f"\u2014 {SIGNER.name} {encode_base64(namesake.key_hash.to_bytes(4, 'big') + b'x' * 64)}\n",
        f"\u2014 other.example {encode_base64(hashed + b'x' * 64)}\n",
    ]
    for line in lines:
        assert open_note(good + line.encode(), [SIGNER.verifier]).verified == (SIGNER.verifier,)
        alone = f"{TEXT}\n{line}".encode()
        with pytest.raises(IntegrityError, match=r"note\.unverified"):
            open_note(alone, [SIGNER.verifier])


def test_signature_lines_have_one_form() -> None:
    good = sign_note(TEXT, SIGNER).decode()
    line = good.splitlines()[-1]
    name, base64 = line.removeprefix("\u2014 ").split(" ")
    for bad in [
        f"{name} {base64}",
        f"- {name} {base64}",
        f"\u2014{name} {base64}",
        f"{line} x",
        f"\u2014 {base64}",
        "",
    ]:
        with pytest.raises(IntegrityError, match=r"^note\."):
            parse_note(f"{TEXT}\n{line}\n{bad}\n".encode())
    with pytest.raises(IntegrityError, match=r"note\.malformed"):
        parse_note(f"{line}\n".encode())


def test_limits_are_inclusive() -> None:
    assert len(parse_note(sign_note(TEXT, *[SIGNER] * 100)).signatures) == 100
    with pytest.raises(IntegrityError, match=r"note\.malformed"):
        parse_note(sign_note(TEXT, *[SIGNER] * 101))
    rest = len(sign_note("\n", SIGNER))
    assert len(parse_note(sign_note("x" * (MAX_NOTE_BYTES - rest) + "\n", SIGNER)).text) > 999_000
    assert NoteSignature.parse("a", encode_base64(b"12345")).blob == b"5"
    assert Signer("x" * 255, b"s" * 32).verifier.name == "x" * 255


def test_a_cosignature_before_the_year_292_billion() -> None:
    late = NoteSignature("w", 1, b"\x80" + bytes(71))
    with pytest.raises(IntegrityError, match=r"note\.cosignature"):
        _ = late.cosigned_at
    assert NoteSignature("w", 1, b"\x7f" + bytes(71)).cosigned_at == 0x7F << 56


def test_a_key_has_the_length_and_algorithm_that_it_must_have() -> None:
    for public in (b"k" * 31, b"k" * 33, b""):
        with pytest.raises(IntegrityError, match=r"note\.key: an Ed25519 key has 32 bytes"):
            VerifierKey.parse(str(VerifierKey("a", public)))
    for algorithm in (0, 2, 3, 5, 6, 255):
        with pytest.raises(IntegrityError, match=r"note\.unknown-algorithm"):
            VerifierKey.parse(str(VerifierKey("a", b"k" * 32, algorithm)))
    witness = VerifierKey(SIGNER.name, SIGNER.verifier.public, COSIGNATURE)
    secret = f"PRIVATE+KEY+{witness.id}+{encode_base64(bytes([COSIGNATURE]) + SIGNER.seed)}"
    with pytest.raises(IntegrityError, match=r"note\.key"):
        Signer.parse(secret)


def test_a_repeated_signature_counts_once() -> None:
    data = sign_note(TEXT, SIGNER, SIGNER, Signer("other.example", b"o" * 32))
    assert open_note(data, [SIGNER.verifier]).verified == (SIGNER.verifier,)
    assert len(parse_note(data).signatures) == 3


@pytest.mark.parametrize("text", ["no newline", "bell\a\n", "tab\t\n", ""])
def test_texts_that_no_note_may_have(text: str) -> None:
    with pytest.raises(IntegrityError, match=r"note\.malformed"):
        sign_note(text, SIGNER)


def test_huge_notes_are_not_read() -> None:
    with pytest.raises(IntegrityError, match=r"note\.too-large"):
        parse_note(b"x" * (MAX_NOTE_BYTES + 1))


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\x01b", "a\u00a0b", "a\nb", "x" * 256, "\ud800"])
def test_names_that_no_key_may_have(name: str) -> None:
    with pytest.raises(IntegrityError, match=r"note\.key-name"):
        _ = Signer(name, b"s" * 32).verifier.id


@pytest.mark.parametrize(
    "text", ["", "a", "a+00000000", "a+0000000g+AAAA", "+00000000+AAAA", "a+00000000+!", "a+00000000+"]
)
def test_texts_that_are_no_key(text: str) -> None:
    with pytest.raises(IntegrityError, match=r"^note\."):
        VerifierKey.parse(text)


def test_a_key_under_a_wrong_hash_is_refused() -> None:
    right = str(SIGNER.verifier)
    wrong = right.replace(SIGNER.verifier.id, "gate.example/log+00000000")
    with pytest.raises(IntegrityError, match=r"note\.key"):
        VerifierKey.parse(wrong)


def test_a_signature_line_has_more_than_a_key_hash() -> None:
    for blob in (b"", b"1234"):
        data = f"text\n\n\u2014 a {encode_base64(blob)}\n".encode()
        with pytest.raises(IntegrityError, match=r"note\.malformed"):
            parse_note(data)


def test_a_seed_has_32_bytes() -> None:
    with pytest.raises(IntegrityError, match=r"note\.key"):
        Signer("a", b"short")


@pytest.mark.parametrize("text", ["AA", "AA=", "AB==", "A A=", "AA==\n", "-_8=", "AAA=A", "é", "===="])
def test_base64_is_strict(text: str) -> None:
    with pytest.raises(IntegrityError, match="x"):
        decode_base64(text, code="x")


@given(st.binary(max_size=50))
def test_base64_round_trips(data: bytes) -> None:
    assert decode_base64(encode_base64(data), code="x") == data


@pytest.mark.parametrize(
    "text", ["", "-1", "+1", "01", " 1", "1 ", "1_0", "１２", "1.0", "0x1", "9" * 20, "9" * 5000, "100"]
)
def test_numbers_are_strict(text: str) -> None:
    with pytest.raises(IntegrityError, match="x"):
        decode_decimal(text, code="x", limit=100)


@given(st.integers(0, 99))
def test_numbers_round_trip(number: int) -> None:
    assert decode_decimal(str(number), code="x", limit=100) == number


SMALL_ORDER_Y = (
    *(0, 1, 2**255 - 20, 2**255 - 19, 2**255 - 18),
    2707385501144840649318225287225658788936804267575313519463743609750303402022,
    55188659117513257062467267217118295137698188065244968500265048394206261417927,
    *(0 | 2**255, 1 | 2**255, (2**255 - 20) | 2**255, (2**255 - 19) | 2**255, (2**255 - 18) | 2**255),
    2707385501144840649318225287225658788936804267575313519463743609750303402022 | 2**255,
    55188659117513257062467267217118295137698188065244968500265048394206261417927 | 2**255,
)
"""All encodings, canonical and not, of the 8 points whose order divides the cofactor of edwards25519."""


def double(y: int) -> int | None:
    """The y coordinate of twice a point with this one on -x^2 + y^2 = 1 + d x^2 y^2; None when there is none."""
    p = 2**255 - 19
    d = -121665 * pow(121666, -1, p) % p
    x2 = (y * y - 1) * pow(d * y * y + 1, -1, p) % p
    return (y * y + x2) * pow(2 + x2 - y * y, -1, p) % p  # dbl-2008-hwcd, in affine form


def test_the_list_of_points_of_small_order_is_right() -> None:
    for y in SMALL_ORDER_Y:
        point = (y % 2**255) % (2**255 - 19)
        for _ in range(3):
            point = double(point)
        assert point == 1, "eight times the point is the neutral one"
    assert len(set(SMALL_ORDER_Y)) == 14


@pytest.mark.parametrize("y", SMALL_ORDER_Y)
@pytest.mark.parametrize("algorithm", [ED25519, COSIGNATURE])
def test_a_key_of_small_order_is_refused_wherever_it_is_read(y: int, algorithm: int) -> None:
    public = y.to_bytes(32, "little")
    with pytest.raises(IntegrityError, match=r"note\.weak-key"):
        VerifierKey("weak.example", public, algorithm)
    name = b"weak.example\n" + bytes((algorithm,)) + public
    text = f"weak.example+{hashlib.sha256(name).hexdigest()[:8]}+{encode_base64(bytes((algorithm,)) + public)}"
    with pytest.raises(IntegrityError, match=r"note\.weak-key"):
        VerifierKey.parse(text)


def test_the_trivial_signature_is_none() -> None:
    """For a key of small order it would be right for every message: R neutral, S zero."""
    trivial = (1).to_bytes(32, "little") + bytes(32)
    weak = Ed25519PublicKey.from_public_bytes((1).to_bytes(32, "little"))
    weak.verify(trivial, b"whatever")  # the library accepts it
    key = Signer.generate("example.org/log").verifier
    for y in SMALL_ORDER_Y:
        assert not key.verifies(y.to_bytes(32, "little") + bytes(32), b"whatever")
