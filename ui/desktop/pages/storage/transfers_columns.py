"""The columns of the table of transfers."""

from __future__ import annotations

from parisana.app.transfers.shown import TransferRow
from parisana.core.texts.words import duration, size
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.storage.nodes import CONTROL
from parisana.ui.desktop.theme import TRANSFER_COLUMNS
from parisana.ui.desktop.widgets.rows import Column, missing
from parisana.ui.desktop.widgets.state import said


def columns() -> list[Column[TransferRow]]:
    """Return the columns, in the language of the window."""
    state, part, bytes_, rate, left = TRANSFER_COLUMNS
    return [
        Column(
            translate("Transfers", "State"), lambda row: said(row.state), state=lambda row: row.state, width=state
        ),
        Column(translate("Transfers", "File"), file_words, width=-1, middle=True),
        Column(translate("Transfers", "To"), lambda row: folder_of(row.target), width=-1, middle=True, tone="dim"),
        Column(
            translate("Transfers", "Progress"), lambda row: "", key=lambda row: row.part, width=part,
            parts=lambda row: [("accent", row.part)] if row.part else [],
        ),
        Column(
            translate("Transfers", "Size"), part_words, key=lambda row: row.size, number=True, width=bytes_,
        ),
        Column(
            translate("Transfers", "Rate"), lambda row: f"{size(row.rate)}/s" if row.rate else "–",
            key=lambda row: row.rate, number=True, width=rate,
        ),
        Column(
            translate("Transfers", "Left"),
            lambda row: missing(None if row.seconds_left is None else duration(row.seconds_left)),
            key=lambda row: row.seconds_left, number=True, width=left,
        ),
        Column(translate("Transfers", "Remark"), remark, width=-1, tone="dim"),
    ]  # fmt: skip


def file_words(row: TransferRow) -> str:
    """Return the file's name."""
    return row.source.rpartition("/")[2].translate(CONTROL)


def folder_of(url: str) -> str:
    """Return where a file is to be."""
    return (url.rpartition("/")[0] or "/").translate(CONTROL)


def part_words(row: TransferRow) -> str:
    """Return how much of it is there."""
    if row.size is None or row.moved in (0, row.size):
        return missing(None if row.size is None else size(row.size))
    return f"{size(row.moved)} / {size(row.size)}"


def remark(row: TransferRow) -> str:
    """Return why it is not done, and when it is tried again."""
    if row.again_in is None:
        return row.reason
    return translate("Transfers", "{0} Again in {1}.").format(row.reason, duration(row.again_in)).strip()
