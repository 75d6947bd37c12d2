"""What can go wrong for a person, in sentences: what happened, what is safe, what to do next.

Everything here is the computer's or the world's doing (a wrong passphrase, a full stick). A mistake
in the program itself is never a `TacError`: it surfaces as an ordinary exception.
"""

from __future__ import annotations

from tac_desktop.words import _


class TacError(Exception):
    """A refusal or failure that is shown to the person as it stands."""

    def __init__(self, what_happened: str, what_is_safe: str = "", what_to_do: str = "") -> None:
        self.what_happened = what_happened
        self.what_is_safe = what_is_safe
        self.what_to_do = what_to_do
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """All three parts as one paragraph."""
        parts = (self.what_happened, self.what_is_safe, self.what_to_do)
        return " ".join(part for part in parts if part)


class Cancelled(TacError):
    """The person stopped a long piece of work."""

    def __init__(self) -> None:
        super().__init__(_("Stopped."), _("Nothing was changed."))


class NotUnderstood(TacError):
    """A file or an answer that the program cannot read; the reasons are listed."""

    def __init__(self, what_happened: str, reasons: tuple[str, ...] = ()) -> None:
        self.reasons = reasons
        super().__init__(what_happened, _("Nothing was changed."), " ".join(reasons))
