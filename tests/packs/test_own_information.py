"""The answer to a request: what was taken out is nowhere in the PDF, on any page, in any stream."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import page
import pikepdf
import pytest
from PIL import Image

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.disposal import Disposal
from tac_desktop.casework.given_out import given_out, narrowed
from tac_desktop.casework.people import Involvement, Person, Worker
from tac_desktop.casework.redaction import state_of
from tac_desktop.casework.service import Service
from tac_desktop.casework.subject_access import (
    ACCEPTED,
    GIVE,
    REDACT,
    REJECTED,
    WITHHOLD,
    Box,
    SubjectAccess,
)
from tac_desktop.casework.training_pictures import paper_pdf
from tac_desktop.casework.work import CopyGiven, Disclosure, Document
from tac_desktop.packs.answering import (
    AccessWork,
    ItemState,
    NotReady,
    about_all_of,
    answer_for,
    begin,
    decide,
    note_given,
    without_open_names,
)
from tac_desktop.packs.disposal_certificate import disposal_certificate
from tac_desktop.packs.encrypt import encrypted
from tac_desktop.packs.given_out_register import given_out_register
from tac_desktop.packs.own_information import withheld_in_words
from tac_desktop.packs.scans import burnt
from tac_desktop.storage.held_about import Why
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.vault import Vault
from tests.packs.reading import Paper

TODAY = dt.date(2026, 11, 16)
PASSPHRASE = "orbit lantern pebble chutney"


def failures(pdf: bytes) -> list[str]:
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    return [f"{one.rule_id}: {one.message}" for one in report.failures]


def everything_in(pdf: bytes) -> str:
    """Every stream decompressed, every string of every object, and the words as they are read."""
    said = [" ".join(Paper(pdf).pages)]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for one in opened.objects:
            if isinstance(one, pikepdf.Stream):
                try:
                    said.append(one.read_bytes().decode("latin-1"))
                except pikepdf.PdfError:
                    said.append(one.read_raw_bytes().decode("latin-1"))
            said.append(_strings(one))
    return "\n".join(said).casefold()


def _strings(one: object) -> str:
    if isinstance(one, pikepdf.String):
        return str(one) + bytes(one).decode("utf-16-be", "ignore")
    if isinstance(one, pikepdf.Dictionary):
        return " ".join(_strings(value) for _key, value in one.items() if not _is_ref(value))
    if isinstance(one, pikepdf.Array):
        return " ".join(_strings(value) for value in one if not _is_ref(value))
    return ""


def _is_ref(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made, _code = Vault.create(
        tmp_path / "vault", "Ffion Example", "tac_social_worker", PASSPHRASE,
        cost=KeyCost.for_tests(),
    )  # fmt: skip
    yield made
    made.close()


def photograph() -> bytes:
    """A picture of two halves, with what a camera notes about the place."""
    picture = Image.new("RGB", (400, 600), "white")
    picture.paste((200, 30, 30), (0, 0, 400, 300))
    exif = Image.Exif()
    exif[0x010E] = "Taken at Saltmere Rise"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"Saltmere comment")
    return out.getvalue()


def pages_of(content: bytes) -> list[bytes]:
    return [content]


def request(vault: Vault) -> SubjectAccess:
    """A mother asks; her file holds a note, a document with a picture and another's number."""
    her = Person(
        id="her", mother_id="her", kind="mother", first_names="Rhosyn", last_name="Averley"
    )
    naomi = Person(id="naomi", kind="professional", first_names="Naomi", last_name="Quillfeather")
    sheila = Person(
        id="sheila", mother_id="her", kind="other", first_names="Sheila", last_name="Brackwater"
    )
    note = ContactLogEntry(
        id="note", mother_id="her", channel="phone", date=dt.date(2026, 3, 1),
        text="Quillfeather’s view: Sheila drinks. Ring 07700 900321. Brackwater agreed.",
    )  # fmt: skip
    plain = ContactLogEntry(
        id="plain", mother_id="her", channel="phone", text="She was well.", date=dt.date(2026, 3, 2)
    )
    vault.save_all([
        Service(name="Together", prison="HMP Example"), her, naomi, sheila, note, plain,
        Involvement(id="work", mother_id="her", person_id="naomi", role="social_worker"),
    ])  # fmt: skip
    paper = Document(id="paper", mother_id="her", title="Photograph", date=dt.date(2026, 3, 3))
    vault.attachments.attach(paper, photograph())
    asked = SubjectAccess(id="asked", subject_id="her", received_on=dt.date(2026, 11, 1))
    vault.save(asked)
    return asked


