"""The ``gate`` command in this process, as the console script runs it, error handling included."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from gate import schema_of
from gate.cli.main import app
from gate.documents.catalogue import DOCUMENTS, format_of


@dataclass(frozen=True)
class Done:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    def valid(self, document: str) -> Any:
        """The printed document, after the schema that is published for it was applied to it."""
        schema = schema_of(document)
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(self.json, schema)
        assert self.json["format"] == format_of(DOCUMENTS[document])
        return self.json


@dataclass(frozen=True)
class Gate:
    """Runs ``gate`` with one store; each call is a command line, and ``env`` adds variables."""

    home: Path

    def __call__(self, *arguments: object, env: Mapping[str, str] | None = None) -> Done:
        """In this process. A crash of gate fails the test with its traceback."""
        result = CliRunner().invoke(app, [str(word) for word in arguments], env=self._environment(env))
        crash = re.search(r"error\[internal\](?s:.*?)where: (\S+)", result.stderr)
        if crash:
            pytest.fail(Path(crash[1]).read_text(encoding="utf-8"))
        return Done(result.exit_code, result.stdout, result.stderr)

    def process(self, *arguments: object, env: Mapping[str, str] | None = None, **options: Any) -> Done:
        """In a process of its own, for what only a process has: signals, streams, the interpreter's end."""
        done = subprocess.run(
            [sys.executable, "-m", "gate", *map(str, arguments)],
            **{"capture_output": True, "text": True, "check": False, **options},
            env={**os.environ, **self._environment(env)},
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Done(done.returncode, done.stdout or "", done.stderr)

    def _environment(self, more: Mapping[str, str] | None) -> dict[str, str]:
        return {"GATE_HOME": str(self.home), **(more or {})}
