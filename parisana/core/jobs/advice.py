"""What a person can do about a failed job: one sentence for each class of failure."""

from __future__ import annotations

from .states import Failure

ADVICE: dict[Failure, str] = {
    Failure.SOFTWARE: "Read its log; mend the parameters or the program, then try it again.",
    Failure.MEMORY: "Try it again with more memory (parisana retry --memory), or submit with fewer runs per slice.",
    Failure.TIME: "Try it again with more time (parisana retry --time), or submit with fewer runs per slice.",
    Failure.INPUTS: "Look whether its input files are there and whole; then try it again.",
    Failure.STAGE_IN: "See whether the storage of its inputs answers; then try it again.",
    Failure.STAGE_OUT: "See whether its area may be written to, and has room; then try it again.",
    Failure.OUTPUT: "Read its log: the program ended well, but its files are not whole. Then try it again.",
    Failure.NODE: "The machine that ran it is in trouble; try it again.",
    Failure.SITE: "The batch system is in trouble; try it again when it is well.",
    Failure.REFUSED: "The reason is the batch system's own; ask for what the site allows, and submit again.",
    Failure.CREDENTIAL: "Renew your credential (parisana proxy init), then try it again.",
    Failure.LOST: "Nobody knows what became of it; try it again.",
    Failure.CANCELLED: "Resume the production.",
}
