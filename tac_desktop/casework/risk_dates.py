"""Days on which it may be harder for her: for whoever looks after her ACCT. Never a level.

Sources: evaluation of the service (distress in custody is usually tied to the children: birthdays,
hearings, final contact, adoption, Mother's Day, Christmas, days after bad news) and PSI 64/2011 on
dates of significance. A day in this list says why, in words; what follows from it is for people
to judge.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tac_desktop.casework.acct import AcctEpisode, AcctReview
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import (
    ContactArrangement,
    ContactSession,
    LegalStatus,
    Placement,
)
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.contact_plans import SeparationPlan
from tac_desktop.casework.court import CourtOrder, Hearing
from tac_desktop.casework.dates import written
from tac_desktop.casework.dates_of_children import was_lost
from tac_desktop.casework.days_of_year import anniversaries, every_year
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.people import Person
from tac_desktop.casework.targets import target
from tac_desktop.words import _

_WITH_HER = frozenset({"with_mother_community", "with_mother_mbu"})
_ADOPTION = {
    "placement_order": "The day of the placement order, {years}: {child}",
    "adoption_order": "The day of the adoption order, {years}: {child}",
}
_EVERY_YEAR = {
    "mothers_day": "Mother's Day",
    "christmas": "Christmas Day",
    "new_year": "New Year's Day",
}


@dataclass(frozen=True)
class RiskDate:
    """A day, or the days from `date` to `until`, and why it may be hard."""

    date: dt.date
    why: str
    record_id: str = ""
    about: tuple[str, ...] = ()
    until: dt.date | None = None

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self.until or self.date


def risk_dates(case_file: CaseFile, days: int = 7) -> list[RiskDate]:
    """What falls on the file's day or in the `days` after it, begun before it or not, in order.

    The file is what the reader may see: for the prison, call it with the filtered file.
    """
    first = case_file.as_of
    last = first + dt.timedelta(days=days)
    found = {
        (one.date, one.why): one
        for one in _everything(case_file, first, last)
        if one.date <= last and one.last >= first
    }
    return sorted(found.values(), key=lambda one: (max(one.date, first), one.date, one.why))


def _everything(case_file: CaseFile, first: dt.date, last: dt.date) -> Iterator[RiskDate]:
    for child in case_file.children:
        yield from _of_child(case_file, child, first, last)
    yield from _losses(case_file, first, last)
    yield from _separations(case_file, first, last)
    yield from _adoptions(case_file, first, last)
    yield from _goodbyes(case_file, first, last)
    yield from _hearings(case_file)
    yield from _after_news(case_file)
    yield from _release_moved(case_file)
    yield from _as_noted(case_file)
    if case_file.children:
        for day, code in every_year(first, last):
            yield RiskDate(day, _(_EVERY_YEAR[code]))


def _of_child(
    case_file: CaseFile, child: Person, first: dt.date, last: dt.date
) -> Iterator[RiskDate]:
    """Her children's birthdays, wherever they live and whoever brings them up."""
    about, name = (child.id,), case_file.name(child.id)
    if len(child.date_of_birth) == 10 and not was_lost(child):
        born = dt.date.fromisoformat(child.date_of_birth)
        for day in anniversaries(born, first, last):
            words = _("{child}'s birthday, {years}")
            if child.deceased_on:
                words = _("{child} would be {years} years old")
            years = day.year - born.year
            yield RiskDate(day, words.format(child=name, years=years), child.id, about)
    due = child.expected_date_of_delivery
    if not due:
        return
    if was_lost(child):
        words = _("The day on which her baby was expected")
        for day in (due, *anniversaries(due, first, last)):
            yield RiskDate(day, words, child.id, about)
    elif not child.date_of_birth and not child.became_born_on:
        yield RiskDate(due, _("Expected date of delivery"), child.id, about)


def _losses(case_file: CaseFile, first: dt.date, last: dt.date) -> Iterator[RiskDate]:
    """The days on which a child or someone of her family died, or a pregnancy ended."""
    for person in case_file.of(Person):
        if person.kind not in ("child", "family", "carer"):
            continue
        lost = person.deceased_on
        if was_lost(person) and person.became_born_on and not lost:
            lost = person.became_born_on.isoformat()
        if len(lost) < 10:
            continue
        for day in anniversaries(dt.date.fromisoformat(lost), first, last):
            years = _years(day.year - int(lost[:4]))
            words = _("The day on which {name} died, {years}")
            if was_lost(person):
                words = _("The day on which she lost her baby, {years}")
            said = words.format(name=case_file.name(person.id), years=years)
            about = (person.id,) if person.kind == "child" else ()
            yield RiskDate(day, said, person.id, about)


def _separations(case_file: CaseFile, first: dt.date, last: dt.date) -> Iterator[RiskDate]:
    """The day on which each child first went to live without her."""
    for child in case_file.children:
        placements = sorted(
            (one for one in case_file.of(Placement) if one.child_id == child.id and one.start),
            key=lambda one: one.start or dt.date.min,
        )
        before = "with_mother_community"
        for one in placements:
            away = one.care_arrangement not in _WITH_HER
            if away and before in _WITH_HER and one.start:
                for day in anniversaries(one.start, first, last):
                    words = _("The day on which {child} went to live without her, {years}")
                    years = _years(day.year - one.start.year)
                    said = words.format(child=case_file.name(child.id), years=years)
                    yield RiskDate(day, said, one.id, (child.id,))
            before = one.care_arrangement


