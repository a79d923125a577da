from __future__ import annotations

from typing import Any

import pytest

from parisana.core.sites.overrides import Configured, configure
from parisana.core.sites.site import Site, read_site
from parisana.core.texts.document import Document, read
from parisana.core.texts.templates import fill
from parisana.errors import InputError
from tests.core.sample_texts import PROFILE, SITE

VALUES = {"user": "ada", "home": "/home/ada", "profile": "crab", "analysis_environment": "/opt/gammapy"}


def fault(old: str, new: str) -> InputError:
    assert old in SITE
    with pytest.raises(InputError) as caught:
        read_site(read(SITE.replace(old, new, 1), "Here.yaml"))
    assert caught.value.file == "Here.yaml"
    return caught.value


def overridden(overrides: str) -> tuple[Document, dict[str, Any]]:
    document = read(PROFILE + overrides, "crab.yaml")
    return document, document.data["overrides"]


def configured(overrides: str) -> Configured:
    document, values = overridden(overrides)
    return configure(read(SITE, "Here.yaml"), values, document)


def test_templates_are_filled() -> None:
    site = read_site(read(SITE, "Here.yaml")).filled(VALUES)
    assert site.areas["results"].path == "/data/ada/crab"
    assert site.environment.path == "/opt/gammapy"
    assert fill("{home}/$HOME", VALUES) == "/home/ada/$HOME"


@pytest.mark.parametrize(
    ("old", "new", "line", "words", "hint"),
    [
        ("{user}", "{usr}", 10, "no template {usr}", "Did you mean user?"),
        ("{home}/dst", "{home/dst", 9, "brace is left open", "{user}"),
        ('"{home}/dst"', '"{home}/dst", also: ["{home}/dst/"]', 9, "Two places of the area dst are one", "of its own"),
        ('"{home}/dst"', '"{home}/dst", also: [x, "{home}/work"]', 9, "working and dst are one", "of its own"),
        ('"{home}/dst"', '"{home}/dst", also: [{storage: s3}]', 9, "path is missing", ""),
        ('"{home}/work"', '"{home}/work", also: [/x]', 8, "Working area cannot be spread", "areas of outputs"),
        ("{home}/dst", "{home}//work/", 9, "working and dst are one directory", "of its own"),
        ("kind: venv", "kind: conda, modules: [a]", 6, "has no modules", ""),
        ('kind: venv, path: "{analysis_environment}"', "kind: venv", 6, "needs path", ""),
        ("kind: venv", "kind: vnv", 6, "must be one of", ""),
        ("  working", "  worknig", 8, "This must be one of", ""),
        ('  working: {storage: disk, path: "{home}/work"}\n', "", 8, "working is missing", ""),
        ("backend: unix", "backend: 5", 4, "Text is expected", ""),
        ("settings: {cores: 2}", "limits: {memory: 2 h}", 5, "not an amount of data", "MB"),
        ("settings", "setings", 5, "no key setings", "Did you mean settings?"),
    ],
)
def test_faults_say_what_and_where(old: str, new: str, line: int, words: str, hint: str) -> None:
    error = fault(old, new)
    assert words in error.message
    assert error.line == line
    assert hint in (error.hint or "")


def test_each_value_remembers_its_origin() -> None:
    found = configured("overrides: {settings: {cores: 1}, areas: {results: {path: /new}}}\n")
    assert found.site.settings == {"cores": 1}
    assert found.site.areas["results"].path == "/new"
    assert found.origins["areas.results.path"] == "override"
    assert found.origins["areas.results.storage"] == "site file"
    assert found.origins["areas.dst.path"] == "site file"
    assert found.origins["limits.jobs"] == "default"
    assert found.origins["settings.cores"] == "override"


def test_no_overrides_leave_the_site_as_it_is() -> None:
    found = configured("overrides: {}\n")
    assert found.site == read_site(read(SITE, "Here.yaml"))
    assert "override" not in found.origins.values()


@pytest.mark.parametrize(
    ("overrides", "line", "words"),
    [
        ("overrides: {limits: {jbs: 5}}\n", 8, "no key jbs"),
        ("overrides:\n  areas:\n    dst: {path: '{home}/work'}\n", 10, "working and dst are one directory"),
        ("overrides: {name: Other}\n", 8, "cannot be overridden"),
        ("overrides: {environment: {kind: conda, path: '{hom}'}}\n", 8, "no template {hom}"),
        ("overrides: {limits: {jobs: many}}\n", 8, "whole number"),
    ],
)
def test_a_wrong_override_points_into_the_profile(overrides: str, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        configured(overrides)
    assert (caught.value.file, caught.value.line) == ("crab.yaml", line)
    assert (caught.value.field or "").startswith("overrides")


def test_areas_that_fall_together_when_filled_are_refused() -> None:
    found = configured("overrides: {areas: {results: {path: /home/ada/dst}}}\n")
    with pytest.raises(InputError, match="dst and results are one directory") as caught:
        found.filled(VALUES)
    assert (caught.value.file, caught.value.line) == ("crab.yaml", 8)


def test_further_places_have_their_own_storage_and_are_filled() -> None:
    also = "[\"/more/{user}\", {storage: s3, path: 'x/{profile}'}]"
    storages = "storages: {s3: {root: 's3://bucket'}}"
    site = configured(f"overrides: {{areas: {{dst: {{also: {also}}}}}, {storages}}}\n").filled(VALUES)
    assert [(place.storage, place.path) for place in site.areas["dst"].places] == [
        ("disk", "/home/ada/dst"),
        ("disk", "/more/ada"),
        ("s3", "s3://bucket/x/crab"),
    ]
    with pytest.raises(InputError, match="dst lies on s3, which is switched off"):
        configured(f"overrides: {{areas: {{dst: {{also: {also}}}}}, storages: {{s3: {{use: false}}}}}}\n")


@pytest.mark.parametrize(
    ("also", "words"),
    [("[/more, '{home}/dst']", "Two places of the area dst"), ("[/more, here]", "does not start with '/'")],
)
def test_a_fault_of_a_further_place_names_that_place(also: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        configured(f"overrides: {{areas: {{dst: {{also: {also}}}}}}}\n").filled(VALUES)
    assert caught.value.field == "overrides.areas.dst.also[1]"


def test_a_relative_directory_is_refused() -> None:
    with pytest.raises(InputError, match="does not start with '/'") as caught:
        configured("overrides: {areas: {results: {path: Results}}}\n").filled(VALUES)
    assert caught.value.file == "crab.yaml"


def test_a_site_is_a_value() -> None:
    assert isinstance(configured("overrides: {}\n").site, Site)
