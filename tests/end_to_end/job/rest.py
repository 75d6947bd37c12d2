"""What else a day brings: a scan, a search, files that are asked for, a mistake of the program,
a long telephone call. Done at the program's own widgets; the keyboard is tried elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tac_desktop.casework.training_pictures import paper_pdf
from tac_desktop.casework.work import Document
from tac_desktop.ui.document_export import ExportDocument
from tac_desktop.ui.pack_dialog import PackDialog
from tac_desktop.ui.pages import places
from tac_desktop.ui.pages.papers_page import PapersPage
from tac_desktop.ui.save_table_dialog import SaveTableDialog
from tests.end_to_end import words
from tests.end_to_end.job.coming_in import unlock
from tests.end_to_end.job.paper import wait_for_pages
from tests.end_to_end.job.person import Person

_PATIENCE = 60.0
REASON = "Asked for by the court, by secure e-mail."


def keep_a_scan(person: Person) -> None:
    """A paper from the stick becomes a document; its pages are looked at."""
    scan = person.stick / "scan 1.pdf"
    scan.write_bytes(paper_pdf("Order", [f"Invented line {n} {words.WORD}" for n in range(120)]))
    person.known.setdefault("asked_for", []).append(str(scan))
    person.workspace.open_mother(person.mother_id)
    person.file.show_page(places.PAPERS)
    page = person.file.page
    assert isinstance(page, PapersPage)
    page.desk.add([scan])
    person.keys.wait(lambda: page.desk.adding is not None, "the window for new papers")
    dialog = page.desk.adding
    assert dialog is not None
    dialog.body.boxes["title"].editor.show_value(f"Order of the {words.WORD} court")
    dialog.keep_this()
    person.keys.wait(lambda: bool(dialog.kept), "the paper to be kept", _PATIENCE)
    dialog.accept()
    person.keys.wait(lambda: page.document() is not None, "the paper on its page")


def search_for_it(person: Person) -> None:
    """By a word that is in it and in what was written before."""
    person.keys.press("Ctrl+K")
    person.keys.type(words.WORD)
    person.keys.wait(lambda: True, "the hits")
    person.keys.press("Escape")


def save_what_was_asked_for(person: Person) -> None:
    """The chronology as a table and the exact file of the scan: the only readable files."""
    session = person.window.session
    path = person.desk_folder / "chronology.csv"
    dialog = PackDialog(session, "chronology", person.mother_id, "", person.window)
    dialog.show()
    wait_for_pages(person, dialog)
    dialog.save_as_table()
    saving = dialog.saving
    assert isinstance(saving, SaveTableDialog)
    saving.reason.setPlainText(REASON)
    person.computer.desk.paths = [path]
    saving.choose_and_save()
    person.keys.wait(lambda: saving.saved is not None, "the table", _PATIENCE)
    saving.close_as_locked()
    dialog.close()
    dialog.deleteLater()
    page = person.file.page
    assert isinstance(page, PapersPage)
    document, case_file = page.document(), person.file.case_file
    assert isinstance(document, Document) and case_file is not None
    copied = person.desk_folder / "copied out.pdf"
    export = ExportDocument(session, document, case_file, person.window)
    export.show()
    export.whom.setText("The court office")
    export.reason.setPlainText(REASON)
    person.computer.desk.paths = [copied]
    export.choose_and_save()
    person.keys.wait(lambda: export.saved is not None, "the copy", _PATIENCE)
    export.close_as_locked()
    export.deleteLater()
    person.known["asked_for"] += [str(path), str(copied)]


def meet_a_mistake_of_the_program(person: Person) -> None:
    """What nobody caught is told without a word of the case."""
    desk = person.computer.desk
    QTimer.singleShot(0, _fail)
    person.keys.on_wait = None
    person.keys.wait(lambda: bool(desk.told), "the message about it")
    person.keys.on_wait = person.computer.refuse_surprises
    person.known["crash_report"] = desk.told.pop()


def be_called_away(person: Person) -> None:
    """Nobody touches anything: it locks by itself, with a form open and words on the clipboard."""
    window = person.window
    window.session.clipboard.copy(words.NOTE)
    window.session.settings.idle_minutes = 0
    person.keys.wait(lambda: not window.session.is_unlocked, "the lock", _PATIENCE)
    window.session.settings.idle_minutes = 5
    assert QApplication.clipboard().text() == "", "locking takes it off the clipboard"
    unlock(person)


def crash_below_python(person: Person) -> None:
    """A fork with everything in memory is ended as by a fault in a library."""
    process = os.fork()
    if process == 0:
        os.abort()
    _process, status = os.waitpid(process, 0)
    person.known["core"] = os.WCOREDUMP(status)


STEPS: tuple[tuple[str, Callable[[Person], None]], ...] = (
    ("scan", keep_a_scan),
    ("search", search_for_it),
    ("asked for", save_what_was_asked_for),
    ("mistake", meet_a_mistake_of_the_program),
    ("idle", be_called_away),
    ("fault", crash_below_python),
)


def _fail() -> None:
    raise ValueError(words.NOTE)
