"""Any batch system whose language is written down in a YAML file (PBS, HTCondor, LSF, a lab's own).

``settings.py`` finds and checks the description, ``ids.py``, ``words.py`` and ``job.py`` make commands and jobs from
it, ``answers.py`` and ``ends.py`` read what is said, ``by_hand.py`` makes the bash functions of ``submit.sh``, and
``backend.py`` hands commands to the runner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .backend import DescribedBackend

__all__ = ["DescribedBackend"]


def __getattr__(name: str) -> Any:
    """Load the backend on first use."""
    if name == "DescribedBackend":
        from .backend import DescribedBackend

        return DescribedBackend
    raise AttributeError(name)
