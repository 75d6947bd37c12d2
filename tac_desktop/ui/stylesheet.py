"""The style sheet made of a theme's colours; widgets are told apart by their `role` property."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from string import Template

from tac_desktop import paths
from tac_desktop.ui.colours import Colours, contrast

_SIZES = (1, 2, 3, 4, 6, 8, 9, 10, 12, 13, 14, 16, 18, 20, 24, 28, 36, 44, 52, 64)

_SHEET = Template(
    """
* { font-family: "$family"; font-size: ${px14}px; }
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[role="page"], QScrollArea[role="page"] > QWidget > QWidget {
  background: $background; }
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: ${px4}px; }

QLabel[role="title"] { font-size: ${px24}px; font-weight: bold; }
QLabel[role="section"] { font-size: ${px18}px; font-weight: bold; }
QLabel[role="label"] { font-weight: bold; }
QLabel[role="hint"], QLabel[role="muted"] { font-size: ${px13}px; color: $muted; }
QLabel[role="error"] { color: $danger; font-weight: bold; }
QLabel[role="warning"] { color: $warning; font-weight: bold; }
QLabel[role="done"] { color: $done; font-weight: bold; }
QLabel[role="big"] { font-size: ${px20}px; font-weight: bold; }
QLabel[role="app_name"] { font-size: ${px18}px; font-weight: bold; color: $accent; }

QFrame[role="card"] { background: $surface; border: 1px solid $divider; border-radius: ${px4}px; }
QFrame[role="header"] { background: $surface; border: none; border-bottom: 1px solid $divider; }
QFrame[role="sidebar"] { background: $surface; border: none; border-right: 1px solid $divider; }
QFrame[role="side_column"] { background: $surface; border: none;
  border-left: 1px solid $divider; }
QFrame[role="footer"] { background: $surface; border: none; border-top: 1px solid $border; }
QFrame[role="row"] { background: $surface; border: 1px solid $divider;
  border-left: ${px3}px solid $border; border-radius: ${px3}px; }
QFrame[role="chip"] { background: $accent_soft; border: 1px solid $accent;
  border-radius: ${px3}px; }
QToolButton[role="small"] { padding: 0 ${px4}px; min-height: ${px24}px; min-width: ${px24}px; }
QToolButton[role="chip"] { background: transparent; border: none; padding: 0 ${px6}px; }
QFrame[role="line"] { background: $divider; border: none; }
QFrame[role="notice_info"] { background: $accent_soft; border: 1px solid $accent;
  border-left: ${px6}px solid $accent; }
QFrame[role="notice_danger"] { background: $danger_soft; border: 1px solid $danger;
  border-left: ${px6}px solid $danger; }
QFrame[role="notice_warning"] { background: $warning_soft; border: 1px solid $warning;
  border-left: ${px6}px solid $warning; }
QFrame[role="notice_done"] { background: $done_soft; border: 1px solid $done;
  border-left: ${px6}px solid $done; }
QLabel[role="flag_info"], QLabel[role="flag_danger"], QLabel[role="flag_warning"] {
  font-weight: bold; padding: ${px2}px ${px8}px; border-radius: ${px3}px; }
