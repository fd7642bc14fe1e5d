"""C2SP checkpoints: vectors, origin, keys, witnesses."""

from __future__ import annotations

import pytest

from gate.log.checkpoint import Checkpoint, Trust, open_checkpoint, read_checkpoint, sign_checkpoint
from gate.log.keys import COSIGNATURE, Signer, VerifierKey
from gate.log.merkle import EMPTY_ROOT, leaf_hash
from gate.log.strict import encode_base64
from gate.model.errors import IntegrityError
from tests import vectors
from tests.log.trees import ORIGIN, SIGNER

HEAD = Checkpoint(ORIGIN, 5, b"r" * 32)


def cosign(data: bytes, signer: Signer, time: int = 1_700_000_000) -> bytes:
    """Add a cosignature/v1 line, as a witness does (C2SP tlog-cosignature)."""
    text = data.decode().partition("\n\n")[0] + "\n"
    key = witness_key(signer)
    signature = signer.sign(f"cosignature/v1\ntime {time}\n{text}".encode())
    blob = key.key_hash.to_bytes(4, "big") + time.to_bytes(8, "big") + signature
    return data + f"\u2014 {key.name} {encode_base64(blob)}\n".encode()


def witness_key(signer: Signer) -> VerifierKey:
    return VerifierKey(signer.name, signer.verifier.public, COSIGNATURE)


@vectors.needs_vectors
def test_published_checkpoints() -> None:
    known = vectors.load("checkpoint/checkpoints.json")
    assert len(known["good"]) == 19
    for case in known["good"]:
        keys = tuple(VerifierKey.parse(text) for text in case["vkeys"])
        for key in keys:
            signed = open_checkpoint(case["note"].encode(), Trust(case["origin"], (key,)))
            assert signed.checkpoint.size == case["size"]
            assert signed.key == key
    body = known["good_body"]
    assert Checkpoint.parse(body["text"]).size == body["size"]
    assert Checkpoint.parse(body["text"]).root == leaf_hash(body["root_is_leaf_hash_of_utf8"].encode())
    assert len(known["bad_bodies_utf8"]) == 2
    for text in known["bad_bodies_utf8"]:
        with pytest.raises(IntegrityError, match=r"^checkpoint\."):
            Checkpoint.parse(text)


@vectors.needs_vectors
def test_the_published_log_key_signs_the_published_checkpoints() -> None:
    known = vectors.load("checkpoint/checkpoints.json")
    signer = Signer.parse(known["tessera_log"]["test_only_skey"])
    assert str(signer.verifier) == known["tessera_log"]["vkey"]
    mine = [case for case in known["good"] if case["origin"] == signer.name]
    for case in mine:
        checkpoint, _ = read_checkpoint(case["note"].encode())
        assert sign_checkpoint(checkpoint, signer).decode() == case["note"]
    assert len(mine) == 16


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "malformed"),
        ("a\n1\n", "malformed"),
        ("a\n1\nx", "malformed"),
        ("\n1\n" + encode_base64(b"r" * 32) + "\n", "malformed"),
        ("a\n1\n" + encode_base64(b"r" * 32) + "\n\n", "malformed"),
        ("a\n-1\n" + encode_base64(b"r" * 32) + "\n", "size"),
        ("a\n01\n" + encode_base64(b"r" * 32) + "\n", "size"),
        ("a\n１\n" + encode_base64(b"r" * 32) + "\n", "size"),
        (f"a\n{1 << 63}\n" + encode_base64(b"r" * 32) + "\n", "size"),
        ("a\n" + "9" * 9999 + "\n" + encode_base64(b"r" * 32) + "\n", "size"),
        ("a\n1\n" + encode_base64(b"r" * 31) + "\n", "root"),
        ("a\n1\n!\n", "root"),
    ],
)
def test_malformed_texts(text: str, code: str) -> None:
    with pytest.raises(IntegrityError) as caught:
        Checkpoint.parse(text)
    assert caught.value.code == f"checkpoint.{code}"


