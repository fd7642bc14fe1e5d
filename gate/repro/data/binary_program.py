"""Runs inside a sealed container of the ``python`` image: binary data files to text tables and back.

The gate's own host never opens Parquet or NPZ. This file is sent into the container as it stands, so it imports nothing
of gate. ``decode`` reads ``/in/data/<number>`` and writes ``/out/tables.json``; ``encode`` reads the changed tables and
writes ``/out/<job>``. A table is ``{"columns": [...], "rows": [[text or null, ...], ...]}``; an NPZ file is one table
whose columns are its one-dimensional arrays and the columns ``name[j]`` of its two-dimensional ones; arrays of another
length are carried over unchanged.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

IN = Path("/in")
OUT = Path("/out")


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if hasattr(value, "item"):
        value = value.item()
    return value if isinstance(value, str) else repr(value)


def _npz_columns(arrays: dict[str, Any]) -> dict[str, Any]:
    """Column name to one-dimensional array, for every array as long as the first one."""
    length = len(next(iter(arrays.values())))
    columns = {}
    for name, array in arrays.items():
        if array.ndim == 1 and len(array) == length:
            columns[name] = array
        elif array.ndim == 2 and len(array) == length:
            columns.update({f"{name}[{j}]": array[:, j] for j in range(array.shape[1])})
    return columns


def _load_npz(path: Path) -> dict[str, Any]:
    import numpy as np

    with np.load(path, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def decode(path: Path, form: str) -> dict[str, Any]:
    """The table of one binary file."""
    if form == "npz":
        columns = _npz_columns(_load_npz(path))
        cells = [[_text(value) for value in column] for column in columns.values()]
        names = list(columns)
    else:
        import pyarrow.parquet as pq

        table = pq.read_table(path)
        names = table.column_names
        cells = [[_text(value) for value in table.column(name).to_pylist()] for name in names]
    return {"columns": names, "rows": [list(row) for row in zip(*cells, strict=True)]}


def _cast(text: str | None, kind: str) -> Any:
    if text is None:
        return None
    if kind == "b":
        return text == "True"
    if kind in "iu":
        if re.fullmatch("[+-]?[0-9]+", text):
            return int(text)
        number = float(text)
        return int(number) if number.is_integer() else number
    return float(text) if kind == "f" else text


def _array(cells: list[str | None], like: Any) -> Any:
    """An array of the cells with the data type of ``like``, or of doubles where a whole number became a fraction."""
    import numpy as np

    values = [_cast(cell, like.dtype.kind) for cell in cells]
    fraction = like.dtype.kind in "iu" and any(isinstance(value, float) for value in values)
    return np.array(values, dtype=np.float64 if fraction else like.dtype)


def encode_npz(source: Path, table: dict[str, Any], target: Path, restyle: bool) -> None:
    """Write the table's columns back into the arrays of the source file."""
    import numpy as np

    arrays = _load_npz(source)
    columns = dict(zip(table["columns"], zip(*table["rows"], strict=True), strict=True)) if table["rows"] else {}
    names = set(_npz_columns(arrays))
    changed = {}
    for name, array in arrays.items():
        if name in names:
            changed[name] = _array(list(columns.get(name, ())), array)
        elif array.ndim == 2 and f"{name}[0]" in names:
            parts = [_array(list(columns.get(f"{name}[{j}]", ())), array) for j in range(array.shape[1])]
            changed[name] = np.column_stack(parts)
        else:
            changed[name] = array
    with target.open("wb") as out:
        (np.savez_compressed if restyle else np.savez)(out, **changed)


def encode_parquet(source: Path, table: dict[str, Any], target: Path, restyle: bool) -> None:
    """Write the table with the source file's column types."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pq.read_schema(source)
    kinds = {
        field.name: "i"
        if pa.types.is_integer(field.type)
        else "f"
        if pa.types.is_floating(field.type) or pa.types.is_decimal(field.type)
        else "b"
        if pa.types.is_boolean(field.type)
        else "s"
        for field in schema
    }
    arrays = {}
    for j, name in enumerate(table["columns"]):
        values = [_cast(row[j], kinds[name]) for row in table["rows"]]
        fraction = kinds[name] == "i" and any(isinstance(value, float) for value in values)
        arrays[name] = pa.array(values, type=pa.float64() if fraction else schema.field(name).type)
    pq.write_table(pa.table(arrays), target, compression="gzip" if restyle else "snappy")


def main() -> None:
    """``/in/request.json``: the files (number, format) and, for encode, the jobs (output, file, table, restyle)."""
    request = json.loads((IN / "request.json").read_text())
    if sys.argv[1] == "decode":
        tables = [decode(IN / "data" / str(i), form) for i, form in enumerate(request["formats"])]
        (OUT / "tables.json").write_text(json.dumps(tables))
        return
    for number, job in enumerate(request["jobs"]):
        encode = encode_npz if request["formats"][job["file"]] == "npz" else encode_parquet
        encode(IN / "data" / str(job["file"]), job["table"], OUT / str(number), job["restyle"])


if __name__ == "__main__":
    main()
