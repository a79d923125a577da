"""Which computing elements the user chose, and their names in commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from parisana.errors import InputError

from .answers import ELEMENT
from .settings import CreamSettings


def endpoint_of(place: str) -> str:
    """Return ``host:port`` of an element or of a job's id."""
    found = ELEMENT.fullmatch(place)
    if found is not None:
        return f"{found[1]}:{found[2] or 8443}"
    host = place.removeprefix("https://").partition("/")[0]
    return host if ":" in host else f"{host}:8443"


def checked(settings: CreamSettings) -> tuple[str, ...]:
    """Return the elements that the user chose, by queue or by host alone."""
    if not settings.elements:
        hint = "Choose some on the batch page."
        raise InputError("No computing element is chosen.", field="settings.elements", hint=hint)
    return settings.elements


def with_queues(elements: Sequence[str], published: Callable[[], Iterable[str]]) -> tuple[str, ...]:
    """Return the queues of these elements; a host alone stands for all that the information system has of it."""
    if all(map(ELEMENT.fullmatch, elements)):
        return tuple(elements)
    known = list(published())
    found = {
        name: [name] if ELEMENT.fullmatch(name) else [each for each in known if _on(name, each)] for name in elements
    }
    queues = tuple(dict.fromkeys(queue for queues in found.values() for queue in queues))
    if not queues:
        hint = "Name an information system (settings.bdii), or queues, as HOST:8443/cream-SYSTEM-QUEUE."
        raise InputError(f"No queue of {elements[0]} is known.", field="settings.elements", hint=hint)
    return queues


def _on(host: str, element: str) -> bool:
    return ELEMENT.fullmatch(element) is not None and endpoint_of(host) == endpoint_of(element)
