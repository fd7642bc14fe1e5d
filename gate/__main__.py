"""``python -m gate``: the same as the console script."""

from gate.cli.main import run

run()
