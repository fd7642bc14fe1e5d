from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gate.log.checkpoint import Checkpoint, Trust, sign_checkpoint
from gate.log.damage import Damage
from gate.log.keys import Signer
from gate.log.kinds import CheckBody, IntakeBody, PolicyBody, VerdictBody
from gate.log.merkle import CompactRange, leaf_hash
from gate.model.digest import Digest
from gate.model.errors import IntegrityError
from gate.model.verdict import Verdict
from gate.store.connect import DATABASE_URL
from gate.store.ledger import Ledger
from tests.store.helpers import tamper, verified

DIGESTS = {
    "record_digest": Digest.of(b"record"),
    "claim_digest": Digest.of(b"claim"),
    "artifact_digest": Digest.of(b"artifact"),
    "policy_digest": Digest.of(b"policy"),
}
STORE, FIRST_INTAKE, POLICY, FIRST_VERDICT, SECOND_INTAKE, LAST = range(6)


def write_history(ledger: Ledger) -> None:
    """Five entries in three transactions; the first attempt is closed, the second is open."""
    place = {"record": "r", "claim": "c"}
    with ledger.transaction() as tx:
        attempt = tx.open_attempt(record_id="r", claim_id="c", **DIGESTS)
        tx.append(IntakeBody(**DIGESTS, number=1), attempt=attempt.id, **place)
        tx.append(PolicyBody(digest=DIGESTS["policy_digest"], version="1"))
    with ledger.transaction() as tx:
        body = VerdictBody(verdict=Verdict.REJECTED, reason="because", **DIGESTS, images=())
        index = tx.append(body, attempt=attempt.id, **place)
        tx.close_attempt(attempt.id, index=index)
    with ledger.transaction() as tx:
        attempt = tx.open_attempt(record_id="r", claim_id="c", **DIGESTS)
        tx.append(IntakeBody(**DIGESTS, number=2), attempt=attempt.id, **place)
        tx.append(PolicyBody(digest=DIGESTS["policy_digest"], version="2"))


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    write_history(ledger)
    return ledger


def test_a_ledger_that_nobody_touched(filled: Ledger) -> None:
    report = verified(filled)
    assert report.finding is None
    assert (report.entries, report.checkpoints) == (6, 4)
    filled.rotate_key("second")
    report = verified(filled)
    assert report.finding is None
    assert len(report.keys) == 2


def test_what_is_written_meanwhile_does_no_harm(filled: Ledger, home: Path, clock: Callable) -> None:
    other = Ledger.open(home, clock=clock)
    with other.transaction() as tx:
        tx.append(PolicyBody(digest=DIGESTS["policy_digest"], version="3"))
        assert verified(filled).entries == 6
    assert verified(filled).entries == 7
    other.close()


REPLACED = {
    "sqlite": "CAST(replace(CAST(body AS TEXT), 'REJECTED', 'VERIFIED') AS BLOB)",
    "postgresql": "convert_to(replace(convert_from(body, 'UTF8'), 'REJECTED', 'VERIFIED'), 'UTF8')",
}


