"""One process of the benchmark of the table of jobs: ``jobs_table_once memory|books|live``.

The process that changes the jobs begins with this module, too: it stays small.
"""

from __future__ import annotations

import json
import sys


def main(mode: str) -> None:
    """Measure, and print it; what is loaded is loaded as the command does."""
    from parisana.ui.desktop.command import load

    load()
    from .jobs_in_window import measured

    print(json.dumps(measured(mode)))


if __name__ == "__main__":
    main(sys.argv[1])
