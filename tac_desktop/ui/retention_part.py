"""How long each file is kept, what is due, what is held, and what was disposed of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tac_desktop.casework.dates import written
from tac_desktop.casework.oversight import ManagementOversight
from tac_desktop.casework.retention import (
    LegalHold,
    Retention,
    RetentionReview,
    RetentionState,
)
from tac_desktop.casework.service import Service
from tac_desktop.storage.disposal_run import (
    backups_from_before,
    finish_broken_off,
    has_to_finish,
)
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.roles import Right
from tac_desktop.ui import messages, theme, work
from tac_desktop.ui.allowed import allow
from tac_desktop.ui.backup_keeper import places_now
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.disposal_dialog import DisposalDialog
from tac_desktop.ui.pages.record_table import Line, RecordTable
from tac_desktop.ui.print_dialog import PrintDialog
from tac_desktop.ui.session import Session
from tac_desktop.ui.shared_form import open_shared_form
from tac_desktop.ui.short_table import ShortTable
from tac_desktop.ui.widgets import (
    Notice,
    Table,
    button_row,
    danger_button,
    flowing,
    hint,
    name_for_accessibility,
    primary_button,
    secondary_button,
    section,
    wrapped,
)
from tac_desktop.words import _


class RetentionPart(QWidget):
    """`form_wanted` asks for a new record of a kind in a mother's file."""

    record_wanted = Signal(str, str)
    form_wanted = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._every: dict[str, Retention] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(3))
        words = _(
            "Nothing is disposed of by itself. The years after closing are the service’s own "
            "number (Settings, Targets); what an authority must keep of a child it keeps itself."
        )
        layout.addWidget(hint(words, self))
        self.unfinished = Notice("warning", "", self)
        self.finish_button = primary_button(_("Finish the disposal now"), self)
        self.finish_button.clicked.connect(self.finish)
        self.unfinished.add(self.finish_button)
        layout.addWidget(self.unfinished)
        self.everywhere = Notice("warning", "", self)
        layout.addWidget(self.everywhere)
        self._make_table(layout)
        self._make_buttons(layout)
        self._make_holds(layout)
        self._make_certificates(layout)
        layout.addStretch(1)

    @property
    def chosen(self) -> Retention | None:
        """The file whose line is chosen."""
        return self._every.get(self.model.record_id(self.table.currentIndex().row()))

    def refresh(self) -> None:
        """Read everything anew."""
        vault = self._session.vault
        self._every = {
            one.mother_id: one for one in vault.retention.overview(self._session.today())
        }
        words = _(
            "A disposal was broken off before it was finished. What was erased is gone; the vault "
            "is still to be written anew or checked, and backups from before may hold the file."
        )
        self.unfinished.show_words("warning", words if has_to_finish(vault) else "")
        self._narrow()
        self._show_holds()
        self.certificates.show_lines(
            [
                Line(
                    one.id,
                    (one.reference, written(one.disposed_on), one.by_name, one.approved_by,
                     one.authority),
                )
                for one in vault.retention.disposals()
            ]
        )  # fmt: skip
        some = bool(self.certificates.lines.total)
        for widget in (self.certificates, self.print_button):
            widget.setVisible(some)
        self.no_certificates.setVisible(not some)

    # What can be done with the chosen file

    def open_file(self) -> None:
        """Her file."""
        if self.chosen is not None:
            self.record_wanted.emit(self.chosen.mother_id, "")

    def decide(self) -> None:
        """A decision on keeping it: longer, or no longer."""
        self._want(RetentionReview.type_name)

    def hold(self) -> None:
        """A legal hold on it."""
        self._want(LegalHold.type_name)

    def approve(self) -> None:
        """A manager's approval of its disposal."""
        self._want(ManagementOversight.type_name)

    def hold_everything(self) -> None:
        """A hold on every file, as an inquiry may ask for."""
        worker = self._session.vault.person.worker_id
        form = open_shared_form(self._session, LegalHold, self, answers={"placed_by_id": worker})
        if form is not None:
            form.saved.connect(self._changed)

    def open_hold(self, *_row: object) -> None:
        """The chosen hold, to be lifted or completed; who does not write files does it here."""
        entry = self._session.vault.entry(self.holds.chosen)
        if entry is None:
            return
        if entry.record.mother_id and self._session.may(Right.WRITE):
            self.record_wanted.emit(entry.record.mother_id, entry.record.id)
            return
        form = open_shared_form(self._session, entry, self)
        if form is not None:
            form.saved.connect(self._changed)

    def dispose(self) -> None:
        """The second look, and then the end of the file."""
        if self.chosen is None:
            return
        dialog = DisposalDialog(self._session, self.chosen, self)
        dialog.disposed.connect(self._disposed)
        self._session.locked.connect(dialog.close_as_locked)
        dialog.open()

    def finish(self) -> None:
        """Write the database anew after a disposal that was broken off, and certify it."""
        vault, settings = self._session.vault, self._session.settings
        places = places_now(settings)
        old = backups_from_before(vault, places)
        words = _("Make a new backup and remove the {count} backups that hold the file?")
        purge = bool(old) and messages.confirm(
            self, words.format(count=len(old)), _("Remove the old backups")
        )
        function = partial(_finished, self._session, places, purge)
        work.run_in_background(
            self, _("Writing the vault anew"), function, self._said, can_stop=False
        )

    def print_certificate(self, *_row: object) -> None:
        """The certificate of the chosen disposal, once more."""
        self._print(self.certificates.chosen)

    # How it is shown

    def _make_table(self, layout: QVBoxLayout) -> None:
        self.state = ChoiceBox(self)
        self.state.add(_("Every closed file"), "closed")
        for one in (RetentionState.DUE, RetentionState.HELD, RetentionState.KEPT):
            self.state.add(one.label, one.value)
        self.state.add(_("Every file"), "")
        name_for_accessibility(self.state, _("Which files"))
        self.state.currentIndexChanged.connect(self._narrow)
        layout.addWidget(flowing(self, self.state))
        headings = [_("Mother"), _("Closed on"), _("Keep until"), _("How it stands"), _("Why")]
        self.model = RecordTable(headings, self)
        self.table = Table(_("How long files are kept"), self)
        self.table.setModel(self.model)
        self.table.set_widths(190, 110, 110, 210)
        self.table.setMinimumHeight(theme.scaled(34) * 6)
        self.table.opened.connect(self._opened)
        self.table.selectionModel().currentRowChanged.connect(self._enable)
        layout.addWidget(self.table)
        self.nothing = wrapped("", self)
        layout.addWidget(self.nothing)

    def _make_buttons(self, layout: QVBoxLayout) -> None:
        self.open_button = self._button(_("Open her file"), self.open_file)
        self.decide_button = self._button(_("Keep longer, or decide to dispose ..."), self.decide)
        self.hold_button = self._button(_("Legal hold ..."), self.hold)
        self.approve_button = self._button(_("Approve disposal ..."), self.approve)
        self.dispose_button = danger_button(_("Dispose of the file ..."), self)
        self.dispose_button.clicked.connect(self.dispose)
        layout.addWidget(
            button_row(
                self,
                self.open_button,
                self.decide_button,
                self.hold_button,
                self.approve_button,
                self.dispose_button,
            )
        )

    def _make_holds(self, layout: QVBoxLayout) -> None:
        layout.addWidget(section(_("Legal holds"), self))
        headings = [_("Of"), _("Since"), _("Why"), _("Who asked")]
        self.holds = ShortTable(_("Legal holds"), headings, (190, 110, 280), self)
        self.holds.opened.connect(self.open_hold)
        layout.addWidget(self.holds)
        self.no_holds = hint(_("No file is under a legal hold."), self)
        layout.addWidget(self.no_holds)
        self.lift_button = self._button(_("Open the hold, to lift it ..."), self.open_hold)
        self.everywhere_button = self._button(_("Hold on every file ..."), self.hold_everything)
        layout.addWidget(button_row(self, self.lift_button, self.everywhere_button))

    def _make_certificates(self, layout: QVBoxLayout) -> None:
        layout.addWidget(section(_("Disposed of"), self))
        headings = [_("File"), _("On"), _("By"), _("Approved by"), _("Authority")]
        self.certificates = ShortTable(_("Disposals"), headings, (110, 110, 170, 200), self)
        self.certificates.opened.connect(self.print_certificate)
        layout.addWidget(self.certificates)
        self.no_certificates = hint(_("No file was disposed of in this vault."), self)
        layout.addWidget(self.no_certificates)
        self.print_button = self._button(_("Print the certificate"), self.print_certificate)
        layout.addWidget(button_row(self, self.print_button))

    def _button(self, words: str, pressed: object) -> QPushButton:
        button = secondary_button(words, self)
        button.clicked.connect(pressed)
        return button

    def _narrow(self, *_what: object) -> None:
        wanted, name = self.state.code, self._session.vault.name
        lines = [
            Line(
                one.mother_id,
                (
                    name(one.mother_id),
                    written(one.closed_on),
                    written(one.due_on),
                    one.state.label,
                    one.sentence,
                ),
                strong=one.state in (RetentionState.DUE, RetentionState.HELD),
            )
            for one in self._every.values()
            if wanted in ("", one.state) or (wanted == "closed" and one.closed_on is not None)
        ]
        self.model.show_lines(lines)
        self.table.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self.nothing.setText(_("No file is like this."))
        if lines:
            self.table.selectRow(0)
        self._enable()

    def _show_holds(self) -> None:
        vault = self._session.vault
        holds = vault.retention.holds()
        every = _("Every file")
        self.holds.show_lines(
            [
                Line(
                    one.id,
                    (
                        vault.name(one.mother_id) if one.mother_id else every,
                        written(one.since),
                        one.reason,
                        one.asked_by,
                    ),
                )
                for one in holds
            ]
        )
        for widget in (self.holds, self.lift_button):
            widget.setVisible(bool(holds))
        self.no_holds.setVisible(not holds)
        general = [one for one in holds if not one.mother_id]
        words = _("A hold is on every file since {day}: {reason}")
        said = [words.format(day=written(one.since), reason=one.reason) for one in general]
        self.everywhere.show_words("warning", "\n".join(said))

    def _enable(self, *_what: object) -> None:
        some, session = self.chosen is not None, self._session
        self.open_button.setEnabled(some)
        allow(session, Right.WRITE, self.decide_button, ready=some)
        allow(session, Right.SIGN_OFF, self.hold_button, ready=some)
        allow(session, Right.APPROVE_DISPOSAL, self.approve_button, ready=some)
        allow(session, Right.DISPOSE, self.dispose_button, ready=some)
        allow(session, Right.DISPOSE, self.finish_button)
        allow(session, Right.SIGN_OFF, self.lift_button, self.everywhere_button)

    def _opened(self, _row: int) -> None:
        self.open_file()

    def _want(self, type_name: str) -> None:
        if self.chosen is not None:
            self.form_wanted.emit(self.chosen.mother_id, type_name)

    def _changed(self, *_what: object) -> None:
        self.refresh()

    def _said(self, words: str) -> None:
        self.refresh()
        if words:
            self._session.say(words)

    def _disposed(self, disposal_id: str) -> None:
        self._session.changed.emit("")
        self.refresh()
        self._print(disposal_id)

    def _print(self, disposal_id: str) -> None:
        from tac_desktop.packs.disposal_certificate import disposal_certificate

        vault = self._session.vault
        one = vault.retention.disposal(disposal_id)
        if one is None:
            return
        services = [entry.record for entry in vault.entries(Service.type_name)]
        service = next((each for each in services if isinstance(each, Service)), None)
        built = disposal_certificate(one, service, self._session.today(), vault.journal_reference())
        words = _("Certificate of the disposal of file {reference}")
        note = partial(_note_print, self._session, words.format(reference=one.reference))
        dialog = PrintDialog(built.title, built.pdf, self, before_each=note)
        self._session.locked.connect(dialog.close_as_locked)
        dialog.open()


def _note_print(session: Session, words: str, _copy: int) -> None:
    session.vault.audit(AuditAction.PRINTED, detail=words)


def _finished(
    session: Session, places: Sequence[Path], purge: bool, progress: work.Progress
) -> str:
    troubles = finish_broken_off(
        session.vault, session.today(), places, purge=purge, progress=progress
    )
    return " ".join(troubles) or _("The disposal is finished. Its certificate can be printed.")
