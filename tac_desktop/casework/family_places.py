"""Where everybody of a family drawing stands, and where the lines between them run.

Rows are given; what is found are positions across, so that children stand below and between their
parents as far as there is room, nothing overlaps, and each line has a height of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tac_desktop.casework.family_graph import Couple, FamilyGraph
from tac_desktop.casework.family_order import Rows, Strand
from tac_desktop.casework.family_ties import Bond

SYMBOL = 38.0
GAP = 12.0
_LEVEL, _TRACK, _ABOVE, _BELOW = 15.0, 10.0, 13.0, 18.0
_ATTACH, _WIDEST, _BESIDE_IT = 5.0, 15.0, 8.0
_NEARLY_STRAIGHT = 4.0
_PASSES = 60


@dataclass(frozen=True)
class Extent:
    """How far somebody with all words reaches from the middle of the symbol; `high` from its top.

    In points.
    """

    left: float
    right: float
    high: float


@dataclass(frozen=True)
class CoupleLine:
    """The line under two partners, at the height `y` from `left` to `right`.

    `left_id` and `right_id` say from whose symbol the two ends come down; `middle` is where
    children hang and years are written.
    """

    couple: int
    left_id: str
    right_id: str
    left: float
    right: float
    y: float
    middle: float


@dataclass(frozen=True)
class Descent:
    """The line from a couple, or from a bend, down to a bar and from the bar to each target."""

    couple: int
    x: float
    top: float
    bar: float
    ends: tuple[tuple[Strand, float, float], ...]
    """The strand, and where it arrives: x and y."""


@dataclass
class Places:
    """The finished layout, in points."""

    x: dict[str, float] = field(default_factory=dict)
    tops: list[float] = field(default_factory=list)
    couples: list[CoupleLine] = field(default_factory=list)
    descents: list[Descent] = field(default_factory=list)
    high: float = 0.0


def place(graph: FamilyGraph, rows: Rows, extents: Mapping[str, Extent]) -> Places:
    """The places of everybody, the topmost row at 0 and the leftmost extent at 0."""
    return _Placing(graph, rows, extents).run()


def separations(line: Sequence[str], extents: Mapping[str, Extent]) -> list[float]:
    """The least distance of each member of a row from the one before; 0 for the first."""
    neighbours = pairwise(line)
    return [0.0, *(extents[one].right + GAP + extents[two].left for one, two in neighbours)]


def spread(
    wishes: Sequence[float], weights: Sequence[float], apart: Sequence[float]
) -> list[float]:
    """The positions nearest to the wishes (least squares) that keep the distances and the order.

    Pool adjacent violators (Ayer and others, 1955), on the wishes less the distances so far.
    """
    blocks: list[tuple[float, float, int]] = []
    so_far = 0.0
    offsets = []
    for wish, weight, distance in zip(wishes, weights, apart, strict=True):
        so_far += distance
        offsets.append(so_far)
        value, heavy, count = wish - so_far, weight, 1
        while blocks and blocks[-1][0] > value:
            before, before_weight, before_count = blocks.pop()
            total = heavy + before_weight
            value = (value * heavy + before * before_weight) / total
            heavy, count = total, count + before_count
        blocks.append((value, heavy, count))
    flat = [value for value, _weight, count in blocks for _place in range(count)]
    return [value + offset for value, offset in zip(flat, offsets, strict=True)]


class _Placing:
    """One layout in the making."""

    def __init__(self, graph: FamilyGraph, rows: Rows, extents: Mapping[str, Extent]) -> None:
        self._graph, self._rows, self._extents = graph, rows, extents
        self._row_of = {one: row for row, line in enumerate(rows.order) for one in line}
        self._at = {one: at for line in rows.order for at, one in enumerate(line)}
        self._apart = [separations(line, extents) for line in rows.order]
        self._groups = self._grouped()
        self._hubs = _how_often(graph)
        self.x: dict[str, float] = {}
        for line, apart in zip(rows.order, self._apart, strict=True):
            here = 0.0
            for one, distance in zip(line, apart, strict=True):
                here += distance
                self.x[one] = here
            for one in line:
                self.x[one] -= here / 2

    def run(self) -> Places:
        """Everything."""
        for _turn in range(_PASSES):
            for row in range(1, len(self._rows.order)):
                self._settle(row, down=True)
            for row in range(len(self._rows.order) - 2, -1, -1):
                self._settle(row, down=False)
        for row in range(1, len(self._rows.order)):
            self._settle(row, down=True)
        self._pull_in_the_ends()
        first = min((self.x[one] - self._extents[one].left for one in self.x), default=0.0)
        self.x = {one: x - first for one, x in self.x.items()}
        return self._with_lines()

    # Across

    def _grouped(self) -> dict[int, list[list[Strand]]]:
        """The strands that go down together, by the row in which they arrive."""
        found: dict[tuple[int, tuple[str, ...]], list[Strand]] = {}
        for strand in self._rows.strands:
            found.setdefault((strand.couple, strand.source), []).append(strand)
        groups: dict[int, list[list[Strand]]] = {}
        for those in found.values():
            groups.setdefault(self._row_of[those[0].target], []).append(those)
        return groups

    def _drop(self, strands: Sequence[Strand]) -> float:
        """Where the line from these parents starts down."""
        source = strands[0].source
        if len(source) == 1:
            return self.x[source[0]] + self._offset(strands[0].couple, source[0])
        return self._middle(*source)

    def _middle(self, one: str, other: str) -> float:
        """Between two partners; with others between them, next to the outer one."""
        first, second = sorted((one, other), key=lambda x: self.x[x])
        line = self._rows.order[self._row_of[first]]
        if self._at[second] - self._at[first] > 1:
            if self._hub(first, second) == second:
                second = line[self._at[first] + 1]
            else:
                first = line[self._at[second] - 1]
        return (self.x[first] + self.x[second]) / 2

    def _hub(self, one: str, other: str) -> str:
        if self._graph.index in (one, other):
            return self._graph.index
        return max((one, other), key=lambda x: (self._hubs.get(x, 0), x))

    def _offset(self, couple: int, person: str) -> float:
        """Where a couple's line leaves a person: nearer partners further from the middle."""
        if person not in self._graph.people:
            return 0.0
        here = [
            (number, one)
            for number, one in enumerate(self._graph.couples)
            if person in one.partners
        ]
        if len(here) < 2:
            return 0.0

        def side(number: int, one: Couple) -> float:
            others = [x for x in one.partners if x != person]
            if not others or self._row_of.get(others[0]) != self._row_of[person]:
                return 0.0
            return float(self._at[others[0]] - self._at[person])

        sides = sorted((side(number, one), number) for number, one in here)
        left = [number for where, number in sides if where < 0][::-1]
        right = [number for where, number in sides if where > 0]
        alone = [number for where, number in sides if where == 0]
        step = min(_ATTACH, _WIDEST / max(len(left), len(right), len(alone)))
        if couple in alone:
            return step * (alone.index(couple) - (len(alone) - 1) / 2)
        aside = 2.0 if alone else 0.0
        if couple in left:
            return -step * (len(left) - left.index(couple)) - aside
        return step * (len(right) - right.index(couple)) + aside

    def _settle(self, row: int, *, down: bool) -> None:
        """Move a row towards its parents (or its children), nobody past anybody."""
        line = self._rows.order[row]
        wishes: dict[str, list[tuple[float, float]]] = {one: [] for one in line}
        for strands in self._groups.get(row if down else row + 1, []):
            wanted = sum(self.x[one.target] for one in strands) / len(strands)
            shift = self._drop(strands) - wanted
            weight = 1.0 if strands[0].bond in (Bond.BIRTH, Bond.UNCERTAIN) else 0.4
            if down:
                for strand in strands:
                    wishes[strand.target].append((shift, weight))
            else:
                for one in strands[0].source:
                    wishes[one].append((-shift, weight))
        self._draw_partners_together(row, wishes)
        targets, weights = [], []
        for one in line:
            pulls = wishes[one]
            heavy = sum(weight for _shift, weight in pulls)
            shift = sum(shift * weight for shift, weight in pulls) / heavy if heavy else 0.0
            targets.append(self.x[one] + shift)
            weights.append(heavy or 0.02)
        for one, x in zip(line, spread(targets, weights, self._apart[row]), strict=True):
            self.x[one] = x

    def _draw_partners_together(
        self, row: int, wishes: dict[str, list[tuple[float, float]]]
    ) -> None:
        line = self._rows.order[row]
        for couple in self._graph.couples:
            here = [one for one in couple.partners if self._row_of[one] == row]
            group = here if len(here) == 2 else [] if couple.partners else list(couple.children)
            group = [one for one in group if self._row_of[one] == row]
            group.sort(key=lambda one: self._at[one])
            for one, other in pairwise(group):
                least = sum(self._apart[row][self._at[one] + 1 : self._at[other] + 1])
                spare = self.x[other] - self.x[one] - least
                if spare > 0.5 and line:
                    wishes[one].append((spare / 2, 0.25))
                    wishes[other].append((-spare / 2, 0.25))

    def _pull_in_the_ends(self) -> None:
        """Those who hang from nobody stand close to the others."""
        tied = {one for s in self._rows.strands for one in (*s.source, s.target)}
        tied |= {one for couple in self._graph.couples for one in couple.children}
        for line, apart in zip(self._rows.order, self._apart, strict=True):
            if not tied & set(line) and len(line) < len(self.x):
                others = [self.x[one] for one in self.x if one not in line]
                shift = sum(others) / len(others) - sum(self.x[one] for one in line) / len(line)
                for one in line:
                    self.x[one] += shift
            last = max((at for at, one in enumerate(line) if one in tied), default=len(line))
            for at in range(last + 1, len(line)):
                self.x[line[at]] = self.x[line[at - 1]] + apart[at]

    # Downwards

    def _with_lines(self) -> Places:
        done = Places(x=dict(self.x))
        top = 0.0
        for row, line in enumerate(self._rows.order):
            done.tops.append(top)
            foot = top + max((self._extents[one].high for one in line), default=SYMBOL)
            under = foot + self._couple_lines(row, foot + _ABOVE, done)
            top = under + self._descents(row, foot, under, done)
        done.high = max(
            [done.tops[-1] + max(self._extents[one].high for one in self._rows.order[-1])]
            + [one.y for one in done.couples]
        )
        return done

    def _couple_lines(self, row: int, first: float, done: Places) -> float:
        """Draw the lines under the couples of a row; returns how much height they take."""
        wanted = []
        for number, couple in enumerate(self._graph.couples):
            if len(couple.partners) != 2:
                continue
            if any(self._row_of[one] != row for one in couple.partners):
                continue
            left, right = sorted(couple.partners, key=lambda one: self.x[one])
            start = self.x[left] + self._offset(number, left)
            end = self.x[right] + self._offset(number, right)
            wanted.append((end - start, start, end, number, left, right))
        wanted.sort()
        taken: list[tuple[float, float, int]] = []
        for _long, start, end, number, left, right in wanted:
            over = [level for a, b, level in taken if a < end + 2 and start - 2 < b]
            level = max(over, default=-1) + 1
            taken.append((start, end, level))
            y = first + level * _LEVEL
            middle = self._middle(left, right)
            done.couples.append(CoupleLine(number, left, right, start, end, y, middle))
        return _ABOVE + _LEVEL * (max(level for _a, _b, level in taken) + 1) if taken else 0.0

    def _descents(self, row: int, foot: float, under: float, done: Places) -> float:
        """Draw the lines from a row to the next one; returns the height between the two."""
        groups = self._groups.get(row + 1, [])
        lines = {one.couple: one.y for one in done.couples}
        bars = []
        for strands in groups:
            x = self._drop(strands)
            ends = [(one, self.x[one.target] + self._arrival(one)) for one in strands]
            if len(ends) == 1 and abs(x - ends[0][1]) < _NEARLY_STRAIGHT:
                x = ends[0][1]
            bars.append((strands, x, ends))
        tracks = _tracks([(x, [end for _strand, end in ends]) for _s, x, ends in bars])
        count = max(tracks, default=-1) + 1
        height = (_ABOVE + count * _TRACK + _BELOW) if row + 1 < len(self._rows.order) else 0.0
        next_top = under + height
        for (strands, x, ends), track in zip(bars, tracks, strict=True):
            source = strands[0].source
            number = strands[0].couple
            if len(source) == 2:
                top = lines[number]
            elif source[0] in self._rows.bends:
                top = done.tops[row]
            else:
                top = done.tops[row] + SYMBOL
            bar = under + _ABOVE + track * _TRACK
            arrived = tuple((strand, end, next_top) for strand, end in ends)
            done.descents.append(Descent(number, x, top, bar, arrived))
        return height

    def _arrival(self, strand: Strand) -> float:
        """Where a line meets the top of a child: the parents by birth in the middle."""
        if strand.target in self._rows.bends:
            return 0.0
        above = [one for one in self._rows.strands if one.target == strand.target]
        if len(above) == 1:
            return 0.0
        above.sort(key=lambda one: sum(self.x[x] for x in one.source) / len(one.source))
        birth = [one for one in above if one.bond is Bond.BIRTH] or above[:1]
        return _BESIDE_IT * (above.index(strand) - above.index(birth[0]))


