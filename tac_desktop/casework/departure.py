"""`She has gone`: what follows when a mother leaves, often without notice.

Table 7 of the evaluation: short stays and unexpected transfers. Two minutes must suffice: the
movement goes into her time in custody, a task opens for each thing that has to be done for her,
and what was planned after the day is listed, so that nobody waits for her. How soon each task is
due is this program's own proposal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.asked_for import settled, task_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.cases import current_case
from tac_desktop.casework.children import ContactArrangement
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.consequences import Exactly
from tac_desktop.casework.court import Hearing
from tac_desktop.casework.custody import Custody, Movement
from tac_desktop.casework.dates import written
from tac_desktop.casework.episode import Case
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Involvement, Person
from tac_desktop.casework.record import Record
from tac_desktop.casework.release import Departure
from tac_desktop.words import _

DUE_AFTER_DAYS = {
    "acct_handover": 0,
    "tell_social_workers": 1,
    "tell_solicitor": 1,
    "tell_court": 1,
    "tell_carers": 1,
    "hand_over": 1,
    "meetings": 2,
    "contact_arrangements": 3,
    "reach_her": 5,
    "close_case": 14,
    "last_questionnaire": 14,
}
"""Days after she has gone by which each task is due: our proposal, which can be changed."""

_MOVEMENT = {
    "released": ("release", "released"),
    "released_unexpectedly": ("release", "released"),
    "transferred": ("transfer_out", ""),
    "transferred_unexpectedly": ("transfer_out", ""),
    "bail": ("release", "bail"),
    "hospital": ("outside_hospital", ""),
    "immigration": ("transfer_out", "immigration"),
    "died": ("other", ""),
    "other": ("other", ""),
    "not_known": ("other", ""),
}
_CLOSED_BECAUSE = {
    "released": "released",
    "released_unexpectedly": "released_unexpectedly",
    "transferred": "transferred",
    "transferred_unexpectedly": "transferred",
    "bail": "released",
    "died": "died",
}
_BACK = frozenset({"reception", "transfer_in", "recall", "return", "return_from_hospital"})
_STILL_TO_COME = ("planned", "postponed")


@dataclass(frozen=True)
class Touched:
    """Something that was planned with her and can no longer happen as planned."""

    what: str
    record_id: str
    follow_up: str


def departure_effects(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """Everything that goes with `She has gone`: custody, tasks, and the case where asked."""
    if not isinstance(record, Departure) or record.date is None:
        return
    before = case_file.get(Departure, record.id)
    custody = custody_after(record, case_file, before)
    if custody is not None:
        yield custody
    yield from _tasks(record, case_file)
    yield from _case(record, case_file, before)


def custody_after(
    departure: Departure, case_file: CaseFile, before: Departure | None = None
) -> Custody | None:
    """Her time in custody with the movement; the one of an earlier version is replaced."""
    custody = case_file.custody
    if custody is None:
        return None
    old = _movement(before) if before is not None else None
    moves = [one for one in custody.movements if old is None or not _same(one, old)]
    move = _movement(departure)
    if not any(_same(one, move) for one in moves):
        moves.append(move)
    moves.sort(key=lambda one: one.date or dt.date.min)
    answers: dict[str, object] = {"movements": moves}
    if moves[-1] is move or _same(moves[-1], move):
        answers["current_location"] = _location(departure)
        if move.status:
            answers["custody_status"] = move.status
    return custody.changed(**answers)


def gone(case_file: CaseFile) -> Departure | None:
    """The departure that counts on the file's day: none where she came back after it.

    A stay in hospital is a departure too; she is expected back from it.
    """
    left = [one for one in case_file.of(Departure) if one.date and one.date <= case_file.as_of]
    last = max(left, key=lambda one: one.date or dt.date.min, default=None)
    if last is None or last.date is None:
        return None
    came = [
        move.date
        for custody in case_file.of(Custody)
        for move in custody.movements
        if move.type in _BACK and move.date
    ]
    reopened = [one.opened for one in case_file.of(Case) if one.reopened_from and one.opened]
    return None if any(last.date < day <= case_file.as_of for day in came + reopened) else last


def gone_in_words(departure: Departure) -> str:
    """`Gone since 12 Nov 2026: released without notice, to Bristol`."""
    kind = code_list("departure_kind").label(departure.kind)
    kind = kind[:1].lower() + kind[1:]
    if departure.to_place:
        words = _("Gone since {day}: {kind}, to {place}")
        return words.format(day=written(departure.date), kind=kind, place=departure.to_place)
    return _("Gone since {day}: {kind}").format(day=written(departure.date), kind=kind)


def touched(case_file: CaseFile, day: dt.date) -> list[Touched]:
    """Meetings, hearings, Boards and contact that were to happen on or after the day she left."""
    name = case_file.name
    found = [
        Touched(_dated(one.date, one.headline(name)), one.id, "meetings")
        for one in case_file.of(Meeting)
        if one.date and one.date >= day and one.status in _STILL_TO_COME
    ]
    found += [
        Touched(_dated(one.date, one.headline(name)), one.id, "tell_court")
        for one in case_file.of(Hearing)
        if one.date and one.date >= day
    ]
    found += [
        Touched(_dated(one.board_date, one.headline(name)), one.id, "meetings")
        for one in case_file.of(MbuApplication)
        if one.board_date and one.board_date >= day and not one.ended
    ]
    found += [
        Touched(one.headline(name), one.id, "contact_arrangements")
        for one in case_file.of(ContactArrangement)
        if one.status == "happening" and (one.end is None or one.end >= day)
    ]
    found += [
        Touched(one.headline(name), one.id, "acct_handover")
        for one in case_file.of(AcctEpisode)
        if one.status in ("open", "post_closure")
    ]
    return found


def follow_ups_for(case_file: CaseFile, kind: str, day: dt.date) -> list[str]:
    """What is ticked to begin with: what the file calls for, given how she left."""
    wanted = {one.follow_up for one in touched(case_file, day)}
    if kind == "died":
        return [*sorted(wanted & {"meetings", "tell_court"}), "tell_social_workers"]
    if case_file.children:
        wanted |= {"tell_social_workers"}
    roles = {one.role for one in case_file.of(Involvement) if not one.end}
    if "mothers_solicitor" in roles:
        wanted.add("tell_solicitor")
    if kind in ("released", "released_unexpectedly", "bail"):
        wanted |= {"reach_her"}
        wanted.discard("acct_handover")
    if kind in ("transferred", "transferred_unexpectedly", "immigration"):
        wanted.add("hand_over")
    if kind == "hospital":
        wanted -= {"contact_arrangements"}
    order = [one.code for one in code_list("departure_follow_up").offered]
    return sorted(wanted, key=order.index)


def task_of(departure: Departure, follow_up: str) -> str:
    """The identifier of the task for one follow-up."""
    return derived_id(departure.id, "departure", follow_up)


def closure_reason_for(kind: str) -> str:
    """Why a case is closed whose mother left in this way."""
    return _CLOSED_BECAUSE.get(kind, "other")


def _movement(departure: Departure) -> Movement:
    kind, status = _MOVEMENT.get(departure.kind, ("other", ""))
    note = code_list("departure_kind").label(departure.kind)
    return Movement(
        date=departure.date, type=kind, status=status, to_place=departure.to_place, note=note
    )


def _same(one: Movement, other: Movement) -> bool:
    return (one.date, one.type, one.to_place) == (other.date, other.type, other.to_place)


def _location(departure: Departure) -> str:
    moved = ("transferred", "transferred_unexpectedly", "immigration", "hospital")
    return departure.to_place if departure.kind in moved else ""


def _tasks(departure: Departure, case_file: CaseFile) -> Iterator[Record | Exactly]:
    assert departure.date is not None
    there = touched(case_file, departure.date)
    wanted = set(departure.follow_ups)
    if departure.close_case:
        wanted.discard("close_case")
    for code in code_list("departure_follow_up").codes:
        task_id = task_of(departure, code.code)
        if code.code not in wanted:
            yield from settled(case_file, task_id, "cancelled")
            continue
        days = dt.timedelta(days=DUE_AFTER_DAYS.get(code.code, 7))
        lines = [one.what for one in there if one.follow_up == code.code]
        yield task_for(
            case_file,
            task_id,
            title=code.label,
            kind="departure",
            due=departure.date + days,
            note="\n".join([*lines, *_whom(code.code, case_file)]),
        )


def _whom(follow_up: str, case_file: CaseFile) -> list[str]:
    """Whom to ring: names and numbers, for those who are told."""
    roles = {
        "tell_social_workers": ("child_social_worker",),
        "tell_solicitor": ("mothers_solicitor",),
        "tell_carers": ("foster_carer", "kinship_carer"),
    }.get(follow_up, ())
    found: dict[str, str] = {}
    for one in case_file.of(Involvement):
        person = case_file.get(Person, one.person_id)
        ended = one.end is not None and one.end < case_file.as_of
        if one.role in roles and person is not None and not ended:
            parts = (person.display_name(), person.phone)
            found[person.id] = ", ".join(part for part in parts if part)
    return list(found.values())


def _case(
    departure: Departure, case_file: CaseFile, before: Departure | None
) -> Iterator[Record | Exactly]:
    if not departure.close_case:
        return
    case = current_case(case_file)
    if case is None and before is not None and before.date != departure.date:
        closed = [one for one in case_file.of(Case) if one.closed == before.date]
        case = closed[-1] if closed else None
    if case is not None:
        yield case.changed(
            status="closed",
            closed=departure.date,
            closure_reason=closure_reason_for(departure.kind),
        )


def _dated(day: dt.date | None, words: str) -> str:
    return f"{written(day)}: {words}"
