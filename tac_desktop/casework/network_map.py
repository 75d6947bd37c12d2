"""The network map: the mother in the middle, whoever works with her or belongs to her around.

The line to each says how long ago contact was last made: the thicker the more recently. All of it
comes from the contact log; the words beside each say the same, so that nothing hangs on the lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children_now import last_seen
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.dates import days_in_words, written
from tac_desktop.casework.drawn import (
    DASHED,
    DOTTED,
    Anchor,
    Box,
    Drawing,
    Ink,
    Item,
    LegendLine,
    Line,
    Measure,
    Node,
    Oval,
    Words,
    rectangle,
    wrapped_text,
)
from tac_desktop.casework.last_reached import Reached, reached
from tac_desktop.casework.people import Involvement, Person, Relationship
from tac_desktop.words import _

RECENT, SOME_TIME = 14, 42
"""Days: up to the first the line is thick, up to the second it is of middling weight."""

_PRISON = frozenset(
    {
        "prison_offender_manager", "key_worker", "acct_case_coordinator", "pmblo", "mbu_manager",
        "mbu_nursery_manager", "mbu_board_chair", "family_engagement_worker", "perinatal_worker",
    }
)  # fmt: skip
_HEALTH = frozenset({"midwife", "health_visitor", "mental_health", "substance_misuse"})
_LAW = frozenset({"mothers_solicitor", "la_solicitor", "childrens_guardian", "intermediary"})
_WIDE, _CORRIDOR, _CIRCLE = 186.0, 92.0, 78.0
_HEAD, _NAME, _DETAIL, _LEADING = 9.5, 9.0, 8.0, 1.22
_PAD, _BETWEEN, _MARGIN = 6.0, 10.0, 12.0


@dataclass(frozen=True)
class Contact:
    """One person round the mother, with the role and what the log says."""

    person_id: str
    name: str
    role: str
    reached: Reached


@dataclass(frozen=True)
class Circle:
    """A group round the mother, such as everyone for one child."""

    title: str
    contacts: tuple[Contact, ...]


def circles(case_file: CaseFile) -> list[Circle]:
    """Everybody round the mother in groups: per child, family, prison, law, health, others."""
    groups: dict[str, dict[str, str]] = {}
    order: list[str] = []

    def add(group: str, person_id: str, role: str) -> None:
        if group not in groups:
            groups[group] = {}
            order.append(group)
        known = groups[group].get(person_id, "")
        parts = dict.fromkeys(part for part in (*known.split("; "), role) if part)
        groups[group][person_id] = "; ".join(parts)

    involved = [
        one
        for one in case_file.of(Involvement)
        if (not one.end or one.end >= case_file.as_of) and case_file.get(Person, one.person_id)
    ]
    children = [child.id for child in case_file.children]
    for child in children:
        for one in involved:
            if one.child_ids and _first_of(one.child_ids, children) == child:
                add(_for_children(case_file, one.child_ids), one.person_id, _role(one.role))
    for person_id, role in _family(case_file):
        add(_("Family and carers"), person_id, role)
    for one in involved:
        if not one.child_ids:
            add(_place_of(one.role), one.person_id, _role(one.role))
    placed = {person for group in groups.values() for person in group}
    for person_id in _spoken_to(case_file):
        person = case_file.get(Person, person_id)
        if person and person_id not in placed and person.kind not in ("mother", "child"):
            add(_("Others"), person_id, _role(person.role))
    return [
        Circle(
            title,
            tuple(
                Contact(one, case_file.name(one), role, reached(case_file, one))
                for one, role in groups[title].items()
            ),
        )
        for title in order
    ]


def never_reached(case_file: CaseFile) -> list[Contact]:
    """Those whom the log knows only as tried, the most attempts first."""
    found = {
        one.person_id: one
        for circle in circles(case_file)
        for one in circle.contacts
        if one.reached.last is None and one.reached.attempts
    }
    return sorted(found.values(), key=lambda one: (-one.reached.attempts, one.name))


def network_map(case_file: CaseFile, measure: Measure) -> Drawing:
    """The drawing, for a file that is filtered for its reader.

    Somebody may stand in two groups: a node's identifier is the person's and a number after a
    space.
    """
    found = circles(case_file)
    blocks = [_block(circle, measure) for circle in found]
    left, right = _in_two_columns(blocks)
    high = max(_height(left), _height(right), _CIRCLE) + 2 * _MARGIN
    wide = 2 * (_MARGIN + _WIDE + _CORRIDOR) + _CIRCLE
    middle = (wide / 2, high / 2)
    items: list[Item] = []
    nodes: list[Node] = []
    columns = []
    for column, start in ((left, _MARGIN), (right, wide - _MARGIN - _WIDE)):
        top = (high - _height(column)) / 2
        ids: list[str] = []
        for block in column:
            made, those = _placed(block, start, top, middle, len(nodes))
            items += made
            nodes += those
            ids += [one.id for one in those]
            top += block.high + _BETWEEN
        columns.append(ids)
    items += _mother(case_file, middle, measure)
    mother = _mother_node(case_file, middle)
    bands = {_band(one.reached) for circle in found for one in circle.contacts}
    return Drawing(
        title=_("Network map"),
        wide=wide,
        high=high,
        items=tuple(items),
        nodes=tuple(_with_neighbours([mother, *nodes], columns)),
        legend=_legend(bands),
        notes=tuple(_notes(case_file, found)),
        words=" ".join(one.spoken for one in [mother, *nodes]),
        start=mother.id,
    )


@dataclass(frozen=True)
class _Block:
    """A group as it will be drawn: its lines of text, and how high it is."""

    circle: Circle
    head: tuple[str, ...]
    texts: tuple[tuple[tuple[str, bool], ...], ...]

    @property
    def high(self) -> float:
        return (
            len(self.head) * _HEAD * _LEADING + sum(_text_height(one) for one in self.texts) + _PAD
        )


def _block(circle: Circle, measure: Measure) -> _Block:
    room = _WIDE - 2 * _PAD
    texts = []
    for one in circle.contacts:
        lines = [(x, True) for x in wrapped_text(one.name, _NAME, room, measure, bold=True)]
        for text in (one.role, one.reached.in_words):
            lines += [(x, False) for x in wrapped_text(text, _DETAIL, room, measure)]
        texts.append(tuple(lines))
    head = tuple(wrapped_text(circle.title, _HEAD, room, measure, bold=True))
    return _Block(circle, head, tuple(texts))


def _text_height(lines: Sequence[tuple[str, bool]]) -> float:
    return sum((_NAME if bold else _DETAIL) * _LEADING for _text, bold in lines) + _PAD


def _height(column: Sequence[_Block]) -> float:
    return sum(one.high for one in column) + _BETWEEN * max(0, len(column) - 1)


def _in_two_columns(blocks: Sequence[_Block]) -> tuple[list[_Block], list[_Block]]:
    """The groups in their order, the left column about as high as the right one."""
    best = min(
        range(len(blocks) + 1),
        key=lambda cut: abs(_height(blocks[:cut]) - _height(blocks[cut:])),
        default=0,
    )
    return list(blocks[:best]), list(blocks[best:])


def _placed(
    block: _Block, left: float, top: float, middle: tuple[float, float], before: int
) -> tuple[list[Item], list[Node]]:
    frame = Box(left, top, _WIDE, block.high)
    items: list[Item] = [rectangle(frame, width=0.5)]
    nodes: list[Node] = []
    y = top + _PAD / 2
    for text in block.head:
        items.append(Words(left + _PAD, y + _HEAD, text, _HEAD, bold=True))
        y += _HEAD * _LEADING
    inner = left + _WIDE if left < middle[0] else left
    for contact, lines in zip(block.circle.contacts, block.texts, strict=True):
        high = _text_height(lines)
        box = Box(left, y, _WIDE, high)
        items += _line_to(contact.reached, (inner, y + high / 2), middle)
        below = y + _PAD / 2
        for text, bold in lines:
            size = _NAME if bold else _DETAIL
            ink = Ink.TEXT if bold else Ink.QUIET
            items.append(Words(left + _PAD, below + size * 0.95, text, size, bold=bold, ink=ink))
            below += size * _LEADING
        spoken = ". ".join(
            part for part in (contact.name, contact.role, block.circle.title,
                              contact.reached.in_words) if part
        )  # fmt: skip
        number = before + len(nodes)
        nodes.append(Node(f"{contact.person_id} {number}", box, box.grown(-1), f"{spoken}."))
        y += high
    return items, nodes


def _line_to(one: Reached, end: tuple[float, float], middle: tuple[float, float]) -> list[Item]:
    """From the circle's edge to somebody."""
    across, down = end[0] - middle[0], end[1] - middle[1]
    long = (across**2 + down**2) ** 0.5 or 1.0
    start = (
        middle[0] + across / long * _CIRCLE / 2,
        middle[1] + down / long * _CIRCLE / 2,
    )
    return [_weight(_band(one), (start, end))]


