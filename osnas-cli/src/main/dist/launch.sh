# Ends both launchers, that of a clone and that of an installed distribution, which read it into themselves: sets the
# environment that ND4J needs and becomes the JVM.
#
#   class_path  what to run
#   sources     the clone that it was built from, empty if there is none
#
# shellcheck shell=sh disable=SC2154 # both are the reader's

# glibc would give large blocks back at every free, which makes convolutions several times slower. OSNAS shares batches
# among its own threads (OSNAS_THREADS), each of which calls the native libraries with its part; threads of theirs
# beside these would keep putting each other to sleep.
export MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-2000000000}"
export MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-20000000000}"
export MALLOC_TOP_PAD_="${MALLOC_TOP_PAD_:-268435456}"
export OMP_NUM_THREADS="${OMP_NUM_THREADS:-1}"
export OMP_WAIT_POLICY="${OMP_WAIT_POLICY:-passive}"

# File names are in UTF-8 wherever data sets come from; in the plain locale of containers, Java would read and write
# them in ASCII, and lose files whose names are not.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
C | POSIX) export LC_ALL=C.UTF-8 ;;
esac

java=java
if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; fi

terminal=false
if [ -t 2 ]; then terminal=true; fi

# 'osnas submit' runs the jobs of a command on Spark.
spark=
if [ "${1:-}" = submit ]; then
  # What Spark's own launcher opens on a JDK 17.
  for package in lang lang.invoke lang.reflect io net nio util util.concurrent util.concurrent.atomic; do
    spark="$spark --add-opens=java.base/java.$package=ALL-UNNAMED"
  done
  for package in nio.ch nio.cs security.action util.calendar; do
    spark="$spark --add-opens=java.base/sun.$package=ALL-UNNAMED"
  done
  # 'local-cluster' starts executors from a Spark home. Theirs needs no jars: they have the class path of this process.
  case $* in
  *local*) export SPARK_LOCAL_IP="${SPARK_LOCAL_IP:-127.0.0.1}" ;;
  esac
  export SPARK_SCALA_VERSION="${SPARK_SCALA_VERSION:-2.13}"
  if [ -z "${SPARK_HOME:-}" ]; then
    export SPARK_HOME="${XDG_CACHE_HOME:-$HOME/.cache}/osnas/spark"
    mkdir -p "$SPARK_HOME/jars"
    : >"$SPARK_HOME/RELEASE"
  fi
fi

# Steps leave little garbage, but the JVM would let it grow to a gigabyte before it collects: hence MaxNewSize.
# ND4J bounds its own memory; without maxphysicalbytes=0 a full process would pause for collections.
# shellcheck disable=SC2086 # the options are several words
exec "$java" \
  -XX:+UseParallelGC -XX:MaxRAMPercentage=35 -XX:MaxNewSize=64m -Xshare:auto \
  -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Dorg.bytedeco.javacpp.maxbytes=0 \
  "-Dosnas.command=$0" ${sources:+"-Dosnas.home=$sources"} "-Dosnas.terminal=$terminal" \
  ${OSNAS_THREADS:+"-Dosnas.threads=$OSNAS_THREADS"} $spark ${OSNAS_JAVA_OPTS:-} \
  -cp "$class_path" org.osnas.cli.Main "$@"
