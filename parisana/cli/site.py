"""``parisana site``: list, show, make and check sites; list their elements."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .verbs import add_verbs, new_file, say_written, show_entries

if TYPE_CHECKING:
    from parisana.cli.output import Show

HELPS = {
    "list": "list the sites that can be called by name",
    "show": "show every value of a site, and where it comes from",
    "new": "write a new site as a copy of another one",
    "elements": "list the computing elements, queues or machines of a site",
    "check": "check a site file, its batch system's settings and its areas",
}


def configure(parser: ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = add_verbs(parser, HELPS)
    for child in verbs.values():
        child.add_argument("--site-path", type=Path, action="append", metavar="DIR", help="look for sites here first")
    for verb in ("show", "check"):
        verbs[verb].add_argument("site", help="name or path")
    verbs["elements"].add_argument("site", nargs="?", default="Unix", help="name or path (default: Unix)")
    verbs["show"].add_argument("--profile", metavar="PROFILE", help="with the overrides of this profile")
    new = verbs["new"]
    new.add_argument("site", help="its name")
    new.add_argument("--like", default="Unix", metavar="SITE", help="the site to copy (default: Unix)")
    new.add_argument("--output", type=Path, metavar="FILE", help="where (default: your configuration folder)")
    new.add_argument("--force", action="store_true", help="replace a file that is there")


def run(arguments: Namespace, show: Show) -> int:
    """Do what the verb says."""
    verbs = {"show": values, "new": new, "check": check, "elements": elements}
    if arguments.verb == "list":
        return show_entries("site", show, arguments.site_path)
    return verbs[arguments.verb](arguments, show)


def configured(arguments: Namespace) -> Any:
    """Return the site with the overrides of a profile, if one was named."""
    from parisana.app import library
    from parisana.core.document import Document
    from parisana.core.overrides import configure as configure_site

    document = library.site_document(arguments.site, arguments.site_path or [])
    name = getattr(arguments, "profile", None)
    if name is None:
        return configure_site(document, {}, Document("", {}))
    profile, profile_document = library.load_profile(name)
    return configure_site(document, profile.overrides, profile_document)


def values(arguments: Namespace, show: Show) -> int:
    """Show the values of a site with their origins."""
    from parisana.core.document import spell
    from parisana.core.overrides import leaves
    from parisana.core.yamltext import inline

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
    import re
    from dataclasses import replace

    from parisana.app import library
    from parisana.core.site import read_site
    from parisana.core.yamltext import inline

    document = library.site_document(arguments.like, arguments.site_path or [])
    read_site(replace(document, data={**document.data, "name": arguments.site}))
    path = arguments.output or library.configuration() / "sites" / f"{arguments.site}.yaml"
    text = re.sub(r"(?m)^name:.*$", lambda _: f"name: {inline(arguments.site)}", document.text, count=1)
    new_file(path, text, arguments.force)
    return say_written(path, show)


def check(arguments: Namespace, show: Show) -> int:
    """Check the file, then what can be seen of the site from here."""
    from parisana.app.site_check import look

    found = configured(arguments)
    remarks = look(found)
    show.json({"site": found.site.name, "valid": True, "checks": [remark.as_json() for remark in remarks]})
    show.table(["what", "answer", "remark"], [(r.what, r.answer.value, r.text) for r in remarks])
    return 3 if any(remark.answer == "no" for remark in remarks) else 0


def elements(arguments: Namespace, show: Show) -> int:
    """Ask the batch system what it has."""
    from dataclasses import asdict

    from parisana.app.prepare import site_backend

    found = [asdict(element) for element in site_backend(configured(arguments).site).elements()]
    show.json(found)
    show.table(list(found[0]) if found else ["element"], [list(element.values()) for element in found])
    return 0
