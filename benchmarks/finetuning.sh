#!/usr/bin/env bash
# Does training on from inherited weights for a quarter of the steps reach training from scratch? Three architectures of
# quickstart's space and data, a supernet for each seed. Goes on where it was stopped; prints validation accuracies.
# Usage: benchmarks/finetuning.sh [DIR] [SUPERNET_STEPS] [LEARNING_RATES] [SEEDS]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-$root/runs/finetuning} supernet=${2:-6000} rates=${3:-0.2} seeds=${4:-1 2 3}
osnas=${OSNAS:-$root/osnas}
config=$root/examples/quickstart.yaml
mkdir -p "$out"

# Begins what has not begun, and goes on with what has not ended.
go() {
  local command=$1 folder=$2 end=$3
  shift 3
  [ -e "$folder/$end" ] && return
  if [ -e "$folder/config.yaml" ]; then "$osnas" "$command" --resume -o "$folder"; else "$osnas" "$command" "$@" -o "$folder"; fi
}

# Mean and number of the validation accuracies in JSON files, those of finalists first.
mean() {
  cat "$@" 2>/dev/null | tr -d ' \n' | sed 's/"finalists":/\n&/g' | grep -o '"validation_score":[0-9.]*' | cut -d: -f2 |
    awk '{ s += $1; n++ } END { if (n) printf "%.4f (%d networks)\n", s / n, n; else print "nothing yet" }'
}

for seed in $seeds; do
  net=$out/supernet-$seed-$supernet
  go supernet "$net" done -c "$config" --set seed="$seed" --set supernet.steps="$supernet" && touch "$net/done"
  for start in none $rates; do
    file=$out/$seed-$supernet-$start.yaml
    retrain="retrain: {from: inherited, finalists: 3, steps: 390, optimizer: {learning-rate: $start}}"
    [ "$start" = none ] && retrain="retrain: {from: none, finalists: 3}"
    printf 'seed: 1\nsearch: {strategy: random, trials: 3, top: 3, budget: {macs: 1.6e6}}\n%s\n' "$retrain" > "$file"
    go search "$out/tuned-$seed-$supernet-$start" result.json -c "$file" --supernet "$net"
  done
  tr -d ' \n' < "$out/tuned-$seed-$supernet-none/result.json" | sed 's/.*"finalists":\[//; s/"seconds".*//' |
    grep -o '"architecture":\[[0-9,]*\]' | cut -d: -f2 | tr -d '[]' | while read -r a; do
    file=$out/scratch-$seed-${a//,/_}.json
    if [ ! -s "$file" ]; then
      "$osnas" evaluate "$net" --arch "$a" --epochs 10 --json > "$file.part" < /dev/null && mv "$file.part" "$file"
    fi
  done
done

scores() { for f in "$@"; do tr -d ' \n' < "$f" | sed 's/.*"finalists":\[/\n/; s/"seconds".*/\n/' | tail -n +2 | head -1 > "$f.finalists"; done; mean "${@/%/.finalists}"; }
echo "from scratch, 1,560 steps: $(mean "$out"/scratch-*.json)"
for start in none $rates; do
  echo "supernet of $supernet steps, 390 more at $start: $(scores "$out"/tuned-*-"$supernet"-"$start"/result.json)"
done
