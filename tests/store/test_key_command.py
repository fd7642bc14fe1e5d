"""A log key that is kept elsewhere: openssl holds it here, and the store only knows how to ask."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gate.log.keys import Signer
from gate.log.people import PersonKey
from gate.model.errors import InfrastructureError, IntegrityError, UsageError
from gate.store.key_command import CommandSigner, read_command, read_public, to_toml
from gate.store.keys import create_key, create_protected_key, load_signer, register_command

ORIGIN = "gate.example/log"
SCRIPT = """#!/bin/sh
# openssl signs files only: the text is written to one first.
t=$(mktemp) && cat > "$t" && openssl pkeyutl -sign -rawin -inkey "$1" -in "$t" {}; s=$?; rm "$t"; exit $s
"""


@pytest.fixture(params=["", "| base64 -w 0"], ids=["raw", "base64"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[tuple[str, ...], str]:
    """The command, and the public key as PEM."""
    key, script = tmp_path / "elsewhere.pem", tmp_path / "sign"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", key], check=True)
    script.write_text(SCRIPT.format(request.param))
    script.chmod(0o755)
    public = subprocess.run(["openssl", "pkey", "-in", key, "-pubout"], check=True, capture_output=True, text=True)
    return (str(script), str(key)), public.stdout


def test_a_command_signs_and_is_found_again(home: Path, elsewhere: tuple[tuple[str, ...], str]) -> None:
    argv, pem = elsewhere
    create_key(home, "log", ORIGIN)
    made = register_command(home, "hsm", read_public(pem, ORIGIN), argv)
    assert made.verifier.verifies(made.sign(b"text\n"), b"text\n")
    assert load_signer(home, str(made.verifier)) == made
    assert made.name == ORIGIN
    assert {path.name for path in (home / "keys").iterdir()} == {"log.key", "log.pub", "hsm.toml", "hsm.pub"}
    with pytest.raises(UsageError, match=r"keys\.exists"):
        create_key(home, "hsm", ORIGIN)


FAILING = {
    "fails": "import sys; sys.exit('the token is locked')",
    "says nothing": "",
    "another key": "import sys; sys.stdout.buffer.write(bytes(64))",
    "not base64": "print('certainly')",
    "too much": "print('A' * 500)",
}


@pytest.mark.parametrize("program", FAILING.values(), ids=FAILING)
def test_nothing_that_a_command_says_is_believed(home: Path, program: str) -> None:
    public = Signer.generate(ORIGIN).verifier
    argv = (sys.executable, "-c", program)
    with pytest.raises(InfrastructureError) as caught:
        register_command(home, "hsm", public, argv)
    assert caught.value.code == "keys.command"
    assert caught.value.hint
    assert ("the token is locked" in caught.value.message) == ("locked" in program)
    assert not (home / "keys" / "hsm.toml").exists()


def test_a_pkcs11_token_holds_the_key(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SoftHSM through OpenSC's pkcs11-tool, as docs/keys.md shows it."""
    module = next(Path("/usr/lib").glob("**/libsofthsm2.so"), None)
    if module is None or shutil.which("pkcs11-tool") is None:
        assert not os.environ.get("CI"), "scripts/bootstrap installs softhsm2 and opensc"
        pytest.skip("softhsm2 and opensc are not installed")
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path}/tokens\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    token = ["softhsm2-util", "--init-token", "--free", "--label", "gate", "--so-pin", "1234", "--pin", "5678"]
    subprocess.run(token, check=True, capture_output=True)
    tool = f"pkcs11-tool --module {module} --token-label gate --id 01"
    generate = f"{tool} --login --pin 5678 --keypairgen --key-type EC:edwards25519 --label log"
    subprocess.run(generate.split(), check=True, capture_output=True)
    subprocess.run([*tool.split(), *["--read-object", "--type", "pubkey", "-o"], tmp_path / "log.pem"], check=True)
    script = tmp_path / "sign"
    script.write_text(
        f'#!/bin/sh\nset -e\nt=$(mktemp -d); trap "rm -r $t" EXIT\ncat > "$t/text"\n'
        f'{tool} --login --pin 5678 --sign --mechanism EDDSA -i "$t/text" -o "$t/sig" >&2\ncat "$t/sig"\n'
    )
    script.chmod(0o755)
    made = register_command(home, "hsm", read_public((tmp_path / "log.pem").read_text(), ORIGIN), (str(script),))
    assert made.verifier.verifies(load_signer(home).sign(b"text\n"), b"text\n")


def test_a_command_that_is_not_there() -> None:
    with pytest.raises(InfrastructureError, match=r"keys\.command"):
        CommandSigner(Signer.generate(ORIGIN).verifier, ("/no/such/program",)).sign(b"x")


@pytest.mark.parametrize("argv", [("sign",), ("a b", 'say "x"', "back\\slash", "ä")])
def test_the_file_names_the_command(tmp_path: Path, argv: tuple[str, ...]) -> None:
    assert read_command(to_toml(argv), tmp_path) == argv


DAMAGED = {
    "empty": "",
    "not TOML": "x",
    "no words": "log_key_command = []",
    "a text": "log_key_command = 'sign'",
    "a number": "log_key_command = ['a', 1]",
    "more": "log_key_command = ['a']\nx = 1",
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_an_integrity_failure(home: Path, text: str) -> None:
    (home / "keys").mkdir(parents=True)
    (home / "keys" / "hsm.toml").write_text(text)
    (home / "keys" / "hsm.toml").chmod(0o600)
    (home / "keys" / "hsm.pub").write_text(f"{Signer.generate(ORIGIN).verifier}\n")
    with pytest.raises(IntegrityError, match=r"keys\.malformed"):
        load_signer(home)


def test_public_keys_in_three_forms(elsewhere: tuple[tuple[str, ...], str]) -> None:
    key = read_public(elsewhere[1], ORIGIN)
    assert read_public(str(PersonKey(key.public)), ORIGIN) == read_public(str(key), ORIGIN) == key
    for wrong in ("", "-----BEGIN PUBLIC KEY-----", "ssh-rsa AAAA"):
        with pytest.raises(IntegrityError):
            read_public(wrong, ORIGIN)


def test_a_key_with_a_passphrase(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = create_protected_key(home, "safe", ORIGIN, b"open sesame")
    path = home / "keys" / "safe.key"
    assert made.to_secret_text() not in path.read_text()
    assert os.stat(path).st_mode & 0o777 == 0o600
    with pytest.raises(UsageError, match=r"keys\.passphrase"):
        load_signer(home, str(made.verifier))
    (tmp_path / "phrase").write_text("open sesame\n")
    monkeypatch.setenv("GATE_PASSPHRASE_FILE", str(tmp_path / "phrase"))
    assert load_signer(home, str(made.verifier)) == made
    done = subprocess.run(["ssh-keygen", "-y", "-P", "open sesame", "-f", path], capture_output=True, text=True)
    assert done.stdout.split()[:2] == str(PersonKey(made.verifier.public)).split()
    (tmp_path / "phrase").write_text("shut\n")
    with pytest.raises(IntegrityError, match=r"keys\.malformed"):
        load_signer(home, str(made.verifier))
