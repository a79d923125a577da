"""Analytic, H.E.S.S.-like instrument responses for a zenith angle. They are not the responses of H.E.S.S."""

from __future__ import annotations

from typing import Any

import astropy.units as u
import numpy as np
from gammapy.irf import Background3D, EffectiveAreaTable2D, EnergyDependentMultiGaussPSF, EnergyDispersion2D
from gammapy.maps import MapAxis

from .job import Json

#: gammapy's writer and sampler want to know the instrument; the name is that of the site.
META = {"TELESCOP": "HESS", "INSTRUME": "H.E.S.S.-like (analytic)"}
AREA_WIDTH = 1.9
BACKGROUND_WIDTH = 1.6
PSF_FIELDS = ("scale", "sigma_1", "sigma_2", "sigma_3", "ampl_2", "ampl_3")


def responses(zenith: float, settings: Json) -> dict[str, Any]:
    """Return effective area, energy dispersion, point-spread function and background."""
    true = MapAxis.from_energy_bounds("0.05 TeV", "150 TeV", nbin=24, per_decade=True, name="energy_true")
    offset = MapAxis.from_edges(np.linspace(0.0, 3.0, 7), unit="deg", name="offset")
    slant = 1.0 / np.cos(np.deg2rad(zenith))
    return {
        "aeff": effective_area(true, offset, slant),
        "edisp": energy_dispersion(true, offset, float(settings.get("energy_resolution") or 0.15)),
        "psf": point_spread(true, offset, float(settings.get("psf") or 0.08)),
        "bkg": background(slant, float(settings.get("background") or 1.0)),
    }


def effective_area(true: MapAxis, offset: MapAxis, slant: float) -> EffectiveAreaTable2D:
    """Take the public curve near zenith; inclined, its energies rise by slant^2.5 and its area by slant^1.5."""
    curve = EffectiveAreaTable2D.from_parametrization(true, "HESS")
    area = np.nan_to_num(curve.evaluate(energy_true=true.center * slant**-2.5, offset=0.5 * u.deg).to_value("m2"))
    fall = np.exp(-0.5 * (offset.center.value / AREA_WIDTH) ** 2)
    return EffectiveAreaTable2D([true, offset], data=np.outer(area * slant**1.5, fall), unit="m2", meta=META)


def energy_dispersion(true: MapAxis, offset: MapAxis, sigma: float) -> EnergyDispersion2D:
    """Return a Gaussian energy dispersion without bias."""
    migra = MapAxis.from_edges(np.geomspace(0.2, 4.0, 121), interp="log", name="migra")
    response = EnergyDispersion2D.from_gauss(true, migra, offset, bias=0, sigma=sigma)
    response.meta.update(META)
    return response


def point_spread(true: MapAxis, offset: MapAxis, containment: float) -> EnergyDependentMultiGaussPSF:
    """Return two Gaussians of which 68 % lie within ``containment`` degrees.

    The third Gaussian has no amplitude, but the width of the second: with width zero the whole function is zero.
    """
    core = containment * 0.59
    values = dict(zip(PSF_FIELDS, (1.0, core, 2.0 * core, 2.0 * core, 0.05, 0.0), strict=True))
    data = np.zeros((true.nbin, offset.nbin), dtype=[(name, float) for name in PSF_FIELDS])
    for name, value in values.items():
        data[name] = value
    units = dict(zip(PSF_FIELDS, (u.Unit("sr-1"), u.deg, u.deg, u.deg, u.one, u.one), strict=True))
    return EnergyDependentMultiGaussPSF([true, offset], data=data, unit=units, meta=META)


def background(slant: float, scale: float) -> Background3D:
    """Return a background like that of real Crab runs: about 7,000 events in 28 minutes at 45 degrees."""
    energy = MapAxis.from_energy_bounds("0.1 TeV", "100 TeV", nbin=8, per_decade=True)
    lon, lat = (MapAxis.from_edges(np.linspace(-3, 3, 25), unit="deg", name=f"fov_{name}") for name in ("lon", "lat"))
    tev = energy.center.value[:, None, None]
    square = lon.center.value[None, :, None] ** 2 + lat.center.value[None, None, :] ** 2
    rate = 1000.0 * scale * tev**-2.7 * np.exp(-0.35 * slant**2.5 / tev)
    data = rate * np.exp(-0.5 * square / BACKGROUND_WIDTH**2)
    return Background3D([energy, lon, lat], data=data, unit="s-1 TeV-1 sr-1", meta=META)
