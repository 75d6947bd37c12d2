"""Simple pictures for easy-read pages: a few lines each, drawn by the program, black on white.

Each fills a square of 48 by 48 points. What a picture shows is said in the words of the page's
language (`casework/easy_read.py`); a picture never says more than the line beside it.
"""

from __future__ import annotations

import math

from tac_desktop.casework.drawn import Anchor, Drawing, Ink, Item, Line, Oval, Point, Shape, Words

SIDE = 48.0
_PEN = 2.0


def picture(name: str, words: str) -> Drawing:
    """The picture called `name`; `words` say what it shows. Raises `KeyError` where it is none."""
    return Drawing(title=words, wide=SIDE, high=SIDE, items=_PICTURES[name], words=words)


def picture_names() -> frozenset[str]:
    """Every picture there is."""
    return frozenset(_PICTURES)


def _line(*points: Point) -> Line:
    return Line(points, width=_PEN)


def _outline(*points: Point) -> Shape:
    return Shape(points, width=_PEN)


def _solid(*points: Point) -> Shape:
    return Shape(points, width=_PEN, fill=Ink.TEXT)


def _box(left: float, top: float, wide: float, high: float) -> Shape:
    right, foot = left + wide, top + high
    return _outline((left, top), (right, top), (right, foot), (left, foot))


def _ring(x: float, y: float, radius: float, *, full: bool = False) -> Oval:
    side = 2 * radius
    fill = Ink.TEXT if full else None
    return Oval(x - radius, y - radius, side, side, width=_PEN, fill=fill)


def _arc(x: float, y: float, radius: float, first: float, last: float) -> tuple[Point, ...]:
    """Points on a circle from one angle to another, in degrees clockwise from the right."""
    steps = 14
    angles = [math.radians(first + (last - first) * step / steps) for step in range(steps + 1)]
    return tuple((x + radius * math.cos(one), y + radius * math.sin(one)) for one in angles)


def _person(x: float, top: float, size: float) -> tuple[Item, ...]:
    """A head over round shoulders; `size` is the height."""
    head = size * 0.24
    shoulders = size * 0.38
    foot = top + size
    neck = top + 2 * head + size * 0.05
    curve = _arc(x, neck + shoulders, shoulders, 180, 360)
    return (
        _ring(x, top + head, head),
        _outline((x - shoulders, foot), *curve, (x + shoulders, foot)),
    )


def _bubble(left: float, top: float, wide: float, high: float) -> Shape:
    right, foot = left + wide, top + high
    return _outline(
        (left, top),
        (right, top),
        (right, foot),
        (left + wide * 0.45, foot),
        (left + wide * 0.2, foot + high * 0.38),
        (left + wide * 0.22, foot),
        (left, foot),
    )


def _heart(x: float, y: float, radius: float) -> Shape:
    left = _arc(x - radius, y, radius, 150, 360)
    right = _arc(x + radius, y, radius, 180, 390)
    return _outline(*left, *right, (x, y + radius * 2.5))


def _letter_words(text: str) -> Words:
    return Words(SIDE / 2, 37.0, text, size=36.0, bold=True, anchor=Anchor.MIDDLE)


