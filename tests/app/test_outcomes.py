"""Results for the eye: what a production made, what is in a file, and where it comes from."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from parisana.app.results.content import kind_of, read_content
from parisana.app.results.outcomes import ResultFile, figures_so_far
from parisana.app.session import Session
from parisana.bookkeeping.values.entries import NewFile
from parisana.cli import main
from parisana.errors import InputError, StorageError
from tests.app.toy import Toy, last
from tests.core import sample_results
from tests.core.results.test_pictures import png


def run(session: Session, toy: Toy) -> int:
    """Run the toy analysis to its end."""
    production = session.submit(session.plan(toy.profile()))
    last(session.follow(production))
    return production


def test_files_are_listed_by_stage_with_unit_and_job(fake_toy: Toy, batch: object, session: Session) -> None:
    outcome = session.outcomes.of(run(session, fake_toy))
    assert [(file.title, file.unit, file.name) for file in outcome.files][-2:] == [
        ("Refine", "slice-003", "sum.txt"),
        ("Merge", "all", "sum.txt"),
    ]
    assert (outcome.done, outcome.total) == (7, 7)
    assert session.outcomes.content(outcome.files[-1]).text.strip() == Path(outcome.files[-1].path).read_text().strip()


def test_a_file_leads_back_to_its_jobs_profile_and_suite(fake_toy: Toy, batch: object, session: Session) -> None:
    production = run(session, fake_toy)
    merged = session.outcomes.of(production).files[-1]
    said = "\n".join(session.outcomes.origin(merged.path).lines())
    assert f"Made by: merge all, job {production}.{merged.job}" in said
    assert "Input: refine · slice-001, slice-002, slice-003" in said and "    Input: make · slice-001" in said
    assert "Suite: toy 1" in said and f"Production: #{production} toy" in said


def test_results_are_copied_under_names_that_do_not_meet(
    fake_toy: Toy, batch: object, session: Session, tmp_path: Path
) -> None:
    files = session.outcomes.of(run(session, fake_toy)).files
    assert session.outcomes.export(files, tmp_path) == 7
    assert len(list(tmp_path.glob("*-sum.txt"))) == 7 and (tmp_path / "make-slice-001-sum.txt").is_file()
    with pytest.raises(StorageError, match=r"sum.txt cannot be copied"):
        session.outcomes.save(files[0], tmp_path / "nowhere" / "sum.txt")


def test_two_productions_side_by_side_as_json(
    fake_toy: Toy, batch: object, session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    production = run(session, fake_toy)
    merge = next(job for job in session.all_jobs(production) if job.stage == "merge")
    for name, data in sample_results.files().items():
        Path(merge.output, name).write_bytes(data)
        file = NewFile("file", f"{merge.output}/{name}", len(data), None, None)
        session.book.record_files({merge.id: [file]}, 1.0)
    assert main(["results", str(production), "--compare", str(production), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    same = f"On #{production}"
    assert found["productions"] == [production, production]
    assert [(row["Run"], row[same]) for row in found["runs"]] == [(900001, 98), (900002, 92), (900003, 113)]
    assert [row["Ratio"] for row in found["fit"]] == [1.0, 1.0, 1.0]


def test_a_file_of_nobody_is_refused(fake_toy: Toy, session: Session, tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.txt"
    stranger.write_text("?")
    with pytest.raises(InputError, match="not a file that a job of ours has made"):
        session.outcomes.origin(stranger)


def test_a_file_that_was_cut_or_removed_says_so(fake_toy: Toy, batch: object, session: Session) -> None:
    merged = session.outcomes.of(run(session, fake_toy)).files[-1]
    Path(merged.path).write_text("")
    assert "0 bytes instead of" in session.outcomes.content(merged).sentence
    Path(merged.path).unlink()
    assert "no longer there" in session.outcomes.content(merged).sentence


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("map.png", png()[:-4], "its end is missing"),
        ("map.svg", b"<svg", "its end is missing"),
        ("runs.ecsv", b"# %ECSV 1.0\n# datatype:\n", "table is empty"),
        ("runs.csv", b"\xff\xfe\x00run", "damaged"),
        ("summary.json", b'{"significance": 1', "damaged"),
        ("deep.json", b"[" * 100_000, "damaged"),
        ("events.fits", b"SIMPLE  =", "not a FITS file"),
        ("events.fits.gz", gzip.compress(b"SIMPLE  =", mtime=0)[:-9], "damaged"),
        ("events.fits.gz", b"nothing", "Not a gzipped"),
        ("spectrum.pdf", b"text", "not a PDF"),
        ("model.root", b"root", "not shown here"),
    ],
)
def test_half_written_and_lying_files_become_a_sentence(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    assert said in read_content(file).sentence


def test_json_without_known_figures_is_shown_as_text(tmp_path: Path) -> None:
    file = tmp_path / "target.json"
    file.write_text('{"target": "Crab"}')
    assert "Crab" in read_content(file).text


def test_kinds_go_by_the_end_of_the_name() -> None:
    assert [kind_of(name) for name in ("a.FITS.GZ", "b.png", "c.ecsv", "d")] == ["data", "picture", "table", "other"]


def test_the_surroundings_name_versions_folders_and_missing_plugins(fake_toy: Toy, session: Session) -> None:
    found = session.surroundings()
    assert {"parisana", "Python"} <= dict(found.versions).keys()
    assert [folder.path for folder in found.folders if folder.title == "Home of the program"] == [session.home]
    assert all(each.reason.endswith(".") for each in found.absent)


def test_while_slices_run_the_live_time_so_far_is_there(tmp_path: Path) -> None:
    files = []
    for number in (1, 2):
        path = tmp_path / f"slice-{number}.json"
        said = {"runs": {str(number): {"livetime_s": 1800.0, "on": 10, "off": 50, "alpha": 0.1}}}
        path.write_text(json.dumps(said))
        unit = f"slice-00{number}"
        files.append(ResultFile("microdst", "Micro DST", unit, number, path.name, str(path), 1, "figures"))
    (tmp_path / "slice-2.json").write_text("{half")
    figures, fitted, partial = figures_so_far(tuple(files))
    assert {each.title: each.value for each in figures}["Live time"] == "0.50"
    assert (fitted, partial) == ((), "1 run so far")
