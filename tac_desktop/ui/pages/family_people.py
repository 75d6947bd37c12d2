"""Everybody on the file in one list: people, how they are related, and who works with whom."""

from __future__ import annotations

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.people import Involvement, Person, Relationship
from tac_desktop.casework.record import Record, search_text
from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.words import _

_ORDER = ("mother", "child", "family", "carer", "other", "professional", "")


class PeopleList(ListPage):
    """The people first, family before professionals; then relationships and involvements."""

    types = (Person, Relationship, Involvement)

    def name(self) -> str:
        """What the list is called."""
        return _("People and relationships")

    def headings(self) -> list[str]:
        """The columns."""
        return [_("Kind"), _("Who")]

    def widths(self) -> tuple[int, ...]:
        """Widths at 100 %."""
        return (170,)

    def new_words(self, cls: type[Record]) -> str:
        """The words on the button for a new record."""
        if cls is Person:
            return _("New person")
        return _("New relationship") if cls is Relationship else _("New professional involved")

    def empty_words(self) -> str:
        """What belongs here."""
        return _("The people of this file, and how they are related.")

    def records(self) -> list[Record]:
        """People by kind and name, then what joins them."""
        people = sorted(
            self.file.of(Person),
            key=lambda one: (_ORDER.index(one.kind), one.date_of_birth, one.display_name()),
        )
        return [*people, *self.file.of(Relationship), *self.file.of(Involvement)]

    def line(self, record: Record) -> Line:
        """One record as a line."""
        if isinstance(record, Person):
            kind = code_list("person_kind").label(record.kind)
            role = code_list("role").label(record.role) if record.role else ""
            return Line(record.id, (role or kind, record.display_name()), search_text(record))
        cells = (record.type_title(), record.headline(self.file.name))
        return Line(record.id, cells, " ".join(cells))