def _how_often(graph: FamilyGraph) -> dict[str, int]:
    counts: dict[str, int] = {}
    for couple in graph.couples:
        for one in couple.partners:
            counts[one] = counts.get(one, 0) + 1
    return counts


def _tracks(bars: Sequence[tuple[float, list[float]]]) -> list[int]:
    """A height for each bar, 0 the highest, so that none lies on another and few cross."""
    spans = [(min(x, *ends), max(x, *ends)) for x, ends in bars]

    def crossings(upper: int, lower: int) -> int:
        """How often lines cross when one bar lies above the other."""
        low, high = spans[upper]
        cuts = low < bars[lower][0] < high
        left, right = spans[lower]
        return int(cuts) + sum(left < end < right for end in bars[upper][1])

    def overlap(one: int, other: int) -> bool:
        return spans[one][0] - 6 < spans[other][1] and spans[other][0] - 6 < spans[one][1]

    numbers = range(len(bars))
    score = [
        sum(crossings(a, b) - crossings(b, a) for b in numbers if a != b and overlap(a, b))
        for a in numbers
    ]
    tracks = [0] * len(bars)
    done: list[int] = []
    for number in sorted(numbers, key=lambda one: (score[one], spans[one])):
        over = [tracks[one] for one in done if overlap(one, number)]
        tracks[number] = max(over, default=-1) + 1
        done.append(number)
    return tracks
