#!/bin/bash
#@directives
# One stage of a production, on any node with bash 4 and coreutils:   STAGE.sh TABLE TAG [ROW]
# TABLE is the submission's table, TAG its name, ROW the line of this job. Without ROW the batch
# system's task number counts. Exit codes: bad call 11, claim 10, environment 20, pre-check 21, stage-in 30,
# inputs 31, run 40, memory 41, time 42, outputs 45, stage-out 50, report 60.
# shellcheck disable=SC2317,SC2034  # functions are called by name; not every stage uses every setting
#@settings

unalias -a
unset CDPATH GLOBIGNORE BASH_ENV POSIXLY_CORRECT
IFS=$' \t\n'
shopt -u patsub_replacement 2>/dev/null # bash 5.2 would take an & in a path for the match
# Bytes, not characters, in the shell itself; the programs get the caller's locale back.
CALLER_LOCALE=${LC_ALL-}
export -n LC_ALL
LC_ALL=C

SCRIPT=${BASH_SOURCE[0]}
START_FOLDER=$PWD
STEP='' STEP_BEGAN='' STEPS='' WORK='' PART='' FOUND=false REPORTED=''
KEY='' UNIT='' RUNS='' PARAMETERS='' OUTPUT='' INPUT_NAMES=() INPUT_PATHS=()
HEARTBEAT_PID='' WATCH_PID='' GRACE_PID='' PAYLOAD_PID='' PAYLOAD_CODE=null PAYLOAD_SIGNAL='' SIGNALLED='' PASSED_ON='' LAST_LINE=''
PEAK_KB='' CPU_MS='' CHECKSUM_TOOL='' PROTOCOL='' SENT='' ASIDE='' TAKEN='' BELOW='' WAYS=() SAID='' VERSIONS=null OUTPUTS_JSON='' INPUTS_JSON=''

#@include words
#@include places
#@include call
#@include steps
#@include claim
#@include environment
#@include pre_check
#@include input_cache
#@include input_brought
#@include stage_in
#@include watch
#@include run
#@include outputs
#@include stage_out
#@include stage_out_there
#@include stage_out_taken
#@storages
#@include report

main() {
    read_call "$@"
    read_row
    milliseconds
    STARTED=$REPLY
    catch_signals
    step claim claim
    [[ $FOUND == true ]] || step environment set_up_environment
    [[ $FOUND == true ]] || step pre-check pre_check
    [[ $FOUND == true ]] || step stage-in stage_in
    if [[ $FOUND == false ]]; then
        step run run_payload
        step check-outputs check_outputs
        step stage-out stage_out
    fi
    finish "$STATE" 0
}

main "$@"
