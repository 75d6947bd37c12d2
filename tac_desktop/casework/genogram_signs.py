"""The signs of a genogram: symbols of people, lines of couples and of descent, in black and white.

Source: standard genogram notation (McGoldrick and others, Genograms, 4th edition, 2020) and, for
adoption and gender, the pedigree nomenclature of the NSGC (Bennett and others, 2022): brackets
and a dashed line for adoption, a diamond for a gender that is neither or not known.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from tac_desktop.casework.drawn import (
    DASHED,
    DOTTED,
    Anchor,
    Box,
    Ink,
    Item,
    Line,
    Oval,
    Point,
    Shape,
    Words,
)
from tac_desktop.casework.family_ties import Bond, Tie
from tac_desktop.casework.genogram_words import LOSSES, is_dead, is_unborn
from tac_desktop.casework.people import Person

SYMBOL = 38.0
_INSIDE_SIZE = 10.0


def symbol_box(x: float, top: float) -> Box:
    """The place of a symbol whose middle stands at `x`."""
    return Box(x - SYMBOL / 2, top, SYMBOL, SYMBOL)


def symbol_of(person: Person, gender: str) -> str:
    """The key of the symbol for a person; also the key of its line in the legend."""
    if person.birth_outcome in LOSSES:
        return person.birth_outcome
    if is_unborn(person):
        return "unborn"
    return {"female": "woman", "male": "man", "non_binary": "non_binary"}.get(gender, "unknown")


def person_sign(person: Person, gender: str, inside: str, box: Box, *, index: bool) -> list[Item]:
    """The symbol of a person in a box, with the age inside it."""
    key = symbol_of(person, gender)
    items = sign(key, box, gender)
    if index:
        items += sign(key, box.grown(-3.5), gender)
    if is_dead(person):
        items += crossed(box)
    middle_x, middle_y = box.centre
    text = inside or ("?" if key == "unknown" and not is_dead(person) else "")
    if text and key not in LOSSES:
        at = middle_y + _INSIDE_SIZE * 0.36
        if is_dead(person):
            wide = len(text) * _INSIDE_SIZE * 0.62 + 3
            items.append(_patch(middle_x, middle_y, wide, _INSIDE_SIZE + 2))
        items.append(Words(middle_x, at, text, _INSIDE_SIZE, anchor=Anchor.MIDDLE, ink=Ink.INSIDE))
    return items


def sign(key: str, box: Box, gender: str = "") -> list[Item]:
    """One symbol without words."""
    x, y = box.centre
    fill = Ink.SURFACE
    match key:
        case "woman":
            return [Oval(box.left, box.top, box.wide, box.high, fill=fill)]
        case "man":
            return [_square(box)]
        case "unborn":
            return [_triangle(box)]
        case "miscarriage":
            half = box.wide / 8
            return [Oval(x - half, y - half, half * 2, half * 2, fill=Ink.TEXT)]
        case "termination":
            return crossed(box.grown(-box.wide * 0.34))
        case "stillbirth":
            small = box.grown(-box.wide * 0.25)
            return [*sign({"female": "woman", "male": "man"}.get(gender, "unknown"), small),
                    *crossed(small)]  # fmt: skip
        case "non_binary":
            half = box.wide / 2
            inner = 4.0 * box.wide / SYMBOL
            return [
                _diamond(x, y, half),
                Line(((x - inner, y + half * 0.55), (x + inner, y + half * 0.55))),
            ]
        case _:
            return [_diamond(x, y, box.wide / 2)]


def crossed(box: Box) -> list[Item]:
    """An X through a symbol: the person has died."""
    return [
        Line(((box.left, box.top), (box.right, box.bottom))),
        Line(((box.right, box.top), (box.left, box.bottom))),
    ]


def brackets(box: Box) -> list[Item]:
    """Brackets round a symbol: adopted, or placed for adoption."""
    around = Box(box.left - 5, box.top - 1, box.wide + 10, box.high + 2)
    made: list[Item] = []
    for edge, inwards in ((around.left, 4.5), (around.right, -4.5)):
        made.append(
            Line(
                (
                    (edge + inwards, around.top),
                    (edge, around.top),
                    (edge, around.bottom),
                    (edge + inwards, around.bottom),
                )
            )
        )
    return made


def couple_dashes(tie: Tie | None) -> tuple[float, ...]:
    """How the line between two partners is broken."""
    if tie in (Tie.TOGETHER, Tie.PARTED):
        return DASHED
    return DOTTED if tie is Tie.PARENTS else ()


def ended_marks(tie: Tie | None, x: float, y: float) -> list[Item]:
    """`/` for a separation, `//` for a divorce, across the line at `x`."""
    count = {Tie.SEPARATED: 1, Tie.PARTED: 1, Tie.DIVORCED: 2}.get(tie, 0) if tie else 0
    first = x - (count - 1) * 2.5
    return [
        Line(((first + 5 * place - 2.5, y + 5.5), (first + 5 * place + 2.5, y - 5.5)), width=1.3)
        for place in range(count)
    ]


def descent_dashes(bond: Bond) -> tuple[float, ...]:
    """How the line from parents to a child is broken."""
    return {Bond.ADOPTED: DASHED, Bond.FOSTERED: DOTTED}.get(bond, ())


def quality_line(quality: str, left: float, right: float, y: float) -> list[Item]:
    """What is known of the quality of a relationship, as a second line under the first."""
    y += 5
    if right - left < 12:
        return []
    if quality in ("close", "supportive"):
        return [Line(((left, y), (right, y)), width=0.9)]
    if quality in ("conflict", "abusive", "strained"):
        points = _zigzag(left, right, y)
        made: list[Item] = [Line(points, width=0.9)]
        if quality == "abusive":
            made.append(Line(((right - 5, y - 4), (right, y), (right - 5, y + 4)), width=1.3))
        return made
    if quality == "distant":
        return [Line(((left, y), (right, y)), width=0.9, dashes=DOTTED)]
    if quality == "cut_off":
        middle = (left + right) / 2 + 12
        return [
            Line(((left, y), (middle - 3, y)), width=0.9),
            Line(((middle + 3, y), (right, y)), width=0.9),
            Line(((middle - 3, y - 4), (middle - 3, y + 4)), width=1.3),
            Line(((middle + 3, y - 4), (middle + 3, y + 4)), width=1.3),
        ]
    return []


def _zigzag(left: float, right: float, y: float) -> tuple[Point, ...]:
    count = max(2, int((right - left) / 5))
    step = (right - left) / count
    return tuple((left + step * place, y + (3 if place % 2 else -1)) for place in range(count + 1))


def twin_lines(meeting: Point, ends: Sequence[Point], *, identical: bool) -> list[Item]:
    """Lines from one point to twins; a bar between them says that they are identical."""
    made: list[Item] = [Line((meeting, end)) for end in ends]
    if identical and len(ends) > 1:
        first, last = ends[0], ends[-1]
        share = 0.55
        one = _between(meeting, first, share)
        other = _between(meeting, last, share)
        made.append(Line((one, other)))
    return made


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _square(box: Box) -> Shape:
    inset = box.wide * 0.04
    corners = (
        (box.left + inset, box.top + inset),
        (box.right - inset, box.top + inset),
        (box.right - inset, box.bottom - inset),
        (box.left + inset, box.bottom - inset),
    )
    return Shape(corners, fill=Ink.SURFACE)


def _diamond(x: float, y: float, half: float) -> Shape:
    return Shape(((x, y - half), (x + half, y), (x, y + half), (x - half, y)), fill=Ink.SURFACE)


def _triangle(box: Box) -> Shape:
    x, _y = box.centre
    high = box.wide * math.sqrt(3) / 2
    foot = box.top + high
    return Shape(((x, box.top), (box.right, foot), (box.left, foot)), fill=Ink.SURFACE)


def _patch(x: float, y: float, wide: float, high: float) -> Shape:
    corners = (
        (x - wide / 2, y - high / 2),
        (x + wide / 2, y - high / 2),
        (x + wide / 2, y + high / 2),
        (x - wide / 2, y + high / 2),
    )
    return Shape(corners, width=0.0, fill=Ink.SURFACE)
