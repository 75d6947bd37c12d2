"""How her court matters stand today: what is running, what is in force, who has to do what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.court import CourtOrder, Direction, Hearing, Proceedings, SignedPaper
from tac_desktop.casework.court_clock import court_clock, notice_of
from tac_desktop.casework.dates import days_in_words, written, written_time
from tac_desktop.casework.people import Person
from tac_desktop.words import _

AGREEMENTS = frozenset({"section_20", "section_76_wales"})
"""Agreements that a parent with responsibility may withdraw: Children Act 1989, section 20(8);
Social Services and Well-being (Wales) Act 2014, section 76."""

_SETTLED = frozenset({"met", "varied"})


def running(case_file: CaseFile) -> list[Proceedings]:
    """Proceedings that are not over, the newest first."""
    found = [one for one in case_file.of(Proceedings) if one.status == "open" and not one.concluded]
    return sorted(found, key=lambda one: one.issued or dt.date.min, reverse=True)


def next_hearing(proceedings: Proceedings, case_file: CaseFile) -> Hearing | None:
    """The next hearing in these proceedings, today's included."""
    coming = [
        one
        for one in case_file.of(Hearing)
        if one.proceedings_id == proceedings.id and one.date and one.date >= case_file.as_of
    ]
    return min(coming, key=lambda one: (one.date, one.time or dt.time()), default=None)


def facts_of(proceedings: Proceedings, case_file: CaseFile) -> list[tuple[str, str]]:
    """Label and words, in the order in which people ask; what is unknown is said to be so."""
    name = case_file.name
    unknown = _("not recorded")
    court = ", ".join(
        part
        for part in (
            name(proceedings.court_id) if proceedings.court_id else "",
            proceedings.case_number,
        )
        if part
    )
    stage = code_list("proceedings_stage").label(proceedings.stage) if proceedings.stage else ""
    coming = next_hearing(proceedings, case_file)
    hearing = hearing_in_words(coming, case_file) if coming else _("none is fixed")
    applicant = name(proceedings.applicant_id) if proceedings.applicant_id else ""
    return [
        (_("Court"), court or unknown),
        (_("Applicant"), applicant),
        (_("Stage"), stage or unknown),
        (_("26 weeks"), " ".join(court_clock(proceedings, case_file.as_of).sentences)),
        (_("Next hearing"), hearing),
        (_("Represents her"), _solicitor(proceedings, case_file) or _("nobody is recorded")),
        (_("Legal aid"), _legal_aid(proceedings) or unknown),
        (_("Children's guardian"), _reached(proceedings.guardian_id, case_file) or unknown),
        (_("The authority's plan"), proceedings.la_plan),
        (_("What she wants"), proceedings.mother_position or unknown),
    ]


def hearing_in_words(hearing: Hearing, case_file: CaseFile) -> str:
    """`3 Dec 2026 10:00, issues resolution, in 17 days; 44 days' notice; asked 21 Oct ...`"""
    assert hearing.date is not None
    when = " ".join(part for part in (written(hearing.date), written_time(hearing.time)) if part)
    kind = code_list("hearing_type").label(hearing.type).lower()
    away = days_in_words((hearing.date - case_file.as_of).days)
    notice = notice_of(hearing, case_file)
    parts = [f"{when}, {kind}, {away}"]
    if notice.days is not None:
        words = _("notice: {notice}, which is short") if notice.short else _("notice: {notice}")
        parts.append(words.format(notice=notice.words))
    parts.append(way_there(hearing))
    return "; ".join(parts) + "."


def way_there(hearing: Hearing, *, short: bool = False) -> str:
    """How far it is arranged that she is brought, or linked, to the court."""
    if hearing.production_confirmed:
        return _("confirmed {day}").format(day=written(hearing.production_confirmed))
    if hearing.production_requested:
        words = _("asked {day}") if short else _("asked {day}, not confirmed")
        return words.format(day=written(hearing.production_requested))
    return _("not asked for yet")


def attendance(hearing: Hearing, today: dt.date) -> str:
    """Who was there, and why she was not; empty for a hearing that is still to come."""
    if hearing.mother_attended is None:
        over = hearing.date is not None and hearing.date < today
        return _("not recorded") if over else ""
    ours = {True: _("you too"), False: _("you not"), None: ""}[hearing.tac_attended]
    if hearing.mother_attended:
        return ", ".join(part for part in (_("yes"), ours) if part)
    why = code_list("non_attendance_reason").label(hearing.non_attendance_reason).lower()
    missed = _("no: {why}").format(why=why) if why else _("no")
    return "; ".join(part for part in (missed, ours) if part)


