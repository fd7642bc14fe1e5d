"""Tests of gate.repro."""

import sys

from gate.system.resources import resource

# The evaluator of methods is no part of gate; in tests it also runs in this process.
sys.path.insert(0, str(resource("sandboxes")))
