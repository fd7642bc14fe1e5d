"""Every command that has ``--json`` prints a document that its published schema describes."""

import subprocess
from pathlib import Path

import pytest
from typer.core import TyperGroup

from gate.cli.commands import SECTIONS, DeferredCommand
from gate.system.resources import resource
from tests.people import new_key, register
from tests.records.pages import PAGE

NO_DOCKER = {"DOCKER_HOST": "unix:///nowhere/docker.sock"}

COVERED = {
    "init": "store",
    "doctor": "doctor",
    "submit": "verdict",
    "rerun": "rerun",
    "record pin": "pins",
    "record import": "import",
    "assess": "assessment",
    "triage": "triage",
    "review": "review",
    "dojo": "dojo",
    "lean recheck": "recheck",
    "show": "status",
    "history": "history",
    "explain": "explanation",
    "recover": "recovery",
    "approve": "approval",
    "correct": "correction",
    "policy adopt": "adoption",
    "method list": "recipes",
    "method show": "recipe",
    "log verify": "audit",
    "log export": "export",
    "log tail": "log-entries",
    "log search": "log-entries",
    "log rotate": "key",
    "log anchor": "anchor",
    "log monitor": "monitor",
    "bundle": "bundle-written",
    "verify": "bundle-report",
}
"""Command to the document that the test below sees it print."""

WITH_WITNESS = {"log cosign": "cosign", "witness init": "key"}
"""Those that test_witness.py sees print theirs."""

WITH_DOCKER = {
    "method try": "method-value",
    "recompute": "recomputation",
    "plan": "plan",
    "revoke": "revocation",
    "sandbox build": "images",
    "sandbox list": "images",
    "sandbox test": "self-test",
}
"""The same for commands that need Docker, or a VERIFIED verdict, to print anything."""


def commands_with_json():
    """Every command line that takes ``--json``."""
    for section in SECTIONS.values():
        for name, (module, line) in section.items():
            command = DeferredCommand(name, module, line).load()
            members = command.commands.items() if isinstance(command, TyperGroup) else [(None, command)]
            for member, one in members:
                if any("--json" in parameter.opts for parameter in one.params):
                    yield f"{name} {member}" if member else name


def test_no_command_is_left_out():
    """``gate demo`` is in test_docker.py."""
    assert set(commands_with_json()) == {*COVERED, *WITH_WITNESS, *WITH_DOCKER, "demo"}


def test_what_is_printed_without_docker(gate, record_file, artifact_folder, tmp_path):
    def run(*words, document, env=None, code=0):
        done = gate(*words, "--json", env=env)
        assert done.code == code, done.err
        return done.valid(document)

    key = run("init", document="store")["public_key"]
    run("doctor", document="doctor", env=NO_DOCKER, code=4)
    alice = new_key(tmp_path, "alice")
    register(gate.home / "policy.json", alice=alice)
    attempt = run("submit", record_file, artifact_folder, document="verdict", env=NO_DOCKER, code=4)["attempt"]
    run("record", "pin", record_file, document="pins")
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    imported = run("record", "import", page, "--to", tmp_path / "records", document="import")["files"]
    assert run("triage", record_file, document="triage")["record"]
    assert run("assess", imported[0]["record"], document="assessment")["records"]
    examples = Path(resource("examples"))
    norris = examples / "records/norris.json"
    assert run("review", examples / "artifacts/norris-line", "--record", norris, document="review")["claim"]
    run("show", record_file, document="status")
    run("history", record_file, document="history")
    run("explain", attempt, document="explanation")
    declarations = tmp_path / "declarations.ndjson"
    declarations.write_text('{"meta": {"format": {"version": "3.1.0"}}}\n', encoding="utf-8")
    run("lean", "recheck", declarations, document="recheck")
    run("rerun", attempt, "--dry-run", document="rerun")
    assert run("recover", document="recovery")["closed"] == []
    run(
        "approve",
        record_file,
        "--approver",
        "alice@example.org",
        "--note",
        "I read it",
        "--key",
        alice,
        document="approval",
    )
    run("correct", record_file, "--kind", "erratum", "--text", "a typo", document="correction")
    run("policy", "adopt", document="adoption")
    bundle = tmp_path / "verdict.bundle"
    run("bundle", attempt, "-o", bundle, document="bundle-written")
    run("verify", bundle, "--key", key, document="bundle-report", code=4)
    assert len(run("method", "list", document="recipes")["recipes"]) > 200
    assert run("method", "show", "quantile", document="recipe")["options"][1]["default"] == "7"
    run("log", "verify", document="audit")
    run("log", "tail", document="log-entries")
    run("log", "search", "--kind", "intake", document="log-entries")
    run("log", "export", tmp_path / "log.jsonl", document="export")
    repository = tmp_path / "anchors"
    subprocess.run(["git", "init", "-q", repository], check=True)
    for name, value in (("user.name", "T"), ("user.email", "t@example.org")):
        subprocess.run(["git", "-C", repository, "config", name, value], check=True)
    run("log", "anchor", repository, document="anchor")
    run("log", "monitor", "--anchors", repository, document="monitor")
    run("log", "rotate", "second", document="key")


def test_an_imported_theorem(gate, tmp_path):
    clone = tmp_path / "clone"
    clone.mkdir()
    (clone / "A.lean").write_text("theorem two : 1 + 1 = 2 := rfl\n", encoding="utf-8")
    git = ["git", "-C", clone, "-c", "user.name=T", "-c", "user.email=t@example.org"]
    subprocess.run(["git", "init", "-q", clone], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "one"], check=True)
    commit = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    done = gate("dojo", clone, commit, "A.lean", "two", "--proof", "rfl", "-o", tmp_path / "out", "--json")
    assert done.code == 0, done.err
    done.valid("dojo")


@pytest.mark.parametrize("command", sorted(commands_with_json()))
def test_every_command_prints_its_errors_as_a_document(gate, command):
    done = gate(*command.split(), "--no-such-option", "--json")
    problem = done.valid("error")["error"]
    assert (done.code, problem["code"], problem["exit_code"]) == (2, "usage", 2)
    assert problem["hint"] == f"gate {command} --help"


def test_errors_have_a_document_too(gate):
    done = gate("show", "nobody", "--json")
    assert done.code == 2
    done.valid("error")


@pytest.mark.docker
def test_what_is_printed_with_docker(gate, home):
    """A VERIFIED proof is revoked; images are listed, found built, and probed."""
    examples = Path(resource("examples"))
    gate("init")
    done = gate("submit", examples / "records/nicomachus.json", examples / "artifacts/nicomachus-induction", "--json")
    attempt = done.valid("verdict")
    assert attempt["verdict"] == "VERIFIED", attempt["reason"]
    revoked = gate("revoke", "--attempt", attempt["attempt"], "--reason", "only a test", "--json")
    assert len(revoked.valid("revocation")["revoked"]) == 1
    for words, document in ((("list",), "images"), (("build", "python"), "images"), (("test",), "self-test")):
        done = gate("sandbox", *words, "--json")
        assert done.code == 0, done.err
        done.valid(document)
