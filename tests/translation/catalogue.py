"""Collects every sentence that a person can read, as a gettext template for translators.

`python3 tasks.py messages` writes it to `resources/locale/tac_desktop.pot`. Sentences in code are
found by Babel; labels and hints of questions, headings and choices come from their definitions.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.codes import code_list, code_list_names
from tac_desktop.casework.questions import Section, questions_of
from tac_desktop.casework.record import Record, record_types

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "resources" / "locale" / "tac_desktop.pot"


def catalogue() -> Catalog:
    """Every message with the places where it stands."""
    messages = Catalog(project="TAC Desktop", charset="utf-8")
    for name, line, message, comments, _context in extract_from_dir(
        ROOT / "tac_desktop", keywords={"_": None}, method_map=[("**.py", "python")]
    ):
        messages.add(message, locations=[(f"tac_desktop/{name}", line)], auto_comments=comments)
    for message, where in defined():
        if message:
            messages.add(message, locations=[(where, 0)])
    return messages


def defined() -> Iterator[tuple[str, str]]:
    """Sentences that stand in definitions rather than in calls, with the place of each."""
    for cls in record_types():
        yield from _of_record(cls)
    for name in code_list_names():
        for code in code_list(name).codes:
            yield code.source_label, f"resources/code_lists.json:{name}"
            yield code.source_definition, f"resources/code_lists.json:{name}"
    from tac_desktop.casework import audience_kinds, dates

    for kind in AudienceKind:
        yield audience_kinds._LABELS[kind], "tac_desktop/casework/audience_kinds.py"
    for month in dates.MONTHS:
        yield month, "tac_desktop/casework/dates.py"


def main() -> int:
    """Write the template; says where and how many messages it holds."""
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    messages = catalogue()
    with TEMPLATE.open("wb") as file:
        write_po(file, messages, sort_output=True, omit_header=True)
    print(f"{len(messages)} messages in {TEMPLATE.relative_to(ROOT)}")
    return 0


def _of_record(cls: type[Record]) -> Iterator[tuple[str, str]]:
    where = f"{cls.__module__.replace('.', '/')}.py"
    yield cls.source_title, where
    yield cls.source_plural, where
    section: Section
    for section in cls.layout:
        yield section.source_title, where
        yield section.source_hint, where
    for spec in questions_of(cls).values():
        yield spec.source_label, where
        yield spec.source_hint, where
        if spec.row:
            for one in questions_of(spec.row).values():
                yield one.source_label, where
                yield one.source_hint, where


if __name__ == "__main__":
    sys.exit(main())
