"""The main job, done at the keyboard of the real program from the first start to the hand-over.

Run by the tests in a process of its own, on a computer that is a folder:

    python tests/end_to_end/the_main_job.py TRAY [--short] [--linger SECONDS] [--further]

It prints a line of JSON for each thing that the program acknowledged, at once, and a summary at
the end. `--short` makes passphrases cheap to try and prints only first pages; `--further` adds a
scan, a search, files saved in the clear, a mistake of the program and the lock by itself.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.end_to_end.no_sockets import die_on_the_first_socket
from tests.end_to_end.writes import Writes

if TYPE_CHECKING:
    from tests.end_to_end.job.person import Person


def main() -> int:
    """Do all of it; the exit code is 0 only where every step went as it should."""
    arguments = _read()
    guard = die_on_the_first_socket()
    writes = Writes()
    writes.watch()
    person = _sit_down(arguments)
    _first_day(person)
    _the_colleague(person)
    _sum_up(person, guard, writes, arguments.tray)
    return 0


def _first_day(person: Person) -> None:
    from tests.end_to_end.job import (
        acct,
        coming_in,
        first_start,
        handover,
        log,
        mbu,
        meeting,
        rest,
    )

    def set_up() -> None:
        person.step("set-up", first_start.make_a_vault_with_the_offered_passphrase)
        person.keys.press("Ctrl+Q")

    def work() -> None:
        person.step("unlock", coming_in.unlock_at_the_second_try)
        person.step("caseload", coming_in.find_her_in_the_caseload)
        person.step("short entry", log.write_a_short_entry)
        person.step("interrupted", log.be_interrupted)
        person.step("full entry", log.write_an_entry_in_full)
        person.step("amendment", log.amend_it)
        person.step("acct review", acct.write_a_review_note)
        person.step("acct contribution", acct.print_the_contribution)
        person.step("mbu application", mbu.update_the_application)
        person.step("meeting", meeting.record_a_meeting)
        person.step("pack", meeting.print_its_pack)
        person.step("handover", handover.write_it)
        for name, do in rest.STEPS if person.further else ():
            person.step(name, do)
        person.keys.press("Ctrl+Q")

    person.computer.use(set_up)
    person.step("import", coming_in.import_the_example)
    person.computer.use(work)


def _the_colleague(person: Person) -> None:
    from tests.end_to_end.job import first_start, handover

    def receive() -> None:
        person.step("second set-up", first_start.make_a_vault_with_a_passphrase_of_her_own)
        person.step("reading", handover.read_it)
        person.step("reading again", handover.read_it_again)
        person.step("everything there", handover.find_everything_there)
        person.keys.press("Ctrl+Q")

    person.known["first"] = {"vault": person.vault, "passphrase": person.passphrase}
    person.computer.move_to(person.desk_folder.parent / "colleague")
    person.computer.use(receive)
    person.known["second"] = {"vault": person.vault, "passphrase": person.passphrase}


def _sit_down(arguments: argparse.Namespace) -> Person:
    if arguments.short:
        _make_keys_cheap()
    from tests.end_to_end.computer import Computer
    from tests.end_to_end.job.person import Person

    here = Path.cwd()
    return Person(
        Computer(arguments.tray),
        desk_folder=here,
        stick=here.parent / "stick",
        short=arguments.short,
        linger=arguments.linger,
        further=arguments.further,
    )


def _make_keys_cheap() -> None:
    """What a key costs is tried elsewhere; here it would be most of the time."""
    from tac_desktop.storage.key_cost import KeyCost
    from tac_desktop.ui.handover_write import HandoverWriteDialog

    cheap = KeyCost(memory_kib=1024, iterations=1, lanes=1)
    KeyCost.measured = classmethod(lambda cls: cheap)  # type: ignore[assignment]
    defaults = HandoverWriteDialog.__init__.__kwdefaults__
    assert defaults is not None
    defaults["cost"] = cheap


def _sum_up(person: Person, guard: str, writes: Writes, tray: Path) -> None:
    from PySide6.QtWidgets import QApplication

    copied = QApplication.clipboard().mimeData()
    person.say(
        summary={
            **person.known,
            "guard": guard,
            "clipboard": copied.formats() if copied is not None else [],
            "written_outside": writes.outside(person.desk_folder.parent, tray, tray.parent / "qt"),
            "printed": [str(path) for path in person.computer.printer.readable],
            "mother": person.mother_id,
            "tabs": person.keys.tabs,
            "slow": sorted(person.keys.slow, reverse=True)[:30],
            "focus_lost": person.keys.lost,
            "keys": [person.keys.counted.commands, person.keys.counted.letters],
        }
    )


def _read() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("tray", type=Path)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--linger", type=float, default=0.0)
    parser.add_argument("--further", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
