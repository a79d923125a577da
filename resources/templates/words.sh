# ---- words: percent signs, JSON, the clock. A function leaves its answer in REPLY. ----

decode() { # WORD: undo the table's percent-encoding
    printf -v REPLY %b "${1//%/\\x}"
}

split_at_tabs() { # LINE: fill FIELDS, empty ones too
    local rest=$1$'\t'
    FIELDS=()
    while [[ -n $rest ]]; do
        FIELDS+=("${rest%%$'\t'*}")
        rest=${rest#*$'\t'}
    done
}

PLAIN=$'] !#-[^-~'         # what stands in a JSON string as it is
TAIL=$'[\x80-\xbf]'        # second and later bytes of a UTF-8 character

json_string() { # TEXT: quoted; bytes that are no UTF-8 become lone surrogates, as Python writes them
    local text=$1 done='' run
    # shellcheck disable=SC2295  # PLAIN is a pattern
    while [[ $text == *[^$PLAIN]* ]]; do
        run=${text%%[^$PLAIN]*}
        text=${text:${#run}}
        utf8_length "$text"
        if ((REPLY)); then
            done+=$run${text:0:REPLY} text=${text:REPLY}
        else
            json_byte "${text:0:1}"
            done+=$run$REPLY text=${text:1}
        fi
    done
    REPLY="\"$done$text\""
}

utf8_length() { # TEXT: bytes of the UTF-8 character beyond ASCII that it begins with, or 0
    # shellcheck disable=SC2254  # TAIL is a pattern
    case $1 in
        [$'\xc2'-$'\xdf']$TAIL*) REPLY=2 ;;
        $'\xe0'[$'\xa0'-$'\xbf']$TAIL* | $'\xed'[$'\x80'-$'\x9f']$TAIL*) REPLY=3 ;;
        [$'\xe1'-$'\xec'$'\xee'$'\xef']$TAIL$TAIL*) REPLY=3 ;;
        $'\xf0'[$'\x90'-$'\xbf']$TAIL$TAIL* | $'\xf4'[$'\x80'-$'\x8f']$TAIL$TAIL*) REPLY=4 ;;
        [$'\xf1'-$'\xf3']$TAIL$TAIL$TAIL*) REPLY=4 ;;
        *) REPLY=0 ;;
    esac
}

json_byte() { # CHARACTER that cannot stand in a JSON string as it is
    local code
    case $1 in
        '"' | \\) REPLY=\\$1 ;;
        $'\n') REPLY='\n' ;;
        $'\t') REPLY='\t' ;;
        *)
            printf -v code %d "'$1"
            ((code &= 255, code += code > 127 ? 0xdc00 : 0))
            printf -v REPLY '\\u%04x' "$code"
            ;;
    esac
}

from_json_string() { # the inside of a string that json_string made
    local text=${1//\\\\/$'\1'}
    text=${text//\\\"/\"}
    text=${text//\\udc/\\x}
    printf -v REPLY %b "${text//$'\1'/\\\\}"
}

json_or_null() { # TEXT: a string, or null for nothing
    if [[ -n $1 ]]; then json_string "$1"; else REPLY=null; fi
}

milliseconds() { REPLY=$(date +%s%3N); }

json_seconds() { # MILLISECONDS or nothing
    if [[ -n $1 ]]; then printf -v REPLY '%d.%03d' $(($1 / 1000)) $(($1 % 1000)); else REPLY=null; fi
}

local_path() { # a path or file:// URL becomes an absolute path; fails for another protocol
    REPLY=$1
    case $1 in
        /*) ;;
        file://*)
            REPLY=/${1#file://*/}
            [[ $1 == *%* ]] && decode "$REPLY"
            ;;
        *) return 1 ;;
    esac
    return 0
}
