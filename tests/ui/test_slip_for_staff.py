"""The slip for staff and the text for the prison's case notes, from where a record is read."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tac_desktop.casework.acct import AcctReview
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.work import Task
from tac_desktop.ui.reading_view import ReadingView
from tests.ui.screen import add_mother


@pytest.fixture
def shown(window):
    """Saves a record and shows it to read."""
    vault = window.session.vault
    mother_id = add_mother(vault, "Rhosyn", "Averley")
    view = ReadingView(window.session, window)

    def show(cls, **answers):
        record = cls(id="one", mother_id=mother_id, date=window.session.today(), **answers)
        vault.save(record)
        case_file: CaseFile = vault.case_file(mother_id)
        view.show_entry(case_file.by_id["one"], case_file)
        return view

    yield show
    view.setParent(None)


@pytest.mark.parametrize("cls", [Meeting, AcctReview, ContactLogEntry])
def test_a_slip_for_staff_is_one_press_away(shown, cls):
    view = shown(cls)
    wanted = []
    view.print_wanted.connect(lambda name, record_id: wanted.append((name, record_id)))
    assert not view.slip_button.isHidden()
    view.slip_button.click()
    assert wanted == [("outcome_slip", "one")]
    assert view.copy_button.isHidden(), "nothing was written for the case notes"


@pytest.mark.parametrize("cls", [Meeting, AcctReview, ContactLogEntry])
def test_what_was_written_for_the_case_notes_is_copied(shown, cls):
    view = shown(cls, dps_text="She took part by telephone.")
    assert not view.copy_button.isHidden()
    view.copy_button.click()
    assert QApplication.clipboard().text() == "She took part by telephone."


def test_no_slip_is_offered_for_anything_else(window, shown):
    view = shown(Meeting)
    vault = window.session.vault
    mother_id = vault.entries("meeting")[0].record.mother_id
    vault.save(Task(id="task", mother_id=mother_id, title="Ring the school"))
    case_file = vault.case_file(mother_id)
    view.show_entry(case_file.by_id["task"], case_file)
    assert view.slip_button.isHidden()
