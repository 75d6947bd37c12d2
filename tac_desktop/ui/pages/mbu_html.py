"""The parts of an MBU application that are text: assessment, evidence, Board, decision, plan.

No Qt here.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.mbu import MbuApplication, MbuEvidence
from tac_desktop.casework.questions import Section, questions_of
from tac_desktop.casework.record import Names, in_words
from tac_desktop.ui.reading_html import Answer, Ink, answer_html, lines_html, style_html
from tac_desktop.words import _

_HALF = '<td width="50%" valign="top">'
_APART = ("Recommendation", "Decision")
_DRAWN_ELSEWHERE = ("Reports for the Board", "Evidence for and against each criterion")


def application_html(application: MbuApplication, names: Names, ink: Ink) -> str:
    """Every section, the unanswered questions of the four headings named as missing."""
    parts = [style_html(ink)]
    for section in application.layout:
        if section.source_title == "Evidence for and against each criterion":
            parts += _evidence(application.evidence, section.title)
        elif section.source_title == "Recommendation":
            parts.append(_side_by_side(application, names))
        elif section.source_title not in (*_DRAWN_ELSEWHERE, *_APART):
            parts += _section(application, section, names)
    return "".join(parts)


def _section(application: MbuApplication, section: Section, names: Names) -> list[str]:
    four_headings = section.source_title.startswith("The local authority")
    parts = [f"<h3>{escape(section.title)}</h3>"]
    answers = _answers(application, section.fields, names)
    for answer in answers:
        if answer.words:
            parts.append(answer_html(answer))
        elif four_headings:
            parts.append(answer_html(Answer(answer.number, answer.label, _("not answered yet"))))
    if len(parts) == 1:
        parts.append(f'<p class="small">{escape(_("Nothing recorded yet."))}</p>')
    return parts


def _answers(application: MbuApplication, fields: Sequence[str], names: Names) -> list[Answer]:
    specs = questions_of(MbuApplication)
    return [
        Answer(
            str(specs[name].number),
            specs[name].label,
            in_words(specs[name], getattr(application, name), names),
        )
        for name in fields
    ]


def _side_by_side(application: MbuApplication, names: Names) -> str:
    sections = [one for one in application.layout if one.source_title in _APART]
    cells = []
    for section in sections:
        answers = [one for one in _answers(application, section.fields, names) if one.words]
        body = "".join(answer_html(one) for one in answers)
        nothing = f'<p class="small">{escape(_("Not made yet."))}</p>'
        cells.append(f"{_HALF}<h3>{escape(section.title)}</h3>{body or nothing}</td>")
    return f'<table width="100%" cellspacing="0" cellpadding="4"><tr>{"".join(cells)}</tr></table>'


def _evidence(evidence: Sequence[MbuEvidence], title: str) -> list[str]:
    parts = [f"<h3>{escape(title)}</h3>"]
    if not evidence:
        words = _("No evidence recorded yet: for and against each criterion, with its source.")
        return [*parts, f'<p class="small">{escape(words)}</p>']
    known: dict[str, list[MbuEvidence]] = {}
    for one in evidence:
        known.setdefault(one.criterion, []).append(one)
    for criterion, found in known.items():
        label = code_list("mbu_criterion").label(criterion)
        cells = "".join(
            f'{_HALF}<p class="label">{escape(heading)}</p>{_list(those)}</td>'
            for heading, those in (
                (_("For"), [one for one in found if one.direction == "for"]),
                (_("Against"), [one for one in found if one.direction == "against"]),
            )
        )
        rest = [one for one in found if one.direction not in ("for", "against")]
        parts.append(f"<p><b>{escape(label)}</b></p>")
        parts.append(
            f'<table width="100%" cellspacing="0" cellpadding="4"><tr>{cells}</tr></table>'
        )
        if rest:
            parts.append(f'<p class="label">{escape(_("Neither"))}</p>{_list(rest)}')
    return parts


def _list(evidence: Sequence[Any]) -> str:
    if not evidence:
        return f'<p class="small">{escape(_("nothing recorded"))}</p>'
    items = []
    for one in evidence:
        source = one.source or _("source not recorded")
        words = _("Source: {source}").format(source=source)
        items.append(
            f'<li>{lines_html(one.evidence)}<br><span class="small">{escape(words)}</span></li>'
        )
    return f"<ul>{''.join(items)}</ul>"
