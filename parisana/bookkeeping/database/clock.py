"""The database's own clock: leases lapse by it, so that two hosts need not agree on the time."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Double, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class now(GenericFunction[float]):
    """Epoch seconds by the database's clock."""

    type = Double()
    inherit_cache = True
    name = "parisana_now"


@compiles(now)
def _standard(element: now, compiler: Any, **_: Any) -> str:
    return "EXTRACT(EPOCH FROM CURRENT_TIMESTAMP)"


@compiles(now, "sqlite")
def _sqlite(element: now, compiler: Any, **_: Any) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(now, "mysql", "mariadb")
def _mysql(element: now, compiler: Any, **_: Any) -> str:
    return "UNIX_TIMESTAMP(NOW(6))"


def time_of(connection: Connection) -> float:
    """Ask the database what time it is."""
    return float(connection.execute(select(now())).scalar_one())
