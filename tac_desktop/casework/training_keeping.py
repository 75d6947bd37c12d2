"""Closed files of invented cases: one under a hold, one kept longer, one to be disposed of."""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.dates import add_months
from tac_desktop.casework.retention import LegalHold, RetentionReview
from tac_desktop.casework.subject_access import SubjectAccess
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_stories import story_for
from tac_desktop.casework.training_work import Episode

_KINDS = 3


def make_keeping(builder: Builder, episode: Episode) -> None:
    """What was decided about keeping a closed file; by turns, so that each is met."""
    if episode.case.status != "closed":
        return
    day = builder.today - dt.timedelta(days=2)
    worker = builder.worker_id
    earlier = range(1, builder.number)
    match sum(story_for(one).status == "closed" for one in earlier) % _KINDS:
        case 0:
            builder.add(
                LegalHold,
                day,
                since=day,
                reason="An invented inquiry has asked that nothing be destroyed.",
                asked_by="The inquiry’s solicitor",
                reference="INQ/17",
                placed_by_id=worker,
            )
        case 1:
            builder.add(
                RetentionReview,
                day,
                date=day,
                decision="dispose",
                why="Opened by mistake under a wrong name; the data controller decided.",
                by_id=worker,
            )
        case _:
            builder.add(
                RetentionReview,
                day,
                date=day,
                decision="keep_longer",
                until=add_months(day, 120),
                why="Her daughter may ask for it when she is grown up.",
                by_id=worker,
            )


def a_request(subject_id: str, worker_id: str, today: dt.date) -> SubjectAccess:
    """A mother has asked for what is held about her; it belongs to no file."""
    return SubjectAccess(
        subject_id=subject_id,
        asker="solicitor",
        asker_name="Tamar Quillin, solicitor",
        authority_seen="Signed form of authority, seen.",
        received_on=today - dt.timedelta(days=8),
        how="letter",
        asked_for="Everything held about her.",
        worker_id=worker_id,
    )
