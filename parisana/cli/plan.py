"""``parisana plan PROFILE``: what would be sent."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from parisana.cli.common import plan_document, session, show_plan
from parisana.cli.output import Show

if TYPE_CHECKING:
    from parisana.app.before.dryrun import DryRun, StageRow

#: What is said of each stage beside the keys that scripts rely on.
STAGE = ("title", "split", "start", "memory_mb", "disk_mb", "time_s", "bytes_in", "bytes_out")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("profile", help="name or file of the profile")
    parser.add_argument("--again", action="store_true", help="compute even what is recorded already")
    parser.add_argument("--check", action="store_true", help="also look at the site, its areas and its software")
    parser.add_argument("--script", metavar="STAGE", help="show the script of a stage, and how it is submitted")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Plan, and show it."""
    dry = session(show).dry_run(arguments.profile, again=arguments.again, look=arguments.check)
    if arguments.script is not None:
        return script(dry, arguments.script, show)
    show_plan(show, dry.prepared)
    if told := [(row.title, reason) for row in dry.stages for reason in reasons(row)]:
        show.line()
        show.table(("stage", "waits for"), told)
    if dry.checks:
        show.line()
        show.table(("check", "answer", "remark", ""), [(c.what, c.answer.value, c.text, c.detail) for c in dry.checks])
    if dry.last is not None and dry.last.changes:
        show.line(f"\nsince production {dry.last.production}:")
        show.table(("field", "then", "now"), [(c.field, c.then, c.now) for c in dry.last.changes])
    show.json(document(dry))
    return 3 if any(check.answer == "no" for check in dry.checks) else 0


def reasons(row: StageRow) -> list[str]:
    """Say for what the jobs of a stage will wait."""
    return row.wait.reasons() if row.wait else []


def document(dry: DryRun) -> dict[str, object]:
    """Return the plan as JSON: what scripts rely on, and more."""
    plan = plan_document(dry.prepared)
    for stage, row in zip(plan["stages"], dry.stages, strict=True):
        stage |= {name: getattr(row, name) for name in STAGE}
        stage |= {"command": dry.commands.get(row.stage), "waits": reasons(row)}
    checks = [asdict(check) for check in dry.checks]
    return plan | {"checks": checks, "origins": dict(dry.origins), "last": dry.last and asdict(dry.last)}


def script(dry: DryRun, stage: str, show: Show) -> int:
    """Show one script with its command."""
    from parisana.core.texts.hints import did_you_mean
    from parisana.errors import InputError

    if stage not in dry.scripts:
        raise InputError(f"The plan has no stage {stage}.", hint=did_you_mean(stage, dry.scripts))
    show.json({"stage": stage, "script": dry.scripts[stage], "command": dry.commands.get(stage)})
    show.line(dry.scripts[stage].rstrip())
    if stage in dry.commands:
        show.line(f"# Submitted by: {dry.commands[stage]}")
    return 0
