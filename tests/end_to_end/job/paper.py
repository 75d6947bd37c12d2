"""Packs: the window with the preview, the printer, and the file that was asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QTreeWidget, QWidget

from tac_desktop.storage.journal import AuditAction
from tac_desktop.ui.pack_dialog import PackDialog
from tac_desktop.ui.save_pdf_dialog import SavePdfDialog
from tests.end_to_end.job.person import Person

_PATIENCE = 60.0


def open_pack(person: Person, button: str) -> PackDialog:
    """Press the button beside the record and wait for the pages."""
    keys = person.keys
    keys.press_button(button)
    keys.wait(lambda: _shown() is not None, "the pack's window")
    dialog = _shown()
    assert dialog is not None
    wait_for_pages(person, dialog)
    return dialog


def wait_for_pages(person: Person, dialog: PackDialog) -> None:
    """Until the preview shows the pages for what is chosen now."""

    def ready() -> bool:
        waiting = dialog._pause.isActive() or dialog._work is not None
        return not waiting and (dialog.pages.preview.pages > 0 or bool(dialog.pages.stop_words))

    person.keys.wait(ready, f"the pages; it says {dialog.pages.refusal}", _PATIENCE)


def seen(dialog: PackDialog) -> str:
    """All words of the preview, with one blank between them."""
    preview = dialog.pages.preview
    pages = [preview.text_of_page(number + 1) for number in range(preview.pages)]
    return " ".join(" ".join(pages).split())


def read_what_is_left_out(person: Person, dialog: PackDialog) -> dict[str, list[str]]:
    """Go through the list with the arrow keys; what was left out by the reason for it."""
    keys = person.keys
    keys.tab_to("Left out for this reader")
    tree = QApplication.focusWidget()
    assert isinstance(tree, QTreeWidget)
    found: dict[str, list[str]] = {}
    keys.press("Home")
    reason = ""
    while True:
        item = tree.currentItem()
        assert item is not None
        if item.parent() is None:
            reason = item.text(0)
            found[reason] = []
            if not item.isExpanded():
                keys.press("Right")
        else:
            found[reason].append(item.text(0))
        keys.press("Down")
        if tree.currentItem() is item:
            return found


def print_it(person: Person, dialog: PackDialog, copies: int) -> None:
    """Print so many numbered copies; only their first pages where time is short."""
    keys = person.keys
    before = person.computer.printer.jobs
    if copies > 1:
        keys.tab_to("Copies")
        keys.press(*["Down"] * (copies - 1))
        wait_for_pages(person, dialog)
    if person.short:
        keys.write("Pages", "1")
    words = "Print 1 copy" if copies == 1 else f"Print {copies} copies"
    keys.press_button(words)
    keys.wait(lambda: dialog.outcome.isVisible(), "what came of printing", _PATIENCE)
    assert dialog.outcome.property("role") == "notice_done", dialog.outcome.label.text()
    assert person.computer.printer.jobs == before + copies
    person.say(noted=AuditAction.PRINTED, times=copies)


def save_as_pdf(person: Person, dialog: PackDialog, reason: str, name: str) -> None:
    """Save it as the encrypted file that is offered, and read its six words off the screen."""
    keys, path = person.keys, person.desk_folder / name
    keys.press_button("Save as PDF ...")
    keys.wait(lambda: _saving() is not None, "the window with the warning")
    saving = _saving()
    assert saving is not None and not saving.save_button.isEnabled()
    keys.write("Why a file and not paper", reason)
    person.computer.desk.paths = [path]
    keys.press_button("Choose a place and save")
    keys.wait(lambda: saving.outcome.isVisible(), "what came of saving", _PATIENCE)
    assert saving.saved is not None, saving.outcome.label.text()
    person.known.setdefault("asked_for", []).append(str(path))
    person.known["pdf"] = str(path)
    person.known["pdf_passphrase"] = read_passphrase(saving)
    person.say(noted=AuditAction.EXPORTED_PDF, times=1)
    keys.tab_to("I have written it down")
    keys.press("Space")
    keys.press_button("Close")
    keys.wait(lambda: _saving() is None, "the window to close")
    assert "read back and compared" in dialog.outcome.label.text()


def read_passphrase(window: QWidget) -> str:
    """The words on the card, as a screen reader gets them."""
    cards = [one for one in window.findChildren(QWidget) if one.accessibleName() == "Passphrase"]
    shown = [one.accessibleDescription() for one in cards if one.isVisible()]
    (words,) = [one for one in shown if len(one.split()) == 6]
    return words


def close(person: Person, dialog: PackDialog) -> None:
    """Close the pack's window; the file is there again."""
    keys = person.keys
    keys.press("Escape")
    keys.wait(lambda: _shown() is None, "the pack's window to close")
    keys.wait(lambda: person.window.isActiveWindow(), "the file")


def _shown() -> PackDialog | None:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, PackDialog)]
    return next((one for one in found if one.isVisible()), None)


def _saving() -> SavePdfDialog | None:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, SavePdfDialog)]
    return next((one for one in found if one.isVisible()), None)
