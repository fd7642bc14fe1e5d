"""Anchoring: put the newest checkpoint where its signer cannot take it back, a git repository that others pull."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from gate.engine.inputs.trust import read_named
from gate.engine.workspace import Workspace
from gate.log.checkpoint import read_checkpoint
from gate.model.errors import InfrastructureError, UsageError
from gate.store.seen import require_holds
from gate.system.files import make_folder, write_whole
from gate.system.programs import git

_TIMEOUT_S = 60
_GRANTED = (0, 1)
"""RFC 3161 section 2.4.2: granted, and granted with modifications."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """``path`` is the checkpoint's file in the repository; ``token`` that of its RFC 3161 token, if any."""

    commit: str
    path: str
    token: str | None


def anchor(workspace: Workspace, repository: Path, authority: str | None) -> Anchor:
    """Commit the newest checkpoint; with ``authority`` also an RFC 3161 token over it (extra ``timestamp``).

    The log must have every head of its own that was anchored there before. Raises UsageError when the folder is no git
    repository or the extra is missing, InfrastructureError when git or the disk fails; IntegrityError ``head.…``.
    """
    with workspace.ledger.snapshot() as snapshot:
        for earlier in anchored_checkpoints(repository):
            head = read_checkpoint(earlier)[0]
            if head.origin == workspace.ledger.origin:
                require_holds(snapshot, head, f"anchored in {repository}", where=workspace.ledger.place)
        size = snapshot.size()
        note = snapshot.checkpoint(size).encode("utf-8")
    name = f"checkpoints/{size:012d}"
    _write(repository / name, note)
    token = None
    if authority is not None:
        token = f"{name}.tsr"
        _write(repository / token, _timestamp(note, authority))
    paths = [name] + ([token] if token else [])
    _git(repository, "add", "--", *paths)
    if _git(repository, "status", "--porcelain", "--", *paths):
        _git(
            repository,
            "commit",
            "--quiet",
            "-m",
            f"Checkpoint of {workspace.ledger.origin} at size {size}",
            "--",
            *paths,
        )
    return Anchor(_git(repository, "rev-parse", "HEAD").strip(), name, token)


def anchored_checkpoints(repository: Path) -> list[bytes]:
    """The checkpoints in a repository, smallest tree first. Raises UsageError ``anchor.no-repository``."""
    if not os.path.exists(repository / ".git"):
        raise UsageError("anchor.no-repository", "not a git repository", where=str(repository), hint="git init")
    folder = repository / "checkpoints"
    names = sorted(path for path in folder.iterdir() if path.name.isdigit()) if os.path.isdir(folder) else []
    return [read_named(path) for path in names]


def _write(path: Path, data: bytes) -> None:
    try:
        make_folder(path.parent)
        write_whole(path, data)
    except OSError as problem:
        message = f"the anchor cannot be written: {problem.strerror}"
        raise InfrastructureError("anchor.write", message, where=str(problem.filename or path)) from None


def _git(repository: Path, *arguments: str) -> str:
    return git(repository, *arguments, code="anchor.git").require("anchor.git", where=str(repository)).text


def _timestamp(note: bytes, authority: str) -> bytes:
    try:
        import rfc3161_client
    except ImportError:
        raise UsageError(
            "extra.missing",
            "a timestamp needs the extra 'timestamp'",
            hint="pip install 'verification-gate[timestamp]'",
        ) from None
    import requests

    request = rfc3161_client.TimestampRequestBuilder().data(note).build()
    try:
        answer = requests.post(
            authority,
            data=request.as_bytes(),
            headers={"Content-Type": "application/timestamp-query"},
            timeout=_TIMEOUT_S,
        )
        answer.raise_for_status()
        response = rfc3161_client.decode_timestamp_response(answer.content)
    except (requests.RequestException, ValueError) as error:
        message = f"no timestamp came back: {str(error)[:300]}"
        raise InfrastructureError("anchor.timestamp", message, where=authority) from None
    if response.status not in _GRANTED:
        raise InfrastructureError("anchor.timestamp", f"refused with status {response.status}", where=authority)
    if response.tst_info.message_imprint.message != request.message_imprint.message:
        raise InfrastructureError("anchor.timestamp", "the token is over other bytes", where=authority)
    return answer.content
