"""The genogram of hard families, and of families made by chance."""

import time
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tac_desktop.casework.audience import Audience, AudienceKind, view_for
from tac_desktop.casework.drawn import DASHED, DOTTED, Line, Oval, Words
from tac_desktop.casework.family_graph import family_graph
from tac_desktop.casework.family_order import rows_of
from tac_desktop.casework.family_places import Extent, place, spread
from tac_desktop.casework.family_ties import Bond, Tie
from tac_desktop.casework.genogram import genogram
from tests.casework import hard_families as hard
from tests.casework.builders import file_of
from tests.casework.hard_families import case_of, child, kin, lives, measure, mother, tie

TYPES = (
    "mother", "father", "putative_father", "adoptive_parent", "foster_parent", "daughter", "son",
    "sister", "brother", "half_sister", "grandmother", "maternal_grandmother", "aunt", "cousin",
    "paternal_grandfather", "partner", "former_partner", "spouse", "friend", "stepfather",
)  # fmt: skip


def drawn(case_file, **options):
    return genogram(case_file, measure, **options)


def couple_of(graph, *people):
    return next(one for one in graph.couples if set(one.partners) == set(people))


def at(drawing, name):
    """Where the middle of somebody's symbol stands."""
    return drawing.node(name).symbol.centre


@pytest.mark.parametrize("name", hard.FAMILIES)
def test_a_hard_family_is_drawn_with_room_for_everybody(name):
    case_file = hard.FAMILIES[name]()
    _check(case_file)


def test_children_hang_from_the_couple_they_belong_to():
    graph = family_graph(hard.three_fathers())
    assert couple_of(graph, "ros", "lee").children == ("callum",)
    assert couple_of(graph, "ros", "gethin").children == ("megan", "theo")
    named = couple_of(graph, "ros", "marcus")
    assert named.children == ("seren",) and named.bond is Bond.UNCERTAIN


def test_half_siblings_stand_under_the_right_couple_and_eldest_left():
    drawing = drawn(hard.three_fathers())
    lee, gethin, ros, marcus = (at(drawing, one)[0] for one in ("lee", "gethin", "ros", "marcus"))
    callum, megan, theo, seren = (
        at(drawing, one)[0] for one in ("callum", "megan", "theo", "seren")
    )
    assert lee < gethin < ros < marcus
    assert callum < megan < theo < seren
    assert gethin - 40 < (megan + theo) / 2 < ros
    assert ros < seren < marcus


def test_a_child_without_a_known_father_hangs_from_the_mother_alone():
    graph = family_graph(case_of(mother(), child("Kai", "2016-01-01")))
    assert couple_of(graph, "ros").children == ("kai",)


def test_two_mothers_are_one_couple():
    graph = family_graph(hard.two_mothers())
    both = couple_of(graph, "ros", "bryony")
    assert both.children == ("ivy", "ash") and both.tie is Tie.MARRIED


def test_a_sister_whose_parents_nobody_knows_is_joined_above():
    graph = family_graph(hard.two_mothers())
    assert next(one.children for one in graph.couples if not one.partners) == ("bryony", "asha")


def test_twins_start_from_one_point_and_a_bar_says_identical():
    drawing = drawn(hard.twins())
    slanting = [
        one.points
        for one in drawing.items
        if isinstance(one, Line) and len(one.points) == 2
        and one.points[0][0] != one.points[1][0] and one.points[0][1] != one.points[1][1]
        and abs(one.points[1][1] - at(drawing, "ada")[1] + 19) < 0.1
    ]  # fmt: skip
    assert len(slanting) == 4
    assert len({points[0] for points in slanting}) == 2
    meanings = [one.words for one in drawing.legend]
    assert "twins" in meanings and "identical twins" in meanings


def test_children_born_on_one_day_of_different_fathers_are_no_twins():
    family = case_of(
        mother(), child("Ada", "2019-04-03"), child("Bea", "2019-04-03"),
        kin("Lee", "male"), kin("Sam", "male"),
        tie("lee", "father", "ada"), tie("sam", "father", "bea"),
    )  # fmt: skip
    assert "twins" not in [one.words for one in drawn(family).legend]


def test_twins_are_told_by_the_whole_date_and_not_by_the_year():
    family = case_of(mother(), child("Ada", "2019"), child("Bea", "2019"))
    assert "twins" not in [one.words for one in drawn(family).legend]


def test_a_cousin_who_cares_shares_a_household_with_the_children():
    graph = family_graph(hard.cousins_as_carers())
    assert graph.generations["cousin"] == graph.generations["kit"]
    assert graph.households[0].people == ("kit", "lou", "cousin")
    assert graph.beside == {"farcousin": "Cousin of Rhosyn"}
    assert not any("Not drawn" in one for one in drawn(hard.cousins_as_carers()).notes)


