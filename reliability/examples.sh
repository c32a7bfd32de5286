#!/usr/bin/env bash
# Runs quickstart, detection and verification as wholes, each twice: once in peace, and once killed (SIGKILL) again and
# again and resumed. Both must end with the same trials, the same result and the same network, bit for bit.
#
#   reliability/examples.sh [DIR] [STEPS]     steps of supernet and network, 100 if not given; 0 for those of the examples
set -euo pipefail
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
out=${1:-$root/runs/examples}
steps=${2:-100}
osnas=${OSNAS:-$root/osnas}
mkdir -p "$out"

# What must be equal: all but times, and checksums of lines with times.
bits() {
  tr -d ' \n' < "$1/result.json" | sed 's/"seconds":{[^}]*}.*//'
  echo
  sed 's/"seconds":.*//' "$1/trials.jsonl"
  sha256sum < "$1/network.fb"
}

for example in quickstart detection verification; do
  sets=()
  [ "$steps" = 0 ] || sets=(--set supernet.steps="$steps" --set "retrain={steps: $steps}")
  peaceful=$out/$example killed=$out/$example-killed
  rm -rf "$peaceful" "$killed"
  "$osnas" search -q -c "$root/examples/$example.yaml" "${sets[@]+"${sets[@]}"}" -o "$peaceful" > /dev/null
  kills=0 patience=${PATIENCE:-5}
  until [ -e "$killed/result.json" ]; do
    if [ -e "$killed/config.yaml" ]; then
      setsid "$osnas" search -q --resume -o "$killed" > /dev/null &
    else
      setsid "$osnas" search -q -c "$root/examples/$example.yaml" "${sets[@]+"${sets[@]}"}" -o "$killed" > /dev/null &
    fi
    process=$!
    # Longer each time, so that it ends.
    for _ in $(seq "$patience"); do
      sleep 1
      kill -0 "$process" 2> /dev/null || break
    done
    if kill -KILL -- "-$process" 2> /dev/null; then kills=$((kills + 1)); fi
    wait "$process" 2> /dev/null || true
    patience=$((patience + 4))
  done
  # What was killed while it wrote its report.
  "$osnas" search -q --resume -o "$killed" > /dev/null
  if ! diff <(bits "$peaceful") <(bits "$killed"); then
    echo "$example: not the same bits after $kills kills" >&2
    exit 1
  fi
  echo "$example: the same bits after $kills kills"
done
