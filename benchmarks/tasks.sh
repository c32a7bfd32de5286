#!/usr/bin/env bash
# Is the network that a search found, trained anew, as good as ten random ones of the same MACs (within a tenth), trained
# alike? And how well does the supernet rank those ten? For the examples of verification and detection, and for Omniglot.
# Goes on where it was stopped; prints every metric on the test, with median, least and greatest of the ten.
# Usage: benchmarks/tasks.sh verification|detection|omniglot [DIR] [KEY=VALUE]...
#   OMNIGLOT is the folder with ALPHABET/characterNN/*.png. Each KEY=VALUE goes to --set, such as retrain.epochs=5.
# Usage: benchmarks/tasks.sh losses [DIR] [KEY=VALUE]... compares ArcFace with plain softmax on one network of Omniglot,
#   three seeds each.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
task=${1:?verification, detection, omniglot or losses}
out=${2:-$root/runs/tasks}/$task
shift $(($# < 2 ? $# : 2))
osnas=${OSNAS:-$root/osnas}
networks=${NETWORKS:-10}
config=$root/examples/verification.yaml
sets=()
for value in "$@"; do sets+=(--set "$value"); done
mkdir -p "$out/networks"

case $task in
  verification) ;;
  detection) config=$root/examples/detection.yaml ;;
  omniglot | losses)
    images=${OMNIGLOT:?is to name the folder with ALPHABET/characterNN/*.png}
    data="{name: omniglot, batch: 64, settings: {directory: $images, validation: 0.2, test: 0.3, augment: false}}"
    sets=(--set "data=$data" "${sets[@]+"${sets[@]}"}")
    ;;
  *) echo "Give verification, detection, omniglot or losses, not $task" >&2; exit 2 ;;
esac

# Begins what has not begun, and goes on with what has not ended.
go() {
  local folder=$1 end=$2 command=$3
  shift 3
  [ -e "$folder/$end" ] && return
  if [ -e "$folder/config.yaml" ]; then
    "$osnas" "$command" --resume -o "$folder"
  else
    "$osnas" "$command" -c "$config" "${sets[@]+"${sets[@]}"}" "$@" -o "$folder"
  fi
}

# The metrics on the test in JSON files of a search or of evaluations, a line for each: "ap":0.4,"ap50":0.7
tests() { for file in "$@"; do tr -d ' \n' < "$file" | sed 's/.*"metrics":{[^}]*},"test":{\([^}]*\)}.*/\1\n/'; done; }

median() { sort -g | awk '{ v[NR] = $1 } END { printf "%.4f   %.4f   %.4f", (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2, v[1], v[NR] }'; }

if [ "$task" = losses ]; then
  for loss in arcface class-softmax; do
    unit=$([ $loss = arcface ] && echo true || echo false)
    "$osnas" table scores -c "$config" "${sets[@]}" --set "task.criterion={name: $loss}" --set "task.settings.unit=$unit" \
      --architectures 1 --seeds 3 -o "$out/$loss.csv"
    grep -v '^#' "$out/$loss.csv"
  done
  exit
fi

net=$out/supernet
go "$net" done supernet && touch "$net/done"
go "$out/searched" result.json search --supernet "$net"
macs=$(tr -d ' \n' < "$out/searched/result.json" | grep -o '"macs":[0-9]*' | head -1 | cut -d: -f2)
band="[$((macs * 9 / 10)), $((macs * 11 / 10))]"
go "$out/random" result.json search --supernet "$net" --set search.strategy=random --set search.trials="$networks" \
  --set search.top="$networks" --set "search.budget={macs: $band}" --set "retrain={from: none}"
tr -d ' \n' < "$out/random/result.json" | sed 's/.*"top":\[//; s/"finalists".*//' | grep -o '"architecture":\[[0-9,]*\]' |
  cut -d: -f2 | tr -d '[]' | while read -r a; do
  file=$out/networks/${a//,/_}.json
  if [ ! -s "$file" ]; then
    "$osnas" evaluate "$out/searched" --arch "$a" --json > "$file.part" < /dev/null && mv "$file.part" "$file"
  fi
done

echo "On the test: the network found ($macs MACs), and median, least and greatest of $(ls "$out"/networks/*.json | wc -l) random ones ($band MACs)"
tests "$out/searched/result.json" | tr ',' '\n' | tr -d '"' | tr ':' ' ' | while read -r metric found; do
  printf '%-20s %.4f   %s\n' "$metric" "$found" "$(tests "$out"/networks/*.json | grep -o "\"$metric\":[^,]*" | cut -d: -f2 | median)"
done
{
  echo architecture,score
  for file in "$out"/networks/*.json; do
    a=$(basename "$file" .json)
    echo "\"${a//_/,}\",$(tr -d ' \n' < "$file" | sed 's/.*"test_score":\([0-9.]*\).*/\1/')"
  done
} > "$out/networks.csv"
"$osnas" fidelity "$out/random" --table "$out/networks.csv"
