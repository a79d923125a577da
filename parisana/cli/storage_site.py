"""With whose settings ``parisana storage`` reaches a URL: a profile's, a production's, or those of its site."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parisana.cli.output import Show
    from parisana.core.sites.site import Site


def configure(parser: ArgumentParser) -> None:
    """Declare the options."""
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--profile", metavar="PROFILE", help="storages as this profile has them, with its overrides")
    whose.add_argument("--production", type=int, metavar="N", help="storages as this production has them")


def chosen_site(arguments: Namespace, show: Show) -> Site | None:
    """Return the site of the profile or production that was named; nothing when none was."""
    if getattr(arguments, "profile", None) is not None:
        return of_profile(arguments.profile)
    if getattr(arguments, "production", None) is not None:
        return of_production(arguments.production, show)
    return None


def of_profile(name: str) -> Site:
    """Return the site of a profile, with what it overrides."""
    from parisana.app.ground import library
    from parisana.core.sites.overrides import configure as configured

    profile, document = library.load_profile(name)
    return configured(library.site_document(profile.site), profile.overrides, document).site


def of_production(number: int, show: Show) -> Site:
    """Return the site of a production as it was recorded, with the overrides of its profile."""
    from parisana.app.planning.recorded import recorded_site
    from parisana.cli.common import session

    return recorded_site(session(show).book, number)[1]
