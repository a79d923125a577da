"""What the page Dry run shows, put together in a lane."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from parisana.app.before.dryrun import DryRun
from parisana.app.session import Session
from parisana.core.sites.overrides import leaves
from parisana.core.texts.document import spell
from parisana.core.texts.table import Row
from parisana.core.texts.yamltext import inline

#: Rows of a job table that are shown.
FIRST = 100


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of the plan, and where it comes from."""

    field: str
    value: str
    origin: str


@dataclass(frozen=True)
class Shown:
    """A dry run, of exactly this text."""

    dry: DryRun
    text: str
    file: str
    tables: Mapping[str, list[Row]]
    settings: list[Setting]


def prepare_shown(session: Session, text: str, file: str) -> Shown:
    """Plan the profile under edit, and make ready what is to be seen of it."""
    dry = session.dry_run(file, text, look=False)
    tables = {row.stage: dry.table(row.stage, FIRST) for row in dry.stages}
    return Shown(dry, text, file, tables, list(settings_of(dry)))


def settings_of(dry: DryRun) -> Iterator[Setting]:
    """Yield every setting with its value and its origin."""
    values = values_of(dry)
    for field, origin in dry.origins.items():
        yield Setting(field, in_words(values.get(field)), origin)


def values_of(dry: DryRun) -> dict[str, Any]:
    """Return the values that the origins are of."""
    prepared = dry.prepared
    pages = {"analysis": prepared.profile.analysis, "batch": prepared.profile.batch}
    values = {f"{page}.{name}": value for page, model in pages.items() for name, value in model}
    for stage, parameters in prepared.order.values.items():
        values |= {f"stages.{stage}.{name}": value for name, value in parameters.items()}
    return values | {f"site.{spell(path)}": value for path, value in leaves(prepared.site, ())}


def in_words(value: Any) -> str:
    """Write a value in one line."""
    return "–" if value is None else inline(list(value) if isinstance(value, tuple) else value)
