"""A claim's challenge: what it may name, what its identity is, and which checks follow from it."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from gate.model.artifact import parse_artifact
from gate.model.challenge import Challenge, challenge_digest
from gate.model.digest import Digest, Json
from gate.model.errors import Fault, InputError
from gate.model.policy import ExternalKernel


def challenge(**more: Json) -> Challenge:
    value = {"files": [{"path": "c/Challenge.lean"}], "targets": ["t"], **more}
    return Challenge.model_validate_json(json.dumps(value))


@pytest.mark.parametrize("path", ["A.lean", "a/b/C_1.lean", "my-proof.lean", "_x.lean"])
def test_paths_that_are_modules(path: str) -> None:
    assert challenge(files=[{"path": path}]).files[0].path == path


@pytest.mark.parametrize(
    "path",
    [
        "A.olean",
        "A",
        "A.txt",
        "a b.lean",
        "a\nb.lean",
        "../A.lean",
        "/A.lean",
        "-a.lean",
        ".lean",
        "é.lean",
    ],
)
def test_paths_that_are_none(path: str) -> None:
    with pytest.raises(ValidationError):
        challenge(files=[{"path": path}])


@pytest.mark.parametrize(
    "more",
    [
        {"targets": ["t", "t"]},
        {"targets": []},
        {"files": []},
        {"files": [{"path": "A.lean"}, {"path": "A.lean"}]},
        {"holes": ["h", "h"]},
        {"holes": ["t"]},
        {"targets": [""]},
        {"toolchain": "Lean Core"},
        {"unknown": 1},
    ],
)
def test_what_a_challenge_may_not_say(more: dict[str, Json]) -> None:
    with pytest.raises(ValidationError):
        challenge(**more)


def test_the_digest_covers_settings_and_contents_but_not_the_pin() -> None:
    files = {"c/Challenge.lean": b"theorem t : True := sorry"}
    plain = challenge_digest(challenge(), files)
    pinned = challenge(files=[{"path": "c/Challenge.lean", "sha256": str(Digest.of(files["c/Challenge.lean"]))}])
    assert challenge_digest(pinned, files) == plain
    others = [
        challenge_digest(challenge(), {"c/Challenge.lean": b"theorem t : False := sorry"}),
        challenge_digest(challenge(targets=["u"]), files),
        challenge_digest(challenge(holes=["h"]), files),
        challenge_digest(challenge(permitted_axioms=[]), files),
        challenge_digest(challenge(solution_may_import=True), files),
        challenge_digest(challenge(toolchain="lean-elan"), files),
    ]
    assert len({plain, *others}) == 1 + len(others)


def test_a_policy_from_before_kernels_had_versions_keeps_its_digest() -> None:
    old = {"name": "second", "image": "lean-core", "argv": ["check"]}
    assert ExternalKernel.model_validate_json(json.dumps(old)).model_dump(mode="json") == old
    new = {**old, "version": "2.1"}
    assert ExternalKernel.model_validate_json(json.dumps(new)).model_dump(mode="json") == new


@pytest.mark.parametrize("files", ['["Proof.olean"]', '["a b.lean"]', '["a\\nb.lean"]', '["A.lean", "A.lean"]', "[]"])
def test_a_solution_is_lean_files_each_named_once(files: str) -> None:
    manifest = f'contract = "gate-artifact-v1"\n[body]\nkind = "lean-proof"\nfiles = {files}\n'
    with pytest.raises(InputError) as caught:
        parse_artifact(manifest.encode())
    assert caught.value.fault is Fault.ARTIFACT
    assert "body" in (caught.value.where or "")
