"""The user's profiles on disk: saved, copied, deleted, taken back, and the bad days of files."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from parisana.app.profiles.shelf import Opened, ProfileShelf
from parisana.app.session import Session
from parisana.core.editing.profile_draft import judge
from parisana.errors import InputError

from .toy import Toy

#: A user without rights, for when the tests run as root.
NOBODY = 65534
WIDTH = ("stages", "microdst", "width")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProfileShelf:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return Session(home=tmp_path / "home").profiles


@pytest.fixture
def mine(shelf: ProfileShelf) -> Opened:
    """Return a new profile, saved."""
    opened = shelf.new("mine")
    return shelf.save(opened, opened.draft)


def path_of(opened: Opened) -> Path:
    assert opened.path is not None
    return opened.path


def test_a_new_profile_has_no_file_before_it_is_saved(shelf: ProfileShelf, tmp_path: Path) -> None:
    opened = shelf.new("mine", site="Unix")
    path = tmp_path / "config/parisana/profiles/mine.yaml"
    assert (opened.path, opened.origin, path.exists()) == (path, "new", False)
    assert judge(opened.draft).problems == ()
    saved = shelf.save(opened, opened.draft.with_value(WIDTH, "5 deg"))
    assert saved.draft.value(WIDTH) == "5 deg"
    assert shelf.open("mine").draft.text == path.read_text() == saved.draft.text
    with pytest.raises(InputError, match="of this name already"):
        shelf.new("mine")
    with pytest.raises(InputError, match="cannot be called"):
        shelf.new("../mine")


def test_the_list_says_what_each_profile_is(shelf: ProfileShelf, mine: Opened) -> None:
    Path("other.yaml").write_text('parisana: profile/1\nname: other\nsuite: "hess"\nsite: Lyon  # ours\nruns: [\n')
    entries = {entry.name: entry for entry in shelf.entries()}
    mini, own, other = entries["crab-mini"], entries["mine"], entries["other"]
    assert (mini.origin, mini.writable, mini.suite, mini.site) == ("shipped", False, "gammapy", "Unix")
    assert (own.origin, own.writable, own.changed) == ("your configuration", True, path_of(mine).stat().st_mtime)
    assert (other.origin, other.suite, other.site) == ("this folder", "hess", "Lyon")


def test_five_hundred_profiles_and_a_folder_among_them(shelf: ProfileShelf, mine: Opened) -> None:
    text = path_of(mine).read_text()
    for number in range(500):
        path_of(mine).with_name(f"p{number:03}.yaml").write_text(text)
    path_of(mine).with_name("folder.yaml").mkdir()
    entries = shelf.entries()
    assert sum(entry.suite == "gammapy" for entry in entries) >= 501
    assert shelf.open("p499").draft.data == mine.draft.data


def test_a_file_that_changed_meanwhile_is_not_replaced(shelf: ProfileShelf, mine: Opened) -> None:
    path = path_of(mine)
    assert not shelf.changed_on_disk(mine)
    path.touch()
    assert not shelf.changed_on_disk(mine), "the same text is no change"
    path.write_text(mine.draft.text + "# from an editor\n")
    assert shelf.changed_on_disk(mine)
    edited = mine.draft.with_value(("seed",), 7)
    with pytest.raises(InputError, match="changed on disk meanwhile") as caught:
        shelf.save(mine, edited)
    assert "another name" in str(caught.value.hint)
    assert path.read_text().endswith("# from an editor\n")
    assert shelf.save(mine, edited, force=True).draft.value(("seed",)) == 7
    assert "seed: 7" in path.read_text()


def test_two_windows_on_one_profile(shelf: ProfileShelf, mine: Opened) -> None:
    first, second = shelf.open("mine"), shelf.open("mine")
    after = shelf.save(first, first.draft.with_value(("seed",), 7))
    assert shelf.changed_on_disk(second) and not shelf.changed_on_disk(after)
    with pytest.raises(InputError, match="meanwhile"):
        shelf.save(second, second.draft.with_value(("seed",), 8))
    assert shelf.save(after, after.draft.with_value(("seed",), 9)).draft.value(("seed",)) == 9


def test_a_file_that_vanished_is_not_made_again_by_itself(shelf: ProfileShelf, mine: Opened) -> None:
    path_of(mine).unlink()
    assert shelf.changed_on_disk(mine)
    with pytest.raises(InputError, match="removed meanwhile"):
        shelf.save(mine, mine.draft)
    assert path_of(shelf.save(mine, mine.draft, force=True)).exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"parisana: profile/1\nname: [\n", "YAML"), (b"parisana: profile/1\nname: \xff\n", "not UTF-8"), (b"", "empty")],
)
def test_a_broken_file_is_listed_renamed_and_named_when_opened(
    shelf: ProfileShelf, mine: Opened, content: bytes, words: str
) -> None:
    path_of(mine).write_bytes(content)
    assert "mine" in {entry.name for entry in shelf.entries()}
    with pytest.raises(InputError, match=words) as caught:
        shelf.open("mine")
    assert caught.value.file == str(path_of(mine)) and caught.value.line is not None
    assert shelf.rename("mine", "broken").path.read_bytes() == content
    assert shelf.restore(shelf.delete("broken")).read_bytes() == content


def test_saving_keeps_mode_link_and_comments(shelf: ProfileShelf, tmp_path: Path) -> None:
    real, link = tmp_path / "real.yaml", Path("link.yaml").absolute()
    real.write_text("# Ours.\nparisana: profile/1\nname: link\nsuite: gammapy\nsite: Unix\nruns: [5]  # one\n")
    real.chmod(0o664)
    link.symlink_to(real)
    opened = shelf.open(link)
    shelf.save(opened, opened.draft.with_value(("runs",), [5, 6]))
    assert link.is_symlink() and stat.S_IMODE(real.stat().st_mode) == 0o664
    assert real.read_text().startswith("# Ours.\n") and real.read_text().endswith("runs: [5, 6]  # one\n")


def test_what_was_shipped_is_never_written(shelf: ProfileShelf) -> None:
    opened = shelf.open("crab-mini")
    before = path_of(opened).read_bytes()
    assert not opened.writable
    acts: list[Callable[[], object]] = [
        lambda: shelf.save(opened, opened.draft, force=True),
        lambda: shelf.delete("crab-mini"),
        lambda: shelf.rename("crab-mini", "x"),
        lambda: shelf.save_as(opened, opened.draft, path_of(opened), force=True),
    ]
    for act in acts:
        with pytest.raises(InputError, match=r"cannot be written|not yours"):
            act()
    assert path_of(opened).read_bytes() == before
    copied = shelf.save_as(opened, opened.draft.with_value(("seed",), 5), "crab-mine")
    assert copied.writable and copied.origin == "your configuration"
    assert (copied.draft.value(("name",)), copied.draft.value(("seed",))) == ("crab-mine", 5)


@contextmanager
def somebody() -> Iterator[Path]:
    """Be a user whom modes stop, with a folder of one's own."""
    with tempfile.TemporaryDirectory() as folder:
        root = os.geteuid() == 0
        if root:
            os.chown(folder, NOBODY, -1)
            os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield Path(folder)
        finally:
            if root:
                os.setresuid(0, 0, 0)


