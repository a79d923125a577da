"""The job script of a stage: the template's parts, put together with this stage's settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from parisana.core.texts.shell import assign, assign_array, quote
from parisana.errors import Bug, InputError

#: What a word of a suite's ``command:`` may name, and the bash text that stands for it.
PLACEHOLDERS = {
    "python": '"$PYTHON"',
    "payload": '"$PAYLOAD"',
    "stage": '"$STAGE"',
    "parameters": '"$PARAMETERS"',
    "unit": '"$UNIT"',
    "runs": '"$RUNS"',
    "output": '"$OUTPUT_FOLDER"',
}
#: Those that stand alone, because they become any number of words.
LISTS = {"inputs": '"${INPUT_ARGUMENTS[@]}"', "verbose": "${PARISANA_VERBOSE:+--verbose}"}

#: Kinds of software environment: the fields that each needs, and those that it may have.
ENVIRONMENTS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "none": (frozenset(), frozenset({"python"})),
    "venv": (frozenset({"path"}), frozenset()),
    "conda": (frozenset({"path"}), frozenset({"name", "python"})),
    "modules": (frozenset({"modules"}), frozenset({"setup", "python"})),
    "cvmfs": (frozenset({"path"}), frozenset({"python"})),
    "hessroot": (frozenset({"path"}), frozenset({"root", "hessuser", "setup", "python"})),
    "apptainer": (frozenset({"path"}), frozenset({"bind", "python"})),
}
#: What several storages need, named in the templates of each.
INCLUDE = "#@include "
WORK_PLACES = ("tmpdir", "workingdir", "start")


@dataclass(frozen=True, slots=True)
class ScriptSpec:
    """What makes the script of one stage; nothing in it differs from submission to submission."""

    stage: str
    command: tuple[str, ...]
    environment: Mapping[str, Any]
    outputs: tuple[tuple[str, int], ...]
    scons: bool = False
    """Whether the analysis software was built with SCons."""
    work_in: str = "tmpdir"
    clean: bool = True
    directives: tuple[str, ...] = ()
    storages: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Kinds of storage beside the file system that the job may meet, with their settings."""
    payload_sha256: str = ""
    """Digest of ``payload.pyz``; with it the script never takes another program's payload."""


def render(spec: ScriptSpec, templates: Mapping[str, str]) -> str:
    """Return the script, from the parts named in ``templates`` (``job`` is the frame)."""
    fill: dict[str, Callable[[str], str]] = {
        "directives": lambda _: "\n".join(_directives(spec.directives)),
        "settings": lambda _: "\n".join(_settings(spec)),
        "include": lambda name: templates[name].rstrip("\n"),
        "storages": lambda _: "\n\n".join(_parts_of(spec.storages, templates)),
    }
    lines = [_fill(line, fill) for line in templates["job"].splitlines()]
    return "\n".join(line for line in lines if line is not None) + "\n"


def command_words(command: Sequence[str]) -> list[str]:
    """Return a suite's command as bash words, every literal quoted, every placeholder an expansion."""
    return [_word(word) for word in command]


def _fill(line: str, fill: Mapping[str, Callable[[str], str]]) -> str | None:
    """Return a line of the frame, or what its mark stands for; None for an empty block."""
    if not line.startswith("#@"):
        return line
    mark, _, name = line[2:].partition(" ")
    return fill[mark](name) or None


def _directives(lines: Sequence[str]) -> Sequence[str]:
    for line in lines:
        if not line.startswith("#") or "\n" in line:
            raise Bug(f"The directive {line!r} is not one comment line.")
    return lines


def _settings(spec: ScriptSpec) -> list[str]:
    if spec.work_in not in WORK_PLACES:
        raise InputError(f"{spec.work_in!r} is no place to work in.", hint=f"Take one of {', '.join(WORK_PLACES)}.")
    used = " ".join(spec.command)
    return [
        assign("STAGE", spec.stage),
        assign("WORK_IN", spec.work_in),
        assign("CLEAN", int(spec.clean)),
        assign("SCONS", int(spec.scons)),
        assign("PAYLOAD_SHA256", spec.payload_sha256),
        *(assign(f"USES_{name.upper()}", int(f"{{{name}}}" in used)) for name in ("python", "payload", "parameters")),
        assign_array("OUTPUT_PATTERNS", (pattern for pattern, _ in spec.outputs)),
        assign_array("OUTPUT_MINIMA", (minimum for _, minimum in spec.outputs)),
        *_environment(spec.environment),
        *(assign(f"{kind}_{name}".upper(), value) for kind, name, value in _of_storages(spec)),
        f"payload_command() {{ COMMAND=({' '.join(command_words(spec.command))}); }}",
    ]


