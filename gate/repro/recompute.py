"""The gate's own computation without any artifact: of a whole claim, and of a method on any files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gate.model.base import parse_json, validate
from gate.model.check import Check, inconclusive
from gate.model.claim import Claim, EmpiricalClaim
from gate.model.digest import Digest
from gate.model.errors import Fault, InputError
from gate.model.expected import DataFile
from gate.model.method import Method
from gate.model.policy import ReproPolicy
from gate.repro.checks.observed import some
from gate.repro.checks.recomputed import RECOMPUTED, recomputed_check
from gate.repro.checks.review import NEEDS_REVIEW
from gate.repro.claim.declared import check_expected
from gate.repro.claim.methods import methods_of
from gate.repro.data.codec import Codec
from gate.repro.methods.column_types import column_types
from gate.repro.methods.evaluate import Answer, Job, evaluate
from gate.repro.methods.typecheck import check_method
from gate.repro.methods.words import in_words
from gate.repro.runs.own_values import OwnValues
from gate.sandbox.interface import Sandbox

FORMATS = ("csv", "tsv", "json", "parquet", "npz")


def recompute(claim: Claim, files: Mapping[str, bytes], sandbox: Sandbox) -> Check:
    """The check `repro.recomputed` of a claim. ``files`` are its data, already checked against their digests.

    Raises InputError (fault: claim) and InfrastructureError.
    """
    expected = claim.expected if isinstance(claim, EmpiricalClaim) else None
    if expected is None:
        message = f"claim {claim.id} has no expected results that could be recomputed"
        raise InputError("claim.no-expected", message, where="expected", fault=Fault.CLAIM)
    policy = ReproPolicy()
    parts = check_expected(expected, policy)
    without = [quantity.name for quantity in expected.quantities if quantity.method is None]
    undecided = f"the gate cannot compute {some(without)} itself: the claim names no method"
    if len(without) == len(expected.quantities):
        return inconclusive(RECOMPUTED, NEEDS_REVIEW, undecided)
    tables = {path: table for path, (table, _) in Codec(sandbox, policy.run).read(expected.data, files).items()}
    methods = methods_of(expected, tables)
    own = OwnValues(methods, {part.name: part for part in parts}, sandbox)
    check = recomputed_check(parts, methods, own.on_own_data(tables), {})
    return inconclusive(RECOMPUTED, NEEDS_REVIEW, undecided, data=check.data) if check.passed and without else check


def try_method(document: bytes, files: Mapping[str, bytes], sandbox: Sandbox) -> tuple[str, Sequence[Answer]]:
    """A method in words, and what each of its variants gives on the files (name to bytes).

    Raises InputError (fault: operator for files that are no tables, claim for the method) and InfrastructureError.
    """
    where = "method"
    method = validate(Method, parse_json(document, where=where, code="method"), where=where, code="method")
    data = [_data_file(name, content) for name, content in files.items()]
    tables = {path: table for path, (table, _) in Codec(sandbox, ReproPolicy().run).read(data, files).items()}
    checked = check_method(method, column_types(data, tables, method.source, where=where), where=where)
    jobs = [Job(number, 0, condition=True) for number in range(len(checked))]
    return in_words(method), evaluate(checked, [tables], jobs, sandbox)


def _data_file(name: str, content: bytes) -> DataFile:
    suffix = name.rpartition(".")[2].lower()
    if suffix not in FORMATS:
        message = f"the name of {name} does not end in one of {', '.join(FORMATS)}"
        raise InputError("method.file-format", message, where=name)
    document = {"path": name, "sha256": str(Digest.of(content)), "format": suffix, "source": "a try", "licence": "-"}
    return validate(DataFile, document, where=name, code="method")
