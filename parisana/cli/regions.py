"""``parisana regions``: excluded regions between DS9 files and profiles."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .verbs import add_verbs, new_file, say_written

if TYPE_CHECKING:
    from parisana.cli.output import Show
    from parisana.core.sky.region import Region
    from parisana.core.suites.suite import Suite

HELPS = {
    "show": "show the excluded regions of a profile",
    "import": "read a DS9 region file, and show it as a profile writes it",
    "export": "write the excluded regions of a profile as a DS9 region file",
}
COLUMNS = ("shape", "frame", "lon", "lat", "radius", "width", "height", "angle")


def configure(parser: ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = add_verbs(parser, HELPS)
    for verb in ("show", "export"):
        verbs[verb].add_argument("profile", help="name or path")
    verbs["import"].add_argument("file", type=Path, help="DS9 region file (circles and ellipses on the sky)")
    verbs["import"].add_argument("--into", metavar="PROFILE", help="save them in this profile, in place of its own")
    verbs["export"].add_argument("file", type=Path, nargs="?", help="where (default: standard output)")
    verbs["export"].add_argument("--force", action="store_true", help="replace a file that is there")


def run(arguments: Namespace, show: Show) -> int:
    """Do what the verb says."""
    return {"show": values, "import": bring, "export": export}[arguments.verb](arguments, show)


def values(arguments: Namespace, show: Show) -> int:
    """Show the regions of a profile, in degrees."""
    found = regions_of(arguments.profile)
    show.json([one.payload() for one in found])
    show.table(COLUMNS, [[shown(getattr(one, name)) for name in COLUMNS] for one in found])
    return 0


def shown(value: str | float | None) -> str | None:
    """Return a cell of the table."""
    return f"{value:g}" if isinstance(value, float) else value


def export(arguments: Namespace, show: Show) -> int:
    """Write the regions of a profile as DS9 reads them."""
    from parisana.core.sky.ds9 import to_ds9

    found = regions_of(arguments.profile)
    if arguments.file is not None:
        new_file(arguments.file, to_ds9(found), arguments.force)
        return say_written(arguments.file, show)
    show.json([one.payload() for one in found])
    show.line(to_ds9(found).rstrip())
    return 0


def bring(arguments: Namespace, show: Show) -> int:
    """Read a DS9 file; show it as lines of a profile, or save it there."""
    from parisana.app.ground import library
    from parisana.core.sky.ds9 import from_ds9
    from parisana.core.texts.document import decode
    from parisana.core.texts.yamltext import inline

    name = str(arguments.file)
    found = from_ds9(decode(library.content(arguments.file), name), name)
    if arguments.into is not None:
        return save(arguments.into, found, show)
    show.json([one.written() for one in found])
    show.line("regions:\n  excluded:")
    for one in found:
        show.line(f"    - {inline(one.written())}")
    return 0


def save(name: str, found: list[Region], show: Show) -> int:
    """Put regions into a profile of the user's; all else in it stays as it was written."""
    from parisana.app.ground import library
    from parisana.core.profiles.profile import read_profile
    from parisana.core.texts.document import read
    from parisana.core.texts.edit import with_value
    from parisana.errors import InputError

    profile, document = library.load_profile(name)
    path = Path(document.file)
    if path.resolve().is_relative_to(library.SHIPPED["profile"].resolve()):
        raise InputError(f"{name} is a shipped example.", hint="Copy it, and change your copy.", file=document.file)
    stage, parameter = place(library.load_suite(profile.suite)[0])
    text = with_value(document, ("stages", stage, parameter), [one.written() for one in found])
    read_profile(read(text, document.file))
    library.save(path, text)
    show.json({"path": str(path), "regions": len(found)})
    show.line(f"{path}: {len(found)} excluded regions")
    return 0


def regions_of(name: str) -> list[Region]:
    """Return the regions that a profile excludes."""
    from parisana.app.ground import library
    from parisana.core.sky.region import regions

    profile, document = library.load_profile(name)
    suite, _ = library.load_suite(profile.suite)
    stage, parameter = place(suite)
    profile.settled(suite, document)
    written: Any = profile.stages.get(stage, {}).get(parameter, [])
    return regions(written)


def place(suite: Suite) -> tuple[str, str]:
    """Return the stage and the parameter of a suite that hold regions."""
    from parisana.errors import InputError

    for stage in suite.stages:
        for parameter in stage.parameters:
            if parameter.type == "regions":
                return stage.name, parameter.name
    raise InputError(f"The suite {suite.name} has no parameter for regions.", hint="See parisana suite show.")
