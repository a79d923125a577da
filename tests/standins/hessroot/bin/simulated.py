"""What stands in for the programs that simulate showers and the detector: options in, a file of showers out.

Smash reads the files that Input/Showers lists. What a program was told stands as JSON behind the word that every ROOT
file begins with.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def refuse(sentence: str) -> None:
    """End as the programs do."""
    print(f"{Path(sys.argv[0]).name}: {sentence}", file=sys.stderr)
    sys.exit(1)


def simulate(section: str) -> None:
    """Be one of the two programs, by the section of its options."""
    words = sys.argv[1:]
    options = {name.removeprefix("--"): value for name, value in zip(words[0::2], words[1::2], strict=True)}
    for needed in (f"{section}/Zenith", f"{section}/Seed", f"{section}/Primary", "Output/File"):
        if needed not in options:
            refuse(f"the option {needed} is missing")
    if os.environ.get("HAP_FAILS") == "crash":
        refuse("segmentation violation")
    for file in Path(options["Input/Showers"]).read_text().splitlines() if section == "Smash" else ():
        if Path(file).read_bytes()[:4] != b"root":
            refuse(f"{file} is not a ROOT file")
    Path(options["Output/File"]).write_text(f"root\n{json.dumps(options)}\n")
