"""The family on paper: drawn in lines and letters, with what its signs mean, for its reader."""

import io
import re

import pikepdf
import pytest

from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.casework.drawn import Box
from tac_desktop.casework.genogram import genogram
from tac_desktop.packs.catalogue import build
from tac_desktop.packs.pictures import PictureFlowable, measure, picture_parts
from tac_desktop.packs.styles import TEXT_HEIGHT, TEXT_WIDTH, ordinary
from tests.casework import hard_families as hard
from tests.casework.builders import file_of
from tests.casework.hard_families import case_of, child, kin, mother, tie
from tests.packs.reading import Paper

TAC = Audience(AudienceKind.TAC)
MOTHER = Audience(AudienceKind.MOTHER)
AUTHORITY = Audience(AudienceKind.LOCAL_AUTHORITY, organisation_id="marlcester")
PRINTS = ("genogram", "network", "family")


def printed(name, case_file, audience=TAC):
    return Paper(build(name, case_file, audience, repeatable=True).pdf)


@pytest.mark.parametrize("name", hard.FAMILIES)
def test_every_name_of_a_hard_family_stands_on_the_paper(name):
    case_file = hard.FAMILIES[name]()
    text = " ".join(printed("genogram", case_file).text.split())
    hidden = {"Maren", "Tobias", "Lost", "Ended", "Foss"}
    for person in case_file.of(type(case_file.mother)):
        if person.first_names and person.first_names not in hidden:
            assert person.first_names in text, person.first_names


def test_it_is_drawn_in_lines_and_holds_no_picture_made_of_dots():
    pdf = build("genogram", hard.three_fathers(), TAC, repeatable=True).pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            kinds = [one.get("/Subtype") for one in page.resources.get("/XObject", {}).values()]
            assert "/Image" not in kinds
        drawn = document.pages[0].Contents.read_bytes()
    assert drawn.count(b" l ") + drawn.count(b" l\n") > 30


def test_a_wide_family_is_laid_on_its_side():
    wide, narrow = hard.half_siblings_on_both_sides(), case_of(mother(), child("Kai", "2016-01-01"))
    sizes = []
    for case_file in (wide, narrow):
        with pikepdf.open(io.BytesIO(build("genogram", case_file, TAC).pdf)) as document:
            sizes.append([float(x) for x in document.pages[0].MediaBox])
    assert sizes[0][2] > sizes[0][3]
    assert sizes[1][2] < sizes[1][3]


def test_a_family_too_wide_for_any_page_comes_in_parts_and_nobody_is_cut():
    people = [mother()]
    ties = []
    for number in range(17):
        people += [kin(f"Man{number}", "male"), child(f"Kid{number}", f"{2001 + number}-01-01")]
        ties.append(tie(f"man{number}", "father", f"kid{number}"))
    drawing = genogram(case_of(*people, *ties), measure)
    parts = picture_parts(drawing, TEXT_WIDTH, TEXT_HEIGHT, ordinary())
    assert len(parts) > 1 and all(isinstance(one, PictureFlowable) for one in parts)
    for node in drawing.nodes:
        assert any(_holds(part.window, node.box) for part in parts), node.id


def _holds(window: Box, box: Box) -> bool:
    across = window.left <= box.left + 0.1 and box.right - 0.1 <= window.right
    return across and window.top <= box.top + 0.1 and box.bottom - 0.1 <= window.bottom


def test_the_signs_that_were_used_are_explained_and_no_others():
    text = " ".join(printed("genogram", hard.three_fathers()).text.split())
    assert "former partners" in text and "named as the father" in text
    assert "identical twins" not in text and "miscarriage" not in text


@pytest.mark.parametrize("name", PRINTS)
@pytest.mark.parametrize("audience", [TAC, MOTHER, AUTHORITY, Audience(AudienceKind.PRISON)])
def test_no_print_of_the_family_names_the_adoptive_family(name, audience):
    case_file = file_of(
        tie("adopters", "adoptive_parent", "theo"), tie("ros", "mother", "theo"),
        tie("ros", "mother", "callum"),
    )  # fmt: skip
    built = build(name, case_file, audience)
    text = Paper(built.pdf).text
    for word in ("Oakhurst", "Maren", "Saltmere", "Ternbay"):
        assert word not in text
    assert built.left_out


def test_an_authority_reads_of_its_own_children_only():
    ties = (tie("ros", "mother", "callum"), tie("ros", "mother", "megan"))
    for name in PRINTS:
        text = printed(name, file_of(*ties), AUTHORITY).text
        assert "Megan" not in text
    assert "Callum" in printed("genogram", file_of(*ties), AUTHORITY).text


def test_the_matrix_says_who_has_responsibility_and_marks_what_is_to_be_checked():
    case_file = case_of(
        *[one.record for one in hard.three_fathers().entries],
        tie("gethin", "special_guardian", "theo", parental_responsibility="yes",
            pr_basis="order", pr_since="2024-03-02"),
    )  # fmt: skip
    text = " ".join(printed("family", case_file).text.split())
    assert "by order of a court, since 2 Mar 2024" in text
    assert "Children Act 1989, section 33" in text and "To be checked" in text


def test_the_network_says_when_somebody_was_last_reached():
    text = " ".join(printed("network", hard.three_fathers()).text.split())
    assert "Nothing in the log" in text
    assert re.search(r"Counted on 16 Nov 2026", text)
