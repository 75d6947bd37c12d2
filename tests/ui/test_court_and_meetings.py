"""Court and meetings on the screen: how they stand, one click and its undo, the grid typed back."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.court import CourtOrder, Proceedings, SignedPaper
from tac_desktop.casework.court_tasks import direction_task_id
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Person
from tac_desktop.casework.work import Task
from tac_desktop.ui.meeting_grid import MeetingGrid
from tac_desktop.ui.meeting_grid_rows import ActionLines, CameTicks
from tac_desktop.ui.mother_file import MotherFile
from tac_desktop.ui.pages.court_page import CourtPage
from tac_desktop.ui.pages.log_page import LogPage
from tac_desktop.ui.pages.meetings_page import MeetingsPage
from tac_desktop.ui.pages.places import CHRONOLOGY, COURT, LOG, MEETINGS
from tac_desktop.ui.reading_order import stops
from tac_desktop.ui.session import Session
from tests.ui.example import DAY, MOTHER
from tests.ui.screen import focus, visible
from tests.ui.test_accessibility import nameless


def now(file: MotherFile) -> CaseFile:
    assert file.case_file is not None
    return file.case_file


def court(file: MotherFile) -> CourtPage:
    file.show_page(COURT)
    assert isinstance(file.page, CourtPage)
    return file.page


def meetings(file: MotherFile) -> MeetingsPage:
    file.show_page(MEETINGS)
    assert isinstance(file.page, MeetingsPage)
    return file.page


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in visible(widget, QLabel))


def named(widget: QWidget, beginning: str) -> QPushButton:
    found = [one for one in visible(widget, QPushButton)
             if one.accessibleName().startswith(beginning)]  # fmt: skip
    assert found, [one.accessibleName() for one in visible(widget, QPushButton)]
    return found[0]


def test_running_proceedings_are_told_in_full_above_the_list(file: MotherFile):
    page = court(file)
    words = words_on(page.panel)
    for part in (
        "Care proceedings: Callum Joe Averley",
        "Week 16 of 26. 26 weeks end on 27 Jan 2027.",
        "ZZ26C50217",
        "asked 21 Oct 2026, not confirmed",
        "Desmond Hartigan",
        "Granted",
        "Ursula Pennack",
        "2 of 4 hearings with less than 14 days' notice; 1 missed: late notice and no video slot.",
    ):
        assert part in words
    assert "Care and placement" not in words
    row = page.panel.hearings.lines
    cells = [row.data(row.index(2, column)) for column in range(6)]
    assert cells[2] == "2 days, short" and cells[5].startswith("no: late notice")


def test_a_direction_is_met_in_one_click_with_its_task_and_taken_back_in_another(
    file: MotherFile,
):
    page = court(file)
    panel = page.panel
    order = next(one for one in now(file).of(CourtOrder) if one.type == "interim_care_order")
    panel.directions.selectRow(panel.directions.lines.row_of(f"{order.id}#1"))
    panel.met_button.click()
    direction = now(file).get(CourtOrder, order.id).directions[1]
    assert (direction.status, direction.met_on) == ("met", DAY)
    others = [one.kind for one in now(file).of(Task) if one.from_record_id == order.id]
    assert others == ["court_direction"]  # for the other direction that is still open
    assert panel.one_click.isVisible() and "Mother's response" in panel.one_click.label.text()
    panel.one_click.undo_button.click()
    assert now(file).get(CourtOrder, order.id).directions[1].status == "open"
    made = now(file).get(Task, direction_task_id(order, 0))
    assert made is not None and made.status == "cancelled"


def test_an_agreement_that_nobody_explained_stands_out_and_leads_to_its_letter(
    file: MotherFile, example: Session
):
    callum = now(file).children[0]
    example.vault.save(
        SignedPaper(mother_id=MOTHER, kind="section_20", child_ids=[callum.id], explained=False,
                    asked_by_id=callum.local_authority_id, signed_on=dt.date(2026, 2, 18))
    )  # fmt: skip
    file.reload()
    page = court(file)
    assert "NOT EXPLAINED" in words_on(page.panel)
    next(one for one in visible(page.panel, QPushButton) if "withdraws" in one.text()).click()
    assert file.form is not None and file.form.record_class is Letter
    answers = file.form.body.answers()
    assert answers["kind"] == "withdraw_section_20" and answers["child_ids"] == [callum.id]


def test_the_checklist_of_the_next_meeting_is_worked_off_by_its_buttons(file: MotherFile):
    page = meetings(file)
    assert "Next: ACCT case review, 17 Nov 2026 10:30, tomorrow" in words_on(page.panel)
    named(page.panel, "Asked: The wing has not been asked").click()
    assert "The wing has been asked to unlock her." in words_on(page.panel)
    done = [one for one in now(file).of(Task) if one.kind == "unlock_request"
            and one.status == "done" and one.done_on == DAY]  # fmt: skip
    assert len(done) == 1
    named(page.panel, "Done today: She has not been prepared").click()
    assert "Prepared with her on 16 Nov 2026." in words_on(page.panel)
    page.panel.one_click.undo_button.click()
    assert "She has not been prepared for it yet." in words_on(page.panel)


def test_minutes_are_received_in_one_click(file: MotherFile):
    page = meetings(file)
    meeting = max((one for one in now(file).of(Meeting) if one.status == "held"
                   and not one.minutes_received), key=lambda one: str(one.date))  # fmt: skip
    named(page.panel, "Came today: Core group").click()
    assert now(file).get(Meeting, meeting.id).minutes_received == DAY


def grid_of(file: MotherFile, **wanted: object) -> MeetingGrid:
    page = meetings(file)
    found = [one for one in now(file).of(Meeting)
             if all(getattr(one, name) == value for name, value in wanted.items())]  # fmt: skip
    meeting = found[0]
    page.go_to(meeting.id)
    QTest.keyClick(focus(), Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(file.form, MeetingGrid)
    return file.form


def test_the_printed_grid_is_typed_back_by_keyboard_alone(file: MotherFile):
    grid = grid_of(file, type="mbu_board")
    assert focus() is grid.body.boxes["decisions"].editor.first_field()
    actions = grid.body.boxes["actions"].editor
    assert isinstance(actions, ActionLines)
    QTest.keyClicks(focus(), "Place granted")
    actions.first_field().setFocus()
    for text in ("Book the video room", "Mari", "+7", "Send the minutes", "Chair", ""):
        QTest.keyClicks(focus(), text)
        QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert len(actions.lines) == 3 and focus() is actions.lines[2].action.field
    actions.lines[0].mine.field.click()
    actions.lines[1].awaited.field.click()
    grid.body.boxes["next_meeting"].editor.field.setText("17/2/2027")
    came = grid.body.boxes["invitees"].editor
    assert isinstance(came, CameTicks)
    came.boxes[1].click()
    QTest.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    board = next(one for one in now(file).of(Meeting) if one.type == "mbu_board")
    assert (board.status, board.decisions[-1]) == ("held", "Place granted")
    assert [(one.action, one.who, one.due) for one in board.actions[-2:]] == [
        ("Book the video room", "Mari", DAY + dt.timedelta(days=7)),
        ("Send the minutes", "Chair", None),
    ]
    assert [one.attended for one in board.invitees[:3]] == [False, True, False]
    tasks = {one.title: one.status for one in now(file).of(Task) if one.meeting_id == board.id}
    assert tasks["Book the video room"] == "open"
    assert tasks["Chair: Send the minutes"] == "waiting"
    # The day of the next meeting leads to its form, with what is known already.
    assert file.form is not None and file.form.record_class is Meeting
    answers = file.form.body.answers()
    assert (answers["date"], answers["type"]) == (dt.date(2027, 2, 17), "mbu_board")
    assert answers["child_ids"] == board.child_ids


def test_what_is_typed_into_the_grid_is_kept_as_a_draft_of_the_meeting(
    file: MotherFile, example: Session
):
    grid = grid_of(file, type="discharge_planning")
    actions = grid.body.boxes["actions"].editor
    assert isinstance(actions, ActionLines)
    QTest.keyClicks(actions.first_field(), "Tell the midwife")
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert file.form is None
    (draft,) = [one for one in example.vault.drafts() if one.record_type == "meeting"]
    file.open_draft(draft.draft_id)
    assert file.form is not None
    assert file.form.body.answers()["actions"][-1]["action"] == "Tell the midwife"


def test_an_empty_action_line_goes_with_backspace(file: MotherFile):
    actions = grid_of(file, type="discharge_planning").body.boxes["actions"].editor
    assert isinstance(actions, ActionLines)
    first = actions.lines[0].action.field
    first.setFocus()
    QTest.keyClicks(first, "ab")
    assert len(actions.lines) == 2
    for _time in range(3):
        QTest.keyClick(first, Qt.Key.Key_Backspace)
    assert len(actions.lines) == 1 and actions.value() == []


def test_a_page_with_a_panel_opens_at_its_top_and_a_record_is_found_in_the_list(file: MotherFile):
    order = next(one for one in now(file).of(CourtOrder) if one.type == "placement_order")
    page = court(file)
    area = page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    QTest.qWait(1)
    assert area.verticalScrollBar().value() == 0 < area.verticalScrollBar().maximum()
    file.show_page(MEETINGS)
    file.open_record(order.id)
    QTest.qWait(1)
    assert page.chosen == order.id and area.verticalScrollBar().value() > 0


@pytest.mark.parametrize("place", [LOG, COURT, MEETINGS, CHRONOLOGY])
def test_every_control_has_a_name_and_tab_goes_down_the_page(
    file: MotherFile, example: Session, place: int
):
    example.vault.save(
        SignedPaper(mother_id=MOTHER, kind="section_20", explained=False,
                    signed_on=dt.date(2026, 2, 18))
    )  # fmt: skip
    file.reload()
    file.show_page(place)
    page = file.page
    assert page is not None
    if isinstance(page, LogPage):
        page.read_all_button.click()
    QTest.qWait(1)
    assert nameless(page) == []
    wanted = [one for one in stops(page) if one.isVisible() and one.isEnabled()]
    wanted[0].setFocus()
    walked = [focus()]
    while len(walked) < len(wanted):
        QTest.keyClick(walked[-1], Qt.Key.Key_Tab)
        walked.append(focus())
    assert walked == wanted


def test_an_empty_court_page_begins_with_the_proceedings(file: MotherFile, example: Session):
    mother = Person(kind="mother", first_names="Ann", last_name="Fresh")
    example.vault.save(mother.changed(mother_id=mother.id))
    file.open(mother.id)
    page = court(file)
    assert not page.panel.isVisible() and page.empty.button is not None
    page.empty.button.click()
    assert file.form is not None and file.form.record_class is Proceedings
