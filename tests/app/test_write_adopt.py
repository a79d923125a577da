"""Write-script-only: a folder submitted by hand does the whole analysis, and adopting it records all of it once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.app.by_hand.writer import Written
from parisana.app.session import Session
from parisana.cli import main
from parisana.core.jobs.states import Failure, JobState, ProductionState
from parisana.errors import InputError, Outdated

SUITE = """\
parisana: suite/1
name: numbers
title: Numbers
release: "1"
environment: gammapy
groups: [{name: all, title: All}]
stages:
  - name: make
    title: Make
    group: all
    split: run
    outputs: [{name: number, area: dst, pattern: "*.txt"}]
    command: [PYTHON, WORK, make, "{runs}", "{output}"]
  - name: add
    title: Add
    group: all
    inputs: [{name: number, from: make}]
    outputs: [{name: total, area: results, pattern: "*.txt"}]
    command: [PYTHON, WORK, add, "{runs}", "{output}", "{inputs}"]
"""
PROFILE = """\
parisana: profile/1
name: numbers
suite: SUITE
site: Unix
runs: [1, 2, 3]
overrides:
  environment: {kind: none, path: null}
  areas: {dst: {storage: disk, path: ROOT/dst}, results: {storage: disk, path: ROOT/results}}
"""
WORK = """\
import os, sys
from pathlib import Path
stage, runs, output = sys.argv[1:4]
if os.environ.get("BREAK") == f"{stage} {runs}":
    sys.exit("broken on purpose")
found = [Path(word.partition("=")[2]) for word in sys.argv[5::2]]
text = "".join(sorted((folder / "n.txt").read_text() for folder in found)) or runs + "\\n"
Path(output, "n.txt").write_text(text)
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Return a profile of four jobs: three that make a number, one that gathers them."""
    work, suite, path = tmp_path / "work.py", tmp_path / "numbers.yaml", tmp_path / "profile.yaml"
    work.write_text(WORK)
    suite.write_text(SUITE.replace("PYTHON", json.dumps(sys.executable)).replace("WORK", json.dumps(str(work))))
    path.write_text(PROFILE.replace("SUITE", str(suite)).replace("ROOT", str(tmp_path)))
    return path


@pytest.fixture
def session() -> Iterator[Session]:
    """Return a session with a database of its own."""
    found = Session()
    yield found
    found.close()


@pytest.fixture
def written(profile: Path, session: Session, tmp_path: Path) -> Written:
    """Return the profile written into a folder whose name is not easy."""
    return session.write(session.plan(profile), tmp_path / 'it\'s a\n"folder" $HOME é')


def by_hand(written: Written, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``submit.sh`` from somewhere else, with a ledger of each payload start."""
    ledger = {"PARISANA_LEDGER": str(written.folder.parent / "ledger")}
    argv = ["bash", str(written.submit), *words]
    return subprocess.run(
        argv, cwd="/", env=os.environ | ledger | environment, capture_output=True, text=True, check=False
    )


def starts(written: Written) -> Counter[str]:
    """Return how often each payload was started, by key."""
    return Counter(line.split()[0] for line in (written.folder.parent / "ledger").read_text().splitlines())


def states(session: Session, production: int) -> list[JobState]:
    """Return the states of all jobs, in order."""
    return [job.state for job in session.all_jobs(production)]


def test_the_whole_analysis_by_hand(written: Written, session: Session, tmp_path: Path) -> None:
    """One run fails: adopt says so; mended and submitted again, all is done, and nothing was done twice."""
    first = by_hand(written, BREAK="make 2")
    assert first.returncode == 1 and "--again" in first.stderr

    middle = session.adopt(written.folder)
    assert middle.state is ProductionState.FAILED
    assert states(session, middle.production) == ["done", "failed", "done", "waiting"]
    failed = session.jobs(middle.production, JobState.FAILED)[0]
    assert failed.failure is Failure.SOFTWARE

    refused = by_hand(written)
    assert refused.returncode == 2 and "submitted before" in refused.stderr
    assert by_hand(written, "--again").returncode == 0
    assert next(tmp_path.glob("results/add/*/n.txt")).read_text() == "1\n2\n3\n"

    end = session.adopt(written.folder)
    assert (end.production, end.state) == (middle.production, ProductionState.DONE)
    assert states(session, end.production) == ["done"] * 4
    assert [attempt.state for attempt in session.attempts(failed)] == ["failed", "done"]
    assert len(session.results(end.production)) == 4
    keys = {job.number: job.key for job in session.all_jobs(end.production)}
    assert starts(written) == {keys[1]: 1, keys[2]: 2, keys[3]: 1, keys[4]: 1}

    events = len(session.book.events(end.production))
    assert session.adopt(written.folder) == end
    assert [attempt.state for attempt in session.attempts(failed)] == ["failed", "done"]
    assert session.book.differences(end.production) == []
    assert len(session.book.events(end.production)) <= events + 2

    assert by_hand(written, "--again").returncode == 0
    assert starts(written).total() == 5, "what is done is found, and not computed again"
    assert session.adopt(written.folder).counts == end.counts


