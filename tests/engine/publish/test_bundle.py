"""The bundle that the engine makes of a real attempt, verified by the program and by hand."""

import pytest

from gate.attest.verify import verify_bundle
from gate.engine.history.find import find_attempt
from gate.engine.publish.bundle import make_bundle
from gate.log.keys import VerifierKey
from gate.model.check import failed, inconclusive
from gate.model.verdict import Verdict
from tests.attest.test_by_hand import BLOCKS, run

ANSWERS = {
    Verdict.VERIFIED: None,
    Verdict.REJECTED: [failed("lean.axioms", "axiom-not-permitted", "it uses sorryAx — “really”")],
    Verdict.INCONCLUSIVE: [inconclusive("lean.kernel", "time-limit", "60 s were not enough")],
}


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_bundle_that_verifies(workspace, attempt, tmp_path, verdict):
    first = VerifierKey.parse(workspace.ledger.vkey)
    done = attempt(ANSWERS[verdict])
    workspace.ledger.rotate_key("second")
    data = make_bundle(workspace, find_attempt(workspace, done.attempt.id))
    for key in (first, VerifierKey.parse(workspace.ledger.vkey)):
        report = verify_bundle(data, key)
        assert (report.verdict, report.index) == (verdict, done.index)
        folder = tmp_path / f"{key.key_hash:08x}"
        folder.mkdir()
        (folder / "bundle.json").write_bytes(data)
        (folder / "log.pub").write_text(f"{key}\n")
        by_hand = run(folder, BLOCKS)
        assert by_hand.returncode == 0, by_hand.stderr
        assert f"all of it holds: {verdict}" in by_hand.stdout
