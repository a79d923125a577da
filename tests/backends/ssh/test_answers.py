"""What the queue of another machine says, whole and not; and what it is told."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from parisana.backends.ssh import answers
from parisana.backends.ssh.backend import SSHBackend
from parisana.backends.ssh.calls import script, script_name
from parisana.backends.ssh.order import order_text
from parisana.backends.ssh.settings import SSHSettings
from parisana.core.documents.address import Address
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer, Failure
from parisana.errors import InputError, NoAnswer, Refused, SiteError
from parisana.plugins.backend import Ending, Living, NativeState, Submission
from parisana.plugins.runner import Outcome
from tests.jobscript.conditions import require

END = "t-1.2:143:time:0.31:61.20:12.00:It ran longer: 61 s.\n"


def said(text: str, code: int = 0, trouble: str = "") -> Outcome:
    """Return an answer."""
    return Outcome(code, text, trouble)


def test_living_rows_are_read() -> None:
    found = answers.parse_living(said("t-1.1 running\nt-1.12 queued\nwhole\n"))
    assert found == [Living("t-1.1", NativeState.RUNNING), Living("t-1.12", NativeState.QUEUED)]
    assert answers.parse_living(said("whole\n")) == []


@pytest.mark.parametrize(
    "outcome",
    [said(""), said("t-1.1 running\n"), said("t-1.1 run\nwhole\n"), said("t-1.1\nwhole\n"), said("whole\n", 1)],
)
def test_what_is_short_or_garbled_is_no_answer(outcome: Outcome) -> None:
    with pytest.raises(NoAnswer):
        answers.parse_living(outcome)


def test_ends_are_read_with_what_is_not_known_left_open() -> None:
    found = answers.parse_endings(said(END + "t-1.3:-:lost:-:-:-:It was restarted.\nt-1.4:0::0.1:2:3:\nwhole\n"))
    assert found == [
        Ending("t-1.2", 143, Failure.TIME, "It ran longer: 61 s.", 0.31, 61.2, 12.0),
        Ending("t-1.3", None, Failure.LOST, "It was restarted."),
        Ending("t-1.4", 0, None, "", 0.1, 2.0, 3.0),
    ]


@pytest.mark.parametrize("line", ["t-1.2:143", "t-1.2:x::1:1:1:", "t-1.2:1:nonsense:1:1:1:", "t-1.2:1::1:1,5:1:"])
def test_an_end_that_cannot_be_read_is_no_answer(line: str) -> None:
    with pytest.raises(NoAnswer, match="cannot be read"):
        answers.parse_endings(said(f"{line}\nwhole\n"))


def test_a_submission_is_taken_refused_or_not_known() -> None:
    assert answers.parse_taken(said("taken t-1\n"), "t-1") == "t-1"
    with pytest.raises(Refused, match="A job needs 9 cores"):
        answers.parse_taken(said("", 65, "A job needs 9 cores.\n"), "t-1")
    with pytest.raises(Refused) as full:
        answers.parse_taken(said("", 75, "there is no room for it\n"), "t-1")
    assert full.value.transient
    for outcome in (said(""), said("taken t-12\n"), said("", 70, "cut\n"), said("taken t-1\n", 255)):
        with pytest.raises(NoAnswer):
            answers.parse_taken(outcome, "t-1")


def test_a_tag_is_absent_only_when_the_queue_says_so() -> None:
    assert answers.parse_found(said("yes\n"), "t-1").native_id == "t-1"
    assert answers.parse_found(said("no\n"), "t-1").answer is Answer.NO
    for outcome in (said(""), said("no\n", 2), said("not\n")):
        assert answers.parse_found(outcome, "t-1").answer is Answer.UNKNOWN


def test_the_machine_is_shown_with_what_the_site_lets_jobs_have() -> None:
    element = answers.parse_machine(said("node 0.31 16 3 3 7\nwhole\n"), 8, 0.01)
    assert (element.element, element.status, element.cpus, element.free_cpus) == ("node", "load 0.31", 8, 5)
    with pytest.raises(NoAnswer):
        answers.parse_machine(said("node 0.31\nwhole\n"), None, 0.01)


def test_an_order_arrives_in_bash_as_it_was_given() -> None:
    odd = "two words, 'quotes\"\nand $HOME `ü`"
    submission = Submission("t-1", f"/a/{odd}.sh", "/t.tsv", 3, Resources(), "/logs", {"GREETING": odd})
    text = order_text(submission, SSHSettings(host="there", cores=4))
    ask = 'eval "$1"; job_environment; printf "%s|" "$script" "$GREETING" "$rows" "$most_cores" "$most_memory_mb"'
    done = subprocess.run(["bash", "-euc", ask, "bash", text], capture_output=True, text=True, check=True)
    assert done.stdout == f"/a/{odd}.sh|{odd}|3|4||"


def test_the_settings_name_the_machine_and_leave_the_rest_to_the_configuration_of_ssh() -> None:
    assert SSHBackend.address({"host": "node"}) == Address("node")
    known = {"host": "me@node:2222", "key": "~/.ssh/node", "jump_host": "gate"}
    assert SSHBackend.address(known) == Address("node", "me", 2222, "~/.ssh/node", "gate")
    assert SSHBackend.address({"host": "me@node", "user": "you", "port": 22}) == Address("node", "you", 22)


@pytest.mark.parametrize("settings", [{}, {"host": None}, {"host": "two words"}, {"host": "-oProxyCommand=x"}])
def test_a_host_that_is_none_is_told_with_its_field(settings: dict[str, object]) -> None:
    with pytest.raises(InputError, match="is no host") as caught:
        SSHBackend.address(settings)
    assert caught.value.field == "settings.host"


@pytest.mark.parametrize(
    ("outcome", "kind", "words"),
    [
        (said("", 64, "there is no program flock\n"), SiteError, "no program flock"),
        (said("", 75, "mkdir: cannot create directory\n"), NoAnswer, "cannot create"),
        (said("welcome\n"), SiteError, "not a word"),
    ],
)
def test_a_machine_that_cannot_have_the_queue_says_why(outcome: Outcome, kind: type[SiteError], words: str) -> None:
    with pytest.raises(kind, match=words):
        answers.parse_installed(outcome)
    assert answers.parse_installed(said("/home/me/spool\n")) == "/home/me/spool"


def test_shellcheck_finds_nothing_in_the_queue() -> None:
    require(shutil.which("shellcheck") is not None, "shellcheck")
    checked = subprocess.run(["shellcheck", "-"], input=script(), capture_output=True, text=True, check=False)
    assert checked.stdout == ""
    assert script_name().startswith("queue-")
