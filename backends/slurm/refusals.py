"""What ``sbatch`` says when it does not take a submission: silence, or a refusal with the field to be mended."""

from __future__ import annotations

from dataclasses import dataclass

from parisana.errors import NoAnswer, Refused
from parisana.plugins.runner import Outcome

from .answers import NO_PROGRAM, answer, own_words

#: Words after which nobody knows whether the submission was taken.
SILENCE = (
    *("unable to contact slurm", "timed out", "zero bytes", "unexpected message", "connection refused"),
    *("connection failure", "communication", "unable to resolve", "transport endpoint", "credential", "authentication"),
    *("message receive failure", "unable to establish", "broken pipe", "no route to host", "unspecified error"),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a refusal is about."""

    words: str
    field: str | None
    hint: str
    transient: bool = False


#: The first whose words occur counts: which limit of a policy it is stands before the sentence on policies.
#: Fields are those of the site file, and of the profile's batch page.
REFUSALS = (
    Refusal("maxsubmit", None, "The site's limit of jobs is reached; the rest is sent when some have ended.", True),
    Refusal("walldur", "batch.duration", "Ask for less time on the batch page."),
    Refusal("submit limit", None, "The site's limit of jobs may be reached; the rest is sent later.", True),
    Refusal("temporarily unable", None, "Slurm takes no more jobs just now; they are sent later.", True),
    Refusal("inactive or drain", "settings.partition", "The partition takes no jobs just now.", True),
    Refusal("account or account", "settings.account", "Choose an account of yours: sacctmgr show associations."),
    Refusal("partition", "settings.partition", "See the partitions with: parisana site elements."),
    Refusal("invalid account", "settings.account", "Choose an account of yours: sacctmgr show associations."),
    Refusal("qos", "settings.qos", "Choose a quality of service that your account may use."),
    Refusal("feature", "settings.constraint", "See the features of the nodes with: sinfo -o '%N %f'."),
    Refusal("license", "settings.licenses", "See the licences with: scontrol show licenses."),
    Refusal("reservation", "settings.reservation", "See the reservations with: scontrol show reservations."),
    Refusal("node name", "settings.exclude", "See the nodes with: sinfo -N."),
    Refusal("array", "settings.array_size", "Send smaller arrays."),
    Refusal("cluster", "settings.cluster", "See the clusters with: sacctmgr show clusters."),
    Refusal("time limit", "batch.duration", "Ask for less time on the batch page."),
    Refusal("memory", "batch.memory", "Ask for less memory on the batch page."),
    Refusal(
        "node configuration",
        "batch",
        "No node of this partition has so many cores or so much memory, or all that have it are left out (exclude).",
    ),
)
#: What a site's own rules say.
OTHER = Refusal("", None, "Mend what Slurm names on the batch page, or ask the site.")


def not_taken(outcome: Outcome) -> NoAnswer | Refused:
    """Return what to raise after an ``sbatch`` that failed."""
    words = own_words(outcome)
    said = words.lower()
    if outcome.code == NO_PROGRAM:
        answer(outcome)
    if not (outcome.stderr + outcome.stdout).strip() or any(silence in said for silence in SILENCE):
        return NoAnswer(f"sbatch gives no answer: {words}.")
    refusal = next((each for each in REFUSALS if each.words in said), OTHER)
    return Refused(f"{words}.", hint=refusal.hint, field=refusal.field, transient=refusal.transient)
