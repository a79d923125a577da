"""Monte-Carlo productions from profile to showers, on this machine's queue, with jobs that die on the way."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import yaml

from parisana.app.planning import simulated
from parisana.app.session import Session
from parisana.app.simulations.productions import Wish
from parisana.core.jobs.states import JobState, ProductionState
from parisana.errors import InputError
from tests.waiting import until

#: Stands where jobs expect Python: it writes down who was started (a look whether it starts is none), and obeys what is
#: ordered for a unit of a stage.
PYTHON = """\
#!/bin/bash
[ -n "$6" ] && echo "$2 $6" >> {root}/started
order={root}/orders/$2.$6
if [ -f "$order" ] && [ -s "$order" ]; then
    word=$(head -n 1 "$order")
    [ "$word" = always ] && kill -9 $$
    [ "$word" = wait ] && {{ while [ -f "$order" ]; do sleep 0.1; done; exec {python} "$@"; }}
    sed -i 1d "$order"
    [ "$word" = once ] && kill -9 $$
    exit 3
fi
exec {python} "$@"
"""
ROWS = {"emin": 0.1, "emax": 50, "rhomax": 300, "showers": 100, "showers_per_job": 40}


class Lab:
    """A folder with a site, and profiles of productions."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "orders").mkdir()
        python = root / "python"
        python.write_text(PYTHON.format(root=root, python=sys.executable))
        python.chmod(python.stat().st_mode | stat.S_IXUSR)
        areas = {name: {"storage": "disk", "path": str(root / name)} for name in ("working", "shower", "simulation")}
        site = {"parisana": "site/1", "name": "lab", "title": "Lab", "backend": "unix", "areas": areas}
        site |= {"environment": {"kind": "none", "python": str(python)}}
        site |= {"settings": {"spool": str(root / "spool"), "cores": 2, "grace_s": 0.5, "idle_s": 1}}
        self._write("sites/lab.yaml", site)

    def _write(self, name: str, document: object) -> Path:
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(yaml.safe_dump(document))
        return path

    def profile(self, rows: object = (0,), schedule: object = ROWS, share: object = None, **changes: object) -> Path:
        """Write a profile."""
        production = {"description": "Gammas", "schedule": schedule, "rows": list(rows)}  # type: ignore[call-overload]  # rows as YAML has them
        production |= {} if share is None else {"share": share}
        document = {"parisana": "profile/1", "name": "gammas", "suite": "gammapy", "site": "lab", **changes}
        return self._write("gammas.yaml", {**document, "production": production})

    def order(self, job: str, *words: str) -> None:
        """Say what becomes of ``STAGE.UNIT`` when it runs, the next time and later."""
        (self.root / "orders" / job).write_text("".join(f"{word}\n" for word in words))

    def started(self, stage: str) -> list[str]:
        """Return the units whose program was started, as the jobs wrote it down."""
        lines = (self.root / "started").read_text().splitlines()
        return [line.split()[1] for line in lines if line.split()[0] == stage]


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    monkeypatch.setenv("PARISANA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("PARISANA_SITES", str(tmp_path / "sites"))
    return Lab(tmp_path)


@pytest.fixture
def session(lab: Lab) -> Iterator[Session]:
    made = Session()
    yield made
    made.close()


def step_until(session: Session, production: int, wanted: Callable[[dict[str, str]], bool]) -> dict[str, str]:
    """Drive until the jobs stand as wanted; return how they do."""
    found: dict[str, str] = {}
    with session.driving(production) as follower:

        def stands() -> bool:
            follower.step()
            found.update({f"{job.stage} {job.unit[-1]}": job.state for job in session.all_jobs(production)})
            return wanted(found)

        until(stands)
    return found


def drive(session: Session, production: int) -> ProductionState:
    """Start a production and follow it to its end."""
    session.simulations.start(production)
    (last,) = deque(session.follow(production), maxlen=1)
    return last.state


def on_disk(session: Session, production: int) -> dict[str, int]:
    """Return the showers in the files of units that nothing took the place of."""
    found: dict[str, int] = {}
    for job in session.all_jobs(production, JobState.DONE, "kaskade"):
        found[job.unit] = len(np.load(Path(job.output) / "showers.npy"))
    return found


def test_a_production_whose_jobs_are_killed_meets_its_request(lab: Lab, session: Session) -> None:
    lab.order("kaskade.row-01-000001", "once")
    lab.order("kaskade.row-01-000002", "bad inputs")
    lab.order("smash.row-01-000003", "bad inputs")
    prepared = session.plan(lab.profile())
    production = session.simulations.create(prepared)
    assert [row.status for row in session.simulations.rows(production)["kaskade"]] == ["new"]
    assert session.production(production).state is ProductionState.PAUSED and session.pending() == []
    assert drive(session, production) is ProductionState.DONE
    (showers,), (images,) = session.simulations.rows(production).values()
    assert showers.produced == images.produced == sum(on_disk(session, production).values()) == 120
    assert 0 <= showers.produced - showers.requested < 40, "less than a job too many"
    assert (showers.status, showers.jobs, showers.replaced) == ("done", 3, 2)
    assert list(on_disk(session, production)) == ["row-01-000001", "row-01-000004", "row-01-000005"]
    assert sorted(lab.started("kaskade")) == [f"row-01-{n:06d}" for n in (1, 1, 2, 3, 4, 5)]
    jobs = session.book.jobs(production, superseded=True)
    assert len({job.runs for job in jobs}) == len(jobs) == 10, "no two jobs have the same seed"
    contents = {
        (Path(j.output) / "showers.npy").read_bytes() for j in jobs if j.stage == "kaskade" and j.state == "done"
    }
    assert len(contents) == 4, "nor the same showers"


def test_the_detector_begins_at_a_row_when_a_share_of_its_showers_is_there(lab: Lab, session: Session) -> None:
    for number in (2, 3):
        lab.order(f"kaskade.row-01-{number:06d}", "wait")
    production = session.simulations.create(session.plan(lab.profile(share=0.6)))
    session.simulations.start(production)
    first = step_until(session, production, lambda jobs: jobs["kaskade 1"] == "done")
    assert first["smash 1"] == "waiting", "its own showers are there, but not 2 of the 3 jobs of the row"
    (wait,) = session.readiness.waits(production)
    assert wait.reasons() == ["Kaskade: 1 of 3 jobs done, begins at a row with 60%"]
    assert session.readiness.items(production) == [], "nobody has to declare anything"
    (lab.root / "orders/kaskade.row-01-000002").unlink()
    then = step_until(session, production, lambda jobs: jobs["smash 1"] == jobs["smash 2"] == "done")
    assert then["kaskade 3"] == "running" and then["smash 3"] == "waiting"
    (lab.root / "orders/kaskade.row-01-000003").unlink()
    assert drive(session, production) is ProductionState.DONE
    said = [each.text for each in session.book.deeds(production)]
    assert said.count("Zenith 0°: smash begins with 2 of 3 jobs of kaskade.") == 1


def test_a_job_that_a_person_kills_is_replaced_while_the_production_goes_on(lab: Lab, session: Session) -> None:
    profile = lab.profile(schedule={**ROWS, "showers": 40}, without=["smash"])
    production = session.simulations.create(session.plan(profile))
    session.kill(production, [1])
    assert drive(session, production) is ProductionState.DONE
    assert lab.started("kaskade") == ["row-01-000002"] and list(on_disk(session, production)) == ["row-01-000002"]


def test_showers_that_are_there_are_not_made_again(lab: Lab, session: Session) -> None:
    schedule = {**ROWS, "showers": 40}
    first = session.simulations.create(session.plan(lab.profile(schedule=schedule, without=["smash"])))
    assert drive(session, first) is ProductionState.DONE
    second = session.simulations.create(session.plan(lab.profile(schedule=schedule)))
    (showers,), (images,) = session.simulations.rows(second).values()
    assert (showers.status, showers.produced, images.status, images.produced) == ("done", 40, "new", 0)
    assert drive(session, second) is ProductionState.DONE
    assert (lab.started("kaskade"), lab.started("smash")) == (["row-01-000001"], ["row-01-000001"])
    assert session.simulations.rows(second)["smash"][0].produced == 40


def test_a_production_that_is_stopped_goes_on_with_the_same_units(lab: Lab, session: Session) -> None:
    production = session.simulations.create(session.plan(lab.profile(without=["smash"])))
    session.simulations.start(production)
    assert session.simulations.stop(production) == 3
    assert [row.status for row in session.simulations.rows(production)["kaskade"]] == ["stopped"]
    assert drive(session, production) is ProductionState.DONE
    assert list(on_disk(session, production)) == [f"row-01-{n:06d}" for n in (1, 2, 3)]


def test_a_driver_that_dies_replaces_nothing_twice(lab: Lab, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    lab.order("kaskade.row-01-000001", "bad inputs")
    production = session.simulations.create(
        session.plan(lab.profile(schedule={**ROWS, "showers": 40}, without=["smash"]))
    )
    session.simulations.start(production)
    argv = [sys.executable, "-m", "parisana", "follow", str(production)]
    killed = subprocess.run(argv, env={**os.environ, "PARISANA_CRASH_AT": "after-replacing"}, check=False, timeout=120)
    assert killed.returncode == -signal.SIGKILL
    assert [row.replaced for row in session.simulations.rows(production)["kaskade"]] == [1]
    assert drive(session, production) is ProductionState.DONE
    assert lab.started("kaskade") == ["row-01-000001", "row-01-000002"]


def test_what_fails_again_and_again_is_given_up_until_a_person_starts_it(
    lab: Lab, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulated, "FEWEST_SPARE", 1)
    for number in (1, 2):
        lab.order(f"kaskade.row-01-{number:06d}", "bad inputs")
    profile = lab.profile(schedule={**ROWS, "showers": 40}, without=["smash"])
    production = session.simulations.create(session.plan(profile))
    assert drive(session, production) is ProductionState.FAILED
    assert lab.started("kaskade") == ["row-01-000001", "row-01-000002"]
    assert [row.status for row in session.simulations.rows(production)["kaskade"]] == ["failed"]
    assert drive(session, production) is ProductionState.DONE
    assert lab.started("kaskade")[2:] == ["row-01-000003"]


def test_a_production_is_extended_and_closed(lab: Lab, session: Session) -> None:
    profile = lab.profile(schedule={**ROWS, "showers": 40}, without=["smash"])
    production = session.simulations.create(session.plan(profile))
    assert drive(session, production) is ProductionState.DONE
    assert session.simulations.extend(production, None, Wish(80, (20.0,))) == 3
    assert drive(session, production) is ProductionState.DONE
    rows = session.simulations.rows(production)["kaskade"]
    assert [(row.zenith, row.requested, row.produced, row.jobs) for row in rows] == [(0, 80, 80, 2), (20, 80, 86, 2)]
    assert sorted(lab.started("kaskade")) == ["row-01-000001", "row-01-000002", "row-02-000001", "row-02-000002"]
    session.simulations.close(production)
    assert session.simulations.one(production).state is ProductionState.CLOSED
    with pytest.raises(InputError, match=f"Production {production} is closed"):
        session.simulations.start(production)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rows": [10]}, "Row 1 is another one now: zenith 10°"),
        ({"schedule": {**ROWS, "showers": 50}}, "Row 1 asks for fewer showers than before: 50 instead of 100"),
        ({"schedule": {**ROWS, "emin": 0.2}}, "Row 1 is another one now"),
        ({"rows": [0, 20], "seed": 2}, "asks for other showers than production 1 has"),
        ({"rows": [0, 20], "stages": {"kaskade": {"cone": "2 deg"}}}, "asks for other showers than production 1 has"),
    ],
)
def test_an_extension_changes_nothing_that_is_there(
    lab: Lab, session: Session, change: dict[str, object], words: str
) -> None:
    production = session.simulations.create(session.plan(lab.profile()))
    with pytest.raises(InputError, match=words):
        session.simulations.extend(production, lab.profile(**change))


