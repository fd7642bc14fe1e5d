"""Check one export: ``python -m gate.kernel FILE.ndjson [--axioms NAME,…] [--json]``.

Exit status: 0 accepted, 1 rejected, 2 wrong usage, 4 inconclusive.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from gate.kernel.budget import Limits
from gate.kernel.check import AXIOMS
from gate.kernel.earlier import DIGEST_BYTES
from gate.kernel.report import Report, report

_STATUS = {"accepted": 0, "rejected": 1, "inconclusive": 4}


def main(arguments: list[str] | None = None) -> int:
    """The exit status for a command line."""
    default = Limits()
    parser = argparse.ArgumentParser(prog="python -m gate.kernel", description="Check a lean4export file.")
    parser.add_argument("file", type=Path, help="an export in format 3.1.0")
    parser.add_argument("--axioms", default=",".join(AXIOMS), help="permitted axioms, separated by commas")
    parser.add_argument("--steps", type=int, default=default.steps, help="bound on steps")
    parser.add_argument("--seconds", type=float, default=default.seconds, help="bound on processor time")
    parser.add_argument("--terms", type=int, default=default.terms, help="bound on terms in memory")
    parser.add_argument(
        "--accepted", type=Path, help="digests of declarations that need no second check, 32 bytes each"
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    chosen = parser.parse_args(arguments)
    axioms = [name for name in chosen.axioms.split(",") if name]
    limits = Limits(chosen.steps, chosen.seconds, chosen.terms)
    try:
        accepted = None if chosen.accepted is None else _digests(chosen.accepted.read_bytes())
        with chosen.file.open("rb") as file:
            found = report(file, axioms, limits, accepted)
    except (OSError, ValueError) as error:
        parser.error(f"cannot read the input: {error}")
    print(json.dumps(found.to_json(), sort_keys=True) if chosen.json else _text(found))
    return _STATUS[found.result]


def _digests(data: bytes) -> frozenset[bytes]:
    if len(data) % DIGEST_BYTES:
        raise ValueError("the digests are not 32 bytes each")
    return frozenset(data[place : place + DIGEST_BYTES] for place in range(0, len(data), DIGEST_BYTES))


def _text(found: Report) -> str:
    if found.result == "accepted":
        return f"accepted: {found.declarations} declarations, {found.constants} constants"
    where = f"line {found.line}" + (f", {found.declaration}" if found.declaration else "")
    return f"{found.result}: {where}: {found.rule}: {found.message}"


if __name__ == "__main__":
    sys.exit(main())
