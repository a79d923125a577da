# ---- RFIO: rfcp and its family; a name is HOST:/hpss/PATH ----

rfio_see() { within 120 rfstat "$1"; }
rfio_get() { within "${PARISANA_COPY_S:-86400}" rfcp "$1" "$2"; }
rfio_put() { within "${PARISANA_COPY_S:-86400}" rfcp "$1" "$2"; }
rfio_mkdir() { within 120 rfmkdir -p "$1"; }
rfio_move() { within 120 rfrename "$1" "$2"; }
rfio_forget() { within 30 rfrm "$1"; }
rfio_forget_folder() { within 30 rfrm -r "$1"; }
