"""A person's key from a file, with and without a passphrase, and from a real ssh-agent."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from gate.log.keys import Signer
from gate.log.people import APPROVAL, PersonKey
from gate.model.errors import GateError, InfrastructureError, IntegrityError, UsageError
from gate.store.agent import agent_keys
from gate.store.people import PersonSigner
from tests.people import new_key


def public(path: Path) -> PersonKey:
    return PersonKey.parse(path.with_suffix(".pub").read_text())


@pytest.fixture
def agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An ssh-agent of the test's own."""
    place = tmp_path / "agent"
    started = subprocess.run(["ssh-agent", "-s", "-a", place], check=True, capture_output=True, text=True).stdout
    pid = re.search(r"SSH_AGENT_PID=([0-9]+)", started)
    assert pid is not None
    monkeypatch.setenv("SSH_AUTH_SOCK", str(place))
    try:
        yield
    finally:
        os.kill(int(pid[1]), 15)


def signs(signer: PersonSigner, key: PersonKey) -> bool:
    return signer.key == key and key.verifies(signer.sign("text\n", APPROVAL), "text\n", APPROVAL)


def test_a_key_file_of_openssh_and_one_of_gate(tmp_path: Path) -> None:
    path = new_key(tmp_path, "alice")
    assert signs(PersonSigner.from_file(path), public(path))
    own = Signer.generate("alice")
    (tmp_path / "own.key").write_text(own.to_secret_text())
    (tmp_path / "own.key").chmod(0o600)
    assert signs(PersonSigner.from_file(tmp_path / "own.key"), PersonKey(own.verifier.public))


def test_a_passphrase_comes_from_a_file_or_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = new_key(tmp_path, "alice", passphrase="open sesame")
    phrase = tmp_path / "phrase"
    phrase.write_text("open sesame\n")
    assert signs(PersonSigner.from_file(path, phrase), public(path))
    with pytest.raises(UsageError, match=r"keys\.passphrase"):
        PersonSigner.from_file(path)  # there is no terminal
    monkeypatch.setenv("GATE_PASSPHRASE_FILE", str(phrase))
    assert signs(PersonSigner.from_file(path), public(path))
    monkeypatch.delenv("GATE_PASSPHRASE_FILE")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("gate.store.passphrase.getpass", lambda prompt: "open sesame")
    assert signs(PersonSigner.from_file(path), public(path))

    def end(prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("gate.store.passphrase.getpass", end)
    with pytest.raises(UsageError, match=r"keys\.passphrase"):
        PersonSigner.from_file(path)


@pytest.mark.parametrize(("content", "code"), [("wrong\n", "keys.malformed"), ("\n", "keys.passphrase")])
def test_a_wrong_passphrase(tmp_path: Path, content: str, code: str) -> None:
    path = new_key(tmp_path, "alice", passphrase="open sesame")
    (tmp_path / "phrase").write_text(content)
    with pytest.raises(GateError) as caught:
        PersonSigner.from_file(path, tmp_path / "phrase")
    assert caught.value.code == code
    with pytest.raises(UsageError, match=r"keys\.passphrase"):
        PersonSigner.from_file(path, tmp_path / "none")


def test_files_that_are_refused(tmp_path: Path) -> None:
    path = new_key(tmp_path, "alice")
    path.chmod(0o640)
    with pytest.raises(InfrastructureError, match=r"keys\.permissions"):
        PersonSigner.from_file(path)
    path.chmod(0o600)
    path.write_text(path.read_text()[:200])
    with pytest.raises(IntegrityError, match=r"keys\.malformed"):
        PersonSigner.from_file(path)
    with pytest.raises(UsageError, match=r"keys\.no-file"):
        PersonSigner.from_file(tmp_path / "none")
    subprocess.run(["ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", tmp_path / "other"], check=True)
    with pytest.raises(IntegrityError, match=r"another type"):
        PersonSigner.from_file(tmp_path / "other")


@pytest.mark.usefixtures("agent")
def test_the_agent_signs_with_a_key_that_it_holds(tmp_path: Path) -> None:
    alice, bob = new_key(tmp_path, "alice"), new_key(tmp_path, "bob")
    subprocess.run(["ssh-keygen", "-q", "-t", "rsa", "-N", "", "-f", tmp_path / "rsa"], check=True)
    subprocess.run(["ssh-add", "-q", tmp_path / "rsa", alice], check=True)
    assert agent_keys() == (public(alice),)
    assert signs(PersonSigner.from_agent(public(alice)), public(alice))
    assert signs(PersonSigner.from_file(alice.with_suffix(".pub")), public(alice))
    with pytest.raises(UsageError, match=r"agent\.no-key"):
        PersonSigner.from_agent(public(bob)).sign("text\n", APPROVAL)


@pytest.mark.usefixtures("agent")
def test_an_agent_that_says_no(tmp_path: Path) -> None:
    alice = new_key(tmp_path, "alice")
    confirm = {**os.environ, "SSH_ASKPASS": "/bin/false", "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":0"}
    subprocess.run(["ssh-add", "-q", "-c", alice], check=True, env=confirm)
    with pytest.raises(UsageError, match=r"agent\.answer"):
        PersonSigner.from_agent(public(alice)).sign("text\n", APPROVAL)


def test_no_agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    for place in (None, tmp_path / "nothing"):
        if place is not None:
            monkeypatch.setenv("SSH_AUTH_SOCK", str(place))
        with pytest.raises(UsageError, match=r"agent\.unreachable") as caught:
            agent_keys()
        assert "ssh-add" in (caught.value.hint or "")


ANSWERS = {
    "closes": b"",
    "closes early": b"\0\0",
    "nothing": b"\0\0\0\0",
    "too much": b"\xff\xff\xff\xff",
    "a key that is not there": b"\0\0\0\x05\x0c\0\0\0\x01",
    "a key cut short": b"\0\0\0\x09\x0c\0\0\0\x01\0\0\0\x09",
    "failure": b"\0\0\0\x01\x05",
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "agent"))
        listener.listen()
        monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "agent"))

        def serve() -> None:
            peer, _ = listener.accept()
            with peer:
                peer.recv(1000)
                peer.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(UsageError, match=r"agent\.answer"):
            agent_keys()
        thread.join(timeout=30)
