"""Parental responsibility, brothers and sisters, and who was last reached: all derived."""

import datetime as dt

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.last_reached import reached
from tac_desktop.casework.network_map import circles, network_map, never_reached
from tac_desktop.casework.people import Involvement, Organisation, Person
from tac_desktop.casework.responsibility import responsibility
from tac_desktop.casework.siblings import (
    Living,
    groups_together,
    sibling_pairs,
    siblings_sentence,
)
from tests.casework import hard_families as hard
from tests.casework.builders import TODAY
from tests.casework.hard_families import case_of, child, kin, lives, measure, mother, status, tie


def day(month, number, year=2026):
    return dt.date(year, month, number)


def two(*records):
    return case_of(mother(), child("Ann", "2014-02-02"), child("Ben", "2016-02-29"), *records)


def pair_of(case_file):
    (pair,) = sibling_pairs(case_file)
    return pair


def talk(number, when, made=True, who="sw"):
    return ContactLogEntry(id=f"t{number}", mother_id="ros", date=when, channel="phone_call",
                           with_person_ids=[who], contact_made=made, text="x")  # fmt: skip


def worker(name="sw", children=(), role="child_social_worker", **answers):
    return (
        Person(id=name, mother_id="ros", kind="professional", first_names=name.title()),
        Involvement(id=f"inv {name}", mother_id="ros", person_id=name, role=role,
                    child_ids=list(children), **answers),
    )  # fmt: skip


# Brothers and sisters


def test_together_with_one_carer_since_the_later_one_came():
    pair = pair_of(
        two(
            lives("ann", "local_authority_foster_care", "moira", start=day(1, 5)),
            lives("ben", "local_authority_foster_care", "moira", start=day(3, 1)),
        )
    )
    assert pair.living is Living.TOGETHER and pair.since == day(3, 1)


def test_apart_since_one_moved_and_together_until_then():
    early = lives("ben", "local_authority_foster_care", "moira", start=day(1, 1, 2025),
                  end=day(2, 1)).changed(id="early")  # fmt: skip
    pair = pair_of(
        two(
            kin("Moira"),
            early,
            lives("ann", "local_authority_foster_care", "moira", start=day(1, 1, 2025)),
            lives("ben", "residential", start=day(2, 1)),
        )
    )
    assert pair.living is Living.APART and pair.since == day(2, 1)
    assert pair.together_before == "together until 1 Feb 2026"


def test_a_move_on_one_day_of_both_keeps_them_together():
    moves = [
        lives(name, "kinship_private", carer, start=start, end=end).changed(id=f"{name}{carer}")
        for name in ("ann", "ben")
        for carer, start, end in (
            ("gran", day(1, 1, 2025), day(3, 1)), ("aunt", day(3, 1), None)
        )
    ]  # fmt: skip
    pair = pair_of(two(*moves))
    assert pair.living is Living.TOGETHER and pair.since == day(1, 1, 2025)


def test_two_homes_without_a_named_carer_say_nothing():
    pair = pair_of(two(lives("ann", "residential"), lives("ben", "residential")))
    assert pair.living is Living.NOT_KNOWN
    assert "1 pairs" in siblings_sentence(two()) or "not known" in siblings_sentence(two())


def test_full_half_twin_or_not_known():
    kinds = {
        (one.elder_id, one.younger_id): one.kind for one in sibling_pairs(hard.three_fathers())
    }
    assert kinds["megan", "theo"] == "full" and kinds["callum", "megan"] == "half"
    assert pair_of(two()).kind == "not known whether full or half"
    kinds = {(one.elder_id, one.younger_id): one.kind for one in sibling_pairs(hard.twins())}
    assert kinds["ada", "bea"] == "identical twins" and kinds["cai", "dot"] == "twins"


def test_the_unborn_the_lost_and_the_dead_are_in_no_pair():
    people = {x for one in sibling_pairs(hard.losses()) for x in (one.elder_id, one.younger_id)}
    assert people == set()
    twins = sibling_pairs(hard.twins())
    assert "baby" not in {x for one in twins for x in (one.elder_id, one.younger_id)}


def test_brothers_and_sisters_under_three_authorities_are_grouped_by_home():
    case_file = case_of(
        mother(),
        *(child(name, f"201{n}-01-01", local_authority_id=f"la{n}")
          for n, name in enumerate(("Ann", "Ben", "Cat"))),
        lives("ann", "kinship_private", "gran"), lives("ben", "residential"),
        lives("cat", "kinship_private", "gran"),
    )  # fmt: skip
    assert groups_together(case_file) == [["ann", "cat"], ["ben"]]
    assert siblings_sentence(case_file) == "Ann and Cat live together; apart from them: Ben."


def test_contact_between_two_is_what_was_written_down():
    case_file = two(tie("ann", "sister", "ben", sibling_contact="Monthly at the centre"))
    assert pair_of(case_file).contact == "Monthly at the centre"


# Parental responsibility


