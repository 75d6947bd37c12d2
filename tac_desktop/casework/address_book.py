"""Who works with whom, now and before; and what follows when a professional leaves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.people import Involvement, Organisation, Person
from tac_desktop.casework.record import Record
from tac_desktop.words import _

Party = Person | Organisation
Names = Callable[[str], str]


@dataclass(frozen=True)
class Work:
    """One involvement in words: for whom, as what, from when to when."""

    involvement: Involvement
    words: str
    now: bool


def is_now(involvement: Involvement, day: dt.date) -> bool:
    """Whether somebody works with a family on a day; the last day counts."""
    begun = involvement.start is None or involvement.start <= day
    return begun and (involvement.end is None or involvement.end >= day)


def work_of(involvements: Sequence[Involvement], names: Names, day: dt.date) -> list[Work]:
    """The work of one person in all files: what is going on first, then what ended last."""
    found = [Work(one, _in_words(one, names), is_now(one, day)) for one in involvements]
    return sorted(found, key=_newest_first)


def leaving(
    involvements: Sequence[Involvement], day: dt.date, successor_id: str = ""
) -> list[Record]:
    """The records that end somebody's work everywhere on a day, with a successor for the same
    children from that day on. Work that ended before, or begins later, is left as it is.
    """
    records: list[Record] = []
    for one in involvements:
        if is_now(one, day) and one.end != day:
            records.append(one.changed(end=day))
            if successor_id:
                records.append(
                    Involvement(
                        mother_id=one.mother_id,
                        person_id=successor_id,
                        role=one.role,
                        child_ids=list(one.child_ids),
                        start=day,
                        is_main=one.is_main,
                    )
                )
    return records


def what_they_are(party: Party) -> str:
    """`Child's social worker`, `Court`, `Carer`."""
    if isinstance(party, Organisation):
        return code_list("organisation_type").label(party.type) if party.type else ""
    if party.role:
        return code_list("role").label(party.role)
    return code_list("person_kind").label(party.kind)


def reaching(party: Party) -> list[tuple[str, str]]:
    """How somebody is reached: a label and the words, the quickest way first."""
    if isinstance(party, Organisation):
        facts = [
            (_("Telephone"), party.phone),
            (_("Duty telephone"), party.duty_phone),
            (_("Out of hours"), party.out_of_hours_phone),
            (_("Secure e-mail"), party.secure_email),
            (_("Address"), ", ".join([*party.address, party.postcode])),
        ]
    else:
        lines = [*party.address.splitlines(), party.postcode]
        facts = [
            (_("Telephone"), party.phone),
            (_("E-mail"), party.email),
            (_("Address"), ", ".join(line for line in lines if line)),
        ]
    if party.video_platform:
        facts.insert(-1, (_("By video"), code_list("platform").label(party.video_platform)))
    return [(label, words) for label, words in facts if words.strip(" ,")]


def _in_words(one: Involvement, names: Names) -> str:
    role = code_list("role").label(one.role)
    children = ", ".join(names(child_id) for child_id in one.child_ids)
    whom = f"{names(one.mother_id)}: {children}" if children else names(one.mother_id)
    if one.start and one.end:
        time = _("{first} to {last}").format(first=written(one.start), last=written(one.end))
    elif one.start:
        time = _("since {day}").format(day=written(one.start))
    else:
        time = _("until {day}").format(day=written(one.end)) if one.end else ""
    return ", ".join(part for part in (whom, role, time) if part)


def _newest_first(work: Work) -> tuple[bool, int, str]:
    last = work.involvement.end or work.involvement.start or dt.date.min
    return not work.now, -last.toordinal(), work.words
