"""The unit's clock at its edges, reports waited for, and care that is planned for both outcomes."""

import datetime as dt

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.consequences import consequences
from tac_desktop.casework.contact_plans import SeparationPlan
from tac_desktop.casework.custody import Custody, ReleaseDate
from tac_desktop.casework.mbu import MbuApplication, MbuExtension, MbuReport
from tac_desktop.casework.mbu_clock import mbu_clock
from tac_desktop.casework.mbu_letters import letter_answers
from tac_desktop.casework.mbu_next import mbu_asks
from tac_desktop.casework.mbu_report_draft import report_answers
from tac_desktop.casework.mbu_reports import (
    asked_today,
    chasing_in_words,
    report_task_id,
)
from tac_desktop.casework.people import Person
from tac_desktop.casework.work import Task
from tests.casework.builders import TODAY, file_of


def day(month, number, year=2026):
    return dt.date(year, month, number)


def baby(born="", **answers):
    known = {"id": "seren", "mother_id": "ros", "kind": "child", "first_names": "Seren",
             "last_name": "Averley", "date_of_birth": born}  # fmt: skip
    return Person(**{**known, **answers})


def application(**answers):
    known = {"id": "mbu", "mother_id": "ros", "child_id": "seren", "unit": "Larkmoor",
             "applied": day(9, 8), "status": "applied"}  # fmt: skip
    return MbuApplication(**{**known, **answers})


def released(on, **answers):
    return Custody(
        id="c2", mother_id="ros", sentenced_on=day(7, 10), release_date=on,
        release_type="CRD", **answers,
    )  # fmt: skip


def clock(one, *records):
    return mbu_clock(file_of(*records, one), one)


def saved(record, *others):
    return consequences(record, file_of(*others))


def tasks_by_title(record, *others):
    return {one.title: one for one in saved(record, *others) if isinstance(one, Task)}


# --- the clock


def test_a_baby_born_four_weeks_early_is_counted_from_the_birth_not_from_the_due_date():
    one = application(edd_at_application=day(12, 10))
    found = clock(one, baby("2026-11-12"))
    assert found.children[0].days_early == 28
    assert found.limit_on == day(5, 12, 2028)
    assert found.sentences[0] == (
        "Born on 12 Nov 2026, 28 days before the expected date, 10 Dec 2026."
    )


def test_a_baby_born_on_a_leap_day_is_18_months_old_at_the_end_of_august():
    found = clock(application(), baby("2028-02-29"))
    assert found.children[0].months_18 == day(8, 29, 2029)
    assert found.children[0].months_24 == day(2, 28, 2030)
    august = clock(application(), baby("2026-08-31"))
    assert august.children[0].months_18 == day(2, 29, 2028)


def test_twins_born_before_and_after_midnight_have_two_clocks_and_the_first_one_counts():
    twin = baby("2026-11-13", id="gwen", first_names="Gwen")
    found = clock(application(other_child_ids=["gwen"]), baby("2026-11-12"), twin)
    assert [one.limit_on for one in found.children] == [day(5, 12, 2028), day(5, 13, 2028)]
    assert found.limit_on == day(5, 12, 2028)
    assert any(one.startswith("Gwen: Born on 13 Nov 2026") for one in found.sentences)


def test_twins_of_one_day_are_said_once():
    twin = baby("2026-11-12", id="gwen", first_names="Gwen")
    found = clock(application(other_child_ids=["gwen"]), baby("2026-11-12"), twin)
    assert "These dates are the same for all 2." in found.sentences
    assert sum("18 months" in one for one in found.sentences[:3]) == 1


def test_a_release_date_that_moved_is_said_and_whether_she_knows():
    earlier = [ReleaseDate(date=day(4, 1, 2028), type="CRD", told_on=day(8, 1))]
    custody = released(day(8, 1, 2028), earlier_release_dates=earlier)
    found = clock(application(), baby("2026-11-12"), custody)
    assert "The release date has moved from 1 Apr 2028 to 1 Aug 2028, 122 days later." in (
        found.sentences
    )
    assert "It is not noted that she was told of the new date." in found.sentences
    assert found.release_before_limit is False
    assert found.separation_from == day(9, 8)


