"""An opened store: how it is made, opened and closed, and what may be done with it then."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from gate.documents.machine import RecoveryReport, StoreReport
from gate.engine.arguments import checked_methods
from gate.engine.attempt.recovery import recover
from gate.engine.judges import JUDGES, Judges
from gate.engine.publish.cosign import cosign_after_writing
from gate.engine.workspace import Workspace, default_home, found_home, unique_origin
from gate.model.errors import UsageError
from gate.model.policy import Policy
from gate.model.progress import Guarded, Progress, Silent
from gate.sandbox.interface import Sandbox
from gate.store.keys import begun_origin


@checked_methods
class Session:
    """A store from its opening to its `close`; `gate.engine.api.Gate` is what is done with it."""

    def __init__(
        self, workspace: Workspace, *, read_only: bool, progress: Progress | None, sandbox: Sandbox | None
    ) -> None:
        """Use `open` or `init`."""
        self._opened: Workspace | None = workspace
        self._read_only = read_only
        self._progress = Silent() if progress is None else Guarded(progress)
        self._sandbox = sandbox
        self._recovered: tuple[str, ...] = ()
        self._asked_witnesses = False
        self._resources = ExitStack()
        self._resources.callback(workspace.ledger.close)

    @classmethod
    def open(
        cls,
        home: Path | str | None = None,
        *,
        read_only: bool = False,
        policy: Path | str | None = None,
        progress: Progress | None = None,
        sandbox: Sandbox | None = None,
        judges: Judges = JUDGES,
    ) -> Self:
        """Open a store that `init` made.

        ``read_only`` writes nothing, needs no private key, and does with permission to read; otherwise attempts that a
        crash left open are first closed as INCONCLUSIVE (`recovery` lists them). ``home`` is the store's folder
        (by default `found_home`); ``policy`` a file to judge under instead of the store's own. ``progress`` is
        called as an attempt goes on, and decides nothing: what it raises is logged. ``sandbox`` runs containers; by
        default this machine's Docker does, from the first run on. ``judges`` are those that judge, by default all that
        come with gate.

        The store must continue the last head that this user saw of it; `recover_store` goes on from a backup.

        Raises UsageError ``store.not-initialised``, ``store.version``; InputError for a wrong policy; IntegrityError
        ``store.database-missing``, ``head.…``.
        """
        chosen = None if policy is None else Path(policy)
        workspace = Workspace.open(
            _folder(found_home() if home is None else home), policy=chosen, judges=judges, read_only=read_only
        )
        opened = cls(workspace, read_only=read_only, progress=progress, sandbox=sandbox)
        if not read_only:
            try:
                opened._recovered = tuple(attempt.id for attempt in recover(workspace))
            except BaseException:
                opened.close()
                raise
        return opened

    @classmethod
    def init(
        cls,
        home: Path | str | None = None,
        *,
        origin: str | None = None,
        progress: Progress | None = None,
        sandbox: Sandbox | None = None,
        judges: Judges = JUDGES,
        remember: bool = True,
    ) -> Self:
        """Make a store (ledger, blobs, policy, signing key) and open it.

        ``origin`` is the log's name in checkpoints, a schema-less URL; by default one that no other log has
        (`unique_origin`). Unless it is a store for a moment, this user should ``remember`` its last head, so that a
        store that was set back is noticed. Raises UsageError ``store.already-initialised``, ``store.not-empty``,
        ``store.origin``; IntegrityError ``store.database-missing``.
        """
        folder = _folder(home)
        name = origin or begun_origin(folder) or unique_origin()
        workspace = Workspace.create(folder, origin=name, judges=judges, remember=remember)
        return cls(workspace, read_only=False, progress=progress, sandbox=sandbox)

    def close(self) -> None:
        """Give database and sandbox back. Every later use raises UsageError ``store.closed``, another `close` not.

        After writing, the witnesses of the policy are asked first; what goes wrong with them is a logged warning.
        """
        self._end(after_writing=not self._read_only)

    def __enter__(self) -> Self:
        self._workspace  # noqa: B018 - refuses when closed
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end(after_writing=error is None and not self._read_only)

    @property
    def public_key(self) -> str:
        """The C2SP verifier key that signs the log's checkpoints."""
        return self._workspace.ledger.vkey

    @property
    def policy(self) -> Policy:
        """What is judged under."""
        return self._workspace.policy

    def store(self) -> StoreReport:
        """Where the store is, the log's name, and its public key."""
        ledger = self._workspace.ledger
        return StoreReport(home=str(self._workspace.home), origin=ledger.origin, public_key=ledger.vkey)

    def recovery(self) -> RecoveryReport:
        """The attempts that a crash had left open and that were closed when this store was opened for writing."""
        return RecoveryReport(closed=self._recovered)

    def _end(self, *, after_writing: bool) -> None:
        workspace, self._opened = self._opened, None
        with self._resources:
            if workspace is not None and after_writing and not self._asked_witnesses:
                cosign_after_writing(workspace)

    @property
    def _workspace(self) -> Workspace:
        if self._opened is None:
            raise UsageError("store.closed", "the store was closed", hint="open it again with Gate.open")
        return self._opened

    def _writable(self) -> Workspace:
        workspace = self._workspace
        if self._read_only:
            raise UsageError(
                "store.opened-read-only", "the store was opened for reading only", hint="open it with read_only=False"
            )
        return workspace

    def _open_sandbox(self) -> Sandbox:
        """This machine's Docker, connected when the first run is due."""
        if self._sandbox is None:
            from gate.sandbox.docker_sandbox import DockerSandbox

            self._sandbox = self._resources.enter_context(DockerSandbox(slots=max(2, os.cpu_count() or 1)))
        return self._sandbox


def _folder(home: Path | str | None) -> Path:
    """The store's folder. Raises UsageError ``store.place`` where no folder can be."""
    folder = (default_home() if home is None else Path(home)).absolute()
    try:
        if not stat.S_ISDIR(os.stat(folder).st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    except (FileNotFoundError, PermissionError):
        pass  # whoever opens it says so
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no folder can have this name"
        hint = "name another folder by --home or GATE_HOME"
        raise UsageError("store.place", f"no store can be here: {reason}", where=str(folder), hint=hint) from None
    return folder
