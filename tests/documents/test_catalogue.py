"""Every printed document has a format of its own and a JSON Schema that its instances satisfy."""

import importlib
import json
import pkgutil
import tomllib

import jsonschema
import pytest

import gate.documents
from gate.documents.base import Document
from gate.documents.catalogue import DOCUMENTS, format_of
from gate.documents.error import ErrorDetail, ErrorReport
from gate.documents.log import AuditReport
from gate.engine.schema import schema_groups, schema_names, schema_of
from gate.model.errors import Fault, InputError, IntegrityError, UsageError
from gate.model.policy import Policy
from gate.system.resources import resource


def every_document(of: type[Document] = Document):
    for made in of.__subclasses__():
        yield made
        yield from every_document(made)


def test_every_document_with_a_format_is_in_the_catalogue():
    for module in pkgutil.iter_modules(gate.documents.__path__):
        importlib.import_module(f"gate.documents.{module.name}")
    printed = {made for made in every_document() if format_of(made) is not None}
    assert printed == {made for made in DOCUMENTS.values() if format_of(made) is not None}


def test_no_two_documents_share_a_format():
    formats = [name for made in DOCUMENTS.values() if (name := format_of(made))]
    assert len(formats) == len(set(formats))
    assert all(name.startswith("gate-") and name.rpartition("-v")[2].isdigit() for name in formats)


@pytest.mark.parametrize("name", schema_names())
def test_every_schema_is_one(name):
    jsonschema.Draft202012Validator.check_schema(schema_of(name))


EXAMPLES = resource("examples")


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("records/*.json")), ids=lambda path: path.stem)
def test_the_schemas_of_record_and_claim_take_what_gate_takes(path):
    record = json.loads(path.read_bytes())
    jsonschema.validate(record, schema_of("record"))
    for claim in record["claims"]:
        jsonschema.validate(claim, schema_of("claim"))
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**claim, "kind": "poetical"}, schema_of("claim"))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("artifacts/*/artifact.toml")), ids=lambda path: path.parent.name)
def test_the_schema_of_artifact_takes_what_gate_takes(path):
    jsonschema.validate(tomllib.loads(path.read_text()), schema_of("artifact"))


def test_the_schema_of_policy_takes_the_default_policy():
    jsonschema.validate(Policy().model_dump(mode="json"), schema_of("policy"))


def test_every_schema_is_listed_once_with_a_sentence():
    listed = [(name, meaning) for _, group in schema_groups() for name, meaning in group.items()]
    assert sorted(name for name, _ in listed) == sorted(schema_names())
    assert all(meaning.endswith(".") and meaning[0].isupper() for _, meaning in listed)


def test_a_report_of_a_damaged_log_is_the_error_that_it_names():
    problem = ErrorDetail(code="log.edit", message="entry 3", where="entry 3", hint="look", exit_code=5)
    report = AuditReport(
        entries=4, size=4, root="00", checkpoints=1, keys=("k",), unsigned=0, finding=None,
        attempts=1, statuses=1, evidence=2, records=0, problem=problem,
    )  # fmt: skip
    with pytest.raises(IntegrityError) as caught:
        report.require()
    assert ErrorDetail.of(caught.value) == problem
    intact = report.model_copy(update={"problem": None})
    assert intact.require() is intact
    assert "4 entries, 1 checkpoint" in "".join(intact.lines())


def test_an_unknown_schema_is_a_usage_error():
    with pytest.raises(UsageError) as caught:
        schema_of("poem")
    assert "record, claim, artifact" in (caught.value.hint or "")


def test_an_error_says_whose_fault_it_is():
    report = ErrorReport.of(InputError("record.malformed", "no", fault=Fault.CLAIM, where="r.json"))
    document = json.loads(report.to_text())
    jsonschema.validate(document, schema_of("error"))
    assert document["error"]["fault"] == "claim"
    assert document["error"]["exit_code"] == 2
