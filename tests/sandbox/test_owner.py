import subprocess
import sys
from dataclasses import replace

from gate.sandbox.owner import Owner, this_process


def test_labels_and_back() -> None:
    assert Owner.from_labels({**this_process().labels(), "more": "x"}) == this_process()
    assert Owner.from_labels({}) is None
    assert Owner.from_labels({**this_process().labels(), "gate.owner.pid": "many"}) is None


def test_only_the_certainly_dead_are_dead() -> None:
    here = this_process()
    assert not here.is_dead(here)
    assert replace(here, started=here.started + 1).is_dead(here), "the pid was given to another process"
    assert replace(here, boot="earlier").is_dead(here)
    assert not replace(here, boot="earlier", machine="another").is_dead(here)
    assert not replace(here, pid_namespace="pid:[1]", started=1).is_dead(here)


def test_a_process_that_ended_is_dead() -> None:
    print_owner = "from gate.sandbox.owner import this_process as p; o = p(); print(o.pid, o.started)"
    said = subprocess.run([sys.executable, "-c", print_owner], capture_output=True, text=True, check=True).stdout
    pid, started = map(int, said.split())
    assert replace(this_process(), pid=pid, started=started).is_dead(this_process())
