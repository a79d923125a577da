"""Plug-ins are found by name; one that cannot be loaded is a sentence, not a traceback."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from parisana.core.editing.form import parameters_of
from parisana.errors import InputError, SiteError, StorageError
from parisana.plugins import registry
from parisana.plugins.fake_backend import FakeBackend

Register = Callable[..., None]


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Register]:
    """Let the registry find these modules, each with the given text, in both groups."""
    monkeypatch.syspath_prepend(tmp_path)

    def do(**texts: str) -> None:
        for name, text in texts.items():
            (tmp_path / f"plugin_{name}.py").write_text(text)
        points = {name: EntryPoint(name, f"plugin_{name}:Plugin", "any") for name in texts}
        monkeypatch.setattr(registry, "_points", lambda group: points)

    yield do
    for name in [name for name in sys.modules if name.startswith("plugin_")]:
        del sys.modules[name]


def test_what_ships_is_found() -> None:
    assert {"unix", "fake"} <= set(registry.backends())
    assert {"disk", "fake"} <= set(registry.storages())
    assert registry.backend_class("fake") is FakeBackend
    assert registry.storage_class("disk").title == "DISK"


@pytest.mark.parametrize("find", [registry.backend_class, registry.storage_class])
def test_an_unknown_name_gets_the_nearest(find: Callable[[str], object], register: Register) -> None:
    register(gridengine="")
    with pytest.raises(InputError) as caught:
        find("gridengin")
    assert caught.value.hint == "Did you mean gridengine?"
    register(gridengine="", fake="")
    with pytest.raises(InputError) as caught:
        find("zzz")
    assert caught.value.hint == "There are: gridengine.", "what is there for tests is offered to nobody"


def test_an_absent_library_is_told_with_the_remedy(register: Register) -> None:
    register(ssh="raise ModuleNotFoundError('no', name='paramiko.client')")
    found = registry.backends()["ssh"]
    assert isinstance(found, registry.Missing)
    with pytest.raises(SiteError, match="paramiko") as caught:
        registry.backend_class("ssh")
    assert "parisana[ssh]" in (caught.value.hint or "")


@pytest.mark.parametrize("text", ["1 / 0", "import no_such_library", "Plugin = 3", "class Plugin: pass", "", "1 +"])
def test_a_broken_plugin_does_not_hurt_the_others(register: Register, text: str) -> None:
    good = "from parisana.storage.disk.storage import DiskStorage as Plugin"
    register(broken=text, good=good)
    found = registry.storages()
    assert isinstance(found["broken"], registry.Missing)
    assert registry.storage_class("good").title == "DISK"
    with pytest.raises(StorageError, match="broken"):
        registry.storage_class("broken")


def test_the_registry_loads_no_plugin_before_it_is_asked() -> None:
    program = "import sys; import parisana.plugins.registry; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"importlib.metadata", "pydantic", "parisana.backends.unix", "parisana.storage.disk.storage"}


@pytest.mark.usefixtures("grid_unbuilt")
def test_a_plugin_may_be_described_before_it_is_built() -> None:
    found = registry.backends()["cream"]
    assert isinstance(found, registry.Missing)
    assert (found.title, found.described) == ("Distributed Grid", True)
    with pytest.raises(SiteError, match=r"^Distributed Grid is described, but not built yet\.") as caught:
        registry.backend_class("cream")
    assert "Unix" in (caught.value.hint or "")


def test_settings_are_found_whether_or_not_the_program_is_there(register: Register) -> None:
    backends = {name: registry.backend_settings(name) for name in registry.backends()}
    assert all(backends.values())
    assert registry.storage_settings("disk") is None
    assert registry.storage_settings("xrootd") is not None
    register(broken="1 / 0")
    assert registry.backend_settings("broken") is None


@pytest.mark.parametrize("plugins", [registry.backends, registry.storages])
def test_every_setting_of_every_plugin_can_be_drawn(plugins: Callable[[], dict[str, Any]]) -> None:
    for name, found in plugins().items():
        if name == "fake" or found.settings_class is None:
            continue
        for parameter in parameters_of(found.settings_class):
            assert parameter.help.endswith("."), f"{name}.{parameter.name}"
            assert parameter.title != parameter.name, f"{name}.{parameter.name}"
