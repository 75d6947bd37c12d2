"""The family: drawn as a genogram and a network map, in tables, and as a list of people."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from tac_desktop.casework.people import Involvement, Person, Relationship
from tac_desktop.casework.record import Record
from tac_desktop.ui import theme
from tac_desktop.ui.pages.base import Page
from tac_desktop.ui.pages.family_drawing import GenogramView, NetworkView
from tac_desktop.ui.pages.family_people import PeopleList
from tac_desktop.ui.pages.family_tables import ResponsibilityView, SiblingsView
from tac_desktop.ui.session import Session
from tac_desktop.words import _

GENOGRAM, NETWORK, RESPONSIBILITY, SIBLINGS, PEOPLE = range(5)
View = GenogramView | NetworkView | ResponsibilityView | SiblingsView | PeopleList


class FamilyPage(Page):
    """Five views of the same people; each is made when it is first looked at."""

    types = (Relationship, Person, Involvement)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.views = QTabBar(self)
        self.views.setAccessibleName(_("Views of the family"))
        self.views.setDrawBase(False)
        self.views.setExpanding(False)
        self.views.setUsesScrollButtons(True)
        for words in (
            _("Genogram"),
            _("Network map"),
            _("Parental responsibility"),
            _("Brothers and sisters"),
            _("People"),
        ):
            self.views.addTab(words)
        self._stack = QStackedWidget(self)
        self._made: dict[int, View] = {}
        self._old: set[int] = set()
        self._asked: tuple[int, str] | None = None
        self._known: set[str] = set()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.space(3), theme.space(2), 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.views)
        layout.addWidget(self._stack, 1)
        self.views.currentChanged.connect(self.show_view)

    def refresh(self) -> None:
        """Show the view in front anew; the others when they are looked at."""
        self._old = set(self._made)
        self.show_view(self.views.currentIndex())

    def show_view(self, place: int) -> None:
        """Go to one of the views."""
        if self._file is None:
            return
        if place not in self._made:
            self._made[place] = self._make(place)
            self._stack.addWidget(self._made[place])
            self._old.add(place)
        view = self._made[place]
        if place in self._old:
            self._old.discard(place)
            view.show_file(self.file)
        self._stack.setCurrentWidget(view)
        self.views.setCurrentIndex(place)

    def view(self, place: int) -> View:
        """One of the views, made where it was not looked at yet."""
        self.show_view(place)
        return self._made[place]

    def go_to(self, record_id: str) -> None:
        """Show what was saved: in the view that asked for the form, else in the list."""
        asked, self._asked = self._asked, None
        if asked is not None and record_id in self.file.by_id:
            place, wanted = asked
            if record_id == wanted or (not wanted and record_id not in self._known):
                self._show_in(place, record_id)
                return
        people = self.view(PEOPLE)
        assert isinstance(people, PeopleList)
        people.go_to(record_id)

    def take_focus(self) -> None:
        """Where the view begins."""
        view = self._made.get(self.views.currentIndex())
        if view is not None:
            view.take_focus()
        else:
            self.views.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, place: int) -> View:
        view: View
        if place == PEOPLE:
            view = PeopleList(self._session, self._stack)
            view.history_wanted.connect(self.history_wanted)
            view.join_wanted.connect(self.join_wanted)
        else:
            makers: dict[int, Any] = {
                GENOGRAM: GenogramView,
                NETWORK: NetworkView,
                RESPONSIBILITY: ResponsibilityView,
                SIBLINGS: SiblingsView,
            }
            view = makers[place](self._stack)
            view.form_wanted.connect(partial(self._note_who_asked, place))
        view.form_wanted.connect(self.form_wanted)
        view.record_wanted.connect(self.record_wanted)
        view.pack_wanted.connect(self.pack_wanted)
        return view

    def _note_who_asked(self, place: int, what: object, answers: object) -> None:
        """Remember the view, so that what is saved is shown there."""
        record = getattr(what, "record", None)
        self._asked = (place, record.id if isinstance(record, Record) else "")
        self._known = set(self.file.by_id)

    def _show_in(self, place: int, record_id: str) -> None:
        """Show a view, and in the genogram the person who is new."""
        view = self.view(place)
        record = self.file.by_id[record_id].record
        if isinstance(view, GenogramView) and isinstance(record, Relationship):
            ends = (record.from_person_id, record.to_person_id)
            new = [one for one in ends if one not in self._known]
            view.view.choose(new[0] if new else ends[0])
