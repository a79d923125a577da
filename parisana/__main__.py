"""``python -m parisana`` is ``parisana``."""

from __future__ import annotations

import sys

from parisana.cli import main

sys.exit(main())
