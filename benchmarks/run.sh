#!/bin/sh
# Runs a suite of benchmarks: builds, sets the environment that ND4J needs, writes target/results/SUITE.json.
#
#   benchmarks/run.sh peers [--quick] [further options of the suite]
#
# --quick ends within about two minutes and gives an idea; figures to quote come from a run without it on an idle
# machine.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
module=$root/benchmarks

suite=${1:-}
case $suite in
  peers) ;;
  *)
    sed -n '2,/^set -eu/s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
shift

export MALLOC_MMAP_THRESHOLD_=2000000000 MALLOC_TRIM_THRESHOLD_=20000000000 MALLOC_TOP_PAD_=268435456
export OMP_WAIT_POLICY=passive

cd "$root"
echo "benchmarks: building …" >&2
"${MVN:-mvn}" -q -B -Pcpu,peers -Dmaven.test.skip=true -pl benchmarks -am package >&2
commit=$(git describe --always --dirty 2>/dev/null || echo unknown)

cd "$module"
mkdir -p target/results
run_java() {
  java -XX:+UseParallelGC -XX:MaxRAMPercentage=35 "-Dosnas.commit=$commit" \
    -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Dorg.bytedeco.javacpp.maxbytes=0 \
    -cp "target/benchmarks.jar:$(cat target/classpath.txt)" "$@"
}

run_java org.osnas.benchmarks.peer.PeerSuite "$@"
