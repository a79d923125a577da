"""Numbers with units, as a gammapy user writes them: ``0.3 deg``, ``300 GeV``, ``3.76e-11 cm-2 s-1 TeV-1``.

Conversions are exact fractions wherever the units allow it, so that ``300 GeV`` and ``0.3 TeV`` are one number.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from parisana.core.texts.document import Wrong
from parisana.core.texts.hints import did_you_mean

Dimensions = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A factor to the base units deg, TeV, s, cm, B, g and mag, and the powers of these."""

    factor: Fraction
    dimensions: Dimensions

    def __mul__(self, other: Unit) -> Unit:
        """Multiply two units."""
        powers = dict(self.dimensions)
        for name, power in other.dimensions:
            powers[name] = powers.get(name, 0) + power
        return Unit(self.factor * other.factor, tuple(sorted((n, p) for n, p in powers.items() if p)))

    def __pow__(self, power: int) -> Unit:
        """Raise a unit to a power."""
        return Unit(self.factor**power, tuple((n, p * power) for n, p in self.dimensions if power))


DEGREES_A_RADIAN = Fraction(math.degrees(1.0))

#: Dimension, then unit and its factor to the base unit.
TABLE: dict[str, dict[str, Fraction | int]] = {
    "angle": {
        "deg": 1,
        "arcmin": Fraction(1, 60),
        "arcsec": Fraction(1, 3600),
        "mas": Fraction(1, 3_600_000),
        "rad": DEGREES_A_RADIAN,
        "mrad": DEGREES_A_RADIAN / 1000,
        "hourangle": 15,
    },
    "energy": {
        "eV": Fraction(1, 10**12),
        "keV": Fraction(1, 10**9),
        "MeV": Fraction(1, 10**6),
        "GeV": Fraction(1, 1000),
        "TeV": 1,
        "PeV": 1000,
        "erg": Fraction("0.6241509074460763"),
    },
    "time": {
        "s": 1,
        "ms": Fraction(1, 10**3),
        "us": Fraction(1, 10**6),
        "ns": Fraction(1, 10**9),
        "min": 60,
        "h": 3600,
        "d": 86400,
        "day": 86400,
        "yr": 31_557_600,
    },
    "length": {"mm": Fraction(1, 10), "cm": 1, "m": 100, "km": 100_000},
    "data": {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12},
    "mass": {"g": 1, "kg": 1000},
    "magnitude": {"mag": 1},
}
NONE = Unit(Fraction(1), ())
UNITS: dict[str, Unit] = {
    name: Unit(Fraction(factor), ((dimension, 1),))
    for dimension, units in TABLE.items()
    for name, factor in units.items()
} | {
    "": NONE,
    "%": Unit(Fraction(1, 100), ()),
    "percent": Unit(Fraction(1, 100), ()),
    "Hz": Unit(Fraction(1), (("time", -1),)),
    "kHz": Unit(Fraction(1000), (("time", -1),)),
    "MHz": Unit(Fraction(10**6), (("time", -1),)),
    "sr": Unit(DEGREES_A_RADIAN**2, (("angle", 2),)),
}

NUMBER = r"[-+]?(?:\.[0-9]{1,40}|[0-9]{1,40}(?:\.[0-9]{0,40})?)(?:[eE][-+]?[0-9]{1,3})?"
VALUE = re.compile(rf"\s*({NUMBER})\s*(.*?)\s*", re.DOTALL)
FACTOR = re.compile(r"([A-Za-z%]+)(?:(?:\^|\*\*)?\(?([-+]?[0-9])\)?)?")
SEPARATORS = re.compile(r"[\s.*]*")


@cache
def unit_of(text: str) -> Unit:
    """Read a unit: factors side by side, powers, one division by a factor or by a bracket."""
    above, slash, below = text.strip().partition("/")
    if slash and not below.strip():
        raise Wrong(f"The unit {text!r} ends with a division.")
    below = below.strip()
    bracketed = below.startswith("(") and below.endswith(")")
    numerator = "" if above.strip() == "1" and slash else above
    if bracketed or "/" not in below:
        return _product(numerator, text) * _product(below[1:-1] if bracketed else below, text) ** -1
    return unit_of(numerator) * math.prod((_product(part, text) ** -1 for part in below.split("/")), start=NONE)


def _product(text: str, whole: str) -> Unit:
    unit, rest = NONE, SEPARATORS.sub("", text, count=1)
    while rest:
        found = FACTOR.match(rest)
        name = found.group(1) if found else rest.split()[0]
        if not found or name not in UNITS:
            raise Wrong(f"There is no unit {name[:40]}.", did_you_mean(name, (u for u in UNITS if u)))
        unit = unit * UNITS[name] ** int(found.group(2) or 1)
        rest = SEPARATORS.sub("", rest[found.end() :], count=1)
    if len(unit.dimensions) > 6 or len(whole) > 80:
        raise Wrong(f"The unit {whole[:40]} is too long.")
    return unit


@lru_cache(maxsize=65536)
def parse(text: str, unit: str) -> float:
    """Return the number of a quantity in the given unit; long lists of angles are read again at every edit."""
    found = VALUE.fullmatch(text)
    if not found:
        raise Wrong(f"{text[:60]!r} is not a number with a unit.", example(unit))
    number, written = found.groups()
    if not written and unit_of(unit).dimensions:
        raise Wrong(f"{text.strip()} has no unit.", example(unit))
    source, target = unit_of(written), unit_of(unit)
    if source.dimensions != target.dimensions:
        raise Wrong(f"{text.strip()[:60]} is not {in_words(target, unit)}.", example(unit))
    return as_float(Fraction(Decimal(number)) * source.factor / target.factor, text)


def as_float(value: Fraction, text: str) -> float:
    """Round to the nearest floating-point number."""
    try:
        return float(value)
    except OverflowError:
        raise Wrong(f"The number {text.strip()[:60]} is too large.") from None


def in_words(unit: Unit, text: str) -> str:
    """Say what kind of quantity a unit measures."""
    if not unit.dimensions:
        return "a plain number"
    if len(unit.dimensions) == 1 and unit.dimensions[0][1] == 1:
        name = unit.dimensions[0][0]
        return f"an {name}" if name[0] in "ae" else f"a {name}" if name != "data" else "an amount of data"
    return f"a quantity in {text}"


def example(unit: str) -> str:
    """Show how a quantity in this unit is written."""
    return f"Write it with its unit, for instance '1 {unit}'." if unit else "Write a plain number."


def write(value: float, unit: str) -> str:
    """Write a quantity as a gammapy user would; reading it gives the same number."""
    number = f"{value:.12g}"
    text = number if float(number) == value else repr(value)
    return f"{text} {unit}" if unit else text
