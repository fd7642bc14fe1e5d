"""What the draws of an attempt come from: the log key's own signature over claim, artifact and policy.

Nobody without the key can foresee it, there is one for each artifact (RFC 8032 signatures are deterministic), so that
the operator cannot choose either, and once it is in the log everybody can check it.
"""

from __future__ import annotations

from collections.abc import Collection

from gate.log.keys import NoteSigner, VerifierKey
from gate.log.kinds import DrawsBody, IntakeBody
from gate.log.strict import decode_base64, encode_base64
from gate.model.digest import Digest, canonical_json
from gate.model.errors import IntegrityError


def _subject(claim: Digest, artifact: Digest, policy: Digest) -> bytes:
    return canonical_json(["gate-draws-v1", str(claim), str(artifact), str(policy)])


def draws_seed(signer: NoteSigner, *, claim: Digest, artifact: Digest, policy: Digest) -> str:
    """The seed: a signature in base64. Raises InfrastructureError when the key cannot be reached."""
    return encode_base64(signer.sign(_subject(claim, artifact, policy)))


def check_draws(body: DrawsBody, intake: IntakeBody, keys: Collection[bytes]) -> None:
    """Raises IntegrityError ``draws.signature`` unless one of the log's public keys signed the seed for this intake."""
    subject = _subject(intake.claim_digest, intake.artifact_digest, intake.policy_digest)
    signature = decode_base64(body.seed, code="draws.signature", where="seed")
    if not any(VerifierKey("log", key).verifies(signature, subject) for key in keys):
        raise IntegrityError(
            "draws.signature",
            "the seed of the draws is not the log's signature over claim, artifact and policy",
            hint="the log was written by something else than gate, or was tampered with; run `gate log verify`",
        )
