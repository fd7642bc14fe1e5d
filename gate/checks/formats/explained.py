"""A rule in words, for ``gate rule``."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from gate.checks.rule import Example, explain, is_protected, rule_ids

_WIDTH = 100


def render_list() -> str:
    """All rules, one a line."""
    rules = ((rule, explain(rule)) for rule in rule_ids())
    return "\n".join(f"{rule}  {known.severity:<7}  {known.title}" for rule, known in rules)


def render_rule(rule: str) -> str:
    """One rule: what, why, examples, fix."""
    known = explain(rule)
    lines = [f"{rule} ({known.severity}): {known.title}"]
    if known.contracts:
        lines.append(f"Contracts: {', '.join(known.contracts)}")
    if known.since:
        lines.append(f"Judges records published from {known.since} on.")
    if is_protected(rule):
        lines.append("It can neither be ignored nor suppressed nor put into a baseline.")
    for heading, text in (("What it finds", known.what), ("Why", known.why), ("Fix", known.fix)):
        lines += ["", heading, *textwrap.wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  ")]
    for heading, examples in (("Found", known.failing), ("Not found", known.passing)):
        for example in examples:
            if told := list(_example(example)):
                lines += ["", f"{heading}, in a sample record ({example.base}) with", *told]
    return "\n".join(lines)


def _example(example: Example) -> Iterator[str]:
    if example.text is not None:
        yield f"  {example.file or 'record.json'}:"
        yield textwrap.indent(example.text.rstrip("\n"), "    ")
    for pointer, value in (example.before or {}).items():
        yield f"  {pointer}: {_json(value)} in the base revision"
    for pointer, value in example.set.items():
        yield f"  {pointer}: {_json(value)}"
    yield from (f"  {pointer} left out" for pointer in example.remove)
    for name, text in example.files.items():
        yield f"  {name} beside it:"
        yield textwrap.indent(text.rstrip("\n"), "    ")
    for claim, proof in example.proven.items():
        yield f"  claim {claim}, by the log: {proof}"
    for trouble, message in example.bundles.items():
        yield f"  a bundle beside it ({trouble}): {message}"
    if example.gone:
        yield "  the file removed by the change"
    if example.at:
        yield f"  → at {example.at}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