def test_another_kind_of_release_date_is_no_move():
    earlier = [ReleaseDate(date=day(1, 1, 2027), type="HDCED")]
    custody = released(day(5, 23, 2027), earlier_release_dates=earlier)
    assert not any("moved" in one for one in clock(application(), baby("2026-11-12"),
                                                   custody).sentences)  # fmt: skip


def test_an_extension_counts_once_it_is_granted():
    asked = MbuExtension(asked_on=TODAY, until=day(8, 12, 2028))
    before = clock(application(extensions=[asked]), baby("2026-11-12"))
    assert before.limit_on == day(5, 12, 2028)
    assert "An extension to 12 Aug 2028 was asked for; no decision is noted." in before.sentences
    granted = asked.model_copy(update={"decision": "approve", "decided_on": TODAY})
    after = clock(application(extensions=[granted]), baby("2026-11-12"), released(day(8, 1, 2028)))
    assert after.limit_on == day(8, 12, 2028)
    assert after.release_before_limit is True
    assert after.separation_from is None
    beyond = granted.model_copy(update={"until": day(12, 1, 2028)})
    said = clock(application(extensions=[beyond]), baby("2026-11-12")).sentences
    assert "This goes past 24 months: check the current policy." in said


def test_where_nothing_is_known_the_clock_asks_for_a_date():
    assert "Enter the child's birth" in clock(application(child_id="")).sentences[0]


# --- reports


def report(**answers):
    known = {"from_whom": "Children's services (Marlcester)", "person_id": "sheila",
             "requested": day(9, 11), "due": day(10, 9)}  # fmt: skip
    return MbuReport(**{**known, **answers})


def test_a_report_that_is_missing_says_how_long_and_how_often():
    one = report(chased=["2026-10-12", "2026-10-27"])
    assert chasing_in_words(one, TODAY) == (
        "Asked for on 11 Sep 2026, chased 2 times, waited 66 days, 38 days late."
    )
    here = report(received=day(10, 10))
    assert chasing_in_words(here, TODAY) == (
        "Asked for on 11 Sep 2026, came after 29 days, 1 day late."
    )


def test_asking_today_is_noted_once():
    first = asked_today(report(requested=None, due=None), TODAY)
    assert (first.requested, first.chased) == (TODAY, [])
    again = asked_today(asked_today(report(), TODAY), TODAY)
    assert again.chased == ["2026-11-16"]


def test_a_report_asked_for_is_a_task_that_waits_until_it_comes():
    asked = application(reports=[report(chased=["2026-10-12"])])
    task = tasks_by_title(asked)["Report for the Board: Children's services (Marlcester)"]
    assert (task.status, task.waiting_on_id, task.due, task.chased) == (
        "waiting", "sheila", day(10, 9), ["2026-10-12"],
    )  # fmt: skip
    here = asked.changed(reports=[report(chased=["2026-10-12"], received=day(11, 10))])
    done = tasks_by_title(here, asked, task)[task.title]
    assert (done.status, done.answered_on) == ("done", day(11, 10))


def test_a_report_that_she_waits_for_by_a_task_of_her_own_is_not_waited_for_twice():
    own = Task(id="own", mother_id="ros", title="Marlcester's report", kind="mbu_report",
               status="waiting", waiting_on_id="sheila")  # fmt: skip
    assert saved(application(reports=[report()]), own) == []


def test_what_is_noted_on_the_task_is_noted_on_the_application():
    asked = application(reports=[report()])
    task = tasks_by_title(asked)["Report for the Board: Children's services (Marlcester)"]
    chased = task.changed(chased=["2026-11-02"])
    (changed,) = saved(chased, asked, task)
    assert changed.reports[0].chased == ["2026-11-02"]
    came = chased.changed(status="done", done_on=TODAY)
    (changed,) = saved(came, asked, task)
    assert changed.reports[0].received == TODAY


