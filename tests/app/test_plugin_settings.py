"""Settings of plug-ins, also of those that are only described, are checked where they were written."""

from __future__ import annotations

import pytest

from parisana.app.ground import library
from parisana.app.ground.plugin_settings import backend_faults, kinds_of_storage, storage_faults
from parisana.app.sites.equipment import site_backend
from parisana.core.sites.overrides import Configured, configure
from parisana.core.texts.document import Document, read
from parisana.errors import SiteError
from tests.core.sample_texts import PROFILE


def configured(site: str, overrides: str = "{}") -> Configured:
    document = read(PROFILE + f"overrides: {overrides}\n", "crab.yaml")
    return configure(library.site_document(site), document.data["overrides"], document)


@pytest.mark.parametrize("name", sorted(entry.name for entry in library.entries("site")))
def test_every_shipped_site_fits_its_plugins(name: str) -> None:
    site = configure(library.site_document(name), {}, Document("", {}))
    assert backend_faults(site) == []
    for storage in kinds_of_storage(site.site):
        assert storage_faults(site, storage) == []


@pytest.mark.parametrize(
    ("site", "settings", "words"),
    [
        ("Lyon", "{task_limit: 0}", "at least 1"),
        ("Lyon", "{quue: long}", "no key quue"),
        ("Slurm", "{nice: low}", "cannot be used"),
        ("SSH", "{timeout: 5 GB}", "not a time"),
        ("Distributed-Grid", "{use_myproxy: true}", "myproxy_server is missing"),
    ],
)
def test_a_wrong_override_of_a_described_backend_points_into_the_profile(site: str, settings: str, words: str) -> None:
    (fault,) = backend_faults(configured(site, f"{{settings: {settings}}}"))
    assert words in fault.message
    assert (fault.file, fault.line) == ("crab.yaml", 8)
    assert (fault.field or "").startswith("overrides.settings")


def test_settings_of_storages_are_checked_by_their_classes() -> None:
    assert storage_faults(configured("Lyon", "{storages: {xrootd: {streams: 4}}}"), "xrootd") == []
    (fault,) = storage_faults(configured("Lyon", "{storages: {xrootd: {clera: true}}}"), "xrootd")
    assert (fault.hint, fault.file) == ("Did you mean clear?", "crab.yaml")
    (fault,) = storage_faults(configured("Unix", "{storages: {disk: {clear: true}}}"), "disk")
    assert "disk has no setting clear" in fault.message


def test_a_queue_that_is_a_process_of_ours_is_not_reached_through_ssh() -> None:
    site = configured("Unix", "{reach: {ssh: true, host: cca}}").site
    with pytest.raises(SiteError, match="cannot be used through ssh: its queue is a process of this program"):
        site_backend(site)
