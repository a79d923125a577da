# ---- environment: where the analysis software comes from ----

PYTHON=''
PREFIX=()

set_up_environment() {
    if ((SCONS)); then export PARISANA_SCONS=1; fi # set-up scripts can ask how the software was built
    case $ENVIRONMENT_KIND in
        none) ;;
        venv) enter_venv ;;
        conda) enter_conda ;;
        modules) load_modules ;;
        cvmfs) enter_script "$ENVIRONMENT_PATH" ;;
        hessroot) enter_hessroot ;;
        apptainer) find_apptainer ;;
    esac
    keep_our_habits
    find_program
    make_work_folder
}

keep_our_habits() { # whatever a set-up script changed; the locale that it chose is for the payload
    set +efu
    shopt -u patsub_replacement nullglob globstar dotglob failglob 2>/dev/null
    if [[ $LC_ALL != C ]]; then CALLER_LOCALE=$LC_ALL; fi
    export -n LC_ALL
    IFS=$' \t\n' LC_ALL=C
    catch_signals
}

missing() { # WHAT
    fail 20 node "The software environment ($ENVIRONMENT_KIND) is not complete on $HOSTNAME: $1."
}

enter_script() { # PATH: a script to be sourced
    [[ -r $1 ]] || missing "there is no script $1"
    # shellcheck disable=SC1090  # known on the node only
    source "$1" || missing "the script $1 failed with exit code $?"
}

enter_venv() {
    PYTHON=$ENVIRONMENT_PATH/bin/python
    [[ -x $PYTHON ]] || missing "there is no $PYTHON"
    unset PYTHONHOME
    export VIRTUAL_ENV=$ENVIRONMENT_PATH PATH=$ENVIRONMENT_PATH/bin:$PATH
}

enter_conda() {
    enter_script "$ENVIRONMENT_PATH/etc/profile.d/conda.sh"
    conda activate "${ENVIRONMENT_NAME:-base}" || missing "conda has no environment ${ENVIRONMENT_NAME:-base}"
}

load_modules() {
    local name
    if ! type module >/dev/null 2>&1; then enter_script "${ENVIRONMENT_SETUP:-/etc/profile.d/modules.sh}"; fi
    type module >/dev/null 2>&1 || missing "there is no command module"
    for name in "${ENVIRONMENT_MODULES[@]}"; do
        module load "$name" || missing "the module $name cannot be loaded"
    done
}

enter_hessroot() {
    if [[ -n $ENVIRONMENT_ROOT ]]; then add_software ROOTSYS "$ENVIRONMENT_ROOT"; fi
    add_software HESSROOT "$ENVIRONMENT_PATH"
    if [[ -n $ENVIRONMENT_HESSUSER ]]; then add_software HESSUSER "$ENVIRONMENT_HESSUSER"; fi
    if [[ -n $ENVIRONMENT_SETUP ]]; then enter_script "$ENVIRONMENT_SETUP"; fi
}

add_software() { # VARIABLE FOLDER: its programs and libraries come before those of the earlier ones
    [[ -d $2 ]] || missing "there is no $1 $2"
    export "$1=$2" PATH="$2/bin:$PATH"
    export LD_LIBRARY_PATH="$2/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
}

find_apptainer() {
    local name
    for name in apptainer singularity ''; do
        type -P "${name:-:}" >/dev/null && break
    done
    [[ -n $name ]] || missing "there is no command apptainer"
    [[ $ENVIRONMENT_PATH == *://* || -r $ENVIRONMENT_PATH ]] || missing "there is no image $ENVIRONMENT_PATH"
    PREFIX=("$name" exec)
}

finish_prefix() { # the container sees what the job works on, under the same names
    local path
    [[ $ENVIRONMENT_KIND == apptainer ]] || return
    for path in "$WORK" "$PROGRAM" "$WORKING" "${INPUT_PATHS[@]}" "${ENVIRONMENT_BIND[@]}"; do
        PREFIX+=(--bind "$path")
    done
    PREFIX+=("$ENVIRONMENT_PATH")
}

find_program() { # the payload beside the script, or, when a batch system runs a copy, in the Working area
    PYTHON=${ENVIRONMENT_PYTHON:-${PYTHON:-python3}}
    PAYLOAD=$PROGRAM/payload.pyz
    if ((USES_PYTHON)) && [[ $ENVIRONMENT_KIND != apptainer ]]; then
        type -P "$PYTHON" >/dev/null || missing "there is no $PYTHON"
    fi
    if ((!USES_PAYLOAD)) || is_our_program "$PROGRAM"; then return; fi
    for PROGRAM in "$WORKING"/program/*; do
        PAYLOAD=$PROGRAM/payload.pyz
        if is_our_program "$PROGRAM" && same_text "$PROGRAM/$STAGE.sh" "$SCRIPT"; then return; fi
    done
    missing "payload.pyz is neither beside $SCRIPT nor in $WORKING/program"
}

is_our_program() { # FOLDER
    local sum
    [[ -r $1/payload.pyz ]] || return
    [[ -n $PAYLOAD_SHA256 ]] || return 0
    sum=$(sha256sum <"$1/payload.pyz") && [[ ${sum%% *} == "$PAYLOAD_SHA256" ]]
}

same_text() { # FILE FILE
    [[ -r $1 && -r $2 && $(<"$1") == "$(<"$2")" ]]
}

make_work_folder() {
    local base
    case $WORK_IN in
        tmpdir) base=${TMPDIR:-/tmp} ;;
        workingdir) base=$WORKING/tmp ;;
        start) base=$START_FOLDER ;;
    esac
    mkdir -p -- "$base" 2>/dev/null
    WORK=$(mktemp -d -- "$base/parisana.XXXXXXXXXX" && printf .) || missing "no folder can be made below $base"
    WORK=${WORK%$'\n.'}
    mkdir -- "$WORK/run" "$WORK/output" || missing "$WORK cannot be written"
}
