"""What is said before a letter is saved: words that its reader must not learn, and that what was
sent stays as it was sent."""

from __future__ import annotations

from collections.abc import Iterator

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.dates import written
from tac_desktop.casework.letter_readers import gives_away, reader_of
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.record import Record
from tac_desktop.casework.warnings_before import Warning
from tac_desktop.words import _


def before_letter(record: Record, case_file: CaseFile) -> Iterator[Warning]:
    """One sentence for all words that would tell the reader what she or he must not learn."""
    assert isinstance(record, Letter)
    sentence = told_by(case_file, record.to_id, f"{record.subject}\n{record.text}")
    if sentence:
        yield Warning(sentence, record.id)
    before = case_file.get(Letter, record.id)
    if before is not None and before.status == "sent" and _words(before) != _words(record):
        words = _("This letter went out on {day} with other words. Write a new one instead.")
        yield Warning(words.format(day=written(before.sent_on)), record.id)


def _words(letter: Letter) -> tuple[str, str, str]:
    return letter.to_id, letter.subject, letter.text


def told_by(case_file: CaseFile, to_id: str, text: str) -> str:
    """What a text would tell the reader that a letter to `to_id` has; empty where nothing."""
    if not to_id:
        return ""
    told = gives_away(case_file, reader_of(case_file, to_id), text)
    if not told:
        return ""
    words = _(
        "This letter cannot be printed for {reader}: it would tell what this reader must not"
        " learn: {words}. Change the words."
    )
    return words.format(reader=case_file.name(to_id), words=", ".join(told))
