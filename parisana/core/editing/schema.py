"""JSON Schemas of the files, for editors that complete and check while one writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from parisana.core.profiles.profile import Profile
from parisana.core.runs.run_list import LARGEST
from parisana.core.sites.batch import BatchSystem
from parisana.core.sites.site import Site
from parisana.core.sky.region import FRAMES, LENGTHS
from parisana.core.suites.parameter import Parameter
from parisana.core.suites.suite import Suite

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FORMATS: dict[str, type[BaseModel]] = {"profile": Profile, "suite": Suite, "site": Site, "batch": BatchSystem}

Schema = dict[str, Any]

QUANTITY: Schema = {"type": "string", "pattern": r"^\s*[-+]?[0-9.]"}


def schema_of(kind: str) -> Schema:
    """Return the schema of a format."""
    made = FORMATS[kind].model_json_schema(by_alias=True, mode="validation")
    if kind == "profile":
        made["$defs"]["Runs"] = runs_schema(made["$defs"]["Runs"])
    return {"$schema": DRAFT, **made, "title": f"parisana {kind}"}


def runs_schema(mapping: Schema) -> Schema:
    """Let runs be a list, or one of the mappings."""
    listed = mapping["properties"].pop("listed")
    return {"anyOf": [listed["anyOf"][0], mapping], "description": mapping.get("description", "")}


def profile_schema(suite: Suite) -> Schema:
    """Return the schema of a profile for one suite: each stage with its own parameters."""
    made = schema_of("profile")
    stages = {
        stage.name: {
            "type": ["object", "null"],
            "title": stage.title,
            "description": stage.help,
            "properties": {parameter.name: parameter_schema(parameter) for parameter in stage.parameters},
            "additionalProperties": False,
        }
        for stage in suite.stages
    }
    made["properties"]["stages"] = {"type": ["object", "null"], "properties": stages, "additionalProperties": False}
    made["properties"]["without"]["items"] = {"enum": list(suite.names)}
    made["properties"]["suite"] = {"const": suite.name}
    return made


def parameter_schema(parameter: Parameter) -> Schema:
    """Return the schema of what a user may write for a parameter."""
    made = KINDS[parameter.type](parameter)
    if parameter.optional:
        made = {"anyOf": [made, {"type": "null"}]}
    hint = f" Allowed is {parameter.range_in_words}." if parameter.range_in_words else ""
    made |= {"title": parameter.title, "description": f"{parameter.help}{hint}".strip()}
    return made if parameter.default is None else {**made, "default": parameter.default}


def number(parameter: Parameter) -> Schema:
    """Say that a quantity is text, and that a plain number has its range."""
    if parameter.unit:
        return dict(QUANTITY)
    limits = {"minimum": parameter.min, "maximum": parameter.max}
    plain = {"type": "number"} | {name: limit for name, limit in limits.items() if limit is not None}
    return {"anyOf": [plain, dict(QUANTITY)]}


def integer(parameter: Parameter) -> Schema:
    """Say a whole number with its range; one with a unit may be a quantity."""
    limits = {"minimum": parameter.min, "maximum": parameter.max}
    plain = {"type": "integer"} | {name: limit for name, limit in limits.items() if limit is not None}
    return {"anyOf": [plain, dict(QUANTITY)]} if parameter.unit else plain


def closed(properties: Schema, may: Schema | None = None) -> Schema:
    """Say a mapping that needs all its keys and has no others but those that may be."""
    everything = {**properties, **(may or {})}
    return {"type": "object", "properties": everything, "required": list(properties), "additionalProperties": False}


def position(frame_first: Schema) -> Schema:
    """Say a position, perhaps with more keys."""
    return closed({**frame_first, "frame": {"enum": list(FRAMES)}, "lon": QUANTITY, "lat": QUANTITY})


def region(shape: str) -> Schema:
    """Say a region of this shape."""
    keys = {**position({"shape": {"const": shape}})["properties"], **dict.fromkeys(LENGTHS[shape], QUANTITY)}
    return closed(keys, {"name": {"type": "string"}})


def axis(parameter: Parameter) -> Schema:
    """Say an axis."""
    end = number(parameter)
    return closed({"min": end, "max": end, "nbins": {"type": "integer", "minimum": 1, "maximum": 10_000}})


KINDS: dict[str, Callable[[Parameter], Schema]] = {
    "number": number,
    "integer": integer,
    "boolean": lambda _: {"type": "boolean"},
    "text": lambda _: {"type": "string"},
    "path": lambda _: {"type": "string", "minLength": 1},
    "words": lambda _: {"type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": True},
    "choice": lambda parameter: {"enum": list(parameter.choices)},
    "choices": lambda parameter: {"type": "array", "items": {"enum": list(parameter.choices)}, "uniqueItems": True},
    "axis": axis,
    "position": lambda _: position({}),
    "runs": lambda _: {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": LARGEST}},
    "regions": lambda _: {"type": "array", "items": {"anyOf": [region(shape) for shape in LENGTHS]}},
}


def text_of(schema: Schema) -> str:
    """Write a schema as it is published."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
