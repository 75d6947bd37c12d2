"""Point 5: the note on an ACCT review, and its one-page contribution on paper."""

from __future__ import annotations

from tac_desktop.casework.acct import AcctReview
from tests.end_to_end import words
from tests.end_to_end.job.paper import close, open_pack, print_it, seen
from tests.end_to_end.job.person import Person


def write_a_review_note(person: Person) -> None:
    """The review of today, as the social worker saw it."""
    keys = person.keys
    keys.press("Alt+5", "Ctrl+N")
    keys.wait(lambda: person.file.form is not None, "the form")
    keys.wait(lambda: person.form.body.field_with_focus()[0], "the cursor in it")
    assert person.form.record_class is AcctReview
    keys.write("4 Time", "1430")
    keys.write("5 Place", "Unit office")
    keys.tab_to("6 Were you invited")
    keys.press("Space")
    keys.press_button("7 Others: add a line")
    keys.choose("7.1 Person", "duxbury")
    keys.choose("7.1 How", "in person")
    keys.write("8 What you contributed", words.CONTRIBUTION)
    keys.tab_to("9 Was news about the children shared?")
    keys.press("Space")
    keys.write("10 Which news", words.CHILDREN_NEWS)
    keys.write("13 Risks", words.RISKS)
    keys.write("14 What protects her", words.PROTECTS)
    keys.tab_to("15 Risk level as recorded")
    keys.press("Space")
    keys.press_button("17 Support actions: add a line")
    keys.write("17.1 Action", words.SUPPORT_ACTION)
    keys.write("17.1 Who", "Oscar 1")
    keys.write("17.1 By", "+3")
    keys.write("19 Observations", "3 an hour")
    keys.write("20 Conversations", "1 each shift")
    keys.write("23 Next review on", "+5")
    person.typed(words.CONTRIBUTION)
    record_id = person.save_form(
        words.CONTRIBUTION, words.CHILDREN_NEWS, words.RISKS, words.SUPPORT_ACTION
    )
    person.known["review"] = record_id
    review = person.record(AcctReview, record_id)
    assert review.risk_as_recorded == "low" and review.children_news_shared
    assert len(review.attendees) == 1 and review.attendees[0].person_id


def print_the_contribution(person: Person) -> None:
    """One page, marked as what it is."""
    dialog = open_pack(person, "Print contribution")
    assert dialog.pages.preview.pages == 1
    text = seen(dialog)
    for expected in ("not the ACCT document", words.CONTRIBUTION, words.CHILDREN_NEWS):
        assert expected in text, f"{expected} is not in the preview: {text}"
    print_it(person, dialog, copies=1)
    close(person, dialog)
