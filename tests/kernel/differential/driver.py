"""Runs in a container of lean-core, beside its checker: what the official kernel says of many exports.

    driver.py cases FILE      JSON lines, each the lines of one export: from nothing each
    driver.py after N FILE    one export: N declarations as a base, then each further one on top of the base alone

Prints a word for each export or further declaration: ``accepted``, ``rejected``, or ``undecided`` when a limit was met,
the reader refused the lines, or the kernel crashed.
"""

import json
import os
import signal
import sys

sys.path.insert(0, "/gate/checker")

from bridge import Kernel, Rejected
from builder import MalformedInput
from main import LIMITS, read_toolchain
from ndjson import Unsupported, units
from replay import Forged, Replayer

WORDS = {"a": "accepted", "r": "rejected", "u": "undecided"}
SECONDS = 20
HEARTBEATS, RECURSION = 200_000_000, 20_000


def verdicts(works):
    """The word for each of ``works``, done in a child process; another one goes on where the first one died."""
    done = 0
    while done < len(works):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            for work in works[done:]:
                signal.alarm(SECONDS)
                os.write(writer, verdict(work))
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader, "rb") as words:
            found = words.read()
        os.waitpid(child, 0)
        for letter in found.decode():
            print(WORDS[letter], flush=True)
        done += len(found)
        if done < len(works):
            print(WORDS["u"], flush=True)
            done += 1


def verdict(work):
    """One letter for ``work()``."""
    try:
        work()
    except Forged:
        return b"r"
    except Rejected as error:
        return b"u" if error.tag in LIMITS else b"r"
    except (MalformedInput, Unsupported):
        return b"u"
    return b"a"


def judge(kernel, lines):
    """All declarations of an export, from nothing."""
    kernel.reset()
    replayer = Replayer(kernel)
    for kind, names, levels, exprs, row in units(lines):
        replayer.builder.extend(names, levels, exprs)
        replayer.add(kind, row)


def cases(kernel, path):
    with open(path, encoding="utf-8") as lines:
        exports = list(map(json.loads, lines))
    verdicts([lambda rows=rows: judge(kernel, rows) for rows in exports])


def after(kernel, count, path):
    replayer = Replayer(kernel)
    further = []
    with open(path, "rb") as lines:
        for number, (kind, names, levels, exprs, row) in enumerate(units(lines)):
            replayer.builder.extend(names, levels, exprs)
            if number < count:
                replayer.add(kind, row)
            else:
                further.append(lambda kind=kind, row=row: replayer.add(kind, row))
    verdicts(further)


if __name__ == "__main__":
    lean = Kernel(read_toolchain()["library"])
    lean.limit(heartbeats=HEARTBEATS, recursion=RECURSION)
    mode, *rest = sys.argv[1:]
    if mode == "cases":
        cases(lean, *rest)
    else:
        after(lean, int(rest[0]), rest[1])
    sys.stdout.flush()
    os._exit(0)
