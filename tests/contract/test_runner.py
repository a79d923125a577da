"""What every runner promises of commands and of files: here, through commands alone, and over ssh in both ways."""

from __future__ import annotations

import io
import os
import tarfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parisana.app.ssh.connection import Connection
from parisana.app.ssh.runner import SSHRunner
from parisana.core.documents.address import Address
from parisana.errors import NoAnswer, SiteError, StorageError
from parisana.plugins.command_files import CommandFiles
from parisana.plugins.files import Files
from parisana.plugins.runner import ByteRunner, LocalRunner
from tests.servers.fixtures import sshd as sshd

ODD = ["two words", "quo'te\"", "line\nend", "Überschuß", "$(x) `y` *", "-n", "bang!", "back\\slash", ""]
BYTES = bytes(range(256)) * 50 + b"\r\n\r\n"


class Commands(LocalRunner):
    """Files of this machine, as if only commands could be given here."""

    @property
    def files(self) -> Files:
        return CommandFiles(self, "here")


def over_ssh(request: pytest.FixtureRequest) -> Iterator[ByteRunner]:
    request.getfixturevalue("sshd")
    connection = Connection(Address("submit"))
    yield SSHRunner(connection)
    connection.drop()


def plain(kind: Callable[[], ByteRunner]) -> Callable[[pytest.FixtureRequest], Iterator[ByteRunner]]:
    return lambda request: iter([kind()])


RUNNERS = {"here": plain(LocalRunner), "commands": plain(Commands), "ssh": over_ssh}


@pytest.fixture(params=RUNNERS)
def runner(request: pytest.FixtureRequest) -> Iterator[ByteRunner]:
    yield from RUNNERS[request.param](request)


@pytest.fixture
def files(runner: ByteRunner) -> Files:
    return runner.files


def test_words_arrive_as_they_are(runner: ByteRunner) -> None:
    done = runner.exchange(["printf", "%s\\0", *ODD])
    assert done.stdout.decode().split("\0")[:-1] == ODD


def test_streams_and_exit_code_come_back(runner: ByteRunner) -> None:
    done = runner.run(["sh", "-c", "cat; echo complaint >&2; exit 7"], stdin="hällo\n")
    assert (done.code, done.stdout, done.stderr) == (7, "hällo\n", "complaint\n")


def test_bytes_pass_unchanged_in_both_directions(runner: ByteRunner) -> None:
    data = BYTES * 300
    assert runner.exchange(["cat"], stdin=data).stdout == data


def test_a_command_that_does_not_read_its_input_ends_all_the_same(runner: ByteRunner) -> None:
    assert runner.exchange(["true"], stdin=b"x" * 5_000_000).code == 0


def test_many_words_are_one_command(runner: ByteRunner) -> None:
    words = [f"{number:06d}.0" for number in range(20_000)]
    assert runner.run(["printf", "%s\n", *words]).stdout.split() == words


def test_an_environment_can_be_given(runner: ByteRunner) -> None:
    given = {**os.environ, "GREETING": "two words"} if isinstance(runner, LocalRunner) else {"GREETING": "two words"}
    assert runner.run(["sh", "-c", 'printf %s "$GREETING"'], environment=given).stdout == "two words"


def test_a_program_that_is_not_there_is_named(runner: ByteRunner) -> None:
    with pytest.raises(SiteError, match="no program no-such-program"):
        runner.run(["no-such-program"])


def test_what_hangs_is_no_answer_and_the_next_command_goes_on(runner: ByteRunner) -> None:
    with pytest.raises(NoAnswer, match=r"sleep .*gave no answer within 0\.5 s"):
        runner.run(["sleep", "600"], timeout=0.5)
    assert runner.run(["echo", "on"]).stdout == "on\n"


@pytest.mark.parametrize("name", [name for name in ODD if name])
def test_any_name_can_be_written_read_listed_renamed_and_removed(files: Files, tmp_path: Path, name: str) -> None:
    folder = f"{tmp_path}/{name}"
    files.write(f"{folder}/{name}", BYTES, 0o640)
    assert (tmp_path / name / name).read_bytes() == BYTES
    assert (tmp_path / name / name).stat().st_mode & 0o777 == 0o640
    assert files.read(f"{folder}/{name}") == BYTES
    assert files.read_many(folder, [name]) == {name: BYTES}
    (entry,) = files.list(folder) or []
    assert (entry.name, entry.size, entry.is_dir) == (name, len(BYTES), False)
    assert abs(entry.mtime - time.time()) < 60
    assert files.stat([f"{folder}/{name}"])[f"{folder}/{name}"].size == len(BYTES)
    assert files.rename(folder, f"{folder}.new")
    files.remove(f"{folder}.new")
    assert not (tmp_path / f"{name}.new").exists()