def test_a_read_only_folder_loses_nothing(shelf: ProfileShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    with somebody() as folder:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
        shelf = Session(home=folder / "home").profiles
        mine = shelf.new("mine")
        mine = shelf.save(mine, mine.draft)
        path_of(mine).parent.chmod(0o555)
        assert [entry.writable for entry in shelf.entries() if entry.name == "mine"] == [False]
        acts: list[Callable[[], object]] = [
            lambda: shelf.save(mine, mine.draft),
            lambda: shelf.delete("mine"),
            lambda: shelf.rename("mine", "n"),
            lambda: shelf.duplicate("mine", "n"),
        ]
        for act in acts:
            with pytest.raises(InputError):
                act()
        path_of(mine).parent.chmod(0o755)
        path_of(mine).chmod(0o444)
        with pytest.raises(InputError, match="cannot be written"):
            shelf.save(mine, mine.draft.with_value(("seed",), 3))
        assert path_of(mine).read_text() == mine.draft.text and not shelf.deleted()


def test_a_disk_that_refuses_keeps_the_old_file(
    shelf: ProfileShelf, mine: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        shelf.save(mine, mine.draft.with_value(("seed",), 9))
    assert path_of(mine).read_text() == mine.draft.text
    assert [path.name for path in path_of(mine).parent.iterdir()] == ["mine.yaml"]


def test_duplicate_and_rename_change_the_name_inside(shelf: ProfileShelf, mine: Opened) -> None:
    copy = shelf.duplicate("mine", "copy")
    assert copy.draft.value(("name",)) == "copy" and path_of(mine).exists()
    entry = shelf.rename("copy", "third")
    assert (entry.name, entry.origin, shelf.open("third").draft.value(("name",))) == (
        "third",
        "your configuration",
        "third",
    )
    assert not path_of(copy).exists()
    with pytest.raises(InputError, match="of this name already"):
        shelf.rename("third", "mine")


def test_a_deleted_profile_comes_back(shelf: ProfileShelf, mine: Opened) -> None:
    first = shelf.delete("mine")
    assert "mine" not in {entry.name for entry in shelf.entries()}
    again = shelf.save(shelf.new("mine"), mine.draft.with_value(("seed",), 2))
    second = shelf.delete("mine")
    assert first != second and {deleted.token for deleted in shelf.deleted()} == {first, second}
    assert shelf.restore(first) == path_of(again)
    assert shelf.open("mine").draft.data == mine.draft.data
    with pytest.raises(InputError, match="taken its place"):
        shelf.restore(second)
    with pytest.raises(InputError, match="nothing called"):
        shelf.restore(first)


def test_import_and_export_carry_the_run_list(shelf: ProfileShelf, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs/crab.yaml"
    theirs.parent.mkdir()
    theirs.write_text("parisana: profile/1\nname: crab\nsuite: gammapy\nsite: Unix\nruns: {file: crab.lis}\n")
    first, second = shelf.import_(theirs), shelf.import_(theirs)
    assert [path_of(each).name for each in (first, second)] == ["crab.yaml", "crab-2.yaml"]
    assert first.draft.value(("runs", "file")) == str(theirs.with_name("crab.lis"))
    out = shelf.export("crab-2", tmp_path / "theirs")
    assert out.name == "crab-2.yaml" and shelf.diff(out, "crab-2") == []
    with pytest.raises(InputError, match="already"):
        shelf.export("crab-2", out)


def test_differences_are_in_words(shelf: ProfileShelf, mine: Opened) -> None:
    edited = mine.draft.with_value(WIDTH, "5 deg").with_value(("runs",), [5])
    rows = {row.field: (row.before, row.after) for row in shelf.diff(mine.draft, edited)}
    assert rows["runs"] == ("{simulate: 8, first: 900001}", "[5]")
    assert ("–", "5 deg") in rows.values()
    assert shelf.diff("mine", mine.draft) == []


def test_recent_ones_are_few_and_there(shelf: ProfileShelf, mine: Opened, tmp_path: Path) -> None:
    paths = [path_of(shelf.duplicate("mine", f"p{number}")) for number in range(12)]
    shelf.open("mine")
    assert shelf.recent() == [path_of(mine), *paths[:2:-1]]
    shelf.delete("p11")
    assert paths[11] not in shelf.recent()
    (tmp_path / "home/recent-profiles.json").write_text("{")
    assert shelf.recent() == []
    shelf.open("mine")
    assert shelf.recent() == [path_of(mine)]


KEEP = """
from pathlib import Path
from parisana.app.session import Session
shelf = Session(home=Path({home!r})).profiles
for name in ("mine", "fresh"):
    opened = shelf.open(name) if name == "mine" else shelf.new(name)
    shelf.keep_draft(opened, opened.draft.with_value(("seed",), 6))
    shelf.keep_draft(opened, opened.draft.with_value(("seed",), 7))
"""


def test_unsaved_work_is_found_after_a_crash(shelf: ProfileShelf, mine: Opened, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KEEP.format(home=str(tmp_path / "home"))], check=True)
    kept = list((tmp_path / "home/drafts").iterdir())
    assert {stat.S_IMODE(file.stat().st_mode) for file in kept} == {0o600} and len(kept) == 2
    (tmp_path / "home/drafts/bad.json").write_text("{}")
    left = {each.name: each for each in shelf.drafts_left()}
    assert set(left) == {"mine", "fresh"}
    opened, draft = shelf.take_up(left["mine"])
    assert draft.changed_from(opened.draft) == {("seed",)} and draft.value(("seed",)) == 7
    shelf.save(opened, draft)
    fresh, edited = shelf.take_up(left["fresh"])
    assert shelf.save(fresh, edited).draft.value(("seed",)) == 7
    assert shelf.drafts_left() == []


def test_a_draft_does_not_go_over_a_file_that_changed(shelf: ProfileShelf, mine: Opened) -> None:
    shelf.keep_draft(mine, mine.draft.with_value(("seed",), 7))
    path_of(mine).write_text(mine.draft.text + "# later\n")
    opened, draft = shelf.take_up(shelf.drafts_left()[0])
    with pytest.raises(InputError, match="meanwhile"):
        shelf.save(opened, draft)
    path_of(mine).unlink()
    opened, draft = shelf.take_up(shelf.drafts_left()[0])
    assert draft.value(("seed",)) == 7
    assert shelf.save_as(opened, draft, "rescued").draft.value(("seed",)) == 7
    assert shelf.drafts_left() == []


def test_the_draft_of_a_program_that_lives_is_left_alone(shelf: ProfileShelf, mine: Opened, tmp_path: Path) -> None:
    words = KEEP.format(home=str(tmp_path / "home")) + "print(1, flush=True); input()\n"
    with subprocess.Popen(
        [sys.executable, "-c", words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "1\n"
        assert shelf.drafts_left() == []
        other.communicate("\n")
    assert len(shelf.drafts_left()) == 2


def test_back_from_a_result_to_its_profile(toy: Toy, session: Session) -> None:
    (toy.root / "three.lis").write_text("1\n2\n3\n")
    production = session.submit(session.plan(toy.profile(runs={"file": "three.lis"})))
    for _ in session.follow(production):
        pass
    made = next(Path(file.path) for file in session.results(production) if file.path.endswith("sum.txt"))
    opened = session.profiles.profile_of_file(made)
    assert opened.draft.text == session.profile_text(production)
    assert (opened.path, opened.writable, opened.origin) == (None, False, f"production {production}")
    said = toy.run("profile", "of", str(made))
    assert (said.returncode, said.stdout) == (0, opened.draft.text)
    changed = toy.profile(runs={"file": "three.lis"}, seed=9)
    compared = toy.run("profile", "diff", str(changed), "--production", str(production), "--json")
    assert json.loads(compared.stdout) == [{"field": "seed", "values": [9, None]}]
    kept = session.profiles.save_as(opened, opened.draft, "again")
    assert Path(kept.draft.value(("runs", "file"))).read_text().split() == [
        "#",
        "RunNumber",
        "TelescopePattern",
        "1",
        "2",
        "3",
    ]
    edited = opened.draft.with_value(("seed",), 9)
    assert [(row.field, row.after) for row in session.profiles.diff_to_run(edited, production)] == [("seed", "9")]
    with pytest.raises(InputError, match="cannot be written where it is"):
        session.profiles.save(opened, opened.draft)
    with pytest.raises(InputError, match="not a file"):
        session.profiles.profile_of_file(toy.root)