def _of_storages(spec: ScriptSpec) -> Iterator[tuple[str, str, str]]:
    """Yield the settings of storages as their lines find them: ``SFTP_KEY`` and the like."""
    for kind, settings in sorted(spec.storages.items()):
        yield from ((kind, name, "" if value is None else str(value)) for name, value in sorted(settings.items()))


def _parts_of(kinds: Iterable[str], templates: Mapping[str, str]) -> list[str]:
    """Return the functions by which a job reaches its storages; what several of them need stands there once."""
    shared: dict[str, str] = {}
    own = []
    for kind in kinds:
        lines = _lines_of(kind, templates).splitlines()
        names = [line.removeprefix(INCLUDE) for line in lines if line.startswith(INCLUDE)]
        shared.update({name: templates[name].rstrip("\n") for name in names})
        own.append("\n".join(line for line in lines if not line.startswith(INCLUDE)))
    return [*shared.values(), *own]


def _lines_of(kind: str, templates: Mapping[str, str]) -> str:
    """Return the template of a kind of storage."""
    if f"storage_{kind}" not in templates:
        hint = "Put the areas that the jobs use on another storage."
        raise InputError(f"Jobs cannot reach files on {kind} yet.", hint=hint, field="areas")
    return templates[f"storage_{kind}"].rstrip("\n")


def _environment(environment: Mapping[str, Any]) -> list[str]:
    given = {name: value for name, value in environment.items() if value is not None}
    kind = str(given.pop("kind", "none"))
    _check_environment(kind, given)
    words = {name: given.get(name, "") for name in ("path", "name", "root", "hessuser", "setup", "python")}
    return [
        assign("ENVIRONMENT_KIND", kind),
        *(assign(f"ENVIRONMENT_{name.upper()}", str(value)) for name, value in words.items()),
        assign_array("ENVIRONMENT_MODULES", given.get("modules", ())),
        assign_array("ENVIRONMENT_BIND", given.get("bind", ())),
    ]


def _check_environment(kind: str, given: Mapping[str, Any]) -> None:
    if kind not in ENVIRONMENTS:
        hint = f"Kinds are {', '.join(ENVIRONMENTS)}."
        raise InputError(f"There is no software environment of kind {kind!r}.", hint=hint, field="environment.kind")
    needed, allowed = ENVIRONMENTS[kind]
    for name in sorted(needed - given.keys()):
        raise InputError(f"An environment of kind {kind} needs {name}.", field=f"environment.{name}")
    for name in sorted(given.keys() - needed - allowed):
        raise InputError(f"An environment of kind {kind} knows no {name}.", field=f"environment.{name}")


def _word(word: str) -> str:
    """Return one word of a command: its literals quoted, its placeholders as expansions."""
    if word[1:-1] in LISTS and word == f"{{{word[1:-1]}}}":
        return LISTS[word[1:-1]]
    parts = re.split(r"\{([a-z]+)\}", word)
    literals = [quote(part) if part else "" for part in parts[0::2]]
    names = [_placeholder(name, word) for name in parts[1::2]]
    return "".join(text for pair in zip(literals, [*names, ""], strict=True) for text in pair) or "''"


def _placeholder(name: str, word: str) -> str:
    if name in LISTS:
        raise InputError(f"{{{name}}} must be a word of its own, not part of {word!r}.", field="command")
    if name not in PLACEHOLDERS:
        hint = f"Known are {', '.join(f'{{{one}}}' for one in [*PLACEHOLDERS, *LISTS])}."
        raise InputError(f"The command's {{{name}}} is not known.", hint=hint, field="command")
    return PLACEHOLDERS[name]
