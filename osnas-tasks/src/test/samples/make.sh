#!/usr/bin/env bash
# Makes the idx and CIFAR files that tests read, with NumPy, gzip and GNU tar. The results are in the repository; CI does
# not run this. Debian 12: python3-numpy
set -euo pipefail
export PATH=/usr/bin:$PATH LC_ALL=C.UTF-8
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../resources/org/osnas/tasks/samples
rm -rf "$out" && mkdir -p "$out/emnist" && cd "$out"
python3 "$here/idx.py"
gzip -9n emnist-letters-t* qmnist-* emnist/*-ubyte
gzip -9nk small-*
mkdir -p w/cifar-10-batches-bin w/cifar-10-batches-py w/cifar-100-binary
(cd w && python3 "$here/cifar.py")
for name in cifar-10-batches-bin:cifar-10-binary cifar-10-batches-py:cifar-10-python cifar-100-binary:cifar-100-binary; do
  tar -C w --sort=name --owner=0 --group=0 --mtime=2009-02-13 -c "${name%%:*}" | gzip -9n > "${name##*:}.tar.gz"
done
rm -r w
find . -size +9k
