"""A job whose site packs its results: one archive goes to tape, and comes back as the files that it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.jobscript.ground import Ground
from tests.jobscript.test_far_stores import COPY, HPSS, Far, far_of

#: What lies in HPSS of a result that is packed.
PACKED = (".parisana.json", ".parisana.tar", ".parisana.tar.idx")


@pytest.fixture
def far(request: pytest.FixtureRequest, ground: Ground, tmp_path: Path) -> Far:
    """Return HPSS behind HSI, at a site that packs."""
    made = far_of("hsi", ground, request, tmp_path)
    ground.spec = {"storages": {"hpss": {**HPSS, "commands": "hsi", "pack": "htar"}}}
    return made


def packed(far: Far) -> list[str]:
    """Return the names of a packed result."""
    name = far.ground.final.name
    return [name, *(f"{name}/{each}" for each in PACKED)]


def test_a_result_is_one_archive_and_is_read_as_files(far: Far) -> None:
    """What was sent before the site packed is read, too."""
    packing, far.ground.spec = far.ground.spec, {"storages": {"hpss": {**HPSS, "commands": "hsi", "pack": None}}}
    plain = far.into("dst")
    assert far.run("up").code == 0
    far.ground.spec, far.ground.inputs = packing, (("dst", plain),)
    far.ground.payload = f'{COPY}\nmkdir "$4/deep er"; echo x > "$4/deep er/x.txt"'
    archived = far.into("results")
    ran = far.run()
    assert ran.code == 0, ran.stderr
    assert far.names() == packed(far)
    far.ground.inputs, far.ground.payload = (("dst", archived),), 'cat "${6#dst=}/deep er/x.txt" > "$4/copy.txt"'
    far.into("later")
    ran = far.run("t2")
    assert ran.code == 0, ran.stderr
    assert [len(far.ground.ledger), far.ground.left_behind()] == [3, []]


def test_what_goes_wrong_for_a_while_is_done_again(far: Far) -> None:
    """HTAR's exit code is not believed: it says last whether all went well."""
    far.store.fail("htar", "broken", "unsaid", "timeout", "down")
    ran = far.run(PARISANA_PAUSES="0 0 0 0 0")
    assert ran.code == 0, ran.stderr
    assert far.names() == packed(far)


@pytest.mark.parametrize("fault", ["wrong", "full"])
def test_what_goes_wrong_for_good_is_told_and_leaves_nothing(far: Far, fault: str) -> None:
    """An archive of other bytes is no result; while nobody can say, the output waits here."""
    far.store.fail("htar", *[fault, "" if fault != "full" else fault] * 4)
    ran = far.run(fault)
    report = far.ground.report(fault)
    if fault == "full":
        assert (ran.code, (far.ground.working / report["aside"] / "spectrum.txt").exists()) == (0, True)
    else:
        assert (ran.code, report["failure"]) == (50, "stage-out"), ran.stderr
    assert far.names() == []


def test_a_node_without_htar_says_so(far: Far) -> None:
    (far.store.folder / "bin" / "htar").unlink()
    assert (far.run().code, far.ground.report()["failure"]) == (20, "node")
    assert "there is no command htar" in far.ground.report()["reason"]