def test_extension_lines_are_let_through() -> None:
    assert Checkpoint.parse(HEAD.to_text() + "more\n") == HEAD


def test_another_log_is_not_this_log() -> None:
    data = sign_checkpoint(Checkpoint("elsewhere.example/log", 5, b"r" * 32), SIGNER)
    with pytest.raises(IntegrityError, match=r"checkpoint\.origin"):
        open_checkpoint(data, Trust.of(SIGNER.verifier))


def test_witnesses_are_required_when_configured() -> None:
    witnesses = [Signer(f"w{n}.example", bytes([n]) * 32) for n in range(3)]
    keys = tuple(map(witness_key, witnesses))
    trust = Trust(ORIGIN, (SIGNER.verifier,), keys, required=2)
    data = sign_checkpoint(HEAD, SIGNER)
    with pytest.raises(IntegrityError, match=r"checkpoint\.cosigners: 0 of 2"):
        open_checkpoint(data, trust)
    data = cosign(cosign(data, witnesses[0]), witnesses[0], time=1_700_000_001)
    with pytest.raises(IntegrityError, match=r"checkpoint\.cosigners: 1 of 2"):
        open_checkpoint(data, trust)
    data = cosign(data, witnesses[2])
    assert open_checkpoint(data, trust).witnesses == (keys[0], keys[2])


def test_a_witness_alone_does_not_make_a_checkpoint() -> None:
    witness = Signer("w.example", b"w" * 32)
    line = cosign(sign_checkpoint(HEAD, SIGNER), witness).decode().splitlines()[-1]
    data = f"{HEAD.to_text()}\n{line}\n".encode()
    with pytest.raises(IntegrityError, match=r"checkpoint\.unsigned"):
        open_checkpoint(data, Trust(ORIGIN, (SIGNER.verifier,), (witness_key(witness),), required=1))


def test_a_cosignature_says_its_time_and_a_changed_time_is_noticed() -> None:
    witness = Signer("w.example", b"w" * 32)
    trust = Trust(ORIGIN, (SIGNER.verifier,), (witness_key(witness),), required=1)
    data = cosign(sign_checkpoint(HEAD, SIGNER), witness)
    _, note = read_checkpoint(data)
    assert note.signatures[-1].cosigned_at == 1_700_000_000
    blob = witness_key(witness).key_hash.to_bytes(4, "big") + bytes(7) + b"\x01" + note.signatures[-1].blob[8:]
    forged = data.decode().rpartition("\u2014")[0] + f"\u2014 w.example {encode_base64(blob)}\n"
    with pytest.raises(IntegrityError, match=r"note\.invalid"):
        open_checkpoint(forged.encode(), trust)
    short = data.decode().rpartition("\u2014")[0] + f"\u2014 w.example {encode_base64(blob[:60])}\n"
    with pytest.raises(IntegrityError, match=r"note\.invalid"):
        open_checkpoint(short.encode(), trust)


def test_trust_that_cannot_work_is_refused() -> None:
    witness = witness_key(Signer("w.example", b"w" * 32))
    again = VerifierKey("other.example", witness.public, COSIGNATURE)
    for keys, witnesses, required in [
        ((), (), 0),
        ((witness,), (), 0),
        ((SIGNER.verifier,), (witness,), 2),
        ((SIGNER.verifier,), (witness, again), 2),
        ((SIGNER.verifier,), (), -1),
    ]:
        with pytest.raises(IntegrityError, match=r"checkpoint\.trust"):
            Trust(ORIGIN, keys, witnesses, required)


def test_a_checkpoint_of_no_entries_has_the_root_of_no_entries() -> None:
    assert Checkpoint.parse(Checkpoint(ORIGIN, 0, EMPTY_ROOT).to_text()).size == 0
    with pytest.raises(IntegrityError) as caught:
        Checkpoint.parse(Checkpoint(ORIGIN, 0, bytes(32)).to_text())
    assert caught.value.code == "checkpoint.root"
