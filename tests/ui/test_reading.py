"""Records as text to read, and the stages of an application: no window is needed for either."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtGui import QTextDocument

from tac_desktop.casework.case_file import Amendment, Entry, Saved
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Person
from tac_desktop.casework.questions import questions_of
from tac_desktop.casework.reasons import reason_in_words, reasons_for
from tac_desktop.packs.forms import row_number
from tac_desktop.ui.form_words import form_title, lower_first
from tac_desktop.ui.mbu_stages import State, mbu_stages, stages_in_words
from tac_desktop.ui.reading_html import Ink, reading_html, running_html, sections

TODAY = dt.date(2026, 11, 16)
INK = Ink("#000000", "#444444", "#888888", "#990000", 14, 13, 18)
AT = dt.datetime(2026, 11, 16, 17, 30, tzinfo=dt.UTC)
SAVED = Saved(AT, "Mari Lloyd", AT, "Mari Lloyd")


def names(record_id: str) -> str:
    return f"<{record_id}>"


def text_of(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


def test_what_was_typed_is_never_read_as_markup(qapp):
    record = ContactLogEntry(
        channel="phone", text="<b>5 < 6</b> & <script>alert(1)</script>", date=TODAY
    )
    amendment = Amendment(AT, "<i>x</i>", "addition", "<img src=x>", ("A: <u> → </u>",))
    entry = Entry(record, SAVED, (amendment,))
    shown = text_of(reading_html(entry, record, names, INK))
    for words in (record.text, "<img src=x>", "<i>x</i>", "A: <u> → </u>"):
        assert words in shown
    assert record.text in text_of(running_html([(entry, record)], names, INK))


def test_every_answer_carries_the_number_of_its_question(qapp):
    record = Meeting(
        type="core_group",
        date=TODAY,
        decisions=["Contact weekly", "Report by Friday"],
        actions=[{"action": "Ring the school", "who": "Naomi"}],
    )
    shown = text_of(reading_html(Entry(record, SAVED), record, names, INK))
    specs = questions_of(Meeting)
    assert f"{specs['date'].number} Date: 16 Nov 2026" in shown.replace("\xa0", " ")
    assert f"{row_number(specs['decisions'], 2)} Report by Friday" in shown
    assert f"{row_number(specs['actions'], 1)} Action: Ring the school" in shown


def test_an_answer_whose_question_is_not_asked_is_still_shown():
    record = Person(kind="family", first_names="Sheila", role="kinship_carer", unmapped={"ref": 7})
    found = dict(sections(record, names))
    rest = {answer.label: answer.words for answer in found["Also recorded"]}
    assert rest == {"Role": "Kinship carer", "Ref": "7"}


def test_unanswered_defaults_are_not_shown_as_answers():
    record = ContactLogEntry(channel="phone", text="x", date=TODAY)
    labels = [answer.label for _title, answers in sections(record, names) for answer in answers]
    assert "Difficult news was given" not in labels
    assert "Who told her" not in labels


def test_days_of_chasing_are_written_out():
    record = MbuApplication(reports=[{"from_whom": "Security", "chased": ["2026-11-09"]}])
    found = [answer.words for _title, answers in sections(record, names) for answer in answers]
    assert any("Security" in words for words in found)


@pytest.mark.parametrize(
    ("words", "lower"),
    [("Log entry", "log entry"), ("MBU application", "MBU application"), ("", "")],
)
def test_a_name_in_the_middle_of_a_sentence_is_not_a_capital(words, lower):
    assert lower_first(words) == lower


def test_the_head_of_a_form_says_what_is_done():
    entry = ContactLogEntry(channel="phone", text="x", date=TODAY)
    meeting = Meeting(type="core_group", date=TODAY)
    assert form_title(entry, True, names) == "New log entry"
    assert form_title(entry, False, names) == "Amend log entry of 16 Nov 2026"
    assert form_title(meeting, False, names) == "Update: Core group"


def test_reasons_are_words_and_a_log_entry_is_never_simply_changed():
    assert reason_in_words("mothers_comment") == "The mother's comment"
    assert reason_in_words("some_new_reason") == "Some new reason"
    assert "updated" not in reasons_for(ContactLogEntry)


def stage(application: MbuApplication, words: str) -> State:
    return next(one.state for one in mbu_stages(application, TODAY) if one.words == words)


def test_a_new_application_stands_at_its_first_stage():
    states = [one.state for one in mbu_stages(MbuApplication(), TODAY)]
    assert states[0] is State.NOW
    assert set(states[1:]) == {State.TO_COME}


def test_reports_are_in_only_when_all_of_them_are():
    asked = {"from_whom": "Security", "requested": TODAY}
    there = {**asked, "received": TODAY}
    part = MbuApplication(mother_told_of_right=TODAY, applied=TODAY, reports=[asked, there])
    assert stage(part, "Reports in") is State.NOW
    whole = part.changed(reports=[there, there])
    assert stage(whole, "Reports in") is State.DONE
    assert stage(whole, "Board") is State.NOW


def test_no_appeal_is_needed_where_she_was_given_a_place():
    approved = MbuApplication(decision="approve", decided_on=TODAY)
    refused = MbuApplication(decision="refuse", decided_on=TODAY, appeal_deadline=TODAY)
    assert stage(approved, "Appeal") is State.NOT_NEEDED
    assert stage(refused, "Appeal") is not State.NOT_NEEDED
    assert stage(refused, "Admitted") is State.NOT_NEEDED
    won = refused.changed(appeal_lodged=TODAY, appeal_outcome="upheld")
    assert stage(won, "Admitted") is not State.NOT_NEEDED


def test_the_stages_are_told_in_words():
    said = stages_in_words(mbu_stages(MbuApplication(mother_told_of_right=TODAY), TODAY))
    assert said.startswith("1. Told of her right: done (16 Nov 2026); 2. Applied: now;")
    assert said.endswith("11. Left the unit: to come.")
