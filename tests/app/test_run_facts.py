"""What is known of runs is kept with each production that reads them from a data store."""

from __future__ import annotations

import yaml

from parisana.app.session import Session
from parisana.plugins.fake_backend import FakeSite

from .test_observations import CRAB, GOOD, store
from .toy import Toy, suite


def reading_a_store(toy: Toy) -> str:
    """Let the first stage read a data store, which holds one whole run."""
    folder = store(toy.root / "store", {**GOOD, "MUONEFF": [0.094, 0.1, 0.1]})
    (folder / "5.fits").write_bytes(b"events")
    document = suite()
    make = document["stages"][0]
    make["parameters"].append({"name": "store", "title": "Store", "type": "path", "default": str(folder)})
    make["inputs"] = [{"name": "store", "store": "make.store"}]
    (toy.root / "config/parisana/suites/toy.yaml").write_text(yaml.safe_dump(document))
    return str(folder)


def test_a_production_records_the_runs_that_it_reads(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    reading_a_store(fake_toy)
    session.submit(session.plan(fake_toy.profile([5])))
    (row,) = session.observations.recorded().rows
    assert (row.run, row.quality, row.muon_efficiency, row.livetime) == (5, 0, 0.094, 1600.0)
    assert (row.object, row.ra, row.zenith, row.telescopes) == ("Crab Nebula", CRAB[0], 46.0, (1, 2, 3, 4))


def test_a_store_that_has_gone_is_no_reason_to_send_nothing(
    fake_toy: Toy, batch: FakeSite, session: Session, told: list[str]
) -> None:
    folder = reading_a_store(fake_toy)
    prepared = session.plan(fake_toy.profile([5]))
    (fake_toy.root / "store/obs-index.fits").unlink()
    production = session.submit(prepared)
    assert [job.state for job in session.jobs(production, stage="make")] != ["waiting"]
    assert any("not recorded: The data store has no obs-index" in text for text in told), folder
