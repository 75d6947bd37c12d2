"""What a hearing pack tells: the case, positions, orders, papers she signed, dates, people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.court import CourtOrder, Hearing, Proceedings, SignedPaper
from tac_desktop.casework.court_clock import court_clock
from tac_desktop.casework.court_now import (
    DirectionLine,
    direction_state,
    directions,
    explained_in_words,
    in_force,
    order_end,
)
from tac_desktop.casework.date_kinds import APPOINTMENTS, DateKind
from tac_desktop.casework.dates import written, written_time
from tac_desktop.casework.dates_ahead import dates_ahead
from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request
from tac_desktop.packs.meeting_people import child_cards
from tac_desktop.packs.meeting_sections import contact_of
from tac_desktop.packs.texts import joined, opening
from tac_desktop.words import _

_WEEKS_AHEAD = 12
_KEY = (APPOINTMENTS - {DateKind.ACCT_REVIEW}) | {
    DateKind.DIRECTION,
    DateKind.COURT_TIME,
    DateKind.ORDER_ENDS,
    DateKind.REPORT_DUE,
    DateKind.RELEASE,
}
"""Dates that a court may ask about; tasks and reviews of the office are none."""


@dataclass(frozen=True)
class About:
    """The hearing, and the proceedings that it belongs to where that is known."""

    hearing: Hearing
    proceedings: Proceedings | None

    @property
    def child_ids(self) -> tuple[str, ...]:
        """The children of the proceedings; empty where they are not known, which means all."""
        return tuple(self.proceedings.child_ids) if self.proceedings else ()

    def concerns(self, proceedings_id: str, child_ids: list[str]) -> bool:
        """Whether an order or paper has to do with this hearing."""
        if not self.child_ids or not child_ids:
            return True
        same = bool(self.proceedings) and proceedings_id == self.hearing.proceedings_id
        return same or bool(set(self.child_ids) & set(child_ids))


def what_about(request: Request, about: About) -> list[b.Block]:
    """The kind of proceedings, how far they are, and what this hearing is for."""
    case = about.proceedings
    made: list[b.Block] = []
    purpose = _what_for(about.hearing.type)
    if purpose:
        made.append(b.Text(purpose))
    if case is None:
        return [*made, b.nothing(_("It is not recorded which proceedings it belongs to."))]
    file = request.file
    clock = " ".join(court_clock(case, file.as_of).sentences)
    stage = code_list("proceedings_stage").label(case.stage) if case.stage else ""
    rows = [
        (_("Proceedings"), code_list("proceedings_type").label(case.type)),
        (_("Started by"), file.name(case.applicant_id) if case.applicant_id else ""),
        (_("Issued on"), written(case.issued)),
        (_("Stage"), stage),
        (_("26 weeks"), clock),
        (_("Note"), case.note if not request.plain_words else ""),
    ]
    return [*made, b.Rows([row for row in rows if row[1]], label_share=0.27)]


def _what_for(kind: str) -> str:
    """What such a hearing usually is, in two sentences; nothing where kinds differ too much."""
    words = {
        "emergency_protection_order": _(
            "The court decides whether a child has to be kept safe at once, for a short time."
        ),
        "fact_finding": _("The court looks at what happened before it decides what comes next."),
        "case_management": _(
            "The court plans the case: who has to do what by when, and which reports it needs."
        ),
        "further_case_management": _(
            "The court looks at what has been done of its plan, and changes the plan if needed."
        ),
        "issue_resolution": _(
            "The court looks at what is agreed and what is not. Some cases end on this day."
        ),
        "final": _("The court decides where the child lives and what contact there is."),
        "judgment_after_hearing": _("The court says what it has decided, and why."),
        "interim_care_order": _(
            "The court decides where the child lives until the case is finished."
        ),
        "placement": _(
            "The court decides whether the authority may place the child with people who may adopt."
        ),
    }
    usual = words.get(kind, "")
    asks = _("The solicitor knows what is planned for this one.")
    return f"{usual} {asks}" if usual else ""


def positions(request: Request, about: About) -> list[b.Block]:
    """What the authority plans, and what the mother wants in her own words."""
    case = about.proceedings
    plan = case.la_plan if case else ""
    wants = case.mother_position if case else ""
    plain = request.plain_words
    made: list[b.Block] = [b.Heading(_("The authority's plan"), 2)]
    made.append(b.Text(plan) if plan else b.nothing(_("The plan is not recorded.")))
    made.append(b.Heading(_("What you want") if plain else _("What the mother wants"), 2))
    if wants:
        made.append(b.Text(wants, b.TextKind.QUOTE))
    else:
        made.append(b.nothing(_("It is not written down yet. There is room for it here.")))
    if plain or not wants:
        made.append(b.Lines(4))
    return made


def orders(request: Request, about: About) -> list[b.Block]:
    """Orders in force about these children, and every direction with where it stands."""
    file = request.file
    plain = request.plain_words
    made: list[b.Block] = []
    rows = [
        (
            one.headline(file.name),
            joined([written(one.made), order_end(one, file.as_of)], "; "),
        )
        for one in in_force(file)
        if about.concerns(one.proceedings_id, one.child_ids)
    ]
    made.append(b.Rows(rows, 0.5) if rows else b.nothing(_("No order in force is recorded.")))
    told = [
        one for one in directions(file) if about.concerns(one.order.proceedings_id, _of(one.order))
    ]
    made.append(b.Heading(_("What people have to do") if plain else _("Directions"), 2))
    if not told:
        return [*made, b.nothing(_("No directions are recorded."))]
    if plain:
        return [
            *made,
            b.Rows([(one.direction.text, _who_and_when(request, one)) for one in told], 0.5),
        ]
    head = [_("What"), _("Who"), _("By"), _("Where it stands")]
    lines = [
        [
            one.direction.text,
            file.name(one.direction.by_id) if one.direction.by_id else "",
            written(one.direction.due),
            direction_state(one, file.as_of),
        ]
        for one in told
    ]
    return [*made, b.Table(head, lines, shares=(3.6, 2.2, 1.5, 1.9))]


def _of(order: CourtOrder) -> list[str]:
    return order.child_ids


def _who_and_when(request: Request, line: DirectionLine) -> str:
    file, one = request.file, line.direction
    by = _("by {day}").format(day=written(one.due)) if one.due else ""
    who = file.name(one.by_id) if one.by_id else ""
    return joined([who, by, direction_state(line, file.as_of)])


def signed(request: Request, about: About) -> list[b.Block]:
    """Papers she was asked to sign about these children, and whether anybody explained them."""
    file = request.file
    made: list[b.Block] = []
    for one in file.of(SignedPaper):
        if not about.concerns("", one.child_ids):
            continue
        asked = file.name(one.asked_by_id) if one.asked_by_id else ""
        advice = {True: _("yes"), False: _("no"), None: _("not recorded")}[one.solicitor_asked]
        rows = [
            (_("Asked by"), joined([asked, written(one.asked_on)])),
            (_("Signed on"), written(one.signed_on) or _("not signed")),
            (_("Was it explained"), opening(explained_in_words(one))),
            (_("Advice from a solicitor"), advice),
            (_("Taken back on"), joined([written(one.withdrawn_on), one.withdrawn_how])),
            (_("Answer"), one.answer),
            (_("In your words") if request.plain_words else _("In her words"), one.her_words),
        ]
        known = b.Rows([row for row in rows if row[1]], label_share=0.32)
        made.append(b.Together([b.Heading(one.headline(file.name), 2), known]))
    return made or [b.nothing(_("No paper that was signed is recorded."))]


def children(request: Request, about: About) -> list[b.Block]:
    """A card for each child of the proceedings; of all her children where they are not known."""
    day = about.hearing.date or request.file.as_of
    return child_cards(request, about.child_ids, day, only=True)


def contact(request: Request, about: About) -> list[b.Block]:
    """Contact promised and given, of the children that the hearing is about."""
    return contact_of(request, about.child_ids)


def key_dates(request: Request, about: About) -> list[b.Block]:
    """What has been in these proceedings, and what comes in the next twelve weeks."""
    past = sorted(_past(request, about), key=lambda one: one[0])
    made: list[b.Block] = []
    if past:
        rows = [(written(day), what) for day, what in past]
        made.append(b.Rows(rows, label_share=0.22))
    ahead = dates_ahead(request.file, _WEEKS_AHEAD * 7)
    coming = [one for one in ahead if one.kind in _KEY]
    heading = _("The next {weeks} weeks").format(weeks=_WEEKS_AHEAD)
    made.append(b.Heading(heading, 2))
    if coming:
        rows = [(joined([written(one.date), written_time(one.time)]), one.what) for one in coming]
        made.append(b.Rows(rows, label_share=0.27))
    else:
        made.append(b.nothing(_("No date is written down for these weeks.")))
    return made


def _past(request: Request, about: About) -> Iterator[tuple[dt.date, str]]:
    file = request.file
    case = about.proceedings
    if case and case.issued:
        yield case.issued, _("Proceedings issued")
    for order in file.of(CourtOrder):
        if order.made and about.concerns(order.proceedings_id, order.child_ids):
            yield order.made, _("Order made: {order}").format(order=order.headline(file.name))
    for one in file.of(Hearing):
        same = one.proceedings_id == about.hearing.proceedings_id and one.id != about.hearing.id
        if same and one.date and one.date <= file.as_of:
            came = _came(one)
            yield one.date, joined([one.headline(file.name), came, one.outcome], "; ")


def _came(hearing: Hearing) -> str:
    if hearing.mother_attended is None:
        return ""
    if hearing.mother_attended:
        return _("the mother took part")
    why = code_list("non_attendance_reason").label(hearing.non_attendance_reason).lower()
    words = _("the mother was not there: {why}") if why else _("the mother was not there")
    return words.format(why=why)


def who_is_who(request: Request, about: About) -> list[b.Block]:
    """Everyone at court whom the file names, with a telephone number where it may be seen."""
    found = list(dict.fromkeys(_people(request, about)))
    if not found:
        return [b.nothing(_("Nobody is recorded yet."))]
    if request.plain_words:
        return [b.Rows([(name, role) for name, role, _number in found], label_share=0.5)]
    head = [_("Name"), _("Role"), _("Telephone")]
    return [b.Table(head, found, shares=(3.4, 3.4, 2.2))]


def _people(request: Request, about: About) -> Iterator[tuple[str, str, str]]:
    file, case = request.file, about.proceedings
    if case is not None:
        for party_id, role in (
            (case.court_id, _("Court")),
            (case.mother_represented_by_id, _("The mother's solicitor")),
            (case.applicant_id, _("Started the proceedings")),
            (case.guardian_id, _("Children's guardian")),
        ):
            if party_id:
                yield file.name(party_id), role, _phone(request, party_id)
    for child in file.living_children:
        if about.child_ids and child.id not in about.child_ids:
            continue
        for person in file.professionals_for(child.id, "child_social_worker"):
            role = _("Social worker of {child}").format(child=child.short_name())
            yield file.name(person.id), role, person.phone
    for worker in file.of(Worker):
        yield worker.name, _("Social worker in the prison"), worker.phone


def _phone(request: Request, party_id: str) -> str:
    party = request.file.get(Person, party_id) or request.file.get(Organisation, party_id)
    return party.phone if party else ""
