"""Saving an entry, and keeping a draft, against one durable commit of the same bytes."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from typing import Any

from benchmarks import keyed, vaults
from benchmarks.measuring import Figure, Run, compared, timed
from benchmarks.words_of_notes import note
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.storage.canonical import canonical_json
from tac_desktop.storage.drafts import Draft
from tac_desktop.storage.vault import Vault

_TURNS = 200


def measure(run: Run) -> list[Figure]:
    """What a person waits for after Save."""
    key = keyed.data_key(vaults.vault_of(run.size, run.cache))
    plain = keyed.connected(run.scratch / "commits.db", key)
    plain.execute("CREATE TABLE IF NOT EXISTS said (id INTEGER PRIMARY KEY, content BLOB)")
    try:
        with vaults.opened(run.size, run.cache) as vault:
            return _measured(run, vault, plain)
    finally:
        plain.close()


def _measured(run: Run, vault: Vault, plain: Any) -> list[Figure]:
    mother_id = vaults.last_log(vault, run.size)
    rng = random.Random(5)
    texts = (note(number, rng) for number in itertools.count(10**7))

    def entry() -> ContactLogEntry:
        return ContactLogEntry(
            mother_id=mother_id,
            date=dt.date.today(),
            channel="phone_out",
            with_person_ids=[mother_id],
            text=next(texts),
        )

    def save() -> float:
        made = entry()
        return timed(lambda: vault.save(made))

    def keep() -> float:
        draft = Draft("", "contact_log", mother_id, entry().model_dump(mode="json"), "measured")
        return timed(lambda: vault.keep_draft(draft))

    def commit() -> float:
        content = canonical_json(entry().model_dump(mode="json"))

        def insert() -> None:
            plain.execute("BEGIN IMMEDIATE")
            plain.execute("INSERT INTO said (content) VALUES (?)", (content,))
            plain.execute("COMMIT")

        return timed(insert)

    against = "one durable sqlcipher3 commit of the same bytes"
    saved = compared(
        run, "save", "save an entry until it is acknowledged", against, 3.0,
        subject=save, baseline=commit, turns=_TURNS,
    )  # fmt: skip
    kept = compared(
        run, "draft", "keep a draft", against, 3.0, subject=keep, baseline=commit, turns=_TURNS
    )
    vault.discard_draft("measured")
    return [saved, kept]