def test_the_same_showers_are_not_asked_for_twice_unawares(lab: Lab, session: Session) -> None:
    first = session.simulations.create(session.plan(lab.profile()))
    again = session.plan(lab.profile(seed=2, schedule={**ROWS, "showers": 5000}))
    outlook = session.simulations.outlook(again)
    assert [each.production_id for each in outlook.same] == [first]
    assert outlook.showers == 5000 and outlook.jobs == 250 and outlook.bytes_out > 0 and outlook.core_hours > 1
    with pytest.raises(InputError, match=f"Production {first} .gammas. simulates the same showers and is paused"):
        session.simulations.create(again)
    assert session.simulations.create(again, even_so=True) == first + 1
    other = session.plan(lab.profile(rows=[30]))
    assert session.simulations.outlook(other).same == ()


@pytest.mark.parametrize(
    ("written", "field", "hint"),
    [
        ({"primary": 5626}, "production.primary", "It simulates 1, 3, 13"),
        ({"layout": "CTA"}, "production.layout", "HESSPhase1"),
        ({"code": "corsika"}, "production.code", "the suite that has it"),
    ],
)
def test_what_the_suite_does_not_simulate_is_refused(
    lab: Lab, session: Session, written: dict[str, object], field: str, hint: str
) -> None:
    path = lab.profile()
    document = yaml.safe_load(path.read_text())
    document["production"] |= written
    path.write_text(yaml.safe_dump(document))
    with pytest.raises(InputError) as caught:
        session.plan(path)
    assert caught.value.field == field and hint in (caught.value.hint or "")


