"""The trusted PID 1 of every sealed container.

It reads the run's description and its inputs from stdin, starts the submission, forwards what it prints, and, once
nothing but itself lives in the container, sends the declared outputs. Host side: ``gate/sandbox/transfer.py``.

It is PID 1 of its own pid namespace, so the kernel drops every signal a submission sends it; it is not dumpable, so
its memory and descriptors cannot be opened by the submission, which has the same uid. It trusts the host, nothing else.

Standard library only, started as ``python3 -I -S -B``; few imports, because they are paid for in every run.
"""

import ctypes
import errno
import os
import resource
import select
import signal
import stat
import struct
import sys
import time

IN, OUT = "/in", "/out"
CHUNK = 65536
DRAIN_S = 2.0
"""Seconds for which pipes are still read after the last process died; a sealed container needs none of them."""
CPU_POLL_S = 0.2
EPOCH = 315532800
"""The time of every input, so that it tells nothing: 1980-01-01, as in SOURCE_DATE_EPOCH."""
PR_SET_DUMPABLE = 4
IGNORED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE, signal.SIGXFSZ, signal.SIGXCPU)
STATISTICS = (
    "memory/memory.max_usage_in_bytes",
    "memory/memory.oom_control",
    "cpuacct/cpuacct.usage",
    "pids/pids.peak",
    "pids/pids.events",
    "memory.peak",
    "memory.events",
    "cpu.stat",
    "pids.peak",
    "pids.events",
)
"""Files below /sys/fs/cgroup, version 1 and version 2; the host reads what they say."""


def set_dumpable(value):
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_DUMPABLE, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_DUMPABLE)")


def write_all(fd, data):
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def send(kind, payload=b""):
    """One frame to the host: kind (1 byte), length (4 bytes, big endian), payload."""
    write_all(1, struct.pack(">cI", kind, len(payload)) + payload)


def send_words(kind, *words):
    """A frame of words: each a length (4 bytes, big endian) and its UTF-8 bytes."""
    encoded = [str(word).encode("utf-8", "replace") for word in words]
    send(kind, b"".join(struct.pack(">I", len(word)) + word for word in encoded))


def read_exactly(size):
    parts = []
    while size:
        part = os.read(0, min(size, 1 << 20))
        if not part:
            raise EOFError("the host closed the connection before the inputs were complete")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def receive_words():
    """A list of words from the host: their number, then each as in `send_words`."""
    return [os.fsdecode(read_exactly(receive_number())) for _ in range(receive_number())]


def receive_number():
    return struct.unpack(">I", read_exactly(4))[0]


class Request:
    """What the host asks for; the order of these lines is the order on the wire (``gate/sandbox/transfer.py``)."""

    def __init__(self):
        self.argv = receive_words()
        self.env = dict(pairs(receive_words()))
        self.cpu_s, self.stdin_bytes = map(int, receive_words())
        self.folders = receive_words()
        self.inputs = [(name, int(size)) for name, size in pairs(receive_words())]
        self.outputs = [(name, int(size)) for name, size in pairs(receive_words())]


def pairs(words):
    return zip(words[::2], words[1::2], strict=True)


def receive_file(path, size, mode):
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    while size:
        part = read_exactly(min(size, 1 << 20))
        write_all(fd, part)
        size -= len(part)
    os.fchmod(fd, mode)
    os.utime(fd, (EPOCH, EPOCH))
    os.close(fd)


def receive_inputs(request):
    """Files into /in (0444, folders 0555), stdin into an unlinked file. Returns the descriptor of stdin."""
    folders = [IN + "/" + folder for folder in request.folders]
    for folder in folders:
        os.mkdir(folder, 0o700)
    for name, size in request.inputs:
        receive_file(IN + "/" + name, size, 0o444)
    path = IN + "/.stdin"
    receive_file(path, request.stdin_bytes, 0o400)
    stdin = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    os.unlink(path)
    for folder in (*reversed(folders), IN):
        os.utime(folder, (EPOCH, EPOCH))
        os.chmod(folder, 0o555)
    return stdin


def become_submission(request, stdin, stdout, stderr):
    """In the child: never returns."""
    try:
        os.setsid()
        for source, target in ((stdin, 0), (stdout, 1), (stderr, 2)):
            os.dup2(source, target)
        os.closerange(3, 1 << 16)
        set_dumpable(1)  # /proc/self/oom_score_adj belongs to root while we are not dumpable
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")  # the OOM killer takes the submission first, never its supervisor
        # A backup of the limit on the whole container, which `supervise` watches.
        resource.setrlimit(resource.RLIMIT_CPU, (request.cpu_s + 1, request.cpu_s + 2))
        for number in IGNORED:
            signal.signal(number, signal.SIG_DFL)
        os.umask(0o022)
        os.chdir("/tmp")
        os.execvpe(request.argv[0], request.argv, request.env)
    except OSError as error:
        write_all(2, os.fsencode(f"cannot start {request.argv[0]}: {error.strerror}\n"))
        os._exit(126 if error.errno == errno.EACCES else 127)
    finally:
        os._exit(125)


def cgroup_text(name):
    try:
        with open("/sys/fs/cgroup/" + name, "rb") as file:
            return file.read(4096).decode("ascii", "replace")
    except OSError:
        return None


def cpu_seconds():
    """CPU time of the whole container, or None where the control group cannot be read."""
    text = cgroup_text("cpuacct/cpuacct.usage")
    if text is not None:
        return int(text) / 1e9
    text = cgroup_text("cpu.stat")
    if text is not None:
        return int(text.split()[1]) / 1e6
    return None


