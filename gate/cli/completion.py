"""What the shell may complete an argument to. Each is imported when the shell asks."""

from __future__ import annotations


def codes(incomplete: str) -> list[str]:
    """Codes of errors and checks, for ``gate explain``."""
    from gate.model.error_codes import code_entries

    return [code for code in code_entries() if code.startswith(incomplete)]


def schemas(incomplete: str) -> list[str]:
    """Names of contracts and printed documents."""
    from gate import schema_names

    return [name for name in schema_names() if name.startswith(incomplete)]


def rules(incomplete: str) -> list[str]:
    """Rules of `gate check`."""
    from gate.checks.rule import rule_ids

    return [rule for rule in rule_ids() if rule.startswith(incomplete.upper())]


def entry_kinds(incomplete: str) -> list[str]:
    """Kinds of log entries."""
    from gate.log.kinds import KINDS

    return [kind for kind in KINDS if kind.startswith(incomplete)]


def images(incomplete: str) -> list[str]:
    """Names of images that can be built."""
    from gate.sandbox.images.definition import catalogue

    return [name for name in catalogue() if name.startswith(incomplete)]


def recipes(incomplete: str) -> list[str]:
    """Recipes of the catalogue."""
    from gate.repro.methods.catalogue import CATALOGUE

    return sorted({name for name, _ in CATALOGUE if name.startswith(incomplete)})
