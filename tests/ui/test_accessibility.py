"""Every control has a name, can be reached by keyboard, and Tab goes round without a trap."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)

from tac_desktop.casework.meetings import Meeting
from tac_desktop.ui import theme, work
from tac_desktop.ui.pages.places import tab_words
from tests.ui.screen import add_mother, focus, press

INTERACTIVE = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTextEdit,
)  # fmt: skip
PAGES = [
    "today", "caseload", "address_book", "our_work", "data_protection", "search", "journal",
    "settings", "people",
    "help", "new_mother",
]  # fmt: skip
TABS = range(len(tab_words()))


@pytest.fixture
def mother_id(window):
    made = add_mother(
        window.session.vault, "Rhosyn", "Averley", "Z4172XQ", acct=True,
        seen=dt.date(2026, 11, 2), said="Seen on the wing.",
    )  # fmt: skip
    meeting = Meeting(mother_id=made, type="core_group", date=dt.date(2026, 11, 20))
    window.session.vault.save(meeting)
    return made


@pytest.mark.parametrize("page", PAGES)
def test_everything_on_a_page_has_a_name(window, mother_id, page):
    window.workspace.show_page(page)
    assert nameless(window) == []


@pytest.mark.parametrize("tab", TABS)
def test_everything_in_a_mothers_file_has_a_name(window, mother_id, tab):
    window.workspace.open_mother(mother_id)
    window.workspace.page("mother").show_page(tab)
    assert nameless(window) == []


def test_everything_on_the_pages_before_unlocking_has_a_name(locked_window, cheap_keys, tmp_path):
    assert nameless(locked_window) == []
    locked_window.unlock_page.show_vault(tmp_path)
    assert nameless(locked_window) == []
    locked_window._ask_for_sheet(tmp_path)
    locked_window.recovery_page.chooser.use_own.setChecked(True)
    assert nameless(locked_window) == []
    locked_window._begin_setup(tmp_path / "new")
    setup = locked_window.setup_page
    for step in (setup.person, setup.passphrase, setup.sheet, setup.type_back):
        if step is setup.type_back:
            step.ask_about(" ".join(["0000"] * 14))
        setup.stack.setCurrentWidget(step)
        assert nameless(locked_window) == []


def test_everything_in_the_windows_beside_has_a_name(window, mother_id, qtbot):
    commands = window.commands
    for open_dialog in (
        lambda: commands.choose_pack(mother_id),
        lambda: commands.make_pack("meeting", mother_id, ""),
        lambda: commands.write_handover(mother_id),
        commands.write_handovers,
        commands.read_handover,
    ):
        open_dialog()
        dialogs = [
            one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window
        ]
        assert dialogs
        for dialog in dialogs:
            assert nameless(dialog) == []
            dialog.close()
        assert work.wait_for_all(20)
        QApplication.processEvents()


@pytest.mark.parametrize("page", PAGES)
def test_tab_reaches_everything_and_comes_round(window, mother_id, page):
    window.workspace.show_page(page)
    reached: set[QWidget] = set()
    start = focus()
    assert start is not None
    for _step in range(200):
        press(Qt.Key.Key_Tab)
        now = focus()
        assert now is not None
        if now in reached:
            break
        reached.add(now)
    missed = [
        described(one)
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and one not in reached
        and not isinstance(one.parentWidget(), QComboBox | QAbstractSpinBox)
        and not _in_a_group_that_was_reached(one, reached)
    ]
    assert missed == []
    assert len(reached) > 3


def test_a_label_with_a_buddy_is_tied_to_something_that_takes_the_focus(window, mother_id):
    for page in PAGES:
        window.workspace.show_page(page)
        for label in window.findChildren(QLabel):
            buddy = label.buddy()
            if buddy is not None and label.isVisible():
                takes = buddy.focusProxy() or buddy
                assert takes.focusPolicy() != Qt.FocusPolicy.NoFocus, label.text()


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_to_press_is_smaller_than_a_finger(window, mother_id, percent):
    theme.apply("light", percent)
    window.build_workspace()
    for page in PAGES:
        window.workspace.show_page(page)
        QApplication.processEvents()
        for one in window.findChildren(QAbstractButton):
            # What Qt puts inside fields (clear buttons) and tables is not ours to size.
            if not one.isVisible() or isinstance(one.parentWidget(), QLineEdit | QAbstractItemView):
                continue
            assert min(one.width(), one.height()) >= 24 * percent / 100 - 1, described(one)


def nameless(root: QWidget) -> list[str]:
    """Visible controls that a screen reader could not name."""
    return [
        described(one)
        for one in root.findChildren(QWidget)
        if one.isVisible() and isinstance(one, INTERACTIVE) and not _is_part_of_another(one)
        and not name_of(one).strip()
    ]  # fmt: skip


def name_of(widget: QWidget) -> str:
    """What a screen reader says: the name given, or what Qt reads off the widget."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text()
    interface = QAccessible.queryAccessibleInterface(widget)
    labelled = [one for one in widget.window().findChildren(QLabel) if one.buddy() is widget]
    if labelled:
        return labelled[0].text()
    return "" if isinstance(widget, QComboBox | QLineEdit) else interface.text(QAccessible.Name)


def described(widget: QWidget) -> str:
    """Enough to find the widget in the source."""
    parents, one = [], widget
    while one is not None and len(parents) < 5:
        parents.append(type(one).__name__)
        one = one.parentWidget()
    text = widget.text() if isinstance(widget, QAbstractButton | QLineEdit) else ""
    return f"{' < '.join(parents)} {text!r}"


def _is_part_of_another(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    inside = isinstance(parent, QComboBox | QAbstractSpinBox | QLineEdit | QAbstractItemView)
    return inside or (
        isinstance(parent, QAbstractScrollArea) and isinstance(parent, QAbstractItemView)
    )


def _in_a_group_that_was_reached(widget: QWidget, reached: set[QWidget]) -> bool:
    """Tab stops once at a group of buttons of which one is chosen; the arrow keys do the rest."""
    if not isinstance(widget, QRadioButton | QAbstractButton) or isinstance(widget, QCheckBox):
        return False
    group = widget.group()
    if group is not None:
        return any(one in reached for one in group.buttons())
    if not widget.autoExclusive():
        return False
    beside = widget.parentWidget().findChildren(QRadioButton)
    return any(one in reached for one in beside)
