"""A mother's file on the screen: its pages, what leads where, amendments, nothing left out."""

from __future__ import annotations

import datetime as dt
import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTableView, QWidget

from tac_desktop.casework.acct import AcctReview
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactSession, Placement
from tac_desktop.casework.children_now import current_placement
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Person
from tac_desktop.casework.record import Record, record_types
from tac_desktop.casework.work import Task
from tac_desktop.storage.journal import AuditAction
from tac_desktop.ui import theme
from tac_desktop.ui.mother_file import MotherFile
from tac_desktop.ui.pages import places
from tac_desktop.ui.pages.acct_page import AcctPage
from tac_desktop.ui.pages.children_page import ChildrenPage
from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.ui.pages.log_page import LogPage
from tac_desktop.ui.pages.mbu_page import MbuPage
from tac_desktop.ui.pages.meetings_page import MeetingsPage
from tac_desktop.ui.pages.papers_page import PapersPage
from tac_desktop.ui.session import Session
from tac_desktop.ui.side_column import waiting_for
from tac_desktop.ui.typed import written_line
from tests.ui.conftest import PASSPHRASE
from tests.ui.example import MOTHER, open_example

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
MODES = QAbstractItemModelTester.FailureReportingMode


@pytest.fixture
def example(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Session]:
    yield from open_example(tmp_path_factory, tmp_path)


def case_file(file: MotherFile) -> CaseFile:
    assert file.case_file is not None
    return file.case_file


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, held)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def page(file: MotherFile, place: int) -> ListPage:
    file.show_page(place)
    assert isinstance(file.page, ListPage)
    return file.page


def test_the_heading_says_who_she_is_and_the_flags_stand_on_every_page(file):
    assert "AVERLEY" in file.banner.name.text()
    assert "Z4172XQ" in file.banner.facts.text() and "MBU-1-07" in file.banner.facts.text()
    words = [mark.text() for mark in file.banner.flags]
    assert any(one.startswith("ACCT open since") for one in words)
    assert "Do not tell: Gethin Pugh" in words
    for place in range(10):
        file.show_page(place)
        assert all(mark.isVisible() for mark in file.banner.flags)
    assert file.banner.flags[0].accessibleName().startswith("Danger: ")


def test_a_flag_leads_to_what_it_rests_on(file, qtbot):
    mark = next(one for one in file.banner.flags if "Gethin" in one.text())
    qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)
    assert file.tabs.currentIndex() == places.CONTACT
    assert "Gethin" in page(file, places.CONTACT).reading.text.toPlainText()


@pytest.mark.parametrize(("digit", "place"), [(Qt.Key.Key_2, 1), (Qt.Key.Key_0, 9)])
def test_alt_and_a_digit_go_to_a_page(file, digit, place):
    file.setFocus()
    QTest.keyClick(file, digit, ALT)
    assert file.tabs.currentIndex() == place


def test_ctrl_tab_goes_round_the_pages(file):
    QTest.keyClick(file, Qt.Key.Key_Tab, CTRL)
    assert file.tabs.currentIndex() == places.LOG
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(file, Qt.Key.Key_Backtab, CTRL | shift)
    assert file.tabs.currentIndex() == places.OVERVIEW


def test_an_entry_is_written_from_the_log_page_and_shown_there(file, example, qtbot):
    log = page(file, places.LOG)
    log.table.setFocus()
    before = len(case_file(file).of(ContactLogEntry))
    press(Qt.Key.Key_N, CTRL)
    assert file.form.body.field_with_focus()[0] == "channel", "before the next key is pressed"
    QTest.keyClicks(focus(), "face to face, off")
    while file.form.body.field_with_focus()[0] != "text":
        press(Qt.Key.Key_Tab)
    QTest.keyClicks(focus(), "Sat with her after the news.")
    press(Qt.Key.Key_Return, CTRL)
    assert file.form is None
    assert len(case_file(file).of(ContactLogEntry)) == before + 1
    assert log.model.index(0, 0).data().startswith(str(example.today().day))
    assert "Sat with her after the news." in log.reading.text.toPlainText()
    assert log.table.hasFocus()


