"""What she agreed to, for whoever is about to receive her file: said before it is written.

The file as a whole goes to a colleague on the service's own lawful basis; what she agreed to is
shown all the same, and where she did not agree, the reason is asked for and kept.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.consents import ConsentLine, ConsentState, consent_line
from tac_desktop.casework.dates import written
from tac_desktop.ui import theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.widgets import Notice, form_row
from tac_desktop.words import _

_PURPOSES = (
    "work_with_service",
    "share_with_prison_staff",
    "share_with_local_authorities",
    "share_with_court_and_solicitor",
    "share_with_health",
    "share_with_community_support",
)


class HandoverConsent(QWidget):
    """Which of her consents this handover rests on, how it stands, and why it goes without one."""

    changed = Signal()

    def __init__(self, case_file: CaseFile, parent: QWidget) -> None:
        super().__init__(parent)
        self._file = case_file
        self.purpose = ChoiceBox(self)
        self.purpose.add(
            _("Working with this service: a colleague, here or elsewhere"), _PURPOSES[0]
        )
        for code in _PURPOSES[1:]:
            self.purpose.add(code_list("consent_purpose").label(code), code)
        self.purpose.setMaximumWidth(theme.scaled(480))
        self.purpose.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.state = Notice("info", "", self)
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(200)
        help_words = _("Safety, an order of a court, or that she was told and why.")
        self._reason_row = form_row(
            _("Why it goes nevertheless"), self.reason, help_words, parent=self
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(3))
        layout.addWidget(
            form_row(_("Which of her consents it rests on"), self.purpose, parent=self)
        )
        layout.addWidget(self.state)
        layout.addWidget(self._reason_row)
        self.purpose.currentIndexChanged.connect(self._show)
        self._show()

    @property
    def line(self) -> ConsentLine:
        """The consent that was chosen, as it stands."""
        return consent_line(self._file, self.purpose.code)

    def is_answered(self) -> bool:
        """Whether it may go on; asks for the reason where there is none."""
        missing = not self.line.state.allows and not self.reason.text().strip()
        self._reason_row.show_error(_("Please write why it goes nevertheless.") if missing else "")
        return not missing

    def take_focus(self) -> None:
        """Where the reason is missing."""
        self.reason.setFocus()

    def for_the_record(self) -> str:
        """What is kept with the purpose; empty where she agreed."""
        line = self.line
        if line.state.allows:
            return ""
        words = _("Her consent: {state}. Sent nevertheless: {reason}")
        return words.format(state=line.since(), reason=self.reason.text().strip())

    def _show(self, *what: object) -> None:
        line = self.line
        kind = "info" if line.state.allows else "warning"
        self.state.show_words(kind, consent_sentence(line))
        self._reason_row.setVisible(not line.state.allows)
        self._reason_row.show_error("")
        self.changed.emit()


def consent_sentence(line: ConsentLine) -> str:
    """How a consent stands, with her limits in her words."""
    consent = line.consent
    words = _("Her consent: {state}.").format(state=line.since())
    if consent is not None and consent.limits and line.state is not ConsentState.NEVER_ASKED:
        words += " " + _("She agreed with this limit: {limits}").format(limits=consent.limits)
    if line.state is ConsentState.IN_FORCE and line.review_on:
        words += " " + _("To be asked again on {day}.").format(day=written(line.review_on))
    return words
