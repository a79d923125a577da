"""What web servers mean by their status numbers, in words."""

from __future__ import annotations

from parisana.errors import NoAnswer, StorageError

from .client import Reply

ABSENT = frozenset({404, 410})
#: Status -> what it means, and what to do.
REASONS: dict[int, tuple[str, str | None]] = {
    400: ("The server does not understand the question.", None),
    401: ("The server does not know you.", "Is your token or proxy there, and still valid?"),
    403: ("You have no permission.", "Choose another place, ask its owner, or renew your token or proxy."),
    404: ("It is not there, or its folder is not.", None),
    405: ("The server does not do that here.", "Is this the address of a WebDAV server?"),
    409: ("Its folder is not there, or something is in the way.", None),
    410: ("It is gone.", None),
    412: ("There is something of that name already.", None),
    413: ("The file is too large for the server.", "Choose another place."),
    414: ("The name is too long.", None),
    416: ("The server does not have that piece of it.", None),
    423: ("Somebody holds it locked.", None),
    501: ("The server cannot do that.", None),
    507: ("The disk there is full, or your quota is used up.", "Make room, or choose another place."),
}
#: Others that pass by themselves begin with a 5.
PASSING = frozenset({408, 423, 425, 429})
FINAL = frozenset({501, 505, 507})


def need(reply: Reply, *good: int) -> Reply:
    """Return the answer when it is one of these, or any that says yes; else raise what it means."""
    if reply.status in good or 200 <= reply.status < 300:
        return reply
    raise meaning(reply)


def meaning(reply: Reply) -> StorageError:
    """Put a refusal into words."""
    status = reply.status
    usual = f"The server says {status} {reply.reason}".rstrip() + "."
    sentence, hint = REASONS.get(status, (usual, None))
    return StorageError(sentence, hint=hint, transient=status in PASSING or (status >= 500 and status not in FINAL))


def is_absent(reply: Reply) -> bool:
    """Whether the server answered, and has no such name; XRootD fails where a part of the path is a file."""
    return reply.status in ABSENT or (reply.status == 500 and b"not a directory" in reply.body)


def unread(server: object) -> NoAnswer:
    """Say that an answer makes no sense."""
    return NoAnswer(f"{server} gave an answer that cannot be read.", hint="Is this the right address?")
