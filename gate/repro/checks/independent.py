"""R5: does an independent second implementation agree? The engine brings the artifacts that were VERIFIED earlier.

That two artifacts are independent is stated, not proven: they must share no file, and differ in image or author.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gate.model.artifact import Artifact
from gate.model.check import Check, failed, inconclusive, passed
from gate.model.digest import Digest
from gate.model.expected import Expected
from gate.model.judging import Evidence, Judged
from gate.repro.check_data import AgreementData, IndependentData
from gate.repro.checks.observed import as_data, some, typical
from gate.repro.claim.parts import Part, all_parts
from gate.repro.runs.execute import base_outputs
from gate.repro.runs.results import Refusal, ResultReader, Values

INDEPENDENT = "repro.independent"


@dataclass(frozen=True, slots=True)
class Party:
    """One artifact and the values of its base runs."""

    artifact: Artifact
    files: Mapping[str, bytes]
    results: Sequence[Values]


def party(
    expected: Expected, artifact: Artifact, files: Mapping[str, bytes], kept: Sequence[Mapping[str, bytes]]
) -> Party:
    """A party from the output files that its base runs left. Raises InputError (fault: claim).

    ``kept`` holds one mapping of output name to bytes per base run. Outputs that cannot be read are left out.
    """
    reader = ResultReader(expected, all_parts(expected), getattr(artifact.body, "result", ""))
    read = [reader.read(outputs) for outputs in kept]
    return Party(artifact, files, [values for values in read if not isinstance(values, Refusal)])


def corroborate(expected: Expected, own: Judged, earlier: Iterable[Judged], evidence: Evidence) -> tuple[Check, ...]:
    """The check `repro.independent` against the newest of ``earlier``; nothing where there is nothing to compare.

    Raises IntegrityError when the outputs of either are damaged.
    """
    mine = _party(expected, own, evidence)
    other = next(iter(earlier), None) if mine.results else None
    if other is None:
        return ()
    return (independent_check(expected, mine, _party(expected, other, evidence)),)


def _party(expected: Expected, judged: Judged, evidence: Evidence) -> Party:
    """The artifact with the outputs that its base runs left, as the evidence of its checks names them."""
    named = {name: digest for check in judged.checks for name, digest in check.evidence.items()}
    kept = [{name: evidence(digest) for name, digest in outputs.items()} for outputs in base_outputs(named)]
    return party(expected, judged.artifact, judged.files, kept)


def shared(mine: Party, other: Party) -> str | None:
    """Why the two do not count as independent, or None."""
    own = {Digest.of(mine.files[name]): name for name in mine.artifact.body.files if name in mine.files}
    for name in other.artifact.body.files:
        if name in other.files and Digest.of(other.files[name]) in own:
            return f"both contain the same file ({own[Digest.of(other.files[name])]})"
    images = {getattr(party.artifact.body, "image", "") for party in (mine, other)}
    authors = {party.artifact.author.strip().casefold() for party in (mine, other)}
    if len(images) == 1 and (len(authors) == 1 or "" in authors):
        return "both name the same image, and no two different authors"
    return None


def _agreement(part: Part, first: Sequence[Values], second: Sequence[Values]) -> AgreementData:
    """Whether the second party's value is within the rule's tolerance of the first's.

    Random parts are compared by their means, within the prediction interval of the first party's runs if it is wider.
    """
    runs = [value for values in first if isinstance(value := values[part.name], Decimal)] if part.random else []
    one, other = typical(part, first), typical(part, second)
    found = part.rule.agree(other, one, scale=Decimal(1), runs=runs)
    return {
        "name": part.name,
        "first": as_data(one),
        "second": as_data(other),
        "inside": found.inside,
        "distance": found.distance,
        "tolerance": found.tolerance,
    }


def independent_check(expected: Expected, mine: Party, other: Party) -> Check:
    """The check `repro.independent`: an undecided one when the two cannot be compared.

    Raises InputError (fault: claim).
    """
    parts = all_parts(expected)
    if not mine.results or not other.results:
        return inconclusive(INDEPENDENT, "no-results", "one of the two artifacts left no results to compare")
    reason = shared(mine, other)
    if reason is not None:
        return inconclusive(INDEPENDENT, "not-independent", f"the two artifacts do not count as independent: {reason}")
    quantities = [_agreement(part, other.results, mine.results) for part in parts]
    data: IndependentData = {"quantities": quantities}
    differing = [one["name"] for one in quantities if not one["inside"]]
    if differing:
        reason = f"{some(differing)} differ from what an independent artifact computed"
        return failed(INDEPENDENT, "disagree", reason, data=data)
    author = other.artifact.author or "unnamed"
    reason = f"all {len(parts)} values agree with an independent artifact (author: {author}; stated, not proven)"
    return passed(INDEPENDENT, reason, data=data)
