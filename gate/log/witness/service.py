"""What a witness does with a request: it cosigns a log that has only grown since the last time, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gate.log.checkpoint import Checkpoint, read_checkpoint
from gate.log.keys import VerifierKey
from gate.log.merkle import verify_consistency
from gate.log.note import open_note
from gate.log.witness.cosigner import Cosigner
from gate.log.witness.request import SIZE_TYPE, AddCheckpoint
from gate.model.digest import Digest
from gate.model.errors import IntegrityError
from gate.system.files import make_folder, read_regular, write_whole
from gate.system.http import Answer
from gate.system.locks import exclusive

TEXT = "text/plain"
_MAX_STATE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness of some logs; ``folder`` keeps for each the newest checkpoint that it cosigned.

    Processes may share a folder: comparing and keeping is one step, under a lock.
    """

    cosigner: Cosigner
    logs: tuple[VerifierKey, ...]
    """The keys that are trusted; a key's name is its log's origin. A log may have several."""
    folder: Path
    clock: Callable[[], float] = time.time

    def add_checkpoint(self, body: bytes) -> Answer:
        """Answer a request (C2SP tlog-witness, ``add-checkpoint``). Raises OSError when the folder cannot be used."""
        try:
            request = AddCheckpoint.parse(body)
            head, note = read_checkpoint(request.checkpoint)
        except IntegrityError as error:
            return _text(400, error.message)
        keys = [key for key in self.logs if key.name == head.origin]
        if not keys:
            return _text(404, "this log is not known here")
        try:
            open_note(request.checkpoint, keys)
        except IntegrityError as error:
            return _text(403, error.message)
        if request.old > head.size:
            return _text(400, "the old size is larger than the checkpoint's")
        make_folder(self.folder)
        with exclusive(self.folder):
            known = self._known(head.origin)
            refused = _refusal(request, head, known)
            if refused is not None:
                return refused
            if known != head:
                write_whole(self._path(head.origin), request.checkpoint)
        line = self.cosigner.cosign(note.text, int(self.clock()))
        return Answer(200, TEXT, line.to_text().encode("utf-8"))

    def _known(self, origin: str) -> Checkpoint | None:
        """What was cosigned last of a log."""
        try:
            return read_checkpoint(read_regular(self._path(origin), _MAX_STATE_BYTES))[0]
        except FileNotFoundError:
            return None

    def _path(self, origin: str) -> Path:
        return self.folder / f"{Digest.of(origin.encode('utf-8')).hex}.checkpoint"


def _refusal(request: AddCheckpoint, head: Checkpoint, known: Checkpoint | None) -> Answer | None:
    """Why the checkpoint is not cosigned, if it is not."""
    size = known.size if known else 0
    if request.old != size:
        return Answer(409, SIZE_TYPE, f"{size}\n".encode("ascii"))
    if known and known.size == head.size and known.root != head.root:
        return Answer(409, SIZE_TYPE, f"{size}\n".encode("ascii"))
    try:
        if known is None or known.size == 0:
            if request.proof:
                raise IntegrityError("proof.malformed", "there is nothing to prove from size 0")
        else:
            verify_consistency(known.size, head.size, known.root, head.root, request.proof)
    except IntegrityError as error:
        return _text(422, error.message)
    return None


def _text(status: int, message: str) -> Answer:
    return Answer(status, TEXT, f"{message}\n".encode())
