"""The ``settings:`` of a site file for Slurm."""

from __future__ import annotations

from pydantic import Field

from parisana.core.documents.settings import Settings, exclude


class SlurmSettings(Settings):
    """Where jobs wait in a Slurm cluster, and on whose account they run."""

    partition: str | None = Field(
        None, title="Partition", description="Partition that jobs are sent to; empty: the cluster's default."
    )
    account: str | None = Field(None, title="Account", description="Account that is charged; empty: your default one.")
    qos: str | None = Field(None, title="Quality of service", description="QOS of the jobs; empty: the account's.")
    constraint: str | None = Field(
        None, title="Constraint", description="Features that nodes must have, for instance el9&scratch."
    )
    reservation: str | None = Field(None, title="Reservation", description="Reservation that the jobs belong to.")
    licenses: tuple[str, ...] = Field((), title="Licences", description="Licences to ask for, for instance sps.")
    exclude: tuple[str, ...] = exclude()
    nice: int = Field(
        0, ge=0, le=2_147_483_645, title="Nice", description="How much jobs give way to others; higher starts later."
    )
    task_limit: int | None = Field(
        None, ge=1, title="Tasks at once", description="Tasks of one array that may run at once; empty: all."
    )
    array_size: int = Field(
        1000, ge=1, le=4_000_000, title="Tasks of an array", description="Most tasks that are sent in one array."
    )
    accounting: bool = Field(
        True,
        title="Ask the accounting",
        description="sacct tells how jobs ended; without slurmdbd only squeue is asked.",
    )
    cluster: str | None = Field(
        None, title="Cluster", description="Cluster of a federation that jobs are sent to; empty: this one."
    )
