"""Who stands left of whom in each generation of a family drawing.

Partners stand together in the order in which they came, the eldest child left, and lines cross as
seldom as a search of fixed length finds. No chance is in it: the same family gives the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tac_desktop.casework.family_graph import Couple, FamilyGraph
from tac_desktop.casework.family_ties import Bond, Tie, born_first

_CROSSING, _WRONG_AGE, _PARTED, _APART, _MIRRORED = 4.0, 9.0, 3.0, 0.08, 0.5
_LESS_IF_NOT_BY_BIRTH = 0.3
_SWEEPS, _ROUNDS, _MOST_TRIES = 6, 6, 4000


@dataclass(frozen=True)
class Strand:
    """A line from a couple to one child in the next row; a longer one has a bend in each row.

    `source` are the people (or the one bend) above, `target` the person or bend below.
    """

    couple: int
    source: tuple[str, ...]
    target: str
    child: str
    bond: Bond


@dataclass
class Rows:
    """The order of each row: identifiers of people, and of the bends of long lines."""

    order: list[list[str]]
    strands: list[Strand]
    bends: frozenset[str] = frozenset()
    clusters: list[list[list[str]]] = field(default_factory=list)


def rows_of(graph: FamilyGraph) -> Rows:
    """The rows of a family, the eldest generation first."""
    count = max(graph.generations.values(), default=0) + 1
    strands, bends = _strands(graph)
    clusters: list[list[list[str]]] = [[] for _row in range(count)]
    for row in range(count):
        here = [one for one in graph.people if graph.generations[one] == row]
        clusters[row] = _clusters(graph, here)
    for bend, row in bends.items():
        clusters[row].append([bend])
    search = _Search(graph, clusters, strands)
    search.run()
    order = [[one for cluster in row for one in cluster] for row in search.clusters]
    return Rows(order, strands, frozenset(bends), search.clusters)


def _strands(graph: FamilyGraph) -> tuple[list[Strand], dict[str, int]]:
    strands: list[Strand] = []
    bends: dict[str, int] = {}
    for number, couple in enumerate(graph.couples):
        if not couple.partners:
            continue
        low = max(graph.generations[one] for one in couple.partners)
        above = tuple(one for one in couple.partners if graph.generations[one] == low)
        for child in couple.children:
            source = above
            for row in range(low + 1, graph.generations[child]):
                bend = f"bend {number} {row} {child}"
                bends[bend] = row
                strands.append(Strand(number, source, bend, child, couple.bond))
                source = (bend,)
            strands.append(Strand(number, source, child, child, couple.bond))
    return strands, bends


def _clusters(graph: FamilyGraph, here: list[str]) -> list[list[str]]:
    """The people of one row, those who are or were partners together."""
    partners: dict[str, list[str]] = {one: [] for one in here}
    for couple in sorted(graph.couples, key=_when):
        if len(couple.partners) == 2 and all(one in partners for one in couple.partners):
            first, second = couple.partners
            if second not in partners[first]:
                partners[first].append(second)
                partners[second].append(first)
    left = sorted(here, key=lambda one: (one != graph.index, -len(partners[one])))
    made, seen = [], set[str]()
    ages = {one: born_first(graph.people[one]) for one in here}
    for one in left:
        if one not in seen:
            made.append(_in_line(one, partners, seen, graph.genders))
    made.sort(key=lambda cluster: min(ages[one] for one in cluster))
    return made


def _when(couple: Couple) -> tuple[bool, str, bool]:
    """Earlier partners first; those who are together now last."""
    return couple.tie in (Tie.MARRIED, Tie.TOGETHER), couple.began or "9999", not couple.children


def _in_line(
    hub: str, partners: dict[str, list[str]], seen: set[str], genders: dict[str, str]
) -> list[str]:
    """Someone between her or his partners: the earlier ones to the left."""
    seen.add(hub)
    those = [one for one in partners[hub] if one not in seen]
    seen.update(those)
    on_the_left = (len(those) + 1) // 2
    if len(those) == 1:
        on_the_left = int(genders.get(hub) != "male" or genders.get(those[0]) == "male")
    line: list[str] = []
    for one in those[:on_the_left]:
        line += _outwards(one, partners, seen)[::-1]
    line.append(hub)
    for one in those[on_the_left:]:
        line += _outwards(one, partners, seen)
    return line


def _outwards(one: str, partners: dict[str, list[str]], seen: set[str]) -> list[str]:
    """A partner, and beyond her or him the partner's own other partners."""
    line = [one]
    others = [x for x in partners[one] if x not in seen]
    seen.update(others)
    for other in others:
        line += _outwards(other, partners, seen)
    return line


