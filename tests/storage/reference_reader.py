"""Reads a backup by docs/backup-format.md and docs/vault-format.md alone: nothing of the product.

Whoever has to get at a vault in twenty years can begin with this file, the documents, and the
packages `cryptography` and `sqlcipher3`:

    python reference_reader.py BACKUP-FOLDER < passphrase        (or the recovery code)

It checks the digest of the database, opens it, follows the journal's chain from its first entry to
its last, and reads every revision and every file. Where a rule of the documents is broken it stops
with `Refused`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlcipher3 import dbapi2 as sqlcipher

NEWEST_BACKUP, NEWEST_KEYS = 1, 2
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
Json = dict[str, Any]


class Refused(Exception):
    """The backup does not keep a rule of the documents; the words say which."""


@dataclass(frozen=True)
class VaultRead:
    """What a vault holds, verified."""

    facts: dict[str, str]
    journal: list[Json]
    revisions: list[Json]
    files: dict[str, bytes]

    def heads(self) -> dict[str, list[Json]]:
        """The revisions of each record that no other one follows, the one to show last."""
        followed = {parent for one in self.revisions for parent in one["parents"]}
        found: dict[str, list[Json]] = {}
        for one in sorted(self.revisions, key=lambda one: (one["at"], one["revision_id"])):
            if one["revision_id"] not in followed:
                found.setdefault(one["record_id"], []).append(one)
        return found


def read_backup(folder: Path, passphrase: str) -> VaultRead:
    """Everything in a backup; `passphrase` may be the recovery code. Raises Refused."""
    about = json.loads((folder / "backup.json").read_bytes())
    _must(about["format"] == "tac-desktop-backup", "it is not a backup")
    _must(about["version"] <= NEWEST_BACKUP, "it was made by a newer version")
    database = folder / "vault.db"
    with database.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    _must(digest == about["sha256"], "the database is not as it was written")
    _must(database.stat().st_size == about["bytes"], "the database is not as long as it was")
    read = read_vault(folder, passphrase)
    _must(read.facts["vault_id"] == about["vault_id"], "it is another vault")
    _must(len(read.revisions) == about["counts"]["revisions"], "revisions are missing")
    return read


def read_vault(folder: Path, passphrase: str) -> VaultRead:
    """Everything in a vault that nobody has open."""
    key = data_key(folder, passphrase)
    path = (folder / "vault.db").resolve()
    connection = sqlcipher.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        facts = dict(connection.execute("SELECT name, value FROM fact"))
        journal = _journal(connection, facts)
        revisions = _revisions(connection)
        files = _files(connection)
    finally:
        connection.close()
    bound = {one["payload"]["digest"] for one in journal if "revision_id" in (one["payload"] or {})}
    _must({one["digest"] for one in revisions} == bound, "journal and revisions do not fit")
    return VaultRead(facts, journal, revisions, files)


def data_key(folder: Path, passphrase: str) -> bytes:
    """By the section on keys: out of whichever slot opens, or out of the recovery code."""
    keys = json.loads((folder / "keys.json").read_bytes())
    checksum = keys.pop("checksum")
    _must(checksum == hashlib.sha256(canonical(keys)).hexdigest(), "keys.json is damaged")
    _must(keys["version"] <= NEWEST_KEYS, "keys.json was made by a newer version")
    found = _from_code(passphrase)
    for slot in keys["slots"]:
        found = found or _from_slot(dict(slot), keys["vault_id"], passphrase)
    _must(found is not None, "the passphrase opens none of its slots")
    key = found or b""
    message = b"TAC Desktop key check\x00" + keys["vault_id"].encode()
    _must(hmac.digest(key, message, "sha256").hex() == keys["key_check"], "the key does not fit")
    return key


def canonical(value: Any) -> bytes:
    """Sorted keys, no spaces, no NaN, UTF-8."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode()


def _from_slot(slot: Json, vault_id: str, passphrase: str) -> bytes | None:
    kdf = slot["kdf"]
    slot_key = Argon2id(
        salt=base64.b64decode(kdf["salt"]),
        length=32,
        iterations=kdf["iterations"],
        lanes=kdf["lanes"],
        memory_cost=kdf["memory_kib"],
    ).derive(" ".join(unicodedata.normalize("NFKC", passphrase).split()).encode())
    wrapped, nonce = (base64.b64decode(slot.pop(name)) for name in ("wrapped_key", "nonce"))
    try:
        return AESGCM(slot_key).decrypt(nonce, wrapped, canonical({**slot, "vault_id": vault_id}))
    except InvalidTag:
        return None


