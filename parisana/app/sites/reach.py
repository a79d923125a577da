"""Where a site's commands are given and its files lie: here, or on its submit host."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from parisana.app.ssh.pool import POOL
from parisana.core.documents.address import Address, plain_path
from parisana.core.sites.access import Reach
from parisana.core.sites.site import Place, Site
from parisana.core.texts.document import Wrong
from parisana.errors import InputError, ParisanaError, SiteError
from parisana.plugins.files import Files
from parisana.plugins.local_files import LocalFiles
from parisana.plugins.registry import backend_class
from parisana.plugins.runner import LocalRunner, Runner

#: Kinds of storage that mean the submit host's own file system, when there is one.
THERE = frozenset({"disk", "sftp"})


def address_of(site: Site) -> Address | None:
    """Return the submit host; ``None`` when commands are given here.

    That a batch system cannot be used is said when it is made, not here: a site can be looked at before.
    """
    try:
        kind = backend_class(site.backend)
    except SiteError:
        return _wanted(site.reach) if site.reach.ssh else None
    address = _wanted(site.reach) if site.reach.ssh else kind.address(site.settings)
    if site.reach.ssh and kind.only_here:
        message = f"{kind.title} cannot be used through ssh: {kind.only_here}"
        raise SiteError(message, hint="Set 'reach: {ssh: false}', or choose the batch system of that host.")
    return address


def _wanted(reach: Reach) -> Address:
    address = reach.address
    assert address is not None, "a reach with ssh has a host"
    return address


def files_away(site: Site) -> bool:
    """Whether the areas lie on the submit host, and are not mounted here."""
    return address_of(site) is not None and not site.reach.sshfs


def runner_of(site: Site) -> Runner:
    """Return what gives the site's commands."""
    address = address_of(site)
    return LocalRunner() if address is None else POOL.runner(address, site.name)


def is_within_reach(site: Site) -> bool:
    """Whether commands can be given without logging in anywhere: here, or where this program is logged in already."""
    address = address_of(site)
    return address is None or POOL.is_open(address)


def try_now(site: Site) -> None:
    """Ask the submit host again at once, however often it was silent."""
    with suppress(ParisanaError):
        if (address := address_of(site)) is not None:
            POOL.try_now(address)


def files_of(site: Site) -> Files:
    """Return the files of the site's areas."""
    return runner_of(site).files if files_away(site) else LocalFiles()


def need_mounts(site: Site, values: Mapping[str, str]) -> None:
    """Mount the areas of the submit host, where the site wants that; say so where it cannot be done."""
    address = address_of(site)
    if address is None or not site.reach.sshfs:
        return
    from parisana.app.ssh.mount import mount

    places = (place.filled(values, {}) for _, place in site.places if place.storage in THERE)
    for folder in sorted({plain_path(place.path, address) for place in places}):
        mount(address, folder)


def host_of(site: Site) -> str:
    """Return the host on which the areas lie; empty: here."""
    address = address_of(site)
    return str(address) if address is not None and files_away(site) else ""


def with_plain_areas(site: Site) -> Site:
    """Return the site with the areas of its submit host as plain paths there, as the jobs see them."""
    address = address_of(site)
    if address is None:
        return site
    try:
        areas = {name: area.changed(partial(_plain, address=address)) for name, area in site.areas.items()}
    except Wrong as error:
        raise InputError(error.message, hint=error.hint, field="areas") from error
    return site.model_copy(update={"areas": areas})


def _plain(place: Place, address: Address) -> Place:
    if place.storage not in THERE:
        return place
    changed: Mapping[str, Any] = {"storage": "disk", "path": plain_path(place.path, address)}
    return place.model_copy(update=changed)