def decided(vault: Vault) -> AccessWork:
    """Everything decided: all names taken out but the worker's own, the picture half black."""
    work = begin(vault, request(vault).id)
    worker = vault.person.worker_id
    for one in list(work.request.pseudonyms):
        verdict = REJECTED if one.person_id == worker else ACCEPTED
        decide(vault, work, *about_all_of(work, one.person_id, verdict))
    decide(vault, work, *about_all_of(work, "", ACCEPTED))
    paper = work.found("paper")
    assert paper is not None
    box = Box(page=0, left=0, top=0, width=1000, height=500)
    item = work.item(paper).changed(decision=REDACT, file_decision=GIVE, boxes=[box])
    decide(vault, work, item)
    sheila = work.found("sheila")
    assert sheila is not None
    decide(vault, work, work.item(sheila).changed(decision=WITHHOLD, reason="third_party"))
    decide(vault, work, *without_open_names(work))
    for one in work.open_items():
        decide(vault, work, work.item(one).changed(decision=REDACT))
    return work


def test_deciding_about_names_everywhere_gives_nothing_that_needs_caution(vault: Vault):
    work = begin(vault, request(vault).id)
    for one in list(work.request.pseudonyms):
        decide(vault, work, *about_all_of(work, one.person_id, ACCEPTED))
    decide(vault, work, *about_all_of(work, "", ACCEPTED))
    assert len(work.open_items()) == len(work.held.found), "nobody has decided about any item"
    decide(vault, work, *without_open_names(work))
    given = [one for one in work.held.found if work.state(one) is not ItemState.UNDECIDED]
    assert given and not any(one.cautions or one.file for one in given)
    assert all(work.state(one) in (ItemState.GIVEN, ItemState.REDACTED) for one in given)


def test_what_was_taken_out_is_in_no_page_and_in_no_stream(vault: Vault):
    work = decided(vault)
    assert work.open_items() == []
    order = answer_for(vault, work, TODAY, pages_of)
    built = order.make()
    saved = built.for_file()
    assert failures(saved) == []
    told = everything_in(saved)
    for secret in ("quillfeather", "brackwater", "sheila", "naomi", "07700", "saltmere"):
        assert secret not in told, secret
    words = Paper(saved).text
    assert "Professional 1’s view: Person A drinks. Ring [telephone number]." in words
    assert "She was well." in words
    assert "1 item: About somebody else, who did not agree" in words
    assert "Ffion Example" in words
    assert vault.journal_reference() in words
    assert everything_in(built.pdf).find("quillfeather") == -1


