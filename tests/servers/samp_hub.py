"""A SAMP hub and a viewer of astropy's, run under the analysis environment's Python: ``samp_hub.py LOCKFILE [refuse]``.

Prints ``ready``, then a JSON line for each message: what came, and what astropy found in the file.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from astropy import log
from astropy.io import fits, votable
from astropy.samp import SAMPHubServer, SAMPIntegratedClient
from astropy.utils.data import get_readable_fileobj


def look(mtype: str, url: str) -> dict[str, Any]:
    """Read a file as the programs do that this one stands for."""
    if mtype == "image.load.fits":
        with get_readable_fileobj(url, encoding="binary") as file, fits.open(file) as hdus:
            return {"shape": list(hdus[0].data.shape), "peak": float(hdus[0].data[21, 20])}
    with get_readable_fileobj(url, encoding="binary") as file:
        table = votable.parse_single_table(file).to_table()
    return {"rows": len(table), "columns": table.colnames, "units": [str(table[name].unit) for name in table.colnames]}


def viewer(refusing: bool) -> SAMPIntegratedClient:
    """Return a client that takes maps and tables."""
    client = SAMPIntegratedClient(name="Viewer", addr="127.0.0.1", callable=True)
    client.connect()

    def take(key: str, sender: str, message: str, mtype: str, parameters: dict[str, str], extra: object) -> None:
        if refusing:
            client.ereply(message, "samp.error", error={"samp.errortxt": "the memory is full"})
            return
        print(json.dumps({"mtype": mtype, **parameters, **look(mtype, parameters["url"])}), flush=True)
        client.ereply(message, "samp.ok", result={})

    for mtype in ("image.load.fits", "table.load.votable"):
        client.bind_receive_call(mtype, take)
    return client


def main() -> None:
    """Run until standard input ends; then leave in good order."""
    lock, *words = sys.argv[1:]
    log.setLevel("ERROR")  # standard output is for the test
    hub = SAMPHubServer(lockfile=lock, addr="127.0.0.1", web_profile=False, mode="single")
    hub.start()
    client = viewer("refuse" in words)
    print("ready", flush=True)
    sys.stdin.read()
    client.disconnect()
    hub.stop()


main()