def test_changing_the_page_keeps_what_was_typed(file, example):
    file.new_record(ContactLogEntry)
    file.form.body.go_to("text")
    QTest.keyClicks(focus(), "Called away to the wing")
    QTest.keyClick(file, Qt.Key.Key_3, ALT)
    assert file.form is None
    (draft,) = example.vault.drafts()
    assert any("Called away" in one.accessibleName() for one in file.side.findChildren(QWidget))
    file.open_draft(draft.draft_id)
    assert file.form.body.boxes["text"].editor.value() == "Called away to the wing"


def test_opening_another_file_keeps_what_was_typed(file, example):
    example.vault.save(
        Person(id="other", mother_id="other", kind="mother", first_names="Bethan", last_name="Moss")
    )
    file.new_record(ContactLogEntry)
    file.form.body.go_to("text")
    QTest.keyClicks(focus(), "About Ros only")
    file.open("other")
    assert "MOSS" in file.banner.name.text()
    assert file.form is None
    (draft,) = example.vault.drafts()
    assert draft.mother_id == MOTHER


def test_an_amendment_is_shown_under_the_original_with_who_and_why(file, example):
    entry = case_file(file).entries_of(ContactLogEntry)[-1]
    changed = entry.record.changed(duration_minutes=99)
    example.vault.save(changed, reason="correction", note="The visit was longer.")
    example.changed.emit(MOTHER)
    file.open_record(entry.record.id)
    text = page(file, places.LOG).reading.text.toPlainText()
    original = text.index(entry.record.text[:40])
    amended = text.index("Added or put right later")
    assert original < amended < text.index("The visit was longer.")
    assert f"5 Minutes: {entry.record.duration_minutes}" in text[:amended]
    assert "99" not in text[:amended]
    assert "Mari Lloyd: Correction" in text[amended:]
    assert f"Minutes: {entry.record.duration_minutes} → 99" in text[amended:]


def test_a_log_entry_is_amended_by_key_and_never_overwritten(file, example):
    log = page(file, places.LOG)
    record_id = log.chosen
    before = example.vault.history(record_id)
    log.table.setFocus()
    log.reading.text.setFocus()
    press(Qt.Key.Key_E, CTRL)
    assert file.form is not None and file.form.amend is not None
    QTest.keyClicks(focus(), "She asked for this to be added.")
    press(Qt.Key.Key_Return, CTRL)
    after = example.vault.history(record_id)
    assert after[: len(before)] == before
    assert (after[-1].reason, after[-1].note) == ("addition", "She asked for this to be added.")
    assert "She asked for this to be added." in log.reading.text.toPlainText()


def test_amending_by_key_also_begins_from_the_list(file, qtbot):
    log = page(file, places.LOG)
    log.table.setFocus()
    press(Qt.Key.Key_E, CTRL)
    assert file.form is not None and file.form.record_id == log.chosen


def test_in_a_narrow_window_the_keys_stay_with_the_page_after_saving(file, qtbot):
    file.resize(640, 600)
    log = page(file, places.LOG)
    log.take_focus()
    press(Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: file.form is not None and file.form.body.field_with_focus()[0] != "")
    QTest.keyClicks(focus(), "face to face, off")
    while file.form.body.field_with_focus()[0] != "text":
        press(Qt.Key.Key_Tab)
    QTest.keyClicks(focus(), "Seen in passing.")
    press(Qt.Key.Key_Return, CTRL)
    assert file.form is None
    assert log.table.isHidden() and log.reading.text.hasFocus()
    QTest.qWait(20)


def test_tab_goes_through_the_lines_in_a_row_before_the_button_below_them(file):
    application = case_file(file).entries_of(MbuApplication)[0]
    file._form_wanted(application, {})
    row = file.form.body.boxes["reports"].editor.rows[0]
    row.editors["due"].first_field().setFocus()
    stops = []
    for _stop in range(5):
        press(Qt.Key.Key_Tab)
        stops.append(getattr(focus(), "text", str)())
    chased = [written_line(day) for day in application.record.reports[0].chased]
    assert stops[:4] == [*chased, "Add a line (Enter)"]


