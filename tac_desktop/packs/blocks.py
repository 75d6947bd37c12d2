"""What stands on a printed page, as plain data: headings, rows, tables, lines to write on.

Packs are made of these. `drawing` turns them into something with a size; nothing here knows of
ReportLab, so that a pack can be put together, looked at and tested without drawing a page.
All text is plain text: it is escaped when it is drawn, never read as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tac_desktop.casework.drawn import Drawing, LegendLine


class TextKind(StrEnum):
    """How a paragraph is set."""

    BODY = "body"
    STRONG = "strong"
    QUOTE = "quote"
    SMALL = "small"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Title:
    """The name of the document, once, at its top; `under` is a line of explanation below it."""

    text: str
    under: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading that never stands alone at the foot of a page; level 1 and 2 are bookmarked."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """One or more paragraphs; line breaks in the text are kept."""

    text: str
    kind: TextKind = TextKind.BODY


@dataclass(frozen=True)
class Bullets:
    """Short items one under the other, with a dash or with numbers."""

    items: Sequence[str]
    numbered: bool = False


@dataclass(frozen=True)
class Columns:
    """Short texts side by side, as for a list of contents."""

    texts: Sequence[str]


@dataclass(frozen=True)
class Rows:
    """Label and value side by side, a hairline between rows.

    `row_height` in millimetres leaves room to write where there is no value yet; with `pairs`,
    two labels and their values stand on each line.
    """

    rows: Sequence[tuple[str, str]]
    label_share: float = 0.3
    row_height: float = 0.0
    pairs: bool = False


@dataclass(frozen=True)
class Table:
    """A table with lines but no box; its head, if any, is repeated on each page it reaches.

    `shares` are the relative widths; `row_height` in millimetres leaves room to write; `numbered`
    says that the first column holds numbers and is only as wide as they are.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[float] = ()
    row_height: float = 0.0
    numbered: bool = False


@dataclass(frozen=True)
class AmendmentText:
    """What was added under a note later, by whom and why."""

    heading: str
    text: str


@dataclass(frozen=True)
class Note:
    """A note as it was written, with its amendments under it and never over it."""

    text: str
    amendments: Sequence[AmendmentText] = ()


@dataclass(frozen=True)
class Ticks:
    """Choices with an empty box before each, in `columns` columns."""

    choices: Sequence[str]
    columns: int = 2


@dataclass(frozen=True)
class Lines:
    """Ruled lines to write on."""

    count: int = 3


class Entry(StrEnum):
    """Boxes of a fixed shape to write one value in."""

    DATE = "date"
    TIME = "time"
    DATE_AND_TIME = "date_and_time"
    NUMBER = "number"


@dataclass(frozen=True)
class EntryBox:
    """One row of boxes for a date, a time or a number, filled in when `value` is given."""

    kind: Entry
    unit: str = ""


@dataclass(frozen=True)
class Question:
    """A numbered question of a form with the place for its answer (or the answer itself).

    The answer stands under the label, or `beside` it where it is short.
    """

    number: str
    label: str
    answer: Sequence[Block]
    hint: str = ""
    condition: str = ""
    beside: bool = False


@dataclass(frozen=True)
class Callout:
    """A box that must be seen: what to do when the link fails, what this paper is not."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Groups:
    """Groups of letters to be copied by hand, large and numbered."""

    groups: Sequence[str]
    columns: int = 4


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on, each with what is written under it."""

    labels: Sequence[str]


@dataclass(frozen=True)
class Together:
    """Blocks that stay on one page where they can."""

    blocks: Sequence[Block]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Picture:
    """A drawing in lines, scaled to the page; one that would be too small is turned or parted."""

    drawing: Drawing


@dataclass(frozen=True)
class Signs:
    """What the signs of a drawing mean, in as many columns as there is room for."""

    lines: Sequence[LegendLine]


@dataclass(frozen=True)
class Idea:
    """One idea of an easy-read page: a small picture, and beside it one short line.

    With a `label` it stands in a frame, as what is to be found at a glance: a date, a place. Ruled
    `lines` leave room to write.
    """

    drawing: Drawing
    text: str = ""
    label: str = ""
    lines: int = 0


@dataclass(frozen=True)
class Scan:
    """A page of a file as a picture in itself (JPEG), as large as fits; `alt` says what it is."""

    image: bytes
    alt: str


Block = (
    Title
    | Heading
    | Text
    | Bullets
    | Columns
    | Rows
    | Table
    | Note
    | Ticks
    | Lines
    | EntryBox
    | Question
    | Callout
    | Groups
    | Signatures
    | Together
    | PageBreak
    | Picture
    | Signs
    | Idea
    | Scan
)


def nothing(sentence: str) -> Text:
    """The one line that an empty section consists of, so that nobody thinks a page is missing."""
    return Text(sentence, TextKind.NOTHING)
