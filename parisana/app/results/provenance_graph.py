"""Where a file comes from as a graph: the file, its job, the stages that it read, and what they were all told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .provenance import Origin

Kind = Literal["file", "job", "input", "profile", "suite", "site", "versions"]
#: Lines of an origin that become nodes of their own, beside inputs; and where one goes to see more.
NODES: dict[str, tuple[Kind, str]] = {
    "Made by": ("job", "page.jobs"), "Profile": ("profile", "page.profiles"), "Suite": ("suite", "page.environment"),
    "Site": ("site", "page.batch"), "Versions": ("versions", "page.environment"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """One box: its name in the graph, what it says, where it stands, and where a click leads."""

    name: str
    kind: Kind
    title: str
    detail: str
    column: int
    """How many steps it lies before the file; of what holds for all of them, its place in a lane of its own."""
    address: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by their names, and the names at both ends of each arrow: from what was read to what was made."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]
    lane: tuple[Node, ...] = ()
    """What all its jobs were told: profile, suite, site, versions."""


def graph_of(origin: Origin) -> Graph:
    """Return the graph of a file; columns are counted from the file to what it was made from."""
    file = Node("file", "file", origin.value, _detail(origin, "Size"), 0, "", replace(origin, below=_plain(origin)))
    nodes, edges = {file.name: file}, list[tuple[str, str]]()
    for each in origin.below:
        if each.title == "Made by":
            stage, _, job = each.value.partition(", ")
            nodes["job"] = Node("job", "job", stage, job, 1, NODES[each.title][1], each)
            edges.append(("job", "file"))
    for name, child, parent in _inputs(origin, "job"):
        title, _, units = child.value.partition(" · ")
        before = nodes.get(name)
        fuller = before.origin if before and before.origin and before.origin.below else child
        nodes[name] = Node(name, "input", title, _counted(units), 0, "page.jobs", fuller)
        edges.append((name, parent))
    told = [each for each in origin.below if each.title in NODES and each.title != "Made by"]
    lane = tuple(_told(each, place) for place, each in enumerate(reversed(told)))
    columns = _columns(edges)
    placed = tuple(replace(node, column=columns.get(node.name, 0)) for node in nodes.values())
    return Graph(placed, tuple(dict.fromkeys(edges)), lane)


def _columns(edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return how many steps each node lies before the file, by the longest way."""
    columns: dict[str, int] = {}
    for _ in range(len(edges)):
        before = dict(columns)
        for name, reader in edges:
            columns[name] = max(columns.get(name, 0), columns.get(reader, 0) + 1)
        if columns == before:
            break
    return columns


def _told(origin: Origin, place: int) -> Node:
    kind, address = NODES[origin.title]
    return Node(kind, kind, origin.title, origin.value, place, address, origin)


def _inputs(origin: Origin, parent: str) -> Iterator[tuple[str, Origin, str]]:
    """Yield name, line and reader of each input; readers come before what they read."""
    for each in origin.below:
        if each.title == "Input":
            name = each.value.partition(" · ")[0]
            yield name, each, parent
            yield from _inputs(each, name)


def _plain(origin: Origin) -> tuple[Origin, ...]:
    """Return the lines about the file itself."""
    return tuple(each for each in origin.below if each.title not in (*NODES, "Input"))


def _counted(units: str) -> str:
    """Return how many units there are, or which one."""
    number = len(units.split(", "))
    return units if number == 1 else f"{number} units"


def _detail(origin: Origin, title: str) -> str:
    return next((each.value for each in origin.below if each.title == title), "")
