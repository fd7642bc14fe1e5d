"""Which rules count for which file."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from fnmatch import fnmatchcase

from gate.checks.rule import is_protected, rule_ids
from gate.model.errors import UsageError


@dataclass(frozen=True, slots=True)
class PathSelection:
    """Rules that are left out for the files that match a pattern (``*`` also crosses folders)."""

    pattern: str
    ignore: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Ids of rules, or how they begin (``REC``, ``CLM03``). What is protected is always selected."""

    select: tuple[str, ...] = ()
    """Empty: all."""
    ignore: tuple[str, ...] = ()
    paths: tuple[PathSelection, ...] = field(default=())

    def __post_init__(self) -> None:
        for name in self.select:
            require_rule(name)
        for name in (*self.ignore, *(name for path in self.paths for name in path.ignore)):
            require_rule(name, ignored=True)

    def selects(self, rule: str, file: str) -> bool:
        """Whether a rule counts in a file."""
        if is_protected(rule):
            return True
        if self.select and not rule.startswith(self.select):
            return False
        if rule.startswith(self.ignore):
            return False
        return not any(rule.startswith(path.ignore) for path in self.paths if fnmatchcase(file, path.pattern))


def require_rule(name: str, *, ignored: bool = False) -> None:
    """Raises UsageError ``check.unknown-rule``, and ``check.protected-rule`` where one is left out that must not be."""
    matching = [rule for rule in rule_ids() if name and rule.startswith(name)]
    if not matching:
        near = get_close_matches(name.upper(), rule_ids(), n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "`gate rule` lists them"
        raise UsageError("check.unknown-rule", f"no rule has the id {name!r}", hint=hint)
    if ignored and all(map(is_protected, matching)):
        message = f"{name} can neither be ignored nor suppressed nor put into a baseline"
        raise UsageError("check.protected-rule", message, hint=f"gate rule {matching[0]}")
