"""Parental responsibility, brothers and sisters, and carers on paper."""

from __future__ import annotations

from tac_desktop.casework.responsibility import Held, Responsibility, carers, responsibility
from tac_desktop.casework.siblings import sibling_pairs, siblings_sentence
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.genogram import on_paper
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import joined
from tac_desktop.words import _

_CHILDREN_ACROSS = 4


def family_print(request: Request) -> Built:
    """Who has parental responsibility, who lives with whom, and who cares for whom."""
    request = on_paper(request)
    title = (
        _("Your children: who decides, who lives where")
        if request.plain_words
        else _("Parental responsibility, brothers and sisters")
    )
    made: list[b.Block] = [b.Title(title), b.Heading(_("Parental responsibility"), 2)]
    made += _matrix(request, responsibility(request.file))
    made += _siblings(request)
    made += _carers(request)
    printed = document_for(request, title).render(
        made, progress=request.progress, repeatable=request.repeatable
    )
    return built(printed, title, request)


def _matrix(request: Request, matrix: Responsibility) -> list[b.Block]:
    if not matrix.children:
        return [b.nothing(_("No children are recorded."))]
    words = _("As it is recorded. Being in prison does not by itself end parental responsibility.")
    made: list[b.Block] = [b.Text(words, b.TextKind.SMALL)]
    if request.plain_words:
        made += _child_by_child(request, matrix)
    else:
        for start in range(0, len(matrix.children), _CHILDREN_ACROSS):
            children = matrix.children[start : start + _CHILDREN_ACROSS]
            made.append(_table(request, matrix, children))
    if matrix.effects:
        made.append(b.Heading(_("To check"), 3))
        lead = _("What orders in force may mean. Ask a solicitor or the authority before relying"
                 " on it.")  # fmt: skip
        made.append(b.Text(lead, b.TextKind.SMALL))
        made.append(b.Bullets([one.in_words for one in matrix.effects]))
    return made


def _table(request: Request, matrix: Responsibility, children: tuple[str, ...]) -> b.Block:
    name = request.file.name
    head = [_("Adult"), *(name(one) for one in children)]
    rows = []
    for adult in matrix.adults:
        cells = [matrix.of(adult, child) for child in children]
        if any(cells):
            rows.append([name(adult), *(_cell(one) for one in cells)])
    return b.Table(head, rows, shares=[1.2, *[1.0] * len(children)])


def _child_by_child(request: Request, matrix: Responsibility) -> list[b.Block]:
    name = request.file.name
    made: list[b.Block] = []
    for child in matrix.children:
        rows = [
            (name(adult), _cell(held))
            for adult in matrix.adults
            if (held := matrix.of(adult, child)) is not None
        ]
        made += [b.Heading(name(child), 3), b.Rows(rows, label_share=0.4)]
    return made


def _cell(held: Held | None) -> str:
    return joined([held.in_words, held.note], ". ") if held else "–"


def _siblings(request: Request) -> list[b.Block]:
    name = request.file.name
    made: list[b.Block] = [b.Heading(_("Brothers and sisters"), 2)]
    pairs = sibling_pairs(request.file)
    made.append(b.Text(siblings_sentence(request.file)))
    if not pairs:
        return made
    rows = [
        (
            _("{one} and {other}").format(one=name(pair.elder_id), other=name(pair.younger_id)),
            pair.kind,
            joined([pair.living_in_words, pair.together_before]),
            pair.contact,
        )
        for pair in pairs
    ]
    if request.plain_words:
        told = [(who, joined([living, contact], ". ")) for who, _kind, living, contact in rows]
        return [*made, b.Rows(told, label_share=0.45)]
    rows = [(*row[:3], row[3] or _("none recorded")) for row in rows]
    head = [_("Who"), _("Full or half"), _("Together or apart"), _("Contact between them")]
    return [*made, b.Table(head, rows, shares=(2.4, 1.4, 2, 2.2))]


def _carers(request: Request) -> list[b.Block]:
    found = carers(request.file)
    made: list[b.Block] = [b.Heading(_("Who cares for whom"), 2)]
    if not found:
        return [*made, b.nothing(_("No placement is recorded."))]
    rows = [
        (request.file.name(carer) if carer else _("Carer not named"), "\n".join(children))
        for carer, children in found
    ]
    return [*made, b.Rows(rows, label_share=0.36)]
