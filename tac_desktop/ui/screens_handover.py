"""The handover from writing to wiping, one picture of each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tac_desktop.ui.screens_stage import CHEAP, Stage

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog

    from tac_desktop.ui.handover_read import HandoverReadDialog
    from tac_desktop.ui.session import Session


def take_handover(stage: Stage) -> None:
    """Written, its slip, looked at before and after opening, read in, its receipt taken."""
    from tac_desktop.ui.handover_read import HandoverReadDialog
    from tac_desktop.ui.handover_write import HandoverWriteDialog

    stick = stage.folder / f"stick {stage.look}"
    stick.mkdir()
    session = stage.session()
    writer = HandoverWriteDialog(session, stage.mother_id, None, cost=CHEAP)
    _show(stage, writer)
    stage.settle(writer.counts.rowCount)
    writer.recipient.setText("Bethan Rees, social worker")
    writer.service.setText("Together a Chance (second site)")
    writer.purpose.setText("Moved to another prison on 20 Nov 2026")
    writer.authority.setText("DMF 2026/118")
    stage.take(writer, "10-handover-1-ask")
    writer.folder.setText(str(stick))
    writer.write_now()
    stage.settle(writer.result_page.isVisible)
    assert writer.written is not None
    passphrase, path = writer.written.passphrase, writer.written.path
    stage.take(writer, "10-handover-2-written")
    writer.result_page.print_slip()
    slip = writer.result_page.slip
    assert slip is not None
    stage.take(slip, "10-handover-3-slip")
    slip.close_as_locked()
    reader = HandoverReadDialog(stage.new_vault("Second vault"), None)
    _show(stage, reader)
    reader.path.setText(str(path))
    reader.path.editingFinished.emit()
    stage.settle(reader.check_words.notice.isVisible)
    reader.passphrase.edit.setText(passphrase)
    stage.take(reader, "10-handover-4-open")
    reader.open_now()
    stage.settle(reader.add_button.isVisible)
    stage.take(reader, "10-handover-5-plan")
    reader.add_now()
    stage.settle(reader.show_button.isVisible)
    stage.take(reader, "10-handover-6-added")
    _take_receipt(stage, session, reader)
    _look(stage, session, path, passphrase)
    _part(stage, session, stick)


def _part(stage: Stage, session: Session, stick: Path) -> None:
    """What one reader may have: asked, and looked at."""
    from tac_desktop.casework.audience_kinds import AudienceKind
    from tac_desktop.ui.handover_view import HandoverViewDialog
    from tac_desktop.ui.handover_write import HandoverWriteDialog

    writer = HandoverWriteDialog(session, stage.mother_id, None, cost=CHEAP)
    _show(stage, writer)
    writer.for_whom.choose(AudienceKind.LOCAL_AUTHORITY)
    stage.settle(lambda: writer.for_whom.part is not None)
    stage.take(writer, "10-handover-15-for-one-reader")
    writer.recipient.setText("Team manager, duty team")
    writer.purpose.setText("Looked-after review on 2 Dec 2026")
    writer.authority.setText("DMF 2026/121")
    writer.for_whom.reason.setText("Asked for by the reviewing officer; she was told.")
    writer.folder.setText(str(stick))
    writer.write_now()
    stage.settle(writer.result_page.isVisible)
    assert writer.written is not None
    viewer = HandoverViewDialog(session, None)
    _show(stage, viewer)
    viewer.question.path.setText(str(writer.written.path))
    viewer.question.passphrase.edit.setText(writer.written.passphrase)
    viewer.open_now()
    stage.settle(viewer.banner.isVisible)
    stage.take(viewer, "10-handover-16-a-part")


def take_many(stage: Stage) -> None:
    """Several files at once: whose, and what was written."""
    from tac_desktop.ui.handover_many import HandoverManyDialog

    stick = stage.folder / f"stick for many {stage.look}"
    stick.mkdir()
    writer = HandoverManyDialog(stage.session(), None, cost=CHEAP)
    _show(stage, writer)
    stage.settle(writer.write_button.isEnabled)
    stage.take(writer, "10-handover-18-several")
    for mother_id in writer.ticked[2:]:
        writer.tick(mother_id, False)
    writer.form.recipient.setText("Bethan Rees, social worker")
    writer.form.purpose.setText("Leaving the post on 30 Nov 2026")
    writer.form.authority.setText("DMF 2026/130")
    writer.form.folder.setText(str(stick))
    writer.reason.setText("They were told on 20 Nov 2026.")
    writer.write_now()
    stage.settle(writer.result_page.isVisible)
    stage.take(writer, "10-handover-19-several-written")
    writer.result_page.print_slip()
    slip = writer.result_page.slip
    assert slip is not None
    stage.take(slip, "10-handover-20-slip-for-several")
    slip.close_as_locked()


def take_fork(stage: Stage) -> None:
    """A record that came back changed in two places, chosen between answer by answer."""
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from tac_desktop.casework.meetings import Meeting
    from tac_desktop.storage.revisions import RESOLVED
    from tac_desktop.ui.mother_file import MotherFile

    session = stage.session()
    vault = session.vault
    meeting = vault.case_file(stage.mother_id).of(Meeting)[0]
    entry = vault.entry(meeting.id)
    assert entry is not None
    base = entry.saved.heads
    here = meeting.changed(place="Room 4", purpose="Her wishes for contact at Christmas.")
    there = meeting.changed(purpose="Plan for contact after the hearing.", debrief="Went well.")
    for one in (here, there):
        vault.save(one, follows=base)
    around = QWidget()
    stage.keep(around)
    around.resize(1100, 720)
    file = MotherFile(session, around)
    QVBoxLayout(around).addWidget(file)
    around.show()
    file.open(stage.mother_id)
    file.join_versions(meeting.id)
    stage.take(around, "10-handover-17-versions")
    vault.save(meeting, reason=RESOLVED)


def _take_receipt(stage: Stage, session: Session, reader: HandoverReadDialog) -> None:
    from tac_desktop.ui.handover_list import HandoverListDialog

    reader.receipt.print_slip()
    receipt = reader.receipt.slip
    assert receipt is not None
    stage.take(receipt, "10-handover-7-receipt")
    receipt.close_as_locked()
    listed = HandoverListDialog(session, None)
    _show(stage, listed)
    stage.take(listed, "10-handover-8-list")
    listed.receipt.words.setText("these words are wrong")
    listed.check_words()
    stage.take(listed, "10-handover-9-refused")
    listed.receipt.words.setText(reader.receipt.words)
    listed.check_words()
    listed.note_wiped()
    stage.take(listed, "10-handover-10-wiped")


def _look(stage: Stage, session: Session, path: Path, passphrase: str) -> None:
    from tac_desktop.ui.handover_view import HandoverViewDialog

    viewer = HandoverViewDialog(session, None)
    _show(stage, viewer)
    viewer.question.path.setText(str(path))
    viewer.question.passphrase.edit.setText(passphrase)
    viewer.open_now()
    stage.settle(viewer.banner.isVisible)
    stage.take(viewer, "10-handover-11-read-only")


def _show(stage: Stage, dialog: QDialog) -> None:
    stage.keep(dialog)
    dialog.show()
