"""Her own words from every record, what she sees differently, what was explained, supervision."""

import datetime as dt

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.audience import Audience, AudienceKind, view_for
from tac_desktop.casework.case_file import Amendment, CaseFile
from tac_desktop.casework.children import LegalStatus
from tac_desktop.casework.consequences import consequences
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.court import SignedPaper
from tac_desktop.casework.episode import Case, Need, Outcome
from tac_desktop.casework.explained import never_explained, topics_explained
from tac_desktop.casework.her_voice import OWN_WORDS, disagreements, her_voice
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.oversight import PrisonDecision, ServiceActivity, StaffEnquiry
from tac_desktop.casework.questions import questions_of
from tac_desktop.casework.record import record_types
from tac_desktop.casework.service_work import (
    Period,
    enquiries_by_department,
    enquiries_by_purpose,
    healthy_prison,
    month_before,
    rows_shown,
    shown,
)
from tac_desktop.casework.supervision import agenda_for
from tac_desktop.casework.voice import Explanation
from tac_desktop.casework.work import Supervision, Task
from tests.casework.builders import TODAY, entry, file_of

NOTE = ContactLogEntry(id="log", mother_id="ros", date=dt.date(2026, 11, 3), channel="phone",
                       text="She was angry with the carer.", her_words="I was scared",
                       share="open", purposes=["emotional_support"])  # fmt: skip
HER_SIDE = Amendment(
    dt.datetime(2026, 11, 9, 10, 0), "Dana Whitlock-Reyes", "mothers_comment", "I was not angry."
)


def with_her_side() -> CaseFile:
    file = file_of(Need(id="n", mother_id="ros", category="mbu_place", in_her_words="With me",
                        identified_on=dt.date(2026, 6, 1)),
                   Meeting(id="m", mother_id="ros", type="core_group", date=dt.date(2026, 10, 1),
                           mother_views="Ask me first"))  # fmt: skip
    return file.with_entries([*file.entries, entry(NOTE, [HER_SIDE])])


def test_what_she_said_is_gathered_newest_first_with_its_source():
    said = her_voice(with_her_side())
    assert [one.words for one in said] == [
        "I was not angry.",
        "I was scared",
        "Ask me first",
        "With me",
    ]
    assert said[1].source == "Log entry, 3 Nov 2026" and said[0].disagrees


def test_every_question_for_her_own_words_is_one_that_is_gathered():
    asked = {
        spec.name
        for cls in record_types()
        for spec in questions_of(cls).values()
        if "her words" in spec.source_label.lower() or "her own words" in spec.source_label.lower()
    }
    assert asked - OWN_WORDS == {"limits"}  # a limit on a consent is shown with the consent


def test_her_disagreement_goes_where_the_note_goes():
    file = with_her_side()
    for kind in (AudienceKind.MOTHER, AudienceKind.COURT, AudienceKind.HEALTH):
        seen = view_for(file, Audience(kind)).case_file
        assert [one.note for one in seen.by_id["log"].amendments] == ["I was not angry."], kind


def test_a_note_that_was_struck_out_is_not_quoted():
    file = file_of(NOTE.changed(entered_in_error="wrong file"))
    assert her_voice(file) == [] and disagreements(file) == []


# Explained


def under_care(**answers):
    return LegalStatus(id="ls", mother_id="ros", child_id="callum", type="care_order",
                       start=dt.date(2026, 1, 1), **answers)  # fmt: skip


def explanation(record_id="x", **answers):
    known = {"topic": "care_order", "date": dt.date(2026, 11, 1), "understood": "partly"}
    return Explanation(id=record_id, mother_id="ros", **{**known, **answers})


def topics(*records):
    return [one.topic for one in never_explained(file_of(*records))]


def test_a_care_order_that_was_never_explained_is_a_suggestion():
    missing = [one for one in never_explained(file_of(under_care())) if one.topic == "care_order"]
    assert missing[0].child_ids == ("callum",) and "Cal" in missing[0].words()
    assert "care_order" not in topics(under_care(), explanation())
    assert "care_order" not in topics(under_care(end=TODAY))


def test_a_paper_that_was_explained_when_she_signed_counts():
    paper = SignedPaper(id="p", mother_id="ros", kind="section_20", signed_on=TODAY)
    assert "section_20" in topics(paper)
    assert "section_20" not in topics(paper.changed(explained=True))


