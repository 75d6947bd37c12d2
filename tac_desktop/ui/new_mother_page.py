"""Adding a mother: one short form that makes her, her time in custody, a case and a referral."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.identifiers import new_id
from tac_desktop.storage.drafts import Draft
from tac_desktop.ui import messages, theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.drafts_tray import NEW_MOTHER
from tac_desktop.ui.new_mother import Answers, problems_of, records_of
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.similar_mothers import same_number, similar_mothers
from tac_desktop.ui.steps import Step
from tac_desktop.ui.widgets import FormRow, Notice, form_row, link_button, secondary_button
from tac_desktop.words import _

_DRAFT_MS = 1500


class NewMotherPage(Step):
    """`added` carries the new mother; `mother_wanted` one who was there already."""

    added = Signal(str)
    mother_wanted = Signal(str)
    gave_up = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(_("Add a mother"), _("Add her"), parent, centred=False)
        theme.mark(self, "page")
        self._session = session
        self._draft_id = new_id()
        self._existing: dict[object, str] = {}
        self.place.setText(_("Only the name is needed now."))
        self._rows: dict[str, FormRow] = {}
        self._add_fields()
        self.similar = Notice("warning", "", self.inner)
        self.body.insertWidget(self.body.indexOf(self._rows["location"]), self.similar)
        self._links: list[QPushButton] = []
        self.later = secondary_button(_("Finish later"), self.button_parent())
        self.later.clicked.connect(self._finish_later)
        self.drop = secondary_button(_("Discard"), self.button_parent())
        self.drop.clicked.connect(self._discard)
        self.add_buttons(self.later, self.drop)
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(_DRAFT_MS)
        self._draft_timer.timeout.connect(self.keep_draft)
        session.about_to_lock.connect(self.keep_draft)

    def begin(self, draft: Draft | None = None) -> None:
        """A new form, or one that was left unfinished."""
        self.keep_draft()
        self._draft_id = draft.draft_id if draft else new_id()
        content = dict(draft.content) if draft else {}
        for name, line in self._rows.items():
            line.clear_error()
            _put(line.editor, str(content.get(name, "")))
        if not draft:
            _put(self._rows["date"].editor, written(self._session.today()))
        self._draft_timer.stop()
        self._look_for_similar()

    def start(self) -> None:
        """Begin with the first name."""
        self._rows["first_names"].editor.setFocus()

    def answers(self) -> Answers:
        """What has been typed."""
        return Answers(**{name: _typed(line.editor) for name, line in self._rows.items()})

    def go_on(self) -> None:
        """Check, ask about a double, save everything at once, and read it back."""
        answers = self.answers()
        today = self._session.today()
        mistakes = problems_of(answers, today)
        for name, line in self._rows.items():
            line.show_error(mistakes.get(name, ""))
        if mistakes:
            next(self._rows[name] for name in self._rows if name in mistakes).editor.setFocus()
            return
        vault = self._session.vault
        rows = vault.caseload(today)
        other = same_number(rows, answers.prison_number, vault.book.mothers_known_by())
        if other is not None:
            words = _("{name} has the prison number {number} already.")
            number = answers.prison_number.replace(" ", "").upper()
            said = words.format(name=other.name, number=number)
            said += "\n" + _("Is this the same woman? Then open her file and add a new case there.")
            chosen = messages.choose(
                self, said, [_("Open her file"), _("Add another mother nevertheless")]
            )
            if chosen != 1:
                if chosen == 0:
                    self.mother_wanted.emit(other.mother_id)
                return
        records = records_of(answers, today, vault.person.worker_id)
        vault.save_all(records)
        self._draft_timer.stop()
        vault.discard_draft(self._draft_id)
        self._clear()
        mother_id = records[0].id
        self._session.changed.emit(mother_id)
        self._session.say_at(_("Added"))
        self.added.emit(mother_id)

    def keep_draft(self) -> None:
        """Keep what is typed in the vault."""
        if not self._session.is_unlocked or not self._is_begun():
            return
        content: dict[str, Any] = {name: _typed(line.editor) for name, line in self._rows.items()}
        self._session.vault.keep_draft(Draft("", NEW_MOTHER, "", content, self._draft_id))
        self._session.say_at(_("Draft kept"))
        self._draft_timer.stop()

    def _add_fields(self) -> None:
        codes = {"custody_status": "custody_status", "source": "referral_source"}
        for name, label, words in _questions():
            editor: QWidget
            if name in codes:
                editor = ChoiceBox(self.inner, codes[name])
                editor.currentIndexChanged.connect(self._edited)
            elif name == "reason":
                editor = QPlainTextEdit(self.inner)
                editor.setTabChangesFocus(True)
                editor.setFixedHeight(theme.scaled(90))
                editor.textChanged.connect(self._edited)
            else:
                editor = QLineEdit(self.inner)
                editor.setMaxLength(120)
                editor.textEdited.connect(self._edited)
                editor.returnPressed.connect(self.go_on)
            wide = name in ("reason", "first_names", "last_name", "source")
            editor.setMaximumWidth(theme.scaled(480 if wide else 260))
            self._rows[name] = form_row(label, editor, words, parent=self.inner)
            self.add(self._rows[name])

    def _edited(self) -> None:
        self._draft_timer.start()
        self._look_for_similar()

    def _is_begun(self) -> bool:
        """Whether anything was typed beyond what the form begins with."""
        return any(
            _typed(line.editor) for name, line in self._rows.items() if name not in ("date",)
        )

    def _look_for_similar(self) -> None:
        if not self._session.is_unlocked:
            return
        answers = self.answers()
        for link in self._links:
            link.hide()
            link.deleteLater()
        self._links, self._existing = [], {}
        found = []
        if answers.first_names or answers.last_name or answers.prison_number:
            vault = self._session.vault
            rows = vault.caseload(self._session.today())
            first_names = f"{answers.first_names} {answers.known_as}"
            found = similar_mothers(
                rows,
                first_names,
                answers.last_name,
                answers.prison_number,
                vault.book.mothers_known_by(),
            )
        self.similar.show_words(
            "warning", _("Is she in the vault already? Open her file instead:") if found else ""
        )
        for similar in found:
            one = similar.row
            status = code_list("case_status").label(one.case_status).lower()
            words = _("{name}, {number}, case {status}: {why}").format(
                name=one.name,
                number=one.prison_number or _("no number"),
                status=status,
                why=similar.why,
            )
            link = link_button(words, self.similar)
            link.clicked.connect(self._open_existing)
            self._existing[link] = one.mother_id
            self._links.append(link)
            self.similar.add(link)
            link.show()
        tab_in_reading_order(self.inner)

    def _open_existing(self) -> None:
        self.keep_draft()
        self.mother_wanted.emit(self._existing[self.sender()])

    def _finish_later(self) -> None:
        self.keep_draft()
        self.gave_up.emit()

    def _discard(self) -> None:
        if self._is_begun() and not messages.confirm(
            self, _("What you typed here will be gone for good."), _("Discard it"), danger=True
        ):
            return
        self._session.vault.discard_draft(self._draft_id)
        self._clear()
        self.gave_up.emit()

    def _clear(self) -> None:
        for line in self._rows.values():
            _put(line.editor, "")
        self._draft_id = new_id()
        self._draft_timer.stop()


def _questions() -> list[tuple[str, str, str]]:
    return [
        ("first_names", _("First names"), ""),
        ("last_name", _("Last name"), ""),
        ("known_as", _("Known as"), _("The name she uses, where it differs.")),
        ("prison_number", _("Prison number"), _("One letter, four digits, two letters: A1234BC.")),
        ("location", _("Cell or unit"), ""),
        ("custody_status", _("Status in custody"), ""),
        ("source", _("Who referred her"), ""),
        ("date", _("Date of the referral"), _("For example 16 Nov 2026, 16/11, or yesterday.")),
        ("reason", _("Reason for the referral"), ""),
    ]


def _typed(editor: QWidget) -> str:
    if isinstance(editor, ChoiceBox):
        return editor.code
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText().strip()
    assert isinstance(editor, QLineEdit)
    return editor.text().strip()


def _put(editor: QWidget, text: str) -> None:
    if isinstance(editor, ChoiceBox):
        editor.choose(text)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    elif isinstance(editor, QLineEdit):
        editor.setText(text)
