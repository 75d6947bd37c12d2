"""`people`, `key` and `journal`: who can open a vault, its key, and what was done with it."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import read_date, written, written_moment
from tac_desktop.casework.reasons import reason_in_words
from tac_desktop.commands.asking import mother_meant, opened_vault, passphrase
from tac_desktop.commands.writing import plaintext_warning, refuse_place, write_outside
from tac_desktop.errors import NotUnderstood
from tac_desktop.storage.journal import AuditAction, JournalEntry
from tac_desktop.storage.journal_filter import JournalFilter
from tac_desktop.storage.members import TeamMember
from tac_desktop.storage.projection import type_in_words
from tac_desktop.storage.roles import Right, access_of_role
from tac_desktop.storage.vault import Vault
from tac_desktop.words import _


def listed(arguments: argparse.Namespace) -> int:
    """One line for each person: name, role, access, since, last here, until or left."""
    with opened_vault(arguments) as vault:
        for one in vault.team.everyone():
            print("  ".join(part for part in _line(one) if part))
    return 0


def add(arguments: argparse.Namespace) -> int:
    """Let somebody in, or in again under the same name."""
    role, until = _role(arguments.role), _day(arguments.until)
    with opened_vault(arguments) as vault:
        vault.demand(Right.PEOPLE)
        known = [one for one in vault.team.everyone() if one.person.name == arguments.name]
        if known and known[0].can_open:
            words = _("“{name}” can open this vault already.")
            raise NotUnderstood(words.format(name=arguments.name))
        new = _new_passphrase(arguments.new_passphrase_file)
        worker_id = known[0].person.worker_id if known else ""
        vault.team.add(arguments.name, role, new, until=until, worker_id=worker_id)
    print(_("{name} can open this vault now.").format(name=arguments.name))
    print(access_of_role(role).explained)
    return 0


def change(arguments: argparse.Namespace) -> int:
    """Give somebody another role or another last day."""
    role, until = _role(arguments.role), _day(arguments.until)
    with opened_vault(arguments) as vault:
        member = _meant(vault, arguments.name)
        vault.team.change(member.person.worker_id, role, access_of_role(role), until)
    print(access_of_role(role).explained)
    return 0


def remove(arguments: argparse.Namespace) -> int:
    """Take somebody's access away."""
    with opened_vault(arguments) as vault:
        member = _meant(vault, arguments.name)
        if member.slot_id == vault.slot_id:
            raise NotUnderstood(_("Nobody takes away her own access."))
        vault.team.remove(member.person.worker_id)
    print(_("{name} can no longer open this vault.").format(name=arguments.name))
    print(
        _(
            "Who knew the passphrase and has an old copy of the folder or a backup could still "
            "open that copy. If that is a danger, replace the key: key replace."
        )
    )
    return 0


def change_passphrase(arguments: argparse.Namespace) -> int:
    """Give the person who opens the vault another passphrase."""
    with opened_vault(arguments) as vault:
        old = passphrase(arguments.passphrase_file, _("Passphrase again"), "--passphrase-file")
        vault.change_passphrase(old, _new_passphrase(arguments.new_passphrase_file))
    print(_("The new passphrase counts from now on. The recovery sheet stays as it is."))
    return 0


def replace_key(arguments: argparse.Namespace) -> int:
    """Give the vault a new key, and print the code for the new recovery sheet once."""
    with opened_vault(arguments) as vault:
        vault.demand(Right.PEOPLE)
        own = passphrase(arguments.passphrase_file, _("Passphrase again"), "--passphrase-file")
        passphrases = {vault.slot_id: own}
        for name in arguments.also or ():
            asked = _("Passphrase of {name}").format(name=name)
            slot_id = _meant(vault, name).slot_id
            passphrases[slot_id] = passphrase(arguments.also_file, asked, "--also-file")
        code = vault.replace_key(passphrases)
        left = [one.person.name for one in vault.team.everyone() if not one.can_open]
    print(_("The key is replaced. New recovery code, to be written down now:"))
    print(code)
    if left:
        print(_("Cannot open it any more: {names}").format(names=", ".join(left)))
    print(_("Backups made before open with the passphrases and the sheet they were made with."))
    return 0


