"""The toy analysis at a site that is the real computing element, whose jobs are another user's."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
import yaml

from parisana.backends.arc import ArcBackend
from tests.app.toy import PROGRAM, Toy, suite
from tests.servers.arc import Arc

#: Of the machine itself: the user that jobs run as may not look into the home of whoever runs the tests.
PYTHON = "/usr/bin/python3"


@pytest.fixture
def toy(arc: Arc, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return the toy analysis at a site that is the computing element."""
    arc.open_door()
    toy = Toy(arc.common())
    ours = toy.root / "toy_payload.py"
    shutil.copy(PROGRAM, ours)
    document = suite()
    for stage in document["stages"]:
        stage["command"] = [str(ours) if word == str(PROGRAM) else word for word in stage["command"]]
    (toy.root / "config/parisana/suites/toy.yaml").write_text(yaml.safe_dump(document))
    at_the_element(toy, arc)
    for name, value in {**toy.environment, **arc.people.environment, "HOME": str(toy.root)}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(ArcBackend, "limits", replace(ArcBackend.limits, grace_s=5.0, poll_s=0.5))
    for name in ("", "areas", "areas/results", "orders"):
        (toy.root / name).mkdir(parents=True, exist_ok=True)
        (toy.root / name).chmod(0o777)
    return toy


def at_the_element(toy: Toy, arc: Arc, **settings: object) -> None:
    """Let its site be the computing element, spoken to as the settings say."""
    known = {"services": [arc.url], **settings}
    toy.site(backend="arc", settings=known, environment={"kind": "none", "python": PYTHON})
