"""A handover for one reader: nothing in its decrypted content is what this reader may not have."""

from __future__ import annotations

import datetime as dt
import io
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tac_desktop.casework.audience import Audience, AudienceKind, audiences_for, view_for
from tac_desktop.casework.children import ContactRestriction
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.training_pictures import paper_pdf
from tac_desktop.casework.work import Disclosure, Document
from tac_desktop.errors import NotUnderstood
from tac_desktop.handover.bundle import Sender, read_bundle, write_bundle
from tac_desktop.handover.container import EncryptedReader, EncryptedWriter
from tac_desktop.handover.errors import HandoverDamaged, HandoverForOneReader
from tac_desktop.handover.for_reader import Part, part_for
from tac_desktop.handover.header import FOR_ONE_READER_VERSION, read_header
from tac_desktop.handover.manifest import HandoverDetails
from tac_desktop.handover.read import check_handover, give_receipt, open_handover, plan, take_in
from tac_desktop.handover.sent import sent_handovers, take_receipt_words
from tac_desktop.handover.view import look_at
from tac_desktop.handover.write import Written, write_part
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.key_slots import VaultPerson
from tac_desktop.storage.roles import NotAllowed
from tac_desktop.storage.vault import Vault
from tests.handover.cases import (
    AUTHORITY_ID,
    CHEAP,
    CHILD_ID,
    DETAILS,
    ENTRY_ID,
    MOTHER_ID,
    PASSPHRASE,
    contact,
)
from tests.packs.families import HOMES, families, made_of
from tests.packs.family_rules import Family
from tests.packs.marker_words import squeezed

DAY = dt.date(2026, 11, 22)
SCAN = paper_pdf("Order", ["Everything in it is invented."])
AUTHORITY = Audience(AudienceKind.LOCAL_AUTHORITY, organisation_id=AUTHORITY_ID)
SECRET_CHILD, OTHER_AUTHORITY = "0198c0de-0000-7000-8000-0000000000a1", "other-authority"
WriteFor = Callable[..., tuple[Written, Part]]


@pytest.fixture
def full(sender: Vault) -> Vault:
    """The file, and in it what another authority's child, an old version and a scan say."""
    sender.save(Organisation(id=OTHER_AUTHORITY, name="Farcester Council"))
    sender.save(
        Person(
            id=SECRET_CHILD,
            mother_id=MOTHER_ID,
            kind="child",
            first_names="Quillon",
            local_authority_id=OTHER_AUTHORITY,
        )
    )
    sender.save(contact(about_child_ids=[SECRET_CHILD], text="Quillon asked for a bicycle."))
    both = contact(text="A call about school.", about_child_ids=[CHILD_ID])
    sender.save(both.changed(text="Call about school; Quillon was there."))
    sender.save(both, reason="correction", note="Put right.")
    sender.attachments.attach(
        Document(mother_id=MOTHER_ID, title="Order", child_ids=[CHILD_ID]), SCAN
    )
    return sender


@pytest.fixture
def write(full: Vault, stick: Path) -> WriteFor:
    def write(audience: Audience = AUTHORITY, **others: Any) -> tuple[Written, Part]:
        files_of = others.pop("with_files_of", ())
        part = part_for(full.case_file(MOTHER_ID, DAY), audience, files_of)
        others.setdefault("reason", "An order of the court.")
        written = write_part(
            full, MOTHER_ID, part, stick, DETAILS, PASSPHRASE, cost=CHEAP, **others
        )
        return written, part

    return write


def decrypted(path: Path, passphrase: str = PASSPHRASE) -> str:
    """The whole content, unpacked, as one text."""
    with path.open("rb") as file:
        packed = b"".join(EncryptedReader(file, passphrase).chunks())
    return zlib.decompress(packed).decode("utf-8")


def test_nothing_of_another_authoritys_child_is_in_the_decrypted_file(write: WriteFor, full: Vault):
    written, part = write()
    content = decrypted(written.path)
    assert "Megan" in content
    assert "A call about school." in content
    assert "Put right." in content
    for secret in ("Quillon", "bicycle", "Farcester"):
        assert secret in json.dumps([one.as_json() for one in full.revisions(MOTHER_ID)])
        assert secret not in content, secret
    assert any("Quillon" in one.what for one in part.left_out)


def test_no_identifier_of_the_vault_is_in_it(write: WriteFor, full: Vault):
    content = decrypted(write()[0].path)
    for revision in full.revisions(MOTHER_ID):
        assert revision.record_id not in content
        assert revision.revision_id not in content
    assert full.vault_id not in content
    assert full.person.worker_id not in content


