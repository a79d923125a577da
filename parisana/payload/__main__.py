"""Run one stage: ``python payload.pyz STAGE --parameters FILE --unit UNIT --runs 1,2 --output DIR --input N=PATH``."""

from __future__ import annotations

import importlib
import os
import sys

#: One thread a job (the batch system gives one core), and pictures without a screen.
QUIET = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
}


def main() -> int:
    """Prepare the process, then hand over to the programs; they lie beside this file in folder and archive alike."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    beside = f"{__package__}." if __package__ else ""
    command = importlib.import_module(f"{beside}analysis.command")
    return int(command.main(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())
