"""Files of documents travel with a handover, whole or not at all; none goes missing unsaid."""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tac_desktop.casework.training_pictures import drawing_png, paper_pdf
from tac_desktop.casework.work import Document
from tac_desktop.handover import bundle as bundles
from tac_desktop.handover.bundle import read_bundle
from tac_desktop.handover.container import EncryptedReader, EncryptedWriter
from tac_desktop.handover.errors import HandoverDamaged
from tac_desktop.handover.files import FilesIn
from tac_desktop.handover.outcome import HandoverNotWritten
from tac_desktop.handover.read import check_handover, open_handover, plan, take_in
from tac_desktop.storage import attachments
from tac_desktop.storage.attachments import AttachmentFact
from tac_desktop.storage.vault import Vault
from tests.end_to_end.leaks import Finder, files_below
from tests.handover.cases import CHEAP, MARKER, MOTHER_ID, OTHER_MOTHER_ID, PASSPHRASE, hand_over

LONG = paper_pdf("Report", [f"Line {number} {MARKER}" for number in range(30_000)])
PICTURE = drawing_png(5)
Line = dict[str, Any]


@pytest.fixture
def order(sender: Vault) -> Document:
    """A document whose first file was replaced, beside one of another mother."""
    document = Document(mother_id=MOTHER_ID, title="Order")
    sender.attachments.attach(document, PICTURE)
    kept = sender.attachments.attach(document, LONG, reason="correction").record()
    other = Document(mother_id=OTHER_MOTHER_ID, title="Not hers")
    sender.attachments.attach(other, drawing_png(6))
    assert isinstance(kept, Document)
    return kept


def test_files_arrive_are_counted_and_repeating_changes_nothing(
    sender: Vault, receiver: Vault, stick: Path, order: Document
):
    assert len(LONG) > attachments.PART_BYTES
    written = hand_over(sender, stick)
    assert written.not_carried == ()
    assert len(written.manifest.files) == 2
    assert any(one.startswith("Files of documents: 2 (") for one in written.manifest.contents)
    assert "2 files of documents" in sender.entries("disclosure")[0].record.what  # type: ignore[attr-defined]
    assert any("Files of documents: 2" in one for one in checked(written.path))

    opened = open_handover(written.path, PASSPHRASE)
    said = plan(receiver, opened).sentences()
    assert "Files of documents: 2 new." in said
    taken = take_in(receiver, opened)
    assert "2 files of documents" in taken.sentence
    first, second = receiver.history(order.id)
    for revision, content in ((first, PICTURE), (second, LONG)):
        assert receiver.attachments.content(attachments.named_by(revision)) == content
    assert receiver.verify().ok
    before = receiver.verify().counts
    again = take_in(receiver, open_handover(written.path, PASSPHRASE))
    assert again.merge.changes_nothing
    assert receiver.verify().counts["files"] == before["files"] == 2


def checked(path: Path) -> list[str]:
    return check_handover(path, PASSPHRASE).sentences()


def test_nothing_of_a_file_lies_readable_on_the_stick(sender: Vault, stick: Path, order: Document):
    hand_over(sender, stick)
    assert Finder([MARKER, "%PDF-1.4"]).in_files(files_below(stick)) == {}


def test_a_damaged_file_keeps_no_handover_from_being_written_and_is_named(
    sender: Vault, receiver: Vault, stick: Path, order: Document
):
    with sender._writing() as database:
        database.write(
            "UPDATE attachment_part SET content = x'00' WHERE sha256 = ?", (order.content_sha256,)
        )
    written = hand_over(sender, stick)
    assert written.not_carried == ("Order",)
    found = plan(receiver, open_handover(written.path, PASSPHRASE))
    assert found.merge.files_missing == ("Order",)
    assert "“Order” did not come along" in " ".join(found.sentences())


