"""One tick is enough: what follows from a confidential placement, name, address or restriction."""

import datetime as dt

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind, audiences_for, view_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactRestriction, Placement
from tac_desktop.casework.confidential import Confidential
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Involvement, Organisation, Person, Relationship
from tac_desktop.casework.work import Task
from tests.casework.builders import TODAY, entry

OUTSIDE = [kind for kind in AudienceKind if kind is not AudienceKind.TAC]
SECRETS = ("wrenfield", "quillan", "corvane", "brindlemouth", "970555", "yy11", "stonechat")


def adoption(**changes):
    """Ros, Isla, and the family that adopts Isla: nothing of it ticked but for `changes`."""
    known = {
        "child": {"kind": "child", "first_names": "Isla", "last_name": "Averley",
                  "date_of_birth": "2022-02-17", "school_id": "school", "phone": "01632 970555",
                  "school_note": "Stonechat Nursery", "address": "9 Corvane Way, Brindlemouth"},
        "carer": {"kind": "carer", "first_names": "Quillan", "last_name": "Wrenfield",
                  "phone": "01632 970555", "postcode": "YY11 1YY",
                  "address": "9 Corvane Way, Brindlemouth"},
        "placed": {"child_id": "child", "carer_id": "carer", "town": "Brindlemouth",
                   "care_arrangement": "local_authority_foster_care", "start": dt.date(2026, 3, 1)},
    }  # fmt: skip
    for record_id, answers in changes.items():
        known[record_id] |= answers
    return (
        Person(id="ros", mother_id="ros", kind="mother", first_names="Rhosyn",
               last_name="Averley"),
        Organisation(id="school", name="Stonechat Primary School", type="school"),
        Person(id="child", mother_id="ros", **known["child"]),
        Person(id="carer", mother_id="ros", **known["carer"]),
        Placement(id="placed", mother_id="ros", **known["placed"]),
        Task(id="ring", mother_id="ros", title="Ring 01632-970555"),
        ContactLogEntry(id="slip", mother_id="ros", channel="phone", date=dt.date(2026, 10, 1),
                        text="The Wrenfields of BRINDLE-\nMOUTH are well."),
    )  # fmt: skip


def of(*records):
    return CaseFile("ros", TODAY, tuple(entry(record) for record in records))


def found(case_file, kind):
    """The secrets that a reader finds in the words of the whole filtered file."""
    shown = view_for(case_file, Audience(kind)).case_file
    text = str([one.record.model_dump() for one in shown.entries]).lower().replace(" ", "")
    return [secret for secret in SECRETS if secret in text]


RESTRICTION = ContactRestriction(
    id="protects", mother_id="ros", child_ids=["child"], kind="confidential_placement",
    summary="Nothing about them.", start=dt.date(2026, 3, 1), review_or_expiry=dt.date(2026, 4, 1),
)  # fmt: skip

ADOPTS = Relationship(id="tie", mother_id="ros", from_person_id="carer", type="adoptive_parent",
                      to_person_id="child")  # fmt: skip
WORKS = Involvement(id="works", mother_id="ros", person_id="carer", role="adoptive_carer",
                    child_ids=["child"])  # fmt: skip
ONE_TICK = {
    "the placement": of(*adoption(placed={"confidential": True})),
    "the carer's names": of(*adoption(carer={"confidential_fields": ["last_name"]})),
    "the child's carers": of(*adoption(child={"confidential_fields": ["carers"]})),
    "an adoption": of(*adoption(placed={"care_arrangement": "placed_for_adoption"})),
    "an adoptive parent": of(*adoption(), ADOPTS),
    "an adoptive carer": of(*adoption(carer={"role": "adoptive_carer"})),
    "an adoptive carer's work": of(*adoption(), WORKS),
    "a carer written down as a professional": of(
        *adoption(placed={"confidential": True}, carer={"kind": "professional"})
    ),
    "a carer written down as family": of(
        *adoption(placed={"confidential": True}, carer={"kind": "family"})
    ),
    "a restriction": of(*adoption(), RESTRICTION),
    "a restriction by its type": of(
        *adoption(),
        RESTRICTION.changed(kind="safety_request", type="adoptive_family_details"),
    ),
}


@pytest.mark.parametrize("kind", OUTSIDE)
@pytest.mark.parametrize("tick", ONE_TICK)
def test_one_tick_keeps_carers_home_school_and_numbers_confidential(tick, kind):
    assert found(ONE_TICK[tick], kind) == []


