"""The tree of storages as Qt asks for it; a folder is listed in the lane of its server, when somebody looks into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
    Signal,
)
from shiboken6 import isValid

from parisana.app.transfers.browser import Listing, Place, server_of
from parisana.core.sites.site import Site
from parisana.errors import ParisanaError
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.icons import icon
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.widgets.rows import STATE

from .nodes import Node, all_below, top_of

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
TITLES = (
    later("Storage", "Name"), later("Storage", "Size"), later("Storage", "Changed"), later("Storage", "Where"),
    later("Storage", "Remark"),
)  # fmt: skip
NAME, SIZE, WHEN, WHERE, REMARK = range(5)
#: What is dragged within the window: addresses, one after the other.
ADDRESSES = "application/x-parisana-addresses"
#: What can be done with names: it is asked for each cell.
FILE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
PLACE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled
FOLDER = FILE | PLACE
#: So many files at a time are looked up on tape.
ASKED_TOGETHER = 500


class StorageModel(QAbstractItemModel):
    """Places, and what is below them."""

    #: A folder was listed, or could not be.
    listed = Signal(object)
    #: Things were dropped onto a folder: their addresses, and the folder's node.
    dropped = Signal(list, object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.tops: list[Node] = []
        self._nodes: dict[int, Node] = {}

    def show_places(self, places: Sequence[Place]) -> None:
        """Begin with these places; those that were there already stay as they are."""
        if [node.place for node in self.tops] == list(places):
            return
        known = {node.place.url: node for node in self.tops}
        self.beginResetModel()
        self.tops = [known.get(place.url) or top_of(place) for place in places]
        for row, node in enumerate(self.tops):
            node.row, node.place = row, places[row]
        self._nodes = {each.number: each for node in self.tops for each in all_below(node)}
        self.endResetModel()

    @property
    def site(self) -> Site | None:
        """Return the site of the profile under edit, as that has it."""
        return next((node.place.site for node in self.tops if node.place.site is not None), None)

    def node(self, index: Index) -> Node | None:
        """Return the node of an index."""
        return self._nodes.get(index.internalId()) if index.isValid() else None

    def index_of(self, node: Node, column: int = NAME) -> QModelIndex:
        """Return the index of a node."""
        return self.createIndex(node.row, column, node.number)

    def below(self, parent: Index) -> list[Node]:
        """Return the names that are known below an index."""
        above = self.node(parent)
        return self.tops if above is None else above.below or []

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """Return an index below another."""
        below = self.below(parent)
        return self.createIndex(row, column, below[row].number) if 0 <= row < len(below) else QModelIndex()

    def parent(self, index: Any = NOWHERE) -> Any:
        """Return the index above another."""
        node = self.node(index)
        return QModelIndex() if node is None or node.above is None else self.index_of(node.above)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many names are known below."""
        node = self.node(parent)
        return len(self.tops) if not parent.isValid() else len(node.below or ()) if node else 0

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of columns."""
        return len(TITLES)

    def hasChildren(self, parent: Index = NOWHERE) -> bool:
        """Whether there may be something below."""
        node = self.node(parent)
        return bool(self.tops) if node is None else node.is_folder and (node.below is None or bool(node.below))

    def canFetchMore(self, parent: Index) -> bool:
        """Whether nobody has looked yet."""
        node = self.node(parent)
        return node is not None and node.is_folder and node.below is None and node.ticket is None and not node.fault

    def fetchMore(self, parent: Index) -> None:
        """Look."""
        node = self.node(parent)
        if node is not None:
            self.look_into(node)

    def look_into(self, node: Node) -> None:
        """List a folder anew; what was known of it stays until the answer is there."""
        if node.ticket is not None:
            node.ticket.cancel()
        node.fault = ""
        ask = self.desk.bridge.ask
        place, url = node.place, node.entry.url
        node.ticket = ask(
            lane_of(url),
            lambda session: session.browser.listing(place, url),
            lambda found: self._take(node, found),
            lambda error: self._fail(node, error.message if isinstance(error, ParisanaError) else str(error)),
        )
        self._changed(node)

    def _take(self, node: Node, found: Listing) -> None:
        if not isValid(self):
            return
        self._clear(node)
        node.ticket, node.at, node.has_tape = None, found.at, found.has_tape
        below = [Node(node.place, entry, node, row) for row, entry in enumerate(found.entries)]
        if below:
            self.beginInsertRows(self.index_of(node), 0, len(below) - 1)
        node.below = below
        self._nodes.update({each.number: each for each in below})
        if below:
            self.endInsertRows()
        self._changed(node)
        self._look_up([each for each in below if not each.is_folder], asks=found.has_tape)
        self.listed.emit(node)

    def _clear(self, node: Node) -> None:
        if node.below:
            self.beginRemoveRows(self.index_of(node), 0, len(node.below) - 1)
            for gone in [each for child in node.below for each in all_below(child)]:
                del self._nodes[gone.number]
            node.below = []
            self.endRemoveRows()

    def _fail(self, node: Node, reason: str) -> None:
        if isValid(self):
            node.ticket, node.fault = None, reason
            self._changed(node)
            self.listed.emit(node)

    def _look_up(self, files: Sequence[Node], *, asks: bool) -> None:
        """Find out where the bytes of files are: only where there is a tape, that is a question."""
        for start in range(0, len(files), ASKED_TOGETHER) if asks else ():
            self._ask_where(files[start : start + ASKED_TOGETHER])
        if files and not asks:
            for each in files:
                each.where = "online"
            self.dataChanged.emit(self.index_of(files[0], WHERE), self.index_of(files[-1], WHERE))

    def _ask_where(self, files: Sequence[Node]) -> None:
        place, urls = files[0].place, [each.entry.url for each in files]

        def show(found: Mapping[str, Any]) -> None:
            if isValid(self) and files[0].number in self._nodes:
                for each in files:
                    each.where = str(found.get(each.entry.url, "unknown"))
                self.dataChanged.emit(self.index_of(files[0], WHERE), self.index_of(files[-1], WHERE))

        self.desk.bridge.ask(
            lane_of(urls[0]),
            lambda session: session.browser.localities(place, urls),
            show,
            lambda error: show({}),
        )

    def _changed(self, node: Node) -> None:
        self.dataChanged.emit(self.index_of(node), self.index_of(node, REMARK))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translate("Storage", TITLES[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and section == SIZE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        node, column = self.node(index), index.column()
        if node is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (node.title, node.size_words, node.when, node.locality[1], node.remark)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return node.remark if column == REMARK else node.entry.url
        if role == STATE:
            return node.locality[0] if column == WHERE else "error" if column == REMARK and node.fault else None
        if role == Qt.ItemDataRole.DecorationRole and column == NAME:
            return icon("folder" if node.is_folder else "file")
        if role == Qt.ItemDataRole.TextAlignmentRole and column == SIZE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Names can be dragged, and dropped onto folders; places only the latter."""
        node = self.node(index)
        if node is None:
            return Qt.ItemFlag.NoItemFlags
        return PLACE if node.above is None else FOLDER if node.is_folder else FILE

    def mimeTypes(self) -> list[str]:
        """Take names of this window, and files of other programs."""
        return [ADDRESSES, "text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return what is dragged; other programs understand files of this machine."""
        nodes = dict.fromkeys(node for node in map(self.node, indexes) if node is not None)
        urls = [node.entry.url for node in nodes]
        made = QMimeData()
        made.setData(ADDRESSES, QByteArray("\0".join(urls).encode("utf-8", "surrogateescape")))
        made.setUrls([QUrl.fromLocalFile(url) for url in urls if server_of(url) == "disk"])
        return made

    def supportedDropActions(self) -> Qt.DropAction:
        """Copy: nothing is ever moved by dragging."""
        return Qt.DropAction.CopyAction

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Let things be dropped onto folders."""
        node = self.node(parent)
        return node is not None and node.is_folder and bool(addresses_in(data))

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tell what was dropped where."""
        node, found = self.node(parent), addresses_in(data)
        if node is None or not node.is_folder or not found:
            return False
        self.dropped.emit(found, node)
        return True


def addresses_in(data: QMimeData) -> list[str]:
    """Return the addresses that are dragged."""
    if data.hasFormat(ADDRESSES):
        text = bytes(data.data(ADDRESSES).data()).decode("utf-8", "surrogateescape")
        return [url for url in text.split("\0") if url]
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


def lane_of(url: str) -> str:
    """Return the lane of a server: one that does not answer holds up no other."""
    return f"storage {server_of(url)}"