@pytest.mark.parametrize(
    ("statements", "damage", "index"),
    [
        (["UPDATE entries SET body = {replaced} WHERE position = 3"], Damage.EDIT, FIRST_VERDICT),
        (["DELETE FROM entries WHERE position = 2"], Damage.GAP, POLICY),
        (["DELETE FROM entries WHERE position = 5"], Damage.TRUNCATION, LAST),
        (
            [
                "UPDATE entries SET position = 100 WHERE position = 2",
                "UPDATE entries SET position = 2 WHERE position = 5",
                "UPDATE entries SET position = 5 WHERE position = 100",
            ],
            Damage.REORDER,
            POLICY,
        ),
        (
            ["UPDATE entries SET body = (SELECT body FROM entries WHERE position = 5) WHERE position = 2"],
            Damage.DUPLICATE,
            POLICY,
        ),
        (["UPDATE entries SET kind = 'check' WHERE position = 3"], Damage.EDIT, FIRST_VERDICT),
        (["UPDATE entries SET record = 'other' WHERE position = 1"], Damage.EDIT, FIRST_INTAKE),
        (["UPDATE entries SET claim = NULL WHERE position = 3"], Damage.EDIT, FIRST_VERDICT),
        (["DELETE FROM nodes WHERE level = 0 AND number = 4"], Damage.EDIT, SECOND_INTAKE),
        (["DELETE FROM nodes WHERE level = 1 AND number = 1"], Damage.GAP, None),
        (["UPDATE nodes SET hash = {zeros} WHERE level = 1 AND number = 1"], Damage.EDIT, POLICY),
        (["INSERT INTO nodes VALUES (5, 0, {zeros})"], Damage.EDIT, STORE),
        (["UPDATE checkpoints SET note = (SELECT note FROM checkpoints WHERE size = 3)"], None, None),
        (["DELETE FROM checkpoints WHERE size = 6"], Damage.WRONG_SIGNATURE, SECOND_INTAKE),
        (["DELETE FROM checkpoints"], Damage.WRONG_SIGNATURE, STORE),
        (["UPDATE attempts SET verdict = 'VERIFIED' WHERE number = 1"], Damage.EDIT, FIRST_VERDICT),
        (
            ["UPDATE attempts SET verdict = NULL, closed_at = NULL, verdict_index = NULL"],
            Damage.EDIT,
            FIRST_VERDICT,
        ),
        (
            ["UPDATE attempts SET verdict = 'VERIFIED', closed_at = opened_at, verdict_index = 3 WHERE number = 2"],
            Damage.EDIT,
            SECOND_INTAKE,
        ),
        (["UPDATE attempts SET artifact_digest = claim_digest WHERE number = 2"], Damage.EDIT, SECOND_INTAKE),
        (["UPDATE attempts SET record_id = 'other' WHERE number = 2"], Damage.EDIT, SECOND_INTAKE),
        (["DELETE FROM attempts WHERE number = 2"], Damage.EDIT, SECOND_INTAKE),
        (["DELETE FROM attempts WHERE number = 1"], Damage.EDIT, FIRST_INTAKE),
        (["UPDATE attempts SET id = 'another' WHERE number = 2"], Damage.EDIT, None),
        (["UPDATE log SET vkey = 'gate.example/log+00000000+AAAA'"], Damage.EDIT, None),
    ],
)
def test_tampering_is_found_and_named(
    filled: Ledger, home: Path, statements: list[str], damage: Damage | None, index: int | None
) -> None:
    postgres = bool(os.environ.get(DATABASE_URL))
    fill = {
        "replaced": REPLACED["postgresql" if postgres else "sqlite"],
        "zeros": "decode(repeat('00', 32), 'hex')" if postgres else "zeroblob(32)",
    }
    filled.close()
    tamper(home, *(statement.format(**fill) for statement in statements))
    finding = verified(filled).finding
    assert finding is not None
    if damage is not None:
        assert (finding.damage, finding.index) == (damage, index), str(finding)


COVERED = {
    "log": ["origin", "vkey"],
    "entries": ["position", "kind", "attempt", "record", "claim", "body"],
    "nodes": ["level", "number", "hash"],
    "checkpoints": ["size", "note"],
    "attempts": [
        *("id", "record_id", "claim_id", "record_digest", "claim_digest", "artifact_digest", "policy_digest"),
        *("number", "closed_at", "verdict", "reason", "verdict_index"),
    ],
}
"""Everything that the log says as well. Who owns an attempt is not logged; statuses are compared by the engine."""