_PICTURES: dict[str, tuple[Item, ...]] = {
    "calendar": (
        _box(5, 9, 38, 34),
        _line((5, 18), (43, 18)),
        _line((14, 4), (14, 13)),
        _line((34, 4), (34, 13)),
        *(_ring(x, y, 1.6, full=True) for y in (25, 35) for x in (14, 24, 34)),
    ),
    "clock": (
        _ring(24, 24, 20),
        _line((24, 11), (24, 24), (33, 30)),
        _ring(24, 24, 1.5, full=True),
    ),
    "person": _person(24, 4, 40),
    "people": (*_person(12, 16, 28), *_person(36, 16, 28), *_person(24, 4, 26)),
    "child": _person(24, 14, 30),
    "mother_and_child": (*_person(17, 3, 41), *_person(36, 21, 23)),
    "baby": (
        _ring(24, 15, 9),
        _line(*_arc(24, 15, 4.5, 30, 150)),
        _outline((13, 27), (24, 24), (35, 27), (33, 44), (15, 44)),
        _line((13, 27), (33, 40)),
        _line((35, 27), (15, 40)),
    ),
    "letter": (_box(4, 12, 40, 26), _line((4, 12), (24, 28), (44, 12))),
    "phone": (
        _box(14, 4, 20, 40),
        _line((14, 36), (34, 36)),
        _line((21, 8), (27, 8)),
        _ring(24, 40, 1.4, full=True),
    ),
    "speech": (
        _bubble(5, 7, 38, 24),
        _line((12, 15), (36, 15)),
        _line((12, 23), (29, 23)),
    ),
    "listen": (
        _outline(*_arc(24, 18, 13, 180, 360), (37, 24), (30, 34), (28, 41), (22, 43), (18, 39)),
        _line(*_arc(24, 19, 6, 190, 370)),
        _line((29, 22), (25, 28)),
    ),
    "house": (
        _line((4, 24), (24, 6), (44, 24)),
        _outline((9, 20), (9, 43), (39, 43), (39, 20)),
        _box(20, 29, 8, 14),
    ),
    "prison": (
        _box(5, 10, 38, 33),
        _box(12, 17, 24, 15),
        *(_line((x, 17), (x, 32)) for x in (18, 24, 30)),
        _line((5, 38), (43, 38)),
    ),
    "court": (
        _line((24, 5), (24, 40)),
        _line((12, 43), (36, 43)),
        _line((8, 12), (40, 12)),
        _line((8, 12), (3, 26), (13, 26), (8, 12)),
        _line((40, 12), (35, 26), (45, 26), (40, 12)),
        _line((24, 40), (17, 43)),
        _line((24, 40), (31, 43)),
    ),
    "pen": (
        _box(5, 5, 26, 38),
        _line((11, 14), (25, 14)),
        _line((11, 21), (25, 21)),
        _line((11, 28), (18, 28)),
        _outline((38, 12), (44, 18), (29, 33), (22, 35), (24, 27)),
    ),
    "paper": (
        _outline((10, 4), (30, 4), (39, 13), (39, 44), (10, 44)),
        _line((30, 4), (30, 13), (39, 13)),
        *(_line((16, y), (33, y)) for y in (21, 28, 35)),
    ),
    "question": (_ring(24, 24, 21), _letter_words("?")),
    "stop": (
        _outline((15, 4), (33, 4), (44, 15), (44, 33), (33, 44), (15, 44), (4, 33), (4, 15)),
        Line(((15, 24), (33, 24)), width=4.0),
    ),
    "tick": (_box(5, 5, 38, 38), Line(((13, 25), (21, 33), (36, 14)), width=3.4)),
    "heart": (_heart(24, 17, 9.5),),
    "table": (
        _line((4, 24), (44, 24)),
        _line((10, 24), (10, 42)),
        _line((38, 24), (38, 42)),
        _ring(14, 13, 5),
        _ring(34, 13, 5),
    ),
    "screen": (
        _box(4, 7, 40, 27),
        _line((16, 43), (32, 43)),
        _line((24, 34), (24, 43)),
        _ring(24, 16, 4),
        _line(*_arc(24, 30, 8, 190, 350)),
    ),
    "sun": (
        _ring(24, 24, 9),
        *(
            _line(
                (24 + 14 * math.cos(math.radians(a)), 24 + 14 * math.sin(math.radians(a))),
                (24 + 20 * math.cos(math.radians(a)), 24 + 20 * math.sin(math.radians(a))),
            )
            for a in range(0, 360, 45)
        ),
    ),
    "bed": (
        _line((5, 12), (5, 42)),
        _line((5, 34), (43, 34)),
        _line((43, 26), (43, 42)),
        _outline((9, 25), (18, 25), (18, 33), (9, 33)),
        _line((18, 26), (43, 26)),
    ),
    "food": (
        _ring(26, 25, 14),
        _ring(26, 25, 8),
        _line((6, 8), (6, 42)),
        _line((3, 8), (3, 17), (9, 17), (9, 8)),
    ),
    "book": (
        _outline((24, 12), (6, 8), (6, 38), (24, 42), (42, 38), (42, 8)),
        _line((24, 12), (24, 42)),
        _line((11, 17), (19, 19)),
        _line((29, 19), (37, 17)),
    ),
    "arrow": (_solid((6, 20), (26, 20), (26, 10), (43, 24), (26, 38), (26, 28), (6, 28)),),
}
