"""The checker: a file of declarations in, one JSON object on stdout. Nothing submitted ever runs in this process.

Input, JSON Lines (rows as in `builder`):

    {"format": "gate-replay-1", "nonce": N, "heartbeats": H, "recursion": R}
    [kind, new name rows, new level rows, new expression rows, declaration row]     once per unit
    {"end": number of units}

Answer, one line: ``result`` is ``accepted``, ``rejected`` (the kernel refused a declaration, or generated something
else than was claimed) or ``undecided`` (a limit inside the kernel). The answer stands only with exit status 0. Status
10: the input was not understood; 11: the library is unknown or failed the self-test; anything else: a crash.
"""

import json
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # isolated mode does not add the script's folder

from bridge import Kernel, Rejected, ToolchainError
from builder import MalformedInput
from replay import Forged, Replayer
from selftest import self_test

FORMAT = "gate-replay-1"
TOOLCHAIN = "/gate/toolchain.json"
STATUS_MALFORMED, STATUS_TOOLCHAIN, STATUS_CRASHED = 10, 11, 12
LIMITS = frozenset({"deterministicTimeout", "excessiveMemory", "deepRecursion", "interrupted"})
"""Exceptions that say nothing about the declaration."""


def judge(replayer, lines):
    """Replay all units; the answer without the identities."""
    for seen, line in enumerate(lines):
        unit = json.loads(line)
        if isinstance(unit, dict):
            if unit != {"end": seen} or next(lines, None) is not None:
                raise MalformedInput("the input does not end where it says")
            return {"result": "accepted", "units": seen}
        kind, names, levels, exprs, row = unit
        replayer.builder.extend(names, levels, exprs)
        try:
            replayer.add(kind, row)
        except (Rejected, Forged) as error:
            return failure(error, subject(replayer.builder, kind, row), seen)
    raise MalformedInput("the input is cut off")


def subject(builder, kind, row):
    """The name (its components) of the declaration that a unit is about."""
    position = row[0][0][0] if kind == "ind" else row[0][0] if kind == "quot" else row[0]
    return builder.kernel.read_name(builder.names.at(position))


def failure(error, name, units):
    """The answer after a refusal. Names are lists of components: nothing here is meant for people yet."""
    if isinstance(error, Forged):
        answer = {"result": "rejected", "declaration": error.name, "tag": "forged", "message": ", ".join(error.fields)}
    else:
        result = "undecided" if error.tag in LIMITS else "rejected"
        answer = {"result": result, "declaration": name, "tag": error.tag, "message": error.message}
        answer["about"] = error.about
    return answer | {"units": units}


def main(declarations, *description):
    """The exit status after the answer to the declarations in a file has been written."""
    toolchain = read_toolchain(*description)
    with open(declarations, "rb") as stream:
        answer = answer_to(stream, toolchain)
    print(json.dumps(answer, sort_keys=True))
    return 0


def answer_to(stream, toolchain):
    """The whole answer to a stream of lines."""
    lines = iter(stream)
    header = json.loads(next(lines))
    if set(header) != {"format", "nonce", "heartbeats", "recursion"} or header["format"] != FORMAT:
        raise MalformedInput("unknown format")
    begin = time.monotonic()
    kernel = Kernel(toolchain["library"])
    self_test(kernel)
    kernel.limit(heartbeats=header["heartbeats"], recursion=header["recursion"])
    ready = time.monotonic()
    replayer = Replayer(kernel)
    answer = judge(replayer, lines)
    return answer | {
        "format": FORMAT,
        "nonce": header["nonce"],
        "lean": kernel.version,
        "githash": kernel.githash,
        "self_test": "passed",
        "start_ms": round((ready - begin) * 1000),
        "replay_ms": round((time.monotonic() - ready) * 1000),
        "kernel_ms": round(replayer.kernel_seconds * 1000),
    }


def run(work):
    """Do ``work()`` and end the process with the status that says how it went."""
    status = STATUS_CRASHED
    try:
        status = work()
    except (MalformedInput, json.JSONDecodeError) as error:
        status = complain(STATUS_MALFORMED, error)
    except ToolchainError as error:
        status = complain(STATUS_TOOLCHAIN, error)
    finally:
        if status == STATUS_CRASHED:
            sys.excepthook(*sys.exc_info())
        sys.stdout.flush()
        os._exit(status)  # the library's own threads need no orderly end


def complain(status, error):
    print(error, file=sys.stderr, flush=True)
    return status


def read_toolchain(path=TOOLCHAIN):
    """The image's own description of its toolchain."""
    with open(path, "rb") as described:
        return json.load(described)


if __name__ == "__main__":
    run(lambda: main(*sys.argv[1:]))
