"""What the prison's IT has set: shown under Settings, and noted in the journal when it changes."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop import policy
from tac_desktop.storage.journal import AuditAction
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import Notice, card, hint, section, wrapped
from tac_desktop.words import _


class PolicyCard(QWidget):
    """One sentence for each thing that is set, and what is wrong with the file; else nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        rules = policy.in_force()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        frame, inside = card(self)
        layout.addWidget(frame)
        inside.addWidget(section(_("Set by your IT"), frame))
        self.problems = Notice("warning", "\n".join(rules.problems), frame)
        inside.addWidget(self.problems)
        said = rules.sentences() or [_("Nothing.")]
        self.words = [wrapped(sentence, frame) for sentence in said]
        for label in self.words:
            inside.addWidget(label)
        inside.addWidget(
            hint(
                _("This stands in “{file}” and cannot be changed here. Ask {whom}.").format(
                    file=rules.file, whom=rules.whom_to_ask
                ),
                frame,
            )
        )
        self.setVisible(rules.file is not None)


class PolicyNote(QObject):
    """Keeps in each vault's journal what was set while it was open."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        session.unlocked.connect(self._look)

    def _look(self) -> None:
        rules, settings, vault = policy.in_force(), self._session.settings, self._session.vault
        noted = f"{vault.vault_id} {rules.digest or rules.file}" if rules.file else ""
        if noted != settings.policy_noted:
            nothing = _("Nothing is set by IT any more.")
            said = [*rules.sentences(), *rules.problems] if rules.file else [nothing]
            vault.audit(AuditAction.POLICY_CHANGED, detail=" ".join(said))
            settings.policy_noted = noted
            settings.save()
        if rules.problems:
            self._session.say(rules.problems[0])


def set_by_it() -> str:
    """What stands beside a choice that is not hers."""
    return _("Set by your IT.")
