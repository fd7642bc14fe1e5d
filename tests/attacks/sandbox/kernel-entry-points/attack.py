"""The system calls that privilege escalations start from"""

from tools import attempt, syscall

CLONE_NEWUSER = 0x10000000
for name, call in {
    "unshare(user)": (272, CLONE_NEWUSER),
    "bpf": (321, 0, 0, 0),
    "userfaultfd": (323, 1),
    "perf_event_open": (298, 0, 0, -1, -1, 0),
    "add_key": (248, 0, 0, 0, 0, 0),
    "keyctl": (250, 0, -3, 0),
    "mount": (165, 0, 0, 0, 0, 0),
    "fsopen": (430, 0, 0),
    "ptrace": (101, 0, 0, 0, 0),
    "modify_ldt": (154, 0, 0, 0),
}.items():
    attempt(name, lambda call=call: syscall(*call))
