"""The gate's own scores: labels that it keeps, predictions that it wrote anew, the claim's metric."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gate.model.digest import Digest
from gate.model.errors import Fault, InputError
from gate.model.expected import Expected
from gate.model.judging import Case
from gate.model.scored import Scored
from gate.repro.claim.declared import check_expected
from gate.repro.claim.methods import Methods, methods_of
from gate.repro.claim.parts import Part, place
from gate.repro.claim.task import checked_data
from gate.repro.data.codec import Codec
from gate.repro.data.tables import Table
from gate.repro.runs.own_values import OwnValue, OwnValues
from gate.repro.scored.leak import leaked
from gate.repro.scored.metric import compared_columns
from gate.sandbox.interface import Sandbox


@dataclass(frozen=True, slots=True)
class Scoring:
    """A scored claim made ready: labels read, metric typed, and the ids known that predictions must have.

    ``answers`` are the labels that the metric compares: column of the labels' file → id → label.
    """

    scored: Scored
    labels: Mapping[str, Table]
    keys: tuple[str, ...]
    parts: tuple[Part, ...]
    methods: Methods
    answers: Mapping[str, Mapping[str, str]]
    sandbox: Sandbox

    @classmethod
    def of(cls, scored: Scored, case: Case, sandbox: Sandbox) -> Scoring:
        """Raises InputError (fault: claim) for labels or a metric that cannot be used, InfrastructureError."""
        policy = case.policy.repro
        data = checked_data(scored.labels, case.claim_files, policy.data_bytes)
        tables = {path: table for path, (table, _) in Codec(sandbox, policy.run).read(scored.labels, data).items()}
        keys = _keys(scored, tables)
        expected = scored.scoring(Digest.of(b""))
        names = (scored.predictions.key, *(column.name for column in scored.predictions.columns))
        methods = methods_of(expected, {**tables, scored.predictions.table: Table(names, ())})
        own = tables[scored.predictions.of]
        compared = _compared(scored, methods) & set(own.columns)
        answers = {name: dict(zip(keys, own.column(name), strict=True)) for name in sorted(compared)}
        return cls(scored, tables, keys, check_expected(expected, policy), methods, answers, sandbox)

    @property
    def expected(self) -> Expected:
        """The quantities with labels and predictions as their data."""
        return self.scored.scoring(Digest.of(b""))

    def tables(self, predictions: Table) -> dict[str, Table]:
        """Labels and predictions, by path."""
        return {**self.labels, self.scored.predictions.table: predictions}

    def score(self, each: Sequence[Table]) -> list[tuple[OwnValue, ...]]:
        """What every variant gives for each table of predictions, in one container. Raises InfrastructureError."""
        own = OwnValues(self.methods, {part.name: part for part in self.parts}, self.sandbox)
        return own.on([self.tables(predictions) for predictions in each])

    def answers_in(self, table: Table) -> str:
        """The column of another table with the key that holds the labels of its ids; empty where none does."""
        key = self.scored.predictions.key
        if key not in table.columns:
            return ""
        for labels in self.answers.values():
            for name in table.columns:
                found = dict(zip(table.column(key), table.column(name), strict=True))
                if name != key and len(set(labels.values())) > 1 and _holds(found, labels):
                    return name
        return ""

    def leaks(self, files: Mapping[str, bytes]) -> str:
        """The first file that holds the labels, and how; empty where none does."""
        digests = {file.sha256: file.path for file in self.scored.labels}
        for name, content in sorted(files.items()):
            if Digest.of(content) in digests:
                return f"{name} is a copy of {digests[Digest.of(content)]}"
            for column, labels in self.answers.items():
                if how := leaked(content, labels):
                    return f"{name} holds {how} ({column} of {self.scored.predictions.of})"
        return ""


def _compared(scored: Scored, methods: Methods) -> set[str]:
    """The columns that the metric compares, without the key.

    Raises InputError ``scored.no-metric`` (fault: claim) where a value looks at labels or predictions alone.
    """
    table, key = scored.predictions.table, scored.predictions.key
    found: set[str] = set()
    for variant in methods.variants:
        predicted = {column for path, column in variant.method.uses if path == table} - {key}
        if not predicted or not {path for path, _ in variant.method.uses} - {table}:
            raise InputError(
                "scored.no-metric",
                f"{variant.quantity.name} is computed from {'predictions' if predicted else 'labels'} alone",
                where=f"{place(variant.quantity.name)}.method",
                hint="join the labels with the predictions on their key, and compare the two",
                fault=Fault.CLAIM,
            )
        if variant.quantity.method is not None:
            found |= compared_columns(variant.quantity.method)
    return found - {key}


def _holds(found: Mapping[str, str], labels: Mapping[str, str]) -> bool:
    """Whether a column, by id, is the labels wherever it says anything about their ids."""
    shared = [key for key in labels if key in found]
    return len(shared) * 2 > len(labels) and all(found[key] == labels[key] for key in shared)


def _keys(scored: Scored, tables: Mapping[str, Table]) -> tuple[str, ...]:
    """The ids of the labels, all different. Raises InputError (fault: claim)."""
    of, key = scored.predictions.of, scored.predictions.key
    table, where = tables[of], "predictions.key"
    if key not in table.columns:
        message = f"{of} has no column {key!r}; it has {', '.join(table.columns)[:400]}"
        raise InputError("scored.no-key", message, where=where, fault=Fault.CLAIM)
    keys = table.column(key)
    twice = next((cell for cell in keys if keys.count(cell) > 1), None) if len(set(keys)) < len(keys) else None
    if twice is not None or "" in keys:
        message = f"the ids of the labels do not tell the rows: {twice or ''!r} occurs more than once or is empty"
        raise InputError("scored.no-key", message, where=where, fault=Fault.CLAIM)
    return tuple(map(str, keys))
