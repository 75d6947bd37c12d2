"""Finding words in a preview: a field, how many places, and the way from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from tac_desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView

_MOST_PLACES = 999


class PreviewSearch(QWidget):
    """The search field of a preview. Places found are marked on the pages."""

    def __init__(self, document: QPdfDocument, view: QPdfView, parent: QWidget) -> None:
        super().__init__(parent)
        from PySide6.QtPdf import QPdfSearchModel

        self._view = view
        self._model = QPdfSearchModel(self)
        self._model.setDocument(document)
        view.setSearchModel(self._model)
        self._at = -1
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(_("Find in these pages"))
        self._field.setAccessibleName(_("Find in these pages"))
        self._field.setToolTip(_("Ctrl+F; then Enter or F3 for the next place"))
        self._field.setMinimumWidth(150)
        self._count = QLabel(self)
        self._count.setAccessibleName(_("Places found"))
        self._before = self._button("↑", _("Place before (Shift+F3)"))
        self._after = self._button("↓", _("Next place (F3)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._field, self._count, self._before, self._after):
            row.addWidget(widget)
        # Each letter would otherwise search the whole document anew.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(150)
        self._pause.timeout.connect(self._look)
        self._field.textChanged.connect(self._pause.start)
        self._field.returnPressed.connect(self.next_place)
        self._before.clicked.connect(self.previous_place)
        self._after.clicked.connect(self.next_place)
        self._model.countChanged.connect(self._counted)
        self._show_count()

    @property
    def places(self) -> int:
        """How many places have been found so far."""
        return self._model.count()

    @property
    def at(self) -> int:
        """Which of them is in view, from 1; 0 for none."""
        return self._at + 1

    def begin(self) -> None:
        """Put the cursor into the field, ready to type over what is there."""
        self._field.setFocus()
        self._field.selectAll()

    def forget(self) -> None:
        """Empty the field and the marks."""
        self._field.clear()
        self._look()

    def next_place(self) -> None:
        """The next place, and after the last one the first again."""
        self._look()
        self._show(self._at + 1)

    def previous_place(self) -> None:
        """The place before."""
        self._look()
        self._show(self._at - 1)

    def _button(self, sign: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def _look(self) -> None:
        self._pause.stop()
        wanted = self._field.text().strip()
        if wanted != self._model.searchString():
            self._at = -1
            self._view.setCurrentSearchResultIndex(-1)
            self._model.setSearchString(wanted)
        self._show_count()

    def _counted(self) -> None:
        if self._at < 0 and self.places:
            self._show(0)
        self._show_count()

    def _show(self, place: int) -> None:
        if not self.places:
            return
        self._at = place % self.places
        self._view.setCurrentSearchResultIndex(self._at)
        found = self._model.resultAtIndex(self._at)
        self._view.pageNavigator().jump(found.page(), found.location(), 0)
        self._show_count()

    def _show_count(self) -> None:
        looking = bool(self._model.searchString())
        self._before.setEnabled(self.places > 0)
        self._after.setEnabled(self.places > 0)
        if not looking:
            self._count.setText("")
        elif not self.places:
            self._count.setText(_("Not found"))
        else:
            words = _("{at} of {count}").format(at=self.at, count=min(self.places, _MOST_PLACES))
            self._count.setText(words)
