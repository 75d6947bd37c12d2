"""What every page of a mother's file has in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.record import Record
from tac_desktop.ui import theme
from tac_desktop.ui.session import Session

MAKES = "makes"
"""The property of a button that says of which type the record is that it begins."""


class Page(QWidget):
    """Shows a part of the file. What leads out of the page is asked for with its signals.

    `form_wanted` carries a record class or an entry, and answers to begin with; `pack_wanted` the
    name of a print and a record; `over_wanted` a function that makes a form of its own kind from
    session, file and parent; the others a record's identifier.
    """

    form_wanted = Signal(object, object)
    record_wanted = Signal(str)
    history_wanted = Signal(str)
    join_wanted = Signal(str)
    pack_wanted = Signal(str, str)
    over_wanted = Signal(object)

    types: tuple[type[Record], ...] = ()
    """Record types whose place this page is, for finding a record in the file."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        self._file: CaseFile | None = None

    @property
    def file(self) -> CaseFile:
        """The file that is shown."""
        assert self._file is not None
        return self._file

    def show_file(self, case_file: CaseFile) -> None:
        """Show this file, or what has become of it."""
        self._file = case_file
        self.refresh()

    def refresh(self) -> None:
        """Write the page anew from the file."""
        raise NotImplementedError

    def go_to(self, record_id: str) -> None:
        """Bring a record of this page into view."""

    def take_focus(self) -> None:
        """Put the cursor where work on this page begins."""
        self.setFocus()

    def want_form(
        self, what: type[Record], answers: Mapping[str, Any] | None = None, checked: bool = False
    ) -> None:
        """Ask for a form for a new record."""
        self.form_wanted.emit(what, dict(answers or {}))

    def shown_file(self) -> CaseFile:
        """The file that is shown, for whoever asks when it is needed."""
        return self.file

    def want_update(self, record_id: str, checked: bool = False) -> None:
        """Ask for a form for a saved record."""
        entry = self.file.by_id.get(record_id)
        if entry is not None:
            self.form_wanted.emit(entry, {})
