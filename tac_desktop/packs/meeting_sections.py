"""What a meeting pack tells: purpose, contact, events, the mother's views, what is still to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.chronology import ChronologyLine, ages_at, chronology
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_given import ContactCount, contact_given
from tac_desktop.casework.court import CourtOrder
from tac_desktop.casework.dates import (
    add_months,
    first_day,
    written,
    written_partial,
    written_time,
)
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.phrases import within
from tac_desktop.casework.work import Task
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request
from tac_desktop.packs.texts import due_in_words, joined, opening
from tac_desktop.words import _

EVENTS_OF_MONTHS = 24
OFFICE_TASKS = frozenset(
    {"meeting_pack", "survey", "tell_referrer", "consent_review", "retention_review"}
)
"""Tasks of the service's own office: of no use to anyone in a meeting."""


def purpose(request: Request, meeting: Meeting) -> list[b.Block]:
    """What the meeting is for and what it goes through."""
    made: list[b.Block] = []
    if meeting.purpose:
        made.append(b.Text(meeting.purpose))
    else:
        made.append(b.nothing(_("No purpose is written down.")))
    if meeting.agenda:
        made.append(b.Bullets(meeting.agenda, numbered=True))
    else:
        made.append(b.nothing(_("No agenda has come yet.")))
    return made


def contact(request: Request, meeting: Meeting) -> list[b.Block]:
    """For each child what was promised and, in a sentence, what was given."""
    return contact_of(request)


def contact_of(request: Request, child_ids: Collection[str] = ()) -> list[b.Block]:
    """The same, of some children only where any are named."""
    file = request.file
    made: list[b.Block] = []
    for child in file.children:
        if child_ids and child.id not in child_ids:
            continue
        counts = [one for one in contact_given(file, child.id) if one.arrangement.status != "ended"]
        if not counts:
            continue
        inside: b.Block
        if request.plain_words:
            told = [
                (kind_of(one), joined([opening(promise(file, one)), one.sentence], ".\n"))
                for one in counts
            ]
            inside = b.Rows(told, label_share=0.36)
        else:
            rows = [(joined([kind_of(one), promise(file, one)]), one.sentence) for one in counts]
            inside = b.Table([_("Promised"), _("Given")], rows, shares=(1, 1))
        made += [b.Heading(file.name(child.id), 2), inside]
    return made or [b.nothing(_("No contact arrangements are recorded."))]


def events(request: Request, meeting: Meeting) -> list[b.Block]:
    """The last 24 months line by line, oldest first; what is older only as a count."""
    file = request.file
    day = min(meeting.date or file.as_of, file.as_of)
    begin = add_months(day, -EVENTS_OF_MONTHS)
    lines = [line for line in reversed(chronology(file)) if first_day(line.date) <= day]
    recent = [line for line in lines if first_day(line.date) >= begin]
    made: list[b.Block] = []
    older = [line for line in lines if first_day(line.date) < begin]
    if older:
        made.append(b.Text(_older(older, begin), b.TextKind.SMALL))
    if not recent:
        words = _("Nothing is in the chronology for the last {months} months.")
        return [*made, b.nothing(words.format(months=EVENTS_OF_MONTHS))]
    if request.plain_words:
        rows = [(written_partial(line.date), line.text) for line in recent]
        return [*made, b.Rows(rows, label_share=0.27)]
    table = b.Table(
        [_("Date"), _("Event"), _("Ages"), _("Source")],
        [_event(file, line) for line in recent],
        shares=(1.4, 4.2, 1.7, 1.7),
    )
    return [*made, table]


def her_views(request: Request, meeting: Meeting) -> list[b.Block]:
    """What she wants to say, word for word, and room for more."""
    made: list[b.Block] = []
    if meeting.mother_views:
        made.append(b.Text(meeting.mother_views, b.TextKind.QUOTE))
    if meeting.type in ("mbu_board", "mbu_review"):
        for application in request.file.of(MbuApplication):
            if application.mother_views and application.mother_views != meeting.mother_views:
                label = _("On the application for a place on the unit:")
                made.append(b.Text(label, b.TextKind.STRONG))
                made.append(b.Text(application.mother_views, b.TextKind.QUOTE))
    if not made:
        words = (
            _("Nothing is written down yet. You can write here what you want to say.")
            if request.plain_words
            else _("Her views are not written down yet.")
        )
        made = [b.nothing(words), b.Lines(5)]
    elif request.plain_words:
        made += [b.Text(_("Is there something else you want to say?")), b.Lines(3)]
    return made


def open_actions(request: Request, meeting: Meeting) -> list[b.Block]:
    """Tasks and court directions that wait for someone, the longest overdue first."""
    found = sorted(_open(request, meeting), key=lambda one: one[0] or dt.date.max)
    if not found:
        return [b.nothing(_("Nothing is open."))]
    today = request.file.as_of
    rows = [(what, who, due_in_words(due, today)) for due, what, who in found]
    if request.plain_words:
        return [b.Rows([(what, joined([who, due], ": ")) for what, who, due in rows], 0.55)]
    return [b.Table([_("What"), _("Who"), _("Due")], rows, shares=(4.6, 2.4, 2.4))]


def kind_of(count: ContactCount) -> str:
    """`Prison video call, fortnightly`"""
    one = count.arrangement
    kind = code_list("contact_type").label(one.type)
    return joined([kind, within(code_list("frequency").label(one.frequency))])


def promise(file: CaseFile, count: ContactCount) -> str:
    """`Thursday 16:30, care plan, agreed with ..., from 27 Aug 2026`"""
    one = count.arrangement
    day = code_list("weekday").label(one.day) if one.day else ""
    basis = within(code_list("contact_basis").label(one.basis)) if one.basis else ""
    agreed = _("agreed with {name}").format(name=file.name(one.agreed_with_id))
    since = _("from {day}").format(day=written(one.start)) if one.start else ""
    when = joined([day, written_time(one.time)], " ")
    return joined([when, basis, agreed if one.agreed_with_id else "", since])


def _event(file: CaseFile, line: ChronologyLine) -> list[str]:
    text = joined([line.text, line.impact], "\n")
    return [written_partial(line.date), text, ages_at(file, line), line.source]


def _older(older: list[ChronologyLine], begin: dt.date) -> str:
    first = written_partial(older[0].date)
    if len(older) == 1:
        words = _("One earlier event ({first}), before {begin}, is in the file.")
    else:
        words = _("{count} earlier events, from {first} to {begin}, are in the file.")
    return words.format(count=len(older), first=first, begin=written(begin))


def _open(request: Request, meeting: Meeting) -> Iterator[tuple[dt.date | None, str, str]]:
    file = request.file
    about = set(meeting.child_ids)
    for task in file.of(Task):
        elsewhere = task.child_ids and about and not about.intersection(task.child_ids)
        if task.is_open() and task.kind not in OFFICE_TASKS and not elsewhere:
            who = task.waiting_on_id or task.owner_id
            yield task.due, task.title, file.name(who) if who else ""
    for order in file.of(CourtOrder):
        if order.child_ids and about and not about.intersection(order.child_ids):
            continue
        for direction in order.directions:
            if direction.status in ("open", "not_met", "partly_met"):
                what = _("Court direction: {text}").format(text=direction.text)
                yield direction.due, what, file.name(direction.by_id) if direction.by_id else ""
