"""Meetings: the ones to come first, then those that were held, newest first."""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import days_in_words, written, written_time
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.record import Record, search_text
from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.words import _


class MeetingsPage(ListPage):
    """A meeting's decisions and actions are typed in with the numbers of its printed grid."""

    types = (Meeting,)

    def new_words(self, cls: type[Record]) -> str:
        """The first button of the page."""
        return _("New meeting (Ctrl+N)")

    def headings(self) -> list[str]:
        """When, which, how she takes part."""
        return [_("Date"), _("Meeting"), _("Status")]

    def widths(self) -> tuple[int, ...]:
        """The name of the meeting gets the most room."""
        return (146, 216)

    def empty_words(self) -> str:
        """What belongs here."""
        return _(
            "Reviews, conferences, boards and hearings in which she has a part: how she joins, who"
            " is invited, what she wants to say, and what was decided. Each can be printed as a"
            " pack for one reader."
        )

    def records(self) -> list[Record]:
        """To come first, the nearest on top; then the others, newest first."""
        today = self.file.as_of
        meetings = self.file.of(Meeting)
        coming = [one for one in meetings if is_to_come(one, today)]
        before = [one for one in meetings if not is_to_come(one, today)]
        return [*sorted(coming, key=_when), *sorted(before, key=_when, reverse=True)]

    def line(self, record: Record) -> Line:
        """Date and time; what it is; how far away it is, or its status."""
        assert isinstance(record, Meeting)
        coming = is_to_come(record, self.file.as_of)
        when = " ".join(part for part in (written(record.date), written_time(record.time)) if part)
        status = code_list("meeting_status").label(record.status) if record.status else ""
        if coming and record.date:
            status = days_in_words((record.date - self.file.as_of).days)
        cells = (when, record.headline(self.file.name), status)
        return Line(record.id, cells, search_text(record), strong=coming)


def is_to_come(meeting: Meeting, today: dt.date) -> bool:
    """Whether it is planned for today or later."""
    return meeting.status == "planned" and meeting.date is not None and meeting.date >= today


def _when(meeting: Meeting) -> dt.datetime:
    return meeting.moment() or dt.datetime.min
