"""The drivers in a process of their own: whatever they have to do, the window's own thread keeps its time.

Python lets one thread work at a time; reading 3,000 reports beside a window would make it stutter. The two talk
through a pipe: words one way, news and questions of hosts the other. When the window is gone, however that came, the
process ends. It takes 45 MB, and is not started before there is something to drive.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from parisana.app.ground.line import Notice
from parisana.app.session import Session
from parisana.app.ssh.pool import POOL
from parisana.plugins.beside import Beside

from .pending import anything_waits
from .relay import Relay, Relayed
from .watcher import News, Watcher

Work = Callable[[Connection, Path | None], None]

#: Seconds after which a process that ended by itself is started again.
AGAIN = 5.0
#: Seconds between two looks whether there is something to drive, as long as there was nothing.
LOOK = 2.0


class DriversApart:
    """Starts the process when it is needed, and again should it end; news are heard in a thread."""

    def __init__(self, home: Path | None, hear: Callable[[News], None], work: Work | None = None) -> None:
        self._home, self._hear, self._work = home, hear, work or drive
        self._over, self._needed = threading.Event(), threading.Event()
        self._lock = threading.Lock()
        self._pipe: Connection | None = None
        self.process: Beside | None = None
        self._thread = threading.Thread(target=self._listen, name="drivers apart", daemon=True)
        self._thread.start()

    def nudge(self, production: int) -> None:
        """Give a production its turn at once."""
        self._needed.set()
        self._say("nudge", production)

    def try_now(self, site: str) -> None:
        """Ask a silent site again at once."""
        self._say("try", site)

    def close(self, timeout: float = 1.0) -> None:
        """Let the process end at the next boundary between two chunks of work; do not wait for what hangs."""
        self._over.set()
        self._needed.set()
        self._say("close", timeout)
        if self.process is not None:
            self.process.join(timeout)

    def _say(self, word: str, value: object) -> None:
        with self._lock:
            try:
                if self._pipe is not None:
                    self._pipe.send((word, value))
            except OSError:  # it has just ended: what is pending is looked up when it starts again
                self._pipe = None

    def _wait_for_work(self) -> None:
        """Return when something is to be driven."""
        session = Session(self._home)
        try:
            while not self._needed.is_set() and not anything_waits(session):
                self._needed.wait(LOOK)
        except Exception:  # whatever it is: the drivers will meet it, too, and they have a voice
            pass
        finally:
            session.close()

    def _listen(self) -> None:
        if self._work is drive:
            self._wait_for_work()
        while not self._over.is_set():
            process = self._start()
            try:
                while True:
                    self._take(process.pipe.recv())
            except (EOFError, OSError):
                process.pipe.close()
                process.join(AGAIN)
            if not self._over.wait(AGAIN):
                self._hear(News(notices=(Notice("The driver of the jobs ended; it is started again.", warning=True),)))

    def _take(self, said: News | Relayed) -> None:
        """Hear news; let the user answer a question, while more news comes."""
        if isinstance(said, Relayed):
            threading.Thread(target=self._answer, args=(said,), name="a question", daemon=True).start()
        else:
            self._hear(said)

    def _answer(self, relayed: Relayed) -> None:
        self._say("answer", (relayed.number, POOL.ask(relayed.asked)))

    def _start(self) -> Beside:
        self.process = Beside(self._work, self._home)
        with self._lock:
            self._pipe = self.process.pipe
        return self.process


def drive(pipe: Connection, home: Path | None) -> None:
    """Drive what is pending, until the window says so or is gone."""
    from .drivers import Drivers

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is for the window
    os.setpgid(0, 0)
    voice = Voice(pipe)
    watcher = Watcher(lambda news: voice.say(News(news.productions, news.notices, dict(news.sites))))
    relay = Relay(voice.say)
    POOL.ask = relay.ask
    drivers = Drivers(home, watcher)
    verbs: dict[str, Callable[..., object]] = {
        "nudge": drivers.nudge,
        "try": drivers.try_now,
        "answer": relay.answered,
    }
    timeout = 1.0
    try:
        while True:
            word, value = pipe.recv()
            if word == "close":
                timeout = value
                break
            verbs[word](value)
    except (EOFError, OSError):
        pass
    watcher.close()
    relay.close()
    drivers.close(timeout)


class Voice:
    """What this process has to say to the window, one thing at a time; one that has just gone needs nothing."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._lock = pipe, threading.Lock()

    def say(self, what: News | Relayed) -> None:
        """Pass it on, as plain values."""
        with self._lock, suppress(OSError):
            self._pipe.send(what)