def test_the_last_explanation_of_a_topic_counts():
    now = topics_explained(file_of(explanation(), explanation("y", date=TODAY, understood="yes")))
    assert [(one.topic, one.times, one.last.id, one.needs_more) for one in now] == [
        ("care_order", 2, "y", False)
    ]


def test_explaining_again_is_a_task_that_the_next_explanation_closes():
    first = explanation(again_on=dt.date(2026, 11, 20))
    (task,) = consequences(first, file_of())
    assert task.due == dt.date(2026, 11, 20)
    (closed,) = consequences(explanation("y", date=TODAY), file_of(first, task))
    assert (closed.status, closed.done_on) == ("done", TODAY)


# Supervision


def test_the_agenda_of_supervision_puts_itself_together():
    file = file_of(
        AcctEpisode(id="a", mother_id="ros", status="open", opened=dt.date(2026, 10, 9)),
        Task(id="t", mother_id="ros", title="Ring Naomi", due=dt.date(2026, 11, 1)),
        Case(id="c", mother_id="ros", status="closed", closed=dt.date(2026, 11, 2)),
        Supervision(id="s", mother_id="ros", date=dt.date(2026, 10, 1), decisions=["See the IRO"]),
        PrisonDecision(id="d", mother_id="ros", what="No photographs", our_view="No reason given"),
    )
    agenda = agenda_for(file)
    assert agenda[0] == "ACCT open since 9 Oct 2026"
    for words in ("Ring Naomi", "to be approved", "See the IRO", "No photographs", "face to face"):
        assert any(words in one for one in agenda), words


# The service's own work

YEAR = Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def enquiry(month, department="omu", **answers):
    day = dt.date(2026, month, 1)
    return StaffEnquiry(id=f"{month}{department}", date=day, department=department, **answers)


def test_enquiries_are_counted_by_month_department_and_purpose():
    some = [
        enquiry(10, purposes=["referrals", "updates"]),
        enquiry(11),
        enquiry(11, "healthcare"),
        enquiry(11, "mbu", entered_in_error="twice"),
    ]
    autumn = Period(dt.date(2026, 10, 1), dt.date(2026, 11, 30))
    by_department = enquiries_by_department(some, autumn)
    assert by_department.columns == ("Oct 2026", "Nov 2026", "Together")
    assert dict(by_department.rows)["Offender management"] == (1, 1, 2)
    assert sum(numbers[-1] for _label, numbers in enquiries_by_purpose(some, autumn).rows) == 4


def test_a_month_before_january_is_in_the_year_before():
    assert month_before(dt.date(2026, 1, 31), 1) == dt.date(2025, 12, 1)
    assert month_before(dt.date(2028, 2, 29), 12) == dt.date(2027, 2, 1)


def test_what_serves_the_healthy_prison_tests_is_counted_by_where_it_was_noted():
    counts = healthy_prison(
        [
            Outcome(id="o", mother_id="ros", category="other", date=TODAY,
                    healthy_prison=["safety"]),
            enquiry(11, healthy_prison=["safety", "respect"]),
            ServiceActivity(id="g", date=TODAY, kind="parenting_group", healthy_prison=["respect"]),
            PrisonDecision(id="d", mother_id="ros", date=dt.date(2025, 1, 1), what="x",
                           healthy_prison=["safety"]),
        ],
        YEAR,
    )  # fmt: skip
    assert dict(counts.rows)["Safety"] == (1, 1, 0, 0, 2)
    assert dict(counts.rows)["Respect"] == (0, 1, 1, 0, 2)


def test_small_numbers_are_not_told_outside_nor_to_be_worked_out():
    assert [shown(one, True) for one in (0, 1, 4, 5)] == ["0", "under 5", "under 5", "5"]
    assert shown(3, False) == "3"
    counts = healthy_prison([enquiry(11, healthy_prison=["safety"])] * 7, YEAR)
    assert rows_shown(counts, True)[0][1:] == ["0", "7", "0", "0", "7"]
    mixed = [enquiry(11, healthy_prison=["safety"])] * 7
    mixed.append(PrisonDecision(id="d", mother_id="ros", what="x", date=TODAY,
                                healthy_prison=["safety"]))  # fmt: skip
    told = rows_shown(healthy_prison(mixed, YEAR), True)[0][1:]
    assert told == ["0", "7", "0", "under 5", "not told"]
