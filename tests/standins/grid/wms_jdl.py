"""A job description as the WMS reads it: jobs, many in one by a number, or a collection. Standard library only."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from tests.standins.grid.jdl import TOKEN, Wrong

Ad = dict[str, Any]
KNOWN = frozenset(
    {
        *("type", "jobtype", "executable", "arguments", "stdinput", "stdoutput", "stderror", "environment", "nodes"),
        *("inputsandbox", "inputsandboxbaseuri", "outputsandbox", "virtualorganisation", "requirements", "rank"),
        *("retrycount", "shallowretrycount", "myproxyserver", "parameters", "parameterstart", "parameterstep"),
        *("nodename", "fuzzyrank", "expirytime", "perusalfileenable"),
    }
)
#: Where the number of a parametric job is filled in.
NUMBERED = ("arguments", "stdinput", "stdoutput", "stderror", "inputsandbox", "outputsandbox", "requirements")
#: ``(condition ? number : other)``, and what turns a condition round.
CHOICE, NOT = re.compile(r"\(([^?]*?) \? (-?\d+) ?: ?"), re.compile(r"!(?!=)")
OPEN, CLOSE = ("{", "[", "("), ("}", "]", ")")


def read(text: str) -> Ad:
    """Read a description, names in lower case; brackets around it may be missing."""
    words = [match[2] or match[3] or match[4] for match in TOKEN.finditer(text.strip()) if not match[1]]
    words = [word for word in words if word.strip()]
    if words[:1] == ["["]:
        words = words[1:-1] if words[-1] == "]" else _syntax()
    return _ad(words)


def jobs_of(ad: Ad) -> dict[int, Ad]:
    """Return the jobs of a description by their numbers."""
    if ad.get("type") == "Collection":
        return {int(node["nodename"].removeprefix("Node_")): _checked(node) for node in ad["nodes"]}
    if ad.get("jobtype") != "Parametric":
        return {1: _checked(ad)}
    start, end, step = (int(ad[name]) for name in ("parameterstart", "parameters", "parameterstep"))
    return {number: _checked(_numbered(ad, number)) for number in range(start, end, step)}


def fits(ad: Ad, element: dict[str, Any]) -> bool:
    """Whether an element offers what a job requires."""
    return bool(_value_of(str(ad.get("requirements", "true")), element))


def rank_of(ad: Ad, element: dict[str, Any]) -> int:
    """Return how high an element ranks for a job."""
    return int(_value_of(str(ad.get("rank", "0")), element))


def _value_of(expression: str, element: dict[str, Any]) -> Any:
    """Return what an expression comes to for an element."""
    chosen = CHOICE.sub(r"(\2 if \1 else ", expression)
    text = NOT.sub(" not ", chosen.replace("&&", " and ").replace("||", " or "))
    names = {"other": SimpleNamespace(**element), "RegExp": re.search, "true": True, "__builtins__": {}}
    return eval(text.strip(), names)  # the words of a test, of which nothing is reachable


def _syntax() -> Any:
    raise Wrong("Jdl Error: syntax error while parsing the JDL")


def _ad(words: list[str]) -> Ad:
    found: Ad = {}
    while words:
        end = _end(words, ";")
        name, sign, *value = words[:end] if end > 2 else _syntax()
        if sign != "=" or name.lower() not in KNOWN or end == len(words):
            _syntax()
        found[name.lower()] = _value(value)
        words = words[end + 1 :]
    return found


def _end(words: list[str], mark: str) -> int:
    """Return where a mark stands outside of all brackets."""
    depth = 0
    for at, word in enumerate(words):
        depth += (word in OPEN) - (word in CLOSE)
        if word == mark and depth == 0:
            return at
    return len(words)


def _value(words: list[str]) -> Any:
    if words[0] == "{" and words[-1] == "}":
        return _listed(words[1:-1])
    if len(words) == 1 and words[0].startswith('"'):
        return re.sub(r"\\(.)", r"\1", words[0][1:-1])
    return re.sub(r" ?([.(=&|>]) ?", r"\1", " ".join(words)).replace(">=", " >= ").replace("&&", " && ")


def _listed(words: list[str]) -> list[Any]:
    found = []
    while words:
        end = _end(words, ",")
        item = words[:end]
        found.append(_ad(item[1:-1]) if item[0] == "[" else _value(item))
        words = words[end + 1 :]
    return found


def _numbered(ad: Ad, number: int) -> Ad:
    def fill(value: Any) -> Any:
        return [fill(each) for each in value] if isinstance(value, list) else str(value).replace("_PARAM_", str(number))

    return {name: fill(value) if name in NUMBERED else value for name, value in ad.items()}


def _checked(ad: Ad) -> Ad:
    if not ad.get("executable"):
        raise Wrong("Jdl Error: Executable is mandatory")
    names = [path.rsplit("/", 1)[-1] for path in ad.get("inputsandbox", [])]
    if len(names) != len(set(names)):
        raise Wrong("Jdl Error: two files of the InputSandbox have one name")
    return ad
