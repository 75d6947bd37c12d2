"""Beginnings of common words: however the index is asked, the same is found."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.storage import beginnings, search
from tac_desktop.storage.search import Narrowed
from tac_desktop.storage.vault import Vault
from tests.storage.people import a_mother, an_entry

_TEXTS = (
    "Children's review in the visits hall",
    "The child reviewed her letter; a letter-box was shown",
    "Reviewers rang s. about Sam and the school, sí, Ольга and Ольгерд",
    "Chips for the children; schoolchildren s'mores",
    "s",
)
_ASKED = (
    "c", "ch", "chi", "chil", "child", "childr", "children", "revie", "reviewe", "lett", "s", "sc",
    "school", "о", "оль", "ольг", "ольга", "zzzz", "z", "the revi", "children s", "mored", "5",
)  # fmt: skip


@pytest.fixture
def in_common_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every beginning counts as one that stands in very many records."""
    monkeypatch.setattr(beginnings, "FEW_RECORDS", 0)
    monkeypatch.setattr(beginnings, "MUCH", -1)


def _a_vault_with_texts(vault: Vault) -> str:
    first, second = a_mother("Anwen"), a_mother("Betsan")
    days = [dt.date(2026, 3, day) for day in (1, 9, 5, 3, 7)]
    noted = [an_entry(first, text, date=day) for text, day in zip(_TEXTS, days, strict=True)]
    vault.save_all([first, second, *noted, an_entry(second, _TEXTS[1])])
    return first.id


@pytest.mark.usefixtures("in_common_use")
def test_a_common_beginning_finds_the_same_as_one_that_is_asked_as_it_is(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    mother_id = _a_vault_with_texts(vault)
    narrow = (
        Narrowed(),
        Narrowed(mother_id),
        Narrowed(record_types=("contact_log",), first_day=dt.date(2026, 3, 4)),
    )
    asked = [(words, one) for words in _ASKED for one in narrow]
    looked_up = [vault.search_within(*one) for one in asked]
    monkeypatch.setattr(beginnings, "phrases", lambda _database, asked: [f'"{asked}"*'])
    assert looked_up == [vault.search_within(*one) for one in asked]
    assert sum(map(bool, looked_up)) > len(_ASKED)


@pytest.mark.usefixtures("in_common_use")
def test_the_words_that_begin_so_are_looked_up(vault: Vault) -> None:
    _a_vault_with_texts(vault)
    with vault._turn() as database:
        assert beginnings.phrases(database, "chil") == ['"child"', '"children"', '"childrens"']
        assert beginnings.phrases(database, "ольг") == ['"ольга"', '"ольгерд"']
        assert beginnings.phrases(database, "zzzz") == ['"zzzz"*']
        assert beginnings.phrases(database, "ch") == ['"ch"*'], "two letters have their own index"
        letters = beginnings.phrases(database, "s")
    assert letters[0] == '"s"' and '"sc"*' in letters and '"sa"*' in letters
    assert len(letters) == len(set(letters))


@pytest.mark.usefixtures("in_common_use")
def test_with_very_many_words_the_beginning_is_asked_for_as_it_is(vault: Vault) -> None:
    mother = a_mother()
    words = " ".join(f"ward{number}" for number in range(beginnings.MOST_WORDS))
    vault.save_all([mother, an_entry(mother, words)])
    with vault._turn() as database:
        assert len(beginnings.phrases(database, "ward")) == beginnings.MOST_WORDS
    vault.save(an_entry(mother, "warden"))
    with vault._turn() as database:
        assert beginnings.phrases(database, "ward") == ['"ward"*']
    assert len(vault.search("ward")) == 2


def test_a_word_that_is_saved_is_found_by_its_beginning_at_once(
    vault: Vault, in_common_use: None
) -> None:
    mother = a_mother()
    vault.save(mother)
    assert vault.search("trombo") == []
    vault.save(an_entry(mother, "trombone"))
    assert len(vault.search("trombo")) == 1
    assert vault.verify().ok


def test_pages_are_counted_only_where_there_are_many_records(vault: Vault) -> None:
    _a_vault_with_texts(vault)
    with vault._turn() as database:
        assert beginnings.phrases(database, "child") == ['"child"*']
        assert beginnings.pages_of_index(database, "child", whole=False) == 0


def test_with_a_very_common_word_among_several_the_newest_come_first(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    mother = a_mother()
    once = an_entry(mother, "trombone lesson, and a long note " * 3, date=dt.date(2026, 3, 19))
    often = an_entry(mother, "trombone lesson, trombone", date=dt.date(2026, 3, 1))
    vault.save_all([mother, once, often])

    def found(words: str, mother_id: str | None = None) -> list[str]:
        hits = vault.search(words, mother_id=mother_id, limit=1)
        return [hit.record_id for hit in hits]

    assert found("trombone less") == found("trombone", mother.id) == [often.id]
    monkeypatch.setattr(search, "RANKED_PAGES", -1)
    assert found("trombone less") == found("trombone", mother.id) == [once.id]
    assert found("trombone") == [often.id], "a single word that few records hold is ranked"
