"""Small texts that several tests read."""

from __future__ import annotations

from parisana.core.profiles.profile import Profile, read_profile
from parisana.core.suites.suite import Suite, read_suite
from parisana.core.texts.document import Document, read

SUITE = """\
parisana: suite/1
name: tiny
title: A tiny suite
release: "1"
environment: tiny
groups:
  - {name: data, title: Data}
  - {name: analysis, title: Analysis}
stages:
  - name: target
    title: Target and Run List
    group: data
    parameters:
      - {name: source, title: Runs from, type: choice, choices: [simulated, store], default: simulated}
      - {name: store, title: Data store, type: path, when: {source: [store]}}
      - {name: position, title: Position, type: position, default: {frame: icrs, lon: 83.633 deg, lat: 22.014 deg}}
      - {name: excluded, title: Excluded regions, type: regions, default: []}
  - name: mc
    title: MC
    group: data
    split: run
    when: {target.source: [simulated]}
    reads: [target]
    parameters:
      - {name: index, title: Spectral index, type: number, min: 1, max: 5, default: 2.39}
      - {name: norm, title: Norm, type: number, unit: cm-2 s-1 TeV-1, default: 3.76e-11 cm-2 s-1 TeV-1}
    outputs: [{name: events, area: dst, pattern: "*.fits.gz"}]
    command: ["{python}", "{payload}", "{stage}", "{inputs}"]
  - name: microdst
    title: Micro DST
    group: analysis
    split: slice
    reads: [target]
    parameters:
      - {name: width, title: Map width, type: number, unit: deg, min: 1, max: 10, default: 4 deg}
      - {name: energy, title: Energy, type: axis, unit: TeV, min: 0.01, max: 200,
         default: {min: 0.3 TeV, max: 40 TeV, nbins: 20}}
      - {name: threads, title: Threads, type: integer, min: 1, max: 16, default: 1, affects_output: false}
    inputs:
      - {name: events, from: mc, when: {target.source: [simulated]}}
      - {name: store, store: target.store, when: {target.source: [store]}}
    outputs: [{name: datasets, area: dst, pattern: "*.fits.gz"}]
    resources:
      memory: {base: 800, per_run: 10, max: 4000}
    command: ["{python}", "{payload}", "{stage}", "--runs", "{runs}", "{inputs}"]
  - name: background
    title: Background Subtraction
    group: analysis
    part_of: microdst
    parameters:
      - {name: methods, title: Methods, type: choices, choices: [reflected, ring], default: [reflected]}
      - {name: inner, title: Inner radius, type: number, unit: deg, default: 0.5 deg, when: {methods: [ring]}}
      - {name: outer, title: Outer radius, type: number, unit: deg, default: 0.8 deg, when: {methods: [ring]}}
    rules:
      - {if: {methods: [ring]}, require: "inner < outer", message: The ring ends before it begins.}
  - name: merging
    title: Merging
    group: analysis
    inputs: [{name: datasets, from: microdst}]
    outputs: [{name: merged, area: results, pattern: "*.fits.gz"}]
    command: ["{python}", "{payload}", "{stage}", "{inputs}"]
"""

PROFILE = """\
parisana: profile/1
name: crab
suite: tiny
site: Unix
runs: {simulate: 4}
stages:
  microdst: {width: 5 deg}
"""

SITE = """\
parisana: site/1
name: Here
title: This machine
backend: unix
settings: {cores: 2}
environment: {kind: venv, path: "{analysis_environment}"}
areas:
  working: {storage: disk, path: "{home}/work"}
  dst: {storage: disk, path: "{home}/dst"}
  results: {storage: disk, path: "/data/{user}/{profile}"}
"""


def suite(text: str = SUITE) -> Suite:
    """Read a suite."""
    return read_suite(read(text, "tiny.yaml"))


def profile(text: str = PROFILE) -> tuple[Profile, Document]:
    """Read a profile."""
    document = read(text, "crab.yaml")
    return read_profile(document), document


def with_stages(stages: str) -> tuple[Profile, Document]:
    """Read the profile with other stages (each line indented by two)."""
    return profile(PROFILE.replace("  microdst: {width: 5 deg}\n", stages))
