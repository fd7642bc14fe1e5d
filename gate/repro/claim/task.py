"""Before any run: can this claim be judged at all, and does the artifact keep to what it may bring?

Every refusal is an InputError that says whose fault it is. A wrong claim is never charged to the artifact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gate.model.artifact import Script
from gate.model.claim import EmpiricalClaim
from gate.model.digest import Digest
from gate.model.errors import Fault, InputError
from gate.model.expected import DataFile, Expected
from gate.model.judging import Case
from gate.repro.claim.declared import check_expected
from gate.repro.claim.parts import Part


@dataclass(frozen=True, slots=True)
class Task:
    """A claim and an artifact that fit together, ready to be planned."""

    expected: Expected
    parts: tuple[Part, ...]
    script: Script
    data: Mapping[str, bytes]
    files: Mapping[str, bytes]
    """The artifact's files without copies of the claim's data: those the gate itself provides."""

    @property
    def outputs(self) -> tuple[str, ...]:
        """Every file that a run may leave under ``/out``."""
        return self.expected.output_files(self.script.result)


def prepare(case: Case) -> Task:
    """Check claim and artifact. Raises InputError (fault: claim or artifact)."""
    if not isinstance(case.claim, EmpiricalClaim) or case.claim.expected is None:
        raise InputError(
            "claim.no-expected",
            f"claim {case.claim.id} declares no expected results, so no script can be judged against it",
            where="expected",
            hint="add quantities with published values and rules to the claim",
            fault=Fault.CLAIM,
        )
    script = case.artifact.body
    if not isinstance(script, Script):
        raise InputError(
            "artifact.wrong-kind", "an empirical claim needs an artifact of kind 'script'", fault=Fault.ARTIFACT
        )
    expected = case.claim.expected
    parts = check_expected(expected, case.policy.repro)
    data = checked_data(expected.data, case.claim_files, case.policy.repro.data_bytes)
    return Task(expected, parts, script, data, checked_files(expected, script, case.artifact_files))


def checked_data(declared: Sequence[DataFile], files: Mapping[str, bytes], most: int) -> dict[str, bytes]:
    """The declared files, if they are what the claim pins and no more than ``most`` bytes.

    Raises InputError (fault: claim).
    """
    data: dict[str, bytes] = {}
    for file in declared:
        where = f"expected.data.{file.path}"
        if file.path not in files:
            raise InputError(
                "claim.data-missing",
                f"the data file {file.path} is not beside the record",
                where=where,
                hint="put it there, relative to the record file",
                fault=Fault.CLAIM,
            )
        content = files[file.path]
        if Digest.of(content) != file.sha256:
            raise InputError(
                "claim.data-differs",
                f"{file.path} is {Digest.of(content)}, the claim says {file.sha256}",
                where=where,
                hint="restore the cited file",
                fault=Fault.CLAIM,
            )
        data[file.path] = content
        if sum(map(len, data.values())) > most:
            raise InputError("claim.data-too-large", f"the policy takes {most} bytes", where=where, fault=Fault.CLAIM)
    return data


def checked_files(expected: Expected, script: Script, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The artifact's files without copies of the claim's data.

    Raises InputError (fault: artifact) for one that is missing, or that would stand in for data.
    """
    pinned = {file.path: file.sha256 for file in expected.data}
    known = set(pinned.values())
    kept: dict[str, bytes] = {}
    for name in script.files:
        if name not in files:
            raise InputError(
                "artifact.file-missing",
                f"the artifact lists {name} but does not hold it",
                where=name,
                fault=Fault.ARTIFACT,
            )
        digest = Digest.of(files[name])
        if name in pinned and digest != pinned[name]:
            raise InputError(
                "artifact.data-differs",
                f"{name} is {digest}, but the claim's data file is {pinned[name]}",
                where=name,
                hint="an artifact cannot bring its own data; remove the file",
                fault=Fault.ARTIFACT,
            )
        if digest not in known:
            kept[name] = files[name]
    return kept
