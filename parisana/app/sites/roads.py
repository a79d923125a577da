"""The roads that storages take to other machines: over the connections that this program has anyway."""

from __future__ import annotations

from parisana.app.ssh.pool import POOL
from parisana.core.documents.address import Address
from parisana.plugins.road import Road


def road_to(address: Address) -> Road:
    """Return the road to a host; the library is loaded only now."""
    connection = POOL.connection(address)
    from parisana.app.ssh.road import SSHRoad

    return SSHRoad(connection)
