"""The input of a conversion: lists of plain objects that refer to each other by short names.

What is asked for here is crossed off; what nobody asked for is found again at the end, so that
nothing is dropped without a word.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tac_desktop.casework.dates import add_months
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.errors import NotUnderstood
from tac_desktop.words import _

CATEGORIES = {
    "worker": ("workers",),
    "organisation": ("organisations",),
    "person": ("people",),
    "case": ("cases",),
    "proceedings": ("proceedings",),
    "hearing": ("hearings",),
    "court_order": ("court_orders",),
    "contact_arrangement": ("contact_arrangements",),
    "acct_episode": ("acct_episodes",),
    "meeting": ("meetings",),
    "contact_log": ("contact_log",),
    "task": ("tasks",),
}
"""Record types that others refer to, with the list of the input in which they stand."""


@dataclass
class Source:
    """The parsed input, the new identifiers of its objects, and what was not understood."""

    raw: Mapping[str, Any]
    notices: list[str] = field(default_factory=list)
    left_over: dict[str, Any] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _ids: dict[tuple[str, str], str] = field(default_factory=dict)
    _given: set[str] = field(default_factory=set)
    _named: set[tuple[str, str]] = field(default_factory=set)
    _complained: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if not isinstance(self.raw, dict):
            raise NotUnderstood(_("The input is not a JSON object with lists in it."))
        for category, names in CATEGORIES.items():
            for name in names:
                for one in self._objects(name):
                    self._register(category, one.get("id"))

    @property
    def space(self) -> str:
        """What keeps the identifiers of two cases apart: the prison number, or else the title."""
        for one in self._objects("custody"):
            if isinstance(one.get("prison_number"), str) and one["prison_number"]:
                return str(one["prison_number"])
        about = self.raw.get("_about")
        title = about.get("title") if isinstance(about, dict) else None
        return str(title or "case")

    def new_id(self, *parts: str) -> str:
        """The identifier of something in this case; always the same for the same parts."""
        return derived_id(self.space, *parts)

    def objects(self, name: str) -> list[dict[str, Any]]:
        """The objects of one list of the input (or the single object that stands there)."""
        self._taken.add(name)
        value = self.raw.get(name)
        listed = [value] if isinstance(value, dict) else value if isinstance(value, list) else []
        odd = [one for one in listed if not isinstance(one, dict)]
        if (
            odd or not isinstance(value, (dict, list, type(None)))
        ) and name not in self._complained:
            self._complained.add(name)
            self.keep(name, odd or value, _("“{name}” holds something that is not an object."))
        return self._objects(name)

    def take(self, name: str) -> Any:
        """A value of the input's first level, whatever it is."""
        self._taken.add(name)
        return self.raw.get(name)

    def keep(self, name: str, value: Any, words: str) -> None:
        """Note something that belongs to no record; it is kept with the mother."""
        self.left_over[name] = value
        self.notices.append(words.format(name=name))

    def keep_the_rest(self) -> None:
        """Keep every list of the input that nothing asked for."""
        for name, value in self.raw.items():
            if name not in self._taken and value not in (None, [], {}):
                self.keep(name, value, _("“{name}” is unknown; it is kept with the mother."))

    def find(self, categories: tuple[str, ...], original: Any) -> str | None:
        """The new identifier of the object that the input calls `original`, if there is one."""
        found = (self._ids.get((category, name_of(original))) for category in categories)
        return next((one for one in found if one), None)

    def mother(self) -> str:
        """What the input calls the mother: the one in custody where several are of that kind.

        Raises:
            NotUnderstood: where there is none.
        """
        people = self._objects("people")
        mothers = [name_of(one.get("id")) for one in people if one.get("kind") == "mother"]
        in_custody = {name_of(one.get("mother_id")) for one in self._objects("custody")}
        chosen = [one for one in mothers if one in in_custody] or mothers
        if not chosen or not chosen[0]:
            raise NotUnderstood(
                _("The input holds no case."),
                (_("Among “people” there has to be one of the kind “mother”, with an “id”."),),
            )
        if [name_of(one.get("id")) for one in people].count(chosen[0]) > 1:
            words = _("“{name}” is the “id” of the mother and of someone else.")
            raise NotUnderstood(words.format(name=chosen[0]))
        return chosen[0]

    def id_for(self, category: str, original: Any, *otherwise: str) -> str:
        """The identifier of a new record: from its own name, or else from what it consists of.

        Nothing is lost where two objects have one name: the second gets an identifier of its own.
        """
        name = name_of(original)
        parts = (name,) if name else otherwise
        found = self.find((category,), name)
        chosen = found or self.new_id(*parts)
        if chosen in self._given or (not found and chosen in self._ids.values()):
            chosen = self.new_id(category, *parts)
        number = 1
        while chosen in self._given:
            number += 1
            chosen = self.new_id(category, *parts, str(number))
        if name and (category, name) in self._named:
            words = _("“{name}” stands in the input more than once; all are kept.")
            self.notices.append(words.format(name=name))
        self._given.add(chosen)
        self._named.add((category, name))
        return chosen

    def _objects(self, name: str) -> list[dict[str, Any]]:
        value = self.raw.get(name)
        listed = [value] if isinstance(value, dict) else value if isinstance(value, list) else []
        return [one for one in listed if isinstance(one, dict)]

    def _register(self, category: str, original: Any) -> None:
        name = name_of(original)
        if not name or (category, name) in self._ids:
            return
        new = self.new_id(name)
        if new in self._ids.values():
            new = self.new_id(category, name)
        self._ids[category, name] = new


def name_of(value: Any) -> str:
    """The input's own name of an object, which may be a number; empty for anything else."""
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    return ""


def british_moment(text: Any) -> dt.datetime | None:
    """A moment as clocks in London showed it, in UTC; None where none can be read.

    Summer time is from the last Sunday in March to the last Sunday in October, 01:00 UTC
    (Summer Time Order 2002). Worked out here because Windows brings no time zone tables.
    """
    if not isinstance(text, str):
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is not None:
        return moment.astimezone(dt.UTC)
    year = moment.year
    begins = dt.datetime.combine(_last_sunday(year, 3), dt.time(2))
    ends = dt.datetime.combine(_last_sunday(year, 10), dt.time(2))
    behind = dt.timedelta(hours=1 if begins <= moment < ends else 0)
    return (moment - behind).replace(tzinfo=dt.UTC)


def _last_sunday(year: int, month: int) -> dt.date:
    last = add_months(dt.date(year, month, 1), 1) - dt.timedelta(days=1)
    return last - dt.timedelta(days=(last.weekday() + 1) % 7)