def test_what_a_production_takes_is_said_for_a_profile_under_edit(lab: Lab, session: Session) -> None:
    profile = lab.profile(rows=(0, 60))
    at_once = session.simulations.glance(profile.read_text(), str(profile))
    planned = session.simulations.outlook(session.plan(profile))
    assert (at_once.showers, at_once.jobs, at_once.same) == (200, planned.jobs, ())
    assert at_once.core_hours == pytest.approx(planned.core_hours) and at_once.bytes_out == planned.bytes_out
    assert {check.what for check in at_once.checks} == {"area working", "area shower", "area simulation"}
    number = session.simulations.create(session.plan(profile))
    (same,) = session.simulations.glance(profile.read_text().replace("showers: 100", "showers: 900"), "new").same
    assert same.production_id == number, "whatever number of showers is asked for"


def test_an_extension_is_looked_at_before_it_is_made(lab: Lab, session: Session) -> None:
    production = session.simulations.create(session.plan(lab.profile()))
    before = session.counts(production)
    wish = Wish(150, (20.0,))
    seen = session.simulations.preview(production, wish)
    assert [(row.zenith, row.before, row.after) for row in seen.rows] == [(0, 100, 150), (20, 0, 150)]
    assert session.counts(production) == before, "nothing is recorded"
    assert seen.jobs == session.simulations.extend(production, None, wish) == sum(row.jobs for row in seen.rows)
    assert session.simulations.preview(production, Wish(150)).jobs == 0
    assert session.simulations.clean(production) == 0


