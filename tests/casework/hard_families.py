"""Invented families that trees of one kind get wrong. Nobody here exists."""

import datetime as dt

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import LegalStatus, Placement
from tac_desktop.casework.people import Person, Relationship
from tests.casework.builders import TODAY, entry


def measure(text, size, bold):
    """A stand-in for real type: wide enough for Noto Sans in nearly every word."""
    return len(text) * size * (0.62 if bold else 0.58)


def mother(**answers):
    known = {"kind": "mother", "first_names": "Rhosyn", "last_name": "Averley", "gender": "female",
             "date_of_birth": "1993-03-14"}  # fmt: skip
    return Person.model_validate({"id": "ros", "mother_id": "ros", **known, **answers})


def child(name, born="", gender="", **answers):
    known = {"id": name.lower(), "mother_id": "ros", "kind": "child", "first_names": name,
             "date_of_birth": born, "gender": gender}  # fmt: skip
    return Person.model_validate({**known, **answers})


def kin(name, gender="", **answers):
    known = {"id": name.lower(), "mother_id": "ros", "kind": "family", "first_names": name,
             "gender": gender}  # fmt: skip
    return Person.model_validate({**known, **answers})


def tie(here, type_, there, **answers):
    return Relationship(
        id=f"{here} {type_} {there}", mother_id="ros", from_person_id=here, type=type_,
        to_person_id=there, **answers,
    )  # fmt: skip


def lives(name, arrangement, carer="", **answers):
    return Placement(
        id=f"{name} lives", mother_id="ros", child_id=name, care_arrangement=arrangement,
        carer_id=carer, **{"start": dt.date(2025, 3, 1), **answers},
    )  # fmt: skip


def status(name, type_, start=dt.date(2025, 9, 1)):
    return LegalStatus(
        id=f"{name} {type_}", mother_id="ros", child_id=name, type=type_, start=start
    )


def case_of(*records):
    return CaseFile("ros", TODAY, tuple(entry(one) for one in records))


def three_fathers():
    return case_of(
        mother(), child("Callum", "2014-05-09", "male"), child("Megan", "2018-11-02", "female"),
        child("Theo", "2022-02-17", "male"), child("Seren", "2026-11-12", "female"),
        kin("Lee", "male"), kin("Gethin", "male", date_of_birth="1990-07-23"),
        kin("Marcus", "male", date_of_birth="1995"), kin("Eirlys", "female"),
        kin("Sheila", "female", date_of_birth="1967-04-11"), kin("Moira", "female", kind="carer"),
        tie("lee", "father", "callum"), tie("gethin", "father", "megan"),
        tie("gethin", "father", "theo"), tie("marcus", "putative_father", "seren"),
        tie("eirlys", "mother", "gethin"), tie("eirlys", "paternal_grandmother", "megan"),
        tie("sheila", "mother", "ros"), tie("ros", "daughter", "sheila", quality="close"),
        tie("ros", "former_partner", "lee", start="2012", end="2015"),
        tie("ros", "former_partner", "gethin", start="2016", end="2021", quality="abusive"),
        tie("ros", "partner", "marcus", start="2025-11", quality="uncertain"),
        tie("ros", "other_family", "eirlys", quality="strained"),
        lives("callum", "local_authority_foster_care", "moira"),
        lives("megan", "kinship_private", "eirlys"), lives("seren", "with_mother_mbu", "ros"),
        status("callum", "interim_care_order"), status("seren", "child_protection_plan"),
    )  # fmt: skip


def two_mothers():
    return case_of(
        mother(), kin("Bryony", "female", date_of_birth="1990-01-05"),
        kin("Asha", "female"), kin("Donor", "male"),
        child("Ivy", "2020-06-01", "female"), child("Ash", "2023-01-30", "non_binary"),
        tie("ros", "spouse", "bryony", start="2018-08"), tie("bryony", "mother", "ivy"),
        tie("bryony", "mother", "ash"), tie("ros", "mother", "ivy"), tie("ros", "mother", "ash"),
        tie("asha", "sister", "bryony"), tie("donor", "friend", "ros"),
        lives("ivy", "kinship_private", "bryony"), lives("ash", "kinship_private", "bryony"),
    )  # fmt: skip


def twins():
    return case_of(
        mother(), kin("Dean", "male"), child("Ada", "2019-04-03", "female", identical_twin=True),
        child("Bea", "2019-04-03", "female", identical_twin=True),
        child("Cai", "2021-07-08", "male"), child("Dot", "2021-07-08", "female"),
        child("Edd", "2016-02-29", "male"),
        child("Baby", "", "", expected_date_of_delivery=dt.date(2027, 1, 9)),
        *(tie("dean", "father", one) for one in ("ada", "bea", "cai", "dot", "edd")),
        tie("ros", "spouse", "dean", start="2015", end="2022"),
        lives("ada", "with_father", "dean"), lives("bea", "with_father", "dean"),
    )  # fmt: skip


