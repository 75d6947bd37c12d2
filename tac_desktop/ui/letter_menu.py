"""The button that begins a new letter: its menu offers the kinds by whom they are for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.letter_recipients import kinds_by_group, likely_recipient
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.record import Record
from tac_desktop.ui.widgets import secondary_button
from tac_desktop.words import _

WantForm = Callable[[type[Record], Mapping[str, Any]], None]


def letter_button(
    parent: QWidget,
    case_file: Callable[[], CaseFile],
    want_form: WantForm,
    kinds: Sequence[str] = (),
) -> QPushButton:
    """A button whose menu asks for a letter's form; all kinds, or those of `kinds`.

    Where the file leaves no doubt to whom such a letter goes, the form begins with the recipient
    and the text.
    """
    button = secondary_button(_("New letter"), parent)
    menu = QMenu(button)
    menu.setToolTipsVisible(True)
    groups = kinds_by_group(kinds)
    for group, codes in groups:
        under = menu if kinds else menu.addMenu(group)
        if kinds:
            menu.addSection(group)
        for code in codes:
            action = under.addAction(code.label)
            action.setToolTip(code.definition)
            action.triggered.connect(partial(_begin, case_file, want_form, code.code))
    button.setMenu(menu)
    return button


def _begin(
    case_file: Callable[[], CaseFile], want_form: WantForm, kind: str, checked: bool = False
) -> None:
    want_form(Letter, {"kind": kind, "to_id": likely_recipient(case_file(), kind)})
