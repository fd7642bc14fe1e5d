"""The options before a command; every error is one paragraph and an exit status."""

import json
import os
import stat
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
    monkeypatch.setenv("GATE_CACHE", str(tmp_path))
    done = CliRunner().invoke(app, ["doctor", "--json"])
    assert done.exit_code == 4
    assert "Traceback" not in done.stderr
    problem = json.loads(done.stdout)["error"]
    assert (problem["code"], problem["exit_code"]) == ("internal", 4)
    assert "ZeroDivisionError: one by none" in problem["message"]
    (file,) = (tmp_path / "crashes").iterdir()
    assert problem["where"] == str(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = file.read_text()
    assert __version__ in text
    assert "['gate', 'doctor', '--json']" in text
    assert "ZeroDivisionError" in text
    assert "in crash" in text


@pytest.mark.parametrize("cache", ["/dev/null/x", None])
def test_a_crash_without_a_place_for_its_file_names_the_line(monkeypatch, cache):
    monkeypatch.setattr("gate.examine", lambda home: 1 / 0)
    if cache:
        monkeypatch.setenv("GATE_CACHE", cache)
    else:
        without_home(monkeypatch)
    done = CliRunner().invoke(app, ["doctor"])
    assert done.exit_code == 4
    assert "no crash file could be written" in done.stderr
    assert f"where: {__file__}:" in done.stderr


def without_home(monkeypatch):
    """A user id without an entry in passwd, and no HOME."""
    for name in ("HOME", "GATE_CACHE", "GATE_STATE", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)

    def unknown(uid):
        raise KeyError(uid)

    monkeypatch.setattr("pwd.getpwuid", unknown)


def test_a_user_without_a_home_folder_can_work(gate, monkeypatch, record_file, artifact_folder):
    without_home(monkeypatch)
    assert gate("init").code == 0
    assert gate("submit", record_file, artifact_folder, env={"DOCKER_HOST": "unix:///nowhere/docker.sock"}).code == 4
    assert gate("show", record_file).code == 0


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("words", ["log tail", "--help", "schema record", "log verify --json"])
def test_a_full_output_is_no_verdict(gate, words, encoding):
    gate("init")
    with open("/dev/full", "w") as full:
        done = gate.process(
            *words.split(),
            env={"PYTHONIOENCODING": encoding},
            capture_output=False,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert done.code == 4
    assert done.err == "error[output.write]: stdout cannot be written: No space left on device\n  exit status: 4\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("show sample-1 --json >/dev/full", 2),
        ("show sample-1 2>/dev/full", 2),
        ("show sample-1 2>&-", 2),
        ("log tail >&-", 4),
        ("log tail >&- 2>&-", 4),
        ("-v log tail 2>/dev/full", 0),
        ("--log-file /dev/full log tail", 2),
        ("--log-file fifo log tail", 2),
    ],
)
def test_streams_that_take_nothing_are_never_a_verdict(gate, home, words, code):
    gate("init")
    os.mkfifo("fifo")
    done = subprocess.run(
        f"{sys.executable} -m gate {words}",
        shell=True,
        capture_output=True,
        text=True,
        env={**os.environ, "GATE_HOME": str(home)},
        timeout=60,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr


def test_a_log_file_that_fills_up_is_said_once(gate, monkeypatch):
    gate("init")

    def full(self, text):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gate.cli.logs._LogFile.flush", lambda self: full(self, ""))
    done = gate("--log-file", "log", "log", "verify")
    assert (done.code, done.err) == (0, "the log file cannot be written: log\n")


def test_a_working_folder_that_was_removed_is_a_usage_error(gate, tmp_path, monkeypatch):
    gate("init")
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    done = gate("log", "tail")
    assert (done.code, "the working folder cannot be used" in done.err) == (2, True)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["show", "\udcff"], "usage"),
        (["show", "a\0b"], "usage"),
        (["show", "x" * 300], "argument.wrong-value"),
        (["show", ""], "argument.wrong-value"),
        (["show", "folder"], "record.not-a-file"),
        (["show", "fifo"], "record.not-a-file"),
        (["show", "/dev/zero"], "record.not-a-file"),
        (["verify", "/dev/zero", "--key", "k"], "verify.unreadable"),
        (["verify", "fifo", "--key", "k"], "verify.unreadable"),
        (["verify", "x" * 300, "--key", "k"], "argument.wrong-value"),
        (["verify", "file", "--key", "k"], "verify.key"),
        (["verify", "file", "--key", "file"], "verify.key"),
        (["verify", "file", "--key", "/dev/zero"], "verify.unreadable"),
        (["verify", "file", "--key", "gate.local/log+00000000+AAAA"], "verify.key"),
        (["log", "verify", "--from", "file", "--key", "completely-bogus"], "verify.key"),
        (["log", "verify", "--from", "/dev/zero"], "verify.unreadable"),
        (["log", "verify", "--from", "nowhere"], "verify.unreadable"),
        (["log", "verify", "--from", "fifo"], "verify.unreadable"),
        (["log", "verify", "--checkpoint", "fifo"], "verify.unreadable"),
        (["log", "search", "--kind", "nonsense"], "log.unknown-kind"),
        (["correct", "sample-1", "--kind", "nonsense", "--text", "t"], "record.unknown"),
        (["approve", "record.json", "--approver", "a", "--note", "n", "--key", "fifo"], "keys.no-file"),
        (["approve", "record.json", "--approver", "a", "--note", "n", "--key", "/dev/zero"], "keys.no-file"),
        (["init", "--home", "fifo"], "store.place"),
        (["init", "--home", "file/x"], "store.place"),
        (["init", "--home", "x" * 300], "argument.wrong-value"),
        (["show", "sample-1", "--home", "file"], "store.place"),
        (["show", "sample-1", "--home", "nowhere"], "store.not-initialised"),
        (["log", "export", "fifo"], "export.exists"),
        (["log", "export", "file"], "export.exists"),
        (["submit", "fifo", "folder"], "record.not-a-file"),
        (["submit", "/dev/zero", "folder"], "record.not-a-file"),
        (["submit", "file", "fifo", "--policy", "/dev/zero"], "policy.not-a-file"),
    ],
)
def test_what_cannot_be_read_or_meant_is_a_usage_error(gate, tmp_path, record_file, words, error):
    gate("init")
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"{}")
    done = gate(*words)
    assert (done.code, done.err.partition("]")[0]) == (2, f"error[{error}")


@pytest.mark.parametrize("approver", ["a b", "", "a\nb", "x" * 5000])
def test_an_approver_who_is_no_name_is_a_usage_error(gate, record_file, approver):
    gate("init")
    done = gate("approve", record_file, "--approver", approver, "--note", "I read it")
    assert (done.code, "error[" in done.err) == (2, True), done.err


def test_an_anchor_or_a_proof_that_cannot_be_written_is_infrastructure(gate, tmp_path):
    gate("init")
    subprocess.run(["git", "init", "-q", "repository"], check=True)
    (tmp_path / "repository" / "checkpoints").touch()
    for words in (["anchor", "repository"], ["prove", "0", "-o", "nowhere/x"]):
        done = gate("log", *words)
        assert (done.code, ".write]" in done.err) == (4, True), done.err


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
