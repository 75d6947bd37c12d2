"""Requests for own information, keeping, disposal and the register, as they look."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.episode import Case
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.people import Person
from tac_desktop.casework.retention import LegalHold
from tac_desktop.casework.subject_access import GIVE, REDACT, SubjectAccess
from tac_desktop.casework.training_pictures import paper_pdf
from tac_desktop.casework.work import Document
from tac_desktop.packs.answering import about_all_of, decide, without_open_names
from tac_desktop.ui import place_names
from tac_desktop.ui.screens_stage import Stage

if TYPE_CHECKING:
    from tac_desktop.storage.vault import Vault
    from tac_desktop.ui.data_protection_page import DataProtectionPage
    from tac_desktop.ui.session import Session

MOTHER = derived_id("screens", "data protection", "mother")
DUE = derived_id("screens", "data protection", "due")


def take_data_protection(stage: Stage) -> None:
    """All scenes of this subject in the look that is in use."""
    stage.scene("41-data-protection", partial(_scene, stage))


def fill(vault: Vault, today: dt.date) -> None:
    """A small vault: a closed file with a hold, one that is due, and a request about the first."""
    her = Person(id=MOTHER, mother_id=MOTHER, kind="mother", first_names="Tamsin", last_name="Roe")
    due = Person(id=DUE, mother_id=DUE, kind="mother", first_names="Gwen", last_name="Ashe")
    closed = {"status": "closed", "opened": dt.date(2015, 3, 1)}
    vault.save_all(
        [
            her,
            due,
            Person(id="naomi", kind="professional", first_names="Naomi", last_name="Featherstone"),
            Person(
                id="sheila", mother_id=MOTHER, kind="other", first_names="Sheila", last_name="Roe"
            ),
            Case(mother_id=DUE, closed=dt.date(2016, 5, 4), **closed),
            Case(mother_id=MOTHER, closed=dt.date(2017, 2, 1), **closed),
            LegalHold(
                mother_id=MOTHER, reason="Inquiry into mother and baby units", asked_by="Inquiry"
            ),
            ContactLogEntry(
                id="note", mother_id=MOTHER, channel="phone", date=dt.date(2016, 11, 3),
                text="Naomi Featherstone rang: Sheila is worried about the flat. Naomi’s manager "
                "was told. Tamsin said: “Sheila knows me best.”",
            ),
            ContactLogEntry(
                id="well", mother_id=MOTHER, channel="phone", date=dt.date(2016, 11, 9),
                text="She slept better and looked forward to the visit.",
            ),
            SubjectAccess(id="asked", subject_id=MOTHER, received_on=today - dt.timedelta(days=9)),
        ]
    )  # fmt: skip
    paper = Document(id="paper", mother_id=MOTHER, title="Report", date=dt.date(2016, 12, 1))
    lines = [
        f"Line {number} of an invented report about an invented family." for number in range(9)
    ]
    vault.attachments.attach(paper, paper_pdf("An invented report", lines))


def _scene(stage: Stage) -> None:
    from tac_desktop.ui.data_protection_page import GIVEN_OUT, KEEPING, DataProtectionPage
    from tac_desktop.ui.mother_file import MotherFile
    from tac_desktop.ui.pages.places import CASE

    session = stage.new_vault("Data protection")
    window = stage.window(session)
    assert window.workspace is not None
    window.workspace.show_page(place_names.DATA_PROTECTION)
    stage.take(window, "41-data-protection-1-nobody-asked")
    fill(session.vault, dt.date.today())
    page = window.workspace.page(place_names.DATA_PROTECTION)
    assert isinstance(page, DataProtectionPage)
    page.refresh()
    stage.take(window, "41-data-protection-2-requests")
    _work(stage, session, page)
    page.requests.show_requests()
    page.show_part(KEEPING)
    stage.take(window, "41-data-protection-7-keeping")
    _dispose(stage, page)
    stage.take(window, "41-data-protection-10-disposed")
    page.show_part(GIVEN_OUT)
    stage.take(window, "41-data-protection-11-given-out")
    window.workspace.open_mother(MOTHER)
    file = window.workspace.page(place_names.MOTHER)
    assert isinstance(file, MotherFile)
    file.show_page(CASE)
    stage.take(window, "41-data-protection-12-file")
    window.workspace.show_page(place_names.TODAY)
    stage.take(window, "41-data-protection-13-today")


def _work(stage: Stage, session: Session, page: DataProtectionPage) -> None:
    from tac_desktop.ui.access_answer import AccessAnswerDialog
    from tac_desktop.ui.access_pages import AccessPagesDialog

    desk, window = page.requests.desk, page.window()
    page.requests.work_on()
    stage.settle(lambda: desk.work is not None)
    assert desk.work is not None
    desk.table.selectRow(desk.model.row_of("note"))
    desk.names.table.verdict_wanted.emit("accepted", False)
    desk.names.table.verdict_wanted.emit("rejected", False)
    stage.take(window, "41-data-protection-3-names")
    desk.table.selectRow(desk.model.row_of("paper"))
    stage.take(window, "41-data-protection-4-file")
    desk.black_out()
    boxes = window.findChild(AccessPagesDialog)
    assert boxes is not None
    boxes.canvas.add_box()
    stage.take(boxes, "41-data-protection-5-boxes")
    boxes.keep()
    vault = session.vault
    for person in [*desk.work.request.pseudonyms]:
        decide(vault, desk.work, *about_all_of(desk.work, person.person_id, "accepted"))
    decide(vault, desk.work, *without_open_names(desk.work))
    for one in desk.work.open_items():
        decide(vault, desk.work, desk.work.item(one).changed(decision=REDACT, file_decision=GIVE))
    desk.make_answer()
    answer = window.findChild(AccessAnswerDialog)
    assert answer is not None
    stage.settle(answer.print_button.isEnabled)
    stage.take(answer, "41-data-protection-6-answer")
    answer.close_as_locked()


def _dispose(stage: Stage, page: DataProtectionPage) -> None:
    from tac_desktop.ui.disposal_dialog import DisposalDialog
    from tac_desktop.ui.print_dialog import PrintDialog

    part, window = page.retention, page.window()
    part.table.selectRow(part.model.row_of(DUE))
    part.dispose()
    dialog = window.findChild(DisposalDialog)
    assert dialog is not None
    dialog.authority.setText("Retention schedule 2025")
    dialog.why.setPlainText("Seven years have passed.")
    dialog.approved.setText("Ann Example, service manager")
    dialog.typed.setText(dialog.reference)
    dialog.purge.setChecked(False)
    stage.take(dialog, "41-data-protection-8-second-look")
    dialog.go()
    stage.settle(lambda: window.findChild(PrintDialog) is not None)
    certificate = window.findChild(PrintDialog)
    assert certificate is not None
    stage.take(certificate, "41-data-protection-9-certificate")
    certificate.close_as_locked()
