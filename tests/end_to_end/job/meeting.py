"""Point 7: a meeting, and its pack for one reader."""

from __future__ import annotations

from tac_desktop.casework.audience import AudienceKind
from tac_desktop.casework.meetings import Meeting
from tac_desktop.ui.pack_dialog import PackDialog
from tac_desktop.ui.pages.meetings_page import MeetingsPage
from tests.end_to_end import words
from tests.end_to_end.job.paper import (
    close,
    open_pack,
    print_it,
    read_what_is_left_out,
    save_as_pdf,
    seen,
    wait_for_pages,
)
from tests.end_to_end.job.person import Person

PDF_NAME = "papers.pdf"


def record_a_meeting(person: Person) -> None:
    """A Board that is planned: how she joins, what she wants to say, what is asked and decided."""
    keys = person.keys
    keys.press("Ctrl+Shift+M")
    keys.wait(lambda: person.file.form is not None, "the form")
    keys.wait(lambda: person.form.body.field_with_focus()[0] == "type", "the cursor in it")
    keys.type("unit board")
    keys.write("2 Date", "+9")
    keys.write("3 Time", "11")
    keys.tab_to("5 About which children: Seren")
    keys.press("Space")
    keys.choose("6 Chair", "brackenridge")
    keys.choose("11 How she will join", "prison video")
    keys.write("13 Joining details", words.JOINING)
    keys.write("18 Purpose", words.PURPOSE)
    keys.write("20 What the mother wants to say", words.HER_VIEWS)
    keys.write("21.1 Questions to ask", words.QUESTION)
    keys.press("Return")
    keys.type("May Sheila listen in?")
    keys.write("24.1 Decisions", words.DECISION)
    keys.press_button("25 Actions: add a line")
    keys.write("25.1 Action", words.ACTION)
    keys.write("25.1 Who", "TaC")
    keys.write("25.1 By", "+14")
    person.typed(words.HER_VIEWS)
    record_id = person.save_form(words.HER_VIEWS, words.QUESTION, words.DECISION, words.ACTION)
    page = person.file.page
    assert isinstance(page, MeetingsPage) and page.chosen == record_id
    meeting = person.record(Meeting, record_id)
    assert meeting.type == "mbu_board" and len(meeting.questions) == 2
    person.known["meeting"] = record_id


def print_its_pack(person: Person) -> None:
    """Preview, the list of what is left out, two numbered copies, and one file with a reason."""
    dialog = open_pack(person, "Print pack")
    assert dialog.audience.kind is AudienceKind.MBU_BOARD
    text = seen(dialog)
    for expected in (
        "OFFICIAL-SENSITIVE",
        "Copy 1 of 1",
        "Prison video link",
        "Ring the wing office",
        words.HER_VIEWS,
        words.QUESTION,
        words.DECISION,
        words.ACTION,
    ):
        assert expected in text, f"{expected} is not in the preview: {text}"
    left_out = read_what_is_left_out(person, dialog)
    person.say(left_out=left_out)
    print_it(person, dialog, copies=2)
    save_as_pdf(person, dialog, words.PDF_REASON, PDF_NAME)
    if not person.short:
        _look_at_it_for_another_reader(person, dialog)
    close(person, dialog)


def _look_at_it_for_another_reader(person: Person, dialog: PackDialog) -> None:
    """A community organisation: stopped first, then seen with a reason, and not printed."""
    keys = person.keys
    keys.tab_to("Who is it for?")
    keys.type("a")
    keys.wait(lambda: bool(dialog.pages.stop_words), "what stands in the way")
    assert dialog.audience.kind is AudienceKind.COMMUNITY
    assert "has not been asked" in dialog.pages.stop_words
    assert dialog.pages.preview.pages == 0 and not dialog.print_button.isEnabled()
    assert dialog.reader.hasFocus(), "choosing on with the arrow keys is not interrupted"
    keys.write("Why it has to go out nevertheless", words.STOP_REASON)
    keys.press_button("Go on with this reason")
    wait_for_pages(person, dialog)
    person.say(left_out_for_others=read_what_is_left_out(person, dialog), seen=seen(dialog))
