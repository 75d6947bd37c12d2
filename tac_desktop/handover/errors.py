"""What can go wrong with a handover file, one class for each mistake, each with its sentences."""

from __future__ import annotations

from tac_desktop.errors import TacError
from tac_desktop.words import _


class HandoverError(TacError):
    """Anything that keeps a handover from being written, opened or read in."""


class NotAHandover(HandoverError):
    """The file is something else."""

    def __init__(self) -> None:
        super().__init__(
            _("This file is not a handover made by TAC Desktop."),
            _("Nothing was changed."),
            _("Choose the file whose name begins with “handover” and ends in “.tac”."),
        )


class HandoverEmpty(HandoverError):
    """The file has no content at all."""

    def __init__(self) -> None:
        super().__init__(
            _("This file is empty (no bytes at all)."),
            _("Nothing was changed."),
            _("A copy that was broken off does this: copy the file again, or ask for it again."),
        )


class HandoverCutOff(HandoverError):
    """The end of the file is missing."""

    def __init__(self) -> None:
        super().__init__(
            _("The end of this file is missing: copying it was probably broken off."),
            _("Nothing was read in or changed."),
            _("Copy the file again from where it came, or ask the sender for it again."),
        )


class HandoverDamaged(HandoverError):
    """The file is not as it was written: by accident or on purpose."""

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        what = _("This file is damaged: part of it is not as it was written.")
        super().__init__(
            f"{what} {detail}".strip(),
            _("This is not a wrong passphrase. Nothing was read in or changed."),
            _("Compare its fingerprint with the sender's, and copy it again or ask for it again."),
        )


class HandoverNewer(HandoverError):
    """The file needs a newer version of the program."""

    def __init__(self, made_with: str = "") -> None:
        self.made_with = made_with
        what = _("This handover was made by a newer version of TAC Desktop.")
        known = _("It was made with {program}.").format(program=made_with) if made_with else ""
        super().__init__(
            f"{what} {known}".strip(),
            _("Nothing was changed and the file is not damaged."),
            _("Ask for the newer version of the program, then open the file again."),
        )


class WrongHandoverPassphrase(HandoverError):
    """The file is whole as far as can be told, and this passphrase does not open it."""

    def __init__(self) -> None:
        super().__init__(
            _("That passphrase does not open this handover."),
            _("Nothing was changed and the file is not damaged."),
            _(
                "Check each of the words with the sender. The fingerprint's words are not the "
                "passphrase, and every handover has a passphrase of its own."
            ),
        )


class HandoverTooLarge(HandoverError):
    """The file asks for more than any handover needs; it is not opened further."""

    def __init__(self, detail: str) -> None:
        self.detail = detail
        what = _("This file asks for more than a handover ever needs, so it was not opened.")
        super().__init__(
            f"{what} {detail}",
            _("Nothing was read in or changed."),
            _("Ask the sender whether the file is really theirs."),
        )


class HandoverUnreadable(HandoverError):
    """The operating system could not read the file."""

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        what = _("The computer could not read this file.")
        super().__init__(
            f"{what} {detail}".strip(),
            _("Nothing was read in or changed."),
            _("Check that the stick is still there, or copy the file to the computer first."),
        )


class NotEnoughMemory(HandoverError):
    """The key derivation needs more memory than this computer has free."""

    def __init__(self) -> None:
        super().__init__(
            _("This computer has too little free memory to work out the key."),
            _("Nothing was changed."),
            _("Close other programs and try again."),
        )


class HandoverExchanged(HandoverError):
    """The file is not the one whose check words were shown before it was opened."""

    def __init__(self) -> None:
        super().__init__(
            _("This is not the file whose check words you saw: it was exchanged since then."),
            _("Nothing was read in or changed."),
            _("Choose the file again, and compare its check words with the sender's."),
        )


class NotAReceipt(HandoverError):
    """The file is something else than a receipt, or was changed so that it cannot be read."""

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        what = _("This file is not a receipt made by TAC Desktop.")
        super().__init__(
            f"{what} {detail}".strip(),
            _("Nothing was noted."),
            _("Choose the file whose name begins with “receipt”, or ask for the four words."),
        )


class ReceiptOfAnother(HandoverError):
    """No handover that was written here has the receipt's fingerprint."""

    def __init__(self, file_name: str = "") -> None:
        what = _("This receipt is for a file ({name}) that was not written in this vault.")
        super().__init__(
            what.format(name=file_name),
            _("Nothing was noted as received; that it was refused stands in the journal."),
            _("Ask which file was read in, and compare its check words by telephone."),
        )


class ReceiptDoesNotFit(HandoverError):
    """The receipt names a handover of this vault and contradicts what was written."""

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        what = _("This receipt does not fit the handover that was written.")
        super().__init__(
            f"{what} {detail}".strip(),
            _("Nothing was noted as received; that it was refused stands in the journal."),
            _(
                "Telephone the receiver on a number you know. Until a receipt fits, treat the "
                "handover as not arrived."
            ),
        )


class ReceiptWordsWrong(HandoverError):
    """The words that were typed are not the receipt of this handover on any day."""

    def __init__(self) -> None:
        super().__init__(
            _("These words are not the receipt of this handover."),
            _("Nothing was noted as received; that it was refused stands in the journal."),
            _(
                "Ask for the four words again, and whether the file has the same name. Receipt "
                "words are neither the check words nor the passphrase. If they stay wrong, treat "
                "the handover as not arrived."
            ),
        )


class ReceiptNotCheckable(HandoverError):
    """The handover was written before the vault kept what a receipt is checked against."""

    def __init__(self) -> None:
        super().__init__(
            _("This handover was written by a version that cannot check receipts."),
            _("Nothing was noted."),
            _("Open its disclosure among the papers and note there who received it, and when."),
        )


class HandoverForOneReader(HandoverError):
    """It holds what one reader may have of a file; a vault takes whole files only."""

    def __init__(self, reader: str) -> None:
        super().__init__(
            _("This is a part of her file, made for one reader: {reader}.").format(reader=reader),
            _("It can be read, and is not added to a vault. Nothing was changed."),
            _("Choose “Look at a handover ...”. For her whole file, ask for a handover of it."),
        )


class NotReadIn(HandoverError):
    """A receipt was asked for while something of the handover is not in the vault."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no receipt yet: not all of this handover is in this vault."),
            _("Nothing was changed."),
            _("Add it to this vault first."),
        )
