"""The options before a command; every error is one paragraph and an exit status."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from gate import __version__
from gate.cli.main import app


def test_the_version_is_printed_on_stdout(gate):
    assert gate("--version").out == f"gate {__version__}\n"


@pytest.mark.parametrize("words", [(), ("log",), ("sandbox",)])
def test_without_a_command_the_help_is_a_usage_error(gate, words):
    done = gate(*words)
    assert (done.code, done.out) == (2, "")
    assert "--help" in done.err


@pytest.mark.parametrize(
    ("words", "says", "hint"),
    [
        (("shwo",), "Did you mean 'show'", "gate --help"),
        (("show",), "Missing argument 'record'", "gate show --help"),
        (("show", "x", "--nothing"), "No such option: --nothing", "gate show --help"),
        (("log", "tail", "-n", "none"), "Invalid value for '--count'", "gate log tail --help"),
        (("--nothing",), "No such option", "gate --help"),
    ],
)
def test_a_wrong_call_is_exit_two_and_names_the_help(gate, words, says, hint):
    done = gate(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error[usage]: ")
    assert says in done.err
    assert f"hint: {hint}\n" in done.err


def test_a_wrong_call_is_json_when_asked_for(gate):
    done = gate("show", "--json")
    assert (done.code, done.json["format"], done.json["error"]["code"]) == (2, "gate-error-v1", "usage")


def test_a_crash_is_exit_four_with_a_crash_file(monkeypatch, tmp_path):
    def crash(home: object) -> None:
        raise ZeroDivisionError("one by none")

    monkeypatch.setattr("gate.examine", crash)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    done = CliRunner().invoke(app, ["doctor", "--json"])
    assert done.exit_code == 4
    assert "Traceback" not in done.stderr
    problem = json.loads(done.stdout)["error"]
    assert (problem["code"], problem["exit_code"]) == ("internal", 4)
    assert "ZeroDivisionError: one by none" in problem["message"]
    (file,) = tmp_path.iterdir()
    assert problem["where"] == str(file)
    text = file.read_text()
    assert __version__ in text
    assert "['gate', 'doctor', '--json']" in text
    assert "ZeroDivisionError" in text
    assert "in crash" in text


def test_a_crash_without_room_for_its_file_names_the_line(monkeypatch, tmp_path):
    monkeypatch.setattr("gate.examine", lambda home: 1 / 0)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    done = CliRunner().invoke(app, ["doctor"])
    assert done.exit_code == 4
    assert "no crash file could be written" in done.stderr
    assert f"where: {__file__}:" in done.stderr


def test_a_full_output_is_no_verdict(gate):
    gate("init")
    with open("/dev/full", "w") as full:
        done = gate.process("log", "tail", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert (done.code, "error[output.write]" in done.err) == (4, True)


@pytest.mark.parametrize("words", ["log tail --json", "--help"])
def test_a_reader_that_goes_away_is_no_noise(gate, home, words):
    gate("init")
    command = f"({sys.executable} -m gate {words}; echo $? > {home}/status) | true"
    done = subprocess.run(
        command,
        shell=True,
        capture_output=True,
        text=True,
        env={**os.environ, "GATE_HOME": str(home), "PYTHONUNBUFFERED": "1"},
        check=False,
    )
    assert done.stderr == ""
    assert (home / "status").read_text() in ("0\n", "4\n")


def test_any_locale_can_print_any_text(gate, record_file):
    gate("init")
    gate("correct", record_file, "--kind", "erratum", "--text", "the value of π")
    done = gate.process("log", "tail", env={"PYTHONIOENCODING": "ascii"})
    assert (done.code, "\\u03c0" in done.out) == (0, True)


def test_errors_reach_stderr_and_json_stdout_of_a_process(gate):
    gate("init")
    done = gate.process("show", "missing", "--json")
    assert (done.code, done.json["error"]["code"]) == (2, "record.unknown")
    assert done.err.startswith("error[record.unknown]")


def test_a_code_is_explained_without_a_store(gate):
    done = gate("explain", "record.stated-verdict")
    assert done.code == 0
    assert done.out.startswith("record.stated-verdict\nCause: The record file states a verdict")
    assert "Do:    Remove gate_verdict" in done.out
    assert gate("explain", "sorry", "--json").json["format"] == "gate-code-v1"


def test_a_word_that_is_no_code_is_an_attempt_or_record(gate):
    gate("init")
    done = gate("explain", "no-such-code")
    assert (done.code, "error[attempt.unknown]" in done.err) == (2, True)
