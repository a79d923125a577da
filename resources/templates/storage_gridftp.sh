#@include by_file
#@include gfal
# ---- GridFTP: gsiftp://HOST:PORT/PATH, by gfal2's commands ----

SPEAKS+=([gsiftp]=gridftp)
PROGRAM_OF[gridftp]=gfal-copy

gridftp_see() { gfal_see "$1"; }
gridftp_fetch() { gfal_fetch gridftp "$1" "$2"; }
gridftp_send() { send_listed gridftp "$1" "$2"; }
gridftp_check() { :; } # the copies themselves have compared the sums
gridftp_move() { gfal_move "$1" "$2"; }
gridftp_drop() { gfal_drop "$2"; }
gridftp_client() { gfal_client; }
gridftp_mkdir() { gfal_mkdir "$1"; }
gridftp_put() { gridftp_copy "file://$1" "$2"; }
gridftp_copy() { gfal_bring "${PARISANA_COPY_S:-${GRIDFTP_TIMEOUT:-7200}}" "$@" -n "${GRIDFTP_STREAMS:-1}"; }
