"""Streams that are closed, full or gone: never a crash, never the exit status of a verdict."""

import json
import subprocess
import sys

import pytest

GATE = [sys.executable, "-m", "gate"]


def shell(home, redirection, *words):
    """The status, stdout and stderr of a command line under a shell redirection."""
    line = f'"$@" {redirection}'
    done = subprocess.run(
        ["sh", "-c", line, "sh", *GATE, *words],
        capture_output=True,
        text=True,
        check=False,
        env={"GATE_HOME": str(home), "PATH": "/usr/bin:/bin", "HOME": str(home.parent)},
    )
    assert "Traceback" not in done.stderr
    assert "error[internal]" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full"])
def test_stderr_that_takes_nothing_changes_no_status(home, redirection):
    assert shell(home, redirection, "explain", "nobody")[0] == 2
    assert shell(home, redirection, "nonsense")[0] == 2
    status, out, _ = shell(home, redirection, "explain", "nobody", "--json")
    assert (status, json.loads(out)["error"]["exit_code"]) == (2, 2)
    status, out, _ = shell(home, redirection, "init")
    assert (status, out[:11]) == (0, "Initialised")


@pytest.mark.parametrize("redirection", [">&-", ">/dev/full"])
@pytest.mark.parametrize(
    "words", [("schema",), ("schema", "policy"), ("--version",), ("explain", "bundle.write", "--json")]
)
def test_stdout_that_takes_nothing_is_an_error_of_the_machine(home, redirection, words):
    status, _, err = shell(home, redirection, *words)
    assert (status, "error[output.write]" in err) == (4, True)


def test_a_full_stdout_is_no_crash_of_help_either(home):
    status, _, err = shell(home, ">/dev/full", "--help")
    assert (status, "error[output.write]" in err) == (4, True)


@pytest.mark.parametrize("redirection", [">&-", ">/dev/full"])
def test_an_error_keeps_its_own_status_when_stdout_takes_nothing(home, redirection):
    status, _, err = shell(home, redirection, "explain", "nobody", "--json")
    assert (status, "error[store.not-initialised]" in err) == (2, True)


def test_nothing_at_all_can_be_written(home):
    assert shell(home, ">&- 2>&-", "explain", "nobody", "--json")[0] == 2
    assert shell(home, ">&- 2>&-", "schema")[0] == 4


def test_a_reader_that_goes_away_is_no_news(home):
    assert shell(home, "| true", "schema")[2] == ""
