"""The table of commands: complete, true to the commands' own help, and cheap to print."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

import gate.cli
from gate.cli.commands import SECTIONS, DeferredCommand
from gate.cli.main import app

LISTED = [(name, *place) for section in SECTIONS.values() for name, place in section.items()]
NOT_COMMANDS = {"__init__", "commands", "completion", "crash", "interrupts", "logs", "main", "options", "ui"}


@pytest.mark.parametrize(("name", "module", "line"), LISTED)
def test_the_line_of_help_is_how_the_commands_own_help_begins(name, module, line):
    command = DeferredCommand(name, module, line).load()
    assert command.name == name
    assert " ".join(str(command.help).split()).startswith(line)


def test_every_module_of_commands_is_listed():
    modules = {path.stem for path in Path(gate.cli.__file__).parent.glob("*.py")}
    assert modules - NOT_COMMANDS == {module for _, module, _ in LISTED}


def test_help_shows_every_command_with_its_whole_line(gate):
    shown = " ".join(gate("--help").out.split())
    for name, _, line in LISTED:
        assert f"{name} {line}" in shown


def test_completion_is_offered_for_the_command_only(gate):
    assert "install-completion" in gate("--help").out
    assert "install-completion" not in gate("log", "--help").out


def test_names_complete():
    root = get_command(app)
    with root.make_context("gate", [], resilient_parsing=True) as context:
        assert {"submit", "show", "schema"} <= {item.value for item in root.shell_complete(context, "s")}


@pytest.mark.parametrize(
    ("words", "offered", "others"),
    [
        (["schema", "re"], {"record", "rerun", "revocation"}, {"policy"}),
        (["explain", "bundle.w"], {"bundle.write"}, {"bundle.entry"}),
        (["sandbox", "build", "p"], {"python"}, {"base"}),
        (["sandbox", "test", "lean"], {"lean-core"}, {"python"}),
        (["log", "search", "--kind", "ver"], {"verdict"}, {"intake"}),
        (["log", "ex"], {"export"}, {"verify"}),
    ],
)
def test_what_an_argument_may_be_completes(gate, words, offered, others):
    line = " ".join(["gate", *words])
    done = gate.process(env={"_GATE_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words))})
    found = set(done.out.split())
    assert (done.code, offered <= found, found & others) == (0, True, set()), found


@pytest.mark.parametrize("heavy", ["pydantic", "docker", "sqlalchemy", "cryptography", "rich", "logging"])
def test_help_imports_nothing_heavy(heavy):
    code = f"import sys\ntry:\n from gate.cli.main import app; app()\nfinally:\n print({heavy!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("False\n")
