"""What is held about somebody: every name that she has or had is looked for."""

from __future__ import annotations

from tac_desktop.storage.held_about import Why
from tests.storage.conftest import MakeVault
from tests.storage.people import a_mother, an_entry


def test_each_other_name_is_looked_for_in_the_files_of_others(make_vault: MakeVault):
    vault = make_vault("v")
    her = a_mother("Rhosyn", "Averley", aliases=["Ros Pugh", "Branwen Quill"])
    other = a_mother("Seren", "Tallow")
    entries = [an_entry(other, f"Spoke of {name} today.") for name in her.aliases]
    vault.save_all([her, other, *entries])
    held = vault.held.everything(her.id)
    assert held is not None
    why = {one.record_id: one.why for one in held.found}
    assert [why.get(one.id) for one in entries] == [Why.NAMED, Why.NAMED]
