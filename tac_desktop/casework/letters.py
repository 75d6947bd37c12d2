"""Letters: written from the file, edited before printing, kept with what was sent to whom."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from tac_desktop.casework.audience_kinds import OWN_TEAM, AudienceKind
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.questions import Section, question
from tac_desktop.casework.record import Names, Record


class Letter(Record):
    """One letter. Its text stays as it was sent.

    `request_key` says which unanswered request it chases, where that is no task.
    """

    type_name: ClassVar[str] = "letter"
    source_title: ClassVar[str] = "Letter"
    source_plural: ClassVar[str] = "Letters"
    shared_with: ClassVar[frozenset[AudienceKind]] = OWN_TEAM
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Letter", ("kind", "date", "to_id", "child_ids", "subject", "text")),
        Section("Sent", ("status", "sent_on", "sent_how", "answered_on", "task_id")),
    )

    kind: str = question("Kind", codes="letter_kind", default="other", required=True)
    date: dt.date | None = question("Date", default_factory=dt.date.today, required=True)
    to_id: str = question("To", refers_to="party", default="", required=True)
    child_ids: list[str] = question(
        "About which children", refers_to="person:child", default_factory=list
    )
    subject: str = question("Subject", default="", required=True)
    text: str = question("Text", default="", lines=18, required=True)
    status: str = question("Status", codes="letter_status", default="draft", required=True)
    sent_on: dt.date | None = question("Sent on", only_if=("status", "sent"))
    sent_how: str = question("How", codes="letter_way", default="", only_if=("status", "sent"))
    answered_on: dt.date | None = question("Answered on", only_if=("status", "sent"))
    task_id: str = question("Belongs to", refers_to="task", default="")
    request_key: str = ""

    def headline(self, names: Names) -> str:
        """The kind and the recipient."""
        return f"{code_list('letter_kind').label(self.kind)}: {names(self.to_id)}"

    def happened_on(self) -> dt.date | None:
        """When it was sent, or its date."""
        return self.sent_on or self.date
