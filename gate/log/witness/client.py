"""Asking a witness to cosign a checkpoint (C2SP tlog-witness): nothing that it answers is believed unverified."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gate.log.checkpoint import Checkpoint, read_checkpoint
from gate.log.keys import VerifierKey
from gate.log.merkle import MAX_SIZE
from gate.log.note import Note, NoteSignature, parse_signatures
from gate.log.strict import decode_decimal
from gate.log.witness.request import MAX_ANSWER_BYTES, SIZE_TYPE, AddCheckpoint
from gate.model.errors import InfrastructureError, IntegrityError
from gate.model.text import one_line
from gate.system.http import Answer, exchange

Consistency = Callable[[int], Sequence[bytes]]
"""The consistency proof from a smaller size to the checkpoint's."""

_ATTEMPTS = 3
"""Another process may ask for a larger checkpoint meanwhile, so that the size that the witness named is old again."""

UNREACHABLE = "witness.unreachable"


def request_cosignatures(
    prefix: str, checkpoint: bytes, consistency: Consistency, keys: Sequence[VerifierKey], *, old: int = 0
) -> tuple[NoteSignature, ...]:
    """The cosignatures by any of ``keys`` that the witness at this submission prefix makes for a signed checkpoint.

    ``old`` is the size that it has probably cosigned last; it corrects a wrong one.

    Raises InfrastructureError ``witness.unreachable``, ``witness.refused`` (it does not know this log or its key, or
    gave no cosignature that counts); IntegrityError ``witness.ahead`` when it has cosigned more entries than there are,
    ``witness.fork`` when it has cosigned other entries.
    """
    head, note = read_checkpoint(checkpoint)
    url = f"{prefix.rstrip('/')}/add-checkpoint"
    for _ in range(_ATTEMPTS):
        proof = tuple(consistency(old)) if 0 < old < head.size else ()
        body = AddCheckpoint(old, proof, checkpoint).to_bytes()
        answer = exchange(url, code=UNREACHABLE, max_bytes=MAX_ANSWER_BYTES, body=body)
        if answer.status == 200:
            return _verified(answer.data, note, keys, url)
        if answer.status != 409 or answer.media_type != SIZE_TYPE:
            raise _refused(answer, head, old, url)
        known = _size(answer, url)
        if known > head.size:
            raise IntegrityError(
                "witness.ahead",
                f"the witness has cosigned {known} entries of this log, which has {head.size}: was it set back?",
                where=url,
                hint="`gate log monitor` compares the store with anchors and published logs",
            )
        if known == old:
            raise _fork(known, url)
        old = known
    raise InfrastructureError(
        UNREACHABLE, "others ask this witness all the time", where=url, hint="repeat `gate log cosign`"
    )


def _size(answer: Answer, url: str) -> int:
    """The size that a witness says it has cosigned."""
    try:
        return decode_decimal(_decoded(answer.data).removesuffix("\n"), code="witness.refused", limit=MAX_SIZE)
    except IntegrityError as error:
        raise InfrastructureError("witness.refused", f"its answer is malformed: {error.message}", where=url) from None


def _verified(data: bytes, note: Note, keys: Sequence[VerifierKey], url: str) -> tuple[NoteSignature, ...]:
    """Those of the answered signatures that are by known keys, and right."""
    try:
        lines = parse_signatures(_decoded(data))
    except IntegrityError as error:
        raise InfrastructureError("witness.refused", f"its answer is malformed: {error.message}", where=url) from None
    found = tuple(line for line in lines if any(line.is_by(key) and line.verifies(key, note.text) for key in keys))
    if not found:
        raise InfrastructureError(
            "witness.refused",
            "its answer has no cosignature by a witness that the policy names",
            where=url,
            hint="compare the witness's public key with the policy's",
        )
    return found


def _refused(answer: Answer, head: Checkpoint, old: int, url: str) -> InfrastructureError | IntegrityError:
    if answer.status == 422:
        return _fork(old, url)
    said = one_line(_decoded(answer.data))[:200]
    reasons = {
        403: "it does not accept the key that signed the checkpoint",
        404: f"it does not know the log {head.origin}",
        409: "it has another state of this log, and does not say which",
    }
    reason = reasons.get(answer.status, "it did not cosign")
    return InfrastructureError("witness.refused", f"{reason} (status {answer.status}): {said}", where=url)


def _fork(size: int, url: str) -> IntegrityError:
    return IntegrityError(
        "witness.fork",
        f"the witness has cosigned {size} entries of this log that are not its first {size} entries now",
        where=url,
        hint="keep the store for inquiry; `gate log monitor` compares it with anchors and published logs",
    )


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")
