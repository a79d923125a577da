"""Published spectra: a table of models with their sources, to be laid over one's own."""

from __future__ import annotations

from dataclasses import dataclass

from parisana.core.sky.targets import plain
from parisana.core.texts.ecsvtable import read_ecsv
from parisana.errors import InputError

from .spectra import MODELS, Curve, model_curve

NUMBERS = ("norm", "reference", "index", "lambda", "curvature")


@dataclass(frozen=True, slots=True)
class Published:
    """One curve, and where it was published."""

    target: str
    curve: Curve
    source: str
    bibcode: str


def read_published(text: str, file: str) -> tuple[Published, ...]:
    """Read the table."""
    table = read_ecsv(text, file)
    names = [column.name for column in table.columns]
    return tuple(_published(dict(zip(names, row, strict=True)), file) for row in table.rows)


def _published(row: dict[str, str], file: str) -> Published:
    try:
        values = {name: float(row[name]) for name in NUMBERS}
        energies = float(row["energy_min"]), float(row["energy_max"])
        if row["model"] not in MODELS or not 0 < energies[0] < energies[1]:
            raise ValueError
        curve = model_curve(row["name"], row["model"], values, energies)
        return Published(row["target"], curve, row["source"], row["bibcode"])
    except (KeyError, ValueError) as error:
        message = f"The published spectrum {row.get('name', '')!r} cannot be read."
        raise InputError(message, hint="Its model is PL, ECPL or LP, its numbers are numbers.", file=file) from error


def published_for(rows: tuple[Published, ...], names: tuple[str, ...]) -> tuple[Published, ...]:
    """Return those of a source that has one of these names."""
    wanted = {plain(name) for name in names}
    return tuple(row for row in rows if plain(row.target) in wanted)
