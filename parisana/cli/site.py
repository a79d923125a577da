"""``parisana site``: list, show, make and check sites; list their elements."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .verbs import add_verbs, say_written, show_entries

if TYPE_CHECKING:
    from parisana.cli.output import Show

HELPS = {
    "list": "list the sites that can be called by name",
    "show": "show every value of a site, and where it comes from",
    "new": "write a new site as a copy of another one",
    "elements": "list the computing elements, queues or machines of a site, or its servers",
    "check": "check a site file, its submit host, its batch system's settings and its areas",
    "trust": "show the key of a site's submit host, and take it into your known hosts if you say so",
}


def configure(parser: ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = add_verbs(parser, HELPS)
    for child in verbs.values():
        child.add_argument("--site-path", type=Path, action="append", metavar="DIR", help="look for sites here first")
    for verb in ("show", "check", "trust"):
        verbs[verb].add_argument("site", help="name or path")
    verbs["elements"].add_argument("site", nargs="?", default="Unix", help="name or path (default: Unix)")
    verbs["elements"].add_argument("--servers", action="store_true", help="list what takes submissions, in their place")
    verbs["elements"].add_argument("--history", action="store_true", help="list how they were in the last week instead")
    verbs["show"].add_argument("--profile", metavar="PROFILE", help="with the overrides of this profile")
    trusted = verbs["trust"]
    trusted.add_argument("--fingerprint", metavar="SHA256:…", help="take the key that has this one, without asking")
    new = verbs["new"]
    new.add_argument("site", help="its name")
    new.add_argument("--like", default="Unix", metavar="SITE", help="the site to copy (default: Unix)")
    new.add_argument("--output", type=Path, metavar="FILE", help="where (default: your configuration folder)")
    new.add_argument("--force", action="store_true", help="replace a file that is there")


def run(arguments: Namespace, show: Show) -> int:
    """Do what the verb says."""
    verbs = {"show": values, "new": new, "check": check, "elements": elements, "trust": trust}
    if arguments.verb == "list":
        return show_entries("site", show, arguments.site_path)
    return verbs[arguments.verb](arguments, show)


def configured(arguments: Namespace) -> Any:
    """Return the site with the overrides of a profile, if one was named."""
    from parisana.app.ground import library
    from parisana.core.sites.overrides import configure as configure_site
    from parisana.core.texts.document import Document

    document = library.site_document(arguments.site, arguments.site_path or [])
    name = getattr(arguments, "profile", None)
    if name is None:
        return configure_site(document, {}, Document("", {}))
    profile, profile_document = library.load_profile(name)
    return configure_site(document, profile.overrides, profile_document)


def values(arguments: Namespace, show: Show) -> int:
    """Show the values of a site with their origins."""
    from parisana.core.sites.overrides import leaves
    from parisana.core.texts.document import spell
    from parisana.core.texts.yamltext import inline

    found = configured(arguments)
    rows = [(spell(path), value, found.origins[spell(path)]) for path, value in leaves(found.site, ())]
    show.json({"site": found.site.model_dump(mode="json"), "origins": dict(found.origins)})
    show.table(
        ["field", "value", "from"],
        [(field, "–" if value is None else inline(plain(value)), origin) for field, value, origin in rows],
    )
    return 0


def plain(value: Any) -> Any:
    """Return a value as YAML knows it."""
    return list(value) if isinstance(value, tuple) else value


def new(arguments: Namespace, show: Show) -> int:
    """Write a copy of a site, comments and all, under another name."""
    from parisana.app.sites.new_site import new_site

    first = arguments.site_path or []
    path = new_site(arguments.site, arguments.like, arguments.output, force=arguments.force, first=first)
    return say_written(path, show)


def check(arguments: Namespace, show: Show) -> int:
    """Check the file, then what can be seen of the site from here."""
    from parisana.app.sites.site_check import look
    from parisana.app.ssh.pool import POOL
    from parisana.cli.common import answer

    POOL.ask = answer
    found = configured(arguments)
    remarks = look(found)
    show.json({"site": found.site.name, "valid": True, "checks": [remark.as_json() for remark in remarks]})
    show.table(["what", "answer", "remark"], [(r.what, r.answer.value, r.text) for r in remarks])
    return 3 if any(remark.answer == "no" for remark in remarks) else 0


def elements(arguments: Namespace, show: Show) -> int:
    """Ask the batch system what it has."""
    from dataclasses import asdict

    from parisana.app.session import Session
    from parisana.app.sites.view import Sites

    site = configured(arguments).site
    if arguments.servers:
        answer = Sites().servers(site)
        rows, nothing = [asdict(row) for row in answer.rows], answer.text
    elif arguments.history:
        rows = [look._asdict() for look in Session().element_history.of(site.name)]
        nothing = "Nobody has looked at its elements in the last week."
    else:
        rows, nothing = [asdict(row) for row in Sites().elements(site).rows], "There are no elements."
    show.json(rows)
    if rows:
        show.table(list(rows[0]), [list(row.values()) for row in rows])
    else:
        show.line(nothing)
    return 0


def trust(arguments: Namespace, show: Show) -> int:
    """Show the keys that are not known yet; take one by the user's word."""
    from parisana.app.sites.view import Sites

    site, sites = configured(arguments).site, Sites()
    taken = [sites.trust(site, arguments.fingerprint)] if arguments.fingerprint else []
    for key in [] if taken else sites.host_keys(site):
        show.line(f"{key.host} {key.kind} {key.fingerprint} {'is known' if key.known else 'is not known yet'}")
        if not key.known and _yes(f"Is this the key that the centre publishes? Take it into {key.file} (yes/no)? "):
            taken.append(sites.trust(site, key.fingerprint))
    for key in taken:
        show.line(f"{key.host} is trusted from now on.")
    found = taken or sites.host_keys(site)
    names = ("host", "kind", "fingerprint", "known")
    show.json([{name: getattr(key, name) for name in names} for key in found])
    return 0 if all(key.known for key in found) else 3


def _yes(question: str) -> bool:
    """Ask the person at the terminal; nobody there is a no."""
    return sys.stdin.isatty() and input(question).strip().lower() == "yes"
