"""Two thousand random command lines: none ends in a traceback, in gate's own fault, or outside the table of exit codes.

A command line is drawn from the real commands and options; their values are honest ones, hostile ones, and honest ones
of another option. The variable ``SEED`` draws other lines; each batch begins with the same store.
"""

import json
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.testing import CliRunner

from gate.cli.commands import SECTIONS, DeferredCommand
from gate.cli.main import app
from tests.samples import write_artifact, write_record

LINES, BATCHES = 2000, 20
LEFT_OUT = {"demo", "sandbox build", "sandbox test", "witness serve", "serve"}
"""They need Docker whatever their arguments, or go on until somebody stops them."""
TABLE = {0, 2, 3, 4, 5}
REJECTING = {"submit", "rerun", "record pin", "record import", "lean recheck", "recompute", "triage", "check"}
"""The only commands that may say "rejected or failed", or that a file was refused or a finding made."""
NAMES = [
    *("", " ", "-", "--", ".", "\0", "a\0b", "\udcff", "a\udc80b", "\ud800", "π", "\x1b[31m", "\u202e", "a\nb"),
    *("x" * 300, "x/" * 2500, "0" * 10000, "../x", "~", "$HOME", "%s%n", "{}", "[]", "null", "'; DROP TABLE entries"),
]
"""Text that may be given for anything."""
NUMBERS = ["0", "-1", "1", "7", "99999999999999999999", "1e3", "0x1", "¹", "nan", "1_000"]
PLACES = [
    *("/dev/zero", "/dev/null", "/dev/full", "/proc/self/mem", "missing/x", "/dev/null/x"),
    *("fifo", "folder", "loop", "dangling", "empty", "binary", "deep.json", "bom.json", "new"),
]
"""Files, made below where they are relative, that are no honest input."""


def commands() -> Iterator[tuple[tuple[str, ...], list]]:
    """Every command with its parameters."""
    for section in SECTIONS.values():
        for name, (module, line) in section.items():
            command = DeferredCommand(name, module, line).load()
            if isinstance(command, TyperGroup):
                yield from (((name, member), one.params) for member, one in command.commands.items())
            else:
                yield (name,), command.params


COMMANDS = [(words, params) for words, params in commands() if " ".join(words) not in LEFT_OUT]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    """A store with an attempt, and everything that comes out of one."""
    folder = tmp_path_factory.mktemp("prepared")
    write_record(folder)
    write_artifact(folder)
    subprocess.run(["git", "init", "-q", folder / "repository"], check=True)
    with environment(folder):
        for words in ("init", "submit record.json artifact", "bundle sample-1 -o bundle", "log export log.jsonl"):
            done = CliRunner().invoke(app, words.split())
            assert done.exit_code in (0, 4), done.stderr
        Path("checkpoint").write_text(CliRunner().invoke(app, ["log", "checkpoint"]).stdout)
    return folder


@contextmanager
def environment(folder: Path) -> Iterator[None]:
    """In this folder, with nothing else of the user's."""
    variables = {
        "GATE_HOME": "store",
        "GATE_CACHE": str(folder / "cache"),
        "GATE_STATE": str(folder / "state"),
        "DOCKER_HOST": "unix:///nowhere/docker.sock",
        "GIT_CONFIG_GLOBAL": "/dev/null",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, value in variables.items():
            patch.setenv(name, value)
        yield


@pytest.fixture
def honest(prepared, tmp_path) -> Iterator[dict[str, list[str]]]:
    """The prepared folder once more, with `PLACES` in it; the values are what a parameter of that name takes."""
    folder = Path(shutil.copytree(prepared, tmp_path / "words"))
    with environment(folder):
        os.mkfifo("fifo")
        Path("folder").mkdir()
        Path("loop").symlink_to("loop")
        Path("dangling").symlink_to("nowhere")
        Path("empty").touch()
        Path("binary").write_bytes(bytes(range(256)) * 8)
        Path("deep.json").write_text("[" * 100_000)
        Path("bom.json").write_bytes(b"\xef\xbb\xbf" + Path("record.json").read_bytes())
        key = next(Path("store", "keys").glob("*.pub")).read_text().strip()
        history = CliRunner().invoke(app, ["history", "sample-1", "--json"]).stdout
        attempt = json.loads(history)["attempts"][0]["attempt"]
        yield {
            "record": ["record.json", "sample-1"],
            "artifact": ["artifact"],
            "attempt": [attempt, "1"],
            "name": ["sample-1", attempt, "second", "record", "usage"],
            "file": ["bundle"],
            "source": ["log.jsonl"],
            "key": [key, "store/keys/log.pub", "store/keys/log.key"],
            "checkpoint": ["checkpoint"],
            "claim": ["c1"],
            "kind": ["erratum", "verdict", "retraction"],
            "policy": ["store/policy.json"],
            "home": ["store"],
            "repository": ["repository"],
            "approver": ["ada@example.org", "a b"],
            "index": ["0", "3"],
            "out": ["new", "new.jsonl", "bundle"],
        }


def line(draw: random.Random, honest: dict[str, list[str]]) -> tuple[str, list[str]]:
    """A command, and a whole command line of it."""
    words, params = draw.choice(COMMANDS)

    def value(name: str) -> str:
        others = [NAMES, PLACES, NUMBERS, draw.choice([*honest.values()])]
        return draw.choice(draw.choice([*[honest.get(name, NAMES)] * len(others), *others]))

    arguments: list[str] = []
    for param in params:
        if param.param_type_name == "argument":
            arguments += [value(param.name)] if draw.random() < 0.95 else []
        elif "--help" in param.opts and draw.random() > 0.03:
            continue
        elif param.required or draw.random() < 0.3:
            arguments.append(draw.choice(param.opts))
            if not param.is_flag:
                arguments.append(value(param.name))
    if draw.random() < 0.05:
        arguments.insert(draw.randrange(len(arguments) + 1), draw.choice(NAMES))
    before = draw.choice([[], [], [], [], ["-v"], ["--log-file", value("log_file")]])
    return " ".join(words), [*before, *words, *arguments]


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_command_line_is_a_crash_or_a_verdict(honest, batch):
    draw = random.Random(f"{os.environ.get('SEED', '1')}-{batch}")
    for _ in range(LINES // BATCHES):
        command, words = line(draw, honest)
        done = CliRunner().invoke(app, words)
        called = " ".join(repr(word[:200]) for word in ("gate", *words))
        where = f"{called} (batch {batch})\n{done.stdout[-500:]}\n{done.stderr[-2000:]}"
        assert done.exception is None or isinstance(done.exception, SystemExit), where
        assert done.exit_code in TABLE or (done.exit_code == 1 and command in REJECTING), where
        assert "Traceback" not in done.stderr, where
        assert "error[internal]" not in done.stderr, where
        if done.exit_code in (2, 5):
            assert "error[" in done.stderr or "--json" in words, where
