"""The program is ended without warning at any point of the main job: nothing that it said was
saved is lost, nor what was typed two seconds before.

Each kill comes at a moment of its own, counted from something that the job said. The moments are
drawn from a number that a failure prints; TAC_DESKTOP_KILLS=NUMBER tries the same ones again.
"""

from __future__ import annotations

import os
import random
import secrets
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tac_desktop.storage.keys import seconds_to_wait
from tac_desktop.storage.vault import Vault
from tests.end_to_end import running
from tests.end_to_end.running import Job, Line, Place

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="its computer is told by variables of Linux"
)

NUMBER = int(os.environ.get("TAC_DESKTOP_KILLS", secrets.randbelow(10**6)))
_DRAFT_SECONDS = 2.0
_PATIENCE = 240
_LINGER = 2.6


@dataclass(frozen=True)
class Moment:
    """So many lines after the first that says `said`, and then so many seconds."""

    said: str
    lines: int
    seconds: float
    linger: float = 0.0


# Each stretch of the job has its kill; where and when in it is a matter of chance.
_STRETCHES = (
    ("set-up", "import"),
    ("unlock", "caseload", "short entry"),
    ("interrupted", "full entry"),
    ("amendment", "acct review"),
    ("acct contribution", "mbu application"),
    ("meeting", "pack"),
    ("handover", "second set-up"),
    ("reading", "reading again", "everything there"),
)
_SECONDS = 1.5
_LINES = 2
_WITH_THOUGHT = ("short entry", "acct review")
_KILLS = len(_STRETCHES) + 1


def moments() -> list[Moment]:
    """One for each stretch, and one while she thinks over what she has typed."""
    chance = random.Random(NUMBER)
    drawn = [
        Moment(chance.choice(steps), chance.randint(0, _LINES), chance.uniform(0, _SECONDS))
        for steps in _STRETCHES
    ]
    after = chance.uniform(_DRAFT_SECONDS + 0.05, _LINGER - 0.1)
    return [*drawn, Moment(chance.choice(_WITH_THOUGHT), 1, after, _LINGER)]


@pytest.mark.parametrize("place", range(_KILLS))
def test_no_acknowledged_record_is_lost_by_a_kill(tmp_path, place):
    moment = moments()[place]
    told = f"number {NUMBER}, {moment}"
    computer = Place.new(tmp_path, running.SMALL_SCREEN)
    options = ["--short", *(["--linger", str(moment.linger)] if moment.linger else [])]
    job = running.start(computer, *options)
    killed_at = kill(job, moment)
    steps = [line["step"] for line in job.said("step")]
    assert moment.said in steps, f"{told}: {job.complaint}"
    for folder, passphrase in vaults(job.lines).items():
        if (Path(folder) / "vault.db").exists():
            look_into(Path(folder), passphrase, job.lines, killed_at, told)
        else:
            assert not acknowledged(job.lines, folder), f"{told}: the vault is gone"
    if moment.linger:
        assert unsaved(job.lines, killed_at), f"{told}: the kill missed what is typed"


def kill(job: Job, moment: Moment) -> float:
    """Wait for the moment and end the process; returns when that was."""
    place = job.wait_for_line(moment.said, _PATIENCE)
    if place >= 0:
        job.wait_for_lines(place + moment.lines + 1, _PATIENCE)
        time.sleep(moment.seconds)
    killed_at = time.monotonic()
    job.kill()
    return killed_at


def look_into(
    folder: Path, passphrase: str, lines: list[Line], killed_at: float, told: str
) -> None:
    """Open the vault as she would the next morning and look for everything acknowledged."""
    time.sleep(seconds_to_wait(folder))
    vault = Vault.open(folder, passphrase)
    try:
        report = vault.verify()
        assert report.ok, f"{told}: {report.sentences}"
        here = [line for line in lines if line["vault"] == str(folder)]
        for line in here:
            if "saved" in line:
                assert holds(vault, line["saved"], line["reads"]), f"{told}: lost {line}"
            if "imported" in line or "taken_in" in line:
                mother_id = line.get("imported") or line["taken_in"]
                assert len(vault.revisions(mother_id)) > 100, f"{told}: lost {line}"
        noted = Counter(one.action for one in vault.journal(limit=2000))
        for action in {line["noted"] for line in here if "noted" in line}:
            times = sum(line["times"] for line in here if line.get("noted") == action)
            assert noted[action] >= times, f"{told}: {action} is not in the journal"
        drafts = " ".join(written(draft.content) for draft in vault.drafts())
        for text, record_id in unsaved(here, killed_at):
            # It may have been saved without the line that says so being finished.
            kept = text in drafts or holds(vault, record_id, [text])
            assert kept, f"{told}: the draft is lost: {text}"
    finally:
        vault.close()


def holds(vault: Vault, record_id: str, texts: list[str]) -> bool:
    """Whether a record is there with these texts in it or in what was said of it."""
    history = vault.history(record_id)
    whole = " ".join(f"{written(one.content)} {one.note}" for one in history)
    return bool(history) and all(text in whole for text in texts)


def written(content: object) -> str:
    """All texts in an answer, however deep."""
    if isinstance(content, dict):
        return " ".join(written(one) for one in content.values())
    if isinstance(content, list):
        return " ".join(written(one) for one in content)
    return str(content)


def vaults(lines: list[Line]) -> dict[str, str]:
    """The folder of each vault that was being made or was made, and its passphrase."""
    return {line["vault"]: line["passphrase"] for line in lines if "passphrase" in line}


def acknowledged(lines: list[Line], folder: str) -> list[Line]:
    """What the program said was in this vault."""
    kinds = ("made", "saved", "imported", "taken_in", "noted", "draft", "unlocked")
    return [line for line in lines if line["vault"] == folder and any(one in line for one in kinds)]


def unsaved(lines: list[Line], killed_at: float) -> list[tuple[str, str]]:
    """Texts, and their records, that must be drafts: typed two seconds before the end, or said to
    be kept, and neither saved nor typed over since."""
    found = []
    for place, line in enumerate(lines):
        text, record_id = str(line.get("typed") or line.get("draft") or ""), line.get("record", "")
        later = [
            one for one in lines[place + 1 :] if record_id in (one.get("saved"), one.get("record"))
        ]
        old_enough = "draft" in line or line["at"] + _DRAFT_SECONDS < killed_at
        if text and old_enough and not later:
            found.append((text, record_id))
    return found
