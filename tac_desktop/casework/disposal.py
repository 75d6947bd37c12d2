"""What is left of a file that was disposed of: that it was, by whom, when and on what authority."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from pydantic import Field

from tac_desktop.casework.audience_kinds import OWN_TEAM, AudienceKind
from tac_desktop.casework.dates import written
from tac_desktop.casework.questions import question
from tac_desktop.casework.record import Names, Record
from tac_desktop.words import _


class Disposal(Record):
    """A certificate that names nobody of the case. Made by the program alone: it has no form.

    `file_ids` are the random identifiers of the file: by them a handover that would bring it back
    is recognised.
    """

    type_name: ClassVar[str] = "disposal"
    source_title: ClassVar[str] = "Disposal of a file"
    source_plural: ClassVar[str] = "Disposals of files"
    shared_with: ClassVar[frozenset[AudienceKind]] = OWN_TEAM
    file_ids: list[str] = Field(default_factory=list)

    reference: str = question("Reference of the file", default="", required=True)
    closed_on: dt.date | None = question("Work ended on")
    due_on: dt.date | None = question("Was to be kept until")
    counts: list[str] = question("What it held", default_factory=list)
    disposed_on: dt.date | None = question("Disposed of on", required=True)
    by_id: str = question("By", refers_to="worker", default="")
    by_name: str = question("Name", default="")
    approved_by: str = question("Approved by", default="")
    authority: str = question("On which authority", default="")
    why: str = question("Why", default="", lines=2)
    journal_before: str = question("Journal before", default="")
    journal_entry: str = question("Journal entry of the disposal", default="")
    proof: list[str] = question("What was checked afterwards", default_factory=list)
    backups: list[str] = question("Backups that held it", default_factory=list)

    def headline(self, names: Names) -> str:
        """The reference and the day."""
        return _("{reference}, {day}").format(
            reference=self.reference, day=written(self.disposed_on)
        )

    def happened_on(self) -> dt.date | None:
        """The day."""
        return self.disposed_on


def file_reference(mother_id: str) -> str:
    """How a file is called once it is gone: eight signs of its random identifier."""
    signs = "".join(one for one in mother_id.upper() if one.isalnum())[-8:]
    return "-".join(part for part in (signs[:4], signs[4:]) if part)