class _Search:
    """Moves clusters about until no single move makes the drawing better."""

    def __init__(
        self, graph: FamilyGraph, clusters: list[list[list[str]]], strands: list[Strand]
    ) -> None:
        self._graph = graph
        self._strands = strands
        self._row_of = {
            one: row for row, there in enumerate(clusters) for cluster in there for one in cluster
        }
        self._usual = {tuple(cluster) for row in clusters for cluster in row}
        self._left_out = [self._beside(row) for row in clusters]
        self.clusters = [
            [one for one in row if one not in out]
            for row, out in zip(clusters, self._left_out, strict=True)
        ]
        self._by_row: list[list[Strand]] = [[] for _row in clusters]
        for strand in strands:
            self._by_row[self._row_of[strand.target]].append(strand)
        self._ages = self._age_pairs()
        self._orphans: list[list[tuple[str, ...]]] = [[] for _row in clusters]
        for couple in graph.couples:
            if not couple.partners:
                row = self._row_of[couple.children[0]]
                those = [one for one in couple.children if self._row_of[one] == row]
                self._orphans[row].append(tuple(those))
        self._tries = 0

    def run(self) -> None:
        """Find the order; those who hang from nobody stand at the right end."""
        best = self._total()
        kept = [list(row) for row in self.clusters]
        for sweep in range(_SWEEPS):
            self._sort_by_neighbours(down=sweep % 2 == 0)
            self._improve()
            now = self._total()
            if now < best - 1e-9:
                best, kept = now, [list(row) for row in self.clusters]
        self.clusters = [row + out for row, out in zip(kept, self._left_out, strict=True)]

    def _beside(self, row: list[list[str]]) -> list[list[str]]:
        tied = {one for strand in self._strands for one in (*strand.source, strand.target)}
        for couple in self._graph.couples:
            if not couple.partners:
                tied |= set(couple.children)
        out = []
        for cluster in row:
            if not tied & set(cluster) and self._graph.index not in cluster:
                out.append(cluster)
        return out

    def _age_pairs(self) -> list[list[tuple[str, str]]]:
        """For each row the neighbours in age among brothers and sisters, the elder first."""
        found: list[list[tuple[str, str]]] = [[] for _row in self.clusters]
        for couple in self._graph.couples:
            if couple.bond in (Bond.BIRTH, Bond.UNCERTAIN):
                for one, other in zip(couple.children, couple.children[1:], strict=False):
                    if self._row_of[one] == self._row_of[other]:
                        found[self._row_of[one]].append((one, other))
        return found

    def _places(self, row: int) -> dict[str, float]:
        line = [one for cluster in self.clusters[row] for one in cluster]
        middle = (len(line) - 1) / 2
        return {one: place - middle for place, one in enumerate(line)}

    def _total(self) -> float:
        return sum(self._cost(row) for row in range(len(self.clusters)))

    def _cost(self, row: int) -> float:
        """What the lines into one row cost, and the ages in it."""
        below = self._places(row)
        cost = sum(_WRONG_AGE for one, other in self._ages[row] if below[one] > below[other])
        cost += sum(_MIRRORED for one in self.clusters[row] if tuple(one) not in self._usual)
        for group in self._orphans[row]:
            places = [below[one] for one in group]
            cost += _PARTED * (max(places) - min(places) - len(group) + 1)
        if row == 0:
            return cost
        above = self._places(row - 1)
        lines = []
        for strand in self._by_row[row]:
            start = sum(above[one] for one in strand.source) / len(strand.source)
            by_birth = strand.bond in (Bond.BIRTH, Bond.UNCERTAIN)
            weight = 1.0 if by_birth else _LESS_IF_NOT_BY_BIRTH
            lines.append((start, below[strand.target], weight))
        lines.sort()
        cost += _APART * sum(abs(start - end) * weight for start, end, weight in lines)
        for place, (start, end, weight) in enumerate(lines):
            for later_start, later_end, other in lines[place + 1 :]:
                if later_end < end and later_start > start:
                    cost += _CROSSING * min(weight, other)
        return cost

    def _near(self, row: int) -> float:
        return self._cost(row) + (self._cost(row + 1) if row + 1 < len(self.clusters) else 0.0)

    def _sort_by_neighbours(self, *, down: bool) -> None:
        rows = range(1, len(self.clusters)) if down else range(len(self.clusters) - 2, -1, -1)
        for row in rows:
            near = self._places(row - 1 if down else row + 1)
            wish: dict[str, list[float]] = {}
            for strand in self._by_row[row if down else row + 1]:
                ends = strand.source if down else (strand.target,)
                mean = sum(near[one] for one in ends) / len(ends)
                for one in (strand.target,) if down else strand.source:
                    wish.setdefault(one, []).append(mean)
            own = self._places(row)

            def place(
                cluster: list[str],
                wish: dict[str, list[float]] = wish,
                own: dict[str, float] = own,
            ) -> float:
                wished = [x for one in cluster for x in wish.get(one, ())]
                return _mean(wished or [own[one] for one in cluster])

            self.clusters[row].sort(key=place)

    def _improve(self) -> None:
        for _round in range(_ROUNDS):
            better = False
            for row in range(len(self.clusters)):
                better = self._improve_row(row) or better
            if not better or self._tries > _MOST_TRIES:
                return

    def _improve_row(self, row: int) -> bool:
        better = False
        count = len(self.clusters[row])
        cost = self._near(row)
        for place in range(count):
            for target in range(count):
                if target == place or self._tries > _MOST_TRIES:
                    continue
                self._tries += 1
                self._move(row, place, target)
                now = self._near(row)
                if now < cost - 1e-9:
                    cost, better = now, True
                else:
                    self._move(row, target, place)
            cost, better = self._mirror(row, place, cost, better)
        return better

    def _mirror(self, row: int, place: int, cost: float, better: bool) -> tuple[float, bool]:
        cluster = self.clusters[row][place]
        if len(cluster) < 2:
            return cost, better
        self.clusters[row][place] = cluster[::-1]
        now = self._near(row)
        if now < cost - 1e-9:
            return now, True
        self.clusters[row][place] = cluster
        return cost, better

    def _move(self, row: int, place: int, target: int) -> None:
        self.clusters[row].insert(target, self.clusters[row].pop(place))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
