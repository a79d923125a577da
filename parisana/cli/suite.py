"""``parisana suite``: list, show and check analysis suites."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from .verbs import add_verbs, show_entries

if TYPE_CHECKING:
    from parisana.cli.output import Show

HELPS = {
    "list": "list the suites that can be called by name",
    "show": "show the stages of a suite, or the parameters of one stage",
    "check": "check a suite file",
}


def configure(parser: ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = add_verbs(parser, HELPS)
    for verb in ("show", "check"):
        verbs[verb].add_argument("suite", help="name or path")
    verbs["show"].add_argument("stage", nargs="?", help="only this stage, with its parameters")


def run(arguments: Namespace, show: Show) -> int:
    """Do what the verb says."""
    verbs = {"show": stages, "check": check}
    return show_entries("suite", show) if arguments.verb == "list" else verbs[arguments.verb](arguments, show)


def stages(arguments: Namespace, show: Show) -> int:
    """Show the stages of a suite in order."""
    from parisana.app.ground import library
    from parisana.core.suites.suite import plain_value

    suite, _ = library.load_suite(arguments.suite)
    if arguments.stage is not None:
        return parameters(arguments, show)
    show.json(plain_value(suite))
    show.table(
        ["stage", "title", "group", "split", "inputs", "parameters"],
        [
            (
                stage.name,
                stage.title,
                stage.group,
                stage.split if stage.has_jobs else "–",
                ", ".join(dict.fromkeys(stage.sources)) or "–",
                len(stage.parameters),
            )
            for stage in suite.in_order()
        ],
    )
    return 0


def parameters(arguments: Namespace, show: Show) -> int:
    """Show the parameters of one stage."""
    from parisana.app.ground import library
    from parisana.core.suites.suite import plain_value
    from parisana.core.texts.hints import did_you_mean
    from parisana.core.texts.yamltext import inline
    from parisana.errors import InputError

    suite, document = library.load_suite(arguments.suite)
    if arguments.stage not in suite.names:
        hint = did_you_mean(arguments.stage, suite.names)
        raise InputError(f"The suite {suite.name} has no stage {arguments.stage}.", hint=hint, file=document.file)
    stage = suite.stage(arguments.stage)
    show.json(plain_value(stage))
    show.line(f"{stage.title}. {stage.help}")
    rows = []
    for one in stage.parameters:
        default = None if one.default is None else inline(one.default)
        allowed = one.range_in_words or ", ".join(one.choices) or one.type
        rows.append((one.name, default, allowed, one.help or one.title))
    show.table(["parameter", "default", "allowed", "meaning"], rows)
    return 0


def check(arguments: Namespace, show: Show) -> int:
    """Say that all is well; what is not is raised."""
    from parisana.app.ground import library

    suite, _ = library.load_suite(arguments.suite)
    show.json({"suite": suite.name, "valid": True, "stages": [stage.name for stage in suite.in_order()]})
    show.line(f"{suite.name} is valid: {len(suite.stages)} stages, release {suite.release}.")
    return 0
