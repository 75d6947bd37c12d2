"""ACCT notes: targets over midnight and changed clocks, actions that are tasks, difficult news."""

import datetime as dt

import pytest

from tac_desktop.casework.acct import AcctEpisode, AcctReview, Attendee, RiskDate, SupportAction
from tac_desktop.casework.acct_counts import count_reviews
from tac_desktop.casework.acct_news import news_for_next_review, running_episode
from tac_desktop.casework.acct_next import new_episode_answers, next_review_answers
from tac_desktop.casework.acct_targets import acct_targets, post_closure_due
from tac_desktop.casework.acct_tasks import task_of_action
from tac_desktop.casework.consequences import consequences
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.record import Record
from tac_desktop.casework.service import Service
from tac_desktop.casework.uk_clock import after_hours
from tac_desktop.casework.warnings_before import warnings_before
from tac_desktop.casework.work import Task
from tests.casework.builders import TODAY, file_of

NOW = dt.datetime.combine(TODAY, dt.time(9, 0))
RING = "Ring the carer"


def day(month, number):
    return dt.date(2026, month, number)


def episode(**answers):
    known = {"id": "acct", "mother_id": "ros", "log_number": "LKX-0147",
             "opened": day(11, 9), "opened_time": dt.time(16, 40)}  # fmt: skip
    return AcctEpisode(**{**known, **answers})


def review(**answers):
    known = {"id": "review", "mother_id": "ros", "acct_id": "acct", "date": day(11, 12),
             "time": dt.time(10, 30)}  # fmt: skip
    return AcctReview(**{**known, **answers})


def mine(**answers):
    return SupportAction(**{"action": RING, "mine": True, **answers})


def saved(record: Record, *others: Record):
    """The consequences of saving `record` beside the others."""
    return consequences(record, file_of(*others))


def after(made, *others):
    """The file once consequences were saved over it."""
    ids = {one.id for one in made}
    return [*made, *(one for one in others if one.id not in ids)]


def only(found, cls):
    return [one for one in found if isinstance(one, cls)]


# --- targets


@pytest.mark.parametrize(
    ("opened", "hours", "wall"),
    [
        (dt.datetime(2026, 11, 9, 23, 30), 1, dt.datetime(2026, 11, 10, 0, 30)),
        (dt.datetime(2026, 10, 24, 16, 0), 24, dt.datetime(2026, 10, 25, 15, 0)),
        (dt.datetime(2026, 10, 25, 0, 30), 1, dt.datetime(2026, 10, 25, 1, 30)),
        (dt.datetime(2026, 10, 25, 0, 30), 2, dt.datetime(2026, 10, 25, 1, 30)),
        (dt.datetime(2026, 3, 28, 16, 0), 24, dt.datetime(2026, 3, 29, 17, 0)),
        (dt.datetime(2026, 3, 29, 0, 30), 1, dt.datetime(2026, 3, 29, 2, 30)),
        (dt.datetime(2028, 2, 28, 20, 0), 24, dt.datetime(2028, 2, 29, 20, 0)),
        (dt.datetime(2026, 12, 31, 23, 59), 1, dt.datetime(2027, 1, 1, 0, 59)),
    ],
)
def test_hours_pass_as_they_do_on_a_wall_clock(opened, hours, wall):
    assert after_hours(opened.date(), opened.time(), hours) == wall


def test_a_late_step_is_a_target_passed_and_never_a_breach():
    one = episode(plan_on=day(11, 9), plan_at=dt.time(17, 30), assessed_on=day(11, 10),
                  assessed_at=dt.time(18, 40))  # fmt: skip
    found = acct_targets(file_of(one, review(type="first_case_review")), one, NOW)
    assert [target.words for target in found] == [
        "9 Nov 2026 17:30; within the target",
        "10 Nov 2026 18:40; target passed by 2 hours",
        "12 Nov 2026 10:30; target passed by 41 hours",
    ]
    assert "breach" not in " ".join(target.words for target in found).lower()


