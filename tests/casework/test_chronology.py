"""The full log, what is chosen from it, and the notes in full."""

import csv
import datetime as dt
import io

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind, view_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement, ContactSession, LegalStatus, Placement
from tac_desktop.casework.chronology import (
    Selection,
    ages_at,
    chosen,
    chronology,
    folded,
    is_chosen,
    no_longer_chosen,
    source_now,
)
from tac_desktop.casework.chronology_table import as_csv, safe_cell
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.court import Hearing
from tac_desktop.casework.custody import Custody, Movement
from tac_desktop.casework.episode import Consent
from tac_desktop.casework.full_log import LogLine, full_log
from tac_desktop.casework.log_fields import KIND_OF_TYPE, KINDS, TO_COME, kind_in_words
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.notes import NOTE_TYPES, Attempts, notes
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.questions import Kind, questions_of
from tac_desktop.casework.record import problems, record_types
from tac_desktop.casework.work import ChronologyEvent, Task
from tests.casework.builders import TODAY, entry, file_of

DAY = dt.timedelta(days=1)


def lines(case_file: CaseFile) -> dict[str, LogLine]:
    return {line.text: line for line in full_log(case_file)}


def with_record(case_file: CaseFile, record: object) -> CaseFile:
    kept = [one for one in case_file.entries if one.record.id != record.id]
    return case_file.with_entries([*kept, entry(record)])


def test_everything_dated_stands_in_the_log_with_its_source():
    file = file_of(
        Placement(id="p", mother_id="ros", child_id="megan",
                  care_arrangement="local_authority_foster_care",
                  start=dt.date(2026, 1, 5), end=dt.date(2026, 6, 1)),
        LegalStatus(id="l", mother_id="ros", child_id="megan", type="care_order",
                    start=dt.date(2026, 6, 1)),
        Hearing(id="h", mother_id="ros", type="final", date=dt.date(2026, 5, 1),
                mother_attended=False, non_attendance_reason="not_produced"),
        Custody(id="c2", mother_id="ros", movements=[
            Movement(date=dt.date(2026, 2, 1), type="transfer_in", to_place="Larkmoor")]),
        Task(id="t", mother_id="ros", title="Ask for news", chased=["2026-03-03", "when free"]),
        ContactArrangement(id="ca", mother_id="ros", child_id="megan", type="phone",
                           frequency="weekly"),
        ContactSession(id="cs", mother_id="ros", arrangement_id="ca", planned=dt.date(2026, 3, 1),
                       took_place=False, reason="prison_regime"),
        Meeting(id="m", mother_id="ros", type="core_group", date=dt.date(2026, 4, 1),
                status="cancelled", child_ids=["megan"]),
    )  # fmt: skip
    found = lines(file)
    for text, day, kind, record_id in (
        ("Megan Rhian Averley-Pugh: foster care: ended", "2026-06-01", "care", "p"),
        ("Megan Rhian Averley-Pugh: Care order", "2026-06-01", "care", "l"),
        ("Hearing: final; not there: not brought to court", "2026-05-01", "court", "h"),
        ("Transferred in: Larkmoor", "2026-02-01", "custody", "c2"),
        ("Asked again: Ask for news", "2026-03-03", "work", "t"),
        ("Core group: Megan Rhian Averley-Pugh (cancelled)", "2026-04-01", "meeting", "m"),
        ("Megan born", "2018-11-02", "family", "megan"),
    ):
        line = found[text]
        assert (line.date, line.kind, line.record_id) == (day, kind, record_id)
    lost = next(line for text, line in found.items() if "did not take place" in text)
    assert "weekly" in lost.text and lost.child_ids == ("megan",) and lost.kind == "contact"
    assert [line.date for line in full_log(file)] == sorted(
        (line.date for line in full_log(file)), reverse=True
    )


def test_what_is_still_to_come_or_entered_in_error_is_no_history():
    file = file_of(
        Hearing(id="h", mother_id="ros", type="final", date=TODAY + DAY),
        Hearing(id="x", mother_id="ros", type="placement", date=TODAY - DAY,
                entered_in_error="Wrong mother"),
        Consent(id="c", mother_id="ros", purpose="evaluation", given=True, given_on=TODAY,
                review_on=TODAY - DAY),
    )  # fmt: skip
    assert not {"h", "x"} & {line.record_id for line in full_log(file)}
    assert [line.date for line in full_log(file) if line.record_id == "c"] == ["2026-11-16"]
    today = file_of(Hearing(id="h", mother_id="ros", type="final", date=TODAY))
    assert "h" in {line.record_id for line in full_log(today)}


def test_every_record_type_with_a_date_has_a_kind_and_every_kind_its_words():
    assert set(KIND_OF_TYPE.values()) <= set(KINDS)
    assert all(kind_in_words(kind) for kind in KINDS)
    known = {cls.type_name for cls in record_types()}
    assert set(KIND_OF_TYPE) <= known and known >= NOTE_TYPES
    fields = {spec.name for cls in record_types() for spec in questions_of(cls).values()}
    rows = {spec.name for cls in record_types() for one in questions_of(cls).values()
            if one.kind is Kind.ROWS for spec in questions_of(one.row).values()}  # fmt: skip
    assert fields | rows >= TO_COME


