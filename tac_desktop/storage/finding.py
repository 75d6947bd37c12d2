"""Finding records by words: those that hold them, and those in which a name only sounds alike."""

from __future__ import annotations

from dataclasses import replace

from tac_desktop.casework.record import record_from_text
from tac_desktop.storage import search
from tac_desktop.storage.database import Database
from tac_desktop.storage.links import mothers_of_file
from tac_desktop.storage.projection import NameFinder
from tac_desktop.storage.revisions import revisions_of
from tac_desktop.storage.search import Match, Narrowed, Query, SearchHit


def hits(database: Database, words: str, narrowed: Narrowed, limit: int) -> list[SearchHit]:
    """Records with all of these words; the last one may be only the beginning of a word."""
    query, narrowed = Query.of(words), _in_joint_file(database, narrowed)
    if not query:
        return []
    found = _shown(database, query, search.find(database, query, narrowed, limit))
    return found if len(found) >= limit else _best_first(found)


def hits_alike(database: Database, words: str, narrowed: Narrowed, limit: int) -> list[SearchHit]:
    """Further records, with names that sound like the words or are a slip of the fingers away."""
    query, narrowed = Query.of(words), _in_joint_file(database, narrowed)
    heard = search.sounding_alike(database, query) if query else None
    if heard is None:
        return []
    direct = {one.record_id for one in search.find(database, query, narrowed, limit)}
    found = search.find(database, heard, narrowed, limit + len(direct))
    further = [one for one in found if one.record_id not in direct]
    return _best_first(_shown(database, heard, further))[:limit]


def _best_first(found: list[SearchHit]) -> list[SearchHit]:
    return sorted(found, key=lambda one: -one.fit)


def _in_joint_file(database: Database, narrowed: Narrowed) -> Narrowed:
    """The file of a woman who was entered twice is searched whole."""
    if not narrowed.mother_id:
        return narrowed
    hers = mothers_of_file(database, narrowed.mother_id)
    return replace(narrowed, mother_id=hers[0], other_entries=hers[1:])


def _shown(database: Database, query: Query, found: list[Match]) -> list[SearchHit]:
    names = NameFinder(database)
    return [
        search.hit(
            record_from_text(one.record_type, one.record_id, one.mother_id, one.content),
            _notes(database, one),
            one.sort_date,
            query,
            names,
        )
        for one in found
    ]


def _notes(database: Database, found: Match) -> list[str]:
    """The words of a found record's amendments."""
    if found.revisions == 1:
        return [found.note]
    return [one.note for one in revisions_of(database, found.record_id)]
