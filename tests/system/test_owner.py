from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

from gate.system.owner import Owner


def test_this_process_lives() -> None:
    me = Owner.current()
    assert me == Owner.current()
    assert not me.is_dead(seen_by=me)


def test_a_process_that_ended_is_dead_even_when_its_number_is_used_again() -> None:
    me = Owner.current()
    child = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], check=True, capture_output=True)
    assert replace(me, pid=int(child.stdout)).is_dead(seen_by=me)
    assert replace(me, started=me.started - 1).is_dead(seen_by=me)


def test_a_zombie_is_dead() -> None:
    me = Owner.current()
    child = subprocess.Popen([sys.executable, "-c", "print()"], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.read()
    # Not waited for: the process ends and stays a zombie until it is.
    while not (dead := replace(me, pid=child.pid).is_dead(seen_by=me)):
        pass
    assert dead
    child.communicate()


def test_before_the_last_boot_everybody_died() -> None:
    me = Owner.current()
    assert replace(me, boot="another").is_dead(seen_by=me)


def test_what_cannot_be_seen_counts_as_living() -> None:
    me = Owner.current()
    assert not replace(me, host="elsewhere", boot="another", pid=1 << 22).is_dead(seen_by=me)
    assert not replace(me, namespace=1, pid=1 << 22).is_dead(seen_by=me)
