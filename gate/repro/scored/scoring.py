"""The gate's own scores: labels that it keeps, predictions that it wrote anew, the claim's metric."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gate.model.digest import Digest
from gate.model.errors import Fault, InputError
from gate.model.expected import Expected
from gate.model.judging import Case
from gate.model.policy import ReproPolicy
from gate.model.scored import Scored
from gate.repro.claim.declared import check_expected
from gate.repro.claim.methods import Methods, methods_of
from gate.repro.claim.parts import Part, place
from gate.repro.claim.task import checked_data
from gate.repro.data.codec import Codec
from gate.repro.data.tables import Table
from gate.repro.runs.own_values import OwnValue, OwnValues
from gate.repro.scored.leak import leaked
from gate.sandbox.interface import Sandbox


@dataclass(frozen=True, slots=True)
class Scoring:
    """A scored claim made ready: its labels are read, and the ids that predictions must have are known."""

    scored: Scored
    labels: Mapping[str, Table]
    keys: tuple[str, ...]
    policy: ReproPolicy
    sandbox: Sandbox

    @classmethod
    def of(cls, scored: Scored, case: Case, sandbox: Sandbox) -> Scoring:
        """Raises InputError (fault: claim) for labels that cannot be used, InfrastructureError."""
        policy = case.policy.repro
        data = checked_data(scored.labels, case.claim_files, policy.data_bytes)
        tables = {path: table for path, (table, _) in Codec(sandbox, policy.run).read(scored.labels, data).items()}
        return cls(scored, tables, _keys(scored, tables), policy, sandbox)

    def expected(self, predictions: Digest | None = None) -> Expected:
        """The quantities with labels and predictions as their data."""
        return self.scored.scoring(predictions or Digest.of(b""))

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is compared. Raises InputError (fault: claim) where a rule cannot apply."""
        return check_expected(self.expected(), self.policy)

    def methods(self, predictions: Table) -> Methods:
        """The metric, typed. Raises InputError (fault: claim), also where it looks at labels or predictions alone."""
        methods = methods_of(self.expected(), self.tables(predictions))
        for variant in methods.variants:
            files = {path for path, _ in variant.method.uses}
            table = self.scored.predictions.table
            predicted = {column for path, column in variant.method.uses if path == table} - {
                self.scored.predictions.key
            }
            if not predicted or not files - {table}:
                raise InputError(
                    "scored.no-metric",
                    f"{variant.quantity.name} is computed from {'labels' if not predicted else 'predictions'} alone",
                    where=f"{place(variant.quantity.name)}.method",
                    hint="join the labels with the predictions on their key, and compare the two",
                    fault=Fault.CLAIM,
                )
        return methods

    def tables(self, predictions: Table) -> dict[str, Table]:
        """Labels and predictions, by path."""
        return {**self.labels, self.scored.predictions.table: predictions}

    def score(self, methods: Methods, each: Sequence[Table]) -> list[tuple[OwnValue, ...]]:
        """What every variant gives for each table of predictions, in one container. Raises InfrastructureError."""
        own = OwnValues(methods, {part.name: part for part in self.parts}, self.sandbox)
        return own.on([self.tables(predictions) for predictions in each], conditions=False)

    def leaks(self, files: Mapping[str, bytes]) -> str:
        """The first file that holds the labels, and how; empty where none does."""
        of, key = self.scored.predictions.of, self.scored.predictions.key
        table = self.labels[of]
        digests = {file.sha256: file.path for file in self.scored.labels}
        for name, content in sorted(files.items()):
            if Digest.of(content) in digests:
                return f"{name} is a copy of {digests[Digest.of(content)]}"
            for column in table.columns:
                if column != key and (how := leaked(content, dict(zip(self.keys, table.column(column), strict=True)))):
                    return f"{name} holds {how} ({column} of {of})"
        return ""


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
