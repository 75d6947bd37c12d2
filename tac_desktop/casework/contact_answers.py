"""Saying whether a contact took place: one press makes or updates one session, always the same.

The identifier of a session follows from its arrangement and its day, so that pressing twice, or
in two vaults that are joined later, gives one record and not two.
"""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement, ContactSession
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.next_contact import OpenContact
from tac_desktop.casework.people import Person
from tac_desktop.words import _

WRITTEN_KINDS = frozenset({"letter", "letterbox", "photographs_or_updates", "e_message"})


def session_record(
    arrangement: ContactArrangement,
    day: dt.date,
    took_place: bool | None,
    reason: str = "",
    known: ContactSession | None = None,
) -> ContactSession:
    """The session of this arrangement on this day, answered; None for “not answered yet”.

    `known` is the session as the file holds it; what it says beyond the answer stays.
    """
    answers = {"took_place": took_place, "reason": reason if took_place is False else ""}
    if known is not None:
        return known.changed(**answers)
    return ContactSession(
        id=derived_id(arrangement.id, day.isoformat(), "session"),
        mother_id=arrangement.mother_id,
        arrangement_id=arrangement.id,
        planned=day,
        **answers,
    )


def session_on(case_file: CaseFile, arrangement_id: str, day: dt.date) -> ContactSession | None:
    """The session that the file holds for this day, however it came to be there."""
    return next(
        (
            one
            for one in case_file.of(ContactSession)
            if one.arrangement_id == arrangement_id and one.planned == day
        ),
        None,
    )


def contact_in_words(case_file: CaseFile, one: OpenContact) -> str:
    """`Telephone call, Callum` for a line that asks whether it took place."""
    child = case_file.get(Person, one.arrangement.child_id)
    name = child.short_name() if child else case_file.name(one.arrangement.child_id)
    kind = code_list("contact_type").label(one.arrangement.type)
    return f"{kind}, {name}"


def happened_words(arrangement: ContactArrangement) -> tuple[str, str]:
    """The two answers: a letter is sent or not sent, everything else happened or did not."""
    if arrangement.type in WRITTEN_KINDS:
        return _("Sent"), _("Not sent")
    return _("Happened"), _("Did not")
