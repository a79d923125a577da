"""What ``parisana status`` says of a production that gets new runs by itself."""

from __future__ import annotations

from typing import Any

from parisana.app.matching import Standing
from parisana.core.measures.instants import shown


def document(found: Standing | None) -> dict[str, Any] | None:
    """Return how the query of a production stands, as scripts read it; nothing where it has none."""
    if found is None:
        return None
    asked, record = found.asked, found.record
    query = asked.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {
        "active": record.active,
        "every_s": asked.every,
        "looked_at": record.looked_at,
        "said": record.said,
        "runs": record.runs,
        "query": query,
    }


def line(found: Standing) -> str:
    """Say it in a line."""
    how = f"every {found.asked.pause}" if found.record.active else "not any more"
    words = f"New runs: looked for {how} ({found.asked})"
    if found.record.looked_at is None:
        return words
    return f"{words}; {shown(found.record.looked_at)} UTC: {found.record.said}; {found.record.runs:,} so far"
