"""Choosing a passphrase: four random words are offered; her own is judged while she types."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from tac_desktop.storage.passphrases import Strength, StrengthLevel, strength_of, suggest_passphrase
from tac_desktop.ui import theme
from tac_desktop.ui.passphrase_field import PassphraseField
from tac_desktop.ui.widgets import (
    card,
    column,
    form_row,
    hint,
    name_for_accessibility,
    row,
    secondary_button,
    wrapped,
)
from tac_desktop.words import _

_ROLES = {
    StrengthLevel.REFUSED: "error",
    StrengthLevel.FAIR: "warning",
    StrengthLevel.GOOD: "done",
    StrengthLevel.STRONG: "done",
}


class NewPassphrase(QWidget):
    """Either the offered words or her own, typed twice. `passphrase()` is empty until it is good.

    `submitted` comes with Enter in one of the fields.
    """

    submitted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(3))
        self.use_offered = QRadioButton(_("Use these four words, chosen by chance"), self)
        self.use_own = QRadioButton(_("Use a passphrase of my own"), self)
        self.use_offered.setChecked(True)
        self.use_offered.toggled.connect(self._show_choice)
        layout.addWidget(self.use_offered)
        layout.addWidget(self._offer_box())
        layout.addWidget(self.use_own)
        layout.addWidget(self._own_box())
        self.error = wrapped("", self, "error")
        self.error.hide()
        layout.addWidget(self.error)
        self._show_choice()

    def judge_for(self, name: str) -> None:
        """Her name makes no passphrase: it is judged with it from now on."""
        self._name = name
        self._judge()

    def passphrase(self) -> str:
        """The passphrase, or nothing where it is not good yet; says then what is wrong."""
        reason = ""
        if self.use_offered.isChecked():
            chosen = self.offered.text()
        else:
            chosen = self.first.text
            strength = strength_of(chosen, self._name)
            if strength.level is StrengthLevel.REFUSED:
                reason = strength.sentence
            elif self.first.text != self.second.text:
                reason = _("The two are not the same. Show them and compare.")
        self.error.setText(reason)
        self.error.setVisible(bool(reason))
        if reason:
            (self.second if self.first.text and not self.second.text else self.first).setFocus()
            return ""
        return chosen

    def offer_again(self) -> None:
        """Offer other words."""
        self.offered.setText(suggest_passphrase())

    def forget(self) -> None:
        """Take every passphrase off the screen and out of the fields."""
        self.offered.setText("")
        self.first.clear()
        self.second.clear()

    def _offer_box(self) -> QWidget:
        frame, inside = card(self)
        self._offer = frame
        self.offered = wrapped(suggest_passphrase(), frame, "section")
        self.offered.setAccessibleName(_("Offered words"))
        inside.addWidget(self.offered)
        line, beside = row(frame)
        self.offer_others = secondary_button(_("Offer others"), line)
        self.offer_others.clicked.connect(self.offer_again)
        beside.addWidget(self.offer_others)
        beside.addStretch(1)
        inside.addWidget(line)
        inside.addWidget(
            hint(
                _(
                    "Write them on paper until you know them by heart, keep the paper away from "
                    "the computer, then destroy it. Spaces and capitals as shown."
                ),
                frame,
            )
        )
        return frame

    def _own_box(self) -> QWidget:
        box, inside = column(self)
        self._own = box
        self.first, self.second = PassphraseField(box), PassphraseField(box)
        for field in (self.first, self.second):
            field.edited.connect(self._judge)
            field.submitted.connect(self.submitted)
        self.strength = wrapped("", box)
        inside.addWidget(
            form_row(
                _("Passphrase"),
                self.first,
                _("At least 15 characters. Several words are easier to keep than signs."),
                parent=box,
            )
        )
        inside.addWidget(self.strength)
        inside.addWidget(form_row(_("The same passphrase again"), self.second, parent=box))
        name_for_accessibility(self.strength, _("How strong it is"))
        return box

    def _show_choice(self) -> None:
        self._offer.setVisible(self.use_offered.isChecked())
        self._own.setVisible(self.use_own.isChecked())
        self.error.hide()
        if self.use_own.isChecked():
            self.first.setFocus()

    def _judge(self) -> None:
        typed = self.first.text
        strength = strength_of(typed, self._name) if typed else Strength(StrengthLevel.FAIR, "")
        self.strength.setText(strength.sentence)
        theme.mark(self.strength, _ROLES[strength.level])
        self.error.hide()
