"""The evaluator's package, which is no part of gate, is importable in these tests."""

from __future__ import annotations

import sys

from gate.system.resources import resource

sys.path.insert(0, str(resource("sandboxes")))