def test_why_it_goes_nevertheless_and_what_was_left_out_stay_here(write: WriteFor, full: Vault):
    written, part = write(reason="The guardian asked for it by telephone.")
    assert part.stops
    content = decrypted(written.path)
    assert "guardian" not in content
    assert "left_out" not in content
    (sent,) = sent_handovers(full, MOTHER_ID)
    assert "The guardian asked for it" in sent.disclosure.basis
    assert sent.disclosure.left_out == len(part.left_out) > 0
    assert "Marlcester" in sent.disclosure.what
    (noted,) = [one for one in full.journal() if one.action is AuditAction.HANDOVER_WRITTEN]
    assert "The guardian asked for it" in noted.detail
    assert noted.mother_id == MOTHER_ID


def test_what_stands_against_it_needs_a_reason(write: WriteFor, stick: Path):
    with pytest.raises(NotUnderstood, match="reason") as refused:
        write(reason=" ")
    assert "has not been asked" in refused.value.sentence
    assert list(stick.iterdir()) == []


def test_it_is_shown_as_the_filter_shows_it(write: WriteFor, full: Vault):
    written, _part = write()
    looked = look_at(open_handover(written.path, PASSPHRASE), DAY)
    shown = view_for(full.case_file(MOTHER_ID, DAY), AUTHORITY).case_file
    meant = [one for one in shown.entries if not one.record.in_every_file]
    by_words = sorted(one.record.headline(shown.name) for one in meant)
    found = looked.case_file
    assert sorted(one.record.headline(found.name) for one in found.entries) == by_words
    assert looked.not_understood == 0
    (entry,) = [one for one in found.entries if "We talked" in getattr(one.record, "text", "")]
    original = shown.by_id[ENTRY_ID]
    assert isinstance(entry.record, ContactLogEntry)
    assert [(one.reason, one.note) for one in entry.amendments] == [
        (one.reason, one.note) for one in original.amendments
    ]
    assert not any(one.changes for one in entry.amendments)
    assert found.name(entry.record.about_child_ids[0]) == full.name(CHILD_ID)


def test_somebody_hidden_is_called_what_paper_calls_them(full: Vault, write: WriteFor):
    restriction = ContactRestriction(
        mother_id=MOTHER_ID, child_ids=[CHILD_ID, SECRET_CHILD], summary="Letters only."
    )
    full.save(restriction)
    audience = Audience(AudienceKind.MOTHER)
    written, _part = write(audience)
    opened = open_handover(written.path, PASSPHRASE)
    shown = view_for(full.case_file(MOTHER_ID, DAY), audience).case_file
    looked = look_at(opened, DAY).case_file
    assert set(opened.manifest.hidden_names.values()) <= set(shown.hidden_names.values())
    assert {one.headline(looked.name) for one in looked.of(ContactRestriction)} == {
        one.headline(shown.name) for one in shown.of(ContactRestriction)
    }


def test_a_scan_goes_only_if_somebody_chose_it(write: WriteFor, full: Vault):
    without, part = write()
    assert [one.title for one in part.offered] == ["Order"]
    opened = open_handover(without.path, PASSPHRASE)
    assert dict(opened.files) == {}
    assert part.offered[0].sha256 not in decrypted(without.path)
    chosen, _part = write(with_files_of=[part.offered[0].record_id])
    assert list(open_handover(chosen.path, PASSPHRASE).files.values()) == [SCAN]


def test_it_is_never_taken_in_as_a_whole_file(write: WriteFor, receiver: Vault, full: Vault):
    opened = open_handover(write()[0].path, PASSPHRASE)
    for vault in (receiver, full):
        before = vault.journal_reference()
        for attempt in (plan, take_in):
            with pytest.raises(HandoverForOneReader, match="Marlcester"):
                attempt(vault, opened)
        with pytest.raises(HandoverForOneReader):
            give_receipt(vault, opened, DAY)
        assert vault.journal_reference() == before


def test_a_program_that_knows_only_whole_files_refuses_it(write: WriteFor):
    written, _part = write()
    content = written.path.read_bytes()
    header, _bytes = read_header(io.BytesIO(content))
    assert header.minimum_reader == FOR_ONE_READER_VERSION == 3
    assert content[8:10] == b"\x00\x03"


def test_a_part_under_the_header_of_a_whole_file_is_refused(full: Vault):
    part = part_for(full.case_file(MOTHER_ID, DAY), AUTHORITY)
    out = io.BytesIO()
    writer = EncryptedWriter(out, PASSPHRASE, CHEAP)
    write_bundle(writer, part.mother_id, part.revisions, a_sender(), DETAILS, part=part)
    with pytest.raises(HandoverDamaged, match="whole file"):
        read_bundle(io.BytesIO(out.getvalue()), len(out.getvalue()), PASSPHRASE)


def test_checking_it_says_that_it_is_a_part(write: WriteFor):
    found = check_handover(write()[0].path, PASSPHRASE)
    assert found.sound
    assert any("part of her file" in one and "Marlcester" in one for one in found.sentences())


