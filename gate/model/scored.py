"""A scored claim: labels, a metric, and what predictions look like. The gate scores; no script's number is used.

The quantities' methods are the metric, over the files of ``labels`` joined with the table of predictions.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from gate.model.base import Contract, Growing
from gate.model.digest import Digest
from gate.model.expected import DataFile, Expected, Quantity
from gate.model.method import ColumnName, ValueType
from gate.model.numbers import DecimalText
from gate.model.paths import SafePath
from gate.model.rules import TableRule


class PredictedColumn(Growing):
    """A column of predictions and what its cells can be: one of the ``levels``, from ``min`` to ``max``."""

    later: ClassVar[bool] = True
    name: ColumnName
    type: ValueType
    levels: tuple[str, ...] = Field(default=(), max_length=10_000)
    min: DecimalText | None = None
    max: DecimalText | None = None


class Predictions(Growing):
    """The form of a file of predictions: one row, or line, for each row of the labels file ``of``, told by ``key``.

    ``csv`` has a header with exactly ``key`` and the columns, ``jsonl`` one JSON object a line with exactly these
    members. Methods call the table ``table``. ``sha256`` pins the file that the publication is about.
    """

    later: ClassVar[frozenset[str]] = frozenset({"sha256"})
    table: SafePath = "predictions"
    format: Literal["csv", "jsonl"]
    of: SafePath
    key: ColumnName
    columns: tuple[PredictedColumn, ...] = Field(min_length=1, max_length=64)
    sha256: Digest | None = None

    @model_validator(mode="after")
    def _different_columns(self) -> Predictions:
        names = [self.key, *(column.name for column in self.columns)]
        if len(set(names)) != len(names):
            raise ValueError("the key and the predicted columns have different names")
        return self


class Scored(Contract):
    """What scored success means. The labels stay with the gate: no submitted code ever runs where they are."""

    quantities: tuple[Quantity, ...] = Field(min_length=1, max_length=256)
    labels: tuple[DataFile, ...] = Field(min_length=1, max_length=16)
    predictions: Predictions

    @model_validator(mode="after")
    def _scores(self) -> Scored:
        for quantity in self.quantities:
            if quantity.method is None:
                raise ValueError(f"{quantity.name} has no method: the gate could not score it")
            if quantity.fixed or quantity.statistic is not None or quantity.output is not None:
                raise ValueError(
                    f"{quantity.name} is a score: 'fixed', 'statistic' and 'output' are for scripts' values"
                )
        paths = [file.path for file in self.labels]
        if self.predictions.of not in paths:
            raise ValueError(f"{self.predictions.of} is not among the labels")
        if self.predictions.table in paths:
            raise ValueError(f"the predictions' table has the name of a labels file: {self.predictions.table}")
        return self

    def scoring(self, predictions: Digest) -> Expected:
        """The quantities over labels and predictions, as a method's data; the digest is that of the predictions."""
        declared = {
            "path": self.predictions.table,
            "sha256": str(predictions),
            "format": "csv",
            "source": "the artifact",
            "licence": "the artifact's",
            "columns": [
                {"name": self.predictions.key, "role": "id", "type": "text"},
                *({"name": one.name, "role": "outcome", "type": one.type} for one in self.predictions.columns),
            ],
        }
        columns = DataFile.model_validate(declared, strict=False)
        return Expected(quantities=self.quantities, data=(*self.labels, columns), varies=self.randomness)

    @property
    def randomness(self) -> tuple[Literal["seed"], ...]:
        """What varies between runs: nothing, where nothing runs."""
        return ()


class Trained(Scored):
    """What success of a training means: a script that sees ``training``, and never the labels, makes predictions.

    The gate scores the predictions of every run. ``varies`` as in `gate.model.expected.Expected`. Nothing pins
    predictions that are made anew.
    """

    training: tuple[DataFile, ...] = Field(min_length=1, max_length=64)
    varies: tuple[Literal["seed"], ...] = ()

    @model_validator(mode="after")
    def _trains(self) -> Trained:
        if self.predictions.sha256 is not None:
            raise ValueError("predictions of a training are made anew, so none can be pinned")
        labels = {file.path for file in self.labels} | {file.sha256 for file in self.labels}
        shared = [file.path for file in self.training if {file.path, file.sha256} & labels]
        if shared:
            raise ValueError(f"{shared[0]} is among the labels, which the training must never see")
        tables = [quantity.name for quantity in self.quantities if isinstance(quantity.rule, TableRule)]
        if not self.taught:
            raise ValueError("no column of the training files is an outcome, so there is nothing to learn")
        if tables:
            raise ValueError(f"{tables[0]} is a table: the scores of a training are single values, lists or arrays")
        return self

    @property
    def randomness(self) -> tuple[Literal["seed"], ...]:
        """``seed`` where every run has another one."""
        return self.varies

    @property
    def taught(self) -> tuple[str, ...]:
        """The paths of the training files that hold answers to learn from."""
        return tuple(f.path for f in self.training if any(column.role == "outcome" for column in f.columns))

    def running(self) -> Expected:
        """What the script's runs are about: the training data, and values that no method gives from these alone."""
        values = tuple(quantity.model_copy(update={"method": None}) for quantity in self.quantities)
        return Expected(quantities=values, data=self.training, varies=self.varies)
