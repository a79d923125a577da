"""From a result file back to the production that made it; and a profile as a production would keep it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parisana.app.working.committed import LIST
from parisana.app.working.portable import portable
from parisana.core.editing.profile_draft import Draft
from parisana.core.profiles.profile import read_profile
from parisana.core.texts.document import read
from parisana.errors import InputError

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping


def production_of_file(book: Bookkeeping, path: Path) -> int:
    """Return the production whose job made a file (or the folder that it lies in)."""
    key = key_of(path.absolute())
    computed = book.jobs_by_key([key])
    if key not in computed:
        hint = "It may be in somebody else's bookkeeping; parisana adopt takes written folders in."
        raise InputError("This file is in no production of this bookkeeping.", hint=hint, file=str(path))
    return computed[key].production_id


def key_of(path: Path) -> str:
    """Return the key of the job whose output folder a path is in."""
    folder = next((each for each in (path, *path.parents) if (each / LIST).is_file()), None)
    if not path.exists() or folder is None:
        raise InputError("This is not a file that a job of ours has made.", file=str(path))
    try:
        return str(json.loads((folder / LIST).read_text(encoding="utf-8"))["key"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError("The list of this output folder is damaged.", file=str(folder / LIST)) from error


def as_run(draft: Draft) -> Mapping[str, Any]:
    """Return the values that a production of this profile would keep; of a broken one, as they are."""
    try:
        document = replace(draft.document, data=dict(draft.data), text=draft.text)
        text, _ = portable(read_profile(document), draft.suite, document)
        return read(text, document.file).data
    except InputError:
        return draft.data