def test_the_letter_belongs_to_the_task_and_grows_from_asking_to_reminding():
    at_work = {"kind": "professional", "organisation_id": "marlcester"}
    worker = Person(id="naomi", first_names="Naomi", role="child_social_worker", **at_work)
    manager = Person(id="boss", first_names="Ada", role="team_manager", **at_work)

    def letter(*chased):
        one = application(reports=[report(person_id="naomi", chased=list(chased))])
        known = [one, worker, manager, *saved(one)]
        return letter_answers(file_of(*known), one, one.reports[0])

    asks = letter()
    assert (asks["kind"], asks["to_id"]) == ("mbu_report", "naomi")
    assert asks["task_id"] == report_task_id(application(), report())
    assert letter("2026-10-12")["kind"] == "mbu_report_chase"
    firm = letter("2026-10-12", "2026-10-20", "2026-10-27", "2026-11-04")
    assert (firm["kind"], firm["to_id"]) == ("chase_3", "boss")
    assert firm["text"]


# --- both ways


BOTH = {
    "board_date": day(11, 18),
    "aftercare_if_approved": "Show her the room\n- Tell Sheila",
    "aftercare_if_refused": "Stay with her until evening\nTell the wing",
    "baby_care_if_refused": "Sheila",
    "aftercare": "See her the next morning",
}


def decided(one, *others, **answers):
    """The application with a decision, and all tasks as they stand after it."""
    after = one.changed(decided_on=day(11, 19), **answers)
    known = {task.id: task for task in others}
    known |= {task.id: task for task in saved(after, one, *others)}
    return after, list(known.values())


def statuses(tasks):
    return {one.title: one.status for one in tasks if one.kind == "aftercare"}


def test_both_plans_are_tasks_before_the_board():
    made = saved(application(**BOTH))
    assert statuses(made) == {
        "If the place is granted: Show her the room": "open",
        "If the place is granted: Tell Sheila": "open",
        "If the place is refused: Stay with her until evening": "open",
        "If the place is refused: Tell the wing": "open",
        "After the decision: See her the next morning": "open",
    }


def test_the_decision_closes_what_was_planned_for_the_other_outcome_and_a_change_brings_it_back():
    one = application(**BOTH)
    refused, tasks = decided(one, *saved(one), decision="refuse")
    assert statuses(tasks)["If the place is granted: Tell Sheila"] == "cancelled"
    assert statuses(tasks)["If the place is refused: Tell the wing"] == "open"
    upheld, tasks = decided(refused, *tasks, appeal_outcome="upheld")
    assert statuses(tasks)["If the place is granted: Tell Sheila"] == "open"
    assert statuses(tasks)["If the place is refused: Tell the wing"] == "cancelled"
    assert upheld.decision == "refuse"


def test_what_she_did_or_brought_back_by_hand_stays_so_when_the_application_is_saved_again():
    one = application(**BOTH)
    granted, tasks = decided(one, *saved(one), decision="approve")
    by_hand = {"If the place is granted: Show her the room": "done",
               "If the place is refused: Tell the wing": "open"}  # fmt: skip
    mine = [task.changed(status=by_hand.get(task.title, task.status)) for task in tasks]
    again = granted.changed(mother_views="Glad")
    assert saved(again, granted, *mine) == []


def test_before_the_board_the_missing_plans_are_asked_for():
    one = application(board_date=day(11, 18), aftercare_if_approved="Tell Sheila")
    (ask, *_rest) = mbu_asks(file_of(one), one)
    assert ask.sentence == (
        "Before the Board on 18 Nov 2026, in 2 days, write down:"
        " What she needs if it is refused; Who cares for the baby then."
    )
    title = "Before the Board: what she needs if it is granted, and if it is refused"
    task = tasks_by_title(one)[title]
    assert task.due == day(11, 18)
    whole = one.changed(aftercare_if_refused="Stay", baby_care_if_refused="Sheila")
    assert tasks_by_title(whole, one, task)[title].status == "done"


def test_four_headings_of_the_assessment_are_checked_one_by_one():
    one = application(la_safeguards="Yes", la_if_refused="Kinship")
    said = " ".join(ask.sentence for ask in mbu_asks(file_of(one), one))
    assert "covers 2 of 4 headings" in said
    assert "Contact with family and network" in said


# --- decision, appeal, time on the unit


