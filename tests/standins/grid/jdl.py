"""A job description as CREAM reads it: a ClassAd in brackets, with its rules. Standard library only."""

from __future__ import annotations

import re

TOKEN = re.compile(r'\s*(?:(//[^\n]*|#[^\n]*)|("(?:\\.|[^"\\\n])*")|([A-Za-z_]\w*|-?\d+)|(.))', re.DOTALL)
KNOWN = frozenset(
    {
        *("type", "jobtype", "executable", "arguments", "stdinput", "stdoutput", "stderror", "environment"),
        *("inputsandbox", "inputsandboxbaseuri", "outputsandbox", "outputsandboxdesturi", "outputsandboxbasedesturi"),
        *("virtualorganisation", "cerequirements", "cpunumber", "smpgranularity", "wholenodes", "hostnumber"),
        *("prologue", "epilogue", "outputdata", "mwversion", "requirements", "rank", "retrycount", "myproxyserver"),
    }
)


class Wrong(Exception):
    """The description breaks a rule."""


def read(text: str) -> dict[str, str | list[str]]:
    """Read a description, names in lower case."""
    words = [match for match in TOKEN.finditer(text.strip()) if match[2] or match[3] or (match[4] or "").strip()]
    plain = [match[2] or match[3] or match[4] for match in words]
    if not plain or plain[0] != "[" or plain[-1] != "]":
        raise Wrong("Syntax error. Will not submit this JDL")
    found: dict[str, str | list[str]] = {}
    at = 1
    while at < len(plain) - 1:
        name, sign = plain[at].lower(), plain[at + 1]
        if sign != "=" or name not in KNOWN:
            raise Wrong("Syntax error. Will not submit this JDL")
        end = plain.index(";", at)
        found[name] = _value(plain[at + 2 : end])
        at = end + 1
    _check(found)
    return found


def _value(words: list[str]) -> str | list[str]:
    if words and words[0] == "{":
        return [_string(word) for word in words[1:-1] if word != ","]
    if len(words) != 1:
        raise Wrong("Syntax error. Will not submit this JDL")
    return _string(words[0])


def _string(word: str) -> str:
    if not word.startswith('"'):
        return word
    return re.sub(r"\\(.)", r"\1", word[1:-1])


def _check(found: dict[str, str | list[str]]) -> None:
    if str(found.get("type", "Job")) != "Job" or not found.get("executable"):
        raise Wrong("ERROR processing JDL: Type must be Job, and Executable is mandatory")
    destinations = [name for name in ("outputsandboxdesturi", "outputsandboxbasedesturi") if name in found]
    if found.get("outputsandbox") and len(destinations) != 1:
        raise Wrong("If 'OutputSandbox' is specified then one (and only one) of OutputSandboxDestURI and BaseDestURI")
    names = [path.rsplit("/", 1)[-1] for path in found.get("inputsandbox", [])]
    if len(names) != len(set(names)):
        raise Wrong("ERROR processing JDL: two files of the InputSandbox have one name")
