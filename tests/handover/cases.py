"""A small fictional file to hand over, and short ways to hand it over. Nobody in it is real."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.service import Service
from tac_desktop.casework.work import Task
from tac_desktop.handover.container import EncryptedWriter
from tac_desktop.handover.manifest import HandoverDetails
from tac_desktop.handover.write import Written, write_handover
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.vault import Vault

PASSPHRASE = "copper walnut drizzle saddle umbrella fifteen"
CHEAP = KeyCost.for_tests()
MARKER = "KITTIWAKE-7731"
"""Stands in every text of the file, so that any plaintext would be found by it."""

MOTHER_ID = "0198c0de-0000-7000-8000-000000000001"
CHILD_ID = "0198c0de-0000-7000-8000-000000000002"
AUTHORITY_ID = "0198c0de-0000-7000-8000-000000000003"
ENTRY_ID = "0198c0de-0000-7000-8000-000000000004"
OTHER_MOTHER_ID = "0198c0de-0000-7000-8000-0000000000ff"

DETAILS = HandoverDetails(
    recipient=f"Gwen Sample {MARKER}",
    recipient_service="Social work team, HMP Elsewhere (fictional)",
    purpose="The mother was transferred",
    authority="IAO-2026-117",
)


def save_mothers_file(vault: Vault) -> None:
    """Seven records in eleven revisions, one shared record, and another mother who stays here."""
    vault.save(Service(name="Together team", prison="HMP Nowhere (fictional)"))
    vault.save(Organisation(id=AUTHORITY_ID, name=f"Marlcester Council {MARKER}"))
    vault.save(
        Person(
            id=MOTHER_ID,
            mother_id=MOTHER_ID,
            kind="mother",
            first_names="Rhosyn Tŷ-Ŵyn",
            last_name=f"Łukasz {MARKER}",
        )
    )
    vault.save(
        Person(
            id=CHILD_ID,
            mother_id=MOTHER_ID,
            kind="child",
            first_names=f"Megan {MARKER}",
            local_authority_id=AUTHORITY_ID,
        )
    )
    vault.save(Custody(mother_id=MOTHER_ID, prison_number="A1234BC"))
    entry = contact(id=ENTRY_ID, about_child_ids=[CHILD_ID])
    vault.save(entry)
    vault.save(entry.changed(duration_minutes=25), reason="correction", note="It took longer.")
    vault.save(entry.changed(duration_minutes=25), reason="addition", note=f"She rang. {MARKER}")
    vault.save_all([contact(text=f"Говорила о дочери {number} {MARKER}") for number in range(3)])
    vault.save(
        Person(
            id=OTHER_MOTHER_ID,
            mother_id=OTHER_MOTHER_ID,
            kind="mother",
            first_names="Staying",
            last_name="Here",
        )
    )


def contact(**answers: Any) -> ContactLogEntry:
    """A contact log entry of the mother's file."""
    return ContactLogEntry.model_validate(
        {
            "mother_id": MOTHER_ID,
            "date": dt.date(2026, 11, 16),
            "channel": "in_person",
            "text": f"We talked about Megan. {MARKER}",
            **answers,
        }
    )


def task(title: str) -> Task:
    """Something to do for the mother."""
    return Task(mother_id=MOTHER_ID, title=title)


def hand_over(vault: Vault, folder: Path, **others: Any) -> Written:
    """Write the mother's file, at no cost of key derivation."""
    return write_handover(vault, MOTHER_ID, folder, DETAILS, PASSPHRASE, cost=CHEAP, **others)


def encrypted(content: bytes, chunk_bytes: int = 1024, passphrase: str = PASSPHRASE) -> bytes:
    """Any content at all, as a well-formed encrypted file."""
    out = io.BytesIO()
    writer = EncryptedWriter(out, passphrase, CHEAP, chunk_bytes)
    writer.write(content)
    writer.finish()
    return out.getvalue()
