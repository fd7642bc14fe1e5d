"""``gate lean recheck``: any export without Docker and store, and the one that an attempt left as evidence."""

from __future__ import annotations

import json

import pytest

from gate.model.policy import default_policy
from gate.system.resources import resource
from tests.kernel.language import prop
from tests.kernel.prelude import EQ, NAT, eq, export, nat, refl, zero
from tests.kernel.prelude import successor as plus_one

EXAMPLES = resource("examples")


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.ndjson"
    path.write_bytes(export(NAT, EQ).theorem("right", eq(nat, zero, zero), refl(nat, zero)).data)
    return path


def test_an_export_is_accepted(gate, good):
    done = gate("lean", "recheck", good)
    assert (done.code, done.out) == (0, "accepted: 3 declarations, 8 constants\n")
    document = gate("lean", "recheck", good, "--json").valid("recheck")
    assert (document["result"], document["attempt"], document["bytes"]) == ("accepted", None, good.stat().st_size)


def test_a_refusal_says_rule_declaration_and_line(gate, tmp_path):
    made = export(NAT, EQ).theorem("wrong", eq(nat, zero, plus_one(zero)), refl(nat, zero))
    path = tmp_path / "bad.ndjson"
    path.write_bytes(made.data)
    done = gate("lean", "recheck", path)
    assert done.code == 1
    assert done.out.startswith(f"rejected: line {len(made.rows)}, wrong: declaration-type: ")
    assert gate("lean", "recheck", path, "--json").valid("recheck")["rule"] == "declaration-type"


def test_axioms_are_those_that_are_named(gate, tmp_path):
    path = tmp_path / "axiom.ndjson"
    path.write_bytes(export().axiom("choice", prop).data)
    assert gate("lean", "recheck", path).code == 1
    assert gate("lean", "recheck", path, "--axiom", "choice").code == 0


def test_what_is_neither_a_file_nor_an_attempt(gate, good):
    gate("init")
    assert (done := gate("lean", "recheck", "nobody", "--json")).code == 2
    assert done.valid("error")["error"]["code"] == "attempt.unknown"
    assert gate("lean", "recheck", good, "--latest").code == 2


def test_an_attempt_without_an_export(gate, record_file, artifact_folder):
    gate("init")
    env = {"DOCKER_HOST": "unix:///nowhere/docker.sock"}
    attempt = gate("submit", record_file, artifact_folder, "--json", env=env).json["attempt"]
    done = gate("lean", "recheck", attempt, "--json")
    assert (done.code, done.valid("error")["error"]["code"]) == (2, "attempt.no-export")


@pytest.mark.docker
def test_the_evidence_of_an_attempt_is_checked_again(gate, home):
    """An older policy, which does not say, asks for both kernels in new attempts."""
    gate("init")
    policy = default_policy().model_dump(mode="json")
    del policy["lean"]["gate_kernel"]
    (home / "policy.json").write_text(json.dumps(policy))
    report = gate("submit", EXAMPLES / "records/cantor-1891.json", EXAMPLES / "artifacts/cantor-diagonal", "--json")
    assert report.json["verdict"] == "VERIFIED", report.json["reason"]
    assert "lean.kernel-gate" in report.json["required"]
    (check,) = [check for check in report.json["checks"] if check["id"] == "lean.kernel-gate"]
    done = gate("lean", "recheck", "cantor-1891", "--json").valid("recheck")
    assert (done["result"], done["stated"], done["attempt"]) == ("accepted", "pass", report.json["attempt"])
    assert f"sha256:{done['sha256']}" == check["evidence"]["export"]
    assert done["declarations"] == check["data"]["declarations"]
    assert "said: pass" in gate("lean", "recheck", report.json["attempt"]).out
