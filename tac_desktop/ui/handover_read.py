"""Receiving a handover: opened, verified, shown, and only then taken in, all or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from tac_desktop.casework.dates import written_moment
from tac_desktop.errors import Cancelled, TacError
from tac_desktop.handover.errors import HandoverForOneReader
from tac_desktop.handover.fingerprint import Fingerprint
from tac_desktop.handover.read import (
    OpenedHandover,
    ReadingPlan,
    TakenIn,
    open_handover,
    plan,
    take_in,
)
from tac_desktop.storage.attachments import titles_by_file
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import messages, theme, work
from tac_desktop.ui.counts_table import CountsTable
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.document_files import broken_files
from tac_desktop.ui.facts import Facts
from tac_desktop.ui.handover_question import HandoverQuestion
from tac_desktop.ui.handover_receipt import HandoverReceipt
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    button_row,
    column,
    primary_button,
    scrolled,
    secondary_button,
    section,
)
from tac_desktop.ui.widgets import title as title_label
from tac_desktop.words import _

Planned = tuple[ReadingPlan | OpenedHandover, list[str]]


class HandoverReadDialog(QDialog):
    """Three pages: which file, what it would add, what was added.

    `file_wanted` carries the mother whose file is to be opened afterwards, `look_wanted` an opened
    handover that is a part for one reader: it is looked at and never added.
    """

    file_wanted = Signal(str)
    look_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session = session
        self.plan: ReadingPlan | None = None
        self.taken: TakenIn | None = None
        self._part: OpenedHandover | None = None
        self._broken: list[str] = []
        self.setWindowTitle(_("Read a handover"))
        self.problem = Notice("danger", "", self)
        self._pages = QStackedWidget(self)
        for page in (self._make_question(), self._make_plan(), self._make_result()):
            self._pages.addWidget(scrolled(page, self._pages))
        self.open_button = primary_button(_("Open and check it"), self)
        self.open_button.clicked.connect(self.open_now)
        self.add_button = primary_button(_("Add to this vault"), self)
        self.add_button.clicked.connect(self.add_now)
        self.receipt_button = secondary_button(_("Receipt ..."), self)
        self.receipt_button.clicked.connect(self.receive_again)
        self.look_button = secondary_button(_("Look at it"), self)
        self.look_button.clicked.connect(self.look)
        self.show_button = primary_button(_("Open her file"), self)
        self.show_button.clicked.connect(self.show_file)
        self.close_button = secondary_button(_("Go back"), self)
        self.close_button.clicked.connect(self.reject)
        buttons = button_row(
            self,
            self.open_button,
            self.add_button,
            self.show_button,
            self.receipt_button,
            self.look_button,
            self.close_button,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.problem)
        layout.addWidget(buttons)
        fit_to_screen(self, 760, 720)
        session.locked.connect(self.close_as_locked)
        self.finished.connect(self._forget)
        self._turn_to(0)
        self.path.setFocus()

    # --- the three pages ----------------------------------------------------------------------

    def _make_question(self) -> QWidget:
        words = _(
            "The file is opened in memory and checked. You see what it would add before anything "
            "is added, and nothing that is here is replaced."
        )
        self.question = HandoverQuestion(_("Read a handover"), words, self)
        self.question.submitted.connect(self.open_now)
        self.path, self.passphrase = self.question.path, self.question.passphrase
        self.check_words = self.question.check_words
        return self.question

    def _make_plan(self) -> QWidget:
        box, inside = column(self, spacing=4)
        self._plan_title = title_label("", box)
        inside.addWidget(self._plan_title)
        self.warning = Notice("danger", "", box)
        self.plan_words = Notice("info", "", box)
        for notice in (self.warning, self.plan_words):
            inside.addWidget(notice)
        self.facts = Facts(box)
        inside.addWidget(self.facts)
        inside.addWidget(section(_("What would be added"), box))
        heads = [_("Kind of record"), _("New"), _("Changed"), _("Already here"), _("In conflict")]
        self.lines = CountsTable(_("What would be added"), heads, box)
        inside.addWidget(self.lines)
        self.forks = Notice("warning", "", box)
        inside.addWidget(self.forks)
        inside.addStretch(1)
        return box

    def _make_result(self) -> QWidget:
        box, inside = column(self, spacing=4)
        inside.addWidget(title_label(_("The handover is read in"), box))
        self.outcome = Notice("done", "", box)
        inside.addWidget(self.outcome)
        self.receipt = HandoverReceipt(self._session, box)
        inside.addWidget(self.receipt)
        heads = [_("Kind of record"), _("Added"), _("Brought up to date"), _("Already here")]
        self.added = CountsTable(_("What was added"), heads, box)
        inside.addWidget(self.added)
        self.forks_now = Notice("warning", "", box)
        inside.addWidget(self.forks_now)
        inside.addStretch(1)
        return box

    def _turn_to(self, page: int) -> None:
        # Else hiding a page would push the focus into the next one, which would scroll to it.
        self.close_button.setFocus()
        self._pages.setCurrentIndex(page)
        self.open_button.setVisible(page == 0)
        self.add_button.setVisible(page == 1)
        self.show_button.setVisible(page == 2)
        self.receipt_button.hide()
        self.look_button.hide()
        self.close_button.setText(_("Close") if page == 2 else _("Go back"))

    # --- opening ------------------------------------------------------------------------------

    def open_now(self) -> None:
        """Open and verify it in the background, then show what it would do."""
        self.problem.show_words("danger", "")
        self.look_button.hide()
        asked = self.question.asked()
        if asked is None:
            return
        function = partial(_planned, self._session.vault, *asked)
        self.open_button.setEnabled(False)
        work.run_in_background(
            self, _("Opening the handover"), function, self._show_plan, self._show_problem
        )

    def _show_problem(self, error: TacError) -> None:
        self.open_button.setEnabled(True)
        if not isinstance(error, Cancelled):
            self.problem.show_words("danger", error.sentence)
        self.passphrase.setFocus()

    def look(self) -> None:
        """Close, and ask for the part to be shown."""
        opened, self._part = self._part, None
        if opened is not None:
            self.reject()
            self.look_wanted.emit(opened)

    def _show_part(self, opened: OpenedHandover) -> None:
        """What one reader may have is not a file to add; say so and offer to look at it."""
        reader = opened.manifest.reader
        assert reader is not None
        self._part = opened
        self.passphrase.clear()
        self.open_button.setEnabled(True)
        self.problem.show_words("warning", HandoverForOneReader(reader.words).sentence)
        self.look_button.show()
        self.look_button.setFocus()

    def _show_plan(self, said: Planned) -> None:
        found, self._broken = said
        if isinstance(found, OpenedHandover):
            self._show_part(found)
            return
        self.plan = found
        self.passphrase.clear()
        self.open_button.setEnabled(True)
        manifest = found.opened.manifest
        details = manifest.details
        self._plan_title.setText(_("Handover of {name}").format(name=found.opened.about))
        self.warning.show_words("danger", found.warning)
        if found.changes_nothing:
            words = _("Everything in this handover is here already. There is nothing to add.")
        elif found.mother_is_here:
            words = _("She has a file here already. What is new is added; nothing is replaced.")
        else:
            words = _("She has no file here yet. Her whole file would be added.")
        self.plan_words.show_words("info", words)
        recipient = [details.recipient, details.recipient_service]
        self.facts.show_facts(
            [
                (_("Written by"), manifest.sender),
                (_("Written on"), written_moment(manifest.made_at)),
                (_("For"), ", ".join(part for part in recipient if part)),
                (_("What for"), details.purpose),
                (_("Authority"), details.authority),
                (_("Check words"), found.opened.fingerprint.in_words),
            ]
        )
        self.lines.show_rows(_plan_rows(found))
        self.forks.show_words("warning", _attention_in_words(found, self._broken))
        self._turn_to(1)
        self.add_button.setVisible(not found.changes_nothing)
        self.receipt_button.setVisible(found.changes_nothing)
        self.close_button.setText(_("Close") if found.changes_nothing else _("Do not add"))
        (self.close_button if found.changes_nothing else self.add_button).setFocus()

    # --- adding -------------------------------------------------------------------------------

    def add_now(self) -> None:
        """Take it in, in the background."""
        if self.plan is None:
            return
        self.problem.show_words("danger", "")
        gone = self.plan.merge.disposed_before
        if gone and not messages.confirm(self, _bring_back(gone), _("Bring it back"), danger=True):
            return
        self.add_button.setEnabled(False)
        function = partial(_taken, self._session.vault, self.plan, bool(gone))
        work.run_in_background(
            self,
            _("Adding to this vault"),
            function,
            self._show_taken,
            self._show_plan_problem,
            can_stop=False,
        )

    def _show_plan_problem(self, error: TacError) -> None:
        self.add_button.setEnabled(True)
        self.problem.show_words("danger", error.sentence)

    def _show_taken(self, taken: TakenIn) -> None:
        self.taken = taken
        self.outcome.show_words("done", taken.sentence)
        lines = taken.merge.lines
        self.added.show_rows(
            [(one.title, (one.new, one.changed, one.already_here)) for one in lines]
        )
        self.forks_now.show_words("warning", _attention_in_words(self.plan, self._broken))
        self._show_receipt()
        self.show_button.setFocus()
        for mother_id in (taken.mother_id, ""):
            self._session.changed.emit(mother_id)

    def receive_again(self) -> None:
        """All of it is here already: nothing to add, but the sender may still want a receipt."""
        if self.plan is not None:
            self._show_taken(TakenIn(self.plan.opened.manifest.mother_id, self.plan.merge))

    def _show_receipt(self) -> None:
        if self.plan is not None:
            self.receipt.show_receipt(self.plan.opened)
        self._turn_to(2)

    def show_file(self) -> None:
        """Close, and ask for her file to be opened."""
        if self.taken is not None:
            mother_id = self.taken.mother_id
            self.accept()
            self.file_wanted.emit(mother_id)

    # --- closing ------------------------------------------------------------------------------

    def close_as_locked(self) -> None:
        """The vault was locked: nothing of the handover stays in memory."""
        if shiboken6.isValid(self):
            self.reject()

    def _forget(self) -> None:
        self.passphrase.clear()
        self.receipt.forget()
        self.plan = self._part = None


def _planned(
    vault: Vault, path: Path, passphrase: str, seen: Fingerprint | None, progress: work.Progress
) -> Planned:
    """What reading in would do, and the documents whose file did not stand the trial."""
    opened = open_handover(path, passphrase, progress, expected=seen)
    if opened.manifest.reader is not None:
        return opened, []
    progress(0, 0, _("Comparing it with this vault"))
    found = plan(vault, opened)
    titles = titles_by_file(opened.revisions)
    new = [
        (titles.get(sha256, opened.about), content)
        for sha256, content in opened.files.items()
        if not vault.attachments.is_here(sha256)
    ]
    return found, broken_files(new, progress) if new else []


def _taken(vault: Vault, found: ReadingPlan, bring_back: bool, progress: work.Progress) -> TakenIn:
    return take_in(vault, found.opened, bring_back=bring_back)


def _bring_back(gone: Sequence[str]) -> str:
    """The question before a file comes back that was disposed of here."""
    words = _("Ask first whether it may be kept again, and by whom that was decided.")
    return "\n".join([*gone, words])


def _plan_rows(found: ReadingPlan) -> list[tuple[str, tuple[int, ...]]]:
    forks = Counter(one.record_type for one in found.merge.forks)
    rows: list[tuple[str, tuple[int, ...]]] = [
        (one.title, (one.new, one.changed, one.already_here, forks[one.record_type]))
        for one in found.merge.lines
    ]
    if found.opened.files:
        new = found.merge.files_to_add
        here = len(found.opened.files) - new
        rows.append((_("Files of documents"), (new, 0, here, 0)))
    return rows


def _attention_in_words(found: ReadingPlan | None, broken: Sequence[str]) -> str:
    """What needs a person: records in two versions, documents whose file is missing or bad."""
    said = []
    if broken:
        words = _(
            "The files of these documents did not stand the trial: do not open them, here or with "
            "other programs. Ask the sender to print them where they came from:\n{titles}"
        )
        said.append(words.format(titles=_listed(broken)))
    if found is not None and found.merge.forks:
        words = _(
            "These were changed here and there. Both versions are kept, and you choose between "
            "them in her file:\n{titles}"
        )
        said.append(words.format(titles=_listed([one.title for one in found.merge.forks])))
    if found is not None and found.merge.files_missing:
        words = _("The files of these documents did not come along; ask the sender:\n{titles}")
        said.append(words.format(titles=_listed(found.merge.files_missing)))
    return "\n".join(said)


def _listed(titles: Sequence[str]) -> str:
    return "\n".join(f"•  {title}" for title in titles)
