"""What the menus and pages ask for that opens a window of its own or takes a while."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from tac_desktop.errors import TacError
from tac_desktop.storage.roles import Right
from tac_desktop.ui import messages
from tac_desktop.ui.work import Progress, run_in_background
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.handover.read import OpenedHandover
    from tac_desktop.storage.verify import VerifyReport
    from tac_desktop.ui.main_window import MainWindow


class Commands(QObject):
    """Each command is a method; dialogs stay open beside the lock and are told by it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session

    def choose_pack(self, mother_id: str) -> None:
        """Ask which of all packs and forms is to be made from a mother's file."""
        from tac_desktop.ui.loading import load_what_draws_pages
        from tac_desktop.ui.pack_chooser import PackChooser

        chooser = PackChooser(self._session, mother_id, self._window)
        chooser.chosen.connect(partial(self._make_chosen, mother_id))
        self._show(chooser)
        load_what_draws_pages()

    def make_pack(self, pack_name: str, mother_id: str, record_id: str) -> None:
        """Preview and print something from a mother's file, or what was kept to be printed."""
        from tac_desktop.packs.print_later import KEPT
        from tac_desktop.ui.pack_dialog import PackDialog

        if pack_name.startswith(KEPT):
            self._print_kept(pack_name.removeprefix(KEPT))
            return
        self._session.vault.prints.note_choice(pack_name)
        self._show(PackDialog(self._session, pack_name, mother_id, record_id, self._window))

    def write_handover(self, mother_id: str) -> None:
        """Write a mother's file, encrypted, to a folder or stick."""
        from tac_desktop.ui.handover_write import HandoverWriteDialog

        try:
            self._session.vault.demand(Right.HAND_OVER)
        except TacError as error:
            messages.tell(self._window, error)
            return
        self._show(HandoverWriteDialog(self._session, mother_id, self._window))

    def write_handovers(self) -> None:
        """Write several mothers' files at once, as when somebody leaves her post."""
        from tac_desktop.ui.handover_many import HandoverManyDialog

        try:
            self._session.vault.demand(Right.HAND_OVER)
        except TacError as error:
            messages.tell(self._window, error)
            return
        self._show(HandoverManyDialog(self._session, self._window))

    def read_handover(self) -> None:
        """Read a file that a colleague handed over."""
        from tac_desktop.ui.handover_read import HandoverReadDialog

        dialog = HandoverReadDialog(self._session, self._window)
        dialog.file_wanted.connect(self._open_file)
        dialog.look_wanted.connect(self._look_at)
        self._show(dialog)

    def look_at_handover(self) -> None:
        """Read a handover without a vault: nothing is changed or kept."""
        from tac_desktop.ui.handover_view import HandoverViewDialog

        self._show(HandoverViewDialog(self._session, self._window))

    def _look_at(self, opened: OpenedHandover) -> None:
        from tac_desktop.ui.handover_view import HandoverViewDialog

        dialog = HandoverViewDialog(self._session, self._window)
        dialog.show_opened(opened)
        self._show(dialog)

    def list_handovers(self) -> None:
        """What was handed over, and whether it arrived."""
        from tac_desktop.ui.handover_list import HandoverListDialog

        self._show(HandoverListDialog(self._session, self._window))

    def check_vault(self) -> None:
        """Read everything in the vault and say what was found."""
        vault = self._session.vault

        def checked(progress: Progress) -> VerifyReport:
            return vault.verify(progress)

        run_in_background(self._window, _("Checking the vault"), checked, self._checked)

    def count_vault(self) -> None:
        """How many records there are of each kind, for whoever may know no more."""
        from tac_desktop.storage.projection import type_in_words

        counts = self._session.vault.counts()
        lines = sorted(f"{type_in_words(kind)}: {count}" for kind, count in counts.items())
        files = _("Records in this vault: {count}").format(count=sum(counts.values()))
        messages.tell(self._window, "\n".join([files, "; ".join(lines)]), _("Counts of the vault"))

    def check_computer(self) -> None:
        """What is missing or blocked on this computer, in words for its IT."""
        from tac_desktop.ui.check_dialog import CheckDialog

        self._show(CheckDialog(self._window))

    def upgrade(self) -> None:
        """A new version from a signed file."""
        from tac_desktop.ui.upgrade_dialog import UpgradeDialog

        self._show(UpgradeDialog(self._session, self._window))

    def _print_kept(self, order_id: str) -> None:
        """Open what was kept; where it cannot be made any more, say so."""
        from tac_desktop.ui.pack_dialog import PackDialog

        kept = self._session.vault.prints.order(order_id)
        if kept is None:
            return
        try:
            dialog = PackDialog(
                self._session, kept.pack, kept.mother_id, kept.record_id, self._window, kept=kept
            )
        except TacError as error:
            messages.tell(self._window, error)
            return
        self._show(dialog)

    def _make_chosen(self, mother_id: str, pack_name: str) -> None:
        self.make_pack(pack_name, mother_id, "")

    def _open_file(self, mother_id: str) -> None:
        if self._window.workspace is not None:
            self._window.workspace.open_mother(mother_id)

    def _checked(self, report: VerifyReport) -> None:
        if report.ok:
            messages.tell(self._window, "\n".join(report.sentences), _("Check the vault"))
            return
        lines = [
            _("Something in the vault is not as it should be."),
            *report.sentences,
            _("Keep the folder as it is. What is whole can be brought back into a new vault."),
        ]
        buttons = [_("Lock it and bring it back ...")]
        if messages.choose(self._window, "\n".join(lines), buttons) == 0:
            self._window.bring_back(self._session.vault.folder)

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()
