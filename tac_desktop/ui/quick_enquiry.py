"""An enquiry of staff in some seconds: department, what for, minutes, a few words, Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.identifiers import new_id
from tac_desktop.casework.oversight import StaffEnquiry
from tac_desktop.errors import TacError
from tac_desktop.storage.drafts import Draft
from tac_desktop.ui import messages, theme
from tac_desktop.ui.card_lines import Card
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.draft_keeper import ANSWERS, KEPT_WITHIN_MS, START
from tac_desktop.ui.form_saving import save_and_prove
from tac_desktop.ui.plain_fields import DateLine, watch
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import FormRow, flowing, form_row, primary_button, secondary_button
from tac_desktop.words import _


class QuickEnquiry(Card):
    """`saved` carries the enquiry; `full_wanted` asks for the form with every question,
    `activity_wanted` for the one for groups and training."""

    saved = Signal(str)
    full_wanted = Signal()
    activity_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(_("New staff enquiry"), parent)
        self._session = session
        self._draft_id = new_id()
        self._record_id = new_id()
        self.remark(_("Without names: an enquiry about one mother belongs in her contact log."))
        self.day = DateLine(session.today(), self, session.today())
        self.department = ChoiceBox(self, "staff_department")
        self.department.setMinimumWidth(theme.scaled(190))
        self.minutes = QLineEdit(self)
        self.minutes.setMaxLength(4)
        self.minutes.setFixedWidth(theme.scaled(72))
        self.text = QLineEdit(self)
        self.text.setMaxLength(400)
        self.text.setMinimumWidth(theme.scaled(300))
        self.rows: dict[str, FormRow] = {
            "date": form_row(_("Date"), self.day, parent=self),
            "department": form_row(_("Department"), self.department, parent=self),
            "minutes": form_row(_("Minutes"), self.minutes, parent=self),
            "text": form_row(_("In words"), self.text, parent=self),
        }
        self.purposes = {
            one.code: QCheckBox(one.label, self) for one in code_list("enquiry_purpose").offered
        }
        self.save_button = primary_button(_("Save the enquiry"), self)
        self.save_button.clicked.connect(self.save)
        self.full_button = secondary_button(_("All questions ..."), self)
        self.full_button.clicked.connect(self.full_wanted)
        self.add(flowing(self, *(self.rows[name] for name in ("department", "date", "minutes"))))
        self.add(flowing(self, *self.purposes.values(), across=4))
        self.add(self.rows["text"])
        self.activity_button = secondary_button(_("New group, training or other work ..."), self)
        self.activity_button.clicked.connect(self.activity_wanted)
        self.add(flowing(self, self.save_button, self.full_button, self.activity_button))
        self._watch()

    def start(self) -> None:
        """Begin with the department."""
        self.department.setFocus(Qt.FocusReason.OtherFocusReason)

    def enquiry(self) -> StaffEnquiry:
        """The enquiry as it stands."""
        minutes = self.minutes.text().strip()
        return StaffEnquiry(
            id=self._record_id,
            date=self.day.day(),
            department=self.department.code,
            purposes=[code for code, tick in self.purposes.items() if tick.isChecked()],
            minutes=int(minutes) if minutes.isdigit() else None,
            text=self.text.text().strip(),
        )

    def problems(self) -> dict[str, str]:
        """What is missing or cannot be read."""
        found = {}
        if not self.department.code:
            found["department"] = _("Please choose a department.")
        if self.day.day() is None:
            found["date"] = _("That is no date the program can read. Write it like 16 Nov 2026.")
        minutes = self.minutes.text().strip()
        if minutes and not minutes.isdigit():
            found["minutes"] = _("Please write a number.")
        return found

    def save(self) -> bool:
        """Save and begin the next one; False where something is missing."""
        problems = self.problems()
        for name, row in self.rows.items():
            row.show_error(problems.get(name, ""))
        if problems:
            self.rows[next(iter(problems))].editor.setFocus()
            return False
        record = self.enquiry()
        try:
            save_and_prove(self._session.vault, [record], reason="created", draft_id=self._draft_id)
        except TacError as error:
            self.keep_now()
            messages.tell(self, error)
            return False
        self._clear()
        self._session.say_at(_("Saved"))
        self._session.changed.emit("")
        self.saved.emit(record.id)
        self.start()
        return True

    def keep_now(self) -> None:
        """Keep what is typed as a draft of the full form."""
        self._timer.stop()
        if not self._session.is_unlocked or not self._is_begun():
            return
        record = self.enquiry()
        content = {
            ANSWERS: {
                "date": self.day.text(),
                "department": record.department,
                "purposes": record.purposes,
                "minutes": self.minutes.text().strip(),
                "text": record.text,
                "healthy_prison": [],
            },
            START: {"date": self._session.today().isoformat()},
        }
        self._session.vault.keep_draft(
            Draft(record.id, StaffEnquiry.type_name, "", content, self._draft_id)
        )

    def _watch(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_WITHIN_MS)
        self._timer.timeout.connect(self.keep_now)
        self._session.about_to_lock.connect(self.keep_now)
        for editor in (self.department, self.minutes, self.text, *self.purposes.values()):
            watch(editor, self._edited)
        for line in (self.day, self.minutes, self.text):
            line.returnPressed.connect(self.save)

    def _edited(self, *what: object) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _is_begun(self) -> bool:
        ticked = any(one.isChecked() for one in self.purposes.values())
        typed = self.minutes.text().strip() or self.text.text().strip()
        return bool(ticked or typed)

    def _clear(self) -> None:
        for editor in (self.department, *self.purposes.values()):
            editor.blockSignals(True)
        self.department.setCurrentIndex(0)
        for tick in self.purposes.values():
            tick.setChecked(False)
        for editor in (self.department, *self.purposes.values()):
            editor.blockSignals(False)
        self.minutes.clear()
        self.text.clear()
        self.day.setText(written(self._session.today()))
        self._timer.stop()
        self._draft_id, self._record_id = new_id(), new_id()
