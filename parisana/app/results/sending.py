"""What of a production's results can be sent to other programs: its map, its flux points, its runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from parisana.app.ground import places
from parisana.core.results.tablefiles import votable
from parisana.core.results.tables import curve_table, flux_table, point_table, run_table
from parisana.core.texts.ecsvtable import TextTable
from parisana.errors import InputError

from .plots import Plots

if TYPE_CHECKING:
    from . import samp

IMAGE, TABLE = "image.load.fits", "table.load.votable"
MAP = "significance.fits.gz"


@dataclass(frozen=True, slots=True)
class Parcel:
    """One thing to be sent: what it is called in commands, and the kind of message that it comes with."""

    name: str
    title: str
    mtype: str


PARCELS = (
    Parcel("map", "Significance map", IMAGE),
    Parcel("spectrum", "Flux points", TABLE),
    Parcel("fit", "Fitted curve", TABLE),
    Parcel("light-curve", "Light curve", TABLE),
    Parcel("runs", "Table of runs", TABLE),
)
#: What makes the table of a parcel.
TABLES: dict[str, Callable[[Plots], TextTable]] = {
    "spectrum": lambda plots: point_table(plots.spectrum),
    "fit": lambda plots: curve_table(plots.spectrum),
    "light-curve": lambda plots: flux_table(plots.light_curve),
    "runs": lambda plots: run_table(plots.runs, plots.starts),
}


def parcels(plots: Plots) -> list[Parcel]:
    """Return what there is to be sent."""
    there = {"map": plots.image is not None, **{name: bool(make(plots).rows) for name, make in TABLES.items()}}
    return [parcel for parcel in PARCELS if there[parcel.name]]


def parcel_named(name: str) -> Parcel:
    """Return one by its name."""
    return next(parcel for parcel in PARCELS if parcel.name == name)


def clients(parcel: Parcel) -> list[samp.Client]:
    """Return the programs that take it."""
    from . import samp  # brings the libraries of HTTP, which the start of the window need not wait for

    with samp.hub() as found:
        return found.clients(parcel.mtype)


def send(parcel: Parcel, plots: Plots, image: Callable[[], Path], to: Iterable[str] = ()) -> list[str]:
    """Send it to programs by their names or ids, or to all that take it; return the names of those that did."""
    from . import samp

    wanted = set(to)
    with samp.hub() as found:
        takers = found.clients(parcel.mtype)
        chosen = [each for each in takers if not wanted or wanted & {each.name, each.id}]
        if not chosen:
            raise InputError(nobody(parcel, wanted), hint=f"These do: {named(takers)}." if takers else samp.START)
        title = f"{plots.name}, {parcel.title.lower()}"
        url = (image() if parcel.name == "map" else packed(parcel, plots)).resolve().as_uri()
        identity = f"parisana-{plots.production}-{parcel.name}"
        key = "image-id" if parcel.mtype == IMAGE else "table-id"
        for client in chosen:
            found.call(client, parcel.mtype, {"url": url, "name": title, key: identity})
        return [client.name for client in chosen]


def packed(parcel: Parcel, plots: Plots) -> Path:
    """Write the table of a parcel as a file that stays until it is sent again."""
    folder = places.home() / "sent"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{plots.production}-{parcel.name}.vot"
    file.write_bytes(votable(TABLES[parcel.name](plots), f"{plots.name} {parcel.name}"))
    return file


def nobody(parcel: Parcel, wanted: set[str]) -> str:
    """Say that nobody takes it."""
    return f"No program{f' named {named_words(wanted)}' if wanted else ''} takes this by SAMP: {parcel.title.lower()}."


def named(takers: Iterable[samp.Client]) -> str:
    """Return the programs' names."""
    return named_words(client.name for client in takers)


def named_words(words: Iterable[str]) -> str:
    """Return names, each once."""
    return ", ".join(sorted(set(words)))
