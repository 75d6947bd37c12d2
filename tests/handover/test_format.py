"""The documentation of the format is true: its reader opens what the product writes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

from tac_desktop.casework.training_pictures import paper_pdf
from tac_desktop.casework.work import Document
from tac_desktop.handover.fingerprint import Fingerprint
from tac_desktop.handover.header import HANDOVER_COST
from tac_desktop.handover.read import open_handover
from tac_desktop.storage.vault import Vault
from tests.handover.cases import DETAILS, MARKER, MOTHER_ID, PASSPHRASE, hand_over

SCAN = paper_pdf("Order", ["Everything in it is invented."])
ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs/handover-format.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def documented() -> dict[str, Any]:
    """What the code on the page defines; nothing of the product is within its reach."""
    code = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)[0]
    assert "tac_desktop" not in code
    names: dict[str, Any] = {}
    exec(compile(code, "docs/handover-format.md", "exec"), names)
    return names


def test_the_documented_reader_reads_a_handover(
    sender: Vault, stick: Path, documented: dict[str, Any]
):
    written = hand_over(sender, stick)
    manifest, revisions, _files = documented["read_handover"](written.path.read_bytes(), PASSPHRASE)
    assert manifest["mother_id"] == MOTHER_ID
    assert manifest["authority"] == DETAILS.authority
    opened = open_handover(written.path, PASSPHRASE)
    assert revisions == [one.as_json() for one in opened.revisions]
    assert sum(MARKER in json.dumps(one) for one in revisions) > 5


def test_the_documented_reader_reads_the_files_of_documents(
    sender: Vault, stick: Path, documented: dict[str, Any]
):
    sender.attachments.attach(Document(mother_id=MOTHER_ID, title="Order"), SCAN)
    written = hand_over(sender, stick)
    manifest, revisions, files = documented["read_handover"](written.path.read_bytes(), PASSPHRASE)
    assert list(files.values()) == [SCAN]
    (named,) = [one["content"] for one in revisions if one["record_type"] == "document"]
    assert [one["sha256"] for one in manifest["files"]] == [named["content_sha256"]]


def test_the_documented_reader_refuses_what_was_changed(
    sender: Vault, stick: Path, documented: dict[str, Any]
):
    file = bytearray(hand_over(sender, stick).path.read_bytes())
    with pytest.raises(AssertionError, match="wrong passphrase"):
        documented["read_handover"](bytes(file), "another passphrase")
    file[-30] ^= 1
    with pytest.raises(InvalidTag):
        documented["read_handover"](bytes(file), PASSPHRASE)


def test_the_manifest_and_revisions_have_the_documented_keys(
    sender: Vault, stick: Path, documented: dict[str, Any]
):
    written = hand_over(sender, stick)
    manifest, revisions, _files = documented["read_handover"](written.path.read_bytes(), PASSPHRASE)
    _before, first, second = re.split(r"^\| key \| what \|$", DOCUMENT, flags=re.MULTILINE)
    assert keys_in_table(first) == set(manifest)
    assert keys_in_table(second) == set(revisions[0])


def test_the_words_of_the_fingerprint_are_as_documented():
    words = (ROOT / "resources/word_list/eff_large.txt").read_text(encoding="utf-8").split()
    digest = "9f" * 32
    number, expected = int(digest, 16), []
    for _time in range(6):
        number, place = divmod(number, 7776)
        expected.append(words[place])
    assert Fingerprint(digest).words == tuple(expected)


def test_the_documented_cost_is_the_one_in_use():
    cost = HANDOVER_COST
    assert f'"memory_kib": {cost.memory_kib}, "iterations": {cost.iterations}' in DOCUMENT


def keys_in_table(text: str) -> set[str]:
    """The names in the first column of the table that a text begins with."""
    rows = [row for row in text.split("\n\n")[0].splitlines() if row.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}
