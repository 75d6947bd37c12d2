"""Colours, sizes and the ring round what has the focus."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

import tac_desktop.ui
from tac_desktop.ui import theme
from tac_desktop.ui.colours import DARK, LIGHT, Colours, contrast, high_contrast
from tac_desktop.ui.focus_ring import FocusRing
from tac_desktop.ui.widgets import column

THEMES = {
    "light": LIGHT,
    "dark": DARK,
    "high contrast": high_contrast(QPalette(QColor("#EFEFEF"))),
    "black": high_contrast(QPalette(QColor("#000000"))),
}


@pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize("surface", ["background", "surface"])
@pytest.mark.parametrize("text", ["text", "muted", "accent", "danger", "warning", "done"])
def test_text_is_readable_on_every_surface(colours: Colours, surface: str, text: str):
    assert contrast(getattr(colours, text), getattr(colours, surface)) >= 4.5


@pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES.keys())
def test_text_is_readable_on_what_is_filled(colours: Colours):
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    for kind in ("accent", "danger", "warning", "done"):
        soft = getattr(colours, f"{kind}_soft")
        assert contrast(colours.text, soft) >= 4.5
        assert contrast(getattr(colours, kind), soft) >= 4.5


@pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES.keys())
def test_the_edge_of_a_field_can_be_seen(colours: Colours):
    assert contrast(colours.border, colours.surface) >= 3
    assert contrast(colours.border, colours.background) >= 3


def test_contrast_is_counted_as_the_guidelines_do():
    assert round(contrast("#000000", "#FFFFFF"), 1) == 21
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48


def test_high_contrast_takes_the_systems_colours_where_they_are_far_apart():
    palette = QPalette()
    role = QPalette.ColorRole
    palette.setColor(role.Window, QColor("#FFFFFF"))
    palette.setColor(role.WindowText, QColor("#000000"))
    palette.setColor(role.Highlight, QColor("#37006E"))
    palette.setColor(role.HighlightedText, QColor("#FFFFFF"))
    colours = high_contrast(palette)
    assert (colours.background, colours.text) == ("#ffffff", "#000000")
    assert colours.accent == "#37006e"


@pytest.mark.parametrize("percent", [80, 100, 200])
def test_type_is_noto_sans_at_every_size(percent: int):
    theme.apply("light", percent)
    info = QFontInfo(QApplication.font())
    assert info.family() == "Noto Sans"
    assert info.pixelSize() == round(14 * percent / 100)
    label = QLineEdit()
    label.ensurePolished()
    assert QFontInfo(label.font()).pixelSize() == round(14 * percent / 100)


def test_a_size_beyond_what_is_offered_is_brought_into_range():
    theme.apply("light", 900)
    assert theme.scaled(100) == 200
    theme.apply("light", 10)
    assert theme.scaled(100) == 80


def test_fields_and_buttons_are_high_enough_to_hit(qtbot):
    from tac_desktop.ui.widgets import primary_button

    page = QWidget()
    qtbot.addWidget(page)
    for widget in (QLineEdit(page), primary_button("Save", page)):
        assert widget.sizeHint().height() >= 34


def test_no_module_of_the_window_sets_a_colour_of_its_own():
    folder = Path(tac_desktop.ui.__file__).parent
    allowed = {"colours.py", "stylesheet.py"}
    found = [
        f"{path.name}:{number}: {line.strip()}"
        for path in sorted(folder.rglob("*.py"))
        if path.name not in allowed
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"#[0-9A-Fa-f]{6}\b|setStyleSheet\(", line)
        and not (path.name == "theme.py" and "setStyleSheet" in line)
    ]
    assert found == []


def test_the_ring_stands_round_what_has_the_focus_and_follows_it(qtbot):
    ring = FocusRing(QApplication.instance())
    window = QWidget()
    page, layout = column(window, margin=4)
    first, second = QLineEdit(page), QLineEdit(page)
    layout.addWidget(first)
    layout.addWidget(second)
    window.resize(400, 200)
    page.resize(400, 200)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    for field in (first, second):
        field.setFocus()
        (shown,) = _shown_rings(window)
        inside = shown.mapTo(window, shown.rect().center())
        assert inside == field.mapTo(window, field.rect().center())
        assert shown.width() > field.width()
    second.hide()
    assert first.hasFocus() or not _shown_rings(window)
    ring.deleteLater()


def _shown_rings(window: QWidget) -> list[QWidget]:
    return [one for one in window.findChildren(QWidget, "focus_ring") if one.isVisible()]
