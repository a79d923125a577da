"""An analysis of one stage, whose program is a line of bash: many jobs of it cost little but what the Grid does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.app.toy import Toy, suite
from tests.environment import set_environment
from tests.servers.voms import write_proxy
from tests.standins.grid.unsteady import in_a_hurry


def short_analysis(folder: Path, monkeypatch: pytest.MonkeyPatch, settings: Mapping[str, Any]) -> Toy:
    """Return it at a site of the Grid, with a proxy; what has to be waited for is short."""
    toy = Toy(folder)
    document = suite()
    (make, *_) = document["stages"]
    make["command"] = ["bash", "-c", 'echo 1 >"$0/sum.txt"', "{output}"]
    toy._write("config/parisana/suites/toy.yaml", {**document, "stages": [make]})
    toy.site(backend="cream", settings={"vo": "vo.hess-experiment.eu", **settings})
    set_environment(monkeypatch, {**toy.environment, "X509_USER_PROXY": str(write_proxy(folder / "proxy"))})
    in_a_hurry(monkeypatch)
    return toy
