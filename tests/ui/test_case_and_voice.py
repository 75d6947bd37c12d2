"""The work with a mother on the screen: case, consents, closing, coming back, going, her voice.

One copy of the example serves the file; each test leaves the case open as it found it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton

from tac_desktop.casework.audience import Audience, AudienceKind, view_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.cases import current_case
from tac_desktop.casework.consents import ConsentState, consent_line
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.departure import gone
from tac_desktop.casework.episode import Barrier, Case, Consent, Need, Outcome, Referral
from tac_desktop.casework.oversight import ManagementOversight, StaffEnquiry
from tac_desktop.casework.release import Departure, ReleasePlan
from tac_desktop.casework.voice import Explanation
from tac_desktop.casework.work import Supervision, Task
from tac_desktop.packs.service_work import service_work_print
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.closing_page import ClosingPage
from tac_desktop.ui.departure_page import DeparturePage
from tac_desktop.ui.her_side_form import HerSideForm
from tac_desktop.ui.mother_file import MotherFile
from tac_desktop.ui.pages.case_page import CasePage
from tac_desktop.ui.pages.places import CASE, LOG, VOICE
from tac_desktop.ui.pages.voice_page import VoicePage
from tac_desktop.ui.plain_fields import put
from tac_desktop.ui.reopening_page import ReopeningPage
from tac_desktop.ui.service_work_page import ServiceWorkPage
from tac_desktop.ui.session import Session
from tac_desktop.ui.shared_form import SharedFormDialog, open_shared_draft
from tac_desktop.ui.stroke_titles import CLOSING, REOPENING
from tac_desktop.ui.waiting_list import WaitingList
from tests.packs.reading import Paper
from tests.ui.example import MOTHER, open_example
from tests.ui.screen import add_mother

TODAY = dt.date(2026, 11, 16)


class OnTheDay(Session):
    """The example is about one day."""

    def today(self) -> dt.date:
        return TODAY


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder: Path = tmp_path_factory.mktemp("case and voice")
    for made in open_example(tmp_path_factory, folder):
        made.today = OnTheDay.today.__get__(made)
        yield made


@pytest.fixture
def file(example: Session, qtbot) -> MotherFile:
    made = MotherFile(example, None)
    qtbot.addWidget(made)
    made.resize(1218, 690)
    made.show()
    made.open(MOTHER)
    made.show_page(CASE)
    return made


def page(file: MotherFile) -> CasePage:
    assert isinstance(file.page, CasePage)
    return file.page


def now(session: Session) -> CaseFile:
    return session.vault.case_file(MOTHER, TODAY)


def button(widget, words: str) -> QPushButton:
    found = [one for one in widget.findChildren(QPushButton) if one.text().startswith(words)]
    shown = [one for one in found if not one.isHidden()]
    return shown[0]


def the_case(session: Session) -> Case:
    return max(now(session).of(Case), key=lambda one: one.episode or 0)


def undo(file: MotherFile) -> None:
    bar = page(file).undo_bar
    assert bar.stroke is not None
    bar.button.click()
    assert bar.stroke is None


def test_the_page_says_how_things_stand(file):
    words = " ".join(one.text() for one in page(file).findChildren(QLabel))
    for said in ("Open since 25 Jun 2026", "Reopened", "Prison offender manager"):
        assert said in words
    headings = [card.heading for card in page(file).cards.cards]
    assert headings[0] == "The case" and {"Consents", "Before release"} <= set(headings)


def test_a_consent_is_withdrawn_in_one_click_and_the_next_print_stops(file, example):
    one = consent_line(now(example), "share_with_prison_staff").consent
    page(file).withdraw(one.id)
    line = consent_line(now(example), "share_with_prison_staff")
    assert (line.state, line.consent.withdrawn_on) == (ConsentState.WITHDRAWN, TODAY)
    stops = view_for(now(example), Audience(AudienceKind.PRISON)).stops
    assert any("withdrew her consent" in stop for stop in stops)
    undo(file)
    assert consent_line(now(example), "share_with_prison_staff").state is ConsentState.IN_FORCE


def test_asking_again_begins_with_the_purpose_and_her_last_limit(file, example):
    line = consent_line(now(example), "share_with_local_authorities")
    page(file).ask_for_consent(line)
    answers = file.form.body.answers()
    assert answers["purpose"] == "share_with_local_authorities"
    assert answers["limits"] == line.consent.limits
    file.close_form()


def test_a_need_an_outcome_and_a_barrier_take_one_click_each(file, example):
    need = next(one for one in now(example).of(Need) if one.status == "in_progress")
    page(file).set_need(need.id, "partly_met")
    assert now(example).get(Need, need.id).status == "partly_met"
    undo(file)
    assert now(example).get(Need, need.id).status == "in_progress"
    for cls, code in ((Outcome, "supported_life_story"), (Barrier, "poor_sound")):
        before = len(now(example).of(cls))
        box = next(
            one
            for one in page(file).cards.findChildren(ChoiceBox)
            if one.accessibleName() == f"Add: {cls.type_title()}" and not one.isHidden()
        )
        box.choose(code)
        page(file).add_counted(cls, box)
        assert len(now(example).of(cls)) == before + 1
        undo(file)
        assert len(now(example).of(cls)) == before


def test_a_plan_for_release_counts_back_and_is_settled_line_by_line(file, example):
    page(file).make_plan()
    plan = now(example).of(ReleasePlan)[0]
    assert plan.planned_for == dt.date(2027, 5, 23)
    tasks = [one for one in now(example).of(Task) if one.kind == "release_item"]
    assert len(tasks) == len(plan.items)
    page(file).settle(plan.id, 0, True)
    assert now(example).get(ReleasePlan, plan.id).items[0].done_on == TODAY
    undo(file)
    assert now(example).get(ReleasePlan, plan.id).items[0].done_on is None


def test_the_referrer_is_told_in_one_click(file, example):
    first = min(now(example).of(Referral), key=lambda one: one.date)
    page(file).referrer_told(first.id)
    assert now(example).get(Referral, first.id).referrer_updated_on == TODAY
    undo(file)


def test_the_outcome_of_a_referral_is_one_click_and_asks_to_tell_the_referrer(file, example):
    case = the_case(example)
    new = Referral(mother_id=MOTHER, date=TODAY, source="wing_staff", case_id=case.id)
    example.vault.save(new)
    example.changed.emit(MOTHER)
    page(file).set_outcome(new.id, "waiting")
    assert the_case(example).status == "waiting"
    (task,) = [one for one in now(example).of(Task) if one.kind == "tell_referrer"]
    assert task.is_open() and "Wing" in task.title
    undo(file)
    assert the_case(example).status == "open"
    example.vault.save(new.changed(entered_in_error="a test"))


def test_a_letter_to_the_referrer_begins_with_its_text(file, example):
    first = min(now(example).of(Referral), key=lambda one: one.date)
    page(file).write_to_referrer(first.id)
    answers = file.form.body.answers()
    assert answers["kind"] == "to_referrer" and "accepted" in answers["text"]
    assert "Callum" not in answers["text"]
    file.close_form()


def test_closing_saves_everything_in_one_stroke_and_can_be_taken_back(file, example, answers):
    before = {one.id: one for one in now(example).of(Task) if one.is_open()}
    file.open_stroke(CLOSING)
    closing = file._over
    assert isinstance(closing, ClosingPage)
    ticked = [one for one in closing.findChildren(QCheckBox) if not one.isEnabled()]
    assert len(ticked) == len({one.category for one in now(example).of(Outcome)}) + len(
        {one.category for one in now(example).of(Barrier)}
    )
    closing.save()
    assert closing.rows["reason"].error.text()  # why is needed
    put(closing.fields["reason"], "released")
    put(closing.fields["closing_words"], "You listened.")
    put(closing.fields["outcome:supported_life_story"], "yes")
    task = next(iter(before))
    put(closing.fields[f"task:{task}"], "done")
    answers.choices = [0]
    assert closing.save()
    said = answers.said[-1]
    assert "Case 2 is closed" in said and "Outcomes added: 1" in said and "Tasks marked" in said
    closed = the_case(example)
    assert (closed.status, closed.closing_words) == ("closed", "You listened.")
    assert now(example).get(Task, task).status == "done"
    line = consent_line(now(example), "share_with_local_authorities")
    assert line.state is ConsentState.ENDED
    assert file.page is not None and file.tabs.currentIndex() == CASE
    undo(file)
    assert the_case(example).status == "open"
    assert now(example).get(Task, task).is_open()
    line = consent_line(now(example), "share_with_local_authorities")
    assert line.state is ConsentState.IN_FORCE


def test_a_manager_who_is_not_listed_can_approve(file, example):
    file.open_stroke(CLOSING)
    closing = file._over
    closing.add_name.click()
    dialog = next(one for one in file.findChildren(SharedFormDialog) if one.isVisible())
    dialog.form.body.boxes["name"].editor.show_value("Ruth Okafor")
    assert dialog.form.save()
    chosen = example.vault.name(closing.fields["approved_by_id"].code)
    assert chosen == "Ruth Okafor"
    assert "approved_on" in closing.problems()
    closing.discard()


def test_what_is_typed_while_closing_survives_the_page(file, example):
    file.open_stroke(CLOSING)
    words = file._over.fields["closing_words"]
    words.setFocus()
    QTest.keyClicks(words, "She thanked us")
    file.close_form()
    draft = next(one for one in example.vault.drafts() if one.record_type == CLOSING)
    file.open_draft(draft.draft_id)
    assert "She thanked us" in file._over.fields["closing_words"].toPlainText()
    file._over._touched = False
    file._over.discard()
    assert not [one for one in example.vault.drafts() if one.record_type == CLOSING]


def test_a_closed_case_is_opened_again_after_a_recall_and_asks_for_consent_anew(
    file, example, answers
):
    file.open_stroke(CLOSING)
    put(file._over.fields["reason"], "released")
    answers.choices = [0]
    assert file._over.save()
    closing = page(file).undo_bar.stroke
    file.open_stroke(REOPENING)
    reopening = file._over
    assert isinstance(reopening, ReopeningPage)
    put(reopening.fields["reason"], "recall_breach_of_licence")
    assert reopening.fields["custody_status"].code == "recalled"
    put(reopening.fields["prison_number"], "Z4172XQ")
    assert reopening.save()
    case = current_case(now(example))
    assert (case.episode, case.reopened_from) == (3, the_case_before(example, 2).id)
    assert now(example).custody.custody_status == "recalled"
    assert any(one.kind == "consent_review" for one in now(example).of(Task) if one.is_open())
    line = consent_line(now(example), "share_with_local_authorities")
    assert line.state is ConsentState.ENDED
    undo(file)
    assert current_case(now(example)) is None
    page(file).undo_bar.offer(closing)
    undo(file)
    assert the_case(example).status == "open"


def the_case_before(session: Session, episode: int) -> Case:
    return next(one for one in now(session).of(Case) if one.episode == episode)


def test_she_has_gone_takes_two_answers_and_offers_the_handover(file, example):
    wanted = []
    file.handover_wanted.connect(wanted.append)
    QTest.keyClick(
        file, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    leaving = file._over
    assert isinstance(leaving, DeparturePage)
    assert leaving.fields["date"].text() == "16 Nov 2026"
    put(leaving.fields["kind"], "transferred_unexpectedly")
    assert leaving.fields["follow:hand_over"].isChecked()
    put(leaving.fields["to_place"], "HMP Elsewhere")
    leaving.hand_over_button.click()
    assert wanted == [MOTHER]
    assert gone(now(example)).to_place == "HMP Elsewhere"
    assert now(example).custody.movements[-1].type == "transfer_out"
    tasks = [one for one in now(example).of(Task) if one.kind == "departure" and one.is_open()]
    assert len(tasks) >= 4
    assert any("Hearing" in one.note for one in tasks)
    undo(file)
    assert gone(now(example)) is None and not now(example).of(Departure)
    assert now(example).custody.movements[-1].type == "return_from_hospital"


def test_what_was_changed_since_is_not_undone(file, example, answers):
    need = next(one for one in now(example).of(Need) if one.status == "in_progress")
    page(file).set_need(need.id, "met")
    stroke = page(file).undo_bar.stroke
    example.vault.save(now(example).get(Need, need.id).changed(goal="Another goal"))
    page(file).undo_bar.button.click()
    assert "changed since" in answers.said[-1] and page(file).undo_bar.stroke is stroke
    example.vault.save(need)


def test_supervision_begins_with_an_agenda(file):
    button(page(file), "New supervision").click()
    agenda = file.form.body.answers()["agenda"]
    assert any("ACCT open since" in one for one in agenda)
    assert any("Overdue since" in one for one in agenda)
    file.close_form()


def test_every_record_of_the_page_can_be_read_in_full_and_left_again(file, example):
    consent = now(example).of(Consent)[0]
    file.open_record(consent.id)
    assert page(file).list.reading.record_id == consent.id
    page(file).back.click()
    assert page(file)._stack.currentIndex() == 0
    entry = ManagementOversight(mother_id=MOTHER, kind="advice", text="Ask the IRO", date=TODAY)
    example.vault.save(entry)
    example.changed.emit(MOTHER)
    file.open_record(entry.id)
    assert page(file).list.reading.record_id == entry.id


# Her voice


def test_she_sees_a_note_differently_and_it_stands_on_her_page(file, example):
    note = next(one for one in now(example).of(ContactLogEntry) if one.share == "open")
    file.show_page(LOG)
    file.open_record(note.id)
    file.page.reading.her_side_button.click()
    form = file.form
    assert isinstance(form, HerSideForm)
    assert not form.save()  # her words are needed
    form.amend.note.setPlainText("I was not angry.")
    assert form.save()
    entry = now(example).by_id[note.id]
    assert entry.record == note
    assert [(one.reason, one.note) for one in entry.amendments][-1] == (
        "mothers_comment",
        "I was not angry.",
    )
    file.show_page(VOICE)
    assert isinstance(file.page, VoicePage)
    card = file.page.cards.card("What she sees differently")
    assert any("I was not angry." in link.accessibleName() for link in card.links.values())


def test_her_words_about_a_record_with_another_form_are_kept_as_a_draft(file, example):
    need = now(example).of(Need)[0]
    file.open_record(need.id)
    page(file).list.reading.her_side_button.click()
    file.form.amend.note.setFocus()
    QTest.keyClicks(file.form.amend.note, "Not my need")
    file.close_form()
    draft = next(one for one in example.vault.drafts() if one.record_id == need.id)
    file.open_draft(draft.draft_id)
    assert isinstance(file.form, HerSideForm) and file.form.amend.words() == "Not my need"
    file.form.keeper.end(draft.draft_id)
    file._take_off()


def test_what_the_file_calls_for_is_explained_with_one_press(file, example):
    file.show_page(VOICE)
    card = file.page.cards.card("Never explained to her")
    card.buttons[0].click()
    assert file.form.record_class is Explanation
    topic = file.form.body.answers()["topic"]
    file.form.body.boxes["understood"].editor.show_value("partly")
    assert file.form.save()
    made = now(example).of(Explanation)[-1]
    assert made.topic == topic
    file.show_page(VOICE)
    file.page.show_cards()
    explained = file.page.cards.card("Explained to her")
    assert made.id in explained.links


# All mothers


def test_the_waiting_list_begins_work_in_one_click_and_gives_it_back(session, qtbot):
    first = add_mother(session.vault, "Ffion", "Rees", "A1111AA", status="waiting")
    urgent = add_mother(session.vault, "Ewa", "Nowak", "A2222AA", status="waiting")
    case = next(one.record for one in session.vault.entries("case", urgent))
    session.vault.save(case.changed(priority="urgent", priority_reason="Baby due"))
    made = WaitingList(session, None)
    qtbot.addWidget(made)
    made.show_rows(session.vault.caseload(session.today()))
    assert [one.mother_id for one in made.lines] == [urgent, first]
    assert made.model.data(made.model.index(0, 7)) == "Baby due"
    made.start_work()
    opened = session.vault.entry(case.id).record
    assert (opened.status, opened.opened) == ("open", session.today())
    made.show_rows(session.vault.caseload(session.today()))
    assert [one.mother_id for one in made.lines] == [first]
    made.undo_bar.button.click()
    assert session.vault.entry(case.id).record.status == "waiting"


def test_an_enquiry_is_written_down_by_keyboard_alone(session, qtbot):
    made = ServiceWorkPage(session, None)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    made.start()
    keys = made.quick
    assert QApplication.focusWidget() is keys.department
    QTest.keyClicks(keys.department, "Resid")
    keys.minutes.setFocus()
    QTest.keyClicks(keys.minutes, "10")
    keys.text.setFocus()
    QTest.keyClicks(keys.text, "How to refer")
    QTest.keyClick(keys.text, Qt.Key.Key_Return)
    saved = [one.record for one in session.vault.entries("staff_enquiry", "")]
    assert [(one.department, one.minutes, one.text) for one in saved] == [
        ("residential", 10, "How to refer")
    ]
    assert made.model.rowCount() == 1 and not keys.text.text()
    assert session.vault.drafts() == []


def test_an_enquiry_that_was_begun_is_kept_and_goes_on_in_its_form(session, qtbot):
    made = ServiceWorkPage(session, None)
    qtbot.addWidget(made)
    made.quick.text.setText("Half a sente")
    made.quick.department.choose("mbu")
    made.quick.keep_now()
    (draft,) = session.vault.drafts()
    dialog = open_shared_draft(session, draft, made)
    assert dialog.form.body.answers()["text"] == "Half a sente"
    assert dialog.form.save()
    (saved,) = [one.record for one in session.vault.entries("staff_enquiry", "")]
    assert isinstance(saved, StaffEnquiry) and saved.department == "mbu"
    assert session.vault.drafts() == []


def test_closings_wait_for_the_manager_and_lead_to_the_case(session, qtbot):
    mother_id = add_mother(session.vault, "Ewa", "Nowak", "A2222AA", status="closed")
    case = next(one.record for one in session.vault.entries("case", mother_id))
    session.vault.save(case.changed(closed=session.today(), closure_reason="released"))
    made = ServiceWorkPage(session, None)
    qtbot.addWidget(made)
    made.tabs.setCurrentIndex(2)
    wanted = []
    made.mother_wanted.connect(lambda mother, record: wanted.append((mother, record)))
    made.manager.read.click()
    assert wanted == [(mother_id, case.id)]


def test_counts_are_printed_without_small_numbers_for_the_governor(session, qtbot):
    session.vault.save(StaffEnquiry(department="omu", date=session.today(), minutes=5))
    made = ServiceWorkPage(session, None)
    qtbot.addWidget(made)
    made.refresh()

    def words(outside):
        built = service_work_print(
            made.counts(), made.facts(), made.period(), session.today(), outside=outside
        )
        return " ".join(Paper(built.pdf).text.split())

    assert "under 5" in words(True) and "under 5" not in words(False).replace("Numbers under 5", "")


def test_a_custody_of_the_example_is_as_it_was(example):
    assert now(example).custody.movements[-1].type == "return_from_hospital"
    assert isinstance(now(example).custody, Custody) and now(example).of(Supervision)
