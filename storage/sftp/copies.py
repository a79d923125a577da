"""Copies by SFTP, each on a channel of its own: a temporary name first, and nothing left of one that failed."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from parisana.errors import ParisanaError
from parisana.plugins.storage import Checksum, Watch
from parisana.storage.shared.copying import blocks, cleaned, drafted, need_same, part_of, pour
from parisana.storage.shared.watched import watched

from .places import Place
from .sums import Sums
from .wire import TO_READ, TO_WRITE_ANEW, Wire

if TYPE_CHECKING:
    from paramiko import SFTPClient

    from parisana.plugins.road import Road

Value = TypeVar("Value")


class Open(NamedTuple):
    """What a lane has open."""

    road: Road
    sftp: SFTPClient
    wire: Wire
    sums: Sums

    def close(self) -> None:
        """End whatever is done on it."""
        self.sftp.close()
        self.sums.close()


class Lane:
    """A channel for copies, one after the other; it is opened when it is needed, and anew after one that failed."""

    def __init__(self, patience: float) -> None:
        self.patience = patience
        self._open: Open | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Lane:
        return self

    def __exit__(self, *error: object) -> None:
        self._open = None
        self._stack.close()

    def do(self, road: Road, copy: Callable[[Wire, Sums, Watch], Value], watch: Watch) -> Value:
        """Do it on the channel; closing that ends whatever it does, in whichever thread."""
        if self._open is None or self._open.road is not road:
            self.__exit__()
            sftp = self._stack.enter_context(road.long(self.patience))
            self._open = Open(road, sftp, Wire(sftp), self._stack.enter_context(closing(Sums(sftp, self.patience))))
        opened = self._open
        try:
            work = partial(_work, opened, copy)
            return watched(work, watch, opened.close, self.patience)
        except BaseException:
            self.__exit__()
            raise


def _work(opened: Open, copy: Callable[[Wire, Sums, Watch], Value], pulse: Watch) -> Value:
    return copy(opened.wire.ready(), opened.sums, pulse)


def fetch(there: Place, target: str, watch: Watch, lane: Lane) -> Checksum:
    """Copy one file here."""

    def copy(wire: Wire, sums: Sums, pulse: Watch) -> Checksum:
        with wire.opened(there.path, TO_READ) as handle, open(draft, "xb") as writer:
            total = wire.size(handle)
            held = pour(wire.blocks(handle, total), writer, total, pulse)
        return held

    with drafted(target) as draft:
        return lane.do(there.road, copy, watch)


def send(source: str, there: Place, watch: Watch, lane: Lane) -> Checksum:
    """Copy one file there, have it summed or read it back, and give it its name, unless the server says it is taken."""
    part = part_of(there.path)

    def copy(wire: Wire, sums: Sums, pulse: Watch) -> Checksum:
        with open(source, "rb") as reader, wire.opened(part, TO_WRITE_ANEW, there.path) as handle:
            writer, total = wire.writer(handle), os.fstat(reader.fileno()).st_size
            written = pour(blocks(reader, wire.piece), writer, total, pulse)
            writer.flush()
        need_same(part, sums.of(part, total, pulse) or _sum(wire, part, pulse), written)
        wire.rename(part, there.path)
        return written

    with cleaned(lambda: _remove(Place(there.road, part), lane.patience)):
        return lane.do(there.road, copy, watch)


def summed(there: Place, watch: Watch, lane: Lane) -> Checksum:
    """Read a whole file there."""
    return lane.do(there.road, lambda wire, sums, pulse: _sum(wire, there.path, pulse), watch)


def _sum(wire: Wire, path: str, pulse: Watch) -> Checksum:
    with wire.opened(path, TO_READ) as handle:
        total = wire.size(handle)
        return pour(wire.blocks(handle, total), None, total, pulse)


def _remove(part: Place, patience: float) -> None:
    with suppress(OSError, ParisanaError), part.road.short(patience) as sftp:
        sftp.remove(part.path)
