"""A year of backups made by themselves: how many, when, where, which stay, which come back."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from hardship.crash import a_mother
from hardship.crash_steps import CHEAP, FIXED, NAME, ROLE
from hardship.figures import Figures, Rounds, Say
from tac_desktop.casework.work import Task
from tac_desktop.errors import TacError
from tac_desktop.storage import backups as module
from tac_desktop.storage.backups import LEAST_BETWEEN, Backup, backups_in, drill
from tac_desktop.storage.vault import Vault

TITLE = "Backups made by themselves"
ROUNDS = 400

_LEAST_DAYS, _LEAST_WEEKS, _LEAST_MONTHS = 12, 10, 9
_FIRST_DAY = dt.datetime(2025, 1, 6, tzinfo=dt.UTC)
_LOOKS_A_DAY = 6


@dataclass
class Found:
    """Counts, and in words what was not as it should be."""

    looks: int = 0
    made: Counter[str] = field(default_factory=Counter)
    too_soon: list[str] = field(default_factory=list)
    for_nothing: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    saved: int = 0
    saved_when_made: dict[str, int] = field(default_factory=dict)
    counts: dict[dt.datetime, int] = field(default_factory=dict)


class _Clock(dt.datetime):
    """The time of day as the scenario has it."""

    moment = _FIRST_DAY

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
        return cls.moment


def run(*, rounds: int, seconds: float, seed: int, folder: Path, say: Say) -> Figures:
    """`rounds` days of work; the stick is there on some of them."""
    vault, _code = Vault.create(folder / "vault", NAME, ROLE, FIXED, cost=CHEAP)
    a_mother(vault, "Averley", 20)
    places = {"this computer": folder / "backups", "stick": folder / "stick"}
    found, chance = Found(), random.Random(seed)
    days = Rounds(rounds, seconds, say, "days")
    with _own_time():
        for day in days:
            _a_day(vault, places, found, chance, day)
    vault.close()
    figures = Figures(f"{days.done:,} days of work, {found.looks:,} looks")
    _when(figures, found)
    for name, place in places.items():
        _kept(figures, name, place, days.done)
    _proved(figures, found, places["this computer"], folder)
    return figures


def _a_day(
    vault: Vault, places: dict[str, Path], found: Found, chance: random.Random, day: int
) -> None:
    """Some hours with and without work; every look asks whether a backup is due."""
    here = ["this computer", *(["stick"] if chance.random() < 0.6 else [])]
    minutes = sorted(chance.sample(range(8 * 60, 18 * 60), _LOOKS_A_DAY))
    for minute in minutes:
        _Clock.moment = _FIRST_DAY + dt.timedelta(days=day, minutes=minute)
        if chance.random() < 0.6:
            vault.save(Task(title=f"Invented task of minute {minute} of day {day}"))
            found.saved += 1
        for name in here:
            found.looks += 1
            _look(vault, places[name], name, found)


def _look(vault: Vault, place: Path, name: str, found: Found) -> None:
    newest = next(iter(backups_in(place, vault.vault_id)), None)
    unchanged = found.saved_when_made.get(name) == found.saved
    told = f"{name}, {_Clock.moment:%Y-%m-%d %H:%M}"
    recent = newest is not None and _Clock.moment - newest.made_at < LEAST_BETWEEN
    if not vault.backups.is_due(place, _Clock.moment):
        if not unchanged and not recent:
            found.missed.append(f"{told}: something was saved, and no backup is due")
        return
    if recent:
        found.too_soon.append(told)
    if unchanged:
        found.for_nothing.append(told)
    made = vault.backups.make(place)
    vault.backups.thin(place)
    found.made[name] += 1
    found.saved_when_made[name] = found.saved
    found.counts[made.made_at] = found.saved


def _when(figures: Figures, found: Found) -> None:
    made = sum(found.made.values())
    figures.none_of("At most one each half hour", found.too_soon, made, "came sooner")
    figures.none_of("Only when something was saved", found.for_nothing, made, "held nothing new")
    figures.none_of("None is left out that is due", found.missed, found.looks, "looks")


def _kept(figures: Figures, name: str, place: Path, days: int) -> None:
    """More than 12 days, 10 weeks and 9 months can be gone back to, with few backups."""
    kept = backups_in(place)
    moments = [one.made_at for one in kept]
    counted = (
        len({one.date() for one in moments}),
        len({one.isocalendar()[:2] for one in moments}),
        len({(one.year, one.month) for one in moments}),
    )
    enough = days < 300 or all(
        count > least
        for count, least in zip(counted, (_LEAST_DAYS, _LEAST_WEEKS, _LEAST_MONTHS), strict=True)
    )
    words = "{} kept: {} days, {} weeks, {} months".format(len(kept), *counted)
    promise = f"Thinned, with more than 12 days, 10 weeks and 9 months to go back to ({name})"
    figures.add(promise, words, enough and bool(kept) and len(kept) <= 46)


def _proved(figures: Figures, found: Found, place: Path, folder: Path) -> None:
    """Each one that was kept comes back into a temporary vault, whole and with its counts."""
    wrong: list[str] = []
    kept = backups_in(place)
    # What was in the vault on the first day, before any of the saves that are counted.
    before = kept[-1].counts["records"] - found.counts[kept[-1].made_at]
    for one in kept:
        saved = found.counts[one.made_at] + before
        reason = _not_as_it_was(one, saved, folder)
        if reason:
            wrong.append(f"{one.folder.name}: {reason}")
    figures.none_of(
        "Each one kept is restored, verified and has the counts of its day", wrong, len(kept),
        "did not come back",
    )  # fmt: skip


def _not_as_it_was(backup: Backup, records: int, folder: Path) -> str:
    try:
        report = drill(backup, FIXED, beside=folder)
    except TacError as error:
        return error.what_happened
    if not report.ok:
        return " ".join(report.sentences)
    found = report.counts["records"]
    return "" if found == records else f"{found} records instead of {records}"


@contextmanager
def _own_time() -> Iterator[None]:
    """What asks for the time in the program's backups is told the scenario's."""
    told = mock.Mock(wraps=dt)
    told.datetime, told.UTC, told.timedelta = _Clock, dt.UTC, dt.timedelta
    with mock.patch.object(module, "dt", told):
        yield
