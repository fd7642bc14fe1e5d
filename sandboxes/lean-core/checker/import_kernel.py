"""A further kernel of our own: an NDJSON export, read by our importer, judged by the official library.

It shares the library with `main`, so it adds no second opinion on the logic; it checks the export and the importer, and
it shows how any other kernel is plugged in. Exit status: 0 accepted, 1 rejected, 2 declined.
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # isolated mode does not add the script's folder

from bridge import Kernel, Rejected
from main import LIMITS, complain, read_toolchain, run
from ndjson import Unsupported, units
from replay import Forged, Replayer
from selftest import self_test

ACCEPTED, REJECTED, DECLINED = 0, 1, 2


def judge(lines, toolchain):
    """The exit status for an export."""
    kernel = Kernel(toolchain["library"])
    self_test(kernel)
    replayer = Replayer(kernel)
    try:
        for kind, names, levels, exprs, row in units(lines):
            replayer.builder.extend(names, levels, exprs)
            replayer.add(kind, row)
    except Unsupported as error:
        return complain(DECLINED, error)
    except Forged as error:
        return complain(REJECTED, error)
    except Rejected as error:
        return complain(DECLINED if error.tag in LIMITS else REJECTED, error)
    print(f"accepted {replayer.added} declarations")
    return ACCEPTED


def main(path, *description):
    with open(path, "rb") as lines:
        return judge(lines, read_toolchain(*description))


if __name__ == "__main__":
    run(lambda: main(*sys.argv[1:]))
