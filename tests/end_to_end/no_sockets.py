"""Makes the kernel kill this process when it asks for a socket: proof rather than promise.

A filter on system calls (seccomp, Linux) sees what a library in C does as well as what Python
does. Elsewhere Python's own audit events have to do.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys

_SOCKET_CALL = {"x86_64": 41, "aarch64": 198}
_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_SET_NO_NEW_PRIVILEGES = 38
_SET_SECCOMP = 22
_FILTER_MODE = 2
_ALLOW = 0x7FFF0000
_KILL_PROCESS = 0x80000000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def die_on_the_first_socket() -> str:
    """Forbid sockets to this process and its children; returns by which means."""
    machine = platform.machine()
    if sys.platform == "linux" and machine in _SOCKET_CALL:
        _install_filter(_ARCHITECTURE[machine], _SOCKET_CALL[machine])
        return "kernel"
    sys.addaudithook(_refuse)
    return "python"


def _install_filter(architecture: int, socket_call: int) -> None:
    load, equal, answer = 0x20, 0x15, 0x06
    instructions = b"".join(
        struct.pack("HBBI", *instruction)
        for instruction in (
            (load, 0, 0, 4),  # the architecture of the call
            (equal, 1, 0, architecture),
            (answer, 0, 0, _KILL_PROCESS),
            (load, 0, 0, 0),  # its number
            (equal, 0, 1, socket_call),
            (answer, 0, 0, _KILL_PROCESS),
            (answer, 0, 0, _ALLOW),
        )
    )
    buffer = ctypes.create_string_buffer(instructions, len(instructions))
    program = _Program(len(instructions) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    for arguments in (
        (_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0),
        (_SET_SECCOMP, _FILTER_MODE, ctypes.byref(program), 0, 0),
    ):
        if libc.prctl(*arguments) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__":
        os.abort()
