"""What a verdict on a proof establishes, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gate.lean.check_data import AxiomData, ChallengeData, HolesData, KernelData, StatementData
from gate.model.check import Check
from gate.model.judging import Findings


def established(checks: Sequence[Check]) -> Findings:
    """Read the checks of one attempt on a mathematical claim."""
    found = {check.id: check for check in checks}
    shown = [*_about_challenge(found), *_about_statement(found), *_about_axioms(found), *_about_kernels(checks)]
    not_shown: list[str] = []
    missing = [check for check in checks if check.id.startswith("lean.") and not check.passed]
    not_shown += [f"{check.id} did not pass: {check.reason}" for check in missing]
    approval = found.get("lean.approval")
    if approval is None or not approval.passed:
        not_shown.append(
            "That the formal statement says what the claim's prose says: no machine can check it, and no human "
            "has approved it (`gate approve`)."
        )
    else:
        shown.append("A human approved that the formal statement says what the claim's prose says.")
    holes = found.get("lean.holes")
    if holes is not None and holes.passed and (data := holes.data_as(HolesData)):
        shown += [f"A human approved the value {hole['value']} of {hole['name']}." for hole in data["holes"]]
    return Findings(tuple(shown), tuple(not_shown))


def _about_challenge(found: Mapping[str, Check]) -> Iterator[str]:
    check = found.get("lean.challenge")
    data = None if check is None else check.data_as(ChallengeData)
    if data is None:
        return
    toolchain = data["toolchain"]
    yield (
        f"Toolchain: {toolchain['name']}, Lean {toolchain['lean']}, library {toolchain['library_sha256']}, "
        f"image {toolchain['image']}."
    )
    for target in data["targets"]:
        if target is not None:
            yield f"The challenge states, as elaborated: {target['signature']}"


def _about_statement(found: Mapping[str, Check]) -> Iterator[str]:
    check = found.get("lean.statement")
    if check is None or not check.passed:
        return
    yield "The solution states exactly this, and every definition that it rests on is the challenge's."
    data = check.data_as(StatementData)
    for constant in data["from_challenge"] if data else ():
        if constant is not None:
            value = f" := {constant['value']}" if "value" in constant else ""
            yield f"Defined by the challenge: {constant['signature']}{value}"


def _about_axioms(found: Mapping[str, Check]) -> Iterator[str]:
    check = found.get("lean.axioms")
    if check is None or not check.passed:
        return
    data = check.data_as(AxiomData)
    if data is None:
        return
    used = data["used"]
    yield (
        f"The proof rests on {data['constants']} constants and on "
        + (f"the axioms {', '.join(used)}." if used else "no axioms.")
    )


def _about_kernels(checks: Sequence[Check]) -> Iterator[str]:
    for check in checks:
        if check.passed and (check.id == "lean.kernel" or check.id.startswith("lean.kernel-")):
            yield f"{check.id}: {check.reason}.{_identity(check.data_as(KernelData) or {})}"


def _identity(data: KernelData) -> str:
    if "identity" not in data:
        return ""
    kernel = data["identity"]
    version = f", version {kernel['version']}" if kernel["version"] else ""
    return f" Kernel: {kernel['name']}{version}, image {kernel['image']}."