def test_a_tick_makes_one_event_that_could_have_been_saved_by_hand_and_unticking_takes_it_out():
    status = LegalStatus(id="l", mother_id="ros", child_id="megan", type="care_order",
                         start=dt.date(2026, 6, 1))  # fmt: skip
    file = file_of(status)
    line = lines(file)["Megan Rhian Averley-Pugh: Care order"]
    event = chosen(line, file)
    assert isinstance(event, ChronologyEvent) and problems(event) == []
    assert (event.date, event.child_ids, event.from_record_id) == ("2026-06-01", ["megan"], "l")
    ticked = with_record(file, event.changed(impact="She was told by telephone."))
    assert is_chosen(line, ticked) and not is_chosen(line, file)
    assert chosen(line, ticked).id == event.id
    assert [one.kind for one in chronology(ticked)] == ["care"]
    out = with_record(ticked, no_longer_chosen(event.id, ticked))
    assert chronology(out) == [] and not is_chosen(line, out)
    back = chosen(line, out)
    assert back.impact == "She was told by telephone." and back.entered_in_error == ""


def test_a_note_is_ticked_itself_and_keeps_its_headline():
    note = ContactLogEntry(id="n", mother_id="ros", date=TODAY, text="Word " * 60, channel="phone",
                           about_child_ids=["callum"])  # fmt: skip
    file = file_of(note)
    (line,) = [one for one in full_log(file) if one.record_id == "n"]
    marked = chosen(line, file)
    assert marked.significant and 0 < len(marked.chronology) <= 120
    assert problems(marked) == []
    ticked = with_record(file, marked)
    assert is_chosen(line, ticked) and len(chronology(ticked)) == 1
    assert not no_longer_chosen("n", ticked).significant


def test_an_event_whose_source_was_entered_in_error_falls_out_with_it():
    status = LegalStatus(id="l", mother_id="ros", child_id="megan", type="care_order",
                         start=dt.date(2026, 6, 1))  # fmt: skip
    file = file_of(status)
    ticked = with_record(file, chosen(lines(file)["Megan Rhian Averley-Pugh: Care order"], file))
    struck = with_record(ticked, status.changed(entered_in_error="Another child"))
    assert chronology(ticked) and not chronology(struck)


def test_a_day_that_was_put_right_at_the_source_is_said_beside_the_event():
    status = LegalStatus(id="l", mother_id="ros", child_id="megan", type="care_order",
                         start=dt.date(2026, 6, 1))  # fmt: skip
    file = file_of(status)
    name = "Megan Rhian Averley-Pugh: Care order"
    ticked = with_record(file, chosen(lines(file)[name], file))
    (line,) = chronology(ticked)
    assert source_now(line, lines(ticked)[name]) == ""
    moved = with_record(ticked, status.changed(start=dt.date(2026, 5, 3)))
    assert source_now(line, lines(moved)[name]) == "the record now says 3 May 2026"
    assert lines(moved)[name].key == line.record_id


@pytest.mark.parametrize("kind", [AudienceKind.MOTHER, AudienceKind.LOCAL_AUTHORITY])
def test_a_line_taken_from_a_confidential_placement_reaches_nobody(kind: AudienceKind):
    file = file_of()
    line = next(one for one in full_log(file) if one.record_id == "placed")
    ticked = with_record(file, chosen(line, file))
    seen = view_for(ticked, Audience(kind, "marlcester")).case_file
    assert line.key in ticked.by_id and line.key not in seen.by_id


def three_authorities() -> CaseFile:
    file = file_of(
        Organisation(id="third", name="Brackwater County Council"),
        Person(id="bea", mother_id="ros", kind="child", first_names="Bea",
               date_of_birth="2024-02-29", local_authority_id="third"),
    )  # fmt: skip
    events = [
        ChronologyEvent(id=f"e-{child or 'all'}", mother_id="ros", date=date, text=text,
                        child_ids=[child] if child else [])
        for child, date, text in (
            ("callum", "2025-03-01", "Callum moved school"),
            ("megan", "2025-04", "Megan lost her calls"),
            ("bea", "2025-02-28", "Bea placed with foster carers"),
            ("", "2026-02-16", "Remanded"),
        )
    ]  # fmt: skip
    return file.with_entries([*file.entries, *(entry(one) for one in events)])


