"""Audience safety: nobody gets a line that is not for her or him, and each loss has a reason."""

import datetime as dt

import pytest

from tac_desktop.casework.audience import (
    Audience,
    AudienceKind,
    audiences_for,
    read_audience,
    view_for,
)
from tac_desktop.casework.case_file import Amendment
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.episode import Case, Consent
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Person, Relationship
from tac_desktop.casework.record import content_of
from tac_desktop.casework.work import ChronologyEvent, Document, Task
from tac_desktop.errors import NotUnderstood
from tests.casework.builders import TODAY, entry, file_of

SECRETS = (
    "Oakhurst-Lyle", "Maren", "Tobias", "Saltmere", "Ternbay", "01632 960188", "Little Terns",
    "ZZ99 7SM",
)  # fmt: skip
OUTSIDE = [kind for kind in AudienceKind if kind is not AudienceKind.TAC]


def log(**answers):
    return ContactLogEntry(mother_id="ros", channel="phone", date=dt.date(2026, 10, 1), **answers)


def everything_in(case_file):
    """Every word of a filtered file, as a reader could find it: contents, amendments, names."""
    words = []
    for one in case_file.entries:
        words.append(str(content_of(one.record)))
        words += [f"{amendment.note} {amendment.changes}" for amendment in one.amendments]
    words += [case_file.name(one) for one in case_file.hidden_names]
    return "\n".join(words)


def as_seen_by(case_file, kind, **who):
    return view_for(case_file, Audience(kind, **who))


def kept(view):
    return {one.record.id for one in view.case_file.entries}


@pytest.mark.parametrize("kind", OUTSIDE)
def test_no_reader_outside_the_service_learns_where_an_adopted_child_lives(kind):
    case_file = file_of(
        log(id="slip", text="The new family lives in SALTMERE, near the sea."),
        log(id="name", text="Mrs Oakhurst-Lyle rang."),
        Task(id="ring", mother_id="ros", title="Ring 01632 960188"),
        Case(id="case", mother_id="ros", case_summary="Theo goes to Little Terns Nursery."),
    )
    organisations = ("marlcester", "cwm", "school", "")
    for organisation_id in organisations:
        for person_id in ("", "sheila", "eirlys"):
            view = as_seen_by(case_file, kind, organisation_id=organisation_id, person_id=person_id)
            text = everything_in(view.case_file)
            assert [secret for secret in SECRETS if secret.lower() in text.lower()] == []


def test_what_was_left_out_is_listed_with_its_reason():
    view = as_seen_by(file_of(log(id="slip", text="They live in Saltmere.")), AudienceKind.MOTHER)
    reasons = {one.record_id: one.reason for one in view.left_out}
    assert "Confidential placement" in reasons["placed"]
    assert "must not learn" in reasons["slip"]
    assert reasons["adopters"] == "Kept confidential."


def test_our_own_team_sees_everything():
    case_file = file_of(log(id="slip", text="They live in Saltmere.", share="tac_only"))
    view = as_seen_by(case_file, AudienceKind.TAC)
    assert view.case_file is case_file
    assert view.left_out == ()


@pytest.mark.parametrize(
    "kind",
    [AudienceKind.MOTHER, AudienceKind.FAMILY, AudienceKind.MBU_BOARD, AudienceKind.SCHOOL],
)
def test_a_note_for_professionals_reaches_no_mother_family_school_or_board(kind):
    case_file = file_of(log(id="note", text="Worried about a visitor.", share="professionals_only"))
    view = as_seen_by(case_file, kind, organisation_id="school", person_id="sheila")
    assert "note" not in kept(view)
    assert "note" in {one.record_id for one in view.left_out}


def test_a_note_for_professionals_reaches_the_prison_and_the_court():
    case_file = file_of(log(id="note", text="Worried about a visitor.", share="professionals_only"))
    for kind in (AudienceKind.PRISON, AudienceKind.COURT):
        assert "note" in kept(as_seen_by(case_file, kind))


@pytest.mark.parametrize("kind", OUTSIDE)
def test_a_note_for_this_service_only_leaves_it_never(kind):
    case_file = file_of(log(id="note", text="Own thoughts.", share="tac_only"))
    assert "note" not in kept(as_seen_by(case_file, kind, organisation_id="marlcester"))


def test_an_authority_gets_its_own_children_only():
    case_file = file_of(
        log(id="hers", text="News.", about_child_ids=["megan"]),
        log(id="both", text="News.", about_child_ids=["megan", "callum"]),
        log(id="ours", text="News.", about_child_ids=["callum"]),
        log(id="mother", text="She is well."),
    )
    view = as_seen_by(case_file, AudienceKind.LOCAL_AUTHORITY, organisation_id="cwm")
    assert {"hers", "mother", "megan"} <= kept(view)
    assert not {"both", "ours", "callum", "theo"} & kept(view)
    assert view.case_file.name("callum") == "another child"


