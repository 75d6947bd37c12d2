"""Point 8: her file goes to a colleague, encrypted, and arrives with its history."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from tac_desktop.storage.journal import AuditAction
from tac_desktop.ui.handover_read import HandoverReadDialog
from tac_desktop.ui.handover_write import HandoverWriteDialog
from tests.end_to_end import words
from tests.end_to_end.job.paper import read_passphrase
from tests.end_to_end.job.person import Person

_PATIENCE = 60.0

W = TypeVar("W", bound=QWidget)


def write_it(person: Person) -> None:
    """From the File menu: details, folder, and the passphrase that is shown once."""
    keys = person.keys
    keys.press("Alt+F", "H")
    keys.wait(lambda: _shown(HandoverWriteDialog), "the window")
    dialog = _shown(HandoverWriteDialog)
    assert dialog is not None
    keys.write("Who receives it", words.RECIPIENT)
    keys.write("Of which service", words.RECIPIENT_SERVICE)
    keys.write("What for", words.PURPOSE_OF_HANDOVER)
    keys.write("Written authority to move it", words.AUTHORITY)
    keys.write("Folder or stick to write to", str(person.stick))
    keys.press_button("Write the handover")
    keys.wait(
        lambda: dialog.written or dialog.problem.isVisible(), "the file to be written", _PATIENCE
    )
    assert dialog.written is not None, dialog.problem.label.text()
    person.known["handover"] = str(dialog.written.path)
    person.known["handover_passphrase"] = read_passphrase(dialog)
    person.say(noted=AuditAction.HANDOVER_WRITTEN, times=1, file=person.known["handover"])
    assert not dialog.close_button.isEnabled(), "not before it is on paper"
    keys.tab_to("I have written it down")
    keys.press("Space")
    keys.press_button("Close")
    keys.wait(lambda: _shown(HandoverWriteDialog) is None, "the window to close")


def read_it(person: Person) -> None:
    """The colleague sees what would be added, adds it, and opens the file."""
    keys = person.keys
    keys.press_button("Read a handover ...")
    dialog = _open(person)
    assert "Her whole file would be added" in dialog.plan_words.label.text()
    planned = dialog.plan
    assert planned is not None and not planned.changes_nothing
    assert person.workspace.shown != "mother"
    keys.press_button("Add to this vault")
    keys.wait(lambda: dialog.taken or dialog.problem.isVisible(), "it to be taken in", _PATIENCE)
    assert dialog.taken is not None, dialog.problem.label.text()
    person.say(taken_in=dialog.taken.mother_id)
    keys.press_button("Open her file")
    keys.wait(lambda: _shown(HandoverReadDialog) is None, "the window to close")
    keys.wait(lambda: person.workspace.shown == "mother", "her file")
    assert person.file.mother_id == person.mother_id


def read_it_again(person: Person) -> None:
    """Nothing new, and nothing to add."""
    keys = person.keys
    keys.press("Alt+F", "R")
    dialog = _open(person)
    assert "There is nothing to add" in dialog.plan_words.label.text()
    assert not dialog.add_button.isVisible()
    keys.press("Escape")
    keys.wait(lambda: _shown(HandoverReadDialog) is None, "the window to close")


def find_everything_there(person: Person) -> None:
    """The entry of this morning is found by a word in it, with its amendment and history."""
    keys = person.keys
    keys.press("Ctrl+K")
    keys.type(f"{words.WORD} alarm")
    keys.press("Return")
    keys.wait(lambda: words.INTERRUPTED[:20] in _reading(person), "the interrupted entry")
    keys.press("Ctrl+K")
    keys.type("calls sundays line")
    keys.press("Return")
    keys.wait(lambda: words.AMENDMENT in _reading(person), "the amended entry")
    assert words.NOTE in " ".join(_reading(person).split())
    keys.press("Ctrl+H")
    keys.wait(lambda: person.file._over is not None, "the history")
    shown = QApplication.focusWidget()
    text = str(getattr(shown, "toPlainText", str)())
    assert "Dana Ashgrove-Pryce" in text and words.AMENDMENT in text
    keys.press("Escape")


def _open(person: Person) -> HandoverReadDialog:
    keys = person.keys
    keys.wait(lambda: _shown(HandoverReadDialog), "the window")
    dialog = _shown(HandoverReadDialog)
    assert dialog is not None
    keys.write("Handover file", str(Path(person.known["handover"])))
    keys.write("Its passphrase", str(person.known["handover_passphrase"]))
    keys.press("Return")
    keys.wait(lambda: dialog.plan is not None or dialog.problem.isVisible(), "the plan", _PATIENCE)
    assert dialog.plan is not None, dialog.problem.label.text()
    return dialog


def _shown(kind: type[W]) -> W | None:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    return next((one for one in found if one.isVisible()), None)


def _reading(person: Person) -> str:
    page = person.file.page
    reading = getattr(page, "reading", None)
    return reading.text.toPlainText() if reading is not None else ""