def _from_code(text: str) -> bytes | None:
    letters = "".join(text.upper().replace("-", " ").split())
    letters = letters.replace("O", "0").replace("I", "1").replace("L", "1")
    if len(letters) != 56 or any(one not in LETTERS for one in letters):
        return None
    number = 0
    for one in letters:
        number = number * 32 + LETTERS.index(one)
    key, check = number.to_bytes(35, "big")[:32], number.to_bytes(35, "big")[32:]
    meant = hashlib.sha256(b"TAC Desktop recovery code\x00" + key).digest()[:3]
    return key if hmac.compare_digest(meant, check) else None


def _journal(connection: Any, facts: dict[str, str]) -> list[Json]:
    """The chain, and every payload that was not disposed of."""
    rows = connection.execute(
        "SELECT j.seq, j.kind, j.at, j.by_id, j.digest, j.previous, j.hash, p.salt, p.payload"
        " FROM journal j LEFT JOIN journal_payload p ON p.seq = j.seq ORDER BY j.seq"
    ).fetchall()
    previous = hashlib.sha256(b"TAC Desktop journal\x00" + facts["vault_id"].encode()).hexdigest()
    found, gone, disposed = [], set(), set()
    for number, row in enumerate(rows, start=1):
        seq, kind, at, by_id, digest, before, hashed, salt, payload = row
        _must(seq == number, f"entry {number} of the journal is missing")
        _must(before == previous, f"entry {seq} of the journal does not follow the one before")
        body = canonical([seq, kind, at, by_id, digest, before])
        _must(hashlib.sha256(body).hexdigest() == hashed, f"entry {seq} was changed")
        said = None
        if payload is None:
            gone.add(seq)
        else:
            whole = bytes(salt) + payload.encode()
            _must(hashlib.sha256(whole).hexdigest() == digest, f"what entry {seq} says was changed")
            said = json.loads(payload)
            disposed |= set(said["entries"]) if kind == "disposal" else set()
        previous = hashed
        found.append({"seq": seq, "kind": kind, "at": at, "payload": said})
    _must(gone <= disposed, "an entry is gone that no disposal names")
    _must(facts["journal_head"] == f"{len(rows)} {previous}", "the journal was cut off")
    return found


def _revisions(connection: Any) -> list[Json]:
    names = (
        "revision_id", "record_id", "record_type", "mother_id", "at", "by_id", "by_name",
        "reason", "note", "parents", "content",
    )  # fmt: skip
    found: list[Json] = []
    rows = connection.execute(f"SELECT {', '.join(names)}, digest FROM revision ORDER BY seq")
    for *values, digest in rows:
        one = dict(zip(names, values, strict=True))
        one |= {name: json.loads(one[name]) for name in ("parents", "content")}
        _must(hashlib.sha256(canonical(one)).hexdigest() == digest, "a revision was changed")
        found.append({**one, "digest": digest})
    known = {one["revision_id"] for one in found}
    _must(all(known.issuperset(one["parents"]) for one in found), "an earlier revision is missing")
    return found


def _files(connection: Any) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for sha256, size, count in connection.execute(
        "SELECT sha256, bytes, parts FROM attachment"
    ).fetchall():
        parts = connection.execute(
            "SELECT content FROM attachment_part WHERE sha256 = ? ORDER BY number", (sha256,)
        ).fetchall()
        content = b"".join(bytes(part) for (part,) in parts)
        _must(len(parts) == count and len(content) == size, "a file is not whole")
        _must(hashlib.sha256(content).hexdigest() == sha256, "a file was changed")
        found[sha256] = content
    return found


def _must(holds: bool, words: str) -> None:
    if not holds:
        raise Refused(words)


def main(arguments: Sequence[str]) -> int:
    """Print what a backup holds."""
    try:
        read = read_backup(Path(arguments[0]), sys.stdin.readline())
    except Refused as refused:
        print("Refused:", refused)
        return 1
    print(f"{len(read.journal)} entries of the journal, the chain whole")
    for heads in read.heads().values():
        shown, forked = heads[-1], " (forked)" if len(heads) > 1 else ""
        content = json.dumps(shown["content"], ensure_ascii=False)
        print(f"{shown['record_type']} {shown['record_id']}{forked}: {content}")
    for sha256, content in read.files.items():
        print(f"file {sha256}: {len(content)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
