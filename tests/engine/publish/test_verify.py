"""Verifying a bundle takes little: no database, no Docker, no judge."""

import subprocess
import sys

HEAVY = (
    "docker",
    "sqlalchemy",
    "alembic",
    "gate.store",
    "gate.sandbox",
    "gate.lean",
    "gate.repro",
    "gate.engine.workspace",
)


def test_a_bundle_is_verified_without_store_judges_and_docker():
    code = f"import sys; from gate import verify_bundle\nprint([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
