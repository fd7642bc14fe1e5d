import pytest

from gate.model.digest import Digest, canonical_json
from gate.model.policy import GateKernel, LeanPolicy, Policy, ReproPolicy, default_policy


def test_a_policy_from_before_keeps_its_digest_and_what_it_allowed() -> None:
    old = Policy()
    document = canonical_json(old.model_dump(mode="json"))
    assert b"allow_without_data" not in document
    assert b"require_method" not in document
    assert Policy.model_validate_json(document) == old
    assert old.repro.allow_without_data is None


def test_new_stores_and_new_attempts_ask_for_data_and_a_method() -> None:
    assert default_policy().repro.allow_without_data is False
    assert default_policy().repro.require_method is True
    new = Policy().for_new_attempts()
    assert new.repro.allow_without_data is False
    assert new.repro.require_method is True
    assert new.lean.gate_kernel == GateKernel()
    assert new.digest == Digest.of(canonical_json(new.model_dump(mode="json"))) != Policy().digest


@pytest.mark.parametrize("said", [False, True])
def test_what_a_policy_says_stands(said: bool) -> None:
    repro = ReproPolicy(allow_without_data=said, require_method=said)
    policy = Policy(repro=repro, lean=LeanPolicy(gate_kernel=GateKernel(steps=1)))
    assert policy.for_new_attempts() == policy
    assert Policy.model_validate_json(policy.model_dump_json()) == policy
