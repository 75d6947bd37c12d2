"""Points 2 and 3: unlocking with a slip of the finger, and finding a mother in the caseload."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stdout

from tac_desktop import app, paths
from tac_desktop.casework.training import example_case
from tac_desktop.ui.caseload_page import CaseloadPage
from tac_desktop.ui.pages import places
from tests.end_to_end.job.person import Person

MOTHER = example_case().mother_id
EMPTY, FOUND = "0 of 1 mothers", "1 mother"


def import_the_example(person: Person) -> None:
    """The example case comes in through the command: the window has no entry for it."""
    said = io.StringIO()
    before, sys.stdin = sys.stdin, io.StringIO(person.passphrase + "\n")
    try:
        with redirect_stdout(said):
            path = str(paths.resource("example_case.json"))
            words = ["case", "import", person.vault, path, "--passphrase-file", "-"]
            code = app.main(words)
    finally:
        sys.stdin = before
    assert code == 0 and "revisions were added" in said.getvalue(), said.getvalue()
    person.say(imported=MOTHER)


def unlock_at_the_second_try(person: Person) -> None:
    """A wrong passphrase is told as such; the right one typed over it opens."""
    keys, page = person.keys, person.window.unlock_page
    assert page.field.edit.hasFocus()
    keys.type("wrong words altogether")
    keys.press("Return")
    keys.wait(lambda: page.problem.isVisible(), "a sentence on the wrong passphrase")
    assert "passphrase" in page.problem.label.text(), page.problem.label.text()
    assert person.window.workspace is None
    unlock(person)


def unlock(person: Person) -> None:
    """Type the passphrase, wherever the cursor was put."""
    keys, page = person.keys, person.window.unlock_page
    keys.wait(lambda: page.field.edit.hasFocus(), "the field for the passphrase")
    keys.type(person.passphrase)
    keys.press("Return")
    keys.wait(
        lambda: person.window.rooms.currentWidget() is person.window.workspace, "the workspace"
    )
    person.say(unlocked=person.vault)


def find_her_in_the_caseload(person: Person) -> None:
    """Part of a name, part of a number, and Enter."""
    keys = person.keys
    keys.press("Ctrl+2")
    page = person.workspace.stack.currentWidget()
    assert isinstance(page, CaseloadPage)
    keys.type("zzz")
    assert page.counts.text() == EMPTY and page.nothing.isVisible()
    keys.press("Escape")
    for part in ("averl", "4172"):
        keys.type(part)
        assert (page.counts.text(), page.model.rowCount()) == (FOUND, 1)
        keys.press("Escape")
    keys.type("ros")
    keys.press("Return")
    keys.wait(lambda: person.workspace.shown == "mother", "her file")
    assert "AVERLEY" in person.file.banner.name.text()
    keys.press("Ctrl+K", "Escape", "Alt+2")
    assert person.file.tabs.currentIndex() == places.LOG, "Find gives the keys back"
    person.mother_id = person.file.mother_id
    assert person.mother_id == MOTHER
