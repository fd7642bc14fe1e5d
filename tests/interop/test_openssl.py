"""Keys, notes and timestamps against openssl (3.0 or newer), which the tests run as a program of its own."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest

from gate.log.checkpoint import Checkpoint, Trust, open_checkpoint, sign_checkpoint
from gate.log.keys import Signer
from gate.log.note import open_note
from gate.model.errors import IntegrityError
from tests.attest.test_by_hand import TIMESTAMP
from tests.attest.test_by_hand import run as run_blocks

ORIGIN = "openssl.example/log"
SPKI = bytes.fromhex("302a300506032b6570032100")
"""RFC 8410: what stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo."""
PKCS8 = bytes.fromhex("302e020100300506032b657004220420")
"""RFC 8410: what stands before the 32 bytes of a seed in a private key."""


def openssl(folder: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["openssl", *arguments], cwd=folder, check=check, capture_output=True)


# ---- Ed25519 --------------------------------------------------------------------------------------------------------


@pytest.fixture
def their_signer(tmp_path: Path) -> Signer:
    """A key that openssl made, left in ``key.pem``."""
    openssl(tmp_path, "genpkey", "-algorithm", "ed25519", "-out", "key.pem")
    secret = openssl(tmp_path, "pkey", "-in", "key.pem", "-outform", "DER").stdout
    public = openssl(tmp_path, "pkey", "-in", "key.pem", "-pubout", "-outform", "DER").stdout
    assert secret.startswith(PKCS8)
    signer = Signer(ORIGIN, secret.removeprefix(PKCS8))
    assert public == SPKI + signer.verifier.public
    return signer


def signed_by_them(folder: Path, message: bytes) -> bytes:
    (folder / "message").write_bytes(message)
    return openssl(folder, "pkeyutl", "-sign", "-inkey", "key.pem", "-rawin", "-in", "message").stdout


def verified_by_them(folder: Path, signer: Signer, message: bytes, signature: bytes) -> bool:
    for name, data in {"public.der": SPKI + signer.verifier.public, "message": message, "signature": signature}.items():
        (folder / name).write_bytes(data)
    key = ["-pubin", "-keyform", "DER", "-inkey", "public.der"]
    verify = ["pkeyutl", "-verify", *key, "-rawin", "-in", "message", "-sigfile", "signature"]
    return openssl(folder, *verify, check=False).returncode == 0


def test_we_open_a_checkpoint_that_openssl_signed(tmp_path: Path, their_signer: Signer) -> None:
    """The note is put together here from the specification's words, not by our writer."""
    text = f"{ORIGIN}\n5\n{base64.b64encode(b'r' * 32).decode()}\n"
    blob = their_signer.verifier.key_hash.to_bytes(4, "big") + signed_by_them(tmp_path, text.encode())
    note = f"{text}\n— {ORIGIN} {base64.b64encode(blob).decode()}\n".encode()
    assert open_checkpoint(note, Trust.of(their_signer.verifier)).checkpoint == Checkpoint(ORIGIN, 5, b"r" * 32)
    with pytest.raises(IntegrityError, match=r"note\.invalid"):
        open_note(note.replace(b"\n5\n", b"\n6\n"), [their_signer.verifier])


def test_openssl_verifies_a_checkpoint_that_we_signed(tmp_path: Path) -> None:
    signer = Signer.generate(ORIGIN)
    note = sign_checkpoint(Checkpoint(ORIGIN, 5, b"r" * 32), signer)
    text, _, line = note.partition(b"\n\n")
    signature = base64.b64decode(line.split()[2])[4:]
    assert verified_by_them(tmp_path, signer, text + b"\n", signature)
    assert not verified_by_them(tmp_path, signer, text, signature)
    assert not verified_by_them(tmp_path, Signer.generate(ORIGIN), text + b"\n", signature)


def test_both_sign_alike(tmp_path: Path, their_signer: Signer) -> None:
    """Ed25519 is deterministic (RFC 8032)."""
    for message in (b"x", b"\x00" * 1000):
        assert signed_by_them(tmp_path, message) == their_signer.sign(message)


# ---- RFC 3161 -------------------------------------------------------------------------------------------------------

AUTHORITY = """
[tsa]
default_tsa = authority
[authority]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
certs = root.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
"""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a root, a timestamping certificate that it signed, and the authority's configuration."""
    folder = tmp_path_factory.mktemp("authority")
    (folder / "tsa.cnf").write_text(AUTHORITY)
    (folder / "serial").write_text("01\n")
    (folder / "extensions").write_text("extendedKeyUsage=critical,timeStamping\n")
    new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl(
        folder, "req", "-x509", *new_key, "-keyout", "root.key", "-out", "root.pem", "-days", "2", "-subj", "/CN=Root"
    )
    openssl(folder, "req", *new_key, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Authority")
    signed_by_root = ["-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-extfile", "extensions"]
    openssl(folder, "x509", "-req", "-in", "tsa.csr", "-out", "tsa.pem", "-days", "2", *signed_by_root)
    return folder


def token(authority: Path, data: bytes, digest: str) -> bytes:
    """An answer of the authority over the data."""
    (authority / "data").write_bytes(data)
    openssl(authority, "ts", "-query", "-data", "data", f"-{digest}", "-cert", "-out", "query")
    openssl(authority, "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-out", "answer")
    return (authority / "answer").read_bytes()


@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
@pytest.mark.parametrize("change", ["nothing", "another checkpoint", "another authority", "a changed token"])
def test_the_page_on_timestamps_holds(tmp_path: Path, authority: Path, digest: str, change: str) -> None:
    """docs/verify-by-hand.md section 8, on a token of our own making."""
    note = sign_checkpoint(Checkpoint(ORIGIN, 5, b"r" * 32), Signer(ORIGIN, b"s" * 32))
    answer = token(authority, note, digest)
    trusted = (authority / "root.pem").read_bytes()
    if change == "another checkpoint":
        note = note.replace(b"\n5\n", b"\n6\n")
    elif change == "a changed token":
        answer = answer[:-20] + bytes([answer[-20] ^ 1]) + answer[-19:]
    elif change == "another authority":
        name = ["-subj", "/CN=Root", "-keyout", "other.key", "-out", "other.pem", "-days", "2"]
        openssl(tmp_path, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", *name)
        trusted = (tmp_path / "other.pem").read_bytes()
    for name, data in {"checkpoint": note, "token.tsr": answer, "authority.pem": trusted}.items():
        (tmp_path / name).write_bytes(data)
    done = run_blocks(tmp_path, TIMESTAMP)
    assert (done.returncode == 0) == (change == "nothing"), done.stderr
    assert ("the checkpoint existed at" in done.stdout) == (change == "nothing")
