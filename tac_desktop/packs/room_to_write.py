"""Ruled lines under what is empty, for whoever goes on by hand: asked for, never by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tac_desktop.packs import blocks as b

_LINES = 3
_ROW_HEIGHT = 9.0
"""In millimetres: a row in which somebody can write."""


def with_room_to_write(blocks: Sequence[b.Block]) -> list[b.Block]:
    """The same blocks, with lines where a sentence says that there is nothing yet, and room
    beside labels without a value. Where lines follow already, none are added."""
    made: list[b.Block] = []
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        made.append(_one(block, following))
    return made


def _one(block: b.Block, following: b.Block | None) -> b.Block:
    match block:
        case b.Text(kind=b.TextKind.NOTHING) if not isinstance(following, b.Lines | b.Question):
            return b.Together([block, b.Lines(_LINES)])
        case b.Rows(row_height=0.0) if any(not value.strip() for _label, value in block.rows):
            return replace(block, row_height=_ROW_HEIGHT)
        case b.Question(answer=[]):
            return replace(block, answer=[b.Lines(_LINES)])
        case b.Callout() | b.Together():
            return replace(block, blocks=with_room_to_write(block.blocks))
        case _:
            return block
