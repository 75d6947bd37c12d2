"""One form for every record type, built from its class: typed, kept as a draft, saved, proved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile, Entry
from tac_desktop.casework.dates import written, written_time
from tac_desktop.casework.reasons import is_kept_as_written, reasons_for
from tac_desktop.casework.record import Problem, Record, content_of, is_blank, record_from
from tac_desktop.casework.warnings_before import warnings_before
from tac_desktop.errors import TacError
from tac_desktop.storage.drafts import Draft
from tac_desktop.ui import messages, theme
from tac_desktop.ui.amend_panel import AmendPanel
from tac_desktop.ui.candidates import Candidates
from tac_desktop.ui.draft_keeper import ANSWERS, CURSOR, FIELD, NOTE, REASON, START, DraftKeeper
from tac_desktop.ui.editors.base import Candidate, FormContext
from tac_desktop.ui.flow import FlowLayout, full_width
from tac_desktop.ui.form_body import FORM_WIDTH, FormBody
from tac_desktop.ui.form_extras import add_extras
from tac_desktop.ui.form_footer import FormFooter, ProblemSummary
from tac_desktop.ui.form_saving import (
    in_its_file,
    put_on_top,
    record_with,
    save_and_prove,
    warned_reason,
    with_consequences,
)
from tac_desktop.ui.form_words import form_note, form_title, lower_first
from tac_desktop.ui.known_column import KnownColumn
from tac_desktop.ui.session import Session
from tac_desktop.ui.starting_answers import new_record
from tac_desktop.ui.widgets import hint, link_button, plain, scrolled, section
from tac_desktop.words import _

_WIDE_ENOUGH_FOR_BOTH = 930
_SHORT_TITLE = 40
_SETTLED_MS = 80


class RecordForm(QWidget):
    """A new record of a class, or a saved one that is amended or brought up to date.

    `saved` carries the record's identifier once the vault has been read back; `closed` says that
    the form is done with, its text saved, discarded or kept as a draft; `blank_wanted` asks for
    the same form on paper.
    """

    saved = Signal(str)
    closed = Signal()
    blank_wanted = Signal(str)

    def __init__(
        self,
        session: Session,
        what: type[Record] | Entry[Any],
        mother_id: str,
        parent: QWidget,
        *,
        answers: Mapping[str, Any] | None = None,
        draft: Draft | None = None,
        case_file: CaseFile | None = None,
    ) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        self._mother_id = mother_id
        self._file = case_file or session.vault.case_file(mother_id, session.today())
        self._candidates = Candidates(session, self._file)
        if isinstance(what, Entry):  # as it is stored: a file shows linked people as one
            what = session.vault.entry(what.record.id) or what
        self._is_new = isinstance(what, type)
        self._start = self._starting_record(what, answers, draft)
        self._base = what.saved.heads if isinstance(what, Entry) else ()
        if draft is not None and draft.base and not self._is_new:
            self._go_back_to(draft)
        self._draft_id = draft.draft_id if draft else ""
        self._build()
        self.body.show_record(self._start)
        self._untouched = self.body.drafts()
        self.keeper = DraftKeeper(session, self._draft, self)
        self._connect()
        self._place = ("", -1)
        if draft is not None:
            self._show_draft(draft)
        else:
            self._show_answers(answers)
            self._place = (self._first_to_answer(), -1)
        self._begun = False

    @property
    def record_id(self) -> str:
        """The identifier of the record, made before the first key is pressed."""
        return self._start.id

    @property
    def mother_id(self) -> str:
        """Whose file the form belongs to."""
        return self._mother_id

    @property
    def case_file(self) -> CaseFile:
        """The file that the form was opened in."""
        return self._file

    @property
    def record_class(self) -> type[Record]:
        """The class of the record."""
        return type(self._start)

    @property
    def is_touched(self) -> bool:
        """Whether anything was typed."""
        return bool(self._typed()) or bool(self.amend and self.amend.words())

    def state_in_words(self) -> str:
        """What the form says about where the text is."""
        return self.footer.state.text()

    def set_hidden(self, **answers: Any) -> None:
        """Note facts that no question asks for, such as when a text was copied."""
        self._start = self._start.changed(**answers)

    def save(self) -> bool:
        """Save what was typed and prove it; False where something keeps it from being saved."""
        record, problems = record_with(self._start, self.body.answers())
        unreadable = self.body.not_understood()
        named = {one.field for one in unreadable}
        problems = unreadable + [one for one in problems if one.field not in named]
        missing = self._amendment_missing()
        self._show_problems(problems, missing)
        if record is None or problems or missing:
            self.keeper.keep_now()
            return False
        try:
            saved = self._save(record)
        except TacError as error:
            self.keeper.touch()
            self.keeper.keep_now()
            self.footer.say("danger", _("Not saved. Your text is still here."))
            messages.tell(self, error)
            return False
        return saved

    def close_form(self) -> None:
        """Close the form; what was typed stays as a draft."""
        if self.keeper.keep_now() or messages.confirm(
            self,
            _("The draft could not be kept. What you typed is lost if you close the form."),
            _("Close and lose the text"),
            danger=True,
        ):
            self.closed.emit()

    def discard(self) -> None:
        """Close the form and drop what was typed, after asking."""
        words = _("What you typed in this form is dropped. It cannot be brought back.")
        if self.is_touched and not messages.confirm(
            self, words, _("Discard what I typed"), danger=True
        ):
            return
        try:
            self.keeper.end(self._draft_id)
        except TacError as error:
            messages.tell(self, error)
            return
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where work begins or went on, before the next key is pressed."""
        super().showEvent(event)
        if self._begun:
            return
        self._begun = True
        field, cursor = self._place
        if field:
            self.body.go_to(field, cursor)
        elif self.amend:
            self.amend.note.setFocus(Qt.FocusReason.OtherFocusReason)
        # Once more when the lines have found their widths.
        QTimer.singleShot(_SETTLED_MS, self, self._keep_in_view)

    def _keep_in_view(self) -> None:
        focused, content = self.body.focusWidget(), self._scroll.widget()
        if focused is not None and focused.hasFocus() and content is not None:
            middle = focused.mapTo(content, focused.rect().center())
            room = focused.height() // 2 + theme.space(3)
            self._scroll.ensureVisible(middle.x(), middle.y(), 0, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what is already known where there is room for it."""
        super().resizeEvent(event)
        self.known.setVisible(self.width() >= theme.scaled(_WIDE_ENOUGH_FOR_BOTH))

    # Building

    def _build(self) -> None:
        context = FormContext(
            self._session.today(), self._candidates.listed, self._candidates.name, self._add_new
        )
        content = QWidget(self)
        # On the content itself: a narrower widget inside it would be given too little height.
        content.setMaximumWidth(theme.scaled(FORM_WIDTH) + theme.space(8))
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.space(4), theme.space(2), theme.space(4), theme.space(6))
        column.setSpacing(theme.space(2))
        note = self._note_words()
        if note:  # scrolls with the questions: a fixed head leaves no room for them in large print
            column.addWidget(hint(note, content))
        self.amend = self._make_amend_panel(content)
        if self.amend is not None:
            column.addWidget(self.amend)
        self.body = self._make_body(context, content)
        self.body.setVisible(self.amend is None)
        column.addWidget(self.body)
        if self._is_new:
            blank = link_button(_("Print this form to fill in by hand"), content)
            blank.clicked.connect(self._want_blank)
            column.addWidget(blank, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._scroll = scrolled(content, self)
        self.known = KnownColumn(self._file, self)
        self.summary = ProblemSummary(self)
        self.footer = FormFooter(self._save_words(), self)
        middle = QWidget(self)
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._scroll, 1)
        across.addWidget(self.known)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._heading(), self.summary):
            layout.addWidget(widget)
        layout.addWidget(middle, 1)
        layout.addWidget(self.footer)
        add_extras(self, self._session)

    def _make_body(self, context: FormContext, parent: QWidget) -> FormBody:
        """The questions; a form for one purpose may ask only some of them."""
        return FormBody(type(self._start), context, parent)

    def _make_amend_panel(self, parent: QWidget) -> AmendPanel | None:
        """How a note that is kept as it was written is amended; None for other records."""
        if self._is_new or not is_kept_as_written(self._start):
            return None
        return AmendPanel(reasons_for(type(self._start)), parent)

    def _title_words(self) -> str:
        return form_title(self._start, self._is_new, self._file.name)

    def _note_words(self) -> str:
        return form_note(type(self._start))

    def _heading(self) -> QWidget:
        box = QWidget(self)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(theme.space(6), theme.space(3), theme.space(4), 0)
        layout.setSpacing(theme.space(1))
        line = QWidget(box)
        flow = FlowLayout(line, theme.space(6), 0)
        words = self._title_words()
        long = len(words) > _SHORT_TITLE
        self._title = section(words, line) if long else plain(words, line, "section")
        full_width(self._title, long)
        flow.addWidget(self._title)
        flow.addWidget(self.footer.state)
        layout.addWidget(line)
        return box

    def _want_blank(self) -> None:
        self.blank_wanted.emit(self.record_class.type_name)

    def _save_words(self) -> str:
        if self.amend:
            return _("Save amendment")
        what = lower_first(self._start.type_title())
        return _("Save {what}").format(what=what)

    def _connect(self) -> None:
        self.body.edited.connect(self._edited)
        self.keeper.kept.connect(self._kept)
        self.keeper.failed.connect(self._not_kept)
        self.footer.save_wanted.connect(self.save)
        self.footer.close_wanted.connect(self.close_form)
        self.footer.discard_wanted.connect(self.discard)
        self.summary.field_wanted.connect(self._go_to)
        if self.amend:
            self.amend.edited.connect(self._amendment_edited)
            self.amend.answers_wanted.connect(self._show_body)
        for keys, does in (
            ("Ctrl+S", self.save),
            ("Ctrl+Return", self.save),
            ("Ctrl+Enter", self.save),
            ("Esc", self.close_form),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    # Beginning

    def _starting_record(
        self,
        what: type[Record] | Entry[Any],
        answers: Mapping[str, Any] | None,
        draft: Draft | None,
    ) -> Record:
        if isinstance(what, Entry):
            record: Record = what.record
            return record
        if draft is not None:
            begun = draft.content.get(START, {})
            return record_from(draft.record_type, draft.record_id, draft.mother_id, begun)
        worker_id = self._session.vault.person.worker_id
        return new_record(what, self._file, worker_id, dict(answers or {}))

    def _go_back_to(self, draft: Draft) -> None:
        """Go on from the revision that the draft was begun on, so that later ones are noticed."""
        for revision in self._session.vault.history(draft.record_id):
            if revision.revision_id in draft.base:
                self._start = revision.record()
                self._base = draft.base

    def _first_to_answer(self) -> str:
        """The first question that nobody has answered; nothing for an amendment."""
        if self.amend:
            return ""
        asked = self.body.asked()
        answers = self.body.answers()
        if self._is_new and "text" in asked and answers["text"]:
            return "text"  # begun by the program, to be gone over
        blank = (name for name in asked if is_blank(answers[name]))
        return next(blank, asked[0]) if self._is_new else asked[0]

    def _show_answers(self, answers: Mapping[str, Any] | None) -> None:
        """Answers offered for a saved record, which she may take or change."""
        if answers and not self._is_new:
            for name, answer in answers.items():
                self.body.boxes[name].editor.show_value(answer)
            self.body.show_asked()
            self._show_body()

    def _show_draft(self, draft: Draft) -> None:
        self.body.show_drafts(draft.content.get(ANSWERS, {}))
        if self.amend:
            self.amend.show_amendment(
                str(draft.content.get(REASON, "")), str(draft.content.get(NOTE, ""))
            )
            if draft.content.get(ANSWERS):
                self._show_body()
        moment = draft.saved_at.astimezone()
        words = _("Draft of {day} {time} brought back").format(
            day=written(moment.date()), time=written_time(moment.time())
        )
        self.footer.say("muted", words)
        self._place = (str(draft.content.get(FIELD, "")), int(draft.content.get(CURSOR, -1)))

    # Typing

    def _typed(self) -> dict[str, Any]:
        drafts = self.body.drafts()
        return {name: one for name, one in drafts.items() if one != self._untouched.get(name)}

    def _draft(self) -> Draft:
        """The form as it stands; without content where nothing was typed."""
        typed = self._typed()
        content: dict[str, Any] = {}
        if self.is_touched:
            field, cursor = self.body.field_with_focus()
            answers = self.body.drafts() if self._is_new else typed
            content = {ANSWERS: answers, FIELD: field, CURSOR: cursor}
            if self._is_new:
                content[START] = content_of(self._start)
            if self.amend:
                content |= {REASON: self.amend.reason(), NOTE: self.amend.words()}
        names: dict[str, Any] = {"draft_id": self._draft_id} if self._draft_id else {}
        draft = Draft(
            record_id=self._start.id,
            record_type=self._start.type_name,
            mother_id=self._mother_id,
            content=content,
            base=self._base,
            **names,
        )
        self._draft_id = draft.draft_id
        return draft

    def _edited(self, name: str) -> None:
        self.footer.say("muted", _("Typing …"))
        self.keeper.touch()

    def _amendment_edited(self) -> None:
        assert self.amend is not None
        self.amend.show_error("")
        self._edited("")

    def _kept(self, moment: dt.datetime) -> None:
        words = _("Draft kept {time}") if self.is_touched else _("Nothing typed")
        self.footer.say("muted", words.format(time=written_time(moment.time())))

    def _not_kept(self, error: TacError) -> None:
        words = _("The draft could not be kept: {reason}")
        self.footer.say("danger", words.format(reason=error.what_happened))

    def _show_body(self) -> None:
        self.body.show()
        if self.amend:
            self.amend.answers_button.hide()

    def _add_new(self, refers_to: str, typed: str, parent: QWidget) -> Candidate | None:
        from tac_desktop.ui.new_party import NewPartyDialog

        dialog = NewPartyDialog(
            self._session, self._candidates, refers_to, typed, self._mother_id, self
        )
        dialog.exec()
        made = dialog.made
        dialog.deleteLater()
        if made:
            if self._mother_id:
                self._file = self._session.vault.case_file(self._mother_id, self._session.today())
            self._candidates.look_again(self._file)
        return made

    # Saving

    def _amendment_missing(self) -> str:
        return self.amend.missing() if self.amend else ""

    def _show_problems(self, problems: Sequence[Problem], missing: str) -> None:
        self.body.show_problems(problems)
        if self.amend:
            self.amend.show_error(missing)
            if problems:
                self._show_body()
        labels = {name: box.label_in_words() for name, box in self.body.boxes.items()}
        self.summary.show_problems(problems, labels, missing)
        if problems:
            self._go_to(problems[0].field)
        elif missing and self.amend:
            self.amend.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, field: str) -> None:
        self._show_body()
        self.body.go_to(field)

    def _save(self, record: Record) -> bool:
        vault = self._session.vault
        if self._is_new:
            record = in_its_file(record)
        current = None if self._is_new else vault.entry(record.id)
        if current is not None and current.saved.heads != self._base:
            record, both = put_on_top(current.record, self._start, record)
            if both and not self._save_over(both):
                return False
        reason = "created" if self._is_new else "updated"
        note = ""
        if self.amend:
            reason, note = self.amend.reason(), self.amend.words()
        now = vault.case_file(record.mother_id, self._session.today()) if record.mother_id else None
        known = current.record if current is not None else None
        warnings = warnings_before(record, now, known) if now else []
        went_on = warned_reason(self, warnings, lower_first(record.type_title()))
        if went_on is None:
            return False
        records = with_consequences(vault, record, now) if now else [record]
        self.keeper.settle()
        save_and_prove(
            vault, records, reason=reason, note=note, draft_id=self._draft_id, went_on=went_on
        )
        self.keeper.end()
        self.footer.say(
            "done", _("Saved {time}").format(time=written_time(dt.datetime.now().time()))
        )
        self._session.say_at(_("Saved"))
        self._session.changed.emit(record.mother_id)
        self.saved.emit(record.id)
        return True

    def _save_over(self, both: Sequence[str]) -> bool:
        words = _(
            "This record was changed while you were writing. Both changed: {questions}.\n"
            "Your answers would take the place of the other ones, which stay in the history."
        )
        return messages.confirm(
            self, words.format(questions=", ".join(both)), _("Save my answers on top")
        )
