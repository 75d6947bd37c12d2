"""The genogram: a family drawn by itself from the relationships of a file, in standard notation.

The file is filtered for its reader before it comes here. What is found: a `Drawing` in points for
screen and paper, a place to go to for each person, a legend with the signs that were used, and
sentences for whatever could not be drawn. There is no maintained library that draws genograms
without a browser or a drawing program; the layout stands in `family_order` and `family_places`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.drawn import (
    LONG_DASHED,
    Anchor,
    Box,
    Drawing,
    Ink,
    Item,
    Line,
    Measure,
    Node,
    Oval,
    Point,
    Words,
    moved,
    rectangle,
    wrapped_text,
)
from tac_desktop.casework.family_graph import Couple, FamilyGraph, family_graph
from tac_desktop.casework.family_order import Strand, rows_of
from tac_desktop.casework.family_places import CoupleLine, Descent, Extent, Places, place
from tac_desktop.casework.family_ties import Bond, Tie, born_together
from tac_desktop.casework.genogram_legend import legend_for
from tac_desktop.casework.genogram_signs import (
    SYMBOL,
    brackets,
    couple_dashes,
    descent_dashes,
    ended_marks,
    person_sign,
    quality_line,
    symbol_box,
    symbol_of,
    twin_lines,
)
from tac_desktop.casework.genogram_words import (
    Said,
    household_sentences,
    is_dead,
    name_of,
    said_of,
    spoken_of,
)
from tac_desktop.casework.people import Relationship
from tac_desktop.words import _

_NAME, _DETAIL, _SMALL = 9.0, 8.0, 7.5
_LEADING = 1.22
_ROOM_BELOW, _ROOM_BESIDE = 96.0, 84.0
_EDGE = 5.0
_MARGIN = 14.0


def genogram(case_file: CaseFile, measure: Measure, *, quality: bool = False) -> Drawing:
    """The family of this file, drawn; with `quality` also how people get on with each other."""
    graph = family_graph(case_file)
    return _Genogram(case_file, graph, measure, quality).drawing()


class _Genogram:
    """One genogram in the making."""

    def __init__(
        self, case_file: CaseFile, graph: FamilyGraph, measure: Measure, quality: bool
    ) -> None:
        self._file, self._graph, self._measure = case_file, graph, measure
        self._quality = quality
        self._used: set[str] = set()
        self._said = {
            one: said_of(person, graph, case_file) for one, person in graph.people.items()
        }
        self._labels = {one: self._label(one, said) for one, said in self._said.items()}
        self._beside = {one for one in graph.people if graph.couples_of(one)}
        self._rows = rows_of(graph)
        extents = {one: self._extent(one) for one in graph.people}
        extents |= {one: Extent(3.0, 3.0, SYMBOL) for one in self._rows.bends}
        self._extents = extents
        self._places: Places = place(graph, self._rows, extents)
        self._tops = {
            one: self._places.tops[row] for row, line in enumerate(self._rows.order) for one in line
        }

    def drawing(self) -> Drawing:
        """The whole."""
        items: list[Item] = [*self._households(), *self._descents(), *self._couple_lines()]
        for one in self._graph.people:
            items += self._person(one)
        nodes = tuple(self._nodes())
        wide = max((one.box.right for one in nodes), default=0.0) + _MARGIN
        high = self._places.high + 2 * _MARGIN
        notes = [*household_sentences(self._graph, self._file), *self._graph.notes]
        if self._quality:
            notes += self._qualities_not_drawn()
        spoken = [one.spoken for one in nodes]
        return Drawing(
            title=_("Genogram"),
            wide=wide,
            high=high,
            items=moved(items, _MARGIN, _MARGIN),
            nodes=nodes,
            legend=legend_for(self._used),
            notes=tuple(notes),
            words=" ".join(spoken),
            start=self._graph.index,
        )

    # Words

    def _label(self, one: str, said: Said) -> list[tuple[str, bool]]:
        room = _ROOM_BESIDE if self._graph.couples_of(one) else _ROOM_BELOW
        lines = [
            (line, True) for line in wrapped_text(said.name, _NAME, room, self._measure, bold=True)
        ]
        for text in said.lines:
            lines += [(line, False) for line in wrapped_text(text, _DETAIL, room, self._measure)]
        return lines

    def _label_size(self, one: str) -> tuple[float, float]:
        lines = self._labels[one]
        wide = max(
            (self._measure(text, _NAME if bold else _DETAIL, bold) for text, bold in lines),
            default=0.0,
        )
        return wide, sum((_NAME if bold else _DETAIL) * _LEADING for _text, bold in lines)

    def _extent(self, one: str) -> Extent:
        wide, high = self._label_size(one)
        half = SYMBOL / 2 + _EDGE
        if one in self._beside:
            return Extent(half + 1, half + wide + 4, max(SYMBOL, high) + 3)
        return Extent(max(half, wide / 2 + 2), max(half, wide / 2 + 2), SYMBOL + 4 + high + 3)

    def _box(self, one: str) -> Box:
        extent = self._extents[one]
        top = self._tops[one]
        left = self._places.x[one] - extent.left
        return Box(left, top - _EDGE, extent.left + extent.right, extent.high + _EDGE)

    def _person(self, one: str) -> Iterator[Item]:
        person = self._graph.people[one]
        gender = self._graph.genders[one]
        x, top = self._places.x[one], self._tops[one]
        box = symbol_box(x, top)
        self._used.add(symbol_of(person, gender))
        index = one == self._graph.index
        yield from person_sign(person, gender, self._said[one].inside, box, index=index)
        if index:
            self._used.add("index")
        if is_dead(person):
            self._used.add("dead")
        if self._graph.adopted(one):
            self._used.add("adopted")
            yield from brackets(box)
        yield from self._label_items(one, box)

    def _label_items(self, one: str, box: Box) -> Iterator[Item]:
        beside = one in self._beside
        x = box.right + 4 if beside else box.centre[0]
        anchor = Anchor.START if beside else Anchor.MIDDLE
        y = box.top if beside else box.bottom + 4
        for text, bold in self._labels[one]:
            size = _NAME if bold else _DETAIL
            ink = Ink.TEXT if bold else Ink.QUIET
            yield Words(x, y + size * 0.95, text, size, bold=bold, anchor=anchor, ink=ink)
            y += size * _LEADING

    # Lines

    def _couple_lines(self) -> Iterator[Item]:
        for line in self._places.couples:
            couple = self._graph.couples[line.couple]
            yield from self._couple_line(line, couple)
        for couple in self._graph.couples:
            if len(couple.partners) == 2 and self._apart(couple):
                upper, lower = sorted(couple.partners, key=lambda one: self._tops[one])
                self._note_tie(couple.tie)
                yield Line(
                    (
                        (self._places.x[upper], self._tops[upper] + SYMBOL),
                        (self._places.x[lower] - 5, self._tops[lower]),
                    ),
                    dashes=couple_dashes(couple.tie),
                )

    def _apart(self, couple: Couple) -> bool:
        return len({self._tops[one] for one in couple.partners}) == 2

    def _couple_line(self, line: CoupleLine, couple: Couple) -> Iterator[Item]:
        foot = [self._tops[one] + SYMBOL for one in (line.left_id, line.right_id)]
        points = (
            (line.left, foot[0]),
            (line.left, line.y),
            (line.right, line.y),
            (line.right, foot[1]),
        )
        self._note_tie(couple.tie)
        yield Line(points, dashes=couple_dashes(couple.tie))
        words = self._measure(couple.years, _SMALL, False) if couple.years else 0.0
        if words and words < line.right - line.left - 4:
            yield Words(
                line.middle, line.y - 3, couple.years, _SMALL, anchor=Anchor.MIDDLE, ink=Ink.QUIET
            )
        room = min(line.right, line.middle + words / 2 + 9)
        yield from ended_marks(couple.tie, room - 3, line.y)
        if self._quality and couple.quality:
            made = quality_line(couple.quality, line.left + 3, line.right - 3, line.y)
            if made:
                self._used.add(f"quality_{couple.quality}")
            yield from made

    def _note_tie(self, tie: Tie | None) -> None:
        if tie:
            self._used.add(tie.value)

    def _descents(self) -> Iterator[Item]:
        for descent in self._places.descents:
            couple = self._graph.couples[descent.couple]
            yield from self._descent(descent, couple)
        for couple in self._graph.couples:
            if not couple.partners:
                yield from self._only_siblings(couple)

    def _descent(self, descent: Descent, couple: Couple) -> Iterator[Item]:
        dashes = descent_dashes(couple.bond)
        if couple.bond is not Bond.BIRTH:
            self._used.add(couple.bond.value)
        arrivals, twins = [], []
        for group in self._born_together(descent, couple):
            ends = [(x, y) for _strand, x, y in group]
            middle = sum(x for x, _y in ends) / len(ends)
            arrivals.append(middle if len(group) > 1 else ends[0][0])
            if len(group) > 1:
                twins += self._twins((middle, descent.bar), ends, group)
            else:
                yield Line(((ends[0][0], descent.bar), ends[0]), dashes=dashes)
        yield from twins
        yield Line(((descent.x, descent.top), (descent.x, descent.bar)), dashes=dashes)
        left, right = min(descent.x, *arrivals), max(descent.x, *arrivals)
        if right - left > 0.2:
            yield Line(((left, descent.bar), (right, descent.bar)), dashes=dashes)
        if couple.bond is Bond.UNCERTAIN and len(couple.partners) == 2:
            yield Words(descent.x + 3, descent.bar - 3, "?", _NAME, bold=True)

    def _twins(
        self,
        meeting: Point,
        ends: Sequence[Point],
        group: Sequence[tuple[Strand, float, float]],
    ) -> list[Item]:
        identical = all(self._graph.people[strand.target].identical_twin for strand, *_x in group)
        self._used.add("identical_twins" if identical else "twins")
        return twin_lines(meeting, sorted(ends), identical=identical)

    def _born_together(
        self, descent: Descent, couple: Couple
    ) -> list[list[tuple[Strand, float, float]]]:
        """The children of a couple, those of one birth together: twins, triplets."""
        groups: list[list[tuple[Strand, float, float]]] = []
        for end in sorted(descent.ends, key=lambda end: end[1]):
            person = self._graph.people.get(end[0].target)
            before = self._graph.people.get(groups[-1][-1][0].target) if groups else None
            by_birth = couple.bond in (Bond.BIRTH, Bond.UNCERTAIN)
            if by_birth and person and before and born_together(before, person):
                groups[-1].append(end)
            else:
                groups.append([end])
        return groups

    def _only_siblings(self, couple: Couple) -> Iterator[Item]:
        """Brothers and sisters whose parents are not known: joined above."""
        places = sorted((self._places.x[one], self._tops[one]) for one in couple.children)
        if len({top for _x, top in places}) > 1 or len(places) < 2:
            return
        self._used.add("siblings_only")
        top = places[0][1]
        bar = top - 9.0
        yield Line(((places[0][0], bar), (places[-1][0], bar)))
        for x, _top in places:
            yield Line(((x, bar), (x, top)))

    # Households

    def _households(self) -> Iterator[Item]:
        for home in self._graph.households:
            self._used.add("household")
            for row in self._rows.order:
                run: list[str] = []
                for one in [*row, ""]:
                    if one in home.people:
                        run.append(one)
                    elif run:
                        yield from self._boundary(run, home.letter)
                        run = []

    def _boundary(self, run: Sequence[str], letter: str) -> Iterator[Item]:
        boxes = [self._box(one) for one in run]
        top = min(box.top for box in boxes) - 2
        foot = max(box.bottom for box in boxes) + 2
        left, right = boxes[0].left - 3, boxes[-1].right + 3
        yield rectangle(Box(left, top, right - left, foot - top), width=0.9, dashes=LONG_DASHED)
        wide = max(11.0, self._measure(letter, _DETAIL, True) + 6)
        yield Oval(left - wide / 2 + 3, top - 4, wide, 11.0, width=0.9, fill=Ink.SURFACE)
        yield Words(left + 3, top + 4.3, letter, _DETAIL, bold=True, anchor=Anchor.MIDDLE)

    # Places to go to

    def _nodes(self) -> Iterator[Node]:
        for row, line in enumerate(self._rows.order):
            people = [one for one in line if one in self._graph.people]
            for at, one in enumerate(people):
                symbol = symbol_box(self._places.x[one], self._tops[one])
                yield Node(
                    id=one,
                    box=_shifted(self._box(one)),
                    symbol=_shifted(symbol),
                    spoken=spoken_of(self._graph.people[one], self._graph, self._file),
                    above=self._parent(one) or self._nearest(one, row - 1),
                    below=self._child(one) or self._nearest(one, row + 1),
                    before=people[at - 1] if at else "",
                    after=people[at + 1] if at + 1 < len(people) else "",
                )

    def _parent(self, one: str) -> str:
        for couple in self._graph.parents_of(one):
            if couple.partners:
                return min(
                    couple.partners, key=lambda x: abs(self._places.x[x] - self._places.x[one])
                )
        return ""

    def _child(self, one: str) -> str:
        children = [x for couple in self._graph.couples_of(one) for x in couple.children]
        return min(children, key=lambda x: self._places.x[x], default="")

    def _nearest(self, one: str, row: int) -> str:
        if not 0 <= row < len(self._rows.order):
            return ""
        people = [x for x in self._rows.order[row] if x in self._graph.people]
        return min(people, key=lambda x: abs(self._places.x[x] - self._places.x[one]), default="")

    def _qualities_not_drawn(self) -> Iterator[str]:
        """How people get on who are no couple: in words, as lines would run through others."""
        couples = {frozenset(one.partners) for one in self._graph.couples if one.quality}
        for tie in self._file.of(Relationship):
            ends = (tie.from_person_id, tie.to_person_id)
            if not tie.quality or frozenset(ends) in couples:
                continue
            if all(one in self._graph.people for one in ends):
                names = [name_of(self._graph.people[one]) for one in ends]
                label = code_list("relationship_quality").label(tie.quality).lower()
                yield _("{one} and {other}: {quality}.").format(
                    one=names[0], other=names[1], quality=label
                )


def _shifted(box: Box) -> Box:
    return Box(box.left + _MARGIN, box.top + _MARGIN, box.wide, box.high)
