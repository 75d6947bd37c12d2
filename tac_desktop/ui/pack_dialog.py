"""From a pack to paper on one screen: for whom, what is left out, copies, printed or saved.

What stands in the way of giving this reader anything is asked first. The pages are made in the
background and stay in memory; they are made anew whenever the reader or a copy changes.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QDialog, QVBoxLayout, QWidget

from tac_desktop.casework.audience import Audience
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.errors import TacError
from tac_desktop.packs import catalogue
from tac_desktop.packs.giving import Order, copies_for
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.print_later import wanted_of
from tac_desktop.packs.suggested import readers_for
from tac_desktop.storage.print_queue import PrintOrder
from tac_desktop.storage.roles import Right
from tac_desktop.ui import theme, work
from tac_desktop.ui.allowed import allow
from tac_desktop.ui.copies_box import CopiesBox
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.left_out_list import LeftOutList
from tac_desktop.ui.pack_keep import PaperChoices, kept_in_words, reader_is_gone, was_kept
from tac_desktop.ui.pack_pages import PackPages
from tac_desktop.ui.pack_work import Made, made, or_keep_it, print_all, reader_in_words, refusal_of
from tac_desktop.ui.paper_options import PaperOptions, names_nobody
from tac_desktop.ui.printer_choice import PrinterChoice
from tac_desktop.ui.printing import PrintResult, counted
from tac_desktop.ui.save_pdf_dialog import SavePdfDialog
from tac_desktop.ui.save_table_dialog import SaveTableDialog
from tac_desktop.ui.selection_box import selection_for
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    beside_pages,
    column,
    form_row,
    line,
    primary_button,
    row,
    secondary_button,
    section,
)
from tac_desktop.ui.widgets import title as title_label
from tac_desktop.words import _

_PAUSE_MS = 600


class PackDialog(QDialog):
    """One pack of one mother's file. Blank forms may have no `mother_id`.

    With `kept`, what was chosen when it was put off is chosen again, and the order is done with
    once all of it was printed. Closed at once, and its pages let go of, when the vault locks.
    """

    def __init__(
        self,
        session: Session,
        pack_name: str,
        mother_id: str,
        record_id: str,
        parent: QWidget | None,
        *,
        kept: PrintOrder | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._pack = catalogue.pack(pack_name)
        self._case_file = session.vault.case_file(mother_id) if mother_id else None
        self._record_id = record_id
        self._reason = ""
        self._kept = kept
        self._wanted = wanted_of(kept) if kept else None
        self._built: Built | None = None
        self._order: Order | None = None
        self._work: work.Work | None = None
        self._try = 0
        self.saving: SavePdfDialog | SaveTableDialog | None = None
        self._noted: tuple[Audience, str] | None = None
        self.setWindowTitle(self._pack.title)
        self._make_widgets()
        self._lay_out()
        self._connect()
        if self._wanted is not None:
            self._choices.choose_again(self._wanted)
        self._offer_records()
        self._offer_readers()

    # --- what stands on the screen ------------------------------------------------------------

    def _make_widgets(self) -> None:
        self._side, self._column = column(self, spacing=4)
        self.outcome = Notice("done", "", self)
        self.record = QComboBox(self._side)
        self.reader = QComboBox(self._side)
        for box in (self.record, self.reader):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.going_on = Notice("danger", "", self._side)
        self.change_reason = secondary_button(_("Change the reason"), self.going_on)
        self.going_on.add(self.change_reason)
        self.notices = Notice("warning", "", self._side)
        self.left_out = LeftOutList(self._side)
        self.copies = CopiesBox(self._side)
        self.paper = PaperOptions(self._side)
        self.printer = PrinterChoice(self._side, or_keep_it())
        self.pages = PackPages(self)
        self.print_button = primary_button("", self)
        self.save_button = secondary_button(_("Save as PDF ..."), self)
        self.keep_button = secondary_button(_("Keep it to print later"), self._side)
        self.table_button = secondary_button(_("Save as a table ..."), self)
        self.table_button.setVisible(self._pack.name == "chronology")
        self.selection = selection_for(
            self._pack.name, self._case_file, self._record_id, self._side
        )
        self._choices = PaperChoices(self.copies, self.paper, self.printer, self.selection)
        self.close_button = secondary_button(_("Close"), self)
        self.again = Notice("info", kept_in_words(self._kept), self._side)

    def _lay_out(self) -> None:
        is_blank = names_nobody(self._pack.name)
        self.record_row = form_row(_("About"), self.record, parent=self._side)
        self.reader_row = form_row(_("Who is it for?"), self.reader, parent=self._side)
        for widget in (
            title_label(self._pack.title, self._side),
            self.again,
            self.record_row,
            self.reader_row,
            self.selection,
            self.going_on,
            self.notices,
            self.left_out,
            line(self._side),
            section(_("Paper"), self._side),
            self.copies,
            self.paper,
            self.printer,
            self.keep_button,
        ):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.reader_row.setVisible(not is_blank)
        self.left_out.setVisible(not is_blank)
        self.paper.offer(self._pack.name, self._case_file)
        for widget in (self.going_on, self.notices):
            widget.hide()
        middle, self.scroll_area = beside_pages(self._side, self.pages, self, least=300)
        buttons, beside = row(self)
        beside.addWidget(self.print_button)
        beside.addWidget(self.save_button)
        beside.addWidget(self.table_button)
        beside.addStretch(1)
        beside.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(4)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(middle, 1)
        layout.addWidget(self.outcome)
        layout.addWidget(buttons)
        fit_to_screen(self, 1240, 720)

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.make_pages)
        self.record.currentIndexChanged.connect(self._record_chosen)
        self.reader.currentIndexChanged.connect(self._reader_chosen)
        self.copies.changed.connect(self._paper_changed)
        self.selection.changed.connect(self._paper_changed)
        self.paper.changed.connect(self._paper_changed)
        self.printer.changed.connect(self._enable)
        self.change_reason.clicked.connect(self._ask_reason_again)
        self.pages.reason_given.connect(self._go_on)
        self.pages.first_pages_made.connect(self._show_first_pages)
        self.pages.stop_wanted.connect(self._stop_making)
        self.pages.again_wanted.connect(self.make_pages)
        self.print_button.clicked.connect(self.print_now)
        self.keep_button.clicked.connect(self.keep_for_later)
        self.save_button.clicked.connect(self.save_as_pdf)
        self.table_button.clicked.connect(self.save_as_table)
        self.close_button.clicked.connect(self.reject)
        self._session.locked.connect(self._close_as_locked)
        self.finished.connect(self._forget)

    # --- for whom, about what -----------------------------------------------------------------

    @property
    def audience(self) -> Audience:
        """The reader that is chosen."""
        chosen = self.reader.currentData()
        return chosen if isinstance(chosen, Audience) else Audience(AudienceKind.TAC)

    def choose_reader(self, kind: AudienceKind) -> bool:
        """Choose the first reader of this kind; False where none is offered."""
        for place in range(self.reader.count()):
            if self.reader.itemData(place).kind is kind:
                self.reader.setCurrentIndex(place)
                return True
        return False

    @property
    def is_at_rest(self) -> bool:
        """Whether pages, stops or a refusal are shown and nothing is being made."""
        waiting = self._pause.isActive() or self._work is not None
        return not waiting and (self._built is not None or bool(self.pages.refusal))

    def _offer_records(self) -> None:
        """Ask which record, where the pack is about one and nobody said which."""
        needed = bool(self._pack.needs and not self._record_id and self._case_file)
        self.record_row.setVisible(needed)
        if not needed or self._case_file is None:
            return
        self.record.blockSignals(True)
        for record_id in catalogue.records_for(self._pack, self._case_file):
            self.record.addItem(self._case_file.name(record_id), record_id)
        self.record.blockSignals(False)
        self._record_id = self.record.currentData() or ""

    def _offer_readers(self) -> None:
        self.reader.blockSignals(True)
        self.reader.clear()
        if self._case_file is not None and not names_nobody(self._pack.name):
            for audience in readers_for(self._pack, self._case_file, self._record_id):
                self.reader.addItem(reader_in_words(audience, self._case_file), audience)
            self._choose_reader_again()
        self.reader.blockSignals(False)
        self._reader_chosen()

    def _record_chosen(self) -> None:
        self._record_id = self.record.currentData() or ""
        self._offer_readers()

    def _reader_chosen(self) -> None:
        self._reason = ""
        # The mother's papers are always in large print.
        self.paper.large_print.setEnabled(self.audience.kind is not AudienceKind.MOTHER)
        self.outcome.show_words("done", "")
        self.left_out.show_waiting()
        self.make_pages()

    def _paper_changed(self) -> None:
        if self._built is not None or self._work is not None:
            self._pause.start()
        self._enable()

    def _choose_reader_again(self) -> None:
        if self._wanted is None or self._kept is None:
            return
        places = range(self.reader.count())
        place = next((n for n in places if self.reader.itemData(n) == self._wanted.audience), -1)
        if place >= 0:
            self.reader.setCurrentIndex(place)
            return
        self.again.show_words("warning", reader_is_gone(self._kept))

    # --- making -------------------------------------------------------------------------------

    def make_pages(self) -> None:
        """Make the first copy anew, in the background."""
        self._pause.stop()
        self._stop_work()
        self._built = None
        self._try += 1
        self._order = Order(
            self._session.vault,
            self._pack.name,
            self._case_file if self.paper.wants_details() else None,
            self.audience,
            self._record_id,
            self._reason,
            self.paper.large_print.isChecked(),
            self.paper.note_page.isChecked(),
            self.paper.answer_lines.isChecked(),
            self.paper.two_sided.isChecked(),
            self.selection.selection(),
            self.paper.chosen_language(),
        )
        self.pages.show_making()
        self._enable()
        first, count = self.copies.first_typed(), len(self.copies.copies())
        early = partial(self.pages.first_pages_made.emit, self._try)
        function = partial(made, self._order, first, count, self.pages.report, early)
        self._work = work.run_in_background(
            self,
            _("Making the pages"),
            function,
            partial(self._show_made, self._try),
            partial(self._show_refused, self._try),
            with_dialog=False,
        )

    def _show_first_pages(self, which: int, pdf: bytes) -> None:
        if which != self._try or self._work is None or self._order is None:
            return
        if self._noted != (self.audience, self._record_id):
            self._order.note_first_pages(self._pack.title)
        self.pages.show_first_pages(pdf, self._pack.title)

    def _show_made(self, which: int, first: Made) -> None:
        if which != self._try or self._order is None:
            return
        self._work = None
        self._built = built = first.built
        self.copies.offer(first.names)
        self._show_audience(built)
        if built.stops and not self._reason and self._wanted is not None:
            self._reason = self._wanted.reason_for(self.audience, built.stops)
            self._order = replace(self._order, reason=self._reason)
            self._show_audience(built)
        if built.stops and not self._reason:
            self.pages.show_stops(built.stops, self._order.reader)
        else:
            self._show_pages(built)
        self._enable()

    def _show_audience(self, built: Built) -> None:
        assert self._order is not None
        self.left_out.show_left_out(built.left_out, self._order.reader)
        words = [*built.notices]
        if built.unprintable:
            words.append(
                _("These signs cannot be printed and are left empty: {signs}").format(
                    signs=" ".join(built.unprintable)
                )
            )
        listed = words if len(words) < 2 else [f"•  {one}" for one in words]
        self.notices.show_words("warning", "\n".join(listed))
        words_of_stop = _("Going on although: {stops} Reason: {reason}").format(
            stops=" ".join(built.stops), reason=self._reason
        )
        self.going_on.show_words("danger", words_of_stop if self._reason else "")

    def _show_pages(self, built: Built) -> None:
        assert self._order is not None
        # Looking at the same print again, because a copy's name changed, is no second look.
        looked_at = (self.audience, self._record_id)
        if self._noted != looked_at:
            self._order.note_preview(built)
            self._noted = looked_at
        self.pages.show_pages(built.pdf, built.title)
        self.printer.set_pages(built.pages)

    def _show_refused(self, which: int, error: TacError) -> None:
        if which != self._try:
            return
        self._work = None
        self.left_out.show_no_pages()
        self.pages.show_refused(*refusal_of(error))
        self._enable()

    def _go_on(self, reason: str) -> None:
        if self._order is None or self._built is None:
            return
        self._reason = reason
        self._order = replace(self._order, reason=reason)
        self._noted = None
        self._show_audience(self._built)
        self._show_pages(self._built)
        self._enable()

    def _ask_reason_again(self) -> None:
        if self._built is not None and self._order is not None:
            self.pages.show_stops(self._built.stops, self._order.reader, self._reason)
            self._reason = ""
            self.going_on.hide()
            self._enable()

    def _stop_making(self) -> None:
        if self._work is not None:
            self._work.stop()

    # --- giving out -----------------------------------------------------------------------------

    def may_give_out(self) -> bool:
        """Whether the pages are there, seen, and every stop is answered."""
        built = self._built
        return built is not None and (not built.stops or bool(self._reason))

    def print_now(self) -> None:
        """Print all copies in the background and say what came of it."""
        choice = self.printer.choice()
        if not self.may_give_out() or choice is None:
            return
        assert self._order is not None and self._built is not None
        function = partial(print_all, self._order, self._built, self.copies.copies(), choice)
        work.run_in_background(self, self.print_button.text(), function, self._say_printed)

    def keep_for_later(self) -> None:
        """Put the order into the vault; its pages are made anew when it is printed."""
        if not self.may_give_out():
            return
        assert self._order is not None and self._built is not None
        order = self._choices.to_be_kept(self._order, self._built, self._kept)
        try:
            self._kept = self._session.vault.prints.keep(order)
        except TacError as error:
            self.outcome.show_words("danger", error.sentence)
            return
        self._wanted = wanted_of(self._kept)
        self.outcome.show_words("done", was_kept())
        self._session.changed.emit(self._order.mother_id)

    def save_as_pdf(self) -> None:
        """Ask how and where, in a window of its own with its warning."""
        if not self.may_give_out():
            return
        assert self._order is not None and self._built is not None
        copy = copies_for([self.copies.copies()[0].whom])[0]
        self._open(SavePdfDialog(self._order, self._built, copy, self))

    def save_as_table(self) -> None:
        """The same lines for a spreadsheet, in a window of its own with its warning."""
        if self.may_give_out():
            assert self._order is not None and self._built is not None
            self._open(SaveTableDialog(self._order, self._built, self))

    def _open(self, dialog: SavePdfDialog | SaveTableDialog) -> None:
        self.saving = dialog
        self._session.locked.connect(dialog.close_as_locked)
        dialog.finished.connect(self._say_saved)
        dialog.open()

    def _say_saved(self) -> None:
        dialog, self.saving = self.saving, None
        if dialog is not None and dialog.saved is not None and self._order is not None:
            self.outcome.show_words("done", dialog.saved.sentence)
            self._session.changed.emit(self._order.mother_id)
        if dialog is not None:
            dialog.deleteLater()

    def _say_printed(self, result: PrintResult) -> None:
        kind = "done" if result.succeeded else "danger"
        words = [result.sentence]
        if result.succeeded:
            self._is_done(result)
        elif not result.something_was_printed:
            words.append(or_keep_it())
        self.outcome.show_words(kind, " ".join(words))
        if result.something_was_printed and self._order is not None:
            self._session.changed.emit(self._order.mother_id)
        self._enable()

    def _is_done(self, result: PrintResult) -> None:
        """What was kept waits no longer, where all of it and nothing else was printed."""
        kept, wanted = self._kept, self._wanted
        if kept is None or wanted is None:
            return
        if self._choices.all_was_printed(wanted, self.audience, result):
            self._session.vault.prints.done(kept)
            self._kept = self._wanted = None
            self.again.show_words("info", "")

    def _enable(self) -> None:
        count = len(self.copies.copies())
        ready = self.may_give_out() and not self._pause.isActive()
        self.print_button.setText(counted(count, _("Print 1 copy"), _("Print {count} copies")))
        self.print_button.setEnabled(ready and self.printer.choice() is not None)
        self.keep_button.setEnabled(ready)
        allow(self._session, Right.EXPORT, self.save_button, self.table_button, ready=ready)

    # --- closing --------------------------------------------------------------------------------

    def _close_as_locked(self) -> None:
        # A signal still reaches a Python method whose window is gone.
        if shiboken6.isValid(self):
            self.reject()

    def _stop_work(self) -> None:
        if self._work is not None:
            self._work.stop()
            self._work = None

    def _forget(self) -> None:
        self._stop_work()
        self._try += 1
        self._built = None
        self._order = None
        self._case_file = None
        self.pages.clear()
