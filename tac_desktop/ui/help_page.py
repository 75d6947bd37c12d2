"""Help: the keys, the first steps, and what is kept where."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.card_lines import AsHighAsItsText
from tac_desktop.ui.widgets import card, plain, scrolled, section, title, wrapped
from tac_desktop.words import _


class HelpPage(QWidget):
    """A page to read."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        inner = AsHighAsItsText(self)
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(4))
        inner.setMaximumWidth(theme.scaled(800))
        layout.addWidget(title(_("Help"), inner))
        layout.addWidget(_keys(inner))
        for heading, sentences in _texts():
            frame, inside = card(inner, spacing=2)
            inside.addWidget(section(heading, frame))
            for sentence in sentences:
                inside.addWidget(wrapped(sentence, frame))
            layout.addWidget(frame)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(inner, self)
        outer.addWidget(self.area)

    def start(self) -> None:
        """The page is read with the arrow keys."""
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(_("Help"))
        self.area.setFocus()


def _keys(parent: QWidget) -> QWidget:
    frame, inside = card(parent, spacing=2)
    inside.addWidget(section(_("Keys"), frame))
    box = QWidget(frame)
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.space(6))
    grid.setVerticalSpacing(theme.space(1))
    grid.setColumnStretch(1, 1)
    for place, (key, what) in enumerate(keys()):
        grid.addWidget(plain(key, box, "label"), place, 0)
        grid.addWidget(wrapped(what, box), place, 1)
    inside.addWidget(box)
    return frame


def keys() -> list[tuple[str, str]]:
    """Keys and what they do."""
    return [
        (_("Ctrl+K"), _("Find a mother, a prison number, a professional or a word")),
        (_("Ctrl+Enter"), _("While finding: all results, by mother, kind and date")),
        (_("Ctrl+Shift+F"), _("Find with filters, in the file on the screen or in all")),
        (_("Ctrl+L"), _("Lock at once; what you are writing is kept")),
        (_("F12"), _("Blank the screen, and show it again")),
        (_("Ctrl+1, Ctrl+2 and on"), _("The pages on the left, from the top")),
        (_("Ctrl+Shift+N"), _("Add a mother")),
        (_("Ctrl+P"), _("Print or save: everything there is, from her file where one is open")),
        (_("Ctrl+Shift+C"), _("In a mother's file: note a concern, and who was told")),
        (_("F4"), _("In an ACCT review note: add a support action of your own")),
        (_("Ctrl+Shift+R"), _("On the ACCT page: the risk is back, open it again or anew")),
        (_("Ctrl+Shift+L"), _("In a mother's file: write a log entry")),
        (_("Ctrl+Shift+M"), _("In a mother's file: a new meeting")),
        (_("Ctrl+Shift+G"), _("In a mother's file: she has gone")),
        (_("Ctrl+T"), _("On the page Meetings: type back the printed grid of the chosen meeting")),
        (_("Space"), _("In the full log: take a line into the chronology, or out of it")),
        (_("Alt+1 to Alt+0"), _("In a mother's file: its pages; Ctrl+Tab goes to the next")),
        (_("Alt+Shift+1 to Alt+Shift+4"), _("In a mother's file: Family, Dates, Case and Voice")),
        (_("Ctrl+Enter"), _("In a form: save it. Escape closes it and keeps a draft")),
        (_("Enter"), _("Open the line that is chosen in a list")),
        (_("Tab, Shift+Tab"), _("The next or the last field; the yellow ring shows where you are")),
        (_("Alt and a letter"), _("The menus; then the arrow keys")),
        (_("F1"), _("This page")),
        (_("Ctrl+Q"), _("Quit; what you are writing is kept")),
    ]


def _texts() -> list[tuple[str, list[str]]]:
    return [
        (
            _("What you write is kept"),
            [
                _(
                    "Everything you type is kept as a draft within two seconds, and again when the "
                    "vault is locked. A draft belongs to no file until you save it."
                ),
                _(
                    "A saved record is never overwritten. What you change or add later stands "
                    "under it, with your name and the time."
                ),
            ],
        ),
        (
            _("What leaves this computer"),
            [
                _(
                    "Only what you print, save as a PDF or hand over. The program uses no network. "
                    "Each print, PDF and handover stands in the journal."
                ),
                _(
                    "Before a print you see what was left out for its reader, and why. What is "
                    "on paper is yours to keep safe."
                ),
            ],
        ),
        (
            _("If something goes wrong"),
            [
                _(
                    "A forgotten passphrase: choose “Open with the recovery sheet” when unlocking. "
                    "Your manager has the sheet in a sealed envelope."
                ),
                _(
                    "A doubt whether all is whole: choose “Check the vault” in the File menu. It "
                    "reads everything and says in sentences what it found."
                ),
            ],
        ),
    ]
