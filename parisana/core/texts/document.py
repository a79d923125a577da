"""YAML text into plain values, with the place of each one.

Only what a profile, a suite or a site needs is understood: mappings with text keys, lists, text, numbers,
true and false, null. Words are read as YAML 1.2 reads them, so that ``on``, ``12:30`` and ``2004-11-12`` stay
text, ``0123`` is 123 and ``1e5`` a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn

import yaml

from parisana.errors import InputError

Path = tuple[str | int, ...]

MOST_CHARACTERS = 4_000_000
MOST_VALUES = 400_000
DEEPEST = 32

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
WORDS = {
    word: value
    for value, words in (
        (None, ("", "~", "null", "Null", "NULL")),
        (True, ("true", "True", "TRUE")),
        (False, ("false", "False", "FALSE")),
    )
    for word in words
}

#: The parser in C, where it was built. What it refuses is given to the other one, whose words are known here; so is a
#: text with tabs, of which it lets some pass.
FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: What the parser says, and what that usually means.
SAYINGS = (
    ("'\\t'", "A tab is used where only spaces are allowed.", "Replace the tab by spaces."),
    ("mapping values are not allowed", "This colon is not understood.", "Check the indentation, or quote the text."),
    ("expected <block end>", "This line is not indented like its neighbours.", "Align it with the lines above."),
    ("could not find expected ':'", "A colon is missing after this key.", "Write it as 'key: value'."),
    ("unexpected end of stream", "The text ends inside quotes.", "Close the quotes."),
    ("found undefined alias", "This alias has no anchor.", "Write the value out."),
)


class Place(NamedTuple):
    """A spot in a text, counted from 1."""

    line: int
    column: int


class Wrong(ValueError):
    """A value that cannot be used; ``path`` leads on from the field that was being read."""

    def __init__(self, message: str, hint: str | None = None, path: Path = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.path = path


@dataclass(frozen=True, slots=True)
class Document:
    """The plain values of a file, and where each one was written."""

    file: str
    data: dict[str, Any]
    keys: Mapping[Path, Place] = field(default_factory=dict)
    """Where the key of a value is."""
    values: Mapping[Path, Place] = field(default_factory=dict)
    text: str = ""

    def place(self, path: Path, *, key: bool = False) -> Place | None:
        """Return the place of a value (or of its key), or of the nearest thing around it."""
        for end in range(len(path), -1, -1):
            found = (self.keys if key and end else self.values).get(path[:end])
            if found is not None:
                return found
        return None

    def error(self, path: Path, message: str, hint: str | None = None, *, key: bool = False) -> InputError:
        """Make the error that points at a value."""
        line, column = self.place(path, key=key) or (None, None)
        return InputError(message, hint=hint, file=self.file, line=line, column=column, field=spell(path) or None)


def spell(path: Path) -> str:
    """Write a path as a person would: ``stages.microdst.width``, ``runs[3]``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def read(source: bytes | str, file: str) -> Document:
    """Read YAML whose top is a mapping; every fault is an ``InputError`` with its place."""
    text = decode(source, file) if isinstance(source, bytes) else source.removeprefix("\ufeff")
    if len(text) > MOST_CHARACTERS:
        raise InputError("The file is too large to be one of ours.", file=file)
    refuse_control(text, file)
    if "\t" not in text:
        with suppress(yaml.YAMLError, ValueError, OverflowError):
            return _Reader(text, file, FAST).document()
    with _in_words(file):
        return _Reader(text, file, yaml.SafeLoader).document()


@contextmanager
def _in_words(file: str) -> Iterator[None]:
    """Turn what the parser says into a sentence with its place."""
    try:
        yield
    except yaml.MarkedYAMLError as error:
        raise _translated(error, file) from error
    except yaml.YAMLError as error:
        raise InputError("This is not valid YAML.", file=file, line=1) from error
    except (ValueError, OverflowError) as error:
        raise InputError("A character code in quotes is out of range.", file=file, line=1) from error


def _translated(error: yaml.MarkedYAMLError, file: str) -> InputError:
    said = error.problem or error.context or "it cannot be read"
    mark = error.problem_mark or error.context_mark
    known = next((saying for saying in SAYINGS if saying[0] in said), None)
    message, hint = known[1:] if known else (f"This is not valid YAML: {said}.", None)
    place = Place(1, 1) if mark is None else Place(mark.line + 1, mark.column + 1)
    return InputError(message, hint=hint, file=file, line=place.line, column=place.column)


def decode(source: bytes, file: str) -> str:
    """Decode UTF-8, with the line of the first byte that is not."""
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        hint = "Save the file as UTF-8."
        raise InputError("The file is not UTF-8 text.", hint=hint, file=file, line=line) from error


