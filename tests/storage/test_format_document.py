"""docs/vault-format.md tells the truth: a vault is read here by the document alone."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlcipher3 import dbapi2 as sqlcipher

from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.migrations import FORMAT_VERSION
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import NAME, PASSPHRASE, ROLE
from tests.storage.people import a_mother, an_entry

DOCUMENT = Path(__file__).parents[2] / "docs" / "vault-format.md"


def canonical(value: Any) -> bytes:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


@pytest.fixture
def written(folder: Path) -> tuple[Path, str]:
    vault, code = Vault.create(folder, NAME, ROLE, PASSPHRASE, cost=KeyCost.for_tests())
    mother = a_mother(last="Ŵyn")
    entry = an_entry(mother, "before")
    vault.save_all([mother, entry])
    vault.save(entry.changed(text="after"), reason="because")
    vault.close()
    return folder, code


def data_key(folder: Path) -> bytes:
    """By the section on keys."""
    keys = json.loads((folder / "keys.json").read_bytes())
    checksum = keys.pop("checksum")
    assert checksum == hashlib.sha256(canonical(keys)).hexdigest()
    (slot,) = keys["slots"]
    kdf = slot["kdf"]
    slot_key = Argon2id(
        salt=base64.b64decode(kdf["salt"]),
        length=32,
        iterations=kdf["iterations"],
        lanes=kdf["lanes"],
        memory_cost=kdf["memory_kib"],
    ).derive(PASSPHRASE.encode())
    wrapped, nonce = (base64.b64decode(slot.pop(name)) for name in ("wrapped_key", "nonce"))
    slot["vault_id"] = keys["vault_id"]
    key = AESGCM(slot_key).decrypt(nonce, wrapped, canonical(slot))
    message = b"TAC Desktop key check\x00" + keys["vault_id"].encode()
    assert keys["key_check"] == hmac.digest(key, message, "sha256").hex()
    return key


def database(folder: Path) -> sqlcipher.Connection:
    connection = sqlcipher.connect(str(folder / "vault.db"))
    connection.execute(f"PRAGMA key = \"x'{data_key(folder).hex()}'\"")
    return connection


def test_the_recovery_code_is_the_data_key_and_its_checksum(written: tuple[Path, str]) -> None:
    folder, code = written
    key = data_key(folder)
    whole = key + hashlib.sha256(b"TAC Desktop recovery code\x00" + key).digest()[:3]
    number = 0
    for letter in code.replace(" ", ""):
        number = number * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(letter)
    assert number.to_bytes(35, "big") == whole


def test_the_tables_are_those_of_the_document(written: tuple[Path, str]) -> None:
    connection = database(written[0])
    assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT_VERSION,)
    text = DOCUMENT.read_text(encoding="utf-8")
    assert f"`user_version` is the format: **{FORMAT_VERSION}**" in text
    assert f"Tables of format {FORMAT_VERSION}:" in text
    section = text.split(f"Tables of format {FORMAT_VERSION}:")[1].split("Only `fact`")[0]
    described = {}
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and cells[0].startswith("`"):
            columns = re.sub(r"\([^)]*\)|:.*", "", cells[2])
            described[cells[0].strip("`")] = re.findall(r"`(\w+)`", columns)
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    real = {
        name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        for (name,) in rows
        if not name.startswith(("search_", "sqlite_"))
    }
    assert described == real
    connection.close()


def test_the_chain_and_the_digests_are_those_of_the_document(written: tuple[Path, str]) -> None:
    connection = database(written[0])
    facts = dict(connection.execute("SELECT name, value FROM fact").fetchall())
    previous = hashlib.sha256(b"TAC Desktop journal\x00" + facts["vault_id"].encode()).hexdigest()
    bound = {}
    entries = connection.execute(
        "SELECT seq, kind, at, by_id, digest, previous, hash, salt, payload"
        " FROM journal JOIN journal_payload USING (seq) ORDER BY seq"
    ).fetchall()
    for place, entry in enumerate(entries, start=1):
        seq, kind, at, by_id, digest, before, hash_, salt, payload = entry
        assert (seq, before) == (place, previous)
        assert digest == hashlib.sha256(salt + payload.encode()).hexdigest()
        bytes_ = canonical([seq, kind, at, by_id, digest, previous])
        assert hash_ == hashlib.sha256(bytes_).hexdigest()
        if kind == "revision":
            said = json.loads(payload)
            bound[said["revision_id"]] = said["digest"]
        previous = hash_
    assert facts["journal_head"] == f"{len(entries)} {previous}"
    names = (
        "revision_id, record_id, record_type, mother_id, at, by_id, by_name, reason, note,"
        " parents, content"
    )
    revisions = connection.execute(f"SELECT {names}, digest FROM revision").fetchall()
    assert len(revisions) == 4
    for *values, digest in revisions:
        body = dict(zip(names.split(", "), values, strict=True))
        body["parents"], body["content"] = json.loads(body["parents"]), json.loads(body["content"])
        assert digest == hashlib.sha256(canonical(body)).hexdigest() == bound[body["revision_id"]]
    connection.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_every_file_is_its_owner_s_alone(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    vault, _code = Vault.create(folder, NAME, ROLE, PASSPHRASE, cost=KeyCost.for_tests())
    names = set()
    for path in folder.iterdir():
        names.add(path.name)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
        assert f"`{path.name}`" in DOCUMENT.read_text(encoding="utf-8")
    assert names == {
        "vault.db", "vault.db-wal", "vault.db-shm", "keys.json", "vault.lock", "open-by.json",
    }  # fmt: skip
    vault.close()
