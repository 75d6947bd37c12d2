"""The court's calendar: 26 weeks, notice of hearings, and what court records ask for."""

import datetime as dt

import pytest

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.consequences import consequences
from tac_desktop.casework.court import CourtOrder, Direction, Extension, Hearing, Proceedings
from tac_desktop.casework.court_clock import (
    court_clock,
    court_counts,
    end_of_26_weeks,
    notice_of,
)
from tac_desktop.casework.court_tasks import direction_task_id, task_id, with_direction
from tac_desktop.casework.service import Service
from tac_desktop.casework.training import example_case
from tac_desktop.casework.work import Task
from tests.casework.builders import TODAY, entry, file_of

DAY = dt.timedelta(days=1)


def care(issued: dt.date | None, **more: object) -> Proceedings:
    return Proceedings(id="care", mother_id="ros", type="public_law_care", child_ids=["callum"],
                       issued=issued, **more)  # fmt: skip


def hearing(**more: object) -> Hearing:
    answers = {"id": "hear", "mother_id": "ros", "proceedings_id": "care", "type": "final",
               "date": dt.date(2026, 12, 3), **more}  # fmt: skip
    return Hearing.model_validate(answers)


def saved(case_file: CaseFile, record: object) -> CaseFile:
    """The file after a record was saved with all that this asks for."""
    new = [record, *consequences(record, case_file)]
    kept = [one for one in case_file.entries if one.record.id not in {made.id for made in new}]
    return case_file.with_entries([*kept, *(entry(one) for one in new)])


def tasks(case_file: CaseFile) -> dict[str, Task]:
    return {one.title: one for one in case_file.of(Task)}


@pytest.mark.parametrize(
    ("issued", "ends"),
    [
        (dt.date(2026, 7, 29), dt.date(2027, 1, 27)),  # over Christmas: the weeks run through
        (dt.date(2027, 9, 1), dt.date(2028, 3, 1)),  # a leap day within
        (dt.date(2028, 2, 29), dt.date(2028, 8, 29)),  # issued on one
        (dt.date(2026, 3, 28), dt.date(2026, 9, 26)),  # the clocks change the night after
    ],
)
def test_26_weeks_are_182_days_whatever_lies_between(issued: dt.date, ends: dt.date):
    assert end_of_26_weeks(issued) == ends
    assert (ends - issued).days == 182
    assert court_clock(care(issued), issued).ends == ends


def test_the_week_is_counted_from_the_day_of_issue():
    issued = dt.date(2026, 7, 29)
    weeks = [court_clock(care(issued), day).week for day in (issued, issued + 6 * DAY,
             issued + 7 * DAY, issued + 181 * DAY, issued + 182 * DAY)]  # fmt: skip
    assert weeks == [1, 1, 2, 26, 27]
    assert court_clock(care(issued), issued - DAY).week is None
    assert court_clock(care(None), TODAY).sentences == ()


def test_an_end_on_christmas_day_or_a_sunday_is_pointed_out():
    on_christmas = court_clock(care(dt.date(2026, 6, 26)), TODAY)
    assert on_christmas.ends == dt.date(2026, 12, 25)
    assert "Christmas Day" in " ".join(on_christmas.sentences)
    assert "Sunday" in " ".join(court_clock(care(dt.date(2026, 8, 2)), TODAY).sentences)
    assert "usually sit" not in " ".join(court_clock(care(dt.date(2026, 7, 29)), TODAY).sentences)


def test_a_typed_date_that_does_not_fit_is_shown_beside_the_computed_one():
    issued = dt.date(2026, 7, 29)
    wrong = court_clock(care(issued, week_26=dt.date(2027, 2, 27)), TODAY)
    assert wrong.ends == dt.date(2027, 2, 27)
    assert any("27 Jan 2027" in one and "27 Feb 2027" in one for one in wrong.sentences)
    for right in (dt.date(2027, 1, 27), dt.date(2027, 1, 26)):
        sentences = court_clock(care(issued, week_26=right), TODAY).sentences
        assert not any("typed" in one for one in sentences)


def test_extensions_move_the_end_and_a_long_one_is_pointed_out():
    rows = [Extension(until=dt.date(2027, 3, 24)), Extension(until=dt.date(2027, 6, 30))]
    clock = court_clock(care(dt.date(2026, 7, 29), extensions=rows), TODAY)
    assert clock.extended and clock.current_end == dt.date(2027, 6, 30)
    said = " ".join(clock.sentences)
    assert "Extended until 30 Jun 2027" in said
    assert "30 Jun 2027 is longer than eight weeks" in said
    assert "24 Mar 2027 is longer" not in said


def test_private_law_has_no_26_weeks_and_what_is_concluded_no_end_to_come():
    private = Proceedings(type="private_law_child_arrangements", issued=dt.date(2026, 10, 1))
    clock = court_clock(private, TODAY)
    assert clock.ends is None and clock.sentences == ("Week 7 since issue.",)
    over = care(dt.date(2025, 3, 7), status="concluded", concluded=dt.date(2025, 9, 12))
    assert court_clock(over, TODAY).week == 28
    assert court_clock(care(dt.date(2025, 3, 7), status="concluded"), TODAY).week is None


@pytest.mark.parametrize(
    ("received", "days", "short", "words"),
    [
        (dt.date(2026, 10, 20), 44, False, "44 days"),  # the clocks went back on the 25th
        (dt.date(2026, 11, 19), 14, False, "14 days"),
        (dt.date(2026, 11, 20), 13, True, "13 days"),
        (dt.date(2026, 12, 2), 1, True, "1 day"),
        (dt.date(2026, 12, 3), 0, True, "the same day"),
        (dt.date(2026, 12, 5), -2, True, "told afterwards"),
    ],
)
def test_notice_is_counted_in_whole_days(received, days, short, words):
    notice = notice_of(hearing(notice_received=received), file_of())
    assert (notice.days, notice.short, notice.words) == (days, short, words)


