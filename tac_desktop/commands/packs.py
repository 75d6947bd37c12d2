"""`packs` and `pack`: what can be printed, and one print for one reader as a PDF."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from tac_desktop.casework.audience import read_audience
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.dates import read_date, written
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.record import Record
from tac_desktop.commands.asking import mother_meant, opened_vault
from tac_desktop.commands.writing import plaintext_warning, refuse_place, write_outside
from tac_desktop.errors import NotUnderstood, TacError
from tac_desktop.packs import catalogue
from tac_desktop.packs.giving import Order, copies_for, may_go_on
from tac_desktop.packs.groups import everything, needs_a_mother
from tac_desktop.packs.outcome import Built, Copy
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.passphrases import suggest_passphrase
from tac_desktop.storage.vault import Vault
from tac_desktop.words import _

_NEXT = "next"
_PASSPHRASE_WORDS = 6


def list_packs(arguments: argparse.Namespace) -> int:
    """Print the catalogue: everything printable, and for whom."""
    every = everything()
    if arguments.names:
        for one in every:
            print(one.name)
        return 0
    width = max(len(one.name) for one in every)
    print(_("Packs and blank forms (tac-desktop pack VAULT NAME …):"))
    for one in every:
        readers = ", ".join(kind.value for kind in AudienceKind if kind in one.audiences)
        print(f"  {one.name:<{width}}  {one.title}")
        print(f"  {'':<{width}}  {_('for: {readers}').format(readers=readers)}")
    print(_("Audiences (--audience):"))
    for kind in AudienceKind:
        print(f"  {kind.value:<{width}}  {kind.label}")
    print(_("An authority, school or person is named after a colon: local_authority:Marlcester"))
    return 0


def make(arguments: argparse.Namespace) -> int:
    """Make one print for one reader and save it as a PDF, noted in the journal."""
    wanted = catalogue.pack(arguments.pack)
    path = Path(arguments.out)
    with opened_vault(arguments) as vault:
        refuse_place(path, vault.folder)
        order, about = _order(vault, wanted, arguments)
        (copy,) = copies_for([arguments.copy_for])
        built = _made(order, None if order.is_blank_form else copy)
        if about is not None and order.case_file is not None:
            print(_("About: {what}").format(what=_in_words(about, order.case_file)))
        _list_left_out(built, order.reader)
        pdf, passphrase = _for_paper(built, order), ""
        if arguments.encrypt:
            passphrase = suggest_passphrase(_PASSPHRASE_WORDS)
            pdf = _encrypted(pdf, passphrase)
        else:
            plaintext_warning(path)
        # Noted before: nothing leaves the vault without its entry in the journal.
        order.note_saved(built, path.name, encrypted=bool(passphrase))
        try:
            write_outside(path, pdf)
        except TacError as error:
            order.note_not_printed(built, error.what_happened)
            raise
        order.disclose(built, "encrypted_file" if passphrase else "pdf_file", 1, [copy.whom])
    print(
        _("Wrote {path}: {title}. Pages: {pages}. {size} bytes, read back.").format(
            path=path, title=built.title, pages=built.pages, size=len(pdf)
        )
    )
    if passphrase:
        print(_("Passphrase: {passphrase}").format(passphrase=passphrase))
    return 0


def _made(order: Order, copy: Copy | None) -> Built:
    try:
        return order.make(copy)
    except TacError as error:
        order.vault.audit(
            AuditAction.REFUSED,
            record_id=order.record_id,
            mother_id=order.mother_id,
            detail=error.what_happened,
        )
        raise


def _order(
    vault: Vault, wanted: catalogue.Pack, arguments: argparse.Namespace
) -> tuple[Order, Record | None]:
    """What is to be made, and the record that it is about."""
    is_blank = not needs_a_mother(wanted)
    if not arguments.mother:
        if not is_blank:
            raise NotUnderstood(_("This print needs a mother's file: give --mother."))
        case_file = None
    else:
        day = read_date(arguments.as_of) if arguments.as_of else dt.date.today()
        if day is None:
            raise NotUnderstood(_("“{text}” is no date.").format(text=arguments.as_of))
        case_file = vault.case_file(mother_meant(vault, arguments.mother), day)
    if case_file is not None and not arguments.audience and not is_blank:
        kinds = ", ".join(kind.value for kind in AudienceKind if kind in wanted.audiences)
        raise NotUnderstood(
            _("Say for whom it is (--audience): {kinds}.").format(kinds=kinds),
        )
    nobodys = CaseFile("", dt.date.today(), ())
    audience = read_audience(arguments.audience or AudienceKind.TAC.value, case_file or nobodys)
    about = _record_meant(wanted, case_file, arguments) if case_file else None
    order = Order(
        vault=vault,
        pack_name=wanted.name,
        case_file=case_file,
        audience=audience,
        record_id=about.id if about else "",
        reason=arguments.reason or "",
        large_print=arguments.large_print,
        answer_lines=arguments.answer_lines,
        note_page=arguments.note_page,
        two_sided=arguments.two_sided,
        language=arguments.language,
    )
    return order, about


def _record_meant(
    wanted: catalogue.Pack, case_file: CaseFile, arguments: argparse.Namespace
) -> Record | None:
    """The record that a pack is about: as given, or else the next meeting or the newest record."""
    if not wanted.needs:
        return None
    if wanted.needs == Meeting.type_name:
        return _meeting_meant(case_file, arguments.meeting or arguments.record or _NEXT)
    if arguments.record:
        entry = case_file.by_id.get(arguments.record)
        if entry is None:
            raise NotUnderstood(
                _("There is no record “{id}” in this file.").format(id=arguments.record)
            )
        return entry.record
    possible = catalogue.records_for(wanted, case_file)
    if wanted.needs == "record" or not possible:
        raise NotUnderstood(_("Say which record it is about: give --record ID."))
    return case_file.by_id[possible[0]].record


def _meeting_meant(case_file: CaseFile, text: str) -> Meeting:
    """A meeting by identifier, by its day, or `next`: the next one that is planned."""
    meetings = [one for one in case_file.of(Meeting) if one.date]
    meetings.sort(key=lambda one: one.moment() or dt.datetime.min)
    if text == _NEXT:
        planned = [one for one in meetings if one.status == "planned"]
        ahead = [one for one in planned if one.date and one.date >= case_file.as_of]
        found = ahead[:1]
    else:
        day = read_date(text)
        found = [one for one in meetings if one.id == text or (day and one.date == day)]
    if len(found) == 1:
        return found[0]
    listed = tuple(f"{one.id}: {_in_words(one, case_file)}." for one in (found or meetings))
    if found:
        raise NotUnderstood(
            _("There are {count} meetings on that day:").format(count=len(found)), listed
        )
    if text == _NEXT:
        raise NotUnderstood(
            _("No meeting is planned from {day} on. There are:").format(
                day=written(case_file.as_of)
            ),
            listed,
        )
    raise NotUnderstood(_("There is no meeting “{text}”. There are:").format(text=text), listed)


def _in_words(record: Record, case_file: CaseFile) -> str:
    return f"{written(record.happened_on())} {record.headline(case_file.name)}".strip()


def _list_left_out(built: Built, reader: str) -> None:
    if built.left_out:
        print(_("Left out for the reader “{reader}”:").format(reader=reader))
        for one in built.left_out:
            print(f"  {one.what} – {one.reason}")
    for notice in built.notices:
        print(_("Note: {notice}").format(notice=notice))
    if built.unprintable:
        print(_("These characters cannot be printed: {text}").format(text=built.unprintable))


def _for_paper(built: Built, order: Order) -> bytes:
    """The PDF; where something stands against giving it out, only with a reason in writing."""
    if not built.stops or may_go_on(order.reason):
        return built.for_file(order.reason)
    refusal = NotUnderstood(
        _("This must not be given out without a reason: {stops}").format(
            stops=" ".join(built.stops)
        ),
        (_("Say why it has to go out nevertheless (--reason TEXT, a few words)."),),
    )
    order.note_not_printed(built, refusal.what_happened)
    raise refusal


def _encrypted(pdf: bytes, passphrase: str) -> bytes:
    from tac_desktop.packs.encrypt import encrypted

    return encrypted(pdf, passphrase)
