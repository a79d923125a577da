"""The process that holds the jobs: it answers through a pipe, and ends when nobody is at the other end of it."""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection

from parisana.errors import ParisanaError

from .words import Loading, Question

#: How far it stands back where others want the processor, too: the window paints first.
MODEST = 5


def serve(pipe: Connection, place: str) -> None:
    """Answer questions about the bookkeeping at this place."""
    from parisana.bookkeeping import Bookkeeping

    from .filling import Filling
    from .held import Held

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is for the window
    os.setpgid(0, 0)
    os.nice(MODEST)
    held, filling = Held(), None
    try:
        pipe.send("here")
        while True:
            question: Question = pipe.recv()
            answer = held.answer(question)
            if filling is None:
                try:
                    filling = Filling(Bookkeeping.open(place), held)
                    filling.start()
                except ParisanaError:
                    answer = Loading(0.0)
            else:
                filling.attend()
            pipe.send(answer)
    except (EOFError, OSError):
        return
