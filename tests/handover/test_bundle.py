"""The content of a handover: whatever is inside the encryption is still not believed."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tac_desktop.casework.people import Person
from tac_desktop.casework.record import Record
from tac_desktop.errors import Cancelled
from tac_desktop.handover.bundle import Bundle, Sender, read_bundle, write_bundle
from tac_desktop.handover.container import EncryptedReader, EncryptedWriter
from tac_desktop.handover.errors import HandoverDamaged, HandoverNewer, HandoverTooLarge
from tac_desktop.handover.fingerprint import Fingerprint
from tac_desktop.handover.limits import Limits
from tac_desktop.handover.manifest import CONTENT_VERSION
from tac_desktop.storage.key_slots import VaultPerson
from tac_desktop.storage.passphrases import word_list
from tac_desktop.storage.revisions import Revision
from tests.handover.cases import CHEAP, DETAILS, MOTHER_ID, PASSPHRASE, contact, encrypted, task

SENDER = Sender(
    VaultPerson("w1", "Ffion Example", "social_worker"), "Team", "HMP X", "v1", True, "J7-AB"
)
Line = dict[str, Any]


def revision(record: Record) -> Revision:
    return Revision.of(record, by_id="w1", by_name="Ffion Example", reason="", note="", parents=())


REVISIONS = [revision(contact(text=f"entry {number}")) for number in range(3)]


def written(revisions: list[Revision] = REVISIONS) -> bytes:
    out = io.BytesIO()
    writer = EncryptedWriter(out, PASSPHRASE, CHEAP)
    write_bundle(writer, MOTHER_ID, revisions, SENDER, DETAILS)
    return out.getvalue()


def read(file: bytes, limits: Limits | None = None) -> Bundle:
    return read_bundle(io.BytesIO(file), len(file), PASSPHRASE, limits)


def unpacked(file: bytes) -> bytes:
    return zlib.decompress(b"".join(EncryptedReader(io.BytesIO(file), PASSPHRASE).chunks()))


def rewritten(change: Callable[[Line, list[Line]], None], *, seal: bool = True) -> bytes:
    """A bundle by someone who has the passphrase and a mind to change what it says.

    With `seal`, the digest over the lines is made to fit again.
    """
    out = io.BytesIO()
    writer = EncryptedWriter(out, PASSPHRASE, CHEAP)
    manifest, *lines = [json.loads(line) for line in unpacked(written()).splitlines()]
    manifest["bundle_id"] = writer.header.bundle_id
    change(manifest, lines)
    rest = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    if seal:
        manifest["revisions_sha256"] = hashlib.sha256(rest).hexdigest()
    writer.write(zlib.compress(json.dumps(manifest).encode() + b"\n" + rest))
    writer.finish()
    return out.getvalue()


def nothing(manifest: Line, lines: list[Line]) -> None:
    """Change nothing."""


def test_what_was_written_is_read():
    before = dt.datetime.now(dt.UTC)
    file = written()
    bundle = read(file)
    assert list(bundle.revisions) == REVISIONS
    assert bundle.size == len(file)
    assert bundle.fingerprint.hex == hashlib.sha256(file).hexdigest()
    manifest = bundle.manifest
    assert before <= manifest.made_at <= dt.datetime.now(dt.UTC)
    assert manifest.details == DETAILS
    assert manifest.made_by == SENDER.person
    assert (manifest.service, manifest.prison) == ("Team", "HMP X")
    assert (manifest.mother_id, manifest.journal_reference) == (MOTHER_ID, "J7-AB")
    assert manifest.training
    assert [(one.record_type, one.records, one.revisions) for one in manifest.counts] == [
        ("contact_log", 3, 3)
    ]
    assert manifest.sender == "Ffion Example, Team, HMP X"


def test_a_handover_of_somebody_else_in_the_same_layout_is_read():
    assert list(read(rewritten(nothing)).revisions) == REVISIONS


def test_the_contents_are_in_words_and_in_the_order_people_know():
    mother = Person(id=MOTHER_ID, mother_id=MOTHER_ID, kind="mother", first_names="Rhosyn")
    manifest = read(written([revision(one) for one in (task("Ring"), contact(), mother)])).manifest
    assert manifest.contents == ["People: 1", "Contact log: 1", "Tasks: 1"]
    assert (manifest.records, manifest.revisions) == (3, 3)


def test_a_changed_revision_is_noticed_even_if_everything_else_fits():
    def change(manifest: Line, lines: list[Line]) -> None:
        lines[1]["content"]["text"] = "something else"

    with pytest.raises(HandoverDamaged, match="digest"):
        read(rewritten(change))


@pytest.mark.parametrize("field", ["by_name", "at", "note", "mother_id", "revision_id"])
def test_author_and_time_are_bound_too(field: str):
    def change(manifest: Line, lines: list[Line]) -> None:
        lines[0][field] = {"at": "2020-01-01T00:00:00.000000Z"}.get(field, MOTHER_ID)
        lines[0]["note"] = "x" if field == "mother_id" else lines[0]["note"]

    with pytest.raises(HandoverDamaged):
        read(rewritten(change))


def change_dropped(manifest: Line, lines: list[Line]) -> None:
    lines.pop()


def change_twice(manifest: Line, lines: list[Line]) -> None:
    lines.append(lines[0])
    manifest["counts"][0]["revisions"] += 1


def change_count(manifest: Line, lines: list[Line]) -> None:
    manifest["counts"][0]["records"] += 1


def change_mother(manifest: Line, lines: list[Line]) -> None:
    manifest["mother_id"] = "0198c0de-0000-7000-8000-0000000000aa"


def change_bundle(manifest: Line, lines: list[Line]) -> None:
    manifest["bundle_id"] = "0" * 32


def change_no_revisions(manifest: Line, lines: list[Line]) -> None:
    lines.clear()
    manifest["counts"] = []


def change_no_content(manifest: Line, lines: list[Line]) -> None:
    lines[0]["content"] = "text"


def change_digest_missing(manifest: Line, lines: list[Line]) -> None:
    del lines[0]["digest"]


def change_moment(manifest: Line, lines: list[Line]) -> None:
    manifest["made_at"] = "yesterday"


def change_lone_surrogate(manifest: Line, lines: list[Line]) -> None:
    manifest["recipient"] = "\ud800"


@pytest.mark.parametrize(
    "change",
    [
        change_dropped,
        change_twice,
        change_count,
        change_mother,
        change_bundle,
        change_no_revisions,
        change_no_content,
        change_digest_missing,
        change_moment,
        change_lone_surrogate,
    ],
)
def test_contents_that_contradict_themselves_are_refused(change: Callable[..., None]):
    with pytest.raises(HandoverDamaged):
        read(rewritten(change))


def test_lines_that_do_not_fit_the_manifest_are_refused():
    with pytest.raises(HandoverDamaged, match="list of contents"):
        read(rewritten(change_dropped, seal=False))


def newer_manifest(manifest: Line, lines: list[Line]) -> None:
    manifest["version"] = CONTENT_VERSION + 1


def newer_revision(manifest: Line, lines: list[Line]) -> None:
    lines[2]["format"] = 2


@pytest.mark.parametrize("change", [newer_manifest, newer_revision])
def test_newer_contents_are_called_newer(change: Callable[..., None]):
    with pytest.raises(HandoverNewer):
        read(rewritten(change))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not packed",
        zlib.compress(b""),
        zlib.compress(b"{}\n"),
        zlib.compress(b"[]\n"),
        zlib.compress(b"\xff\n"),
        zlib.compress(b'{"format": NaN}\n'),
        zlib.compress(b'{"format": 1e999}\n'),
        zlib.compress(b'{"a":' * 100_000 + b"\n"),
        zlib.compress(b'{"no line feed": 1}'),
        zlib.compress(b"{}\n" * 99)[:-6],
        zlib.compress(b"{}\n") + b"more",
    ],
)
def test_senseless_contents_are_damage(content: bytes):
    with pytest.raises(HandoverDamaged):
        read(encrypted(content))


def test_whatever_is_packed_in_any_portions_is_unpacked():
    many = [revision(contact(text=f"{number} " * 400)) for number in range(700)]
    assert list(read(written(many)).revisions) == many


def test_a_small_file_cannot_fill_the_memory():
    bomb = zlib.compress(bytes(40 * 1024 * 1024))
    assert len(bomb) < 100_000
    limits = Limits(content_bytes=8 * 1024 * 1024, line_bytes=64 * 1024 * 1024)
    with pytest.raises(HandoverTooLarge, match="unpacks"):
        read(encrypted(bomb, 64 * 1024), limits)
    with pytest.raises(HandoverTooLarge, match="lines"):
        read(encrypted(bomb, 64 * 1024), replace(limits, content_bytes=2**30, line_bytes=2**20))


def test_more_revisions_than_allowed_are_refused():
    with pytest.raises(HandoverTooLarge):
        read(written(), Limits(revisions=2))
    assert read(written(), Limits(revisions=3))


def test_a_file_larger_than_allowed_is_refused_before_the_key_is_worked_out():
    file = written()
    with pytest.raises(HandoverTooLarge):
        read_bundle(io.BytesIO(), len(file), PASSPHRASE, Limits(file_bytes=len(file) - 1))


def test_reading_can_be_stopped():
    def stop(done: int, total: int, words: str) -> None:
        if done:
            raise Cancelled

    file = written()
    with pytest.raises(Cancelled):
        read_bundle(io.BytesIO(file), len(file), PASSPHRASE, progress=stop)


def test_the_words_of_a_fingerprint_stand_for_its_first_digits_of_base_7776():
    number = 5 + 7776 * (6 + 7776 * (7 + 7776 * (8 + 7776 * (9 + 7776 * 10))))
    listed = word_list()
    assert Fingerprint(f"{number:064x}").words == tuple(listed[place] for place in range(5, 11))


def test_fingerprints_that_differ_in_one_bit_have_other_words():
    first, second = Fingerprint("00" * 31 + "01"), Fingerprint("80" + "00" * 30 + "01")
    assert first.words != second.words
    assert first.in_words == first.in_words.upper()
