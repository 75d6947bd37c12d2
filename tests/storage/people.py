"""Fictional records for the storage tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.identifiers import new_id
from tac_desktop.casework.people import Person


def a_mother(first: str = "Rhosyn", last: str = "Averley", **answers: Any) -> Person:
    """A fictional mother; her record belongs to her own file."""
    mother_id = answers.pop("id", new_id())
    return Person(
        id=mother_id,
        mother_id=mother_id,
        kind="mother",
        first_names=first,
        last_name=last,
        **answers,
    )


def a_custody(mother: Person, number: str = "A1234BC", **answers: Any) -> Custody:
    return Custody(mother_id=mother.id, prison_number=number, **answers)


def an_entry(mother: Person, text: str = "We talked.", **answers: Any) -> ContactLogEntry:
    answers.setdefault("date", dt.date(2026, 3, 14))
    answers.setdefault("channel", "face_to_face")
    return ContactLogEntry(mother_id=mother.id, text=text, **answers)
