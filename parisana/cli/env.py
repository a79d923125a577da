"""``parisana env``: make and check the Python environment in which the analysis programs run."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parisana.app.ground.environment import Environment
    from parisana.cli.output import Show

#: What to say of each condition, after the name of the folder.
_WORDS = {
    "ready": "is ready",
    "missing": "is not there",
    "half-built": "is half-built",
    "different": "has other packages than the analysis programs were made for",
    "broken": "does not work",
}


def configure(parser: ArgumentParser) -> None:
    """Declare ``create`` and ``check``."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    helps = {"create": "build it, or bring it up to date", "check": "compare it with the pins and try the import"}
    for verb, text in helps.items():
        child = verbs.add_parser(verb, help=text, description=text)
        child.add_argument("--suite", default="gammapy", metavar="S", help="whose environment (default: gammapy)")
        child.add_argument("--path", type=Path, metavar="DIR", help="where (default: the place that the sites look at)")


def run(arguments: Namespace, show: Show) -> int:
    """Create or check; done when the environment can be used."""
    from parisana.app.ground import environment
    from parisana.app.ground.library import load_suite

    suite, _ = load_suite(arguments.suite)
    if arguments.verb == "create":
        found = environment.create(suite.environment, arguments.path, lambda text: show.note(f"{text} …"))
    else:
        found = environment.check(suite.environment, arguments.path)
    show.json(found.as_json())
    _tell(found, show)
    return 0 if found.condition is environment.Condition.READY else 3


def _tell(found: Environment, show: Show) -> None:
    if found.packages:
        headers = ("package", "wanted", "found", "")
        rows = [(each.name, each.wanted or "any", each.found, "" if each.fits else "no") for each in found.packages]
        show.table(headers, rows)
    trouble = f" ({found.trouble})" if found.trouble else ""
    show.line(f"The analysis environment in {found.path} {_WORDS[found.condition]}{trouble}.")
    if found.condition != "ready":
        show.line("parisana env create builds it.")
