"""The specification of success of an empirical claim: quantities with comparison rules, and the data declaration."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from gate.model.base import Contract, Growing
from gate.model.digest import Digest
from gate.model.method import ColumnName, Method, ValueType
from gate.model.numbers import DecimalText
from gate.model.paths import SafePath
from gate.model.rules import PrintedRule, Rule, TableRule

Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,63}$")]
Role = Literal["outcome", "predictor", "group", "id", "time", "other"]
Free = Literal["row-order", "column-order", "line-endings", "number-format"]

Statistic = Literal["location", "equivariant", "scale", "variance", "total", "ratio", "invariant"]
"""How a quantity follows the outcome columns y when the gate multiplies them by c > 0 or adds d to them:

============ ============= ========= =============================================
statistic    y times c     y plus d  for example
============ ============= ========= =============================================
location     times c       plus d    mean, median, quantile, intercept
equivariant  times c       same      slope, difference of means, contrast
scale        times c       same      standard deviation, standard error
variance     times c²      same      variance, residual mean square
total        times c       (not run) sum, spectral amplitude
ratio        same          (not run) coefficient of variation, one-sample t, share
invariant    same          same      correlation, R², t and p of a difference, rank
============ ============= ========= =============================================
"""

NONCE_KEY = "nonce"
"""The key of the result file that gives the run's nonce back; no quantity can have this name."""


class OutputPlace(Contract):
    """Where a quantity stands when it is not a key of the result file.

    ``pointer`` is a JSON pointer (RFC 6901) into ``/out/<file>``; a CSV or TSV file is read as an array of objects, so
    ``/0/estimate`` is the first row's column ``estimate``. A table needs no pointer.
    """

    file: SafePath
    pointer: str = Field(default="", max_length=400, pattern=r"^(/.*)?$")


class Quantity(Growing):
    """One named result of the claim, with its value *as printed* in the publication.

    ``published`` is one text for scalars, a list for arrays (row-major), sets and rankings, a list of rows for tables.
    ``fixed`` says that the value does not depend on the values in the data (a row count): no control can move it.
    ``statistic`` says how it follows the outcome columns; the gate then scales and shifts them and looks.
    ``method`` says what the quantity is, so that the gate computes it itself.
    """

    later: ClassVar[frozenset[str]] = frozenset({"method"})
    name: Name
    published: Annotated[str, Field(min_length=1, max_length=400)] | tuple[str, ...] | tuple[tuple[str, ...], ...]
    unit: str = ""
    rule: Rule = PrintedRule()
    fixed: bool = False
    statistic: Statistic | None = None
    output: OutputPlace | None = None
    method: Method | None = None

    @property
    def output_file(self) -> str | None:
        """The file under ``/out`` that holds this quantity; None for the result file, which the artifact names."""
        if self.output is not None:
            return self.output.file
        return f"{self.name}.csv" if isinstance(self.rule, TableRule) else None


class Column(Growing):
    """A column of a data file, its role in the analysis, and its domain: what a valid cell of it is.

    Changed data keep to the domain, so that a script may check its input. ``min`` and ``max`` are included; ``levels``
    lists every cell that may occur; a ``share`` lies in [0, 1]; ``type`` says how cells are read that could be both.
    """

    later: ClassVar[bool] = True
    name: ColumnName
    role: Role
    type: ValueType | None = None
    min: DecimalText | None = None
    max: DecimalText | None = None
    levels: tuple[str, ...] = Field(default=(), max_length=10_000)
    integer: bool = False
    share: bool = False
    positive: bool = False


class DataFile(Contract):
    """A data file of the claim, pinned by digest, with its source and licence.

    ``free`` lists what carries no meaning in this file and may therefore be changed by the re-encoding control.
    """

    path: SafePath
    sha256: Digest
    format: Literal["csv", "tsv", "json", "parquet", "npz"]
    source: str = Field(min_length=1)
    licence: str = Field(min_length=1)
    columns: tuple[Column, ...] = ()
    free: tuple[Free, ...] = ("line-endings", "number-format")


class Effect(Contract):
    """What a relation does to one quantity: ``new = old * factor**power + plus * amount``."""

    quantity: Name
    power: int = Field(default=0, ge=-4, le=4)
    plus: DecimalText = "0"


class Relation(Contract):
    """A metamorphic relation: the gate changes the data, and the quantities must follow.

    ``scale`` multiplies the columns by a factor that the gate draws; ``negate`` by -1; ``shift`` adds a drawn amount;
    ``add`` adds amount times the column ``other`` (regression equivariance); ``duplicate`` repeats every row, the
    factor is how often; ``relabel`` renames the groups in a column; ``swap`` exchanges its two groups (factor -1);
    ``reorder`` shuffles the rows; ``permute`` shuffles the columns against the rest, for quantities that do not mind.
    """

    kind: Literal["scale", "negate", "shift", "add", "duplicate", "relabel", "swap", "reorder", "permute"]
    data: SafePath
    columns: tuple[ColumnName, ...] = ()
    other: ColumnName | None = None
    effects: tuple[Effect, ...] = Field(min_length=1, max_length=256)


class Expected(Contract):
    """Everything that success of an empirical claim means. The artifact cannot bring any of it."""

    quantities: tuple[Quantity, ...] = Field(min_length=1, max_length=256)
    data: tuple[DataFile, ...] = Field(default=(), max_length=64)
    varies: tuple[Literal["seed"], ...] = ()
    """``seed``: the result is random; the script takes its seed from the gate, and every run has another one."""
    relations: tuple[Relation, ...] = Field(default=(), max_length=32)

    def output_files(self, result: str) -> tuple[str, ...]:
        """Every file that a run may leave, sorted; ``result`` is the artifact's name for the result file."""
        return tuple(sorted({quantity.output_file or result for quantity in self.quantities}))
