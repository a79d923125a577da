"""``parisana profile``: list, show, make, check, compare and keep profiles."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import profile_files
from .verbs import add_verbs, new_file, say_written, show_entries

if TYPE_CHECKING:
    from parisana.cli.output import Show

HELPS = {
    "list": "list the profiles that can be called by name",
    "show": "show every value of a profile, and where it comes from",
    "new": "write a new profile with all parameters of a suite",
    "check": "check a profile against its suite and its site",
    "diff": "show in what two profiles differ",
    "schema": "print the JSON Schema of profiles, for editors",
    **profile_files.HELPS,
}


def configure(parser: ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = add_verbs(parser, HELPS)
    for verb in ("show", "check"):
        verbs[verb].add_argument("profile", help="name or path")
    verbs["diff"].add_argument("profile", help="name or path")
    other = verbs["diff"].add_mutually_exclusive_group(required=True)
    other.add_argument("other", nargs="?", help="name or path")
    other.add_argument("--production", type=int, metavar="N", help="compare with what was run as this production")
    profile_files.configure(verbs)
    for verb in ("new", "schema"):
        verbs[verb].add_argument("--suite", default="gammapy" if verb == "new" else None, metavar="S")
    new = verbs["new"]
    new.add_argument("profile", help="its name")
    new.add_argument("--site", default="Unix", metavar="SITE")
    runs = new.add_mutually_exclusive_group()
    runs.add_argument("--runs", type=Path, metavar="FILE", help="a run list")
    runs.add_argument("--simulate", type=int, default=8, metavar="N", help="simulate N runs (default: 8)")
    runs.add_argument("--production", action="store_true", help="a Monte-Carlo production in place of runs")
    new.add_argument("--output", type=Path, metavar="FILE", help="where (default: NAME.yaml in this folder)")
    new.add_argument("--force", action="store_true", help="replace a file that is there")


def run(arguments: Namespace, show: Show) -> int:
    """Do what the verb says."""
    verbs = {"show": values, "new": new, "check": check, "diff": diff, "schema": schema, **profile_files.VERBS}
    return show_entries("profile", show) if arguments.verb == "list" else verbs[arguments.verb](arguments, show)


def read_all(name: str) -> tuple[Any, Any, Any, Any]:
    """Return a profile, its settled values, its suite, and its configured site."""
    from parisana.app.ground import library
    from parisana.core.documents.model import joined
    from parisana.core.sites.overrides import configure as configure_site

    profile, document = library.load_profile(name)
    suite, _ = library.load_suite(profile.suite)
    settled = profile.settled(suite, document)
    if settled.problems:
        raise joined(list(settled.problems))
    site = configure_site(library.site_document(profile.site), profile.overrides, document)
    return profile, settled, suite, site


def values(arguments: Namespace, show: Show) -> int:
    """Show the plain values of a profile."""
    profile, settled, suite, site = read_all(arguments.profile)
    rows = [
        (stage, name, value, "profile" if name in profile.stages.get(stage, {}) else "default")
        for stage, parameters in settled.values.items()
        for name, value in parameters.items()
    ]
    origins = {f"{stage}.{name}": origin for stage, name, _, origin in rows}
    units = {(s.name, p.name): p.unit or "" for s in suite.stages for p in s.parameters}
    show.json(
        {
            "name": profile.name,
            "suite": profile.suite,
            "site": profile.site,
            "values": settled.values,
            "origins": {"stages": origins, "site": dict(site.origins)},
        }
    )
    show.table(
        ["stage", "parameter", "value", "unit", "from"],
        [(stage, name, plain(value), units[stage, name], origin) for stage, name, value, origin in rows],
    )
    return 0


def plain(value: Any) -> str:
    """Write a value in one line."""
    from parisana.core.texts.yamltext import inline

    return "–" if value is None else inline(value)


def new(arguments: Namespace, show: Show) -> int:
    """Write a profile that is valid as it stands."""
    from parisana.app.ground import library
    from parisana.core.editing.draft import draft_production, draft_profile
    from parisana.core.profiles.profile import read_profile
    from parisana.core.texts.document import read

    suite, _ = library.load_suite(arguments.suite)
    library.load_site(arguments.site)
    if arguments.production:
        text = draft_production(arguments.profile, suite, arguments.site)
    else:
        runs = library.load_runs(arguments.runs) if arguments.runs else None
        text = draft_profile(arguments.profile, suite, arguments.site, runs, arguments.simulate)
    read_profile(read(text, f"profile {arguments.profile}"))
    path = arguments.output or Path(f"{arguments.profile}.yaml")
    new_file(path, text, arguments.force)
    return say_written(path, show)


def check(arguments: Namespace, show: Show) -> int:
    """Say that all is well; what is not is raised, all at once."""
    from parisana.app.ground import library

    profile, settled, _, site = read_all(arguments.profile)
    if profile.runs is not None:
        library.profile_runs(*library.load_profile(arguments.profile))
    show.json({"profile": profile.name, "valid": True, "stages": [stage.name for stage in settled.stages]})
    show.line(f"{profile.name} is valid: {len(settled.stages)} stages of {profile.suite} at {site.site.title}.")
    return 0


def diff(arguments: Namespace, show: Show) -> int:
    """Compare two profiles, value by value."""
    from parisana.core.texts.compare import differences

    one, other, name = profile_files.compared(arguments, show)
    found = [entry for entry in differences(one, other) if entry[0] != "name"]
    show.json([{"field": field, "values": [first, second]} for field, first, second in found])
    if found:
        headers = ["field", arguments.profile, name]
        show.table(headers, [(field, plain(first), plain(second)) for field, first, second in found])
    else:
        show.line("The profiles have the same values.")
    return 0


def schema(arguments: Namespace, show: Show) -> int:
    """Print the schema, of one suite's profiles if one was named."""
    from parisana.app.ground import library
    from parisana.core.editing.schema import profile_schema, schema_of, text_of

    made = profile_schema(library.load_suite(arguments.suite)[0]) if arguments.suite else schema_of("profile")
    show.json(made)
    show.line(text_of(made).rstrip())
    return 0