def test_without_any_tick_the_placement_is_like_any_other():
    """Else the tests above would pass because nothing is ever shown."""
    assert "wrenfield" in found(of(*adoption()), AudienceKind.PRISON)


def test_a_placement_that_has_ended_keeps_its_carers_but_not_the_childs_new_home_confidential():
    ended = {"confidential": True, "end": dt.date(2026, 6, 1)}
    moved = {"address": "1 New Street", "phone": ""}
    case_file = of(*adoption(placed=ended, child=moved))
    assert found(case_file, AudienceKind.PRISON) == ["stonechat"]


def test_a_partner_for_whom_nobody_ticked_anything_is_kept_confidential_with_the_carer():
    by_name = Person(id="other", mother_id="ros", kind="other", first_names="Corvane",
                     last_name="Wrenfield")  # fmt: skip
    by_number = by_name.changed(last_name="Else", phone="(01632) 970555")
    by_tie = by_name.changed(last_name="Else")
    tie = Relationship(id="pair", mother_id="ros", from_person_id="other", type="partner",
                       to_person_id="carer")  # fmt: skip
    for others in ([by_name], [by_number], [by_tie, tie]):
        case_file = of(*adoption(placed={"confidential": True}), *others)
        assert found(case_file, AudienceKind.MOTHER) == []
        assert "other" in Confidential.of(case_file).people


def test_the_same_person_twice_is_hidden_twice():
    again = Person(id="again", mother_id="ros", kind="professional", first_names="Quillan",
                   last_name="Wrenfield")  # fmt: skip
    case_file = of(*adoption(placed={"confidential": True}), again)
    assert found(case_file, AudienceKind.COURT) == []


def test_somebody_who_has_the_childs_new_surname_belongs_to_the_new_family():
    other = Person(id="other", mother_id="ros", kind="carer", first_names="Corvane",
                   last_name="Wrenfield")  # fmt: skip
    records = adoption(placed={"confidential": True, "carer_id": ""},
                       child={"current_name": "Isla Wrenfield"})  # fmt: skip
    case_file = of(*(one for one in records if one.id not in ("carer", "ring")), other)
    assert found(case_file, AudienceKind.MOTHER) == []


def test_a_grandmother_who_adopts_is_known_to_her_own_family():
    tie = Relationship(id="kin", mother_id="ros", from_person_id="carer", type="mother",
                       to_person_id="ros")  # fmt: skip
    case_file = of(*adoption(placed={"care_arrangement": "adopted"}), ADOPTS, tie)
    shown = view_for(case_file, Audience(AudienceKind.MOTHER)).case_file
    assert shown.name("carer") == "Quillan Wrenfield"
    assert "placed" in shown.by_id


def test_a_relative_of_the_mother_is_not_hidden_for_the_surname_of_a_hidden_carer():
    aunt = Person(id="aunt", mother_id="ros", kind="family", first_names="Mair",
                  last_name="Wrenfield")  # fmt: skip
    tie = Relationship(id="kin", mother_id="ros", from_person_id="aunt", type="aunt",
                       to_person_id="ros")  # fmt: skip
    case_file = of(*adoption(placed={"confidential": True}), aunt, tie)
    shown = view_for(case_file, Audience(AudienceKind.MOTHER)).case_file
    assert shown.name("aunt") == "Mair Wrenfield"
    assert shown.name("carer") == "not shown"


def test_a_grandmother_who_cares_in_secret_keeps_her_name_but_not_her_address():
    tie = Relationship(id="kin", mother_id="ros", from_person_id="carer", type="mother",
                       to_person_id="ros")  # fmt: skip
    case_file = of(*adoption(placed={"confidential": True}), tie)
    left = found(case_file, AudienceKind.PRISON)
    assert left == ["wrenfield", "quillan"]


def test_an_adoptive_surname_written_over_the_childs_own_is_not_shown():
    case_file = of(*adoption(placed={"confidential": True}, child={"last_name": "Wrenfield"}))
    shown = view_for(case_file, Audience(AudienceKind.MOTHER)).case_file
    assert shown.name("child") == "Isla"


@pytest.mark.parametrize("name", ["known_as", "aliases", "current_name"])
def test_a_new_name_is_not_shown_wherever_it_was_written(name):
    value = ["Wrenfield"] if name == "aliases" else "Isla Wrenfield"
    case_file = of(*adoption(placed={"confidential": True}, child={name: value}))
    assert found(case_file, AudienceKind.COURT) == []


