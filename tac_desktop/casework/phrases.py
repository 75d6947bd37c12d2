"""Labels as parts of sentences."""

from __future__ import annotations


def within(label: str) -> str:
    """A label as it stands within a sentence: `yearly, in April`, but `MBU manager`."""
    if len(label) > 1 and label[1].isupper():
        return label
    return label[:1].lower() + label[1:]
