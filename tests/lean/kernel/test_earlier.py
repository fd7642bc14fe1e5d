"""What the gate's own kernel accepted before: who may add to it, to whom it belongs, and what damage does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gate.lean.core.names import Name
from gate.lean.kernel import own
from gate.lean.kernel.closure import closure
from gate.lean.kernel.earlier import EarlierRuns
from gate.lean.kernel.own import ACCEPTED, CHECK
from gate.lean.kernel.run import kernel_checks
from gate.lean.olean.cache import OleanCache
from gate.model.check import Check, Outcome
from gate.model.digest import Digest
from gate.model.errors import InfrastructureError
from gate.model.policy import GateKernel, LeanPolicy
from tests.lean.corpus import Notes
from tests.lean.kernel.test_official import TOOLCHAIN
from tests.lean.kernel.test_own import ACCEPTS, REJECTS, LocalSandbox, wrong
from tests.lean.mini import HIDDEN, SELF, TWO, Mini

LIBRARY = (HIDDEN,)


class Host:
    """A machine with a cache; ``judge`` is one verdict on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = OleanCache(folder / "cache")
        self.toolchain = TOOLCHAIN.image
        self.is_library: Callable[[Name], bool] = LIBRARY.__contains__
        self.policy = LeanPolicy(gate_kernel=GateKernel())
        self.targets: tuple[Name, ...] = (HIDDEN, SELF)

    def judge(self, mini: Mini | None = None, *, official: dict[str, object] = ACCEPTS, **changed: object) -> Check:
        mini, self.journal = mini or Mini(), Notes()
        self.sandbox = LocalSandbox(self.folder, official, changed or None)
        found = closure(mini.terms, mini.lookup, self.targets)
        earlier = EarlierRuns(self.cache, self.toolchain, self.is_library)
        checks = kernel_checks(self.sandbox, TOOLCHAIN, found, self.policy, self.journal, earlier)
        (second,) = [check for check in checks if check.id == CHECK]
        return second

    @property
    def sent(self) -> bytes:
        """The digests that the last container was given."""
        return self.sandbox.specs[1].inputs[ACCEPTED]

    def files(self) -> list[Path]:
        return [path for path in (self.folder / "cache").rglob("*") if path.is_file() and path.name != "index.json"]


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


def test_the_library_is_checked_once_and_the_submission_every_time(host: Host) -> None:
    first = host.judge()
    assert (first.passed, first.data["reused"], host.sent) == (True, 0, b"")
    second = host.judge()
    assert (second.passed, second.data["reused"], second.data["declarations"]) == (True, 1, 4)
    assert second.reason.endswith("accepted all 4 declarations, from nothing, 1 of them in an earlier run")
    assert len(host.sent) == 32
    assert host.journal.blobs[second.evidence["accepted"]] == host.sent
    assert host.judge().data["reused"] == 1


def test_a_policy_may_have_everything_checked(host: Host) -> None:
    host.judge()
    host.policy = LeanPolicy(gate_kernel=GateKernel(reuse=False))
    check = host.judge()
    assert check.passed
    assert "reused" not in check.data
    assert ACCEPTED not in host.sandbox.specs[1].inputs
    assert "accepted" not in check.evidence


def test_reuse_leaves_earlier_policies_as_they_were() -> None:
    assert "reuse" not in GateKernel().model_dump(mode="json")
    assert GateKernel(reuse=False).model_dump(mode="json")["reuse"] is False


def test_a_library_name_with_another_body_is_checked(host: Host) -> None:
    """``hidden`` was accepted as the library's; an artifact that brings another one of this name gains nothing."""
    host.judge()
    mini = Mini()
    mini.change(HIDDEN, value=mini.terms.sort(0))
    check = host.judge(mini)
    assert len(host.sent) == 32
    assert (check.code, check.data["rule"], check.data["declaration"]) == (
        "kernels-disagree",
        "declaration-type",
        str(HIDDEN),
    )


def test_a_library_constant_over_another_closure_is_checked(host: Host) -> None:
    """``rests`` mentions ``hidden``, which mentions ``two``: another ``two`` makes it another declaration."""
    mini = Mini()
    rests = mini.definition("rests", mini.terms.sort(0), mini.terms.const(HIDDEN))
    host.is_library = (rests,).__contains__
    host.targets = (rests,)
    mini.change(rests, type=mini.constants[HIDDEN].type)
    host.judge(mini)
    assert host.judge(mini).data["reused"] == 1
    mini.change(TWO, hints=7)
    check = host.judge(mini)
    assert (check.passed, len(host.sent), check.data["reused"]) == (True, 32, 0)


