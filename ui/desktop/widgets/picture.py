"""A picture that fills its place, scaled smoothly at every resolution; a click or Return asks for it large."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import PICTURE, SMALL_RADIUS

#: Pixels of the longer side at which drawings are made to pictures.
DRAWN = 2400


def image_from(data: bytes) -> QImage:
    """Make a picture from the bytes of its file; any thread may do it. What cannot be read is an empty one."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    if bytes(reader.format().data()) == b"svg":
        reader.setScaledSize(reader.size().scaled(DRAWN, DRAWN, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class Picture(QWidget):
    """Shows one picture."""

    pressed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image, self._scaled = QImage(), QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    @property
    def image(self) -> QImage:
        """The picture as it is in its file."""
        return self._image

    def show_image(self, image: QImage) -> None:
        """Show another picture."""
        self._image, self._scaled = image, QImage()
        self.setCursor(Qt.CursorShape.PointingHandCursor if not image.isNull() else Qt.CursorShape.ArrowCursor)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a place of the usual height."""
        return QSize(PICTURE, PICTURE)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest place in which something can be seen."""
        return QSize(PICTURE // 2, PICTURE // 2)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for it large."""
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for it large at Return or the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the middle, as large as it fits."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fitting = self._fitting()
        place = QRectF(0, 0, fitting.width() / self.devicePixelRatioF(), fitting.height() / self.devicePixelRatioF())
        place.moveCenter(QRectF(self.rect()).center())
        shape = QPainterPath()
        shape.addRoundedRect(place, SMALL_RADIUS, SMALL_RADIUS)
        painter.save()
        painter.setClipPath(shape)
        painter.drawImage(place, fitting)
        painter.restore()
        if self.hasFocus():
            painter.setPen(QPen(look().colour("accent"), 1.5))
            painter.drawPath(shape)

    def _fitting(self) -> QImage:
        """Return the picture in the pixels of the screen; made anew only when the place has changed."""
        wanted = self._image.size().scaled(self.size() * self.devicePixelRatioF(), Qt.AspectRatioMode.KeepAspectRatio)
        if self._scaled.size() != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._scaled = self._image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        return self._scaled