def test_a_secret_address_hides_where_but_not_with_whom():
    case_file = of(*adoption(carer={"confidential_fields": ["address"]},
                             placed={"distance_note": "20 miles", "note": "By the sea"}),
                   Task(id="far", mother_id="ros", title="It is 20 miles to drive"))  # fmt: skip
    shown = view_for(case_file, Audience(AudienceKind.PRISON)).case_file
    placed = shown.get(Placement, "placed")
    assert (placed.town, placed.distance_note, placed.note) == ("", "", "")
    assert shown.name(placed.carer_id) == "Quillan Wrenfield"
    assert shown.get(Person, "child").address == ""
    assert shown.get(Person, "carer").postcode == ""
    assert "far" not in shown.by_id


def test_a_talk_with_the_adoptive_family_is_theirs_even_without_a_name_in_it():
    talk = ContactLogEntry(id="talk", mother_id="ros", channel="phone", with_person_ids=["carer"],
                           date=dt.date(2026, 10, 1), text="They may move soon.")  # fmt: skip
    case_file = of(*adoption(placed={"confidential": True}), talk)
    for kind in OUTSIDE:
        assert "talk" not in view_for(case_file, Audience(kind)).case_file.by_id


def test_a_restriction_that_names_the_adoptive_family_is_left_out():
    asked = ContactRestriction(id="asked", mother_id="ros", kind="safety_request",
                               person_ids=["carer"], summary="They asked for it.")  # fmt: skip
    case_file = of(*adoption(placed={"confidential": True}), asked)
    assert "asked" not in view_for(case_file, Audience(AudienceKind.MOTHER)).case_file.by_id


def test_a_confidential_school_or_carer_is_offered_as_a_reader_never():
    offered = audiences_for(of(*adoption(placed={"confidential": True})))
    assert {one.kind for one in offered} & {AudienceKind.SCHOOL, AudienceKind.FAMILY} == set()


def test_a_teacher_at_a_confidential_school_is_not_named():
    teacher = Person(id="lead", mother_id="ros", kind="professional", first_names="Corvane",
                     last_name="Tate", organisation_id="school")  # fmt: skip
    works = Involvement(id="works", mother_id="ros", person_id="lead", role="school_lead",
                        child_ids=["child"])  # fmt: skip
    case_file = of(*adoption(placed={"confidential": True}), teacher, works)
    shown = view_for(case_file, Audience(AudienceKind.MOTHER)).case_file
    assert not {"lead", "works"} & set(shown.by_id)
    assert found(case_file, AudienceKind.MOTHER) == []


def test_the_mother_is_in_her_own_file_whatever_is_ticked():
    ros, *others = adoption(placed={"confidential": True})
    ticked = ros.changed(confidential_fields=["first_names", "last_name"])
    shown = view_for(of(ticked, *others), Audience(AudienceKind.PRISON)).case_file
    assert shown.mother.display_name() == "Rhosyn Averley"


def test_an_organisation_to_which_nothing_that_is_left_refers_goes_without_a_word():
    lonely = Organisation(id="agency", name="Corvane Adoption")
    carer = {"organisation_id": "agency"}
    case_file = of(*adoption(placed={"confidential": True}, carer=carer), lonely)
    view = view_for(case_file, Audience(AudienceKind.COURT))
    assert not {"agency", "school"} & set(view.case_file.by_id)
    assert not {"agency", "school"} & {one.record_id for one in view.left_out}
    assert view.case_file.name("agency") == "not shown"


def test_an_organisation_named_after_the_secret_town_is_left_out_but_the_council_is_not():
    centre = Organisation(id="centre", name="Brindlemouth Family Centre")
    council = Organisation(id="council", name="Brindlemouth City Council")
    court = Organisation(id="court", name="Family Court at Brindlemouth")
    sister = Person(id="sister", mother_id="ros", kind="child", first_names="Nia",
                    last_name="Averley", local_authority_id="council")  # fmt: skip

    def meeting(host):
        return Meeting(id=f"m-{host}", mother_id="ros", type="core_group", host_org_id=host,
                       date=TODAY, purpose="Brindlemouth City Council wrote",
                       place="Brindlemouth")  # fmt: skip

    records = adoption(placed={"confidential": True})
    shown = view_for(of(*records, centre, court, meeting("centre")),
                     Audience(AudienceKind.PRISON)).case_file  # fmt: skip
    assert shown.name("centre") == "not shown"
    known = of(*records, council, court, sister, meeting("council"), meeting("court"))
    shown = view_for(known, Audience(AudienceKind.PRISON)).case_file
    assert shown.name("council") == "Brindlemouth City Council"
    assert shown.name("court") == "Family Court at Brindlemouth"
    held = shown.get(Meeting, "m-council")
    assert (held.purpose, held.place) == ("Brindlemouth City Council wrote", "")


