"""Every way in which writing a handover can end, and the sentences for each."""

from __future__ import annotations

import errno
from enum import StrEnum

from tac_desktop import policy
from tac_desktop.handover.errors import HandoverError
from tac_desktop.words import _


class Outcome(StrEnum):
    """How it ended. Only `WRITTEN` means that there is a handover."""

    WRITTEN = "written"
    FOLDER_MISSING = "folder_missing"
    NOT_ALLOWED = "not_allowed"
    READ_ONLY = "read_only"
    NEARLY_FULL = "nearly_full"
    FULL = "full"
    REMOVED = "removed"
    NAME_EXISTS = "name_exists"
    VERIFICATION_FAILED = "verification_failed"
    CANCELLED = "cancelled"
    TROUBLE = "trouble"

    @property
    def sentences(self) -> tuple[str, str, str]:
        """What happened, what is safe, what to do."""
        what_happened, what_to_do = _sentences()[self]
        safe = _("Your records are as they were.")
        if self is not Outcome.WRITTEN:
            safe = _("Your records are as they were. There is no handover from this try.")
        return what_happened, safe, what_to_do

    @property
    def sentence(self) -> str:
        """All of it as one paragraph."""
        return " ".join(self.sentences)


class HandoverNotWritten(HandoverError):
    """Writing ended with something else than a verified handover; `outcome` says with what."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__(*outcome.sentences)


def outcome_of(error: OSError, *, begun: bool) -> Outcome:
    """What a refusal of the operating system means; `begun` once something could be written."""
    on_windows = _OF_WINDOWS.get(getattr(error, "winerror", None) or 0)
    if on_windows:
        return on_windows
    if error.errno in _FULL:
        return Outcome.FULL
    if error.errno in _MISSING:
        return Outcome.REMOVED if begun else Outcome.FOLDER_MISSING
    if error.errno in _REFUSED:
        return Outcome.READ_ONLY
    if error.errno in _GONE:
        return Outcome.REMOVED
    return Outcome.TROUBLE


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_MISSING = frozenset({errno.ENOENT, errno.ENOTDIR})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_GONE = frozenset(
    {errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTCONN, errno.EBADF}
    | {errno.EHOSTDOWN, errno.ETIMEDOUT}
)
# Python reports several of these as "permission denied" or "invalid argument" on Windows.
_OF_WINDOWS = {
    19: Outcome.READ_ONLY,  # write protected
    21: Outcome.REMOVED,  # not ready
    39: Outcome.FULL,
    55: Outcome.REMOVED,  # network resource no longer there
    112: Outcome.FULL,
    433: Outcome.REMOVED,  # no such device
    1006: Outcome.REMOVED,  # volume was changed from outside
    1117: Outcome.REMOVED,  # device error
    1167: Outcome.REMOVED,  # device not connected
}


def _sentences() -> dict[Outcome, tuple[str, str]]:
    """What happened and what to do, for each outcome."""
    return {
        Outcome.WRITTEN: (
            _("The handover was written, read back completely and opened with its passphrase."),
            _("Write the passphrase down now: it is shown once. Remove the stick safely."),
        ),
        Outcome.FOLDER_MISSING: (
            _("The folder for the handover cannot be found."),
            _("Connect the stick or drive, or choose another folder."),
        ),
        Outcome.READ_ONLY: (
            _("This account may not write to that folder, or the stick is write-protected."),
            _("Choose another folder, or ask the prison's IT for the right to write there."),
        ),
        Outcome.NOT_ALLOWED: (
            _("The IT of this prison does not allow this program to write to sticks."),
            _("Choose a folder on this computer, or ask {whom}.").format(
                whom=policy.in_force().whom_to_ask
            ),
        ),
        Outcome.NEARLY_FULL: (
            _("There is less room there than the handover needs, so nothing was begun."),
            _("Make room, or choose another stick or folder."),
        ),
        Outcome.FULL: (
            _("There is no room left there, so the handover could not be written."),
            _("Make room, or choose another folder."),
        ),
        Outcome.REMOVED: (
            _("The stick or drive was taken out, or stopped answering, while being written to."),
            _("Connect it again and start anew. Delete a file there that ends in “.part”."),
        ),
        Outcome.NAME_EXISTS: (
            _("Files with the names that were tried exist already, and none was overwritten."),
            _("Choose another folder."),
        ),
        Outcome.VERIFICATION_FAILED: (
            _("What was read back is not what was written, so the file was deleted again."),
            _("Use another stick: this one may be failing."),
        ),
        Outcome.CANCELLED: (
            _("Writing the handover was stopped."),
            _("Start again when you are ready."),
        ),
        Outcome.TROUBLE: (
            _("The computer could not write the handover."),
            _("Try again, or choose another folder."),
        ),
    }