def test_what_waits_for_a_failed_job_is_told_with_the_way_on(written: Written) -> None:
    """The job stays waiting, since it can still be done; nothing will do it by itself, and that is said."""
    told: list[str] = []
    session = Session(tell=lambda notice: told.append(notice.text))
    by_hand(written, BREAK="make 2")
    adopted = session.adopt(written.folder)
    assert states(session, adopted.production) == ["done", "failed", "done", "waiting"]
    (text,) = told
    assert "Failed: 1" in text and "waiting for what they should have made: 1" in text
    command = text.partition("mended: ")[2].partition(", and adopt")[0]
    assert subprocess.run(["bash", "-c", command], cwd="/", check=False).returncode == 0
    assert session.adopt(written.folder).state is ProductionState.DONE
    assert len(told) == 1
    session.close()


def test_adopting_before_anything_was_sent(written: Written, session: Session) -> None:
    """Nothing is there, nothing is sent, and the program does not drive what is submitted by hand."""
    adopted = session.adopt(written.folder)
    assert states(session, adopted.production) == ["ready", "ready", "ready", "waiting"]
    with pytest.raises(InputError, match="by hand"):
        session.send(adopted.production)
    assert session.pending() == []


def test_a_killed_attempt_and_the_one_after_it(written: Written, session: Session) -> None:
    """A job that vanished stays running until it is submitted again; then its first attempt counts as lost."""
    by_hand(written, PARISANA_CRASH_AT="before-report", BREAK="make 1")
    middle = session.adopt(written.folder)
    assert states(session, middle.production) == ["running", "done", "done", "waiting"]
    assert by_hand(written, "--again").returncode == 0
    assert session.adopt(written.folder).state is ProductionState.DONE
    first = session.jobs(middle.production)[0]
    assert [attempt.failure for attempt in session.attempts(first)] == [Failure.LOST, None]


def test_the_folder_must_be_free_or_hold_this_plan(profile: Path, session: Session, tmp_path: Path) -> None:
    """Other people's files are left alone; the same plan may be written twice, another one not."""
    prepared = session.plan(profile)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.tex").write_text("x")
    with pytest.raises(InputError, match="other files"):
        session.write(prepared, tmp_path / "full")
    with pytest.raises(InputError, match="not a folder"):
        session.write(prepared, profile)
    session.write(prepared, tmp_path / "mine")
    assert session.write(prepared, tmp_path / "mine").manifest.digest == prepared.plan.digest
    profile.write_text(profile.read_text().replace("[1, 2, 3]", "[1, 2]"))
    with pytest.raises(InputError, match="another plan"):
        session.write(session.plan(profile), tmp_path / "mine")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"parisana": "manifest/1"}', '{"parisana": "manifest/1", "jobs": 3}'])
def test_a_damaged_manifest(written: Written, session: Session, text: str) -> None:
    """It is said in words, with the file."""
    (written.folder / "manifest.json").write_text(text)
    with pytest.raises(InputError, match="damaged") as raised:
        session.adopt(written.folder)
    assert raised.value.file == str(written.folder / "manifest.json")


def test_a_manifest_of_another_version_a_moved_and_a_missing_folder(
    written: Written, session: Session, tmp_path: Path
) -> None:
    """Each has a sentence of its own."""
    manifest = written.folder / "manifest.json"
    text = manifest.read_text()
    manifest.write_text(text.replace("manifest/1", "manifest/2"))
    with pytest.raises(Outdated, match="manifest/2"):
        session.adopt(written.folder)
    manifest.write_text(text)
    with pytest.raises(InputError, match="another place"):
        session.adopt(written.folder.rename(tmp_path / "moved"))
    with pytest.raises(InputError, match="no written analysis"):
        session.adopt(tmp_path / "nowhere")


def test_the_commands(profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both print JSON; adopting an analysis with a failed job ends with 1."""
    folder = tmp_path / "out"
    assert main(["write", str(profile), str(folder), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["jobs"] == 4 and document["submit"] == str(folder / "submit.sh")
    subprocess.run(["bash", "submit.sh"], cwd=folder, env=os.environ | {"BREAK": "make 3"}, check=False)
    assert main(["adopt", str(folder), "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document == {"production": 1, "jobs": {"done": 2, "failed": 1, "waiting": 1}, "state": "failed"}