def test_somebody_called_like_the_secret_town_keeps_the_name_and_the_town_stays_secret():
    worker = Person(id="pom", mother_id="ros", kind="professional", first_names="Kelly",
                    last_name="Brindlemouth")  # fmt: skip
    case_file = of(*adoption(placed={"confidential": True}), worker,
                   Task(id="named", mother_id="ros", title="Ring Kelly Brindlemouth"),
                   Task(id="polite", mother_id="ros", title="Ask Ms Brindlemouth"),
                   Task(id="town", mother_id="ros", title="Isla is in Brindlemouth"))  # fmt: skip
    shown = view_for(case_file, Audience(AudienceKind.PRISON)).case_file
    assert shown.name("pom") == "Kelly Brindlemouth"
    assert {"named", "polite"} <= set(shown.by_id)
    assert "town" not in shown.by_id


def test_a_hidden_name_that_is_an_ordinary_word_does_not_empty_the_file():
    carer = {"first_names": "Will and May", "last_name": "Don", "known_as": "Jo"}
    texts = ("She will ring in May", "It may rain; don't wait", "He jokes", "On 3 May 2026")
    tasks = [Task(id=text, mother_id="ros", title=text) for text in texts]
    named = [Task(id=text, mother_id="ros", title=text) for text in ("Ask Will", "May Don rang")]
    case_file = of(*adoption(placed={"confidential": True, "town": "Reading"}, carer=carer),
                   *tasks, *named,
                   Task(id="books", mother_id="ros", title="Support with reading"),
                   Task(id="town", mother_id="ros", title="The family in Reading"))  # fmt: skip
    kept = set(view_for(case_file, Audience(AudienceKind.PRISON)).case_file.by_id)
    assert {*texts, "books"} <= kept
    assert not {"Ask Will", "May Don rang", "town"} & kept


def test_two_known_names_together_are_still_the_name_of_somebody_hidden():
    carer = {"first_names": "Rhosyn", "last_name": "Kelly"}
    worker = Person(id="pom", mother_id="ros", kind="professional", first_names="Kelly",
                    last_name="Brown")  # fmt: skip
    case_file = of(*adoption(placed={"confidential": True}, carer=carer), worker,
                   Task(id="both", mother_id="ros", title="Rhosyn Kelly wrote"),
                   Task(id="one", mother_id="ros", title="Kelly wrote to Rhosyn"))  # fmt: skip
    kept = view_for(case_file, Audience(AudienceKind.MOTHER)).case_file.by_id
    assert "both" not in kept
    assert "one" in kept


def test_a_town_typed_in_small_letters_or_with_more_around_it_is_protected():
    for town in ("brindlemouth", "near Brindlemouth (Corvaneshire)", "BRINDLEMOUTH, by the sea"):
        case_file = of(*adoption(placed={"confidential": True, "town": town},
                                 child={"address": ""}, carer={"address": ""}))  # fmt: skip
        assert found(case_file, AudienceKind.MOTHER) == []


def test_a_school_year_and_a_journey_time_are_no_places():
    case_file = of(*adoption(placed={"confidential": True, "distance_note": "2 hours by train"},
                             child={"school_note": "Year 2, Stonechat"}),
                   Task(id="year", mother_id="ros", title="Callum is in Year 2 now"),
                   Task(id="time", mother_id="ros", title="The visit took 2 hours"))  # fmt: skip
    kept = view_for(case_file, Audience(AudienceKind.MOTHER)).case_file.by_id
    assert {"year", "time"} <= set(kept)


def test_a_placeholder_for_a_name_protects_nothing():
    carer = {"first_names": "Adoptive", "last_name": "Family"}
    case_file = of(*adoption(placed={"confidential": True}, carer=carer),
                   Task(id="court", mother_id="ros", title="Ring the Family Court"))  # fmt: skip
    assert "court" in view_for(case_file, Audience(AudienceKind.MOTHER)).case_file.by_id


def test_several_numbers_in_one_answer_are_each_protected():
    phones = {"phone": "01632 970555 / 07700 900123 (evenings)"}
    case_file = of(*adoption(placed={"confidential": True}, carer=phones, child={"phone": ""}),
                   Task(id="mobile", mother_id="ros", title="Ring 07700900123"))  # fmt: skip
    kept = view_for(case_file, Audience(AudienceKind.MOTHER)).case_file.by_id
    assert not {"ring", "mobile"} & set(kept)
