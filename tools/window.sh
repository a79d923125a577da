#!/bin/sh
# Open the window when there is a display and a window; otherwise say where the plots are.
set -eu
program=$1
plots=$2
has_window='from importlib.metadata import entry_points; import sys; sys.exit(not entry_points(group="parisana.commands", name="window"))'
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && "$(dirname "$program")/python" -c "$has_window"; then
    exec "$program" window
fi
echo "The plots are in $plots"
