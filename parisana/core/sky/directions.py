"""Directions on the sky, in degrees."""

from __future__ import annotations

import math

#: North Galactic pole (ICRS), and the Galactic longitude of the North celestial pole.
POLE_RA, POLE_DEC, POLE_LON = 192.85948, 27.12825, 122.93192


def separation(ra: float, dec: float, other_ra: float, other_dec: float) -> float:
    """Return the angle between two directions (Vincenty's formula, exact at all angles)."""
    one, two, turn = math.radians(dec), math.radians(other_dec), math.radians(other_ra - ra)
    east = math.cos(two) * math.sin(turn)
    north = math.cos(one) * math.sin(two) - math.sin(one) * math.cos(two) * math.cos(turn)
    along = math.sin(one) * math.sin(two) + math.cos(one) * math.cos(two) * math.cos(turn)
    return math.degrees(math.atan2(math.hypot(east, north), along))


def offsets(ra: float, dec: float, other_ra: float, other_dec: float) -> tuple[float, float]:
    """Return how far the second direction lies to the east and to the north of the first, along great circles."""
    one, two, turn = math.radians(dec), math.radians(other_dec), math.radians(other_ra - ra)
    east = math.cos(two) * math.sin(turn)
    north = math.cos(one) * math.sin(two) - math.sin(one) * math.cos(two) * math.cos(turn)
    angle, length = separation(ra, dec, other_ra, other_dec), math.hypot(east, north)
    return (angle * east / length, angle * north / length) if length else (0.0, 0.0)


def toward(ra: float, dec: float, east: float, north: float) -> tuple[float, float]:
    """Return the direction that lies so far to the east and to the north: the reverse of :func:`offsets`."""
    arc, turn, one = math.radians(math.hypot(east, north)), math.atan2(east, north), math.radians(dec)
    height = math.sin(one) * math.cos(arc) + math.cos(one) * math.sin(arc) * math.cos(turn)
    across = math.sin(turn) * math.sin(arc)
    along = math.cos(one) * math.cos(arc) - math.sin(one) * math.sin(arc) * math.cos(turn)
    lat = math.degrees(math.asin(max(-1.0, min(1.0, height))))
    return (ra + math.degrees(math.atan2(across, along))) % 360, lat


def to_galactic(ra: float, dec: float) -> tuple[float, float]:
    """Return Galactic longitude and latitude of a direction."""
    lon, lat = _turned(ra - POLE_RA, dec)
    return (POLE_LON - lon) % 360, lat


def from_galactic(lon: float, lat: float) -> tuple[float, float]:
    """Return right ascension and declination of a Galactic direction."""
    ra, dec = _turned(POLE_LON - lon, lat)
    return (POLE_RA + ra) % 360, dec


def to_icrs(frame: str, lon: float, lat: float) -> tuple[float, float]:
    """Return right ascension and declination of a direction in a frame of ours."""
    return from_galactic(lon, lat) if frame == "galactic" else (lon, lat)


def from_icrs(frame: str, ra: float, dec: float) -> tuple[float, float]:
    """Return a direction in a frame of ours: the reverse of :func:`to_icrs`."""
    return to_galactic(ra, dec) if frame == "galactic" else (ra, dec)


def _turned(lon: float, lat: float) -> tuple[float, float]:
    """Change between two systems whose poles are a fixed angle apart, longitudes counted from the common circle."""
    one, turn, pole = math.radians(lat), math.radians(lon), math.radians(POLE_DEC)
    height = math.sin(one) * math.sin(pole) + math.cos(one) * math.cos(pole) * math.cos(turn)
    across = math.cos(one) * math.sin(turn)
    along = math.sin(one) * math.cos(pole) - math.cos(one) * math.sin(pole) * math.cos(turn)
    return math.degrees(math.atan2(across, along)), math.degrees(math.asin(max(-1.0, min(1.0, height))))
