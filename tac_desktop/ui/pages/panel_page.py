"""A list page under a panel that is taller than the screen: it opens at its top, and a record that
is looked for is shown in the list at its foot."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea

from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.ui.reading_order import tab_in_reading_order


class PanelPage(ListPage):
    """Work begins in the panel; the list is for looking things up."""

    _looked_for = False

    def showEvent(self, event: QShowEvent) -> None:
        """At the top, wherever the focus went when the page before it was hidden."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._begin)

    def go_to(self, record_id: str) -> None:
        """Choose a record in the list and bring it into view."""
        super().go_to(record_id)
        self._looked_for = True
        shown = self.reading.text if self.table.isHidden() else self.table
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """The first button: what is to be done stands below it."""
        if self.model.total:
            self.new_buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    def order_tabs(self) -> None:
        """Tab goes as the eye does, also through what was just built anew."""
        tab_in_reading_order(self)

    def _begin(self) -> None:
        looked_for, self._looked_for = self._looked_for, False
        area = self.findChild(QScrollArea)
        if looked_for or area is None:
            return
        focused = self.window().focusWidget()  # what will have it once the window is active again
        if focused is not None and self.isAncestorOf(focused):
            self.take_focus()
        area.verticalScrollBar().setValue(0)
