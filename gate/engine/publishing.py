"""What leaves a store: bundles, exports, anchors, and what keeps its log honest with others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Unpack

from gate.documents.bundle import BundleWritten
from gate.documents.log import AnchorReport, CosignReport, ExportReport, KeyReport, MonitorReport
from gate.engine.arguments import checked_methods
from gate.engine.history.find import AttemptChoice, find_attempt
from gate.engine.inputs.rotation import next_key
from gate.engine.publish.anchor import anchor
from gate.engine.publish.bundle import envelopes_of, make_bundle
from gate.engine.publish.cosign import cosign
from gate.engine.publish.export import export_log
from gate.engine.publish.monitor import monitor
from gate.engine.publish.output import refuse_existing, write_output
from gate.engine.session import Session


@checked_methods
class Publishing(Session):
    """A session with what leaves the store; `gate.engine.api.Gate` has the rest."""

    def bundle(self, name: str, **choice: Unpack[AttemptChoice]) -> bytes:
        """One file from which a stranger can verify the verdict offline.

        Raises UsageError ``attempt.unknown``, ``claim.ambiguous``, ``bundle.open-attempt``.
        """
        view = find_attempt(self._workspace, name, **choice)
        return make_bundle(self._workspace, view)

    def write_bundle(
        self, name: str, path: Path | str, *, force: bool = False, **choice: Unpack[AttemptChoice]
    ) -> BundleWritten:
        """Write the bundle to a file, and its DSSE envelopes to ``<path>.intoto.jsonl``.

        Only with ``force`` they take the place of files that are there.

        Raises as `bundle` does; UsageError ``bundle.exists``, InfrastructureError ``bundle.write``.
        """
        envelopes = Path(f"{path}.intoto.jsonl")
        for place in (Path(path), envelopes):
            refuse_existing(place, what="bundle", force=force)
        data = self.bundle(name, **choice)
        write_output(envelopes, envelopes_of(data), what="bundle")
        write_output(Path(path), data, what="bundle")
        return BundleWritten(path=str(path), bytes=len(data), key=self.public_key, envelopes=str(envelopes))

    def export(self, path: Path | str, *, logged: bool = True) -> ExportReport:
        """Export the whole log: a new ``.jsonl`` file, or a folder for tlog-tiles.

        It is itself logged first, unless it is not to be ``logged``: then the store is only read. Raises UsageError
        ``export.exists``.
        """
        size, root = export_log(self._writable() if logged else self._workspace, Path(path), logged=logged)
        return ExportReport(path=str(path), size=size, root=root.hex())

    def anchor(self, repository: Path | str, *, timestamp: str | None = None) -> AnchorReport:
        """Commit the newest checkpoint to a git repository, where others can see it.

        ``timestamp`` is the URL of an RFC 3161 authority whose token is committed as well (extra ``timestamp``).
        Raises UsageError ``anchor.no-repository``, ``extra.missing``.
        """
        done = anchor(self._workspace, Path(repository), timestamp)
        return AnchorReport(commit=done.commit, path=done.path, token=done.token)

    def monitor(self, *, anchors: Sequence[Path | str] = (), logs: Sequence[str] = ()) -> MonitorReport:
        """Compare the log with anchors (git repositories) and published logs (tiles folder, checkpoint file or URL).

        What differs is the report's ``problem``. Raises UsageError ``monitor.nothing``, InfrastructureError
        ``monitor.unreachable``.
        """
        return monitor(self._workspace, anchors=map(Path, anchors), logs=logs)

    def cosign(self) -> CosignReport:
        """Ask the witnesses of the policy to cosign the newest checkpoint; the report has what went wrong.

        Raises NothingToCheckError ``cosign.nothing``.
        """
        self._asked_witnesses = True  # once is enough: closing the store does not ask again
        return cosign(self._writable())

    def rotate_key(
        self,
        name: str,
        *,
        protect: bool = False,
        passphrase_file: Path | str | None = None,
        command: str | None = None,
        public_key: Path | str | None = None,
    ) -> KeyReport:
        """Make a new signing key, with files of this name, and put it in charge.

        To ``protect`` it, a passphrase is asked for, or read from ``passphrase_file``. With ``command`` the private key
        stays elsewhere: the command (words as a shell splits them) signs its stdin, and ``public_key`` is a file with
        the public half. Raises UsageError ``keys.…``, InfrastructureError ``keys.command``.
        """
        ledger = self._writable().ledger
        new = next_key(
            ledger.home,
            ledger.origin,
            name,
            protect=protect,
            passphrase_file=None if passphrase_file is None else Path(passphrase_file),
            command=command,
            public_key=None if public_key is None else Path(public_key),
        )
        ledger.put_in_charge(new)
        return KeyReport(public_key=str(new.verifier))
