"""Parameters as options of ``hap``: ``--Section/Name value``.

The run list, the configuration and the methods of background and spectrum have the names that hap's users know.
All others follow one rule: the tab's section, and the parameter's name in capitals. Where an installed version
calls one otherwise, the parameter ``options`` of the stage names it: those come last, and win.
"""

from __future__ import annotations

from .job import BadInput, Job, Json

#: Stage of the suite: its section.
SECTIONS = {
    "target": "Target",
    "regions": "Exclusion",
    "dst": "DST",
    "reconstruction": "Reconstruction",
    "selection": "Cuts",
    "microdst": "MicroDST",
    "background": "Background",
    "merging": "Merging",
    "spectrum": "Spectrum",
    "morphology": "Morphology",
    "plots": "Plots",
}
#: Parameters whose option has no section, or another name.
NAMED = {"selection.config": "config"}
#: Parameters that are not for hap: the run list holds the telescopes, a file of its own the regions.
OURS = frozenset({"target.telescopes", "target.source", "regions.excluded"})
#: What the parameter file says beside parameters.
FRAME = frozenset({"stage", "seed", "of", "options"})


def options_of(stage: str, parameters: Json) -> dict[str, str]:
    """Return the options of a job: those of its own tab, of its parts and of what it reads, then the user's own."""
    found: dict[str, str] = {}
    for tab, values in {**parameters.get("of", {}), stage: parameters}.items():
        for name, value in values.items():
            if name not in FRAME and f"{tab}.{name}" not in OURS and value is not None:
                found.update(one(tab, name, value))
    return {**found, **dict(written(text) for text in parameters.get("options") or ())}


def one(tab: str, name: str, value: object) -> dict[str, str]:
    """Return the options of one parameter; a position has three."""
    option = NAMED.get(f"{tab}.{name}") or f"{SECTIONS[tab]}/{capitals(name)}"
    if isinstance(value, dict):
        return {f"{option}{capitals(part)}": plain(inner) for part, inner in value.items()}
    return {option: plain(value)}


def capitals(name: str) -> str:
    """Return ``ring_inner`` as ``RingInner``."""
    return "".join(word.capitalize() for word in name.split("_"))


def plain(value: object) -> str:
    """Return a value as hap reads it: in the unit that the suite declares, lists with commas."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(plain(part) for part in value)
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def written(text: str) -> tuple[str, str]:
    """Read an option that the user wrote as ``Section/Name=value``."""
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise BadInput(f"The option '{text}' is not written as Section/Name=value.")
    return name.strip().removeprefix("--"), value.strip()


def run_list(job: Job) -> str:
    """Return the run list in hap's own form, with the pattern of the telescopes."""
    pattern = int(job.of("target").get("telescopes") or job.get("telescopes", 30))
    return "".join(f"{line}\n" for line in ("# RunNumber TelescopePattern", *(f"{run} {pattern}" for run in job.runs)))


def excluded(job: Job) -> str:
    """Return the excluded regions as a DS9 file; empty where there are none."""
    shapes = [shape(region) for region in job.of("regions").get("excluded") or ()]
    return "".join(f"{line}\n" for line in ("# Region file format: DS9", *shapes)) if shapes else ""


def shape(region: Json) -> str:
    """Return one region as DS9 writes it, all lengths in deg."""
    names = {"circle": ("radius",), "ellipse": ("width", "height", "angle")}[region["shape"]]
    halved = {"width", "height"}  # DS9 has half axes
    lengths = [region[name] / 2 if name in halved else region[name] for name in names]
    numbers = ", ".join(f"{number:.10g}" for number in (region["lon"], region["lat"], *lengths))
    return f"{region['frame']}; {region['shape']}({numbers})"
