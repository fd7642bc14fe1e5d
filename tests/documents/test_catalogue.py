"""Every printed document has a format of its own and a JSON Schema that its instances satisfy."""

import importlib
import json
import pkgutil

import jsonschema
import pytest

import gate.documents
from gate.documents.base import Document
from gate.documents.catalogue import DOCUMENTS, format_of
from gate.documents.error import ErrorReport
from gate.engine.schema import schema_names, schema_of
from gate.model.errors import Fault, InputError, UsageError


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