def test_what_is_not_there_is_an_answer(files: Files, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert files.read(f"{tmp_path}/none") is None
    assert files.list(f"{tmp_path}/none") is None
    assert files.read_many(f"{tmp_path}/none", ["a"]) == {}
    assert files.read_many(str(tmp_path), ["none", "file"]) == {"file": b""}
    assert files.read_many(str(tmp_path), []) == {}
    assert files.stat([]) == {}
    asked = [f"{tmp_path}/none", str(tmp_path), f"{tmp_path}/file/below"]
    assert {path: entry.is_dir for path, entry in files.stat(asked).items()} == {str(tmp_path): True}
    files.remove(f"{tmp_path}/none", f"{tmp_path}/none/below")


def test_what_cannot_be_known_is_never_absent(files: Files, tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for question in (
        lambda: files.read(str(loop)),
        lambda: files.list(str(loop)),
        lambda: files.stat([str(loop)]),
        lambda: files.read_many(str(loop), ["a"]),
    ):
        with pytest.raises(StorageError, match="symbolic links"):
            question()


def test_a_file_is_replaced_whole(files: Files, tmp_path: Path) -> None:
    for data in (BYTES, b"", b"short"):
        files.write(f"{tmp_path}/file", data)
        assert (tmp_path / "file").read_bytes() == data
    assert os.listdir(tmp_path) == [name for name in os.listdir(tmp_path) if not name.startswith(".file")]


def test_a_stretch_of_a_file_can_be_read(files: Files, tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(BYTES)
    assert files.read(f"{tmp_path}/log", 100, 50) == BYTES[100:150]
    assert files.read(f"{tmp_path}/log", len(BYTES) - 3, 50) == BYTES[-3:]
    assert files.read(f"{tmp_path}/log", len(BYTES) - 3) == BYTES[-3:]
    assert files.read(f"{tmp_path}/log", len(BYTES) + 9, 50) == b""


def test_many_files_come_in_one_go(files: Files, tmp_path: Path) -> None:
    wanted = {f"report.{number}.json": f"{number}\n".encode() for number in range(3000)}
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, data in wanted.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    with tarfile.open(fileobj=io.BytesIO(packed.getvalue())) as tar:
        tar.extractall(tmp_path, filter="data")
    assert files.read_many(str(tmp_path), [*wanted, "none"]) == wanted
    assert len(files.stat([f"{tmp_path}/{name}" for name in wanted])) == 3000


@pytest.mark.parametrize("folder", [True, False])
def test_a_rename_never_replaces_anything(files: Files, tmp_path: Path, folder: bool) -> None:
    for name in ("old", "new"):
        path = tmp_path / name / "inside" if folder else tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    assert not files.rename(f"{tmp_path}/old", f"{tmp_path}/new")
    assert (tmp_path / "new/inside" if folder else tmp_path / "new").read_text() == "new"
    assert files.rename(f"{tmp_path}/old", f"{tmp_path}/free")
    assert sorted(os.listdir(tmp_path)) == sorted({*os.listdir(tmp_path)} - {"old"})
    with pytest.raises(StorageError, match="No such file"):
        files.rename(f"{tmp_path}/old", f"{tmp_path}/other")


def test_what_the_disk_refuses_is_said_with_the_path(files: Files, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for verb in (files.make_folders, lambda path: files.write(path, b"")):
        with pytest.raises(StorageError, match=r"(Not a directory|exists|file).*/file/below") as caught:
            verb(f"{tmp_path}/file/below/more")
        assert "free space" in str(caught.value.hint)


def test_folders_modes_and_weights(files: Files, tmp_path: Path) -> None:
    files.make_folders(f"{tmp_path}/a/b", f"{tmp_path}/a/c", f"{tmp_path}/a/b")
    files.write(f"{tmp_path}/a/b/one", b"123")
    files.write(f"{tmp_path}/a/two", b"12345")
    assert files.weigh(f"{tmp_path}/a") == 8
    files.set_mode(0o444, f"{tmp_path}/a/two")
    assert (tmp_path / "a/two").stat().st_mode & 0o777 == 0o444
    assert files.exists(f"{tmp_path}/a/c") and not files.exists(f"{tmp_path}/a/d")
    assert files.text(f"{tmp_path}/a/b/one") == "123"
