"""Who owes an answer: attempts, days and answers counted, the ladder, and what is saved."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.court import Hearing, Proceedings
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.mbu import MbuApplication, MbuReport
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Involvement, Organisation, Person
from tac_desktop.casework.service import Service
from tac_desktop.casework.waiting import Attempt, by_organisation, sentence_of, waiting
from tac_desktop.casework.waiting_ladder import ladder, next_rung
from tac_desktop.casework.waiting_steps import answered, chased, letter_sent, tried
from tac_desktop.casework.work import Disclosure, Task
from tests.casework.builders import TODAY, file_of

MARL = Organisation(
    id="marlcester", name="Marlcester City Council", type="local_authority_children"
)
NAOMI = Person(id="naomi", kind="professional", first_names="Naomi", last_name="Featherstone-Obi",
               role="child_social_worker", organisation_id="marlcester")  # fmt: skip
PAT = Person(id="pat", kind="professional", first_names="Pat", last_name="Umber",
             role="team_manager", organisation_id="marlcester")  # fmt: skip


def day(month, number, year=2026):
    return dt.date(year, month, number)


def task(**answers):
    known = {"id": "t", "mother_id": "ros", "title": "News of Callum", "status": "waiting",
             "waiting_on_id": "naomi", "asked_on": day(10, 6), "child_ids": ["callum"]}  # fmt: skip
    return Task.model_validate({**known, **answers})


def tried_on(when, made, channel="phone", **answers):
    known = {"id": f"log{when}{channel}", "mother_id": "ros", "date": when, "channel": channel,
             "direction": "outgoing", "contact_made": made, "with_person_ids": ["naomi"],
             "text": "x"}  # fmt: skip
    return ContactLogEntry.model_validate({**known, **answers})


def only(case_file):
    (found,) = waiting(case_file)
    return found


def test_days_attempts_and_answers_make_the_sentence_for_the_court():
    calls = [tried_on(day(10, number), made) for number, made in
             ((8, False), (12, False), (15, True), (20, False), (27, False))]  # fmt: skip
    calls += [tried_on(day(11, 3), True), tried_on(day(11, 10), False)]
    one = only(file_of(MARL, NAOMI, task(chased=["2026-10-12", "2026-11-12"]), *calls))
    assert one.sentence == "9 attempts over 41 days, 2 answered."


def test_a_day_that_is_chased_and_logged_is_one_attempt_and_two_calls_on_it_are_two():
    calls = [tried_on(day(10, 12), False), tried_on(day(10, 12), False, "email_printed")]
    one = only(file_of(MARL, NAOMI, task(chased=["2026-10-12"]), *calls))
    assert [attempt.day for attempt in one.attempts] == [day(10, 6), day(10, 12), day(10, 12)]


def test_an_email_that_was_sent_is_no_answer_but_one_that_came_is():
    sent = tried_on(day(10, 8), True, "email_printed")
    assert only(file_of(MARL, NAOMI, task(), sent)).answered == 0
    came = tried_on(day(10, 9), True, "email_printed", direction="incoming")
    assert only(file_of(MARL, NAOMI, task(), sent, came)).answered == 1


def test_days_are_days_of_the_calendar_when_clocks_change():
    one = only(file_of(MARL, NAOMI, task(asked_on=day(10, 24)), as_of=day(10, 26)))
    assert one.days == 2
    spring = only(file_of(MARL, NAOMI, task(asked_on=day(3, 27, 2027)), as_of=day(3, 29, 2027)))
    assert spring.days == 2


def test_calls_before_it_was_asked_and_about_another_child_do_not_count():
    calls = [
        tried_on(day(10, 5), False),
        tried_on(day(10, 7), False, with_person_ids=["pat"], about_child_ids=["megan"]),
        tried_on(day(10, 8), False, with_person_ids=["pat"], about_child_ids=["callum"]),
    ]
    assert [one.day for one in only(file_of(MARL, NAOMI, PAT, task(), *calls)).attempts] == [
        day(10, 6),
        day(10, 8),
    ]


def test_asking_again_is_due_after_as_many_days_as_the_service_has_set():
    assert only(file_of(MARL, NAOMI, task(chased=["2026-11-12"]))).due_on == day(11, 19)
    service = Service(id="s", chase_after_days=0)
    assert only(file_of(service, MARL, NAOMI, task())).due_on is None
    assert only(file_of(MARL, NAOMI, task())).is_due(TODAY)


def test_what_was_answered_or_done_waits_no_more():
    assert waiting(file_of(task(answered_on=day(10, 7)))) == []
    assert waiting(file_of(task(status="done"))) == []


def test_reports_minutes_productions_and_letters_wait_like_tasks():
    found = waiting(
        file_of(
            MbuApplication(id="mbu", mother_id="ros", reports=[
                MbuReport(from_whom="Probation", requested=day(9, 11), chased=["2026-10-12"]),
                MbuReport(from_whom="Health", requested=day(9, 11), received=day(9, 20))]),
            Meeting(id="m", mother_id="ros", type="core_group", date=day(10, 1), status="held",
                    minutes_asked_for=day(10, 2)),
            Proceedings(id="p", mother_id="ros", type="public_law_care", court_id="court"),
            Hearing(id="h", mother_id="ros", proceedings_id="p", type="final", date=day(12, 3),
                    production_requested=day(11, 1)),
            Letter(id="l", mother_id="ros", kind="request_update", to_id="naomi", subject="News",
                   text="x", status="sent", sent_on=day(11, 2)),
            Letter(id="l2", mother_id="ros", kind="where_she_is", to_id="naomi", subject="Where",
                   text="x", status="sent", sent_on=day(11, 2)),
            Letter(id="l3", mother_id="ros", kind="request_update", to_id="naomi", subject="Draft",
                   text="x"),
        )
    )  # fmt: skip
    assert [(one.what, one.days) for one in found] == [
        ("Report for the Mother and Baby Unit Board: Probation", 66),
        ("Minutes: Core group, 1 Oct 2026", 45),
        ("Bringing or linking her to the hearing of 3 Dec 2026", 15),
        ("News", 14),
    ]
    assert [one.party_id for one in found] == ["", "", "court", "naomi"]


def test_a_call_about_two_requests_is_one_attempt_for_the_authority():
    second = task(id="t2", title="Photo", asked_on=day(10, 20))
    call = tried_on(day(10, 25), False)
    case_file = file_of(MARL, NAOMI, task(), second, call)
    ((name, sentence, count),) = by_organisation(case_file, waiting(case_file))
    assert (name, count) == ("Marlcester City Council", 2)
    assert sentence == "3 attempts over 41 days, none answered."


def test_siblings_in_three_authorities_have_a_sentence_each():
    cwm = Person(id="cwm-sw", kind="professional", first_names="Bryn", organisation_id="cwm",
                 role="child_social_worker")  # fmt: skip
    third = Organisation(id="third", name="Third Council", type="local_authority_children")
    case_file = file_of(
        MARL, NAOMI, cwm, third, task(),
        task(id="t2", waiting_on_id="cwm-sw", child_ids=["megan"], asked_on=day(9, 1)),
        task(id="t3", waiting_on_id="third", child_ids=["theo"], asked_on=day(11, 15)),
    )  # fmt: skip
    names = [name for name, _s, _c in by_organisation(case_file, waiting(case_file))]
    assert names == ["Cwm Erwain County Council", "Marlcester City Council", "Third Council"]


def test_the_ladder_names_who_is_known_and_says_whom_to_find():
    manager = Involvement(id="i", mother_id="ros", person_id="pat", role="team_manager",
                          child_ids=["callum"])  # fmt: skip
    case_file = file_of(MARL, NAOMI, PAT, manager, task())
    rungs = ladder(case_file, only(case_file))
    assert [(one.letter_kind, one.to_id, one.copy_to_id) for one in rungs] == [
        ("chase_1", "naomi", ""),
        ("chase_2", "naomi", "pat"),
        ("chase_3", "pat", ""),
        ("chase_4", "marlcester", ""),
        ("chase_director", "marlcester", ""),
    ]
    assert "independent reviewing officer" in rungs[3].find
    assert "Marlcester City Council" in rungs[3].find


def test_a_manager_of_another_authority_is_on_no_rung():
    other = PAT.changed(organisation_id="cwm")
    works = Involvement(id="i", mother_id="ros", person_id="pat", role="team_manager")
    case_file = file_of(MARL, NAOMI, other, works, task())
    assert [one.to_id for one in ladder(case_file, only(case_file))][2] == "marlcester"


def test_the_last_rung_is_her_solicitor_while_a_court_is_concerned():
    lawyer = Person(id="law", kind="professional", first_names="Ada", role="mothers_solicitor")
    running = Proceedings(id="p", mother_id="ros", type="public_law_care", child_ids=["callum"],
                          mother_represented_by_id="law")  # fmt: skip
    case_file = file_of(MARL, NAOMI, lawyer, running, task())
    last = ladder(case_file, only(case_file))[-1]
    assert (last.letter_kind, last.to_id) == ("chase_5", "law")
    ended = file_of(MARL, NAOMI, lawyer, running.changed(status="concluded"), task())
    assert ladder(ended, only(ended))[-1].letter_kind == "chase_director"


def test_each_letter_that_went_out_makes_the_next_one_firmer_and_drafts_do_not():
    def letter(kind, status):
        return Letter(id=kind, mother_id="ros", kind=kind, to_id="naomi", subject="x", text="x",
                      status=status, sent_on=day(11, 1), task_id="t")  # fmt: skip

    def offered(*letters):
        case_file = file_of(MARL, NAOMI, task(), *letters)
        return next_rung(case_file, only(case_file)).letter_kind

    assert offered() == "chase_1"
    assert offered(letter("chase_1", "draft")) == "chase_1"
    assert offered(letter("chase_1", "sent")) == "chase_2"
    assert offered(letter("chase_1", "sent"), letter("chase_4", "sent")) == "chase_director"


@pytest.mark.parametrize(("times", "kind"), [(0, "chase_1"), (2, "chase_2"), (9, "chase_3")])
def test_asking_often_without_a_letter_begins_higher_but_never_above_the_team_manager(times, kind):
    days = [(day(10, 7) + dt.timedelta(days=number)).isoformat() for number in range(times)]
    case_file = file_of(MARL, NAOMI, task(chased=days))
    assert next_rung(case_file, only(case_file)).letter_kind == kind


def test_a_relative_who_owes_an_answer_gets_no_ladder():
    case_file = file_of(task(waiting_on_id="sheila"))
    assert ladder(case_file, only(case_file)) == []
    assert next_rung(case_file, only(case_file)) is None


def test_chasing_twice_on_a_day_is_noted_once():
    case_file = file_of(MARL, NAOMI, task())
    (after,) = chased(case_file, only(case_file), TODAY)
    again = file_of(MARL, NAOMI, after)
    assert chased(again, only(again), TODAY) == [after]
    assert after.chased == ["2026-11-16"]


def test_minutes_become_a_task_when_they_are_chased_and_can_be_undone():
    meeting = Meeting(id="m", mother_id="ros", type="core_group", date=day(10, 1), status="held",
                      minutes_asked_for=day(10, 2), chair_id="naomi")  # fmt: skip
    case_file = file_of(MARL, NAOMI, meeting)
    made = chased(case_file, only(case_file), TODAY)
    after = only(file_of(MARL, NAOMI, meeting, *made))
    assert (after.record_id, after.asked_on, after.sentence) == (
        made[0].id, day(10, 2), "2 attempts over 45 days, none answered.",
    )  # fmt: skip
    again = only(file_of(MARL, NAOMI, meeting, made[0].changed(status="cancelled")))
    assert again.key == "minutes:m"
    came = answered(file_of(MARL, NAOMI, meeting, *made), after, TODAY)
    assert waiting(file_of(MARL, NAOMI, *came)) == []
    assert next(one for one in came if isinstance(one, Meeting)).minutes_received == TODAY


def test_a_report_for_the_board_is_chased_and_received_on_its_own_line():
    reports = [MbuReport(from_whom="Probation", requested=day(9, 11)),
               MbuReport(from_whom="Health", requested=day(9, 12))]  # fmt: skip
    case_file = file_of(MbuApplication(id="mbu", mother_id="ros", reports=reports))
    first, second = waiting(case_file)
    (after,) = chased(case_file, second, TODAY)
    assert [one.chased for one in after.reports] == [[], ["2026-11-16"]]
    (done,) = answered(case_file, first, TODAY)
    assert [one.received for one in done.reports] == [TODAY, None]


def test_a_letter_that_went_out_chases_its_task_and_is_a_disclosure():
    letter = Letter(id="l", mother_id="ros", kind="chase_1", to_id="naomi", subject="News again",
                    text="x", task_id="t")  # fmt: skip
    case_file = file_of(MARL, NAOMI, task(), letter)
    saved = letter_sent(case_file, letter, only(case_file), TODAY, "post", "worker")
    after = only(file_of(MARL, NAOMI, *saved))
    assert [one.day for one in after.attempts] == [day(10, 6), TODAY]
    disclosure = next(one for one in saved if isinstance(one, Disclosure))
    assert (disclosure.to, disclosure.form) == ("Naomi Featherstone-Obi", "paper")


def test_an_attempt_is_noted_as_one():
    case_file = file_of(MARL, NAOMI, task())
    entry = tried(case_file, only(case_file), TODAY, "phone", reached=False)
    assert (entry.contact_made, entry.with_person_ids) == (False, ["naomi"])
    assert only(file_of(MARL, NAOMI, task(), entry)).sentence.startswith("2 attempts")


def test_what_was_never_tried_or_began_today_counts_no_days():
    first = Attempt(dt.date(2026, 11, 16), False)
    assert sentence_of((), 0) == "No attempt is noted yet."
    assert sentence_of((first,), 0) == "1 attempt so far, none answered."
    assert sentence_of((first,), 1) == "1 attempt over 1 day, none answered."


def test_what_may_have_been_about_another_request_counts_for_the_authority_only():
    news, plan = task(), task(id="p", title="The care plan")
    calls = [
        tried_on(day(10, 8), False),
        tried_on(day(10, 12), True, text="Asked again: the care plan"),
    ]
    case_file = file_of(MARL, NAOMI, news, plan, *calls)
    found = {one.what: one for one in waiting(case_file)}
    assert found["News of Callum"].sentence == "1 attempt over 41 days, none answered."
    assert found["The care plan"].sentence == "2 attempts over 41 days, 1 answered."
    assert [one.day for one in found["News of Callum"].others] == [day(10, 8), day(10, 12)]
    ((_name, sentence, count),) = by_organisation(case_file, waiting(case_file))
    assert (sentence, count) == ("4 attempts over 41 days, 1 answered.", 2)


def test_a_call_that_came_in_is_an_answer_and_no_attempt():
    calls = [
        tried_on(day(10, 8), False),
        tried_on(day(10, 9), True, direction="incoming", text="Naomi rang back"),
    ]
    one = only(file_of(MARL, NAOMI, task(), *calls))
    assert one.sentence == "2 attempts over 41 days, 1 answered."
    assert [attempt.answered for attempt in one.attempts] == [False, True]