def test_its_receipt_is_read_out_by_whoever_looks_at_it(write: WriteFor, full: Vault):
    opened = open_handover(write()[0].path, PASSPHRASE)
    (sent,) = sent_handovers(full, MOTHER_ID)
    day = dt.date.today()
    words = " ".join(opened.contents.words_on(day))
    came_back = take_receipt_words(full, sent.disclosure.id, words, "Lou Example", day)
    assert came_back.disclosure.received_on == day


def test_another_social_worker_gets_no_part(full: Vault):
    with pytest.raises(NotUnderstood, match="whole file"):
        part_for(full.case_file(MOTHER_ID, DAY), Audience(AudienceKind.TAC))


def test_the_disclosure_of_a_part_is_in_no_part(write: WriteFor, full: Vault):
    write()
    assert full.entries(Disclosure.type_name, MOTHER_ID)
    part = part_for(full.case_file(MOTHER_ID, DAY), Audience(AudienceKind.COURT))
    assert Disclosure.type_name not in {one.record_type for one in part.revisions}


# --- whatever a family is like --------------------------------------------------------------------


@settings(
    max_examples=24,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
)
@given(families())
def test_no_reader_finds_in_the_decrypted_file_what_is_kept_from_them(family: Family):
    for reader in family.readers:
        text = payload(family, reader)
        found = [one.why for one in family.kept_from(reader) if one.marker in text]
        assert found == [], (reader, found)


@pytest.mark.parametrize("seed", range(3))
def test_what_may_be_read_arrives(seed: int):
    """Safety by an empty file would be no use."""
    family = made_of(seed, list(HOMES), records=24, planted=6)
    for kind in (AudienceKind.MOTHER, AudienceKind.PRISON, AudienceKind.COURT):
        reader = Audience(kind)
        text = payload(family, reader)
        kept = {one.marker for one in family.kept_from(reader)}
        words = [one for one in family.plain_words() if one.marker not in kept]
        assert len(words) > 5
        assert [one.why for one in words if one.marker not in text] == []


def test_every_secret_of_such_a_family_would_be_found():
    """Else the test above would find nothing because there is nothing."""
    family = made_of(1, list(HOMES[1:]))
    everything = squeezed("|".join(str(one.record) for one in family.case_file.entries))
    everything += squeezed(str([one.amendments for one in family.case_file.entries]))
    assert {one.why for one in family.secrets if one.marker not in everything} == set()


def payload(family: Family, reader: Audience) -> str:
    """All texts of a part, as they come out of its encrypted file."""
    part = part_for(family.case_file, reader)
    out = io.BytesIO()
    writer = EncryptedWriter(out, PASSPHRASE, CHEAP, version=FOR_ONE_READER_VERSION)
    nobody = HandoverDetails("Receiver", "Purpose", "Authority")
    write_bundle(writer, part.mother_id, part.revisions, a_sender(), nobody, part=part)
    bundle = read_bundle(io.BytesIO(out.getvalue()), len(out.getvalue()), PASSPHRASE)
    assert bundle.revisions == part.revisions
    for revision in bundle.revisions:
        revision.record()
    out.seek(0)
    packed = b"".join(EncryptedReader(out, PASSPHRASE).chunks())
    lines = [json.loads(line) for line in zlib.decompress(packed).splitlines()]
    # The name that the reader goes by is the reader's own, and known to whoever gets the file.
    lines[0]["reader"].pop("name")
    return "|".join(squeezed(text) for line in lines for text in texts_in(line))


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


def a_sender() -> Sender:
    return Sender(VaultPerson("", "Dana", "social_worker"), "", "", "", False, "J1-000000")


def test_every_reader_that_the_example_suggests_gets_a_file_that_can_be_read(full: Vault):
    case_file = replace(full.case_file(MOTHER_ID, DAY), as_of=DAY)
    readers = [one for one in audiences_for(case_file) if one.kind is not AudienceKind.TAC]
    assert len(readers) > 5
    for reader in readers:
        assert part_for(case_file, reader).revisions


def test_who_may_hand_nothing_over_writes_no_part_either(full: Vault, stick: Path):
    part = part_for(full.case_file(MOTHER_ID, DAY), AUTHORITY)
    full.add_person("Nia Prys", "cover_worker", "walnut ribbon castle fiddle", cost=CHEAP)
    folder = full.folder
    full.close()
    cover = Vault.open(folder, "walnut ribbon castle fiddle")
    try:
        with pytest.raises(NotAllowed):
            write_part(cover, MOTHER_ID, part, stick, DETAILS, reason="Told her.", cost=CHEAP)
    finally:
        cover.close()
    assert list(stick.iterdir()) == []