def cousins_as_carers():
    return case_of(
        mother(), child("Kit", "2015-01-01", "male"), child("Lou", "2017-01-01", "female"),
        kin("Gran", "female", deceased_on="2019-03", date_of_birth="1950"),
        kin("Grandad", "male", deceased_on="2001"), kin("Aunty", "female", date_of_birth="1978"),
        kin("Cousin", "female", date_of_birth="1998-02-02"), kin("Husband", "male"),
        kin("Farcousin", "male"),
        tie("gran", "mother", "ros"), tie("grandad", "father", "ros"),
        tie("gran", "spouse", "grandad"), tie("aunty", "sister", "ros"),
        tie("cousin", "daughter", "aunty"), tie("cousin", "cousin", "kit"),
        tie("husband", "spouse", "cousin", start="2020"), tie("farcousin", "cousin", "ros"),
        lives("kit", "kinship_foster_care", "cousin"),
        lives("lou", "kinship_foster_care", "cousin"),
        status("kit", "care_order"), status("lou", "care_order"),
    )  # fmt: skip


def adopted_by_grandmother():
    return case_of(
        mother(), child("Jay", "2012-01-01", "male"), child("Kai", "2016-01-01", "male"),
        kin("Nan", "female", date_of_birth="1966-10-10"),
        kin("Pops", "male", date_of_birth="1960-05-05", deceased_on="2020-01-02"),
        kin("Col", "male"),
        tie("nan", "mother", "ros"), tie("pops", "father", "ros"), tie("nan", "spouse", "pops"),
        tie("col", "father", "jay"), tie("nan", "adoptive_parent", "jay", start="2015"),
        lives("jay", "adopted", "nan"), status("jay", "adoption_order"),
    )  # fmt: skip


def losses():
    return case_of(
        mother(deceased_on=""), kin("Paul", "male"), child("Ann", "2012", "female"),
        child("Lost", "", "", first_names="", birth_outcome="miscarriage", deceased_on="2013-05"),
        child("Still", "2014-06-07", "male", birth_outcome="stillbirth", deceased_on="2014-06-07"),
        child("Ended", "", "", first_names="", birth_outcome="termination", deceased_on="2016"),
        child("Died", "2017-01-01", "female", deceased_on="2017-03-03"),
        *(tie("paul", "father", one) for one in ("ann", "still", "died")),
        tie("ros", "partner", "paul"),
    )  # fmt: skip


def half_siblings_on_both_sides():
    return case_of(
        mother(), kin("Gary", "male"), kin("Donna", "female"), kin("Sam", "male"),
        kin("Elder", "female", date_of_birth="2008"), kin("Younger", "male", date_of_birth="2024"),
        child("Max", "2013-03-03", "male"), child("Zoe", "2016-03-03", "female"),
        kin("Half", "female"), kin("Friend", "female"), kin("Nobody", "male"),
        kin("Stepdad", "male"), kin("Mum", "female"), kin("Sis", "female"),
        tie("gary", "father", "max"), tie("sam", "father", "zoe"),
        tie("donna", "mother", "elder"), tie("gary", "father", "elder"),
        tie("donna", "mother", "younger"), tie("gary", "father", "younger"),
        tie("donna", "spouse", "gary", start="2006"), tie("half", "half_sister", "ros"),
        tie("friend", "friend", "ros"), tie("mum", "mother", "ros"), tie("sis", "sister", "ros"),
        tie("stepdad", "stepfather", "ros"),
    )  # fmt: skip


def adopters():
    return case_of(
        mother(care_experienced="in_care"), child("Theo", "2022-02-17", "male"),
        child("Una", "2023-05-01", "female"),
        kin("Maren", "female", kind="carer"), kin("Tobias", "male", kind="carer"),
        kin("Foss", "female", kind="carer"), kin("Hidden", "male"),
        tie("maren", "adoptive_parent", "theo"), tie("tobias", "adoptive_parent", "theo"),
        tie("maren", "spouse", "tobias", start="2014"), tie("foss", "foster_parent", "ros"),
        lives("theo", "placed_for_adoption", "maren"),
        lives("una", "local_authority_foster_care", "foss"), status("theo", "placement_order"),
    )  # fmt: skip


FAMILIES = {
    "three fathers": three_fathers,
    "two mothers": two_mothers,
    "twins": twins,
    "cousins as carers": cousins_as_carers,
    "adopted by the grandmother": adopted_by_grandmother,
    "losses": losses,
    "half-siblings on both sides": half_siblings_on_both_sides,
    "adopters": adopters,
}
