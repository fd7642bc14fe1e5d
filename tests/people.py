"""People with keys of their own, as a policy names them."""

import base64
import json
import subprocess
from pathlib import Path

from gate.engine.history.approval import approve
from gate.log.keys import Signer
from gate.log.people import PersonKey, string
from gate.log.signed import Approval
from gate.model.digest import Digest
from gate.model.policy import Policy
from gate.store.ledger import Ledger
from gate.store.people import PersonSigner

_ALICE = Signer("alice", bytes(range(1, 33)))
ALICE = PersonSigner(PersonKey(_ALICE.verifier.public), _ALICE.sign)
"""Somebody whom a policy names (`naming_alice`)."""


def naming_alice(policy: Policy) -> Policy:
    """The policy under which Alice may approve."""
    return policy.model_copy(update={"people": {"alice@example.org": str(ALICE.key)}})


def alice_approves(ledger: Ledger, record: str, claim: str, what: str, subject: Digest) -> None:
    """Log an approval of Alice's."""
    approval = Approval(record, claim, subject, what, "alice@example.org", "I read it")
    approve(ledger, naming_alice(Policy()), approval, (what,), ALICE)


def new_key(folder: Path, name: str, passphrase: str = "") -> Path:
    """The private key file that ``ssh-keygen`` makes; the public one is beside it."""
    path = folder / f"id_{name}"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", f"{name}@example.org", "-f", str(path)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return path


def person(folder: Path, name: str) -> PersonSigner:
    """A person with a new key."""
    return PersonSigner.from_file(new_key(folder, name))


def register(policy: Path, **people: Path | PersonKey) -> None:
    """Add people to a policy file: by their public key, or by the file of the private one."""
    document = json.loads(policy.read_text())
    for name, key in people.items():
        text = str(key) if isinstance(key, PersonKey) else key.with_suffix(".pub").read_text().strip()
        document.setdefault("people", {})[f"{name}@example.org"] = text
    policy.write_text(json.dumps(document))


def signature_file(key: PersonKey, signature: str, namespace: str) -> str:
    """The file that ``ssh-keygen -Y verify -n NAMESPACE`` takes (OpenSSH PROTOCOL.sshsig)."""
    wire = string(b"ssh-ed25519") + string(base64.b64decode(signature))
    parts = (key.blob, namespace.encode(), b"", b"sha512", wire)
    text = base64.b64encode(b"SSHSIG" + (1).to_bytes(4, "big") + b"".join(map(string, parts))).decode()
    lines = [text[start : start + 70] for start in range(0, len(text), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""])
