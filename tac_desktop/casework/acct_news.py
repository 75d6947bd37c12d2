"""Difficult news that was given since the last review of an open ACCT, to be noted for the next.

Source: evaluation of the service: distress is usually tied to the children; after bad news staff
are told, and the review has to know of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tac_desktop.casework.acct import AcctEpisode, AcctReview
from tac_desktop.casework.acct_targets import reviews_of
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.dates import written
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.record import Record
from tac_desktop.casework.work import Task
from tac_desktop.words import _


@dataclass(frozen=True)
class News:
    """One piece of news: when, what, whom the social worker told, and the entry it stands in."""

    day: dt.date
    what: str
    staff_told: str
    record_id: str


def running_episode(case_file: CaseFile) -> AcctEpisode | None:
    """The ACCT that is open now, else the one in its post-closure phase."""
    found = sorted(
        (one for one in case_file.of(AcctEpisode) if one.status in ("open", "post_closure")),
        key=lambda one: (one.status == "open", one.opened or dt.date.min),
    )
    return found[-1] if found else None


def news_for_next_review(case_file: CaseFile, episode: AcctEpisode) -> list[News]:
    """Log entries with difficult news since the last review, the earliest first."""
    reviews = [one for one in reviews_of(case_file, episode.id) if one.date]
    last = reviews[-1] if reviews else None
    since = (last.date if last else None) or episode.opened or dt.date.min
    found = [
        News(entry.date, entry.headline(case_file.name), entry.prison_staff_told, entry.id)
        for entry in case_file.of(ContactLogEntry)
        if entry.difficult_news and entry.date and _is_after(entry, since, last)
    ]
    return sorted(found, key=lambda one: (one.day, one.record_id))


def news_in_words(news: list[News]) -> str:
    """The lines for the review's own question."""
    return "\n".join(f"{written(one.day)}: {one.what}" for one in news)


def after_entry(record: Record, case_file: CaseFile) -> Iterator[Task]:
    """Difficult news in the log: to see her again, and the next review of an ACCT to know of it."""
    assert isinstance(record, ContactLogEntry)
    day = record.date
    if not record.difficult_news or day is None:
        return
    yield care_after_news(record, day)
    episode = running_episode(case_file)
    if episode is None:
        return
    reviews = reviews_of(case_file, episode.id)
    yield Task(
        id=derived_id(record.id, "acct news"),
        title=_("Note the news of {day} at the next ACCT review").format(day=written(day)),
        kind="acct_action",
        due=(reviews[-1].next_review if reviews else None) or day,
        mother_id=record.mother_id,
        from_record_id=episode.id,
    )


def care_after_news(record: Record, day: dt.date) -> Task:
    """To see her again on the day after."""
    return Task(
        id=derived_id(record.id, "aftercare"),
        mother_id=record.mother_id,
        title=_("See how she is after the news of {day}").format(day=written(day)),
        kind="aftercare",
        due=day + dt.timedelta(days=1),
        from_record_id=record.id,
    )


def _is_after(entry: ContactLogEntry, since: dt.date, last: AcctReview | None) -> bool:
    """News of the review's own day counts when it came later that day, or no time was noted."""
    assert entry.date is not None
    if last is None or entry.date != since:
        return entry.date >= since
    if entry.time is None or last.time is None:
        return True
    return entry.time > last.time
