"""The summary of a Mother and Baby Unit application: one paper for the whole way to the decision.

Recommendation and decision stand apart, dates are computed and never verdicts, and the four
headings of the local authority's assessment are always there, so that a gap is seen.
"""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import count_of_days, read_date, written, written_time
from tac_desktop.casework.mbu import MbuApplication, MbuEvidence, MbuReport
from tac_desktop.casework.mbu_dates import days_late, mbu_dates
from tac_desktop.casework.questions import questions_of
from tac_desktop.casework.record import in_words
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import joined
from tac_desktop.words import _


def mbu_summary(request: Request) -> Built:
    """The summary of the application `request.record_id`.

    Raises KeyError where this audience's file does not hold the application.
    """
    application = request.file.get(MbuApplication, request.record_id)
    if application is None:
        raise KeyError(request.record_id)
    title = _("Mother and Baby Unit application: summary")
    if request.plain_words:
        title = _("Your Mother and Baby Unit application")
    document = document_for(request, title)
    printed = document.render(
        Summary(request, application).blocks(title),
        progress=request.progress,
        repeatable=request.repeatable,
    )
    return built(printed, title, request)


class Summary:
    """The parts of the summary; the dossier for the Board is made of the same."""

    def __init__(self, request: Request, application: MbuApplication) -> None:
        self._request = request
        self._file: CaseFile = request.file
        self._application = application
        self._today: dt.date = request.file.as_of

    def blocks(self, title: str) -> list[b.Block]:
        """The whole summary."""
        return [
            b.Title(title, self._application.headline(self._file.name)),
            self._answers("kind", "unit", "child_id", "mother_told_of_right", "easy_read_given"),
            *self._twins(),
            b.Heading(_("How far it is")),
            *self._stages(),
            b.Heading(_("Dates")),
            *self.dates(),
            b.Heading(_("Reports for the Board")),
            *self.reports(),
            b.Heading(_("The local authority's assessment")),
            *self.assessment(),
            b.Heading(_("Evidence for and against each criterion")),
            *self.evidence(),
            b.Heading(self._to_her(_("What you said"), _("Her view, in her own words"))),
            *self.her_view(),
            b.Heading(_("Board")),
            *self._board(),
            b.Heading(_("Recommendation of the Board")),
            *self._given(
                _("The Board has not made a recommendation yet."),
                "recommendation",
                "recommended_on",
                "recommendation_reasons",
            ),
            b.Heading(_("Decision")),
            *self._given(
                _("No decision is recorded yet."),
                "decision",
                "decided_on",
                "decided_by",
                "decision_reasons",
                "mother_told_on",
            ),
            b.Heading(_("Appeal")),
            *self._given(
                _("Nothing about an appeal is recorded."),
                "appeal_explained",
                "appeal_deadline",
                "appeal_lodged",
                "appeal_grounds",
                "appeal_outcome",
                "appeal_decided_on",
            ),
            *self._on_the_unit(),
            *self.both_ways(),
        ]

    def both_ways(self) -> list[b.Block]:
        """What is prepared for either decision."""
        return [
            b.Heading(self._to_her(_("What is planned for you"), _("Whichever way it goes"))),
            *self._given(
                _("Nothing is planned for either outcome yet."),
                "aftercare",
                "aftercare_if_approved",
                "aftercare_if_refused",
            ),
            b.Heading(_("If it is refused")),
            *self._given(
                _("No plan for a refusal is recorded."),
                "baby_care_if_refused",
                "separation_plan",
            ),
        ]

    def _twins(self) -> list[b.Block]:
        return [self._answers("other_child_ids")] if self._application.other_child_ids else []

    def _on_the_unit(self) -> list[b.Block]:
        """Only where there is something: most applications never come so far."""
        one = self._application
        fields = ("temporary_admission", "admitted", "care_plan_on", "next_review",
                  "separation_planning_from", "ended", "end_reason", "extension_note")  # fmt: skip
        rows = [(self._label(field), self._words(field)) for field in fields]
        known = [row for row in rows if row[1]]
        if not known and not one.extensions:
            return []
        made: list[b.Block] = [b.Heading(_("Time on the unit"))]
        if known:
            made.append(b.Rows(known, label_share=0.36))
        if one.extensions:
            made.append(b.Heading(_("Extensions"), 2))
            made.append(self._extensions())
        return made

    def _extensions(self) -> b.Block:
        outcomes = code_list("mbu_outcome")
        lines = [
            (
                written(one.asked_on),
                written(one.until),
                outcomes.label(one.decision) if one.decision else _("no decision yet"),
                written(one.decided_on),
            )
            for one in self._application.extensions
        ]
        head = [_("Asked on"), _("Until"), _("Decision"), _("Decided on")]
        if self._request.plain_words:
            return b.Rows([(until, decision) for _asked, until, decision, _on in lines], 0.4)
        return b.Table(head, lines)

    def _words(self, field: str) -> str:
        spec = questions_of(MbuApplication)[field]
        return in_words(spec, getattr(self._application, field), self._file.name)

    def _label(self, field: str) -> str:
        return questions_of(MbuApplication)[field].label

    def _answers(self, *fields: str) -> b.Rows:
        rows = [(self._label(field), self._words(field) or _("not recorded")) for field in fields]
        return b.Rows(rows, label_share=0.36)

    def _given(self, otherwise: str, *fields: str) -> list[b.Block]:
        rows = [(self._label(field), self._words(field)) for field in fields]
        known = [row for row in rows if row[1]]
        return [b.Rows(known, label_share=0.36)] if known else [b.nothing(otherwise)]

    def _stages(self) -> list[b.Block]:
        one = self._application
        came = sum(1 for report in one.reports if report.received)
        reports = _("{came} of {all} here").format(came=came, all=len(one.reports))
        steps = [
            (
                self._to_her(_("Told of your right"), _("Told of her right")),
                written(one.mother_told_of_right),
            ),
            (_("Applied"), written(one.applied)),
            (_("Reports"), reports if one.reports else ""),
            (_("Board"), written(one.board_date)),
            (_("Decision"), written(one.decided_on)),
            (_("Admitted"), self._admitted()),
        ]
        shown = [(label, text or _("not yet")) for label, text in steps]
        now = code_list("mbu_status").label(one.status)
        stage = b.Rows([(_("Stage now"), now)], label_share=0.36)
        if self._request.plain_words:
            return [stage, b.Rows(shown, label_share=0.36)]
        table = b.Table([label for label, _text in shown], [[text for _label, text in shown]])
        return [stage, table]

    def _admitted(self) -> str:
        one = self._application
        if one.admitted or not one.temporary_admission:
            return written(one.admitted)
        return _("{day}, before the Board").format(day=written(one.temporary_admission))

    def _to_her(self, plain: str, otherwise: str) -> str:
        return plain if self._request.plain_words else otherwise

    def dates(self) -> list[b.Block]:
        """The dates that follow from birth, release and age limits."""
        dates = mbu_dates(self._file, self._application)
        made: list[b.Block] = [b.Bullets(list(dates.sentences))]
        words = _("Computed from what is recorded. Age limits are policy and can be extended.")
        if dates.age_limit_on:
            limit = _("The age limit set for this application ends on {day}.").format(
                day=written(dates.age_limit_on)
            )
            words = f"{limit} {words}"
        made.append(b.Text(words, b.TextKind.SMALL))
        return made

    def reports(self) -> list[b.Block]:
        """Every report: asked for, due, here or missing, how late, and its main points."""
        reports = self._application.reports
        if not reports:
            return [b.nothing(_("No reports are recorded yet."))]
        if self._request.plain_words:
            rows = [(self._from(one), self._report_in_words(one)) for one in reports]
            return [b.Rows(rows, label_share=0.4)]
        head = [_("From"), _("Asked"), _("Due"), _("Received"), _("Late"), _("View")]
        rows_of_table = [
            [
                self._from(one),
                written(one.requested),
                written(one.due),
                written(one.received) or _("missing"),
                self._late(one),
                _view(one),
            ]
            for one in reports
        ]
        made: list[b.Block] = [b.Table(head, rows_of_table, shares=(2.6, 1.5, 1.5, 1.5, 1.1, 1.8))]
        points = [(self._from(one), _points(one)) for one in reports if _points(one)]
        if points:
            heading = b.Heading(_("Chased, and main points"), 2)
            made += [heading, b.Rows(points, label_share=0.34)]
        return made

    def _from(self, report: MbuReport) -> str:
        name = self._file.name(report.person_id) if report.person_id else ""
        return joined([report.from_whom, name], "\n")

    def _late(self, report: MbuReport) -> str:
        days = days_late(report, self._today)
        if days == 0:
            return "–"
        return _("1 day") if days == 1 else _("{days} days").format(days=days)

    def _report_in_words(self, report: MbuReport) -> str:
        days = days_late(report, self._today)
        if report.received:
            came = _("came on {day}").format(day=written(report.received))
        else:
            came = _("has not come yet")
        late = _("{days} late").format(days=count_of_days(days)) if days else ""
        return joined([came, late, _view(report)])

    def assessment(self) -> list[b.Block]:
        """The four headings of the local authority; a gap is said to be one."""
        made: list[b.Block] = []
        for field in ("la_safeguards", "la_development", "la_family_contact", "la_if_refused"):
            made.append(b.Heading(self._label(field), 2))
            text = self._words(field)
            made.append(b.Text(text) if text else b.nothing(_("Not covered yet.")))
        return made

    def evidence(self) -> list[b.Block]:
        """What speaks for and against each criterion, with its source."""
        made: list[b.Block] = []
        missing: list[str] = []
        for code in code_list("mbu_criterion").codes:
            found = [one for one in self._application.evidence if one.criterion == code.code]
            if not found:
                missing.append(code.label)
                continue
            made += [b.Heading(code.label, 2), self._for_and_against(found)]
        known = {code.code for code in code_list("mbu_criterion").codes}
        rest = [one for one in self._application.evidence if one.criterion not in known]
        if rest:
            made.append(self._for_and_against(rest))
        if missing and made:
            words = _("No evidence is recorded on: {criteria}.")
            text = words.format(criteria=joined(missing, "; "))
            made.append(b.Text(text, b.TextKind.SMALL))
        return made or [b.nothing(_("No evidence is recorded yet."))]

    def _for_and_against(self, found: list[MbuEvidence]) -> b.Block:
        if self._request.plain_words:
            rows = [(_direction(one), _with_source(one)) for one in found]
            return b.Rows(rows, label_share=0.25)
        columns = [
            [_with_source(one) for one in found if one.direction in directions]
            for directions in (("for",), ("against",), ("neutral", ""))
        ]
        head = [_("For"), _("Against")]
        if columns[2]:
            head.append(_("Neither"))
        return b.Table(head, [["\n".join(column) or "–" for column in columns[: len(head)]]])

    def her_view(self) -> list[b.Block]:
        """Her own words."""
        text = self._application.mother_views
        if text:
            return [b.Text(text, b.TextKind.QUOTE)]
        return [b.nothing(_("Her view is not written down yet."))]

    def _board(self) -> list[b.Block]:
        one = self._application
        if not one.board_date:
            return [b.nothing(_("No Board has been arranged yet."))]
        rows = [
            (_("When"), joined([written(one.board_date), written_time(one.board_time)])),
            (self._label("chair_id"), self._words("chair_id")),
            (self._label("board_mode"), self._words("board_mode")),
            (self._label("board_first_planned"), self._words("board_first_planned")),
            (self._label("board_moved_because"), one.board_moved_because),
        ]
        return [b.Rows([row for row in rows if row[1]], label_share=0.36)]


def _points(report: MbuReport) -> str:
    days = joined(written(read_date(text)) or text for text in report.chased)
    chased = _("Chased on {days}.").format(days=days) if days else ""
    return joined([chased, report.summary], "\n")


def _view(report: MbuReport) -> str:
    return code_list("mbu_report_view").label(report.view) if report.view else ""


def _direction(evidence: MbuEvidence) -> str:
    return code_list("for_or_against").label(evidence.direction) if evidence.direction else ""


def _with_source(evidence: MbuEvidence) -> str:
    if not evidence.source:
        return _("{evidence} (no source given)").format(evidence=evidence.evidence)
    words = _("{evidence} (source: {source})")
    return words.format(evidence=evidence.evidence, source=evidence.source)
