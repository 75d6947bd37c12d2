"""The right half of the pack window: being made, stopped, refused, or the pages themselves.

Of a long print the first pages are shown while the others are still being made.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tac_desktop.packs.giving import may_go_on
from tac_desktop.ui import theme
from tac_desktop.ui.preview import Preview
from tac_desktop.ui.widgets import (
    Notice,
    button_row,
    column,
    form_row,
    primary_button,
    scrolled,
    secondary_button,
    section,
    wrapped,
)
from tac_desktop.words import _


class PackPages(QStackedWidget):
    """Shows one of four things. `reason_given` carries why to go on in spite of the stops."""

    reason_given = Signal(str)
    stop_wanted = Signal()
    again_wanted = Signal()
    first_pages_made = Signal(int, object)
    _reported = Signal(int, int, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._making = _Making(self)
        self._making.stop.clicked.connect(self.stop_wanted)
        self._shown = _Shown(self)
        self._shown.stop.clicked.connect(self.stop_wanted)
        self.preview = self._shown.preview
        self._stops = _Stops(self)
        self._stops.go_on.clicked.connect(self._give_reason)
        self._refused = _Refused(self)
        self._refused.again.clicked.connect(self.again_wanted)
        for widget in (self._making, self._shown, self._stops, self._refused):
            self.addWidget(widget)
        self._reported.connect(self._making.show_progress)

    def report(self, done: int, total: int, words: str) -> None:
        """How far the pages are; may be called from any thread."""
        self._reported.emit(done, total, words)

    def show_making(self) -> None:
        """The pages are being made."""
        self._making.begin()
        self.setCurrentWidget(self._making)

    def show_first_pages(self, pdf: bytes, title: str) -> None:
        """The beginning of what is still being made; nothing can be printed of it yet."""
        if self.preview.show_pdf(pdf, title):
            self._shown.say_more_will_come(True)
            self.setCurrentWidget(self._shown)

    def show_pages(self, pdf: bytes, title: str) -> None:
        """The pages, as they will be printed."""
        self._shown.say_more_will_come(False)
        if self.preview.show_pdf(pdf, title):
            self.setCurrentWidget(self._shown)
        else:
            self.show_refused(_("The pages were made but cannot be shown. Try again."))

    def show_stops(self, stops: Sequence[str], reader: str, reason: str = "") -> None:
        """Reasons not to give this reader anything, before any page is seen."""
        self.preview.clear()
        self._stops.show_stops(stops, reader, reason)
        self.setCurrentWidget(self._stops)
        # She may be on her way through the readers with the arrow keys: then the focus stays.
        if not isinstance(QApplication.focusWidget(), QComboBox):
            self._stops.reason.setFocus()

    def show_refused(self, sentence: str, try_again: bool = True) -> None:
        """There are no pages, and why; `try_again` offers to make them once more."""
        self.preview.clear()
        self._refused.notice.show_words("warning", sentence)
        self._refused.again.setVisible(try_again)
        self.setCurrentWidget(self._refused)

    def clear(self) -> None:
        """Let go of everything."""
        self.preview.clear()
        self._stops.reason.clear()

    @property
    def shows_pages(self) -> bool:
        """Whether pages are in view, all of them or the first ones."""
        return self.currentWidget() is self._shown

    @property
    def more_will_come(self) -> bool:
        """Whether only the first pages are in view yet."""
        return self.shows_pages and self._shown.more_will_come

    @property
    def stop_words(self) -> str:
        """What the page of stops says; empty while it is not shown."""
        return self._stops.list.label.text() if self.currentWidget() is self._stops else ""

    @property
    def reason_field(self) -> QPlainTextEdit:
        """Where the reason to go on is written."""
        return self._stops.reason

    def go_on_with_reason(self) -> None:
        """Press the button, if it can be pressed."""
        self._stops.go_on.click()

    @property
    def refusal(self) -> str:
        """Why there are no pages; empty while there are or may be."""
        return self._refused.notice.label.text() if self.currentWidget() is self._refused else ""

    def _give_reason(self) -> None:
        self.reason_given.emit(self._stops.reason.toPlainText().strip())


class _Making(QWidget):
    """Progress, and a way to stop."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.space(3))
        layout.addStretch(1)
        layout.addWidget(section(_("Making the pages"), self))
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Making the pages"))
        layout.addWidget(self._bar)
        self._step: QLabel = wrapped("", self, "hint")
        layout.addWidget(self._step)
        self.stop = secondary_button(_("Stop"), self)
        layout.addWidget(button_row(self, self.stop))
        layout.addStretch(2)

    def begin(self) -> None:
        """Nothing is known yet."""
        self.show_progress(0, 0, "")

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Where the total is not known, the bar only moves."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._step.setText(words)


class _Shown(QWidget):
    """The preview, under a line that says so while it shows the first pages only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        self._more = Notice(
            "info", _("These are the first pages; the others are being made."), self
        )
        self.stop = secondary_button(_("Stop"), self._more)
        self._more.add(self.stop)
        self.preview = Preview(self)
        layout.addWidget(self._more)
        layout.addWidget(self.preview, 1)
        self.say_more_will_come(False)

    def say_more_will_come(self, more: bool) -> None:
        """Whether the other pages are still being made."""
        self.more_will_come = more
        self._more.setVisible(more)


class _Stops(QWidget):
    """What stands in the way, and a field for the reason to go on nevertheless."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.space(4), 0, 0, 0)
        box, layout = column(self, spacing=4)
        self._heading = section("", box)
        self.list = Notice("danger", "", box)
        self.reason = QPlainTextEdit(box)
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(theme.scaled(96))
        self.go_on = primary_button(_("Go on with this reason"), box)
        self.reason.textChanged.connect(self._judge)
        layout.addWidget(self._heading)
        layout.addWidget(self.list)
        layout.addWidget(
            wrapped(
                _(
                    "Choose another reader on the left. If it has to go to this one nevertheless, "
                    "write down why; the reason is kept in the journal and with the disclosure."
                ),
                box,
            )
        )
        layout.addWidget(
            form_row(
                _("Why it has to go out nevertheless"),
                self.reason,
                _("Such as an order of the court, or a risk of serious harm to a child."),
                parent=box,
            )
        )
        layout.addWidget(button_row(box, self.go_on))
        layout.addStretch(1)
        outer.addWidget(scrolled(box, self))

    def show_stops(self, stops: Sequence[str], reader: str, reason: str) -> None:
        """Say what stands in the way of giving `reader` anything."""
        self._heading.setText(_("Stop before this goes to: {reader}").format(reader=reader))
        listed = stops if len(stops) < 2 else [f"•  {one}" for one in stops]
        self.list.show_words("danger", "\n".join(listed))
        self.reason.setPlainText(reason)
        self._judge()

    def _judge(self) -> None:
        self.go_on.setEnabled(may_go_on(self.reason.toPlainText()))


class _Refused(QWidget):
    """A sentence instead of pages."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.space(3))
        self.notice = Notice("warning", "", self)
        layout.addWidget(self.notice)
        self.again = secondary_button(_("Try again"), self)
        layout.addWidget(button_row(self, self.again))
        layout.addStretch(1)
