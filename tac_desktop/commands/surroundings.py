"""Checks of what lies round the program: policy, sticks, clock, and whether programs may start."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tac_desktop import paths, policy
from tac_desktop.commands.check_lines import Line, Verdict
from tac_desktop.storage.places import DATABASE_FILE, can_write
from tac_desktop.storage.sticks import sticks as plugged_in
from tac_desktop.words import _

LONGEST_WAIT = 90
"""Seconds after which a process that does not answer is given up."""

_MADE_AFTER = dt.date(2026, 1, 1)
_MOST_AHEAD = dt.timedelta(days=1)


def of_it() -> Iterator[Line]:
    """What IT has set, and whether its file is understood."""
    rules = policy.in_force()
    what = _("Set by IT")
    if rules.file is None:
        yield Line(what, Verdict.FINE, _("nothing"))
        return
    for problem in rules.problems:
        to_do = _(
            "Put “{file}” right: “tac-desktop policy check” reads it again, “tac-desktop policy "
            "sample” prints one with every setting."
        ).format(file=rules.file)
        yield Line(what, Verdict.PROBLEM, problem, to_do)
    said = " ".join(rules.sentences()) or _("nothing")
    yield Line(what, Verdict.FINE, f"{rules.file}: {said}")


def sticks() -> Iterator[Line]:
    """Which drives that can be taken out are there, and whether they may be written to."""
    what = _("Sticks and cards")
    found = [drive.root for drive in plugged_in()]
    if not policy.in_force().lets_media_be_written:
        words = _("IT does not allow this program to write to them")
        if not policy.in_force().lets_media_be_read:
            words = _("IT does not allow this program to write to them or read from them")
        yield Line(what, Verdict.NOTE, words, _("Handovers go into a folder then."))
    elif not found:
        words = _("none is connected")
        to_do = _("To see whether they are blocked, connect one and run this again.")
        yield Line(what, Verdict.NOTE, words, to_do)
    for drive in found if policy.in_force().lets_media_be_written else []:
        if can_write(drive):
            yield Line(what, Verdict.FINE, _("{drive} can be written").format(drive=drive))
            continue
        yield Line(
            what,
            Verdict.NOTE,
            _("{drive} cannot be written by this user").format(drive=drive),
            _("Where device control blocks sticks, handovers need an exception or a folder."),
        )


def clock() -> Iterator[Line]:
    """The clock cannot be right where it is before this program, or before its own files."""
    now = dt.datetime.now().astimezone()
    words = now.strftime("%d %b %Y %H:%M, UTC%z")
    latest = _newest_file()
    if now.date() < _MADE_AFTER or (latest and latest > now + _MOST_AHEAD):
        yield Line(
            _("Clock"),
            Verdict.PROBLEM,
            _("it says {words}, and cannot be right").format(words=words),
            _("Set date, time and time zone: records and the journal carry them for good."),
        )
    else:
        yield Line(_("Clock"), Verdict.FINE, words)


def start_of_programs() -> Iterator[Line]:
    """The program can start itself again, as checks, upgrades and files from elsewhere need it."""
    what = _("Start of program files")
    try:
        ended = subprocess.run(
            [*own_start(), "--version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST_WAIT,
            check=False,
        )
        reason = "" if ended.returncode == 0 else str(ended.returncode)
    except (OSError, subprocess.SubprocessError) as error:
        reason = str(error)
    if not reason:
        yield Line(what, Verdict.FINE, _("allowed"))
        return
    yield Line(
        what,
        Verdict.PROBLEM,
        _("not allowed: {reason}").format(reason=reason),
        _("Allow the program files in {folder} to start, also from the program itself.").format(
            folder=paths.program_folder()
        ),
    )


def own_start() -> list[str]:
    """The command that starts this program."""
    if not is_built():
        return [sys.executable, "-m", "tac_desktop"]
    # On Windows the window has a start file of its own, which says nothing on a console.
    here = Path(sys.executable)
    console = here.with_name(f"tac-desktop{here.suffix}")
    return [str(console if console.is_file() else here)]


def is_built() -> bool:
    """Whether this is a built program, as against its source."""
    return bool(getattr(sys, "frozen", False))


def _newest_file() -> dt.datetime | None:
    """When anything of the program's own was written last."""
    moments = []
    for file in (paths.settings_file(), paths.default_vault_folder() / DATABASE_FILE):
        with suppress(OSError):
            moments.append(file.stat().st_mtime)
    return dt.datetime.fromtimestamp(max(moments)).astimezone() if moments else None
