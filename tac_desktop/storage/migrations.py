"""How the database's tables came to be, step by step. A released step is never changed.

Each step runs in one transaction together with the record that it ran, so that an interrupted
one has either happened or not.
"""

from __future__ import annotations

from dataclasses import dataclass

from tac_desktop import __version__
from tac_desktop.storage.canonical import now_text
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import VaultDamaged, VaultNewer
from tac_desktop.words import _


@dataclass(frozen=True)
class Migration:
    """One step: its number, what it is for, and its statements in order."""

    version: int
    name: str
    statements: tuple[str, ...]


_FIRST = Migration(
    1,
    "journal, revisions, projections, search, drafts",
    (
        "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
        """CREATE TABLE migration (
            version INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL,
            program TEXT NOT NULL) STRICT""",
        """CREATE TABLE holder (
            worker_id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL,
            since TEXT NOT NULL) STRICT""",
        """CREATE TABLE journal (
            seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, at TEXT NOT NULL, by_id TEXT NOT NULL,
            digest TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT""",
        """CREATE TABLE journal_payload (
            seq INTEGER PRIMARY KEY, salt BLOB NOT NULL, mother_id TEXT NOT NULL,
            payload TEXT NOT NULL) STRICT""",
        """CREATE INDEX journal_of_mother ON journal_payload (mother_id, seq)
            WHERE mother_id <> ''""",
        """CREATE TABLE revision (
            revision_id TEXT PRIMARY KEY, record_id TEXT NOT NULL, record_type TEXT NOT NULL,
            mother_id TEXT NOT NULL, at TEXT NOT NULL, by_id TEXT NOT NULL,
            by_name TEXT NOT NULL, reason TEXT NOT NULL, note TEXT NOT NULL,
            parents TEXT NOT NULL, content TEXT NOT NULL, digest TEXT NOT NULL,
            seq INTEGER NOT NULL UNIQUE) STRICT""",
        "CREATE INDEX revision_of_record ON revision (record_id)",
        """CREATE TABLE record (
            number INTEGER PRIMARY KEY, record_id TEXT NOT NULL UNIQUE,
            record_type TEXT NOT NULL, mother_id TEXT NOT NULL, shown TEXT NOT NULL,
            heads TEXT NOT NULL, sort_date TEXT NOT NULL, first_at TEXT NOT NULL,
            first_by TEXT NOT NULL, last_at TEXT NOT NULL, last_by TEXT NOT NULL,
            revisions INTEGER NOT NULL) STRICT""",
        "CREATE INDEX record_of_mother ON record (mother_id, record_type)",
        "CREATE INDEX record_of_type ON record (record_type)",
        """CREATE VIRTUAL TABLE search USING fts5 (
            mother, words, content='', contentless_delete=1, prefix='2 3',
            tokenize="unicode61 remove_diacritics 0")""",
        """CREATE TABLE draft (
            draft_id TEXT PRIMARY KEY, record_id TEXT NOT NULL, record_type TEXT NOT NULL,
            mother_id TEXT NOT NULL, content TEXT NOT NULL, saved_at TEXT NOT NULL,
            base TEXT NOT NULL, by_id TEXT NOT NULL, by_name TEXT NOT NULL) STRICT""",
        """CREATE TABLE caseload (
            mother_id TEXT PRIMARY KEY, stale INTEGER NOT NULL, facts TEXT NOT NULL,
            found_by TEXT NOT NULL) STRICT""",
    ),
)

_ATTACHMENTS = Migration(
    2,
    "files of documents",
    (
        """CREATE TABLE attachment (
            sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, parts INTEGER NOT NULL,
            kept_at TEXT NOT NULL) STRICT""",
        """CREATE TABLE attachment_part (
            sha256 TEXT NOT NULL REFERENCES attachment (sha256), number INTEGER NOT NULL,
            content BLOB NOT NULL, PRIMARY KEY (sha256, number)) STRICT""",
    ),
)

_NAMES = Migration(
    3,
    "names, for those that sound alike",
    (
        "CREATE TABLE name_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
        "INSERT OR REPLACE INTO fact (name, value) VALUES ('index', 'outdated')",
    ),
)

_AGENDA = Migration(
    4,
    "agenda of each mother",
    (
        """CREATE TABLE agenda (
            mother_id TEXT PRIMARY KEY, day TEXT NOT NULL, facts TEXT NOT NULL) STRICT""",
    ),
)

_PRINTS = Migration(
    5,
    "prints to make later, and those made lately",
    (
        """CREATE TABLE print_order (
            order_id TEXT PRIMARY KEY, pack TEXT NOT NULL, mother_id TEXT NOT NULL,
            record_id TEXT NOT NULL, content TEXT NOT NULL, kept_at TEXT NOT NULL,
            by_id TEXT NOT NULL, by_name TEXT NOT NULL) STRICT""",
        """CREATE TABLE print_choice (
            by_id TEXT NOT NULL, pack TEXT NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (by_id, pack)) STRICT, WITHOUT ROWID""",
    ),
)

_ROLES = Migration(
    6,
    "what each person may do, until when, and when she was last here",
    (
        "ALTER TABLE holder ADD COLUMN access TEXT NOT NULL DEFAULT 'all'",
        "ALTER TABLE holder ADD COLUMN until TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE holder ADD COLUMN left_at TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE holder ADD COLUMN last_opened TEXT NOT NULL DEFAULT ''",
    ),
)

_LINES = Migration(
    7,
    "lines of the caseload with the days on which they hold",
    (
        "ALTER TABLE caseload ADD COLUMN holds_from TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE caseload ADD COLUMN holds_until TEXT NOT NULL DEFAULT ''",
        """UPDATE caseload SET holds_from = coalesce(json_extract(facts, '$.from'), ''),
            holds_until = coalesce(json_extract(facts, '$.until'), '')
            WHERE facts <> '' AND stale = 0""",
        "CREATE INDEX caseload_to_compute ON caseload (mother_id) WHERE stale = 1",
    ),
)

MIGRATIONS: tuple[Migration, ...] = (_FIRST, _ATTACHMENTS, _NAMES, _AGENDA, _PRINTS, _ROLES, _LINES)
FORMAT_VERSION = MIGRATIONS[-1].version
"""The newest database format that this program reads and the only one that it writes."""


def format_version(database: Database) -> int:
    """The format that the database is in; 0 for one without tables."""
    return int(database.value("PRAGMA user_version"))


def bring_up_to_date(database: Database, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Run the steps that have not run yet.

    Raises:
        VaultNewer: where the database is in a format that this program does not know.
    """
    newest = migrations[-1].version
    found = format_version(database)
    if found > newest:
        raise VaultNewer(found, newest)
    for migration in migrations:
        if migration.version > found:
            _run(database, migration)
    ran = database.value("SELECT max(version) FROM migration")
    if ran != newest:
        raise VaultDamaged(_("Its tables and its list of migrations disagree."))


def _run(database: Database, migration: Migration) -> None:
    with database.transaction():
        for statement in migration.statements:
            database.write(statement)
        database.write(
            "INSERT INTO migration (version, name, at, program) VALUES (?, ?, ?, ?)",
            (migration.version, migration.name, now_text(), __version__),
        )
        database.write(f"PRAGMA user_version = {migration.version}")
