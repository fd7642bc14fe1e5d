"""A CODECHECK folder is taken in like any artifact."""

from __future__ import annotations

from pathlib import Path

from gate.engine.inputs.intake import load, preflight

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
YAML = """version: https://codecheck.org.uk/spec/config/1.0/
manifest:
  - file: result.json
"""


def test_codecheck_folder(tmp_path: Path) -> None:
    (tmp_path / "codecheck.yml").write_text(YAML)
    (tmp_path / "main.py").write_text("print(1)\n")
    intake = load(EXAMPLES / "records" / "norris.json", tmp_path, "slope")
    assert preflight(intake).passed
    assert set(intake.artifact.body.files) == {"codecheck.yml", "main.py"}
