"""What single readers must not learn: of another child, an ACCT, a number, a background."""

import datetime as dt

import pytest

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.audience import Audience, AudienceKind, view_for
from tac_desktop.casework.case_file import Amendment
from tac_desktop.casework.children import ContactRestriction, Placement
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.court import CourtOrder, Hearing, Proceedings
from tac_desktop.casework.episode import Consent
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.meetings import Invitee, Meeting
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.questions import SeenBy, questions_of
from tac_desktop.casework.record import record_types
from tac_desktop.casework.work import Task
from tests.casework.builders import TODAY, entry, file_of

FAR = (AudienceKind.SCHOOL, AudienceKind.FAMILY, AudienceKind.COMMUNITY)


def log(**answers):
    return ContactLogEntry(mother_id="ros", channel="phone", date=dt.date(2026, 10, 1), **answers)


def meeting(**answers):
    known = {"id": "m", "mother_id": "ros", "type": "core_group", "date": dt.date(2026, 12, 1)}
    return Meeting.model_validate({**known, **answers})


def seen_by(case_file, kind, **who):
    return view_for(case_file, Audience(kind, **who)).case_file


def marlcester(case_file):
    return seen_by(case_file, AudienceKind.LOCAL_AUTHORITY, organisation_id="marlcester")


def cwm(case_file):
    return seen_by(case_file, AudienceKind.LOCAL_AUTHORITY, organisation_id="cwm")


@pytest.mark.parametrize(
    "kind", [AudienceKind.LOCAL_AUTHORITY, AudienceKind.SCHOOL, AudienceKind.FAMILY]
)
def test_a_reader_without_a_name_has_no_children_in_the_file(kind):
    shown = seen_by(file_of(), kind)
    assert shown.children == []
    assert not any(isinstance(one.record, Placement) for one in shown.entries)


def test_an_order_belongs_to_the_children_of_its_proceedings():
    proceedings = Proceedings(id="court", mother_id="ros", type="care", child_ids=["megan"])
    order = CourtOrder(id="order", mother_id="ros", type="care_order", proceedings_id="court")
    hearing = Hearing(id="hearing", mother_id="ros", type="final", date=TODAY,
                      proceedings_id="court")  # fmt: skip
    task = Task(id="task", mother_id="ros", title="Book the link", hearing_id="hearing")
    case_file = file_of(proceedings, order, hearing, task)
    assert not {"order", "hearing", "task"} & set(marlcester(case_file).by_id)
    assert {"order", "hearing", "task"} <= set(cwm(case_file).by_id)


def test_a_task_for_a_meeting_about_another_child_is_about_that_child():
    case_file = file_of(
        meeting(child_ids=["megan"]),
        Task(id="task", mother_id="ros", title="Send the papers", meeting_id="m"),
        Task(id="hers", mother_id="ros", title="Ask", meeting_id="m", child_ids=["callum"]),
    )
    kept = marlcester(case_file).by_id
    assert "task" not in kept
    assert "hers" in kept


def test_a_talk_with_a_child_is_about_the_child():
    case_file = file_of(log(id="talk", text="All is well.", with_person_ids=["megan"]))
    assert "talk" not in marlcester(case_file).by_id
    assert "talk" in cwm(case_file).by_id


def test_a_talk_with_another_childs_carer_that_names_no_child_is_left_out():
    case_file = file_of(
        log(id="talk", text="All is well.", with_person_ids=["eirlys"]),
        log(id="both", text="Well.", with_person_ids=["eirlys"], about_child_ids=["callum"]),
    )
    kept = marlcester(case_file).by_id
    assert "talk" not in kept
    assert "both" in kept


def test_an_application_or_board_that_names_no_child_goes_to_no_authority():
    case_file = file_of(
        MbuApplication(id="mbu", mother_id="ros", status="applied"), meeting(type="mbu_board")
    )
    assert not {"mbu", "m"} & set(marlcester(case_file).by_id)
    assert {"mbu", "m"} <= set(seen_by(case_file, AudienceKind.MBU_BOARD).by_id)


def test_a_meeting_that_another_authority_holds_is_about_its_child():
    case_file = file_of(meeting(host_org_id="cwm"))
    assert "m" not in marlcester(case_file).by_id
    assert "m" in cwm(case_file).by_id


def test_the_school_of_another_authoritys_child_is_not_named():
    case_file = file_of(log(id="note", text="Ysgol Glan Erwain rang."))
    assert "note" not in marlcester(case_file).by_id
    assert marlcester(case_file).name("school") == "not shown"
    assert cwm(case_file).name("school") == "Ysgol Glan Erwain"


def test_both_halves_and_all_first_names_of_another_authoritys_child_are_protected():
    texts = {"half": "Pugh's school", "middle": "Rhian is well", "mine": "Callum Averley is well"}
    case_file = file_of(*(log(id=name, text=text) for name, text in texts.items()))
    kept = marlcester(case_file).by_id
    assert not {"half", "middle"} & set(kept)
    assert "mine" in kept


