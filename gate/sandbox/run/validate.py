"""A run specification is checked completely before anything runs."""

from __future__ import annotations

import math
import re
from typing import NoReturn

from gate.model.errors import Fault, InputError
from gate.model.paths import is_safe_path
from gate.sandbox.interface import RunSpec

MAX_ARGV = 256
MAX_ARGV_BYTES = 64 * 1024
MAX_INPUTS = 4096
MAX_INPUT_BYTES = 1 << 30
"""Bytes of all inputs together."""
MAX_OUTPUTS = 256
MAX_OUTPUT_BYTES = 1 << 30
"""Bytes that all outputs together may declare."""
MAX_STDIN_BYTES = 64 << 20

_IMAGE_ID = re.compile(r"sha256:[0-9a-f]{64}", re.ASCII)
_ENV_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_PURPOSE = re.compile(r"[a-z][a-z0-9-]{0,31}", re.ASCII)


def check_spec(spec: RunSpec) -> None:
    """Raise InputError (code ``run.…``; ``where`` names the field) unless ``spec`` can be run."""
    if not _IMAGE_ID.fullmatch(spec.image):
        _refuse("image", "image", f"{spec.image[:80]!r} is not an image id", "`gate sandbox list` shows ids")
    if not _PURPOSE.fullmatch(spec.purpose):
        _refuse("purpose", "purpose", f"{spec.purpose[:80]!r} is not a plain lower-case word")
    _check_argv(spec)
    _check_env(spec)
    _check_inputs(spec)
    _check_outputs(spec)
    _check_limits(spec)


def _refuse(code: str, where: str, message: str, hint: str | None = None) -> NoReturn:
    raise InputError(f"run.{code}", message, where=where, hint=hint, fault=Fault.OPERATOR)


def _check_argv(spec: RunSpec) -> None:
    if not spec.argv or not spec.argv[0]:
        _refuse("argv", "argv", "there is nothing to run")
    if len(spec.argv) > MAX_ARGV:
        _refuse("argv", "argv", f"{len(spec.argv)} arguments; at most {MAX_ARGV}")
    for index, argument in enumerate(spec.argv):
        if not _is_plain(argument):
            _refuse("argv", f"argv[{index}]", "an argument holds a NUL character or is not valid Unicode")
    if sum(len(argument.encode()) for argument in spec.argv) > MAX_ARGV_BYTES:
        _refuse("argv", "argv", f"the arguments are longer than {MAX_ARGV_BYTES} bytes")


def _check_env(spec: RunSpec) -> None:
    for name, value in spec.env.items():
        if not _ENV_NAME.fullmatch(name) or not _is_plain(value):
            _refuse("env", f"env.{name[:40]}", "an environment variable is malformed")


def _check_inputs(spec: RunSpec) -> None:
    if len(spec.inputs) > MAX_INPUTS:
        _refuse("inputs", "inputs", f"{len(spec.inputs)} files; at most {MAX_INPUTS}")
    for name in spec.inputs:
        _check_name("input-name", f"inputs.{name[:80]}", name)
        for parent in _parents(name):
            if parent in spec.inputs:
                _refuse("input-name", f"inputs.{name}", f"{parent!r} is both a file and a folder")
    total = sum(len(data) for data in spec.inputs.values())
    if total > MAX_INPUT_BYTES:
        _refuse("input-size", "inputs", f"{total} bytes of inputs; at most {MAX_INPUT_BYTES}")
    if len(spec.stdin) > MAX_STDIN_BYTES:
        _refuse("stdin", "stdin", f"{len(spec.stdin)} bytes; at most {MAX_STDIN_BYTES}")


def _check_outputs(spec: RunSpec) -> None:
    if len(spec.outputs) > MAX_OUTPUTS:
        _refuse("outputs", "outputs", f"{len(spec.outputs)} files; at most {MAX_OUTPUTS}")
    seen: set[str] = set()
    for output in spec.outputs:
        _check_name("output-name", f"outputs.{output.name[:80]}", output.name)
        if output.name in seen:
            _refuse("output-twice", f"outputs.{output.name}", f"the output {output.name!r} is declared twice")
        seen.add(output.name)
        if output.max_bytes <= 0:
            _refuse("output-cap", f"outputs.{output.name}", f"the cap {output.max_bytes} is not a positive size")
    for output in spec.outputs:
        for parent in _parents(output.name):
            if parent in seen:
                _refuse("output-name", f"outputs.{output.name}", f"{parent!r} is both a file and a folder")
    total = sum(output.max_bytes for output in spec.outputs)
    if total > MAX_OUTPUT_BYTES:
        _refuse("output-cap", "outputs", f"the outputs' caps add up to {total} bytes; at most {MAX_OUTPUT_BYTES}")


def _check_limits(spec: RunSpec) -> None:
    """`RunLimits` refuses such values itself; a value that was built around its validation is caught here."""
    limits = spec.limits
    for name in ("wall_s", "cpu_s", "memory_bytes", "pids", "disk_bytes", "inodes", "stream_bytes"):
        value = getattr(limits, name)
        if not math.isfinite(value) or value <= 0:
            _refuse("limits", f"limits.{name}", f"{value} is not a positive limit", "0 would mean unlimited to Docker")


def _check_name(code: str, where: str, name: str) -> None:
    if not is_safe_path(name):
        _refuse(
            code,
            where,
            f"{name[:80]!r} is not a plain relative path",
            "ASCII letters, digits, '.', '_', '-' and '/'; no '..', no leading dot",
        )


def _parents(name: str) -> list[str]:
    parts = name.split("/")[:-1]
    return ["/".join(parts[: index + 1]) for index in range(len(parts))]


def _is_plain(text: str) -> bool:
    if "\0" in text:
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