def test_a_review_on_the_day_the_clocks_change_is_measured_in_hours_that_passed():
    one = episode(opened=day(10, 24), opened_time=dt.time(16, 0))
    held = review(type="first_case_review", date=day(10, 25), time=dt.time(15, 30))
    words = acct_targets(file_of(one, held), one, NOW)[2].words
    assert words == "25 Oct 2026 15:30; target passed by 30 minutes"


def test_a_target_that_is_switched_off_is_not_shown():
    service = Service(id="s", acct_plan_hours=0, acct_assessment_hours=36, acct_review_hours=0)
    one = episode()
    found = acct_targets(file_of(service, one), one, NOW)
    assert [target.step for target in found] == ["Assessment interview"]
    assert found[0].words == "target 11 Nov 2026 04:40 has passed; not noted here"


def test_without_the_time_of_opening_nothing_is_counted():
    one = episode(opened_time=None)
    assert acct_targets(file_of(one), one, NOW) == []


def test_the_post_closure_review_follows_from_the_day_of_closing_unless_one_was_set():
    closed = episode(status="post_closure", closed=day(11, 12))
    assert post_closure_due(file_of(closed), closed) == day(11, 19)
    service = Service(id="s", acct_post_closure_days=14)
    assert post_closure_due(file_of(service, closed), closed) == day(11, 26)
    planned = closed.changed(post_closure_review=day(11, 17))
    assert post_closure_due(file_of(planned), planned) == day(11, 17)
    assert post_closure_due(file_of(episode()), episode()) is None


# --- invited or not


def test_who_was_invited_is_counted_and_said_in_one_sentence():
    answers = ("yes", "yes", "sent_note", "not_invited", "not_invited")
    count = count_reviews([review(tac_attended=one) for one in answers])
    assert count.sentence == (
        "Invited to 3 of 5 reviews, took part in 2, sent a note to 1; not invited to 2."
    )
    assert count_reviews([]).sentence == "No review is noted yet."
    unknown = count_reviews([review(tac_attended="")])
    assert unknown.sentence == "Invited to 0 of 1 review; not noted for 1."


# --- support actions are tasks


def test_an_action_of_mine_becomes_a_task_and_other_peoples_do_not():
    one = review(
        support_actions=[mine(due=day(11, 14)), SupportAction(action="Watch", owner="Wing")],
        actions_for_tac=["Give her the dates"],
        next_review=day(11, 20),
    )
    tasks = only(saved(one, episode()), Task)
    assert {(task.title, task.due, task.kind) for task in tasks} == {
        (RING, day(11, 14), "acct_action"),
        ("Give her the dates", day(11, 20), "acct_action"),
    }
    assert all(task.from_record_id == "acct" for task in tasks)


def test_an_action_done_at_the_review_is_done_as_a_task():
    first = review(support_actions=[mine()])
    tasks = saved(first, episode())
    second = review(id="r2", date=day(11, 16), support_actions=[mine(status="done")])
    (task,) = only(saved(second, episode(), first, *tasks), Task)
    assert (task.status, task.done_on) == ("done", day(11, 16))


def test_a_task_that_is_done_is_done_in_the_last_review_that_holds_it_and_back():
    first = review(support_actions=[mine()])
    tasks = saved(first, episode())
    second = review(id="r2", date=day(11, 14), support_actions=[mine()])
    done = tasks[0].changed(status="done", done_on=TODAY)
    (changed,) = saved(done, episode(), first, second, *tasks)
    assert changed.id == "r2"
    assert changed.support_actions[0].status == "done"
    (again,) = saved(done.changed(status="open", done_on=None), episode(), first, changed, done)
    assert again.support_actions[0].status == "open"


def test_saving_a_review_twice_leaves_a_task_that_was_begun_alone():
    first = review(support_actions=[mine()])
    task = saved(first, episode())[0].changed(status="done", done_on=TODAY)
    assert saved(first, episode(), first, task) == []


