"""The command line: ``parisana COMMAND``. Nothing heavy is imported before a command is known."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from types import ModuleType

    from parisana.cli.output import Show

#: Exit codes, in every command.
EXIT_CODES = "exit codes: 0 done, 1 failed jobs, 2 bad input, 3 site or storage trouble, 4 our bug"

#: What to do with a bug.
REPORT = "Please report it with the lines above where you got parisana from; what was sent and recorded is safe."


def main(argv: list[str] | None = None) -> int:
    """Run one command; return its exit code."""
    words = sys.argv[1:] if argv is None else argv
    if words and words[0] in ("-h", "--help", "help"):
        print(_help())
        return 0
    if words and words[0] == "--version":
        from parisana import __version__

        print(f"parisana {__version__}")
        return 0
    return _guarded(words or ["window"])


def _help() -> str:
    from parisana.cli.commands import COMMANDS, GUESTS

    lines = [f"  {name:<10} {summary}" for name, summary in {**COMMANDS, **GUESTS}.items()]
    usage = "usage: parisana COMMAND [--help] [--json] …\n\nWithout a command, the window opens.\n"
    return "\n".join([usage, *lines, "", EXIT_CODES])


def _guarded(words: list[str]) -> int:
    """Run a command; whatever goes wrong becomes a sentence and an exit code."""
    from parisana.cli.output import Show
    from parisana.errors import Bug, ParisanaError

    show = Show(as_json="--json" in words)
    try:
        return _run(words, show)
    except Bug as error:
        return _confess(error, show)
    except ParisanaError as error:
        _complain(error, show)
        return error.exit_code
    except KeyboardInterrupt:
        show.note("Interrupted. What was sent goes on; parisana follow picks it up again.")
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # whatever nobody foresaw is our bug, and said to be one
        return _confess(error, show)


def _run(words: list[str], show: Show) -> int:
    import argparse

    name, module, summary = _command(words[0])

    class Parser(argparse.ArgumentParser):
        def error(self, message: str) -> NoReturn:
            from parisana.errors import InputError

            raise InputError(f"{self.prog}: {message}.", hint=f"See {self.prog} --help.")

    parser = Parser(prog=f"parisana {name}", description=summary, epilog=EXIT_CODES)
    module.configure(parser)
    _add_common(parser)
    arguments = parser.parse_args(words[1:])
    code: int = module.run(arguments, show)
    return code


def _add_common(parser: object) -> None:
    """Give ``--json`` to a command and to each of its own commands."""
    import argparse

    assert isinstance(parser, argparse.ArgumentParser)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON document")
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child in dict.fromkeys(action.choices.values()):
                _add_common(child)


def _command(name: str) -> tuple[str, ModuleType, str]:
    """Find the module of a command: one of ours, or one that another folder brings."""
    import importlib

    from parisana.cli.commands import COMMANDS, GUESTS

    if name in COMMANDS:
        return name, importlib.import_module(f"parisana.cli.{name}"), COMMANDS[name]
    from importlib.metadata import entry_points

    for entry in entry_points(group="parisana.commands", name=name):
        return name, entry.load(), GUESTS.get(name, "")
    raise _unknown(name)


def _unknown(name: str) -> Exception:
    from difflib import get_close_matches

    from parisana.cli.commands import COMMANDS, GUESTS
    from parisana.errors import InputError

    if name in GUESTS:
        return InputError(f"This installation has no {name} yet.", hint="parisana --help lists what there is.")
    near = get_close_matches(name, COMMANDS, n=1)
    hint = f"Did you mean {near[0]}?" if near else "parisana --help lists the commands."
    return InputError(f"There is no command {name}.", hint=hint)


def _confess(error: Exception, show: Show) -> int:
    """Say that this is our bug, with all that is needed to mend it."""
    import platform
    import traceback

    from parisana import __version__
    from parisana.errors import Bug

    said = error.message if isinstance(error, Bug) else f"{type(error).__name__}: {error}"
    bug = Bug(f"This is a bug of parisana, not a mistake of yours: {said.rstrip('.')}.", hint=REPORT)
    show.note("".join(traceback.format_exception(error)))
    show.note(f"parisana {__version__}, Python {platform.python_version()}, {platform.platform()}")
    _complain(bug, show)
    return bug.exit_code


def _complain(error: Exception, show: Show) -> None:
    from parisana.errors import ParisanaError

    assert isinstance(error, ParisanaError)
    if show.as_json:
        show.json({"error": error.as_json()})
    for each in (error, *getattr(error, "others", ())):
        show.note(f"parisana: {each}")
