"""Reading revisions in: a union, whatever the order and however often."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tac_desktop.casework.identifiers import new_id
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.service import Service
from tac_desktop.errors import NotUnderstood
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import MergeRefused
from tac_desktop.storage.journal import AuditAction, EntryKind
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.revisions import RESOLVED, REVISION_FORMAT, Revision
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import PASSPHRASE, ROLE, MakeVault
from tests.storage.people import a_mother, an_entry


def test_a_whole_file_arrives_with_its_history_and_its_authors(make_vault: MakeVault) -> None:
    here, there = make_vault("here", "Ann Example"), make_vault("there", "Beth Example")
    authority = Organisation(name="Sir Example Council")
    worker = Person(kind="professional", first_names="Sal", organisation_id=authority.id)
    mother, other = a_mother(), a_mother("Betsan", "Other")
    entry = an_entry(mother, "She will ring on Tuesday.", with_person_ids=[worker.id])
    here.save_all(
        [mother, other, authority, worker, entry, an_entry(other, "not hers"), Service(name="S")]
    )
    here.save(entry.changed(text="She will ring on Thursday."), reason="wrong day")

    carried = [Revision.from_json(one.as_json()) for one in here.revisions(mother.id)]
    plan = there.plan_merge(carried)
    assert there.entry(mother.id) is None, "a plan changes nothing"
    assert plan == there.merge(carried, source="Handover of 3 Mar 2026")
    assert {line.record_type: (line.new, line.changed) for line in plan.lines} == {
        "person": (2, 0), "contact_log": (1, 0), "organisation": (1, 0), "worker": (1, 0),
    }  # fmt: skip
    assert "Contact log: 1 new, 0 changed, 0 already here." in plan.sentences()
    assert there.history(entry.id) == here.history(entry.id)
    assert there.entry(entry.id) == here.entry(entry.id)
    assert there.entry(other.id) is None
    assert there.entries("service") == []
    assert there.search("thursday")[0].record_id == entry.id
    assert [one.mother_id for one in there.caseload(entry.date)] == [mother.id]
    assert there.name(here.person.worker_id) == "Ann Example"
    event, *merged = there.journal(limit=7)
    assert (event.action, event.detail) == (AuditAction.MERGED, "Handover of 3 Mar 2026")
    assert {one.kind for one in merged} == {EntryKind.MERGED_REVISION}
    assert there.verify().ok


def test_reading_twice_adds_nothing_not_even_to_the_journal(make_vault: MakeVault) -> None:
    here, there = make_vault("here"), make_vault("there")
    mother = a_mother()
    here.save_all([mother, an_entry(mother)])
    there.merge(here.revisions(mother.id), source="once")
    before = there.journal_reference()
    plan = there.merge(here.revisions(mother.id), source="twice")
    assert plan.changes_nothing
    assert plan.sentences() == ["Everything in it is already here. Nothing will be added."]
    assert (plan.to_add, plan.already_here) == (0, 3)
    assert there.journal_reference() == before


def test_a_record_changed_here_and_there_is_said_before_and_shown_after(
    make_vault: MakeVault,
) -> None:
    here, there = make_vault("here"), make_vault("there")
    mother = a_mother()
    entry = an_entry(mother, "first")
    here.save_all([mother, entry])
    there.merge(here.revisions(mother.id), source="s")
    here.save(entry.changed(text="changed here"))
    there.save(entry.changed(text="changed there"))
    plan = there.plan_merge(here.revisions(mother.id))
    (fork,) = plan.forks
    assert (fork.record_id, fork.mother_id) == (entry.id, mother.id)
    assert "Changed here and there" in plan.sentences()[-1]
    there.merge(here.revisions(mother.id), source="s")
    here.merge(there.revisions(mother.id), source="s")
    shown = [one.entry(entry.id) for one in (here, there)]
    assert shown[0] == shown[1]
    assert shown[0] is not None
    assert shown[0].saved.forked
    assert shown[0].record.text == "changed there", "the later save is shown"  # type: ignore[attr-defined]
    here.save(entry.changed(text="settled"), reason=RESOLVED)
    settled = there.plan_merge(here.revisions(mother.id))
    assert settled.forks == ()
    there.merge(here.revisions(mother.id), source="s")
    assert there.entry(entry.id) == here.entry(entry.id)


def test_a_clock_that_is_behind_hides_nothing_that_was_saved_on_a_fork(
    make_vault: MakeVault,
) -> None:
    here, there = make_vault("here"), make_vault("there")
    mother = a_mother()
    entry = an_entry(mother, "first")
    first = here.save_all([mother, entry])[1]
    ahead = sealed(
        first,
        revision_id=new_id(),
        parents=(first.revision_id,),
        at=first.at + dt.timedelta(days=2),
        content={**first.content, "text": "from a PC whose clock is ahead"},
    )
    here.save(entry.changed(text="changed here"))
    there.merge([*here.revisions(mother.id), ahead], source="s")
    saved = there.save(entry.changed(text="saved today"))
    shown = there.entry(entry.id)
    assert shown is not None
    assert shown.record.text == "saved today"  # type: ignore[attr-defined]
    assert shown.saved.forked
    assert saved.parents == (ahead.revision_id,)


def some_revisions(vault: Vault) -> list[Revision]:
    mother = a_mother()
    entry = an_entry(mother)
    vault.save_all([mother, entry])
    vault.save(entry.changed(text="changed"))
    return vault.revisions(mother.id)


def sealed(revision: Revision, **changes: Any) -> Revision:
    changed = replace(revision, **changes)
    return replace(changed, digest=changed.computed_digest())


def test_what_is_not_whole_is_refused_with_its_reason_and_nothing_is_added(
    make_vault: MakeVault,
) -> None:
    here, there = make_vault("here"), make_vault("there")
    whole = some_revisions(here)
    child = next(one for one in whole if one.parents)
    parent = next(one for one in whole if one.revision_id == child.parents[0])
    mother = next(one for one in whole if one.record_type == "person")
    rest = [one for one in whole if one not in (child, parent)]
    broken: list[tuple[list[Revision], str]] = [
        ([*rest, parent, replace(child, by_name="Someone Else")], "changed after it was written"),
        ([*whole, sealed(child, record_type="hologram")], "Two different revisions"),
        ([*rest, sealed(parent, record_type="hologram"), child], "perhaps written by a newer"),
        ([*rest, sealed(parent, content={"holo": 1}), child], "perhaps written by a newer"),
        ([*rest, parent, sealed(child, parents=(mother.revision_id,))], "of another record"),
        ([*rest, sealed(parent, parents=(child.revision_id,)), child], "in a circle"),
    ]
    before = there.journal_reference()
    for revisions, reason in broken:
        for attempt in (there.plan_merge, lambda these: there.merge(these, source="s")):
            with pytest.raises(MergeRefused) as refused:
                attempt(revisions)
            assert reason in refused.value.sentence
            assert "Nothing was added" in refused.value.sentence
    assert there.journal_reference() == before
    assert there.verify().ok
    there.merge(whole, source="s")


def test_a_different_revision_under_a_known_identifier_is_refused(make_vault: MakeVault) -> None:
    here, there = make_vault("here"), make_vault("there")
    whole = some_revisions(here)
    there.merge(whole, source="s")
    with pytest.raises(MergeRefused, match="Two different revisions"):
        there.merge([sealed(whole[0], by_name="Someone Else"), *whole[1:]], source="s")


def test_a_revision_in_a_newer_layout_or_none_is_not_understood(vault: Vault) -> None:
    raw = some_revisions(vault)[0].as_json()
    with pytest.raises(NotUnderstood, match="newer version"):
        Revision.from_json({**raw, "format": REVISION_FORMAT + 1})
    for spoiled in ({}, {**raw, "at": "yesterday"}, {**raw, "content": []}, {**raw, "parents": 1}):
        with pytest.raises(NotUnderstood, match="not whole"):
            Revision.from_json(spoiled)


@contextmanager
def vaults(count: int) -> Iterator[list[Vault]]:
    with tempfile.TemporaryDirectory() as folder:
        opened = [
            Vault.create(
                Path(folder) / str(n), f"Person {n}", ROLE, PASSPHRASE, cost=KeyCost.for_tests()
            )[0]
            for n in range(count)
        ]
        try:
            yield opened
        finally:
            for vault in opened:
                vault.close()


Step = tuple[int, int, str]


def live_apart(places: Sequence[Vault], steps: Sequence[Step]) -> list[str]:
    """Save and hand over between vaults as the steps say; returns the records' identifiers."""
    mother = a_mother()
    entries = [an_entry(mother, f"entry {number}") for number in range(3)]
    for place, number, text in steps:
        vault, entry = places[place], entries[number]
        if text:
            known = vault.entry(mother.id)
            vault.save_all(([] if known else [mother]) + [entry.changed(text=text)])
        elif vault.entry(mother.id):
            there = places[(place + 1) % len(places)]
            there.merge(vault.revisions(mother.id), source="step")
    return [mother.id, *(entry.id for entry in entries)]


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, 2), st.sampled_from(["", "a", "b", "c"])),
        min_size=3,
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_merging_is_a_union_whatever_the_order_and_however_often(
    steps: list[Step], chance: Any
) -> None:
    with vaults(4) as (first, second, third, fourth):
        ids = live_apart([first, second], steps)
        halves = [
            [one for record_id in ids for one in vault.history(record_id)]
            for vault in (first, second)
        ]
        for revisions in (*halves, halves[0]):
            shuffled = list(revisions)
            chance.shuffle(shuffled)
            third.merge(shuffled, source="s")
        fourth.merge([*halves[1], *halves[0]], source="s")
        first.merge(halves[1], source="s")
        second.merge(halves[0], source="s")
        for record_id in ids:
            entries = [vault.entry(record_id) for vault in (first, second, third, fourth)]
            assert all(entry == entries[0] for entry in entries)
            histories = [vault.history(record_id) for vault in (first, second, third, fourth)]
            assert all(history == histories[0] for history in histories)
        assert third.verify().ok


