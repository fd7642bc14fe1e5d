"""A witness's folder: its key, and the checkpoints that it cosigned last."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gate.documents.log import KeyReport
from gate.engine.arguments import checked
from gate.engine.inputs.trust import read_key
from gate.log.witness.cosigner import Cosigner
from gate.log.witness.service import Witness
from gate.model.errors import IntegrityError, UsageError
from gate.store.keys import create_key, load_signer

_KEY = "witness"
_CHECKPOINTS = "checkpoints"


@checked
def init_witness(folder: Path | str, name: str) -> KeyReport:
    """Make a witness's key in a folder; the report has the public half, as policies name it.

    Raises UsageError ``keys.exists``, ``witness.name``; InfrastructureError when the disk fails.
    """
    try:
        signer = create_key(Path(folder), _KEY, name)
    except IntegrityError as error:
        raise UsageError("witness.name", error.message, hint="use host/path, no spaces") from None
    return KeyReport(public_key=str(Cosigner(signer).verifier))


@checked
def open_witness(folder: Path | str, logs: Sequence[str]) -> Witness:
    """The witness of a folder that `init_witness` made; ``logs`` are public keys of logs, or files that hold them.

    Raises UsageError ``verify.key``, ``verify.unreadable``; InfrastructureError ``keys.missing``, ``keys.permissions``.
    """
    cosigner = Cosigner(load_signer(Path(folder)))
    return Witness(cosigner, tuple(map(read_key, logs)), Path(folder) / _CHECKPOINTS)
