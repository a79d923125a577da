"""The plain list that ``qstat -xml`` gives, read without building a tree: ten thousand entries in a blink.

Every character of the answer has to fit; one that does not (an entity, an attribute, a missing end) leaves the answer
to the XML parser, and to its verdict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Entry = Mapping[str, str]

_ATTRIBUTES = r"(?:\s+[\w:]+=(?:'[^'<>&]*'|\"[^\"<>&]*\"))*\s*"
_HEAD = re.compile(rf"(?:<\?xml version='1.0'\?>\s*)?<job_info{_ATTRIBUTES}>\s*<queue_info>")
_MIDDLE = re.compile(r"</queue_info>\s*<job_info>")
_TAIL = re.compile(r"\s*</job_info>\s*</job_info>\s*")
_END = "</job_list>"
_ENTRY = re.compile(rf"\s*<job_list{_ATTRIBUTES}>((?:\s*<(\w+)>[^<>&]*</\2>)+)\s*")
_FIELD = re.compile(r"<(\w+)>([^<>]*)</")


def plain_parts(text: str) -> list[str] | None:
    """Cut a list into its entries, of running and then of waiting tasks; nothing when it is not a plain one."""
    head = _HEAD.match(text)
    middle = _MIDDLE.search(text, head.end()) if head else None
    if head is None or middle is None:
        return None
    last = max(text.rfind(_END) + len(_END), middle.end())
    *running, between = text[head.end() : middle.start()].split(_END)
    *waiting, rest = text[middle.end() : last].split(_END)
    return None if between.strip() or rest.strip() or not _TAIL.fullmatch(text, last) else running + waiting


def plain_entry(part: str) -> Entry | None:
    """Read one entry; nothing when it is not a plain one."""
    match = _ENTRY.fullmatch(part)
    return None if match is None else dict(_FIELD.findall(match[1]))
