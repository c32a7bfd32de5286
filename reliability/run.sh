#!/bin/sh
# The long campaign of kills, faults, power cuts, damage and odd files.
#
#   reliability/run.sh [SEED] [MINUTES]      1 and 60 if not given; writes reliability/RESULTS.md
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$root"
"${MVN:-mvn}" -q -B -Dmaven.test.skip=true -Dassembly.skipAssembly=true -pl reliability -am package >&2
export MALLOC_MMAP_THRESHOLD_=2000000000 MALLOC_TRIM_THRESHOLD_=20000000000 OMP_WAIT_POLICY=passive
exec java -Xmx2g -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Dorg.bytedeco.javacpp.maxbytes=0 \
  -cp "reliability/target/classes:$(cat reliability/target/classpath.txt)" \
  org.osnas.reliability.Campaign "${1:-1}" "${2:-60}" reliability/RESULTS.md
