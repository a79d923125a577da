"""Files, where they lie, and those on their way; and the runs that are known."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKey, Index, Integer, String, Table, Text

from parisana.bookkeeping.values.states import FileState, TransferState

from .columns import Id, Name, Path, Word, metadata

files = Table(
    "files",
    metadata,
    Column("id", Id, primary_key=True),
    Column("production_id", Id, ForeignKey("productions.id"), nullable=False, index=True),
    Column("job_id", Id, ForeignKey("jobs.id"), index=True),
    Column("stage", Name, nullable=False),
    Column("kind", Name, nullable=False),
    Column("path", Path, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("checksum_kind", String(16)),
    Column("checksum", String(128)),
    Column("recorded_at", Double, nullable=False),
    Column("state", Word(FileState), nullable=False),
)

replicas = Table(
    "replicas",
    metadata,
    Column("id", Id, primary_key=True),
    Column("file_id", Id, ForeignKey("files.id"), nullable=False, index=True),
    Column("url", Path, nullable=False),
    Column("storage", Name, nullable=False),
)

#: Copies that somebody asked for, of one host: what is there lies on its disks, or is reached from it.
transfers = Table(
    "transfers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("production_id", Id, ForeignKey("productions.id"), index=True),
    Column("owner", Name, nullable=False),
    Column("host", Name, nullable=False),
    Column("source", Path, nullable=False),
    Column("target", Path, nullable=False),
    Column("size", BigInteger),
    Column("checksum_kind", String(16)),
    Column("checksum", String(128)),
    Column("state", Word(TransferState), nullable=False),
    Column("moved", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("not_before", Double, nullable=False),
    Column("reason", Text(65535), nullable=False),
    Column("holder", Name),
    Column("created", Double, nullable=False),
    Column("started", Double),
    Column("changed", Double, nullable=False),
    Column("site", Text(65535)),
    Index("ix_transfers_state", "state", "id"),
)

runs = Table(
    "runs",
    metadata,
    Column("run", BigInteger, primary_key=True, autoincrement=False),
    Column("target", Name, nullable=False, index=True),
    Column("ra", Double),
    Column("dec", Double),
    Column("zenith", Double),
    Column("started", Double),
    Column("duration", Double),
    Column("telescopes", Name, nullable=False),
    Column("simulated", Boolean, nullable=False),
    Column("livetime", Double),
    Column("quality", Integer),
    Column("muon_efficiency", Double),
)