def _weight(band: str, points: tuple[tuple[float, float], tuple[float, float]]) -> Line:
    match band:
        case "recent":
            return Line(points, width=3.2)
        case "some_time":
            return Line(points, width=1.7)
        case "long_ago":
            return Line(points, width=0.7)
        case "never":
            return Line(points, width=1.0, dashes=DASHED)
        case _:
            return Line(points, width=0.8, dashes=DOTTED)


def _band(one: Reached) -> str:
    if one.days is None:
        return "never" if one.attempts else "nothing"
    if one.days <= RECENT:
        return "recent"
    return "some_time" if one.days <= SOME_TIME else "long_ago"


def _legend(bands: set[str]) -> tuple[LegendLine, ...]:
    words = {
        "recent": _("reached within {days} days").format(days=RECENT),
        "some_time": _("reached within {days} days").format(days=SOME_TIME),
        "long_ago": _("reached longer ago"),
        "never": _("tried, never reached"),
        "nothing": _("nothing in the log"),
    }
    return tuple(
        LegendLine((_weight(band, ((2.0, 8.0), (28.0, 8.0))),), said)
        for band, said in words.items()
        if band in bands
    )


def _mother(case_file: CaseFile, middle: tuple[float, float], measure: Measure) -> Iterator[Item]:
    x, y = middle
    half = _CIRCLE / 2
    yield Oval(x - half, y - half, _CIRCLE, _CIRCLE, fill=Ink.SURFACE)
    yield Oval(x - half + 3.5, y - half + 3.5, _CIRCLE - 7, _CIRCLE - 7)
    name = case_file.mother.short_name() if case_file.mother else ""
    lines = wrapped_text(name, 11.0, _CIRCLE - 14, measure, bold=True)
    top = y - len(lines) * 6.7
    for place, text in enumerate(lines):
        baseline = top + 10.5 + place * 13.4
        yield Words(x, baseline, text, 11.0, bold=True, anchor=Anchor.MIDDLE)