@pytest.mark.parametrize(
    ("child", "authority", "text"),
    [
        ("callum", "marlcester", "Callum moved school"),
        ("megan", "cwm", "Megan lost her calls"),
        ("bea", "third", "Bea placed with foster carers"),
    ],
)
def test_siblings_in_three_authorities_have_each_their_own_chronology(child, authority, text):
    file = three_authorities()
    mine = [one.text for one in chronology(file, Selection(child_ids=frozenset({child})))]
    assert mine == ["Remanded", text]
    assert len(chronology(file)) == 4
    seen = view_for(file, Audience(AudienceKind.LOCAL_AUTHORITY, authority)).case_file
    assert [one.text for one in chronology(seen)] == ["Remanded", text]
    others = Selection(child_ids=frozenset({"callum", "megan", "bea"} - {child}))
    assert [one.text for one in chronology(seen, others)] == ["Remanded"]


def test_ages_are_those_of_the_day_also_for_a_child_born_on_a_leap_day():
    file = three_authorities()
    by_text = {one.text: one for one in chronology(file)}
    assert ages_at(file, by_text["Bea placed with foster carers"]) == "Bea 11 months"
    assert ages_at(file, by_text["Megan lost her calls"]) == "Megan 6"


def test_a_selection_is_by_child_period_and_kind():
    file = three_authorities()
    late = Selection(since=dt.date(2025, 4, 1), until=dt.date(2025, 12, 31))
    assert [one.text for one in chronology(file, late)] == ["Megan lost her calls"]
    assert chronology(file, Selection(kinds=frozenset({"court"}))) == []
    words = Selection(child_ids=frozenset({"bea"}), since=dt.date(2025, 4, 1)).in_words(file)
    assert words == "About Bea. From 1 Apr 2025."


def test_what_is_older_is_folded_into_one_sentence():
    found = chronology(three_authorities())
    kept, sentence = folded(found, dt.date(2025, 4, 1))
    assert [one.text for one in kept] == ["Remanded", "Megan lost her calls"]
    assert sentence == (
        "Before 1 Apr 2025, not listed here: 2 events from 28 Feb 2025 (Entered by hand 2)."
    )
    assert folded(found, None) == (found, "")
    assert folded(found, dt.date(2000, 1, 1)) == (found, "")


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "  =1", "\ufeff=1"])
def test_no_cell_of_a_table_is_taken_for_a_formula(text: str):
    assert safe_cell(text) == f"'{text}"
    assert safe_cell("Megan, 7: “fine”") == "Megan, 7: “fine”"


def test_the_table_reads_back_in_any_spreadsheet():
    dangerous = ChronologyEvent(id="d", mother_id="ros", date="2024", text='=HYPERLINK("x")',
                                impact='Said "no", then\nleft')  # fmt: skip
    file = with_record(three_authorities(), dangerous)
    table, count = as_csv(file, Selection(columns=("date", "event", "impact")))
    assert table.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert read[0] == ["Date", "Event", "What it meant"]
    assert read[1] == ["2024", '\'=HYPERLINK("x")', 'Said "no", then\nleft']
    assert len(read) == count + 1 == 6
    short, _count = as_csv(file, Selection(fold_before=dt.date(2026, 1, 1)))
    assert "4 events" in short.decode("utf-8")


def note(name: str, day: dt.date, **more: object) -> ContactLogEntry:
    return ContactLogEntry.model_validate(
        {"id": name, "mother_id": "ros", "date": day, "text": f"Text of {name}", **more}
    )


def test_attempts_in_a_row_are_folded_but_counted():
    file = file_of(
        note("a", TODAY, contact_made=True),
        note("b", TODAY - DAY, contact_made=False),
        note("c", TODAY - 2 * DAY, contact_made=False),
        note("d", TODAY - 3 * DAY, contact_made=True),
        note("e", TODAY - 4 * DAY, contact_made=False),
        Meeting(id="m", mother_id="ros", type="core_group", date=TODAY - 5 * DAY),
    )
    read = notes(file, Selection())
    assert (read.notes, read.attempts) == (3, 3)
    shapes = [
        tuple(one.record.id for one in part.entries)
        if isinstance(part, Attempts)
        else part.record.id
        for part in read.parts
    ]
    assert shapes == ["a", ("b", "c"), "d", "e", "m"]
    assert isinstance(read.parts[1], Attempts)
    assert read.parts[1].words == "2 attempts, 14 Nov 2026 to 15 Nov 2026: nobody was reached."


def test_notes_are_narrowed_by_child_kind_and_period():
    file = file_of(
        note("a", TODAY, about_child_ids=["callum"]),
        note("b", TODAY - DAY, about_child_ids=["megan"]),
        note("c", TODAY - 400 * DAY),
        note("later", TODAY + DAY),
        Meeting(id="m", mother_id="ros", type="core_group", date=TODAY, child_ids=["megan"]),
    )

    def found(**wanted: object) -> set[str]:
        return {part.record.id for part in notes(file, Selection(**wanted)).parts}

    assert found() == {"a", "b", "c", "m"}
    assert found(child_ids=frozenset({"megan"})) == {"b", "c", "m"}
    assert found(kinds=frozenset({"meeting"})) == {"m"}
    assert found(since=TODAY - 30 * DAY) == {"a", "b", "m"}
