"""Search: by folded words, with the original words marked, the newest of common words first."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tac_desktop.casework.people import Person
from tac_desktop.storage import search
from tac_desktop.storage.search import Narrowed, Query, snippet_of, words_of
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import PASSPHRASE
from tests.storage.people import a_custody, a_mother, an_entry


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Ŵyn and Tŷ Bach", "wyn"),
        ("Ŵyn and Tŷ Bach", "ŵyn ty"),
        ("Łukasz Şükrü Nguyễn", "lukasz sukru nguyen"),
        ("Amélie", "amelie"),
        ("Ame\u0301lie", "amélie"),
        ("Đorđe, Øyvind, Strauß, Æthel, Iğdır", "dorde oyvind strauss aethel igdir"),
        ("Ольга", "ольга"),
        ("Ольга", "оль"),
        ("Mrs O’Neill rang", "oneill"),
        ("Mrs O’Neill rang", "o'neill"),
        ("Mrs O’Neill rang", "neill"),
        ("mother-in-law", "law"),
        ("her number is A1234BC", "a1234bc"),
        ('she said "never" (twice)', '"never" twice'),
        ("half ½ of it", "½"),
    ],
)
def test_words_are_found_without_accents_and_marked_with_them(
    vault: Vault, text: str, asked: str
) -> None:
    mother = a_mother()
    entry = an_entry(mother, text)
    vault.save_all([mother, entry])
    (hit,) = vault.search(asked)
    assert hit.record_id == entry.id
    assert (hit.record_type, hit.mother_id, hit.date) == ("contact_log", mother.id, entry.date)
    assert hit.marks
    for start, end in hit.marks:
        assert Query.of(asked).matches(hit.snippet[start:end])


def test_the_words_of_amendments_are_found_as_well(vault: Vault) -> None:
    mother = a_mother()
    entry, other = an_entry(mother, "Rang the school."), an_entry(mother, "Wrote a letter.")
    vault.save_all([mother, entry, other])
    vault.save(entry, reason="addition", note="The head rang back about Tŷ Bach.")
    vault.save(entry, reason="correction", note="It was the deputy.")
    (hit,) = vault.search("ty bach")
    assert hit.record_id == entry.id
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Tŷ", "Bach"]
    assert [one.record_id for one in vault.search("rang deputy")] == [entry.id]


@pytest.mark.parametrize("asked", ["", "   ", "'", '"', "*", "()", "—", "^", ": -"])
def test_nothing_is_found_by_signs_alone_and_nothing_breaks(vault: Vault, asked: str) -> None:
    vault.save(a_mother())
    assert vault.search(asked) == []


@given(st.text(alphabet="abŴéßŁ’'\u0301 \t\n\"*-_½字ﬁİل", max_size=40))
def test_any_text_at_all_can_be_asked_for(typed: str) -> None:
    query = Query.of(typed)
    snippet, marks, _count = snippet_of(typed, query)
    for start, end in marks:
        assert query.matches(snippet[start:end])


@given(st.text(alphabet="aBz019'\" \t\n.,_-é’\u0301", max_size=30))
def test_plain_text_is_indexed_as_every_other_text_is(text: str) -> None:
    forms = [form for _s, _e, word in words_of(text) for form in search.index_words(word)]
    if text.isascii():
        assert search._indexed(text).split() == forms
    accented = search._indexed(text + " é").split()
    assert accented[-1] == "e"
    if text.isascii():
        assert accented[:-1] == forms


def test_what_is_typed_never_breaks_the_index(vault: Vault) -> None:
    mother = a_mother()
    vault.save_all([mother, an_entry(mother, "NEAR AND OR NOT words: mother")])
    for typed in ("NEAR", "AND OR NOT", "words:", "mother :", "a AND", 'x" OR "y', "near(a b)"):
        vault.search(typed)
    assert len(vault.search("near and or not")) == 1


def test_only_the_last_word_may_be_a_beginning(vault: Vault) -> None:
    mother = a_mother()
    vault.save_all([mother, an_entry(mother, "Placement meeting at Swansea")])
    assert vault.search("placement mee")
    assert vault.search("meet")
    assert not vault.search("plac meeting")
    assert not vault.search("meet "), "a space says that the word is whole"


def test_the_index_follows_amendments(vault: Vault) -> None:
    mother = a_mother()
    entry = an_entry(mother, "saxophone")
    vault.save_all([mother, entry])
    vault.save(entry.changed(text="trombone", date=dt.date(2026, 3, 15)))
    assert vault.search("saxophone") == []
    (hit,) = vault.search("trombone")
    assert hit.date == dt.date(2026, 3, 15)
    assert vault.verify().ok


def test_a_search_can_be_kept_to_one_file(vault: Vault) -> None:
    first, second = a_mother("Anwen"), a_mother("Betsan")
    vault.save_all([first, second, an_entry(first, "trombone"), an_entry(second, "trombone")])
    assert len(vault.search("trombone")) == 2
    (hit,) = vault.search("trombone", mother_id=second.id)
    assert hit.mother_id == second.id
    assert vault.search("trombone", mother_id="nobody") == []


def test_common_words_come_newest_first_without_ranking(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "RANKED_UP_TO", 10)
    mother = a_mother()
    days = [dt.date(2026, 1, 1) + dt.timedelta(days=(7 * place) % 31) for place in range(31)]
    entries = [
        an_entry(mother, "trombone " * (1 + place % 5), date=day) for place, day in enumerate(days)
    ]
    vault.save_all([mother, *entries])
    hits = vault.search("trombone", limit=20)
    assert [hit.date for hit in hits] == sorted(days, reverse=True)[:20]


def test_rare_words_come_best_first(vault: Vault) -> None:
    mother = a_mother()
    once = an_entry(mother, "trombone and very many other words " * 3, date=dt.date(2026, 3, 19))
    often = an_entry(mother, "trombone trombone trombone", date=dt.date(2026, 3, 1))
    vault.save_all([mother, once, often])
    assert [hit.record_id for hit in vault.search("trombone")] == [often.id, once.id]


def test_a_long_text_is_shown_round_the_found_word() -> None:
    text = "Lorem ipsum dolor. " * 30 + "The needle\nis here. " + "Sit amet consectetur. " * 30
    snippet, marks, _count = snippet_of(text, Query.of("needle"))
    ((start, end),) = marks
    assert snippet[start:end] == "needle"
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert "\n" not in snippet
    assert len(snippet) < 180
    shown = [snippet[at:to] for at, to, _word in words_of(snippet)]
    assert shown[0] in {word for _at, _to, word in words_of(text)}, "it begins with a whole word"


def test_mothers_are_found_by_part_of_a_name_or_number_present_or_former(vault: Vault) -> None:
    ros = a_mother("Rhosyn", "Ŵyn-Averley", known_as="Ros", aliases=["Rosalind Péréz"])
    other = a_mother("Betsan", "Other")
    child = Person(mother_id=other.id, kind="child", first_names="Rhosyn", last_name="Small")
    custody = a_custody(ros, "A1234BC", previous_numbers=["Z9876YX"])
    vault.save_all([ros, other, child, custody, a_custody(other, "B5555CD")])
    for typed in ("hos", "wyn", "averley ros", "ŵyn", "rosa", "perez", "1234", "z9876yx", ros.id):
        assert [found.mother_id for found in vault.find_mothers(typed)] == [ros.id], typed
    (found,) = vault.find_mothers("averley")
    assert (found.known_as, found.prison_number) == ("Ros", "A1234BC")
    assert found.name == "ŴYN-AVERLEY, Rhosyn"
    assert len(vault.find_mothers("e")) == 2
    assert vault.find_mothers("averley betsan") == []
    assert vault.find_mothers(" ") == []
    vault.save(ros.changed(last_name="Newname"))
    assert [one.mother_id for one in vault.find_mothers("newname")] == [ros.id]
    assert vault.find_mothers("averley") == []


def test_a_search_is_kept_to_kinds_and_days(vault: Vault) -> None:
    mother = a_mother()
    days = [dt.date(2026, 3, day) for day in (1, 14, 31)]
    entries = [an_entry(mother, "trombone", date=day) for day in days]
    vault.save_all([mother, *entries, a_custody(mother, "A1234BC", current_location="trombone")])

    def found(**narrowed) -> list[str]:
        return [one.record_id for one in vault.search_within("trombone", Narrowed(**narrowed))]

    assert len(found()) == 4
    assert len(found(record_types=("custody",))) == 1
    assert len(found(record_types=("custody", "contact_log"))) == 4
    assert found(first_day=days[1], last_day=days[1]) == [entries[1].id]
    assert found(first_day=days[1], record_types=("contact_log",)) == [entries[2].id, entries[1].id]
    assert found(last_day=dt.date(2026, 2, 28)) == []
    assert found(mother_id="nobody", record_types=("custody",)) == []


def test_names_that_sound_alike_are_found_apart_from_those_that_fit(vault: Vault) -> None:
    mother = a_mother("Catherine", "Nowak")
    entry = an_entry(mother, "Catherine rang about the trombone.")
    other = a_mother("Kathryn", "Doyle")
    vault.save_all([mother, entry, other])
    (hit,) = vault.search("kathryn")
    assert hit.record_id == other.id and not hit.sounds_like
    heard = vault.search_within("kathryn", Narrowed(), alike=True)
    assert {one.record_id for one in heard} == {mother.id, entry.id}
    assert all(one.sounds_like for one in heard)
    for one in heard:
        assert "Catherine" in [one.snippet[start:end] for start, end in one.marks]
    (person,) = vault.search_within("novak", Narrowed(record_types=("person",)), alike=True)
    assert person.record_id == mother.id
    (noted,) = vault.search_within("kathryn trombone", Narrowed(), alike=True)
    assert noted.record_id == entry.id
    assert vault.search_within("trombome", Narrowed(), alike=True) == [], "no name"


def test_an_index_of_an_older_program_is_made_anew_when_the_vault_is_opened(
    vault: Vault, folder
) -> None:
    mother = a_mother("Catherine", "Nowak")
    vault.save(mother)
    with vault._writing() as database:
        database.write("DELETE FROM name_word")
        database.write("INSERT INTO fact (name, value) VALUES ('index', 'outdated')")
    assert vault.search_within("kathryn", Narrowed(), alike=True) == []
    vault.close()
    reopened = Vault.open(vault.folder, PASSPHRASE)
    assert len(reopened.search_within("kathryn", Narrowed(), alike=True)) == 1
    reopened.close()
