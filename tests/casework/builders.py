"""Small invented case files for tests of rules. Nobody here exists."""

import datetime as dt

from tac_desktop.casework.case_file import CaseFile, Entry, Saved
from tac_desktop.casework.children import ContactRestriction, Placement
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.episode import Consent
from tac_desktop.casework.people import Organisation, Person, Relationship

TODAY = dt.date(2026, 11, 16)
_SAVED_AT = dt.datetime(2026, 11, 16, 9, 0, tzinfo=dt.UTC)


def entry(record, amendments=()):
    """A record as if it had been saved once."""
    saved = Saved(_SAVED_AT, "Dana Whitlock-Reyes", _SAVED_AT, "Dana Whitlock-Reyes")
    return Entry(record, saved, tuple(amendments))


def file_of(*records, as_of=TODAY):
    """A case file of Ros and whatever else is given."""
    return CaseFile("ros", as_of, tuple(entry(record) for record in (*family(), *records)))


def family():
    """Ros, three children under two authorities, one of them placed confidentially."""
    return (
        Person(id="ros", mother_id="ros", kind="mother", first_names="Rhosyn", last_name="Averley",
               known_as="Ros"),
        Custody(id="cus", mother_id="ros", prison_number="Z4172XQ", current_location="B-2-11",
                release_date=dt.date(2027, 5, 23)),
        Organisation(id="marlcester", name="Marlcester City Council"),
        Organisation(id="cwm", name="Cwm Erwain County Council"),
        Organisation(id="school", name="Ysgol Glan Erwain", type="school"),
        Person(id="callum", mother_id="ros", kind="child", first_names="Callum Joe",
               last_name="Averley", known_as="Cal", date_of_birth="2014-05-09",
               local_authority_id="marlcester"),
        Person(id="megan", mother_id="ros", kind="child", first_names="Megan Rhian",
               last_name="Averley-Pugh", date_of_birth="2018-11-02", local_authority_id="cwm",
               school_id="school"),
        Person(id="theo", mother_id="ros", kind="child", first_names="Theo", last_name="Averley",
               date_of_birth="2022-02-17", local_authority_id="marlcester",
               current_name="Theo Oakhurst-Lyle", school_note="Little Terns Nursery, Saltmere",
               confidential_fields=["address", "carers", "school", "current_name"]),
        Person(id="adopters", mother_id="ros", kind="carer", first_names="Maren and Tobias",
               last_name="Oakhurst-Lyle", phone="01632 960188",
               address="4 Ternbay Rise, Saltmere", postcode="ZZ99 7SM",
               confidential_fields=["first_names", "last_name", "phone", "address", "postcode"]),
        Placement(id="placed", mother_id="ros", child_id="theo", carer_id="adopters",
                  care_arrangement="placed_for_adoption", confidential=True, town="Saltmere",
                  start=dt.date(2026, 3, 23)),
        Person(id="gethin", mother_id="ros", kind="family", first_names="Gethin",
               last_name="Pugh", risk_note="Domestic abuse towards Ros."),
        Person(id="eirlys", mother_id="ros", kind="carer", first_names="Eirlys", last_name="Pugh"),
        Person(id="sheila", mother_id="ros", kind="family", first_names="Sheila",
               last_name="Averley", phone="07700 900655"),
        Relationship(id="r1", mother_id="ros", from_person_id="gethin", type="father",
                     to_person_id="megan"),
        Relationship(id="r2", mother_id="ros", from_person_id="eirlys", type="mother",
                     to_person_id="gethin"),
        Relationship(id="r3", mother_id="ros", from_person_id="eirlys",
                     type="paternal_grandmother", to_person_id="megan"),
        Relationship(id="r4", mother_id="ros", from_person_id="sheila", type="mother",
                     to_person_id="ros"),
        ContactRestriction(id="nmo", mother_id="ros", kind="court_order",
                           type="non_molestation_order", person_ids=["gethin"],
                           not_to_be_told_to_ids=["gethin"], start=dt.date(2025, 12, 1),
                           review_or_expiry=dt.date(2026, 11, 30),
                           summary="Do not tell Gethin Pugh where she is."),
        ContactRestriction(id="adoptive", mother_id="ros", kind="confidential_placement",
                           type="adoptive_family_details", child_ids=["theo"],
                           summary="Nothing that could identify the adoptive family."),
        Consent(id="con-la", mother_id="ros", purpose="share_with_local_authorities", given=True,
                given_on=dt.date(2026, 6, 25), review_on=dt.date(2026, 12, 24),
                limits="Not health details without asking first"),
        Consent(id="con-family", mother_id="ros", purpose="share_with_family_member",
                subject_person_id="sheila", given=True, given_on=dt.date(2026, 6, 25),
                review_on=dt.date(2026, 12, 24)),
    )  # fmt: skip
