"""What a rule is: a permanent id, a function over what it looks at, and an explanation in a file of its own.

The explanation (``rules/REC013.toml``) says title, severity, what, why and fix, and holds examples that pass and fail:
it is the rule's documentation and its test.
"""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Generic, Literal, TypeVar

import msgspec

from gate.checks.finding import Severity, path_of

Subject = TypeVar("Subject")

Result = TypeVar("Result")

Check = Callable[[Subject], Iterable[Result]]
"""A rule's function: everything that it finds in one subject."""


class Table(Generic[Subject, Result]):
    """The rules that look at one kind of subject, by id."""

    def __init__(self) -> None:
        self.rules: dict[str, Check[Subject, Result]] = {}

    def __call__(self, rule: str) -> Callable[[Check[Subject, Result]], Check[Subject, Result]]:
        """Register a function under a rule's id."""

        def register(check: Check[Subject, Result]) -> Check[Subject, Result]:
            self.rules[rule] = check
            return check

        return register


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A small repository in which the rule finds something at ``at``, or nothing: a base record with changes.

    ``set`` maps JSON pointers into the ``base`` to new values, ``remove`` lists those that are taken out. ``text``
    stands in place of the whole file. ``before`` are changes that give the version of the base revision (None: the
    record is new), ``gone`` says that the change removes the file. ``files`` are further files beside the record.
    ``proven`` says how claims stand in the log (``VERIFIED``, or ``Unverified: the reason``), ``bundles`` what is wrong
    with bundles beside the record.
    """

    base: Literal["mathematical", "empirical", "artifact"] = "mathematical"
    set: dict[str, object] = {}
    remove: tuple[str, ...] = ()
    text: str | None = None
    file: str | None = None
    before: dict[str, object] | None = None
    gone: bool = False
    files: dict[str, str] = {}
    proven: dict[str, str] = {}
    bundles: dict[str, str] = {}
    at: str = ""


class Explanation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a rule is about, in words. ``contracts`` are the versions that it belongs to; empty: it is not about one.

    ``since``: only records published from this day (RFC 3339 date) on are judged by it.
    """

    title: str
    severity: Severity
    what: str
    why: str
    fix: str
    failing: tuple[Example, ...]
    passing: tuple[Example, ...]
    contracts: tuple[str, ...] = ("paper-manifest-v1.1",)
    since: str | None = None


PROTECTED_AREAS = ("VER",)
PROTECTED = frozenset(f"REC{number:03}" for number in range(1, 11))
"""Rules without which no other could be believed: whether a file can be read, and keeps to its contract."""


def is_protected(rule: str) -> bool:
    """Whether a rule can neither be ignored nor suppressed nor put into a baseline."""
    return rule in PROTECTED or rule.startswith(PROTECTED_AREAS)


@cache
def explain(rule: str) -> Explanation:
    """The explanation of a rule that exists."""
    text = files("gate.checks.rules").joinpath(f"{rule}.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Explanation)


@cache
def rule_ids() -> tuple[str, ...]:
    """The ids of all rules, sorted: each has its file."""
    names = (path.name for path in files("gate.checks.rules").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def set_at(document: object, changes: Mapping[str, object], remove: Iterable[str] = ()) -> object:
    """A document with other values at some JSON pointers, and without those at others. Raises KeyError, IndexError."""
    made = copy.deepcopy(document)
    for pointer, value in [*changes.items(), *((pointer, _GONE) for pointer in remove)]:
        *parents, last = path_of(pointer)
        inner = made
        for part in parents:
            inner = inner[int(part)] if isinstance(inner, list) else _object(inner)[part]
        if value is _GONE:
            del _object(inner)[last]
        elif isinstance(inner, list) and last == "-":
            inner.append(_plain(value))
        elif isinstance(inner, list):
            inner[int(last)] = _plain(value)
        else:
            _object(inner)[last] = _plain(value)
    return made


_GONE = object()
NULL = "@NULL@"
"""What examples write for null, which TOML does not have."""


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return None if value == NULL else value


def _object(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value
