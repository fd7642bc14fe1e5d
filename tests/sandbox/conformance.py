"""What any `gate.sandbox.interface.Sandbox` has to do. A backend's test class inherits this and offers two fixtures:
``sandbox``, and ``image``, the id of one with ``python3``."""

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from gate.model.errors import InfrastructureError, InputError
from gate.model.policy import RunLimits
from gate.sandbox.interface import ExitReason, Output, RunSpec, Sandbox

LIMITS = RunLimits(wall_s=120, cpu_s=60)


def python(image: str, program: str, **more: object) -> RunSpec:
    settings: dict[str, object] = {"limits": LIMITS, **more}
    return RunSpec(image=image, argv=("python3", "-I", "-S", "-c", program), **settings)  # type: ignore[arg-type]


class SandboxConformance:
    def test_exit_code_and_streams(self, sandbox: Sandbox, image: str) -> None:
        result = sandbox.run(python(image, "import sys; print('out'); print('err', file=sys.stderr); sys.exit(7)"))
        assert (result.exit_reason, result.exit_code, result.signal) == (ExitReason.EXITED, 7, None)
        assert (result.stdout.kept, result.stderr.kept) == (b"out\n", b"err\n")
        assert not result.clean

    def test_inputs_stdin_arguments_and_environment_arrive_unchanged(self, sandbox: Sandbox, image: str) -> None:
        every_byte = bytes(range(256))
        program = (
            "import os, sys; data = open('/in/a/b/c.bin', 'rb').read() + sys.stdin.buffer.read()\n"
            "open('/out/all', 'wb').write(data + os.fsencode(sys.argv[1]) + os.environb[b'WORD'])"
        )
        spec = RunSpec(
            image=image,
            argv=("python3", "-I", "-S", "-c", program, "ärg\n"),
            inputs={"a/b/c.bin": every_byte, "empty": b""},
            stdin=every_byte[::-1],
            env={"WORD": "w ö"},
            outputs=(Output("all", 4096),),
            limits=LIMITS,
        )
        result = sandbox.run(spec)
        assert result.clean, result.stderr
        assert result.outputs["all"] == every_byte + every_byte[::-1] + "ärg\nw ö".encode()

    def test_inputs_cannot_simply_be_written(self, sandbox: Sandbox, image: str) -> None:
        result = sandbox.run(python(image, "open('/in/new', 'w')"))
        assert result.exit_code == 1
        assert b"Permission" in result.stderr.kept

    def test_only_declared_outputs_come_out(self, sandbox: Sandbox, image: str) -> None:
        program = (
            "import os; os.mkdir('/out/sub'); os.symlink('x', '/out/link')\n"
            "for name in ('kept', 'sub/kept', 'other', 'long'): open('/out/' + name, 'w').write(name * 3)"
        )
        outputs = (
            Output("kept", 12),
            Output("sub/kept", 99),
            Output("link", 9),
            Output("absent", 9),
            Output("long", 9),
        )
        result = sandbox.run(python(image, program, outputs=outputs))
        assert dict(result.outputs) == {"kept": b"keptkeptkept", "sub/kept": b"sub/kept" * 3}
        assert dict(result.refused) == {"link": "symlink", "long": "too-large"}

    def test_outputs_come_after_a_crash_but_not_after_a_limit(self, sandbox: Sandbox, image: str) -> None:
        write = "import os; open('/out/r', 'w').write('x');"
        outputs = (Output("r", 10),)
        crashed = sandbox.run(python(image, write + "os.kill(os.getpid(), 11)", outputs=outputs))
        assert (crashed.exit_reason, crashed.signal, crashed.exit_code) == (ExitReason.SIGNALED, 11, None)
        assert dict(crashed.outputs) == {"r": b"x"}
        limits = RunLimits(wall_s=0.5)
        late = sandbox.run(python(image, write + "import time; time.sleep(60)", outputs=outputs, limits=limits))
        assert (late.exit_reason, late.exit_code, dict(late.outputs)) == (ExitReason.WALL_LIMIT, None, {})

    def test_the_wall_limit_ends_a_run_in_time(self, sandbox: Sandbox, image: str) -> None:
        begun = time.monotonic()
        result = sandbox.run(python(image, "import time; time.sleep(600)", limits=RunLimits(wall_s=0.5)))
        assert result.exit_reason is ExitReason.WALL_LIMIT
        assert result.usage.wall_s >= 0.5
        assert time.monotonic() - begun < 300

    def test_cpu_memory_and_floods_end_a_run(self, sandbox: Sandbox, image: str) -> None:
        spin = sandbox.run(python(image, "while True: pass", limits=RunLimits(wall_s=120, cpu_s=1)))
        assert spin.exit_reason is ExitReason.CPU_LIMIT
        memory = RunLimits(memory_bytes=64 << 20)
        bomb = sandbox.run(python(image, "b = [bytes([1]) * (1 << 20) for _ in range(4096)]", limits=memory))
        assert bomb.exit_reason is ExitReason.OUT_OF_MEMORY
        flood = sandbox.run(python(image, "while True: print('x' * 9999)", limits=RunLimits(stream_bytes=4096)))
        assert flood.exit_reason is ExitReason.FLOOD
        assert len(flood.stdout.kept) <= 4096

    def test_long_streams_keep_head_and_tail_and_hash_everything(self, sandbox: Sandbox, image: str) -> None:
        result = sandbox.run(
            python(image, "print('a' * 3000 + 'm' * 5000 + 'z' * 3000, end='')", limits=RunLimits(stream_bytes=2000))
        )
        whole = b"a" * 3000 + b"m" * 5000 + b"z" * 3000
        assert result.clean
        assert result.stdout.truncated
        assert (result.stdout.head, result.stdout.tail) == (b"a" * 1000, b"z" * 1000)
        assert result.stdout.total_bytes == len(whole)
        assert result.stdout.sha256.hex == hashlib.sha256(whole).hexdigest()

    def test_a_program_that_is_not_there_is_not_the_machines_fault(self, sandbox: Sandbox, image: str) -> None:
        result = sandbox.run(RunSpec(image=image, argv=("no-such-program",), limits=LIMITS))
        assert (result.exit_reason, result.exit_code) == (ExitReason.EXITED, 127)
        assert b"no-such-program" in result.stderr.kept

    def test_usage_is_measured(self, sandbox: Sandbox, image: str) -> None:
        result = sandbox.run(python(image, "b = bytes([1]) * (40 << 20)\nfor _ in range(10**6): pass"))
        assert result.clean
        assert 0 < result.usage.wall_s < 120
        assert result.usage.cpu_s is None or 0 < result.usage.cpu_s < 60
        assert result.usage.peak_memory_bytes is None or result.usage.peak_memory_bytes > 40 << 20

    def test_runs_share_nothing(self, sandbox: Sandbox, image: str) -> None:
        look = "import os; print(os.path.exists('/tmp/left')); open('/tmp/left', 'w')"
        assert [sandbox.run(python(image, look)).stdout.kept for _ in range(2)] == [b"False\n"] * 2

    def test_threads_may_run_at_once(self, sandbox: Sandbox, image: str) -> None:
        def one(number: int) -> bytes:
            return sandbox.run(python(image, f"print({number})")).stdout.kept

        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(one, range(6))) == [f"{number}\n".encode() for number in range(6)]

    def test_the_seal_of_equal_specifications_has_a_digest(self, sandbox: Sandbox, image: str) -> None:
        assert len(sandbox.run(python(image, "pass")).seal.hex) == 64

    def test_a_malformed_specification_is_refused(self, sandbox: Sandbox, image: str) -> None:
        with pytest.raises(InputError):
            sandbox.run(python(image, "pass", outputs=(Output("../up", 10),)))

    def test_an_unknown_image_is_the_machines_fault(self, sandbox: Sandbox, image: str) -> None:
        with pytest.raises(InfrastructureError) as caught:
            sandbox.run(python("sha256:" + "0" * 64, "pass"))
        assert caught.value.code == "image.missing"

    def test_files_of_an_image(self, sandbox: Sandbox, image: str) -> None:
        files = sandbox.image_files(image, "/gate")
        assert files
        assert all(not name.startswith(("/", "gate/")) for name in files)
        with pytest.raises(InfrastructureError) as caught:
            sandbox.image_files(image, "/no/such/folder")
        assert caught.value.code == "image.no-folder"

    def test_the_self_test_passes_and_its_digest_is_stable(self, sandbox: Sandbox, image: str) -> None:
        assert sandbox.self_test(image) == sandbox.self_test(image)