def _adoptions(case_file: CaseFile, first: dt.date, last: dt.date) -> Iterator[RiskDate]:
    known: set[tuple[str, str, dt.date]] = set()
    for status in case_file.of(LegalStatus):
        if status.type in _ADOPTION and status.start:
            known.add((status.type, status.child_id, status.start))
            yield from _adoption(
                case_file, status.type, status.child_id, status.start, status.id, first, last
            )
    for order in case_file.of(CourtOrder):
        if order.type not in _ADOPTION or not order.made:
            continue
        for child_id in order.child_ids:
            if (order.type, child_id, order.made) not in known:
                yield from _adoption(
                    case_file, order.type, child_id, order.made, order.id, first, last
                )


def _adoption(
    case_file: CaseFile,
    kind: str,
    child_id: str,
    made: dt.date,
    record_id: str,
    first: dt.date,
    last: dt.date,
) -> Iterator[RiskDate]:
    for day in anniversaries(made, first, last):
        said = _(_ADOPTION[kind]).format(
            child=case_file.name(child_id), years=_years(day.year - made.year)
        )
        yield RiskDate(day, said, record_id, (child_id,))


def _goodbyes(case_file: CaseFile, first: dt.date, last: dt.date) -> Iterator[RiskDate]:
    """Final contacts and separations: their day, the days after it, and its return each year."""
    after = dt.timedelta(days=target(case_file, "days_after_news") or 0)
    for plan in case_file.of(SeparationPlan):
        if not plan.date or plan.status in ("cancelled", "postponed"):
            continue
        child = case_file.name(plan.child_id)
        words = _("Separation from {child}")
        if plan.kind in ("final_contact", "goodbye"):
            words = _("Final contact with {child}")
        said, about = words.format(child=child), (plan.child_id,)
        if plan.date <= case_file.as_of:
            dated = _("{what} was on {day}").format(what=said, day=written(plan.date))
            yield RiskDate(plan.date, dated, plan.id, about, plan.date + after)
        else:
            yield RiskDate(plan.date, said, plan.id, about)
        for day in anniversaries(plan.date, first, last):
            years = _years(day.year - plan.date.year)
            again = _("{what}, {years}").format(what=said, years=years)
            yield RiskDate(day, again, plan.id, about)
    planned = {(one.child_id, one.date) for one in case_file.of(SeparationPlan)}
    for arrangement in case_file.of(ContactArrangement):
        if arrangement.type != "final_contact" or arrangement.status == "ended":
            continue
        days = {one.planned for one in _sessions(case_file, arrangement) if one.planned}
        meant = arrangement.next_due or arrangement.start
        days |= {meant} if meant else set()
        child = case_file.name(arrangement.child_id)
        said = _("Final contact with {child}").format(child=child)
        for final in days:
            if (arrangement.child_id, final) not in planned:
                yield RiskDate(final, said, arrangement.id, (arrangement.child_id,), final + after)


def _sessions(case_file: CaseFile, arrangement: ContactArrangement) -> list[ContactSession]:
    return [
        one
        for one in case_file.of(ContactSession)
        if one.arrangement_id == arrangement.id and one.took_place is not False
    ]


def _hearings(case_file: CaseFile) -> Iterator[RiskDate]:
    for hearing in case_file.of(Hearing):
        if hearing.date:
            words = hearing.headline(case_file.name)
            until = None
            if hearing.days and hearing.days > 1:
                until = hearing.date + dt.timedelta(days=hearing.days - 1)
            yield RiskDate(hearing.date, words, hearing.id, (), until)


def _after_news(case_file: CaseFile) -> Iterator[RiskDate]:
    """The days after difficult news, as many as this service has set."""
    days = target(case_file, "days_after_news")
    if not days:
        return
    news: list[tuple[dt.date | None, str, str]] = []
    words = _("Difficult news was given on {day}")
    for entry in case_file.of(ContactLogEntry):
        if entry.difficult_news:
            news.append((entry.date, words, entry.id))
    for review in case_file.of(AcctReview):
        if review.bad_news_given:
            news.append((review.date, words, review.id))
    for application in case_file.of(MbuApplication):
        if application.decision in ("refused", "not_recommended") and application.mother_told_on:
            told = _("She was told on {day} that there is no place on the unit")
            news.append((application.mother_told_on, told, application.id))
    for day, said, record_id in news:
        if day is not None and day <= case_file.as_of:
            until = day + dt.timedelta(days=days)
            yield RiskDate(day, said.format(day=written(day)), record_id, (), until)


def _release_moved(case_file: CaseFile) -> Iterator[RiskDate]:
    """A release date that became later: the days after she was told, and the day it was to be."""
    custody = case_file.custody
    if custody is None or custody.release_date is None:
        return
    earlier = [
        one.date
        for one in custody.earlier_release_dates
        if one.date and one.date != custody.release_date and one.type in ("", custody.release_type)
    ]
    for day in earlier:
        if day < custody.release_date:
            words = _("The day on which she was first to be released; it is now {day}")
            yield RiskDate(day, words.format(day=written(custody.release_date)), custody.id)
    told, days = custody.release_date_told_on, target(case_file, "days_after_news")
    if earlier and told and days and told <= case_file.as_of:
        words = _("She was told on {told} that her release date was moved to {day}")
        said = words.format(told=written(told), day=written(custody.release_date))
        yield RiskDate(told, said, custody.id, (), told + dt.timedelta(days=days))
    elif earlier and told is None:
        words = _("Her release date was moved to {day}; that she was told is not noted")
        said = words.format(day=written(custody.release_date))
        yield RiskDate(case_file.as_of, said, custody.id)


def _as_noted(case_file: CaseFile) -> Iterator[RiskDate]:
    for episode in case_file.of(AcctEpisode):
        if episode.status == "closed":
            continue
        for one in episode.known_dates_of_risk:
            if one.date:
                yield RiskDate(one.date, one.why or _("Noted as a date to watch"), episode.id)


def _years(count: int) -> str:
    return _("1 year ago") if count == 1 else _("{count} years ago").format(count=count)
