"""`gate review`: what a reviewer reads."""

from pathlib import Path

import pytest

from gate.system.resources import resource
from tests.samples import write_artifact, write_record

EXAMPLES = Path(resource("examples"))


def test_an_honest_example_is_shown_with_its_limits(gate):
    artifact, record = EXAMPLES / "artifacts/norris-line", EXAMPLES / "records/norris.json"
    done = gate("review", artifact, "--record", record, "--claim", "slope")
    assert done.code == 0, done.err
    assert "python  main.py" in done.out
    assert "imports fractions" in done.out
    assert "look like published values" not in done.out
    assert "read the whole script" in done.out


def test_a_doubtful_method_is_shown(gate):
    artifact, record = EXAMPLES / "artifacts/nile-step", EXAMPLES / "records/nile-1978.json"
    done = gate("review", artifact, "--record", record, "--claim", "step")
    assert "Look at the method of before: no convention explains the number 1899" in done.out


def test_an_altered_example_is_shown_with_its_line(gate, tmp_path):
    record = EXAMPLES / "records/norris.json"
    artifact = tmp_path / "artifact"
    artifact.mkdir()
    source = EXAMPLES / "artifacts/norris-line"
    (artifact / "artifact.toml").write_bytes((source / "artifact.toml").read_bytes())
    altered = (source / "main.py").read_text(encoding="utf-8") + "\nLIE = 1.00211681802045\n"
    (artifact / "main.py").write_text(altered, encoding="utf-8")
    done = gate("review", artifact, "--record", record, "--claim", "slope")
    assert "looks like the published slope (1.00211681802045)" in done.out
    assert "      LIE = 1.00211681802045" in done.out


@pytest.mark.parametrize("words", [("--record", "missing.json"), ("--claim", "c1"), ()])
def test_what_is_missing_is_a_usage_error(gate, words):
    assert gate("review", EXAMPLES / "artifacts/norris-line", *words).code == 2


def test_a_proof_has_no_method_to_review(gate, tmp_path):
    done = gate("review", write_artifact(tmp_path), "--record", write_record(tmp_path))
    assert done.code == 2
    assert "error[review.no-script]" in done.err
