"""One connection to a web server: a question and its answer, both in pieces; whoever waits may break it off."""

from __future__ import annotations

import socket
import ssl
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from parisana.errors import NoAnswer, StorageError

#: Bytes that are taken from the socket at once.
PIECE = 2**18
#: How long (s) a server is waited for that was asked whether it wants the body at all.
PERMISSION = 1.0
#: Nothing to read now; a connection with TLS may have had something to say to itself.
NOTHING_YET = (BlockingIOError, TimeoutError, ssl.SSLWantReadError)
if TYPE_CHECKING:
    import h11

    Event = h11.Event | type[h11.PAUSED] | None


class Server(NamedTuple):
    """Whom a connection leads to."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


class Head(NamedTuple):
    """The beginning of an answer; names of headers are lower-case."""

    status: int
    reason: str
    headers: Mapping[str, str]


def need_library() -> None:
    """Load what speaks HTTP, when a connection is made: a storage without it can still be looked at and filled in."""
    try:
        globals()["h11"] = import_module("h11")
    except ImportError as error:
        hint = "Install it with: pip install 'parisana[http]'."
        raise StorageError("Storages of the web need the library h11, which is not here.", hint=hint) from error


class Line:
    """A connection; one question after the other."""

    def __init__(self, server: Server, tls: ssl.SSLContext | None, patience: float) -> None:
        self.server = server
        self.patience = patience
        need_library()
        self._talk = h11.Connection(h11.CLIENT)
        with _in_words(server, patience):
            plain = socket.create_connection((server.host, server.port), patience)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket = _wrapped(plain, tls, server.host) if tls is not None else plain
        self._end = weakref.finalize(self, _close, self._socket)

    def ask(
        self,
        method: str,
        target: str,
        headers: Sequence[tuple[bytes, bytes]],
        body: Iterable[bytes],
        hesitant: bool,
    ) -> Head:
        """Send a question and return how its answer begins; who is hesitant sends the body only when it is wanted."""
        with _in_words(self.server, self.patience):
            expect = [(b"Expect", b"100-continue")] if hesitant else []
            self._send(h11.Request(method=method, target=target, headers=[*headers, *expect]))
            early = self._heard(PERMISSION, stop_at_go_on=True) if hesitant else None
            answer = early or self._pour(body) or self._heard(self.patience)
        if not isinstance(answer, h11.Response):
            raise NoAnswer(f"{self.server} said something that is no answer.")
        headers_heard = {name.decode(): value.decode("latin-1") for name, value in answer.headers}
        return Head(answer.status_code, bytes(answer.reason).decode("latin-1"), headers_heard)

    def blocks(self) -> Iterator[bytes]:
        """Yield the body of the answer."""
        with _in_words(self.server, self.patience):
            while isinstance(event := self._heard(self.patience), h11.Data):
                yield bytes(event.data)

    def renewed(self) -> bool:
        """Say whether another question can be asked."""
        if self._talk.our_state is not h11.DONE or self._talk.their_state is not h11.DONE:
            return False
        self._talk.start_next_cycle()
        return True

    def is_stale(self) -> bool:
        """Whether the server has left meanwhile."""
        try:
            self._socket.settimeout(0)
            self._socket.recv(1)
        except NOTHING_YET:
            return False
        except OSError:
            return True
        return True

    def close(self) -> None:
        """Leave, whatever is going on; somebody who waits in another thread hears of it."""
        self._end()

    def _pour(self, body: Iterable[bytes]) -> Event:
        """Send the body; return the answer if it came before the end, as when the disk there is full."""
        try:
            for number, block in enumerate(body):
                if number and (answer := self._heard(0)):
                    return answer
                self._send(h11.Data(data=block))
            self._send(h11.EndOfMessage())
        except (BrokenPipeError, ConnectionResetError):  # it may have said why
            return self._heard(self.patience)
        return None

    def _send(self, event: h11.Event) -> None:
        self._socket.settimeout(self.patience)
        self._socket.sendall(self._talk.send(event) or b"")

    def _heard(self, seconds: float, stop_at_go_on: bool = False) -> Event:
        """Return what the server says next; nothing when it says nothing for so long, and that was allowed."""
        try:
            while True:
                event = self._talk.next_event()
                if event is h11.NEED_DATA:
                    self._socket.settimeout(seconds)
                    self._talk.receive_data(self._socket.recv(PIECE))
                elif not isinstance(event, h11.InformationalResponse):
                    return event if isinstance(event, h11.Event) else None
                elif stop_at_go_on:
                    return None
        except NOTHING_YET:
            if seconds >= self.patience:
                raise TimeoutError from None
            return None


def _close(connected: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(connected, socket.SHUT_RDWR)
    connected.close()


def _wrapped(plain: socket.socket, tls: ssl.SSLContext, host: str) -> socket.socket:
    try:
        return tls.wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


@contextmanager
def _in_words(server: Server, patience: float) -> Iterator[None]:
    """Turn all that may happen on the way into silence: nothing is known then."""
    try:
        yield
    except TimeoutError as error:
        raise NoAnswer(f"{server} gave no answer within {patience:g} s.") from error
    except ssl.SSLCertVerificationError as error:
        hint = "Say in the storage's settings which authority (CA) it is of, or ask its administrators."
        raise NoAnswer(f"{server} is not trusted: {error.verify_message}.", hint=hint) from error
    except ssl.SSLError as error:
        hint = "Is your proxy or certificate valid there?"
        raise NoAnswer(f"No safe connection to {server}: {(error.reason or 'it broke').lower()}.", hint=hint) from error
    except h11.RemoteProtocolError as error:
        raise NoAnswer(f"{server} broke the connection, or does not speak HTTP.") from error
    except OSError as error:
        raise NoAnswer(f"{server} does not answer: {error.strerror or error}.") from error
