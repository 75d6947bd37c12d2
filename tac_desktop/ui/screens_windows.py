"""Every window and page, one scene each, for the pictures that `screens` takes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from tac_desktop.casework.acct import AcctReview
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.record import Record
from tac_desktop.ui import place_names
from tac_desktop.ui.screens_contact import take_contact
from tac_desktop.ui.screens_court import take_court
from tac_desktop.ui.screens_data_protection import take_data_protection
from tac_desktop.ui.screens_dates import take_dates
from tac_desktop.ui.screens_documents import take_documents
from tac_desktop.ui.screens_episode import take_episode
from tac_desktop.ui.screens_family import take_family
from tac_desktop.ui.screens_handover import take_fork, take_handover, take_many
from tac_desktop.ui.screens_install import take_install
from tac_desktop.ui.screens_people import take_people
from tac_desktop.ui.screens_rescue import take_rescue
from tac_desktop.ui.screens_safety import take_safety
from tac_desktop.ui.screens_search import take_search
from tac_desktop.ui.screens_stage import Stage, file_of
from tac_desktop.ui.screens_sticks import take_sticks

if TYPE_CHECKING:
    from tac_desktop.ui.main_window import MainWindow
    from tac_desktop.ui.mother_file import MotherFile
    from tac_desktop.ui.pack_dialog import PackDialog

TABS = (
    "overview",
    "log",
    "children",
    "contact",
    "acct",
    "mbu",
    "court",
    "meetings",
    "chronology",
    "papers",
)
FORMS: tuple[tuple[str, type[Record]], ...] = (
    ("log-entry", ContactLogEntry),
    ("acct-review", AcctReview),
    ("mbu-application", MbuApplication),
    ("meeting", Meeting),
)
_REASON = "Ordered by the court on 14 November."


def take_windows(stage: Stage) -> None:
    """All scenes in the look that is in use."""
    stage.scene("01-setup", partial(_setup, stage))
    stage.scene("02-unlock", partial(_unlock, stage))
    stage.scene("03-caseload-empty", partial(_caseload_empty, stage))
    stage.scene("04-pages", partial(_pages, stage))
    for place, name in enumerate(TABS):
        stage.scene(f"05-file-{place + 1:02}-{name}", partial(_tab, stage, place, name))
    for name, cls in FORMS:
        stage.scene(f"06-form-{name}", partial(_new_form, stage, name, cls))
        stage.scene(f"06-record-{name}", partial(_saved_record, stage, name, cls))
    stage.scene("07-pack-chooser", partial(_pack_chooser, stage))
    stage.scene("07-copies", partial(_copies, stage))
    stage.scene("07-pack", partial(_pack, stage))
    stage.scene("08-pack-stop", partial(_pack_stop, stage))
    stage.scene("09-save-pdf", partial(_save_pdf, stage))
    stage.scene("10-handover", partial(take_handover, stage))
    stage.scene("10-handover-17", partial(take_fork, stage))
    stage.scene("10-handover-18", partial(take_many, stage))
    stage.scene("10-handover-12-two-sticks", partial(take_sticks, stage))
    stage.scene("11-journal", partial(_journal, stage))
    stage.scene("12-message", partial(_message, stage))
    take_search(stage)
    take_documents(stage)
    take_safety(stage)
    take_contact(stage)
    take_dates(stage)
    take_court(stage)
    take_family(stage)
    take_episode(stage)
    stage.scene("13-people", partial(take_people, stage))
    take_data_protection(stage)
    take_rescue(stage)
    take_install(stage)


def _setup(stage: Stage) -> None:
    session = stage.locked_session(stage.folder / f"New vault {stage.look}")
    window = stage.window(session)
    session.settings.vault_folder = ""
    window._begin_setup(stage.folder / f"New vault {stage.look}")
    page = window.setup_page
    assert page is not None
    page.person.name.setText("Dana Whitlock-Reyes")
    stage.take(window, "01-setup-1-person")
    page.person.go_on()
    stage.take(window, "01-setup-2-passphrase")
    page.passphrase.go_on()
    stage.settle(page.sheet.isVisible)
    stage.take(window, "01-setup-3-recovery-sheet")
    page.sheet.on_paper.setChecked(True)
    page.sheet.go_on()
    stage.take(window, "01-setup-4-typed-back")
    page.type_back.finished.emit()
    stage.take(window, "01-setup-5-service")


def _unlock(stage: Stage) -> None:
    session = stage.locked_session()
    window = stage.window(session)
    window.start(stage.vault_folder)
    stage.take(window, "02-unlock")
    window.unlock_page.field.edit.setText("these words are not right")
    window.unlock_page.unlock()
    stage.settle()
    stage.settle(window.unlock_page.isEnabled)
    stage.take(window, "02-unlock-wrong-passphrase")


def _caseload_empty(stage: Stage) -> None:
    window = stage.window(stage.new_vault("Empty vault"))
    window.build_workspace(place_names.CASELOAD)
    stage.take(window, "03-caseload-empty")


def _pages(stage: Stage) -> None:
    window = stage.window(stage.session())
    pages = (
        ("today", place_names.TODAY),
        ("caseload", place_names.CASELOAD),
        ("settings", place_names.SETTINGS),
        ("help", place_names.HELP),
        ("new-mother", place_names.NEW),
    )
    for name, page in pages:
        assert window.workspace is not None
        window.workspace.show_page(page)
        stage.take(window, f"04-{name}")


def open_file(stage: Stage, window: MainWindow) -> MotherFile:
    """The file of the mother in the pictures, in this window."""
    from tac_desktop.ui.mother_file import MotherFile

    assert window.workspace is not None
    window.workspace.open_mother(stage.mother_id)
    file = window.workspace.page(place_names.MOTHER)
    assert isinstance(file, MotherFile)
    return file


def _tab(stage: Stage, place: int, name: str) -> None:
    window = stage.window(stage.session())
    open_file(stage, window).show_page(place)
    stage.settle()
    stage.take(window, f"05-file-{place + 1:02}-{name}")


def _new_form(stage: Stage, name: str, cls: type[Record]) -> None:
    window = stage.window(stage.session())
    open_file(stage, window).new_record(cls)
    stage.take(window, f"06-form-{name}")


def _saved_record(stage: Stage, name: str, cls: type[Record]) -> None:
    session = stage.session()
    window = stage.window(session)
    records = file_of(session, stage.mother_id).of(cls)
    file = open_file(stage, window)
    file.open_record(records[-1].id)
    stage.take(window, f"06-record-{name}")
    file.show_history(records[-1].id)
    stage.take(window, f"06-record-{name}-history")


def _pack_dialog(stage: Stage) -> PackDialog:
    from tac_desktop.ui.pack_dialog import PackDialog

    session = stage.session()
    meetings = file_of(session, stage.mother_id).of(Meeting)
    board = next(one for one in meetings if one.type == "mbu_board")
    dialog = PackDialog(session, "meeting", stage.mother_id, board.id, None)
    stage.keep(dialog)
    dialog.show()
    stage.settle(partial(_is_made, dialog))
    return dialog


def _pack(stage: Stage) -> None:
    dialog = _pack_dialog(stage)
    dialog.choose_reader(AudienceKind.MOTHER)
    dialog.copies.set_count(3)
    stage.settle(partial(_is_made, dialog))
    stage.take(dialog, "07-pack")
    area = dialog.scroll_area
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    stage.take(dialog, "07-pack-paper")


def _pack_chooser(stage: Stage) -> None:
    from tac_desktop.ui.pack_chooser import PackChooser

    chooser = PackChooser(stage.session(), stage.mother_id, None)
    _show(stage, chooser)
    stage.take(chooser, "07-pack-chooser")


def _copies(stage: Stage) -> None:
    from tac_desktop.ui.copies_out_dialog import CopiesOutDialog

    dialog = CopiesOutDialog(stage.session(), stage.mother_id, None)
    _show(stage, dialog)
    stage.take(dialog, "07-copies")


def _pack_stop(stage: Stage) -> None:
    dialog = _pack_dialog(stage)
    dialog.choose_reader(AudienceKind.COMMUNITY)
    stage.settle(partial(_is_made, dialog))
    stage.take(dialog, "08-pack-stop")
    dialog.pages.reason_field.setPlainText(_REASON)
    dialog.pages.go_on_with_reason()
    stage.take(dialog, "08-pack-stop-answered")


def _save_pdf(stage: Stage) -> None:
    from tac_desktop.ui.save_pdf_dialog import SavePdfDialog

    dialog = _pack_dialog(stage)
    # Whoever the Board's pack is for first may have to be stopped and asked for a reason.
    dialog.choose_reader(AudienceKind.TAC)
    stage.settle(partial(_is_made, dialog))
    dialog.save_as_pdf()
    saving = dialog.saving
    assert isinstance(saving, SavePdfDialog)
    saving.reason.setPlainText(_REASON)
    saving.unencrypted.setChecked(True)
    stage.take(saving, "09-save-pdf-open")
    saving.encrypted.setChecked(True)
    stage.prompter.paths.append(stage.folder / f"given {stage.look}.pdf")
    saving.choose_and_save()
    stage.settle(saving.passphrase.isVisible)
    stage.take(saving, "09-save-pdf-encrypted")
    saving.close_as_locked()


def _journal(stage: Stage) -> None:
    window = stage.window(stage.session())
    assert window.workspace is not None
    window.workspace.show_page(place_names.JOURNAL)
    from tac_desktop.ui.journal_page import JournalPage

    page = window.workspace.page(place_names.JOURNAL)
    assert isinstance(page, JournalPage)
    page.check_chain()
    stage.settle(page.notice.isVisible)
    stage.take(window, "11-journal")


def _message(stage: Stage) -> None:
    from tac_desktop.storage.errors import VaultOpenElsewhere
    from tac_desktop.ui.messages import MessageDialog
    from tac_desktop.words import _

    window = stage.window(stage.session())
    dialog = MessageDialog(
        window,
        VaultOpenElsewhere("Bethan Rees"),
        [_("Try again")],
        refuse_words=_("Go back"),
    )
    _show(stage, dialog)
    stage.take(dialog, "12-message")


def _show(stage: Stage, dialog: QDialog) -> None:
    stage.keep(dialog)
    dialog.show()


def _is_made(dialog: PackDialog) -> bool:
    return dialog.is_at_rest
