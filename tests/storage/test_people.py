"""Several people in one vault: what each may do is refused by the vault itself, and noted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from tac_desktop.casework.disposal import Disposal
from tac_desktop.casework.episode import Case
from tac_desktop.casework.oversight import DISPOSAL_APPROVED, ManagementOversight
from tac_desktop.casework.retention import LegalHold
from tac_desktop.casework.work import Supervision, Task
from tac_desktop.errors import TacError
from tac_desktop.storage import making, upgrading
from tac_desktop.storage.database import Database
from tac_desktop.storage.drafts import Draft
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.key_slots import KeyFile
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.migrations import MIGRATIONS, bring_up_to_date
from tac_desktop.storage.roles import Access, AccessEnded, LastWithFullAccess, NotAllowed, Right
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import NAME, PASSPHRASE
from tests.storage.people import a_mother, an_entry

OTHER = "walnut ribbon castle fiddle"
CHEAP = KeyCost.for_tests()

Open = Callable[..., Vault]


@pytest.fixture
def folder_with(vault: Vault) -> Iterator[Callable[[str], Path]]:
    """A vault with a mother and an entry, in which someone of this role was let in; closed."""
    mother = a_mother(id="018f0000-0000-7000-8000-000000000001")
    vault.save(mother)
    vault.save(an_entry(mother, "She misses Macsen."))
    vault.save(Case(id=CASE, mother_id=MOTHER, status="closed", closed=dt.date(2026, 3, 1)))

    def let_in(role: str) -> Path:
        vault.add_person("Nia Prys", role, OTHER, cost=CHEAP)
        vault.close()
        return vault.folder

    yield let_in


MOTHER = "018f0000-0000-7000-8000-000000000001"
CASE = "018f0000-0000-7000-8000-00000000000c"


@contextmanager
def opened(folder: Path, passphrase: str = OTHER) -> Iterator[Vault]:
    vault = Vault.open(folder, passphrase)
    try:
        yield vault
    finally:
        vault.close()


def refused(vault: Vault) -> int:
    return sum(one.action is AuditAction.REFUSED for one in vault.journal(limit=1000))


def test_who_makes_a_vault_has_full_access_whatever_her_role(tmp_path: Path) -> None:
    vault, _code = Vault.create(tmp_path / "v", NAME, "auditor", PASSPHRASE, cost=CHEAP)
    assert vault.access is Access.ALL
    vault.close()
    with opened(tmp_path / "v", PASSPHRASE) as again:
        assert again.access is Access.ALL


def test_an_older_vault_gives_everybody_full_access(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "v"

    def stop(_database: Database) -> None:
        raise InterruptedError

    with monkeypatch.context() as patch:
        patch.setattr(
            making, "bring_up_to_date", partial(bring_up_to_date, migrations=MIGRATIONS[:5])
        )
        patch.setattr(upgrading, "bring_up_to_date", stop)
        with pytest.raises(InterruptedError):
            Vault.create(folder, NAME, "service_manager", PASSPHRASE, cost=CHEAP)
    database = Database(folder / "vault.db", KeyFile.read(folder).unlock(PASSPHRASE)[0])
    with database.transaction():
        database.write(
            "INSERT INTO holder (worker_id, name, role, since) VALUES (?, ?, ?, ?)",
            ("018f", "Nia Prys", "auditor", "2026-01-01T09:00:00.000000Z"),
        )
    database.close()
    with opened(folder, PASSPHRASE) as again:
        assert again.access is Access.ALL
        assert [one.access for one in again.team.everyone()] == [Access.ALL, Access.ALL]


READS: dict[str, Callable[[Vault], object]] = {
    "entry": lambda v: v.entry(MOTHER),
    "entries": lambda v: v.entries(),
    "history": lambda v: v.history(MOTHER),
    "name": lambda v: v.name(MOTHER),
    "case file": lambda v: v.case_file(MOTHER),
    "caseload": lambda v: v.caseload(dt.date(2026, 3, 20)),
    "agenda": lambda v: v.agenda(dt.date(2026, 3, 20)),
    "mothers": lambda v: v.find_mothers("averley"),
    "search": lambda v: v.search("macsen"),
    "drafts": lambda v: v.drafts(),
    "attachment": lambda v: v.attachments.is_here("00"),
    "address book": lambda v: v.book.parties(),
    "keeping": lambda v: v.retention.overview(dt.date(2026, 3, 20)),
    "holds": lambda v: v.retention.holds(),
    "extent": lambda v: v.retention.extent(MOTHER),
    "held about her": lambda v: v.held.everything(MOTHER),
    "draft kept": lambda v: v.keep_draft(Draft("x", "contact_log", MOTHER, {"text": "x"})),
    "draft dropped": lambda v: v.discard_draft("x"),
    "prints": lambda v: v.prints.orders(),
    "revisions": lambda v: v.revisions(MOTHER),
}


@pytest.mark.parametrize("what", READS)
def test_an_auditor_reads_no_case_file(folder_with: Callable[[str], Path], what: str) -> None:
    with opened(folder_with("auditor")) as vault:
        before = refused(vault)
        with pytest.raises(NotAllowed):
            READS[what](vault)
        assert refused(vault) == before + 1, "what was tried is noted"


def test_an_auditor_reads_the_journal_checks_and_counts(folder_with: Callable[[str], Path]) -> None:
    with opened(folder_with("auditor")) as vault:
        assert vault.journal(limit=3)
        assert vault.verify().ok
        assert vault.counts()["contact_log"] == 1
        with pytest.raises(NotAllowed):
            vault.save(an_entry(a_mother(id=MOTHER)))


def test_cover_reads_and_writes_but_gives_nothing_out(folder_with: Callable[[str], Path]) -> None:
    with opened(folder_with("cover_worker")) as vault:
        assert vault.search("macsen")
        vault.save(an_entry(a_mother(id=MOTHER), "Seen by me."))
        for right in (Right.EXPORT, Right.HAND_OVER, Right.PEOPLE, Right.DISPOSE):
            assert not vault.may(right)
        with pytest.raises(NotAllowed):
            vault.revisions(MOTHER)
        for action in (AuditAction.EXPORTED_PDF, AuditAction.EXPORTED_CASE):
            with pytest.raises(NotAllowed):
                vault.audit(action, mother_id=MOTHER)
        vault.audit(AuditAction.PRINTED, mother_id=MOTHER)
        with pytest.raises(NotAllowed):
            vault.add_person("Someone", "cover_worker", "another passphrase of four", cost=CHEAP)


def test_a_manager_reads_and_signs_off_and_changes_nothing_else(
    folder_with: Callable[[str], Path],
) -> None:
    with opened(folder_with("service_manager")) as vault:
        me = vault.person.worker_id
        entry = vault.search("macsen")[0]
        found = vault.entry(entry.record_id)
        assert found is not None
        with pytest.raises(NotAllowed):
            vault.save(found.record.changed(text="Something else."))
        oversight = ManagementOversight(mother_id=MOTHER, kind="closing_approved", by_id=me)
        case = vault.entry(CASE)
        assert case is not None
        approved = case.record.changed(approved_by_id=me, approved_on=dt.date(2026, 3, 2))
        vault.save_all([oversight, approved, Task(mother_id=MOTHER, title="Ring her")])
        vault.save(Supervision(mother_id=MOTHER, discussed="All of it."))
        with pytest.raises(NotAllowed):
            vault.save(approved.changed(closing_words="Hers."))
        with pytest.raises(NotAllowed):
            vault.save_all([oversight.changed(text="More"), an_entry(a_mother(id=MOTHER))])
        stands = vault.entry(CASE)
        assert stands is not None and stands.record == approved


def test_cover_approves_no_disposal_and_a_manager_does(folder_with: Callable[[str], Path]) -> None:
    folder = folder_with("cover_worker")
    approval = ManagementOversight(mother_id=MOTHER, kind=DISPOSAL_APPROVED)
    with opened(folder) as vault:
        vault.save(ManagementOversight(mother_id=MOTHER, kind="case_read"))
        with pytest.raises(NotAllowed, match="approve the disposal"):
            vault.save(approval)
        with pytest.raises(NotAllowed, match="dispose of records"):
            vault.save(Disposal(reference="0000-0000", disposed_on=dt.date(2026, 3, 2)))
        nia = vault.person.worker_id
    with opened(folder, PASSPHRASE) as hers:
        hers.team.change(nia, "service_manager", Access.SIGNS_OFF)
    with opened(folder) as vault:
        vault.save(approval)
        assert vault.retention.approvals(MOTHER)[0].by_id == nia


def test_a_manager_places_and_lifts_a_legal_hold(folder_with: Callable[[str], Path]) -> None:
    with opened(folder_with("service_manager")) as vault:
        hold = LegalHold(mother_id=MOTHER, reason="An inquiry")
        everywhere = LegalHold(reason="A claim")
        vault.save_all([hold, everywhere])
        assert len(vault.retention.holds()) == 2
        vault.save(hold.changed(lifted_on=dt.date(2026, 3, 2), lifted_why="It ended."))
        assert vault.retention.holds() == [everywhere]


def test_a_manager_changes_no_task_of_another(folder_with: Callable[[str], Path]) -> None:
    folder = folder_with("service_manager")
    with opened(folder, PASSPHRASE) as hers:
        task = Task(mother_id=MOTHER, title="Write to the school")
        hers.save(task)
    with opened(folder) as vault, pytest.raises(NotAllowed):
        vault.save(task.changed(status="done"))


def test_cover_ends_after_its_last_day_and_a_clock_put_back_does_not_help(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    yesterday = dt.date.today() - dt.timedelta(days=1)
    vault.team.add("Nia Prys", "cover_worker", OTHER, until=yesterday, cost=CHEAP)
    vault.close()
    with pytest.raises(AccessEnded):
        Vault.open(vault.folder, OTHER)

    class LongAgo(dt.date):
        @classmethod
        def today(cls) -> LongAgo:
            return cls(2020, 1, 1)

    monkeypatch.setattr("tac_desktop.storage.vault_people.dt.date", LongAgo)
    with pytest.raises(AccessEnded):
        Vault.open(vault.folder, OTHER)
    monkeypatch.undo()
    with opened(vault.folder, PASSPHRASE) as again:
        assert refused(again) == 2
        again.team.change(_nia(again), "cover_worker", Access.COVER, dt.date.today())
    with opened(vault.folder) as in_time:
        assert in_time.access is Access.COVER


def test_who_left_is_refused_even_with_an_old_copy_of_the_keys(vault: Vault) -> None:
    slot = vault.add_person("Nia Prys", "cover_worker", OTHER, cost=CHEAP)
    old_keys = (vault.folder / "keys.json").read_bytes()
    vault.remove_person(slot.slot_id)
    vault.close()
    (vault.folder / "keys.json").write_bytes(old_keys)
    with pytest.raises(AccessEnded, match="taken away"):
        Vault.open(vault.folder, OTHER)
    with opened(vault.folder, PASSPHRASE) as again:
        (nia,) = [one for one in again.team.everyone() if one.person.name == "Nia Prys"]
        assert nia.left_at is not None and not nia.can_open


def test_who_left_can_be_let_in_again_and_is_the_same_person(vault: Vault) -> None:
    slot = vault.add_person("Nia Prys", "cover_worker", OTHER, cost=CHEAP)
    vault.remove_person(slot.slot_id)
    again = vault.team.add(
        "Nia Prys", "cover_worker", OTHER, cost=CHEAP, worker_id=slot.person.worker_id
    )
    assert again.person.worker_id == slot.person.worker_id
    vault.close()
    with opened(vault.folder) as nia:
        assert nia.person.worker_id == slot.person.worker_id
        assert [one.person.name for one in nia.team.everyone()] == [NAME, "Nia Prys"]
        assert nia.team.everyone()[1].last_opened is not None


def test_the_last_with_full_access_stays(vault: Vault) -> None:
    me = vault.person.worker_id
    slot = vault.team.add("Nia Prys", "tac_social_worker", OTHER, cost=CHEAP)
    vault.team.change(me, "service_manager", Access.SIGNS_OFF)
    vault.close()
    with opened(vault.folder) as nia:
        with pytest.raises(LastWithFullAccess):
            nia.team.change(slot.person.worker_id, "cover_worker", Access.COVER)
        with pytest.raises(LastWithFullAccess):
            nia.team.change(
                slot.person.worker_id, "tac_social_worker", Access.ALL, dt.date(2030, 1, 1)
            )


def test_a_role_that_was_changed_counts_at_the_next_unlocking(vault: Vault) -> None:
    slot = vault.add_person("Nia Prys", "cover_worker", OTHER, cost=CHEAP)
    vault.team.change(slot.person.worker_id, "auditor", Access.AUDIT)
    vault.close()
    with opened(vault.folder) as nia:
        assert nia.access is Access.AUDIT
        assert nia.person.role == "auditor"
    with opened(vault.folder, PASSPHRASE) as again:
        details = [one.detail for one in again.journal() if one.action == "access_changed"]
        assert details == ["Nia Prys: Reads and writes, now Journal, checks and counts"]


def test_a_slot_in_the_keys_alone_opens_with_no_more_than_its_role(vault: Vault) -> None:
    """As when somebody put a newer keys.json beside an older database."""
    vault.add_person("Nia Prys", "auditor", OTHER, cost=CHEAP)
    with vault._writing() as database:
        database.write("DELETE FROM holder WHERE name = 'Nia Prys'")
    vault.close()
    with opened(vault.folder) as nia:
        assert nia.access is Access.AUDIT


def test_the_recovery_sheet_gives_full_access(tmp_path: Path) -> None:
    vault, code = Vault.create(tmp_path / "v", NAME, "tac_social_worker", PASSPHRASE, cost=CHEAP)
    vault.add_person("Nia Prys", "auditor", OTHER, cost=CHEAP)
    vault.close()
    new = "quarry thimble acorn velvet"
    nia = Vault.open_with_recovery_code(vault.folder, code, "Nia Prys", "auditor", new, cost=CHEAP)
    assert nia.access is Access.ALL
    assert nia.team.recovery_code(new) == code
    nia.close()


def test_only_full_access_sees_the_recovery_code(folder_with: Callable[[str], Path]) -> None:
    with opened(folder_with("service_manager")) as vault, pytest.raises(NotAllowed):
        vault.team.recovery_code(OTHER)


def test_a_person_is_known_before_she_has_a_slot(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_words: object) -> None:
        raise TacError("no")

    monkeypatch.setattr(KeyFile, "write", fails)
    with pytest.raises(TacError):
        vault.add_person("Nia Prys", "auditor", OTHER, cost=CHEAP)
    assert not vault.team.everyone()[1].can_open


def _nia(vault: Vault) -> str:
    return next(
        one.person.worker_id for one in vault.team.everyone() if one.person.name == "Nia Prys"
    )
