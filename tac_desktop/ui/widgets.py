"""The small pieces that every page is made of: none can forget a name, a buddy or a size."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from tac_desktop.ui import theme
from tac_desktop.ui.flow import FlowLayout

SCROLLED = "scrolled"
"""The property of what stands whole within an area that scrolls."""

_NESTED = 12
"""So many widgets stand in one another between a line of a page and the window, at the most."""


def wrapped(words: str, parent: QWidget, role: str = "") -> QLabel:
    """A label for sentences: plain text, wrapped, at most about 80 characters a line."""
    label = _Wrapped(words, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMaximumWidth(theme.scaled(theme.READING_WIDTH))
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if role:
        theme.mark(label, role)
    return label


def plain(words: str, parent: QWidget, role: str = "") -> QLabel:
    """A label on one line, never read as rich text."""
    label = QLabel(words, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        theme.mark(label, role)
    return label


def title(words: str, parent: QWidget) -> QLabel:
    """A page's title."""
    return wrapped(words, parent, "title")


def section(words: str, parent: QWidget) -> QLabel:
    """A heading within a page."""
    return wrapped(words, parent, "section")


def hint(words: str, parent: QWidget) -> QLabel:
    """Help in small type."""
    return wrapped(words, parent, "hint")


def primary_button(words: str, parent: QWidget) -> QPushButton:
    """The one thing that this page is there to do."""
    return _button(words, parent, "primary")


def secondary_button(words: str, parent: QWidget) -> QPushButton:
    """Anything else that can be done here."""
    return _button(words, parent, "secondary")


def danger_button(words: str, parent: QWidget) -> QPushButton:
    """Something that cannot be undone."""
    return _button(words, parent, "danger")


def link_button(words: str, parent: QWidget) -> QPushButton:
    """A way to somewhere else, in the text."""
    button = _button(words, parent, "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def column(parent: QWidget, *, spacing: int = 3, margin: int = 0) -> tuple[QWidget, QVBoxLayout]:
    """A widget whose contents stand below one another; lengths in steps of 4 pixels."""
    widget = QWidget(parent)
    layout = QVBoxLayout(widget)
    _space(layout, spacing, margin)
    return widget, layout


def row(parent: QWidget, *, spacing: int = 2, margin: int = 0) -> tuple[QWidget, QHBoxLayout]:
    """A widget whose contents stand beside one another; lengths in steps of 4 pixels."""
    widget = QWidget(parent)
    layout = QHBoxLayout(widget)
    _space(layout, spacing, margin)
    return widget, layout


def card(parent: QWidget, *, spacing: int = 3, margin: int = 4) -> tuple[QFrame, QVBoxLayout]:
    """A framed piece of surface."""
    frame = QFrame(parent)
    theme.mark(frame, "card")
    layout = QVBoxLayout(frame)
    _space(layout, spacing, margin)
    return frame, layout


def button_row(parent: QWidget, *buttons: QPushButton) -> QWidget:
    """Buttons beside one another, from the left; as many on a line as there is room for."""
    return flowing(parent, *buttons)


def flowing(parent: QWidget, *widgets: QWidget, across: int = 2) -> QWidget:
    """Widgets beside one another, wrapped like words where there is too little room."""
    box = QWidget(parent)
    layout = FlowLayout(box, theme.space(across), theme.space(2))
    for widget in widgets:
        layout.addWidget(widget)
    return box


def line(parent: QWidget) -> QFrame:
    """A thin line between two things."""
    frame = QFrame(parent)
    theme.mark(frame, "line")
    frame.setFixedHeight(1)
    return frame


def lay_out_now() -> None:
    """Lay out everything that has changed, before it is painted.

    Left alone, each widget tells the one around it only when the window is idle again, and a page
    within pages is painted at every step of the way; what comes into view asks to be painted only
    after what was asked for before is painted, all of it.
    """
    for _level in range(_NESTED):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateLater)


def scrolled(content: QWidget, parent: QWidget) -> QScrollArea:
    """A page that scrolls up and down and never sideways, and follows the focus."""
    area = ScrolledPage(parent)
    content.setProperty(SCROLLED, True)
    area.setWidget(content)
    return area


def beside_pages(
    side: QWidget, pages: QWidget, parent: QWidget, *, least: int
) -> tuple[QWidget, QScrollArea]:
    """What is asked, scrolling and at least so many pixels wide at 100 %, left of larger pages."""
    both, across = row(parent, spacing=4)
    area = scrolled(side, both)
    area.setMinimumWidth(theme.scaled(least))
    across.addWidget(area, 2)
    across.addWidget(pages, 3)
    return both, area


