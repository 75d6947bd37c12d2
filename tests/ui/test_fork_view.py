"""A record changed in two places is settled by keyboard, answer by answer, and chosen again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRadioButton, QWidget

from tac_desktop.casework.identifiers import new_id
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Organisation
from tac_desktop.storage.revisions import RESOLVED
from tac_desktop.ui.address_book_panel import AddressPanel
from tac_desktop.ui.fork_view import ForkDialog, ForkView
from tac_desktop.ui.history_view import HistoryView
from tac_desktop.ui.mother_file import MotherFile
from tests.ui.example import MOTHER, open_example


@pytest.fixture
def session(tmp_path_factory, tmp_path):
    yield from open_example(tmp_path_factory, tmp_path)


@pytest.fixture
def forked(session) -> Meeting:
    """The place was changed on one side, the time on the other, the purpose on both."""
    vault = session.vault
    meeting = vault.case_file(MOTHER).of(Meeting)[0]
    base = vault.entry(meeting.id).saved.heads
    vault.save(meeting.changed(place="Room 4", purpose="Her wishes"), follows=base)
    vault.save(meeting.changed(purpose="Contact plan", debrief="Went well"), follows=base)
    return meeting


@pytest.fixture
def view(session, forked, qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    made = ForkView(session, forked.id, session.vault.name, around)
    around.resize(1000, 700)
    made.resize(1000, 700)
    with qtbot.waitExposed(around):
        around.show()
    around.activateWindow()
    made.start()
    yield made


def chosen(view: ForkView) -> dict[str, int]:
    return {name: group.checkedId() for name, group in view._groups.items()}


def test_what_one_side_changed_is_chosen_and_what_both_changed_is_asked(view):
    assert chosen(view) == {"purpose": -1, "place": 0, "debrief": 1}
    assert next(iter(view._groups)) == "purpose", "what is asked stands first"
    names = [one.accessibleName() for one in view.findChildren(QRadioButton)]
    assert any("Her wishes" in one and "version 1" in one for one in names)


def test_nothing_is_saved_until_a_person_said_which(view, session, forked, qtbot):
    history = session.vault.history(forked.id)
    qtbot.waitUntil(lambda: view._groups["purpose"].buttons()[0].hasFocus())
    view.save_button.click()
    assert "Still to be chosen: 1" in view.problem.label.text()
    assert view._groups["purpose"].buttons()[0].hasFocus()
    assert session.vault.history(forked.id) == history


def test_by_keyboard_the_two_become_one_with_both_as_parents(view, session, forked, qtbot):
    qtbot.keyClick(view._groups["purpose"].buttons()[0], Qt.Key.Key_Space)
    assert chosen(view)["purpose"] == 0
    qtbot.keyClick(view._groups["purpose"].buttons()[0], Qt.Key.Key_Down)
    assert chosen(view)["purpose"] == 1
    heads = set(session.vault.entry(forked.id).saved.heads)
    with qtbot.waitSignal(view.saved):
        qtbot.keyClick(view.save_button, Qt.Key.Key_Space)
    now = session.vault.entry(forked.id)
    assert not now.saved.forked
    assert (now.record.place, now.record.purpose) == ("Room 4", "Contact plan")
    assert now.record.debrief == "Went well"
    last = session.vault.history(forked.id)[-1]
    assert set(last.parents) == heads
    assert last.reason == RESOLVED


def test_both_answers_can_be_kept_together(view, session, forked):
    view.choose_together("purpose")
    view.save()
    assert session.vault.entry(forked.id).record.purpose == "Her wishes\n\nContact plan"


def test_what_was_chosen_can_be_chosen_again_until_somebody_works_on_it(
    view, session, forked, qtbot
):
    view.choose("purpose", 0)
    view.save()
    history = HistoryView(session, forked.id, session.vault.name, view)
    assert not history.join_button.isHidden()
    again = ForkView(session, forked.id, session.vault.name, view)
    again.choose("purpose", 1)
    again.choose("place", 1)
    again.save()
    now = session.vault.entry(forked.id)
    assert now.record.purpose == "Contact plan"
    assert now.record.place == forked.place
    assert not HistoryView(session, forked.id, session.vault.name, view).join_button.isHidden()
    session.vault.save(now.record.changed(place="Room 9"))
    assert HistoryView(session, forked.id, session.vault.name, view).join_button.isHidden()


def test_an_organisation_changed_in_two_prisons_is_settled_in_the_address_book(session, qtbot):
    vault = session.vault
    council = Organisation(id=new_id(), name="Nowhere Council", phone="01632 960001")
    base = vault.save(council)
    vault.save(council.changed(phone="01632 960002"), follows=[base.revision_id])
    vault.save(council.changed(duty_phone="01632 960003"), follows=[base.revision_id])
    panel = AddressPanel(session, None)
    qtbot.addWidget(panel)
    wanted = []
    panel.join_wanted.connect(wanted.append)
    panel.show_party(vault.entry(council.id).record)
    (button,) = [one for one in panel.findChildren(QPushButton) if "Choose a version" in one.text()]
    button.click()
    assert wanted == [council.id]
    dialog = ForkDialog(session, council.id, panel)
    dialog.view.save()
    now = vault.entry(council.id)
    assert not now.saved.forked
    assert (now.record.phone, now.record.duty_phone) == ("01632 960002", "01632 960003")


def test_the_head_of_the_file_says_that_something_waits_to_be_settled(session, forked, qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    file = MotherFile(session, around)
    file.open(MOTHER)
    (mark,) = [one for one in file.banner.flags if "Two versions: 1" in one.text()]
    mark.click()
    (view,) = file.findChildren(ForkView)
    view.choose("purpose", 0)
    view.save()
    assert not any("Two versions" in one.text() for one in file.banner.flags)
    assert not session.vault.entry(forked.id).saved.forked
