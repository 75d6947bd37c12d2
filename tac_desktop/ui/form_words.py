"""The words at the head of forms. No Qt here."""

from __future__ import annotations

from tac_desktop.casework.dates import written
from tac_desktop.casework.reasons import is_kept_as_written
from tac_desktop.casework.record import Names, Record
from tac_desktop.words import _


def form_title(record: Record, is_new: bool, names: Names) -> str:
    """`New log entry`, `Amend log entry of 16 Nov 2026`, `Meeting: change`."""
    what = lower_first(record.type_title())
    if is_new:
        return _("New {what}").format(what=what)
    day = record.happened_on()
    if is_kept_as_written(record):
        words = _("Amend {what} of {day}") if day else _("Amend {what}")
        return words.format(what=what, day=written(day))
    return _("Update: {headline}").format(headline=record.headline(names))


def form_note(cls: type[Record]) -> str:
    """What has to be said above a form; an empty text where nothing has."""
    notes = {
        "acct_episode": _("These are the social worker's notes, not the ACCT document."),
        "acct_review": _(
            "This is the social worker's own note for a review, not the ACCT document. Whoever"
            " sees a risk opens a concern form at once, with the prison."
        ),
        "concern": _("Tell staff first, then write. This is not the prison's own concern form."),
        "disclosure": _("Packs and handovers note themselves here. Add what went out otherwise."),
    }
    return notes.get(cls.type_name, "")


def lower_first(words: str) -> str:
    """`Log entry` as `log entry`; `MBU application` and `ACCT review note` stay."""
    if len(words) > 1 and words[1].isupper():
        return words
    return words[:1].lower() + words[1:]