class ScrolledPage(QScrollArea):
    """Keeps whatever gets the focus in view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._show_focus)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isVisible() and self.isAncestorOf(new):
            # Not before the layout has settled: an error that was just shown moves the field.
            self._settled.start(0)

    def _show_focus(self) -> None:
        focus = self.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.ensureWidgetVisible(focus, theme.space(6), theme.space(6))


class FormRow(QWidget):
    """A question: label above its field, hint below the label, mistakes in words below."""

    def __init__(self, label: str, editor: QWidget, help_words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.editor = editor
        editor.setParent(self)
        self.label = wrapped(label, self, "label")
        self.label.setBuddy(editor)
        self.error = wrapped("", self, "error")
        self.error.hide()
        layout = QVBoxLayout(self)
        _space(layout, 1, 0)
        layout.addWidget(self.label)
        self._help = help_words
        if help_words:
            layout.addWidget(hint(help_words, self))
        layout.addWidget(editor)
        layout.addWidget(self.error)
        self._name = label
        name_for_accessibility(editor, label, help_words)

    def show_error(self, words: str) -> None:
        """Say what is wrong with the answer; nothing takes the mistake off again."""
        self.error.setText(words)
        self.error.setVisible(bool(words))
        self.editor.setProperty("faulty", bool(words))
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
        said = " ".join(part for part in (words, self._help) if part)
        name_for_accessibility(self.editor, self._name, said)

    def rename(self, label: str) -> None:
        """Ask something else with the same field."""
        self._name = label
        self.label.setText(label)
        name_for_accessibility(self.editor, label, self._help)

    def clear_error(self) -> None:
        """The answer is all right."""
        if not self.error.isHidden():
            self.show_error("")


def form_row(label: str, editor: QWidget, help_words: str = "", *, parent: QWidget) -> FormRow:
    """A form row; sets the editor's accessible name and description and the label's buddy."""
    return FormRow(label, editor, help_words, parent)


def name_for_accessibility(widget: QWidget, name: str, description: str = "") -> None:
    """What a screen reader says for a widget; passed on to the part that takes the focus."""
    for one in (widget, widget.focusProxy()):
        if one is not None:
            one.setAccessibleName(name)
            one.setAccessibleDescription(description)


class Notice(QFrame):
    """A boxed message on a page: `info`, `warning`, `danger` or `done`; the words say it all."""

    def __init__(self, kind: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        _space(self._layout, 2, 3)
        self.label = wrapped(words, self)
        self._layout.addWidget(self.label)
        self.show_words(kind, words)

    def show_words(self, kind: str, words: str) -> None:
        """Say something else; nothing hides the box."""
        theme.mark(self, f"notice_{kind}")
        self.label.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    def add(self, widget: QWidget) -> None:
        """Put a widget, such as a button, below the words."""
        self._layout.addWidget(widget)


class EmptyState(QWidget):
    """An empty list says what belongs here and offers the first step."""

    pressed = Signal()

    def __init__(
        self, words: str, button_words: str, parent: QWidget, *, heading: str = ""
    ) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        _space(self._layout, 4, 0)
        self._layout.setContentsMargins(0, theme.space(4), 0, 0)
        self._layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        if heading:
            self._layout.addWidget(section(heading, self))
        self.label = wrapped(words, self)
        self._layout.addWidget(self.label)
        self.button: QPushButton | None = None
        if button_words:
            self.button = primary_button(button_words, self)
            self.button.clicked.connect(self.pressed)
            self._layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def add(self, widget: QWidget) -> None:
        """Put a further step below the first."""
        self._layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)


class Table(QTableView):
    """A table for reading: whole rows, no grid, Enter opens, arrow keys move."""

    opened = Signal(int)
    """The row, as it is shown, on which Enter was pressed or that was double-clicked."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        self.set_row_height()
        theme.signals().changed.connect(self.set_row_height)
        self.doubleClicked.connect(self._open_current)

    def set_row_height(self) -> None:
        """One line an item, high enough for the finger and the eye."""
        self.verticalHeader().setDefaultSectionSize(theme.scaled(34))

    def set_widths(self, *pixels: int) -> None:
        """Widths of the columns at 100 %, from the first; the last one takes what is left."""
        for place, width in enumerate(pixels):
            self.setColumnWidth(place, theme.scaled(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_current()
            return
        super().keyPressEvent(event)

    def _open_current(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.opened.emit(index.row())


class _Wrapped(QLabel):
    """Layouts ask for the height at their own width, which may be more than the label takes.

    A page asks six times for each while it is laid out, which is most of the time that this takes.
    """

    _measured: tuple[str, dict[int, int]] = ("", {})

    def heightForWidth(self, width: int) -> int:
        """The height at the width that the label really gets."""
        real, text = min(width, self.maximumWidth()), self.text()
        if self._measured[0] != text:
            self._measured = (text, {})
        heights = self._measured[1]
        if real not in heights:
            heights[real] = super().heightForWidth(real)
        return heights[real]

    def changeEvent(self, event: QEvent) -> None:
        """Another font or look has other heights."""
        self._measured = ("", {})
        super().changeEvent(event)


class _Button(QPushButton):
    """Enter presses the button that has the focus: Qt leaves that to dialogs."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


def _button(words: str, parent: QWidget, role: str) -> QPushButton:
    button = _Button(words, parent)
    button.setAutoDefault(False)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    theme.mark(button, role)
    return button


def _space(layout: QBoxLayout, spacing: int, margin: int) -> None:
    layout.setSpacing(theme.space(spacing))
    layout.setContentsMargins(*[theme.space(margin)] * 4)