def journal(arguments: argparse.Namespace) -> int:
    """Print journal entries, newest first, or save them as a table."""
    with opened_vault(arguments) as vault:
        mother_id = mother_meant(vault, arguments.mother) if arguments.mother else ""
        by_id = _meant(vault, arguments.by).person.worker_id if arguments.by else ""
        first, last = _day(arguments.since), _day(arguments.until)
        wanted = JournalFilter(by_id, mother_id, first, last)
        entries = vault.journal(limit=arguments.limit, wanted=wanted)
        lines = [_entry(vault, one) for one in entries]
        reference = vault.journal_reference()
        if arguments.out:
            _save(vault, lines, Path(arguments.out))
    if not arguments.out:
        for line in lines:
            print("  ".join(part for part in line if part))
        print(_("Newest entry: {reference}").format(reference=reference))
    return 0


def _save(vault: Vault, lines: list[tuple[str, ...]], path: Path) -> None:
    from tac_desktop.packs.journal_list import journal_table

    vault.demand(Right.SAVE_JOURNAL)
    refuse_place(path, vault.folder)
    words = _("{count} lines as an unprotected table {name}")
    vault.audit(AuditAction.JOURNAL_GIVEN, detail=words.format(count=len(lines), name=path.name))
    write_outside(path, journal_table(lines))
    print(_("Saved: {path}").format(path=path))
    plaintext_warning(path)


def _entry(vault: Vault, one: JournalEntry) -> tuple[str, ...]:
    whose = ""
    if one.mother_id:
        number = _("File {number}").format(number=one.mother_id[-6:].upper())
        whose = vault.name(one.mother_id) if vault.may(Right.READ) else number
    what = one.action.label if one.action else type_in_words(one.record_type)
    detail = one.detail if one.action or not one.detail else reason_in_words(one.detail)
    return (str(one.seq), written_moment(one.at), one.by_name, what, whose, detail)


def _line(one: TeamMember) -> tuple[str, ...]:
    state = _("can open it") if one.can_open else _("no passphrase here")
    if one.left_at is not None:
        state = _("left on {day}").format(day=written(one.left_at.date()))
    elif one.until is not None:
        state = _("until {day}").format(day=written(one.until))
    here = ""
    if one.last_opened is not None:
        here = _("last here {moment}").format(moment=written_moment(one.last_opened))
    return (
        one.person.name,
        code_list("worker_role").label(one.person.role) if one.person.role else "",
        one.access.words,
        _("since {day}").format(day=written(one.since.date())),
        here,
        state,
    )


def _meant(vault: Vault, name: str) -> TeamMember:
    found = [
        one
        for one in vault.team.everyone()
        if name.casefold() in (one.person.name.casefold(), one.person.worker_id)
    ]
    if len(found) != 1:
        known = ", ".join(one.person.name for one in vault.team.everyone())
        words = _("“{name}” is nobody of this vault. Its people: {known}.")
        raise NotUnderstood(words.format(name=name, known=known))
    return found[0]


def _role(role: str) -> str:
    codes = [one.code for one in code_list("worker_role").offered]
    if role not in codes:
        words = _("“{role}” is no role. Roles: {codes}.")
        raise NotUnderstood(words.format(role=role, codes=", ".join(codes)))
    return role


def _day(text: str | None) -> dt.date | None:
    day = read_date(text) if text else None
    if text and day is None:
        raise NotUnderstood(_("“{text}” is not a day.").format(text=text))
    return day


def _new_passphrase(file: str | None) -> str:
    new = passphrase(file, _("New passphrase"), "--new-passphrase-file")
    if file is None and passphrase(None, _("The same again"), "--new-passphrase-file") != new:
        raise NotUnderstood(_("The two are not the same."))
    return new