def _mother_node(case_file: CaseFile, middle: tuple[float, float]) -> Node:
    half = _CIRCLE / 2
    box = Box(middle[0] - half, middle[1] - half, _CIRCLE, _CIRCLE)
    seen = last_seen(case_file)
    name = case_file.mother.display_name() if case_file.mother else ""
    words = _("{name}, the mother of this file").format(name=name)
    if seen:
        ago = days_in_words((seen - case_file.as_of).days)
        words = _("{words}. Last seen {day}, {ago}").format(words=words, day=written(seen), ago=ago)
    return Node(case_file.mother_id, box, box, f"{words}.")


def _with_neighbours(nodes: Sequence[Node], columns: Sequence[Sequence[str]]) -> Iterator[Node]:
    mother = nodes[0]
    places = {one.id: one for one in nodes}
    for node in nodes:
        if node.id == mother.id:
            nearest = [_nearest(column, places, mother) for column in columns]
            yield replace(node, before=nearest[0], after=nearest[1])
            continue
        column = next(number for number, ids in enumerate(columns) if node.id in ids)
        ids = columns[column]
        at = ids.index(node.id)
        yield replace(
            node,
            above=ids[at - 1] if at else "",
            below=ids[at + 1] if at + 1 < len(ids) else "",
            before=mother.id if column else "",
            after="" if column else mother.id,
        )


def _nearest(column: Sequence[str], places: dict[str, Node], to: Node) -> str:
    height = to.box.centre[1]
    return min(column, key=lambda one: abs(places[one].box.centre[1] - height), default="")


def _notes(case_file: CaseFile, found: Sequence[Circle]) -> Iterator[str]:
    if not found:
        yield _("Nobody is recorded yet who works with her or belongs to her.")
        return
    people = {one.person_id: one for circle in found for one in circle.contacts}
    missed = [one for one in people.values() if one.reached.last is None and one.reached.attempts]
    if missed:
        names = ", ".join(f"{one.name} ({one.reached.attempts})" for one in missed)
        yield _("Never reached, with the number of attempts: {names}.").format(names=names)
    days = written(case_file.as_of)
    yield _("Counted on {day} from the entries of the contact log in this version.").format(
        day=days
    )


def _first_of(child_ids: Sequence[str], children: Sequence[str]) -> str:
    return next((one for one in children if one in child_ids), "")


def _for_children(case_file: CaseFile, child_ids: Sequence[str]) -> str:
    names = []
    for child in case_file.children:
        if child.id in child_ids:
            names.append(child.short_name())
    return _("For {names}").format(names=", ".join(names))


def _family(case_file: CaseFile) -> Iterator[tuple[str, str]]:
    for person in case_file.of(Person):
        if person.kind in ("family", "carer") and not person.deceased_on:
            yield person.id, _relation(case_file, person)


def _relation(case_file: CaseFile, person: Person) -> str:
    """How someone belongs to the mother, else to the first of her children."""
    wanted = [case_file.mother_id, *(child.id for child in case_file.children)]
    ties = [one for one in case_file.of(Relationship) if one.from_person_id == person.id]
    ties = [one for one in ties if one.to_person_id in wanted]
    ties.sort(key=lambda one: wanted.index(one.to_person_id))
    if ties:
        label = code_list("relationship_type").label(ties[0].type)
        other = case_file.get(Person, ties[0].to_person_id)
        return _("{relation} of {person}").format(
            relation=label, person=other.short_name() if other else ""
        )
    return _role(person.role)


def _place_of(role: str) -> str:
    if role in _PRISON:
        return _("In the prison")
    if role in _HEALTH:
        return _("Health")
    if role in _LAW:
        return _("Law and court")
    return _("Community and others")


def _role(role: str) -> str:
    return code_list("role").label(role) if role else ""


def _spoken_to(case_file: CaseFile) -> list[str]:
    people = [person for one in case_file.of(ContactLogEntry) for person in one.with_person_ids]
    return list(dict.fromkeys(people))
