"""The answer to a request for own information: a letter, an index, and everything that is given.

Everything here was redacted before it came: this module never sees what was taken out.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.packs import blocks as b
from tac_desktop.packs.outcome import MARKING, Built, Copy
from tac_desktop.words import _

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class GivenItem:
    """One item as it is given: its kind, day and passages; `scans` are pages of its file (JPEG)."""

    kind: str
    day: dt.date
    parts: Sequence[tuple[str, str]] = ()
    scans: Sequence[bytes] = ()
    redacted: bool = False
    file_withheld: str = ""


@dataclass(frozen=True)
class OwnInformation:
    """What the answer says. `withheld` are codes of `withheld_reason`, one for each item."""

    subject: str
    to: str
    received_on: dt.date | None
    answered_on: dt.date
    service: str
    address: Sequence[str]
    sender: str
    items: Sequence[GivenItem]
    withheld: Sequence[str] = ()
    pseudonyms: Sequence[str] = ()
    given_out: Sequence[tuple[dt.datetime, str]] = ()
    done: Sequence[tuple[str, int, dt.date, dt.date]] = ()
    journal_reference: str = ""
    marking: str = MARKING
    copy: Copy | None = None
    large_print: bool = False


def own_information(
    answer: OwnInformation, *, progress: Progress | None = None, repeatable: bool = False
) -> Built:
    """The whole answer as one tagged print."""
    from tac_desktop.packs.page import Document

    title = _("Your information")
    document = Document(
        title=title,
        marking=answer.marking,
        subject_line=answer.subject,
        reference=answer.journal_reference,
        copy=answer.copy,
        large_print=answer.large_print,
        printed_on=answer.answered_on,
    )
    blocks = [*_letter(title, answer), *_index(answer), *_items(answer)]
    printed = document.render(blocks, progress=progress, repeatable=repeatable)
    return Built.of_nobodys_file(printed, title)


def withheld_in_words(codes: Sequence[str]) -> list[str]:
    """What was withheld, in general terms: how many items, and for which reason."""
    reasons = code_list("withheld_reason")
    words = _("{count} items: {reason}")
    one = _("1 item: {reason}")
    return [
        (one if count == 1 else words).format(count=count, reason=reasons.label(code))
        for code, count in sorted(Counter(codes).items())
    ]


def _letter(title: str, answer: OwnInformation) -> list[b.Block]:
    asked = _("You asked on {day} for the information that we hold about {name}.").format(
        day=written(answer.received_on), name=answer.subject
    )
    here = _("Here it is: {count} items, in the order of their dates, with an index before them.")
    made: list[b.Block] = [
        b.Title(title, _("Answer to a request under data protection law")),
        b.Text("\n".join([answer.service, *answer.address])),
        b.Text(written(answer.answered_on)),
        b.Text(_("To: {name}").format(name=answer.to), b.TextKind.STRONG),
        b.Text(asked),
        b.Text(here.format(count=len(answer.items))),
    ]
    made += _about_others(answer)
    made += _about_withheld(answer)
    made += [
        b.Heading(_("What you can do"), 2),
        b.Bullets(
            [
                _("Something is wrong: tell us. It is put right, and the first words stay beside."),
                _("You see it differently: your own words are put beside it."),
                _("You are not content with this answer: tell us, and we look at it again."),
                _(
                    "You can complain to the Information Commissioner’s Office (ico.org.uk, "
                    "0303 123 1113), and ask a court."
                ),
            ]
        ),
        b.Text(_("Yours sincerely")),
        b.Signatures([answer.sender or _("Name"), _("Date")]),
    ]
    return made


def _about_others(answer: OwnInformation) -> list[b.Block]:
    if not any(one.redacted for one in answer.items):
        return []
    said = _(
        "Some of it is about other people too. Where that was taken out, other words stand in "
        "square brackets, or a name such as “Person A”. The same name is always the same person. "
        "On pages that are pictures it is black."
    )
    made: list[b.Block] = [b.Heading(_("Other people"), 2), b.Text(said)]
    if answer.pseudonyms:
        made.append(b.Text(", ".join(answer.pseudonyms), b.TextKind.SMALL))
    return made


def _about_withheld(answer: OwnInformation) -> list[b.Block]:
    heading = b.Heading(_("What is not here"), 2)
    if not answer.withheld:
        return [heading, b.Text(_("Nothing was held back as a whole."))]
    said = _("Some items are held back, as the law allows or demands:")
    return [heading, b.Text(said), b.Bullets(withheld_in_words(answer.withheld))]


def _index(answer: OwnInformation) -> list[b.Block]:
    rows = [
        [str(number), written(one.day), one.kind, _how(one)]
        for number, one in enumerate(answer.items, start=1)
    ]
    made: list[b.Block] = [b.PageBreak(), b.Heading(_("Index"))]
    if not rows:
        return [*made, b.nothing(_("We hold nothing that can be given.")), *_done(answer)]
    head = [_("No."), _("Date"), _("What it is"), _("How it is given")]
    made.append(b.Table(head, rows, shares=(0.6, 1.2, 3.0, 2.4), numbered=True))
    if answer.given_out:
        made.append(b.Heading(_("What left our records about you before")))
        lines = [[written(at.date()), words] for at, words in answer.given_out]
        made.append(b.Table([_("Date"), _("What")], lines, shares=(1.0, 4.0)))
    return [*made, *_done(answer)]


def _done(answer: OwnInformation) -> list[b.Block]:
    """What somebody who works with the records did in them, as counts."""
    if not answer.done:
        return []
    words = _(
        "The records remember who did what in them. The single entries name the families: ask us "
        "if you want to see those of some days."
    )
    rows = [
        [what, str(count), written(first), written(last)]
        for what, count, first, last in answer.done
    ]
    head = [_("What"), _("How often"), _("First"), _("Last")]
    table = b.Table(head, rows, shares=(3.0, 1.0, 1.2, 1.2))
    return [b.Heading(_("What you did in our records")), b.Text(words), table]


def _how(one: GivenItem) -> str:
    said = [_("parts taken out") if one.redacted else _("whole")]
    if one.scans:
        said.append(_("{count} pages").format(count=len(one.scans)))
    if one.file_withheld:
        label = code_list("withheld_reason").label(one.file_withheld)
        said.append(_("its file is held back: {reason}").format(reason=label))
    return "; ".join(said)


def _items(answer: OwnInformation) -> list[b.Block]:
    made: list[b.Block] = []
    for number, one in enumerate(answer.items, start=1):
        words = _("{number}. {kind}, {day}")
        heading = words.format(number=number, kind=one.kind, day=written(one.day))
        made.append(b.PageBreak() if number == 1 else b.Text(" ", b.TextKind.SMALL))
        made.append(b.Heading(heading, 2))
        short = [(label, text) for label, text in one.parts if len(text) <= _SHORT]
        if short:
            made.append(b.Rows(short, label_share=0.3))
        for label, text in one.parts:
            if len(text) > _SHORT:
                made += [b.Text(label, b.TextKind.STRONG), b.Text(text)]
        for page, image in enumerate(one.scans, start=1):
            alt = _("Page {page} of the file of item {number}, as a picture")
            made += [b.PageBreak(), b.Scan(image, alt.format(page=page, number=number))]
    return made


_SHORT = 160
"""Up to so many letters an answer stands beside its label, else below it."""
