#!/usr/bin/env bash
# What dividing work into jobs gives and costs, on 'table scores' with trainings of some ten seconds:
#   - child processes of one thread against one process with as many threads;
#   - Spark against child processes, executors beside jobs that take as long;
#   - the simulation of a cluster, against 1, 2 and 4 executors here, and for 10, 100 and 1,000.
# Times of start are told from times of jobs by two lengths of each measurement: so many jobs, and three times as many.
# On two cores about 25 minutes. Usage: benchmarks/run.sh jobs [DIR] [STEPS] [JOBS]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-$root/runs/jobs} steps=${2:-600} few=${3:-4}
osnas=${OSNAS:-$root/osnas}
cores=$(nproc)
many=$((3 * few))
rm -rf "$out"
mkdir -p "$out"
"$osnas" submit --master local --conf spark.ui.enabled=false list runners

# Ratios of seconds, for the table that ends what run.sh prints: ratio NAME LEFT RIGHT.
ratios=
ratio() {
  ratios+="${ratios:+, }{\"name\": \"$1\", \"left\": $2, \"right\": $3, \"unit\": \"s\"}"
}

# Seconds of so many trainings of one architecture each: measure NAME JOBS THREADS WORDS…, then words in front.
measure() {
  local name=$1 jobs=$2 threads=$3 before=$4
  shift 4
  local begin end
  begin=$(date +%s.%N)
  # shellcheck disable=SC2086 # several words
  OSNAS_THREADS=$threads "$osnas" $before table scores -q -c "$root/examples/tiny.yaml" --architectures "$jobs" \
    --set "retrain.steps=$steps" --set checkpoint.every-steps=100000 -o "$out/$name-$jobs.csv" "$@" >/dev/null
  end=$(date +%s.%N)
  echo "$begin $end" | awk '{ printf "%.2f\n", $2 - $1 }'
}

# Sets short, long: seconds for few and many jobs; each: seconds a job beyond the start.
both() {
  short=$(measure "$1" "$few" "${@:2}")
  long=$(measure "$1" "$many" "${@:2}")
  each=$(awk -v s="$short" -v l="$long" -v n=$((many - few)) 'BEGIN { printf "%.3f", (l - s) / n }')
  start=$(awk -v s="$short" -v e="$each" -v n="$few" 'BEGIN { printf "%.2f", s - e * n }')
  echo "$1: $few jobs $short s, $many jobs $long s; $each s a job, start $start s"
}

spark() { echo "submit --master local-cluster[$1,1,1024] --conf spark.ui.enabled=false"; }

both one-process "$cores" "" --runner local
local_each=$each
both processes 1 "" --runner processes
processes_each=$each
both spark 1 "$(spark "$cores")" --runner spark
spark_each=$each spark_start=$start
ratio "job in one process of all threads to processes of one thread" "$local_each" "$processes_each"
ratio "job on Spark to processes" "$spark_each" "$processes_each"

classes=$root/benchmarks/target/benchmarks.jar:$(cat "$root/benchmarks/target/classpath.txt")
simulate() { java -cp "$classes" org.osnas.benchmarks.cluster.ClusterSimulation "$out/spark-$many.csv.jsonl" "$@"; }

# A task that does nothing but read a table: what the driver needs for it, and executors for their first.
table="compare -c $root/examples/compare.yaml --set strategies=[local-search,random] -q"
begin=$(date +%s.%N)
# shellcheck disable=SC2046,SC2086 # several words
"$osnas" $(spark "$cores") $table --set seeds=100 -o "$out/cells-100" --runner spark >/dev/null
middle=$(date +%s.%N)
# shellcheck disable=SC2046,SC2086 # several words
"$osnas" $(spark "$cores") $table --set seeds=1000 -o "$out/cells-1000" --runner spark >/dev/null
end=$(date +%s.%N)
dispatch=$(echo "$begin $middle $end" | awk '{ printf "%.4f", (($3 - $2) - ($2 - $1)) / 1800 }')
echo "driver: $dispatch s a task, the search of a table in it; start with the first jobs $spark_start s"

echo "simulated with all of the start before the first job:"
simulated=$(simulate "$dispatch" "$spark_start" 0 0 "$cores" "$many")
echo "$simulated"
for executors in 1 2 4; do
  measured=$(measure "spark$executors" "$many" 1 "$(spark "$executors")" --runner spark)
  echo "measured: $executors executors, $many jobs: $measured s"
  ratio "simulated to measured, $executors executors" \
    "$(sed -n "s/^simulated: $executors executors, .*: \(.*\) s$/\1/p" <<<"$simulated")" "$measured"
done
simulate "$dispatch" "$spark_start" 0.1 0
mkdir -p "$root/benchmarks/target/results"
echo "{\"suite\": \"jobs\", \"ratioLines\": [$ratios]}" >"$root/benchmarks/target/results/jobs.json"
