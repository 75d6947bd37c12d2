"""Point 6: the application to the Mother and Baby Unit after the Board has met."""

from __future__ import annotations

from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.ui.pages.mbu_page import MbuPage
from tests.end_to_end import words
from tests.end_to_end.job.person import Person


def update_the_application(person: Person) -> None:
    """What the Board recommends and what is decided, which is not the same here."""
    keys = person.keys
    keys.press("Alt+6")
    page = person.file.page
    assert isinstance(page, MbuPage) and page.application is not None
    assert "18 months" in page.dates.text(), page.dates.text()
    keys.press("Ctrl+E")
    keys.wait(lambda: person.file.form is not None, "the form")
    keys.wait(lambda: person.form.body.field_with_focus()[0], "the cursor in it")
    keys.choose("8 Stage", "approved with")
    keys.tab_to("25 The Board recommends")
    keys.press("Space")
    keys.write("26 Recommended on", "y")
    keys.write("27 The Board's reasons", words.BOARD_REASONS)
    keys.tab_to("28 Decision")
    keys.press("Space", "Right")
    keys.write("29 Decided on", "today")
    keys.write("30 Decided by", words.DECIDED_BY)
    keys.write("31 Reasons for the decision", words.DECISION_REASONS)
    person.typed(words.DECISION_REASONS)
    person.save_form(words.BOARD_REASONS, words.DECISION_REASONS, words.DECIDED_BY)
    application = page.application
    assert isinstance(application, MbuApplication)
    outcomes = (application.recommendation, application.decision)
    assert outcomes == ("approve", "approve_conditional"), outcomes
    assert "Approved with conditions" in page.stage.text()
    text = page.text.toPlainText()
    assert words.BOARD_REASONS in text and words.DECISION_REASONS in text
