"""Entered in error, what goes with a saved record, and the stop before saving despite a warning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from PySide6.QtTest import QTest

from tac_desktop.casework import consequences, warnings_before
from tac_desktop.casework.audience import Audience, AudienceKind, view_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.reasons import WENT_ON
from tac_desktop.casework.record import Record
from tac_desktop.casework.warnings_before import Warning
from tac_desktop.casework.work import Task
from tac_desktop.ui.mother_file import MotherFile
from tac_desktop.ui.pages.log_page import LogPage
from tac_desktop.ui.pages.places import LOG
from tac_desktop.ui.reason_dialog import ReasonDialog
from tac_desktop.ui.session import Session
from tests.ui.conftest import Answers
from tests.ui.example import MOTHER, open_example


@pytest.fixture
def example(tmp_path_factory: pytest.TempPathFactory, tmp_path) -> Iterator[Session]:
    yield from open_example(tmp_path_factory, tmp_path)


def first_entry(file: MotherFile) -> ContactLogEntry:
    assert file.case_file is not None
    return next(one for one in file.case_file.of(ContactLogEntry) if one.text and one.significant)


def test_a_record_entered_in_error_leaves_the_file_but_stays_readable_and_can_come_back(
    file: MotherFile, example: Session, answers: Answers
):
    entry = first_entry(file)
    file.show_page(LOG)
    page = file.page
    assert isinstance(page, LogPage)
    page.go_to(entry.id)
    answers.reasons = ["Belongs to another file"]
    page.reading.strike_button.click()

    after = file.case_file
    assert after is not None
    assert entry.id not in {one.id for one in after.of(ContactLogEntry)}
    assert (
        "ENTERED IN ERROR, does not count: Belongs to another file"
        in page.reading.text.toPlainText()
    )
    row = page.model.row_of(entry.id)
    last = page.model.index(row, 2)
    assert str(last.data()).startswith("Entered in error: ")
    for kind in (AudienceKind.COURT, AudienceKind.PRISON):
        view = view_for(after, Audience(kind))
        assert entry.id not in view.case_file.by_id
    assert example.vault.history(entry.id)[-1].reason == "entered_in_error"

    answers.choices = [0]
    page.reading.strike_button.click()
    again = file.case_file
    assert again is not None
    assert entry.id in {one.id for one in again.of(ContactLogEntry)}


def test_without_a_reason_nothing_is_struck_out(file: MotherFile, answers: Answers):
    entry = first_entry(file)
    file.show_page(LOG)
    assert isinstance(file.page, LogPage)
    file.page.go_to(entry.id)
    file.page.reading.strike_button.click()
    assert file.case_file is not None
    assert entry.id in {one.id for one in file.case_file.of(ContactLogEntry)}


def warned(record: Record, case_file: CaseFile) -> Iterable[Warning]:
    if isinstance(record, ContactLogEntry) and "forbidden" in record.text:
        yield Warning("A court order forbids this contact.", "order")


def asks_for_a_task(record: Record, case_file: CaseFile) -> Iterable[Record]:
    if isinstance(record, ContactLogEntry) and "ring back" in record.text:
        task_id = derived_id(record.id, "ring back")
        yield Task(id=task_id, mother_id=record.mother_id, title="Ring back", kind="other")


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warnings_before, "_rules", lambda: {"contact_log": (warned,)})
    monkeypatch.setattr(consequences, "_rules", lambda: {"contact_log": (asks_for_a_task,)})


def write(file: MotherFile, text: str) -> str:
    file.new_log_entry()
    form = file.form
    assert form is not None
    form.body.boxes["channel"].editor.show_value("phone")
    form.body.boxes["text"].editor.show_value(text)
    form.save()
    return form.record_id


def test_what_a_warning_speaks_against_is_saved_only_with_a_reason_that_stays_with_it(
    file: MotherFile, example: Session, answers: Answers, rules: None
):
    record_id = write(file, "The forbidden call was put through")
    assert example.vault.entry(record_id) is None
    assert "A court order forbids this contact." in answers.said[-1]
    assert file.form is not None

    answers.reasons = ["The duty governor allowed it"]
    assert file.form.save()
    entry = example.vault.entry(record_id)
    assert entry is not None
    assert entry.amendments[-1].reason == WENT_ON
    assert "The duty governor allowed it" in entry.amendments[-1].note
    assert file.case_file is not None
    for_the_mother = view_for(file.case_file, Audience(AudienceKind.MOTHER)).case_file
    shown = for_the_mother.by_id.get(record_id)
    assert shown is None or not shown.amendments


def test_what_was_warned_of_once_is_not_asked_again_when_the_record_is_amended(
    file: MotherFile, example: Session, answers: Answers, rules: None
):
    answers.reasons = ["Allowed"]
    record_id = write(file, "A forbidden call")
    entry = example.vault.entry(record_id)
    assert entry is not None and file.case_file is not None
    more = entry.record.changed(her_words="It was good to hear her")
    assert warnings_before.warnings_before(more, file.case_file, entry.record) == []
    assert warnings_before.warnings_before(more, file.case_file) != []


def test_the_tasks_that_a_record_asks_for_are_saved_with_it_and_keep_their_status(
    file: MotherFile, example: Session, rules: None
):
    record_id = write(file, "She asked me to ring back")
    task_id = derived_id(record_id, "ring back")
    task = example.vault.entry(task_id)
    assert task is not None and isinstance(task.record, Task)
    example.vault.save(task.record.changed(status="done"))
    entry = example.vault.entry(record_id)
    assert entry is not None
    now = example.vault.case_file(MOTHER)
    assert consequences.consequences(entry.record, now) == []


def test_the_stop_asks_for_words_before_it_lets_go_on(qtbot):
    dialog = ReasonDialog(
        None, "Stop and look.", ["A court order forbids it."], "Save all the same"
    )
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.field.hasFocus() or QTest.qWaitForWindowActive(dialog)
    dialog.go_on.click()
    assert dialog.isVisible() and dialog.reason == ""
    dialog.field.setPlainText("The duty governor\nallowed it")
    dialog.go_on.click()
    assert dialog.reason == "The duty governor allowed it"