@pytest.fixture
def pristine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with some history."""
    monkeypatch.delenv(DATABASE_URL, raising=False)
    home = tmp_path / "pristine"
    ledger = Ledger.create(home, origin="gate.example/log", clock=lambda: datetime.now(UTC))
    write_history(ledger)
    ledger.rotate_key("second")
    ledger.close()
    return home


values = st.one_of(
    st.none(),
    st.sampled_from([0, 1, 2, 3, -1, 64, 1 << 62, -(1 << 63), (1 << 63) - 1]),
    st.binary(max_size=40),
    st.text(max_size=40),
    st.floats(allow_nan=False),
    st.sampled_from(["VERIFIED", "verdict", "c", "r", "sha256:" + "0" * 64, "0" * 64]),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_cell_with_any_value_is_found(pristine: Path, tmp_path: Path, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(sorted(COVERED)))
    column = data.draw(st.sampled_from(COVERED[table]))
    value = data.draw(values)
    home = tmp_path / "home"
    shutil.copytree(pristine, home, dirs_exist_ok=True)
    file = sqlite3.connect(home / "gate.db")
    triggers = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        file.execute(f"DROP TRIGGER {name}")
    file.execute("PRAGMA ignore_check_constraints = ON")
    before = file.execute(f"SELECT * FROM {table}").fetchall()
    key = {"nodes": "level, number", "attempts": "id"}.get(table, "rowid")
    offset = data.draw(st.integers(0, len(before) - 1))
    row = f"({key}) = (SELECT {key} FROM {table} ORDER BY {key} LIMIT 1 OFFSET {offset})"
    # A primary key may refuse the value; then nothing has changed.
    with suppress(sqlite3.IntegrityError), file:
        file.execute(f"UPDATE {table} SET {column} = ? WHERE {row}", [value])
    changed = repr(file.execute(f"SELECT * FROM {table}").fetchall()) != repr(before)
    for _, made in triggers:
        file.execute(made)
    file.close()
    try:
        ledger = Ledger.open(home, clock=lambda: datetime.now(UTC))
        found = verified(ledger).finding is not None
        ledger.close()
    except IntegrityError:
        found = True
    assert found == changed


def test_a_log_rewritten_with_another_key_is_found(filled: Ledger, home: Path) -> None:
    """The whole log is made anew, consistent in itself; only the private key was not to be had."""
    filled.close()
    fake = Signer.generate(filled.origin)
    tree = CompactRange()
    rows = []
    filled_leaves = [leaf_hash(data) for _, data in filled.raw_entries()]
    leaves: dict[str, bytes] = {}
    for position, data in filled.raw_entries():
        for true, forged in leaves.items():
            data = data.replace(true.encode(), forged)
        changed = data.replace(b"REJECTED", b"VERIFIED").replace(filled.vkey.encode(), str(fake.verifier).encode())
        changed = changed.replace(filled.signer.verifier.id.encode(), fake.verifier.id.encode())
        leaves[filled_leaves[position].hex()] = leaf_hash(changed).hex().encode()
        rows += [
            f"UPDATE entries SET body = {blob(changed)} WHERE position = {position}",
            *(
                f"UPDATE nodes SET hash = {blob(value)} WHERE level = {level} AND number = {number}"
                for level, number, value in tree.append(leaf_hash(changed))
            ),
        ]
        note = sign_checkpoint(Checkpoint(filled.origin, tree.size, tree.root()), fake).decode()
        rows.append(f"UPDATE checkpoints SET note = '{note}' WHERE size = {tree.size}")
    rows += [f"UPDATE log SET vkey = '{fake.verifier}'", "UPDATE attempts SET verdict = 'VERIFIED' WHERE number = 1"]
    tamper(home, *rows)
    assert verified(filled, Trust.of(fake.verifier)).finding is None
    finding = verified(filled).finding
    assert finding is not None
    assert finding.damage is Damage.WRONG_SIGNATURE


def blob(data: bytes) -> str:
    """The bytes as an SQL literal."""
    return f"decode('{data.hex()}', 'hex')" if os.environ.get(DATABASE_URL) else f"x'{data.hex()}'"


def test_a_rollback_is_found_with_a_checkpoint_kept_elsewhere(filled: Ledger, home: Path) -> None:
    kept = filled.checkpoint().encode()
    filled.close()
    tamper(
        home,
        "DELETE FROM checkpoints WHERE size = 6",
        "DELETE FROM entries WHERE position >= 4",
        "DELETE FROM nodes WHERE (number + 1) * (CASE level WHEN 0 THEN 1 WHEN 1 THEN 2 ELSE 4 END) > 4",
        "DELETE FROM attempts WHERE number = 2",
    )
    filled.rebuild_index()
    assert verified(filled).finding is None
    finding = verified(filled, known=[kept]).finding
    assert finding is not None
    assert finding.damage is Damage.TRUNCATION


def test_an_entry_of_another_kind_than_its_column_says_is_never_taken_for_it(filled: Ledger, home: Path) -> None:
    filled.close()
    tamper(home, "UPDATE entries SET kind = 'check' WHERE position = 3")
    with pytest.raises(IntegrityError, match=r"store\.malformed-row.*entry 3"):
        list(filled.entries(kind=CheckBody))
    with pytest.raises(IntegrityError, match=r"store\.malformed-row"):
        filled.last_of_kind(CheckBody)
