"""Who may do what in a vault: four kinds of access, and the rights that each of them has.

The vault asks for the right before it reads or writes (`Vault.demand`), so that a hidden button is
never the only thing in the way. Everyone who opens a vault has its key, so that this holds for
this program, not against other software: docs/threat-model.md.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from tac_desktop.casework.dates import written
from tac_desktop.storage.errors import StorageError
from tac_desktop.words import _


class Right(StrEnum):
    """Something that not everybody may do."""

    READ = "read"
    WRITE = "write"
    SIGN_OFF = "sign_off"
    GIVE_OUT = "give_out"
    EXPORT = "export"
    SAVE_JOURNAL = "save_journal"
    HAND_OVER = "hand_over"
    PEOPLE = "people"
    APPROVE_DISPOSAL = "approve_disposal"
    DISPOSE = "dispose"

    @property
    def words(self) -> str:
        """What it allows, as the end of a sentence: `may not ...`."""
        return {
            Right.READ: _("read case files"),
            Right.WRITE: _("write into case files"),
            Right.SIGN_OFF: _("sign off"),
            Right.GIVE_OUT: _("print for readers outside the own team"),
            Right.EXPORT: _("save files outside the vault"),
            Right.SAVE_JOURNAL: _("save the journal outside the vault"),
            Right.HAND_OVER: _("hand a file over"),
            Right.PEOPLE: _("manage people and keys"),
            Right.APPROVE_DISPOSAL: _("approve the disposal of a file"),
            Right.DISPOSE: _("dispose of records"),
        }[self]


class Access(StrEnum):
    """What a person may do in this vault."""

    ALL = "all"
    COVER = "cover"
    SIGNS_OFF = "signs_off"
    AUDIT = "audit"

    @property
    def rights(self) -> frozenset[Right]:
        """The rights that come with it."""
        return _RIGHTS[self]

    @property
    def words(self) -> str:
        """It in a few words, for lists."""
        return {
            Access.ALL: _("Full access"),
            Access.COVER: _("Reads and writes"),
            Access.SIGNS_OFF: _("Reads and signs off"),
            Access.AUDIT: _("Journal, checks and counts"),
        }[self]

    @property
    def explained(self) -> str:
        """What the person may and may not do, in sentences."""
        return {
            Access.ALL: _(
                "Reads and writes everything, prints, saves files outside, hands files over, and "
                "decides who can open the vault."
            ),
            Access.COVER: _(
                "Reads and writes every file, and prints. Cannot save files outside the vault, "
                "hand a file over, approve a disposal, or let people in."
            ),
            Access.SIGNS_OFF: _(
                "Reads every file and the journal; writes management oversight and supervision, "
                "signs off, approves disposals, places and lifts legal holds. Prints for the own "
                "team only. Changes nothing else."
            ),
            Access.AUDIT: _(
                "Sees the journal, checks the vault and counts records. Opens no case file; the "
                "journal shows files by a number, though what was noted in it may name people."
            ),
        }[self]


_RIGHTS: dict[Access, frozenset[Right]] = {
    Access.ALL: frozenset(Right),
    Access.COVER: frozenset({Right.READ, Right.WRITE, Right.SIGN_OFF, Right.GIVE_OUT}),
    Access.SIGNS_OFF: frozenset(
        {Right.READ, Right.SIGN_OFF, Right.APPROVE_DISPOSAL, Right.SAVE_JOURNAL}
    ),
    Access.AUDIT: frozenset({Right.SAVE_JOURNAL}),
}

_OF_ROLE = {
    "tac_social_worker": Access.ALL,
    "cover_worker": Access.COVER,
    "family_engagement_worker": Access.COVER,
    "service_manager": Access.SIGNS_OFF,
    "auditor": Access.AUDIT,
}


def access_of_role(role: str) -> Access:
    """The access that comes with a role (a code of `worker_role`), for who is let in."""
    return _OF_ROLE.get(role, Access.COVER)


class NotAllowed(StorageError):
    """The person who opened the vault has not the right to do this."""

    def __init__(self, right: Right, access: Access) -> None:
        self.right, self.access = right, access
        super().__init__(
            _("Your access to this vault ({access}) does not let you {right}.").format(
                access=access.words, right=right.words
            ),
            _("Nothing was changed. That it was tried is noted in the journal."),
            _("Ask somebody with full access to this vault."),
        )


class AccessEnded(StorageError):
    """The passphrase is right, but the person has left, or her time is over."""

    def __init__(self, *, until: dt.date | None = None, left_on: dt.date | None = None) -> None:
        words = _("Your access to this vault ended on {day}.")
        if left_on is not None:
            words = _("Your access to this vault was taken away on {day}.")
        said = words.format(day=written(left_on or until))
        super().__init__(
            said,
            _("Nothing was changed. That it was tried is noted in the journal."),
            _("Ask somebody with full access to this vault to let you in again."),
        )


class LastWithFullAccess(StorageError):
    """Nobody would be left who can let people in, hand files over and replace the key."""

    def __init__(self) -> None:
        super().__init__(
            _("This is the last person with full access to this vault."),
            _("Nothing was changed."),
            _("Give somebody else full access first."),
        )
