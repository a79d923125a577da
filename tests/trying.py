"""How a test says that it cannot be tried here: by name, never silently."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def in_ci() -> bool:
    """Whether this is a machine of the collaboration, where everything must be there."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def cannot_try(what: str) -> NoReturn:
    """Leave this test out, with the reason in the closing list; in CI, fail: there, nothing may be missing."""
    if in_ci():
        pytest.fail(f"cannot be tried in CI: {what}", pytrace=False)
    pytest.skip(what)
