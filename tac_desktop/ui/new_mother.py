"""What the form for a new mother makes: answers in, problems or records out. No Qt here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.casework.custody import Custody
from tac_desktop.casework.episode import Case, Referral
from tac_desktop.casework.people import Person
from tac_desktop.casework.record import Record, problems
from tac_desktop.ui.typed import read_typed_date
from tac_desktop.words import _


@dataclass(frozen=True)
class Answers:
    """What was typed, as it stands."""

    first_names: str = ""
    last_name: str = ""
    known_as: str = ""
    prison_number: str = ""
    location: str = ""
    custody_status: str = ""
    source: str = ""
    date: str = ""
    reason: str = ""

    @property
    def has_referral(self) -> bool:
        """Whether anything was said about the referral beyond its day."""
        return bool(self.source or self.reason)


def problems_of(answers: Answers, today: dt.date) -> dict[str, str]:
    """Why the answers cannot be kept, by field; the words come from the records' own rules."""
    found: dict[str, str] = {}
    if not answers.first_names and not answers.last_name and not answers.known_as:
        found["first_names"] = _("Please give a name. One part of it is enough.")
    day = read_typed_date(answers.date, today)
    if answers.date and day is None:
        found["date"] = _("That is no date the program can read. Write it like 16 Nov 2026.")
    elif day is not None and day > today:
        found["date"] = _("This day is still to come.")
    if answers.reason and not answers.source:
        found["source"] = _("Please choose who referred her.")
    if not found:
        for record in records_of(answers, today, ""):
            for problem in problems(record):
                if problem.field in Answers.__dataclass_fields__:
                    found[problem.field] = problem.sentence
    return found


def records_of(answers: Answers, today: dt.date, worker_id: str) -> list[Record]:
    """The mother first, then her time in custody, her case and, where it is known, the referral."""
    mother = Person(
        kind="mother",
        first_names=answers.first_names,
        last_name=answers.last_name,
        known_as=answers.known_as,
    )
    mother = mother.changed(mother_id=mother.id)
    day = read_typed_date(answers.date, today) or today
    custody = Custody(
        mother_id=mother.id,
        prison_number=answers.prison_number.replace(" ", "").upper(),
        current_location=answers.location,
        custody_status=answers.custody_status,
    )
    case = Case(mother_id=mother.id, opened=day, worker_id=worker_id)
    records: list[Record] = [mother, custody, case]
    if answers.has_referral:
        records.append(
            Referral(
                mother_id=mother.id,
                date=day,
                source=answers.source,
                reason=answers.reason,
                case_id=case.id,
            )
        )
    return records
