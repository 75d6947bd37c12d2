"""Broken, foreign, newer and full: each is told apart, and nothing that was saved is lost."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from tac_desktop.errors import TacError
from tac_desktop.storage import database as database_module
from tac_desktop.storage import log_check
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import (
    DiskFull,
    IsABackup,
    KeysDamaged,
    NotAVault,
    RecoveryCodeOfAnotherVault,
    VaultDamaged,
    VaultNewer,
    WrongPassphrase,
)
from tac_desktop.storage.keys import KeyCost, key_from_code
from tac_desktop.storage.lock import VaultLock
from tac_desktop.storage.migrations import FORMAT_VERSION, Migration, bring_up_to_date
from tac_desktop.storage.migrations import MIGRATIONS as RELEASED
from tac_desktop.storage.opening import DAMAGED_KEYS_FILE
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import NAME, PASSPHRASE, ROLE, MakeVault
from tests.storage.people import a_custody, a_mother, an_entry

PAGE = 4096
MARKER = "Zwölfkraut-Pumpernickel"
NEW_PASSPHRASE = "scruffy dolphin granite umbrella"


@pytest.fixture
def closed(folder: Path) -> tuple[Path, str]:
    """A closed vault with some records, and its recovery code."""
    vault, code = Vault.create(folder, NAME, ROLE, PASSPHRASE, cost=KeyCost.for_tests())
    mother = a_mother()
    entries = [an_entry(mother, f"{MARKER} number {number}") for number in range(30)]
    vault.save_all([mother, a_custody(mother), *entries])
    vault.close()
    return folder, code


def test_a_damaged_vault_is_told_apart_from_a_wrong_passphrase(closed: tuple[Path, str]) -> None:
    folder, _code = closed
    database = folder / "vault.db"
    whole = database.read_bytes()
    database.write_bytes(whole[:20] + bytes([whole[20] ^ 1]) + whole[21:])
    with pytest.raises(VaultDamaged, match="not a wrong passphrase"):
        Vault.open(folder, PASSPHRASE)
    with pytest.raises(WrongPassphrase, match="nothing is damaged"):
        Vault.open(folder, "a wrong passphrase")


def test_flipped_bytes_anywhere_give_declared_errors_or_a_failed_check_and_nothing_else(
    closed: tuple[Path, str],
) -> None:
    folder, _code = closed
    whole = {name: (folder / name).read_bytes() for name in ("vault.db", "keys.json")}
    chance = random.Random(7)
    noticed = 0
    for _time in range(60):
        name = chance.choice(list(whole))
        broken = bytearray(whole[name])
        for _byte in range(chance.choice((1, 1, 5))):
            broken[chance.randrange(len(broken))] ^= chance.randrange(1, 256)
        for other, content in whole.items():
            (folder / other).write_bytes(content)
        (folder / name).write_bytes(bytes(broken))
        noticed += opened_or_refused(folder)
    assert noticed == 60


def opened_or_refused(folder: Path) -> bool:
    """Whether the damage was noticed, on opening or by the check; any undeclared error fails."""
    try:
        vault = Vault.open(folder, PASSPHRASE)
    except (VaultDamaged, KeysDamaged):
        return True
    try:
        return not vault.verify().ok
    except VaultDamaged:
        return True
    finally:
        vault.close()


def test_a_vault_in_which_damage_was_met_lets_go_of_its_folder_when_it_is_closed(
    closed: tuple[Path, str],
) -> None:
    folder, _code = closed
    whole = (folder / "vault.db").read_bytes()
    met = 0
    for page in range(1, len(whole) // PAGE):
        at = page * PAGE + 200
        one = folder.with_name(f"page {page}")
        shutil.copytree(folder, one)
        (one / "vault.db").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            vault = Vault.open(one, PASSPHRASE)
        except TacError:
            continue
        try:
            vault.caseload(dt.date(2126, 1, 1) + dt.timedelta(days=page))
            vault.save(a_mother())
            vault.entries()
            vault.journal()
        except TacError:
            met += 1
        vault.close()
        assert not vault.is_open
        VaultLock(one).release()
    assert met


def test_a_file_cut_short_is_damage(closed: tuple[Path, str]) -> None:
    folder, _code = closed
    database = folder / "vault.db"
    whole = database.read_bytes()
    for length in (1, 100, 4095, 4096, len(whole) // 2, len(whole) - 4096, len(whole) - 1):
        database.write_bytes(whole[:length])
        assert opened_or_refused(folder), length


def test_a_plain_database_is_no_vault(closed: tuple[Path, str]) -> None:
    folder, _code = closed
    (folder / "vault.db").unlink()
    connection = sqlite3.connect(folder / "vault.db")
    connection.execute("CREATE TABLE plain (a)")
    connection.commit()
    connection.close()
    with pytest.raises(NotAVault):
        Vault.open(folder, PASSPHRASE)


def test_a_newer_vault_is_refused_and_left_as_it_is(closed: tuple[Path, str]) -> None:
    folder, code = closed
    with raw_database(folder, code) as database, database.transaction():
        database.write(f"PRAGMA user_version = {FORMAT_VERSION + 1}")
    with pytest.raises(VaultNewer, match="newer version") as refused:
        Vault.open(folder, PASSPHRASE)
    assert "nothing is damaged" in refused.value.sentence
    with pytest.raises(VaultNewer):
        Vault.open_with_recovery_code(
            folder, code, NAME, ROLE, NEW_PASSPHRASE, cost=KeyCost.for_tests()
        )


def test_a_migration_runs_once_or_not_at_all(closed: tuple[Path, str]) -> None:
    folder, code = closed
    good = Migration(FORMAT_VERSION + 1, "a column more", ("ALTER TABLE draft ADD more TEXT",))
    bad = Migration(
        FORMAT_VERSION + 2, "breaks half way", ("CREATE TABLE half (a)", "CREATE TABLE half (a)")
    )
    with raw_database(folder, code) as database:
        with pytest.raises(Exception, match="already exists"):
            bring_up_to_date(database, (*RELEASED, good, bad))
        assert database.value("PRAGMA user_version") == FORMAT_VERSION + 1
        assert database.value("SELECT count(*) FROM sqlite_master WHERE name = 'half'") == 0
        ran = [row[0] for row in database.rows("SELECT version FROM migration ORDER BY version")]
        assert ran == list(range(1, FORMAT_VERSION + 2))
        bring_up_to_date(database, (*RELEASED, good))


def test_a_full_disk_loses_nothing_and_says_so(folder: Path) -> None:
    vault, _code = Vault.create(folder, NAME, ROLE, PASSPHRASE, cost=KeyCost.for_tests())
    mother = a_mother()
    vault.save(mother)
    assert vault._database is not None
    pages = vault._database.value("PRAGMA page_count")
    vault._database.value(f"PRAGMA max_page_count = {pages}")
    big = an_entry(mother, MARKER * 2000)
    with pytest.raises(DiskFull, match="Everything saved before is safe"):
        vault.save(big)
    assert vault.entry(big.id) is None
    assert vault.entry(mother.id) is not None
    vault._database.value("PRAGMA max_page_count = 1000000")
    vault.save(big)
    assert vault.verify().ok
    vault.close()


def test_no_word_of_a_record_stands_in_any_file_of_the_folder(folder: Path) -> None:
    vault, code = Vault.create(folder, NAME, ROLE, PASSPHRASE, cost=KeyCost.for_tests())
    mother = a_mother(last=MARKER)
    vault.save_all([mother, an_entry(mother, f"about {MARKER}")])
    vault.search(MARKER)
    while_open = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert "vault.db-wal" in while_open
    assert len(while_open["vault.db-wal"]) > 4096
    vault.close()
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    needles = [MARKER.encode(), MARKER.encode("utf-16-le"), b"Pumpernickel", b"pumpernickel"]
    needles += [key_from_code(code), key_from_code(code).hex().encode(), PASSPHRASE.encode()]
    for name, content in [*while_open.items(), *after.items()]:
        for needle in needles:
            assert needle not in content, name


def test_opening_without_a_key_never_happens(closed: tuple[Path, str]) -> None:
    folder, _code = closed
    assert (folder / "vault.db").read_bytes()[:16] != b"SQLite format 3\x00"
    connection = sqlite3.connect(folder / "vault.db")
    with pytest.raises(sqlite3.DatabaseError):
        connection.execute("SELECT * FROM revision").fetchall()
    connection.close()
    settings = Path(database_module.__file__).read_text(encoding="utf-8")
    assert settings.index("cipher_log_level") < settings.index("PRAGMA key")


def test_all_of_the_cipher_s_safeguards_are_on(vault: Vault) -> None:
    assert vault._database is not None
    value = vault._database.value
    assert value("PRAGMA cipher_memory_security") == "1"
    assert value("PRAGMA cipher_use_hmac") == "1"
    assert value("PRAGMA secure_delete") == 1
    assert value("PRAGMA temp_store") == 2
    assert value("PRAGMA synchronous") == 2
    assert value("PRAGMA journal_mode") == "wal"


def test_the_recovery_sheet_opens_the_vault_and_gives_a_new_passphrase(
    closed: tuple[Path, str],
) -> None:
    folder, code = closed
    vault = recover(folder, code.lower())
    assert vault.person.name == NAME
    assert len(vault.people()) == 1, "the slot under the same name is replaced"
    assert vault.search(MARKER)
    vault.close()
    with pytest.raises(WrongPassphrase):
        Vault.open(folder, PASSPHRASE)
    again = Vault.open(folder, NEW_PASSPHRASE)
    assert again.person == vault.person, "she is still the same colleague"
    again.close()


@pytest.mark.parametrize("state", ["missing", "damaged", "another vault's"])
def test_the_recovery_sheet_makes_keys_anew_when_they_are_lost(
    closed: tuple[Path, str], make_vault: MakeVault, state: str
) -> None:
    folder, code = closed
    keys = folder / "keys.json"
    if state == "missing":
        keys.unlink()
    elif state == "damaged":
        keys.write_bytes(keys.read_bytes()[:-40])
    else:
        other = make_vault("other")
        other.close()
        keys.write_bytes((other.folder / "keys.json").read_bytes())
    vault = recover(folder, code)
    assert len(vault.search(MARKER)) == 30
    assert vault.verify().ok
    vault.close()
    assert (folder / DAMAGED_KEYS_FILE).exists() == (state != "missing")
    Vault.open(folder, NEW_PASSPHRASE).close()


def test_another_vault_s_recovery_sheet_is_told_apart(
    closed: tuple[Path, str], tmp_path: Path
) -> None:
    folder, _code = closed
    other, other_code = Vault.create(
        tmp_path / "other", NAME, ROLE, PASSPHRASE, cost=KeyCost.for_tests()
    )
    other.close()
    before = (folder / "keys.json").read_bytes()
    with pytest.raises(RecoveryCodeOfAnotherVault, match="another vault"):
        recover(folder, other_code)
    assert (folder / "keys.json").read_bytes() == before
    Vault.open(folder, PASSPHRASE).close()


def test_the_recovery_sheet_tells_a_damaged_vault_from_another_one(
    closed: tuple[Path, str],
) -> None:
    folder, code = closed
    database = folder / "vault.db"
    whole = bytearray(database.read_bytes())
    whole[30] ^= 255
    database.write_bytes(bytes(whole))
    with pytest.raises(VaultDamaged):
        recover(folder, code)


def test_every_error_of_the_store_says_what_is_safe_and_what_to_do() -> None:
    for error in (
        VaultDamaged(),
        VaultNewer(9, 1),
        WrongPassphrase(),
        RecoveryCodeOfAnotherVault(),
        IsABackup(Path("tac-backup-2026-11-22")),
    ):
        assert isinstance(error, TacError)
        assert error.what_happened
        assert error.what_is_safe
        assert error.what_to_do


def recover(folder: Path, code: str) -> Vault:
    return Vault.open_with_recovery_code(
        folder, code, NAME, ROLE, NEW_PASSPHRASE, cost=KeyCost.for_tests()
    )


class raw_database:  # noqa: N801
    """The database behind a closed vault, to break things in."""

    def __init__(self, folder: Path, code: str) -> None:
        self._database = Database(folder / "vault.db", key_from_code(code))

    def __enter__(self) -> Database:
        return self._database

    def __exit__(self, *_exception: object) -> None:
        self._database.close()


@pytest.mark.parametrize("summed", [log_check._MOST_SUMMED, 0])
def test_a_damaged_log_is_noticed_where_sqlite_would_leave_away_what_was_saved(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, summed: int
) -> None:
    monkeypatch.setattr(log_check, "_MOST_SUMMED", summed)
    crashed, mothers = a_crashed_vault(folder, tmp_path)
    whole = (crashed / "vault.db-wal").read_bytes()
    frames = (len(whole) - 32) // 4120
    in_a_header, in_a_page = 32 + 4120 * (frames // 2) + 17, 32 + 4120 * (frames // 3) + 100
    for place in (40, in_a_page, in_a_header) if summed else (40, in_a_page):
        broken = bytearray(whole)
        broken[place] ^= 4
        (crashed / "vault.db-wal").write_bytes(bytes(broken))
        with pytest.raises(VaultDamaged, match="log of what was saved last is damaged"):
            Vault.open(crashed, PASSPHRASE)
    (crashed / "vault.db-wal").write_bytes(whole)
    vault = Vault.open(crashed, PASSPHRASE)
    assert all(vault.entry(one) is not None for one in mothers)
    assert vault.verify().ok
    vault.close()


def test_a_log_that_a_power_cut_left_torn_at_its_end_opens(folder: Path, tmp_path: Path) -> None:
    crashed, mothers = a_crashed_vault(folder, tmp_path)
    whole = (crashed / "vault.db-wal").read_bytes()
    (crashed / "vault.db-wal").write_bytes(whole[:-2000])
    vault = Vault.open(crashed, PASSPHRASE)
    assert all(vault.entry(one) is not None for one in mothers[:-1])
    assert vault.verify().ok
    vault.close()


def a_crashed_vault(folder: Path, tmp_path: Path) -> tuple[Path, list[str]]:
    """A vault as a crash leaves it, with what was saved in its log, and who was saved."""
    vault, _code = Vault.create(folder, NAME, ROLE, PASSPHRASE, cost=KeyCost.for_tests())
    mothers = [a_mother(f"Mother {number}") for number in range(6)]
    for one in mothers:
        vault.save(one)
    crashed = tmp_path / "crashed"
    shutil.copytree(folder, crashed)
    vault.close()
    return crashed, [one.id for one in mothers]
