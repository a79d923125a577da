"""One area of a site, looked at: is it there, can jobs write to it, is there room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from parisana.app.ground.patience import Patience
from parisana.core.jobs.states import Answer
from parisana.core.sites.site import Area, Place
from parisana.core.texts.document import Wrong
from parisana.core.texts.words import size
from parisana.errors import ParisanaError
from parisana.plugins.registry import storage_class
from parisana.plugins.storage import Stat, Storage


@dataclass(frozen=True, slots=True)
class AreaAnswer:
    """What is known of one area."""

    name: str
    storage: str
    path: str
    exists: Answer
    writable: Answer
    free_bytes: int | None
    needed: int | None
    text: str
    at: float
    most_free: int | None = None
    """Of several places, what is free at the one with the most."""
    places: tuple[AreaAnswer, ...] = ()
    """Of several places, what is known of each."""

    @property
    def answer(self) -> Answer:
        """Say in one word whether jobs can use it; ``unknown`` also where not all of them may have room."""
        if self.writable is Answer.YES and self.is_short:
            return Answer.UNKNOWN
        return self.writable

    @property
    def is_short(self) -> bool:
        """Whether it has less room than is needed."""
        return None not in (self.free_bytes, self.needed) and (self.free_bytes or 0) < (self.needed or 0)


@dataclass(frozen=True, slots=True)
class _Facts:
    stat: Stat
    writable: Answer
    why: str
    free: int | None


def look_at(
    name: str, area: Place, at: float, needed: int | None, patience: Patience, made: Callable[[], Storage] | None = None
) -> AreaAnswer:
    """Look at an area whose path is whole, with a storage of its kind; whatever happens becomes an answer."""
    try:
        kind = made or storage_class(area.storage)
        facts = patience.ask(("area", area.place), lambda: _look(area.path, kind()), f"The storage of {area.path}")
    except ParisanaError as error:
        return not_looked_at(name, area, at, error.message)
    except Exception as error:  # somebody else's plug-in may fail in any way
        text = f"The storage {area.storage} failed: {type(error).__name__}: {error}."
        return not_looked_at(name, area, at, text)
    text = facts.why or facts.stat.reason or _in_words(facts, needed)
    return AreaAnswer(name, area.storage, area.path, facts.stat.exists, facts.writable, facts.free, needed, text, at)


def together(answers: Sequence[AreaAnswer], needed: int | None) -> AreaAnswer:
    """Return the answers of all places of an area as one: outputs go to those that can be used."""
    if len(answers) == 1:
        return answers[0]
    usable = [each for each in answers if each.writable is Answer.YES]
    if not usable:
        worst = next((each for each in answers if each.writable is Answer.UNKNOWN), answers[0])
        return replace(worst, places=tuple(answers))
    known = [each.free_bytes for each in usable if each.free_bytes is not None]
    free = sum(known) if known else None
    room = f", where {size(free)} are free" if free is not None else ""
    refused = "".join(f" Nothing goes to {each.path}: {each.text}" for each in answers if each not in usable)
    text = f"Outputs go to {len(usable)} of {len(answers)} places{room}.{refused}"
    most = max(known, default=None)
    return replace(usable[0], free_bytes=free, needed=needed, text=text, most_free=most, places=tuple(answers))


def _look(path: str, storage: Storage) -> _Facts:
    """Ask the storage, one question after the other, as far as the answers make sense."""
    stat = storage.stat(path)
    if stat.exists is Answer.YES and not stat.is_dir:
        return _Facts(stat, Answer.NO, f"{path} is a file; an area is a directory.", None)
    writable, why = storage.writable(path)
    if writable is Answer.YES and _has_no_beginning(path, storage):
        return _Facts(stat, Answer.UNKNOWN, f"Nothing of {path} is there. Is its disk mounted?", None)
    return _Facts(stat, writable, why, storage.space(path).free if writable is Answer.YES else None)


def _has_no_beginning(path: str, storage: Storage) -> bool:
    """Whether not even the first folder of a plain path is there, as when a disk is not mounted."""
    first = "/".join(path.split("/")[:2])
    return path.startswith("/") and storage.stat(first).exists is Answer.NO


def _in_words(facts: _Facts, needed: int | None) -> str:
    """Return the sentence for an area that answers."""
    if facts.writable is not Answer.YES:
        known = facts.writable is Answer.NO
        return "It cannot be written to." if known else "It does not say whether it can be written to."
    if facts.free is None:
        room = ""
    elif needed is not None and facts.free < needed:
        return f"It has {size(facts.free)} free; the jobs may write up to {size(needed)}."
    else:
        room = f" {size(facts.free)} are free."
    return f"It is there.{room}" if facts.stat.exists is Answer.YES else f"It will be made when it is needed.{room}"


def not_looked_at(name: str, area: Place, at: float, text: str, answer: Answer = Answer.UNKNOWN) -> AreaAnswer:
    """Return the answer when there was nobody to ask."""
    return AreaAnswer(name, area.storage, area.path, Answer.UNKNOWN, answer, None, None, text, at)


def faulty(name: str, area: Area, at: float, fault: Wrong) -> AreaAnswer:
    """Return the answer when one of an area's places is no place; the others are not looked at then."""
    number = next((step + 1 for step in fault.path if isinstance(step, int)), 0)
    refused = not_looked_at(name, area.places[number], at, fault.message, Answer.NO)
    rest = [not_looked_at(name, each, at, "") for each in area.places]
    return replace(refused, places=(*rest[:number], refused, *rest[number + 1 :]) if area.also else ())
