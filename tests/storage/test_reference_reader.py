"""A program that knows only the documents reads a backup, and finds what was changed in one."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from tac_desktop.casework.record import content_of
from tac_desktop.casework.training_pictures import drawing_png
from tac_desktop.casework.work import Document
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.vault import Vault
from tests.storage import reference_reader
from tests.storage.conftest import NAME, PASSPHRASE, ROLE
from tests.storage.people import a_mother, an_entry
from tests.storage.reference_reader import Refused, read_backup

MARKER = "KITTIWAKE-8842"


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, str, Vault]:
    vault, code = Vault.create(tmp_path / "v", NAME, ROLE, PASSPHRASE, cost=KeyCost.for_tests())
    mother = a_mother(last="Ŵyn")
    entry = an_entry(mother, f"before {MARKER}")
    vault.save_all([mother, entry])
    vault.save(entry.changed(text=f"after {MARKER}"), reason="correction")
    vault.attachments.attach(Document(mother_id=mother.id, title="A drawing"), drawing_png(1))
    backup = vault.backups.make(tmp_path / "backups")
    yield backup.folder, code, vault
    vault.close()


def test_it_imports_nothing_of_the_product():
    tree = ast.parse(Path(reference_reader.__file__).read_text(encoding="utf-8"))
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {one.name.split(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add((node.module or "").split(".")[0])
    beyond = imported - sys.stdlib_module_names - {"__future__"}
    assert beyond == {"cryptography", "sqlcipher3"}


def test_it_runs_where_the_product_is_not(made: tuple[Path, str, Vault], tmp_path: Path):
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(reference_reader.__file__, alone / "reader.py")
    done = subprocess.run(
        [sys.executable, "-I", "reader.py", str(made[0])],
        cwd=alone,
        input=PASSPHRASE,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env={"PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert f"after {MARKER}" in done.stdout
    assert "the chain whole" in done.stdout


def test_it_reads_all_that_the_vault_shows_with_passphrase_and_recovery_code(
    made: tuple[Path, str, Vault],
):
    folder, code, vault = made
    read = read_backup(folder, PASSPHRASE)
    for record_id, heads in read.heads().items():
        entry = vault.entry(record_id)
        assert entry is not None
        assert heads[-1]["content"] == content_of(entry.record)
    assert list(read.files.values()) == [drawing_png(1)]
    assert len(read.revisions) == 5
    assert read_backup(folder, code.lower()).revisions == read.revisions


def test_another_passphrase_opens_nothing(made: tuple[Path, str, Vault]):
    with pytest.raises(Refused, match="none of its slots"):
        read_backup(made[0], "another passphrase altogether")


def test_one_changed_byte_of_the_database_or_of_the_keys_is_found(made: tuple[Path, str, Vault]):
    folder = made[0]
    for name, words in (("vault.db", "not as it was written"), ("keys.json", "damaged")):
        path = folder / name
        whole = path.read_bytes()
        place = len(whole) // 2 if name == "vault.db" else whole.index(b"social") + 2
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Refused, match=words):
            read_backup(folder, PASSPHRASE)
        path.write_bytes(whole)
    assert read_backup(folder, PASSPHRASE)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE journal SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 3", "was changed"),
        ("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)", "cut off"),
        ("UPDATE revision SET note = 'x' WHERE seq = 4", "revision was changed"),
        ("DELETE FROM journal_payload WHERE seq = 2", "no disposal names"),
        ("UPDATE journal_payload SET payload = '{}' WHERE seq = 2", "says was changed"),
    ],
)
def test_whoever_has_the_key_and_changes_something_is_found(
    made: tuple[Path, str, Vault], statement: str, words: str
):
    folder = made[0]
    key = reference_reader.data_key(folder, PASSPHRASE)
    connection = sqlcipher.connect(str(folder / "vault.db"))
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA foreign_keys = OFF")
    changed = connection.execute(statement).rowcount
    connection.commit()
    connection.close()
    assert changed == 1
    about = json.loads((folder / "backup.json").read_text())
    content = (folder / "vault.db").read_bytes()
    about |= {"bytes": len(content), "sha256": reference_reader.hashlib.sha256(content).hexdigest()}
    (folder / "backup.json").write_text(json.dumps(about))
    with pytest.raises(Refused, match=words):
        read_backup(folder, PASSPHRASE)