def test_the_history_says_every_change_in_words(file, example):
    meeting = case_file(file).of(Meeting)[0]
    example.vault.save(meeting.changed(place="Visits hall"), reason="updated")
    example.changed.emit(MOTHER)
    file.show_history(meeting.id)
    words = file.findChildren(QWidget, "")
    text = next(
        one.toPlainText()
        for one in words
        if getattr(one, "accessibleName", str)() == "History of the record"
    )
    assert f"Place: {meeting.place or 'nothing'} → Visits hall" in text
    assert "Brought up to date" in text
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert file.page.isVisible()


def test_every_record_of_the_file_is_shown(file):
    papers = page(file, places.PAPERS)
    assert isinstance(papers, PapersPage)
    every = {entry.record.id for entry in case_file(file).entries}
    listed = {papers.model.record_id(row) for row in range(papers.model.rowCount())}
    assert listed == every
    for record_id in every:
        papers.go_to(record_id)
        assert papers.reading.record_id == record_id
        assert papers.reading.text.toPlainText().strip()


def test_every_answer_of_every_record_can_be_read(file):
    from tac_desktop.ui.reading_html import sections

    for entry in case_file(file).entries:
        shown = {
            answer.label
            for _title, answers in sections(entry.record, case_file(file).name)
            for answer in answers
        }
        for name, value in entry.record.unmapped.items():
            assert not value or name.replace("_", " ").capitalize() in shown


def test_every_record_leads_to_the_page_of_its_kind(file):
    for cls in record_types():
        for record in case_file(file).of(cls)[:2]:
            file.open_record(record.id)
            assert file.tabs.currentIndex() == places.page_of(record), record.type_name
            if isinstance(file.page, ListPage):
                assert file.page.chosen == record.id, record.type_name


def test_the_log_can_be_read_through_in_full(file):
    log = page(file, places.LOG)
    assert isinstance(log, LogPage)
    log.read_all_button.click()
    text = log.running.text.toPlainText()
    for entry in case_file(file).of(ContactLogEntry):
        assert " ".join(entry.text.split())[:60] in " ".join(text.split())
    log.read_all_button.click()
    assert log.table.isVisible() and not log.running.isVisible()


def test_a_list_is_narrowed_by_typing_blind_to_accents(file):
    log = page(file, places.LOG)
    everything = log.model.rowCount()
    log.filter.setFocus()
    QTest.keyClicks(log.filter, "marlcester")
    assert 0 < log.model.rowCount() < everything
    QTest.keyClicks(log.filter, " zzz")
    assert log.model.rowCount() == 0
    assert not log.reading.record_id
    log.filter.selectAll()
    press(Qt.Key.Key_Delete)
    assert log.model.rowCount() == everything


def test_the_models_of_the_lists_keep_qts_rules(file):
    for place in range(10):
        file.show_page(place)
        for table in file.page.findChildren(QTableView):
            tester = QAbstractItemModelTester(table.model(), MODES.Warning, table)
            table.model().narrow("a")
            table.model().narrow("")
            assert tester.model() is table.model()


def test_the_open_acct_stands_first_and_a_review_begins_with_its_episode(file, qtbot):
    acct = page(file, places.ACCT)
    assert isinstance(acct, AcctPage)
    assert acct.model.index(0, 1).data() == "Episode"
    assert "not the ACCT document" in acct.note()
    acct.table.setFocus()
    press(Qt.Key.Key_N, CTRL)
    assert file.form is not None and file.form.record_class is AcctReview
    episode = acct.model.record_id(0)
    assert file.form.body.boxes["acct_id"].editor.value() == episode
    assert file.form.body.boxes["date"].editor.value() == file._session.today()


def test_one_press_prints_the_contribution_of_a_review(file, qtbot):
    acct = page(file, places.ACCT)
    review = case_file(file).of(AcctReview)[0]
    acct.go_to(review.id)
    assert acct.reading.pack_button.text() == "Print contribution"
    with qtbot.waitSignal(file.pack_wanted) as heard:
        acct.reading.pack_button.click()
    assert heard.args == ["acct_contribution", MOTHER, review.id]


def test_one_press_prints_the_pack_of_a_meeting(file, qtbot):
    meetings = page(file, places.MEETINGS)
    with qtbot.waitSignal(file.pack_wanted) as heard:
        meetings.reading.pack_button.click()
    assert heard.args == ["meeting", MOTHER, meetings.chosen]


