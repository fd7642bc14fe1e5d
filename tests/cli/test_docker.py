"""The main job from the command line, with the real daemon and the built images."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from gate.system.resources import resource
from tests.sandbox.containers import own_containers

pytestmark = pytest.mark.docker
EXAMPLES = resource("examples")


def example(name: str, artifact: str) -> tuple[str, str]:
    return str(EXAMPLES / "records" / name), str(EXAMPLES / "artifacts" / artifact)


LONGLEY = ("--claim", "intercept")


def test_an_honest_script_is_verified_explained_bundled_and_rerun(gate, home, tmp_path):
    gate("init")
    done = gate("submit", *example("norris.json", "norris-line"), "--json")
    assert done.code == 0, done.err
    report = done.json
    assert (report["verdict"], report["number"]) == ("VERIFIED", 1)
    assert "Status     VERIFIED" in gate("show", EXAMPLES / "records" / "norris.json").out
    assert "Quantities by runs" in gate("explain", "norris").out
    bundle = tmp_path / "norris.bundle"
    assert gate("bundle", "norris", "-o", bundle).code == 0
    key = (home / "keys" / "log.pub").read_text().strip()
    verified = gate("verify", bundle, "--key", key, "--artifact", EXAMPLES / "artifacts" / "norris-line")
    assert verified.code == 0
    assert verified.out.startswith("VERIFIED")
    assert gate("verify", bundle, "--key", key, "--artifact", EXAMPLES / "artifacts" / "longley-exact").code == 5
    planned = gate("rerun", report["attempt"], "--dry-run", "--json").json
    again = gate("rerun", report["attempt"])
    assert again.code == 0
    assert "Every check came out as before." in again.out
    found = gate("log", "search", "--kind", "reverify", "--json").json["entries"]
    assert [row["entry"]["body"]["previous"] for row in found] == [report["log_index"]]
    replanned = gate("rerun", "norris", "--dry-run", "--json").json
    assert replanned["plan"] == planned["plan"]
    assert gate("log", "verify").code == 0


def test_the_tenth_attempt_is_visibly_the_tenth(gate):
    gate("init")
    for number in range(1, 4):
        done = gate("submit", *example("longley-1967.json", "longley-nudged"), *LONGLEY, "--json")
        assert (done.code, done.json["number"]) == (1, number)
    assert "attempt 3  REJECTED" in gate("history", "longley-1967").out


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_submission_leaves_nothing_behind(gate, home, tmp_path, number):
    gate("init")
    process = subprocess.Popen(
        [sys.executable, "-m", "gate", "submit", *example("longley-1967.json", "longley-endless"), *LONGLEY],
        env={**os.environ, "GATE_HOME": str(home)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_until(lambda: own_containers(process.pid))
        process.send_signal(number)
        _, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert own_containers(process.pid) == []
    attempts = gate("history", "longley-1967", "--json").json["attempts"]
    assert [(attempt["verdict"], "interrupted" in attempt["reason"]) for attempt in attempts] == [
        ("INCONCLUSIVE", True)
    ]
    assert gate("log", "verify").code == 0


def wait_until(happens, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "did not happen in time"
        time.sleep(0.05)


def test_the_demo_gets_every_verdict_right(gate):
    done = gate("demo", "--json")
    assert done.code == 0, done.err + done.out
    verdicts = [case["verdict"] for case in done.valid("demo")["cases"]]
    assert sorted(verdicts) == sorted(["VERIFIED"] * 2 + ["REJECTED"] * 3 + ["INCONCLUSIVE"])


def test_the_seal_is_tested_from_the_command_line(gate):
    done = gate("sandbox", "test", "--json")
    assert done.code == 0
    assert done.json["passed"] is True


def test_doctor_is_content_with_a_ready_machine(gate):
    gate("init")
    done = gate("doctor", "--json")
    assert done.code == 0, done.out
    assert done.json["healthy"] is True


def test_an_unknown_image_names_the_known_ones(gate):
    done = gate("sandbox", "build", "windows")
    assert done.code == 2
    assert "known images" in done.err


def test_a_claim_is_recomputed_without_any_artifact(gate):
    record = EXAMPLES / "records" / "snow-1855.json"
    right = gate("recompute", record, "--claim", "vauxhall", "--json")
    assert right.code == 0
    assert right.valid("recomputation")["values"][0]["own"].startswith("315.387")
    wrong = gate("recompute", record, "--claim", "rates")
    assert wrong.code == 1
    assert "DIFFERS  rest: published 59, by its method 55.455" in wrong.out
    assert "the publication differs from the claim's own method" in wrong.out


def test_the_power_of_a_claims_controls_is_computed_without_any_artifact(gate):
    record = EXAMPLES / "records" / "snow-1855.json"
    done = gate("plan", record, "--claim", "vauxhall", "--json")
    assert done.code == 0
    values = done.valid("plan")["values"]
    assert all(value["draws"] >= 2 for value in values)
    assert "runs, 3 on the cited data" in gate("plan", record, "--claim", "vauxhall").out


def test_a_method_is_tried_on_a_file(gate, tmp_path):
    either = [{"recipe": name, "of": {"column": "x"}} for name in ("mean", "median")]
    (tmp_path / "m.json").write_text(json.dumps({"any-of": either}))
    (tmp_path / "d.csv").write_text("x\n1\n2\n6\n")
    done = gate("method", "try", tmp_path / "m.json", tmp_path / "d.csv", "--json")
    assert [one["value"] for one in done.valid("method-value")["variants"]] == ["3", "2"]
    (tmp_path / "m.json").write_text('{"value": {"recipe": "mean", "of": {"column": "y"}}}')
    refused = gate("method", "try", tmp_path / "m.json", tmp_path / "d.csv")
    assert refused.code == 2
    assert "error[method.column-unknown]" in refused.err