def test_a_child_with_a_name_of_two_letters_is_protected_too():
    bo = Person(id="bo", mother_id="ros", kind="child", first_names="Bo", last_name="Averley",
                local_authority_id="cwm")  # fmt: skip
    case_file = file_of(bo, log(id="bo-note", text="Bo's visit"), log(id="other", text="A bob."))
    assert "bo-note" not in marlcester(case_file).by_id
    assert "other" in marlcester(case_file).by_id


def test_a_row_is_not_lost_for_an_identifier_that_looks_like_a_name():
    case_file = file_of(meeting(invitees=[Invitee(person_id="callum", role="Child")]))
    assert len(cwm(case_file).get(Meeting, "m").invitees) == 1


def test_that_she_is_on_an_acct_is_told_to_its_readers_only():
    episode = AcctEpisode(id="acct", mother_id="ros", log_number="LKX-0147")
    review = meeting(type="acct_case_review")
    prepare = Task(id="prepare", mother_id="ros", title="Prepare", meeting_id="m")
    number = log(id="number", text="See lkx 0147.")
    case_file = file_of(episode, review, prepare, number)
    for kind in (AudienceKind.COURT, AudienceKind.MBU_BOARD):
        assert not {"acct", "m", "prepare", "number"} & set(seen_by(case_file, kind).by_id)
    for kind in (AudienceKind.COMMUNITY, AudienceKind.SCHOOL):
        assert "m" not in seen_by(case_file, kind, organisation_id="school").by_id
    prison = set(seen_by(case_file, AudienceKind.PRISON).by_id)
    assert {"acct", "m", "prepare", "number"} <= prison


@pytest.mark.parametrize(
    "type_", ["strategy", "legal_planning", "professionals", "public_protection"]
)
def test_a_meeting_without_parents_reaches_no_parent(type_):
    case_file = file_of(meeting(type=type_))
    for kind in (AudienceKind.MOTHER, AudienceKind.MBU_BOARD, AudienceKind.COMMUNITY):
        assert "m" not in seen_by(case_file, kind).by_id
    assert "m" in seen_by(case_file, AudienceKind.PRISON).by_id


def test_a_note_on_a_professional_is_for_professionals_and_the_office_number_is_not():
    worker = Person(id="csw", mother_id="ros", kind="professional", first_names="Naomi",
                    last_name="Stroud", phone="020 7946 0111", note="Hard to reach",
                    risk_note="Has been rude")  # fmt: skip
    shown = seen_by(file_of(worker), AudienceKind.MOTHER).get(Person, "csw")
    assert (shown.note, shown.risk_note, shown.phone) == ("", "", "020 7946 0111")


def test_a_number_that_is_hidden_on_a_person_is_hidden_in_every_text():
    case_file = file_of(log(id="ring", text="Ring 07700-900655."))
    for kind in (AudienceKind.MOTHER, AudienceKind.MBU_BOARD):
        assert "ring" not in seen_by(case_file, kind).by_id
    assert "ring" in seen_by(case_file, AudienceKind.PRISON).by_id


def test_a_town_that_she_must_not_know_is_hidden_in_every_text():
    placed = Placement(id="p", mother_id="ros", child_id="callum", town="Quarrenden",
                       care_arrangement="local_authority_foster_care",
                       town_shown_to_mother=False)  # fmt: skip
    case_file = file_of(placed, log(id="slip", text="He likes Quarrenden."))
    assert "slip" not in seen_by(case_file, AudienceKind.MOTHER).by_id
    assert "slip" in seen_by(case_file, AudienceKind.PRISON).by_id


@pytest.mark.parametrize("kind", FAR)
def test_a_school_a_relative_or_a_charity_does_not_read_of_her_background(kind):
    case_file = file_of()
    ros = case_file.mother.changed(care_experienced="in_care", religion="Quaker",
                                   pregnancy_status="pregnant", nationality="Welsh")  # fmt: skip
    entries = [entry(ros) if one.record.id == "ros" else one for one in case_file.entries]
    shown = seen_by(case_file.with_entries(entries), kind, organisation_id="school").mother
    assert shown.display_name() == "Rhosyn Averley"
    assert {shown.care_experienced, shown.religion, shown.pregnancy_status} == {""}


def test_family_and_friends_are_named_to_no_school_relative_or_charity():
    friend = Person(id="friend", mother_id="ros", kind="other", first_names="Delyth",
                    last_name="Crane")  # fmt: skip
    told = meeting(child_ids=["megan"], decisions=["Gethin is not told", "Delyth brings her"],
                   invitees=[Invitee(person_id="eirlys", role="Carer"),
                             Invitee(role="Grandmother Sheila")])  # fmt: skip
    case_file = file_of(friend, told)
    for kind in (AudienceKind.SCHOOL, AudienceKind.COMMUNITY):
        shown = seen_by(case_file, kind, organisation_id="school")
        assert not {"friend", "gethin", "eirlys", "sheila"} & set(shown.by_id)
        assert shown.name("eirlys") == "not shown"
        kept = shown.get(Meeting, "m")
        assert (kept.decisions, len(kept.invitees)) == ([], 1)


