#!/bin/sh
# Every sample of what docs/formats.md lists, with what became of it, the time of the processor and the memory it took.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$root"
"${MVN:-mvn}" -q -B -Dmaven.test.skip=true -Dassembly.skipAssembly=true -pl reliability -am package >&2
exec java -Xmx2g -Djava.awt.headless=true -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Dorg.bytedeco.javacpp.maxbytes=0 \
  -cp "reliability/target/classes:$(cat reliability/target/classpath.txt)" org.osnas.reliability.Kinds
