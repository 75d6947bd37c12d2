"""Invited or not: how the service was asked to take part in ACCT reviews.

Source: evaluation of the service, staff survey: in one prison 57 % and in the other 75 % had met
the social worker through an ACCT; "not invited" is therefore an answer that is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tac_desktop.casework.acct import AcctReview
from tac_desktop.words import _


@dataclass(frozen=True)
class ReviewCount:
    """Reviews that were held, and how the social worker came to be part of them."""

    held: int
    took_part: int
    sent_note: int
    could_not: int
    not_invited: int
    not_noted: int

    @property
    def invited(self) -> int:
        """Every answer that means that somebody asked her."""
        return self.took_part + self.sent_note + self.could_not

    @property
    def sentence(self) -> str:
        """`Invited to 3 of 5 reviews, took part in 2, sent a note to 1; not invited to 2.`"""
        if not self.held:
            return _("No review is noted yet.")
        reviews = _("1 review") if self.held == 1 else _("{count} reviews")
        parts = [
            _("Invited to {count} of {reviews}").format(
                count=self.invited, reviews=reviews.format(count=self.held)
            )
        ]
        for count, words in (
            (self.took_part, _("took part in {count}")),
            (self.sent_note, _("sent a note to {count}")),
            (self.could_not, _("could not come to {count}")),
        ):
            if count:
                parts.append(words.format(count=count))
        sentence = ", ".join(parts)
        if self.not_invited:
            words = _("{sentence}; not invited to {count}")
            sentence = words.format(sentence=sentence, count=self.not_invited)
        if self.not_noted:
            words = _("{sentence}; not noted for {count}")
            sentence = words.format(sentence=sentence, count=self.not_noted)
        return sentence + "."


def count_reviews(reviews: Sequence[AcctReview]) -> ReviewCount:
    """Count these reviews: those of one episode, of a file, or of all files together."""

    def those(answer: str) -> int:
        return sum(1 for one in reviews if one.tac_attended == answer)

    return ReviewCount(
        held=len(reviews),
        took_part=those("yes"),
        sent_note=those("sent_note"),
        could_not=those("invited_could_not"),
        not_invited=those("not_invited"),
        not_noted=those(""),
    )
