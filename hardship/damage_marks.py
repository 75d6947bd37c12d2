"""One way to damage a file each: cut, flipped, zeroed, put back, or changed with the key."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hardship.damage_stage import Files, Stage
from tac_desktop.storage.database import Database

PAGE = 4096

Change = Callable[[Database, random.Random], int | None]


@dataclass(frozen=True)
class Mutation:
    """What is damaged and how, with the files as they are then."""

    target: str
    how: str
    files: Files = field(default_factory=dict, repr=False)
    content: bytes = field(default=b"", repr=False)
    is_older: bool = False
    is_last_of_log: bool = False
    target_column: str = ""
    change: Change | None = field(default=None, repr=False)
    number: int = 0

    def __str__(self) -> str:
        return f"{self.target}: {self.how}"

    def change_with_key(self, path: Path, data_key: bytes) -> int | None:
        """Change a journal entry as somebody with the key could; its number, or None for none."""
        assert self.change is not None
        database = Database(path, data_key)
        try:
            with database.transaction():
                return self.change(database, random.Random(self.number))
        finally:
            database.close()


def every_cut(stage: Stage) -> list[Mutation]:
    """keys.json cut at every byte, and a handover at every byte of its beginning and end."""
    keys, bundle = stage.closed["keys.json"], stage.bundle.read_bytes()
    found = [
        Mutation(
            "keys", f"cut after {length} bytes", _with(stage.closed, "keys.json", keys[:length])
        )
        for length in range(len(keys))
    ]
    header = 700
    lengths = [*range(min(header, len(bundle))), *range(max(header, len(bundle) - 40), len(bundle))]
    found += [
        Mutation("handover", f"cut after {length} bytes", content=bundle[:length])
        for length in lengths
    ]
    return found


def in_pages(stage: Stage, chance: random.Random) -> Mutation:
    """A page of the vault zeroed, swapped with another, filled with noise, or an older one."""
    whole = stage.closed["vault.db"]
    pages = len(whole) // PAGE
    one, other = chance.randrange(pages), chance.randrange(pages)
    how = chance.choice(("zeroed", "swapped", "noise", "older", "older", "cut"))
    broken = bytearray(whole)
    if how == "zeroed":
        for number in {one, *chance.sample(range(pages), chance.choice((0, 0, 1, 5)))}:
            _set(broken, number, bytes(PAGE))
    elif how == "swapped":
        _set(broken, one, _page(whole, other))
        _set(broken, other, _page(whole, one))
    elif how == "noise":
        _set(broken, one, chance.randbytes(PAGE))
    elif how == "older":
        return _older(stage, chance)
    else:
        del broken[chance.randrange(len(broken)) :]
    words = f"page {one} {how}"
    return Mutation("vault", words, _with(stage.closed, "vault.db", bytes(broken)))


def in_content(stage: Stage, chance: random.Random) -> Mutation:
    """Bits and bytes anywhere in vault, log, keys, backup or handover."""
    target = chance.choice(("vault", "vault", "log", "log", "keys", "backup", "handover"))
    if target == "handover":
        content, how = _damaged(stage.bundle.read_bytes(), chance)
        return Mutation(target, how, content=content)
    files = {"log": stage.crashed, "backup": stage.backup}.get(target, stage.closed)
    name = {"log": "vault.db-wal", "vault": "vault.db", "keys": "keys.json"}.get(
        target, chance.choice(("vault.db", "keys.json", "backup.json"))
    )
    content, how = _damaged(files[name], chance)
    last = target == "log" and _hits_only_the_last(files[name], content)
    return Mutation(target, f"{name} {how}", _with(files, name, content), is_last_of_log=last)


_COLUMNS = ("kind", "at", "by_id", "digest", "previous", "hash", "payload", "salt", "mother_id")


def in_journal(stage: Stage, chance: random.Random) -> Mutation:
    """One field of one journal entry, changed with the key."""
    column, number = chance.choice(_COLUMNS), chance.getrandbits(32)

    def change(database: Database, again: random.Random) -> int | None:
        table = "journal_payload" if column in ("payload", "salt", "mother_id") else "journal"
        rows = database.rows(f"SELECT seq, {column} FROM {table}")
        seq, value = again.choice(rows)
        new = _another(value, again)
        if new == value:
            return None
        database.write(f"UPDATE {table} SET {column} = ? WHERE seq = ?", (new, seq))
        return int(seq)

    return Mutation(
        "journal", f"{column} ({number})", target_column=column, change=change, number=number
    )


def in_record(stage: Stage, chance: random.Random) -> Mutation:
    """An entry taken away, put in twice, exchanged; or a revision changed that one binds."""
    how, number = (
        chance.choice(("removed", "unsaid", "last removed", "swapped", "added", "revision")),
        chance.getrandbits(32),
    )

    def change(database: Database, again: random.Random) -> int | None:
        top = int(database.value("SELECT max(seq) FROM journal"))
        seq = top if how == "last removed" else again.randrange(1, top)
        _change_row(database, how, seq)
        return seq

    return Mutation("journal", f"entry {how} ({number})", change=change, number=number)


def _change_row(database: Database, how: str, seq: int) -> None:
    write = database.write
    if how in ("removed", "last removed"):
        write("DELETE FROM journal WHERE seq = ?", (seq,))
        write("DELETE FROM journal_payload WHERE seq = ?", (seq,))
    elif how == "unsaid":
        write("DELETE FROM journal_payload WHERE seq = ?", (seq,))
    elif how == "swapped":
        write("UPDATE journal SET seq = -1 WHERE seq = ?", (seq,))
        write("UPDATE journal SET seq = ? WHERE seq = ?", (seq, seq + 1))
        write("UPDATE journal SET seq = ? WHERE seq = -1", (seq + 1,))
    elif how == "added":
        write(
            "INSERT INTO journal_payload (seq, salt, mother_id, payload)"
            " SELECT 100000 + seq, salt, mother_id, payload FROM journal_payload WHERE seq = ?",
            (seq,),
        )
    else:
        write(
            "UPDATE revision SET content = replace(content, 'a', 'e') WHERE seq ="
            " (SELECT min(seq) FROM revision WHERE seq >= ? AND content LIKE '%a%')",
            (min(seq, 3),),
        )


def _older(stage: Stage, chance: random.Random) -> Mutation:
    """Pages of an earlier state of the same file: each of them is whole in itself."""
    now, before = stage.closed["vault.db"], stage.older["vault.db"]
    same = min(len(now), len(before)) // PAGE
    changed = [number for number in range(same) if _page(now, number) != _page(before, number)]
    broken = bytearray(now)
    chosen = chance.sample(changed, min(len(changed), chance.choice((1, 1, 1, 2, 4))))
    for number in chosen:
        _set(broken, number, _page(before, number))
    words = f"older pages {sorted(chosen)}"
    files = _with(stage.closed, "vault.db", bytes(broken))
    return Mutation("vault", words, files, is_older=True)


def _damaged(content: bytes, chance: random.Random) -> tuple[bytes, str]:
    how = chance.choice(("bit", "bit", "bytes", "run", "cut", "added", "left out", "repeated"))
    place = chance.randrange(len(content))
    broken = bytearray(content)
    length = chance.choice((1, 4, 64, 600))
    if how == "bit":
        broken[place] ^= 1 << chance.randrange(8)
    elif how == "bytes":
        for _time in range(chance.choice((2, 5, 30))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
    elif how == "run":
        broken[place : place + length] = chance.randbytes(len(broken[place : place + length]))
    elif how == "cut":
        del broken[place:]
    elif how == "added":
        broken += chance.randbytes(length)
    elif how == "left out":
        del broken[place : place + length]
    else:
        broken[place:place] = broken[place : place + length]
    return bytes(broken), f"{how} at {place}"


def _hits_only_the_last(whole: bytes, broken: bytes) -> bool:
    """Whether a log is cut off, or hit only in its last transaction or the end of the one before.

    Nobody can tell that from a power cut before the last transaction had reached the disk.
    """
    frames = range(32, len(whole), 24 + PAGE)
    ends = [place for place in frames if whole[place + 4 : place + 8] != bytes(4)]
    last_begins = ends[-2] if len(ends) > 1 else 32
    cut_off = len(broken) < len(whole) and whole.startswith(broken)
    return cut_off or whole[:last_begins] == broken[:last_begins]


def _another(value: object, chance: random.Random) -> object:
    if isinstance(value, bytes):
        return chance.randbytes(len(value))
    text = str(value)
    if not text:
        return "0192aaaa-0000-7000-8000-000000000000"
    place = chance.randrange(len(text))
    letter = chance.choice("0123456789abcdefxyz ")
    return chance.choice((text[:place] + letter + text[place + 1 :], text[:-1], text + letter, ""))


def _page(content: bytes, number: int) -> bytes:
    return bytes(content[number * PAGE : (number + 1) * PAGE])


def _set(content: bytearray, number: int, page: bytes) -> None:
    content[number * PAGE : (number + 1) * PAGE] = page


def _with(files: Files, name: str, content: bytes) -> Files:
    return {**files, name: content}
