"""The loop that watches the payload's memory, and kills the payload when the script is gone, kills no other."""

from __future__ import annotations

from tests.jobscript.ground import GOOD, Ground

#: Programs that come and go while the watch looks at them: what was read of one must not be taken for another's.
BUSY = "end=$((SECONDS + 4)); while ((SECONDS < end)); do (/bin/true | /bin/true | /bin/true); done\n"


def test_a_payload_of_many_short_programs_lives(ground: Ground) -> None:
    ground.payload = BUSY + GOOD
    assert ground.run().code == 0
