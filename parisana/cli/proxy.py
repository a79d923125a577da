"""``parisana proxy``: show your Grid proxy and token, make a proxy, renew it."""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from .common import ask_secret
from .verbs import add_verbs

if TYPE_CHECKING:
    from parisana.cli.output import Show
    from parisana.plugins.held import Held

HELPS = {
    "show": "show your proxy and token, whose they are, and until when they can be used",
    "init": "make a proxy from your certificate; asks for its passphrase once",
    "make": "the same as init",
    "renew": "make one like the one that is there",
    "store": "store a long one at a MyProxy server, from which renew and the WMS get theirs",
}


def configure(parser: ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = add_verbs(parser, HELPS)
    for name in ("init", "make"):
        verbs[name].add_argument("--vo", default="", metavar="VO[:/VO/Role=R]", help="as a member of this organisation")
    for name in ("init", "make", "renew"):
        verbs[name].add_argument("--hours", type=int, metavar="N", help="how long it shall last (default: 24)")
    verbs["renew"].add_argument("--myproxy", metavar="HOST", help="get it from a MyProxy server")
    verbs["show"].add_argument("--account", action="append", default=[], metavar="NAME", help="also of oidc-agent")
    verbs["store"].add_argument("--myproxy", metavar="HOST", required=True, help="the MyProxy server")
    verbs["store"].add_argument("--days", type=int, default=7, metavar="N", help="how long it is kept (default: 7)")
    verbs["store"].add_argument("--passphrase", action="store_true", help="give it a passphrase, which renew asks for")


def run(arguments: Namespace, show: Show) -> int:
    """Do what the verb says."""
    from parisana.app.credentials import proxies
    from parisana.app.credentials.accounts import accounts
    from parisana.errors import InputError

    if getattr(arguments, "hours", None) is not None and not 1 <= arguments.hours <= 1000:
        raise InputError("A proxy lasts at least an hour.", hint="Say for example --hours 24.")
    if arguments.verb == "store":
        return _store(arguments, show)
    if arguments.verb == "show":
        found = proxies.held(accounts=arguments.account or accounts())
    elif arguments.verb == "renew":
        found = [proxies.renew(ask_secret, arguments.myproxy, arguments.hours)]
    else:
        found = [proxies.make(proxies.Wish(arguments.vo, arguments.hours or 24), ask_secret)]
    show.json({"credentials": [_document(each) for each in found]})
    for each in found:
        _tell(each, show)
    if not found:
        show.line("There is no proxy and no token. parisana proxy init makes a proxy.")
    return 3 if arguments.verb == "show" and not any(map(_usable, found)) else 0


def _store(arguments: Namespace, show: Show) -> int:
    """Store a long one at a MyProxy server."""
    from parisana.app.credentials.proxies import deposit
    from parisana.errors import InputError

    if not 1 <= arguments.days <= 365:
        raise InputError("A proxy is stored for 1 to 365 days.", hint="Say for example --days 7.")
    deposit(ask_secret, arguments.myproxy, 24 * arguments.days, arguments.passphrase)
    show.json({"server": arguments.myproxy, "days": arguments.days})
    show.line(f"{arguments.myproxy} keeps a proxy of yours for {arguments.days} d.")
    show.line(f"Get a short one: parisana proxy renew --myproxy {arguments.myproxy}")
    return 0


def _usable(held: Held) -> bool:
    return not held.trouble and not held.over(time.time())


def _tell(held: Held, show: Show) -> None:
    rows = [("where", held.place), ("whose", held.who or None)]
    if held.trouble:
        rows.append(("trouble", held.trouble))
    if held.proxy is not None:
        rows += [("proxy", _until(held.proxy.ends))]
        for each in held.proxy.memberships:
            rows += [(f"member of {each.organisation}", _until(each.ends)), ("groups", ", ".join(each.groups) or None)]
    rows += [("can be used", _until(held.ends))]
    show.table([held.kind, ""], rows)


def _until(ends: float | None) -> str:
    """Return an end with what is left of it."""
    from parisana.core.texts.words import duration

    if ends is None:
        return "nobody knows how long"
    left = ends - time.time()
    moment = time.strftime("%Y-%m-%d %H:%M", time.localtime(ends))
    return f"until {moment}, for {duration(left)}" if left > 0 else f"ended at {moment}"


def _document(held: Held) -> dict[str, Any]:
    left = None if held.ends is None else max(0, round(held.ends - time.time()))
    members = () if held.proxy is None else held.proxy.memberships
    return {
        "kind": held.kind,
        "place": held.place,
        "who": held.who,
        "ends": held.ends,
        "left_s": left,
        "first": held.first,
        "trouble": held.trouble,
        "memberships": [{"vo": each.organisation, "groups": list(each.groups), "ends": each.ends} for each in members],
    }
