"""A third judge, as a package of somebody else's would bring it: a claim that an artifact holds so many lines.

It has a kind of claim, a kind of artifact, a manifest and a level of its own, and knows nothing of the other judges.
"""

from types import MappingProxyType
from typing import Literal

from gate.model.artifact import Artifact, Body
from gate.model.base import Contract
from gate.model.check import failed, passed
from gate.model.claim import Claim
from gate.model.digest import Digest, canonical_json
from gate.model.errors import Fault, InputError
from gate.model.judging import ApprovalSubject, Findings, Meaning, Replay, Specification, no_specification
from gate.model.paths import SafePath
from gate.model.table import Table
from gate.model.verdict import Verdict


class Glossary(Contract):
    path: SafePath = "glossary.txt"
    sha256: Digest | None = None


class CountingClaim(Claim):
    kind: Literal["counting"]
    lines: int | None = None
    glossary: Glossary = Glossary()


class Listing(Body):
    kind: Literal["listing"]


def from_index(files):
    """A folder with ``INDEX`` is an artifact of every other file."""
    body = Listing(kind="listing", files=tuple(sorted(files)))
    return Artifact.model_construct(contract="gate-artifact-v1", title="", author="", body=body)


class CountingJudge:
    claim = CountingClaim
    body = Listing
    manifests = MappingProxyType({"INDEX": from_index})
    approvals = ("glossary",)
    levels = MappingProxyType({"counted": Meaning("every line was counted", "whether the lines say anything")})

    def load(self, claim):
        if claim.lines is None:
            raise no_specification(claim, "say how many lines there are")
        return Specification({claim.glossary.path: claim.glossary.sha256}, toolchain="counter-1")

    def approval_subject(self, claim, files, artifact=None):
        if claim.glossary.path not in files:
            raise InputError("claim.no-glossary", "there is no glossary", fault=Fault.CLAIM)
        return ApprovalSubject("glossary", Digest.of(files[claim.glossary.path]))

    def methods(self, claim):
        return ()

    def meaning(self, level, checks):
        return self.levels.get(level, Meaning())

    def required(self, claim, policy):
        return ("count.lines", "count.approval")

    def judge(self, case, journal, sandbox):
        journal.stage("count")
        found = sum(case.artifact_files[name].count(b"\n") for name in case.artifact.body.files)
        evidence = {"count": journal.keep(canonical_json(found))}
        make = passed if found == case.claim.lines else failed
        more = () if found == case.claim.lines else ("another-number",)
        approved = Digest.of(case.claim_files[case.claim.glossary.path]) in case.approved
        return (
            make("count.lines", *more, f"there are {found} lines", evidence=evidence, data={"lines": found}),
            *([passed("count.approval", "a human read the glossary")] if approved else []),
        )

    def corroborate(self, claim, own, earlier, evidence):
        (mine,) = (check for check in own.checks if check.id == "count.lines")
        for other in earlier:
            (theirs,) = (check for check in other.checks if check.id == "count.lines")
            same = evidence(mine.evidence["count"]) == evidence(theirs.evidence["count"])
            return (passed("count.again", "counted twice") if same else failed("count.again", "differs", "differs"),)
        return ()

    def level(self, verdict, checks):
        return "counted" if verdict is Verdict.VERIFIED else ""

    def explain(self, checks):
        rows = tuple((check.id, str(check.data["lines"])) for check in checks if check.data)
        return Findings(
            ("It was counted.",),
            ("Whether lines matter.",),
            (Table(title="Lines", columns=("check", "lines"), rows=rows),),
        )

    def replay(self, checks, evidence):
        counts = [evidence(check.evidence["count"]) for check in checks if check.evidence]
        return Replay(self, {"counts": len(counts)}, ("count again",))
