"""Which copies on paper are still out, and what one click makes of them."""

import datetime as dt

from tac_desktop.casework.case_file import CaseFile, Entry, Saved
from tac_desktop.casework.copies_out import CAME_BACK, DESTROYED, copies_out, marked
from tac_desktop.casework.work import CopyGiven, Disclosure

TODAY = dt.date(2026, 11, 16)
_SAVED = Saved(dt.datetime(2026, 11, 16, 9), "Ffion", dt.datetime(2026, 11, 16, 9), "Ffion")


def given(**answers):
    fixed = {"mother_id": "m", "what": "Meeting pack", "to": "The Board", "form": "paper"}
    return Disclosure(**{**fixed, "at": TODAY, **answers})


def two_copies(**answers):
    lines = [CopyGiven(number=1, whom="Alwyn Ŵyn"), CopyGiven(number=2)]
    return given(copies=2, copies_given=lines, **answers)


def a_file(*records):
    return CaseFile("m", TODAY, tuple(Entry(one, _SAVED) for one in records))


def test_each_numbered_copy_has_a_line_and_one_for_nobody_names_the_reader():
    copies = copies_out(a_file(two_copies()))
    assert [(one.number, one.whom) for one in copies] == [(1, "Alwyn Ŵyn"), (2, "The Board")]
    assert all(one.is_out for one in copies)


def test_what_is_out_stands_first_and_then_the_newest():
    old = two_copies(at=dt.date(2026, 1, 5), what="Old")
    back = given(copies=1, returned_on=TODAY, what="Back")
    new = given(copies=1, what="New")
    found = [one.disclosure.what for one in copies_out(a_file(back, old, new))]
    assert found == ["New", "Old", "Old", "Back"]


def test_the_disclosure_is_back_when_its_last_copy_is():
    disclosure = two_copies()
    first, second = copies_out(a_file(disclosure))
    one_back = marked(first, CAME_BACK, TODAY)
    assert one_back.returned_on is None
    later = TODAY + dt.timedelta(days=3)
    rest = [one for one in copies_out(a_file(one_back)) if one.is_out]
    assert [one.number for one in rest] == [2]
    both = marked(rest[0], DESTROYED, later)
    assert both.returned_on == later
    assert [(one.fate, one.on) for one in both.copies_given] == [
        (CAME_BACK, TODAY),
        (DESTROYED, later),
    ]
    assert second.number == 2


def test_copies_that_were_never_told_apart_come_back_together():
    (copy,) = copies_out(a_file(given(copies=3)))
    assert copy.number is None
    back = marked(copy, DESTROYED, TODAY)
    assert back.returned_on == TODAY
    (copy,) = copies_out(a_file(back))
    assert (copy.number, copy.whom, copy.fate, copy.on) == (None, "The Board", DESTROYED, TODAY)


def test_files_and_what_was_read_out_have_no_copies():
    assert copies_out(a_file(given(form="pdf_file"), given(form="read_out"))) == []
