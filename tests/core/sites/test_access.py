"""How a site is reached, and areas below the root of their storage."""

from __future__ import annotations

import pytest

from parisana.core.editing.form import parameters_of
from parisana.core.profiles.profile import Analysis, Batch
from parisana.core.sites.access import below
from parisana.core.sites.overrides import Configured, configure
from parisana.core.sites.site import PATH_TITLES, Environment, Limits, read_site
from parisana.core.texts.document import Document, read
from parisana.errors import InputError
from tests.core.sample_texts import PROFILE, SITE

LYON = SITE.replace(
    "areas:\n",
    "storages:\n  xrootd: {root: 'root://cc:1999//hpss/{user}', clear: true}\n  hpss: {use: false}\nareas:\n"
    "  logs: {storage: xrootd, path: Logs}\n",
)
VALUES = {"user": "ada", "home": "/home/ada", "profile": "crab", "analysis_environment": "/opt/gammapy"}


def overridden(overrides: str) -> Configured:
    document = read(PROFILE + f"overrides: {overrides}\n", "crab.yaml")
    return configure(read(LYON, "Lyon.yaml"), document.data["overrides"], document)


@pytest.mark.parametrize(
    ("root", "path", "whole"),
    [
        ("root://cc:1999//hpss", "DST", "root://cc:1999//hpss/DST"),
        ("root://cc:1999//", "DST", "root://cc:1999//DST"),
        ("/sps", "users/ada", "/sps/users/ada"),
        ("/sps", "/scratch", "/scratch"),
        ("/sps", "cchpsshess:/hpss/x", "cchpsshess:/hpss/x"),
        ("/sps", "srm://host/x", "srm://host/x"),
        (None, "DST", "DST"),
    ],
)
def test_a_relative_path_lies_below_the_root(root: str | None, path: str, whole: str) -> None:
    assert below(root, path) == whole


def test_the_root_has_templates_too() -> None:
    site = read_site(read(LYON, "Lyon.yaml")).filled(VALUES)
    assert site.areas["logs"].path == "root://cc:1999//hpss/ada/Logs"
    assert site.storages["xrootd"].settings == {"root": "root://cc:1999//hpss/ada", "clear": True}


def test_a_profile_overrides_root_and_reach() -> None:
    found = overridden("{storages: {xrootd: {root: 'root://b//c', clear: false}}, reach: {ssh: true, host: cc}}")
    assert found.filled(VALUES).areas["logs"].path == "root://b//c/Logs"
    assert found.site.reach.host == "cc"
    assert found.origins["storages.xrootd.clear"] == "override"
    assert found.origins["storages.hpss.use"] == "site file"
    assert found.origins["reach.sshfs"] == "default"


@pytest.mark.parametrize(
    ("overrides", "words"),
    [
        ("{areas: {dst: {storage: hpss, path: x}}}", "dst lies on hpss, which is switched off"),
        ("{areas: {dst: {storage: srm, path: x}}}", "srm has no root directory"),
        ("{reach: {ssh: true}}", "needs a submit host"),
        ("{reach: {sshfs: true}}", "only together with ssh"),
        ("{storages: {xrootd: {root: '{usr}'}}}", "no template {usr}"),
        ("{storages: {xrootd: {use: maybe}}}", "true or false"),
        ("{environment: {kind: venv, path: /x, hessuser: /y}}", "has no hessuser"),
    ],
)
def test_what_cannot_be_points_into_the_profile(overrides: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        overridden(overrides).filled(VALUES)
    assert caught.value.file == "crab.yaml"


def test_old_sites_have_neither_and_stay_as_they_were() -> None:
    site = configure(read(SITE, "Here.yaml"), {}, Document("", {})).site
    assert (site.storages, site.reach.ssh) == ({}, False)


@pytest.mark.parametrize("model", [Batch, Analysis, Limits, Environment])
def test_the_batch_page_can_be_drawn(model: type[Batch]) -> None:
    for parameter in parameters_of(model):
        assert parameter.help.endswith("."), parameter.name
    units = {parameter.name: parameter.unit for parameter in parameters_of(Batch)}
    assert (units["memory"], units["duration"], units["disk"]) == ("MB", "s", "MB")


def test_every_environment_with_a_path_says_what_it_is() -> None:
    (path,) = (parameter for parameter in parameters_of(Environment) if parameter.name == "path")
    assert set(path.when["kind"]) == set(PATH_TITLES)


def test_several_ways_to_one_storage_are_told_to_jobs() -> None:
    ways = "read: ['davs://door/{user}', 'root://cc:1999//hpss/{user}'], clear: true"
    site = read_site(read(LYON.replace("clear: true", ways), "Lyon.yaml")).filled(VALUES)
    assert site.storages["xrootd"].ways == {
        "root": "root://cc:1999//hpss/ada",
        "read": "davs://door/ada root://cc:1999//hpss/ada",
        "write": "",
    }
    assert site.storages["hpss"].ways == {}


@pytest.mark.parametrize(
    ("ways", "words"),
    [("{read: ['root://cc//x']}", "stand for a root"), ("{root: /x, write: ['davs://door/a b']}", "blank")],
)
def test_ways_that_cannot_be_meant_are_refused(ways: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_site(read(LYON.replace("hpss: {use: false}", f"sftp: {ways}"), "Lyon.yaml"))