def test_the_pages_of_a_file_are_dots_alone_and_black_where_the_box_is(vault: Vault):
    order = answer_for(vault, decided(vault), TODAY, pages_of)
    (scans,) = [one.scans for one in order.answer.items if one.scans]
    with Image.open(io.BytesIO(scans[0])) as picture:
        assert picture.getexif() == {}
        assert "comment" not in picture.info
        dots = picture.convert("RGB")
        assert max(dots.getpixel((dots.width // 2, dots.height // 4))) < 10
        assert min(dots.getpixel((dots.width // 2, dots.height * 3 // 4))) > 245
    with pikepdf.open(io.BytesIO(order.make().for_file())) as opened:
        pictures = [one for each in opened.pages for one in each.get_images().values()]
        assert len(pictures) == 1
        assert b"Exif" not in pictures[0].read_raw_bytes()


def test_a_turned_photograph_is_black_where_it_was_marked():
    picture = Image.new("RGB", (300, 200), "white")
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    made = burnt(out.getvalue(), [Box(left=0, top=0, width=500, height=200)])
    with Image.open(io.BytesIO(made)) as turned:
        assert turned.size == (200, 300)
        assert max(turned.convert("RGB").getpixel((20, 20))) < 10
        assert min(turned.convert("RGB").getpixel((180, 20))) > 245


def test_nothing_is_made_while_anything_is_undecided(vault: Vault):
    work = begin(vault, request(vault).id)
    with pytest.raises(NotReady):
        answer_for(vault, work, TODAY, pages_of)
    assert work.counts()[ItemState.UNDECIDED] == len(work.held.found)


def test_decisions_are_there_again_and_what_changed_since_is_asked_again(vault: Vault):
    work = decided(vault)
    names = work.request.pseudonyms
    again = begin(vault, work.request.id)
    assert again.open_items() == []
    assert again.request.pseudonyms == names
    note = vault.entry("note")
    assert note is not None
    vault.save(note.record.changed(text="Sheila was there."), reason="correction", note="more")
    changed = begin(vault, work.request.id)
    (left,) = changed.open_items()
    assert left.record_id == "note"
    assert changed.state(left) is ItemState.CHANGED
    item = changed.item(left)
    assert item.looked_at != state_of(left.parts)


def test_that_it_was_given_is_noted_with_a_copy_of_what_was_given(vault: Vault):
    work = decided(vault)
    order = answer_for(vault, work, TODAY, pages_of)
    pdf = order.make().for_file()
    locked = encrypted(pdf, "six random words here for you")
    note_given(vault, work, order, pdf, "encrypted_file", TODAY)
    assert locked != pdf
    asked = vault.entry("asked")
    assert asked is not None
    assert isinstance(asked.record, SubjectAccess)
    assert (asked.record.status, asked.record.ended_on) == ("given", TODAY)
    (given,) = [one.record for one in vault.entries("disclosure")]
    assert isinstance(given, Disclosure)
    assert (given.mother_id, given.to, given.left_out) == ("her", "Rhosyn Averley", 1)
    (copy,) = [
        one.record
        for one in vault.entries("document")
        if isinstance(one.record, Document) and one.record.title.startswith("Copy of what")
    ]
    assert vault.attachments.content(copy.content_sha256) == pdf
    assert copy.confidential
    assert vault.verify().ok


def test_mentions_are_found_in_the_files_of_others(vault: Vault):
    request(vault)
    other = Person(id="gwen", mother_id="gwen", kind="mother", first_names="Gwen", last_name="Else")
    vault.save_all([
        other,
        ContactLogEntry(id="there", mother_id="gwen", channel="phone",
                        text="Shares a room with Rhosyn Averley."),
        ContactLogEntry(id="alike", mother_id="third", channel="phone",
                        text="Rhosyn Averly is kind."),
        ContactLogEntry(id="no", mother_id="gwen", channel="phone", text="Nothing of her."),
    ])  # fmt: skip
    held = vault.held.everything("her")
    assert held is not None
    why = {one.record_id: one.why for one in held.found}
    assert why["there"] is Why.NAMED
    assert why["alike"] is Why.PERHAPS
    assert "no" not in why
    assert why["note"] is Why.HER_FILE


def test_a_professional_can_ask_too(vault: Vault):
    request(vault)
    held = vault.held.everything("naomi")
    assert held is not None
    assert {one.record_id for one in held.found} >= {"naomi", "work", "note"}
    finder = held.finder
    assert [one.person_id for one in finder.finds("Naomi and Sheila")] == ["sheila"]


def test_who_works_with_the_vault_is_told_what_she_did_in_it(vault: Vault):
    request(vault)
    me = vault.person
    vault.save(Worker(id=me.worker_id, name=me.name, role="tac_social_worker"))
    vault.save(SubjectAccess(id="mine", subject_id=me.worker_id, received_on=TODAY))
    work = begin(vault, "mine")
    did = {one.what: one.count for one in work.held.done}
    assert did["Wrote or changed: Log entry"] >= 1
    assert did[AuditAction.UNLOCKED.label] == 1
    for found in work.held.found:
        item = work.item(found)
        decide(vault, work, item.changed(decision=WITHHOLD, reason="legal_advice"))
    words = Paper(answer_for(vault, work, TODAY, pages_of).make().for_file()).text
    assert "What you did in our records" in words
    assert "Wrote or changed: Log entry" in words
    held = vault.held.everything("her")
    assert held is not None and held.done == ()


def test_reasons_are_counted_and_named_in_general_terms():
    assert withheld_in_words(["third_party", "legal_advice", "third_party"]) == [
        "1 item: Legal advice or papers for a case",
        "2 items: About somebody else, who did not agree",
    ]


def test_the_certificate_is_one_page_that_can_be_read_aloud():
    one = Disposal(
        reference="9A3F-77C1", disposed_on=TODAY, by_name="Ffion Example", approved_by="Ann",
        counts=["Records: 7"], proof=["The chain is whole."], authority="Schedule 2030",
        journal_before="J10-AAAAAA", journal_entry="J11-BBBBBB", backups=["a backup, removed"],
    )  # fmt: skip
    built = disposal_certificate(one, Service(name="Together"), TODAY, "J12-CCCCCC")
    assert built.pages == 1
    assert failures(built.for_file()) == []
    words = Paper(built.pdf).text
    for said in ("9A3F-77C1", "Records: 7", "The chain is whole.", "J11-BBBBBB", "cannot be got"):
        assert said in words


def test_the_register_holds_everything_that_left_and_says_what_is_still_out():
    paper = Disclosure(
        id="1", mother_id="her", at=TODAY, what="Meeting pack", to="Prison", form="paper",
        copies_given=[CopyGiven(number=1, on=TODAY, fate="destroyed"), CopyGiven(number=2)],
    )  # fmt: skip
    file = Disclosure(
        id="2", mother_id="gwen", at=dt.date(2026, 1, 1), what="x", to="y", form="pdf_file"
    )
    lines = given_out([file, paper], {"her": "Rhosyn Averley"})
    assert [(one.record_id, one.out, one.came_back) for one in lines] == [
        ("1", 1, "1 of 2 still out"),
        ("2", None, "cannot come back"),
    ]
    assert narrowed(lines, only_out=True) == lines[:1]
    assert narrowed(lines, since=dt.date(2026, 2, 1)) == lines[:1]
    assert narrowed(lines, form="pdf_file", mother_id="gwen") == lines[1:]
    built = given_out_register(lines, "Everything", TODAY)
    assert failures(built.for_file()) == []
    assert "Rhosyn Averley" in Paper(built.pdf).text


def test_a_pdf_with_many_pages_is_kept_in_parts():
    from tac_desktop.packs.answering import _in_parts

    long = paper_pdf("Long", [f"Line {number}" for number in range(14_000)])
    parts = _in_parts(long)
    with pikepdf.open(io.BytesIO(long)) as whole:
        assert sum(pages for _part, pages in parts) == len(whole.pages) > 150
    assert len(parts) > 1


def test_the_prison_is_named_once_however_its_address_was_typed():
    service = Service(
        prison="HMP Example", address=["HMP Example ", "Quarry Lane"], postcode="ZZ99 1LK"
    )
    assert service.below_its_name() == ["Quarry Lane", "ZZ99 1LK"]
