"""Speed and memory, side by side with the plain tool in the same run."""

import os

# What users start is compiled already, wherever it is measured.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
