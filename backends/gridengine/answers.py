"""What a failed command means: that the scheduler said no, in its own words, or that nothing is known."""

from __future__ import annotations

import re

from parisana.errors import NoAnswer, Refused, SiteError
from parisana.plugins.runner import Outcome

from .settings import GridEngineSettings

#: The scheduler was not reached, or its answer was not understood; what was sent may have arrived.
_SILENCE = re.compile(
    r"commlib|qmaster|gdi request|timed? ?out|can't connect|unable to contact|SGE_ROOT|SGE_CELL|cell directory"
    r"|error reading|receive",
    re.IGNORECASE,
)
#: It said no.
_REFUSAL = re.compile(
    r"Unable to run job|job rejected|denied|invalid option|unknown (option|resource)|no suitable queue"
)
#: A refusal that passes by itself: too many jobs of this user are there already.
_FULL = re.compile(
    r"jobs (are )?allowed per user|job limit|max_u?_?jobs|maximum number of (active )?jobs", re.IGNORECASE
)
#: Which setting a refusal is about.
_FIELDS: tuple[tuple[str, str], ...] = (
    (r"queue \"", "queue"),
    (r"project", "project"),
    (r"parallel environment", "parallel_environment"),
    (r"priority", "priority"),
)
_RESOURCE = re.compile(r"(?:resource|attribute) \"([^\"]+)\"")


def in_words(text: str) -> str:
    """Return what the scheduler said as one sentence, without its frame."""
    lines = (line.strip() for line in text.splitlines())
    said = (line.removeprefix("Unable to run job:").strip() for line in lines if line not in ("", "Exiting."))
    return " ".join(said)


def no_answer(command: str, outcome: Outcome) -> NoAnswer:
    """Return the error for a command that failed, or said what cannot be read."""
    said = in_words(outcome.stderr) or f"exit code {outcome.code}"
    return NoAnswer(f"{command} gave no answer that can be used: {said[:500]}.")


def not_taken(settings: GridEngineSettings, outcome: Outcome) -> SiteError:
    """Return the error for a submission that did not go well."""
    text = outcome.stderr or outcome.stdout
    return refusal(settings, text) if _REFUSAL.search(text) and reached(text) else no_answer("qsub", outcome)


def reached(text: str) -> bool:
    """Whether it was the scheduler that spoke, and not the road to it."""
    return _SILENCE.search(text) is None


def refusal(settings: GridEngineSettings, text: str) -> Refused:
    """Return a refusal in the scheduler's own words, with the setting that it is about."""
    words = in_words(text)
    field = field_of(settings, words)
    hint = None if field is None else "Change it on the batch page, or in the site file."
    return Refused(f"{words.rstrip('.')}.", hint=hint, field=field, transient=_FULL.search(words) is not None)


def field_of(settings: GridEngineSettings, words: str) -> str | None:
    """Return which setting a refusal is about, where it can be told."""
    if match := _RESOURCE.search(words):
        named = {
            settings.memory_resource: "memory_resource",
            settings.disk_resource: "disk_resource",
            settings.platform_resource: "platform_resource",
        }
        return f"settings.{named.get(match[1], 'resources')}"
    found = (name for pattern, name in _FIELDS if re.search(pattern, words))
    return next((f"settings.{name}" for name in found), None)
