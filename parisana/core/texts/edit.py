"""Changing or removing one value in a YAML text: comments, order and spelling of all the rest stay."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import yaml

from parisana.errors import InputError

from .document import Document, read
from .yamltext import inline

#: A key at the beginning of its line, and a line of nothing but a comment.
EMPTY = re.compile(r"( *)[A-Za-z][A-Za-z0-9_-]* *:")
COMMENT = re.compile(r"\r?\n( *)#")


def with_value(document: Document, path: tuple[str, ...], value: Any) -> str:
    """Return the document's text with this value at this path, and nothing else changed."""
    node, rest, start = _deepest(yaml.compose(document.text, Loader=yaml.SafeLoader), path)
    if isinstance(node, yaml.MappingNode) and rest:
        text = _inserted(document.text, node, rest[0], _nested(rest[1:], value))
    elif rest and (key := EMPTY.fullmatch(_line_before(document.text, start))):
        text = _begun(document.text, start, len(key[1]), rest[0], _nested(rest[1:], value))
    else:
        text = f"{document.text[:start]} {inline(_nested(rest, value))}{document.text[_end(node) :]}"
    if not _says(text, document, path, value):
        hint = f"Paste it yourself: {'.'.join(path)}: {inline(value)}"
        raise InputError("This value cannot be changed in place.", hint=hint, file=document.file, field=".".join(path))
    return text


def _line_before(text: str, start: int) -> str:
    """Return the line of a key up to its colon, if nothing but a remark follows."""
    end = text.find("\n", start)
    rest = text[start:] if end < 0 else text[start:end]
    return text[text.rfind("\n", 0, start) + 1 : start] if not rest.partition("#")[0].strip() else ""


def _begun(text: str, start: int, indent: int, key: str, value: Any) -> str:
    """Put a first key below one with nothing but comments, and indented like these."""
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    below = COMMENT.match(text, end)
    column = len(below[1]) if below and len(below[1]) > indent else indent + 2
    return f"{text[:end]}\n{' ' * column}{key}: {inline(value)}{text[end:]}"


def _deepest(node: Any, path: tuple[str, ...]) -> tuple[Any, tuple[str, ...], int]:
    """Follow the path as far as it goes; return what is there, the rest, and where the value begins."""
    start = node.start_mark.index
    while path and isinstance(node, yaml.MappingNode):
        found = [(key, child) for key, child in node.value if key.value == path[0]]
        if not found:
            break
        key, node = found[0]
        start = key.end_mark.index + 1
        path = path[1:]
    return node, path, start


def _inserted(text: str, node: yaml.MappingNode, key: str, value: Any) -> str:
    """Put a new key into a mapping: behind the brace, or on a line of its own below the last."""
    line = f"{key}: {inline(value)}"
    start = node.start_mark.index
    if node.flow_style:
        return f"{text[: start + 1]}{line}{', ' if node.value else ''}{text[start + 1 :]}"
    below = text.find("\n", _end(node))
    end = len(text) if below < 0 else below
    return f"{text[:end]}\n{' ' * node.start_mark.column}{line}{text[end:]}"


def _end(node: yaml.Node) -> int:
    """Return where a node's own text ends; a block's end mark lies behind the comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _nested(path: tuple[str, ...], value: Any) -> Any:
    for name in reversed(path):
        value = {name: value}
    return value


def _says(text: str, document: Document, path: tuple[str, ...], value: Any) -> bool:
    """Whether the new text reads back as it should."""
    wanted = deepcopy(read(document.text, document.file).data)
    inner = wanted
    for name in path[:-1]:
        if not isinstance(inner.get(name), dict):
            inner[name] = {}
        inner = inner[name]
    inner[path[-1]] = value
    try:
        return bool(read(text, document.file).data == wanted)
    except InputError:
        return False


def without(document: Document, path: tuple[str, ...]) -> str:
    """Return the document's text without this key; a block that loses its last key stays, with its comments."""
    root = yaml.compose(document.text, Loader=yaml.SafeLoader)
    parent, rest, _ = _deepest(root, path[:-1])
    pairs = [] if rest or not isinstance(parent, yaml.MappingNode) else parent.value
    pair = next((pair for pair in pairs if pair[0].value == path[-1]), None)
    if pair is None:
        return document.text
    start, end = _in_line(document.text, *pair) if parent.flow_style else _lines(document.text, *pair)
    return document.text[:start] + document.text[end:]


def _in_line(text: str, key: yaml.Node, value: yaml.Node) -> tuple[int, int]:
    """Return the span of a pair between braces, one comma with it."""
    start, end = key.start_mark.index, _end(value)
    if comma := re.compile(r"\s*,[ \t]*").match(text, end):
        return start, comma.end()
    return len(text[:start].rstrip().removesuffix(",")), end


def _lines(text: str, key: yaml.Node, value: yaml.Node) -> tuple[int, int]:
    """Return the span of the lines that a pair stands in."""
    start, end = text.rfind("\n", 0, key.start_mark.index) + 1, _end(value)
    if text[end - 1] != "\n":
        end = text.find("\n", end) + 1 or len(text)
    return start, end
