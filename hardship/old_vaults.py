"""Vaults as earlier versions of the program left them, made out of ones of this version.

A released step only adds: taking away what the later steps added gives the earlier format.
"""

from __future__ import annotations

import re
from pathlib import Path

from tac_desktop.storage.database import Database
from tac_desktop.storage.migrations import MIGRATIONS
from tac_desktop.storage.places import DATABASE_FILE

_TABLE = re.compile(r"CREATE (?:VIRTUAL )?TABLE (\w+)")
_INDEX = re.compile(r"CREATE (?:UNIQUE )?INDEX (\w+)")
_COLUMN = re.compile(r"ALTER TABLE (\w+) ADD (?:COLUMN )?(\w+)")
_ANSWERED = re.compile(r"INSERT|UPDATE|DELETE")


def take_back(folder: Path, data_key: bytes, version: int) -> None:
    """Give the closed vault in `folder` the format of an earlier version.

    Raises:
        ValueError: where a later step did something else than add.
    """
    database = Database(folder / DATABASE_FILE, data_key, wal=True)
    try:
        with database.transaction():
            for migration in reversed(MIGRATIONS):
                if migration.version > version:
                    for statement in reversed(migration.statements):
                        _take_back(database, statement)
            database.write("DELETE FROM migration WHERE version > ?", (version,))
            database.write(f"PRAGMA user_version = {version}")
        database.move_log_into_file()
    finally:
        database.close()


def _take_back(database: Database, statement: str) -> None:
    if table := _TABLE.match(statement):
        database.write(f"DROP TABLE {table[1]}")
    elif index := _INDEX.match(statement):
        database.write(f"DROP INDEX IF EXISTS {index[1]}")
    elif column := _COLUMN.match(statement):
        database.write(f"ALTER TABLE {column[1]} DROP COLUMN {column[2]}")
    elif not _ANSWERED.match(statement):
        raise ValueError(f"cannot be taken back: {statement[:60]}")
