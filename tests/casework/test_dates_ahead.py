"""One calendar of computed dates: every kind, once each, and what stays to be done."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.casework.acct import AcctEpisode, AcctReview
from tac_desktop.casework.children import ContactArrangement, ContactRestriction, ContactSession
from tac_desktop.casework.concern import Concern
from tac_desktop.casework.contact_plans import ContactLevel, FamilyDay, SeparationPlan
from tac_desktop.casework.court import CourtOrder, Direction, Extension, Hearing, Proceedings
from tac_desktop.casework.court_tasks import direction_task_id
from tac_desktop.casework.custody import Custody, ReleaseDate
from tac_desktop.casework.date_kinds import DateKind, Urgency
from tac_desktop.casework.dates_ahead import dates_ahead, dates_between, still_to_be_done
from tac_desktop.casework.episode import Case, Consent, SurveyResponse
from tac_desktop.casework.mbu import MbuApplication, MbuReport
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.oversight import PrisonDecision
from tac_desktop.casework.people import Person
from tac_desktop.casework.release import ReleaseItem, ReleasePlan
from tac_desktop.casework.service import Service
from tac_desktop.casework.voice import Explanation
from tac_desktop.casework.work import Supervision, Task
from tests.casework.builders import TODAY, entry, file_of


def day(month, number, year=2026):
    return dt.date(year, month, number)


def only(*records, days=400, as_of=TODAY):
    """A file of Ros with nothing in it but these records."""
    kept = [one for one in file_of(as_of=as_of).entries if one.record.id in ("ros", "cus")]
    kept[1] = entry(kept[1].record.changed(release_date=None))
    return file_of(as_of=as_of).with_entries([*kept, *(entry(one) for one in records)])


def found(case_file, days=400):
    return [(one.date, one.kind) for one in dates_ahead(case_file, days)]


def child(**answers):
    known = {"id": "cal", "mother_id": "ros", "kind": "child", "first_names": "Callum"}
    return Person.model_validate({**known, **answers})


@pytest.mark.parametrize(
    ("record", "when", "kind"),
    [
        (Hearing(mother_id="ros", type="final", date=day(12, 3)), day(12, 3), DateKind.HEARING),
        (Meeting(mother_id="ros", type="core_group", date=day(12, 4)), day(12, 4),
         DateKind.MEETING),
        (Meeting(mother_id="ros", type="acct_case_review", date=day(12, 4)), day(12, 4),
         DateKind.ACCT_REVIEW),
        (CourtOrder(mother_id="ros", type="interim_care_order", expires=day(12, 9)), day(12, 9),
         DateKind.ORDER_ENDS),
        (FamilyDay(mother_id="ros", date=day(12, 19)), day(12, 19), DateKind.FAMILY_DAY),
        (SeparationPlan(mother_id="ros", kind="final_contact", child_id="cal", date=day(12, 21)),
         day(12, 21), DateKind.GOODBYE),
        (ContactLevel(mother_id="ros", child_id="cal", level="x", review_on=day(12, 1)),
         day(12, 1), DateKind.CONTACT_LEVEL),
        (ContactRestriction(mother_id="ros", kind="prison_visits", summary="x",
                            review_or_expiry=day(12, 2)), day(12, 2), DateKind.RESTRICTION),
        (Explanation(mother_id="ros", topic="mbu", again_on=day(12, 2)), day(12, 2),
         DateKind.EXPLANATION),
        (Concern(mother_id="ros", kind="self_harm", seen_or_heard="x", follow_up_on=day(11, 18)),
         day(11, 18), DateKind.CONCERN),
        (Case(mother_id="ros", next_review=day(12, 5)), day(12, 5), DateKind.CASE_REVIEW),
        (Supervision(mother_id="ros", date=day(11, 2), next=day(12, 6)), day(12, 6),
         DateKind.SUPERVISION),
        (PrisonDecision(mother_id="ros", what="No visit", review_on=day(12, 7)), day(12, 7),
         DateKind.DECISION),
        (MbuApplication(mother_id="ros", appeal_deadline=day(12, 8)), day(12, 8),
         DateKind.MBU_STEP),
        (MbuApplication(mother_id="ros", tac_report_due=day(12, 8)), day(12, 8),
         DateKind.REPORT_DUE),
        (MbuApplication(mother_id="ros", reports=[
            MbuReport(from_whom="Probation", requested=day(11, 1), due=day(12, 8))]), day(12, 8),
         DateKind.REPORT_DUE),
        (ReleasePlan(mother_id="ros", items=[ReleaseItem(item="housing", due=day(12, 9))]),
         day(12, 9), DateKind.RELEASE),
        (Task(mother_id="ros", title="Ring", due=day(12, 9)), day(12, 9), DateKind.TASK),
        (SurveyResponse(mother_id="ros", instrument="mothers_questionnaire", wave="T1",
                        date=day(8, 31)), day(2, 28, 2027), DateKind.SURVEY),
        (Consent(mother_id="ros", purpose="evaluation", given=True, given_on=day(8, 31)),
         day(2, 28, 2027), DateKind.CONSENT),
        (child(expected_date_of_delivery=day(1, 9, 2027)), day(1, 9, 2027), DateKind.BIRTHDAY),
        (child(date_of_birth="2014-12-25"), day(12, 25), DateKind.BIRTHDAY),
    ],
    ids=lambda one: getattr(one, "type_name", None) or str(one),
)  # fmt: skip
def test_each_thing_with_a_day_on_it_is_a_date_of_its_kind(record, when, kind):
    assert (when, kind) in found(only(record))


def test_what_presses_is_marked_and_what_is_computed_as_well():
    case_file = only(
        Hearing(mother_id="ros", type="final", date=day(12, 3)), child(date_of_birth="2014-12-25")
    )
    hearing, birthday = dates_ahead(case_file, 60)
    assert (hearing.urgency, hearing.computed) == (Urgency.HIGH, False)
    assert (birthday.urgency, birthday.computed) == (Urgency.LOW, True)
    assert birthday.about == ("cal",)


def test_26_weeks_run_through_christmas_and_an_extension_takes_their_place():
    issued = Proceedings(id="p", mother_id="ros", type="public_law_care", issued=day(7, 6))
    assert found(only(issued)) == [(day(1, 4, 2027), DateKind.COURT_TIME)]
    longer = issued.changed(extensions=[Extension(until=day(2, 26, 2027))])
    assert found(only(longer)) == [(day(2, 26, 2027), DateKind.COURT_TIME)]
    assert found(only(issued.changed(status="concluded"))) == []


def test_a_letterbox_has_its_reminder_as_many_weeks_before_as_the_service_has_set():
    yearly = ContactArrangement(id="lb", mother_id="ros", child_id="cal", type="letterbox",
                                frequency="yearly_april", start=day(4, 1, 2025))  # fmt: skip
    letterbox = (day(4, 1, 2027), DateKind.LETTERBOX)
    assert found(only(child(), yearly)) == [(day(2, 18, 2027), DateKind.LETTERBOX), letterbox]
    none = Service(id="s", letterbox_reminder_weeks=0)
    assert found(only(none, child(), yearly)) == [letterbox]


def test_contact_that_nobody_answered_for_stays_and_an_answer_takes_it_away():
    weekly = ContactArrangement(id="w", mother_id="ros", child_id="cal", type="phone",
                                frequency="weekly", day="thursday", start=day(11, 1))  # fmt: skip
    waits = still_to_be_done(only(child(), weekly))
    assert [one.date for one in waits] == [day(11, 5), day(11, 12)]
    session = ContactSession(mother_id="ros", arrangement_id="w", planned=day(11, 5),
                             took_place=False)  # fmt: skip
    waits = still_to_be_done(only(child(), weekly, session))
    assert [one.date for one in waits] == [day(11, 12)]
    assert found(only(child(), weekly), 7) == [(day(11, 19), DateKind.CONTACT)]


def test_dates_do_not_move_when_the_clocks_do():
    weekly = ContactArrangement(id="w", mother_id="ros", child_id="cal", type="phone",
                                frequency="weekly", day="sunday", time=dt.time(1, 30),
                                start=day(3, 7, 2027))  # fmt: skip
    case_file = only(child(), weekly, as_of=day(3, 25, 2027))
    (coming,) = dates_ahead(case_file, 7)
    assert (coming.date, coming.time) == (day(3, 28, 2027), dt.time(1, 30))


def test_a_second_questionnaire_is_due_until_it_is_there():
    first = SurveyResponse(mother_id="ros", instrument="mothers_questionnaire", wave="T1",
                           date=day(3, 2))  # fmt: skip
    late = [one.kind for one in still_to_be_done(only(first))]
    assert late == [DateKind.SURVEY]
    second = first.changed(id="t2", wave="T2", date=day(9, 3))
    assert still_to_be_done(only(first, second)) == []


def test_an_explanation_that_was_repeated_is_due_no_more():
    first = Explanation(id="e", mother_id="ros", topic="mbu", date=day(11, 1), again_on=day(11, 9))
    assert [one.kind for one in still_to_be_done(only(first))] == [DateKind.EXPLANATION]
    again = Explanation(id="e2", mother_id="ros", topic="mbu", date=day(11, 10))
    assert still_to_be_done(only(first, again)) == []


def test_a_release_date_that_moved_is_gone_and_the_curfew_date_still_counts():
    custody = Custody(
        id="c2", mother_id="ros", sentenced_on=day(6, 1), release_date=day(5, 23, 2027),
        release_type="CRD",
        earlier_release_dates=[ReleaseDate(date=day(4, 1, 2027), type="CRD"),
                               ReleaseDate(date=day(12, 20), type="HDCED")],
    )  # fmt: skip
    assert found(only(custody)) == [
        (day(12, 20), DateKind.RELEASE),
        (day(5, 23, 2027), DateKind.RELEASE),
    ]


def test_a_direction_and_its_task_are_one_date():
    order = CourtOrder(id="o", mother_id="ros", type="care_order",
                       directions=[Direction(text="Statement", due=day(12, 1))])  # fmt: skip
    task = Task(id=direction_task_id(order, 0), mother_id="ros", title="Statement",
                due=day(12, 1))  # fmt: skip
    assert found(only(order)) == [(day(12, 1), DateKind.DIRECTION)]
    assert found(only(order, task)) == [(day(12, 1), DateKind.TASK)]


def test_a_task_that_came_from_a_record_tells_of_it():
    concern = Concern(id="k", mother_id="ros", kind="self_harm", seen_or_heard="x",
                      follow_up_on=day(11, 18))  # fmt: skip
    task = Task(mother_id="ros", title="Ask", due=day(11, 18), from_record_id="k")
    assert found(only(concern, task)) == [(day(11, 18), DateKind.TASK)]


def test_a_review_that_was_held_is_not_asked_for_again():
    episode = AcctEpisode(id="a", mother_id="ros", opened=day(11, 1))
    first = AcctReview(id="r1", mother_id="ros", acct_id="a", date=day(11, 2),
                       next_review=day(11, 9))  # fmt: skip
    assert [one.kind for one in still_to_be_done(only(episode, first))] == [DateKind.ACCT_REVIEW]
    second = AcctReview(id="r2", mother_id="ros", acct_id="a", date=day(11, 10))
    assert still_to_be_done(only(episode, first, second)) == []


def test_what_has_passed_can_be_looked_at_and_is_not_ahead():
    held = Meeting(mother_id="ros", type="core_group", date=day(11, 2), status="held")
    case_file = only(held)
    assert dates_ahead(case_file) == []
    past = dates_between(case_file, day(10, 1), day(11, 15))
    assert [one.date for one in past] == [day(11, 2)]
    assert still_to_be_done(case_file) == []


def test_a_child_who_died_and_a_lost_pregnancy_have_no_birthday():
    gone = child(date_of_birth="2014-12-25", deceased_on="2020-01-01")
    lost = child(id="lost", expected_date_of_delivery=day(12, 1), birth_outcome="miscarriage")
    assert found(only(gone, lost)) == []


def test_what_was_entered_in_error_is_no_date():
    wrong = Hearing(mother_id="ros", type="final", date=day(12, 3), entered_in_error="Not hers")
    assert found(only(wrong)) == []
