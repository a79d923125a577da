"""The job description language of EMI (ADL), which ARC takes beside its own, written from data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from parisana.core.jobs.resources import Resources

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<ActivityDescription xmlns="http://www.eu-emi.eu/es/2010/12/adl"
  xmlns:arc="http://www.nordugrid.org/es/2011/12/nordugrid-adl">"""


def activity_description(
    *,
    name: str,
    executable: str,
    inputs: Mapping[str, str],
    outputs: Sequence[str],
    needs: Resources,
    queue: str | None,
    delegation: str = "",
    runtimes: Sequence[str] = (),
) -> str:
    """Describe one job as the other language does; inputs without a URL are sent by us."""
    tag = _element("Environment", _value("Name", "PARISANA_TAG"), _value("Value", name))
    staged = [
        *([_value("arc:DelegationID", delegation)] if delegation else []),
        *(
            _element("InputFile", _value("Name", each), *_from(url), _runs(each == executable))
            for each, url in inputs.items()
        ),
        *(_element("OutputFile", _value("Name", each)) for each in outputs),
    ]
    parts = [
        _element("ActivityIdentification", _value("Name", name)),
        _element("Application", _element("Executable", _value("Path", executable)), tag),
        _element("Resources", *_resources(needs, queue, runtimes)),
        _element("DataStaging", *staged),
    ]
    return "\n".join([HEAD, *parts, "</ActivityDescription>"])


def _resources(needs: Resources, queue: str | None, runtimes: Sequence[str]) -> list[str]:
    memory = -(-needs.memory_mb // needs.cores) * 2**20
    return [
        *(_element("RuntimeEnvironment", _value("Name", each)) for each in runtimes),
        _value("IndividualPhysicalMemory", str(memory)),
        _element("SlotRequirement", _value("NumberOfSlots", str(needs.cores))),
        *([_value("QueueName", queue)] if queue else []),
        _value("WallTime", str(needs.time_s)),
    ]


def _from(url: str) -> list[str]:
    return [_element("Source", _value("URI", url))] if url else []


def _runs(yes: bool) -> str:
    return _value("IsExecutable", "true") if yes else ""


def _element(name: str, *parts: str) -> str:
    return f"<{name}>{''.join(parts)}</{name}>"


def _value(name: str, text: str) -> str:
    return _element(name, escape(text))
