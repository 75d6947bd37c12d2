"""One form for every record type: typed by keyboard, kept as a draft, saved and proved."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.questions import Kind, questions_of
from tac_desktop.casework.record import record_types
from tac_desktop.casework.work import Task
from tac_desktop.packs.forms import row_number
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.draft_keeper import KEPT_WITHIN_MS, draft_in_words
from tac_desktop.ui.editors.lines import LinesEditor
from tac_desktop.ui.editors.rows import RowsEditor
from tac_desktop.ui.record_form import RecordForm
from tac_desktop.ui.session import Session
from tests.ui.conftest import PASSPHRASE, Answers

CTRL = Qt.KeyboardModifier.ControlModifier
MOTHER = "mother-1"


@pytest.fixture
def file(session: Session) -> str:
    """A small file: a mother, two children, a professional of the address book."""
    session.vault.save_all(
        [
            Person(
                id=MOTHER,
                mother_id=MOTHER,
                kind="mother",
                first_names="Carys",
                last_name="Ffrwd",
                date_of_birth="1994",
            ),
            Person(
                id="child-1", mother_id=MOTHER, kind="child", first_names="Ifan", last_name="Ffrwd"
            ),
            Person(
                id="child-2", mother_id=MOTHER, kind="child", first_names="Łucja", last_name="Ffrwd"
            ),
            Person(
                id="worker-1",
                kind="professional",
                first_names="Naomi",
                last_name="Bright",
                role="child_social_worker",
            ),
        ]
    )
    return MOTHER


@pytest.fixture
def make(session: Session, file: str, qtbot) -> Iterator:
    """Opens forms on the screen."""

    def form(what, **more) -> RecordForm:
        made = RecordForm(session, what, file, None, **more)
        qtbot.addWidget(made)
        made.resize(1200, 620)
        made.show()
        assert QTest.qWaitForWindowActive(made)
        QTest.qWait(1)
        return made

    yield form


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, held)


def type_in(words: str) -> None:
    QTest.keyClicks(focus(), words)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def tab_to(form: RecordForm, field: str, at_most: int = 30) -> int:
    """Press Tab until a question has the focus; how often that took."""
    for count in range(at_most):
        if form.body.field_with_focus()[0] == field:
            return count
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {field}")


def log_entries(vault: Vault) -> list:
    return vault.entries("contact_log", MOTHER)


def test_a_two_line_note_is_written_and_saved_by_keyboard_alone(make, session):
    form = make(ContactLogEntry)
    assert form.body.field_with_focus()[0] == "channel"
    type_in("tel")
    press(Qt.Key.Key_Tab)
    assert tab_to(form, "with_person_ids") < 4
    type_in("nao")
    assert tab_to(form, "text") < 9
    type_in("Rang Naomi about Ifan.")
    press(Qt.Key.Key_Return)
    type_in("She will ring back.")
    press(Qt.Key.Key_Return, CTRL)
    (entry,) = log_entries(session.vault)
    record = entry.record
    assert record.text == "Rang Naomi about Ifan.\nShe will ring back."
    assert (record.channel, record.with_person_ids) == ("phone", ["worker-1"])
    assert record.date == session.today() and record.time is not None
    assert form.state_in_words().startswith("Saved ")
    assert session.vault.drafts() == []


def test_saved_is_said_only_after_the_vault_was_read_back(make, session, monkeypatch, answers):
    form = make(ContactLogEntry, answers={"channel": "phone"})
    form.body.go_to("text")
    type_in("A note that the disk will not keep.")
    monkeypatch.setattr(type(session.vault), "save_all", _lose_everything)
    heard = []
    form.saved.connect(heard.append)
    assert form.save() is False
    assert heard == [] and "Saved" not in form.state_in_words()
    assert "Your text is still on the screen" in answers.said[-1]
    assert session.vault.drafts()[0].content["answers"]["text"].startswith("A note that")


def _lose_everything(vault, records, *, reason="", note="", draft_id=""):
    vault.discard_draft(draft_id)
    return []


def test_the_numbers_are_those_of_the_printed_form(make):
    for cls in record_types():
        if not cls.layout:
            continue
        form = make(cls)
        specs = questions_of(cls)
        asked = [spec for spec in specs.values() if spec.number and spec.kind is not Kind.DATA]
        assert [box.spec for box in form.body.boxes.values()] == asked
        for name, box in form.body.boxes.items():
            words = box.label_in_words()
            assert words == f"{specs[name].number} {specs[name].label}"
        form.keeper.end()


def test_lines_of_a_form_have_the_numbers_of_the_printed_grid(make):
    form = make(Meeting)
    specs = questions_of(Meeting)
    decisions = form.body.boxes["decisions"].editor
    assert isinstance(decisions, LinesEditor)
    decisions.show_value(["Contact weekly", "Report by Friday"])
    names = [field.accessibleName() for field in decisions.fields()]
    for place, name in enumerate(names, start=1):
        assert name.startswith(row_number(specs["decisions"], place) + " ")
    actions = form.body.boxes["actions"].editor
    assert isinstance(actions, RowsEditor)
    row = actions.add_row({"action": "Ring"})
    shown = [label.text() for label in row.findChildren(QLabel)]
    assert row_number(specs["actions"], 1) in shown


def test_a_question_appears_only_after_the_answer_that_asks_for_it(make):
    form = make(ContactLogEntry)
    told = form.body.boxes["news_told_by"]
    assert not told.isVisible()
    form.body.go_to("difficult_news")
    press(Qt.Key.Key_Space)
    assert told.isVisible()
    press(Qt.Key.Key_Space)
    assert not told.isVisible()


def test_an_answer_that_is_not_asked_any_more_is_not_saved(make, session):
    form = make(ContactLogEntry, answers={"channel": "phone", "text": "News."})
    form.body.go_to("difficult_news")
    press(Qt.Key.Key_Space)
    form.body.go_to("news_told_by")
    type_in("The chaplain")
    form.body.go_to("difficult_news")
    press(Qt.Key.Key_Space)
    assert form.save()
    assert log_entries(session.vault)[0].record.news_told_by == ""


def test_what_is_missing_is_said_beside_the_field_and_in_a_summary_that_leads_to_it(make, qtbot):
    form = make(ContactLogEntry)
    press(Qt.Key.Key_S, CTRL)
    assert "Please answer this." in form.body.boxes["channel"].error.text()
    assert form.body.boxes["channel"].error.isVisible()
    words = [link.text() for link in form.summary.links]
    assert "10 What was said or done: Please say what was said or done." in words
    form.body.go_to("date")
    qtbot.mouseClick(form.summary.links[-1], Qt.MouseButton.LeftButton)
    assert form.body.field_with_focus()[0] == "text"
    assert (
        "Please answer this"
        in form.body.boxes["channel"].editor.first_field().accessibleDescription()
    )


def test_a_date_that_cannot_be_read_is_named_and_kept_in_the_draft(make, session):
    form = make(ContactLogEntry, answers={"channel": "phone", "text": "x"})
    form.body.go_to("date")
    focus().selectAll()
    type_in("31/2")
    assert form.save() is False
    assert "“31/2” is not a date." in form.body.boxes["date"].error.text()
    assert session.vault.drafts()[0].content["answers"]["date"] == "31/2"


def test_a_date_is_read_back_while_it_is_typed(make):
    form = make(ContactLogEntry)
    form.body.go_to("date")
    focus().selectAll()
    type_in("y")
    editor = form.body.boxes["date"].editor
    yesterday = dt.date.today() - dt.timedelta(days=1)
    assert "yesterday" in editor.reading() and str(yesterday.day) in editor.reading()
    press(Qt.Key.Key_Tab)
    assert str(yesterday.year) in editor.first_field().text()


def test_what_is_typed_is_in_the_vault_within_two_seconds(make, session, qtbot):
    assert KEPT_WITHIN_MS < 2000
    form = make(ContactLogEntry)
    form.body.go_to("text")
    type_in("The first words")
    qtbot.waitUntil(lambda: bool(session.vault.drafts()), timeout=2000)
    (draft,) = session.vault.drafts()
    assert draft.content["answers"]["text"] == "The first words"
    qtbot.waitUntil(lambda: form.state_in_words().startswith("Draft kept "))
    assert "The first words" in draft_in_words(draft)


def test_a_draft_on_its_way_to_the_disk_does_not_outlive_what_is_saved(
    make, session, qtbot, monkeypatch
):
    form = make(ContactLogEntry)
    form.body.go_to("text")
    type_in("Rang the school.")
    form.body.boxes["channel"].editor.show_value("phone")
    arrived, through, keep = threading.Event(), threading.Event(), Vault.keep_draft

    def slowly(vault, draft):
        arrived.set()
        assert through.wait(20)
        keep(vault, draft)

    monkeypatch.setattr(Vault, "keep_draft", slowly)
    qtbot.waitUntil(arrived.is_set)
    threading.Timer(0.1, through.set).start()
    assert form.save()
    QTest.qWait(60)
    assert session.vault.drafts() == [] and len(log_entries(session.vault)) == 1


def test_steady_typing_does_not_put_the_draft_off(make, session, qtbot):
    form = make(ContactLogEntry)
    form.body.go_to("text")
    for letter in "abcdefghijkl":
        type_in(letter)
        QTest.qWait(160)
    assert session.vault.drafts()


def test_an_untouched_form_leaves_no_draft(make, session):
    form = make(ContactLogEntry)
    form.close_form()
    assert session.vault.drafts() == []


def test_locking_keeps_the_draft_at_once(make, session, vault_folder: Path):
    form = make(ContactLogEntry)
    form.body.go_to("text")
    type_in("Half a sent")
    session.lock()
    with_key = Vault.open(vault_folder, PASSPHRASE)
    assert with_key.drafts()[0].content["answers"]["text"] == "Half a sent"
    with_key.close()
    assert form.body.boxes["text"].editor.value() == "Half a sent"


def test_a_draft_comes_back_with_its_text_and_the_cursor_where_it_was(make, session):
    first = make(ContactLogEntry)
    first.body.go_to("channel")
    type_in("tel")
    first.body.go_to("her_words")
    type_in("I said so")
    press(Qt.Key.Key_Home)
    first.close_form()
    (draft,) = session.vault.drafts()
    again = make(ContactLogEntry, draft=draft)
    assert again.record_id == first.record_id
    assert again.body.boxes["her_words"].editor.value() == "I said so"
    assert again.body.boxes["channel"].editor.value() == "phone"
    assert again.body.field_with_focus() == ("her_words", 0)
    again.body.go_to("text")
    type_in("Done.")
    assert again.save()
    assert session.vault.drafts() == []
    assert len(log_entries(session.vault)) == 1


def test_escape_closes_the_form_and_keeps_the_draft(make, session, qtbot):
    form = make(ContactLogEntry)
    form.body.go_to("text")
    type_in("Called away")
    with qtbot.waitSignal(form.closed):
        press(Qt.Key.Key_Escape)
    assert session.vault.drafts()[0].content["answers"]["text"] == "Called away"


def test_discarding_asks_first_and_then_leaves_nothing(make, session, answers: Answers, qtbot):
    form = make(ContactLogEntry)
    form.body.go_to("text")
    type_in("Not needed")
    form.keeper.keep_now()
    form.discard()
    assert session.vault.drafts(), "refused: the draft is still there"
    answers.choices.append(0)
    with qtbot.waitSignal(form.closed):
        form.discard()
    assert session.vault.drafts() == []
    assert answers.buttons == ["Discard what I typed"]


def test_a_follow_up_becomes_a_task_in_the_same_save(make, session):
    form = make(ContactLogEntry, answers={"channel": "phone", "text": "Rang."})
    form.body.go_to("follow_up")
    type_in("Ring again")
    form.body.go_to("follow_up_due")
    type_in("+7")
    assert form.save()
    (task,) = [entry.record for entry in session.vault.entries("task", MOTHER)]
    (entry,) = log_entries(session.vault)
    assert isinstance(task, Task)
    assert (task.title, task.due) == ("Ring again", session.today() + dt.timedelta(days=7))
    assert entry.record.follow_up_task_id == task.id


def test_amending_an_entry_leaves_a_task_that_is_done_as_it_is(make, session):
    form = make(
        ContactLogEntry, answers={"channel": "phone", "text": "Rang.", "follow_up": "Ring again"}
    )
    assert form.save()
    (task,) = [entry.record for entry in session.vault.entries("task", MOTHER)]
    session.vault.save(task.changed(status="done"), reason="updated")
    amend = make(log_entries(session.vault)[0])
    type_in("She rang at four.")
    assert amend.save()
    (task,) = [entry.record for entry in session.vault.entries("task", MOTHER)]
    assert task.status == "done"


def test_an_amendment_needs_its_reason_in_words(make, session):
    session.vault.save(
        ContactLogEntry(id="log-1", mother_id=MOTHER, channel="phone", text="First.")
    )
    form = make(session.vault.entry("log-1"))
    assert form.save() is False
    assert "what is added or put right" in form.summary.links[0].text()
    type_in("The call was on Monday.")
    assert form.save()
    entry = session.vault.entry("log-1")
    assert entry.record.text == "First."
    assert [(one.reason, one.note) for one in entry.amendments] == [
        ("addition", "The call was on Monday.")
    ]


def test_a_correction_changes_the_answer_and_keeps_what_was_there(make, session):
    session.vault.save(
        ContactLogEntry(
            id="log-1", mother_id=MOTHER, channel="phone", text="First.", duration_minutes=5
        )
    )
    form = make(session.vault.entry("log-1"))
    form.amend.buttons["correction"].click()
    assert form.body.isVisible()
    form.amend.note.setFocus()
    type_in("It took longer.")
    form.body.go_to("duration_minutes")
    focus().selectAll()
    type_in("25")
    assert form.save()
    entry = session.vault.entry("log-1")
    assert entry.record.duration_minutes == 25
    assert entry.amendments[0].reason == "correction"
    assert entry.amendments[0].changes == ("Minutes: 5 → 25",)
    assert session.vault.history("log-1")[0].content["duration_minutes"] == 5


def test_two_changes_at_once_are_both_kept(make, session):
    meeting = Meeting(id="m-1", mother_id=MOTHER, type="core_group", date=dt.date(2026, 11, 20))
    session.vault.save(meeting)
    form = make(session.vault.entry("m-1"))
    form.body.go_to("purpose")
    type_in("Plan the visit")
    session.vault.save(meeting.changed(place="Room 4"), reason="updated")
    assert form.save()
    now = session.vault.entry("m-1").record
    assert (now.purpose, now.place) == ("Plan the visit", "Room 4")


def test_the_same_answer_changed_twice_is_asked_about(make, session, answers: Answers):
    meeting = Meeting(id="m-1", mother_id=MOTHER, type="core_group", date=dt.date(2026, 11, 20))
    session.vault.save(meeting)
    form = make(session.vault.entry("m-1"))
    form.body.go_to("place")
    type_in("Room 7")
    session.vault.save(meeting.changed(place="Room 4"), reason="updated")
    assert form.save() is False
    assert "Place" in answers.said[-1]
    assert session.vault.entry("m-1").record.place == "Room 4"
    answers.choices.append(0)
    assert form.save()
    assert session.vault.entry("m-1").record.place == "Room 7"


def test_the_text_for_the_prison_is_copied_noted_and_taken_off_again(make, session, qtbot):
    form = make(ContactLogEntry, answers={"channel": "phone", "text": "Long and private."})
    form.body.go_to("dps_text")
    type_in("Spoke by phone.")
    button = next(
        one
        for one in form.body.boxes["dps_text"].findChildren(QWidget)
        if getattr(one, "text", str)() == "Copy for the prison's system"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "Spoke by phone."
    noted = session.vault.journal(limit=1)[0]
    assert noted.action.value == "copied_text" and noted.mother_id == MOTHER
    session.clipboard.clear()
    assert QApplication.clipboard().text() == ""
    assert form.save()
    assert log_entries(session.vault)[0].record.dps_copied_at is not None


def test_the_limit_of_a_text_is_counted_and_held(make, session):
    form = make(ContactLogEntry, answers={"channel": "phone", "text": "x"})
    editor = form.body.boxes["dps_text"].editor
    editor.field.setPlainText("a" * 4001)
    counters = [label.text() for label in editor.findChildren(QLabel)]
    assert any("Too long by 1 character" in words for words in counters)
    assert form.save() is False
    editor.field.setPlainText("a" * 4000)
    assert form.save()


def test_rows_are_added_moved_and_taken_away_by_key(make):
    form = make(Meeting)
    editor = form.body.boxes["actions"].editor
    form.body.go_to("actions")
    shift = Qt.KeyboardModifier.ShiftModifier
    press(Qt.Key.Key_A, CTRL | shift)
    type_in("Ring the school")
    press(Qt.Key.Key_A, CTRL | shift)
    type_in("Book the room")
    assert [row["action"] for row in editor.value()] == ["Ring the school", "Book the room"]
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [row["action"] for row in editor.value()] == ["Book the room", "Ring the school"]
    press(Qt.Key.Key_Delete, CTRL | shift)
    assert [row["action"] for row in editor.value()] == ["Ring the school"]


def test_tab_goes_through_rows_in_the_order_of_reading(make):
    form = make(Meeting)
    editor = form.body.boxes["actions"].editor
    first, second = editor.add_row({"action": "One"}), editor.add_row({"action": "Two"})
    first.first_field().setFocus()
    seen = []
    for _count in range(12):
        seen.append(focus())
        press(Qt.Key.Key_Tab)
    assert seen.index(first.first_field()) < seen.index(second.first_field())
    assert seen.index(second.first_field()) < seen.index(editor.more)


def test_enter_begins_the_next_line_of_a_list(make):
    form = make(Meeting)
    form.body.go_to("decisions")
    type_in("Contact weekly")
    press(Qt.Key.Key_Return)
    type_in("Report by Friday")
    editor = form.body.boxes["decisions"].editor
    assert editor.value() == ["Contact weekly", "Report by Friday"]
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert editor.value() == ["Report by Friday", "Contact weekly"]


def test_a_name_is_found_without_its_accents(make):
    form = make(ContactLogEntry)
    form.body.go_to("with_person_ids")
    type_in("lucja")
    press(Qt.Key.Key_Tab)
    assert form.body.boxes["with_person_ids"].editor.value() == ["child-2"]


def test_a_name_that_fits_several_is_not_guessed(make):
    form = make(ContactLogEntry, answers={"channel": "phone", "text": "x"})
    form.body.go_to("with_person_ids")
    type_in("ffrwd")
    assert form.save() is False
    assert "fits more than one" in form.body.boxes["with_person_ids"].error.text()


def test_every_field_says_its_number_and_label_to_a_screen_reader(make):
    for cls in record_types():
        if not cls.layout:
            continue
        form = make(cls)
        for box in form.body.boxes.values():
            field = box.editor.first_field()
            name = field.accessibleName()
            assert name.startswith(str(box.spec.number)), (cls, box.spec.name, name)
        form.keeper.end()


def test_a_professional_goes_into_the_address_book_and_family_into_the_file(make, session):
    professional = make(Person, answers={"kind": "professional", "first_names": "Ann"})
    assert professional.save()
    aunt = make(Person, answers={"kind": "family", "first_names": "Beth"})
    assert aunt.save()
    firm = make(Organisation, answers={"name": "Quill and Partners"})
    assert firm.save()
    where = {entry.record.id: entry.record.mother_id for entry in session.vault.entries()}
    assert where[professional.record_id] == where[firm.record_id] == ""
    assert where[aunt.record_id] == MOTHER


def test_a_draft_belongs_to_the_file_in_which_it_was_begun(make, session):
    form = make(Organisation)
    form.body.go_to("name")
    type_in("Half a firm")
    form.close_form()
    (draft,) = session.vault.drafts()
    assert draft.mother_id == MOTHER
    again = make(Organisation, draft=draft)
    assert again.save()
    assert session.vault.entry(again.record_id).record.mother_id == ""