def test_what_comes_at_once_stands_as_if_it_had_been_made_anew(make_vault: MakeVault) -> None:
    here, there = make_vault("here"), make_vault("there")
    first, second = a_mother(), a_mother("Betsan", "Other")
    entries = [an_entry(first, f"visit {number}") for number in range(5)]
    here.save_all([first, second, *entries, an_entry(second, "hers")])
    for entry in entries[:2]:
        here.save(entry.changed(text="O'Neill rang"), reason="correction", note="misheard")
    there.save_all([an_entry(first, "noted here before her file came")])
    day = entries[0].date
    for mother in (first, second):
        there.merge(here.revisions(mother.id), source="s")
    found = [one.record_id for one in there.search("oneill misheard")]
    assert sorted(found) == sorted(one.id for one in entries[:2])

    def stands() -> list[Any]:
        with there._turn() as database:
            rows = database.rows("SELECT * FROM record ORDER BY record_id")
            return [[row[1:] for row in rows], there.caseload(day), len(there.search("visit"))]

    before = stands()
    assert there.verify().ok
    there.rebuild_projections()
    assert stands() == before


def test_a_record_whose_line_was_lost_comes_back_with_all_that_is_saved_of_it(
    make_vault: MakeVault,
) -> None:
    here, there = make_vault("here"), make_vault("there")
    mother = a_mother()
    entry = an_entry(mother, "as it was noted")
    here.save_all([mother, entry])
    there.merge(here.revisions(mother.id), source="s")
    here.save(entry.changed(text="as it was corrected"), reason="correction")
    with there._writing() as database:
        database.write("DELETE FROM record WHERE record_id = ?", (entry.id,))
    there.merge(here.revisions(mother.id), source="s")
    assert there.entry(entry.id) == here.entry(entry.id)


def test_reading_in_takes_as_many_statements_for_a_long_file_as_for_a_short_one(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Apart from the words that each record brings into the search index."""
    here = make_vault("here")
    statements: list[str] = []
    for name in ("rows", "row", "write"):
        really = getattr(Database, name)

        def counted(self: Database, words: str, values: Any = (), really: Any = really) -> Any:
            statements.append(words)
            return really(self, words, values)

        monkeypatch.setattr(Database, name, counted)
    taken = []
    for count in (5, 50):
        mother = a_mother()
        here.save_all([mother, *(an_entry(mother, f"visit {number}") for number in range(count))])
        carried, there = here.revisions(mother.id), make_vault(f"there {count}")
        statements.clear()
        there.merge(carried, source="s")
        taken.append([one for one in statements if not one.startswith("INSERT INTO search")])
    assert len(taken[0]) == len(taken[1])
