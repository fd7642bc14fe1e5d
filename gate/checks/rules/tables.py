"""One table of rules for each kind of subject."""

from __future__ import annotations

from gate.checks.finding import Hit
from gate.checks.rule import Table
from gate.checks.subject import ArtifactSubject, ChangeSubject, ProofSubject, RecordSubject, RepositorySubject

RECORD: Table[RecordSubject, Hit] = Table()
ARTIFACT: Table[ArtifactSubject, Hit] = Table()
CHANGE: Table[ChangeSubject, Hit] = Table()
PROOF: Table[ProofSubject, Hit] = Table()
REPOSITORY: Table[RepositorySubject, tuple[str, Hit]] = Table()
"""Each hit with the file that it is about."""
