"""What a payload can do, and what the report then says."""

from __future__ import annotations

import gzip

import pytest

from tests.jobscript.conditions import can_mount, require
from tests.jobscript.ground import GOOD, Ground


def test_a_good_payload_becomes_a_result_and_a_report(ground: Ground) -> None:
    ran = ground.run()
    report = ground.report()
    assert ran.code == 0
    assert ran.printed == report
    assert (report["state"], report["failure"], report["step"], report["found"]) == ("done", None, None, False)
    assert [step["step"] for step in report["steps"]] == [
        "claim", "environment", "pre-check", "stage-in", "run", "check-outputs", "stage-out",
    ]  # fmt: skip
    assert (ground.final / "spectrum.txt").read_text() == "spectrum of slice-003"
    assert ground.left_behind() == []


def test_the_report_describes_the_run(ground: Ground) -> None:
    ground.payload = "i=0; while ((i < 100000)); do ((i++)); done; sleep 0.2" + GOOD
    ground.run()
    report = ground.report()
    assert report["versions"] == {"gammapy": "2.1"}
    assert report["last_line"] == '{"events": 12}'
    assert report["cpu_s"] > 0.02
    assert 1 < report["peak_memory_mb"] < 500
    assert report["started"] <= report["steps"][0]["started"] <= report["ended"]
    assert report["output"] == str(ground.final)


def test_what_the_payload_says_is_in_the_log(ground: Ground) -> None:
    ground.payload = "echo to the log; echo to the error log >&2; exit 1"
    ran = ground.run()
    assert ran.stdout.startswith("to the log\n")
    assert "to the error log" in ran.stderr


FAILURES = {
    "crash": ("exit 1", 40, "software", "run", 1),
    "exit 99": ("exit 99", 40, "software", "run", 99),
    "exit 100": ("exit 100", 40, "software", "run", 100),
    "bad inputs": ("exit 3", 31, "inputs", "run", 3),
    "segmentation fault": ("kill -SEGV $$", 40, "software", "run", 139),
    "killed": ("kill -KILL $$", 40, "node", "run", 137),
    "time": ("kill -XCPU $$", 42, "time", "run", 152),
    "no output": ("exit 0", 45, "output", "check-outputs", 0),
    "empty output": ('touch "$4/a.txt"', 45, "output", "check-outputs", 0),
    "no output folder": ('rm -r "$4"', 45, "output", "check-outputs", 0),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_has_a_class_and_a_sentence(ground: Ground, name: str) -> None:
    ground.payload, code, failure, step, payload_code = FAILURES[name]
    ran = ground.run()
    report = ground.report()
    assert (ran.code, report["exit_code"]) == (code, code)
    assert (report["state"], report["failure"], report["step"]) == ("failed", failure, step)
    assert report["payload_exit_code"] == payload_code
    assert report["reason"] in ran.stderr
    assert not ground.final.exists()
    assert ground.left_behind() == []


def test_killed_near_its_memory_limit_is_memory(ground: Ground) -> None:
    ground.payload = "sleep 0.3; kill -KILL $$"
    assert ground.run(PARISANA_MEMORY_MB="1").code == 41
    assert ground.report()["failure"] == "memory"


#: A control group of our own making, in which the payload can count a kill of the kernel's.
OWN_CGROUP = """mount -t tmpfs tmpfs /sys/fs/cgroup && while IFS= read -r line; do
    export EVENTS="/sys/fs/cgroup${line#0::}/memory.events"; mkdir -p "${EVENTS%/*}"; echo "oom_kill 0" > "$EVENTS"
done < /proc/self/cgroup; exec "$@" """


def test_killed_by_the_kernel_for_memory_is_memory(ground: Ground) -> None:
    require(can_mount(), "mounting in a namespace of one's own")
    ground.payload = 'echo "oom_kill 1" > "$EVENTS"; kill -KILL $$'
    assert ground.run(prefix=("unshare", "-rm", "bash", "-c", OWN_CGROUP, "bash")).code == 41
    assert "memory was used up" in ground.report()["reason"]


def test_the_memory_of_children_counts(ground: Ground) -> None:
    ground.payload = """(x=$(head -c 30000000 /dev/zero | tr '\\0' x); sleep 0.5; : "$x") &""" + GOOD + "wait"
    assert ground.run().code == 0
    assert 30 < ground.report()["peak_memory_mb"] < 500


@pytest.mark.parametrize("name", ["a.fits", "a.fits.gz"])
def test_a_truncated_file_is_not_committed(ground: Ground, name: str) -> None:
    whole = b"x" * 2880 if name == "a.fits" else gzip.compress(bytes(range(256)) * 200)
    (ground.root / "whole").write_bytes(whole)
    ground.spec = {"outputs": (("*.fits*", 1),)}
    ground.payload = f'head -c {len(whole) - 7} "{ground.root}/whole" > "$4/{name}"'
    assert ground.run().code == 45
    assert "truncated" in ground.report()["reason"]
    ground.payload = f'cp "{ground.root}/whole" "$4/{name}"'
    assert ground.run("t2").code == 0


def test_too_few_files_of_a_pattern(ground: Ground) -> None:
    ground.spec = {"outputs": (("*.txt", 2), ("*.png", 0))}
    assert ground.run().code == 45
    assert "wrote 1 files like *.txt" in ground.report()["reason"]


def test_a_file_that_is_promised_by_its_plain_name(ground: Ground) -> None:
    ground.spec = {"outputs": (("*.txt", 1), ("spectrum.csv", 1))}
    assert ground.run().code == 45
    assert "wrote 0 files like spectrum.csv" in ground.report()["reason"]


def test_versions_that_are_no_list_of_words_are_null(ground: Ground) -> None:
    ground.payload = GOOD + 'printf \'{"a": "1"}, "state": "done\' > "$output/versions.json"'
    ground.run()
    assert ground.report()["versions"] is None


def test_a_left_over_process_of_the_payload_is_ended(ground: Ground) -> None:
    ground.payload = "sleep 300 & " + GOOD
    assert ground.run().code == 0


def test_without_clean_afterwards_the_work_folder_stays(ground: Ground) -> None:
    ground.spec = {"clean": False}
    ground.run()
    assert len(ground.left_behind()) == 1


@pytest.mark.parametrize(("place", "folder"), [("workingdir", "work/production-000012/tmp"), ("start", ".")])
def test_the_place_to_work_is_chosen(ground: Ground, place: str, folder: str) -> None:
    ground.spec = {"work_in": place}
    ground.payload = 'pwd > "$4/place.txt"'
    assert ground.run().code == 0
    expected = str((ground.root / folder).resolve())
    assert (ground.final / "place.txt").read_text().startswith(f"{expected}/parisana.")