def test_an_authority_shares_it_while_a_care_order_is_in_force():
    authority = Organisation(id="la", name="Marlcester")
    kid = child("Kai", "2016-01-01", local_authority_id="la", mother_responsibility="yes")
    matrix = responsibility(case_of(mother(), kid, authority, status("kai", "care_order")))
    assert matrix.of("la", "kai").in_words == "Shares it, care order, since 1 Sep 2025"
    assert matrix.of("ros", "kai").in_words == "Yes, as the mother, since 1 Jan 2016"
    assert not any(one.confirmed for one in matrix.effects)
    assert "section 33" in matrix.effects[0].in_words
    ended = status("kai", "care_order").changed(end=TODAY)
    assert responsibility(case_of(mother(), kid, authority, ended)).of("la", "kai") is None


def test_agreement_gives_an_authority_nothing():
    authority = Organisation(id="la", name="Marlcester")
    kid = child("Kai", "2016-01-01", local_authority_id="la")
    matrix = responsibility(case_of(mother(), kid, authority, status("kai", "section_20")))
    assert matrix.of("la", "kai") is None
    assert "no parental responsibility" in matrix.effects[0].words
    assert matrix.of("ros", "kai").words == "not recorded"


def test_responsibility_that_ended_says_so_from_its_day():
    kid = child("Kai", "2016-01-01")
    father = tie("lee", "father", "kai", parental_responsibility="yes", pr_until="2026-11-16")
    matrix = responsibility(case_of(mother(), kid, kin("Lee", "male"), father))
    assert matrix.of("lee", "kai").in_words == "Ended, until 16 Nov 2026"
    later = father.changed(pr_until="2026-11-17")
    matrix = responsibility(case_of(mother(), kid, kin("Lee", "male"), later))
    assert matrix.of("lee", "kai").words == "Yes"


def test_a_husband_of_whom_nothing_is_entered_is_a_point_to_check():
    matrix = responsibility(hard.twins())
    assert any("Dean is entered as married" in one.words for one in matrix.effects)


# Who was last reached


def test_attempts_count_from_the_last_contact_made():
    case_file = case_of(
        mother(), child("Kai", "2016-01-01"), *worker(children=["kai"]),
        talk(1, day(10, 1), made=False), talk(2, day(10, 5)), talk(3, day(10, 25), made=False),
        talk(4, day(11, 2), made=False), talk(5, day(11, 17), made=False),
    )  # fmt: skip
    found = reached(case_file, "sw")
    assert (found.last, found.attempts, found.days) == (day(10, 5), 2, 42)
    assert found.in_words == "Last reached 5 Oct 2026, 42 days ago; tried 2 times since"


def test_who_was_never_reached_comes_first_by_attempts():
    case_file = case_of(
        mother(), *worker("one", role="midwife"), *worker("two", role="key_worker"),
        *worker("three", role="mothers_solicitor"),
        talk(1, day(10, 1), made=False, who="one"), talk(2, day(10, 2), made=False, who="two"),
        talk(3, day(10, 3), made=False, who="two"), talk(4, day(10, 3), who="three"),
    )  # fmt: skip
    assert [one.person_id for one in never_reached(case_file)] == ["two", "one"]
    assert reached(case_file, "two").in_words == "Never reached; tried 2 times since 2 Oct 2026"


def test_each_childs_workers_stand_together_and_former_ones_are_gone():
    case_file = case_of(
        mother(), child("Ann", "2014-01-01"), child("Ben", "2016-01-01"),
        *worker("one", ["ann"]), *worker("two", ["ann", "ben"]), *worker("three", ["ben"]),
        *worker("old", ["ann"], end=day(11, 15)), *worker("pom", role="prison_offender_manager"),
    )  # fmt: skip
    found = {one.title: [x.person_id for x in one.contacts] for one in circles(case_file)}
    assert found == {
        "For Ann": ["one"],
        "For Ann, Ben": ["two"],
        "For Ben": ["three"],
        "In the prison": ["pom"],
    }


def test_the_network_is_drawn_with_a_place_for_each_and_none_twice():
    case_file = case_of(
        mother(), child("Ann", "2014-01-01"), *worker("one", ["ann"]),
        Involvement(id="more", mother_id="ros", person_id="one", role="mothers_solicitor"),
        talk(1, day(11, 10), who="one"),
    )  # fmt: skip
    drawing = network_map(case_file, measure)
    ids = [one.id for one in drawing.nodes]
    assert len(ids) == len(set(ids)) == 3
    for one in drawing.nodes:
        for where in (one.above, one.below, one.before, one.after):
            assert not where or drawing.node(where)
    assert drawing == network_map(case_file, measure)
    assert any("within 14 days" in one.words for one in drawing.legend)


def test_the_dead_are_not_waiting_to_be_reached():
    names = {
        one.person_id for circle in circles(hard.cousins_as_carers()) for one in circle.contacts
    }
    assert "gran" not in names and "aunty" in names
