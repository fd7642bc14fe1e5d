"""Whether everything that the log names by digest, and that the store keeps, is there and unchanged."""

from __future__ import annotations

from collections.abc import Iterable

from gate.engine.workspace import Workspace
from gate.log.entry import Entry
from gate.log.kind import Body
from gate.log.kinds import CheckBody, IntakeBody, RunEndBody, kind_of
from gate.model.base import parse_json
from gate.model.check import Check
from gate.model.digest import Digest, Json
from gate.model.errors import InputError, IntegrityError


class Evidence:
    """Fetches and re-hashes what entries name, and what that names in turn: the files of artifact and claim in their
    listings, the outputs of runs, the evidence of checks, the files that a claim pins.

    Everything is fetched once, however often it is named. ``count`` is how much was there; ``problem`` is the first
    that was not, or that could not be read as what it is.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._blobs = workspace.blobs
        self._judges = workspace.judges
        self._seen: set[Digest] = set()
        self._opened_before: set[Digest] = set()
        self._claims: set[tuple[Digest, str | None]] = set()
        self.count = 0
        self.problem: IntegrityError | None = None

    def see(self, entry: Entry[Body]) -> None:
        """Look at what an entry names, until something is damaged."""
        if self.problem is None:
            try:
                self._see(entry)
            except InputError as error:
                self.problem = IntegrityError(
                    "evidence.unreadable", str(error), where=entry.kind, hint="restore the file from a backup"
                )
            except IntegrityError as error:
                self.problem = error

    def _see(self, entry: Entry[Body]) -> None:
        body, kind = entry.body, kind_of(type(entry.body))
        match body:
            case CheckBody() if (check := self._opened(body.digest)) is not None:
                self._fetch_all(Check.from_json(check).evidence.values())
            case IntakeBody():
                self._intake(body, entry.claim)
            case RunEndBody() if entry.record_index:
                self._listed(self._opened(body.outputs), "outputs")
                for whole, part in ((body.stdout, body.stdout_kept), (body.stderr, body.stderr_kept)):
                    if part is None:
                        self._fetch(whole)
        for name in kind.kept + (kind.kept_since_index if entry.record_index else ()):
            digest = getattr(body, name)
            if digest is not None:
                self._fetch(digest)

    def _intake(self, body: IntakeBody, claim_id: str | None) -> None:
        artifact = self._opened(body.artifact_digest)
        if artifact is not None:
            self._listed(artifact.get("files") if isinstance(artifact, dict) else artifact, "artifact")
        if body.inputs is not None:
            self._listed(self._opened(body.inputs), "claim")
        if (body.record_digest, claim_id) not in self._claims:
            self._claims.add((body.record_digest, claim_id))
            record = self._judges.parse_record(self._blobs.get(body.record_digest), where="record")
            pinned = self._judges.files_of(record.claim(claim_id)).values()
            self._fetch_all(digest for digest in pinned if digest is not None)

    def _opened(self, digest: Digest) -> Json | None:
        """The JSON document of a digest; None when it was opened before, so that what it names was fetched."""
        if digest in self._opened_before:
            return None
        self._opened_before.add(digest)
        data = self._blobs.get(digest)
        if digest not in self._seen:
            self._seen.add(digest)
            self.count += 1
        return parse_json(data, where=str(digest))

    def _listed(self, listing: Json | None, what: str) -> None:
        """Fetch what a listing, name to digest, names. Raises InputError when it is none."""
        if listing is None:
            return
        if not isinstance(listing, dict) or not all(isinstance(value, str) for value in listing.values()):
            raise InputError("evidence.unreadable", f"the listing of the {what} is no object of digests")
        self._fetch_all(Digest.parse(str(value)) for value in listing.values())

    def _fetch_all(self, digests: Iterable[Digest]) -> None:
        for digest in digests:
            self._fetch(digest)

    def _fetch(self, digest: Digest) -> None:
        if digest not in self._seen:
            self._blobs.get(digest)
            self._seen.add(digest)
            self.count += 1