def test_the_number_of_days_is_the_services_own_and_can_be_switched_off():
    short = hearing(notice_received=dt.date(2026, 11, 20))
    assert notice_of(short, file_of(Service(hearing_notice_days=7))).short is False
    off = file_of(Service(hearing_notice_days=0), short)
    assert notice_of(short, off).short is False
    assert court_counts(off).sentence == ""
    assert notice_of(hearing(), file_of()).days is None


def test_the_example_says_how_its_hearings_went(example: CaseFile):
    counts = court_counts(example)
    assert counts.sentence == (
        "2 of 4 hearings with less than 14 days' notice; 1 missed: late notice and no video slot."
    )
    running = next(one for one in example.of(Proceedings) if one.status == "open")
    assert court_clock(running, example.as_of).week == 16


def test_a_hearing_asks_for_the_way_there_until_it_is_arranged():
    before = file_of(care(dt.date(2026, 7, 29)))
    one = hearing(attendance_mode="in_person")
    planned = saved(before, one)
    assert set(tasks(planned)) == {
        "Ask for her to be brought to court on 3 Dec 2026",
        "Check that transport to court is booked for 3 Dec 2026",
    }
    assert {task.due for task in planned.of(Task)} == {dt.date(2026, 11, 19), dt.date(2026, 12, 2)}
    assert all(task.child_ids == ["callum"] for task in planned.of(Task))
    asked = saved(planned, one.changed(production_requested=TODAY))
    production = asked.get(Task, task_id(one, "production"))
    assert production and (production.status, production.asked_on) == ("waiting", TODAY)
    confirmed = saved(asked, one.changed(production_requested=TODAY, production_confirmed=TODAY))
    production = confirmed.get(Task, task_id(one, "production"))
    assert production and (production.status, production.done_on) == ("done", TODAY)
    assert consequences(confirmed.get(Hearing, "hear"), confirmed) == []


def test_a_hearing_that_is_moved_or_struck_takes_its_tasks_along():
    one = hearing(attendance_mode="video")
    planned = saved(file_of(), one)
    moved = saved(planned, one.changed(date=dt.date(2026, 12, 10)))
    assert {task.due for task in moved.of(Task)} == {dt.date(2026, 11, 26), dt.date(2026, 12, 9)}
    assert all("10 Dec 2026" in title for title in tasks(moved))
    struck = saved(moved, one.changed(entered_in_error="Another mother's"))
    assert {task.status for task in struck.of(Task)} == {"cancelled"}


def test_a_hearing_that_is_over_asks_for_its_outcome_once():
    past = hearing(date=dt.date(2026, 11, 12), mother_attended=True)
    held = saved(file_of(), past)
    assert set(tasks(held)) == {"Ask what came of the hearing of 12 Nov 2026"}
    told = saved(held, past.changed(outcome="Interim care order."))
    assert {task.status for task in told.of(Task)} == {"done"}


def order(*directions: Direction, **more: object) -> CourtOrder:
    return CourtOrder(id="ord", mother_id="ros", type="interim_care_order",
                      made=dt.date(2026, 11, 2), directions=list(directions), **more)  # fmt: skip


def test_a_direction_and_its_task_are_settled_together():
    one = order(Direction(text="Statement", due=dt.date(2026, 11, 20)),
                Direction(text="Assessment", by_id="marlcester", due=dt.date(2026, 12, 1)),
                Direction(text="No day"))  # fmt: skip
    made = saved(file_of(), one)
    ours, theirs = (made.get(Task, direction_task_id(one, place)) for place in (0, 1))
    assert ours and (ours.status, ours.due) == ("open", dt.date(2026, 11, 20))
    assert theirs and (theirs.status, theirs.waiting_on_id) == ("waiting", "marlcester")
    assert len(made.of(Task)) == 2

    met = saved(made, with_direction(one, 0, "met", TODAY))
    assert met.get(Task, ours.id).status == "done"
    back = saved(met, one)
    assert back.get(Task, ours.id).status == "open" and back.get(Task, ours.id).done_on is None

    by_task = saved(back, ours.changed(status="done", done_on=TODAY))
    direction = by_task.get(CourtOrder, "ord").directions[0]
    assert (direction.status, direction.met_on) == ("met", TODAY)
    again = saved(by_task, ours.changed(status="open", done_on=None))
    assert again.get(CourtOrder, "ord").directions[0].status == "open"


def test_a_direction_that_is_taken_away_leaves_no_open_task():
    two = order(*(Direction(text=text, due=TODAY) for text in ("One", "Two")))
    fewer = saved(saved(file_of(), two), two.changed(directions=two.directions[:1]))
    assert [one.status for one in sorted(fewer.of(Task), key=lambda one: one.title)] == [
        "open",
        "cancelled",
    ]


def test_an_order_that_ends_is_thought_of_before():
    made = saved(file_of(), order(expires=dt.date(2026, 12, 30)))
    (task,) = made.of(Task)
    assert task.title == "Interim care order ends on 30 Dec 2026: what follows?"
    assert task.due == dt.date(2026, 12, 16)
    assert saved(file_of(), order(expires=dt.date(2026, 11, 1))).of(Task) == []
    (task,) = saved(made, order()).of(Task)
    assert task.status == "cancelled"


@pytest.fixture(scope="module")
def example() -> CaseFile:
    from tac_desktop.casework.record import record_from

    case = example_case()
    records = [
        record_from(one.type, one.id, one.mother_id, one.revisions[-1].content)
        for one in case.records
    ]
    return CaseFile(case.mother_id, TODAY, tuple(entry(one) for one in records))
