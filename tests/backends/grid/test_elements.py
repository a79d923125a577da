"""Elements as a real information system describes them: who is let in, what is no number, and the share of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parisana.backends.grid.bdii import entries, servers
from parisana.backends.grid.glue import elements_for
from parisana.errors import NoAnswer, SiteError
from tests.contract.grid import cream
from tests.servers.bdii import SITE, Bdii, bdii, computing_element
from tests.servers.sshd import free_port

__all__ = ["bdii"]
VO = "vo.hess-experiment.eu"
#: Host -> seconds until a job would start there.
TIMES = {"ce1": 1314, "ce2": 3341, "ce3": 830715, "ce4": 16556, "ce5": 35297, "ce6": 414}
NAMES = [f"{host}.org:8443/cream-pbs-hess" for host in TIMES]


def six() -> str:
    """Return the entries of six elements."""
    pairs = zip(NAMES, TIMES.values(), strict=True)
    return "".join(computing_element(name, VO, GlueCEStateEstimatedResponseTime=seconds) for name, seconds in pairs)


def test_the_dialog_shows_what_is_published_and_follows_it(bdii: Bdii, tmp_path: Path) -> None:
    bdii.start(six())
    backend = cream(tmp_path, bdii=bdii.place, elements=[f"{host}.org" for host in TIMES])
    found = backend.elements()
    assert [each.element for each in found] == NAMES
    assert [round(each.priority or 0, 6) for each in found] == [0.226849, 0.221445, 0, 0.186212, 0.136246, 0.229248]
    first = found[0]
    assert (first.status, first.response_time, first.cpus, first.free_cpus) == ("Production", 1314, 400, 120)
    assert (first.running, first.queued, first.in_use) == (250, 30, True)
    bdii.change(NAMES[0], GlueCEStateRunningJobs=251, GlueCEStateStatus="Draining")
    first = backend.elements()[0]
    assert (first.running, first.status, first.priority) == (251, "Draining", 0)


def test_others_of_the_organisation_are_shown_and_get_nothing(bdii: Bdii, tmp_path: Path) -> None:
    closed = computing_element("ce9.org:8443/cream-pbs-x", "another.vo")
    bdii.start(six() + closed)
    found = cream(tmp_path, bdii=bdii.place, elements=[NAMES[0]]).elements()
    assert [(each.element, each.in_use, each.priority) for each in found if each.priority] == [(NAMES[0], True, 1)]
    assert len(found) == len(NAMES)


def test_jobs_go_where_the_shares_say(bdii: Bdii, tmp_path: Path) -> None:
    slow = computing_element("ce1.standin:8443/cream-pbs-hess", VO, GlueCEStateEstimatedResponseTime=90_000)
    quick = computing_element("ce2.standin:8443/cream-slurm-long", VO, GlueCEStateEstimatedResponseTime=60)
    bdii.start(slow + quick)
    backend = cream(tmp_path, bdii=bdii.place)
    assert backend._distribution.shares == {
        "ce1.standin:8443/cream-pbs-hess": 0.0,
        "ce2.standin:8443/cream-slurm-long": 1.0,
    }


def test_a_view_of_the_organisation_counts_more_and_placeholders_are_no_numbers(bdii: Bdii) -> None:
    name = NAMES[0]
    view = "\n".join(
        [
            f"dn: GlueVOViewLocalID=hess,GlueCEUniqueID={name},{SITE}",
            *(f"objectClass: {each}" for each in ("GlueCETop", "GlueVOView", "GlueCEAccessControlBase", "GlueCEState")),
            *("objectClass: GlueKey", "objectClass: GlueSchemaVersion", "GlueVOViewLocalID: hess"),
            *(f"GlueChunkKey: GlueCEUniqueID={name}", f"GlueCEAccessControlBaseRule: VOMS:/{VO}/Role=production"),
            *(
                "GlueCEStateRunningJobs: 7",
                "GlueCEStateWaitingJobs: 444444",
                "GlueCEStateEstimatedResponseTime: 2146660842",
            ),
            *("GlueSchemaVersionMajor: 1", "GlueSchemaVersionMinor: 3", "", ""),
        ]
    )
    bdii.start(computing_element(name, "another.vo") + view)
    (found,) = elements_for(VO, entries([bdii.place]))
    assert (found.running, found.waiting, found.response_s, found.cpus) == (7, None, None, 400)


def test_the_second_server_is_asked_when_the_first_is_silent(bdii: Bdii) -> None:
    bdii.start(six())
    away = f"127.0.0.1:{free_port()}"
    assert len(elements_for(VO, entries([away, bdii.place]))) == 6
    with pytest.raises(NoAnswer, match="gives no answer"):
        entries([away])
    with pytest.raises(SiteError, match="No information system is known"):
        entries([])
    assert servers(None, {"LCG_GFAL_INFOSYS": "a:2170, b:2170"}) == ["a:2170", "b:2170"]
    assert servers("c:1", {"LCG_GFAL_INFOSYS": "a:2170"}) == ["c:1"]


def test_a_silent_information_system_keeps_no_job_from_being_sent(tmp_path: Path) -> None:
    backend = cream(tmp_path, bdii=f"127.0.0.1:{free_port()}")
    assert list(backend._distribution.shares.values()) == [0.5, 0.5]
    with pytest.raises(NoAnswer):
        backend.elements()


def test_the_second_schema_names_cream_elements(bdii: Bdii) -> None:
    share = {
        "glue2shareid": ["share-1"],
        "glue2entityotherinfo": ["InfoProviderName=x", "CREAMCEId=ce7.org:8443/cream-pbs-q"],
        "glue2computingshareservingstate": ["production"],
        "glue2computingsharerunningjobs": ["3"],
        "glue2computingshareestimatedaveragewaitingtime": ["120"],
    }
    rule = {"glue2policyrule": [f"vo:{VO}"], "glue2mappingpolicyshareforeignkey": ["share-1"]}
    (found,) = elements_for(VO, [share, rule])
    assert (found.name, found.running, found.response_s, found.in_production) == (
        "ce7.org:8443/cream-pbs-q",
        3,
        120,
        True,
    )
    assert elements_for("another.vo", [share, rule]) == []


@given(
    st.lists(st.dictionaries(st.text(max_size=30), st.lists(st.text(max_size=20), max_size=3), max_size=6), max_size=5)
)
def test_strange_entries_are_no_elements(found: list[dict[str, list[str]]]) -> None:
    assert elements_for(VO, found) == []
