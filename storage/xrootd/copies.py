"""Copies by XRootD: many in one question to a helper; under a temporary name first, and nothing left of what failed."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from parisana.errors import ParisanaError, StorageError
from parisana.plugins.storage import Across, Checksum, Get, Outcome, Put, Watch
from parisana.storage.shared.copying import cleaned, part_of, settle
from parisana.storage.shared.words import in_words, shown

from .client import XRootDClient
from .places import Place, place_of
from .refusals import said_no


class Wanted(NamedTuple):
    """A copy as the helper knows it; what is sent gets its final path from it."""

    source: str
    target: str
    final: str | None = None


def only(outcomes: Sequence[Outcome]) -> Checksum:
    """Return what the only copy came to, or raise it."""
    (outcome,) = outcomes
    if isinstance(outcome, StorageError):
        raise outcome
    return outcome


def send(client: XRootDClient, copies: Sequence[Put | Across], watch: Watch) -> list[Outcome]:
    """Copy files there, summed at both ends; each gets its name when it is whole. Servers bring theirs themselves."""

    def ask(server: str, batch: Mapping[int, Place]) -> Mapping[int, Outcome]:
        wanted = {
            number: Wanted(_beginning(copies[number]), there.beside(part_of(there.path)).url, there.path)
            for number, there in batch.items()
        }
        with cleaned(lambda: _drop(client, server, wanted.values())):
            answers = client.ask("copies", server, watch, copies=list(wanted.values()))
        return {
            number: _outcome(str(copies[number].source), copies[number].url, answer)
            for number, answer in zip(wanted, answers, strict=True)
        }

    return _by_server([copy.url for copy in copies], ask)


def fetch(client: XRootDClient, copies: Sequence[Get], watch: Watch) -> list[Outcome]:
    """Copy files here, summed at both ends; each gets its name when it is whole."""

    def ask(server: str, batch: Mapping[int, Place]) -> Mapping[int, Outcome]:
        taken = {number: _taken(copies[number]) for number in batch if os.path.lexists(copies[number].target)}
        wanted = {
            number: Wanted(there.url, part_of(os.path.abspath(copies[number].target)))
            for number, there in batch.items()
            if number not in taken
        }
        try:
            answers = client.ask("copies", server, watch, copies=list(wanted.values()))
            pairs = zip(wanted.items(), answers, strict=True)
            return taken | {number: _named(copies[number], each.target, answer) for (number, each), answer in pairs}
        finally:
            for each in wanted.values():
                with suppress(FileNotFoundError):
                    os.unlink(each.target)

    return _by_server([copy.url for copy in copies], ask)


def _by_server(urls: Sequence[str], ask: Callable[[str, Mapping[int, Place]], Mapping[int, Outcome]]) -> list[Outcome]:
    """Ask each server once; whoever gives no answer fails all that it was asked for."""
    found: dict[int, Outcome] = {}
    batches: dict[str, dict[int, Place]] = defaultdict(dict)
    for number, url in enumerate(urls):
        try:
            there = place_of(url)
            batches[there.server][number] = there
        except StorageError as error:
            found[number] = error
    for server, batch in batches.items():
        found.update(_asked(server, batch, ask, urls))
    return [found[number] for number in range(len(urls))]


def _asked(
    server: str,
    batch: Mapping[int, Place],
    ask: Callable[[str, Mapping[int, Place]], Mapping[int, Outcome]],
    urls: Sequence[str],
) -> Mapping[int, Outcome]:
    try:
        with in_words("{} cannot be copied", urls[next(iter(batch))]):
            return ask(server, batch)
    except StorageError as error:
        return dict.fromkeys(batch, error)


def _beginning(copy: Put | Across) -> str:
    return place_of(copy.source).url if isinstance(copy, Across) else os.path.abspath(copy.source)


def _outcome(source: str, target: str, answer: Mapping[str, Any]) -> Outcome:
    """Return the checksum, or what went wrong in words."""
    if "sum" in answer:
        return Checksum("adler32", answer["sum"].zfill(8))
    no = said_no(answer["no"])
    return StorageError(
        f"{shown(source)} cannot be copied to {shown(target)}: {no.message}", hint=no.hint, transient=no.transient
    )


def _named(copy: Get, draft: str, answer: Mapping[str, Any]) -> Outcome:
    """Give what came its name, unless somebody has it."""
    outcome = _outcome(copy.url, str(copy.target), answer)
    if isinstance(outcome, StorageError):
        return outcome
    try:
        with in_words("{} cannot be copied to {}", copy.url, str(copy.target)):
            settle(draft, os.path.abspath(copy.target))
    except StorageError as error:
        return error
    return outcome


def _taken(copy: Get) -> StorageError:
    return StorageError(f"{shown(copy.url)} cannot be copied to {shown(str(copy.target))}: that name is taken.")


def _drop(client: XRootDClient, server: str, wanted: Iterable[Wanted]) -> None:
    """Remove what a copy that was broken off has left there."""
    for each in wanted:
        with suppress(ParisanaError):
            client.ask("remove", server, path=place_of(each.target).path, folder=False)
