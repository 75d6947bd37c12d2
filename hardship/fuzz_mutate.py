"""Hostile variants of real files: bytes changed anywhere, or JSON changed in its values."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63), 10**30, 1.5, 1e308, float("nan"),
    float("inf"), -float("inf"), "", " ", "\x00", "\ud800", "\u202e\u0000x", "é" * 3, "x" * 5_000,
    "../../etc/passwd", "C:\\con", "0192aaaa-0000-7000-8000-000000000000", "2026-02-30",
    "9999-12-31", "0000-00-00", "2026-11-22T25:61:00.000000Z", "2026-11-22T10:00:00.000000Z",
    "-0", "1e999", "{count}", "%s%n", "<b>&amp;</b>", "'; DROP TABLE record; --",
    [], {}, [[]], [None], {"": ""}, [{}], ["a", "a"],
)  # fmt: skip

_PIECES = (b"\x00", b"\xff" * 4, b"\x7f\xff\xff\xff", b"{", b"[" * 3_000, b"}", b'"', b"\n", b"\\u")


def bytes_of(content: bytes, chance: random.Random) -> bytes:
    """The content with a few bytes changed, cut, doubled, moved or put in."""
    broken = bytearray(content)
    for _time in range(chance.choice((1, 1, 1, 2, 4, 12))):
        if not broken:
            break
        place, length = chance.randrange(len(broken)), chance.choice((1, 2, 4, 16, 200))
        how = chance.randrange(8)
        if how == 0:
            broken[place] ^= 1 << chance.randrange(8)
        elif how == 1:
            broken[place] = chance.randrange(256)
        elif how == 2:
            del broken[place:]
        elif how == 3:
            del broken[place : place + length]
        elif how == 4:
            broken[place:place] = broken[place : place + length] * chance.choice((1, 2, 50))
        elif how == 5:
            broken[place:place] = chance.choice(_PIECES)
        elif how == 6:
            other = chance.randrange(len(broken))
            broken[place : place + length] = broken[other : other + length]
        else:
            broken[place : place + length] = chance.randbytes(length)
    return bytes(broken)


def tree_of(value: Any, chance: random.Random, times: int = 0) -> Any:
    """The value with some of what stands in it exchanged, left out, doubled or nested."""
    changed = copy.deepcopy(value)
    for _time in range(times or chance.choice((1, 1, 1, 2, 3))):
        places = list(_places(changed))
        if places:
            holder, key = chance.choice(places)
            _change(holder, key, chance)
    return changed


def text_of(value: Any, chance: random.Random) -> bytes:
    """JSON as a hostile program would write it: numbers that are none, half characters, doubles."""
    text = json.dumps(value, ensure_ascii=chance.random() < 0.3)
    if chance.random() < 0.05:
        text = text.replace("{", '{"format": 1, ', 1)
    if chance.random() < 0.03:
        text = text.replace(": ", ": " + "[" * chance.choice((50, 5_000)), 1)
    if chance.random() < 0.03:
        text = text.replace("1", "1" * chance.choice((30, 6_000)), 1)
    content = text.encode("utf-8", errors="surrogatepass")
    return bytes_of(content, chance) if chance.random() < 0.2 else content


def _places(value: Any, depth: int = 0) -> Iterator[tuple[Any, Any]]:
    """Every container in a value, with each of its keys."""
    if depth > 40:
        return
    keys: list[Any] = []
    if isinstance(value, dict):
        keys = list(value)
    elif isinstance(value, list):
        keys = list(range(len(value)))
    for key in keys:
        yield value, key
        yield from _places(value[key], depth + 1)


def _change(holder: Any, key: Any, chance: random.Random) -> None:
    how = chance.randrange(10)
    if how <= 4:
        holder[key] = copy.deepcopy(chance.choice(ODD))
    elif how == 5:
        del holder[key]
    elif how == 6:
        holder[key] = [copy.deepcopy(holder[key])] * chance.choice((1, 2, 3))
    elif how == 7 and isinstance(holder[key], str) and holder[key]:
        text = holder[key]
        place = chance.randrange(len(text))
        holder[key] = text[:place] + chance.choice(("", "\x00", "ß", "\ud800", "9")) + text[place:]
    elif how == 8 and isinstance(holder, dict):
        holder[chance.choice(("extra", "", "id", "format", "mother_id"))] = holder[key]
    else:
        other = chance.choice(list(_places(holder)))
        holder[key] = copy.deepcopy(other[0][other[1]])
