"""The work itself: tasks, documents, the chosen chronology, disclosures, supervision."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from tac_desktop.casework.audience_kinds import (
    AROUND_THE_CHILD,
    OWN_TEAM,
    AudienceKind,
)
from tac_desktop.casework.dates import first_day
from tac_desktop.casework.questions import PartialDateText, Section, SeenBy, question
from tac_desktop.casework.record import Names, Record, Row


class Task(Record):
    """Something to do, or something that someone else owes an answer to."""

    type_name: ClassVar[str] = "task"
    source_title: ClassVar[str] = "Task"
    source_plural: ClassVar[str] = "Tasks"
    shared_with: ClassVar[frozenset[AudienceKind]] = frozenset(
        AROUND_THE_CHILD | {AudienceKind.HEALTH}
    )
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Task", ("title", "kind", "due", "status", "owner_id", "child_ids", "done_on")),
        Section(
            "Waiting for someone",
            ("waiting_on_id", "asked_on", "asked_how", "chased", "answered_on", "note"),
        ),
        Section("Belongs to", ("case_id", "meeting_id", "hearing_id")),
    )

    title: str = question("What is to be done", default="", required=True)
    kind: str = question("Kind", codes="task_kind", default="other")
    due: dt.date | None = question("Due")
    status: str = question("Status", codes="task_status", default="open", required=True)
    owner_id: str = question("Whose", refers_to="worker", default="")
    child_ids: list[str] = question(
        "About which children", refers_to="person:child", default_factory=list
    )
    done_on: dt.date | None = question("Done on", only_if=("status", "done"))
    waiting_on_id: str = question("Waiting for", refers_to="party", default="")
    asked_on: dt.date | None = question("First asked on")
    asked_how: str = question("How", codes="channel", default="")
    answered_on: dt.date | None = question("Answered on")
    chased: list[str] = question(
        "Chased on", default_factory=list, searched=False, hint="One date a line."
    )
    note: str = question("Note", default="", lines=2, seen_by=SeenBy.OWN_TEAM)
    case_id: str = question("Case", refers_to="case", default="")
    meeting_id: str = question("Meeting", refers_to="meeting", default="")
    hearing_id: str = question("Hearing", refers_to="hearing", default="")
    from_record_id: str = ""

    def headline(self, names: Names) -> str:
        """What is to be done."""
        return self.title

    def happened_on(self) -> dt.date | None:
        """When it is due."""
        return self.due

    def is_open(self) -> bool:
        """Whether there is still something to do or to wait for."""
        return self.status in ("open", "waiting")

    def overdue(self, today: dt.date) -> bool:
        """Whether it should have been done before today."""
        return self.is_open() and self.due is not None and self.due < today


class Document(Record):
    """A paper that belongs to the file: what it is, where it came from, who may see it."""

    type_name: ClassVar[str] = "document"
    source_title: ClassVar[str] = "Document"
    source_plural: ClassVar[str] = "Documents"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Document",
            (
                "title",
                "type",
                "date",
                "from_id",
                "child_ids",
                "pages",
                "share",
                "confidential",
                "given_to_mother",
                "note",
            ),
        ),
    )

    content_sha256: str = ""
    content_type: str = ""
    content_bytes: int | None = None
    file_name: str = ""

    title: str = question("Title", default="", required=True)
    type: str = question("Kind", codes="document_type", default="")
    date: dt.date | None = question("Date on the document")
    from_id: str = question("From", refers_to="party", default="")
    child_ids: list[str] = question(
        "About which children", refers_to="person:child", default_factory=list
    )
    pages: int | None = question("Pages")
    share: str = question("Who may read this", codes="share", default="open")
    confidential: bool = question(
        "Confidential", default=False, hint="Never for the mother, her family or the prison."
    )
    given_to_mother: dt.date | None = question("Given to the mother on")
    note: str = question("Note", default="", lines=2)

    def headline(self, names: Names) -> str:
        """The title."""
        return self.title

    def happened_on(self) -> dt.date | None:
        """The date on the document."""
        return self.date


class ChronologyEvent(Record):
    """An event chosen for the chronology that is in no log entry."""

    type_name: ClassVar[str] = "chronology_event"
    source_title: ClassVar[str] = "Chronology event"
    source_plural: ClassVar[str] = "Chronology events"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD | {AudienceKind.HEALTH}
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Event", ("date", "text", "source", "impact", "child_ids", "share")),
    )

    date: PartialDateText = question("Date", default="", required=True)
    text: str = question("Event", default="", required=True, limit=200)
    source: str = question("Source", default="")
    impact: str = question("What it meant", default="", lines=2)
    child_ids: list[str] = question(
        "About which children", refers_to="person:child", default_factory=list
    )
    share: str = question("Who may read this", codes="share", default="open")
    from_record_id: str = ""

    def headline(self, names: Names) -> str:
        """The event."""
        return self.text

    def happened_on(self) -> dt.date | None:
        """The first day that its date can mean."""
        return first_day(self.date) if self.date else None


_A_HANDOVER = ("form", "handover")


class CopyGiven(Row):
    """One numbered copy of a print: who got it, and what became of it."""

    number: int | None = question("Copy")
    whom: str = question("For", default="")
    fate: str = question("What became of it", codes="copy_fate", default="")
    on: dt.date | None = question("On")


class Disclosure(Record):
    """What was given to whom, on which basis, and whether it came back.

    Of a handover it keeps what a receipt is checked against: the fingerprints of the file and of
    what is inside, and how much that is.
    """

    type_name: ClassVar[str] = "disclosure"
    source_title: ClassVar[str] = "Disclosure"
    source_plural: ClassVar[str] = "Disclosures"
    shared_with: ClassVar[frozenset[AudienceKind]] = OWN_TEAM
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Disclosure",
            (
                "at",
                "time",
                "what",
                "to",
                "basis",
                "form",
                "pages",
                "copies",
                "left_out",
                "worker_id",
                "received_on",
                "received_by",
                "returned_on",
                "wiped_on",
                "wiped_by",
                "copies_given",
            ),
        ),
    )

    file_name: str = ""
    file_sha256: str = ""
    contents_sha256: str = ""
    records_given: int | None = None
    revisions_given: int | None = None
    files_given: int | None = None

    at: dt.date | None = question("Date", default_factory=dt.date.today, required=True)
    time: dt.time | None = question("Time")
    what: str = question("What", default="", required=True)
    to: str = question("To whom", default="", required=True)
    basis: str = question("On which basis", default="")
    form: str = question("Form", codes="disclosure_form", default="")
    pages: int | None = question("Pages")
    copies: int | None = question("Copies")
    left_out: int | None = question("Items left out for this audience")
    worker_id: str = question("By", refers_to="worker", default="")
    received_on: dt.date | None = question("Receipt: received on", only_if=_A_HANDOVER)
    received_by: str = question("Receipt: received by", default="", only_if=_A_HANDOVER)
    returned_on: dt.date | None = question("Came back or was destroyed on")
    wiped_on: dt.date | None = question("Stick wiped on", only_if=_A_HANDOVER)
    wiped_by: str = question("Stick wiped by", default="", only_if=_A_HANDOVER)
    copies_given: list[CopyGiven] = question("Who got which copy", default_factory=list)

    def headline(self, names: Names) -> str:
        """What went to whom."""
        return f"{self.what} → {self.to}"

    def happened_on(self) -> dt.date | None:
        """When it was given."""
        return self.at


class Supervision(Record):
    """A supervision talk about the case."""

    type_name: ClassVar[str] = "supervision"
    source_title: ClassVar[str] = "Supervision"
    shared_with: ClassVar[frozenset[AudienceKind]] = OWN_TEAM
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Supervision",
            (
                "date",
                "supervisor_id",
                "agenda",
                "discussed",
                "decisions",
                "next",
                "worker_wellbeing",
                "case_id",
            ),
        ),
    )

    date: dt.date | None = question("Date", default_factory=dt.date.today, required=True)
    supervisor_id: str = question("Supervisor", refers_to="worker", default="")
    agenda: list[str] = question("To talk about", default_factory=list)
    discussed: str = question("What was discussed", default="", lines=4)
    decisions: list[str] = question("Decisions", default_factory=list)
    next: dt.date | None = question("Next on")
    worker_wellbeing: str = question("How the worker is", default="", lines=2)
    case_id: str = question("Case", refers_to="case", default="")

    def happened_on(self) -> dt.date | None:
        """The day of the talk."""
        return self.date
