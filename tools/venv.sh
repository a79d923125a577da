#!/bin/sh
# Build the program's environment: venv.sh FOLDER EXTRAS. A half-built one is built again.
set -eu
folder=$1
extras=$2
here=$(dirname "$0")
python=$("$here/python.sh")

if ! "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        "$here/packages.sh" python3-venv
    fi
    echo "making the program's environment in $folder"
    "$python" -m venv --clear "$folder"
fi
echo "installing the program and what it needs ($extras)"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --editable ".[$extras]"
