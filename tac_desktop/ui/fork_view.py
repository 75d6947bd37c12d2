"""A record that was changed in two places: both versions side by side, chosen answer by answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from tac_desktop.casework.dates import written_moment
from tac_desktop.casework.document_files import kind_in_words
from tac_desktop.casework.questions import QuestionSpec, questions_of
from tac_desktop.casework.record import Names, Record, in_words
from tac_desktop.casework.work import Document
from tac_desktop.errors import TacError
from tac_desktop.storage.revisions import Revision, heads_of
from tac_desktop.ui import messages, theme
from tac_desktop.ui.form_saving import save_and_prove
from tac_desktop.ui.pdf_file import size_in_words
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    button_row,
    card,
    hint,
    plain,
    primary_button,
    scrolled,
    secondary_button,
    section,
    wrapped,
)
from tac_desktop.words import _

FILE = "content_sha256"
_OF_A_FILE = (FILE, "content_type", "content_bytes", "file_name")
"""What stands on a document about its file, and is chosen together with it."""


class ForkView(QWidget):
    """What is chosen is saved as a revision that follows all versions; none of them is lost."""

    saved = Signal(str)
    closed = Signal()

    def __init__(self, session: Session, record_id: str, names: Names, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        self._heads: Sequence[Revision] = heads_of(session.vault.history(record_id))
        self._records: list[Record] = [one.record() for one in self._heads]
        self._groups: dict[str, QButtonGroup] = {}
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(3))
        for name, spec in differing(self._records).items():
            column.addWidget(self._question(name, spec, names, content))
        if _files_differ(self._records):
            files = [_file_in_words(one) for one in self._records]
            column.addWidget(self._choice(FILE, _("Its file"), files, content))
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(4)] * 4)
        layout.setSpacing(theme.space(2))
        words = _("Choose between the versions: {what}")
        headline = self._records[-1].headline(names)
        layout.addWidget(section(words.format(what=headline), self))
        layout.addWidget(
            hint(
                _(
                    "The record was changed in two places before the two were joined. Choose one"
                    " answer to each question that differs. All versions stay in the history."
                ),
                self,
            )
        )
        layout.addWidget(self._whole_versions())
        layout.addWidget(scrolled(content, self), 1)
        self.save_button = primary_button(_("Save what is chosen"), self)
        self.save_button.clicked.connect(self.save)
        back = secondary_button(_("Decide later (Esc)"), self)
        back.clicked.connect(self.closed)
        layout.addWidget(button_row(self, self.save_button, back))
        shortcut = QShortcut(QKeySequence("Esc"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.closed)

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

    def save(self) -> None:
        """Save the chosen answers on top of all versions."""
        chosen = {
            field: getattr(self._records[max(0, group.checkedId())], field)
            for name, group in self._groups.items()
            for field in (_OF_A_FILE if name == FILE else (name,))
        }
        record = self._records[-1].changed(**chosen)
        try:
            save_and_prove(
                self._session.vault,
                [record],
                reason="resolved",
                note=_("Two versions joined by choosing between their answers."),
            )
        except TacError as error:
            messages.tell(self, error)
            return
        self._session.say_at(_("Saved"))
        self._session.changed.emit(record.mother_id)
        self.saved.emit(record.id)

    def _whole_versions(self) -> QWidget:
        buttons = []
        for place, head in enumerate(self._heads):
            words = _("Take all of {version}").format(version=_whose(place, head))
            button = secondary_button(words, self)
            button.setProperty("place", place)
            button.clicked.connect(self._take_all)
            buttons.append(button)
        return button_row(self, *buttons)

    def _take_all(self) -> None:
        self.choose_all(int(self.sender().property("place")))

    def _question(self, name: str, spec: QuestionSpec, names: Names, parent: QWidget) -> QWidget:
        label = _("{number}  {label}").format(number=spec.number or "", label=spec.label)
        words = [in_words(spec, getattr(one, name), names) for one in self._records]
        return self._choice(name, label.strip(), words, parent)

    def _choice(self, name: str, label: str, answers: Sequence[str], parent: QWidget) -> QWidget:
        frame, column = card(parent, spacing=2, margin=3)
        column.addWidget(plain(label, frame, "label"))
        group = QButtonGroup(frame)
        self._groups[name] = group
        for place, (head, answer) in enumerate(zip(self._heads, answers, strict=True)):
            line = QWidget(frame)
            beside = QHBoxLayout(line)
            beside.setContentsMargins(0, 0, 0, 0)
            button = QRadioButton(_whose(place, head), line)
            button.setMinimumWidth(theme.scaled(_WHOSE_WIDTH))
            words = answer or _("nothing")
            button.setAccessibleName(f"{label}, {_whose(place, head)}: {words}")
            group.addButton(button, place)
            beside.addWidget(button)
            beside.addWidget(wrapped(words, line), 1)
            beside.addStretch()
            column.addWidget(line)
        last = group.button(len(self._heads) - 1)
        assert last is not None
        last.setChecked(True)
        return frame


def differing(records: Sequence[Record]) -> Mapping[str, QuestionSpec]:
    """The questions that the versions answer differently."""
    specs = questions_of(type(records[0]))
    return {
        name: spec
        for name, spec in specs.items()
        if any(_answer(one, name) != _answer(records[0], name) for one in records)
    }


def _files_differ(records: Sequence[Record]) -> bool:
    """Whether the versions of a document have different files."""
    return len({getattr(one, FILE, "") for one in records}) > 1


def _file_in_words(record: Record) -> str:
    if not isinstance(record, Document) or not record.content_sha256:
        return ""
    return _("{name}: {kind}, {size}").format(
        name=record.file_name or record.title,
        kind=kind_in_words(record.content_type),
        size=size_in_words(record.content_bytes or 0),
    )


def _answer(record: Record, name: str) -> Any:
    return getattr(record, name)


def _whose(place: int, head: Revision) -> str:
    words = _("version {number}: {who}, {when}")
    return words.format(number=place + 1, who=head.by_name, when=written_moment(head.at))


_WHOSE_WIDTH = 300
