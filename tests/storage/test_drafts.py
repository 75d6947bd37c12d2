"""Drafts: kept as they stand, whole or not, and gone when there is nothing in them."""

from __future__ import annotations

from tac_desktop.storage.drafts import Draft
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import NAME, PASSPHRASE
from tests.storage.people import a_mother, an_entry


def test_a_draft_survives_locking_with_every_answer_as_it_stood(vault: Vault) -> None:
    mother = a_mother()
    first = vault.save(mother)
    typed = {"first_names": "Rhos", "date_of_birth": "19", "aliases": ["", "Ros"]}
    draft = Draft(mother.id, "person", mother.id, typed, base=(first.revision_id,))
    vault.keep_draft(draft)
    vault.close()
    again = Vault.open(vault.folder, PASSPHRASE)
    (found,) = again.drafts()
    assert found.content == typed
    assert (found.draft_id, found.base) == (draft.draft_id, (first.revision_id,))
    assert (found.by_name, found.record_type) == (NAME, "person")
    assert again.draft(draft.draft_id) == found
    assert again.draft("nowhere") is None
    again.close()


def test_typing_on_replaces_the_draft_and_emptying_it_drops_it(vault: Vault) -> None:
    draft = Draft("r", "contact_log", "m", {"text": "Sh"})
    vault.keep_draft(draft)
    vault.keep_draft(Draft("r", "contact_log", "m", {"text": "She"}, draft_id=draft.draft_id))
    assert [one.content for one in vault.drafts()] == [{"text": "She"}]
    empty = {"text": "", "with_person_ids": [], "time": None}
    vault.keep_draft(Draft("r", "contact_log", "m", empty, draft_id=draft.draft_id))
    assert vault.drafts() == []
    vault.keep_draft(Draft("r", "contact_log", "m", {"contact_made": False}))
    assert len(vault.drafts()) == 1, "“no” is an answer"


def test_the_draft_typed_last_comes_first_and_can_be_discarded(vault: Vault) -> None:
    for text in ("first", "second", "third"):
        vault.keep_draft(Draft(text, "contact_log", "m", {"text": text}))
    texts = [one.content["text"] for one in vault.drafts()]
    assert texts == ["third", "second", "first"]
    vault.discard_draft(vault.drafts()[1].draft_id)
    vault.discard_draft("nowhere")
    assert [one.content["text"] for one in vault.drafts()] == ["third", "first"]


def test_saving_drops_the_draft_in_the_same_transaction(vault: Vault) -> None:
    mother = a_mother()
    entry = an_entry(mother)
    draft = Draft(entry.id, "contact_log", mother.id, {"text": entry.text})
    vault.keep_draft(draft)
    vault.save(entry, draft_id=draft.draft_id)
    assert vault.drafts() == []
