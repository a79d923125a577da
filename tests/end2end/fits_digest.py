"""Run by the analysis Python: print the digest of the data of each extension of some FITS files, as JSON."""

import hashlib
import json
import sys

from astropy.io import fits


def digests(path: str) -> dict[str, str]:
    """Return the digest of each extension's data by its name."""
    with fits.open(path, memmap=False) as hdus:
        return {hdu.name: hashlib.sha256(hdu.data.tobytes()).hexdigest() for hdu in hdus if hdu.data is not None}


print(json.dumps([digests(path) for path in sys.argv[1:]]))