def test_a_text_that_names_another_authoritys_child_is_left_out():
    case_file = file_of(
        log(id="mention", text="Megan is well and asks for Cal.", about_child_ids=["megan"]),
        Case(id="case", mother_id="ros", case_summary="Callum's proceedings are at issues stage."),
    )
    view = as_seen_by(case_file, AudienceKind.LOCAL_AUTHORITY, organisation_id="cwm")
    assert "mention" not in kept(view)
    assert "case" in kept(view)
    assert view.case_file.get(Case, "case").case_summary == ""
    assert any("Summary" in one.what for one in view.left_out)


def test_the_restriction_on_the_father_reaches_no_family_school_or_community():
    case_file = file_of()
    for kind in (AudienceKind.FAMILY, AudienceKind.SCHOOL, AudienceKind.COMMUNITY):
        view = as_seen_by(case_file, kind, organisation_id="school", person_id="eirlys")
        assert "nmo" not in kept(view)
        assert "nmo" in {one.record_id for one in view.left_out}
    assert "nmo" in kept(as_seen_by(case_file, AudienceKind.PRISON))


def test_nobody_can_be_addressed_who_must_not_be_told_without_a_stop():
    case_file = file_of()
    (stop, *_rest) = as_seen_by(case_file, AudienceKind.FAMILY, person_id="gethin").stops
    assert "Gethin Pugh must not be told anything" in stop


def test_someone_close_to_a_person_who_must_not_be_told_is_a_stop_too():
    stops = as_seen_by(file_of(), AudienceKind.FAMILY, person_id="eirlys").stops
    assert any("close to Gethin Pugh" in stop for stop in stops)


def test_an_order_that_has_ended_stops_nobody_any_more():
    late = file_of(as_of=dt.date(2026, 12, 1))
    stops = as_seen_by(late, AudienceKind.FAMILY, person_id="gethin").stops
    assert not any("must not be told" in stop for stop in stops)


def test_the_last_day_of_an_order_still_counts():
    last_day = file_of(as_of=dt.date(2026, 11, 30))
    stops = as_seen_by(last_day, AudienceKind.FAMILY, person_id="gethin").stops
    assert any("must not be told" in stop for stop in stops)


def consent(**answers):
    return Consent(
        mother_id="ros", purpose="share_with_court_and_solicitor",
        given_on=dt.date(2026, 7, 1), **answers,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("consents", "words"),
    [
        ([], "has not been asked"),
        ([consent(given=False)], "did not agree"),
        ([consent(given=True, withdrawn_on=dt.date(2026, 9, 1))], "withdrew"),
        ([consent(given=True, review_on=dt.date(2026, 11, 1))], "asked again"),
    ],
)
def test_a_consent_that_is_missing_refused_withdrawn_or_due_stops(consents, words):
    (stop,) = as_seen_by(file_of(*consents), AudienceKind.COURT).stops
    assert words in stop


def test_a_consent_that_counts_does_not_stop_and_its_limit_is_shown():
    view = as_seen_by(file_of(), AudienceKind.LOCAL_AUTHORITY, organisation_id="marlcester")
    assert view.stops == ()
    assert any("Not health details" in notice for notice in view.notices)


def test_the_mother_does_not_read_telephone_numbers_of_her_family_in_a_print():
    view = as_seen_by(file_of(), AudienceKind.MOTHER)
    sheila = view.case_file.get(Person, "sheila")
    assert sheila.phone == ""
    assert sheila.display_name() == "Sheila Averley"


def test_an_amendment_is_left_out_with_the_name_it_gives_away():
    amended = entry(
        log(id="note", text="All well."),
        [
            Amendment(dt.datetime(2026, 10, 2, tzinfo=dt.UTC), "Dana", "addition",
                      "They moved to Saltmere.", ("What was said: Saltmere → All well.",)),
            Amendment(dt.datetime(2026, 10, 3, tzinfo=dt.UTC), "Dana", "correction", "At 10:05."),
        ],
    )  # fmt: skip
    case_file = file_of()
    case_file = case_file.with_entries([*case_file.entries, amended])
    view = as_seen_by(case_file, AudienceKind.PRISON)
    (shown,) = [one for one in view.case_file.entries if one.record.id == "note"]
    assert [one.note for one in shown.amendments] == ["At 10:05."]
    assert "Saltmere" not in everything_in(view.case_file)


