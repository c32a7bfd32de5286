#!/bin/sh
# Runs a suite of benchmarks: builds, sets the environment that ND4J needs, writes target/results/SUITE.json, and ends
# with its ratios, one a line.
#
#   benchmarks/run.sh cost|kernels|step|setup|memory|evaluate|streaming|peers|all [--quick]
#   benchmarks/run.sh profile [options]      prints where the time of training steps goes
#   benchmarks/run.sh budgets RUN_DIR        20 budgets x 2 tables on the supernet of a finished run, against one retraining
#   benchmarks/run.sh jobs [DIR] [STEPS] [JOBS]  trainings in child processes and on Spark; about 25 minutes
#   benchmarks/run.sh folded                 networks with batch normalisation folded and not, in ONNX Runtime
#
# --quick ends within about two minutes and gives an idea; figures to quote come from a run without it on an idle
# machine. 'all' runs every suite and makes benchmarks/RESULTS.md of what they wrote in about 30 minutes; with --quick
# target/results/RESULTS.md in 8.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
module=$root/benchmarks

suite=${1:-}
case $suite in
  cost | kernels | step | setup | memory | evaluate | streaming | peers | all | profile | budgets | folded | jobs) shift ;;
  *)
    sed -n '2,/^set -eu/{/^#/s/^# \{0,1\}//p}' "$0" >&2
    exit 2
    ;;
esac
run=
if [ "$suite" = budgets ]; then run=$(CDPATH='' cd -- "${1:?Which run? benchmarks/run.sh budgets RUN_DIR}" && pwd -P); fi
quick=
for option in "$@"; do
  if [ "$option" = --quick ]; then quick=yes; fi
done

export MALLOC_MMAP_THRESHOLD_=2000000000 MALLOC_TRIM_THRESHOLD_=20000000000 MALLOC_TOP_PAD_=268435456
export OMP_WAIT_POLICY=passive

cd "$root"
echo "benchmarks: building …" >&2
profiles=cpu
case $suite in peers | all) profiles=cpu,peers ;; esac
"${MVN:-mvn}" -q -B "-P$profiles" -Dmaven.test.skip=true -Dassembly.skipAssembly=true -pl benchmarks -am package >&2
commit=$(git describe --always --dirty 2>/dev/null || echo unknown)

cd "$module"
mkdir -p target/results
run_java() {
  java -XX:+UseParallelGC -XX:MaxRAMPercentage=35 -XX:MaxNewSize=64m "-Dosnas.commit=$commit" \
    -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Dorg.bytedeco.javacpp.maxbytes=0 \
    -cp "target/benchmarks.jar:$(cat target/classpath.txt)" "$@"
}

# JMH: the package of the benchmarks, then options of JMH. Forks get the options of the JVM that starts them.
jmh() {
  package=$1
  shift
  set -- "org.osnas.benchmarks.$package" -prof gc -rf json -rff "target/results/$package.jmh.json" "$@"
  if [ -n "$quick" ]; then
    run_java org.openjdk.jmh.Main "$@" -wi 1 -i 1 -w 100ms -r 100ms -p threads=2 -p layer=POINTWISE_16,DEPTHWISE_5
  else
    run_java org.openjdk.jmh.Main "$@"
  fi
}

# One suite, and the options of those that have their own.
run() {
  each=$1
  shift
  case $each in
    cost | kernels | step) jmh "$each" ;;
    setup) run_java org.osnas.benchmarks.peer.SetupSuite ${quick:+--quick} ;;
    memory) run_java org.osnas.benchmarks.memory.MemorySuite ${quick:+--quick} ;;
    evaluate)
      run_java org.osnas.benchmarks.evaluate.EvaluationSuite ${quick:+--quick}
      jmh evaluate
      ;;
    streaming) run_java org.osnas.benchmarks.streaming.StreamingSuite ${quick:+--quick} ;;
    peers) run_java org.osnas.benchmarks.peer.PeerSuite ${quick:+--quick} ;;
    profile) run_java org.osnas.benchmarks.step.StepProfile "$@" ;;
    budgets) run_java org.osnas.benchmarks.evaluate.BudgetSweep "$run" ;;
    folded) run_java org.osnas.benchmarks.evaluate.FoldedNetworks ;;
    jobs) "$module/jobs.sh" "$@" ;;
  esac
}

if [ "$suite" = all ]; then
  rm -f target/results/*.json
  for one in cost kernels step setup memory evaluate streaming peers; do
    echo "benchmarks: $one, $(date +%H:%M:%S) …" >&2
    run "$one"
  done
  run_java org.osnas.benchmarks.report.ResultsPage target/results "${quick:+target/results/}RESULTS.md"
  run_java org.osnas.benchmarks.report.RatioTable target/results peers setup memory evaluate streaming step cost kernels
else
  # What a run before left must not be taken for this one's.
  rm -f "target/results/$suite.json" "target/results/$suite.jmh.json"
  run "$suite" "$@"
  run_java org.osnas.benchmarks.report.RatioTable target/results "$suite"
fi
