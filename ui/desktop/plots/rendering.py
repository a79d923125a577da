"""A plot as a file: a picture (PNG) or a drawing to be printed (PDF), in the light theme's colours."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QPoint, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from parisana.errors import StorageError
from parisana.ui.desktop.look import look

#: Pixels of a picture for one of the window; dots per inch of the drawing, and of the window.
SCALE, DOTS, WINDOW = 3, 288, 96


def save_plot(widget: QWidget, goal: Path) -> None:
    """Write a plot to a file; the end of its name says which kind."""
    with look().on_paper():
        done = _drawn(widget, goal) if goal.suffix.lower() == ".pdf" else picture_of(widget).save(str(goal))
    if not done:
        raise StorageError(f"{goal} cannot be written.", hint="Choose a folder that is there and may be written to.")


def picture_of(widget: QWidget) -> QImage:
    """Return a plot as a picture with the card's colour behind it."""
    made = QImage(widget.size() * SCALE, QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(SCALE)
    made.fill(look().colour("panel"))
    painter = QPainter(made)
    widget.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
    painter.end()
    return made


def _drawn(widget: QWidget, goal: Path) -> bool:
    """Write lines and letters, not pixels, on a page as large as the plot."""
    writer = QPdfWriter(str(goal))
    inches = QSizeF(widget.width() / WINDOW, widget.height() / WINDOW)
    writer.setPageSize(QPageSize(inches, QPageSize.Unit.Inch))
    writer.setPageMargins(QMarginsF())
    writer.setResolution(DOTS)
    painter = QPainter()
    if not painter.begin(writer):
        return False
    painter.scale(DOTS / WINDOW, DOTS / WINDOW)
    widget.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
    return painter.end()
