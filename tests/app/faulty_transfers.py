"""Jobs whose outputs go to an XRootD server by a client that fails now and then, in each way that clients fail.

The client is the real one behind a few lines that count its calls: those whose numbers are drawn from a seed go wrong.
What counts in the end is not our bookkeeping alone, but what lies in the server's folder.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import adler32

from parisana.app.session import Session
from parisana.app.upkeep import cleaner
from parisana.core.jobs.states import ProductionState
from parisana.errors import Bug
from tests.servers.xrootd import XRootD

from .toy import Toy, last, suite

#: Ways in which a transfer goes wrong; ``away``: so long that the output is kept aside, and brought later.
KINDS = ("silent", "late", "cut", "killed", "away", "refused", "full", "other")
SHARE = 0.03
#: A seed's faults may still leave a job without retries; then a person asks once more, at most so often.
ASKED_AGAIN = 5
PAYLOAD = """\
for ((n = 1; n <= {each}; n++)); do printf '%s, output %d' "$1" "$n" > "$2/$n.txt"; done
echo '{{}}'
"""
CLIENT = """\
#!/bin/bash
faults={faults} data={data}
silent() {{ echo '[ERROR] Operation expired'; exit 51; }}
refused() {{ echo "[ERROR] Server responded with an error: $1"; exit 54; }}
if [[ ${{0##*/}} == xrdfs && " $* " != *' mv '* ]]; then exec {real}/xrdfs "$@"; fi
if [[ -e $faults/away ]]; then rm "$faults/away"; silent; fi
number=$(($(<"$faults/count") + 1))
echo "$number" > "$faults/count"
kind=none
if [[ -e $faults/$number ]]; then kind=$(<"$faults/$number"); echo "$kind" >> "$faults/happened"; fi
copied=
target=${{@: -1}} source=${{@: -2:1}}
if [[ ${{0##*/}} == xrdcp ]]; then copied=$data/${{target#*://*/}}/${{source##*/}}; fi
case $kind in
    silent) silent ;;
    away) touch "$faults/away"; silent ;;
    killed) kill -9 $$ ;;
    refused) refused '[3010] permission denied' ;;
    full) refused '[3009] no space left on device' ;;
esac
{real}/"${{0##*/}}" "$@" || exit
case $kind in
    late) silent ;;
    cut) [[ ! -d $copied ]] || truncate -s 3 "$copied/1.txt"; silent ;;
    other) [[ ! -d $copied ]] || printf 'x' | dd of="$copied/1.txt" conv=notrunc status=none
        refused '[3019] checksum error' ;;
esac
"""


class Laboratory(Toy):
    """The toy analysis with one stage, whose jobs each make so many outputs."""

    each = 1

    def suite(self, **resources: Any) -> None:
        """Write the suite."""
        document = suite()
        (stage,) = document["stages"] = document["stages"][:1]
        stage["outputs"] = [{"name": "texts", "area": "results", "pattern": "*.txt", "min": self.each}]
        stage["command"] = ["bash", str(self.root / "payload.sh"), "{unit}", "{output}"]
        (self.root / "payload.sh").write_text(PAYLOAD.format(each=self.each))
        self._write("config/parisana/suites/toy.yaml", document)


@dataclass(frozen=True)
class Trial:
    """A production of many outputs on a server whose client has faults."""

    toy: Laboratory
    server: XRootD
    jobs: int
    seed: int

    @property
    def top(self) -> Path:
        """Return where the outputs lie, on the server's own disk."""
        return self.server.data / "faulty" / self.toy.root.name

    @property
    def faults(self) -> Path:
        """Return the folder of the faults: a file for each, named by the number of the call."""
        return self.toy.root / "faults"

    def prepare(self) -> int:
        """Write suite, site, client and faults; return how many faults there are."""
        self.toy.suite()
        working = {"storage": "disk", "path": str(self.toy.root / "work")}
        url = self.server.url(f"/faulty/{self.toy.root.name}/results")
        self.toy.site(areas={"working": working, "results": {"storage": "xrootd", "path": url}})
        dice, count = random.Random(self.seed), round(SHARE * self.jobs * self.toy.each)
        kinds = [KINDS[number % len(KINDS)] for number in range(count)]
        dice.shuffle(kinds)
        self.faults.mkdir()
        (self.faults / "count").write_text("0")
        for call, kind in zip(dice.sample(range(1, 2 * self.jobs + count // 2), count), kinds, strict=True):
            (self.faults / str(call)).write_text(kind)
        return count

    def client(self) -> Path:
        """Write the client; return the folder to be put before all others in PATH."""
        folder = self.toy.root / "bin"
        folder.mkdir()
        real = Path(shutil.which("xrdcp") or "").parent
        words = CLIENT.format(faults=self.faults, data=self.server.data, real=real)
        for name in ("xrdcp", "xrdfs"):
            (folder / name).write_text(words)
            (folder / name).chmod(0o755)
        return folder

    def run(self, session: Session) -> int:
        """Send all jobs and follow them to their end; return the production's number."""
        production = session.submit(session.plan(self.toy.profile(range(1, self.jobs + 1))))
        for _ in range(ASKED_AGAIN):
            if last(session.follow(production)).state is ProductionState.DONE:
                return production
            session.retry(production)
        raise Bug(f"Production {production} is not done after it was retried {ASKED_AGAIN} times.")

    def happened(self) -> Counter[str]:
        """Return which faults came to pass."""
        return Counter((self.faults / "happened").read_text().split())

    def there(self) -> dict[str, str]:
        """Return what lies on the server, by ``unit/name``; half-made folders have names of their own."""
        found = {}
        for path in sorted(self.top.glob("results/make/*/*.txt")):
            unit = path.parent.name.rpartition("-")[0] or path.parent.name
            assert f"{unit}/{path.name}" not in found, f"{unit} is there twice."
            found[f"{unit}/{path.name}"] = path.read_text()
        return found

    def planned(self) -> dict[str, str]:
        """Return what should lie there."""
        units = [f"slice-{number:03d}" for number in range(1, self.jobs + 1)]
        return {f"{unit}/{n}.txt": f"{unit}, output {n}" for unit in units for n in range(1, self.toy.each + 1)}

    def recorded(self, session: Session, production: int) -> dict[str, tuple[int, str]]:
        """Return size and checksum of what is recorded, by ``unit/name``; each once."""
        found: dict[str, tuple[int, str]] = {}
        for job in session.all_jobs(production):
            for file in session.book.files(production, job=job.id, limit=10_000):
                name = f"{job.unit}/{file.path.rpartition('/')[2]}"
                assert name not in found, f"{name} is recorded twice."
                found[name] = (file.size, file.checksum or "")
        return found

    def verdict(self, session: Session, production: int) -> dict[str, int]:
        """Compare plan, server and books; what dead attempts left half-made is cleaned before."""
        cleaner.remove(cleaner.leftovers(session.book, production))
        planned, there, recorded = self.planned(), self.there(), self.recorded(session, production)
        sums = {name: (len(text), f"{adler32(text.encode()):08x}") for name, text in planned.items()}
        scan = session.inventory.compare(production, bytes_too=True, anew=True)
        return {
            "outputs": len(planned),
            "lost": len(planned.keys() - there.keys()) + len(scan.lost),
            "wrong": sum(there[name] != planned[name] for name in there.keys() & planned.keys()),
            "more_than_planned": len(there.keys() - planned.keys()) + len(scan.dark),
            "recorded_otherwise": sum(recorded.get(name) != found for name, found in sums.items()),
            "unknown": len(scan.unknown),
            "computed_twice": sum(count - 1 for count in self.toy.starts().values()),
        }
