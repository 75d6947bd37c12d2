"""Her own voice: what she said, what she sees differently, and what was explained to her."""

from __future__ import annotations

from functools import partial

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.explained import Missing, TopicNow, never_explained, topics_explained
from tac_desktop.casework.her_voice import Said, her_voice
from tac_desktop.casework.voice import Explanation
from tac_desktop.ui.card_lines import CardLine, Does
from tac_desktop.ui.pages.hub_page import HubPage
from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.words import _

_AT_FIRST = 25


class _Explanations(ListPage):
    """Every explanation, in full."""

    types = (Explanation,)

    def empty_words(self) -> str:
        """What belongs here."""
        return _("What was explained to her, when, and how she put it herself.")


class VoicePage(HubPage):
    """Her words come from the records in which they were written down; a line leads there."""

    types = (Explanation,)
    list_class = _Explanations
    _shown = _AT_FIRST

    def fill(self) -> None:
        """Her words on the left; on the right what was explained, and what never was."""
        said = her_voice(self.file)
        self._said([one for one in said if not one.disagrees])
        self._differently([one for one in said if one.disagrees])
        self._missing(never_explained(self.file))
        self._explained(topics_explained(self.file))

    def show_more(self) -> None:
        """Older words as well."""
        self._shown += 4 * _AT_FIRST
        self.refresh()

    def explain(self, missing: Missing) -> None:
        """A form for the explanation of a topic that the file calls for."""
        answers = {"topic": missing.topic, "child_ids": list(missing.child_ids)}
        self.want_form(Explanation, answers)

    def explain_again(self, topic: TopicNow) -> None:
        """A form for the same topic once more."""
        answers = {"topic": topic.topic, "child_ids": list(topic.last.child_ids)}
        self.want_form(Explanation, answers)

    def _said(self, said: list[Said]) -> None:
        card = self.cards.put(0, _("In her own words"))
        card.remark(_("Gathered from the whole file, the newest first."))
        card.add_lines(
            [self._line(one) for one in said[: self._shown]],
            _(
                "Nothing in her own words yet. Log entries, meetings, needs and many other forms"
                " have a place for them."
            ),
        )
        if len(said) > self._shown:
            words = _("Show older ones ({count})").format(count=len(said) - self._shown)
            card.add_buttons((words, self.show_more))
        if said:
            card.add_buttons((_("Print her words"), partial(self._print, "her_words")))

    def _differently(self, said: list[Said]) -> None:
        card = self.cards.put(1, _("What she sees differently"))
        card.add_lines(
            [self._line(one) for one in said],
            _(
                "Nothing. Beside each note stands the button “She sees it differently”; her"
                " words then go wherever the note goes."
            ),
        )

    def _missing(self, missing: list[Missing]) -> None:
        if not missing:
            return
        card = self.cards.put(1, _("Never explained to her"))
        card.remark(_("A suggestion from what the file holds. You decide what helps her now."))
        card.add_lines(
            [
                CardLine(
                    "",
                    one.words(),
                    acts=[(_("Explain"), partial(self.explain, one))],
                )
                for one in missing
            ]
        )

    def _explained(self, topics: list[TopicNow]) -> None:
        card = self.cards.put(1, _("Explained to her"))
        card.add_lines(
            [self._topic(one) for one in topics],
            _("Nothing is recorded as explained yet."),
        )
        acts: list[tuple[str, Does]] = [(_("New explanation"), partial(self.ask, Explanation))]
        if topics:
            acts.append((_("Print what was explained"), partial(self._print, "explained")))
            acts.append((_("All explanations in full"), self.show_list))
        acts.append((_("Print “My page” for her"), partial(self._print, "easy:my_page")))
        card.add_buttons(*acts)

    def _topic(self, one: TopicNow) -> CardLine:
        parts = [code_list("explained_topic").label(one.topic)]
        if one.last.understood:
            answer = code_list("understood").label(one.last.understood).lower()
            parts.append(_("understood: {answer}").format(answer=answer))
        if one.times > 1:
            parts.append(_("{count} times").format(count=one.times))
        if one.last.again_on:
            parts.append(_("again on {day}").format(day=written(one.last.again_on)))
        again = one.needs_more or one.due_again(self.file.as_of)
        acts = [(_("Explain again"), partial(self.explain_again, one))] if again else []
        words = "; ".join(parts)
        urgent = one.due_again(self.file.as_of)
        return CardLine(written(one.last.date), words, one.last.id, urgent, acts)

    def _line(self, one: Said) -> CardLine:
        words = _("“{words}” ({source})").format(words=one.words, source=one.source)
        return CardLine(written(one.day) or _("no date"), words, one.record_id)

    def _print(self, name: str) -> None:
        self.pack_wanted.emit(name, "")
