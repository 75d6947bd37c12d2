"""Concerns: told first, asked after, and read by no one who should not."""

import datetime as dt

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind, view_for
from tac_desktop.casework.concern import Concern, ToldRow
from tac_desktop.casework.consequences import consequences
from tac_desktop.casework.warnings_before import warnings_before
from tests.casework.builders import TODAY, file_of


def concern(**answers):
    known = {"id": "concern", "mother_id": "ros", "kind": "self_harm", "date": TODAY,
             "seen_or_heard": "She said she cannot go on.",
             "told": [ToldRow(who="Oscar 1", on=TODAY, at=dt.time(15, 50))]}  # fmt: skip
    return Concern(**{**known, **answers})


def test_what_became_of_it_is_asked_on_its_day_until_it_is_settled():
    one = concern(follow_up_on=dt.date(2026, 11, 20))
    (task,) = consequences(one, file_of())
    assert (task.kind, task.due) == ("concern", dt.date(2026, 11, 20))
    settled = one.changed(closed_on=dt.date(2026, 11, 19))
    (done,) = consequences(settled, file_of(one, task))
    assert (done.status, done.done_on) == ("done", dt.date(2026, 11, 19))
    (again,) = consequences(one, file_of(settled, done))
    assert again.status == "open"
    (dropped,) = consequences(one.changed(follow_up_on=None), file_of(one, task))
    assert dropped.status == "cancelled"


def test_without_anyone_told_the_program_stops_and_says_what_comes_first():
    (warning,) = warnings_before(concern(told=[]), file_of())
    assert "first" in warning.sentence
    assert warnings_before(concern(), file_of()) == []


@pytest.mark.parametrize(
    ("kind", "reader", "read"),
    [
        ("self_harm", AudienceKind.PRISON, True),
        ("self_harm", AudienceKind.HEALTH, True),
        ("self_harm", AudienceKind.COURT, False),
        ("staff_conduct", AudienceKind.PRISON, False),
        ("staff_conduct", AudienceKind.TAC, True),
        ("child_care", AudienceKind.COURT, True),
        ("child_care", AudienceKind.MOTHER, False),
    ],
)
def test_each_kind_is_read_by_those_who_have_to_act(kind, reader, read):
    one = concern(kind=kind, follow_up_on=TODAY)
    tasks = consequences(one, file_of(one))
    seen = view_for(file_of(one, *tasks), Audience(reader)).case_file.by_id
    assert ("concern" in seen) is read
    assert (tasks[0].id in seen) is read
