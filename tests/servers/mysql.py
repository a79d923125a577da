"""A private MySQL server, unpacked by ``tools/mysql.sh``: as MariaDB's, but for how it is made and started."""

from __future__ import annotations

import os

from .mariadb import PLACE, SETTINGS, WHERE, MariaDB


class MySQL(MariaDB):
    """One server of that kind; its programs lie where ``PARISANA_TEST_MYSQL`` says."""

    name = "MySQL"
    program = f"{os.environ.get(PLACE)}/mysqld"
    # ``--no-defaults`` stands in that script already, for it must come first.
    where = WHERE.removeprefix("--no-defaults ")
    # As MariaDB of that age, it has no certificate unless a test gives it one.
    plain = "--auto-generate-certs=OFF"
    making = f"{program} {where} --initialize-insecure {plain}"
    serving = f"{program} {where} {SETTINGS} {plain} --mysqlx=OFF"
