"""Asking the policy's witnesses to cosign the newest checkpoint, and keeping what they sign with it."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor

from gate.documents.error import ErrorDetail
from gate.documents.log import CosignReport, WitnessProblem
from gate.engine.inputs.trust import trust_of
from gate.engine.workspace import Workspace
from gate.log.checkpoint import Trust, open_checkpoint
from gate.log.note import NoteSignature
from gate.log.rotation import KeyChain
from gate.log.witness.client import request_cosignatures
from gate.model.errors import GateError, IntegrityError, NothingToCheckError
from gate.store.ledger import Snapshot

_LOOKED_BACK = 64
"""Checkpoints that are looked through for the size that the witnesses cosigned last; they name it themselves if not."""

_logger = logging.getLogger(__name__)


def cosign(workspace: Workspace) -> CosignReport:
    """Ask every witness of the policy at once, and keep what they sign.

    What went wrong with one is in the report, and keeps nothing from the others. Raises NothingToCheckError
    ``cosign.nothing`` when the policy names no URL.
    """
    settings = workspace.policy.log
    if not settings.witness_urls:
        raise NothingToCheckError(
            "cosign.nothing", "the policy names no witness to ask", hint="log.witness_urls and log.cosigners name them"
        )
    trust = trust_of(workspace)
    ledger = workspace.ledger
    with ledger.snapshot() as snapshot:
        size, old = snapshot.size(), _cosigned_size(snapshot, trust)
        note = snapshot.checkpoint(size).encode("utf-8")

    def ask(url: str) -> tuple[NoteSignature, ...] | WitnessProblem:
        try:
            return request_cosignatures(
                url, note, lambda smaller: ledger.consistency(smaller, size), trust.witnesses, old=old
            )
        except GateError as error:
            return WitnessProblem(url=url, error=ErrorDetail.of(error))

    with ThreadPoolExecutor(max_workers=len(settings.witness_urls)) as pool:
        answers = list(pool.map(ask, settings.witness_urls))
    found = [line for answer in answers if isinstance(answer, tuple) for line in answer]
    if found:
        ledger.add_cosignatures(size, found)
    with ledger.snapshot() as snapshot:
        signed = _witnesses(snapshot, size, trust, snapshot.key_chain())
    return CosignReport(
        size=size,
        cosigners=signed,
        required=trust.required,
        problems=tuple(answer for answer in answers if isinstance(answer, WitnessProblem)),
    )


def cosign_after_writing(workspace: Workspace) -> None:
    """As `cosign`, unless all known witnesses have signed; what goes wrong is a warning, since all is recorded."""
    if not workspace.policy.log.witness_urls:
        return
    try:
        trust = trust_of(workspace)
        with workspace.ledger.snapshot() as snapshot:
            signed = _witnesses(snapshot, snapshot.size(), trust, snapshot.key_chain())
            if len(signed) == len(trust.witnesses):
                return
        report = cosign(workspace)
    except GateError as error:
        _logger.warning("the witnesses were not asked: %s", error)
        return
    for problem in report.problems:
        _logger.warning("witness %s: %s: %s", problem.url, problem.error.code, problem.error.message)
    if len(report.cosigners) < report.required:
        _logger.warning(
            "%d of %d required witnesses signed; `gate log cosign` asks again", len(report.cosigners), report.required
        )


def _cosigned_size(snapshot: Snapshot, trust: Trust) -> int:
    """The newest size that some witness cosigned; 0 when none is found soon."""
    chain = snapshot.key_chain()
    sizes = snapshot.checkpoint_sizes(_LOOKED_BACK)
    return next((size for size in sizes if _witnesses(snapshot, size, trust, chain)), 0)


def _witnesses(snapshot: Snapshot, size: int, trust: Trust, chain: KeyChain) -> tuple[str, ...]:
    """The ids of the witnesses whose signatures count on a checkpoint."""
    note = snapshot.checkpoint(size).encode("utf-8")
    known = Trust(trust.origin, (chain.in_charge(size),), trust.witnesses)
    try:
        signed = open_checkpoint(note, known, newest=snapshot.entry(size - 1).time)
    except IntegrityError:
        return ()
    return tuple(key.id for key in signed.witnesses)
