"""What is typed in the main job. Everyone is invented; `WORD` stands in every longer text.

Each run has a word of its own, so that what leaks can be told from what is there anyway.
"""

from __future__ import annotations

import os

WORD_VARIABLE = "TAC_DESKTOP_TEST_WORD"
WORD = os.environ.get(WORD_VARIABLE, "Quillowmere")

ATTEMPT = f"Rang the {WORD} contact centre twice; nobody picked up."
NOTE = (
    f"Sat with Ros in the {WORD} room. She asked when Callum and Megan will ring, and whether the "
    "school’s letters reach them. Agreed that Naomi is asked this week."
)
INTERRUPTED = f"She had just begun to tell of the {WORD} garden when the alarm went"
HER_WORDS = f"“Tell them I sing the {WORD} song every night.”"
HEADLINE = f"Calls with Callum and Megan asked for ({WORD})"
FOR_THE_PRISON = f"Seen on the unit by TaC. No concerns raised. Reference {WORD}."
FOLLOW_UP = f"Ask Naomi for call times, {WORD}"
PROFESSIONALS_ONLY = f"Word from the {WORD} panel: the address is not to be spoken of on the wing."
AMENDMENT = f"Naomi wrote the same evening: calls on Sundays, by the {WORD} line."

CONTRIBUTION = f"Ros settles when Seren sleeps; the {WORD} routine helps her in the evenings."
CHILDREN_NEWS = f"Callum’s call of Sunday told by Dana in the {WORD} room, staff present."
RISKS = f"The days round the {WORD} hearing."
PROTECTS = f"Seren, her mother’s visits, and the {WORD} kitchen."
SUPPORT_ACTION = f"Wing tells TaC before {WORD} news"
BOARD_REASONS = f"The Board finds the {WORD} plan safe for Seren."
DECISION_REASONS = f"The Governor adds a review of the {WORD} plan in March."
DECIDED_BY = "Governor Hesk Penmarric"

PURPOSE = f"To hear the {WORD} recommendation and settle the plan."
HER_VIEWS = f"I want to stay with Seren. The {WORD} unit is her home."
QUESTION = f"Who rings Sheila when the {WORD} decision is known?"
DECISION = f"Place on the unit, {WORD} conditions"
ACTION = f"Send the {WORD} decision to Sheila"
JOINING = f"Ring the {WORD} bridge, PIN 4471"
PDF_REASON = f"The chair sits at home and asked for {WORD} papers by secure post."

STOP_REASON = f"The {WORD} partners meet her at the gate on the day of release."

RECIPIENT = "Ŵyn Kowalczyk, TaC social worker"
RECIPIENT_SERVICE = "Together at Westmoor"
PURPOSE_OF_HANDOVER = f"She moves to Westmoor for the {WORD} course."
AUTHORITY = f"DMF-2026-{WORD}"


def everything_typed(word: str) -> list[str]:
    """All texts above as a run with this word types them."""
    texts = [text for name, text in sorted(globals().items()) if name.isupper()]
    return [text.replace(WORD, word) for text in texts if WORD in text]
