"""Point 4: the contact log, by keyboard alone."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.people import Person as Child
from tac_desktop.ui.pages import places
from tac_desktop.ui.pages.log_page import LogPage
from tests.end_to_end import words
from tests.end_to_end.job.coming_in import unlock
from tests.end_to_end.job.person import Person
from tests.end_to_end.keyboard import Counted

MOST_PRESSES = 60
"""Keys besides the text of a short entry: what half a minute has room for."""

DRAFT_WITHIN_SECONDS = 2.0


def write_a_short_entry(person: Person) -> None:
    """An attempt, as it is written ten times a day; counted."""
    keys = person.keys
    before = keys.counted
    keys.counted = Counted()
    begin_an_entry(person)
    keys.type("tele")
    keys.press("Tab", "Right")
    keys.choose("6 With", "naomi")
    keys.tab_to("9 Was contact made?")
    keys.press("Right")
    keys.tab_to("10 What was said or done")
    presses = keys.counted.all
    keys.type(words.ATTEMPT)
    person.typed(words.ATTEMPT)
    commands = keys.counted.commands
    record_id = person.save_form(words.ATTEMPT)
    presses += keys.counted.commands - commands
    person.say(presses=presses, letters=len(words.ATTEMPT))
    assert presses < MOST_PRESSES, f"{presses} key presses besides the text"
    entry = person.record(ContactLogEntry, record_id)
    assert (entry.channel, entry.direction, entry.contact_made) == ("phone", "outgoing", False), (
        entry
    )
    keys.counted = Counted(before.commands + keys.counted.commands, before.letters)


def be_interrupted(person: Person) -> None:
    """Ctrl+L in the middle of a sentence; afterwards text and cursor are where they were."""
    keys, window = person.keys, person.window
    begin_an_entry(person)
    record_id = person.form.record_id
    keys.type("wing")
    keys.press("Tab")
    keys.write("10 What was said or done", words.INTERRUPTED)
    form = person.form
    taken = keys.wait(
        lambda: form.state_in_words().startswith("Draft kept"), "the draft to be kept", 10
    )
    person.say(draft=words.INTERRUPTED, record=record_id, seconds=round(taken, 3))
    keys.press("Ctrl+Left", "Ctrl+Left")
    keys.type("loud ")
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    text, cursor = field.toPlainText(), field.textCursor().position()
    keys.press("Ctrl+L")
    assert window.rooms.currentWidget() is window.unlock_page
    assert not window.session.is_unlocked
    person.say(draft=text, record=record_id)
    unlock(person)
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit), "the cursor is in the text again"
    assert (field.toPlainText(), field.textCursor().position()) == (text, cursor)
    keys.press("Ctrl+End")
    keys.type(".")
    person.save_form(text, keys="Ctrl+S")


def write_an_entry_in_full(person: Person) -> None:
    """Two children, her words, the chronology, the text for the prison, and a task."""
    keys = person.keys
    begin_an_entry(person)
    keys.type("mbu")
    keys.press("Tab")
    keys.choose("6 With", "rhosyn")
    for child in ("Callum", "Megan"):
        keys.tab_to(f"8 About which children: {child}")
        keys.press("Space")
    keys.write("10 What was said or done", words.NOTE)
    keys.write("11 In her own words", words.HER_WORDS)
    keys.tab_to("15 Who may read this")
    keys.press("Right")
    keys.tab_to("21 Significant")
    keys.press("Space")
    keys.write("22 Headline for the chronology", words.HEADLINE)
    keys.write("23 Text for the prison", words.FOR_THE_PRISON)
    assert keys.tab_to("Copy for the prison's system") <= 2, "the button stands at its field"
    keys.press("Return")
    clipboard = QApplication.clipboard()
    assert clipboard.text() == words.FOR_THE_PRISON
    assert "The clipboard is cleared in 30 seconds" in person.window._status.text()
    keys.write("24 Follow-up task", words.FOLLOW_UP)
    keys.write("25 Due", "+7")
    person.typed(words.NOTE)
    record_id = person.save_form(words.NOTE, words.HER_WORDS, words.HEADLINE)
    person.known["entry"] = record_id
    entry = person.record(ContactLogEntry, record_id)
    children = [person.record(Child, one) for one in entry.about_child_ids]
    assert [one.first_names.split()[0] for one in children] == ["Callum", "Megan"]
    assert (entry.share, entry.significant) == ("professionals_only", True)
    person.say(saved=entry.follow_up_task_id, reads=[words.FOLLOW_UP])
    page = person.file.page
    assert isinstance(page, LogPage) and page.chosen == record_id
    keys.press("Ctrl+L")
    assert clipboard.text() == "", "locking takes it off the clipboard"
    unlock(person)


def amend_it(person: Person) -> None:
    """What was written stays; what is added stands under it."""
    keys, record_id = person.keys, person.known["entry"]
    page = person.file.page
    assert isinstance(page, LogPage) and page.chosen == record_id
    keys.press("Ctrl+E")
    keys.wait(lambda: person.file.form is not None, "the form to amend with")
    keys.wait(lambda: person.form.amend and person.form.amend.note.hasFocus(), "its field")
    keys.type(words.AMENDMENT)
    person.typed(words.AMENDMENT)
    person.save_form(words.NOTE, words.AMENDMENT)
    text = page.reading.text.toPlainText()
    assert text.index(words.NOTE[:40]) < text.index(words.AMENDMENT)
    keys.press("Ctrl+H")
    keys.wait(lambda: person.file._over is not None, "the history")
    shown = QApplication.focusWidget()
    assert isinstance(shown, type(page.reading.text)) and words.AMENDMENT in shown.toPlainText()
    keys.press("Escape")


def begin_an_entry(person: Person) -> None:
    """Open a form from wherever in the file one is; the cursor waits at the first gap."""
    keys = person.keys
    keys.press("Ctrl+Shift+L")
    keys.wait(lambda: person.file.form is not None, "the form")
    keys.wait(lambda: person.form.body.field_with_focus()[0] == "channel", "the cursor in it")
    assert person.file.tabs.currentIndex() == places.LOG
