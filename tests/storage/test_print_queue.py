"""Prints that wait: orders without pages, kept over locking, with a journal entry for each step."""

from __future__ import annotations

from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.print_queue import PrintOrder
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import NAME, PASSPHRASE

CONTENT = {"audience": {"kind": "mbu_board"}, "copies": ["Alwyn Ŵyn", ""], "reason": ""}


def an_order(pack: str = "meeting") -> PrintOrder:
    return PrintOrder(pack, "m", "r", "Meeting pack", "Mother and Baby Unit Board", CONTENT)


def noted(vault: Vault, action: AuditAction) -> list[str]:
    return [one.detail for one in vault.journal() if one.action is action]


def test_an_order_survives_locking_with_who_kept_it_and_when(vault: Vault) -> None:
    kept = vault.prints.keep(an_order())
    assert kept.by_name == NAME
    vault.close()
    again = Vault.open(vault.folder, PASSPHRASE)
    assert again.prints.orders() == [kept]
    assert again.prints.order(kept.order_id) == kept
    assert again.prints.order("nowhere") is None
    assert again.verify().ok
    again.close()


def test_keeping_and_taking_away_stand_in_the_journal_once_each(vault: Vault) -> None:
    kept = vault.prints.keep(an_order())
    assert noted(vault, AuditAction.KEPT_TO_PRINT) == [
        "Meeting pack for Mother and Baby Unit Board: kept to print later."
    ]
    vault.prints.remove(kept)
    vault.prints.remove(kept)
    assert vault.prints.orders() == []
    (taken,) = noted(vault, AuditAction.TAKEN_FROM_QUEUE)
    assert "without being printed" in taken


def test_what_was_taken_away_can_be_put_back_as_it_was(vault: Vault) -> None:
    kept = vault.prints.keep(an_order())
    vault.prints.remove(kept)
    assert vault.prints.keep(kept) == kept
    assert vault.prints.orders() == [kept]


def test_the_one_that_waits_longest_stands_first_and_changing_it_makes_no_second(
    vault: Vault,
) -> None:
    first, second = (vault.prints.keep(an_order(name)) for name in ("meeting", "chronology"))
    vault.prints.keep(first)
    assert vault.prints.orders() == [first, second]
    vault.prints.done(first)
    assert vault.prints.orders() == [second]
    assert noted(vault, AuditAction.TAKEN_FROM_QUEUE)[0].endswith(": printed.")


def test_recent_choices_are_hers_and_the_latest_comes_first(vault: Vault) -> None:
    for name in ("meeting", "letter", "chronology", "meeting"):
        vault.prints.note_choice(name)
    assert vault.prints.recent_choices(2) == ["meeting", "chronology"]
    vault.add_person("Other Example", "tac_social_worker", "walnut ribbon castle fiddle")
    vault.close()
    other = Vault.open(vault.folder, "walnut ribbon castle fiddle")
    assert other.prints.recent_choices(5) == []
    other.close()
