"""The texts of a session that must not be found anywhere afterwards."""

from __future__ import annotations

import re

from tac_desktop.casework.training import example_case
from tests.end_to_end.words import everything_typed

_LEAST_LETTERS = 30
_LEAST_TEXTS = 60


def fragments(word: str) -> list[str]:
    """Sentences and names of the example case, and everything that a run with this word typed."""
    found = everything_typed(word)
    for record in example_case().records:
        content = record.revisions[-1].content
        for text in (content.get("text"), content.get("mother_views"), content.get("chronology")):
            if text and len(text) > _LEAST_LETTERS:
                found.append(re.split(r"(?<=[.!?]) ", text)[0])
        if record.type == "person" and len(content["last_name"]) > 7:
            found.append(content["last_name"])
    assert len(found) > _LEAST_TEXTS
    return found