def test_earlier_answers_quoted_in_an_amendment_leave_the_service_never():
    amended = entry(
        log(id="note", text="All well."),
        [Amendment(dt.datetime(2026, 10, 2, tzinfo=dt.UTC), "Dana", "correction", "Typing error.",
                   ("Who may read this: This service only → May be shown to her",))],
    )  # fmt: skip
    case_file = file_of()
    case_file = case_file.with_entries([*case_file.entries, amended])
    view = as_seen_by(case_file, AudienceKind.MOTHER)
    (shown,) = [one for one in view.case_file.entries if one.record.id == "note"]
    assert shown.amendments[0].changes == ()
    assert shown.amendments[0].note == "Typing error."


def test_a_confidential_paper_is_not_even_named():
    case_file = file_of(
        Document(id="paper", mother_id="ros", title="Matching notification", confidential=True)
    )
    for kind in OUTSIDE:
        assert "paper" not in kept(as_seen_by(case_file, kind, organisation_id="marlcester"))


def test_a_meeting_that_refers_to_a_hidden_person_shows_no_name():
    meeting = Meeting(id="m", mother_id="ros", type="professionals", child_ids=["callum"],
                      date=dt.date(2026, 12, 1), chair_id="adopters")  # fmt: skip
    view = as_seen_by(file_of(meeting), AudienceKind.PRISON)
    assert view.case_file.name("adopters") == "not shown"


def test_a_grandmother_learns_of_her_own_grandchildren_only_and_of_no_hidden_placement():
    view = as_seen_by(file_of(), AudienceKind.FAMILY, person_id="eirlys")
    assert "megan" in kept(view)
    assert not {"callum", "theo"} & kept(view)
    maternal = as_seen_by(file_of(), AudienceKind.FAMILY, person_id="sheila")
    assert {"megan", "callum"} <= kept(maternal)
    assert "theo" not in kept(maternal)


def test_a_hidden_name_that_is_also_the_mothers_own_does_not_empty_the_file():
    cousin = Person(id="aunt", mother_id="ros", kind="carer", first_names="Delyth",
                    last_name="Averley",
                    confidential_fields=["first_names", "last_name"])  # fmt: skip
    case_file = file_of(cousin, log(id="note", text="Ros Averley is well."))
    assert "note" in kept(as_seen_by(case_file, AudienceKind.MOTHER))


def test_a_relationship_with_a_hidden_person_is_hidden():
    tie = Relationship(id="tie", mother_id="ros", from_person_id="adopters",
                       type="adoptive_parent", to_person_id="theo")  # fmt: skip
    assert "tie" not in kept(as_seen_by(file_of(tie), AudienceKind.COURT))


def test_details_from_another_system_stay_with_this_service():
    task = Task(id="t", mother_id="ros", title="Ring", unmapped={"old_note": "private"})
    view = as_seen_by(file_of(task), AudienceKind.PRISON)
    assert view.case_file.get(Task, "t").unmapped == {}
    assert any("another system" in one.what for one in view.left_out)


def test_every_reader_that_is_offered_can_be_asked_for_by_its_words():
    case_file = file_of()
    for audience in audiences_for(case_file):
        who = audience.organisation_id or audience.person_id
        text = audience.kind.value + (f":{case_file.name(who)}" if who else "")
        assert read_audience(text, case_file) == audience


def test_an_audience_that_fits_nobody_is_refused_with_the_choices():
    with pytest.raises(NotUnderstood, match="Marlcester"):
        read_audience("local_authority:Nowhere", file_of())
    with pytest.raises(NotUnderstood, match="mbu_board"):
        read_audience("neighbours", file_of())


def test_an_event_about_a_hidden_child_is_hidden_from_another_authority():
    event = ChronologyEvent(id="e", mother_id="ros", date="2026", text="Moved",
                            child_ids=["theo"])  # fmt: skip
    view = as_seen_by(file_of(event), AudienceKind.LOCAL_AUTHORITY, organisation_id="cwm")
    assert "e" not in kept(view)
    assert view.case_file.as_of == TODAY


def test_the_board_learns_of_the_offence_but_not_of_her_familys_telephones():
    custody = Custody(mother_id="ros", id="now", sentenced_on=dt.date(2026, 7, 10),
                      offence_summary="Supply of class B")  # fmt: skip
    view = as_seen_by(file_of(custody), AudienceKind.MBU_BOARD)
    assert view.case_file.custody.offence_summary == "Supply of class B"
    assert view.case_file.get(Person, "sheila").phone == ""
    mothers_own = as_seen_by(file_of(custody), AudienceKind.MOTHER)
    assert mothers_own.case_file.custody.offence_summary == ""


def test_a_plain_word_in_a_hidden_note_does_not_hide_every_text_with_that_word():
    child = Person(id="gwen", mother_id="ros", kind="child", first_names="Gwen",
                   school_note="Terns Nursery, from May (confidential)", needs="Kept confidential.",
                   confidential_fields=["school"])  # fmt: skip
    view = as_seen_by(file_of(child), AudienceKind.PRISON)
    assert view.case_file.get(Person, "gwen").needs == "Kept confidential."