def kill_everything():
    """Kill and reap until this is the only process. Returns the wait status of each pid that was reaped."""
    statuses = {}
    while True:
        try:  # noqa: SIM105 - contextlib would be one more import in every run
            os.kill(-1, signal.SIGKILL)
        except ProcessLookupError:
            pass
        try:
            pid, status = os.waitpid(-1, 0)
        except ChildProcessError:
            return statuses
        statuses[pid] = status


def reap(child):
    """Collect the dead without waiting. Returns the wait status of ``child`` if it was among them."""
    found = None
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return found
        if pid == 0:
            return found
        if pid == child:
            found = status


def supervise(child, pipes, bell, cpu_limit):
    """Forward output until the child ends or a limit or the host stops the run.

    Returns ``(why, status)``; nothing but this process lives afterwards.
    """
    started = cpu_seconds()
    poll = select.poll()
    poll.register(0, select.POLLIN)
    poll.register(bell, select.POLLIN)
    for fd in pipes:
        poll.register(fd, select.POLLIN)
    open_pipes = set(pipes)
    why, status = "exited", None
    while status is None and why == "exited":
        for fd, _ in poll.poll(CPU_POLL_S * 1000):
            if fd in open_pipes:
                forward(fd, pipes[fd], poll, open_pipes)
            elif fd == bell:
                os.read(bell, 4096)
            elif fd == 0:
                why = "stopped"  # the host says so, or is gone
        status = reap(child)
        if status is None and why == "exited" and started is not None and cpu_seconds() - started >= cpu_limit:
            why = "cpu-limit"
    statuses = kill_everything()
    if status is None:
        status = statuses.get(child)
    deadline = time.monotonic() + DRAIN_S
    while open_pipes and time.monotonic() < deadline:
        for fd, _ in poll.poll(100):
            if fd in open_pipes:
                forward(fd, pipes[fd], poll, open_pipes)
            elif fd == 0:
                poll.unregister(0)
            else:
                os.read(bell, 4096)
    return why, status


def forward(fd, kind, poll, open_pipes):
    data = os.read(fd, CHUNK)
    if data:
        send(kind, data)
    else:
        poll.unregister(fd)
        open_pipes.discard(fd)
        os.close(fd)


def open_output(folder, name):
    """A descriptor of the output ``name``, without following a link in any of its parts."""
    *parents, last = name.split("/")
    held = os.dup(folder)
    try:
        for parent in parents:
            inner = os.open(parent, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=held)
            os.close(held)
            held = inner
        return os.open(last, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC, dir_fd=held)
    finally:
        os.close(held)


def send_output(folder, name, max_bytes):
    """Send one declared output, or the word that says why not. An absent file is not mentioned."""
    try:
        fd = open_output(folder, name)
    except FileNotFoundError:
        return
    except OSError as error:
        words = {errno.ELOOP: "symlink", errno.ENOTDIR: "not-a-folder", errno.ENXIO: "special-file"}
        send_words(b"X", name, words.get(error.errno, "unreadable"))
        return
    try:
        found = os.fstat(fd)
        why = None
        if stat.S_ISDIR(found.st_mode):
            why = "folder"
        elif not stat.S_ISREG(found.st_mode):
            why = "special-file"
        elif found.st_dev != os.fstat(folder).st_dev:
            why = "other-file-system"
        elif found.st_nlink != 1:
            why = "hard-link"
        elif found.st_size > max_bytes:
            why = "too-large"
        if why is not None:
            send_words(b"X", name, why)
            return
        send_words(b"F", name, found.st_size)
        left = found.st_size
        while left:
            data = os.read(fd, min(left, CHUNK))
            if not data:
                raise EOFError("an output shrank although no process lives")
            send(b"D", data)
            left -= len(data)
    finally:
        os.close(fd)


def main():
    for number in IGNORED:
        signal.signal(number, signal.SIG_IGN)
    set_dumpable(0)
    request = Request()
    stdin = receive_inputs(request)
    out = os.open(OUT, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    # SIGCHLD writes a byte into this pipe, so that one poll waits for output, the host and the child's end.
    bell, bell_end = os.pipe()
    os.set_blocking(bell_end, False)
    signal.set_wakeup_fd(bell_end, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)

    stdout, stdout_end = os.pipe()
    stderr, stderr_end = os.pipe()
    send(b"S")
    child = os.fork()
    if child == 0:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        become_submission(request, stdin, stdout_end, stderr_end)
    for fd in (stdin, stdout_end, stderr_end):
        os.close(fd)

    why, status = supervise(child, {stdout: b"1", stderr: b"2"}, bell, request.cpu_s)
    how, number = "unknown", 0
    if status is not None and os.WIFEXITED(status):
        how, number = "code", os.WEXITSTATUS(status)
    elif status is not None:
        how, number = "signal", os.WTERMSIG(status)
    statistics = [word for name in STATISTICS if (text := cgroup_text(name)) is not None for word in (name, text)]
    send_words(b"E", why, how, number, *statistics)
    if why == "exited":
        for name, max_bytes in request.outputs:
            send_output(out, name, max_bytes)
    send(b"Z")


if __name__ == "__main__":
    try:
        main()
    except (OSError, EOFError, ValueError, MemoryError) as error:
        send_words(b"!", type(error).__name__, str(error)[:500])
        sys.exit(70)
