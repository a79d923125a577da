from __future__ import annotations

import json

import pytest

from parisana.app.ground.library import HERE, load_suite
from parisana.core.editing.schema import FORMATS, profile_schema, schema_of, text_of
from tests.core.sample_texts import suite


@pytest.mark.parametrize("kind", FORMATS)
def test_the_published_schema_is_the_one_of_the_models(kind: str) -> None:
    published = (HERE / "resources/schemas" / f"{kind}.json").read_text()
    assert published == text_of(schema_of(kind))


def test_runs_are_a_list_or_a_mapping() -> None:
    listed, mapping = schema_of("profile")["$defs"]["Runs"]["anyOf"]
    assert listed["type"] == "array"
    assert set(mapping["properties"]) == {"file", "simulate", "first"}


def test_an_editor_knows_the_parameters_of_a_suite() -> None:
    stages = profile_schema(suite())["properties"]["stages"]["properties"]
    width = stages["microdst"]["properties"]["width"]
    assert width["default"] == "4 deg"
    assert "between 1 deg and 10 deg" in width["description"]
    assert stages["target"]["properties"]["source"]["enum"] == ["simulated", "store"]
    assert stages["microdst"]["properties"]["threads"]["maximum"] == 16
    assert stages["microdst"]["additionalProperties"] is False


def test_the_schema_of_the_shipped_suite_can_be_written() -> None:
    assert json.loads(text_of(profile_schema(load_suite("gammapy")[0])))["properties"]["suite"] == {"const": "gammapy"}
