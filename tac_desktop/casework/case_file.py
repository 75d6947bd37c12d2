"""The case file: everything currently known about one mother, as plain data.

It is loaded once; the chronology, dates ahead, the audience filter and every print are functions
of it, so they need no window, no database and no printer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Generic, Protocol, Self, TypeVar

from tac_desktop.casework.custody import Custody
from tac_desktop.casework.people import Involvement, Organisation, Person, Worker
from tac_desktop.casework.record import Record, record_types
from tac_desktop.casework.service import Service
from tac_desktop.words import _

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Amendment:
    """What was added or put right after a record was first saved."""

    at: dt.datetime
    by: str
    reason: str
    note: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Saved:
    """When and by whom a record was saved, and whether its history forked."""

    first_at: dt.datetime
    first_by: str
    last_at: dt.datetime
    last_by: str
    revisions: int = 1
    forked: bool = False
    heads: tuple[str, ...] = ()


class Unread(Protocol):
    """Where an entry comes from that is not read yet."""

    def record(self) -> Record:
        """Read the record; raises NotUnderstood where its content does not fit its type."""

    def saved(self) -> Saved:
        """Read when it was saved."""


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record as it stands now, with what is known of its saving and its amendments.

    One that comes out of a vault may still be unread: its record is read when somebody asks for
    it, once. What does not fit its record type raises NotUnderstood then, each time.
    """

    record: R
    saved: Saved
    amendments: tuple[Amendment, ...] = ()

    @classmethod
    def unread(
        cls, unread: Unread, known: dict[str, Any], amendments: tuple[Amendment, ...] = ()
    ) -> Self:
        """An entry that is not read yet; `known` are those of the answers below that are."""
        made = cls.__new__(cls)
        known["amendments"], known["_unread"] = amendments, unread
        object.__setattr__(made, "__dict__", known)
        return made

    @cached_property
    def record_id(self) -> str:
        """The identifier of the record."""
        return self.record.id

    @cached_property
    def record_type(self) -> type[Record]:
        """The class of the record."""
        return type(self.record)

    @cached_property
    def struck(self) -> bool:
        """Whether the record was entered in error."""
        return bool(self.record.entered_in_error)

    @cached_property
    def forked(self) -> bool:
        """Whether its history forked."""
        return self.saved.forked

    @cached_property
    def day(self) -> str:
        """The day the record is about, as text that sorts; any day where it has none."""
        return str(self.record.happened_on() or "")

    def read(self) -> R:
        """The record: for whoever has to know at once whether it can be read."""
        return self.record

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there yet: read it."""
        unread: Unread | None = self.__dict__.get("_unread")
        if unread is None or name not in ("record", "saved"):
            raise AttributeError(name)
        found = unread.record() if name == "record" else unread.saved()
        return self.__dict__.setdefault(name, found)


@dataclass(frozen=True)
class CaseFile:
    """All current records of one mother and the shared ones they refer to, on one day.

    `hidden_names` maps identifiers to what stands in their place for an audience that must not
    read the name ("another child"); it is empty in an unfiltered file.

    `linked` are second entries of somebody who stands in `entries` once, and `kept_by_other` says
    of whom: every reference in the file leads to the entry that counts.
    """

    mother_id: str
    as_of: dt.date
    entries: tuple[Entry[Record], ...]
    journal_reference: str = ""
    hidden_names: Mapping[str, str] = field(default_factory=dict)
    linked: tuple[Entry[Record], ...] = ()
    kept_by_other: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Entry[Record]]:
        """Entries by the identifier of their record, of a linked one the entry that counts."""
        found = {entry.record_id: entry for entry in self.entries}
        for other, kept in self.kept_by_other.items():
            if kept in found:
                found[other] = found[kept]
        return found

    def entries_of(self, cls: type[R]) -> list[Entry[R]]:
        """The entries of one record type that count, in the order of the file."""
        return list(self._entries_of(cls))

    def of(self, cls: type[R]) -> list[R]:
        """The records of one type that count, in the order of the file."""
        return [entry.record for entry in self._entries_of(cls)]

    def newest(self, cls: type[R]) -> Iterator[R]:
        """The records of one type that count, newest day first, each read when it is its turn."""
        entries = self._by_class.get(cls, self.entries)
        for entry in sorted(entries, key=_day, reverse=True):
            if issubclass(entry.record_type, cls) and not entry.struck:
                yield entry.record  # type: ignore[misc]

    def ever(self, cls: type[R]) -> list[R]:
        """The records of one type, those entered in error too.

        For what must stay protected: a name that was confidential is not free to print because
        its record turned out to stand in the wrong place.
        """
        return [entry.record for entry in self._entries_of(cls, struck_too=True)]

    def protected(self, cls: type[R]) -> list[R]:
        """The same with second entries of the same person: for what no reader may learn."""
        second = [entry.record for entry in self.linked if isinstance(entry.record, cls)]
        return self.ever(cls) + second

    def get(self, cls: type[R], record_id: str) -> R | None:
        """One record, if the file holds it and it is of that type."""
        entry = self.by_id.get(record_id)
        return entry.record if entry and isinstance(entry.record, cls) else None

    @property
    def mother(self) -> Person | None:
        """The mother herself; None only where a filter removed her, which no filter does."""
        return self.get(Person, self.mother_id)

    @property
    def service(self) -> Service | None:
        """The service and prison that this file is kept in."""
        return next(iter(self.of(Service)), None)

    @property
    def custody(self) -> Custody | None:
        """The custody period that counts now: the one that started last."""
        periods = self.of(Custody)
        return max(periods, key=lambda one: one.began() or dt.date.min, default=None)

    @cached_property
    def children(self) -> list[Person]:
        """Her children, eldest first, the unborn last."""
        found = [person for person in self.of(Person) if person.kind == "child"]
        return sorted(found, key=lambda child: (not child.date_of_birth, child.date_of_birth))

    @cached_property
    def living_children(self) -> list[Person]:
        """Those of her children who live or are expected: for counts, ages and papers."""
        return [
            child
            for child in self.children
            if not child.deceased_on and child.birth_outcome in ("", "born")
        ]

    def professionals_for(self, child_id: str, role: str) -> list[Person]:
        """People with this role for this child today."""
        people = []
        for one in self.of(Involvement):
            current = not one.end or one.end >= self.as_of
            if one.role == role and child_id in one.child_ids and current:
                person = self.get(Person, one.person_id)
                if person:
                    people.append(person)
        return people

    def name(self, record_id: str) -> str:
        """A person, organisation, worker or record in words; never an identifier."""
        if record_id in self.hidden_names:
            return self.hidden_names[record_id]
        entry = self.by_id.get(record_id)
        if entry is None:
            return _("not on this file")
        record = entry.record
        if isinstance(record, (Person, Organisation, Worker)):
            return record.display_name()
        return record.headline(self.name)

    def with_entries(
        self, entries: Iterable[Entry[Record]], hidden_names: Mapping[str, str] | None = None
    ) -> CaseFile:
        """The same file with other entries."""
        hidden = hidden_names or self.hidden_names
        return replace(self, entries=tuple(entries), hidden_names=hidden, linked=())

    def _entries_of(self, cls: type[R], struck_too: bool = False) -> Iterator[Entry[R]]:
        for entry in self._by_class.get(cls, self.entries):
            counts = struck_too or not entry.struck
            if counts and issubclass(entry.record_type, cls):
                yield entry  # type: ignore[misc]

    @cached_property
    def _by_class(self) -> dict[type[Record], list[Entry[Record]]]:
        """Entries by the class of their record: rules ask for them hundreds of times."""
        found: dict[type[Record], list[Entry[Record]]] = {
            cls: [] for cls in record_types() if not cls.__subclasses__()
        }
        for entry in self.entries:
            if entry.record_type in found:
                found[entry.record_type].append(entry)
        return found


def _day(entry: Entry[Record]) -> str:
    return entry.day