def refuse_control(text: str, file: str) -> None:
    """Refuse characters that no one can see."""
    found = CONTROL.search(text)
    if found:
        before = text[: found.start()]
        place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"There is an invisible character (code {ord(found.group()):#04x}) here."
        raise InputError(message, hint="Remove it.", file=file, line=place.line, column=place.column)


class _Reader:
    """Builds the values from the parser's events, and notes the places."""

    def __init__(self, text: str, file: str, parser: Any) -> None:
        self.text = text
        self.file = file
        self.keys: dict[Path, Place] = {}
        self.places: dict[Path, Place] = {}
        self.anchors: dict[str, Any] = {}
        self.count = 0
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=parser)

    def document(self) -> Document:
        """Read the one document of the text."""
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            raise InputError("The file is empty.", file=self.file, line=1, column=1)
        first = next(self.events)
        data = self._value(first, ())
        if not isinstance(data, dict):
            self._refuse(first, "The file must be a list of 'key: value' lines.")
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._refuse(after, "A second document begins here.", "Remove the line '---' and what follows.")
        return Document(self.file, data, self.keys, self.places, self.text)

    def _value(self, event: yaml.Event, path: Path) -> Any:
        self.count += 1
        self.places[path] = where(event)
        if self.count > MOST_VALUES:
            self._refuse(event, "There are too many values in this file.")
        if len(path) > DEEPEST:
            self._refuse(event, f"The values are nested more than {DEEPEST} deep.")
        if isinstance(event, yaml.AliasEvent):
            return self._copy(event, self._anchored(event), len(path))
        value = self._fresh(event, path)
        anchor = getattr(event, "anchor", None)
        if anchor:
            self.anchors[anchor] = value
        return value

    def _fresh(self, event: yaml.Event, path: Path) -> Any:
        if isinstance(event, yaml.ScalarEvent) and event.tag is None:
            return self._scalar(event)
        tag = getattr(event, "tag", None)
        if tag not in (None, "!") or (tag == "!" and not isinstance(event, yaml.ScalarEvent)):
            self._refuse(event, f"The tag {tag} is not understood.", "Remove it.")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        self._refuse(event, "A value is expected here.")

    def _mapping(self, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event)
            if key in data:
                first = self.keys[(*path, key)].line
                self._refuse(event, f"The key {key} is given twice; first in line {first}.", "Remove one of them.")
            self.keys[(*path, key)] = where(event)
            data[key] = self._value(next(self.events), (*path, key))
        return data

    def _sequence(self, path: Path) -> list[Any]:
        data: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            here = (*path, len(data))
            data.append(self._value(event, here))
            self.keys[here] = self.places[here]
        return data

    def _key(self, event: yaml.Event) -> str:
        if isinstance(event, yaml.ScalarEvent) and event.tag in (None, "!"):
            key = self._scalar(event)
            if isinstance(key, str):
                return key
        self._refuse(event, "A key must be text.", "If it is meant as text, put it in quotes.")

    def _scalar(self, event: yaml.ScalarEvent) -> Any:
        if CONTROL.search(event.value):
            self._refuse(event, "There is an invisible character in this text.", "Remove it.")
        if event.style or event.tag == "!":
            return event.value
        value = plain(event.value)
        if isinstance(value, float) and not abs(value) < float("inf"):
            self._refuse(event, f"The number {event.value[:40]} is too large.")
        return value

    def _anchored(self, event: yaml.AliasEvent) -> Any:
        if event.anchor not in self.anchors:
            self._refuse(event, "This alias has no anchor before it.", "Write the value out.")
        return self.anchors[event.anchor]

    def _copy(self, event: yaml.Event, value: Any, depth: int) -> Any:
        """Copy an anchored value, counting each part, so that no few lines grow into millions of values."""
        self.count += 1
        if self.count > MOST_VALUES or depth > DEEPEST:
            self._refuse(event, "This alias repeats too much.", "Write the values out.")
        if isinstance(value, dict):
            return {key: self._copy(event, part, depth + 1) for key, part in value.items()}
        if isinstance(value, list):
            return [self._copy(event, part, depth + 1) for part in value]
        return value

    def _refuse(self, event: yaml.Event, message: str, hint: str | None = None) -> NoReturn:
        place = where(event)
        raise InputError(message, hint=hint, file=self.file, line=place.line, column=place.column)


def where(event: yaml.Event) -> Place:
    """Return where an event begins."""
    mark = event.start_mark
    return Place(1, 1) if mark is None else Place(mark.line + 1, mark.column + 1)


def plain(word: str) -> Any:
    """Read one unquoted word as YAML 1.2 does."""
    if word in WORDS:
        return WORDS[word]
    if INTEGER.fullmatch(word):
        return int(word)
    if NUMBER.fullmatch(word):
        return float(word)
    return word
