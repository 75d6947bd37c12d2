"""The beginning of a long print, to be shown while the rest is still being made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tac_desktop.packs.blocks import Block, Table

_ENOUGH = 20_000
"""So many characters, written out with their blocks, fill three pages of any print."""

_LONG = 2 * _ENOUGH


def beginning(blocks: Sequence[Block]) -> list[Block] | None:
    """Blocks that fill the first pages; None where all of them are made nearly as soon."""
    if sum(len(str(block)) for block in blocks) < _LONG:
        return None
    first: list[Block] = []
    room = _ENOUGH
    for block in blocks:
        first.append(_cut(block, room))
        room -= len(str(first[-1]))
        if room <= 0:
            break
    return first


def _cut(block: Block, room: int) -> Block:
    """A table no longer than the room takes; anything else whole."""
    if not isinstance(block, Table):
        return block
    kept = 0
    while kept < len(block.rows) and room > 0:
        room -= len(str(block.rows[kept]))
        kept += 1
    return replace(block, rows=block.rows[:kept])
