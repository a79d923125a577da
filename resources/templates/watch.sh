# ---- watch: small loops beside the job; they end with it, however it ends ----

parent_lives() {
    local line
    if [[ -r /proc/$BASHPID/stat ]]; then
        read -r line <"/proc/$BASHPID/stat"
        line=${line##*) }
        line=${line#* }
        [[ ${line%% *} == "$$" ]]
    else
        kill -0 $$ 2>/dev/null
    fi
}

start_heartbeat() {
    set -m
    beat </dev/null >/dev/null 2>&1 &
    HEARTBEAT_PID=$!
    set +m
    disown
}

beat() { # one file's mtime, every 5 minutes
    local count=0
    trap - EXIT TERM INT HUP XCPU USR1 USR2
    while parent_lives; do
        if ((count++ % 60 == 0)); then touch -- "$WORKING/heartbeats/$TAG.$ROW"; fi
        sleep 5
    done
}

start_watching() { # LEADER of the payload's process group
    set -m
    watch_group "$1" </dev/null >/dev/null 2>&1 3>&- 4>&- &
    WATCH_PID=$!
    set +m
    disown
}

watch_group() { # LEADER: note its highest memory; when the script is killed, the payload goes too
    local peak=0 pause=0.1 count=0
    trap - EXIT TERM INT HUP XCPU USR1 USR2
    shopt -s nullglob
    while parent_lives; do
        group_memory "$1"
        if ((REPLY > peak)); then
            peak=$REPLY
            printf '%s\n' "$peak" >"$WORK/peak"
        fi
        ((++count == 20)) && pause=1
        sleep "$pause"
    done
    kill -KILL -- "-$1"
}

group_memory() { # LEADER: kB that its processes hold now, or the most that one of them ever held
    local total=0 highest=0 pid line lines
    members "$1"
    for pid in "${MEMBERS[@]}"; do
        # All of it: when a process goes, bash takes the rest of a file that was half read for the next one's beginning.
        lines=()
        mapfile -t lines <"/proc/$pid/status"
        for line in "${lines[@]}"; do
            case $line in
                VmHWM:*) ((highest = ${line//[!0-9]/} > highest ? ${line//[!0-9]/} : highest)) ;;
                VmRSS:*) ((total += ${line//[!0-9]/})) ;;
            esac
        done
    done 2>/dev/null
    REPLY=$((total > highest ? total : highest))
}

members() { # LEADER: fill MEMBERS by the kernel's lists of children; a kernel without them leaves it empty
    local index=0 file children
    MEMBERS=()
    [[ -r /proc/$BASHPID/task/$BASHPID/children ]] || return
    MEMBERS=("$1")
    while ((index < ${#MEMBERS[@]})); do
        for file in "/proc/${MEMBERS[index++]}/task/"*/children; do
            read -r -a children <"$file"
            MEMBERS+=("${children[@]}")
        done
    done 2>/dev/null
}

start_grace() { # LEADER: a signal leaves the payload some seconds, then it is killed
    set -m
    {
        trap - EXIT TERM INT HUP XCPU USR1 USR2
        sleep "${PARISANA_GRACE:-10}"
        kill -KILL -- "-$1"
    } </dev/null >/dev/null 2>&1 3>&- 4>&- &
    GRACE_PID=$!
    set +m
    disown
}

stop_loop() { # LEADER of a loop's process group
    [[ -z $1 ]] || kill -KILL -- "-$1" 2>/dev/null
}

oom_kills() { # how often the kernel killed in this control group; 0 where it does not tell
    local line file name count
    REPLY=0
    [[ -r /proc/self/cgroup ]] || return
    while IFS= read -r line; do
        for file in "/sys/fs/cgroup${line#0::}/memory.events" "/sys/fs/cgroup/memory${line#*:memory:}/memory.oom_control"; do
            [[ -r $file ]] || continue
            while read -r name count _; do
                [[ $name == oom_kill ]] && REPLY=$count
            done <"$file"
        done
    done </proc/self/cgroup
}