def test_a_file_that_changes_while_it_is_written_is_no_handover(
    sender: Vault, stick: Path, order: Document, monkeypatch: pytest.MonkeyPatch
):
    really = sender.attachments.parts
    monkeypatch.setattr(
        sender.attachments, "parts", lambda sha256: [part[::-1] for part in really(sha256)]
    )
    with pytest.raises(HandoverNotWritten):
        hand_over(sender, stick)
    assert list(stick.iterdir()) == []


def rewritten(file: bytes, change: Callable[[Line, list[Line]], None]) -> bytes:
    """The handover by someone who has the passphrase and a mind to change what it says."""
    packed = b"".join(EncryptedReader(io.BytesIO(file), PASSPHRASE).chunks())
    manifest, *lines = [json.loads(line) for line in zlib.decompress(packed).splitlines()]
    out = io.BytesIO()
    writer = EncryptedWriter(out, PASSPHRASE, CHEAP)
    manifest["bundle_id"] = writer.header.bundle_id
    change(manifest, lines)
    written = [bundles._line(line) for line in lines]
    revisions = [one for one, line in zip(written, lines, strict=True) if "file" not in line]
    manifest["revisions_sha256"] = hashlib.sha256(b"".join(revisions)).hexdigest()
    writer.write(zlib.compress(bundles._line(manifest) + b"".join(written)))
    writer.finish()
    return out.getvalue()


def other_bytes(manifest: Line, lines: list[Line]) -> None:
    lines[-1]["content"] = "AAAA"


def one_part_less(manifest: Line, lines: list[Line]) -> None:
    lines.pop()


def parts_swapped(manifest: Line, lines: list[Line]) -> None:
    place = next(at for at, one in enumerate(lines) if one.get("number") == 1)
    lines[place - 1], lines[place] = lines[place], lines[place - 1]


def unnamed(manifest: Line, lines: list[Line]) -> None:
    manifest["files"].pop()


def a_part_twice(manifest: Line, lines: list[Line]) -> None:
    lines.append(dict(lines[-1]))


def of_no_document(manifest: Line, lines: list[Line]) -> None:
    stray = b"stray"
    sha256 = hashlib.sha256(stray).hexdigest()
    manifest["files"].append({"sha256": sha256, "bytes": len(stray)})
    lines.append({"file": sha256, "number": 0, "content": "c3RyYXk="})


def before_a_revision(manifest: Line, lines: list[Line]) -> None:
    lines.insert(0, lines.pop())


def no_base64(manifest: Line, lines: list[Line]) -> None:
    lines[-1]["content"] = ["?"]


@pytest.mark.parametrize(
    "change",
    [
        other_bytes, one_part_less, parts_swapped, unnamed, a_part_twice, of_no_document,
        before_a_revision, no_base64,
    ],
)  # fmt: skip
def test_files_that_are_not_whole_are_refused(
    sender: Vault, stick: Path, order: Document, change: Callable[[Line, list[Line]], None]
):
    file = rewritten(hand_over(sender, stick).path.read_bytes(), change)
    for keep in (True, False):
        with pytest.raises(HandoverDamaged):
            read_bundle(io.BytesIO(file), len(file), PASSPHRASE, keep_files=keep)


def test_a_handover_of_the_first_version_is_still_read(sender: Vault, stick: Path):
    def as_before(manifest: Line, lines: list[Line]) -> None:
        manifest["version"] = 1
        del manifest["files"]

    file = rewritten(hand_over(sender, stick).path.read_bytes(), as_before)
    bundle = read_bundle(io.BytesIO(file), len(file), PASSPHRASE)
    assert bundle.files == {} and bundle.manifest.files == ()
    assert bundle.revisions


@pytest.mark.parametrize("sha256", ["", None, 5, [], "0" * 64])
def test_a_part_of_a_file_that_nothing_names_is_damage(sha256: object) -> None:
    for meant in ((), (AttachmentFact("", 3),)):
        files = FilesIn(meant, keep=True)
        with pytest.raises(HandoverDamaged):
            files.take({"file": sha256, "number": 0, "content": "AAAA"})
            files.finish([""])
