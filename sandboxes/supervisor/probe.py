"""The seal's self-test from inside: tries what a submission must not be able to do and writes down what happened.

Run as the submission of a sealed container by ``gate/sandbox/selftest.py``, which holds the expectations; this program
only observes. It writes ``/out/probe.json``: name of the probe → an errno name, "ok", a number or a short text.
"""

import ctypes
import errno
import json
import mmap
import os
import resource
import signal
import socket
import sys
import time

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWUSER = 0x10000000
FOUND = {}

# x86-64 numbers; the arguments are harmless should a call get through.
SYSCALLS = {
    "acct": (163, 0),
    "add_key": (248, 0, 0, 0, 0, 0),
    "bpf": (321, 0, 0, 0),
    "chroot": (161, b"/tmp"),
    "clock_settime": (227, 0, 0),
    "clone3": (435, 0, 0),
    "create_module": (174, 0, 0),
    "fanotify_init": (300, 0, 0),
    "finit_module": (313, -1, 0, 0),
    "fsopen": (430, b"tmpfs", 0),
    "get_mempolicy": (239, 0, 0, 0, 0, 0),
    "init_module": (175, 0, 0, 0),
    "io_setup": (206, 0, 0),
    "io_uring_enter": (426, -1, 0, 0, 0, 0),
    "io_uring_setup": (425, 1, 0),
    "ioperm": (173, 0, 1, 0),
    "iopl": (172, 0),
    "kcmp": (312, 1, 1, 0, 0, 0),
    "kexec_load": (246, 0, 0, 0, 0),
    "keyctl": (250, 0, -3, 0),
    "landlock_create_ruleset": (444, 0, 0, 1),
    "mbind": (237, 0, 0, 0, 0, 0, 0),
    "memfd_create": (319, b"x", 0),
    "memfd_secret": (447, 0),
    "mknod": (133, b"/tmp/node", 0o020600, 0x0103),
    "modify_ldt": (154, 0, 0, 0),
    "mount": (165, b"none", b"/tmp", b"tmpfs", 0, 0),
    "mount_setattr": (442, -1, 0, 0, 0, 0),
    "move_mount": (429, -1, 0, -1, 0, 0),
    "move_pages": (279, 0, 0, 0, 0, 0, 0),
    "mq_open": (240, b"x", 0, 0, 0),
    "name_to_handle_at": (303, -100, b"/", 0, 0, 0),
    "open_by_handle_at": (304, -100, 0, 0),
    "open_tree": (428, -100, b"/", 0),
    "openat2": (437, -100, b"/", 0, 0),
    "perf_event_open": (298, 0, 0, -1, -1, 0),
    "personality": (135, 0x0400000),
    "pidfd_getfd": (438, -1, 0, 0),
    "pidfd_open": (434, 1, 0),
    "pivot_root": (155, b"/", b"/tmp"),
    "process_madvise": (440, -1, 0, 0, 0, 0),
    "process_mrelease": (448, -1, 0),
    "process_vm_readv": (310, 1, 0, 0, 0, 0, 0),
    "process_vm_writev": (311, 1, 0, 0, 0, 0, 0),
    "quotactl": (179, 0, 0, 0, 0),
    "reboot": (169, 0, 0, 0, 0),
    "request_key": (249, 0, 0, 0, 0),
    "seccomp": (317, 2, 0, 0),
    "set_mempolicy": (238, 0, 0, 0),
    "setdomainname": (171, b"x", 1),
    "sethostname": (170, b"x", 1),
    "setns": (308, -1, 0),
    "settimeofday": (164, 0, 0),
    "swapon": (167, b"/x", 0),
    "syslog": (103, 10, 0, 0),
    "umount2": (166, b"/tmp", 0),
    "unshare": (272, CLONE_NEWUSER),
    "userfaultfd": (323, 1),
    "vmsplice": (278, -1, 0, 0, 0),
}
FAMILIES = {
    "AF_ALG": 38,
    "AF_BLUETOOTH": 31,
    "AF_CAN": 29,
    "AF_INET": 2,
    "AF_INET6": 10,
    "AF_NETLINK": 16,
    "AF_PACKET": 17,
    "AF_RDS": 21,
    "AF_TIPC": 30,
    "AF_UNIX": 1,
    "AF_VSOCK": 40,
    "AF_XDP": 44,
}


