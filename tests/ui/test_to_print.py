"""What waits for a printer stands on Today: printed from there, removed, brought back."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from tac_desktop.casework.audience import Audience
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.packs.giving import Order
from tac_desktop.packs.print_later import to_be_kept
from tac_desktop.storage.journal import AuditAction
from tac_desktop.ui import messages
from tac_desktop.ui.main_window import MainWindow
from tac_desktop.ui.pack_dialog import PackDialog
from tac_desktop.ui.to_print_tray import ToPrintTray
from tests.ui.conftest import PASSPHRASE
from tests.ui.example import MOTHER, open_example
from tests.ui.paper import wait_for_pages


@pytest.fixture
def session(tmp_path_factory, tmp_path):
    yield from open_example(tmp_path_factory, tmp_path)


@pytest.fixture
def kept(session):
    case_file = session.vault.case_file(MOTHER)
    order = Order(session.vault, "chronology", case_file, Audience(AudienceKind.COURT))
    return session.vault.prints.keep(to_be_kept(order, order.make(), ["Judge Example"]))


@pytest.fixture
def tray(session, kept, qtbot):
    made = ToPrintTray(session, None)
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    return made


def test_it_says_what_waits_for_whom_and_since_when(tray, kept):
    words = tray.words_of(kept)
    assert "Chronology" in words
    assert "court" in words.lower()
    assert kept.by_name in words
    assert tray.heading.text() == "To print (1)"


def test_nothing_waits_nothing_is_shown(session, qtbot):
    made = ToPrintTray(session, None)
    qtbot.addWidget(made)
    made.refresh()
    assert made.isHidden()


def test_removing_can_be_undone_and_both_are_in_the_journal(tray, session, kept):
    tray.buttons[1].click()
    assert session.vault.prints.orders() == []
    assert tray.isVisible()
    tray.undo_button.click()
    assert session.vault.prints.orders() == [kept]
    assert not tray.said.isVisible()
    actions = [one.action for one in session.vault.journal(limit=3)]
    assert actions.count(AuditAction.KEPT_TO_PRINT) == 2
    assert actions.count(AuditAction.TAKEN_FROM_QUEUE) == 1


def test_it_waits_over_locking_and_opens_as_it_was_chosen(session, kept, qtbot):
    session.lock()
    session.unlock(PASSPHRASE)
    window = MainWindow(session)
    window.show()
    window.build_workspace()
    (tray,) = window.findChildren(ToPrintTray)
    tray.refresh()
    tray.buttons[0].click()
    (dialog,) = window.findChildren(PackDialog)
    wait_for_pages(qtbot, dialog)
    assert dialog.audience.kind is AudienceKind.COURT
    assert dialog.copies.copies()[0].whom == "Judge Example"
    assert "made anew" in dialog.again.label.text()
    dialog.close()
    window.close()
    shiboken6.delete(window)
    QApplication.sendPostedEvents()


def test_an_order_of_a_print_that_is_gone_says_so(session, kept, qtbot, monkeypatch):
    from dataclasses import replace

    told = []
    monkeypatch.setattr(messages, "tell", lambda parent, words, *rest: told.append(words))
    other = session.vault.prints.keep(replace(kept, pack="no_such_print", order_id="o"))
    window = MainWindow(session)
    window.commands.make_pack("kept:" + other.order_id, "", "")
    assert "no print called" in told[0].sentence
    assert session.vault.prints.order("o") == other
    window.close()
    shiboken6.delete(window)
    QApplication.sendPostedEvents()