def in_force(case_file: CaseFile) -> list[CourtOrder]:
    """Orders that bind today, those that end soonest first.

    An order without an end binds until somebody notes one; an interim order ends with its
    proceedings (Children Act 1989, section 38(4)).
    """
    today = case_file.as_of
    found = [
        one
        for one in case_file.of(CourtOrder)
        if (not one.made or one.made <= today)
        and (not one.expires or one.expires >= today)
        and not (one.type.startswith("interim_") and _is_over(one.proceedings_id, case_file))
    ]
    return sorted(found, key=lambda one: (one.expires or dt.date.max, one.made or dt.date.min))


def order_end(order: CourtOrder, today: dt.date) -> str:
    """`ends 30 Nov 2026, in 14 days`"""
    if order.expires is None:
        return _("no end is noted")
    away = days_in_words((order.expires - today).days)
    return _("ends {day}, {away}").format(day=written(order.expires), away=away)


@dataclass(frozen=True)
class DirectionLine:
    """One direction, where it stands, and whether its day has passed."""

    order: CourtOrder
    place: int
    direction: Direction
    overdue: bool

    @property
    def key(self) -> str:
        """Names the line; the order's identifier comes first."""
        return f"{self.order.id}#{self.place}"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.direction.status not in _SETTLED


def directions(case_file: CaseFile) -> list[DirectionLine]:
    """Every direction: what is open first, the earliest day on top; then what is settled."""
    today = case_file.as_of
    found = [
        DirectionLine(order, place, one, _overdue(one, today))
        for order in case_file.of(CourtOrder)
        for place, one in enumerate(order.directions)
    ]
    return sorted(found, key=lambda line: (not line.is_open, line.direction.due or dt.date.max))


def direction_state(line: DirectionLine, today: dt.date) -> str:
    """`overdue since 3 days`, `met 6 Oct 2026`, `open`"""
    direction = line.direction
    label = code_list("direction_status").label(direction.status).lower()
    if direction.status == "met" and direction.met_on:
        late = direction.due is not None and direction.met_on > direction.due
        words = _("met {day}, late") if late else _("met {day}")
        return words.format(day=written(direction.met_on))
    if line.overdue and direction.due:
        return _("{status}, {count} days overdue").format(
            status=label, count=(today - direction.due).days
        )
    return label


def explained_in_words(paper: SignedPaper) -> str:
    """Whether anybody explained a paper to her before she signed it, and what she took from it."""
    if paper.explained is False:
        return _("NOT EXPLAINED before she signed") if paper.signed_on else _("not explained")
    if paper.explained is None:
        return _("not recorded whether it was explained")
    words = _("explained")
    if paper.explained_by:
        words = _("explained by {who}").format(who=paper.explained_by)
    if paper.understood:
        label = code_list("understood").label(paper.understood).lower()
        words = _("{words}; understood: {understood}").format(words=words, understood=label)
    return words


def stands_out(paper: SignedPaper) -> bool:
    """Whether a paper that she signed was not explained, or not understood, and still counts."""
    unclear = paper.explained is False or paper.understood == "no"
    return unclear and paper.signed_on is not None and not paper.withdrawn_on


def may_be_withdrawn(paper: SignedPaper) -> bool:
    """Whether it is an agreement that she signed and may take back."""
    signed = paper.signed_on is not None and not paper.withdrawn_on
    return signed and paper.kind in AGREEMENTS


def _overdue(direction: Direction, today: dt.date) -> bool:
    return direction.status not in _SETTLED and direction.due is not None and direction.due < today


def _is_over(proceedings_id: str, case_file: CaseFile) -> bool:
    proceedings = case_file.get(Proceedings, proceedings_id)
    return proceedings is not None and (
        bool(proceedings.concluded) or proceedings.status in ("concluded", "withdrawn")
    )


def _solicitor(proceedings: Proceedings, case_file: CaseFile) -> str:
    words = _reached(proceedings.mother_represented_by_id, case_file)
    if words and proceedings.solicitor_since:
        since = written(proceedings.solicitor_since)
        return _("{words}, since {day}").format(words=words, day=since)
    return words


def _reached(person_id: str, case_file: CaseFile) -> str:
    """A person with firm and telephone."""
    if not person_id:
        return ""
    person = case_file.get(Person, person_id)
    if person is None:
        return case_file.name(person_id)
    firm = case_file.name(person.organisation_id) if person.organisation_id else ""
    return ", ".join(part for part in (case_file.name(person_id), firm, person.phone) if part)


def _legal_aid(proceedings: Proceedings) -> str:
    label = code_list("legal_aid").label(proceedings.legal_aid) if proceedings.legal_aid else ""
    return ". ".join(part for part in (label, proceedings.legal_aid_note) if part)
