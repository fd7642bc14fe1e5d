"""Rules over all records of a repository."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from gate.checks.finding import Hit
from gate.checks.rules.tables import REPOSITORY
from gate.checks.subject import RepositorySubject


@REPOSITORY("REC012")
def record_id_twice(subject: RepositorySubject) -> Iterator[tuple[str, Hit]]:
    files: dict[str, list[str]] = defaultdict(list)
    for file, summary in subject.records.items():
        files[summary.record].append(file)
    for record, named in files.items():
        for file in named if len(named) > 1 else ():
            others = ", ".join(other for other in named if other != file)
            yield file, Hit(("id",), f"another record has the id {record!r}", f"it is in {others}")