def test_a_grandmother_who_adopts_stays_above_the_mother():
    drawing, graph = drawn(hard.adopted_by_grandmother()), None
    graph = family_graph(hard.adopted_by_grandmother())
    bonds = {one.partners: one.bond for one in graph.parents_of("jay")}
    assert bonds == {("col", "ros"): Bond.BIRTH, ("nan",): Bond.ADOPTED}
    assert at(drawing, "nan")[1] < at(drawing, "ros")[1] < at(drawing, "jay")[1]
    dashed = [one for one in drawing.items if isinstance(one, Line) and one.dashes == DASHED]
    assert dashed
    assert "adopted, or placed for adoption" in [one.words for one in drawing.legend]


def test_losses_have_small_signs_and_the_dead_a_cross():
    drawing = drawn(hard.losses())
    dots = [one for one in drawing.items if isinstance(one, Oval) and one.wide < 12]
    assert len(dots) == 1
    meanings = {one.words for one in drawing.legend}
    assert {"miscarriage", "stillbirth", "termination", "has died"} <= meanings
    words = [one.text for one in drawing.items if isinstance(one, Words)]
    assert "8w" in words  # she lived for two months


def test_foster_carers_hang_over_the_child_with_a_dotted_line():
    drawing = drawn(hard.three_fathers())
    assert any(isinstance(one, Line) and one.dashes == DOTTED for one in drawing.items)
    graph = family_graph(hard.three_fathers())
    assert couple_of(graph, "moira").bond is Bond.FOSTERED
    assert not any(one.partners == ("eirlys",) and one.bond is Bond.FOSTERED
                   for one in graph.couples)  # fmt: skip


def test_nobody_of_the_family_is_lost():
    drawing = drawn(hard.half_siblings_on_both_sides())
    assert {"half", "friend"} <= {one.id for one in drawing.nodes}
    assert any("no relationship is recorded: Nobody" in one for one in drawing.notes)


def test_a_contradiction_is_named_and_not_drawn():
    family = case_of(
        mother(), child("Kai", "2016-01-01"), tie("ros", "mother", "kai"),
        tie("kai", "mother", "ros"),
    )  # fmt: skip
    drawing = drawn(family)
    assert any("contradicts" in one for one in drawing.notes)
    _check(family)


def test_the_legend_has_only_what_is_used():
    drawing = drawn(case_of(mother(), child("Kai", "2016-01-01", "male")))
    assert [one.words for one in drawing.legend] == [
        "woman or girl", "man or boy", "the mother of this file: double line"
    ]  # fmt: skip


def test_quality_is_shown_only_where_it_is_wanted():
    without, with_it = drawn(hard.three_fathers()), drawn(hard.three_fathers(), quality=True)
    assert "abusive" not in [one.words for one in without.legend]
    assert "abusive" in [one.words for one in with_it.legend]
    assert any("strained" in one for one in with_it.notes)


def test_arrow_keys_lead_along_the_relations():
    drawing = drawn(hard.three_fathers())
    assert drawing.node("ros").above == "sheila"
    assert drawing.node("ros").below == "callum"
    assert drawing.node("sheila").below == "ros"
    assert drawing.node("ros").before == "gethin"
    assert "Child of" in drawing.node("megan").spoken


def test_the_mothers_version_names_no_adoptive_family():
    case_file = file_of(
        tie("adopters", "adoptive_parent", "theo"),
        tie("ros", "mother", "theo"), tie("ros", "mother", "callum"),
    )  # fmt: skip
    own = drawn(case_file)
    assert any("Oakhurst" in one.spoken for one in own.nodes)
    hers = drawn(view_for(case_file, Audience(AudienceKind.MOTHER)).case_file)
    said = " ".join([hers.words, *hers.notes, *(one.words for one in hers.legend)])
    said += " ".join(one.text for one in hers.items if isinstance(one, Words))
    assert "Oakhurst" not in said and "adopt" not in said.lower()
    assert {one.id for one in hers.nodes} >= {"theo", "callum", "ros"}


def test_forty_people_are_drawn_at_once():
    people = [mother()]
    ties = []
    for number in range(13):
        people += [kin(f"man{number}", "male"), child(f"kid{number}", f"20{10 + number}-01-01"),
                   kin(f"gran{number}", "female")]  # fmt: skip
        ties += [tie(f"man{number}", "father", f"kid{number}"),
                 tie(f"gran{number}", "mother", f"man{number}")]  # fmt: skip
    began = time.process_time()
    _check(case_of(*people, *ties))
    assert time.process_time() - began < 5


@settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.data())
def test_no_family_makes_symbols_overlap(data):
    count = data.draw(st.integers(1, 16))
    people = [mother()]
    for number in range(count):
        gender = data.draw(st.sampled_from(("female", "male", "")))
        born = data.draw(st.sampled_from(("", "1970", "1990-02-03", "2015-02-03", "2020-05")))
        make = data.draw(st.sampled_from((child, kin)))
        if make is child:
            people.append(child(f"Child{number}", born, gender))
        else:
            people.append(kin(f"Kin{number}", gender, date_of_birth=born))
    ids = [one.id for one in people]
    one_of = st.sampled_from(ids)
    pairs = data.draw(st.lists(st.tuples(one_of, st.sampled_from(TYPES), one_of), max_size=30))
    ties = {(a, b, c): tie(a, b, c) for a, b, c in pairs}
    homes = [
        lives(one, "local_authority_foster_care", data.draw(one_of))
        for one in ids
        if one.startswith("child") and data.draw(st.booleans())
    ]
    _check(case_of(*people, *ties.values(), *homes))


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(0.1, 3), st.floats(0, 90)), min_size=1))
def test_positions_keep_their_distances_and_their_order(wanted):
    wishes, weights, apart = zip(*wanted, strict=True)
    found = spread(wishes, weights, apart)
    for place_, (one, other) in enumerate(pairwise(found), start=1):
        assert other - one >= apart[place_] - 1e-6


def _check(case_file):
    """What holds for every family: room for all, children below their parents, nobody lost."""
    drawing = drawn(case_file)
    assert drawing == drawn(case_file)
    for one, other in combinations(drawing.nodes, 2):
        assert not one.box.overlaps(other.box), (one.id, other.id)
    for node in drawing.nodes:
        assert node.box.left >= 0 and node.box.right <= drawing.wide
        assert node.box.top >= 0 and node.box.bottom <= drawing.high
        for where in (node.above, node.below, node.before, node.after):
            assert not where or drawing.node(where)
    graph = family_graph(case_file)
    assert {one.id for one in drawing.nodes} == set(graph.people)
    _check_lines(graph)
    named = " ".join(drawing.notes)
    for person in case_file.of(type(case_file.mother)):
        assert person.id in graph.people or person.display_name() in named


def _check_lines(graph):
    """Lines start between the partners, lead to every child, and bars never lie on each other."""
    extents = dict.fromkeys(graph.people, Extent(24, 24, 60))
    rows = rows_of(graph)
    extents |= dict.fromkeys(rows.bends, Extent(3, 3, 38))
    places = place(graph, rows, extents)
    for couple in graph.couples:
        for parent in couple.partners:
            for one in couple.children:
                assert graph.generations[parent] < graph.generations[one]
    lines = {one.couple: one for one in places.couples}
    bars = {}
    reached = set()
    for descent in places.descents:
        line = lines.get(descent.couple)
        if line and descent.top == line.y:
            assert line.left - 4 <= descent.x <= line.right + 4
        xs = [descent.x, *(x for _strand, x, _y in descent.ends)]
        for left, right in bars.get(descent.bar, []):
            assert max(xs) < left or right < min(xs)
        bars.setdefault(descent.bar, []).append((min(xs), max(xs)))
        reached |= {(descent.couple, strand.target) for strand, *_where in descent.ends}
    for number, couple in enumerate(graph.couples):
        for one in couple.children if couple.partners else ():
            assert (number, one) in reached


def test_a_cousin_who_is_special_guardian_keeps_her_generation():
    family = case_of(
        mother(), child("Kit", "2015-01-01"), kin("Aunty", "female"), kin("Cousin", "female"),
        tie("aunty", "sister", "ros"), tie("cousin", "daughter", "aunty"),
        tie("cousin", "special_guardian", "kit"),
        lives("kit", "special_guardianship", "cousin"),
    )  # fmt: skip
    graph = family_graph(family)
    assert graph.generations["cousin"] == graph.generations["kit"]
    assert [one.bond for one in graph.parents_of("kit")] == [Bond.BIRTH]
    assert graph.households[0].people == ("kit", "cousin")


def test_a_child_who_lives_with_father_has_him_as_father_even_where_nothing_else_says_so():
    family = case_of(mother(), child("Kit", "2015-01-01"), kin("Tyler", "male"),
                     lives("kit", "with_father", "tyler"))  # fmt: skip
    assert couple_of(family_graph(family), "ros", "tyler").children == ("kit",)


def test_twins_whose_birth_went_past_midnight_are_twins():
    twins = case_of(mother(), child("Ada", "2024-02-29"), child("Bea", "2024-03-01"))
    apart = case_of(mother(), child("Ada", "2024-02-28"), child("Bea", "2024-03-01"))
    assert "twins" in [one.words for one in drawn(twins).legend]
    assert "twins" not in [one.words for one in drawn(apart).legend]


def test_an_adoption_is_seen_by_its_order_where_the_adopters_are_not_named():
    family = case_of(mother(), child("Kit", "2020-01-01"), hard.status("kit", "adoption_order"))
    meanings = [one.words for one in drawn(family).legend]
    assert "adopted, or placed for adoption" in meanings
    assert "line from adoptive parents" not in meanings
