"""The specification of success of an empirical claim: quantities with comparison rules, and the data declaration."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from gate.model.base import Contract
from gate.model.digest import Digest
from gate.model.paths import SafePath

Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,63}$")]


class PrintedRule(Contract):
    """The computed value, rounded to the published number of decimals, equals the published one."""

    kind: Literal["printed"] = "printed"


class Quantity(Contract):
    """One named number of the claim, with its value *as printed* in the publication."""

    name: Name
    published: str = Field(min_length=1, max_length=400)
    unit: str = ""
    rule: PrintedRule


class Column(Contract):
    """A column of a data file and its role in the analysis."""

    name: str = Field(min_length=1, max_length=200)
    role: Literal["outcome", "predictor", "group", "id", "time", "other"]


class DataFile(Contract):
    """A data file of the claim, pinned by digest, with its source and licence."""

    path: SafePath
    sha256: Digest
    format: Literal["csv", "tsv", "json", "parquet", "npz"]
    source: str = Field(min_length=1)
    licence: str = Field(min_length=1)
    columns: tuple[Column, ...] = ()


class Expected(Contract):
    """Everything that success of an empirical claim means. The artifact cannot bring any of it."""

    quantities: tuple[Quantity, ...] = Field(min_length=1, max_length=256)
    data: tuple[DataFile, ...] = ()
