"""A screen of one's own: an X server without a monitor, and a window manager that lets windows have the keys."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator

from tests.trying import cannot_try

SIZE = "1600x1200x24"


@contextlib.contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Start both, give the variables with which a program finds them, and stop them by their processes.

    ``PARISANA_SCREEN_PROCESS`` is the process that a test may end to take the screen away.
    """
    if not (shutil.which("Xvfb") and shutil.which("openbox")):
        cannot_try("Xvfb and openbox are not installed")
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"]
    with subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        variables = {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "PARISANA_SCREEN_PROCESS": str(server.pid)}
        environment = {**os.environ, **variables}
        manager = subprocess.Popen(["openbox"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield variables
        finally:
            for process in (manager, server):
                process.terminate()
                process.wait(10)
