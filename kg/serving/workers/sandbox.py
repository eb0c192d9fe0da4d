"""What a worker process may not do, whatever a query makes the engine try: open a connection, take more memory than it is given.

The guard refuses SERVICE by the text of a query; this is the wall behind it. Linux alone has it: by a filter of system calls (seccomp) on
the processors below, which needs no privilege; elsewhere there is only the guard, and no limit of memory.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import resource
import sys
from pathlib import Path

PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, SECCOMP_MODE_FILTER = 22, 38, 2
LOAD_WORD, JUMP_IF_EQUAL, JUMP_IF_AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06  # classic BPF, linux/bpf_common.h
NUMBER, ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
IO_URING_SETUP = 425  # another way to a socket
FOREIGN = 0x40000000  # from here on, numbers of x86-64's other interface
PROCESSORS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # AUDIT_ARCH_…, number of socket(2)


class Instruction(ctypes.Structure):
    """struct sock_filter"""

    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("value", ctypes.c_uint32))


class Program(ctypes.Structure):
    """struct sock_fprog"""

    _fields_ = (("length", ctypes.c_uint16), ("filter", ctypes.POINTER(Instruction)))


def forbid_connections() -> bool:
    """Makes socket(2) fail from now on, in this process and its children; tells whether this system can do it."""
    if sys.platform != "linux" or platform.machine() not in PROCESSORS:
        return False
    architecture, socket_call = PROCESSORS[platform.machine()]
    rules = (
        (LOAD_WORD, 0, 0, ARCHITECTURE),
        (JUMP_IF_EQUAL, 0, 5, architecture),
        (LOAD_WORD, 0, 0, NUMBER),
        (JUMP_IF_AT_LEAST, 3, 0, FOREIGN),
        (JUMP_IF_EQUAL, 2, 0, socket_call),
        (JUMP_IF_EQUAL, 1, 0, IO_URING_SETUP),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
    )
    code = (Instruction * len(rules))(*(Instruction(*rule) for rule in rules))
    program = Program(len(rules), code)
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    promised: int = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    filtered: int = prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program))
    return promised == filtered == 0


def limit_memory(size: int) -> None:
    """Lets the process allocate so much beside what it has; only Linux counts this, elsewhere there is no limit."""
    if sys.platform == "linux":
        limit = _allocated() + size
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _allocated() -> int:
    """Bytes that the process has allocated by now."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("VmData:"))
