"""What the program stops for before an ACCT note is saved. Nothing here judges a risk."""

from __future__ import annotations

from collections.abc import Iterator

from tac_desktop.casework.acct import AcctEpisode, AcctReview
from tac_desktop.casework.acct_news import running_episode
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.record import Record
from tac_desktop.casework.warnings_before import Warning
from tac_desktop.words import _


def before_episode(record: Record, case_file: CaseFile) -> Iterator[Warning]:
    """A second ACCT beside one that is open, or new where the old one can be opened again."""
    assert isinstance(record, AcctEpisode)
    running = running_episode(case_file)
    if running is None or running.id == record.id or record.status != "open":
        return
    if record.id in case_file.by_id:
        return
    if running.status == "open":
        words = _("An ACCT is noted as open already: {number}.")
    else:
        words = _(
            "ACCT {number} is in its post-closure phase. Where a risk comes back in that phase it"
            " is usually opened again, not opened anew."
        )
    yield Warning(words.format(number=running.log_number), running.id)


def before_news(record: Record, case_file: CaseFile) -> Iterator[Warning]:
    """Difficult news while an ACCT runs, and nobody on the wing knows."""
    if isinstance(record, AcctReview):
        given, told = record.bad_news_given, record.bad_news_told_to
    else:
        assert isinstance(record, ContactLogEntry)
        given, told = record.difficult_news, record.prison_staff_told
    running = running_episode(case_file)
    if given and not told and running is not None:
        words = _("An ACCT is running, and no staff are noted as told of this news.")
        yield Warning(words, running.id)
