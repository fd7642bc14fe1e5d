"""CODECHECK folders as artifacts."""

from __future__ import annotations

import json

import pytest

from gate.model.errors import Fault, InputError
from gate.model.expected import Expected
from gate.model.judging import Case
from gate.model.policy import ReproPolicy
from gate.repro.codecheck import CODECHECK, artifact_from_codecheck
from gate.repro.judge import ReproJudge
from gate.sandbox.docker_sandbox import DockerSandbox

from .bench import DATA, LINE, TRUE_SLOPE, MemoryJournal, case, data_file, expected

YAML = b"""---
version: https://codecheck.org.uk/spec/config/1.0/
paper:
  title: "A line"
  authors:
    - name: Ada Byron
      ORCID: 0000-0001-2345-6789
    - name: Bob Cox
  reference: https://doi.org/10.0000/xyz
manifest:
  - file: outputs/fit.csv
    comment: Table 1
  - file: figure.txt
codechecker:
  - name: Carol Dee
check_time: "2026-02-01 12:00:00"
summary: It ran.
"""
MAIN = b"""
import csv, os
os.makedirs("outputs", exist_ok=True)
rows = [(float(r["x"]), float(r["y"])) for r in csv.DictReader(open("line.csv"))]
mx, my = sum(x for x, _ in rows) / len(rows), sum(y for _, y in rows) / len(rows)
slope = sum((x - mx) * (y - my) for x, y in rows) / sum((x - mx) ** 2 for x, _ in rows)
with open("outputs/fit.csv", "w") as out:
    out.write(f"term,estimate\\nslope,{slope}\\n")
"""
FILES = {CODECHECK: YAML, "main.py": MAIN}


@pytest.mark.parametrize("version", ["1.0", "1.0/", "2.0/", "latest/"])
def test_versions(version: str) -> None:
    yaml = YAML.replace(b"config/1.0/", f"config/{version}".encode())
    artifact = artifact_from_codecheck({**FILES, CODECHECK: yaml})
    assert (artifact.title, artifact.author) == ("A line", "Ada Byron, Bob Cox")
    assert artifact.body.files == (CODECHECK, "main.py")


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        (YAML.replace(b"config/1.0/", b"config/0.1/"), "codecheck.unknown-version"),
        (YAML.replace(b"version:", b"Version:"), "codecheck.unknown-version"),
        (YAML.replace(b"outputs/fit.csv", b"../fit.csv"), "codecheck.manifest"),
        (YAML.replace(b"manifest:", b"manifests:"), "codecheck.manifest"),
        (YAML + b"summary: again\n", "codecheck.malformed"),
        (b"a: &x [1]\nb: *x\n", "codecheck.malformed"),
        (b"!!python/object/apply:os.system [ls]\n", "codecheck.malformed"),
        (b"\xff", "codecheck.malformed"),
        (b"[1, 2]", "codecheck.malformed"),
        (b"[" * 5000, "codecheck.malformed"),
        (b"#" * 300_000, "codecheck.too-large"),
    ],
)
def test_refusals(yaml: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        artifact_from_codecheck({**FILES, CODECHECK: yaml})
    assert (caught.value.code, caught.value.fault) == (code, Fault.ARTIFACT)


def test_one_starter() -> None:
    for files in ({CODECHECK: YAML}, {**FILES, "run.sh": b"true"}):
        with pytest.raises(InputError) as caught:
            artifact_from_codecheck(files)
        assert caught.value.code == "codecheck.no-starter"


def codecheck_case(files: dict[str, bytes]) -> Case:
    place = {"file": "outputs/fit.csv", "pointer": "/0/estimate"}
    slope = {"name": "slope", "published": f"{TRUE_SLOPE:.4f}", "rule": {"kind": "printed"}, "output": place}
    what: Expected = expected(quantities=[slope], data=[data_file()])
    made = case(what, files=files, policy=ReproPolicy(base_runs=2, permutations=1))
    return Case(
        made.attempt,
        made.record_id,
        made.claim,
        {DATA: LINE},
        artifact_from_codecheck(files),
        files,
        made.policy,
    )


@pytest.mark.docker
def test_a_codecheck_folder_is_verified(docker_sandbox: DockerSandbox) -> None:
    # Its own copies of data and outputs are there as in any repository; the gate's data take their place.
    files = {**FILES, DATA: LINE, "outputs/fit.csv": b"term,estimate\nslope,0\n"}
    checks = ReproJudge().judge(codecheck_case(files), MemoryJournal(), docker_sandbox)
    assert [check.reason for check in checks if not check.passed] == []


@pytest.mark.docker
def test_checked_in_outputs_are_not_results(docker_sandbox: DockerSandbox) -> None:
    kept = f"term,estimate\nslope,{TRUE_SLOPE}\n".encode()
    files = {**FILES, "main.py": b"print('done')\n", "outputs/fit.csv": kept}
    checks = ReproJudge().judge(codecheck_case(files), MemoryJournal(), docker_sandbox)
    assert {check.id: check.code for check in checks}["repro.result"] == "missing-file"


def test_the_claim_can_be_written_as_json() -> None:
    assert json.loads(codecheck_case(FILES).claim.model_dump_json())["expected"]["quantities"][0]["output"]
