"""What has to be said of every handover: who receives it, why, on which authority, and where to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tac_desktop.handover.manifest import HandoverDetails
from tac_desktop.ui import theme
from tac_desktop.ui.stick_choice import StickChoice
from tac_desktop.ui.widgets import FormRow, form_row
from tac_desktop.words import _


class HandoverDetailsForm(QWidget):
    """The questions as rows; `first_wrong` is where the focus goes after `is_answered` said no."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.first_wrong: QWidget | None = None
        self.recipient, self.service, self.purpose, self.authority = (
            QLineEdit(self) for _place in range(4)
        )
        self.rows = {
            "recipient": form_row(
                _("Who receives it"), self.recipient, _("Name and role"), parent=self
            ),
            "recipient_service": form_row(_("Of which service"), self.service, parent=self),
            "purpose": form_row(
                _("What for"),
                self.purpose,
                _("Such as: moved to another prison on 20 Nov 2026."),
                parent=self,
            ),
            "authority": form_row(
                _("Written authority to move it"),
                self.authority,
                _("The reference of the data movement form, or who agreed in writing and when."),
                parent=self,
            ),
            "folder": self._make_folder_row(),
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(4))
        for one in self.rows.values():
            layout.addWidget(one)

    @property
    def path(self) -> Path:
        """The folder or stick."""
        return Path(self.folder.text().strip())

    def details(self, consent: str = "") -> HandoverDetails:
        """The answers as they stand; `consent` is kept with the purpose."""
        purpose = self.purpose.text().strip()
        return HandoverDetails(
            recipient=self.recipient.text().strip(),
            purpose=f"{purpose} ({consent})" if purpose and consent else purpose,
            authority=self.authority.text().strip(),
            recipient_service=self.service.text().strip(),
        )

    def is_answered(self) -> bool:
        """Whether all that is needed was said; says what is missing."""
        problems = {one.field: one.sentence for one in self.details().problems()}
        found = self.place.judge()
        if found is None:
            problems["folder"] = _("Please choose where it is written.")
        elif not found.found.can_be_written:
            problems["folder"] = _("Please choose another place.")
        for field, one in self.rows.items():
            one.show_error(problems.get(field, ""))
        wrong = [one.editor for one in self.rows.values() if one.error.text()]
        self.first_wrong = next(iter(wrong), None)
        return not wrong

    def _make_folder_row(self) -> FormRow:
        self.place = StickChoice(_("Where should the handover be written?"), self)
        self.folder, self.choose_button = self.place.folder, self.place.choose_button
        return form_row(
            _("Folder or stick to write to"),
            self.place,
            _("The file’s name will say nothing of whose it is."),
            parent=self,
        )


def rules_in_short() -> str:
    """The rules for sticks in prisons; domain sources in docs/threat-model.md."""
    return _(
        "A stick is the exception. Sticks are controlled items in a prison, and bringing one in or "
        "sending one out without authority is an offence (Prison Act 1952, sections 40A to 40C). "
        "Use only an approved, encrypted stick, with written authority for this move, and hand it "
        "to the person named below against a signature. Where paper or a secure network will do, "
        "use that. The passphrase goes by telephone, never with the file."
    )
