"""Writes the two tables of docs/log-entries.md from the code: ``python -m tests.log.entry_table``."""

from __future__ import annotations

from pathlib import Path

from gate.log import fields, kinds
from gate.log.fields import FieldType
from gate.log.kinds import KINDS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "log-entries.md"
MARKS = ("<!-- tables: python -m tests.log.entry_table -->\n", "<!-- end of tables -->\n")


def field_types() -> list[FieldType]:
    """Every type that a field can have, in the order of their names."""
    found = {item.name: item for module in (fields, kinds) for item in vars(module).values() if type(item) is FieldType}
    return [found[name] for name in sorted(found)]


def tables() -> str:
    """Both tables in Markdown."""
    lines = ["| kind | written by | when | ids beside it | fields of `body` |", "| --- | --- | --- | --- | --- |"]
    for kind in KINDS.values():
        parts = [f"`{name}` {item.name}" for name, item in kind.fields.items()]
        parts += [f"`{name}`? {item.name}" for name, item in kind.optional.items()]
        needs = ", ".join(f"`{name}`" for name in kind.needs) or "none"
        lines.append(f"| `{kind.name}` | {kind.writer} | {kind.when} | {needs} | {', '.join(parts)} |")
    lines += ["", "| type | what fits |", "| --- | --- |"]
    lines += [f"| {item.name} | {item.says} |" for item in field_types()]
    return "\n".join(lines) + "\n"


def page_with_tables(page: str) -> str:
    """The page with its tables replaced by the code's."""
    before, _, rest = page.partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    return f"{before}{MARKS[0]}\n{tables()}\n{MARKS[1]}{after}"


if __name__ == "__main__":
    PAGE.write_text(page_with_tables(PAGE.read_text("utf-8")), "utf-8")
