#!/usr/bin/env bash
# tests.sh PYTHON ARGUMENT…: runs pytest; the few tests that failed are run once more, one by one, with all else quiet.
# Real servers on two busy cores are late now and then, and one late answer among thousands says nothing of the program.
# What passes then is named as unsteady, and wants mending; what fails twice fails.
set -eu

# More failures than these are no accident.
FEW=8

python=$1
shift
notes=$(mktemp -d)
trap 'rm -rf -- "$notes"' EXIT

status=0
"$python" -m pytest -o cache_dir="$notes" "$@" || status=$?
failed="$notes/v/cache/lastfailed"
((status == 1)) && [[ -f $failed ]] || exit "$status"

# Tests that share a server are known by its name behind an @, as long as they run beside others.
sed -Ei 's/@[^]@"]+": true/": true/' "$failed"
names=$("$python" -c 'import json, sys; print(*json.load(open(sys.argv[1])), sep="\n")' "$failed")
(($(wc -l <<<"$names") <= FEW)) || exit "$status"

printf '\nThese failed, and are run once more, one by one:\n%s\n\n' "$names"
"$python" -m pytest -o cache_dir="$notes" "$@" -n 0 --last-failed --last-failed-no-failures none
printf '\nUnsteady: each failed once and passed alone. It wants mending (CONTRIBUTING.md):\n%s\n' "$names"
