"""A record that was changed in two places: the versions side by side, chosen answer by answer.

Where only one side changed an answer, that answer is chosen already and can be changed; where both
did, nothing is chosen until a person says.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tac_desktop.casework.dates import written_moment
from tac_desktop.casework.document_files import kind_in_words
from tac_desktop.casework.forks import FILE, STRUCK, Difference, Together, differences, settled
from tac_desktop.casework.record import Names, Record, in_words, problems
from tac_desktop.casework.work import Document
from tac_desktop.errors import NotUnderstood, TacError
from tac_desktop.storage.revisions import (
    RESOLVED,
    Revision,
    begun_from,
    heads_of,
    versions_chosen_between,
)
from tac_desktop.ui import messages, theme
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.form_saving import save_and_prove
from tac_desktop.ui.pdf_file import size_in_words
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    button_row,
    card,
    flowing,
    hint,
    plain,
    primary_button,
    scrolled,
    secondary_button,
    section,
    wrapped,
)
from tac_desktop.words import _

_TOGETHER = 1000
"""The number of the choice that joins both answers; versions have theirs from 0."""


class ForkView(QWidget):
    """What is chosen is saved as a revision that follows all versions; none of them is lost.

    A record that was settled already shows the versions that were chosen between, to choose anew.
    """

    saved = Signal(str)
    closed = Signal()

    def __init__(self, session: Session, record_id: str, names: Names, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session, self._names = session, names
        history = session.vault.history(record_id)
        self._now = heads_of(history)
        self._heads = self._now if len(self._now) > 1 else versions_chosen_between(history)
        self._records: list[Record] = [one.record() for one in self._heads]
        self._base = _readable(begun_from(history, self._heads))
        self._groups: dict[str, QButtonGroup] = {}
        self._together: dict[str, Together] = {}
        content = QWidget(self)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, theme.space(3), 0)
        self._column.setSpacing(theme.space(3))
        found = differences(self._records, self._base)
        to_ask = [one for one in found if one.suggested is None]
        suggested = [one for one in found if one.suggested is not None]
        self._head(content, len(to_ask), len(suggested))
        self._list(_("Changed on both sides: please choose"), to_ask, content)
        self._list(_("Changed on one side only: chosen already"), suggested, content)
        self._column.addStretch(1)
        self._lay_out(content)
        self._connect()

    def start(self) -> None:
        """Put the focus where the first question is open, else on saving."""
        for group in self._groups.values():
            if group.checkedId() < 0:
                group.buttons()[0].setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_all(self, place: int) -> None:
        """Choose every answer of one version."""
        for group in self._groups.values():
            button = group.button(place)
            if button is not None:
                button.setChecked(True)

    def choose(self, field: str, place: int) -> None:
        """Choose one version's answer to one question."""
        button = self._groups[field].button(place)
        assert button is not None
        button.setChecked(True)

    def choose_together(self, field: str) -> None:
        """Take both answers to one question."""
        self.choose(field, _TOGETHER)

    def save(self) -> None:
        """Save the chosen answers on top of all versions."""
        open_ones = [name for name, group in self._groups.items() if group.checkedId() < 0]
        if open_ones:
            words = _("Still to be chosen: {count}. Nothing was saved.")
            self.problem.show_words("warning", words.format(count=len(open_ones)))
            first = self._groups[open_ones[0]].buttons()[0]
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.problem.show_words("warning", "")
        try:
            record = self._chosen()
            save_and_prove(self._session.vault, [record], reason=RESOLVED, note=self._note())
        except TacError as error:
            messages.tell(self, error)
            return
        self._session.say_at(_("Saved"))
        self._session.changed.emit(record.mother_id)
        self.saved.emit(record.id)

    def _chosen(self) -> Record:
        """The record as chosen; raises where answers of two versions do not go together."""
        chosen = {name: self._choice_of(name) for name in self._groups}
        record = settled(self._records, self._base, chosen)
        known = {(one.field, one.sentence) for each in self._records for one in problems(each)}
        new = [one for one in problems(record) if (one.field, one.sentence) not in known]
        if new:
            raise NotUnderstood(
                _("These answers do not go together."), tuple(one.sentence for one in new)
            )
        return record

    def _choice_of(self, name: str) -> int | Together:
        place = self._groups[name].checkedId()
        return self._together[name] if place == _TOGETHER else place

    def _note(self) -> str:
        if len(self._now) > 1:
            return _("Two versions joined by choosing between their answers.")
        return _("Chosen anew between the versions that had been joined.")

    def _head(self, content: QWidget, to_ask: int, suggested: int) -> None:
        words = _("Choose between the versions: {what}")
        headline = self._records[-1].headline(self._names)
        self._column.addWidget(section(words.format(what=headline), content))
        self._column.addWidget(hint(self._explained(to_ask, suggested), content))
        self._column.addWidget(self._whole_versions(content))

    def _lay_out(self, content: QWidget) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(4)] * 4)
        layout.setSpacing(theme.space(2))
        layout.addWidget(scrolled(content, self), 1)
        self.problem = Notice("warning", "", self)
        layout.addWidget(self.problem)
        self.save_button = primary_button(_("Save what is chosen"), self)
        self.back_button = secondary_button(_("Decide later (Esc)"), self)
        layout.addWidget(button_row(self, self.save_button, self.back_button))

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.save)
        self.back_button.clicked.connect(self.closed)
        shortcut = QShortcut(QKeySequence("Esc"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.closed)

    def _explained(self, to_ask: int, suggested: int) -> str:
        words = _(
            "The record was changed in two places. Answers changed on one side only are chosen"
            " already: {suggested}. Changed on both, so you say which counts: {asked}. All versions"
            " stay in the history, and you can choose again there."
        )
        return words.format(suggested=suggested, asked=to_ask)

    def _whole_versions(self, parent: QWidget) -> QWidget:
        buttons = []
        for place, head in enumerate(self._heads):
            words = _("Take all of {version}").format(version=_whose(place, head))
            button = secondary_button(words, parent)
            button.clicked.connect(partial(self._take_all, place))
            buttons.append(button)
        return flowing(parent, *buttons)

    def _take_all(self, place: int, _checked: bool = False) -> None:
        self.choose_all(place)

    def _list(self, heading: str, found: Sequence[Difference], parent: QWidget) -> None:
        if not found:
            return
        self._column.addWidget(section(heading, parent))
        for one in found:
            frame = self._question(one, parent)
            self._column.addWidget(frame)

    def _question(self, one: Difference, parent: QWidget) -> QWidget:
        frame, column = card(parent, spacing=2, margin=3)
        label = _label(one)
        column.addWidget(plain(label, frame, "label"))
        group = QButtonGroup(frame)
        self._groups[one.name] = group
        for place, head in enumerate(self._heads):
            words = self._in_words(one, place) or _("nothing")
            self._line(frame, group, place, label, (_whose(place, head), words))
        if one.together is not None and one.spec is not None:
            self._together[one.name] = one.together
            words = in_words(one.spec, one.together.answer, self._names)
            self._line(frame, group, _TOGETHER, label, (_("both together"), words))
        if one.suggested is not None:
            self.choose(one.name, one.suggested)
        return frame

    def _line(
        self, frame: QWidget, group: QButtonGroup, place: int, label: str, said: tuple[str, str]
    ) -> None:
        whose, words = said
        button = QRadioButton(whose, frame)
        button.setAccessibleName(f"{label}, {whose}: {words}")
        group.addButton(button, place)
        below = wrapped(words, frame)
        below.setIndent(theme.scaled(_INDENT))
        layout = frame.layout()
        assert layout is not None
        layout.addWidget(button)
        layout.addWidget(below)

    def _in_words(self, one: Difference, place: int) -> str:
        if one.name == FILE:
            return _file_in_words(self._records[place])
        if one.name == STRUCK:
            why = str(one.answers[place])
            return _("Entered in error: {why}").format(why=why) if why else _("It counts")
        assert one.spec is not None
        return in_words(one.spec, one.answers[place], self._names)


class ForkDialog(QDialog):
    """The same in a window of its own, for what belongs to no mother's file. `saved` as there."""

    saved = Signal(str)

    def __init__(self, session: Session, record_id: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Choose between the versions"))
        self.view = ForkView(session, record_id, session.vault.name, self)
        self.view.saved.connect(self._saved)
        self.view.closed.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        fit_to_screen(self, 820, 640)
        session.locked.connect(self.close_as_locked)
        self.view.start()

    def close_as_locked(self) -> None:
        """Nothing of the record stays on the screen; nothing was saved."""
        if shiboken6.isValid(self):
            self.reject()

    def _saved(self, record_id: str) -> None:
        self.accept()
        self.saved.emit(record_id)


def _label(one: Difference) -> str:
    if one.name == FILE:
        return _("Its file")
    if one.spec is None:
        return _("Whether it counts")
    label = _("{number}  {label}").format(number=one.spec.number or "", label=one.spec.label)
    return label.strip()


def _readable(revision: Revision | None) -> Record | None:
    try:
        return revision.record() if revision is not None else None
    except NotUnderstood:
        return None


def _file_in_words(record: Any) -> str:
    if not isinstance(record, Document) or not record.content_sha256:
        return ""
    return _("{name}: {kind}, {size}").format(
        name=record.file_name or record.title,
        kind=kind_in_words(record.content_type),
        size=size_in_words(record.content_bytes or 0),
    )


def _whose(place: int, head: Revision) -> str:
    words = _("version {number}: {who}, {when}")
    return words.format(number=place + 1, who=head.by_name, when=written_moment(head.at))


_INDENT = 28
