"""What checks establish, also those of verdicts from before there was an identity of kernels."""

from __future__ import annotations

import pytest

from gate.lean.explain.sentences import established
from gate.model.check import Check, failed, inconclusive, passed
from gate.model.errors import IntegrityError

TOOLCHAIN = {"name": "lean-core", "image": "sha256:1", "lean": "4.35.0", "githash": "", "library_sha256": "sha256:2"}
TARGET = {"name": "t", "signature": "t : Even 4"}
EVEN = {"name": "Even", "signature": "Even : Nat → Prop", "value": "fun n => n = 4"}
CHALLENGE = passed(
    "lean.challenge",
    "compiles",
    data={"toolchain": TOOLCHAIN, "targets": [TARGET], "holes": [], "permitted_axioms": []},
)
STATEMENT = passed("lean.statement", "same", data={"compared": 3, "from_challenge": [EVEN, None], "differences": []})
AXIOMS = passed("lean.axioms", "fine", data={"used": ["propext"], "constants": 9, "findings": []})
IDENTITY = {"name": "official", "version": "4.35.0", "image": "sha256:1", "limits": {"wall_s": 120}}


def text(*checks: Check) -> str:
    return "\n".join(established(checks).established)


def test_each_check_adds_what_it_shows() -> None:
    shown = text(CHALLENGE, STATEMENT, AXIOMS)
    assert "Toolchain: lean-core, Lean 4.35.0, library sha256:2, image sha256:1." in shown
    assert "The challenge states, as elaborated: t : Even 4" in shown
    assert "Defined by the challenge: Even : Nat → Prop := fun n => n = 4" in shown
    assert "The proof rests on 9 constants and on the axioms propext." in shown


def test_a_kernel_is_named_with_its_image() -> None:
    kernel = passed("lean.kernel", "accepted", data={"identity": IDENTITY})
    assert text(kernel) == "lean.kernel: accepted. Kernel: official, version 4.35.0, image sha256:1."
    unversioned = passed("lean.kernel-x", "accepts", data={"identity": {**IDENTITY, "name": "x", "version": ""}})
    assert text(unversioned) == "lean.kernel-x: accepts. Kernel: x, image sha256:1."


def test_an_old_kernel_check_is_read_as_well() -> None:
    assert text(passed("lean.kernel", "accepted", data={"units": 3})) == "lean.kernel: accepted."
    assert text(passed("lean.kernel", "accepted")) == "lean.kernel: accepted."


@pytest.mark.parametrize("check_id", ["lean.challenge", "lean.statement", "lean.axioms", "lean.holes", "lean.kernel"])
def test_data_that_are_missing_show_nothing_and_data_of_another_shape_are_damage(check_id: str) -> None:
    established([passed(check_id, "fine")])
    for data in (5, [], {"identity": 5, "targets": {}, "used": 1}):
        with pytest.raises(IntegrityError, match=r"check\.malformed"):
            established([passed(check_id, "fine", data=data)])


def test_what_did_not_pass_shows_nothing_and_is_named() -> None:
    found = established(
        [
            CHALLENGE,
            failed("lean.statement", "type", "t has another type", data={}),
            inconclusive("lean.kernel", "time-limit", "too long"),
        ]
    )
    assert not any("exactly this" in line or line.startswith("lean.kernel:") for line in found.established)
    assert found.not_established[:2] == (
        "lean.statement did not pass: t has another type",
        "lean.kernel did not pass: too long",
    )
    assert "prose" in found.not_established[-1]


def test_approvals_are_said() -> None:
    holes = {"holes": [{"name": "answer", "value": "7", "digest": "sha256:3", "approved": True}]}
    found = established([passed("lean.approval", "yes"), passed("lean.holes", "yes", data=holes)])
    assert found.established == (
        "A human approved that the formal statement says what the claim's prose says.",
        "A human approved the value 7 of answer.",
    )
    assert found.not_established == ()
