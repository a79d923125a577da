"""Questions of the system's ssh (a password, a one-time code, a passphrase), put to the user by this program.

``ssh`` starts the helper that ``SSH_ASKPASS`` names, with its question as the argument, and reads the answer from
the helper's output. The helper hands the question over a socket in a private folder. Answers are never written down.
"""

from __future__ import annotations

import os
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: Puts the words of a question to the user; ``None`` is no answer.
Answer = Callable[[str], str | None]
HELPER = """#!{python} -I
import socket, sys
with socket.socket(socket.AF_UNIX) as line:
    line.connect({place!r})
    line.sendall(sys.argv[-1].encode("utf-8", "replace"))
    line.shutdown(socket.SHUT_WR)
    answer = line.makefile("rb").read()
if not answer:
    sys.exit(1)
sys.stdout.buffer.write(answer)
"""


@contextmanager
def asking(ask: Answer) -> Iterator[dict[str, str]]:
    """Answer questions for a while; yield the variables that tell ssh whom to ask."""
    with tempfile.TemporaryDirectory(prefix="parisana-ask-") as folder, socket.socket(socket.AF_UNIX) as line:
        place, helper = f"{folder}/line", Path(folder, "ask")
        line.bind(place)
        line.listen()
        helper.write_text(HELPER.format(python=sys.executable, place=place))
        helper.chmod(0o700)
        thread = threading.Thread(target=_serve, args=(line, ask), daemon=True)
        thread.start()
        display = os.environ.get("DISPLAY") or ":0"
        yield {"SSH_ASKPASS": str(helper), "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": display}
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
        thread.join()


def _serve(line: socket.socket, ask: Answer) -> None:
    """Take one question after the other, until the line is closed."""
    while True:
        try:
            caller, _ = line.accept()
        except OSError:
            return
        with caller, suppress(OSError):
            answer = ask(_everything(caller))
            if answer is not None:
                caller.sendall(answer.encode() + b"\n")


def _everything(caller: socket.socket) -> str:
    with caller.makefile("rb") as question:
        return question.read().decode("utf-8", "replace")
