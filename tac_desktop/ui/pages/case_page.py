"""The work itself: referral, consent, needs, outcomes, closing and leaving, on one page."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from tac_desktop.casework.cases import current_case, latest_case
from tac_desktop.casework.closing import open_again
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.consents import ConsentLine, ConsentState, consent_table
from tac_desktop.casework.departure import gone, gone_in_words
from tac_desktop.casework.episode import Barrier, Case, Consent, Need, Outcome, Referral
from tac_desktop.casework.first_days import first_tasks, offered, why_now
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.oversight import ManagementOversight, PrisonDecision
from tac_desktop.casework.pre_release import current_plan, items_now, new_plan, settle
from tac_desktop.casework.record import Record
from tac_desktop.casework.referral_tasks import (
    latest_referral,
    letter_to_referrer,
    needs_telling,
    text_for_case_notes,
)
from tac_desktop.casework.release import Departure, ReleasePlan
from tac_desktop.casework.retention import LegalHold, RetentionReview
from tac_desktop.casework.subject_access import SubjectAccess
from tac_desktop.casework.waiting_list import start_work
from tac_desktop.casework.work import Supervision
from tac_desktop.ui.card_lines import Card, CardLine, Does
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.form_extras import copy_for_prison
from tac_desktop.ui.keeping_card import answers_to_begin_with, keeping, keeping_in_words
from tac_desktop.ui.pages import case_words as say
from tac_desktop.ui.pages.base import MAKES
from tac_desktop.ui.pages.hub_page import HubPage
from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.ui.shared_form import open_shared_form
from tac_desktop.ui.stroke_titles import CLOSING, DEPARTURE, REOPENING
from tac_desktop.ui.widgets import flowing, name_for_accessibility, secondary_button
from tac_desktop.words import _

_TYPES = (
    Case,
    Referral,
    Consent,
    Need,
    Outcome,
    Barrier,
    ReleasePlan,
    Departure,
    Supervision,
    ManagementOversight,
    PrisonDecision,
    LegalHold,
    RetentionReview,
)
_CHANGES = ("in_progress", "met", "partly_met", "not_met")


class _Records(ListPage):
    """Every record of the work with her, in full."""

    types = _TYPES

    def empty_words(self) -> str:
        """What belongs here."""
        return _(
            "How she came to the service, what she agreed to, what is to change, and how it ended."
        )


class CasePage(HubPage):
    """`stroke_wanted` asks for a page that saves several records: closing, reopening, going."""

    types = _TYPES
    list_class = _Records
    stroke_wanted = Signal(str)

    def fill(self) -> None:
        """Every card, what counts first."""
        self._status()
        self._first_days()
        self._referral()
        self._consents()
        self._needs()
        self._counted(Outcome, _("Outcomes"), _("No outcome is recorded yet."), "outcome")
        self._counted(Barrier, _("Barriers"), _("No barrier is recorded yet."), "barrier")
        self._release()
        self._oversight()
        self._decisions()
        self._keeping()

    # The case

    def _status(self) -> None:
        card = self.cards.put(0, _("The case"))
        cases = sorted(self.file.of(Case), key=lambda one: one.episode or 0, reverse=True)
        last = latest_case(cases)
        left = gone(self.file)
        if left is not None:
            card.say(gone_in_words(left), "label")
        if last is None:
            card.remark(_("No case is open. Work begins with a case and a referral."))
            card.add_buttons((_("Open a case"), partial(self.ask, Case)), primary=True)
            return
        for words in say.case_in_words(last, self.file):
            card.say(words)
        others = [CardLine(say.span(one), say.one_line(one), one.id) for one in cases[1:]]
        card.add_lines([CardLine(_("Now"), say.one_line(last), last.id), *others])
        self._case_buttons(card, last)

    def _case_buttons(self, card: Card, last: Case) -> None:
        acts: list[tuple[str, Does]] = []
        if last.status == "waiting":
            acts.append((_("Start work"), partial(self.start_work, last.id)))
        if last.status != "closed":
            acts.append((_("Close the case ..."), partial(self.stroke_wanted.emit, CLOSING)))
        else:
            acts.append((_("Work with her again ..."), partial(self.stroke_wanted.emit, REOPENING)))
            words = _("Closed too early: go on with it")
            acts.append((words, partial(self.go_on, last.id)))
            acts.append((_("Complete the closing ..."), partial(self.stroke_wanted.emit, CLOSING)))
            if not last.approved_on:
                acts.append((_("Approve the closing"), partial(self.approve, last.id)))
        acts.append((_("She has gone ..."), partial(self.stroke_wanted.emit, DEPARTURE)))
        acts.append((_("Print a page for cover"), partial(self.pack_wanted.emit, "cover", "")))
        handing_over = partial(self.pack_wanted.emit, "transfer", "")
        acts.append((_("Print for handing over"), handing_over))
        acts.append((_("All records of this page"), self.show_list))
        card.add_buttons(*acts, primary=last.status == "waiting")

    def start_work(self, case_id: str) -> None:
        """Take her from the waiting list."""
        case = self.file.get(Case, case_id)
        if case is not None:
            words = _("Work has begun: case {number} is open.").format(number=case.episode or 1)
            self.save_at_once(words, *start_work(case, self.file))

    def go_on(self, case_id: str) -> None:
        """Open the same period of work again."""
        case = self.file.get(Case, case_id)
        if case is not None:
            words = _("Case {number} goes on.").format(number=case.episode or 1)
            self.save_at_once(words, *open_again(case, self.file))

    def approve(self, case_id: str) -> None:
        """A manager's entry that approves the closing."""
        answers = {"kind": "closing_approved", "case_id": case_id}
        self.ask(ManagementOversight, {**answers, **self._me()})

    # The first days

    def _first_days(self) -> None:
        why = why_now(self.file)
        if not why or current_case(self.file) is None or gone(self.file) is not None:
            return
        steps = [one for one in offered(self.file) if not one.done and not one.has_task]
        if not steps:
            return
        card = self.cards.put(0, _("First 72 hours"))
        card.say(why)
        card.remark(_("Our proposal. What is ticked becomes a task."))
        self._steps: dict[str, QCheckBox] = {}
        for one in steps:
            tick = QCheckBox(one.words, card)
            tick.setChecked(True)
            self._steps[one.code] = tick
            card.add(tick)
        card.add_buttons((_("Make tasks of what is ticked"), self.make_first_tasks))

    def make_first_tasks(self) -> None:
        """A task for each step that is ticked."""
        codes = [code for code, tick in self._steps.items() if tick.isChecked()]
        tasks = first_tasks(self.file, codes)
        if tasks:
            words = _("Tasks for the first days: {count}.").format(count=len(tasks))
            self.save_at_once(words, *tasks)

    # Referral

    def _referral(self) -> None:
        card = self.cards.put(0, _("Referral"))
        found = sorted(
            self.file.of(Referral), key=lambda one: one.date or dt.date.min, reverse=True
        )
        lines = [
            CardLine(say.day(one.date), say.referral_in_words(one, self.file), one.id)
            for one in found
        ]
        card.add_lines(lines, _("No referral is recorded."))
        last = latest_referral(self.file)
        if last is not None and not last.outcome:
            card.say(_("What became of it?"), "label")
            outcomes = code_list("referral_outcome").offered
            card.add_buttons(
                *((one.label, partial(self.set_outcome, last.id, one.code)) for one in outcomes)
            )
        if last is not None and needs_telling(last):
            card.say(_("The referrer has not been told yet."), "label")
            card.add_buttons(
                (_("Told today"), partial(self.referrer_told, last.id)),
                (_("Letter to the referrer"), partial(self.write_to_referrer, last.id)),
                (_("Copy for the prison's system"), partial(self.copy_for_prison, last.id)),
            )
        answers = {"case_id": self._case_id()}
        card.add_buttons((_("New referral"), partial(self.ask, Referral, answers)))

    def set_outcome(self, referral_id: str, outcome: str) -> None:
        """What became of the referral; her case waits or is open accordingly."""
        referral = self.file.get(Referral, referral_id)
        if referral is None:
            return
        records: list[Record] = [referral.changed(outcome=outcome)]
        case = current_case(self.file)
        status = {"accepted": "open", "waiting": "waiting"}.get(outcome, "")
        if case is not None and status and case.status != status:
            records.append(case.changed(status=status))
        label = code_list("referral_outcome").label(outcome)
        self.save_at_once(_("Referral: {outcome}.").format(outcome=label), *records)

    def referrer_told(self, referral_id: str) -> None:
        """Note that the referrer was told."""
        referral = self.file.get(Referral, referral_id)
        if referral is not None:
            told = referral.changed(referrer_updated_on=self._session.today())
            self.save_at_once(_("The referrer was told."), told)

    def write_to_referrer(self, referral_id: str) -> None:
        """A letter with what may be told."""
        referral = self.file.get(Referral, referral_id)
        if referral is not None:
            worker_id = self._session.vault.person.worker_id
            self.want_form(Letter, letter_to_referrer(referral, self.file, worker_id))

    def copy_for_prison(self, referral_id: str) -> None:
        """The short text for the prison's case notes, without family detail."""
        referral = self.file.get(Referral, referral_id)
        if referral is not None:
            copy_for_prison(
                self._session,
                text_for_case_notes(referral, self.file),
                record_id=referral.id,
                mother_id=referral.mother_id,
                parent=self,
            )

    # Consents

    def _consents(self) -> None:
        card = self.cards.put(1, _("Consents"))
        card.remark(_("Asked purpose by purpose; prints and handovers check them."))
        card.add_lines([self._consent(one) for one in consent_table(self.file)])
        someone = {"purpose": "share_with_family_member", "case_id": self._case_id()}
        card.add_buttons((_("Ask about another person"), partial(self.ask, Consent, someone)))

    def _consent(self, one: ConsentLine) -> CardLine:
        acts = []
        consent = one.consent
        ended = (ConsentState.ENDED, ConsentState.WITHDRAWN)
        if consent is not None and consent.given and one.state not in ended:
            acts.append((_("Withdraw"), partial(self.withdraw, consent.id)))
        words = _("Ask again") if one.consent is not None else _("Ask")
        acts.append((words, partial(self.ask_for_consent, one)))
        record_id = one.consent.id if one.consent else ""
        before, text = say.consent_in_words(one, self.file)
        return CardLine(before, text, record_id, not one.state.allows and bool(record_id), acts)

    def withdraw(self, consent_id: str) -> None:
        """She withdraws it, today."""
        consent = self.file.get(Consent, consent_id)
        if consent is not None:
            words = _("Consent withdrawn today: {what}.")
            changed = consent.changed(withdrawn_on=self._session.today())
            about = say.purpose_in_words(consent, self.file)
            self.save_at_once(words.format(what=about), changed)

    def ask_for_consent(self, one: ConsentLine) -> None:
        """A form for her new answer; the limits of the last one are offered."""
        answers: dict[str, object] = {"purpose": one.purpose, "case_id": self._case_id()}
        if one.person_id:
            answers["subject_person_id"] = one.person_id
        if one.consent is not None and one.consent.limits:
            answers["limits"] = one.consent.limits
        self.want_form(Consent, answers)

    # Needs, outcomes, barriers

    def _needs(self) -> None:
        card = self.cards.put(0, _("Needs"))
        lines = []
        for need in say.needs_in_order(self.file):
            acts = [
                (say.status_of_need(code), partial(self.set_need, need.id, code))
                for code in _CHANGES
                if code != need.status
            ]
            before = say.status_of_need(need.status)
            lines.append(CardLine(before, say.need_in_words(need, self.file), need.id, acts=acts))
        card.add_lines(lines, _("No need is recorded yet."))
        answers = {"case_id": self._case_id()}
        card.add_buttons((_("Add a need"), partial(self.ask, Need, answers)))

    def set_need(self, need_id: str, status: str) -> None:
        """One click: how things stand with a need."""
        need = self.file.get(Need, need_id)
        if need is not None:
            words = _("{need}: {status}.").format(
                need=need.headline(self.file.name), status=say.status_of_need(status)
            )
            self.save_at_once(words, need.changed(status=status))

    def _counted(
        self, cls: type[Outcome] | type[Barrier], heading: str, nothing: str, codes: str
    ) -> None:
        card = self.cards.put(0, heading)
        found = sorted(self.file.of(cls), key=lambda one: one.date or dt.date.min, reverse=True)
        lines = [
            CardLine(say.day(one.date), say.with_note(one, self.file), one.id) for one in found
        ]
        card.add_lines(lines, nothing)
        box = ChoiceBox(card, codes)
        name_for_accessibility(box, _("Add: {what}").format(what=cls.type_title()))
        add = secondary_button(_("Add"), card)
        add.setAccessibleName(_("Add: {what}").format(what=cls.type_title()))
        add.clicked.connect(partial(self.add_counted, cls, box))
        card.buttons.append(add)
        card.add(flowing(card, box, add))

    def add_counted(
        self, cls: type[Outcome] | type[Barrier], box: ChoiceBox, checked: bool = False
    ) -> None:
        """An outcome or barrier of today; its words can be added by opening it."""
        if not box.code:
            box.setFocus()
            return
        record = cls(
            mother_id=self.file.mother_id,
            category=box.code,
            date=self._session.today(),
            case_id=self._case_id(),
        )
        words = _("Added: {what}.").format(what=record.headline(self.file.name))
        self.save_at_once(words, record)

    # Release

    def _release(self) -> None:
        card = self.cards.put(1, _("Before release"))
        plan = current_plan(self.file)
        if plan is None:
            card.remark(say.no_plan(self.file))
            card.add_buttons((_("Make the plan"), self.make_plan))
            return
        for words in say.plan_in_words(plan, self.file):
            card.say(words)
        lines = []
        for one in items_now(plan, self.file.as_of):
            act = _("Open again") if one.done else _("Done")
            does = partial(self.settle, plan.id, one.place, not one.done)
            before = say.due_of(one)
            lines.append(CardLine(before, one.words, plan.id, bool(one.late_days), [(act, does)]))
        card.add_lines(lines, _("Nothing stands on the plan."))
        card.remark(_("Days counted back from the release are our proposal; they move with it."))
        card.add_buttons(
            (_("Update the plan"), partial(self.want_update, plan.id)),
            (_("Print the plan"), partial(self.pack_wanted.emit, "pre_release", "")),
        )

    def make_plan(self) -> None:
        """A plan with every usual thing to settle, and its tasks."""
        self.save_at_once(_("The plan for her release is made."), new_plan(self.file))

    def settle(self, plan_id: str, place: int, done: bool) -> None:
        """One thing is settled, or open again."""
        plan = self.file.get(ReleasePlan, plan_id)
        if plan is not None:
            day = self._session.today() if done else None
            words = _("Settled: {what}.") if done else _("Open again: {what}.")
            what = items_now(plan, self.file.as_of)
            item = next(one.words for one in what if one.place == place)
            self.save_at_once(words.format(what=item), settle(plan, place, day))

    # Oversight

    def _oversight(self) -> None:
        card = self.cards.put(1, _("Supervision and oversight"))
        lines = [
            CardLine(say.day(one.happened_on()), one.headline(self.file.name), one.id)
            for one in say.oversight_newest(self.file)
        ]
        card.add_lines(lines, _("No supervision and no manager's entry yet."))
        supervision, entry, _sheet = card.add_buttons(
            (_("New supervision"), partial(self.ask, Supervision)),
            (_("Manager's entry"), partial(self.ask, ManagementOversight, self._me())),
            (_("Print a sheet for supervision"), partial(self.pack_wanted.emit, "supervision", "")),
        )
        supervision.setProperty(MAKES, Supervision.type_name)
        entry.setProperty(MAKES, ManagementOversight.type_name)

    def _decisions(self) -> None:
        card = self.cards.put(1, _("Decisions of the prison"))
        lines = [
            CardLine(say.day(one.date), say.decision_in_words(one), one.id)
            for one in self.file.of(PrisonDecision)
        ]
        card.add_lines(lines, _("Where the prison decides about her and her children."))
        card.add_buttons((_("New decision"), partial(self.ask, PrisonDecision)))

    # Helpers

    def _case_id(self) -> str:
        case = current_case(self.file)
        return case.id if case else ""

    # Keeping the file

    def _keeping(self) -> None:
        card = self.cards.put(1, _("Keeping this file, and who asks about it"))
        vault, today = self._session.vault, self._session.today()
        for words in keeping_in_words(keeping(self.file, vault.retention.holds(), today)):
            card.say(words)
        card.remark(
            _(
                "Disposal, requests for what is held and what was given out stand on the page "
                "“Data protection”. If she sees something differently: amend the record with her "
                "comment."
            )
        )
        hold, *_others = card.add_buttons(
            (_("Legal hold ..."), partial(self.want_kept, LegalHold)),
            (_("Keep longer, or decide to dispose ..."), partial(self.want_kept, RetentionReview)),
            (_("Somebody asks what is held ..."), self.note_request),
        )
        hold.setProperty(MAKES, LegalHold.type_name)

    def want_kept(self, cls: type[Record]) -> None:
        """A form about keeping the file."""
        worker_id = self._session.vault.person.worker_id
        self.ask(cls, answers_to_begin_with(cls.type_name, worker_id))

    def note_request(self) -> None:
        """A request for own information, about her unless somebody else is chosen."""
        worker_id = self._session.vault.person.worker_id
        answers = {"subject_id": self.file.mother_id, "worker_id": worker_id}
        open_shared_form(self._session, SubjectAccess, self, answers=answers)

    def _me(self) -> dict[str, str]:
        return {"by_id": self._session.vault.person.worker_id}