def attempt(name, action):
    """Record the errno name of ``action()``, or "ok"."""
    try:
        action()
    except OSError as error:
        FOUND[name] = errno.errorcode.get(error.errno, str(error.errno))
    else:
        FOUND[name] = "ok"


def syscall(number, *arguments):
    ctypes.set_errno(0)
    if LIBC.syscall(ctypes.c_long(number), *(a if isinstance(a, bytes) else ctypes.c_long(a) for a in arguments)) < 0:
        raise OSError(ctypes.get_errno(), "syscall")


def in_child(action):
    """How a forked child that does ``action`` ends: errno name, "ok" or "signal N"."""
    pid = os.fork()
    if pid == 0:
        try:
            action()
        except OSError as error:
            os._exit(error.errno)
        os._exit(0)
    status = os.waitpid(pid, 0)[1]
    if os.WIFSIGNALED(status):
        return f"signal {os.WTERMSIG(status)}"
    code = os.WEXITSTATUS(status)
    return errno.errorcode.get(code, str(code)) if code else "ok"


def read(path):
    with open(path, "rb") as file:
        return file.read(65536).decode("utf-8", "replace")


def write(path):
    with open(path, "wb") as file:
        file.write(b"0")


def status_fields():
    fields = dict(line.split(":\t", 1) for line in read("/proc/self/status").splitlines() if ":\t" in line)
    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp", "Groups"):
        FOUND[f"status.{name}"] = fields[name].strip()
    FOUND["status.uid"] = os.getresuid()
    FOUND["status.gid"] = os.getresgid()


def calls():
    for name, (number, *arguments) in SYSCALLS.items():
        attempt(f"syscall.{name}", lambda n=number, a=arguments: syscall(n, *a))
    for name, number in FAMILIES.items():
        attempt(f"socket.{name}", lambda n=number: socket.socket(n, socket.SOCK_DGRAM).close())
        if name != "AF_UNIX":
            attempt(f"socketpair.{name}", lambda n=number: socket.socketpair(n, socket.SOCK_STREAM))
    attempt("socket.raw", lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1).close())
    for name, flag in {"user": CLONE_NEWUSER, "mount": 0x20000, "pid": 0x20000000, "net": 0x40000000}.items():
        FOUND[f"clone.new-{name}"] = in_child(lambda f=flag: syscall(56, f | signal.SIGCHLD, 0, 0, 0, 0))
    FOUND["syscall.ptrace"] = in_child(lambda: syscall(101, 0, 0, 0, 0))  # TRACEME would make later signals stop us
    FOUND["abi.x32"] = in_child(lambda: syscall(0x40000000 | 39))
    FOUND["abi.i386"] = in_child(int80)


def int80():
    """getpid through the 32-bit gate: mov eax, 20; int 0x80; ret."""
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    ctypes.CFUNCTYPE(ctypes.c_int)(address)()


def network():
    names = [line.split(":")[0].strip() for line in read("/proc/net/dev").splitlines()[2:]]
    FOUND["network.interfaces"] = sorted(names)
    FOUND["network.routes"] = len(read("/proc/net/route").splitlines()[1:])


def supervisor():
    for name in ("mem", "environ", "maps", "fd", "root", "cwd", "exe", "fdinfo", "map_files", "auxv", "stack"):
        path = f"/proc/1/{name}"
        if name in ("fd", "fdinfo", "map_files"):
            attempt(f"pid1.{name}", lambda p=path: os.listdir(p))
        elif name in ("root", "cwd", "exe"):
            attempt(f"pid1.{name}", lambda p=path: os.readlink(p))
        else:
            attempt(f"pid1.{name}", lambda p=path: read(p))
    attempt("pid1.oom_score_adj", lambda: write("/proc/1/oom_score_adj"))
    attempt("pid1.prlimit", lambda: resource.prlimit(1, resource.RLIMIT_FSIZE, (0, 0)))
    for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM, signal.SIGSEGV, signal.SIGINT):
        os.kill(1, number)  # accepted and dropped: that this line is passed and the run ends in order is the proof
    FOUND["pid1.state"] = read("/proc/1/stat").rpartition(")")[2].split()[0]
    FOUND["pid1.others"] = sorted(int(n) for n in os.listdir("/proc") if n.isdigit() and int(n) not in (1, os.getpid()))
    attempt("own.oom_score_adj", lambda: lower_oom_score())


