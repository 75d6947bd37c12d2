"""Recovery sheet and handover slip: paper that guards keys, and says what it is not."""

from __future__ import annotations

import datetime as dt

from tac_desktop.packs.handover_slip import HandoverDetails, handover_slip
from tac_desktop.packs.recovery_sheet import recovery_sheet
from tac_desktop.storage.recovery import GROUPS, key_from_code, recovery_code
from tests.packs.reading import Paper

TODAY = dt.date(2026, 11, 16)
DETAILS = HandoverDetails(
    file_name="7F3A9C.tachandover",
    written_on=TODAY,
    written_by="Dana Whitlock-Reyes",
    recipient="Yasmin Tolladay",
    fingerprint_words="anchor barrel copper dusk",
    counts=[("Contact log", 25), ("Meetings", 10)],
    authority_reference="DMF-2026-118",
    about="R. A.",
    journal_reference="J1043-7F3A9C",
)


def test_the_recovery_code_on_paper_opens_the_vault_when_read_in_the_order_of_its_numbers():
    key = bytes(range(32))
    printed = recovery_sheet("Dana", "Vault 7F3A", recovery_code(key), printed_on=TODAY)
    assert printed.pages == 1
    words = Paper(printed.pdf).text.split()
    groups = []
    for number in range(1, GROUPS + 1):
        place = words.index(str(number), words.index("code") + 1)
        groups.append(words[place + 1])
    assert key_from_code(" ".join(groups)) == key


def test_the_recovery_sheet_says_what_it_is_for_and_to_keep_it_sealed():
    code = recovery_code(bytes(32))
    text = Paper(recovery_sheet("Dana", "Vault 7F3A", code, printed_on=TODAY).pdf).text
    assert "It opens the vault when a passphrase is forgotten or the key file is lost." in text
    assert "Keep this sheet sealed, apart from the computer" in text
    assert "give it to the manager" in text
    assert "Dana" in text
    assert "Vault 7F3A" in text
    assert "training" not in text


def test_the_sheet_of_a_training_vault_says_so():
    code = recovery_code(bytes(32))
    printed = recovery_sheet("Dana", "V", code, printed_on=TODAY, training=True)
    assert printed.pages == 1
    assert "This is a training vault" in Paper(printed.pdf).text


def test_the_handover_slip_says_what_for_whom_on_which_authority_and_how_to_check_it():
    printed = handover_slip(DETAILS)
    assert printed.pages == 1
    text = Paper(printed.pdf).text
    for words in (
        "Contact log 25",
        "Meetings 10",
        "Together 35",
        "For Yasmin Tolladay",
        "DMF-2026-118",
        "anchor barrel copper dusk",
        "7F3A9C.tachandover",
        "Collected by",
        "Receipt, to be sent back to Dana Whitlock-Reyes",
        "Stick wiped on",
        "Journal reference J1043-7F3A9C",
    ):
        assert words in text, words


def test_the_handover_slip_says_that_the_passphrase_is_not_on_it():
    text = Paper(handover_slip(DETAILS).pdf).text
    assert "The passphrase is not on this slip" in text
    assert "Never write it on this slip" in text


def test_a_slip_without_authority_leaves_room_to_write_it():
    from dataclasses import replace

    text = Paper(handover_slip(replace(DETAILS, authority_reference="")).pdf).text
    assert "Authority to move it (reference)" in text
