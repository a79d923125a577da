#!/bin/sh
# Install the Debian packages named, but only those that are missing; as root, or through sudo.
set -eu
missing=
for package in "$@"; do
    if ! dpkg-query --show --showformat '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$'; then
        missing="$missing $package"
    fi
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "These packages are missing, and this is no Debian or Ubuntu: please install what they are called here:$missing" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null; then
    as_root=sudo
else
    echo "These Debian packages are missing, and neither root nor sudo is at hand. Ask for: apt-get install$missing" >&2
    exit 1
fi
echo "installing Debian packages:$missing"
# Whoever needs a server starts one of his own: those that come with packages are not started.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap '$as_root rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
    $as_root chmod 755 "$policy"
fi
quiet="-qq -o Dpkg::Use-Pty=0"
# shellcheck disable=SC2086 # lists of words are meant
$as_root apt-get update $quiet >/dev/null
# shellcheck disable=SC2086 # the same
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $quiet $missing >/dev/null
