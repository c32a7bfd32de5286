#!/bin/sh
# Odd files for every reader, made of right ones and of the corpus.
#
#   reliability/fuzz.sh [SEED] [MINUTES]      1 and 10 if not given; what fails is kept in reliability/failed
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$root"
"${MVN:-mvn}" -q -B -Dmaven.test.skip=true -Dassembly.skipAssembly=true -pl reliability -am package >&2
exec java -Xmx2g -Djava.awt.headless=true -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Dorg.bytedeco.javacpp.maxbytes=0 \
  -cp "reliability/target/classes:$(cat reliability/target/classpath.txt)" \
  org.osnas.reliability.Fuzzing "${1:-1}" "${2:-10}"
