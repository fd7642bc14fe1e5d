"""What npm packages said about our documents and what they wrote themselves, as recorded in ``npm/recorded.json``.

``npm/record`` makes the record anew with Node.js; the tests need only the record. What the packages judged is compared
with what our code writes today, so that their answers are about this code.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from gate.attest.dsse import pre_authentication
from gate.log.checkpoint import Trust, open_checkpoint
from gate.log.merkle import leaf_hash, verify_inclusion
from gate.model.digest import canonical_json
from gate.model.errors import GateError
from tests.interop.npm.ours import ours
from tests.log.trees import SIGNER

FOLDER = Path(__file__).parent / "npm"
RECORD: dict[str, Any] = json.loads((FOLDER / "recorded.json").read_bytes())
MAX_INTEGER = (1 << 53) - 1


def as_javascript_reads_it(text: str) -> Any:
    """JSON's numbers are doubles there; integers that a double holds exactly stay integers here."""
    return json.loads(text, parse_int=lambda digits: float(digits) if abs(int(digits)) > MAX_INTEGER else int(digits))


def test_the_record_names_the_locked_packages() -> None:
    lock = json.loads((FOLDER / "package-lock.json").read_bytes())["packages"]
    packages = {name: version for name, version in RECORD["made_with"].items() if name != "node"}
    assert packages == {name: lock[f"node_modules/{name}"]["version"] for name in packages}
    assert packages == json.loads((FOLDER / "package.json").read_bytes())["dependencies"]


def test_canonical_json_is_that_of_canonicalize() -> None:
    assert len(RECORD["canonical"]) == 600
    for text, canonical in RECORD["canonical"]:
        assert canonical_json(as_javascript_reads_it(text)) == canonical.encode("utf-8")


def test_the_bytes_that_an_envelope_signs_are_those_of_sigstore() -> None:
    assert [case[:2] for case in RECORD["envelopes"]] == ours()["envelopes"]
    for payload_type, payload, signed in RECORD["envelopes"]:
        assert pre_authentication(payload_type, base64.b64decode(payload)) == base64.b64decode(signed)


def test_sigstore_was_asked_about_what_we_write_today() -> None:
    asked = {name: [case for case, _ in RECORD[name]] for name in ("checkpoints", "proofs")}
    assert {"log": RECORD["log"], **asked} == {name: ours()[name] for name in ("log", "checkpoints", "proofs")}


def test_sigstore_and_we_accept_the_same_checkpoints() -> None:
    assert [accepted for _, accepted in RECORD["checkpoints"]] == [True, False, False] * 7
    for note, accepted in RECORD["checkpoints"]:
        assert passes(lambda note=note: open_checkpoint(note.encode(), Trust.of(SIGNER.verifier))) is accepted


def test_sigstore_and_we_accept_the_same_inclusion_proofs() -> None:
    answers = [accepted for _, accepted in RECORD["proofs"]]
    assert answers == [True, False, False, False, False] * (len(answers) // 5)
    assert len(answers) == 5 * 18
    for proof, accepted in RECORD["proofs"]:
        entry, root, *hashes = map(base64.b64decode, [proof["entry"], proof["root"], *proof["hashes"]])
        arguments = (leaf_hash(entry), proof["index"], proof["size"], hashes, root)
        assert passes(lambda arguments=arguments: verify_inclusion(*arguments)) is accepted


def passes(check: Any) -> bool:
    """Whether our own check passes."""
    try:
        check()
    except GateError:
        return False
    return True