def test_an_earlier_review_that_is_put_right_does_not_reopen_what_a_later_one_closed():
    first = review(support_actions=[mine()])
    task = saved(first, episode())[0].changed(status="done", done_on=TODAY)
    second = review(id="r2", date=day(11, 14), support_actions=[mine(status="done")])
    put_right = first.changed(place="Wing office")
    assert saved(put_right, episode(), first, second, task) == []


def test_an_action_that_is_taken_out_cancels_its_task():
    first = review(support_actions=[mine()])
    task = saved(first, episode())[0]
    (gone,) = saved(first.changed(support_actions=[]), episode(), first, task)
    assert gone.status == "cancelled"


# --- the next review


def test_the_next_review_goes_on_from_the_last_one_and_judges_nothing():
    last = review(
        place="Quiet room", triggers="Waiting for news", protective_factors="Her mother",
        attendees=[Attendee(name="Wing", how="in_person")], next_review=day(11, 16),
        next_review_time=dt.time(14, 0), risk_as_recorded="raised", observations="Two an hour",
        support_actions=[mine(), SupportAction(action="Watch", owner="Wing"),
                         SupportAction(action="Over", status="done")],
        actions_for_tac=["Give her the dates", "Ring Naomi"],
    )  # fmt: skip
    tasks = saved(last, episode())
    ring = next(one for one in tasks if one.title == RING).changed(status="done", done_on=TODAY)
    naomi = next(one for one in tasks if one.title == "Ring Naomi").changed(status="done")
    answers = next_review_answers(
        file_of(episode(), last, *after([ring, naomi], *tasks)), episode()
    )
    assert [(one.action, one.status) for one in answers["support_actions"]] == [
        (RING, "done"),
        ("Watch", "open"),
    ]
    assert answers["actions_for_tac"] == ["Give her the dates"]
    assert (answers["date"], answers["time"]) == (TODAY, dt.time(14, 0))
    assert answers["attendees"][0].how == ""
    assert not {"risk_as_recorded", "observations", "conversations"} & answers.keys()


def test_the_first_review_begins_with_what_the_episode_knows():
    one = episode(child_related_triggers=["court_decision"], protective_factors=["Her children"],
                  coordinator_id="sheila")  # fmt: skip
    answers = next_review_answers(file_of(one), one)
    assert answers["type"] == "first_case_review"
    assert answers["triggers"] == "Court decision"
    assert answers["attendees"][0].person_id == "sheila"


def test_a_new_episode_begins_with_what_is_known_from_the_last_and_asks_for_consent_anew():
    dates = [RiskDate(date=day(11, 2), why="Over"), RiskDate(date=day(12, 25), why="Christmas")]
    old = episode(
        status="closed",
        child_related_triggers=["no_news"],
        known_dates_of_risk=dates,
        protective_factors=["Her children"],
        family_involved_consent="Her mother",
    )
    answers = new_episode_answers(file_of(old))
    assert answers["child_related_triggers"] == ["no_news"]
    assert [one.why for one in answers["known_dates_of_risk"]] == ["Christmas"]
    assert not {"family_involved_consent", "log_number", "opened"} & answers.keys()
    assert new_episode_answers(file_of()) == {}


# --- closing, post-closure, opening again


def test_the_review_that_closes_an_acct_sets_its_status_and_the_reminder():
    closing = review(review_outcome="closed", type="closing_review")
    made = saved(closing, episode())
    (closed,) = only(made, AcctEpisode)
    assert (closed.status, closed.closed, closed.post_closure_review) == (
        "post_closure", day(11, 12), day(11, 19),
    )  # fmt: skip
    (reminder,) = only(made, Task)
    assert reminder.due == day(11, 19)
    held = review(id="r2", type="post_closure_review", date=day(11, 18),
                  review_outcome="post_closure_ended")  # fmt: skip
    made = saved(held, closed, closing, reminder)
    assert only(made, AcctEpisode)[0].status == "closed"
    assert only(made, Task)[0].status == "done"


