"""The colours of the program: light, dark, and what follows the system's high contrast.

Text on its background keeps at least 4.5:1, a control's border at least 3:1 (WCAG 2.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QPalette

from tac_desktop.words import _


class ThemeName(StrEnum):
    """What a person can choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"

    @property
    def words(self) -> str:
        """The choice as it is offered."""
        return {
            ThemeName.SYSTEM: _("As this computer is set"),
            ThemeName.LIGHT: _("Light"),
            ThemeName.DARK: _("Dark"),
            ThemeName.HIGH_CONTRAST: _("High contrast"),
        }[self]


@dataclass(frozen=True)
class Colours:
    """One colour for each purpose, as `#RRGGBB`."""

    background: str
    surface: str
    text: str
    muted: str
    border: str
    divider: str
    accent: str
    accent_soft: str
    on_accent: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    done: str
    done_soft: str
    focus: str


LIGHT = Colours(
    background="#F6F7F8",
    surface="#FFFFFF",
    text="#1B2126",
    muted="#515B63",
    border="#6B767F",
    divider="#C9CFD4",
    accent="#1D5A75",
    accent_soft="#E3EEF3",
    on_accent="#FFFFFF",
    danger="#9E2A2B",
    danger_soft="#FBE9E7",
    warning="#7A4B00",
    warning_soft="#FFF3D6",
    done="#1E6B45",
    done_soft="#E4F3EA",
    focus="#F2B705",
)

DARK = Colours(
    background="#14181B",
    surface="#1D2226",
    text="#EEF1F3",
    muted="#AEB8BF",
    border="#8A959D",
    divider="#3A434A",
    accent="#7CC0DE",
    accent_soft="#20343F",
    on_accent="#14181B",
    danger="#FF9B94",
    danger_soft="#3D2020",
    warning="#FFCB6B",
    warning_soft="#3A2E12",
    done="#8FD6AE",
    done_soft="#1B3326",
    focus="#F2B705",
)


def high_contrast(system: QPalette) -> Colours:
    """The system's own colours where they are far apart, else white on black."""
    role = QPalette.ColorRole
    window, text = system.color(role.Window), system.color(role.WindowText)
    highlight, highlighted = system.color(role.Highlight), system.color(role.HighlightedText)
    if contrast(window, text) < 15 or contrast(highlight, highlighted) < 7:
        window, text = QColor("#000000"), QColor("#FFFFFF")
        highlight, highlighted = QColor("#FFE900"), QColor("#000000")
    if contrast(highlight, window) < 4.5:
        # Links and marks are drawn in this colour on the window, not only under other text.
        highlight, highlighted = text, window
    back, front, chosen, on_chosen = (
        colour.name() for colour in (window, text, highlight, highlighted)
    )
    return Colours(
        background=back,
        surface=back,
        text=front,
        muted=front,
        border=front,
        divider=front,
        accent=chosen,
        accent_soft=back,
        on_accent=on_chosen,
        danger=front,
        danger_soft=back,
        warning=front,
        warning_soft=back,
        done=front,
        done_soft=back,
        focus="#F2B705",
    )


def contrast(one: QColor | str, other: QColor | str) -> float:
    """The contrast of two colours as WCAG 2 counts it, from 1 to 21."""
    light, dark = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
