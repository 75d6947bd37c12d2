"""ACCT, unit and concerns at the screen: what one press does is in the vault afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tac_desktop.casework.acct import AcctEpisode, AcctReview, SupportAction
from tac_desktop.casework.concern import Concern, ToldRow
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.mbu import MbuApplication, MbuTacReport
from tac_desktop.casework.record import Record
from tac_desktop.casework.work import Task
from tac_desktop.ui.editors.rows import RowsEditor
from tac_desktop.ui.mother_file import MotherFile
from tac_desktop.ui.own_actions import OwnActions
from tac_desktop.ui.pages import places
from tac_desktop.ui.pages.acct_page import AcctPage
from tac_desktop.ui.pages.mbu_page import MbuPage
from tac_desktop.ui.session import Session
from tests.ui.example import MOTHER, open_example

TODAY = dt.date(2026, 11, 16)
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    for session in open_example(tmp_path_factory, tmp_path_factory.mktemp("acct")):
        session.today = lambda: TODAY  # type: ignore[method-assign]
        yield session


@pytest.fixture
def file(example: Session, qapp: object) -> Iterator[MotherFile]:
    made = MotherFile(example, None)
    made.resize(1218, 690)
    made.open(MOTHER)
    made.show()
    assert QTest.qWaitForWindowActive(made)
    yield made
    if made.form is not None:
        made.form.keeper.end(made.form._draft_id)
    made.close()
    shiboken6.delete(made)


def records(file: MotherFile, cls: type[Record]) -> list:
    assert file.case_file is not None
    return file.case_file.of(cls)


def acct(file: MotherFile) -> AcctPage:
    file.show_page(places.ACCT)
    page = file.page
    assert isinstance(page, AcctPage)
    return page


def mbu(file: MotherFile) -> MbuPage:
    file.show_page(places.MBU)
    page = file.page
    assert isinstance(page, MbuPage)
    return page


def save(file: MotherFile, *found: Record) -> None:
    file._session.vault.save_all(found)
    file._session.changed.emit(MOTHER)


def button(page: object, words: str) -> QPushButton:
    shown = page.findChildren(QPushButton)  # type: ignore[attr-defined]
    return next(one for one in shown if one.text() == words and one.isVisibleTo(page))


def test_a_concern_is_begun_by_one_key_from_every_page_with_the_time_filled_in(file):
    for place in (places.OVERVIEW, places.COURT):
        file.show_page(place)
        assert file.banner.concern.isVisible()
        QTest.keyClick(file, Qt.Key.Key_C, CTRL_SHIFT)
        form = file.form
        assert form is not None and form.record_class is Concern
        assert form.body.boxes["time"].editor.value() is not None
        assert file.banner.concern.isVisible()
        assert file.close_form()
    file.banner.concern.click()
    assert file.form is not None and file.form.record_class is Concern


def test_a_concern_stands_first_until_it_is_settled_and_prints_its_slip(file, qtbot):
    told = [ToldRow(who="Oscar 1", on=TODAY, at=dt.time(15, 50))]
    one = Concern(mother_id=MOTHER, kind="self_harm", date=TODAY, seen_or_heard="Low", told=told)
    save(file, one)
    page = acct(file)
    assert page.model.record_id(0) == one.id
    assert "Oscar 1" in page.model.index(0, 2).data()
    file.open_record(one.id)
    assert page.chosen == one.id
    with qtbot.waitSignal(file.pack_wanted) as asked:
        page.reading.pack_button.click()
    assert asked.args == ["concern_slip", MOTHER, one.id]
    save(file, one.changed(closed_on=TODAY))
    assert page.model.record_id(0) != one.id


def test_above_the_list_stands_how_often_the_service_was_invited(file):
    words = acct(file).summary.text.text()
    assert "Invited to 5 of 6 reviews, took part in 5; not invited to 1." in words
    assert "target" in words


def test_a_new_review_goes_on_from_the_last_one_and_its_action_is_a_task_done_both_ways(file):
    page = acct(file)
    last = max(records(file, AcctReview), key=lambda one: one.date)
    save(file, last.changed(support_actions=[SupportAction(action="Ring her", mine=True)]))
    page.new_record(AcctReview)
    form = file.form
    assert form is not None
    rows = form.body.boxes["support_actions"].editor
    assert isinstance(rows, RowsEditor)
    assert [row["action"] for row in rows.value()] == ["Ring her"]
    extra = form.findChild(OwnActions)
    assert extra is not None
    assert extra.menu.actions()[0].text().startswith("&1")
    extra.menu.actions()[0].trigger()
    assert [row["action"] for row in rows.value()][1] == "Ring the child's social worker today"
    assert rows.value()[1]["mine"] is True
    assert form.save()
    task = next(one for one in records(file, Task) if one.title == "Ring her")
    assert (task.kind, task.status) == ("acct_action", "open")
    file.open_record(task.id)
    entry = file._session.vault.entry(task.id)
    file._open_form(entry, {"status": "done", "done_on": TODAY})
    assert file.form is not None and file.form.save()
    newest = max(records(file, AcctReview), key=lambda one: (one.date, one.id != last.id))
    statuses = {one.action: one.status for one in newest.support_actions}
    assert statuses["Ring her"] == "done"
    assert "Ring the child's social worker today" in acct(file).summary.text.text()


def test_difficult_news_in_the_log_is_taken_into_the_next_review(file):
    news = ContactLogEntry(mother_id=MOTHER, date=TODAY, time=dt.time(23, 50), channel="phone",
                           text="The visit is off", difficult_news=True)  # fmt: skip
    save(file, news)
    page = acct(file)
    assert page.summary.news.isVisible()
    assert "No staff are noted as told" in page.summary.news.label.text()
    page.summary.note_news.click()
    assert file.form is not None
    assert "The visit is off" in file.form.body.boxes["bad_news"].editor.value()


def test_when_the_risk_is_back_in_post_closure_the_same_episode_is_opened_again(file):
    page = acct(file)
    (episode,) = records(file, AcctEpisode)
    save(file, episode.changed(status="post_closure", closed=TODAY))
    page.risk_is_back()
    form = file.form
    assert form is not None and form.record_id == episode.id
    assert form.save()
    (again,) = records(file, AcctEpisode)
    assert again.status == "open"
    assert [one.on for one in again.reopenings] == [TODAY]


def test_asking_for_a_report_notes_the_day_and_opens_its_letter(file):
    page = mbu(file)
    assert page.chasing.text().startswith("Community offender manager: Asked for on 11 Sep 2026")
    page.chase()
    form = file.form
    assert form is not None and form.record_class is Letter
    assert form.body.boxes["kind"].editor.value() == "mbu_report_chase"
    assert form.body.boxes["text"].editor.value()
    (application,) = records(file, MbuApplication)
    late = next(one for one in application.reports if one.from_whom.startswith("Community"))
    assert late.chased[-1] == TODAY.isoformat()


def test_what_one_press_noted_is_taken_back_by_another(file):
    page = mbu(file)
    (before,) = records(file, MbuApplication)
    page.mark_received()
    assert any(one.received == TODAY for one in records(file, MbuApplication)[0].reports)
    page.click.undo_button.click()
    assert records(file, MbuApplication)[0].reports == before.reports


def test_both_plans_are_asked_for_and_the_decision_closes_the_other_one_with_a_way_back(file):
    page = mbu(file)
    assert "Before the Board on 18 Nov 2026, in 2 days, write down" in page.asks.label.text()
    (application,) = records(file, MbuApplication)
    file._open_form(
        file.case_file.by_id[application.id],
        {"aftercare_if_approved": "Show her the room", "aftercare_if_refused": "Stay with her"},
    )
    assert file.form is not None and file.form.save()
    assert "Before the Board" not in page.asks.label.text()
    file._open_form(
        file.case_file.by_id[application.id],
        {"decision": "approve", "decided_on": dt.date(2026, 11, 18)},
    )
    assert file.form is not None and file.form.save()
    refused = next(one for one in records(file, Task) if one.title.endswith("Stay with her"))
    assert refused.status == "cancelled"
    button(page.aftercare, "Bring them back").click()
    refused = next(one for one in records(file, Task) if one.title.endswith("Stay with her"))
    assert refused.status == "open"


def test_her_report_begins_from_the_file_and_is_printed_from_the_page(file, qtbot):
    page = mbu(file)
    button(page.own_report, "Start my report").click()
    form = file.form
    assert form is not None and form.record_class is MbuTacReport
    assert "Born on 12 Nov 2026, 27 days before" in form.body.boxes["facts"].editor.value()
    assert form.body.boxes["opinion"].editor.value() == ""
    assert form.save()
    assert file.page is page
    with qtbot.waitSignal(file.pack_wanted) as asked:
        button(page.own_report, "Print report").click()
    assert asked.args[0] == "mbu_report"


def test_a_second_application_is_listed_beside_the_first_and_each_can_be_shown(file):
    second = MbuApplication(mother_id=MOTHER, unit="Another unit", applied=dt.date(2026, 1, 5),
                            status="refused", decision="refuse")  # fmt: skip
    save(file, second)
    page = mbu(file)
    assert page.history.isVisible()
    words = next(one for one in page.history.findChildren(QPushButton)
                 if "Another unit" in one.accessibleName())  # fmt: skip
    words.click()
    assert page.application is not None and page.application.id == second.id
    stages = page.stages.accessibleDescription()
    assert "Left the unit: not needed" in stages
