"""How much work it takes to turn a passphrase into a key (Argon2id, RFC 9106)."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import Self

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

_MIB = 1024
_LEAST_ITERATIONS = 3
_TARGET_SECONDS = 1.0
_LIMITS = {"memory_kib": 4 * 1024 * _MIB, "iterations": 1000, "lanes": 64}


@dataclass(frozen=True)
class KeyCost:
    """Memory in KiB, passes over it, and lanes worked on at the same time."""

    memory_kib: int
    iterations: int
    lanes: int

    @classmethod
    def measured(cls) -> Self:
        """About one second on this computer, and never less than 64 MiB and three passes.

        Memory is raised before passes: it is what makes guessing dear on graphics cards.
        """
        lanes = min(4, os.cpu_count() or 1)
        smallest = cls(64 * _MIB, _LEAST_ITERATIONS, lanes)
        seconds = smallest.seconds()
        for times in (4, 2):
            if seconds * times <= _TARGET_SECONDS:
                return cls(64 * _MIB * times, _passes(seconds * times), lanes)
        return cls(64 * _MIB, _passes(seconds), lanes)

    @classmethod
    def for_tests(cls) -> Self:
        """Nearly free, and no protection. For tests only."""
        return cls(memory_kib=64, iterations=1, lanes=1)

    @property
    def believable(self) -> bool:
        """Whether a file that asks for this cost can be meant: not nothing, not the whole PC."""
        return (
            8 * self.lanes <= self.memory_kib <= _LIMITS["memory_kib"]
            and 1 <= self.iterations <= _LIMITS["iterations"]
            and 1 <= self.lanes <= _LIMITS["lanes"]
        )

    def derive(self, passphrase: bytes, salt: bytes) -> bytes:
        """The 256-bit key that this passphrase and salt give."""
        return Argon2id(
            salt=salt,
            length=32,
            iterations=self.iterations,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        ).derive(passphrase)

    def seconds(self) -> float:
        """How long one derivation takes on this computer."""
        began = time.perf_counter()
        self.derive(b"measure this computer", bytes(16))
        return time.perf_counter() - began


def _passes(seconds_for_least: float) -> int:
    return max(_LEAST_ITERATIONS, int(_LEAST_ITERATIONS * _TARGET_SECONDS / seconds_for_least))
