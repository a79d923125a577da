"""The queues of a cluster with live numbers, as the elements dialog shows them: one ``qstat -f -xml``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element as Node

from parisana.plugins.backend import Element

from .attempts import expanded
from .queue import whole

#: Letters of a queue's state that keep jobs from starting there, the weightiest first.
_CLOSED: tuple[tuple[str, str], ...] = (
    ("u", "unreachable"),
    ("E", "in error"),
    ("dD", "disabled"),
    ("sSC", "suspended"),
    ("aA", "overloaded"),
    ("co", "misconfigured"),
)


@dataclass(slots=True)
class _Queue:
    """One queue, summed over its machines."""

    cpus: int = 0
    free: int = 0
    running: int = 0
    open: bool = False
    closed: Counter[str] = field(default_factory=Counter)

    @property
    def status(self) -> str:
        """Return in a few words whether jobs can start there."""
        trouble = ", ".join(f"{count} {word}" for word, count in self.closed.most_common())
        if self.open:
            return f"open ({trouble})" if trouble else "open"
        return next(iter(self.closed), "no machines") if len(self.closed) < 2 else f"closed ({trouble})"


def elements_command() -> list[str]:
    """Ask for all queues on all machines, with everybody's jobs."""
    return ["qstat", "-f", "-r", "-u", "*", "-xml"]


def parse_elements(text: str, chosen: str | None, seconds: float | None = None) -> list[Element]:
    """Return one element a queue; a waiting task that names no queue counts in each."""
    root = whole(text, "job_info", "queue_info", "job_info")
    queues: dict[str, _Queue] = {}
    for instance in root.iterfind("queue_info/Queue-List"):
        name = instance.findtext("name", "").partition("@")[0]
        _add(queues.setdefault(name, _Queue()), instance)
    waiting = Counter(name for entry in root.iterfind("job_info/job_list") for name in _wanted(entry, queues))
    return [_element(name, queue, waiting[name], chosen, seconds) for name, queue in sorted(queues.items())]


def _add(queue: _Queue, instance: Node) -> None:
    total, used, reserved = (int(instance.findtext(f"slots_{what}") or 0) for what in ("total", "used", "resv"))
    trouble = closed(instance.findtext("state") or "")
    queue.cpus += total
    queue.running += len(instance.findall("job_list"))
    if trouble:
        queue.closed[trouble] += 1
    else:
        queue.open = True
        queue.free += max(0, total - used - reserved)


def closed(word: str) -> str:
    """Return why a queue in this state starts no jobs; empty when it does."""
    return next((meaning for letters, meaning in _CLOSED if any(letter in word for letter in letters)), "")


def _wanted(entry: Node, queues: Iterable[str]) -> Iterator[str]:
    """Yield the queues that each task of an entry waits for."""
    asked = {node.text.partition("@")[0] for node in entry.iterfind("hard_req_queue") if node.text}
    for _ in expanded(entry.findtext("tasks") or "1"):
        yield from asked or queues


def _element(name: str, queue: _Queue, waiting: int, chosen: str | None, seconds: float | None) -> Element:
    return Element(
        element=name,
        status=queue.status,
        response_time=seconds,
        cpus=queue.cpus,
        free_cpus=queue.free,
        running=queue.running,
        queued=waiting,
        in_use=chosen in (None, name),
    )
