"""The look: every colour, size and space on the screen comes from here.

A widget says what it is (`mark(label, "title")`), never how it looks. `apply` puts a theme on the
whole program; it can be called again at any time, and `signals.changed` tells who paints itself.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from tac_desktop import paths
from tac_desktop.ui.colours import DARK, LIGHT, Colours, ThemeName, high_contrast
from tac_desktop.ui.stylesheet import stylesheet

FAMILY = "Noto Sans"
TEXT, SMALL, SECTION, TITLE = 14, 13, 18, 24
"""Sizes of type at 100 %, in pixels: running text, tables and hints, headings, page titles."""

SMALLEST_SCALE, LARGEST_SCALE = 80, 200
READING_WIDTH = 640
"""Pixels at 100 % in which about 80 characters of running text fit."""

_STYLE = "fusion"
_FONT_FILES = ("Regular", "Bold", "Italic", "BoldItalic")


class _Signals(QObject):
    """Told after a theme was put on."""

    changed = Signal()


class _Look:
    """What is in use now; one for the whole program, as QApplication is."""

    def __init__(self) -> None:
        self.colours: Colours = LIGHT
        self.scale = 1.0
        self.fonts_registered = False
        self.has_style = False
        self.system_palette: QPalette | None = None
        self.signals: _Signals | None = None


_look = _Look()


def apply(theme: str = ThemeName.SYSTEM, scale_percent: int = 100) -> None:
    """Put a theme and a size of text (80 to 200 %) on the program."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    register_fonts()
    if _look.system_palette is None:
        _look.system_palette = QPalette(application.palette())
    _look.scale = min(max(scale_percent, SMALLEST_SCALE), LARGEST_SCALE) / 100
    _look.colours = _colours_of(theme, _look.system_palette)
    if not _look.has_style:
        application.setStyle(_STYLE)
        _look.has_style = True
    application.setFont(font())
    application.setPalette(_palette(_look.colours))
    application.setStyleSheet(stylesheet(_look.colours, scaled, FAMILY))
    signals().changed.emit()


def begin_with_style() -> list[str]:
    """What a new QApplication is told, so that `apply` need not ask for and change its style.

    Either would make the bindings build all that belongs to styles, which nothing else needs.
    """
    _look.has_style = True
    return ["-style", _STYLE]


def signals() -> _Signals:
    """The object whose `changed` is emitted after each `apply`."""
    if _look.signals is None:
        _look.signals = _Signals()
    return _look.signals


def register_fonts() -> None:
    """Make the bundled family known to Qt; done once.

    Where a face of it is missing, the system's letters stand in: the self-check says which.
    """
    if _look.fonts_registered:
        return
    for face in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(paths.resource("fonts") / f"NotoSans-{face}.ttf"))
    _look.fonts_registered = True


def colours() -> Colours:
    """The colours in use."""
    return _look.colours


def colour(name: str) -> QColor:
    """One colour in use, by its name in `Colours`."""
    return QColor(getattr(_look.colours, name))


def scaled(pixels: float) -> int:
    """A length at 100 % as it is at the size in use, never below 1."""
    return max(1, round(pixels * _look.scale))


def space(steps: int = 1) -> int:
    """So many steps of 4 pixels, scaled."""
    return scaled(4 * steps) if steps else 0


def font(size: int = TEXT, *, bold: bool = False) -> QFont:
    """The family at one of the sizes above, scaled."""
    made = QFont(FAMILY)
    made.setPixelSize(scaled(size))
    made.setBold(bold)
    return made


def mark(widget: QWidget, role: str) -> None:
    """Say what a widget is: `title`, `section`, `hint`, `error`, `primary`, `danger` ..."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    # One that was not on the screen yet takes its look when it gets there; doing it twice is slow.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _colours_of(theme: str, system: QPalette) -> Colours:
    if theme == ThemeName.HIGH_CONTRAST:
        return high_contrast(system)
    if theme == ThemeName.SYSTEM:
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return high_contrast(system)
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if theme == ThemeName.DARK else LIGHT


def _palette(used: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    by_role = {
        role.Window: used.background,
        role.WindowText: used.text,
        role.Base: used.surface,
        role.AlternateBase: used.background,
        role.Text: used.text,
        role.Button: used.surface,
        role.ButtonText: used.text,
        role.BrightText: used.text,
        role.Highlight: used.accent,
        role.HighlightedText: used.on_accent,
        role.Link: used.accent,
        role.LinkVisited: used.accent,
        role.ToolTipBase: used.surface,
        role.ToolTipText: used.text,
        role.PlaceholderText: used.muted,
        role.Accent: used.accent,
        role.Mid: used.border,
        role.Dark: used.border,
        role.Light: used.surface,
        role.Midlight: used.divider,
        role.Shadow: used.border,
    }
    for where, value in by_role.items():
        palette.setColor(where, QColor(value))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(used.muted))
    return palette
