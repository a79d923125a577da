"""The ``settings:`` of a site file for Grid Engine."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from parisana.core.documents.settings import Nodes, Settings, exclude

#: The project name that leaves the choice to the cluster.
AUTO = "AUTO"


class GridEngineSettings(Settings):
    """Where jobs wait in a Grid Engine cluster, and on whose account they run."""

    queue: str | None = Field(
        None, title="Queue Name", description="Queue that jobs are sent to; empty: the scheduler chooses."
    )
    project: str = Field(
        AUTO, min_length=1, title="Project Name", description="Project that is charged; AUTO: your default one."
    )
    platforms: tuple[str, ...] = Field(
        (), title="Allowed platforms", description="Operating systems of nodes that may be used; none: all."
    )
    platform_resource: str = Field(
        "os", title="Platform resource", description="Name under which this cluster asks for an operating system."
    )
    parallel_environment: str | None = Field(
        None, title="Parallel environment", description="What jobs with several cores ask for, for instance multicores."
    )
    memory_resource: str = Field(
        "h_rss", title="Memory resource", description="Name under which this cluster limits a job's memory."
    )
    disk_resource: str = Field(
        "fsize", title="Disk resource", description="Name under which this cluster limits a job's files."
    )
    resources: tuple[str, ...] = Field(
        (), title="More resources", description="Other requests, each as NAME=VALUE, for instance xrootd=1."
    )
    exclude: Nodes = exclude()
    task_limit: int | None = Field(
        None, ge=1, title="Tasks at once", description="Tasks of one array that may run at once; empty: all."
    )
    array_size: int = Field(
        1000, ge=1, le=75000, title="Tasks of an array", description="Most tasks that are sent in one array."
    )
    priority: int = Field(
        0, ge=-1023, le=1024, title="Priority", description="Higher starts earlier; users may only go below 0."
    )
    interface: Literal["auto", "drmaa", "commands"] = Field(
        "auto",
        title="Spoken to by",
        description="The DRMAA library, the commands (qsub, qdel), or DRMAA where it is there; qstat and qacct always.",
    )