def test_after_a_decision_the_page_asks_for_what_is_not_noted_yet():
    one = application(decision="refuse", recommendation="approve", decided_on=day(11, 10),
                      appeal_deadline=day(11, 17), status="board_arranged")  # fmt: skip
    assert [ask.sentence for ask in mbu_asks(file_of(one), one)][-5:] == [
        "The stage still says “board arranged”: bring it up to date.",
        "It is not noted that she was told of the decision.",
        "The decision differs from the recommendation; its reasons are not noted.",
        "It is not noted that the appeal was explained to her.",
        "Last day for an appeal: 17 Nov 2026, tomorrow.",
    ]
    lodged = one.changed(status="appeal", appeal_explained=day(11, 11), appeal_lodged=day(11, 12),
                         mother_told_on=day(11, 10), decision_reasons="Risk")  # fmt: skip
    assert mbu_asks(file_of(lodged), lodged)[-1].sentence == (
        "Appeal made on 12 Nov 2026: no outcome after 4 days."
    )
    assert mbu_asks(file_of(lodged), lodged.changed(status="withdrawn")) == []


def test_a_refusal_asks_for_the_appeal_to_be_explained_made_and_answered():
    refused = application(decision="refuse", decided_on=day(11, 10), appeal_deadline=day(11, 20))
    made = tasks_by_title(refused)
    explain, last = "Explain to her how to appeal", "Last day for an appeal: what does she want?"
    assert (made[explain].due, made[last].due) == (day(11, 10), day(11, 20))
    lodged = refused.changed(appeal_explained=day(11, 11), appeal_lodged=day(11, 12))
    after = tasks_by_title(lodged, refused, *made.values())
    assert (after[explain].status, after[last].status) == ("done", "done")
    outcome = after["Ask what became of the appeal"]
    assert outcome.status == "waiting"
    dismissed = lodged.changed(appeal_outcome="dismissed", appeal_decided_on=day(11, 15))
    done = tasks_by_title(dismissed, lodged, *after.values())["Ask what became of the appeal"]
    assert (done.status, done.done_on) == ("done", day(11, 15))


def test_a_withdrawn_application_leaves_nothing_to_do():
    one = application(reports=[report()], **BOTH)
    made = saved(one)
    gone = one.changed(status="withdrawn")
    known = {task.id: task for task in made} | {task.id: task for task in saved(gone, one, *made)}
    assert not [task.title for task in known.values() if task.is_open()]


def test_a_separation_is_planned_from_its_day_and_the_plan_ends_the_task():
    one = application(admitted=day(11, 14), decision="approve", decided_on=day(11, 13))
    late = released(day(8, 1, 2028))
    task = tasks_by_title(one, baby("2026-11-12"), late)["Begin the plan for the separation"]
    assert task.due == day(11, 14)
    plan = SeparationPlan(id="plan", mother_id="ros", kind="separation_from_unit", child_id="seren")
    (done,) = [made for made in saved(plan, one, task) if isinstance(made, Task)]
    assert done.status == "done"


def test_each_extension_is_waited_for_on_its_own():
    rows = [MbuExtension(asked_on=day(11, 1), until=day(8, 12, 2028), decision="approve"),
            MbuExtension(asked_on=day(11, 10), until=day(11, 12, 2028))]  # fmt: skip
    one = application(admitted=day(11, 14), decision="approve", extensions=rows)
    titles = [title for title in tasks_by_title(one) if "extension" in title]
    assert titles == ["Ask for the decision on the extension to 12 Nov 2028"]


# --- the report


def test_her_report_begins_with_facts_that_the_board_may_read_and_no_opinion():
    one = application(kind="pregnant_from_birth")
    case_file: CaseFile = file_of(baby("2026-11-12"), one)
    answers = report_answers(case_file, one)
    assert "Larkmoor" in answers["facts"]
    assert "Born on 12 Nov 2026." in answers["facts"]
    assert answers["siblings"].splitlines()[0].startswith("Cal (12)")
    assert "opinion" not in answers
    everything = " ".join(str(value) for value in answers.values())
    for secret in ("Oakhurst", "Saltmere", "Maren", "Ternbay"):
        assert secret not in everything
