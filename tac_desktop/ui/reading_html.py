"""A record as text to read: every answer with its number, and under it what was added later.

No Qt here. Words are escaped; colours come in from the theme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from tac_desktop.casework.case_file import Amendment, Entry
from tac_desktop.casework.contact_log import ContactLogEntry, attempt_in_words
from tac_desktop.casework.dates import written, written_moment, written_time
from tac_desktop.casework.questions import Kind, QuestionSpec, questions_of
from tac_desktop.casework.reasons import is_kept_as_written, reason_in_words
from tac_desktop.casework.record import (
    Names,
    Record,
    in_words,
    is_blank,
    questions_asked,
    record_from,
    row_in_words,
)
from tac_desktop.ui.typed import written_line
from tac_desktop.words import _

_SHORT = 44
_LINE = 60
_BETWEEN = " &nbsp;&nbsp; "


@dataclass(frozen=True)
class Ink:
    """The colours and sizes that the text is set in."""

    text: str
    muted: str
    line: str
    danger: str
    body: int
    small: int
    heading: int


@dataclass(frozen=True)
class Answer:
    """One answered question: its number on the form, and the answer in words."""

    number: str
    label: str
    words: str


def reading_html(entry: Entry[Any], original: Record, names: Names, ink: Ink) -> str:
    """The whole record. `original` is what was saved first; it is shown for notes and evidence,
    while other records are shown as they are now."""
    record: Record = original if is_kept_as_written(original) else entry.record
    parts = [style_html(ink), _head(record, names)]
    if entry.saved.forked:
        words = _("This record was changed in two places. Choose between the two below.")
        parts.append(f'<p class="alarm">{escape(words)}</p>')
    struck = entry.record.entered_in_error
    if struck:
        words = _("ENTERED IN ERROR, does not count: {why}").format(why=struck)
        parts.append(f'<p class="alarm">{escape(words)}</p>')
    if entry.amendments and is_kept_as_written(original):
        words = _("As first written. What was added or put right later stands under it.")
        parts.append(f'<p class="small">{escape(words)}</p>')
    for heading, answers in sections(record, names):
        parts.append(f"<h3>{escape(heading)}</h3>")
        parts.append(answers_html(answers))
    parts += amendments_html(entry.amendments)
    parts.append(f'<p class="small">{escape(saved_in_words(entry))}</p>')
    return "".join(parts)


def running_html(entries: Sequence[tuple[Entry[Any], Record]], names: Names, ink: Ink) -> str:
    """Many records one after the other, in full, for reading through."""
    parts = [style_html(ink)]
    parts += [note_html(entry, original, names) for entry, original in entries]
    return "".join(parts)


def note_html(entry: Entry[Any], original: Record, names: Names) -> str:
    """One record among others: its kind, day and headline, all answers, what was added later."""
    record: Record = original if is_kept_as_written(original) else entry.record
    parts = [f"<h2>{escape(_day_and_headline(record, names))}</h2>"]
    if not isinstance(record, ContactLogEntry):
        parts.insert(0, f'<p class="small">{escape(record.type_title())}</p>')
    if entry.record.entered_in_error:
        words = _("ENTERED IN ERROR, does not count: {why}")
        words = words.format(why=entry.record.entered_in_error)
        parts.append(f'<p class="alarm">{escape(words)}</p>')
    for _heading, answers in sections(record, names):
        parts.append(answers_html(answers))
    parts += amendments_html(entry.amendments)
    parts.append("<hr>")
    return "".join(parts)


def sections(record: Record, names: Names) -> list[tuple[str, list[Answer]]]:
    """The answered questions by section, with the numbers of the form; then whatever else the
    record holds, so that nothing is hidden."""
    answers = {name: getattr(record, name) for name in type(record).model_fields}
    asked = {spec.name: spec for spec in questions_asked(answers, type(record))}
    found: list[tuple[str, list[Answer]]] = []
    for section in record.layout:
        specs = [asked[name] for name in section.fields if name in asked]
        given = [_in_words(spec, answers[spec.name], names) for spec in specs]
        given = [one for one in given if one.words]
        if given:
            found.append((section.title, given))
    rest = _everything_else(record, answers, asked, names)
    if rest:
        found.append((_("Also recorded"), rest))
    return found


def amendments_html(amendments: Sequence[Amendment]) -> list[str]:
    """What was added or put right, oldest first: who, when, why, and what changed."""
    if not amendments:
        return []
    parts = [f"<h3>{escape(_('Added or put right later'))}</h3>"]
    for one in amendments:
        head = _("{when}, {who}: {reason}").format(
            when=written_moment(one.at), who=one.by, reason=reason_in_words(one.reason)
        )
        parts.append(f'<div class="amendment"><p><b>{escape(head)}</b></p>')
        if one.note:
            parts.append(f"<p>{lines_html(one.note)}</p>")
        if one.changes:
            listed = "".join(f"<li>{lines_html(change)}</li>" for change in one.changes)
            parts.append(f"<ul>{listed}</ul>")
        parts.append("</div>")
    return parts


def saved_in_words(entry: Entry[Any]) -> str:
    """`First saved 16 Nov 2026 17:30 by Mari Lloyd. Last changed ...`"""
    saved = entry.saved
    words = _("First saved {when} by {who}.").format(
        when=written_moment(saved.first_at), who=saved.first_by
    )
    if saved.revisions > 1:
        later = _("Last changed {when} by {who}.").format(
            when=written_moment(saved.last_at), who=saved.last_by
        )
        words = f"{words} {later}"
    return words


def _everything_else(
    record: Record,
    answers: Mapping[str, Any],
    asked: Mapping[str, QuestionSpec],
    names: Names,
) -> list[Answer]:
    found = []
    for name, spec in questions_of(type(record)).items():
        if name in asked or _is_untouched(record, name, answers[name]):
            continue
        answer = _in_words(spec, answers[name], names)
        if answer.words:
            found.append(answer)
    for name, value in record.unmapped.items():
        if not is_blank(value):
            found.append(Answer("", name.replace("_", " ").capitalize(), _plain(value)))
    copied = getattr(record, "dps_copied_at", None)
    if copied:
        found.append(Answer("", _("Copied for the prison's system"), written_moment(copied)))
    return found


def _is_untouched(record: Record, name: str, value: Any) -> bool:
    """Whether a question that is not asked holds only what every new record holds there."""
    info = type(record).model_fields[name]
    return bool(value == info.get_default(call_default_factory=True, validated_data={}))


def _in_words(spec: QuestionSpec, value: Any, names: Names) -> Answer:
    if spec.kind is Kind.ROWS:
        words = "\n".join(
            f"{spec.number}.{place}  {row_in_words(spec, row, names)}"
            for place, row in enumerate(value, start=1)
        )
    elif spec.kind is Kind.LINES:
        words = "\n".join(
            f"{spec.number}.{place}  {written_line(str(one))}"
            for place, one in enumerate(value, start=1)
        )
    elif spec.kind is Kind.TICK and value is False:
        words = ""
    else:
        words = in_words(spec, value, names)
    number = str(spec.number) if spec.number else ""
    return Answer(number, spec.label, words)


def answers_html(answers: Sequence[Answer]) -> str:
    """Answers in their order; short ones stand side by side on one line."""
    parts: list[str] = []
    beside: list[str] = []
    for answer in [*answers, None]:
        if answer is not None and _is_short(answer):
            beside.append(f'<span class="label">{_label(answer)}:</span> {escape(answer.words)}')
            continue
        if beside:
            parts.append(f"<p>{_BETWEEN.join(beside)}</p>")
            beside = []
        if answer is not None:
            parts.append(answer_html(answer))
    return "".join(parts)


def answer_html(answer: Answer) -> str:
    """One answer with its number and label, on lines of its own."""
    label = _label(answer)
    if len(answer.words) > _LINE or "\n" in answer.words:
        return f'<p class="label">{label}</p><p class="long">{lines_html(answer.words)}</p>'
    return f'<p class="short"><span class="label">{label}:</span> {lines_html(answer.words)}</p>'


def _is_short(answer: Answer) -> bool:
    return len(answer.label) + len(answer.words) <= _SHORT and "\n" not in answer.words


def _label(answer: Answer) -> str:
    words = escape(answer.label).rstrip("?")
    return f"{answer.number}&nbsp;{words}" if answer.number else words


def _head(record: Record, names: Names) -> str:
    kind = record.type_title()
    day = record.happened_on()
    small = f"{kind}, {written(day)}" if day else kind
    if isinstance(record, ContactLogEntry) and not record.chronology:
        when = " ".join(part for part in (written(day), written_time(record.time)) if part)
        heading = f"{when}, {attempt_in_words(record)}"
        return f'<p class="small">{escape(kind)}</p><h2>{escape(heading)}</h2>'
    return f'<p class="small">{escape(small)}</p><h2>{escape(record.headline(names))}</h2>'


def _day_and_headline(record: Record, names: Names) -> str:
    day = written(record.happened_on())
    headline = record.headline(names)
    return f"{day}  {headline}" if day else headline


def lines_html(text: str) -> str:
    """Escaped text, its line breaks kept."""
    return escape(text).replace("\n", "<br>")


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_plain(one)}" for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_plain(one) for one in value)
    return written_line(str(value))


def style_html(ink: Ink) -> str:
    """The style of all texts to read."""
    return f"""<style>
body, p, li {{ color: {ink.text}; font-size: {ink.body}px; }}
p {{ margin-top: 0; margin-bottom: {ink.body // 3}px; }}
h2 {{ font-size: {ink.heading}px; margin-top: 0; margin-bottom: {ink.body // 2}px; }}
h3 {{ font-size: {ink.body}px; color: {ink.muted}; margin-top: {ink.body}px;
  margin-bottom: {ink.body // 3}px; }}
.label {{ color: {ink.muted}; margin-bottom: 0; }}
.long {{ margin-left: 0; margin-bottom: {ink.body // 2}px; }}
.small {{ color: {ink.muted}; font-size: {ink.small}px; }}
.alarm {{ color: {ink.danger}; font-weight: bold; }}
</style>"""


def first_record(history: Sequence[Any], entry: Entry[Any]) -> Record:
    """What was saved first, from the revisions of a record; the record itself without them."""
    if not history:
        record: Record = entry.record
        return record
    first = history[0]
    return record_from(first.record_type, first.record_id, first.mother_id, first.content)
