"""Identifiers are UUIDs that sort by the time they were made, or follow from what they are for."""

from __future__ import annotations

import time
import uuid

from tac_desktop.casework.identifiers import derived_id, new_id


def test_a_new_identifier_is_a_version_7_uuid_in_its_usual_spelling():
    made = new_id()
    assert str(uuid.UUID(made)) == made
    assert uuid.UUID(made).version == 7
    assert uuid.UUID(made).variant == uuid.RFC_4122


def test_a_later_identifier_sorts_after_an_earlier_one():
    first = new_id()
    time.sleep(0.003)
    assert first < new_id()


def test_the_same_parts_give_the_same_identifier():
    assert derived_id("a", "b") == derived_id("a", "b") != derived_id("ab")
    space = uuid.UUID("6f0b0f52-3f6e-5a55-9c3a-3f3ad5a40a11")
    assert derived_id("task", "x") == str(uuid.uuid5(space, "task\x1fx"))