def test_a_production_that_is_submitted_by_hand_is_adopted_with_its_rows(lab: Lab, session: Session) -> None:
    written = session.write(session.plan(lab.profile(rows=(0, 60))), lab.root / "by-hand")
    early = session.adopt(written.folder)
    (first, second), _ = session.simulations.rows(early.production).values()
    assert [(row.zenith, row.status, row.requested, row.produced) for row in (first, second)] == [
        (0, "new", 100, 0), (60, "new", 100, 0)
    ]  # fmt: skip
    with pytest.raises(InputError, match="is submitted by hand"):
        session.simulations.start(early.production)
    lab.order("smash.row-02-000001", "bad inputs")
    subprocess.run(["bash", str(written.submit)], check=False, capture_output=True)
    late = session.adopt(written.folder)
    showers, images = session.simulations.rows(late.production).values()
    assert late.production == early.production
    assert [(row.status, row.produced) for row in showers] == [("done", 120), ("done", showers[1].produced)]
    assert images[0].produced == 120 and images[1].status == "failed"
    assert sum(row.produced for row in showers) == sum(on_disk(session, late.production).values())
    seeds = [job.runs for job in session.all_jobs(late.production, stage="kaskade")]
    assert len(set(seeds)) == len(seeds) and session.adopt(written.folder).counts == late.counts


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"kind": "none"}, ["These jobs run an installed HESSROOT; the environment of Lab is of kind none."]),
        ({"kind": "hessroot", "path": "/no/such/hess"}, ["HESSROOT: There is no /no/such/hess here."]),
        ({"kind": "hessroot", "path": "/usr"}, []),
    ],
)
def test_that_hessroot_is_not_installed_is_said_before(
    lab: Lab, session: Session, environment: dict[str, str], words: list[str]
) -> None:
    profile = lab.profile(suite="hess", overrides={"environment": environment})
    found = session.simulations.glance(profile.read_text(), str(profile)).checks
    assert [check.text for check in found if check.what == "software"] == words
