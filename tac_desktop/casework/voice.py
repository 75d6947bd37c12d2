"""What was explained to the mother, how, and what she made of it."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from tac_desktop.casework.audience_kinds import AROUND_THE_CHILD, AudienceKind
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.questions import Section, question
from tac_desktop.casework.record import Names, Record
from tac_desktop.words import _


class Explanation(Record):
    """Something that was explained to her: what, how, by whom, and whether it was understood."""

    type_name: ClassVar[str] = "explanation"
    source_title: ClassVar[str] = "Explained to her"
    source_plural: ClassVar[str] = "Explained to her"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Explanation",
            (
                "date",
                "topic",
                "what",
                "child_ids",
                "how",
                "by",
                "understood",
                "her_words",
                "again_on",
            ),
        ),
    )

    date: dt.date | None = question("Date", default_factory=dt.date.today, required=True)
    topic: str = question("What about", codes="explained_topic", default="", required=True)
    what: str = question("What was said", default="", lines=3)
    child_ids: list[str] = question(
        "About which children", refers_to="person:child", default_factory=list
    )
    how: list[str] = question("How", codes="how_explained", default_factory=list)
    by: str = question("By whom", default="", hint="Empty where you did it yourself.")
    understood: str = question("Did she understand it?", codes="understood", default="")
    her_words: str = question("How she put it herself", default="", lines=2)
    again_on: dt.date | None = question("Explain again on")

    def headline(self, names: Names) -> str:
        """The topic, and whether it was understood."""
        topic = code_list("explained_topic").label(self.topic)
        if not self.understood:
            return topic
        answer = code_list("understood").label(self.understood).lower()
        return _("{topic}; understood: {answer}").format(topic=topic, answer=answer)

    def happened_on(self) -> dt.date | None:
        """The day."""
        return self.date
