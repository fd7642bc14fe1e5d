from hypothesis import given, settings
from hypothesis import strategies as st

from gate.sandbox.run.exit_reason import GroupUsage, read_statistics


def test_version_1() -> None:
    files = {
        "memory/memory.max_usage_in_bytes": "8888320\n",
        "memory/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n",
        "cpuacct/cpuacct.usage": "1500000000\n",
        "pids/pids.peak": "6\n",
    }
    assert read_statistics(files) == GroupUsage(1.5, 8888320, 6, 2)


def test_version_2() -> None:
    files = {
        "memory.peak": "8888320\n",
        "memory.events": "low 0\nhigh 0\nmax 12\noom 1\noom_kill 1\noom_group_kill 0\n",
        "cpu.stat": "usage_usec 250000\nuser_usec 200000\nsystem_usec 50000\n",
        "pids.peak": "33\n",
    }
    assert read_statistics(files) == GroupUsage(0.25, 8888320, 33, 1)


def test_what_a_kernel_does_not_offer_is_unknown() -> None:
    assert read_statistics({}) == GroupUsage(None, None, None, None)
    assert read_statistics({"memory.peak": "max\n", "cpu.stat": "nonsense"}) == GroupUsage(None, None, None, None)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["memory.peak", "memory.events", "cpu.stat", "pids.peak"]), st.text()))
def test_any_text_is_read(files: dict[str, str]) -> None:
    found = read_statistics(files)
    assert found.cpu_s is None or found.cpu_s >= 0
