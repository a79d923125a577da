#!/bin/sh
# Print a Python 3.11 or newer: the first that really runs (a "python3" may be a shim with nothing behind it).
set -eu
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
    if path=$(command -v "$name") && "$path" -c "$new_enough" 2>/dev/null; then
        echo "$path"
        exit 0
    fi
done
echo "parisana needs Python 3.11 or newer, and found none. On Debian 12 and Ubuntu 24.04: apt-get install python3" >&2
echo "With one in an unusual place: make PYTHON=/path/to/python3 …" >&2
exit 1
