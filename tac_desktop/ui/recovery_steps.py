"""The recovery sheet on the screen and on paper, and typing part of it back."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from tac_desktop import policy
from tac_desktop.storage.recovery import GROUPS, group_of, same_group
from tac_desktop.ui import messages, theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.session import Session
from tac_desktop.ui.steps import Step
from tac_desktop.ui.widgets import (
    FormRow,
    Notice,
    card,
    form_row,
    plain,
    primary_button,
    row,
    secondary_button,
    wrapped,
)
from tac_desktop.ui.work import Progress, run_in_background
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.ui.pdf_file import SaveResult

_ASKED_BACK = 3
_COLUMNS = 4


class SheetStep(Step):
    """Shows the code, prints the sheet, or saves it where there is no printer."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(_("The recovery sheet"), _("Continue"), parent)
        self._session = session
        self._code = ""
        self.new_key = Notice("warning", "", self.inner)
        self.add(
            self.new_key,
            wrapped(
                _(
                    "This code opens the vault when your passphrase is forgotten or its key file "
                    "is lost. Print the sheet, seal it in an envelope, and give it to your manager "
                    "to lock away, apart from this computer."
                ),
                self.inner,
            ),
        )
        self._add_code()
        self._add_printing()
        self.on_paper = QCheckBox(_("I have printed the sheet or copied all 14 groups"), self.inner)
        self.on_paper.toggled.connect(self._may_go_on)
        self.add(self.on_paper)
        self.back = secondary_button(_("Go back"), self.button_parent())
        self.back.hide()
        self.add_buttons(self.back)
        self._may_go_on()

    def show_code(self, code: str, *, may_go_back: bool = False, of_new_key: bool = False) -> None:
        """Show a vault's code; with a way back where an earlier sheet has it already."""
        self._code = code
        replaced = _(
            "The key is replaced: the sheet there was until now no longer opens this vault. Keep "
            "it sealed, for older backups only, and put this new one in its place."
        )
        self.new_key.show_words("warning", replaced if of_new_key else "")
        self.back.setVisible(may_go_back)
        self.on_paper.setChecked(False)
        self.outcome.hide()
        for place, label in enumerate(self.groups, start=1):
            label.setText(group_of(code, place) if code else "")
            words = _("Group {number}: {code}")
            spelt = " ".join(group_of(code, place)) if code else ""
            label.setAccessibleName(words.format(number=place, code=spelt))

    def start(self) -> None:
        """Begin with printing; the printers are asked for only now."""
        from tac_desktop.ui import printers

        self.printer.clear()
        for one in printers.this_computer.found():
            if one.prints_on_paper:
                self.printer.add(one.name, one.name)
        found = self.printer.count() > 0
        self.printer_row.setVisible(found)
        self.print_button.setVisible(found)
        self.no_printer.setVisible(not found)
        (self.print_button if found else self.save_button).setFocus()

    def _add_code(self) -> None:
        frame, inside = card(self.inner)
        grid_box = QWidget(frame)
        grid = QGridLayout(grid_box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(5))
        grid.setVerticalSpacing(theme.space(3))
        self.groups = []
        for place in range(1, GROUPS + 1):
            cell, beside = row(grid_box)
            number = plain(str(place), cell, "hint")
            number.setMinimumWidth(theme.scaled(20))
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            code = plain("", cell, "big")
            beside.addWidget(number)
            beside.addWidget(code)
            beside.addStretch(1)
            self.groups.append(code)
            grid.addWidget(cell, (place - 1) // _COLUMNS, (place - 1) % _COLUMNS)
        inside.addWidget(grid_box)
        self.add(frame)

    def _add_printing(self) -> None:
        self.printer = ChoiceBox(self.inner)
        self.printer.setMaximumWidth(theme.scaled(420))
        self.printer_row = form_row(_("Printer"), self.printer, parent=self.inner)
        self.no_printer = wrapped(
            _(
                "No printer was found. Copy the code by hand, clearly and with the numbers of the "
                "groups, or save the sheet and print it elsewhere."
            ),
            self.inner,
        )
        line, beside = row(self.inner)
        self.print_button = primary_button(_("Print the sheet"), line)
        self.print_button.clicked.connect(self._print)
        self.save_button = secondary_button(_("Save as PDF instead ..."), line)
        self.save_button.clicked.connect(self._save)
        beside.addWidget(self.print_button)
        beside.addWidget(self.save_button)
        beside.addStretch(1)
        self.outcome = Notice("info", "", self.inner)
        self.add(self.printer_row, self.no_printer, line, self.outcome)

    def _may_go_on(self) -> None:
        self.next_button.setEnabled(self.on_paper.isChecked())

    def _pdf(self) -> bytes:
        from tac_desktop.packs.recovery_sheet import recovery_sheet

        vault = self._session.vault
        return recovery_sheet(
            vault.person.name,
            vault_in_words(vault.folder, vault.vault_id),
            self._code,
            printed_on=self._session.today(),
            training=vault.training,
        ).pdf

    def _print(self) -> None:
        from tac_desktop.ui.printing import PrintChoice, PrintResult, print_copies

        choice = PrintChoice(self.printer.code)

        def printed(progress: Progress) -> PrintResult:
            return print_copies([self._pdf()], choice, progress)

        run_in_background(self, _("Printing the recovery sheet"), printed, self._printed)

    def _printed(self, result: object) -> None:
        from tac_desktop.ui.printing import PrintResult

        assert isinstance(result, PrintResult)
        self.outcome.show_words("done" if result.succeeded else "danger", result.sentence)
        if result.succeeded:
            self.on_paper.setFocus()

    def _save(self) -> None:
        agreed = messages.confirm(
            self,
            _("Whoever gets this PDF and the vault can read every file.") + "\n" + _only_to_print(),
            _("Save the PDF"),
            danger=True,
        )
        if not agreed:
            return
        path = messages.choose_new_file(
            self,
            _("Save the recovery sheet"),
            _("PDF files (*.pdf)"),
            Path.home() / "recovery-sheet.pdf",
        )
        if path is None:
            return

        vault_folder = self._session.vault.folder

        def saved(_progress: Progress) -> SaveResult:
            from tac_desktop.ui.pdf_file import save_pdf

            return save_pdf(path, self._pdf(), vault_folder)

        run_in_background(self, _("Saving the recovery sheet"), saved, self._saved)

    def _saved(self, result: SaveResult) -> None:
        if not result.succeeded:
            self.outcome.show_words("danger", result.sentence)
            return
        words = _("Saved as “{path}”. Print it, then delete the file.")
        self.outcome.show_words("warning", words.format(path=result.path))


def _only_to_print() -> str:
    if policy.in_force().lets_media_be_written:
        return _(
            "Save it only to print it on another computer, onto a stick that stays with you, "
            "and delete it there as soon as the sheet is printed. Paper is safer."
        )
    return _(
        "Save it only to print it later, and delete it as soon as the sheet is printed. The IT of "
        "this prison allows no sticks. Paper is safer."
    )


class TypeBackStep(Step):
    """Asks for three groups of the sheet, so that an unread sheet is found out on day one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Type part of the sheet back"), _("Continue"), parent)
        self._code = ""
        self._asked: list[int] = []
        self._rows: list[FormRow] = []
        self.add(
            wrapped(
                _(
                    "Take the sheet of paper in your hand and type these three groups from it. "
                    "So we know today, and not on the day it is needed, that it can be read."
                ),
                self.inner,
            )
        )
        for _place in range(_ASKED_BACK):
            edit = QLineEdit(self.inner)
            edit.setMaximumWidth(theme.scaled(140))
            edit.setMaxLength(12)
            edit.returnPressed.connect(self.go_on)
            line = form_row("", edit, parent=self.inner)
            self._rows.append(line)
            self.add(line)
        self.back = secondary_button(_("Show the sheet again"), self.button_parent())
        self.add_buttons(self.back)

    @property
    def asked(self) -> tuple[int, ...]:
        """The numbers of the groups asked for."""
        return tuple(self._asked)

    @property
    def edits(self) -> list[QLineEdit]:
        """The fields, in the order of the groups."""
        return [line.editor for line in self._rows if isinstance(line.editor, QLineEdit)]

    def ask_about(self, code: str) -> None:
        """Choose three groups, spread over the code, never the first."""
        self._code = code
        thirds = ((2, 5), (6, 10), (11, GROUPS))
        self._asked = [first + secrets.randbelow(last - first + 1) for first, last in thirds]
        for line, edit, number in zip(self._rows, self.edits, self._asked, strict=True):
            line.rename(_("Group {number}").format(number=number))
            line.clear_error()
            edit.clear()

    def start(self) -> None:
        """Begin with the first group."""
        self.edits[0].setFocus()

    def go_on(self) -> None:
        """All three are as they stand on the sheet."""
        wrong = []
        for line, edit, number in zip(self._rows, self.edits, self._asked, strict=True):
            right = same_group(edit.text(), group_of(self._code, number))
            missing = not edit.text().strip()
            line.show_error("" if right else _mistake(missing))
            if not right:
                wrong.append(edit)
        if wrong:
            wrong[0].setFocus()
            wrong[0].selectAll()
        else:
            self.finished.emit()


def vault_in_words(folder: Path, vault_id: str) -> str:
    """What tells this vault from another, on paper and on the screen."""
    return f"{folder.name} ({vault_id[-8:].upper()})"


def _mistake(missing: bool) -> str:
    if missing:
        return _("Please type this group.")
    return _("That is not what the sheet says. Compare each letter.")
