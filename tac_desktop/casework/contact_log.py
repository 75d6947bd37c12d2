"""The contact log: everything the social worker does, one entry at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar

from tac_desktop.casework.audience_kinds import AROUND_THE_CHILD, AudienceKind
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.for_prison_staff import asked_of_staff, prison_case_note
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.questions import Section, SeenBy, question
from tac_desktop.casework.record import Names, Problem, Record
from tac_desktop.casework.work import Task
from tac_desktop.words import _

CHRONOLOGY_LIMIT = 120


class ContactLogEntry(Record):
    """A conversation, a call, a letter, an attempt, or work on the file."""

    type_name: ClassVar[str] = "contact_log"
    source_title: ClassVar[str] = "Log entry"
    source_plural: ClassVar[str] = "Contact log"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD | {AudienceKind.HEALTH}
    read_when_asked: ClassVar[bool] = True
    layout: ClassVar[tuple[Section, ...]] = (
        Section("When and how", ("date", "time", "channel", "direction", "duration_minutes")),
        Section(
            "With whom, about whom",
            ("with_person_ids", "with_others", "about_child_ids", "contact_made"),
        ),
        Section(
            "What was said",
            ("text", "her_words", "purposes", "barriers", "prison_record_read", "share"),
        ),
        Section(
            "Difficult news",
            ("difficult_news", "news_told_by", "news_present", "prison_staff_told", "news_after"),
        ),
        Section(
            "Use it again",
            (
                "significant",
                "chronology",
                "dps_text",
                "follow_up",
                "follow_up_due",
                "staff_asked",
            ),
        ),
    )

    date: dt.date | None = question(
        "Date", default_factory=dt.date.today, required=True, hint="When it happened."
    )
    time: dt.time | None = question(
        "Time", default_factory=lambda: dt.datetime.now().time().replace(second=0, microsecond=0)
    )
    channel: str = question("How", codes="channel", default="", required=True)
    direction: str = question("Direction", codes="direction", default="in_person")
    duration_minutes: int | None = question("Minutes")
    with_person_ids: list[str] = question("With", refers_to="person", default_factory=list)
    with_others: str = question(
        "Anyone else", default="", hint="Someone who is not in the address book."
    )
    about_child_ids: list[str] = question(
        "About which children", refers_to="person:child", default_factory=list
    )
    contact_made: bool | None = question(
        "Was contact made?", default=True, hint="“No” counts as an attempt."
    )
    text: str = question("What was said or done", default="", lines=8)
    her_words: str = question("In her own words", default="", lines=2)
    purposes: list[str] = question("What it was for", codes="purpose", default_factory=list)
    barriers: list[str] = question("What got in the way", codes="barrier", default_factory=list)
    prison_record_read: bool = question(
        "Prison's own record read beforehand", default=False, seen_by=SeenBy.PROFESSIONALS
    )
    share: str = question("Who may read this", codes="share", default="open", required=True)
    difficult_news: bool = question("Difficult news was given", default=False)
    news_told_by: str = question("Who told her", default="", only_if=("difficult_news", True))
    news_present: str = question("Who was with her", default="", only_if=("difficult_news", True))
    prison_staff_told: str = question(
        "Which staff were told, and when", default="", hint="For example: Oscar 1, 15:50."
    )
    news_after: str = question(
        "How she was afterwards", default="", lines=2, only_if=("difficult_news", True)
    )
    significant: bool = question("Significant: put it in the chronology", default=False)
    chronology: str = question(
        "Headline for the chronology",
        default="",
        limit=CHRONOLOGY_LIMIT,
        only_if=("significant", True),
    )
    dps_text: str = prison_case_note(
        hint="A short version without family detail, to copy into the prison's system."
    )
    follow_up: str = question("Follow-up task", default="")
    follow_up_due: dt.date | None = question("Due", default=None)
    staff_asked: list[str] = asked_of_staff()
    dps_copied_at: dt.datetime | None = None
    follow_up_task_id: str = ""
    case_id: str = ""
    worker_id: str = ""

    def headline(self, names: Names) -> str:
        """The chronology headline, or the first words of the note."""
        return self.chronology or shortened(self.text) or self.type_title()

    def happened_on(self) -> dt.date | None:
        """The day it happened."""
        return self.date

    def checks(self) -> Iterator[Problem]:
        """An entry needs something said or an outcome; a headline where it is significant."""
        if not self.text and self.contact_made is not False:
            yield Problem("text", _("Please say what was said or done."))
        if self.significant and not self.chronology:
            yield Problem("chronology", _("Please give the chronology a headline."))
        if self.date and self.date > dt.date.today():
            yield Problem("date", _("This date is in the future."))


def follow_up_task(entry: ContactLogEntry) -> Task | None:
    """The task that an entry asks for; always the same one, however often the entry is saved."""
    if not entry.follow_up:
        return None
    return Task(
        id=entry.follow_up_task_id or derived_id(entry.id, "follow-up"),
        mother_id=entry.mother_id,
        title=entry.follow_up,
        kind="follow_up",
        due=entry.follow_up_due,
        status="open",
        owner_id=entry.worker_id,
        case_id=entry.case_id,
        child_ids=entry.about_child_ids,
        from_record_id=entry.id,
    )


def shortened(text: str, limit: int = 90) -> str:
    """The first words of a text, on one line."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0] + "…"


def attempt_in_words(entry: ContactLogEntry) -> str:
    """`Phone, contact made` or `Phone, no answer`, for lists."""
    channel = code_list("channel").label(entry.channel)
    if entry.contact_made is False:
        return _("{channel}, no contact made").format(channel=channel)
    return channel
