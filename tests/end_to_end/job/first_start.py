"""Point 1: from nothing to an empty caseload that says what to do first."""

from __future__ import annotations

from tac_desktop.ui.caseload_page import CaseloadPage
from tac_desktop.ui.setup_page import SetupPage
from tests.end_to_end.job.person import Person

NAME = "Dana Ashgrove-Pryce"
PRISON = "HMP Eastmoor"
COLLEAGUE = "Ŵyn Kowalczyk"
OWN_PASSPHRASE = "seven kettles under the Ŵy bridge"


def make_a_vault_with_the_offered_passphrase(person: Person) -> None:
    """Name, offered words, sheet printed and typed back, details of the service."""
    keys, setup = person.keys, _setup(person)
    keys.type(NAME)
    keys.press("Return")
    keys.wait(lambda: setup.stack.currentWidget() is setup.passphrase, "the passphrase step")
    person.passphrase = setup.passphrase.chooser.offered.text()
    assert len(person.passphrase.split()) == 4
    person.vault = str(setup.person.folder)
    person.say(passphrase=person.passphrase)
    keys.press_button("Make the vault")
    code = _read_the_code(person, setup)
    keys.press_button("Print the sheet")
    keys.wait(lambda: "handed to the printer" in setup.sheet.outcome.label.text(), "printing")
    _type_the_sheet_back(person, setup, code)
    person.say(made=person.vault)
    _describe_the_service(person, setup, PRISON)


def make_a_vault_with_a_passphrase_of_her_own(person: Person) -> None:
    """The same on a colleague's computer; her sheet is saved, as her printer is elsewhere."""
    keys, setup = person.keys, _setup(person)
    person.vault, person.passphrase = str(setup.person.folder), OWN_PASSPHRASE
    person.say(passphrase=person.passphrase)
    keys.type(COLLEAGUE)
    keys.press("Return")
    keys.wait(lambda: setup.stack.currentWidget() is setup.passphrase, "the passphrase step")
    keys.press("Down")
    keys.write("Passphrase", OWN_PASSPHRASE)
    assert setup.passphrase.chooser.strength.text().startswith(("Good", "Strong"))
    keys.write("The same passphrase again", OWN_PASSPHRASE)
    keys.press_button("Make the vault")
    code = _read_the_code(person, setup)
    path = person.desk_folder / "recovery-sheet.pdf"
    person.computer.desk.agrees_to = ["Save the PDF"]
    person.computer.desk.paths = [path]
    keys.press_button("Save as PDF instead ...")
    keys.wait(lambda: str(path) in setup.sheet.outcome.label.text(), "saving the sheet")
    person.known.setdefault("asked_for", []).append(str(path))
    _type_the_sheet_back(person, setup, code)
    person.say(made=person.vault)
    _describe_the_service(person, setup, "HMP Westmoor")


def _setup(person: Person) -> SetupPage:
    page = person.window.setup_page
    assert page is not None, "set-up comes first where there is no vault"
    return page


def _read_the_code(person: Person, setup: SetupPage) -> list[str]:
    person.keys.wait(lambda: setup.stack.currentWidget() is setup.sheet, "the recovery sheet")
    groups = [label.text() for label in setup.sheet.groups]
    assert len(groups) == 14 and all(groups)
    return groups


def _type_the_sheet_back(person: Person, setup: SetupPage, groups: list[str]) -> None:
    keys = person.keys
    keys.tab_to("I have printed the sheet")
    keys.press("Space")
    keys.press_button("Continue")
    keys.wait(lambda: setup.stack.currentWidget() is setup.type_back, "typing back")
    for number in setup.type_back.asked:
        keys.write(f"Group {number}", groups[number - 1].lower())
    keys.press("Return")
    keys.wait(lambda: setup.stack.currentWidget() is setup.service, "the service's details")


def _describe_the_service(person: Person, setup: SetupPage, prison: str) -> None:
    keys = person.keys
    keys.write("Prison", prison)
    keys.write("Telephone", "0300 555 0100")
    keys.write("What to do when the link fails", "Ring the wing office; it rings back.")
    keys.press_button("Save and begin")
    keys.wait(lambda: person.window.workspace is not None, "the workspace")
    page = person.workspace.stack.currentWidget()
    assert isinstance(page, CaseloadPage) and page.model.rowCount() == 0
    assert "Begin with the mother you see next" in page.empty.label.text()
    assert page.empty.button is not None and page.empty.button.hasFocus()
