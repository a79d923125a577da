"""Spectral models in the program's words, and gammapy's names for them."""

from __future__ import annotations

from typing import Any

import astropy.units as u
from gammapy.modeling.models import (
    ExpCutoffPowerLawSpectralModel,
    LogParabolaSpectralModel,
    PowerLawSpectralModel,
    SpectralModel,
)

from .job import Json

FLUX = "cm-2 s-1 TeV-1"
CLASSES = {
    "PL": PowerLawSpectralModel,
    "ECPL": ExpCutoffPowerLawSpectralModel,
    "LP": LogParabolaSpectralModel,
}
#: Our word for a parameter, gammapy's word, and its unit; by model.
PARAMETERS = {
    "PL": {"index": ("index", ""), "norm": ("amplitude", FLUX)},
    "ECPL": {"index": ("index", ""), "norm": ("amplitude", FLUX), "lambda": ("lambda_", "TeV-1")},
    "LP": {"index": ("alpha", ""), "norm": ("amplitude", FLUX), "curvature": ("beta", "")},
}
START = {"index": 2.4, "norm": 1e-11, "lambda": 0.05, "curvature": 0.1}


def values_of(settings: Json) -> dict[str, float]:
    """Return the parameters of a model as the user chose them; a cutoff energy becomes lambda, its inverse."""
    given = {**settings, "lambda": 1.0 / float(settings["cutoff"]) if settings.get("cutoff") else None}
    return {name: float(START[name] if given.get(name) is None else given[name]) for name in PARAMETERS[kind(settings)]}


def kind(settings: Json) -> str:
    """Return the kind of model: PL, ECPL or LP."""
    return str(settings.get("model") or "ECPL")


def build(name: str, values: dict[str, float], reference: float) -> SpectralModel:
    """Return gammapy's model."""
    model = CLASSES[name](reference=reference * u.TeV)
    for ours, (theirs, unit) in PARAMETERS[name].items():
        parameter = getattr(model, theirs)
        parameter.unit = unit
        parameter.value = values[ours]
    return model


def read_back(name: str, model: SpectralModel) -> dict[str, dict[str, float]]:
    """Return fitted values and errors under our names."""
    fitted: dict[str, Any] = {"fitted": {}, "errors": {}}
    for ours, (theirs, unit) in PARAMETERS[name].items():
        parameter = getattr(model, theirs)
        fitted["fitted"][ours] = float(parameter.quantity.to_value(unit))
        fitted["errors"][ours] = float(u.Quantity(parameter.error, parameter.unit).to_value(unit))
    return fitted
