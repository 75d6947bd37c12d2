"""The stages of an application, drawn: a disc for each, filled where it is done, with its words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.mbu_stages import Stage, State, stages_in_words
from tac_desktop.words import _

_WIDTH, _HEIGHT, _DISC = 104, 98, 22


class StageBar(QWidget):
    """As many stages on a line as fit. Its accessible name says all of it in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._stages: list[Stage] = []
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Show these stages."""
        self._stages = list(stages)
        self.setAccessibleName(_("Stages of the application"))
        self.setAccessibleDescription(stages_in_words(self._stages))
        self.setToolTip(stages_in_words(self._stages))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Fewer on a line take more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return self._lines(width) * theme.scaled(_HEIGHT)

    def sizeHint(self) -> QSize:
        """All of it on one line, if there is room."""
        width = max(1, len(self._stages)) * theme.scaled(_WIDTH)
        return QSize(width, theme.scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """One stage."""
        return QSize(theme.scaled(_WIDTH), theme.scaled(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line by line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        in_a_line = self._in_a_line(self.width())
        for place, stage in enumerate(self._stages):
            column, line = place % in_a_line, place // in_a_line
            corner = QPointF(column * theme.scaled(_WIDTH), line * theme.scaled(_HEIGHT))
            last = place == len(self._stages) - 1 or column == in_a_line - 1
            self._draw(painter, corner, stage, place + 1, last)
        painter.end()

    def _draw(
        self, painter: QPainter, corner: QPointF, stage: Stage, number: int, last: bool
    ) -> None:
        width, disc = theme.scaled(_WIDTH), theme.scaled(_DISC)
        box = QRectF(corner.x() + (width - disc) / 2, corner.y() + theme.scaled(4), disc, disc)
        if not last:
            painter.setPen(QPen(theme.colour("border"), theme.scaled(2)))
            start = QPointF(box.right() + theme.scaled(4), box.center().y())
            end = QPointF(box.left() + width - theme.scaled(4), box.center().y())
            painter.drawLine(start, end)
        self._draw_disc(painter, box, stage, number)
        words = QRectF(corner.x() + 2, box.bottom() + theme.scaled(2), width - 4, theme.scaled(36))
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(theme.SMALL, bold=stage.state is State.NOW))
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(words, centred | Qt.TextFlag.TextWordWrap, stage.words)
        detail = QRectF(corner.x(), corner.y() + theme.scaled(62), width, theme.scaled(36))
        painter.setFont(theme.font(theme.SMALL - 1))
        painter.setPen(theme.colour("muted"))
        painter.drawText(detail, centred | Qt.TextFlag.TextWordWrap, _detail(stage))

    def _draw_disc(self, painter: QPainter, box: QRectF, stage: Stage, number: int) -> None:
        text, surface = theme.colour("text"), theme.colour("surface")
        filled = stage.state is State.DONE
        painter.setPen(QPen(text, theme.scaled(3 if stage.state is State.NOW else 1)))
        painter.setBrush(theme.colour("done") if filled else surface)
        if stage.state is State.NOT_NEEDED:
            painter.setPen(QPen(theme.colour("border"), 1, Qt.PenStyle.DashLine))
        painter.drawEllipse(box)
        if filled:
            painter.setPen(QPen(surface, theme.scaled(2)))
            side = box.width()
            tick = [(0.26, 0.52), (0.44, 0.70), (0.76, 0.34)]
            corners = [QPointF(box.x() + x * side, box.y() + y * side) for x, y in tick]
            painter.drawPolyline(QPolygonF(corners))
            return
        painter.setPen(theme.colour("muted") if stage.state is State.NOT_NEEDED else text)
        painter.setFont(theme.font(theme.SMALL, bold=stage.state is State.NOW))
        mark = "–" if stage.state is State.NOT_NEEDED else str(number)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark)

    def _in_a_line(self, width: int) -> int:
        return max(1, min(len(self._stages) or 1, width // theme.scaled(_WIDTH)))

    def _lines(self, width: int) -> int:
        return -(-len(self._stages) // self._in_a_line(width)) if self._stages else 1


def _detail(stage: Stage) -> str:
    if stage.state is State.NOW and not stage.detail:
        return _("now")
    if stage.state is State.NOT_NEEDED:
        return _("not needed")
    return stage.detail
