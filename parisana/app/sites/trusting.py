"""The key of a site's submit host: shown to the user, and taken into the known hosts by the user's word alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parisana.app.ssh.pool import POOL
from parisana.core.documents.address import Address
from parisana.core.sites.site import Site
from parisana.errors import InputError

from .reach import address_of

if TYPE_CHECKING:
    from parisana.app.ssh.host_keys import HostKey


def host_keys(site: Site) -> list[HostKey]:
    """Return the keys that the submit host and its jump hosts show, as far as one gets without trusting any."""
    from parisana.app.ssh.showing import shown_keys

    return shown_keys(_address(site))


def trust(site: Site, fingerprint: str) -> HostKey:
    """Take the key with this fingerprint into the user's known hosts; return it."""
    from parisana.app.ssh.showing import take

    address = _address(site)
    found = take(address, fingerprint)
    POOL.try_now(address)
    return found


def _address(site: Site) -> Address:
    address = address_of(site)
    if address is None:
        message = f"The site {site.name} has no submit host: its commands are given on this machine."
        raise InputError(message, field="reach.ssh", hint="Set 'reach: {ssh: true, host: HOST}' in the site's file.")
    return address
