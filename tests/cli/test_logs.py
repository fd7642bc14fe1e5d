"""``-v`` and ``--log-file``: the package's logger, silent by default."""

import logging

import pytest

from gate.cli.logs import logging_to
from gate.model.errors import UsageError

LOGGER = logging.getLogger("gate.some.module")


def speak() -> None:
    LOGGER.info("an image was found")
    LOGGER.debug("a detail with \x1b[31m colour")


@pytest.mark.parametrize(("verbosity", "lines"), [(1, 1), (2, 2), (3, 2)])
def test_verbosity_chooses_what_stderr_gets(capsys, verbosity, lines):
    with logging_to(verbosity, None):
        speak()
    speak()
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == lines
    assert "INFO    gate.some.module: an image was found" in shown.err
    assert "\x1b" not in shown.err


def test_the_file_gets_everything_and_is_appended_to(capsys, tmp_path):
    file = tmp_path / "gate.log"
    for _ in range(2):
        with logging_to(0, file):
            speak()
    assert len(file.read_text().splitlines()) == 4
    assert capsys.readouterr().err == ""


def test_a_file_that_cannot_be_written_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError) as caught, logging_to(0, tmp_path / "none" / "gate.log"):
        pass
    assert caught.value.code == "log-file.unwritable"


def test_the_command_says_nothing_by_default_and_what_was_called_with_v(gate):
    assert gate("init").err == ""
    assert "gate.cli" in gate("-v", "show", "none").err