QLabel[role="flag_info"] { background: $accent_soft; color: $accent; border: 1px solid $accent; }
QLabel[role="flag_danger"] { background: $danger_soft; color: $danger; border: 1px solid $danger; }
QLabel[role="flag_warning"] {
  background: $warning_soft; color: $warning; border: 1px solid $warning; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QListView[role="field"] {
  background: $surface; color: $text; border: 1px solid $border; border-radius: ${px3}px;
  padding: ${px4}px ${px8}px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: ${px24}px; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: $muted; }
QPlainTextEdit, QTextEdit { padding: ${px4}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 1px solid $text; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled {
  background: $background; color: $muted; border-color: $divider; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: $background; }
QLineEdit[faulty="true"], QPlainTextEdit[faulty="true"], QComboBox[faulty="true"] {
  border: ${px2}px solid $danger; }
QTextEdit[role="reading"] { border: 1px solid $divider; }
QComboBox::drop-down { border: none; width: ${px28}px; }
QComboBox::down-arrow { image: url("$icons/chevron-$on_surface.svg");
  width: ${px12}px; height: ${px12}px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $border;
  selection-background-color: $accent; selection-color: $on_accent; outline: none; }
QComboBox QAbstractItemView::item { min-height: ${px28}px; padding: 0 ${px8}px; }

QPushButton, QToolButton { background: $surface; color: $text; border: 1px solid $border;
  border-radius: ${px3}px; padding: ${px4}px ${px14}px; min-height: ${px24}px; }
QToolButton { padding: ${px4}px ${px8}px; }
QLineEdit > QToolButton, QLineEdit > QToolButton:hover { background: transparent; border: none;
  padding: 0; min-height: 0; }
QPushButton:hover, QToolButton:hover { background: $accent_soft; border-color: $accent; }
QPushButton:pressed, QToolButton:pressed { background: $accent_soft; border-color: $text; }
QPushButton:disabled, QToolButton:disabled { color: $muted; border: 1px dashed $divider;
  background: $background; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent;
  font-weight: bold; }
QPushButton[role="primary"]:hover { border-color: $text; background: $accent; }
QPushButton[role="primary"]:disabled { background: $background; color: $muted;
  border-color: $divider; }
QPushButton[role="danger"] { color: $danger; border-color: $danger; font-weight: bold; }
QPushButton[role="flag_info"], QPushButton[role="flag_danger"],
QPushButton[role="flag_warning"] { font-weight: bold; border-radius: ${px3}px;
  font-size: ${px13}px; padding: ${px2}px ${px8}px ${px2}px ${px28}px;
  min-height: ${px20}px; text-align: left; }
QPushButton[role="flag_info"] { background: $accent_soft; color: $accent; border-color: $accent; }
QPushButton[role="flag_danger"] {
  background: $danger_soft; color: $danger; border-color: $danger; }
QPushButton[role="flag_warning"] {
  background: $warning_soft; color: $warning; border-color: $warning; }
QPushButton[role="link"] { background: transparent; color: $accent; border: none;
  text-decoration: underline; padding: ${px4}px 0; text-align: left; }
QPushButton[role="link"]:hover { color: $text; }
QPushButton[role="wrapped_link"] { background: transparent; border: none; padding: 0;
  min-height: 0; }
QLabel[role="link_words"] { color: $accent; text-decoration: underline; font-size: ${px13}px; }
QPushButton[role="fold"] { background: transparent; border: none; text-align: left;
  font-size: ${px18}px; font-weight: bold; padding: ${px2}px 0; }
QPushButton[role="fold"]:hover { color: $accent; }
QPushButton[role="side"] { background: transparent; border: none; border-radius: 0;
  border-left: ${px4}px solid transparent; text-align: left; padding: ${px6}px ${px12}px; }
QPushButton[role="side"]:hover { background: $accent_soft; }
QPushButton[role="side"]:checked { background: $accent_soft; border-left-color: $accent;
  font-weight: bold; }

QCheckBox, QRadioButton { spacing: ${px8}px; min-height: ${px24}px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator, QTableView::indicator, QListView::indicator {
  width: ${px18}px; height: ${px18}px; background: $surface; border: 1px solid $border; }
QCheckBox::indicator, QTableView::indicator, QListView::indicator { border-radius: ${px3}px; }
QCheckBox::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked {
  background: $accent; border-color: $accent; image: url("$icons/tick-$on_filled.svg"); }
QRadioButton::indicator { border-radius: ${px9}px; }
QRadioButton::indicator:checked { width: ${px8}px; height: ${px8}px;
  border: ${px6}px solid $accent; border-radius: ${px10}px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $divider; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }

QTableView, QListView, QTreeView { background: $surface; color: $text; border: 1px solid $divider;
  gridline-color: $divider; font-size: ${px13}px; alternate-background-color: $surface;
  selection-background-color: $accent; selection-color: $on_accent; outline: none; }
QTableView:!focus { selection-background-color: $resting; selection-color: $on_resting; }
QTableView::item, QListView::item, QTreeView::item { padding: ${px2}px ${px8}px; }
QHeaderView { background: $background; }
QHeaderView::section { background: $background; color: $text; font-size: ${px13}px;
  font-weight: bold; border: none; border-bottom: 1px solid $border;
  padding: ${px6}px ${px8}px ${px6}px ${px12}px; }
QHeaderView::up-arrow { image: url("$icons/chevron-up-$on_surface.svg");
  width: ${px12}px; height: ${px12}px; subcontrol-position: center right; right: ${px6}px; }
QHeaderView::down-arrow { image: url("$icons/chevron-$on_surface.svg");
  width: ${px12}px; height: ${px12}px; subcontrol-position: center right; right: ${px6}px; }
QTableCornerButton::section { background: $background; border: none; }

QTabWidget::pane { border: none; border-top: 1px solid $divider; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $text; padding: ${px6}px ${px12}px;
  border: none; border-bottom: ${px3}px solid transparent; min-height: ${px20}px; }
QTabBar::tab:hover { background: $accent_soft; }
QTabBar::tab:selected { border-bottom-color: $accent; font-weight: bold; }

QTabBar::scroller { width: ${px52}px; }
QTabBar QToolButton { padding: 0; border-radius: 0; }

QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: $background; width: ${px14}px; margin: 0; border: none; }
QScrollBar:horizontal { background: $background; height: ${px14}px; margin: 0; border: none; }
QScrollBar::handle { background: $border; border: ${px3}px solid $background;
  border-radius: ${px6}px; }
QScrollBar::handle:vertical { min-height: ${px36}px; }
QScrollBar::handle:horizontal { min-width: ${px36}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $divider; }

QMenuBar { background: $surface; color: $text; border-bottom: 1px solid $divider; }
QMenuBar::item { padding: ${px4}px ${px10}px; background: transparent; }
QMenuBar::item:selected { background: $accent; color: $on_accent; }
QMenu { background: $surface; color: $text; border: 1px solid $border; }
QMenu::item { padding: ${px6}px ${px24}px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $divider; margin: ${px4}px 0; }
QStatusBar { background: $surface; color: $muted; border-top: 1px solid $divider; }
QStatusBar::item { border: none; }
QStatusBar QLabel { font-size: ${px13}px; color: $muted; }
QProgressBar { background: $surface; color: $text; border: 1px solid $border; text-align: center;
  min-height: ${px20}px; border-radius: ${px3}px; }
QProgressBar::chunk { background: $accent_soft; }
QGroupBox { border: 1px solid $divider; border-radius: ${px3}px; margin-top: ${px12}px;
  padding: ${px12}px; font-weight: bold; }
QGroupBox::title { subcontrol-origin: margin; left: ${px12}px; padding: 0 ${px4}px; }
"""
)


def stylesheet(colours: Colours, scaled: Callable[[float], int], family: str) -> str:
    """The whole program's style sheet, lengths turned into pixels by `scaled`."""
    lengths = {f"px{size}": str(scaled(size)) for size in _SIZES}
    # The chosen row of a list without the keys is quieter, where a quieter colour can be told.
    quiet = colours.accent_soft != colours.surface
    return _SHEET.substitute(
        asdict(colours),
        family=family,
        resting=colours.accent_soft if quiet else colours.accent,
        on_resting=colours.text if quiet else colours.on_accent,
        icons=paths.resource("icons").as_posix(),
        on_surface=_drawing_on(colours.surface),
        on_filled=_drawing_on(colours.accent),
        **lengths,
    )


def _drawing_on(background: str) -> str:
    """Which of the two drawings of each icon, dark or light, stands out more."""
    return "dark" if contrast(background, "#1B2126") > contrast(background, "#FFFFFF") else "light"
