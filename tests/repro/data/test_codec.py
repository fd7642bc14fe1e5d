"""Binary data files, changed for real in a sealed container by the gate's own program."""

from __future__ import annotations

import json
import random

import pytest

from gate.model.digest import Digest, Json
from gate.model.errors import Fault, InputError
from gate.model.expected import Expected
from gate.model.policy import ReproPolicy, RunLimits
from gate.repro.data.changed_files import build
from gate.repro.data.codec import Codec
from gate.repro.data.control import Control
from gate.repro.judge import ReproJudge
from gate.repro.runs.plan import draw_plan
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.interface import Output, RunSpec
from tests.repro.bench import TRUE_SLOPE, MemoryJournal, X, Y, case, data_file, expected

pytestmark = pytest.mark.docker
LIMITS = RunLimits(wall_s=60.0)
MAKE = """
import json
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
x, y = json.load(open("/in/xy.json"))
g = ["a" if i % 2 else "b" for i in range(len(x))]
n = np.arange(len(x))
np.savez("/out/line.npz", x=np.array(x), y=np.array(y), m=np.column_stack([x, y]), n=n, title=np.array("t"))
z = [None, *y[1:]]
table = pa.table({"x": x, "y": pa.array(y), "g": g, "z": z, "n": pa.array(n, pa.int32())})
pq.write_table(table, "/out/line.parquet")
"""
SCRIPT = {
    "npz": b"""
import json, numpy as np
d = np.load("/in/data/line.npz")
x, y = d["x"], d["y"]
assert len(x) and np.array_equal(d["m"][:, 0], x)
s = np.cov(x, y)[0, 1] / np.var(x, ddof=1)
json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "slope": float(s)}, open("/out/result.json", "w"))
""",
    "parquet": b"""
import json, numpy as np, pyarrow.parquet as pq
d = pq.read_table("/in/data/line.parquet")
x, y = d.column("x").to_numpy(), d.column("y").to_numpy()
assert len(x)
s = np.cov(x, y)[0, 1] / np.var(x, ddof=1)
json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "slope": float(s)}, open("/out/result.json", "w"))
""",
}


@pytest.fixture(scope="module")
def files(docker_sandbox: DockerSandbox) -> dict[str, bytes]:
    """One NPZ and one Parquet file, made in the image."""
    spec = RunSpec(
        image=docker_sandbox.image_id("python"),
        argv=("python3", "/in/make.py"),
        inputs={"make.py": MAKE.encode(), "xy.json": json.dumps([X, Y]).encode()},
        outputs=(Output("line.npz", 1 << 20), Output("line.parquet", 1 << 20)),
        limits=LIMITS,
    )
    result = docker_sandbox.run(spec)
    assert result.clean, result.stderr.kept
    return dict(result.outputs)


def claim(form: str, content: bytes, **more: Json) -> Expected:
    file = data_file(content, path=f"line.{form}", format=form, free=["row-order", "column-order"])
    return expected(data=[file], **more)


@pytest.mark.parametrize("form", ["npz", "parquet"])
def test_an_honest_script_on_binary_data_is_verified(
    form: str, files: dict[str, bytes], docker_sandbox: DockerSandbox
) -> None:
    name = f"line.{form}"
    scale = {"kind": "scale", "data": name, "columns": ["y"], "effects": [{"quantity": "slope", "power": 1}]}
    what = claim(form, files[name], relations=[scale])
    policy = ReproPolicy(base_runs=2, permutations=1)
    this = case(what, claim_files={name: files[name]}, files={"main.py": SCRIPT[form]}, policy=policy)
    checks = ReproJudge().judge(this, MemoryJournal(), docker_sandbox)
    assert [check.reason for check in checks if not check.passed] == []


@pytest.mark.parametrize("form", ["npz", "parquet"])
def test_controls_change_values_and_nothing_else(
    form: str, files: dict[str, bytes], docker_sandbox: DockerSandbox
) -> None:
    name = f"line.{form}"
    what, data = claim(form, files[name]), {name: files[name]}
    codec = Codec(docker_sandbox, LIMITS)
    controls = [
        Control("re-encoded", None, 1),
        Control("permuted", name, 2, ("y",)),
        Control("scale", name, 3, ("y", "n"), factor=3),
        Control("withheld-empty", None, 4),
        Control("withheld-missing", None, 5),
    ]
    built = build(controls, what, data, codec)
    assert built[4] == {}
    # All copies are read in one container.
    copies = {f"{n}.{form}": content[name] for n, content in enumerate([data, *built[:4]])}
    declared = [what.data[0].model_copy(update={"path": path}) for path in copies]
    original, reencoded, permuted, scaled, empty = (table for table, _ in codec.read(declared, copies).values())
    assert Digest.of(built[0][name]) != Digest.of(files[name])
    assert sorted(zip(*(reencoded.column(c) for c in original.columns), strict=True)) == sorted(original.rows)
    assert permuted.column("x") == original.column("x")
    assert permuted.column("y") != original.column("y")
    assert sorted(permuted.column("y")) == sorted(original.column("y"))
    assert [float(v) for v in scaled.column("y")] == pytest.approx([3 * float(v) for v in original.column("y")])
    assert [int(v) for v in scaled.column("n")] == [3 * i for i in range(len(X))]
    assert scaled.column("x") == original.column("x")
    if form == "parquet":
        assert scaled.column("z") == original.column("z")
        assert original.column("g")[:2] == ("b", "a")
    assert (empty.rows, empty.columns) == ((), original.columns)


def test_what_is_no_such_file_is_the_claims_fault(docker_sandbox: DockerSandbox) -> None:
    junk = b"PK\x03\x04 not really"
    plan = draw_plan(claim("npz", junk), ReproPolicy(), random.Random(1))
    controls = [run.control for run in plan.runs if run.control]
    with pytest.raises(InputError) as caught:
        build(controls, claim("npz", junk), {"line.npz": junk}, Codec(docker_sandbox, LIMITS))
    assert (caught.value.code, caught.value.fault) == ("claim.data-malformed", Fault.CLAIM)


def test_the_bench_has_a_slope() -> None:
    assert round(TRUE_SLOPE, 1) == 1.4