def test_meetings_to_come_stand_first_the_nearest_on_top(file, example):
    soon = Meeting(
        mother_id=MOTHER,
        type="core_group",
        date=example.today() + dt.timedelta(days=1),
        time=dt.time(9),
    )
    example.vault.save(soon)
    example.changed.emit(MOTHER)
    meetings = page(file, places.MEETINGS)
    assert isinstance(meetings, MeetingsPage)
    records = [meetings.file.get(Meeting, meetings.model.record_id(row)) for row in range(3)]
    days = [one.date for one in records if one]
    assert meetings.model.record_id(0) == soon.id
    assert days[0] <= days[1]
    assert meetings.model.index(0, 2).data() == "tomorrow"


def test_the_unit_page_shows_stage_dates_lateness_and_missing_answers(file):
    file.show_page(places.MBU)
    mbu = file.page
    assert isinstance(mbu, MbuPage) and mbu.application is not None
    said = mbu.stages.accessibleDescription()
    assert "1. Told of her right: done" in said and "now" in said
    assert "18 months old on 12 May 2028." in mbu.dates.text()
    late = [mbu.reports.index(row, 6).data() for row in range(mbu.reports.rowCount())]
    assert any(words.endswith("days late") and not words.startswith("came") for words in late)
    text = mbu.text.toPlainText()
    assert text.count("not answered yet") == 4, "the four headings of the authority's assessment"
    assert "Recommendation\nNot made yet." in text and "Decision\nNot made yet." in text


def test_evidence_stands_for_and_against_each_criterion_with_its_source(file, example):
    application = case_file(file).of(MbuApplication)[0]
    evidence = [
        {
            "criterion": "able_to_care",
            "direction": "for",
            "evidence": "Feeds and settles her.",
            "source": "Nursery manager, 16 Nov",
        },
        {"criterion": "able_to_care", "direction": "against", "evidence": "Tired."},
    ]
    example.vault.save(application.changed(evidence=evidence), reason="updated")
    example.changed.emit(MOTHER)
    file.show_page(places.MBU)
    text = file.page.text.toPlainText()
    assert text.index("For") < text.index("Feeds and settles her.") < text.index("Against")
    assert "Source: Nursery manager, 16 Nov" in text
    assert text.index("Against") < text.index("Tired.") < text.index("source not recorded")


def test_a_report_is_marked_received_and_chased_with_one_press(file, example, qtbot):
    file.show_page(places.MBU)
    mbu = file.page
    assert isinstance(mbu, MbuPage)
    place = mbu.tracker.currentIndex().row()
    assert mbu.application.reports[place].received is None, "the missing one is chosen"
    qtbot.mouseClick(mbu.chased_button, Qt.MouseButton.LeftButton)
    today = example.today().isoformat()
    assert mbu.application.reports[place].chased[-1] == today
    qtbot.mouseClick(mbu.chased_button, Qt.MouseButton.LeftButton)
    assert mbu.application.reports[place].chased.count(today) == 1
    assert mbu.tracker.currentIndex().row() == place
    qtbot.mouseClick(mbu.received_button, Qt.MouseButton.LeftButton)
    assert mbu.application.reports[place].received == example.today()
    history = example.vault.history(mbu.application.id)
    assert [one.note.split(":")[0] for one in history[-2:]] == ["Chased today", "Received today"]


def test_a_child_card_says_where_with_whom_and_which_contact(file):
    file.show_page(places.CHILDREN)
    children = file.page
    assert isinstance(children, ChildrenPage)
    for child in case_file(file).children:
        card = children.cards[child.id]
        words = " ".join(one.text() for one in card.findChildren(QWidget) if hasattr(one, "text"))
        assert child.display_name() in words
        assert "Authority" in words and "Legal status" in words
    cal = next(one for one in case_file(file).children if one.known_as == "Cal")
    words = [
        one.text() for one in children.cards[cal.id].findChildren(QWidget) if hasattr(one, "text")
    ]
    assert any("of 4 took place since 24 Sep 2026" in one for one in words)


