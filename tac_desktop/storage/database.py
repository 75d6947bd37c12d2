"""The encrypted database file. The only module that imports sqlcipher3.

It opens with the raw data key, refuses what is not an encrypted database, and turns SQLCipher's
messages into the vault's own errors. SQL itself stands in the modules above.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from sqlcipher3 import dbapi2 as sqlcipher

from tac_desktop.storage.errors import (
    DiskFull,
    DiskTrouble,
    EmptyFile,
    NotAVault,
    ReadOnlyPlace,
    StorageError,
    VaultDamaged,
    VaultLocked,
    VaultOpenElsewhere,
)
from tac_desktop.words import _

APPLICATION_ID = 0x54414344
"""`TACD`, in the header of the database."""

_PLAIN_HEADER = b"SQLite format 3\x00"
_CACHE_KIB = 64 * 1024
_BUSY_SECONDS = 5.0

# Primary result codes of SQLite (the low byte of an extended code).
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _AUTH, _NOTADB = (
    5, 6, 8, 10, 11, 13, 14, 23, 26,
)  # fmt: skip

Row = tuple[Any, ...]


class Database:
    """One keyed connection. Statements outside `transaction` are not allowed to write."""

    def __init__(self, path: Path, data_key: bytes, *, new: bool = False, wal: bool = True) -> None:
        """Open the database, or make it where `new` says so.

        Raises:
            EmptyFile, NotAVault, VaultDamaged, DiskFull, DiskTrouble ...: as the file has it.
        """
        self.path, self.wal = path, wal
        if new:
            path.touch(mode=0o600, exist_ok=False)
        else:
            refuse_unencrypted(path)
        with _as_ours(path):
            self._connection: sqlcipher.Connection | None = sqlcipher.connect(
                str(path), timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
        try:
            with _as_ours(path):
                self._prepare(data_key, wal=wal, new=new)
            if new:
                refuse_unencrypted(path)
        except BaseException:
            self.close()
            raise

    @classmethod
    def untouched(cls, path: Path, data_key: bytes) -> Self:
        """Open a file that nobody writes, such as a backup, and leave no trace beside it."""
        refuse_unencrypted(path)
        found = cls.__new__(cls)
        found.path, found.wal = path, False
        with _as_ours(path):
            address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            found._connection = sqlcipher.connect(
                address, uri=True, isolation_level=None, check_same_thread=False
            )
        try:
            with _as_ours(path):
                found._unlock(data_key)
        except BaseException:
            found.close()
            raise
        return found

    @classmethod
    def of_no_file(cls) -> Self:
        """A database in memory alone, for looking at tables: no record ever goes into it."""
        made = cls.__new__(cls)
        made.path, made.wal = Path(), False
        made._connection = sqlcipher.connect(":memory:", isolation_level=None)
        return made

    def move_log_into_file(self) -> bool:
        """Write the write-ahead log into the file itself; False where a reader keeps it there."""
        if not self.wal:
            return True
        found = self.row("PRAGMA wal_checkpoint(TRUNCATE)")
        return found is not None and found[0] == 0

    def leave_log(self) -> bool:
        """Do without the write-ahead log from now on; False where another connection is in it."""
        try:
            return str(self.value("PRAGMA journal_mode = DELETE")) == "delete"
        except VaultOpenElsewhere:
            return False

    def change_key(self, data_key: bytes) -> None:
        """Encrypt the whole file with another key: for a copy that nobody else has open."""
        self.rows(f"PRAGMA rekey = \"x'{data_key.hex()}'\"")

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows that a statement gives."""
        with _as_ours(self.path):
            return list(self._cursor().execute(statement, values))

    def row(self, statement: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row that a statement gives."""
        with _as_ours(self.path):
            found: Row | None = self._cursor().execute(statement, values).fetchone()
            return found

    def value(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """The first value of the first row; None where there is no row."""
        found = self.row(statement, values)
        return found[0] if found else None

    def each(self, statement: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a statement one after the other, for tables of any size."""
        with _as_ours(self.path):
            cursor = self._cursor().execute(statement, values)
        while True:
            with _as_ours(self.path):
                batch = cursor.fetchmany(500)
            if not batch:
                return
            yield from batch

    def write(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Carry out a statement that changes something, inside a transaction."""
        assert self._connection is None or self._connection.in_transaction
        with _as_ours(self.path):
            self._cursor().execute(statement, values)

    def insert(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Add a row inside a transaction; returns its number."""
        assert self._connection is None or self._connection.in_transaction
        with _as_ours(self.path):
            number = self._cursor().execute(statement, values).lastrowid
            assert number is not None
            return int(number)

    def write_many(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        """Carry out a statement once for each set of values, inside a transaction."""
        assert self._connection is None or self._connection.in_transaction
        with _as_ours(self.path):
            self._cursor().executemany(statement, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside happens or nothing; durable when the block has ended."""
        with _as_ours(self.path):
            self._cursor().execute("BEGIN IMMEDIATE")
        try:
            yield
            with _as_ours(self.path):
                self._cursor().execute("COMMIT")
        except BaseException:
            with suppress(sqlcipher.Error, VaultLocked, MemoryError):
                self._cursor().execute("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside belongs to one moment, whatever is saved meanwhile."""
        with _as_ours(self.path):
            self._cursor().execute("BEGIN")
        try:
            yield
        finally:
            with suppress(sqlcipher.Error, VaultLocked, MemoryError):
                self._cursor().execute("ROLLBACK")

    def damaged_pages(self) -> list[str]:
        """What SQLCipher's page check finds; each finding names a page. Empty when all is well."""
        return [str(row[0]) for row in self.rows("PRAGMA cipher_integrity_check")]

    def broken_structures(self) -> list[str]:
        """What SQLite's own integrity check finds; empty when all is well."""
        found = [str(row[0]) for row in self.rows("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found

    def close(self) -> None:
        """Close the connection; SQLCipher then wipes its copy of the key."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlcipher.Error):
                connection.close()

    def _cursor(self) -> sqlcipher.Cursor:
        if self._connection is None:
            raise VaultLocked
        return self._connection.cursor()

    def _prepare(self, data_key: bytes, *, wal: bool, new: bool) -> None:
        run = self._cursor().execute
        self._unlock(data_key, new=new)
        run(f"PRAGMA journal_mode = {'WAL' if wal else 'DELETE'}")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA foreign_keys = ON")
        run(f"PRAGMA cache_size = -{_CACHE_KIB}")

    def _unlock(self, data_key: bytes, *, new: bool = False) -> None:
        run = self._cursor().execute
        # Nothing may run before the key, except what silences and hardens SQLCipher itself.
        run("PRAGMA cipher_log_level = NONE")
        run("PRAGMA cipher_memory_security = ON")
        run(f"PRAGMA key = \"x'{data_key.hex()}'\"")
        run("PRAGMA cipher_compatibility = 4")
        run("PRAGMA temp_store = MEMORY")
        run("PRAGMA secure_delete = ON")
        if new:
            run(f"PRAGMA application_id = {APPLICATION_ID}")
        # The first read: a wrong key or a damaged first page shows here.
        found = run("PRAGMA application_id").fetchone()
        run("SELECT count(*) FROM sqlite_master").fetchone()
        if found != (APPLICATION_ID,):
            raise VaultDamaged(_("It is an encrypted database of another kind."))


def refuse_unencrypted(path: Path) -> None:
    """Raise where the file is missing, has no bytes, or is readable without a key."""
    try:
        with path.open("rb") as file:
            beginning = file.read(len(_PLAIN_HEADER))
    except FileNotFoundError:
        raise NotAVault(path.parent) from None
    except OSError as error:
        raise DiskTrouble(error.strerror or "") from error
    if not beginning:
        raise EmptyFile
    if beginning == _PLAIN_HEADER:
        raise NotAVault(path.parent)


@contextmanager
def _as_ours(path: Path) -> Iterator[None]:
    """Turn SQLCipher's errors about the file into ours; what is our own mistake passes through."""
    try:
        yield
    except sqlcipher.Error as error:
        ours = _translated(error, path)
        if ours is None:
            raise
        raise ours from error
    except (UnicodeDecodeError, OverflowError, MemoryError) as error:
        # Once SQLCipher has met a damaged page it calls what it refuses a lack of memory.
        raise VaultDamaged from error


def _translated(error: Exception, path: Path) -> StorageError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (_CORRUPT, _NOTADB):
        return VaultDamaged()
    if code == _FULL:
        return DiskFull()
    if code in (_BUSY, _LOCKED):
        return VaultOpenElsewhere()
    if code in (_READONLY, _AUTH):
        return ReadOnlyPlace(path.parent)
    if code in (_IOERR, _CANTOPEN):
        return DiskTrouble(str(error))
    return None
