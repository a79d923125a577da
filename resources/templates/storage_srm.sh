#@include by_file
#@include gfal
# ---- SRM: srm://HOST:PORT/srm/managerv2?SFN=/PATH, by gfal2's commands ----

SPEAKS+=([srm]=srm)
PROGRAM_OF[srm]=gfal-copy

srm_see() { gfal_see "$1"; }
srm_fetch() { gfal_fetch srm "$1" "$2"; }
srm_send() { send_listed srm "$1" "$2"; }
srm_check() { :; } # the copies themselves have compared the sums
srm_move() { gfal_move "$1" "$2"; }
srm_drop() { gfal_drop "$2"; }
srm_client() { gfal_client; }
srm_mkdir() { gfal_mkdir "$1"; }
srm_put() { srm_copy "file://$1" "$2" ${SRM_SPACE_TOKEN:+-S "$SRM_SPACE_TOKEN"}; }
srm_copy() { gfal_bring "${PARISANA_COPY_S:-${SRM_TIMEOUT:-7200}}" "$@"; }