def lower_oom_score():
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("-1000")


def files():
    for folder in ("/", "/etc", "/usr", "/gate", "/home", "/var", "/dev", "/proc", "/sys", "/sys/fs/cgroup"):
        if os.path.isdir(folder):
            attempt(f"write.{folder}", lambda f=folder: write(f + "/probe"))
    for path in ("/gate/supervisor.py", "/usr/bin/python3", "/etc/passwd", "/proc/sys/kernel/core_pattern"):
        if os.path.exists(path):
            attempt(f"write.{path}", lambda p=path: os.close(os.open(p, os.O_WRONLY)))
    attempt("write./proc/sysrq-trigger", lambda: write("/proc/sysrq-trigger"))
    for path in ("/proc/kcore", "/proc/keys", "/proc/timer_list", "/proc/sched_debug", "/proc/kmsg", "/proc/scsi"):
        FOUND[f"masked.{path}"] = masked(path)
    mounts = [line.split() for line in read("/proc/self/mountinfo").splitlines()]
    FOUND["mounts"] = sorted([m[4], m[m.index("-") + 1], m[5]] for m in mounts)  # place, type, options
    FOUND["devices"] = sorted(
        name for name in os.listdir("/dev") if not os.path.islink("/dev/" + name) and not os.path.isdir("/dev/" + name)
    )
    with open("/tmp/program", "w") as file:
        file.write("#!/usr/bin/python3\n")
    os.chmod("/tmp/program", 0o4755)
    FOUND["exec.tmp"] = in_child(lambda: os.execv("/tmp/program", ["/tmp/program"]))
    os.unlink("/tmp/program")
    attempt("write./in", lambda: write("/in/probe"))
    attempt("write./dev/mqueue", lambda: write("/dev/mqueue/probe"))


def masked(path):
    try:
        return "folder" if os.path.isdir(path) and not os.listdir(path) else f"{len(read(path))} bytes"
    except OSError as error:
        return errno.errorcode.get(error.errno, str(error.errno))


def limits():
    for name in ("CORE", "FSIZE", "MEMLOCK", "MSGQUEUE", "NOFILE", "NPROC", "RTPRIO", "CPU"):
        FOUND[f"rlimit.{name}"] = resource.getrlimit(getattr(resource, "RLIMIT_" + name))
    FOUND["cpus"] = len(os.sched_getaffinity(0))
    FOUND["hostname"] = os.uname().nodename
    FOUND["environment"] = dict(os.environ)


def fork_bomb():
    children = []
    while len(children) < 5000:
        try:
            pid = os.fork()
        except OSError as error:
            FOUND["bomb.fork"] = errno.errorcode.get(error.errno, str(error.errno))
            break
        if pid == 0:
            time.sleep(60)
            os._exit(0)
        children.append(pid)
    FOUND["bomb.processes"] = len(children) + 1
    for pid in children:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def fill(folder):
    """Write until the file system is full: its bytes, then its inodes."""
    size = 0
    fd = os.open(folder + "/fill", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        while size < 1 << 30:
            size += os.write(fd, b"\0" * 65536)
    except OSError as error:
        FOUND[f"fill.{folder}"] = errno.errorcode.get(error.errno, str(error.errno))
    os.close(fd)
    os.unlink(folder + "/fill")
    FOUND[f"fill.{folder}.bytes"] = size
    made = 0
    try:
        while made < 100_000:
            os.close(os.open(f"{folder}/{made}", os.O_WRONLY | os.O_CREAT, 0o600))
            made += 1
    except OSError as error:
        FOUND[f"fill.{folder}.inode"] = errno.errorcode.get(error.errno, str(error.errno))
    for number in range(made):
        os.unlink(f"{folder}/{number}")
    FOUND[f"fill.{folder}.inodes"] = made


def main():
    for step in (status_fields, calls, network, supervisor, files, limits, fork_bomb):
        step()
    for folder in ("/tmp", "/out", "/dev/shm"):
        fill(folder)
    with open("/out/probe.json", "w") as file:
        json.dump(FOUND, file)


if __name__ == "__main__":
    sys.exit(main())