def test_a_placement_begins_with_the_child_of_its_card(file, qtbot):
    file.show_page(places.CHILDREN)
    child = case_file(file).children[1]
    button = next(
        one
        for one in file.page.findChildren(QAbstractButton)
        if one.accessibleName() == f"Moved: next placement: {child.display_name()}"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert file.form.record_class is Placement
    assert file.form.body.boxes["child_id"].editor.value() == child.id
    now = current_placement(case_file(file), child.id)
    assert file.form.body.boxes["replaces_id"].editor.value() == now.id


def test_a_task_is_done_with_one_press_from_the_overview(file, example, qtbot):
    task = next(one for one in case_file(file).of(Task) if one.is_open() and one.due)
    button = next(
        one
        for one in file.page.findChildren(QAbstractButton)
        if one.accessibleName() == f"Done: {task.title}"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    now = example.vault.entry(task.id).record
    assert (now.status, now.done_on) == ("done", example.today())


def test_a_record_changed_in_two_places_is_joined_by_choosing(file, example):
    meeting = case_file(file).of(Meeting)[0]
    base = example.vault.entry(meeting.id).saved.heads
    example.vault.save(meeting.changed(place="Room 4", purpose="One"), follows=base)
    example.vault.save(meeting.changed(place="Room 7", purpose="Two"), follows=base)
    example.changed.emit(MOTHER)
    meetings = page(file, places.MEETINGS)
    meetings.go_to(meeting.id)
    assert meetings.reading.join_button.isVisible()
    assert "changed in two places" in meetings.reading.text.toPlainText()
    meetings.reading.join_button.click()
    from tac_desktop.ui.fork_view import ForkView

    (view,) = file.findChildren(ForkView)
    view.choose_all(0)
    view.choose("purpose", 1)
    view.save()
    now = example.vault.entry(meeting.id)
    assert not now.saved.forked
    assert (now.record.place, now.record.purpose) == ("Room 4", "Two")
    assert len(example.vault.history(meeting.id)[-1].parents) == 2


def test_what_no_form_asks_for_is_kept_when_a_record_is_updated(file, example):
    imported = case_file(file).of(Meeting)[0].changed(unmapped={"old_ref": "M/17"})
    example.vault.save(imported, reason="imported")
    example.changed.emit(MOTHER)
    file.open_record(imported.id)
    assert "Old ref: M/17" in page(file, places.MEETINGS).reading.text.toPlainText()
    record = imported
    file.page.want_update(record.id)
    form = file.form
    assert form is not None
    if form.amend:
        form.amend.note.setPlainText("Looked at again.")
    assert form.save()
    assert example.vault.entry(record.id).record.unmapped == record.unmapped


def test_saving_a_record_unchanged_changes_no_answer(file, example):
    for cls in record_types():
        records: list[Record] = list(case_file(file).of(cls))
        if not records or not cls.layout or records[0].mother_id != MOTHER:
            continue
        record = records[0]
        file.page.want_update(record.id)
        form = file.form
        assert form is not None
        if form.amend:
            form.amend.note.setPlainText("Looked at again.")
        assert form.save(), [link.text() for link in form.summary.links]
        assert example.vault.entry(record.id).record == record, cls.type_name


def test_locking_and_unlocking_brings_back_the_form_with_its_text(file, example, tmp_path):
    file.new_record(ContactLogEntry)
    file.form.body.go_to("text")
    QTest.keyClicks(focus(), "Half a sentence")
    example.lock()
    assert file.form.body.boxes["text"].editor.value() == "Half a sentence"
    example.unlock(PASSPHRASE)
    QTest.keyClicks(file.form.body.boxes["text"].editor.first_field(), ", and the rest")
    file.form.body.go_to("channel")
    QTest.keyClicks(focus(), "tel")
    assert file.form.save()
    newest = max(case_file(file).of(ContactLogEntry), key=lambda one: (one.date, one.time))
    assert newest.text == "Half a sentence, and the rest"
    assert example.vault.drafts() == []


def test_an_empty_file_says_what_belongs_on_each_page(session, qtbot):
    session.vault.save(
        Person(id="new", mother_id="new", kind="mother", first_names="Bethan", last_name="Moss")
    )
    file = MotherFile(session, None)
    qtbot.addWidget(file)
    file.resize(1218, 690)
    file.open("new")
    file.show()
    for place in (places.LOG, places.CONTACT, places.ACCT, places.COURT, places.MEETINGS):
        page_shown = page(file, place)
        assert page_shown.empty.isVisible()
        assert len(page_shown.empty.label.text()) > 40
        page_shown.empty.pressed.emit()
        assert file.form is not None
        file.close_form()
    file.show_page(places.CHILDREN)
    file.page.empty.pressed.emit()
    assert file.form.body.boxes["kind"].editor.value() == "child"
    file.close_form()
    file.show_page(places.MBU)
    file.page.empty.pressed.emit()
    assert file.form.record_class is MbuApplication


def test_a_session_begins_with_the_arrangement_that_is_chosen(file):
    contact = page(file, places.CONTACT)
    session = case_file(file).of(ContactSession)[0]
    contact.go_to(session.id)
    contact.new_record(ContactSession)
    editor = file.form.body.boxes["arrangement_id"].editor
    assert editor.value() == session.arrangement_id


def test_nothing_on_the_pages_goes_without_a_name(file):
    for place in range(10):
        file.show_page(place)
        nameless = [
            one
            for one in file.page.findChildren(QWidget)
            if isinstance(one, (QAbstractButton, QLineEdit, QTableView))
            and one.isVisible()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not one.accessibleName()
            and not getattr(one, "text", str)()
            and not getattr(one, "placeholderText", str)()
        ]
        assert nameless == []


def test_in_a_narrow_window_the_text_takes_the_place_of_the_list(file, qtbot):
    log = page(file, places.LOG)
    file.resize(620, 690)
    QTest.qWait(20)
    assert log.reading.isHidden() and not log.table.isHidden()
    assert file.side.isHidden() and not file.banner.do_here.isHidden()
    log.table.setFocus()
    press(Qt.Key.Key_Return)
    assert log.table.isHidden() and log.reading.text.hasFocus()
    QTest.qWait(20)
    qtbot.mouseClick(log.reading.back_button, Qt.MouseButton.LeftButton)
    assert log.table.hasFocus()
    file.resize(1218, 690)
    QTest.qWait(20)
    assert not log.reading.isHidden() and not log.table.isHidden()


def test_with_large_type_the_file_still_fits_the_screen(example, qtbot):
    theme.apply("light", 200)
    file = MotherFile(example, None)
    qtbot.addWidget(file)
    file.open(MOTHER)
    for place in range(10):
        file.show_page(place)
    file.new_record(AcctReview)
    assert file.minimumSizeHint().height() <= 768 - 170, "menu, search and status line"
    assert file.minimumSizeHint().width() <= 1366 - 296, "the places on the left"


def test_opening_a_file_is_noted_once(file, example):
    file.open(MOTHER)
    seen = [one for one in example.vault.journal(limit=20) if one.action == AuditAction.LOOKED_AT]
    assert len(seen) == 1 and seen[0].mother_id == MOTHER


def test_a_file_that_is_closed_leaves_nothing_behind(example, qtbot):
    file = MotherFile(example, None)
    file.open(MOTHER)
    for place in range(10):
        file.show_page(place)
    file.new_record(Meeting)
    file.form.keeper.end()
    gone = weakref.ref(file)
    shiboken6.delete(file)
    del file
    gc.collect()
    assert gone() is None


def test_who_owes_what_stands_beside_every_page(file):
    waiting = waiting_for(case_file(file))
    assert waiting[0][0].startswith("MBU report: Community offender manager, ")
    assert waiting[0][0].endswith(" days late")
    shown = [one.accessibleName() for one in file.side.findChildren(QAbstractButton)]
    assert waiting[0][0] in shown


def test_a_review_note_can_be_brought_up_to_date_without_further_words(file, example):
    review = case_file(file).of(AcctReview)[0]
    file.page.want_update(review.id)
    file.form.amend.buttons["updated"].click()
    file.form.body.boxes["copy_in_acct"].editor.show_value(True)
    assert file.form.save()
    amendments = example.vault.entry(review.id).amendments
    assert amendments[-1].reason == "updated"
    assert example.vault.entry(review.id).record.copy_in_acct is True