def test_a_relative_is_named_on_her_own_paper():
    shown = seen_by(file_of(), AudienceKind.FAMILY, person_id="sheila")
    assert shown.name("sheila") == "Sheila Averley"
    assert shown.name("gethin") == "not shown"


def test_the_prison_number_reaches_no_school_in_a_text():
    case_file = file_of(meeting(child_ids=["megan"], purpose="Her number is z4172xq"))
    shown = seen_by(case_file, AudienceKind.SCHOOL, organisation_id="school")
    assert shown.get(Meeting, "m").purpose == ""


def test_an_amendment_of_an_answer_that_is_hidden_is_hidden_with_its_note():
    when = dt.datetime(2026, 10, 2, tzinfo=dt.UTC)
    late = [
        Amendment(when, "Dana", "correction", "He has a new flat.", ("Address: 1 Old Row → 2",)),
        Amendment(when, "Dana", "correction", "Spelt rightly.", ("First names: Lee → Leigh",)),
    ]
    lee = Person(id="lee", mother_id="ros", kind="family", first_names="Leigh")
    case_file = file_of()
    case_file = case_file.with_entries([*case_file.entries, entry(lee, late)])
    shown = seen_by(case_file, AudienceKind.MOTHER).by_id["lee"]
    assert [one.note for one in shown.amendments] == ["Spelt rightly."]
    assert len(seen_by(case_file, AudienceKind.PRISON).by_id["lee"].amendments) == 2


def test_a_word_that_an_import_put_where_a_choice_belongs_is_read_as_well():
    odd = log(id="odd", text="All well.", purposes=["Visit to Saltmere"])
    shown = seen_by(file_of(odd), AudienceKind.MOTHER)
    assert shown.get(ContactLogEntry, "odd").purposes == []


def test_an_organisation_is_read_like_every_other_record():
    centre = Organisation(id="centre", name="Family Centre", address=["Ternbay Rise", "Marlcester"])
    shown = seen_by(file_of(centre, meeting(host_org_id="centre")), AudienceKind.PRISON)
    assert shown.get(Organisation, "centre").address == ["Marlcester"]


def test_no_answer_within_a_row_is_for_fewer_readers_than_the_row():
    """The filter decides about whole answers: a row can hide nothing of its own."""
    rows = [spec.row for cls in record_types() for spec in questions_of(cls).values() if spec.row]
    assert rows
    assert all(one.seen_by is SeenBy.EVERYONE for row in rows for one in questions_of(row).values())


def restriction(**answers):
    known = {"mother_id": "ros", "kind": "safety_request", "summary": "Not to be told."}
    return ContactRestriction.model_validate({**known, **answers})


def test_somebody_under_a_restriction_is_not_written_to_without_a_stop():
    limited = restriction(person_ids=["sheila"])
    stops = view_for(file_of(limited), Audience(AudienceKind.FAMILY, person_id="sheila")).stops
    assert any("There is a restriction on Sheila Averley" in stop for stop in stops)


def test_the_mother_can_be_somebody_who_must_not_be_told():
    told = restriction(not_to_be_told_to_ids=["ros"])
    (stop,) = view_for(file_of(told), Audience(AudienceKind.MOTHER)).stops
    assert "must not be told anything" in stop


def test_what_protects_a_placement_from_her_stops_no_print_for_her():
    """It is left out of each of them anyway."""
    told = restriction(kind="confidential_placement", not_to_be_told_to_ids=["ros"])
    assert view_for(file_of(told), Audience(AudienceKind.MOTHER)).stops == ()


@pytest.mark.parametrize(
    "second",
    [
        {"given": False, "given_on": dt.date(2026, 7, 1)},
        {"given": True, "given_on": dt.date(2026, 7, 1), "withdrawn_on": dt.date(2026, 8, 1)},
        {"given": True, "given_on": dt.date(2026, 7, 1), "review_on": dt.date(2026, 9, 1)},
        {"given": False, "given_on": None},
    ],
)
def test_of_two_answers_on_one_day_the_one_that_forbids_counts(second):
    purpose = {"mother_id": "ros", "purpose": "share_with_court_and_solicitor"}
    yes = Consent(given=True, given_on=dt.date(2026, 7, 1), **purpose)
    other = Consent.model_validate({**purpose, **second})
    for asked in ([yes, other], [other, yes]):
        assert view_for(file_of(*asked), Audience(AudienceKind.COURT)).stops
