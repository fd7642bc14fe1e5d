"""Keys of people and their signatures, compared with OpenSSH's own programs."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.log.keys import Signer
from gate.log.people import APPROVAL, SUBMISSION, PersonKey, string
from gate.model.errors import IntegrityError
from tests.people import new_key, person, signature_file

TEXT = "gate-approval-v1\nrecord r-1\nclaim c1\nnote é\n"


def public_text(private: Path) -> str:
    return private.with_suffix(".pub").read_text()


def test_a_public_key_is_read_with_and_without_its_comment(tmp_path: Path) -> None:
    text = public_text(new_key(tmp_path, "alice"))
    key = PersonKey.parse(text)
    assert str(key) == " ".join(text.split()[:2])
    assert PersonKey.parse(str(key)) == PersonKey.parse(text.strip()) == key


def test_a_verifier_key_is_a_persons_key_too() -> None:
    signer = Signer.generate("alice")
    assert PersonKey.parse(str(signer.verifier)) == PersonKey(signer.verifier.public)


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_other_kinds_of_keys_are_refused(tmp_path: Path, kind: str) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-f", tmp_path / "k"], check=True)
    with pytest.raises(IntegrityError):
        PersonKey.parse((tmp_path / "k.pub").read_text())


@given(st.text(max_size=100))
def test_whatever_else_is_no_key(text: str) -> None:
    for candidate in (text, f"ssh-ed25519 {text}"):
        with pytest.raises(IntegrityError):
            PersonKey.parse(candidate)


def test_ssh_keygen_verifies_our_signature(tmp_path: Path) -> None:
    alice = person(tmp_path, "alice")
    signature = alice.sign(TEXT, APPROVAL)
    assert alice.key.verifies(signature, TEXT, APPROVAL)
    (tmp_path / "text.sig").write_text(signature_file(alice.key, signature, APPROVAL))
    (tmp_path / "allowed").write_text(f"alice@example.org {alice.key}\n")
    verify = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "alice@example.org", "-s", "text.sig", "-n"]

    def verified(text: str, namespace: str) -> bool:
        done = subprocess.run([*verify, namespace], input=text.encode(), cwd=tmp_path, capture_output=True)
        return done.returncode == 0

    assert verified(TEXT, APPROVAL)
    assert not verified(TEXT + "x", APPROVAL)
    assert not verified(TEXT, SUBMISSION)


def test_a_signature_is_for_one_text_one_purpose_and_one_key(tmp_path: Path) -> None:
    alice, bob = person(tmp_path, "alice"), person(tmp_path, "bob")
    signature = alice.sign(TEXT, APPROVAL)
    assert not alice.key.verifies(signature, TEXT + "x", APPROVAL)
    assert not alice.key.verifies(signature, TEXT, SUBMISSION)
    assert not bob.key.verifies(signature, TEXT, APPROVAL)
    for wrong in ("", "x", signature[:-4], signature + "=", "A" * 86 + "=="):
        assert not alice.key.verifies(wrong, TEXT, APPROVAL)


def test_a_persons_key_of_small_order_is_refused() -> None:
    neutral = (1).to_bytes(32, "little")
    blob = base64.b64encode(string(b"ssh-ed25519") + string(neutral)).decode()
    for make in (lambda: PersonKey(neutral), lambda: PersonKey.parse(f"ssh-ed25519 {blob} mallory")):
        with pytest.raises(IntegrityError, match=r"note\.weak-key"):
            make()