@pytest.mark.parametrize("refused", ["rejected", "inconclusive", "official", "incomplete"])
def test_only_an_accepting_run_adds_to_it(host: Host, refused: str) -> None:
    if refused == "rejected":
        host.judge(wrong(), official=REJECTS)
    elif refused == "inconclusive":
        host.judge(result="inconclusive", new=[[3, "ab" * 32]])
    elif refused == "incomplete":
        with pytest.raises(InfrastructureError):
            host.judge(declarations=3)
    else:  # the official kernel's answer is its own matter
        host.judge(official=REJECTS)
        assert host.files()
        return
    assert host.files() == []


@pytest.mark.parametrize("number", [-1, 4, 10**9])
def test_a_digest_of_no_declaration_is_a_fault_of_the_machine(host: Host, number: int) -> None:
    with pytest.raises(InfrastructureError) as caught:
        host.judge(new=[[number, "ab" * 32]])
    assert caught.value.code == "kernel.units"
    assert host.files() == []


@pytest.mark.parametrize("new", [[[0, "AB" * 32]], [[0, "ab"]], [["0"]], "ab", [[0, "ab" * 32, 1]]])
def test_a_malformed_digest_is_no_answer(host: Host, new: object) -> None:
    check = host.judge(new=new)
    assert (check.outcome, check.code) == (Outcome.INCONCLUSIVE, "kernel-crashed")
    assert host.files() == []


def test_another_kernel_image_or_toolchain_starts_anew(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    host.judge()
    host.toolchain = "sha256:" + "3" * 64
    host.judge()
    assert host.sent == b""
    host.toolchain = TOOLCHAIN.image
    host.judge()
    assert len(host.sent) == 32
    earlier = EarlierRuns(host.cache, host.toolchain, host.is_library)
    program, image = Digest.of(own.program()), host.sandbox.image_id("base")
    assert earlier.of(program, image).digests == host.sent
    assert earlier.of(program, "sha256:" + "2" * 64).digests == b""
    assert earlier.of(Digest.of(b"another version"), image).digests == b""
    changed = own.program() + b" "
    monkeypatch.setattr(own, "program", lambda: changed)
    assert EarlierRuns(host.cache, host.toolchain, host.is_library).of(Digest.of(own.program()), image).digests == b""


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-1], lambda data: bytes(32), None])
def test_a_damaged_entry_is_none_and_is_made_again(host: Host, damage: Callable[[bytes], bytes] | None) -> None:
    host.judge()
    (file,) = host.files()
    before = file.read_bytes()
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage(before))
    check = host.judge()
    assert (check.passed, check.data["reused"], host.sent) == (True, 0, b"")
    host.judge()
    assert host.sent == before


def test_a_poisoned_entry_does_not_carry_a_false_proof(host: Host) -> None:
    """Who forges digests and index, as the host's operator can, still has to convince the official kernel."""
    host.is_library = lambda name: True
    accepted = host.judge(wrong(), official=REJECTS)
    assert accepted.code == "kernel-rejected"
    poisoned = EarlierRuns(host.cache, host.toolchain, host.is_library)
    entry = poisoned.of(Digest.of(own.program()), host.sandbox.image_id("base"))
    host.cache.replace(entry.key, {"accepted": bytes(range(32)) * 3})
    check = host.judge(wrong(), official=REJECTS)
    assert len(host.sent) == 96
    assert (check.outcome, check.code) == (Outcome.FAIL, "kernel-rejected")


def test_an_entry_does_not_grow_without_end(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    host.judge()
    monkeypatch.setattr("gate.lean.kernel.earlier.MAX_DIGESTS", 1)
    host.is_library = lambda name: True
    host.judge()
    known = host.sent
    host.judge()
    assert known not in [host.sent[place : place + 32] for place in range(0, len(host.sent), 32)]


def test_a_cache_that_cannot_be_written_is_no_error(host: Host) -> None:
    (host.folder / "file").write_bytes(b"")
    host.cache = OleanCache(host.folder / "file" / "below")
    assert host.judge().passed
    assert host.judge().data["reused"] == 0
