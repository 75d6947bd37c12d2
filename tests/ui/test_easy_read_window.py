"""Easy-read sheets and papers of the service in the window: language, reader, what is noted."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtWidgets import QPushButton

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.children import ContactArrangement
from tac_desktop.casework.court import SignedPaper
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.work import Disclosure
from tac_desktop.storage.journal import AuditAction
from tac_desktop.ui.mother_file import MotherFile
from tac_desktop.ui.pages import places
from tests.ui.example import MOTHER, open_example
from tests.ui.paper import wait_for_pages


@pytest.fixture
def session(tmp_path_factory, tmp_path):
    yield from open_example(tmp_path_factory, tmp_path)


def test_my_page_is_for_her_and_its_language_is_chosen_beside_the_paper(opened, qtbot):
    dialog = opened("easy:my_page")
    assert dialog.audience.kind is AudienceKind.MOTHER
    assert dialog.reader.count() == 1
    assert dialog.paper.language_row.isVisible()
    assert dialog.paper.language.accessibleName()
    assert dialog._built.title == "My page"
    dialog.paper.language.setCurrentIndex(dialog.paper.language.findData("cy"))
    wait_for_pages(qtbot, dialog)
    assert dialog._built.title.startswith("Fy nhudalen i")
    assert "Welsh speaker" in dialog.notices.label.text()


def test_a_mother_who_reads_welsh_gets_it_in_welsh_at_once(opened, session):
    mother = session.vault.case_file(MOTHER).mother
    session.vault.save(mother.changed(preferred_language="cy"))
    assert opened("easy:my_page")._built.title.startswith("Fy nhudalen i")


def test_the_language_is_not_asked_where_there_is_one_alone(opened):
    assert opened("leaflet:staff").paper.chosen_language() == ""


def test_a_poster_needs_no_mother_and_leaves_no_disclosure(opened, session, qtbot):
    dialog = opened("leaflet:poster", mother_id="")
    assert not dialog.reader_row.isVisible()
    assert not dialog.paper.details.isVisible()
    before = session.vault.case_file(MOTHER).of(Disclosure)
    dialog = opened("leaflet:poster")
    dialog._order.disclose(dialog._built, "paper", 1, [""])
    assert session.vault.case_file(MOTHER).of(Disclosure) == before
    assert any(one.action is AuditAction.PREVIEWED for one in session.vault.journal())


@pytest.fixture
def file(session, qapp):
    made = MotherFile(session, None)
    made.open(MOTHER)
    made.show()
    yield made
    made.close()
    shiboken6.delete(made)


def test_the_sheets_stand_where_what_they_are_about_stands(file, session, qtbot):
    letters = ContactArrangement(
        mother_id=MOTHER, child_id=file.case_file.children[0].id, type="letterbox"
    )
    signed = SignedPaper(mother_id=MOTHER, kind="section_76_wales")
    session.vault.save_all([letters, signed])
    file.open(MOTHER)
    board = file.case_file.of(MbuApplication)[0]
    file.show_page(places.MBU)
    assert asked(qtbot, file, file.page.easy_button) == ("easy:board", MOTHER, board.id)
    for place, record, sheet in (
        (places.MEETINGS, file.case_file.of(Meeting)[0], None),
        (places.COURT, signed, "easy:signed"),
        (places.CONTACT, letters, "easy:letterbox"),
    ):
        file.show_page(place)
        file.page.go_to(record.id)
        name, mother_id, record_id = asked(qtbot, file, file.page.reading.easy_button)
        assert (mother_id, record_id) == (MOTHER, record.id)
        assert name == sheet if sheet else name.startswith("easy:meeting_")
    file.show_page(places.VOICE)
    words = "Print “My page” for her"
    button = next(one for one in file.page.findChildren(QPushButton) if one.text() == words)
    assert asked(qtbot, file, button) == ("easy:my_page", MOTHER, "")


def test_a_record_without_a_sheet_offers_none(file):
    visits = next(one for one in file.case_file.of(ContactArrangement) if one.type != "letterbox")
    file.show_page(places.CONTACT)
    file.page.go_to(visits.id)
    assert file.page.reading.easy_button.isHidden()


def asked(qtbot, file: MotherFile, button: QPushButton) -> tuple[str, str, str]:
    assert not button.isHidden()
    with qtbot.waitSignal(file.pack_wanted) as signal:
        button.click()
    return tuple(signal.args)
