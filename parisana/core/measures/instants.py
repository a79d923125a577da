"""Times of observations: from the clocks of data files to seconds since 1970 (UTC), and days as users write them."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime, timedelta

from parisana.core.texts.document import Wrong

UNIX_EPOCH_MJD = 40587
DAY = 86400.0
#: TT is ahead of TAI by this much.
TT_TAI = 32.184
#: The MJDs on which TAI - UTC became a second larger, from 10 s on. No leap second was added after 2017.
FIRST_LEAP = 10
LEAPS = (41499, 41683, 42048, 42413, 42778, 43144, 43509, 43874, 44239, 44786, 45151, 45516, 46247, 47161)
LEAPS_AFTER_1990 = (47892, 48257, 48804, 49169, 49534, 50083, 50630, 51179, 53736, 54832, 56109, 57204, 57754)
#: How far each time scale is ahead of TAI; UTC is worked out from the leap seconds.
SCALES = {"tt": TT_TAI, "tai": 0.0}


def unix_time(mjd: int, fraction: float, seconds: float, scale: str) -> float:
    """Return the time that is so many seconds after a reference (whole and fraction of an MJD)."""
    since = (mjd - UNIX_EPOCH_MJD) * DAY + fraction * DAY + seconds
    ahead = SCALES.get(scale.strip().lower())
    return since if ahead is None else since - ahead - leap_seconds(since)


def leap_seconds(unix: float) -> int:
    """Return TAI - UTC at a time."""
    return FIRST_LEAP + bisect_right(LEAPS + LEAPS_AFTER_1990, UNIX_EPOCH_MJD + unix / DAY)


def written_time(text: str) -> float | None:
    """Read ``2004-10-20T00:44:00`` (UTC); nothing where it is no time."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def day(text: str, *, whole: bool = False) -> float:
    """Read a day (or a time) of the user; ``whole`` gives the end of a day, not its begin."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise Wrong(f"{text[:40]!r} is not a date.", "Write for instance 2004-10-20.") from error
    if whole and len(text.strip()) <= len("2004-10-20"):
        found += timedelta(days=1)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def shown(unix: float) -> str:
    """Write a time (UTC) as the tables show it."""
    return f"{datetime.fromtimestamp(unix, UTC):%Y-%m-%d %H:%M}"
