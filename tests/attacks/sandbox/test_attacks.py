"""Every attack of the catalogue that one run can show, against the real daemon."""

import pytest

from gate.model.base import (parse_json)
from gate.model.errors import (InputError)
from gate.sandbox.docker_sandbox import (DockerSandbox)
from gate.sandbox.run.progress import (shown)
from tests.attacks.sandbox.catalogue import Attack, attacks

pytestmark = pytest.mark.docker

PLAIN = [one for one in attacks() if one.scenario is None]


@pytest.mark.parametrize("attack", PLAIN, ids=[one.name for one in PLAIN])
def test_attack_fails(attack: Attack, sandbox: DockerSandbox, image: str) -> None:
    result = sandbox.run(attack.spec(image))

    trace = f"{result}"
    assert result.exit_reason == attack.ending, trace
    assert result.exit_code == attack.exit_code, trace
    assert result.signal == attack.signal, trace
    printed = result.stdout.kept.decode("utf-8", "replace")
    assert "GOT THROUGH" not in printed
    if attack.says is not None:
        assert printed.strip() == attack.says.strip()
    if attack.shown is not None:
        assert shown(result.stdout).strip() == attack.shown.strip()
    assert sorted(result.outputs) == sorted(attack.given)
    assert dict(result.refused) == attack.refused
    for name, content in result.outputs.items():
        assert len(content) <= attack.outputs[name]
    assert len(result.stdout.kept) <= attack.limits.get("stream_bytes", 1 << 20)
    if attack.parse is not None:
        with pytest.raises(InputError) as caught:
            parse_json(result.outputs["result"], where="result", code="result")
        assert caught.value.code == attack.parse


def test_a_late_writer_never_wins(sandbox: DockerSandbox, image: str) -> None:
    """What is collected is a state that the file had while its writers lived, and it does not change afterwards."""
    late = next(one for one in attacks() if one.name == "late-writer")
    assert sandbox.run(late.spec(image)).outputs["result"] in (b"honest", b"forged", b"")
