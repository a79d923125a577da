"""Storages on real servers, for the contract tests and their own."""

from __future__ import annotations

import functools
from pathlib import Path

from parisana.app.ssh.connection import Connection
from parisana.app.ssh.road import SSHRoad
from parisana.core.documents.address import Address
from parisana.plugins.road import Road
from parisana.plugins.storage import Storage
from parisana.storage.s3.storage import S3Storage
from parisana.storage.sftp.storage import SFTPStorage
from parisana.storage.webdav.storage import WebDAVStorage
from parisana.storage.xrootd.storage import XRootDStorage
from tests.servers import s3 as s3_server
from tests.servers.xrootd import server


@functools.cache
def road(address: Address) -> Road:
    """Return the road to a host, kept open as long as the tests run."""
    return SSHRoad(Connection(address))


def sftp(folder: Path) -> tuple[Storage, str]:
    """Return the storage that shows this machine's own folder through ssh."""
    return SFTPStorage(roads=road), f"sftp://submit{folder}"


@functools.cache
def _xrootd() -> XRootDStorage:
    return XRootDStorage()


def xrootd(folder: Path) -> tuple[Storage, str]:
    """Return the storage of a real server, and an empty folder there."""
    storage, url = _xrootd(), server().url(str(folder))
    storage.make(url)
    return storage, url


def webdav(folder: Path) -> tuple[Storage, str]:
    """Return the storage of the same server as it speaks WebDAV, and an empty folder there."""
    storage, url = WebDAVStorage(), server().dav_url(str(folder))
    storage.make(url)
    return storage, url


def s3(folder: Path) -> tuple[Storage, str]:
    """Return the storage of a real server, and an empty folder in its bucket."""
    storage, url = S3Storage(), s3_server.server().url(str(folder))
    storage.make(url)
    return storage, url