def test_a_post_closure_phase_that_goes_on_keeps_its_reminder_for_the_next_day():
    closed = episode(status="post_closure", closed=day(11, 12), post_closure_review=day(11, 19))
    reminder = saved(closed)[0]
    held = review(type="post_closure_review", date=day(11, 18), next_review=day(11, 25),
                  review_outcome="post_closure_goes_on")  # fmt: skip
    made = saved(held, closed, reminder)
    assert only(made, AcctEpisode)[0].post_closure_review == day(11, 25)
    assert [(one.status, one.due) for one in only(made, Task)] == [("open", day(11, 25))]


def test_opened_again_in_the_post_closure_phase_keeps_the_episode():
    closed = episode(status="post_closure", closed=day(11, 12), post_closure_review=day(11, 19))
    reminder = saved(closed)[0]
    again = review(date=day(11, 15), review_outcome="opened_again", review_outcome_why="News")
    made = saved(again, closed, reminder)
    (opened,) = only(made, AcctEpisode)
    assert opened.status == "open"
    assert [(one.on, one.why) for one in opened.reopenings] == [(day(11, 15), "News")]
    assert only(made, Task)[0].status == "cancelled"


def test_a_note_of_an_earlier_review_does_not_turn_the_episode_back():
    later = review(id="r2", date=day(11, 14))
    assert only(saved(review(review_outcome="closed"), episode(), later), AcctEpisode) == []


def test_a_second_acct_stops_and_says_what_is_open_or_can_be_opened_again():
    new = episode(id="new", log_number="LKX-0200")
    (warning,) = warnings_before(new, file_of(episode()))
    assert warning.sentence == "An ACCT is noted as open already: LKX-0147."
    closed = episode(status="post_closure", closed=day(11, 12))
    (warning,) = warnings_before(new, file_of(closed))
    assert "post-closure phase" in warning.sentence
    assert warnings_before(new, file_of(episode(status="closed"))) == []


def test_the_open_episode_runs_before_the_one_in_post_closure():
    old = episode(id="old", status="closed", opened=day(10, 1))
    phase = episode(id="phase", status="post_closure", opened=day(11, 1))
    assert running_episode(file_of(old, phase)).id == "phase"
    assert running_episode(file_of(old, phase, episode())).id == "acct"
    assert running_episode(file_of(old)) is None


# --- difficult news


def entry(**answers):
    known = {"id": "log", "mother_id": "ros", "date": day(11, 14), "channel": "phone",
             "text": "The visit is cancelled", "difficult_news": True}  # fmt: skip
    return ContactLogEntry(**{**known, **answers})


def test_difficult_news_asks_to_see_her_again_and_to_note_it_at_the_review():
    made = saved(entry(), episode(), review(next_review=day(11, 20)))
    assert {(one.title, one.due, one.from_record_id) for one in only(made, Task)} == {
        ("See how she is after the news of 14 Nov 2026", day(11, 15), "log"),
        ("Note the news of 14 Nov 2026 at the next ACCT review", day(11, 20), "acct"),
    }
    without_acct = only(saved(entry()), Task)
    assert [one.kind for one in without_acct] == ["aftercare"]


def test_news_since_the_last_review_is_offered_for_the_next_one():
    known = [episode(), review(), entry(), entry(id="before", date=day(11, 11)),
             entry(id="earlier that day", date=day(11, 12), time=dt.time(9, 0)),
             entry(id="later that day", date=day(11, 12), time=dt.time(17, 0))]  # fmt: skip
    found = news_for_next_review(file_of(*known), episode())
    assert [one.record_id for one in found] == ["later that day", "log"]
    answers = next_review_answers(file_of(*known), episode(), with_news=True)
    assert answers["bad_news_given"] is True
    assert "14 Nov 2026: The visit is cancelled" in answers["bad_news"]


def test_news_that_no_staff_know_of_stops_while_an_acct_runs():
    assert len(warnings_before(entry(), file_of(episode()))) == 1
    told = entry(prison_staff_told="Oscar 1, 15:50")
    assert warnings_before(told, file_of(episode())) == []
    assert warnings_before(entry(), file_of(episode(status="closed"))) == []


def test_actions_are_the_same_however_their_words_are_spaced():
    assert task_of_action("acct", "Ring  the Carer ") == task_of_action("acct", RING)
