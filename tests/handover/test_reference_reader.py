"""A program that knows only the document reads every handover, those of the past too."""

from __future__ import annotations

import ast
import datetime as dt
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tac_desktop.casework.training_pictures import paper_pdf
from tac_desktop.casework.work import Document
from tac_desktop.handover.errors import HandoverNewer
from tac_desktop.handover.header import FORMAT_VERSION, MAGIC
from tac_desktop.handover.read import open_handover, plan, take_in
from tac_desktop.handover.view import look_at
from tac_desktop.storage.vault import Vault
from tests.handover import reference_reader
from tests.handover.cases import MARKER, MOTHER_ID, PASSPHRASE, hand_over, task
from tests.handover.reference_reader import Refused, read_handover

HERE = Path(__file__).parent
WORD_LIST = HERE.parents[1] / "resources/word_list/eff_large.txt"
WORDS = WORD_LIST.read_text(encoding="utf-8").split()
GOLDEN = sorted((HERE / "golden").glob("version-*.tac"))
DAY = dt.date(2026, 11, 22)
SCANS = [paper_pdf("Order", [words]) for words in ("Everything is invented.", "Page two.")]


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
    assert beyond == {"cryptography"}


def test_it_runs_where_the_product_is_not(sender: Vault, stick: Path, tmp_path: Path):
    """By itself in an empty folder; `-I` keeps this folder and every path of ours out."""
    written = hand_over(sender, stick)
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(reference_reader.__file__, alone / "reader.py")
    done = subprocess.run(
        [sys.executable, "-I", "reader.py", str(written.path), str(WORD_LIST)],
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
    assert " ".join(written.fingerprint.words) in done.stdout
    assert MARKER in done.stdout
    assert "contact_log" in done.stdout


def test_it_reads_what_the_product_writes(sender: Vault, stick: Path):
    document = Document(mother_id=MOTHER_ID, title="Order")
    for scan in SCANS:
        sender.attachments.attach(document, scan)
    written = hand_over(sender, stick)
    found = read_handover(written.path.read_bytes(), PASSPHRASE)
    opened = open_handover(written.path, PASSPHRASE)
    assert found.revisions == [one.as_json() for one in opened.revisions]
    assert found.files == dict(opened.files)
    assert sorted(found.files.values()) == sorted(SCANS)
    assert tuple(found.check_words(WORDS)) == written.fingerprint.words
    assert tuple(found.receipt_words("2026-11-22", WORDS)) == opened.contents.words_on(DAY)
    looked = look_at(opened, DAY).case_file
    for record_id, heads in found.heads().items():
        assert heads[-1]["record_type"] == looked.by_id[record_id].record.type_name


def test_it_shows_a_fork_as_the_product_does(sender: Vault, receiver: Vault, stick: Path):
    one = task("Ring the school")
    sender.save(one)
    take_in(receiver, open_handover(hand_over(sender, stick).path, PASSPHRASE))
    sender.save(one.changed(title="Ring the school on Monday"))
    receiver.save(one.changed(title="Ring the head teacher"))
    take_in(sender, open_handover(hand_over(receiver, stick).path, PASSPHRASE))
    found = read_handover(hand_over(sender, stick).path.read_bytes(), PASSPHRASE)
    heads = found.heads()[one.id]
    assert len(heads) == 2
    shown = sender.entry(one.id)
    assert shown is not None
    assert heads[-1]["content"]["title"] == shown.record.title  # type: ignore[attr-defined]


@pytest.mark.parametrize("place", [3, 9, 12, 40, 300, -400, -20, -1])
def test_it_refuses_what_was_changed(sender: Vault, stick: Path, place: int):
    file = bytearray(hand_over(sender, stick).path.read_bytes())
    file[place] ^= 1
    with pytest.raises(Refused):
        read_handover(bytes(file), PASSPHRASE)


def test_it_refuses_another_passphrase_and_a_file_that_was_cut_off(sender: Vault, stick: Path):
    file = hand_over(sender, stick).path.read_bytes()
    with pytest.raises(Refused, match="wrong passphrase"):
        read_handover(file, "another passphrase altogether")
    for length in (0, 7, 13, 200, len(file) - 1):
        with pytest.raises(Refused):
            read_handover(file[:length], PASSPHRASE)


# --- files of the past ----------------------------------------------------------------------------


def test_there_is_a_file_of_every_version_that_was_ever_written():
    assert [one.stem for one in GOLDEN] == [
        f"version-{number}" for number in range(1, FORMAT_VERSION + 1)
    ]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_file_of_the_past_is_read_by_the_product_and_by_the_document(path: Path):
    opened = open_handover(path, PASSPHRASE)
    found = read_handover(path.read_bytes(), PASSPHRASE)
    assert path.stem == f"version-{found.version}"
    assert found.revisions == [one.as_json() for one in opened.revisions]
    assert found.files == dict(opened.files)
    assert found.is_part == (opened.manifest.reader is not None) == (found.version == 3)
    assert len(found.files) == {1: 0, 2: 2, 3: 1}[found.version]
    looked = look_at(opened, DAY)
    assert looked.not_understood == 0
    assert "Rhosyn" in opened.about
    texts = [getattr(one.record, "text", "") for one in looked.case_file.entries]
    assert any("We talked about Megan." in one for one in texts)
    amended = [one for one in looked.case_file.entries if one.amendments]
    assert {one.reason for entry in amended for one in entry.amendments} >= {
        "correction",
        "addition",
    }


@pytest.mark.parametrize("path", GOLDEN[:2], ids=lambda path: path.stem)
def test_a_whole_file_of_the_past_is_taken_in(path: Path, receiver: Vault):
    opened = open_handover(path, PASSPHRASE)
    taken = take_in(receiver, opened)
    assert taken.mother_id == MOTHER_ID
    assert plan(receiver, opened).changes_nothing
    assert receiver.verify().ok
    documents = receiver.entries("document", MOTHER_ID)
    assert len(documents) == (0 if path.stem == "version-1" else 1)


def test_a_file_of_the_future_is_refused_with_a_sentence(tmp_path: Path):
    newest = GOLDEN[-1].read_bytes()
    header_bytes = int.from_bytes(newest[10:14], "big")
    content = newest[14 : 14 + header_bytes].replace(b'"minimum_reader":3', b'"minimum_reader":4')
    begun = MAGIC + (FORMAT_VERSION + 1).to_bytes(2, "big") + newest[10:14] + content
    path = tmp_path / "future.tac"
    digest = reference_reader._sha256(begun)
    path.write_bytes(begun + bytes.fromhex(digest) + newest[14 + header_bytes + 32 :])
    with pytest.raises(HandoverNewer) as refused:
        open_handover(path, PASSPHRASE)
    assert "made by a newer version" in refused.value.sentence
    assert "not damaged" in refused.value.sentence
    with pytest.raises(Refused, match="newer version"):
        read_handover(path.read_bytes(), PASSPHRASE)
