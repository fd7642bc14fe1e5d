"""A policy file is refused for what only a later step would stumble over."""

import json

import pytest

from gate.engine.inputs.policy import load_policy
from gate.log.keys import Signer
from gate.model.errors import InputError
from gate.model.policy import Policy

KEY = str(Signer.generate("example.org/approver").verifier)


def written(path, **changes):
    path.write_text(json.dumps({**Policy().model_dump(mode="json"), **changes}))
    return path


def test_keys_of_approvers_and_witnesses_are_keys(tmp_path):
    path = written(tmp_path / "policy.json", approvers=[KEY], log={"cosigners": [KEY], "required_cosigners": 1})
    assert load_policy(path).approvers == (KEY,)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"approvers": [KEY, "alice@example.org"]}, "approvers"),
        ({"people": {"alice@example.org": "ssh-rsa AAAA"}}, "people.alice@example.org"),
        ({"log": {"cosigners": ["example.org+0+x"], "required_cosigners": 0}}, "log.cosigners"),
        ({"activated_at": "in summer"}, "activated_at"),
        ({"version": "two words"}, "version"),
    ],
)
def test_what_is_none_is_refused_at_its_place(tmp_path, changes, place):
    with pytest.raises(InputError) as caught:
        load_policy(written(tmp_path / "policy.json", **changes))
    assert (caught.value.code, caught.value.where) == ("policy.wrong-value", f"{tmp_path / 'policy.json'}#{place}")
