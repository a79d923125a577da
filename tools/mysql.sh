#!/usr/bin/env bash
# mysql.sh FOLDER: puts a MySQL server there, from Debian's unstable; FOLDER/mysqld starts it. Debian's stable has MariaDB alone.
# The packages and the libraries that they need are unpacked, not installed: this machine's own are neither used nor touched.
set -eu
umask 022

folder=$(mkdir -p "$1" && cd "$1" && pwd)
key=/usr/share/keyrings/debian-archive-keyring.gpg

if [[ ! -x $folder/mysqld ]]; then
    # The mirror that this machine takes its own packages from.
    # shellcheck disable=SC2016 # words of apt's own
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' | awk '!/-security/ { print $1; exit }')
    mkdir -p "$folder"/apt/{lists,archives}/partial
    : >"$folder/apt/status"
    echo "deb [signed-by=$key] $mirror sid main" >"$folder/apt/sources.list"
    cat >"$folder/apt/conf" <<END
Dir::State "$folder/apt";
Dir::State::status "$folder/apt/status";
Dir::State::extended_states "$folder/apt/extended";
Dir::Cache "$folder/apt";
Dir::Etc::sourcelist "$folder/apt/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Acquire::Languages "none";
APT::Install-Recommends "false";
APT::Sandbox::User "root";
Debug::NoLocking "true";
END
    # Nothing counts as installed, so that all that the server needs comes with it, the C library too.
    export APT_CONFIG=$folder/apt/conf
    apt-get update -qq
    apt-get install -qq --yes --download-only mysql-server-core >/dev/null
    for package in "$folder"/apt/archives/*.deb; do
        dpkg-deb --extract "$package" "$folder/root"
    done
    cat >"$folder/mysqld.new" <<END
#!/bin/sh
root=$folder/root
for loader in \$root/usr/lib*/ld-linux*.so.*; do :; done
for libraries in \$root/usr/lib/*-linux-gnu; do :; done
exec "\$loader" --library-path "\$libraries" \$root/usr/sbin/mysqld --no-defaults --basedir=\$root/usr \\
    --lc-messages-dir=\$root/usr/share/mysql --plugin-dir=\$root/usr/lib/mysql/plugin \\
    --secure-file-priv=NULL "\$@"
END
    chmod 755 "$folder/mysqld.new"
    rm -rf "$folder/apt"
    mv "$folder/mysqld.new" "$folder/mysqld"
fi
"$folder/mysqld" --version
